//! What a journey is worth and why it is lost, as JSON. The shapes are in `docs/report.md`.

use desire_path::analysis::{
    ByBook, Lifetime, Lifetimes, Network, Reading, Readings, Refusal, Trust,
    ledger::{self, Group, Grouping, Ledger, Sampling},
    perspectives::{Perspectives, Stake},
    posterior::{DRAWS, Draws, middle},
    rerouting,
    segments::{self, Churn},
    uncertainty::{Interval, Intervals, Uncertainty},
};
use desire_path::model::{Burden, Id, Journey, Value as Score};
use serde_json::{Map, Value, json};

/// Every key of this part, in order.
pub fn entries(journey: &Journey, network: &Network, readings: &Readings) -> Vec<(&'static str, Value)> {
    let lifetimes = Lifetimes::of(network);
    vec![
        ("segments", segments(journey, network, readings, &lifetimes)),
        ("lifetime_value", lifetime_value(journey, network, &lifetimes)),
        ("sensitivities", sensitivities(network, readings)),
        ("ledger", ledger(journey, network)),
        ("removal_rerouted", removal(network)),
        ("perspectives", perspectives(journey, network)),
        ("intervals", intervals(network)),
    ]
}

fn book(value: ByBook) -> Value {
    json!({ "organisation": value.organisation, "customer": value.customer })
}

fn segment_id(network: &Network, at: usize) -> &str {
    network.segments[at].id.as_ref().map_or("everyone", Id::as_str)
}

fn id(network: &Network, at: usize) -> &str {
    network.touchpoints[at].id.as_str()
}

fn segments(journey: &Journey, network: &Network, readings: &Readings, lifetimes: &Lifetimes) -> Value {
    let all = segments::each(network, readings, lifetimes);
    let one = |(at, own): (usize, &segments::SegmentWorth)| {
        let name = journey.segments.records().nth(at).map(|segment| segment.name.as_str());
        let lost = readings.segments[at].touchpoints.iter().enumerate().map(|(place, reading)| {
            let churn = Churn::at(reading);
            json!({
                "id": id(network, place),
                "leavers": churn.many,
                "drop_off": reading.drop_off,
                "valuable": book(churn.valuable),
            })
        });
        json!({
            "id": segment_id(network, at),
            "name": name.unwrap_or("Everyone"),
            "volume": own.volume,
            "success": own.success,
            "value": book(own.value),
            "lifetime_value": own.lifetime.as_ref().ok().map(|lifetime| book(lifetime.total)),
            "equity": own.equity.map(book),
            "drop_off": own.churn.many,
            "drop_off_valuable": book(own.churn.valuable),
            "loses_money": own.loses_money,
            "loses_out": own.loses_out,
            "touchpoints": lost.collect::<Vec<_>>(),
        })
    };
    all.iter().enumerate().map(one).collect()
}

fn lifetime_value(journey: &Journey, network: &Network, lifetimes: &Lifetimes) -> Value {
    let mut all = lifetime(journey, &lifetimes.together);
    all.insert("equity".into(), json!(lifetimes.equity.as_ref().ok().copied().map(book)));
    let by_segment = lifetimes.segments.iter().enumerate();
    let by_segment = by_segment
        .map(|(at, own)| (segment_id(network, at).to_owned(), Value::Object(lifetime(journey, own))));
    all.insert("segments".into(), Value::Object(by_segment.collect()));
    Value::Object(all)
}

fn lifetime(journey: &Journey, found: &Result<Lifetime, Refusal>) -> Map<String, Value> {
    let own = found.as_ref().ok();
    let part = |of: fn(&Lifetime) -> ByBook| json!(own.map(|own| book(of(own))));
    [
        ("organisation", json!(own.map(|own| own.total.organisation))),
        ("customer", json!(own.map(|own| own.total.customer))),
        ("first", part(|own| own.first)),
        ("repeats", part(|own| own.repeats)),
        ("referrals", part(|own| own.referrals)),
        // Adding 0 turns -0 into 0.
        ("comes_back", json!(own.map(|own| own.comes_back + 0.0))),
        ("journeys", json!(own.and_then(|own| own.journeys))),
        ("newcomers", json!(own.and_then(|own| own.newcomers).map(|number| number + 0.0))),
        ("refused", json!(found.as_ref().err().map(|refusal| refusal.sentence(journey)))),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}

/// `∂V/∂x`, per entrant: all together, then segment by segment.
fn sensitivities(network: &Network, readings: &Readings) -> Value {
    let mut rows = Vec::new();
    let by_segment = readings.segments.iter().enumerate();
    let by_segment = by_segment.map(|(at, reading)| (Some(segment_id(network, at)), reading));
    for (segment, reading) in std::iter::once((None, &readings.together)).chain(by_segment) {
        for (at, own) in reading.touchpoints.iter().enumerate() {
            let mut add = |parameter: &str, slope: ByBook| {
                rows.push(json!({
                    "touchpoint": id(network, at),
                    "parameter": parameter,
                    "segment": segment,
                    "organisation": slope.organisation,
                    "customer": slope.customer,
                }));
            };
            Burden::ALL.iter().for_each(|b| add(b.key(), own.burden_worth[*b].times(-1.0)));
            Score::ALL.iter().for_each(|v| add(v.key(), own.value_worth[*v]));
            add("hazard", own.hazard_worth.times(-1.0));
        }
    }
    Value::Array(rows)
}

fn ledger(journey: &Journey, network: &Network) -> Value {
    let mut all = Map::new();
    for (key, grouping) in [
        ("by_burden", Grouping::Burden),
        ("by_owner", Grouping::Owner),
        ("by_stage", Grouping::Stage),
        ("by_hand_off", Grouping::HandOff),
        ("by_touchpoint", Grouping::Touchpoint),
    ] {
        let sampling = Sampling::within_a_second(network, grouping);
        let Some(ledger) = Ledger::of(network, grouping, sampling, &mut |_| true) else { continue };
        all.insert(key.into(), parts(journey, network, &ledger));
        if grouping == Grouping::Burden {
            all.insert("now".into(), book(ledger.now));
            all.insert("without_friction".into(), book(ledger.without_friction));
            all.insert("total".into(), book(ledger.total));
        }
    }
    let shows = ledger::shows_at(network).into_iter().enumerate();
    let shows = shows.map(|(at, gap)| json!({ "touchpoint": id(network, at), "value": gap.map(book) }));
    all.insert("shows_at".into(), shows.collect());
    Value::Object(all)
}

fn parts(journey: &Journey, network: &Network, ledger: &Ledger) -> Value {
    let part = |part: &ledger::Part| {
        let by_segment = part.segments.iter().enumerate();
        let by_segment = by_segment.map(|(at, own)| (segment_id(network, at).to_owned(), book(*own)));
        json!({
            "group": group(journey, network, part.group),
            "organisation": part.loss.organisation,
            "customer": part.loss.customer,
            "error": book(part.error),
            "segments": by_segment.collect::<Map<String, Value>>(),
        })
    };
    ledger.parts.iter().map(part).collect()
}

/// The id of a group; `from>to` for a hand-off, `(none)` for what belongs to nobody.
fn group(journey: &Journey, network: &Network, group: Group) -> String {
    let none = || "(none)".to_owned();
    let owner = |at: usize| journey.owners.id_at(at).map_or_else(none, ToString::to_string);
    match group {
        Group::Burden(burden) => burden.key().into(),
        Group::Owner(at) => at.map_or_else(none, owner),
        Group::Stage(at) => at.and_then(|at| journey.stages.id_at(at)).map_or_else(none, ToString::to_string),
        Group::HandOff(pair) => pair.map_or_else(none, |(a, b)| format!("{}>{}", owner(a), owner(b))),
        Group::Touchpoint(at) => id(network, at).into(),
    }
}

fn removal(network: &Network) -> Value {
    let one = |(at, own): (usize, rerouting::Rerouted)| {
        json!({
            "id": id(network, at),
            "success": own.success,
            "value": book(own.value),
            "change": {
                "success": own.more_success,
                "organisation": own.more_value.organisation,
                "customer": own.more_value.customer,
            },
            "could_go": own.could_go,
        })
    };
    rerouting::each(network).into_iter().enumerate().map(one).collect()
}

fn perspectives(journey: &Journey, network: &Network) -> Value {
    let all = Perspectives::of(journey);
    let headline = |reading: &Reading| json!({ "success": reading.success, "dropped": reading.dropped, "value": book(reading.value) });
    let shares = |stake: &Stake| {
        let [organisation, customer] = stake.shares();
        json!({ "organisation": organisation, "customer": customer })
    };
    let touchpoints = all.difference.touchpoints.iter().enumerate().map(|(at, less)| {
        let stake = &all.coverage.touchpoints[at];
        let side = |reading: &Reading| {
            let own = &reading.touchpoints[at];
            json!({
                "drop_off": own.drop_off,
                "success_from": own.success_from,
                "value_to_go": own.value_to_go.map(book),
            })
        };
        json!({
            "id": id(network, at),
            "evidence": side(&all.evidence.together),
            "company": side(&all.company.together),
            "difference": {
                "drop_off": less.drop_off,
                "success_from": less.success_from,
                "value_to_go": less.value_to_go.map(book),
            },
            "at_stake": book(stake.all),
            "coverage": shares(stake),
        })
    });
    json!({
        "evidence": headline(&all.evidence.together),
        "company": headline(&all.company.together),
        "difference": {
            "success": all.difference.success,
            "dropped": all.difference.dropped,
            "value": book(all.difference.value),
        },
        "blind_spot": book(all.blind_spot),
        "coverage": shares(&all.coverage.all),
        "touchpoints": touchpoints.collect::<Vec<_>>(),
    })
}

/// `null` where nothing was counted and no typed number has a range: a drawing has no interval of its own.
fn intervals(network: &Network) -> Value {
    let Some(found) = Uncertainty::of(network, Trust::default()) else { return Value::Null };
    let mut all = headline(&found.together);
    let by_segment = found.segments.iter().enumerate();
    let by_segment =
        by_segment.map(|(at, own)| (segment_id(network, at).to_owned(), Value::Object(headline(own))));
    all.insert("segments".into(), Value::Object(by_segment.collect()));
    let total = found
        .rows
        .iter()
        .fold([0.0; 3], |sum, row| [sum[0] + row.success, sum[1] + row.organisation, sum[2] + row.customer]);
    let share = |part: f64, all: f64| if all > 0.0 { part / all } else { 0.0 };
    let mut next: Vec<_> = found
        .rows
        .iter()
        .enumerate()
        .filter(|(_, row)| row.observations > 0.0 || row.success > 0.0)
        .collect();
    next.sort_by(|a, b| b.1.success.total_cmp(&a.1.success));
    let next = next.into_iter().map(|(at, row)| {
        json!({
            "touchpoint": id(network, at),
            "observations": row.observations,
            "success": share(row.success, total[0]),
            "organisation": share(row.organisation, total[1]),
            "customer": share(row.customer, total[2]),
        })
    });
    all.insert("measure_next".into(), next.collect());
    all.insert("uncounted".into(), json!(found.uncounted));
    all.insert("draws".into(), draws(network));
    Value::Object(all)
}

fn headline(found: &Intervals) -> Map<String, Value> {
    let one = |interval: Interval| {
        json!({
            "estimate": interval.estimate,
            "low": interval.low,
            "high": interval.high,
            "error": interval.error,
            "level": 0.95,
            "method": "delta",
        })
    };
    [
        ("success", one(found.success)),
        ("dropped", one(found.dropped)),
        ("steps", json!(found.steps.map(one))),
        ("value", json!({ "organisation": one(found.organisation), "customer": one(found.customer) })),
        (
            "lifetime_value",
            json!(found.lifetime.map(|[us, them]| json!({ "organisation": one(us), "customer": one(them) }))),
        ),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}

/// `null` where 2,000 solves would take a minute.
fn draws(network: &Network) -> Value {
    let seed = 1;
    if (network.transitions.len() + network.touchpoints.len()) * network.segments.len() > 20_000 {
        return Value::Null;
    }
    let Some(found) = Draws::of(network, Trust::default(), DRAWS, seed, &mut |_| true) else {
        return Value::Null;
    };
    let one = |number: usize| {
        let ends = middle(&found.together, number, 0.95);
        json!(ends.map(|(low, high)| json!({ "low": low, "high": high, "level": 0.95, "method": "draws" })))
    };
    json!({
        "draws": DRAWS,
        "seed": seed,
        "success": one(0),
        "value": { "organisation": one(1), "customer": one(2) },
    })
}
