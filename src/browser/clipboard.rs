//! The clipboard's text. Both must be called from within the person's key or click.

use super::Fault;
use wasm_bindgen_futures::JsFuture;

/// Puts text on the clipboard.
///
/// # Errors
/// The browser does not permit it.
pub async fn write(text: &str) -> Result<(), Fault> {
    let promise = clipboard()?.write_text(text);
    JsFuture::from(promise).await.map(|_| ()).map_err(|_| Fault::Denied)
}

/// The text on the clipboard.
///
/// # Errors
/// The browser does not permit it.
pub async fn read() -> Result<String, Fault> {
    let promise = clipboard()?.read_text();
    let text = JsFuture::from(promise).await.map_err(|_| Fault::Denied)?;
    Ok(text.as_string().unwrap_or_default())
}

/// The clipboard, where there is one: not in pages without https.
fn clipboard() -> Result<web_sys::Clipboard, Fault> {
    let navigator = web_sys::window().ok_or(Fault::Unsupported)?.navigator();
    let there = js_sys::Reflect::has(&navigator, &"clipboard".into());
    let clipboard = navigator.clipboard();
    match there {
        Ok(true) if !clipboard.is_undefined() => Ok(clipboard),
        _ => Err(Fault::Unsupported),
    }
}
