//! Files that go out: to a place the person chooses, or to the downloads.

use super::picker::{Destination, choose_place, has};
use crate::browser::Fault;
use gloo::timers::callback::Timeout;
use js_sys::{Array, Uint8Array};
use wasm_bindgen::JsCast;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// A file to write.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The suggested name, with its ending.
    pub name: &'a str,
    /// What kind of file it is, for the dialog: "Customer journey".
    pub description: &'a str,
    /// Its media type: "application/json".
    pub mime: &'a str,
    /// Its content.
    pub bytes: &'a [u8],
}

/// Where a file went.
#[derive(Clone, Debug)]
pub enum SavedTo {
    /// Nowhere: the person thought better of it.
    Nowhere,
    /// Into this file, which can be written again.
    File(Destination),
    /// To the downloads. The browser does not say whether it arrived.
    Downloads,
}

/// Lets the person choose a place for a file and writes it; where the browser has no such
/// dialog, the file is downloaded. To be called from within a click or key.
///
/// # Errors
/// The browser or the disk refuses.
pub async fn save(file: Writing<'_>) -> Result<SavedTo, Fault> {
    if has("showSaveFilePicker") {
        let ending = file.name.rfind('.').and_then(|at| file.name.get(at..)).unwrap_or(".json");
        match choose_place(file.name, file.description, file.mime, ending).await {
            Ok(None) => return Ok(SavedTo::Nowhere),
            Ok(Some(destination)) => {
                destination.write(file.bytes).await?;
                return Ok(SavedTo::File(destination));
            }
            // Not permitted in this frame: download.
            Err(_) => {}
        }
    }
    download(file)?;
    Ok(SavedTo::Downloads)
}

/// Downloads a file.
///
/// # Errors
/// The browser refuses.
pub fn download(file: Writing<'_>) -> Result<(), Fault> {
    let start = || {
        let options = BlobPropertyBag::new();
        options.set_type(file.mime);
        let parts = Array::of1(&Uint8Array::from(file.bytes));
        let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()?;
        let url = Url::create_object_url_with_blob(&blob).ok()?;
        let document = web_sys::window()?.document()?;
        let link: HtmlAnchorElement = document.create_element("a").ok()?.unchecked_into();
        link.set_href(&url);
        link.set_download(file.name);
        link.click();
        // Some browsers read it a good while after the click.
        Timeout::new(60_000, move || {
            let _ = Url::revoke_object_url(&url);
        })
        .forget();
        Some(())
    };
    start().ok_or(Fault::Unsupported)
}
