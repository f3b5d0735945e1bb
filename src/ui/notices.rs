//! Short sentences at the foot of the screen, and what a screen reader announces.

use super::catalogue as text;
use super::icons::{Icon, icon};
use super::prelude::*;
use crate::browser::worker::Ticket;
use std::time::Duration;

/// One sentence, shown until it is read or closed; or what is under way, until it ends.
#[derive(Clone)]
struct Notice {
    number: u32,
    text: SharedSignal<String>,
    bad: bool,
    task: Option<Ticket>,
}

/// The sentence about a task, for as long as it is under way. Left, it goes.
pub struct Working {
    notices: Notices,
    number: u32,
    text: SharedSignal<String>,
}

impl Working {
    /// Says something else of the task.
    pub fn say(&self, sentence: String) {
        self.text.set(sentence);
    }
}

impl Drop for Working {
    fn drop(&mut self) {
        self.notices.close(self.number);
    }
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
        let number = self.push(sentence.into(), false, None).0;
        set_timeout(move || self.close(number), Duration::from_secs(5));
    }

    /// Says that something went wrong; stays longer.
    pub fn warn(self, sentence: impl Into<String>) {
        let number = self.push(sentence.into(), true, None).0;
        set_timeout(move || self.close(number), Duration::from_secs(12));
    }

    /// What was said of the last edit goes, as soon as there is another or another screen.
    pub fn settle(self) {
        self.shown.maybe_update(|shown| {
            let count = shown.len();
            shown.retain(|notice| notice.bad || notice.task.is_some());
            (shown.len() != count, ())
        });
    }

    /// Says what is under way, and offers to end it.
    pub fn show_task(self, sentence: String, task: Ticket) -> Working {
        let (number, text) = self.push(sentence, false, Some(task));
        Working { notices: self, number, text }
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

    fn push(self, text: String, bad: bool, task: Option<Ticket>) -> (u32, SharedSignal<String>) {
        let number = self.count.with_value(|count| count + 1);
        self.count.set_value(number);
        let signal = SharedSignal::new(text.clone());
        self.shown.update(|shown| {
            shown
                .retain(|notice| notice.task.is_some() || notice.text.with_untracked(|known| *known != text));
            // What is under way stays.
            let mut past = (shown.len() + 1).saturating_sub(MOST);
            shown.retain(|notice| {
                let goes = past > 0 && notice.task.is_none();
                past -= usize::from(goes);
                !goes
            });
            shown.push(Notice { number, text: signal.clone(), bad, task });
        });
        (number, signal)
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
    let words = notice.text.clone();
    let close = match notice.task {
        Some(task) => button().class("button").on(ev::click, move |_| task.end()).child(text::CANCEL),
        None => button()
            .class("button square")
            .attr("aria-label", text::CLOSE)
            .on(ev::click, move |_| notices.close(number))
            .child(icon(Icon::Close)),
    };
    div()
        .class(if notice.bad { "notice bad" } else { "notice" })
        .child(span().child(move || words.with(String::clone)))
        .child(close)
}
