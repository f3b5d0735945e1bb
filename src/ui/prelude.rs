//! What every part of the screen is written with.

pub use super::reactive::{
    Later, Memo, RwSignal, SharedSignal, effect, request_animation_frame, set_timeout, soon,
};
pub use super::view::*;
pub use leptos::ev;
pub use leptos::prelude::{
    GetValue, LocalStorage, SetValue, StoredValue, UpdateValue, WithValue, document, event_target,
    event_target_checked, event_target_value, on_cleanup, untrack, window, window_event_listener,
    window_event_listener_untyped,
};
