//! Short sentences at the foot of the screen, and what a screen reader announces.

use super::catalogue as text;
use super::icons::{Icon, icon};
use leptos::prelude::*;
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
        self.announced.set(sentence.into());
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
#[component]
pub fn NoticeBoard(notices: Notices) -> impl IntoView {
    view! {
        <div class="unseen" aria-live="polite" data-announced>{move || notices.announced.get()}</div>
        <div class="notices" role="status">
            <For each=move || notices.shown.get() key=|notice| notice.number let:notice>
                <div class="notice" class:bad=notice.bad>
                    <span>{notice.text}</span>
                    <button
                        class="button square"
                        aria-label=text::CLOSE
                        on:click=move |_| notices.close(notice.number)
                    >
                        {icon(Icon::Close)}
                    </button>
                </div>
            </For>
        </div>
    }
}
