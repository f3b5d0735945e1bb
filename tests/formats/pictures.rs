//! Pictures are well-formed and inert, whatever people wrote.

use desire_path::analysis::{Network, Readings, TouchpointReading};
use desire_path::formats::svg::*;
use desire_path::geometry::Point;
use desire_path::layout::{Amount, Arrows, Flows, sankey};
use desire_path::model::*;

/// The elements that a picture may hold, with their attributes.
const ALLOWED: [(&str, &[&str]); 6] = [
    ("svg", &["xmlns", "role", "width", "height", "viewBox", "font-family"]),
    ("title", &[]),
    ("g", &["transform"]),
    ("rect", &["x", "y", "width", "height", "rx", "fill", "stroke"]),
    ("path", &["d", "fill", "stroke", "stroke-width", "stroke-opacity", "stroke-dasharray"]),
    (
        "text",
        &[
            "x",
            "y",
            "font-size",
            "font-weight",
            "fill",
            "text-anchor",
            "stroke",
            "stroke-width",
            "stroke-linejoin",
            "paint-order",
        ],
    ),
];

/// Reads XML strictly: every element closed, every attribute quoted and there once, every reference one
/// of the five, no character that XML 1.0 has no place for. Gives the text nodes, or what is wrong.
fn read(svg: &str) -> Result<Vec<String>, String> {
    let legal = |c: char| matches!(c, '\t' | '\n' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}');
    if let Some(wrong) = svg.chars().find(|c| !legal(*c)) {
        return Err(format!("{wrong:?} is no character of XML"));
    }
    let (mut open, mut texts, mut rest) = (Vec::<String>::new(), Vec::new(), svg);
    while let Some(at) = rest.find('<') {
        let words = resolved(&rest[..at])?;
        if !open.is_empty() {
            texts.push(words);
        } else if !words.trim().is_empty() {
            return Err(format!("{words} stands outside"));
        }
        let end = rest.find('>').ok_or("a tag does not end")?;
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            let known = open.pop();
            if known.as_deref() != Some(name) {
                return Err(format!("{known:?} is closed by {name}"));
            }
            continue;
        }
        let (tag, alone) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
        let name = tag.split(' ').next().unwrap_or_default();
        attributes(name, &tag[name.len()..])?;
        if !alone {
            open.push(name.to_owned());
        }
    }
    if open.is_empty() { Ok(texts) } else { Err(format!("{open:?} are left open")) }
}

fn attributes(name: &str, mut rest: &str) -> Result<(), String> {
    let allowed = ALLOWED.iter().find(|(known, _)| *known == name).ok_or(format!("<{name}>"))?.1;
    let mut seen = Vec::new();
    while !rest.is_empty() {
        let (attribute, after) = rest.trim_start().split_once("=\"").ok_or(format!("{name}: {rest}"))?;
        let (value, after) = after.split_once('"').ok_or(format!("{name} {attribute} is not closed"))?;
        if !allowed.contains(&attribute) || seen.contains(&attribute) {
            return Err(format!("{name} has {attribute}"));
        }
        let value = resolved(value)?;
        let number =
            matches!(attribute, "x" | "y" | "width" | "height" | "rx" | "font-size" | "stroke-width");
        if number && !value.parse::<f64>().is_ok_and(f64::is_finite) {
            return Err(format!("{name} {attribute} is {value}"));
        }
        if value.contains("url(") || (value.contains(':') && attribute != "xmlns") || value.contains("NaN") {
            return Err(format!("{name} {attribute} is {value}"));
        }
        seen.push(attribute);
        rest = after;
    }
    Ok(())
}

fn resolved(words: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut parts = words.split('&');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (name, rest) = part.split_once(';').ok_or(format!("&{part}"))?;
        let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\'')];
        let known = known.iter().find(|(known, _)| *known == name).ok_or(format!("&{name};"))?;
        out.push(known.1);
        out.push_str(rest);
    }
    Ok(out)
}

fn head(words: &str) -> Head {
    Head { title: words.into(), said: vec![words.into(), words.into()] }
}

fn map(words: &str) -> MapPicture {
    let text = || words.to_owned();
    let card = MapCard {
        at: Point::new(40.0, 80.0),
        name: text(),
        aside: text(),
        moment: true,
        heat: Some("rgb(1 2 3)".into()),
        burdens: [0.2, 0.4, 0.1, 0.9],
        value: 0.5,
        figure: (text(), text()),
        visits: text(),
        stub: Some(("M1 2h3z".into(), "rgb(1 2 3)".into())),
    };
    let label = Some((Point::new(3.0, 4.0), text()));
    let arrow = MapArrow { path: "M0 0L9 9".into(), head: "M0 0z".into(), width: 3.0, label, empty: false };
    let end = |kind| MapEnd { at: Point::new(300.0, 80.0), name: text(), reached: text(), kind };
    MapPicture {
        head: head(words),
        columns: vec![MapColumn { x: 0.0, width: 296.0, name: text(), phase: text() }],
        arrows: vec![arrow],
        cards: vec![card],
        ends: [OutcomeKind::Success, OutcomeKind::Loss, OutcomeKind::Other].map(end).to_vec(),
        legend: vec![Swatch { colours: vec!["#123456".into()], words: text() }],
    }
}

fn flow(words: &str) -> String {
    let mut journey = Journey::default();
    for name in ["a", "b"] {
        journey.touchpoints.put(Id::new(name).unwrap(), Touchpoint::default());
    }
    let amount = |total| Amount { total, first: total * 0.8 };
    let ways = vec![(0, 1, amount(10.0)), (1, 0, amount(2.0))];
    let flows = Flows { cards: vec![amount(12.0), amount(10.0)], ways };
    let shape = sankey(&journey, &flows, Point::new(560.0, 380.0));
    assert_eq!((shape.bars.len(), shape.ribbons.len()), (2, 2));
    let bar = FlowBar { name: words.into(), amount: words.into(), gone: 0.4, kind: None, negative: false };
    let picture = FlowPicture {
        head: head(words),
        stages: vec![words.into(); shape.spans.len()],
        parts: vec![
            FlowPart {
                title: words.into(),
                shape,
                bars: vec![bar; 2],
                negative: vec![false, true],
                foot: words.into(),
            };
            2
        ],
        key: ["a", "b", "c"],
    };
    picture.svg()
}

fn sheet(words: &str) -> String {
    let two = || vec![words.to_owned(); 2];
    let row = |kind| Row { head: words.to_owned(), kind };
    let bar = || (words.to_owned(), 0.5, "#4aa3df".to_owned());
    let picture = SheetPicture {
        head: head(words),
        stages: vec![(words.to_owned(), 2)],
        names: two(),
        rows: vec![
            row(RowKind::Curves(vec![(vec![Some(0.5), None], false), (vec![Some(-0.5), Some(-0.2)], true)])),
            row(RowKind::Band),
            row(RowKind::Bars(vec![bar(), bar()])),
            row(RowKind::Visibility),
            row(RowKind::Words(two())),
        ],
    };
    picture.svg()
}

#[test]
fn pictures_are_well_formed_and_inert_whatever_is_written_in_them() {
    let mut texts: Vec<String> = naughty_strings::BLNS.iter().map(|text| (*text).to_owned()).collect();
    assert!(texts.len() >= 515, "only {} naughty strings", texts.len());
    texts.extend(
        ["\u{0}\u{b}\u{1f}\u{7f}\u{85}", "\u{fffe}\u{ffff}\u{1fffe}", "]]>&amp;&#0;"].map(str::to_owned),
    );
    texts.push("w".repeat(10_000));
    texts.push("line\n".repeat(2_000));
    for text in &texts {
        for svg in [map(text).svg(), flow(text), sheet(text)] {
            if let Err(why) = read(&svg) {
                panic!("{}: {why}", text.escape_debug());
            }
        }
    }
}

#[test]
fn the_reader_of_this_test_refuses_what_is_neither() {
    for (svg, why) in [
        ("<svg><script></script></svg>", "script"),
        ("<svg onload=\"x\"></svg>", "onload"),
        ("<svg><text x=\"1\">a & b</text></svg>", "&"),
        ("<svg><g></svg></g>", "closed by"),
        ("<svg><rect fill=\"url(#a)\"/></svg>", "url"),
        ("<svg><rect x=\"NaN\"/></svg>", "NaN"),
        ("<svg>", "left open"),
        ("<svg>\u{1}</svg>", "no character"),
    ] {
        let said = read(svg).unwrap_err();
        assert!(said.contains(why), "{svg}: {said}");
    }
}

#[test]
fn what_fits_is_written_as_it_stands() {
    let texts = read(&map("Café & <b> \"q\" 'a'").svg()).unwrap();
    let kept = texts.iter().filter(|text| *text == "Café & <b> \"q\" 'a'").count();
    // The title of the page and of the picture, and both sentences under it, have room for all of it.
    assert!(kept >= 4, "{texts:?}");
}

#[test]
fn long_words_are_cut_and_long_texts_are_broken() {
    assert_eq!(fitted("short", 100.0, 12.0), "short");
    let long = fitted("a name that goes on and on", 60.0, 12.0);
    assert!(long.ends_with('…') && long.chars().count() < 14, "{long}");
    let broken = lines("one two three four five six seven", 60.0, 12.0, 10);
    assert!(broken.len() > 2, "{broken:?}");
    assert_eq!(broken.join(" "), "one two three four five six seven");
    assert_eq!(lines("one\ntwo", 600.0, 12.0, 10), ["one", "two"]);
    let cut = lines("one two three four five six seven", 60.0, 12.0, 2);
    assert!(cut.len() == 2 && cut[1].ends_with('…'), "{cut:?}");
}

#[test]
fn a_picture_holds_everything_that_is_drawn() {
    let mut picture = map("x");
    let far = MapCard { at: Point::new(-900.0, 2_000.0), ..picture.cards[0].clone() };
    picture.cards.push(far);
    let svg = picture.svg();
    let size = |name: &str| {
        let from = svg.find(&format!(" {name}=\"")).unwrap() + name.len() + 3;
        svg[from..].split('"').next().unwrap().parse::<f64>().unwrap()
    };
    assert!(size("width") > 1_300.0 && size("height") > 2_100.0, "{} × {}", size("width"), size("height"));
    let empty = MapPicture::default().svg();
    read(&empty).unwrap();
}

/// The map of a journey with plain numbers, as the screen would have it drawn.
fn map_of(journey: &Journey) -> MapPicture {
    let network = Network::of(journey, Perspective::Evidence);
    let readings = Readings::of(&network);
    let reading = &readings.together;
    let arrows = Arrows::of(journey, |_, _| (6.0, 34.0));
    let arrow = |(_, route): (&Id, &desire_path::layout::Route)| MapArrow {
        path: route.curve.path(),
        width: 6.0,
        label: route.label.map(|at| (at, "42 %".to_owned())),
        ..MapArrow::default()
    };
    let card = |((_, touchpoint), own): ((&Id, &Touchpoint), &TouchpointReading)| MapCard {
        at: touchpoint.position,
        name: touchpoint.name.clone(),
        aside: "Web · Marketing".into(),
        moment: touchpoint.moment_of_truth,
        heat: Some("rgb(242 166 90)".into()),
        burdens: [0.2, 0.1, 0.15, 0.05],
        value: 0.6,
        figure: (format!("{:.1} %", own.drop_off.unwrap_or(0.0) * 100.0), "leave".into()),
        visits: format!("{:.0} visits", own.visits.unwrap_or(0.0) * 1000.0),
        stub: None,
    };
    let end = |(_, outcome): (&Id, &Outcome)| MapEnd {
        at: outcome.position,
        name: outcome.name.clone(),
        reached: "12 % of entrants".into(),
        kind: outcome.kind,
    };
    let column = |column: desire_path::layout::Column| MapColumn {
        x: column.x,
        width: column.width,
        name: journey.stages.get(&column.stage).map(|stage| stage.name.clone()).unwrap_or_default(),
        phase: "before purchase".into(),
    };
    MapPicture {
        head: Head {
            title: journey.about.title.clone(),
            said: vec!["One sentence.".into(), "Another.".into()],
        },
        columns: desire_path::layout::columns(journey).into_iter().map(column).collect(),
        arrows: arrows.iter().map(arrow).collect(),
        cards: journey.touchpoints.iter().zip(&reading.touchpoints).map(card).collect(),
        ends: journey.outcomes.iter().map(end).collect(),
        legend: vec![Swatch { colours: vec!["#fdf3d8".into(), "#a83a2c".into()], words: "Drop-off".into() }],
    }
}

/// `PICTURES=folder` keeps them to be looked at.
#[test]
fn the_map_of_every_example_is_a_picture() {
    let mut seen = 0;
    for entry in std::fs::read_dir("examples/journeys").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue;
        }
        let opened = desire_path::formats::read(&std::fs::read(&path).unwrap(), "example.json").unwrap();
        let svg = map_of(&opened.journey).svg();
        let texts = read(&svg).unwrap();
        let first = opened.journey.touchpoints.records().next().unwrap();
        assert!(
            texts.contains(&first.name) || texts.iter().any(|text| text.ends_with('…')),
            "{}",
            first.name
        );
        if let Ok(folder) = std::env::var("PICTURES") {
            std::fs::write(format!("{folder}/map-{seen}.svg"), svg).unwrap();
            std::fs::write(format!("{folder}/flow.svg"), flow("Verify identity")).unwrap();
            std::fs::write(format!("{folder}/sheet.svg"), sheet("Waits for the letter that holds the PIN"))
                .unwrap();
        }
        seen += 1;
    }
    assert!(seen > 2, "{seen} examples");
}

#[test]
fn burdens_values_and_transitions_have_the_colours_of_the_light_theme() {
    let sheet = std::fs::read_to_string("style/tokens.css").unwrap();
    let of = |name: &str| {
        let (_, rest) = sheet.split_once(&format!("--{name}: ")).unwrap_or_else(|| panic!("no {name}"));
        rest.split_once(';').unwrap().0.to_owned()
    };
    for burden in Burden::ALL {
        assert_eq!(burden_colour(burden), of(burden.key()), "{burden:?}");
    }
    assert_eq!(VALUE_COLOUR, of("value"));
    // On the screen, transitions let through what is behind them.
    let [r, g, b] = [1, 3, 5].map(|at| u8::from_str_radix(&TRANSITION_COLOUR[at..at + 2], 16).unwrap());
    assert!(of("edge").starts_with(&format!("rgb({r} {g} {b} ")), "{TRANSITION_COLOUR}");
}
