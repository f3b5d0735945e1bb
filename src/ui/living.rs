//! The living example of the start screen: three touchpoints, one slider, exact numbers.

use super::canvas::heat_colour;
use super::catalogue as text;
use super::numbers::Numbers;
use super::session::Overlay;
use super::widgets::ScoreSlider;
use crate::analysis::{Network, Readings};
use crate::edit;
use crate::geometry::{Curve, Point};
use crate::model::{
    Burden, DropOff, Id, Journey, Outcome, Perspective, Score, Segment, Touchpoint, Transition,
};
use leptos::prelude::*;

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
#[component]
pub fn Living() -> impl IntoView {
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
    let set = move |value: Option<f64>, _: bool| worry.set(value.unwrap_or(0.0));
    view! {
        <figure class="living" aria-label=text::LIVING>
            <p class="say" role="status">{sentence}</p>
            <svg viewBox="0 0 528 176" role="img" aria-label=text::LIVING>
                {move || readings.with(|readings| readings.as_ref().map(|readings| picture(readings, numbers)))}
            </svg>
            <div class="try">
                <ScoreSlider
                    label=text::LIVING_SLIDER
                    tone="tone-worry"
                    score=Signal::derive(move || Score { assumed: Some(worry.get()), ..Score::default() })
                    evidenced=false
                    top=10.0
                    open_ended=false
                    unit=""
                    set
                />
            </div>
        </figure>
    }
}

fn picture(readings: &Readings, numbers: Numbers) -> impl IntoView + use<> {
    let reading = readings.together.clone();
    let at = |place: usize| 12.0 + place as f64 * 146.0;
    let flow = |place: usize| reading.transitions.get(place).and_then(|t| t.flow).unwrap_or(0.0);
    let arrows = (0..3)
        .map(|place| {
            let end = if place == 2 { 444.0 } else { at(place + 1) };
            let curve = Curve::flowing(Point::new(at(place) + 124.0, 78.0), Point::new(end, 78.0));
            view! { <path class="arrow" d=curve.path() stroke-width=format!("{:.1}", flow(place) * 26.0)></path> }
        })
        .collect_view();
    let cards = text::LIVING_NAMES
        .iter()
        .enumerate()
        .map(|(place, name)| {
            let touchpoint = reading.touchpoints.get(place).cloned().unwrap_or_default();
            let share = touchpoint.drop_off.unwrap_or(0.0);
            let colour = heat_colour(Overlay::DropOff, share / 0.6);
            let width = (touchpoint.leavers * 26.0).max(1.5);
            let (x, middle) = (at(place), at(place) + 62.0);
            view! {
                <path class="stub" style=("--heat", colour.clone()) d=format!("M{:.1} 118h{width:.1}v14l-{:.1} 10l-{:.1} -10z", middle - width / 2.0, width / 2.0, width / 2.0)></path>
                <rect class="living-card" x=x.to_string() y="38" width="124" height="80" rx="9"></rect>
                <rect x=(x + 6.0).to_string() y="46" width="5" height="64" rx="2.5" style:fill=colour></rect>
                <text class="living-name" x=(x + 19.0).to_string() y="62">{*name}</text>
                <text class="living-share" x=(x + 19.0).to_string() y="92">{numbers.share(share)}</text>
                <text class="living-small" x=(x + 19.0).to_string() y="107">{text::LEAVE}</text>
            }
        })
        .collect_view();
    view! {
        {arrows}
        {cards}
        <rect class="living-end" x="444" y="48" width="74" height="60" rx="28"></rect>
        <text class="living-share middle" x="481" y="76">{numbers.share_short(reading.success)}</text>
        <text class="living-small middle" x="481" y="92">{text::LIVING_END}</text>
    }
}
