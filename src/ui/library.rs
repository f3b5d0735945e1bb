//! The maps in this browser: which there are, which is open, and how it is kept.

use super::catalogue as text;
use super::copies;
use super::desk::Desk;
use super::examples::Example;
use super::notices::Notices;
use super::prelude::*;
use super::session::Screen;
use super::thumbnail::facts_of;
use crate::browser::autosave::{Autosave, Outlets, SaveStatus};
use crate::browser::files::Destination;
use crate::browser::lease::{Lease, LeaseEvent};
use crate::browser::storage::{Damage, Loaded, MapEntry, Pen, Store};
use crate::browser::{Fault, page, preferences};
use crate::edit::Patch;
use crate::formats::{self, journey_json, patch_json};
use crate::geometry::{Point, Viewport};
use crate::model::{Journey, Segment};
use leptos::task::spawn_local;

/// What belongs to the map that is open.
struct Open {
    id: String,
    autosave: Option<Autosave>,
    lease: Option<Lease>,
    destination: Option<Destination>,
    listening: Vec<page::Listening>,
}

/// The maps in this browser.
#[derive(Clone, Copy)]
pub struct Library {
    store: StoredValue<Store, LocalStorage>,
    open: StoredValue<Option<Open>, LocalStorage>,
    /// All maps, the latest changed first; `None` while they are being listed.
    pub maps: RwSignal<Option<Vec<MapEntry>>>,
    /// What is true of the open map.
    pub status: RwSignal<Option<SaveStatus>>,
    /// Why nothing can be listed or stored.
    pub trouble: RwSignal<Option<String>>,
    notices: Notices,
    asked_to_persist: StoredValue<bool>,
}

impl Library {
    /// The library of this browser; nothing is read yet.
    pub fn new(notices: Notices) -> Self {
        Self {
            store: StoredValue::new_local(Store::new()),
            open: StoredValue::new_local(None),
            maps: RwSignal::new(None),
            status: RwSignal::new(None),
            trouble: RwSignal::new(None),
            notices,
            asked_to_persist: StoredValue::new(false),
        }
    }

    /// Lists the maps anew.
    pub fn refresh(self) {
        let store = self.store.get_value();
        spawn_local(async move {
            match store.maps().await {
                Ok(maps) => {
                    self.trouble.set(None);
                    self.maps.set(Some(maps));
                }
                Err(fault) => {
                    self.trouble.set(Some(fault.to_string()));
                    self.maps.set(Some(Vec::new()));
                }
            }
        });
    }

    /// The id of the open map.
    pub fn open_id(self) -> Option<String> {
        self.open.with_value(|open| open.as_ref().map(|open| open.id.clone()))
    }

    /// The file that the open map was opened from or saved as last.
    pub fn destination(self) -> Option<Destination> {
        self.open.with_value(|open| open.as_ref().and_then(|open| open.destination.clone()))
    }

    /// Saves the open map there from now on.
    pub fn remember_destination(self, place: Destination) {
        self.with_open(|open| open.destination = Some(place));
    }

    /// Everything that is stored of a map, as it lies there.
    ///
    /// # Errors
    /// The storage fails.
    pub async fn raw(self, map: &str) -> Result<Vec<u8>, Fault> {
        self.store.get_value().raw(map).await
    }

    /// Changes what belongs to the open map, where one is open.
    fn with_open(self, change: impl FnOnce(&mut Open)) {
        self.open.update_value(|open| open.as_mut().map(change).unwrap_or_default());
    }

    /// Closes the open map; what is on its way to the disk still gets there.
    pub fn close(self, desk: Desk) {
        if let Some(open) = self.open.try_update_value(Option::take).flatten() {
            desk.editor.keep();
            self.keep_view(desk, &open.id);
            if let Some(autosave) = open.autosave {
                // Asks for the journey now: another one may be on the screen in a moment.
                autosave.close(open.lease);
            }
            drop(open.listening);
        }
        self.status.set(None);
    }

    /// Keeps the view of a map as it is.
    fn keep_view(self, desk: Desk, map: &str) {
        let view = desk.session.viewport.get_untracked();
        let text = format!("{} {} {}", view.offset.x, view.offset.y, view.zoom);
        let (store, map) = (self.store.get_value(), map.to_owned());
        spawn_local(async move {
            // A view is no work: where it can't be kept, the map opens as a whole.
            let _ = store.save_view(&map, &text).await;
        });
    }

    fn outlets(self, desk: Desk) -> Outlets {
        Outlets {
            journey: Box::new(move || {
                desk.editor.peek_base(|journey| (journey_json::write(journey), facts_of(journey)))
            }),
            status: Box::new(move |status| {
                if let SaveStatus::NotSaved(fault) | SaveStatus::ReadOnly(fault) = &status
                    && fault.ends_writing()
                {
                    self.with_lease(|lease| lease.lost(fault.clone()));
                }
                self.status.set(Some(status));
            }),
            stored: Box::new(move |sequence, patch| self.with_lease(|lease| lease.stored(sequence, patch))),
        }
    }

    /// Every committed edit goes to the journal when it happens.
    fn committed(self, patch: &Patch) {
        let line = patch_json::write(patch);
        self.open.with_value(|open| {
            if let Some(autosave) = open.as_ref().and_then(|open| open.autosave.as_ref()) {
                autosave.edit(line);
            }
        });
        if let Some(map) = self.open_id() {
            copies::count_edit(&map, self.notices);
        }
        if !self.asked_to_persist.get_value() {
            self.asked_to_persist.set_value(true);
            // Best effort: where it is refused, the browser may clear the storage one day.
            spawn_local(async { drop(page::persist().await) });
        }
    }

    /// Makes a new map of a journey and shows it.
    pub fn found(self, desk: Desk, journey: Journey, destination: Option<Destination>) {
        self.close(desk);
        let id = crate::browser::identity::fresh();
        // First: the screen of the last map goes, instead of following this one card by card.
        show_map(desk, &id, None);
        desk.editor.read_only().set(false);
        desk.editor.open(journey, move |patch| self.committed(patch));
        self.open.set_value(Some(Open {
            id: id.clone(),
            autosave: None,
            lease: None,
            destination,
            listening: self.listen(desk),
        }));
        let autosave = Autosave::found(self.store.get_value(), &id, self.outlets(desk));
        let told_id = id.clone();
        let told = move |event| self.lease_says(desk, &told_id, event);
        let lease = Lease::found(self.store.get_value(), &id, autosave.epoch(), told);
        self.with_open(|open| {
            open.lease = Some(lease);
            open.autosave = Some(autosave);
        });
    }

    /// Opens a map of this browser.
    pub fn open_map(self, desk: Desk, id: &str) {
        self.close(desk);
        let (key, told_key) = (id.to_owned(), id.to_owned());
        let lease = Lease::acquire(self.store.get_value(), id, false, move |event| {
            self.lease_says(desk, &told_key, event);
        });
        self.open.set_value(Some(Open {
            id: key,
            autosave: None,
            lease: Some(lease),
            destination: None,
            listening: self.listen(desk),
        }));
    }

    /// Stores the open map anew, where it was deleted under the person's hands.
    pub fn store_again(self) {
        self.open.with_value(|open| {
            if let Some(autosave) = open.as_ref().and_then(|open| open.autosave.as_ref()) {
                autosave.store_again();
            }
        });
    }

    /// Makes this tab the one that writes.
    pub fn take_over(self) {
        self.with_lease(Lease::steal);
    }

    fn with_lease(self, tell: impl FnOnce(&Lease)) {
        self.open.with_value(|open| {
            if let Some(lease) = open.as_ref().and_then(|open| open.lease.as_ref()) {
                tell(lease);
            }
        });
    }

    fn lease_says(self, desk: Desk, map: &str, event: LeaseEvent) {
        if self.open_id().as_deref() != Some(map) {
            return;
        }
        let map = map.to_owned();
        match event {
            LeaseEvent::Writer(pen) => spawn_local(self.load(desk, map, Ok(pen))),
            LeaseEvent::Follower(fault) => {
                self.end_autosave(fault.clone());
                spawn_local(self.load(desk, map, Err(fault)));
            }
            LeaseEvent::Behind => spawn_local(self.load(desk, map, Err(Fault::TakenOver))),
            LeaseEvent::Edited { patch, .. } => match patch_json::read(&patch) {
                Ok(patch) => desk.editor.follow(&patch),
                Err(_) => spawn_local(self.load(desk, map, Err(Fault::TakenOver))),
            },
        }
    }

    fn end_autosave(self, fault: Fault) {
        let taken = self.open.try_update_value(|open| open.as_mut().and_then(|open| open.autosave.take()));
        // Outside: it tells its status, and whoever hears that looks at what is open.
        if let Some(autosave) = taken.flatten() {
            autosave.end(fault);
        }
    }

    /// Loads a map and shows it: to write with a pen, or read-only for a reason.
    async fn load(self, desk: Desk, map: String, pen: Result<Pen, Fault>) {
        let store = self.store.get_value();
        let loaded = store.load(&map).await;
        let view = store.view(&map).await.ok().flatten();
        if self.open_id().as_deref() != Some(map.as_str()) {
            return;
        }
        let loaded = match loaded {
            Ok(loaded) => loaded,
            Err(fault) => {
                self.notices.warn(fault.to_string());
                self.close(desk);
                return go_to_start(desk);
            }
        };
        let Some((journey, rebuilt)) = rebuild(&loaded) else {
            self.notices.warn(text::MAP_UNREADABLE);
            self.download_raw(desk, &map);
            self.close(desk);
            return go_to_start(desk);
        };
        self.with_lease(|lease| lease.loaded(loaded.reached().unwrap_or_default()));
        let offered_before =
            |damage: &Damage| damage.old && !preferences::is_news(&["raw:", &map].concat(), damage.records);
        if let Some(damage) = loaded.damage.filter(|damage| !offered_before(damage)) {
            self.notices.warn(text::map_damaged(damage.records, damage.lost_edits));
            self.download_raw(desk, &map);
        }
        let same = desk.session.screen.get_untracked() == Screen::Map;
        desk.editor.read_only().set(pen.is_err());
        desk.editor.open(journey, move |patch| self.committed(patch));
        match pen {
            Ok(pen) => {
                let autosave = Autosave::resume(store, pen, &loaded, rebuilt, self.outlets(desk));
                self.with_open(|open| open.autosave = Some(autosave));
            }
            Err(fault) => self.status.set(Some(SaveStatus::ReadOnly(fault))),
        }
        if !same {
            show_map(desk, &map, view.as_deref().and_then(view_of));
        }
    }

    fn listen(self, desk: Desk) -> Vec<page::Listening> {
        let unsaved = move || {
            self.open.with_value(|open| {
                open.as_ref().and_then(|open| open.autosave.as_ref()).is_some_and(Autosave::is_unsaved)
            })
        };
        let hidden = move || {
            desk.editor.keep();
            if let Some(id) = self.open_id() {
                self.keep_view(desk, &id);
            }
            self.open.with_value(|open| {
                if let Some(autosave) = open.as_ref().and_then(|open| open.autosave.as_ref()) {
                    autosave.hidden();
                }
            });
        };
        vec![page::ask_before_leaving(unsaved), page::on_hidden(hidden)]
    }

    /// Deletes a map of this browser.
    pub fn remove(self, id: &str) {
        let (store, id) = (self.store.get_value(), id.to_owned());
        spawn_local(async move {
            match store.remove(&id).await {
                Ok(()) => copies::forget(&id),
                Err(fault) => self.notices.warn(fault.to_string()),
            }
            self.refresh();
        });
    }

    /// Makes an empty map and shows it.
    pub fn found_empty(self, desk: Desk) {
        let mut journey = Journey::default();
        text::UNTITLED.clone_into(&mut journey.about.title);
        let everyone = Segment { name: text::EVERYONE.into(), volume: 1000.0, ..Segment::default() };
        journey.segments.put(super::commands::fresh(), everyone);
        self.found(desk, journey, None);
    }

    /// Makes a map of an example and shows it.
    pub fn found_example(self, desk: Desk, example: &Example) {
        match formats::read(example.json.as_bytes(), example.title) {
            Ok(opened) => self.found(desk, opened.journey, None),
            Err(unreadable) => self.notices.warn(unreadable.to_string()),
        }
    }
}

/// The journey of the newest snapshot that can be read, with every patch after it; `true` where
/// something newer could not be.
pub fn rebuild(loaded: &Loaded) -> Option<(Journey, bool)> {
    let mut rebuilt = false;
    for saved in &loaded.snapshots {
        let Ok(opened) = journey_json::read(&saved.text) else {
            rebuilt = true;
            continue;
        };
        let mut journey = opened.journey;
        rebuilt |= !opened.report.is_clean();
        for (_, line) in loaded.journal_after(saved.sequence) {
            match patch_json::read(line) {
                Ok(patch) => patch.apply(&mut journey),
                Err(_) => {
                    rebuilt = true;
                    break;
                }
            }
        }
        return Some((journey, rebuilt));
    }
    None
}

fn show_map(desk: Desk, id: &str, view: Option<Viewport>) {
    desk.session.opened.update(|maps| *maps += 1);
    desk.session.leave_map();
    desk.arrive_with(view);
    desk.session.screen.set(Screen::Map);
    super::location::show(Some(id));
    request_animation_frame(move || desk.arrive());
}

/// Leaves the map for *Start*.
pub fn go_to_start(desk: Desk) {
    desk.notices.settle();
    desk.library.close(desk);
    desk.session.leave_map();
    desk.session.screen.set(Screen::Start);
    super::location::show(None);
    desk.library.refresh();
}

fn view_of(text: &str) -> Option<Viewport> {
    let mut numbers = text.split(' ').map(|number| crate::formats::number(number).filter(|n| n.is_finite()));
    let (x, y, zoom) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let sound = (Viewport::ZOOM_LOWEST..=Viewport::ZOOM_HIGHEST).contains(&zoom);
    sound.then(|| Viewport { offset: Point::new(x, y), zoom })
}
