//! A transition's arrow.

use super::super::desk::Desk;
use super::gesture::End;
use crate::geometry::Point;
use crate::layout::Route;
use crate::model::Id;
use leptos::prelude::*;

/// How wide the invisible line that takes clicks is at least, in canvas units.
const HIT_WIDTH: f64 = 18.0;

/// A transition: a line as wide as its flow, a head, and its share.
#[component]
pub fn ArrowView(id: Id, desk: Desk) -> impl IntoView {
    let route = desk.scene.route(&id);
    let key = id.clone();
    let reading = Memo::new(move |_| desk.derived.transition_reading_of(&key));
    let selected = desk.is_selected(&id);
    let width = Memo::new(move |_| {
        desk.derived.width_of_flow(reading.with(|r| r.and_then(|r| r.flow)).unwrap_or(0.0))
    });
    let share = move || {
        reading.with(|r| r.and_then(|r| r.probability)).map(|p| desk.derived.numbers().share_short(p))
    };
    let label_at = {
        let route = route.clone();
        move || {
            route.with(|route| {
                route
                    .as_ref()
                    .map(|route| route.label.unwrap_or_else(|| route.curve.at(0.5).0))
                    .unwrap_or_default()
            })
        }
    };
    let label_y = label_at.clone();
    let path = {
        let route = route.clone();
        move || route.with(|route| route.as_ref().map(|route| route.curve.path()))
    };
    let hit_path = path.clone();
    let head = {
        let route = route.clone();
        move || route.with(|route| route.as_ref().map(|route| head_path(route, width.get())))
    };
    let labelled = {
        let route = route.clone();
        move || {
            route.with(|route| route.as_ref().is_some_and(|route| route.label.is_some())).then_some("true")
        }
    };
    let key = id.clone();
    view! {
        <g
            class="arrow-group"
            role="button"
            tabindex="-1"
            data-transition=id.to_string()
            data-selected=move || selected.get().to_string()
            data-label=labelled
            data-empty=move || reading.with(|r| r.and_then(|r| r.flow)).is_none_or(|flow| flow <= 0.0).then_some("true")
            aria-label=move || desk.derived.describe_transition(&key)
        >
            <path class="arrow-hit" d=hit_path stroke-width=move || (width.get() + 8.0).max(HIT_WIDTH).to_string()></path>
            <path class="arrow" d=path stroke-width=move || format!("{:.2}", width.get())></path>
            <path class="arrow-head" d=head></path>
            <text
                class="arrow-label"
                aria-hidden="true"
                x=move || format!("{:.1}", label_at().x)
                y=move || format!("{:.1}", label_y().y)
            >
                {share}
            </text>
            {ends(id.clone(), desk, selected, route)}
        </g>
    }
}

/// The handles at both ends of a selected transition.
fn ends(id: Id, desk: Desk, selected: Memo<bool>, route: ArcRwSignal<Option<Route>>) -> impl IntoView {
    move || {
        if !selected.get() || desk.session.selection.with(|ids| ids.len() != 1) {
            return None;
        }
        let (from, to) = route.with(|route| {
            let curve = &route.as_ref()?.curve;
            Some((curve.start(), curve.end()))
        })?;
        let end = |at: Point, end: End| {
            let name = if end == End::From { "from" } else { "to" };
            view! {
                <circle
                    class="arrow-end"
                    cx=format!("{:.1}", at.x)
                    cy=format!("{:.1}", at.y)
                    r="7"
                    data-arrow-end=name
                    data-of=id.to_string()
                ></circle>
            }
        };
        Some((end(from, End::From), end(to, End::To)))
    }
}

/// The head: a triangle that ends where the line ends.
fn head_path(route: &Route, width: f64) -> String {
    let tip = route.curve.end();
    let heading = route.curve.heading();
    let across = Point::new(-heading.y, heading.x);
    let (length, half) = (5.0 + width * 0.28, 3.6 + width * 0.36);
    let back = tip - heading * length;
    let (a, b) = (back + across * half, back - across * half);
    format!("M{:.1} {:.1}L{:.1} {:.1}L{:.1} {:.1}z", tip.x, tip.y, a.x, a.y, b.x, b.y)
}
