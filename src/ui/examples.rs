//! The examples that come with the app.

/// A journey that comes with the app.
pub struct Example {
    /// What it is called.
    pub title: &'static str,
    /// What it shows, in one sentence.
    pub about: &'static str,
    /// The journey, in our own JSON.
    pub json: &'static str,
}

macro_rules! example {
    ($title:literal, $about:literal, $file:literal) => {
        Example {
            title: $title,
            about: $about,
            json: include_str!(concat!("../../examples/journeys/", $file)),
        }
    };
}

/// All of them, the simplest first; `examples/journeys/README.md` names their sources.
pub const ALL: [Example; 4] = [
    example!(
        "A coffee subscription",
        "Seven touchpoints and one loop to learn with: see what one hard choice costs.",
        "coffee-subscription.json"
    ),
    example!(
        "Opening a current account",
        "A bank's whole year with a customer: 37 touchpoints, two segments, seven teams, ten fixes.",
        "current-account.json"
    ),
    example!(
        "Web shop: 3,605 sessions",
        "A shop's paths counted from its log (retentioneering 5.2.4, Apache-2.0): 13.0% end with a purchase.",
        "web-shop.json"
    ),
    example!(
        "Road-traffic fines: 10,000 cases",
        "Real fines from the street to the till or to collection (de Leoni & Mannhardt 2015; eventdataR, MIT).",
        "traffic-fines.json"
    ),
];
