//! The map screen: bars, tools, canvas and side.

use super::canvas::{Tool, as_is, canvas, is_beside};
use super::catalogue as text;
use super::commands;
use super::desk::Desk;
use super::fields::name_lists;
use super::flow_view::flow_view;
use super::icons::{Icon, icon};
use super::journey_view::journey_view;
use super::library::go_to_start;
use super::menus::menu_layer;
use super::panels::side;
use super::prelude::*;
use super::present::{self, present_layer};
use super::scenarios::{scenario_bar, scenario_choice};
use super::session::{Look, OpenMenu, Overlay};
use super::table_view::table_view;
use super::widgets::show_kept;
use crate::browser::autosave::SaveStatus;
use crate::browser::{Fault, clock};
use crate::geometry::Point;
use crate::model::Id;
use web_sys::{KeyboardEvent, MouseEvent};

/// The map screen.
pub fn map_screen(desk: Desk) -> El {
    let narrow =
        window().match_media("(max-width: 860px)").ok().flatten().is_some_and(|media| media.matches());
    desk.session.side_open.set(!narrow);
    if narrow {
        open_side_for_selection(desk);
    }
    let title = move || desk.editor.read(|journey| super::canvas::shown_name(&journey.about.title));
    let heading = h1().class("unseen").child(title);
    div()
        .class("map-screen")
        .attr("data-look", move || text::look_key(desk.session.look.get()))
        .class_when("in-scenario", move || desk.editor.scenario().is_some())
        .class_when("presenting", move || desk.session.presenting.with(Option::is_some))
        .class_when("spot", move || {
            let on = desk.session.presenting.with(Option::is_some);
            on && desk.session.selection.with(|ids| !ids.is_empty())
        })
        .class_when("side-closed", move || !desk.session.side_open.get())
        .child(top_bar(desk))
        .child(tool_bar(desk))
        .child(
            main()
                .class("canvas-area")
                .attr("inert", move || desk.session.presenting.with(Option::is_some).then_some(""))
                .child(heading)
                .child(scenario_bar(desk))
                .child(by(move || desk.session.look.get(), move |look| looked_at(desk, *look)))
                .child(when(move || is_beside(desk), move || as_is(desk.as_is())))
                .child(menu_layer(desk))
                .child(tried(desk)),
        )
        .child(present_layer(desk))
        .child(name_lists(desk))
        .child(side(desk))
}

/// Says that the numbers are not today's, and brings today's back.
fn tried(desk: Desk) -> Child {
    let count = move || desk.session.tried.with(Vec::len);
    by(count, move |count| {
        (*count > 0).then(|| {
            let back = button()
                .class("button small")
                .on(ev::click, move |_| request_animation_frame(move || desk.session.tried.set(Vec::new())))
                .child(text::PUT_BACK);
            div()
                .class("tried")
                .attr("role", "status")
                .child(span().child(text::with_fixes(*count)))
                .child(back)
        })
    })
}

fn looked_at(desk: Desk, look: Look) -> El {
    match look {
        Look::Map => {
            desk.exports.show(move || super::canvas::picture(desk), move || super::table_view::rows(desk));
            canvas(desk)
        }
        Look::Journey => journey_view(desk),
        Look::Flow => flow_view(desk),
        Look::Table => table_view(desk),
    }
}

/// On a narrow screen the sheet comes with a selection and goes with it. It comes when the second of
/// two taps would have come: until then nothing moves under the finger.
fn open_side_for_selection(desk: Desk) {
    let asked = StoredValue::new(0_u32);
    effect(move || {
        let some = desk.session.selection.with(|ids| !ids.is_empty());
        let quiet = desk.session.naming.with(Option::is_none);
        let ask = asked.get_value().wrapping_add(1);
        asked.set_value(ask);
        if !(some && quiet) {
            return desk.session.side_open.set(false);
        }
        let open = move || {
            if asked.get_value() == ask {
                desk.session.side_open.set(true);
                if let Some(id) = desk.session.only() {
                    request_animation_frame(move || super::canvas::reveal(desk, &id));
                }
            }
        };
        set_timeout(open, super::canvas::TWO_TAPS);
    });
}

/// A button that is a picture; its words are heard and shown as a tip.
fn pictured(class: &'static str, label: &'static str, tip: impl Value, picture: Icon) -> El {
    button().class(class).attr("title", tip).attr("aria-label", label).child(icon(picture))
}

fn top_bar(desk: Desk) -> El {
    let menu = move |event: MouseEvent| {
        event.stop_propagation();
        let at = Point::new(f64::from(event.client_x()), 56.0);
        desk.session.menu.set(Some(OpenMenu { at, of_map: true }));
    };
    let square = |label, tip, picture| pictured("button square plain", label, tip, picture);
    let undo = square(text::UNDO, text::UNDO_TIP, Icon::Undo)
        .attr("disabled", move || !desk.editor.can_undo())
        .on(ev::click, move |_| commands::undo(desk));
    let redo = square(text::REDO, text::REDO_TIP, Icon::Redo)
        .attr("disabled", move || !desk.editor.can_redo())
        .on(ev::click, move |_| commands::redo(desk));
    let save = button()
        .class("button primary wide")
        .attr("title", text::SAVE_FILE_TIP)
        .on(ev::click, move |_| desk.library.save_file(desk))
        .child(text::SAVE_FILE);
    let present = button()
        .class("button roomy")
        .attr("disabled", move || desk.editor.read(|journey| journey.touchpoints.is_empty()))
        .on(ev::click, move |_| present::begin(desk))
        .child(icon(Icon::Screen))
        .child(text::PRESENT);
    header()
        .class("topbar")
        .child(
            pictured("brand", text::ALL_MAPS, text::ALL_MAPS, Icon::Trail)
                .on(ev::click, move |_| go_to_start(desk)),
        )
        .child(title_field(desk))
        .child(saved(desk))
        .child(look_choice(desk))
        .child(
            div()
                .class("middle")
                .child(overlay_choice(desk))
                .child(segment_choice(desk))
                .child(scenario_choice(desk)),
        )
        .child(undo)
        .child(redo)
        .child(square(text::MENU, text::MENU, Icon::Menu).attr("aria-haspopup", "menu").on(ev::click, menu))
        .child(present)
        .child(save)
}

/// The map's title, to be read and to be changed.
fn title_field(desk: Desk) -> El {
    // Damped: what is being typed stays when something else of the journey changes.
    let title = Memo::new(move |_| desk.editor.read(|journey| journey.about.title.clone()));
    let rename = move |event: web_sys::Event| {
        let title = event_target_value(&event).trim().to_owned();
        desk.editor.edit(|draft| draft.change_about(|about| about.title = title));
        show_kept(&event, desk.editor.peek(|journey| journey.about.title.clone()));
    };
    let leave_on_enter = |event: KeyboardEvent| {
        if event.key() == "Enter" {
            let field = event_target::<web_sys::HtmlElement>(&event);
            request_animation_frame(move || drop(field.blur()));
        }
    };
    input()
        .class("title")
        .attr("aria-label", text::TITLE)
        .value(title)
        .attr("maxlength", "10000")
        .on(ev::change, rename)
        .on(ev::keydown, leave_on_enter)
}

/// What is true of the map: saved, on its way, or not.
fn saved(desk: Desk) -> El {
    let status = desk.library.status;
    let state = move || match status.get() {
        None | Some(SaveStatus::Saving) => "saving",
        Some(SaveStatus::Saved { .. }) => "saved",
        Some(SaveStatus::NotSaved(_) | SaveStatus::ReadOnly(_)) => "bad",
    };
    let words = Memo::new(move |_| match status.get() {
        None => String::new(),
        Some(SaveStatus::Saving) => text::SAVING.into(),
        Some(SaveStatus::Saved { at_ms }) => text::saved_at(&clock::time_text(at_ms)),
        Some(SaveStatus::NotSaved(fault)) => text::not_saved(&fault.to_string()),
        Some(SaveStatus::ReadOnly(fault)) => fault.to_string(),
    });
    let way_out = move || match status.get() {
        Some(SaveStatus::NotSaved(Fault::Missing)) => Some(WayOut::StoreAgain),
        Some(SaveStatus::NotSaved(_)) => Some(WayOut::Download),
        Some(SaveStatus::ReadOnly(_)) => Some(WayOut::TakeOver),
        _ => None,
    };
    let offer = by(way_out, move |way| way.map(|way| way.offered(desk)));
    span()
        .class("saved")
        // That an edit was saved is no news; that it could not be is.
        .attr("role", move || (state() == "bad").then_some("alert"))
        .attr("data-state", state)
        .attr("title", words)
        .child(span().child(words))
        .child(offer)
}

/// What a person can do about a map that is not being saved.
#[derive(Clone, Copy, PartialEq, Eq)]
enum WayOut {
    Download,
    StoreAgain,
    TakeOver,
}

impl WayOut {
    fn offered(self, desk: Desk) -> El {
        let words = match self {
            Self::Download => text::DOWNLOAD_COPY,
            Self::StoreAgain => text::STORE_AGAIN,
            Self::TakeOver => text::EDIT_HERE,
        };
        let take = move |_| match self {
            Self::Download => desk.library.save_file(desk),
            Self::StoreAgain => desk.library.store_again(),
            Self::TakeOver => desk.library.take_over(),
        };
        button().class("button small").on(ev::click, take).child(words)
    }
}

/// How the map is looked at.
fn look_choice(desk: Desk) -> El {
    let look = desk.session.look;
    let one = move |which: Look| {
        button()
            .attr("aria-pressed", move || truth(look.get() == which))
            .attr("title", text::look_tip(which))
            .on(ev::click, move |_| look.set(which))
            .child(text::look_name(which))
    };
    div()
        .class("segmented looks")
        .attr("role", "group")
        .attr("aria-label", text::LOOK)
        .child(Look::ALL.map(one))
}

fn overlay_choice(desk: Desk) -> El {
    let overlay = desk.session.overlay;
    let place = move || Overlay::ALL.iter().position(|known| *known == overlay.get()).unwrap_or_default();
    let choose = move |event: web_sys::Event| {
        let at = event_target_value(&event).parse::<usize>().unwrap_or_default();
        overlay.set(Overlay::ALL.get(at).copied().unwrap_or_default());
    };
    let one = |(at, which): (usize, Overlay)| {
        option()
            .attr("value", at.to_string())
            .attr("title", text::overlay_tip(which, at + 1))
            .child(text::overlay_name(which))
    };
    select()
        .class("select overlays")
        .attr("aria-label", text::OVERLAY)
        .attr("title", move || text::overlay_tip(overlay.get(), place() + 1))
        .on(ev::change, choose)
        .child(Overlay::ALL.into_iter().enumerate().map(one).collect::<Vec<_>>())
        .value(move || place().to_string())
}

/// What ARIA calls on and off.
fn truth(on: bool) -> &'static str {
    if on { "true" } else { "false" }
}

fn segment_choice(desk: Desk) -> Child {
    let options = Memo::new(move |_| {
        desk.editor
            .read(|j| j.segments.iter().map(|(id, s)| (id.to_string(), s.name.clone())).collect::<Vec<_>>())
    });
    let choose =
        move |event: web_sys::Event| desk.session.segment.set(Id::new(&event_target_value(&event)).ok());
    let chosen = move || {
        // A list that is made again has forgotten which was chosen.
        options.track();
        desk.session.segment.with(|id| id.as_ref().map(Id::to_string).unwrap_or_default())
    };
    let one = |(id, name): (String, String)| option().attr("value", id).child(name);
    when(
        move || options.with(|options| options.len() > 1),
        move || {
            select()
                .class("select")
                .attr("aria-label", text::SEGMENT)
                .attr("title", text::SEGMENT_TIP)
                .on(ev::change, choose)
                .child(option().attr("value", "").child(text::ALL_SEGMENTS))
                .child(move || options.get().into_iter().map(one).collect::<Vec<_>>())
                .value(chosen)
        },
    )
}

fn tool_bar(desk: Desk) -> El {
    let tool = desk.session.tool;
    let side_open = desk.session.side_open;
    let key_cap = |key| span().class("key").attr("aria-hidden", "true").child(key);
    let one = move |which: Tool, name: &'static str, key: &'static str, picture: Icon| {
        pictured("tool", name, [name, " (", key, ")"].concat(), picture)
            .attr("aria-pressed", move || truth(tool.get() == which))
            .on(ev::click, move |_| tool.set(which))
            .child(key_cap(key))
    };
    nav()
        .class("toolbar")
        .attr("aria-label", text::TOOLS)
        .child(one(Tool::Select, text::SELECT_TOOL, "V", Icon::Pointer))
        .child(one(Tool::Hand, text::HAND_TOOL, "H", Icon::Hand))
        .child(one(Tool::Touchpoint, text::ADD_TOUCHPOINT, "N", Icon::Card))
        .child(one(Tool::Connect, text::CONNECT_TOOL, "C", Icon::Arrow))
        .child(one(Tool::Outcome, text::ADD_OUTCOME, "O", Icon::Outcome))
        .child(
            pictured("tool", text::ADD_STAGE, text::ADD_STAGE_TIP, Icon::Columns)
                .on(ev::click, move |_| commands::add_stage(desk))
                .child(key_cap("S")),
        )
        .child(el("hr"))
        .child(
            pictured("tool", text::TIDY, text::TIDY_TIP, Icon::Tidy)
                .on(ev::click, move |_| commands::tidy(desk)),
        )
        .child(
            pictured("tool", text::TOGGLE_SIDE, text::TOGGLE_SIDE_TIP, Icon::Side)
                .attr("aria-pressed", move || truth(side_open.get()))
                .on(ev::click, move |_| side_open.update(|open| *open = !*open)),
        )
}
