//! The pictures of channels.

use super::icons::Icon;
use crate::model::{Channel, ChannelKind};

/// Words in a channel's icon or name, and the picture that says the same.
const WORDS: [(&str, Icon); 24] = [
    ("chat", Icon::Chat),
    ("social", Icon::People),
    ("app", Icon::Phone),
    ("phone", Icon::Call),
    ("call", Icon::Call),
    ("contact centre", Icon::Call),
    ("hotline", Icon::Call),
    ("mail", Icon::Letter),
    ("letter", Icon::Letter),
    ("post", Icon::Letter),
    ("sms", Icon::Chat),
    ("messag", Icon::Chat),
    ("store", Icon::Store),
    ("shop", Icon::Store),
    ("branch", Icon::Store),
    ("web", Icon::Globe),
    ("site", Icon::Globe),
    ("online", Icon::Globe),
    ("search", Icon::Globe),
    ("mobile", Icon::Phone),
    ("screen", Icon::Screen),
    ("kiosk", Icon::Screen),
    ("person", Icon::Person),
    ("word of mouth", Icon::People),
];

/// The picture of a channel: by its icon's name, else by its own, else by its kind.
pub fn picture(channel: &Channel) -> Icon {
    let known = |text: &str| {
        let text = crate::browser::locale::small_letters(text);
        WORDS.iter().find(|(word, _)| text.contains(word)).map(|(_, icon)| *icon)
    };
    channel.icon.as_deref().and_then(known).or_else(|| known(&channel.name)).unwrap_or(match channel.kind {
        ChannelKind::Digital => Icon::Screen,
        ChannelKind::Physical => Icon::Thing,
        ChannelKind::Human => Icon::Person,
    })
}
