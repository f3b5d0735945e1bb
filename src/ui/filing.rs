//! Maps as files: opened beside what is open, saved where the person says, downloaded as they lie
//! in the storage.

use super::catalogue as text;
use super::copies;
use super::desk::Desk;
use super::library::{Library, rebuild};
use super::session::Dialog;
use crate::browser::files::{self, SavedTo, Writing};
use crate::browser::locale::small_letters;
use crate::browser::{Fault, rescue};
use crate::formats::{self, Opened, journey_json};
use leptos::task::spawn_local;

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
        let opened = if rescue::is_rescue(&file.bytes) {
            let journey = rescue::read(&file.bytes).ok().and_then(|loaded| rebuild(&loaded));
            journey
                .map(|(journey, _)| Opened { journey, report: formats::ReadReport::default() })
                .ok_or_else(|| Fault::NoRescue.to_string())
        } else {
            formats::read(&file.bytes, &file.name).map_err(|unreadable| unreadable.to_string())
        };
        match opened {
            Ok(opened) => {
                let lines: Vec<String> = opened.report.lines.iter().map(ToString::to_string).collect();
                self.found(desk, opened.journey, file.destination.filter(|_| lines.is_empty()));
                if !lines.is_empty() {
                    desk.session.dialog.set(Some(Dialog::Report(lines)));
                }
            }
            Err(sentence) => desk.notices.warn(format!("{}: {sentence}", file.name)),
        }
    }

    /// Saves the open map as a file: where it was saved before, else where the person says.
    pub fn save_file(self, desk: Desk) {
        let (name, content) =
            desk.editor.peek(|journey| (file_name(&journey.about.title), journey_json::write(journey)));
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

/// A file's name of a title: letters and digits of any script, the rest as dashes.
fn file_name(title: &str) -> String {
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
    format!("{}.journey.json", if name.is_empty() { "journey" } else { name })
}
