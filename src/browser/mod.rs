//! The outside world, plain data in and out: storage, files, location.
//! This room is the only one, with `ui`, that knows of a browser; it knows no screen.
