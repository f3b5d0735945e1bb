//! What this person likes, kept in this browser. Nothing of value: it may be gone tomorrow.

/// What was kept under this name.
pub fn read(name: &str) -> Option<String> {
    storage()?.get_item(&key(name)).ok().flatten()
}

/// Keeps a value under this name; where the browser refuses, it is forgotten at the page's end.
pub fn keep(name: &str, value: &str) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(&key(name), value);
    }
}

/// Whether this number was not kept under this name yet; it is from now on.
pub fn is_news(name: &str, number: usize) -> bool {
    let number = number.to_string();
    let known = read(name).as_ref() == Some(&number);
    keep(name, &number);
    !known
}

/// Forgets what was kept under this name.
pub fn forget(name: &str) {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(&key(name));
    }
}

fn key(name: &str) -> String {
    ["desire-path:", name].concat()
}

/// `None` in sandboxed frames and where cookies are blocked.
fn storage() -> Option<web_sys::Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}
