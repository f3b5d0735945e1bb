//! From counted ways to a journey.

use super::rows::{Counted, Rows, Way};
use crate::formats::{Opened, ReadReport, ReportLine, Unreadable};
use crate::model::{
    DropOff, Id, Journey, Outcome, OutcomeKind, Period, Segment, Touchpoint, Transition, limits,
};
use indexmap::{IndexMap, IndexSet};

const START: &str = "(start)";
const SUCCESS: &str = "(success)";
const DROP: &str = "(drop)";
/// Where those are shown who were counted to come and to end, and nowhere in between.
const NOWHERE: &str = "No touchpoint recorded";

/// What was counted at a touchpoint, besides the ways themselves.
#[derive(Default)]
struct Counts {
    /// Entered the journey here.
    entered: f64,
    /// Came here from a touchpoint.
    arrived: f64,
    /// Left the journey here.
    left: f64,
    /// Went on from here.
    stayed: f64,
}

/// Builds the journey that the rows tell of.
pub(super) fn journey(rows: &mut Rows, title: &str) -> Result<Opened, Unreadable> {
    rows.counts.retain(|way, counted| match refused(way) {
        None => true,
        Some(reason) => {
            let row = counted.row.to_string();
            let reason = format!("{reason}; left out");
            rows.lines.push(ReportLine::about("row", row, reason));
            false
        }
    });
    if rows.counts.is_empty() {
        return Err(super::nothing(&rows.lines));
    }
    straight(rows);
    let places = tally(&rows.counts);
    let size = places.len() + rows.counts.len() + 1;
    if size > limits::RECORDS {
        return Err(Unreadable::TooMany(size));
    }
    let mut journey = Journey::default();
    journey.about.period = Period::All;
    journey.about.title = title.chars().filter(|c| !c.is_control()).take(200).collect();
    let ids = put_places(&mut journey, &places);
    put_transitions(&mut journey, &rows.counts, &places, &ids);
    put_segment(&mut journey, &places, &ids, &mut rows.lines);
    rows.lines.extend(lost(&places));
    let lines = std::mem::take(&mut rows.lines);
    let report = ReadReport { lines };
    Ok(Opened { journey, report, unplaced: ids.into_iter().collect() })
}

/// Why nobody can go this way, if so.
pub(super) fn refused((from, to): &Way) -> Option<&'static str> {
    if to == START {
        Some("leads to (start)")
    } else if from != START && is_end(from) {
        Some("starts at an outcome, where nobody goes on")
    } else {
        None
    }
}

/// Who was counted from the start straight to an end came, and counts: at a touchpoint of their own.
fn straight(rows: &mut Rows) {
    let is_straight = |(from, to): &Way| from == START && is_end(to);
    let (straight, others): (Vec<_>, Vec<_>) =
        std::mem::take(&mut rows.counts).into_iter().partition(|(way, _)| is_straight(way));
    rows.counts = others.into_iter().collect();
    for (way, Counted { count, row, .. }) in straight {
        let reason =
            format!("leads from (start) straight to an end; shown as going by \u{201c}{NOWHERE}\u{201d}");
        rows.lines.push(ReportLine::about("row", row.to_string(), reason));
        for way in [(way.0, NOWHERE.to_owned()), (NOWHERE.to_owned(), way.1)] {
            let into = rows.counts.entry(way).or_insert(Counted { count: 0.0, row, again: false });
            into.count += count;
        }
    }
}

/// Whether a name is one in parentheses.
fn is_end(name: &str) -> bool {
    name.len() > 2 && name.starts_with('(') && name.ends_with(')')
}

/// Every name that is a touchpoint or an outcome, in the order of the rows, with its counts.
fn tally(counts: &IndexMap<Way, Counted>) -> IndexMap<&str, Counts> {
    let mut places: IndexMap<&str, Counts> = IndexMap::new();
    for ((from, to), Counted { count, .. }) in counts {
        if from != START {
            let from = places.entry(from).or_default();
            match to == DROP {
                true => from.left += count,
                false => from.stayed += count,
            }
        }
        if to != DROP {
            let to = places.entry(to).or_default();
            match from == START {
                true => to.entered += count,
                false => to.arrived += count,
            }
        }
    }
    places
}

/// What to say of those who were counted to come to a touchpoint and not to go on, to end or to leave.
fn lost(places: &IndexMap<&str, Counts>) -> Option<ReportLine> {
    if places.values().all(|counts| counts.entered == 0.0) {
        return None;
    }
    let of = |(name, counts): (&&str, &Counts)| {
        let (came, went) = (counts.entered + counts.arrived, counts.left + counts.stayed);
        (!is_end(name) && went > 0.0 && came - went > 1e-9 * came)
            .then(|| (came - went, came, (*name).to_owned()))
    };
    let all: Vec<(f64, f64, String)> = places.iter().filter_map(of).collect();
    let (most, came, name) = all.iter().max_by(|one, other| one.0.total_cmp(&other.0))?;
    let elsewhere = match all.len() - 1 {
        0 => String::new(),
        others => format!(", and so at {others} more"),
    };
    Some(ReportLine::file(format!(
        "does not say what became of {most} of the {came} who came to {name}{elsewhere}; they are taken to do as the others there"
    )))
}

/// Puts touchpoints and outcomes with what was counted at them. Says their ids, in order.
fn put_places(journey: &mut Journey, places: &IndexMap<&str, Counts>) -> IndexSet<Id> {
    let drops_are_counted = places.values().any(|counts| counts.left > 0.0);
    let mut ids = IndexSet::new();
    for (name, counts) in places {
        let id = id_for(name, &mut ids);
        if is_end(name) {
            let kind = match *name == SUCCESS {
                true => OutcomeKind::Success,
                false => OutcomeKind::Other,
            };
            journey.outcomes.put(id, Outcome { name: (*name).to_owned(), kind, ..Outcome::default() });
            continue;
        }
        let drop_off = DropOff {
            left: drops_are_counted.then_some(counts.left),
            stayed: drops_are_counted.then_some(counts.stayed),
            ..DropOff::default()
        };
        journey
            .touchpoints
            .put(id, Touchpoint { name: (*name).to_owned(), drop_off, ..Touchpoint::default() });
    }
    ids
}

/// The name itself where it can be an id, else one made from it.
fn id_for(name: &str, taken: &mut IndexSet<Id>) -> Id {
    let head: String = name.chars().filter(|c| !c.is_control()).take(12).collect();
    let mut number = taken.len();
    let mut candidate = Id::new(name);
    loop {
        if let Ok(id) = candidate
            && taken.insert(id.clone())
        {
            return id;
        }
        number += 1;
        candidate = Id::new(&format!("{head}~{number}"));
    }
}

fn put_transitions(
    journey: &mut Journey,
    counts: &IndexMap<Way, Counted>,
    places: &IndexMap<&str, Counts>,
    ids: &IndexSet<Id>,
) {
    let id_of = |name: &str| ids.get_index(places.get_index_of(name)?);
    for ((from, to), counted) in counts {
        let (Some(from), Some(to)) = (id_of(from), id_of(to)) else {
            continue; // From (start) or to (drop): told by the segment and the drop-off.
        };
        let number = journey.transitions.len() + 1;
        if let Ok(id) = Id::new(&format!("t{number}")) {
            let mut transition = Transition::between(from.clone(), to.clone());
            transition.count = Some(counted.count);
            journey.transitions.put(id, transition);
        }
    }
}

/// Puts the one segment: all customers, entering where they were counted to.
fn put_segment(
    journey: &mut Journey,
    places: &IndexMap<&str, Counts>,
    ids: &IndexSet<Id>,
    lines: &mut Vec<ReportLine>,
) {
    let counted = places.values().any(|counts| counts.entered > 0.0);
    if !counted {
        lines.push(ReportLine::file(
            "has no row from (start); whoever leaves a touchpoint without having come to it is taken to enter there",
        ));
    }
    let entered = |counts: &Counts| match counted {
        true => counts.entered,
        false => (counts.left + counts.stayed - counts.arrived).max(0.0),
    };
    let mut segment = Segment { name: "All customers".into(), ..Segment::default() };
    for ((name, counts), id) in places.iter().zip(ids) {
        let entering = entered(counts);
        if entering > 0.0 && !is_end(name) {
            segment.volume += entering;
            segment.entry.insert(id.clone(), entering);
        }
    }
    if let Ok(id) = Id::new("all") {
        journey.segments.put(id, segment);
    }
}
