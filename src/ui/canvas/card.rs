//! A touchpoint's card.

use super::super::catalogue as text;
use super::super::desk::Desk;
use super::super::drawn::Drawn;
use super::super::icons::{Icon, icon};
use super::super::prelude::*;
use super::super::session::Overlay;
use super::super::widgets::naming_field;
use super::heat::{DROP_OFF_TOP, figure, heat_colour};
use crate::analysis::TouchpointReading;
use crate::geometry::{Point, sizes};
use crate::model::{Burden, Id, Touchpoint, Value, is_blank};

/// What touchpoints' and outcomes' cards share: their place, how they are chosen, and their naming.
pub fn placed(card: El, id: &Id, desk: Desk, position: impl Fn() -> Point + 'static) -> El {
    let (selected, target) = (desk.is_selected(id), desk.is_link_target(id));
    let (naming, moved) = (id.clone(), id.clone());
    let (described, seen) = (id.clone(), id.clone());
    let (named, compared) = (id.clone(), id.clone());
    let differs = Memo::new(move |_| desk.derived.differs(&compared));
    let pressed = move || selected.get().to_string();
    let named_now = Memo::new(move |_| desk.session.naming.with(|now| now.as_ref() == Some(&naming)));
    // While it is named there is a field in it, which nothing that is a button may hold.
    let role = move || if named_now.get() { "group" } else { "button" };
    card.attr("role", role)
        .attr("tabindex", "0")
        .attr("data-place", id.to_string())
        .attr("data-selected", pressed)
        .attr("data-differs", move || differs.get())
        .attr("aria-label", move || desk.derived.described(&described))
        // What the keyboard comes to must be seen.
        .on(ev::focus, move |event: web_sys::FocusEvent| {
            if super::super::focus::is_seen(&event) {
                super::view::reveal(desk, &seen);
            }
        })
        .attr("data-target", move || target.get().then_some("true"))
        .attr("aria-pressed", move || (!named_now.get()).then(pressed))
        .style("transform", move || {
            let at = desk.scene.drawn_at(&moved, position());
            format!("translate({}px,{}px)", at.x, at.y)
        })
        .child(when(move || named_now.get(), move || naming_field(named.clone(), desk)))
}

/// A touchpoint's record while its card is shown; `None` once it went.
type Record = RwSignal<Option<Drawn>>;

/// A touchpoint's card: name, channel, owner, burdens, value, the overlay's figure and visits.
pub fn card(id: &Id, desk: Desk) -> El {
    let record: Record = desk.derived.drawn.ask(id);
    let reading = desk.derived.touchpoints.ask(id);
    let face = Memo::new(move |_| {
        record
            .with(|record| {
                let record = &record.as_ref()?.record;
                reading.with(|reading| reading.as_ref().map(|reading| face(desk, reading, record)))
            })
            .unwrap_or_default()
    });
    let (moving, flagged, fixed, taken) = (id.clone(), id.clone(), id.clone(), id.clone());
    let held = desk.is_selected(id);
    let whole = div()
        .class("card")
        .attr("data-touchpoint", id.to_string())
        .attr("data-moving", move || desk.scene.is_moving(&moving).then_some("true"))
        .attr("data-fixed", move || {
            desk.advisor.marked.with(|marked| marked.contains(&fixed)).then_some("true")
        })
        .attr("data-unreached", move || face.with(|face| face.unreached).then_some("true"))
        .style("--heat", move || face.with(|face| face.heat.clone().unwrap_or_default()));
    let position = move || record.with(|drawn| drawn.as_ref().map(|d| d.record.position)).unwrap_or_default();
    let flag = move || desk.derived.finding_at(&flagged);
    let mark = move || desk.derived.mark(&taken);
    placed(whole, id, desk, position)
        .child(name_line(record))
        .child(
            hidden("owner")
                .child(move || record.with(|drawn| drawn.as_ref()?.owner.clone()).unwrap_or_default()),
        )
        .child(measures(record, face, desk))
        .child(hidden("visits").child(move || face.with(|face| face.visits.clone())))
        .child(by(mark, |mark| {
            mark.clone().map(|mark| hidden("mark").attr("title", mark.whole).child(mark.short))
        }))
        .child(by(flag, |flag| flag.clone().map(|sentence| sign("flag", sentence, Icon::Warning))))
        .child(
            // For pointers alone: a button in a button is none to a screen reader. C and the menu connect, too.
            hidden("handle")
                .attr("title", text::CONNECT_FROM_HERE)
                .attr("data-handle", id.to_string())
                .style("transform", move || held.get().then(|| as_large_from_afar(desk))),
        )
}

/// The selected card's handle is as large on the screen from afar as it is at 100 %.
fn as_large_from_afar(desk: Desk) -> String {
    format!("scale({:.2})", (1.0 / desk.session.viewport.get().zoom).clamp(1.0, 4.0))
}

/// A part of the card that its label says already.
fn hidden(class: &'static str) -> El {
    div().class(class).attr("aria-hidden", "true")
}

fn sign(class: &'static str, words: impl Into<Text>, picture: Icon) -> El {
    span().class(class).attr("title", words.into()).child(icon(picture))
}

fn name_line(record: Record) -> El {
    let name =
        move || record.with(|drawn| drawn.as_ref().map(|d| shown_name(&d.record.name))).unwrap_or_default();
    let starred = move || record.with(|drawn| drawn.as_ref().is_some_and(|d| d.record.moment_of_truth));
    let channel = move || record.with(|drawn| drawn.as_ref().map_or(Icon::Card, |d| d.channel));
    hidden("name")
        .child(by(channel, |picture| icon(*picture)))
        .child(span().child(name))
        .child(when(starred, || sign("star", text::MOMENT_OF_TRUTH, Icon::Star)))
}

fn measures(record: Record, face: Memo<Face>, desk: Desk) -> El {
    let burdens = Burden::ALL.map(|burden| {
        let share = move || record.with(|record| burden_share(burden, desk, record));
        i().class(format!("tone-{}", burden.key())).style("width", share)
    });
    let value = i().style("width", move || record.with(|record| value_share(desk, record)));
    let bars = div()
        .child(div().class("stacked").child(burdens))
        .child(div().class("stacked thin tone-value").child(value));
    let figure = div()
        .class("figure")
        .child(b().child(move || face.with(|face| face.number.clone())))
        .child(small().child(move || face.with(|face| face.label)));
    hidden("measures").child(bars).child(figure)
}

/// What a card says in numbers.
#[derive(Clone, Default, PartialEq)]
pub struct Face {
    /// The large number.
    pub number: String,
    /// What it is.
    pub label: &'static str,
    /// The colour of its edge.
    pub heat: Option<String>,
    /// Its visits in words.
    pub visits: String,
    unreached: bool,
}

/// What a card says in numbers, under the overlay that is shown.
pub fn face(desk: Desk, reading: &TouchpointReading, touchpoint: &Touchpoint) -> Face {
    let (overlay, book) = (desk.session.overlay.get(), desk.session.book.get());
    let entrants = desk.derived.entrants();
    let figure = figure(overlay, book, reading, touchpoint, desk.derived, entrants);
    let unreached = reading.visits.is_some_and(|visits| visits <= 0.0);
    let visits = match reading.visits {
        Some(visits) if visits > 0.0 => text::visits(&desk.derived.numbers().people(visits * entrants)),
        Some(_) => text::NO_VISITS.to_owned(),
        None => text::NEVER_LEAVE.to_owned(),
    };
    Face {
        number: figure.number.unwrap_or_else(|| text::NO_NUMBER.into()),
        label: figure.label,
        heat: figure.colour.filter(|_| !unreached),
        visits,
        unreached,
    }
}

/// A name as it is shown, also where there is none yet.
pub fn shown_name(name: &str) -> String {
    if is_blank(name) { text::UNNAMED.into() } else { name.to_owned() }
}

/// How long a burden's part of the bar is: its friction, seen from the heaviest card.
fn burden_share(burden: Burden, desk: Desk, drawn: &Option<Drawn>) -> String {
    let perspective = desk.session.perspective.get();
    let score = drawn.as_ref().and_then(|drawn| drawn.record.burden(burden, perspective)).unwrap_or(0.0);
    let share = score * desk.derived.burden_weight(burden) * desk.derived.friction_scale() * 100.0;
    format!("{:.1}%", share.min(100.0))
}

/// How long the bar of the mean of the scored values, from 0 to 10, is.
fn value_share(desk: Desk, drawn: &Option<Drawn>) -> String {
    let perspective = desk.session.perspective.get();
    let mean = drawn.as_ref().and_then(|drawn| drawn.record.mean_value(perspective)).unwrap_or(0.0);
    format!("{:.1}%", mean / Value::TOP * 100.0)
}

/// The stub that falls out of a card: the people who leave, on the arrows' scale of width.
pub fn stub(id: &Id, desk: Desk) -> El {
    let place = id.clone();
    let (read, record) = (desk.derived.touchpoints.ask(id), desk.derived.drawn.ask(id));
    let look = Memo::new(move |_| {
        let reading = read.get()?;
        let width = desk.derived.width_of_flow(reading.leavers);
        let colour = heat_colour(Overlay::DropOff, reading.drop_off? / DROP_OFF_TOP);
        (reading.leavers > 0.0).then_some((width, colour))
    });
    let path = move || {
        let position = record.with(|drawn| drawn.as_ref().map(|drawn| drawn.record.position))?;
        let at = desk.scene.drawn_at(&place, position);
        look.with(|look| look.as_ref().map(|(width, _)| stub_path(at, *width)))
    };
    svg("path")
        .class("stub")
        .attr("d", path)
        .style("--heat", move || look.with(|look| look.as_ref().map(|(_, colour)| colour.clone())))
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
