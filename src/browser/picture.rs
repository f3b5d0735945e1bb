//! Pictures: an SVG as PNG, drawn by the browser.

use super::Fault;
use js_sys::{Array, Promise, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, CanvasRenderingContext2d, HtmlCanvasElement, HtmlImageElement, Url};

/// How many pixels one unit of the picture gets, where there is room.
const SCALE: f64 = 2.0;
/// The longest side that every browser draws, in pixels.
const SIDE: f64 = 8_192.0;
/// The most pixels that every browser draws.
const AREA: f64 = 16_000_000.0;

/// An SVG as PNG, two pixels a unit, fewer where it is too large for that.
///
/// # Errors
/// The browser can't draw it.
pub async fn png(svg: &str) -> Result<Vec<u8>, Fault> {
    let options = BlobPropertyBag::new();
    options.set_type("image/svg+xml");
    let parts = Array::of1(&JsValue::from_str(svg));
    let source = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(unable)?;
    let url = Url::create_object_url_with_blob(&source).map_err(unable)?;
    let drawn = drawn(&url).await;
    let _ = Url::revoke_object_url(&url);
    drawn.map_err(unable)
}

fn unable(_: JsValue) -> Fault {
    Fault::Unsupported
}

async fn drawn(url: &str) -> Result<Vec<u8>, JsValue> {
    let image = HtmlImageElement::new()?;
    image.set_src(url);
    JsFuture::from(image.decode()).await?;
    let (width, height) = (f64::from(image.natural_width()), f64::from(image.natural_height()));
    let scale = SCALE.min(SIDE / width.max(height)).min((AREA / (width * height)).sqrt());
    let document = web_sys::window().and_then(|window| window.document()).ok_or(JsValue::NULL)?;
    let canvas: HtmlCanvasElement = document.create_element("canvas")?.unchecked_into();
    canvas.set_width((width * scale) as u32);
    canvas.set_height((height * scale) as u32);
    let context = canvas.get_context("2d")?.ok_or(JsValue::NULL)?;
    let context: CanvasRenderingContext2d = context.unchecked_into();
    context.scale(scale, scale)?;
    context.draw_image_with_html_image_element(&image, 0.0, 0.0)?;
    let blob = Promise::new(&mut |done, refused| {
        if canvas.to_blob(&done).is_err() {
            let _ = refused.call0(&JsValue::NULL);
        }
    });
    let blob: Blob = JsFuture::from(blob).await?.dyn_into()?;
    let bytes = JsFuture::from(blob.array_buffer()).await?;
    Ok(Uint8Array::new(&bytes).to_vec())
}
