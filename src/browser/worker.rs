//! The other thread: what takes long is done there, so that the page answers meanwhile. The messages
//! and the worker itself are `boot/worker.js`'s; where there can be none, the page's own thread works.

use super::files::Content;
use super::page;
use crate::jobs::{self, Job};
use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use std::cell::{Cell, RefCell};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

thread_local!(static ENDED: RefCell<Vec<u32>> = const { RefCell::new(Vec::new()) });

/// What a task is called, so that it can be ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ticket(u32);

impl Ticket {
    /// One that no other task of this page has.
    pub fn fresh() -> Self {
        thread_local!(static LAST: Cell<u32> = const { Cell::new(0) });
        LAST.set(LAST.get() + 1);
        Self(LAST.get())
    }

    /// Ends the task at once, whatever it is doing. What it would have changed stays as it is.
    pub fn end(self) {
        ENDED.with_borrow_mut(|ended| ended.push(self.0));
        page::ask("desirePathWorker", "end", &[self.0.into()]);
    }

    /// Whether it was ended.
    pub fn is_ended(self) -> bool {
        ENDED.with_borrow(|ended| ended.contains(&self.0))
    }
}

/// Why a job gave nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    /// Somebody ended it.
    Ended,
    /// It took longer than it may.
    TooLong,
    /// It broke: most likely there was not enough memory.
    Broken,
}

/// Does a job in the worker, where there is one, and gives its output. `hear` is told the share that
/// is done, from 0 to 1. On the page's own thread there is no limit and no end before it is done.
///
/// # Errors
/// It was ended, took longer than `limit_ms`, or broke. The next job has a fresh worker then.
pub async fn run(
    job: Job,
    ticket: Ticket,
    input: Vec<Content>,
    limit_ms: f64,
    hear: impl Fn(f64) + 'static,
) -> Result<Vec<Content>, Unfinished> {
    let hear: Box<dyn Fn(f64)> = Box::new(hear);
    let hear = Closure::wrap(hear);
    let parts: Array = input.iter().map(Content::as_js).collect();
    let arguments = [ticket.0.into(), job.name.into(), parts.into(), limit_ms.into(), hear.as_ref().clone()];
    let promise = page::ask("desirePathWorker", "run", &arguments);
    let result = match promise.and_then(|promise| promise.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.unwrap_or(JsValue::UNDEFINED),
        None => "none".into(),
    };
    match result.as_string().as_deref() {
        None => Ok(contents(&result)),
        Some("ended") => Err(Unfinished::Ended),
        Some("late") => Err(Unfinished::TooLong),
        Some("none") => {
            let input = input.iter().map(Content::bytes).collect();
            Ok((job.run)(input, &mut |_| {}).into_iter().map(|part| Content::of(&part)).collect())
        }
        Some(_) => Err(Unfinished::Broken),
    }
}

fn contents(output: &JsValue) -> Vec<Content> {
    Array::from(output).iter().filter_map(|part| Some(Content::from_js(part.dyn_into().ok()?))).collect()
}

/// Bytes that are from now on in the program's own memory alone: a file can be 50 MB, and nothing else is
/// tidied away while a job runs. A browser that can't let go of them now does so after it.
fn taken(bytes: &Uint8Array) -> Vec<u8> {
    let (copy, buffer) = (bytes.to_vec(), bytes.buffer());
    let let_go = Reflect::get(&buffer, &"transfer".into()).and_then(JsCast::dyn_into::<Function>);
    if let Ok(let_go) = let_go {
        let _ = let_go.call1(&buffer, &0.into());
    }
    copy
}

/// Whether this program runs in the worker; if so, it is told how to do jobs.
pub fn serve() -> bool {
    if web_sys::window().is_some() {
        return false;
    }
    let work: Box<dyn Fn(String, Array, Function) -> Array> = Box::new(|name, parts, hear| {
        let input = parts.iter().map(|part| taken(part.unchecked_ref())).collect();
        let mut progress = |share: f64| drop(hear.call1(&JsValue::NULL, &share.into()));
        let output = jobs::named(&name).map(|job| (job.run)(input, &mut progress)).unwrap_or_default();
        output.iter().map(|part| JsValue::from(Uint8Array::from(part.as_slice()))).collect()
    });
    let work = Closure::wrap(work).into_js_value();
    let _ = Reflect::set(&js_sys::global(), &"desirePathWork".into(), &work);
    true
}
