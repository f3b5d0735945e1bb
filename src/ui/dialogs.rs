//! The dialog that is open: keys, palette, a read report; and the receipts over everything.

use super::catalogue as text;
use super::desk::Desk;
use super::names::place_name;
use super::prelude::*;
use super::receipt::receipts_view;
use super::session::Dialog;
use super::widgets::modal;
use super::{search, shortcuts};

/// The dialog that is open.
pub fn dialog_layer(desk: Desk) -> Child {
    by(move || desk.session.dialog.get(), move |dialog| dialog.as_ref().map(|dialog| shown(desk, dialog)))
}

/// The receipts that are open: over a dialog, too, which is there again once they are closed.
pub fn receipt_layer(desk: Desk) -> Child {
    let receipts = desk.session.receipts;
    let close = move || receipts.set(Vec::new());
    let shown = move |(title, content): (String, Child)| modal(title, close, content);
    by(move || receipts.get(), move |receipts| receipts_view(receipts).map(shown))
}

fn shown(desk: Desk, dialog: &Dialog) -> El {
    let (title, content): (Text, Child) = match dialog {
        Dialog::Keys => (text::ALL_KEYS.into(), key_table().into_child()),
        Dialog::Palette => (text::PALETTE.into(), search::find_action(desk)),
        Dialog::Compare => {
            let (title, content) = super::scenarios::comparison(desk);
            (title.into(), content)
        }
        Dialog::Connect(from) => {
            let name = desk.editor.peek(|journey| place_name(journey, from));
            (text::connect_title(&name).into(), search::find_target(desk, from.clone()))
        }
        Dialog::Report(lines) => (text::REPORT.into(), report(lines)),
    };
    modal(title, move || desk.session.dialog.set(None), content)
}

fn report(lines: &[String]) -> Child {
    let lines = lines.iter().take(500).map(|line| li().child(line.clone())).collect::<Vec<_>>();
    let about = p().class("hint").child(text::REPORT_ABOUT);
    [about, ul().class("report-lines").child(lines)].into_child()
}

fn key_table() -> El {
    let key = |printed: Words| kbd().child(printed);
    let row = |name: &'static str, keys: Vec<Child>| tr().child(td().child(name)).child(td().child(keys));
    let named = shortcuts::ALL.iter().filter(|shortcut| !shortcut.keys.is_empty()).map(|shortcut| {
        let keys = shortcut.keys.iter().map(|known| (key(known.printed().into()), " ").into_child());
        row(shortcut.name, keys.collect())
    });
    let more = text::MORE_KEYS.iter().map(|(name, keys)| row(name, vec![key((*keys).into()).into_child()]));
    table().class("table").child(tbody().child(named.chain(more).collect::<Vec<_>>()))
}
