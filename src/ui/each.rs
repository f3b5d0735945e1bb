//! What many parts of the screen ask of one thing, each about a record of its own: after a change there is
//! one look at all of them, and those hear of it whose answer is another one.
//!
//! If each watched the whole, each would be asked anew, and would take itself off the list of all of them
//! first: work that grows with the square of the map.

use super::prelude::*;
use crate::model::Id;
use std::collections::HashMap;
use std::rc::Rc;

type Look<T> = Rc<dyn Fn(&Id) -> T>;

/// Answers by record; copies name the same ones.
pub struct Each<T: 'static> {
    asked: StoredValue<HashMap<u64, (Id, RwSignal<T>)>, LocalStorage>,
    look: StoredValue<Look<T>, LocalStorage>,
    last: StoredValue<u64>,
}

impl<T> Clone for Each<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Each<T> {}

impl<T: PartialEq + 'static> Each<T> {
    /// The answers that `look` gives, anew whenever what `watch` looks at changes.
    pub fn new(watch: impl Fn() + 'static, look: impl Fn(&Id) -> T + 'static) -> Self {
        let look: Look<T> = Rc::new(look);
        let each = Self {
            asked: StoredValue::new_local(HashMap::new()),
            look: StoredValue::new_local(look),
            last: StoredValue::new(0),
        };
        effect(move || {
            watch();
            untrack(|| each.look_again());
        });
        each
    }

    /// The answer for a record, for as long as whoever asks is on the screen.
    pub fn ask(self, id: &Id) -> RwSignal<T> {
        let look = self.look.get_value();
        let signal = RwSignal::new(untrack(|| look(id)));
        let ticket = self.last.get_value().wrapping_add(1);
        self.last.set_value(ticket);
        self.asked.update_value(|asked| {
            asked.insert(ticket, (id.clone(), signal));
        });
        on_cleanup(move || {
            self.asked.try_update_value(|asked| asked.remove(&ticket));
        });
        signal
    }

    fn look_again(self) {
        let look = self.look.get_value();
        self.asked.with_value(|asked| {
            for (id, signal) in asked.values() {
                let now = look(id);
                if signal.with_untracked(|known| *known != now) {
                    signal.set(now);
                }
            }
        });
    }
}
