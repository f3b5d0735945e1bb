//! Maps as files: opened beside what is open, saved where the person says, downloaded as they lie
//! in the storage.

use super::catalogue as text;
use super::copies;
use super::desk::Desk;
use super::library::{Library, rebuild};
use super::session::{Dialog, Screen};
use super::task::Task;
use crate::browser::files::{self, Content, SavedTo, Writing};
use crate::browser::locale::small_letters;
use crate::browser::{Fault, clock, page, rescue};
use crate::formats::journey_json;
use crate::jobs::import::{self, Imported};
use leptos::task::spawn_local;

/// How long a file may take to be read, in milliseconds.
const READ_MS: f64 = 10_000.0;
/// How long the page is held at a time while what was read is taken over, in milliseconds.
const SLICE_MS: f64 = 8.0;

impl Library {
    /// Lets the person choose a file and opens it as a map of its own.
    pub fn choose_file(self, desk: Desk) {
        spawn_local(async move {
            match files::open(".json,.csv,.txt,application/json,text/csv").await {
                Ok(Some(file)) => self.open_file(desk, file),
                Ok(None) => {}
                Err(fault) => desk.notices.warn(fault.to_string()),
            }
        });
    }

    /// Opens a file as a map of its own, beside what is open.
    pub fn open_file(self, desk: Desk, file: files::Opened) {
        spawn_local(async move {
            let imported = read(desk, &file.name, file.content).await;
            let Some(Imported { journey, lines, .. }) = imported else { return };
            make_room(desk).await;
            self.found(desk, journey, file.destination.filter(|_| lines.is_empty()));
            if !lines.is_empty() {
                desk.session.dialog.set(Some(Dialog::Report(lines)));
            }
        });
    }

    /// Saves the open map as a file: where it was saved before, else where the person says.
    pub fn save_file(self, desk: Desk) {
        let (name, content) = desk.editor.peek_base(|journey| {
            (file_name(&journey.about.title, "journey.json"), journey_json::write(journey))
        });
        let (known, map) = (self.destination(), self.open_id());
        spawn_local(async move {
            let writing = Writing {
                name: &name,
                description: text::FILE_KIND,
                mime: "application/json",
                bytes: content.as_bytes(),
            };
            let result = match known {
                Some(place) => place.write(content.as_bytes()).await.map(|()| SavedTo::File(place)),
                None => files::save(writing).await,
            };
            if let (Ok(SavedTo::Downloads | SavedTo::File(_)), Some(map)) = (&result, map) {
                copies::forget(&map);
            }
            match result {
                Ok(SavedTo::Nowhere) => {}
                Ok(SavedTo::Downloads) => desk.notices.tell(text::downloaded(&name)),
                Ok(SavedTo::File(place)) => {
                    desk.notices.tell(text::saved_file(&place.name()));
                    self.remember_destination(place);
                }
                Err(fault) => desk.notices.warn(fault.to_string()),
            }
        });
    }

    /// Downloads everything that is stored of a map, as it lies there.
    pub fn download_raw(self, desk: Desk, map: &str) {
        let map = map.to_owned();
        spawn_local(async move {
            let result = match self.raw(&map).await {
                Ok(bytes) => files::download(Writing {
                    name: "desire-path-rescue.json",
                    description: text::FILE_KIND,
                    mime: "application/json",
                    bytes: &bytes,
                }),
                Err(fault) => Err(fault),
            };
            if let Err(fault) = result {
                desk.notices.warn(fault.to_string());
            }
        });
    }
}

/// Pastes a long text, once it was read.
pub fn paste_long(desk: Desk, text: &[u8]) {
    let content = Content::of(text);
    spawn_local(async move {
        if let Some(imported) = read(desk, text::CLIPBOARD, content).await {
            super::commands::paste_journey(desk, &imported.journey);
        }
    });
}

/// Reads a file in the worker; what is wrong with it is told.
async fn read(desk: Desk, name: &str, content: Content) -> Option<Imported> {
    if rescue::is_rescue(&content.start(120)) {
        return rescued(desk, name, &content);
    }
    let task = Task::begin(desk.notices, text::reading(name));
    let input = vec![Content::of(name.as_bytes()), content];
    let parts = task.run(import::JOB, input, READ_MS).await?;
    let mut imported = Imported::default();
    let mut since_ms = clock::steady_ms();
    let count = parts.len();
    for (at, part) in parts.into_iter().enumerate() {
        if let Err(sentence) = imported.take(&part.bytes()) {
            desk.notices.warn(format!("{name}: {sentence}"));
            return None;
        }
        if clock::steady_ms() - since_ms > SLICE_MS {
            task.say(0.5 + 0.5 * at as f64 / count as f64);
            page::breathe().await;
            since_ms = clock::steady_ms();
        }
        if task.is_ended() {
            return None;
        }
    }
    Some(imported)
}

/// Takes the open map off the screen: it goes and the next one comes with a breath between them, as each
/// can be large.
async fn make_room(desk: Desk) {
    if desk.session.screen.get_untracked() == Screen::Map {
        desk.library.close(desk);
        desk.session.leave_map();
        desk.session.screen.set(Screen::Between);
        page::breathe().await;
    }
}

/// The map of a file that `boot/rescue.js` wrote.
fn rescued(desk: Desk, name: &str, content: &Content) -> Option<Imported> {
    let rebuilt = rescue::read(&content.bytes()).ok().and_then(|loaded| rebuild(&loaded));
    if rebuilt.is_none() {
        desk.notices.warn(format!("{name}: {}", Fault::NoRescue));
    }
    rebuilt.map(|(journey, _)| Imported { journey, ..Imported::default() })
}

/// A file's name of a title, with an ending: letters and digits of any script, the rest as dashes.
pub fn file_name(title: &str, ending: &str) -> String {
    let mut name = String::new();
    for letter in small_letters(title).chars().take(80) {
        let odd =
            letter.is_control() || letter.is_whitespace() || ('\u{2000}'..='\u{206f}').contains(&letter);
        if letter.is_ascii_alphanumeric() || !(letter.is_ascii() || odd) {
            name.push(letter);
        } else if !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_matches('-');
    format!("{}.{ending}", if name.is_empty() { "journey" } else { name })
}
