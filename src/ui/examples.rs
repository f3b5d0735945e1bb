//! The examples that come with the app.

/// A journey that comes with the app.
pub struct Example {
    /// What it is called.
    pub title: &'static str,
    /// What it shows, in one sentence.
    pub about: &'static str,
    /// The journey, in our own JSON.
    pub json: &'static str,
}

/// All of them, the simplest first.
pub const ALL: [Example; 0] = [];
