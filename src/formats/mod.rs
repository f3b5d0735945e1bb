//! How a journey is written down: one file per format, our own with one upgrader per version.
//! This room is the border: what comes in is checked record by record, what goes out is inert.
