//! What colours the cards: a number, its scale and its colour, by overlay.

use super::super::catalogue as text;
use super::super::derived::Derived;
use super::super::session::Overlay;
use crate::analysis::{Book, TouchpointReading};
use crate::model::{Perspective, Touchpoint};

/// The heat scale, from nothing to the most (as in the style sheet).
const HEAT: [(u8, u8, u8); 5] =
    [(253, 243, 216), (251, 216, 148), (242, 166, 90), (220, 107, 60), (168, 58, 44)];
/// The value scale, from nothing to the most.
const WORTH: [(u8, u8, u8); 5] =
    [(227, 240, 233), (178, 217, 197), (118, 185, 153), (56, 143, 108), (18, 94, 65)];

/// Colours that can be told apart whatever one's eyes are like (Okabe & Ito 2008), one a team.
const TEAMS: [&str; 8] =
    ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#9a8a00", "#7a7a7a"];

/// The colour of the owner at a place of the journey's table; the ninth has the first one's.
pub fn team_colour(place: usize) -> &'static str {
    TEAMS.get(place % TEAMS.len()).copied().unwrap_or_default()
}

/// How many of a touchpoint's scores customers have evidenced, and how many there are.
pub fn evidenced(touchpoint: &Touchpoint) -> [usize; 2] {
    let burdens = touchpoint.burdens.iter().map(|(_, score)| score);
    let scores = burdens.chain(touchpoint.values.iter().map(|(_, score)| score));
    let scored: Vec<bool> = scores
        .filter(|score| score.seen_by(Perspective::Evidence).is_some())
        .map(|score| score.evidenced.is_some())
        .collect();
    [scored.iter().filter(|known| **known).count(), scored.len()]
}

/// The same as a share, 0 to 1; `None` where nothing is scored.
fn evidenced_share(touchpoint: &Touchpoint) -> Option<f64> {
    let [known, all] = evidenced(touchpoint);
    (all > 0).then(|| known as f64 / all as f64)
}

/// The drop-off at which the scale ends.
pub const DROP_OFF_TOP: f64 = 0.6;

/// The colour of a share (0 to 1) of the scale, as CSS.
pub fn heat_colour(overlay: Overlay, share: f64) -> String {
    let ramp = if matches!(overlay, Overlay::Value | Overlay::Evidence) { &WORTH } else { &HEAT };
    let place = share.clamp(0.0, 1.0) * 4.0;
    let low = (place.floor() as usize).min(3);
    let part = place - low as f64;
    let mix = |a: u8, b: u8| (f64::from(a) + (f64::from(b) - f64::from(a)) * part).round() as u8;
    match (ramp.get(low), ramp.get(low + 1)) {
        (Some(a), Some(b)) => format!("rgb({} {} {})", mix(a.0, b.0), mix(a.1, b.1), mix(a.2, b.2)),
        _ => String::new(),
    }
}

/// The colour of a difference: from −1, the most that is better, by 0 to 1, the most that is worse.
fn difference_colour(share: f64) -> String {
    heat_colour(if share < 0.0 { Overlay::Value } else { Overlay::DropOff }, share.abs())
}

/// The colour at a place of an overlay's scale, from its beginning (0) to its end (1), as CSS.
pub fn ramp_colour(overlay: Overlay, place: f64) -> String {
    match overlay {
        Overlay::Views => difference_colour(place * 2.0 - 1.0),
        _ => heat_colour(overlay, place),
    }
}

/// The colour of a touchpoint's card under an overlay, as CSS; `None` leaves it without. Amounts are of the
/// whole period.
pub fn colour(
    overlay: Overlay,
    book: Book,
    reading: &TouchpointReading,
    (touchpoint, gap): (&Touchpoint, Option<f64>),
    derived: Derived,
) -> Option<String> {
    let top = derived.top(overlay, book);
    let part = |value: f64| if top > 0.0 { (value / top).clamp(0.0, 1.0) } else { 0.0 };
    let share = match overlay {
        Overlay::Owner => {
            return derived.owner_place(touchpoint).map(|place| team_colour(place).to_owned());
        }
        Overlay::Views => return gap.filter(|_| top > 0.0).map(|gap| difference_colour(gap / top)),
        Overlay::DropOff => reading.drop_off.map(|share| share / DROP_OFF_TOP),
        Overlay::Evidence => evidenced_share(touchpoint),
        Overlay::Friction => reading.drop_off.map(|_| part(reading.friction)),
        Overlay::Value => reading.value_to_go.map(|value| part(value[book].max(0.0))),
        Overlay::Leak => Some(part((reading.leak[book] * derived.entrants()).max(0.0))),
    };
    share.map(|share| heat_colour(overlay, share))
}

/// The figure of a touchpoint under an overlay, with its unit, and what it is; no number where there is none
/// to say. Amounts are of the whole period.
pub fn figure(
    overlay: Overlay,
    book: Book,
    reading: &TouchpointReading,
    (touchpoint, gap): (&Touchpoint, Option<f64>),
    derived: Derived,
) -> (Option<String>, &'static str) {
    let numbers = derived.numbers();
    match overlay {
        Overlay::DropOff | Overlay::Owner => {
            (reading.drop_off.map(|share| numbers.share(share)), text::LEAVE)
        }
        Overlay::Evidence => {
            let share = evidenced_share(touchpoint);
            let label = if share.is_some() { text::EVIDENCED } else { text::NOT_SCORED };
            (share.map(|share| numbers.share_short(share)), label)
        }
        Overlay::Views => (gap.map(|gap| numbers.points(gap, 1)), text::THAN_ASSUMED),
        Overlay::Friction => {
            let friction = reading.drop_off.map(|_| numbers.decimal(reading.friction * 100.0, 1));
            (friction, text::FRICTION)
        }
        Overlay::Value => (reading.value_to_go.map(|value| numbers.money_short(value[book])), text::TO_GO),
        Overlay::Leak => (Some(numbers.money_short(reading.leak[book] * derived.entrants())), text::LEAKS),
    }
}
