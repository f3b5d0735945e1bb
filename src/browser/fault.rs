//! What the browser refused, as a sentence for the person.

/// What the browser refused. Its `Display` is a sentence that says what it means for the map and
/// what can be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// The quota of this origin is used up.
    #[error("The browser's storage is full: free some space, or download a copy.")]
    Full,
    /// Storage is switched off here: sandboxed frame, blocked cookies, some private windows.
    #[error("This browser does not let this page store anything: download a copy before you go.")]
    Blocked,
    /// The connection was closed by the browser, or another tab holds the storage up.
    #[error("The browser closed its storage. Trying again; your work is still here.")]
    Closed,
    /// Nothing was heard of a write for some seconds.
    #[error("The browser takes long to store this. Your work is still here; download a copy to be safe.")]
    Slow,
    /// Any other error of the storage, with the browser's own words.
    #[error("The browser's storage failed ({0}). Your work is still here: download a copy.")]
    Broken(String),
    /// The storage, or this map in it, was written by a newer version of the app.
    #[error("A newer version of the app has this map. Reload this page to get that version.")]
    NewerBuild,
    /// Another tab writes to this map now.
    #[error("This map is being edited in another tab.")]
    TakenOver,
    /// There is no such map (any more).
    #[error("This map is no longer stored in this browser: download a copy to keep it.")]
    Missing,
    /// An id is taken, or a record does not follow the last one.
    #[error("The stored map does not fit this edit. Your work is still here: download a copy.")]
    OutOfStep,
    /// The app has stopped; nothing is written any more.
    #[error("The app has stopped, so nothing more is stored.")]
    Stopped,
    /// A file is larger than what can be opened.
    #[error("{name} has {megabytes} MB. Files of up to 50 MB can be opened.")]
    TooLarge {
        /// The file's name.
        name: String,
        /// Its size, rounded up.
        megabytes: u64,
    },
    /// A file can't be read or written.
    #[error("The file {name} can't be used ({reason}).")]
    File {
        /// The file's name.
        name: String,
        /// The browser's own words.
        reason: String,
    },
    /// The browser, or the person, did not permit it.
    #[error("The browser did not permit this.")]
    Denied,
    /// This browser can't do it.
    #[error("This browser can't do this.")]
    Unsupported,
    /// The bytes are no rescue file.
    #[error("This is no rescue file of this app, or it is damaged beyond use.")]
    NoRescue,
}

impl Fault {
    /// Whether this tab may not write to the map any more, however often it tries.
    pub const fn ends_writing(&self) -> bool {
        matches!(self, Self::TakenOver | Self::NewerBuild | Self::Stopped)
    }
}
