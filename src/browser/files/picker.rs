//! The File System Access API, where there is one.

use crate::browser::Fault;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_name = showOpenFilePicker)]
    fn show_open_file_picker(options: &Object) -> Result<Promise, JsValue>;
    #[wasm_bindgen(catch, js_name = showSaveFilePicker)]
    fn show_save_file_picker(options: &Object) -> Result<Promise, JsValue>;

    #[derive(Clone, Debug)]
    type Handle;
    #[wasm_bindgen(method, getter)]
    fn name(this: &Handle) -> String;
    #[wasm_bindgen(method, catch, js_name = getFile)]
    fn file(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch, js_name = createWritable)]
    fn writable(this: &Handle) -> Result<Promise, JsValue>;

    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, bytes: &Uint8Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;
}

/// A file on this computer that can be written again without asking for its place, in this
/// session.
#[derive(Clone, Debug)]
pub struct Destination(Handle);

impl Destination {
    /// The file's name.
    pub fn name(&self) -> String {
        self.0.name()
    }

    /// Replaces the file's content. The old content stays until the new one is complete.
    ///
    /// # Errors
    /// The browser or the disk refuses.
    pub async fn write(&self, bytes: &[u8]) -> Result<(), Fault> {
        let written = async {
            let writable: Writable = JsFuture::from(self.0.writable()?).await?.unchecked_into();
            JsFuture::from(writable.write(&Uint8Array::from(bytes))?).await?;
            JsFuture::from(writable.close()?).await
        };
        let refused = |error: JsValue| match error_name(&error).as_str() {
            "NotAllowedError" | "SecurityError" => Fault::Denied,
            _ => Fault::File { name: self.name(), reason: error_name(&error) },
        };
        written.await.map(|_| ()).map_err(refused)
    }

    /// The file as it is now.
    pub(super) async fn file(&self) -> Result<web_sys::File, JsValue> {
        Ok(JsFuture::from(self.0.file()?).await?.unchecked_into())
    }
}

/// Whether this browser can show a picker of this name here (frames of other sites can't).
pub(super) fn has(name: &str) -> bool {
    Reflect::get(&js_sys::global(), &name.into()).is_ok_and(|picker| picker.is_function())
}

/// Lets the person choose a file to open: `None` where they cancel.
pub(super) async fn choose_file() -> Result<Option<Destination>, JsValue> {
    let chosen = JsFuture::from(show_open_file_picker(&Object::new())?).await;
    let chosen = uncancelled(chosen)?;
    Ok(chosen.map(|handles| Destination(Array::from(&handles).get(0).unchecked_into())))
}

/// Lets the person choose a place for a file: `None` where they cancel.
pub(super) async fn choose_place(
    name: &str,
    description: &str,
    mime: &str,
    ending: &str,
) -> Result<Option<Destination>, JsValue> {
    let accept = object(&[(mime, Array::of1(&ending.into()).into())]);
    let types = object(&[("description", description.into()), ("accept", accept.into())]);
    let options = object(&[("suggestedName", name.into()), ("types", Array::of1(&types).into())]);
    let chosen = JsFuture::from(show_save_file_picker(&options)?).await;
    Ok(uncancelled(chosen)?.map(|handle| Destination(handle.unchecked_into())))
}

fn uncancelled(chosen: Result<JsValue, JsValue>) -> Result<Option<JsValue>, JsValue> {
    match chosen {
        Ok(value) => Ok(Some(value)),
        Err(error) if error_name(&error) == "AbortError" => Ok(None),
        Err(error) => Err(error),
    }
}

fn object(fields: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

/// The name of a browser's error: "NotAllowedError".
pub(super) fn error_name(error: &JsValue) -> String {
    let name = Reflect::get(error, &"name".into()).ok();
    name.and_then(|name| name.as_string()).unwrap_or_default()
}
