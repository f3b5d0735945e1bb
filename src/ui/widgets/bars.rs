//! Rows of a name, a bar and a number.

use super::super::prelude::*;
use std::rc::Rc;

/// One row.
#[derive(Clone, PartialEq, Default)]
pub struct BarRow {
    /// What it is about.
    pub name: String,
    /// How long the bar is, 0 to 1.
    pub share: f64,
    /// The number, with its unit.
    pub number: String,
    /// A second line under the name.
    pub aside: String,
    /// The class that colours the bar.
    pub tone: String,
    /// The colour itself, where it comes from a scale.
    pub colour: Option<String>,
}

/// What rows do, by their place.
#[derive(Clone, Default)]
pub struct Rows {
    /// What a row does when it is chosen.
    pub choose: Option<Act>,
    /// What its number does when it is asked where it comes from.
    pub ask: Option<Act>,
    /// The same for the second line under its name.
    pub ask_aside: Option<Act>,
}

/// Something done with the row at a place.
pub type Act = Rc<dyn Fn(usize)>;

impl Rows {
    /// Rows that follow what they are about.
    pub fn draw(self, rows: impl Fn() -> Vec<BarRow> + Send + Sync + 'static) -> El {
        self.follow(Memo::new(move |_| rows()))
    }

    fn follow(self, rows: Memo<Vec<BarRow>>) -> El {
        // A row keeps its element, and with it the focus, while its numbers change.
        let places = move || (0..rows.with(Vec::len)).collect::<Vec<_>>();
        div().class("bars").child(each(places, usize::to_string, move |at| bar_row(rows, *at, self.clone())))
    }
}

/// A number; where there is something to ask, a button that opens where it comes from.
fn number_of(words: Text, ask: Option<Box<dyn Fn()>>) -> El {
    match ask {
        Some(ask) => {
            let tip = super::super::catalogue::RECEIPT_TIP;
            button().class("number asked").attr("title", tip).on(ev::click, move |_| ask()).child(words)
        }
        None => span().class("number").child(words),
    }
}

fn bar_row(rows: Memo<Vec<BarRow>>, at: usize, does: Rows) -> El {
    let row = Memo::new(move |_| rows.with(|rows| rows.get(at).cloned().unwrap_or_default()));
    let of = move |look: fn(&BarRow) -> &str| move || row.with(|row| look(row).to_owned());
    let Rows { choose, ask, ask_aside } = does;
    let (aside, beneath) = asides(Box::new(of(|row| &row.aside)), ask_aside, at);
    let bar = i()
        .style("width", move || row.with(|row| format!("{:.1}%", row.share.clamp(0.0, 1.0) * 100.0)))
        .style("background", move || row.with(|row| row.colour.clone().unwrap_or_default()));
    let what = span().class("what").child(span().child(of(|row| &row.name))).child(aside);
    let bar = span().class("bar").attr("aria-hidden", "true").child(bar);
    let asks = ask.is_some();
    let ask = ask.map(|ask| Box::new(move || ask(at)) as Box<dyn Fn()>);
    let number = number_of(of(|row| &row.number).into(), ask);
    let class = move || row.with(|row| format!("bar-row {}", row.tone));
    match choose {
        Some(choose) if asks => {
            let chosen = button().class("choose").on(ev::click, move |_| choose(at)).child(what).child(bar);
            div().class(class).child(chosen).child(beneath).child(number)
        }
        Some(choose) => {
            button().class(class).on(ev::click, move |_| choose(at)).child(what).child(bar).child(number)
        }
        None => div().class(class).child(what).child(bar).child(beneath).child(number),
    }
}

/// The second line under a name: within it, or, where it can be asked where it comes from, a button of its own
/// beneath it. Nothing where there are no words.
pub fn asides(words: Box<dyn Fn() -> String>, ask: Option<Act>, at: usize) -> (Child, Child) {
    match ask {
        None => {
            (by(words, |words| (!words.is_empty()).then(|| small().child(words.clone()))), Child::Nothing)
        }
        Some(ask) => {
            let line = move |words: &String| {
                let (ask, tip) = (ask.clone(), super::super::catalogue::RECEIPT_TIP);
                let button = button().class("asked beneath").attr("title", tip);
                (!words.is_empty()).then(|| button.on(ev::click, move |_| ask(at)).child(words.clone()))
            };
            (Child::Nothing, by(words, line))
        }
    }
}
