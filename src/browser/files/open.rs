//! Files that come in: by picker, by drop, by paste.

use super::content::Content;
use super::picker::{Destination, choose_file, error_name, has};
use crate::browser::Fault;
use js_sys::{Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DataTransfer, File, FileList, HtmlInputElement};

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 50 * 1024 * 1024;

/// A file that was read.
#[derive(Clone, Debug)]
pub struct Opened {
    /// Its name, without a folder.
    pub name: String,
    /// Its content.
    pub content: Content,
    /// Where it can be written back, in browsers that let us.
    pub destination: Option<Destination>,
}

/// Lets the person choose a file and reads it; `None` where they cancel. To be called from
/// within a click or key.
///
/// # Errors
/// The file is too large or can't be read.
pub async fn open(accept: &str) -> Result<Option<Opened>, Fault> {
    if has("showOpenFilePicker") {
        match choose_file().await {
            Ok(None) => return Ok(None),
            Ok(Some(destination)) => {
                let file = destination
                    .file()
                    .await
                    .map_err(|error| Fault::File { name: destination.name(), reason: error_name(&error) })?;
                return read(&file, Some(destination)).await.map(Some);
            }
            // A frame of another site may not show pickers, but it may have an input.
            Err(_) => {}
        }
    }
    match choose_by_input(accept).await? {
        None => Ok(None),
        Some(file) => read(&file, None).await.map(Some),
    }
}

/// Reads the files of a drop (`DragEvent::data_transfer`). To be called while the event is
/// handled; the files are read after.
pub fn dropped(transfer: Option<DataTransfer>) -> impl Future<Output = Vec<Result<Opened, Fault>>> {
    read_all(transfer.and_then(|transfer| transfer.files()))
}

/// Reads the files of a paste (`ClipboardEvent::clipboard_data`), like [`dropped`].
pub fn pasted(transfer: Option<DataTransfer>) -> impl Future<Output = Vec<Result<Opened, Fault>>> {
    dropped(transfer)
}

async fn read_all(list: Option<FileList>) -> Vec<Result<Opened, Fault>> {
    let files: Vec<File> =
        list.iter().flat_map(|list| (0..list.length()).filter_map(|at| list.item(at))).collect();
    let mut opened = Vec::with_capacity(files.len());
    for file in files {
        opened.push(read(&file, None).await);
    }
    opened
}

/// Reads a file, if it is not too large.
async fn read(file: &File, destination: Option<Destination>) -> Result<Opened, Fault> {
    let name = file.name();
    if file.size() > MAX_BYTES as f64 {
        let megabytes = (file.size() / 1_048_576.0).ceil() as u64;
        return Err(Fault::TooLarge { name, megabytes });
    }
    match JsFuture::from(file.array_buffer()).await {
        Ok(buffer) => Ok(Opened { name, content: Content::from_js(Uint8Array::new(&buffer)), destination }),
        Err(error) => Err(Fault::File { name, reason: error_name(&error) }),
    }
}

/// The classic way: a file input, clicked.
async fn choose_by_input(accept: &str) -> Result<Option<File>, Fault> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(Fault::Unsupported)?;
    let input = document.create_element("input").map_err(|_| Fault::Unsupported)?;
    let input: HtmlInputElement = input.unchecked_into();
    input.set_type("file");
    input.set_accept(accept);
    input.set_hidden(true);
    // In the page, so that browsers keep it alive while the dialog is open.
    let body = document.body().ok_or(Fault::Unsupported)?;
    let _ = body.append_child(&input);
    let chosen = Promise::new(&mut |resolve, _| {
        let _ = input.add_event_listener_with_callback("change", &resolve);
        let _ = input.add_event_listener_with_callback("cancel", &resolve);
    });
    input.click();
    let _: Result<JsValue, JsValue> = JsFuture::from(chosen).await;
    input.remove();
    Ok(input.files().and_then(|files| files.item(0)))
}
