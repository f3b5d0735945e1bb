//! What floats at the foot of the canvas: the legend, the zoom and the map in small; and the first steps
//! of an empty map.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::icons::{Icon, icon};
use super::super::panels::asked;
use super::super::prelude::*;
use super::super::session::Overlay;
use super::heat::{DROP_OFF_TOP, ramp_colour, team_colour};
use super::minimap::minimap;
use super::view::{fit_all, zoom_by, zoom_to};
use crate::analysis::Book;
use crate::analysis::origin::Question;
use crate::geometry::Point;
use crate::model::Burden;

/// The legend and the zoom, and over them the map in small.
pub fn dock(desk: Desk) -> El {
    let zoom = |name: &'static str, tip: &'static str, act: fn(Desk)| {
        button().attr("aria-label", name).attr("title", tip).on(ev::click, move |_| act(desk))
    };
    let percent = move || format!("{:.0}%", desk.session.viewport.get().zoom * 100.0);
    let buttons = [
        zoom(text::ZOOM_OUT, text::ZOOM_OUT_TIP, |desk| zoom_by(desk, 1.0 / 1.25)).child(icon(Icon::Minus)),
        zoom(text::ZOOM_RESET, text::ZOOM_RESET_TIP, |desk| zoom_to(desk, 1.0))
            .class("percent")
            .attr("aria-label", move || [percent().as_str(), ", ", text::ZOOM_RESET].concat())
            .child(percent),
        zoom(text::ZOOM_IN, text::ZOOM_IN_TIP, |desk| zoom_by(desk, 1.25)).child(icon(Icon::Plus)),
        zoom(text::FIT, text::FIT_TIP, fit_all).child(icon(Icon::Fit)),
    ];
    let zoom = div().class("zoom").attr("role", "group").attr("aria-label", text::ZOOM).child(buttons);
    div().class("dock").child(legend(desk)).child(zoom).child(minimap(desk))
}

/// What colours and bars mean.
fn legend(desk: Desk) -> El {
    let overlay = desk.session.overlay;
    let step =
        move |step: u8| i().style("background", move || ramp_colour(overlay.get(), f64::from(step) / 10.0));
    let most = move || top_of_scale(desk, overlay.get(), desk.session.book.get());
    let most = by(
        move || (most(), most_question(desk)),
        move |(most, question)| match *question {
            Some(question) => asked(desk, most.clone(), move || Some(question)),
            None => span().child(most.clone()),
        },
    );
    let of_book = move || match (overlay.get(), desk.session.book.get()) {
        (Overlay::Value | Overlay::Leak, Book::Organisation) => text::TO_ORGANISATION,
        (Overlay::Value | Overlay::Leak, Book::Customer) => text::TO_CUSTOMER,
        _ => "",
    };
    let what = span()
        .class("what")
        .child(move || text::overlay_name(overlay.get()))
        .child(" ")
        .child(span().class("mute").child(of_book));
    let ramp = span().class("ramp").attr("aria-hidden", "true").child((0..=10).map(step).collect::<Vec<_>>());
    let scale = span()
        .class("scale")
        .child(ramp)
        .child(span().child(move || least_of_scale(desk, overlay.get())))
        .child(most);
    let owners = when(move || overlay.get() == Overlay::Owner, move || teams(desk));
    let key = |class: String, swatch: &'static str, name: &'static str| {
        span().class(class).child(i().class(swatch).attr("aria-hidden", "true")).child(name)
    };
    let burdens = Burden::ALL
        .map(|burden| key(format!("key tone-{}", burden.key()), "swatch", text::burden_name(burden)));
    div()
        .class("legend")
        .attr("role", "group")
        .attr("aria-label", text::LEGEND)
        .child(what)
        .child(scale.class_when("unseen", move || overlay.get() == Overlay::Owner))
        .child(owners)
        .child(burdens)
        .child(key("key tone-value".to_owned(), "swatch line", text::VALUE_TO_THEM))
        .child(when(
            move || desk.derived.is_crowded(),
            move || key("key".to_owned(), "swatch line faint", text::FAINT).attr("title", text::FAINT_TIP),
        ))
}

/// Where the scale of an overlay ends, in words.
pub fn top_of_scale(desk: Desk, overlay: Overlay, book: Book) -> String {
    let numbers = desk.derived.numbers();
    let top = desk.derived.top(overlay, book);
    match overlay {
        Overlay::DropOff | Overlay::Owner => numbers.share_short(DROP_OFF_TOP),
        Overlay::Evidence => numbers.share_short(1.0),
        Overlay::Friction => numbers.decimal(top * 100.0, 1),
        Overlay::Value | Overlay::Leak => numbers.money_short(top),
        Overlay::Views => numbers.points(top, 1),
    }
}

/// Where the scale of an overlay begins, in words.
pub fn least_of_scale(desk: Desk, overlay: Overlay) -> String {
    let top = desk.derived.top(overlay, desk.session.book.get());
    match overlay {
        Overlay::Views if top > 0.0 => desk.derived.numbers().points(-top, 1),
        _ => "0".to_owned(),
    }
}

/// What is asked where the end of the scale comes from: the largest number on the map. `None` where the scale
/// ends at a share, or at a number of what is drawn beside.
fn most_question(desk: Desk) -> Option<Question> {
    let (overlay, book) = (desk.session.overlay.get(), desk.session.book.get());
    let of: fn(usize, Book) -> Question = match overlay {
        Overlay::Friction => |at, _| Question::Friction(at),
        Overlay::Value => Question::ValueToGo,
        Overlay::Leak => Question::Leak,
        Overlay::DropOff | Overlay::Evidence | Overlay::Owner | Overlay::Views => return None,
    };
    let top = match overlay {
        Overlay::Friction => desk.derived.top(overlay, book) * 100.0,
        _ => desk.derived.top(overlay, book),
    };
    let place = desk.derived.segment_place();
    let (network, readings) = (desk.derived.network.get(), desk.derived.readings.get());
    let number = |question: Question| question.number(&network, &readings, place);
    let is_top =
        |question: &Question| number(*question).is_some_and(|number| (number - top).abs() <= 1e-9 * top);
    (top > 0.0).then(|| (0..network.touchpoints.len()).map(|at| of(at, book)).find(is_top))?
}

/// The owners with their colours, the most that have some.
fn teams(desk: Desk) -> El {
    let names = move || {
        desk.editor.read(|journey| journey.owners.records().map(|owner| owner.name.clone()).collect())
    };
    let one = |(place, name): (usize, &String)| {
        let swatch = i().class("swatch").attr("aria-hidden", "true").style("background", team_colour(place));
        span().class("key").child(swatch).child(name.clone())
    };
    let list = by(names, move |names: &Vec<String>| match names.is_empty() {
        true => vec![span().class("mute").child(text::NO_OWNERS)],
        false => names.iter().enumerate().map(one).collect(),
    });
    span().class("teams").child(list)
}

/// What an empty map says.
pub fn first_steps(desk: Desk) -> Child {
    let empty =
        move || desk.editor.read(|journey| journey.touchpoints.is_empty() && journey.outcomes.is_empty());
    let add = move |_| {
        let size = desk.session.canvas_size.get_untracked();
        let view = desk.session.viewport.get_untracked();
        let at = view.canvas_from_screen(Point::new(size.x * 0.25, size.y * 0.4));
        commands::add_touchpoint_at(desk, at);
    };
    when(empty, move || {
        let add = button().class("button primary").on(ev::click, add).child(icon(Icon::Plus)).child(" ");
        div()
            .class("first-steps")
            .child(h2().child(text::EMPTY_TITLE))
            .child(p().child(text::EMPTY_ADVICE))
            .child(add.child(text::ADD_FIRST_TOUCHPOINT))
    })
}
