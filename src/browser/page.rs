//! The page as the browser sees it: hidden, printed, kept.

use super::Fault;
use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Calls back as long as it is kept.
#[must_use = "dropping it ends the calls"]
pub struct Listening(#[allow(dead_code)] Vec<EventListener>);

/// Calls back when the page is hidden or left: the last moment that is sure to be told.
pub fn on_hidden(mut call: impl FnMut() + Clone + 'static) -> Listening {
    let Some(window) = web_sys::window() else {
        return Listening(Vec::new());
    };
    let mut left = call.clone();
    let mut listeners = vec![EventListener::new(&window, "pagehide", move |_| left())];
    if let Some(document) = window.document() {
        let page = document.clone();
        listeners.push(EventListener::new(&document, "visibilitychange", move |_| {
            if page.hidden() {
                call();
            }
        }));
    }
    Listening(listeners)
}

/// While `unsaved` answers yes, the browser asks before the page is closed.
pub fn ask_before_leaving(unsaved: impl Fn() -> bool + 'static) -> Listening {
    let Some(window) = web_sys::window() else {
        return Listening(Vec::new());
    };
    let options = gloo::events::EventListenerOptions::enable_prevent_default();
    let listener = EventListener::new_with_options(&window, "beforeunload", options, move |event| {
        if unsaved() {
            event.prevent_default();
        }
    });
    Listening(vec![listener])
}

/// Calls a function of an object that one of our scripts put on the page; `None` where there is none
/// or it fails.
pub(super) fn ask(object: &str, name: &str, arguments: &[JsValue]) -> Option<JsValue> {
    let object = Reflect::get(&js_sys::global(), &object.into()).ok()?;
    let function: Function = Reflect::get(&object, &name.into()).ok()?.dyn_into().ok()?;
    function.apply(&object, &arguments.iter().collect()).ok()
}

/// Waits until the page has done what else there was to do: drawn, and answered the person.
pub async fn breathe() {
    let pause = Promise::new(&mut |done, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.set_timeout_with_callback(&done);
        }
    });
    let _ = JsFuture::from(pause).await;
}

/// Whether the page stands in a frame of another.
pub fn is_embedded() -> bool {
    web_sys::window().is_some_and(|window| {
        let top = window.top().ok().flatten();
        top.is_none_or(|top| top != window)
    })
}

/// Whether the page stands in a frame of another site, whose frames have a storage of their own.
pub fn is_partitioned() -> bool {
    let outside = |window: web_sys::Window| {
        let top = window.top().ok().flatten()?;
        // What another origin's window is may not be asked for.
        Some(Reflect::get(&top, &"document".into()).is_err())
    };
    is_embedded() && web_sys::window().and_then(outside).unwrap_or(true)
}

/// Whether the browser is one that clears what a site stored after a week without a visit (WebKit).
pub fn clears_after_a_week() -> bool {
    let maker =
        |window: web_sys::Window| Reflect::get(&window.navigator(), &"vendor".into()).ok()?.as_string();
    web_sys::window().and_then(maker).is_some_and(|maker| maker.starts_with("Apple"))
}

/// Opens the browser's print dialog.
pub fn print() {
    if let Some(window) = web_sys::window() {
        let _ = window.print();
    }
}

/// Whether the browser has promised not to clear this page's storage by itself; `None` where it
/// does not say.
pub async fn persisted() -> Option<bool> {
    storage_answer("persisted").await.ok()?.as_bool()
}

/// Asks the browser for that promise. To be called after the first real edit, never on load: some
/// browsers ask the person.
///
/// # Errors
/// There is no such question here.
pub async fn persist() -> Result<bool, Fault> {
    Ok(storage_answer("persist").await?.is_truthy())
}

/// What `navigator.storage` answers to this call; it is not there in pages without https.
async fn storage_answer(call: &str) -> Result<JsValue, Fault> {
    let navigator = web_sys::window().ok_or(Fault::Unsupported)?.navigator();
    let asked = || {
        let storage = Reflect::get(&navigator, &"storage".into())?;
        let call: Function = Reflect::get(&storage, &call.into())?.dyn_into()?;
        call.call0(&storage)?.dyn_into::<Promise>()
    };
    let promise = asked().map_err(|_: JsValue| Fault::Unsupported)?;
    JsFuture::from(promise).await.map_err(|_| Fault::Denied)
}
