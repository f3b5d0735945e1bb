//! What is looked at as a file: SVG and PNG of its picture, CSV of its table.

use super::catalogue as text;
use super::desk::Desk;
use super::filing::file_name;
use super::prelude::*;
use super::receipt::under;
use super::session::Look;
use crate::browser::files::{self, SavedTo, Writing};
use crate::browser::{Fault, picture};
use crate::formats::svg::Head;
use crate::formats::table_csv;
use leptos::task::spawn_local;

/// A table as rows of cells, the first one the head.
type Rows = Vec<Vec<String>>;

/// What the screen shows, to be taken out of the app. Each view of the journey says what is its own.
#[derive(Clone, Copy)]
pub struct Exports {
    svg: StoredValue<Box<dyn Fn() -> String>, LocalStorage>,
    rows: StoredValue<Box<dyn Fn() -> Rows>, LocalStorage>,
}

impl Default for Exports {
    fn default() -> Self {
        Self {
            svg: StoredValue::new_local(Box::new(String::new)),
            rows: StoredValue::new_local(Box::new(Vec::new)),
        }
    }
}

impl Exports {
    /// From now on this is what is shown, as a picture and as a table.
    pub fn show(self, svg: impl Fn() -> String + 'static, rows: impl Fn() -> Rows + 'static) {
        self.svg.set_value(Box::new(svg));
        self.rows.set_value(Box::new(rows));
    }

    fn picture(self) -> String {
        self.svg.with_value(|svg| untrack(svg))
    }

    fn table(self) -> Rows {
        self.rows.with_value(|rows| untrack(rows))
    }
}

/// Whether there is a picture of what is looked at.
pub fn has_picture(desk: Desk) -> bool {
    desk.session.look.get() != Look::Table
}

/// What stands over a picture: the map's title, what it says, and under which choices.
pub fn head(desk: Desk) -> Head {
    let title = desk.editor.read(|journey| super::canvas::shown_name(&journey.about.title));
    let mut said: Vec<String> =
        super::headline::sentence(desk).map(|(said, _)| said.words()).into_iter().collect();
    said.push(under(desk));
    Head { title, said }
}

/// Saves the picture of what is looked at as SVG.
pub fn save_svg(desk: Desk) {
    let svg = desk.exports.picture();
    save(desk, view(desk), "svg", "image/svg+xml", async move { Ok(svg.into_bytes()) });
}

/// Saves the picture of what is looked at as PNG.
pub fn save_png(desk: Desk) {
    let svg = desk.exports.picture();
    save(desk, view(desk), "png", "image/png", async move { picture::png(&svg).await });
}

/// Saves the table of what is looked at as CSV.
pub fn save_csv(desk: Desk) {
    save_rows(desk, view(desk), &desk.exports.table());
}

/// Saves a table of a view as CSV.
pub fn save_rows(desk: Desk, view: &'static str, rows: &[Vec<String>]) {
    let csv = table_csv::write(rows);
    save(desk, view, "csv", "text/csv", async move { Ok(csv.into_bytes()) });
}

/// What is looked at, in a file's name.
fn view(desk: Desk) -> &'static str {
    text::look_key(desk.session.look.get_untracked())
}

fn save(
    desk: Desk,
    view: &'static str,
    ending: &'static str,
    mime: &'static str,
    content: impl Future<Output = Result<Vec<u8>, Fault>> + 'static,
) {
    let name = desk.editor.peek(|journey| file_name(&journey.about.title, &[view, ending].join(".")));
    let content: std::pin::Pin<Box<dyn Future<Output = _>>> = Box::pin(content);
    spawn_local(written(desk, name, mime, content));
}

async fn written(
    desk: Desk,
    name: String,
    mime: &'static str,
    content: std::pin::Pin<Box<dyn Future<Output = Result<Vec<u8>, Fault>>>>,
) {
    let saved = match content.await {
        Ok(bytes) => {
            let writing = Writing { name: &name, description: text::EXPORT_KIND, mime, bytes: &bytes };
            files::save(writing).await
        }
        Err(fault) => Err(fault),
    };
    match saved {
        Ok(SavedTo::Nowhere) => {}
        Ok(SavedTo::Downloads) => desk.notices.tell(text::downloaded(&name)),
        Ok(SavedTo::File(place)) => desk.notices.tell(text::saved_file(&place.name())),
        Err(fault) => desk.notices.warn(fault.to_string()),
    }
}
