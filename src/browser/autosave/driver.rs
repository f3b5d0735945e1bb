//! Does what the plan says, with the browser's storage.

use super::plan::{Opening, Plan, SaveStatus, Task};
use crate::browser::lease::Lease;
use crate::browser::storage::{Loaded, MapFacts, Pen, Store};
use crate::browser::{Fault, clock, rescue};
use gloo::timers::callback::Timeout;
use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

/// Takes an edit's sequence number and patch.
pub type OnStored = Box<dyn Fn(u64, &str)>;

/// Where the autosave gets the journey from, and whom it tells.
pub struct Outlets {
    /// The journey as it is now, as text, and what the list shows of it. Called from a task of
    /// its own, never from within [`Autosave::edit`].
    pub journey: Box<dyn Fn() -> (String, MapFacts)>,
    /// Told whenever the status changes.
    pub status: Box<dyn Fn(SaveStatus)>,
    /// Told when an edit is stored, in order: for the tabs that follow.
    pub stored: OnStored,
}

/// Stores a map's committed edits as they come. Cheap to clone; stops when told to.
#[derive(Clone)]
pub struct Autosave(Rc<Inner>);

struct Inner {
    plan: RefCell<Plan>,
    store: Store,
    pen: RefCell<Rc<Pen>>,
    kept_through: Option<u64>,
    outlets: Outlets,
    /// The journey after the edit of this number, from when the page was hidden or the map closed:
    /// what is on the screen by the time of the snapshot may be another map.
    kept: RefCell<Option<(u64, String, MapFacts)>>,
    closed: Cell<bool>,
    /// The lease of a map that was closed, until its edits are stored.
    lease: RefCell<Option<Lease>>,
    told: RefCell<Option<SaveStatus>>,
    timer: RefCell<Option<Timeout>>,
}

impl Autosave {
    /// The autosave of a map that was loaded with this pen in hand. `rebuilt` says that the
    /// journey on the screen is not the newest snapshot with every patch after it (one was
    /// refused): then a snapshot is stored before anything else, as after damage.
    pub fn resume(store: Store, pen: Pen, loaded: &Loaded, rebuilt: bool, outlets: Outlets) -> Self {
        let sequence = loaded.next.saturating_sub(1);
        let opening = Opening {
            sequence,
            unfounded: rebuilt || loaded.reached() != Some(sequence),
            snapshot: loaded.snapshots.first().map_or(0, |saved| saved.sequence),
            changed_ms: loaded.head.map_or(0.0, |head| head.changed_ms),
        };
        Self::start(store, pen, opening, loaded.kept_through, outlets)
    }

    /// The autosave of a new map: it is stored as a whole first.
    pub fn found(store: Store, map: &str, outlets: Outlets) -> Self {
        let opening = Opening { unfounded: true, ..Opening::default() };
        Self::start(store, Pen::fresh(map), opening, None, outlets)
    }

    fn start(store: Store, pen: Pen, opening: Opening, kept_through: Option<u64>, outlets: Outlets) -> Self {
        let autosave = Self(Rc::new(Inner {
            plan: RefCell::new(Plan::new(opening)),
            store,
            pen: RefCell::new(Rc::new(pen)),
            kept_through,
            outlets,
            kept: RefCell::default(),
            closed: Cell::new(false),
            lease: RefCell::default(),
            told: RefCell::default(),
            timer: RefCell::default(),
        }));
        rescue::stored(autosave.0.pen.borrow().map(), 0);
        autosave.go_on();
        autosave
    }

    /// The epoch of the pen that it writes with.
    pub fn epoch(&self) -> u64 {
        self.0.pen.borrow().epoch()
    }

    /// An edit was committed: its patch is on its way to the disk. To be called in the same run
    /// as the change of the journey, so that no snapshot falls between the two.
    pub fn edit(&self, patch: String) -> u64 {
        let patch: Rc<str> = patch.into();
        let sequence = self.0.plan.borrow_mut().edit(patch.clone(), clock::now_ms());
        self.0.kept.borrow_mut().take();
        rescue::pending(self.0.pen.borrow().map(), sequence, &patch);
        self.go_on();
        sequence
    }

    /// The page is hidden or left: a snapshot is taken, of the journey as it is now.
    pub fn hidden(&self) {
        let wanted = self.0.plan.borrow().wants_snapshot();
        let sequence = self.0.plan.borrow().sequence();
        let kept = self.0.kept.borrow().as_ref().is_some_and(|(at, ..)| *at == sequence);
        if wanted && !kept && !self.0.closed.get() && !rescue::latched() {
            let (journey, facts) = (self.0.outlets.journey)();
            *self.0.kept.borrow_mut() = Some((sequence, journey, facts));
        }
        self.0.plan.borrow_mut().hidden();
        self.go_on();
    }

    /// The map is closed here: the journey is asked for now, for the last time, and nobody is told
    /// anything more. What is on its way to the disk still gets there, and only then the map's
    /// lease goes to the other tabs.
    pub fn close(&self, lease: Option<Lease>) {
        *self.0.lease.borrow_mut() = lease;
        self.hidden();
        self.0.closed.set(true);
        self.go_on();
    }

    /// Stores the whole map anew, where it was deleted under the person's hands.
    pub fn store_again(&self) {
        let fresh = Pen::fresh(self.0.pen.borrow().map());
        *self.0.pen.borrow_mut() = Rc::new(fresh);
        self.0.plan.borrow_mut().found_again(clock::now_ms());
        self.go_on();
    }

    /// Writes nothing any more: the map is closed here, or another tab has it.
    pub fn end(&self, why: Fault) {
        self.0.plan.borrow_mut().end(why);
        self.go_on();
    }

    /// What is true now.
    pub fn status(&self) -> SaveStatus {
        self.0.plan.borrow().status(clock::now_ms())
    }

    /// Whether edits are only in this tab's memory.
    pub fn is_unsaved(&self) -> bool {
        self.0.plan.borrow().is_unsaved()
    }

    /// Starts the next task if there is one, tells the status, sets the alarm.
    fn go_on(&self) {
        let now_ms = clock::now_ms();
        if rescue::latched() {
            self.0.plan.borrow_mut().end(Fault::Stopped);
        }
        let task = self.0.plan.borrow_mut().next(now_ms);
        if let Some(task) = task {
            let autosave = self.clone();
            wasm_bindgen_futures::spawn_local(async move { autosave.run(task).await });
        }
        let status = self.0.plan.borrow().status(now_ms);
        if !self.0.closed.get() && self.0.told.borrow().as_ref() != Some(&status) {
            *self.0.told.borrow_mut() = Some(status.clone());
            (self.0.outlets.status)(status);
        }
        if self.0.closed.get() && self.0.plan.borrow().is_idle() {
            self.0.lease.borrow_mut().take();
        }
        let wake = self.0.plan.borrow().wake_at_ms(now_ms);
        let alarm = wake.map(|at_ms| {
            let autosave = self.clone();
            let pause_ms = (at_ms - now_ms).clamp(50.0, 60_000.0);
            Timeout::new(pause_ms as u32, move || autosave.go_on())
        });
        *self.0.timer.borrow_mut() = alarm;
    }

    /// The journey for a snapshot and the edit that it stands for; `None` where this map's is not
    /// to be had any more.
    fn journey(&self, planned: u64) -> Option<(u64, String, MapFacts)> {
        if let Some(kept) = self.0.kept.borrow().as_ref()
            && kept.0 == planned
        {
            return Some(kept.clone());
        }
        if self.0.closed.get() || self.0.plan.borrow().has_ended() || rescue::latched() {
            return None;
        }
        let sequence = self.0.plan.borrow_mut().snapshot_of_now();
        let (journey, facts) = (self.0.outlets.journey)();
        Some((sequence, journey, facts))
    }

    async fn run(&self, task: Task) {
        let Inner { store, outlets, kept_through, .. } = &*self.0;
        let pen = self.0.pen.borrow().clone();
        let mut sent = Vec::new();
        let result = match &task {
            Task::Journal { .. } => {
                sent = self.0.plan.borrow_mut().edits_of_now();
                store.journal_all(&pen, &sent).await
            }
            Task::Snapshot { sequence } => match self.journey(*sequence) {
                Some((sequence, journey, facts)) => store.snapshot(&pen, sequence, &journey, &facts).await,
                None => Err(Fault::Stopped),
            },
            Task::Prune => store.prune(&pen, *kept_through).await,
        };
        let stored = result.is_ok();
        self.0.plan.borrow_mut().done(result, clock::now_ms());
        if stored {
            rescue::stored(pen.map(), self.0.plan.borrow().stored_through());
            for (sequence, patch) in sent.iter().filter(|_| !self.0.closed.get()) {
                (outlets.stored)(*sequence, patch);
            }
        }
        self.go_on();
    }
}
