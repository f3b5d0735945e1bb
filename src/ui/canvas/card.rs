//! A touchpoint's card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::widgets::naming_field;
use super::column::pixels;
use super::gesture::Tool;
use super::heat::{colour, figure};
use super::looks::CardLook;
use super::scene::Spot;
use crate::analysis::TouchpointReading;
use crate::geometry::{Point, sizes};
use crate::model::{Burden, Id, Touchpoint, is_blank};
use std::cell::Cell;

/// Where a card stands, and how it is chosen.
#[derive(Default)]
struct Place {
    spot: Spot,
    selected: bool,
    target: bool,
    named: bool,
    differs: Option<&'static str>,
}

/// What touchpoints' and outcomes' cards share: their place, how they are chosen, and their naming.
pub fn placed(card: El, id: &Id, desk: Desk) -> El {
    let place = Painted::new(Place::default());
    desk.scene.spots.feed(id, &place, |place, now| place.spot = *now);
    desk.selected.feed(id, &place, |place, now| place.selected = *now);
    desk.linked.feed(id, &place, |place, now| place.target = *now);
    desk.looks.named.feed(id, &place, |place, now| place.named = *now);
    desk.looks.differences.feed(id, &place, |place, now| place.differs = *now);
    // While it is named there is a field in it, which nothing that is a button may hold.
    place.attr(&card, "role", |place| Some(if place.named { "group" } else { "button" }.into()));
    place.attr(&card, "aria-pressed", |place| truth(place.selected).filter(|_| !place.named));
    place.attr(&card, "data-selected", |place| truth(place.selected));
    place.attr(&card, "data-moving", |place| mark(place.spot.moving));
    place.attr(&card, "data-target", |place| mark(place.target));
    place.attr(&card, "data-differs", |place| place.differs.map(Into::into));
    // No transforms: each would be a layer of its own to the browser, which then sorts all of them for every
    // picture.
    place.style(&card, "left", |place| Some(pixels(place.spot.at.x).into()));
    place.style(&card, "top", |place| Some(pixels(place.spot.at.y).into()));
    desk.looks.speak(&card, id);
    let (named, seen, naming) = (id.clone(), id.clone(), desk.looks.named.ask(id));
    card.attr("tabindex", "0")
        .attr("data-place", id.to_string())
        // What the keyboard comes to must be seen.
        .on(ev::focus, move |event: web_sys::FocusEvent| {
            if super::super::focus::is_seen(&event) {
                super::view::reveal(desk, &seen);
            }
        })
        .child(when(move || naming.get(), move || naming_field(named.clone(), desk)))
}

/// What a card shows now; `None` once its record went.
type Shown = Painted<Option<CardLook>>;

/// A touchpoint's card: name, channel, owner, burdens, value, the overlay's figure and visits. From afar it is
/// its name, its colour and its figure, which is made when it can first be read; the rest is made when the card
/// is first seen from near.
pub fn card(id: &Id, desk: Desk) -> El {
    let look: Shown = Painted::new(None);
    desk.looks.cards.feed(id, &look, Clone::clone_from);
    let whole = div().class("card").attr("data-touchpoint", id.to_string());
    let unreached = |look: &CardLook| look.reading.as_ref().is_some_and(is_unreached);
    look.attr(&whole, "data-unreached", move |look| mark(look.as_ref().is_some_and(unreached)));
    look.style(&whole, "--heat", move |look| {
        let look = look.as_ref()?;
        heat(desk, look.reading.as_ref()?, &look.record, look.gap).map(Into::into)
    });
    let marked = whole.clone();
    desk.looks.fixed.tell(id, move |fixed| marked.set_attr("data-fixed", mark(*fixed).as_deref()));
    let (channel, name) = (div().class("channel"), span());
    look.text(&name, |look| Some(look.as_ref().map(|look| shown_name(&look.record.name))?.into()));
    let name = hidden("name").child([channel.clone(), name]);
    let figure = hidden("figure");
    let whole = placed(whole, id, desk).child(name).child(figure.clone());
    let (number, shown, made, later) = (figure.clone(), look.clone(), Cell::new(false), Later::here());
    desk.looks.readable.tell(id, move |readable| {
        if *readable && !made.replace(true) {
            later.make(|| figures(&number, &shown, desk));
        }
    });
    let (inner, of, made, later) = (whole.clone(), id.clone(), Cell::new(false), Later::here());
    desk.looks.near.tell(id, move |near| {
        if *near && !made.replace(true) {
            later.make(|| detail(&inner, [&channel, &figure], &look, &of, desk));
        }
    });
    let only_looked_at = desk.session.tool.get_untracked() == Tool::Look;
    whole.child((!only_looked_at).then(|| handle(id, desk)))
}

/// A card's handle. For pointers alone: a button in a button is none to a screen reader. C and the menu
/// connect, too.
fn handle(id: &Id, desk: Desk) -> El {
    let handle = hidden("handle").attr("title", text::CONNECT_FROM_HERE).attr("data-handle", id.to_string());
    let scaled = handle.clone();
    desk.looks.handles.tell(id, move |scale| {
        scaled.set_style("transform", (*scale > 1.0).then(|| format!("scale({scale:.2})")).as_deref());
    });
    handle
}

/// A part of the card that its label says already.
fn hidden(class: &'static str) -> El {
    div().class(class).attr("aria-hidden", "true")
}

fn sign(class: &'static str, words: impl Into<Text>, picture: Icon) -> El {
    span().class(class).attr("title", words.into()).child(icon(picture))
}

/// The overlay's figure, and what it is.
fn figures(figure: &El, look: &Shown, desk: Desk) {
    let (number, label) = (b(), small());
    let (said, mut written) = ((number.clone(), label.clone()), None);
    look.follow(move |look| {
        let now =
            look.as_ref().and_then(|look| Some(face(desk, look.reading.as_ref()?, &look.record, look.gap)));
        if written != now {
            let face = now.clone().unwrap_or_default();
            said.0.set_text(&face.number);
            said.1.set_text(face.label);
            written = now;
        }
    });
    mount(&figure.element(), [number, label]);
}

/// What a card says when it is seen from near; its figure then stands beside its bars.
fn detail(whole: &El, [channel, figure]: [&El; 2], look: &Shown, id: &Id, desk: Desk) {
    let mut last = None;
    let (place, star) = (channel.clone(), sign("star", text::MOMENT_OF_TRUTH, Icon::Star));
    look.follow(move |look| {
        let now = look.as_ref().map(|look| look.channel);
        if last != now {
            last = now;
            place.set_text("");
            mount(&place.element(), now.map(icon));
        }
    });
    look.attr(&star, "hidden", |look| none_if(look.as_ref().is_some_and(|look| look.record.moment_of_truth)));
    let owner = hidden("owner");
    look.text(&owner, |look| look.as_ref()?.owner.clone().map(Into::into));
    let visits = hidden("visits");
    look.text(&visits, move |look| Some(visits_said(desk, look.as_ref()?.reading.as_ref()?).into()));
    let name = channel.element().parent_node();
    if let Some(name) = name {
        mount(&name, star);
    }
    let measures = hidden("measures").child(bars(look)).child(figure.clone());
    mount(&whole.element(), (owner, (measures, (visits, corner(id, desk)))));
}

/// What was measured, and what is odd.
fn corner(id: &Id, desk: Desk) -> [El; 2] {
    let (mark, flag) = (hidden("mark"), sign("flag", "", Icon::Warning));
    let (marked, flagged) = (mark.clone(), flag.clone());
    desk.looks.corners.tell(id, move |corner| {
        let (mark, flag) = (corner.mark.as_ref(), corner.flag.as_deref());
        marked.set_attr("hidden", none_if(mark.is_some()).as_deref());
        marked.set_attr("title", mark.map(|mark| mark.whole.as_str()));
        marked.set_text(mark.map_or("", |mark| &mark.short));
        flagged.set_attr("hidden", none_if(flag.is_some()).as_deref());
        flagged.set_attr("title", flag);
    });
    [mark, flag]
}

/// The bars of burdens and of value.
fn bars(look: &Shown) -> El {
    let long = |share: f64| Some(format!("{:.1}%", share * 100.0).into());
    let mut at = 0..Burden::ALL.len();
    let burdens = Burden::ALL.map(|burden| {
        let (bar, at) = (i().class(format!("tone-{}", burden.key())), at.next().unwrap_or_default());
        look.style(&bar, "width", move |look| long(*look.as_ref()?.bars.burdens.get(at)?));
        bar
    });
    let value = i();
    look.style(&value, "width", move |look| long(look.as_ref()?.bars.value));
    div()
        .child(div().class("stacked").child(burdens))
        .child(div().class("stacked thin tone-value").child(value))
}

/// The words of an attribute that hides what is not there.
fn none_if(there: bool) -> Option<Words> {
    (!there).then_some(Words::Borrowed(""))
}

/// What a card says in numbers.
#[derive(Clone, Default, PartialEq)]
pub struct Face {
    /// The large number.
    pub number: String,
    /// What it is.
    pub label: &'static str,
}

/// What a card says in numbers, under the overlay that is shown.
pub fn face(desk: Desk, reading: &TouchpointReading, touchpoint: &Touchpoint, gap: Option<f64>) -> Face {
    let (overlay, book) = (desk.session.overlay.get(), desk.session.book.get());
    let (number, label) = figure(overlay, book, reading, (touchpoint, gap), desk.derived);
    Face { number: number.unwrap_or_else(|| text::NO_NUMBER.into()), label }
}

/// The visits of a touchpoint in words.
pub fn visits_said(desk: Desk, reading: &TouchpointReading) -> String {
    match reading.visits {
        Some(visits) if visits > 0.0 => {
            text::visits(&desk.derived.numbers().people(visits * desk.derived.entrants()))
        }
        Some(_) => text::NO_VISITS.to_owned(),
        None => text::NEVER_LEAVE.to_owned(),
    }
}

/// Whether nobody comes to a touchpoint.
fn is_unreached(reading: &TouchpointReading) -> bool {
    reading.visits.is_some_and(|visits| visits <= 0.0)
}

/// The colour of a card's edge, under the overlay that is shown.
pub fn heat(
    desk: Desk,
    reading: &TouchpointReading,
    touchpoint: &Touchpoint,
    gap: Option<f64>,
) -> Option<String> {
    let (overlay, book) = (desk.session.overlay.get(), desk.session.book.get());
    let reached = !is_unreached(reading);
    reached.then(|| colour(overlay, book, reading, (touchpoint, gap), desk.derived)).flatten()
}

/// A name as it is shown, also where there is none yet.
pub fn shown_name(name: &str) -> String {
    if is_blank(name) { text::UNNAMED.into() } else { name.to_owned() }
}

/// The stub that falls out of a card: the people who leave, on the arrows' scale of width.
pub fn stub(id: &Id, desk: Desk) -> El {
    let drawn: Painted<(Spot, Option<(f64, String)>)> = Painted::new(Default::default());
    desk.scene.spots.feed(id, &drawn, |drawn, spot| drawn.0 = *spot);
    desk.looks.stubs.feed(id, &drawn, |drawn, look| drawn.1.clone_from(look));
    let stub = svg("path").class("stub");
    drawn.attr(&stub, "d", |(spot, look)| look.as_ref().map(|(width, _)| stub_path(spot.at, *width).into()));
    drawn.style(&stub, "--heat", |(_, look)| look.as_ref().map(|(_, colour)| colour.clone().into()));
    stub
}

/// What falls out of a card that stands at a place, this wide.
pub fn stub_path(at: Point, width: f64) -> String {
    let (x, y) = (at.x + sizes::CARD_WIDTH - 34.0, at.y + sizes::CARD_HEIGHT);
    let (half, head) = ((width / 2.0).max(0.7), (width / 2.0).max(3.5));
    format!(
        "M{:.1} {y:.1}h{:.1}v11h{:.1}L{x:.1} {:.1}L{:.1} {:.1}h{:.1}z",
        x - half,
        half * 2.0,
        head - half,
        y + 12.0 + head,
        x - head,
        y + 11.0,
        head - half,
    )
}
