//! Lists of records that a click leads to.

use super::super::desk::Desk;
use super::super::prelude::*;
use super::parts::places;
use crate::model::Id;

/// A record on a list: its name, and the numbers beside it.
#[derive(Clone, PartialEq)]
pub struct Link {
    /// The record.
    pub id: Id,
    /// Its name as it is shown.
    pub name: String,
    /// The numbers beside it.
    pub numbers: Vec<String>,
}

impl Link {
    /// A record without numbers.
    pub fn plain((id, name): (Id, String)) -> Self {
        Self { id, name, numbers: Vec::new() }
    }
}

/// What is at one place of the list.
pub type Linked = Memo<Option<Link>>;

/// One row for each record.
pub fn links(
    list: impl Fn() -> Vec<Link> + Send + Sync + 'static,
    row: impl Fn(Linked) -> El + 'static,
) -> Child {
    places(Memo::new(move |_| list()), row)
}

/// The button that leads to the record.
pub fn link_button(class: &'static str, link: Linked, desk: Desk, go: fn(Desk, &Id)) -> El {
    let go = move |_| {
        if let Some(link) = link.get_untracked() {
            go(desk, &link.id);
        }
    };
    let name = move || link.with(|link| link.as_ref().map(|link| link.name.clone()).unwrap_or_default());
    button().class(class).on(ev::click, go).child(name)
}

/// The number at a place beside it.
pub fn link_number(link: Linked, at: usize) -> impl Fn() -> String {
    move || link.with(|link| link.as_ref().and_then(|link| link.numbers.get(at).cloned()).unwrap_or_default())
}
