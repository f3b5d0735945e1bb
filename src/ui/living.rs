//! The living example of the start screen: three touchpoints, one slider, exact numbers.

use super::canvas::heat_colour;
use super::catalogue as text;
use super::numbers::Numbers;
use super::prelude::*;
use super::session::Overlay;
use super::widgets::ScoreSlider;
use crate::analysis::{Network, Readings, TouchpointReading};
use crate::edit;
use crate::geometry::{Curve, Point};
use crate::model::{
    Burden, DropOff, Id, Journey, Outcome, Perspective, Score, Segment, Touchpoint, Transition,
};
use std::rc::Rc;

/// A journey of three touchpoints whose middle one has this much worry.
fn journey(worry: f64) -> Option<Journey> {
    let mut journey = Journey::default();
    let names = text::LIVING_NAMES;
    let known = [0.25, 0.12, 0.1];
    let result = edit::edit(&mut journey, |draft| {
        let id = |at: usize| Id::new(&format!("p{at}")).map_err(|_| edit::Refusal::Impossible(""));
        for (at, (name, share)) in names.iter().zip(known).enumerate() {
            let mut touchpoint = Touchpoint {
                name: (*name).into(),
                margin: (at == 2).then_some(80.0),
                ..Touchpoint::default()
            };
            if at == 1 {
                let score = |value| Score { assumed: Some(value), ..Score::default() };
                touchpoint.burdens[Burden::Worry] = score(worry);
                touchpoint.burdens[Burden::Effort] = score(5.0);
                touchpoint.burdens[Burden::Time] = score(9.0);
            } else {
                touchpoint.drop_off = DropOff { share: Some(share), ..DropOff::default() };
            }
            draft.add(id(at)?, touchpoint)?;
        }
        draft.add(id(9)?, Outcome { name: text::LIVING_END.into(), ..Outcome::default() })?;
        for (at, (from, to)) in [(0, 1), (1, 2), (2, 9)].into_iter().enumerate() {
            draft.add(id(20 + at)?, Transition::between(id(from)?, id(to)?))?;
        }
        draft.add(id(30)?, Segment { name: text::EVERYONE.into(), volume: 10_000.0, ..Segment::default() })
    });
    result.is_ok().then_some(journey)
}

/// Three touchpoints whose numbers follow one slider.
pub fn living() -> El {
    let worry = RwSignal::new(7.0);
    let numbers = Numbers::of("EUR");
    let readings = Memo::new(move |_| {
        let journey = journey(worry.get())?;
        Some(Readings::of(&Network::of(&journey, Perspective::Evidence)))
    });
    let sentence = move || {
        let readings = readings.get()?;
        let together = &readings.together;
        let leak = together.touchpoints.get(1)?.leak.organisation * readings.entrants;
        Some(text::living_sentence(&numbers.share(together.success), &numbers.money_short(leak)))
    };
    let slider = ScoreSlider {
        label: text::LIVING_SLIDER,
        tone: "tone-worry",
        score: Memo::new(move |_| Score { assumed: Some(worry.get()), ..Score::default() }),
        evidenced: Memo::new(|_| false),
        top: Memo::new(|_| 10.0),
        open_ended: false,
        unit: Text::default(),
        set: Rc::new(move |value, _| worry.set(value.unwrap_or(0.0))),
    };
    let drawn = svg("svg")
        .attr("viewBox", "0 0 528 176")
        .attr("role", "img")
        .attr("aria-label", text::LIVING)
        .child(move || readings.with(|readings| readings.as_ref().map(|known| picture(known, numbers))));
    el("figure")
        .class("living")
        .attr("aria-label", text::LIVING)
        .child(p().class("say").attr("role", "status").child(sentence))
        .child(drawn)
        .child(div().class("try").child(slider))
}

/// The arrows, the cards and the end, as wide and as warm as the numbers say.
fn picture(readings: &Readings, numbers: Numbers) -> Vec<El> {
    let reading = &readings.together;
    let left = |place: usize| 12.0 + place as f64 * 146.0;
    let arrow = |place: usize| {
        let end = if place == 2 { 444.0 } else { left(place + 1) };
        let curve = Curve::flowing(Point::new(left(place) + 124.0, 78.0), Point::new(end, 78.0));
        let flow = reading.transitions.get(place).and_then(|t| t.flow).unwrap_or(0.0);
        svg("path").class("arrow").attr("d", curve.path()).attr("stroke-width", format!("{:.1}", flow * 26.0))
    };
    let mut drawn: Vec<El> = (0..3).map(arrow).collect();
    for (place, name) in text::LIVING_NAMES.into_iter().enumerate() {
        let touchpoint = reading.touchpoints.get(place).cloned().unwrap_or_default();
        drawn.extend(card(left(place), name, &touchpoint, numbers));
    }
    drawn.extend([
        block("living-end", 444.0, "48", "74", "60").attr("rx", "28"),
        line("living-share middle", 481.0, "76", numbers.share_short(reading.success)),
        line("living-small middle", 481.0, "92", text::LIVING_END),
    ]);
    drawn
}

/// A card and what leaves it downwards.
fn card(x: f64, name: &'static str, reading: &TouchpointReading, numbers: Numbers) -> [El; 6] {
    let share = reading.drop_off.unwrap_or(0.0);
    let colour = heat_colour(Overlay::DropOff, share / 0.6);
    let width = (reading.leavers * 26.0).max(1.5);
    let half = width / 2.0;
    let stub = format!("M{:.1} 118h{width:.1}v14l-{half:.1} 10l-{half:.1} -10z", x + 62.0 - half);
    [
        svg("path").class("stub").style("--heat", colour.clone()).attr("d", stub),
        block("living-card", x, "38", "124", "80").attr("rx", "9"),
        block("", x + 6.0, "46", "5", "64").attr("rx", "2.5").style("fill", colour),
        line("living-name", x + 19.0, "62", name),
        line("living-share", x + 19.0, "92", numbers.share(share)),
        line("living-small", x + 19.0, "107", text::LEAVE),
    ]
}

fn block(class: &'static str, x: f64, y: &'static str, width: &'static str, height: &'static str) -> El {
    let class = Some(class).filter(|class| !class.is_empty());
    let placed = svg("rect").class(class).attr("x", x.to_string()).attr("y", y);
    placed.attr("width", width).attr("height", height)
}

fn line(class: &'static str, x: f64, y: &'static str, words: impl Into<Words>) -> El {
    svg("text").class(class).attr("x", x.to_string()).attr("y", y).child(words.into())
}
