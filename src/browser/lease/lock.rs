//! The Web Lock of a map.

use js_sys::{Function, Object, Promise, Reflect};
use std::{cell::RefCell, rc::Rc};
use wasm_bindgen::{JsCast, JsValue, prelude::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::AbortController;

#[wasm_bindgen]
extern "C" {
    type Locks;
    #[wasm_bindgen(method)]
    fn request(this: &Locks, name: &str, options: &Object, granted: &JsValue) -> Promise;
}

/// How the lock is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ask {
    /// Only if nobody has it.
    IfFree,
    /// When whoever has it lets go.
    Wait,
    /// From whoever has it.
    Steal,
}

/// A request for the lock, or the lock itself. Dropping it lets go.
#[derive(Default)]
pub(super) struct Lock {
    held: Rc<RefCell<Option<Function>>>,
    waiting: Option<AbortController>,
}

impl Drop for Lock {
    fn drop(&mut self) {
        if let Some(waiting) = &self.waiting {
            waiting.abort();
        }
        if let Some(let_go) = self.held.borrow_mut().take() {
            let _ = let_go.call0(&JsValue::UNDEFINED);
        }
    }
}

/// The browser's locks: not there in pages without https and in sandboxed frames.
fn locks() -> Option<Locks> {
    let navigator = web_sys::window()?.navigator();
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    locks.is_object().then(|| locks.unchecked_into())
}

/// Whether there are locks here.
pub(super) fn available() -> bool {
    locks().is_some()
}

/// Asks for the lock of this name; `answered` hears whether it came. It is not called when the
/// lock is waited for and the request is dropped.
pub(super) fn ask(name: &str, ask: Ask, answered: impl FnOnce(bool) + 'static) -> Option<Lock> {
    let locks = locks()?;
    let mut lock = Lock::default();
    let options = Object::new();
    let set = |name: &str, value: &JsValue| {
        let _ = Reflect::set(&options, &name.into(), value);
    };
    match ask {
        Ask::IfFree => set("ifAvailable", &true.into()),
        Ask::Steal => set("steal", &true.into()),
        Ask::Wait => {
            let controller = AbortController::new().ok()?;
            set("signal", &controller.signal());
            lock.waiting = Some(controller);
        }
    }
    let held = lock.held.clone();
    let granted = Closure::once_into_js(move |granted: JsValue| -> JsValue {
        let came = !granted.is_null();
        let kept = match came {
            true => Promise::new(&mut |let_go, _| *held.borrow_mut() = Some(let_go)).into(),
            false => JsValue::UNDEFINED,
        };
        answered(came);
        kept
    });
    let request = locks.request(name, &options, &granted);
    // It ends with an error when the lock is stolen or no longer waited for: both are known.
    spawn_local(async move {
        let _ = JsFuture::from(request).await;
    });
    Some(lock)
}
