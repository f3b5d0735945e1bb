//! `boot/rescue.js` in a page of its own (a frame), beside the storage that the app has filled.

use super::raw::sleep;
use super::{facts, fresh_map};
use desire_path::browser::rescue;
use desire_path::browser::storage::Store;
use js_sys::{Function, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::wasm_bindgen_test;

/// A page that has loaded the rescue script.
struct Page(JsValue);

impl Page {
    fn new() -> Self {
        let document = web_sys::window().unwrap().document().unwrap();
        let frame = document.create_element("iframe").unwrap();
        document.body().unwrap().append_child(&frame).unwrap();
        let page = Self(Reflect::get(&frame, &"contentWindow".into()).unwrap());
        page.run(
            "globalThis.saved = []; globalThis.heard = 0;
             URL.createObjectURL = (blob) => (saved.push(blob), 'about:blank#');
             HTMLAnchorElement.prototype.click = () => {};",
        );
        page.run("document.body.innerHTML = '<input id=field>'");
        page.run(include_str!("../../boot/rescue.js"));
        page.run("addEventListener('keydown', () => heard++)");
        page
    }

    fn run(&self, code: &str) -> JsValue {
        let eval: Function = Reflect::get(&self.0, &"eval".into()).unwrap().unchecked_into();
        eval.call1(&self.0, &code.into()).unwrap_or_else(|error| {
            panic!("{code}: {}", String::from(js_sys::Object::from(error).to_string()))
        })
    }

    fn text(&self, code: &str) -> String {
        self.run(code).as_string().unwrap_or_default()
    }

    fn number(&self, code: &str) -> f64 {
        self.run(code).as_f64().unwrap_or(f64::NAN)
    }

    /// Clicks a button of the recovery screen and gives the file that it saves.
    async fn download(&self, label: &str) -> Vec<u8> {
        let click = format!(
            "[...document.querySelectorAll('.rescue button')].find((one) => one.textContent === '{label}').click()"
        );
        self.run(&click);
        for _ in 0..200 {
            if self.number("saved.length") > 0.0 {
                let promise = self.run("saved.pop().text()").unchecked_into::<js_sys::Promise>();
                return JsFuture::from(promise).await.unwrap().as_string().unwrap().into_bytes();
            }
            sleep(10).await;
        }
        panic!("nothing is saved");
    }
}

const TRAP: &str = "new WebAssembly.RuntimeError('unreachable')";

fn forget_failures() {
    let window = web_sys::window().unwrap();
    window.local_storage().unwrap().unwrap().remove_item("desire-path:failed-starts").unwrap();
    let session: web_sys::Storage = Reflect::get(&window, &"sessionStorage".into()).unwrap().unchecked_into();
    session.remove_item("desire-path:starting").unwrap();
}

#[wasm_bindgen_test]
async fn a_trap_stops_all_input_and_the_map_can_be_downloaded() {
    forget_failures();
    let store = Store::new();
    let map = fresh_map();
    store.create(&map, "journey", &facts("Flat <b>")).await.unwrap();
    let pen = store.take(&map).await.unwrap();
    store.journal(&pen, 2, "edit").await.unwrap();
    let loaded = store.load(&map).await.unwrap();
    let page = Page::new();
    page.run(
        "document.querySelector('#field').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }))",
    );
    assert_eq!(page.number("heard"), 1.0);
    page.run(&format!("desirePathRescue.pending('{map}', 2, 'edit'); desirePathRescue.stored('{map}', 2); desirePathRescue.pending('{map}', 3, 'on its way')"));
    assert_eq!(page.run("desirePathRescue.latched()"), JsValue::FALSE);
    page.run(&format!("dispatchEvent(new ErrorEvent('error', {{ error: {TRAP} }}))"));
    assert_eq!(page.run("desirePathRescue.latched()"), JsValue::TRUE);
    assert_eq!(page.text("document.querySelector('.rescue[open] h1').textContent"), "The app has stopped.");
    page.run(
        "document.querySelector('#field').dispatchEvent(new KeyboardEvent('keydown', { bubbles: true }))",
    );
    assert_eq!(page.number("heard"), 1.0, "a key reached the broken app");
    assert_eq!(page.run("document.querySelector('#field').inert"), JsValue::TRUE);
    let file = page.download("Download my map").await;
    assert!(rescue::is_rescue(&file));
    let rescued = rescue::read(&file).unwrap();
    assert_eq!(rescued.snapshots, loaded.snapshots);
    let edits: Vec<_> = rescued.journal_after(0).collect();
    assert_eq!(edits, [(2, "edit"), (3, "on its way")]);
    forget_failures();
}

#[wasm_bindgen_test]
async fn only_what_concerns_the_app_brings_up_the_screen() {
    forget_failures();
    let page = Page::new();
    // Made by the page, not by the app: no wasm in its stack, although this test itself is wasm.
    let error = "Object.assign(new Error('no clipboard'), { stack: 'Error: no clipboard' })";
    for harmless in [error, "undefined", "({ name: 'AbortError', message: 'x' })"] {
        page.run(&format!("dispatchEvent(new ErrorEvent('error', {{ error: {harmless}, message: 'x' }}))"));
        page.run(&format!("dispatchEvent(new PromiseRejectionEvent('unhandledrejection', {{ promise: new Promise(() => {{}}), reason: {harmless} }}))"));
    }
    assert_eq!(page.run("desirePathRescue.latched()"), JsValue::FALSE);
    for bad in [TRAP, "new RangeError('Maximum call stack size exceeded')"] {
        let page = Page::new();
        page.run(&format!("dispatchEvent(new PromiseRejectionEvent('unhandledrejection', {{ promise: new Promise(() => {{}}), reason: {bad} }}))"));
        assert_eq!(page.run("desirePathRescue.latched()"), JsValue::TRUE);
        forget_failures();
    }
}

#[wasm_bindgen_test]
async fn after_three_failed_starts_every_map_can_be_downloaded_without_the_app() {
    forget_failures();
    let store = Store::new();
    let map = fresh_map();
    store.create(&map, "journey", &facts("Three times")).await.unwrap();
    for _ in 0..3 {
        let page = Page::new();
        assert_eq!(page.run("desirePathRescue.safe"), JsValue::FALSE);
        page.run("desirePathRescue.broken('panicked')");
    }
    let page = Page::new();
    assert_eq!(page.run("desirePathRescue.safe"), JsValue::TRUE);
    let item = "[...document.querySelectorAll('.rescue li')].find((item) => item.textContent.startsWith('Three times'))";
    for _ in 0..200 {
        if page.run(item).is_truthy() {
            break;
        }
        sleep(10).await;
    }
    page.run(&format!(
        "[...document.querySelectorAll('.rescue li')].forEach((other) => other !== {item} && other.remove())"
    ));
    let file = page.download("Download").await;
    assert_eq!(rescue::read(&file).unwrap(), store.load(&map).await.unwrap());
    forget_failures();
}

#[wasm_bindgen_test]
async fn a_start_that_works_is_no_failure() {
    forget_failures();
    for _ in 0..5 {
        let page = Page::new();
        assert_eq!(page.run("desirePathRescue.safe"), JsValue::FALSE);
        page.run("desirePathRescue.started()");
    }
    // Nor is leaving before it has started.
    for _ in 0..5 {
        let page = Page::new();
        assert_eq!(page.run("desirePathRescue.safe"), JsValue::FALSE);
        page.run("dispatchEvent(new Event('pagehide'))");
    }
    // Dying on the way is.
    for _ in 0..3 {
        Page::new();
    }
    assert_eq!(Page::new().run("desirePathRescue.safe"), JsValue::TRUE);
    forget_failures();
}
