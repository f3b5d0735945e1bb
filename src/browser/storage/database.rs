//! IndexedDB as far as it is needed: connect, ask, and know how a transaction ended.

use crate::browser::Fault;
use js_sys::{Array, Object, Promise, Reflect};
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};
use wasm_bindgen::{
    JsCast, JsValue,
    prelude::{Closure, wasm_bindgen},
};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DomException, IdbDatabase, IdbOpenDbRequest, IdbRequest, IdbTransaction};

#[wasm_bindgen]
extern "C" {
    /// A database, for the transaction options that web-sys still calls unstable.
    type Transacting;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Transacting,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;

    /// A transaction, for the call that web-sys calls deprecated and the standard does not.
    type Committing;
    #[wasm_bindgen(method, catch)]
    fn commit(this: &Committing) -> Result<(), JsValue>;
}

/// When a write counts as complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Durability {
    /// Once the operating system has it: it survives the browser's death.
    Relaxed,
    /// Once it is flushed to the disk: it survives a power cut.
    Strict,
}

/// The stores, in the order of the table in [`super`].
pub(super) const STORES: [&str; 5] = ["maps", "heads", "snapshots", "journal", "views"];

/// A connection that is made when it is needed and made again when the browser closed it.
#[derive(Default)]
pub(super) struct Database {
    name: String,
    connection: Rc<RefCell<Option<IdbDatabase>>>,
    generation: Cell<u32>,
}

impl Database {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), connection: Rc::default(), generation: Cell::new(0) }
    }

    /// The connection, made now if there is none.
    pub(super) async fn connection(&self) -> Result<IdbDatabase, Fault> {
        let known = self.connection.borrow().clone();
        if let Some(database) = known {
            return Ok(database);
        }
        let mut database = connect(&self.name, None).await?;
        if missing_stores(&database).next().is_some() {
            // Somebody made the database without its stores: make them in a further version.
            let version = database.version() as u32 + 1;
            database.close();
            database = connect(&self.name, Some(version)).await?;
        }
        self.watch(&database);
        *self.connection.borrow_mut() = Some(database.clone());
        self.generation.set(self.generation.get() + 1);
        Ok(database)
    }

    /// Forgets a connection that is closed by the browser, or that another tab needs closed.
    fn watch(&self, database: &IdbDatabase) {
        let (kept, closing) = (self.connection.clone(), database.clone());
        let forget = Closure::<dyn FnMut()>::new(move || {
            closing.close();
            kept.borrow_mut().take();
        })
        .into_js_value();
        database.set_onclose(Some(forget.unchecked_ref()));
        database.set_onversionchange(Some(forget.unchecked_ref()));
    }

    /// A transaction over some stores; without durability it only reads.
    pub(super) async fn begin(
        &self,
        stores: &[&str],
        write: Option<Durability>,
    ) -> Result<IdbTransaction, Fault> {
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let (mode, durability) = match write {
            None => ("readonly", "default"),
            Some(Durability::Relaxed) => ("readwrite", "relaxed"),
            Some(Durability::Strict) => ("readwrite", "strict"),
        };
        let options = Object::new();
        let _ = Reflect::set(&options, &"durability".into(), &durability.into());
        let start = |database: IdbDatabase| {
            let database: Transacting = database.unchecked_into();
            database.transaction(&names, mode, &options)
        };
        match start(self.connection().await?) {
            Ok(transaction) => Ok(transaction),
            Err(_) => {
                // The connection is closing without having told: once more with a new one.
                self.connection.borrow_mut().take();
                start(self.connection().await?).map_err(fault)
            }
        }
    }

    /// Counts the connections: what was known of the content holds for one of them.
    pub(super) fn generation(&self) -> u32 {
        self.generation.get()
    }
}

/// The stores that this database lacks.
fn missing_stores(database: &IdbDatabase) -> impl Iterator<Item = &'static str> {
    let there = database.object_store_names();
    STORES.into_iter().filter(move |name| !there.contains(name))
}

async fn connect(name: &str, version: Option<u32>) -> Result<IdbDatabase, Fault> {
    let window = web_sys::window().ok_or(Fault::Unsupported)?;
    let factory = window.indexed_db().ok().flatten().ok_or(Fault::Blocked)?;
    let request = match version {
        None => factory.open(name),
        Some(version) => factory.open_with_u32(name, version),
    };
    let request: IdbOpenDbRequest = request.map_err(fault)?;
    let asked = request.clone();
    let make_stores = Closure::once_into_js(move || {
        if let Ok(database) = asked.result().and_then(JsCast::dyn_into::<IdbDatabase>) {
            let missing: Vec<_> = missing_stores(&database).collect();
            for name in missing {
                let _ = database.create_object_store(name);
            }
        }
    });
    request.set_onupgradeneeded(Some(make_stores.unchecked_ref()));
    let opened = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
        request.set_onblocked(Some(&reject));
    });
    let opened = JsFuture::from(opened).await;
    match (opened, request.error()) {
        (Ok(_), _) => Ok(request.result().map_err(fault)?.unchecked_into()),
        (Err(_), Ok(Some(error))) => Err(fault(error.into())),
        (Err(_), _) => Err(Fault::Closed),
    }
}

/// The answer to a request, while its transaction stays open.
pub(super) async fn answer(request: Result<IdbRequest, JsValue>) -> Result<JsValue, Fault> {
    let request = request.map_err(fault)?;
    let answered = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(answered).await {
        Ok(_) => request.result().map_err(fault),
        Err(_) => Err(request.error().ok().flatten().map_or(Fault::Closed, |error| fault(error.into()))),
    }
}

/// Waits for the transaction's end: stored, or why not.
pub(super) async fn complete(transaction: &IdbTransaction) -> Result<(), Fault> {
    let ended = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(ended).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().map_or(Fault::Closed, |error| fault(error.into()))),
    }
}

/// Sends everything that was asked for off to be stored, without waiting for the answers: a page
/// that is closed right now loses nothing.
pub(super) fn commit(transaction: &IdbTransaction) {
    // Where it has ended already, `complete` tells why.
    let _ = transaction.unchecked_ref::<Committing>().commit();
}

/// What an error of the storage means.
pub(super) fn fault(error: JsValue) -> Fault {
    let Some(error) = error.dyn_ref::<DomException>() else {
        return Fault::Broken(format!("{error:?}"));
    };
    match error.name().as_str() {
        "QuotaExceededError" => Fault::Full,
        "SecurityError" | "NotAllowedError" => Fault::Blocked,
        "InvalidStateError" | "AbortError" => Fault::Closed,
        "VersionError" => Fault::NewerBuild,
        "ConstraintError" => Fault::OutOfStep,
        name => Fault::Broken(format!("{name}: {}", error.message())),
    }
}
