//! Short sentences at the foot of the screen, and what a screen reader announces.

use super::catalogue as text;
use super::icons::{Icon, icon};
use super::prelude::*;
use std::time::Duration;

/// One sentence, shown until it is read or closed.
#[derive(Clone, Debug, PartialEq)]
struct Notice {
    number: u32,
    text: String,
    bad: bool,
}

/// The sentences shown now, and the latest announcement.
#[derive(Clone, Copy)]
pub struct Notices {
    shown: RwSignal<Vec<Notice>>,
    announced: RwSignal<String>,
    count: StoredValue<u32>,
}

/// How many sentences are shown at once.
const MOST: usize = 3;

impl Default for Notices {
    fn default() -> Self {
        Self {
            shown: RwSignal::new(Vec::new()),
            announced: RwSignal::new(String::new()),
            count: StoredValue::new(0),
        }
    }
}

impl Notices {
    /// Says that something went well; goes away by itself.
    pub fn tell(self, sentence: impl Into<String>) {
        let number = self.push(sentence.into(), false);
        set_timeout(move || self.close(number), Duration::from_secs(5));
    }

    /// Says that something went wrong; stays longer.
    pub fn warn(self, sentence: impl Into<String>) {
        let number = self.push(sentence.into(), true);
        set_timeout(move || self.close(number), Duration::from_secs(12));
    }

    /// Says something to screen readers alone.
    pub fn announce(self, sentence: impl Into<String>) {
        let mut sentence = sentence.into();
        // The same words again would not be read again.
        if self.announced.with_untracked(|last| *last == sentence) {
            sentence.push('\u{a0}');
        }
        self.announced.set(sentence);
    }

    fn push(self, text: String, bad: bool) -> u32 {
        let number = self.count.with_value(|count| count + 1);
        self.count.set_value(number);
        self.shown.update(|shown| {
            shown.retain(|notice| notice.text != text);
            shown.push(Notice { number, text, bad });
            let past = shown.len().saturating_sub(MOST);
            shown.drain(..past);
        });
        number
    }

    fn close(self, number: u32) {
        self.shown.update(|shown| shown.retain(|notice| notice.number != number));
    }
}

/// Where the sentences stand.
pub fn notice_board(notices: Notices) -> Child {
    let heard = div()
        .class("unseen")
        .attr("aria-live", "polite")
        .attr("data-announced", true)
        .child(notices.announced);
    let row = move |notice: &Notice| shown(notices, notice);
    let rows = each(move || notices.shown.get(), |notice| notice.number.to_string(), row);
    [heard, div().class("notices").attr("role", "status").child(rows)].into_child()
}

fn shown(notices: Notices, notice: &Notice) -> El {
    let number = notice.number;
    let close = button()
        .class("button square")
        .attr("aria-label", text::CLOSE)
        .on(ev::click, move |_| notices.close(number))
        .child(icon(Icon::Close));
    div()
        .class(if notice.bad { "notice bad" } else { "notice" })
        .child(span().child(notice.text.clone()))
        .child(close)
}
