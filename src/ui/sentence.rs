//! Sentences whose numbers open where they come from.

use super::desk::Desk;
use super::panels::number_with_receipt;
use super::prelude::*;
use super::receipt::Receipt;
use std::rc::Rc;

/// A sentence, and the numbers that it states, as it writes them and in its order.
#[derive(Clone, Default, PartialEq)]
pub struct Sentence {
    /// The whole sentence.
    pub words: String,
    /// Its numbers.
    pub numbers: Vec<String>,
    /// Words after it that state none.
    pub after: String,
}

/// Where the number at a place among those of a sentence comes from.
pub type Of = Rc<dyn Fn(Desk, usize) -> Receipt>;

impl Sentence {
    /// A sentence that states numbers.
    pub fn of(words: String, numbers: &[&str]) -> Self {
        let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
        Self { words, numbers, after: String::new() }
    }

    /// The same with more words after it, which state nothing.
    pub fn then(mut self, words: &str) -> Self {
        self.after.push_str(words);
        self
    }

    /// The sentence in parts: words, and numbers by their place. Numbers are looked for from the end on:
    /// names, which may hold the same digits, mostly come first.
    fn parts(&self) -> Vec<(&str, Option<usize>)> {
        let (mut rest, mut parts) = (self.words.as_str(), vec![(self.after.as_str(), None)]);
        for (place, number) in self.numbers.iter().enumerate().rev() {
            let found = rest.rfind(number.as_str()).filter(|_| !number.is_empty());
            if let Some((before, from)) = found.and_then(|at| rest.split_at_checked(at)) {
                let (number, after) = from.split_at(number.len());
                parts.extend([(after, None), (number, Some(place))]);
                rest = before;
            }
        }
        parts.push((rest, None));
        parts.reverse();
        parts
    }

    /// The sentence; each of its numbers is a button that opens where it comes from.
    pub fn asked(&self, desk: Desk, of: &Of) -> Vec<Child> {
        self.drawn(desk, of, &|words| words.to_owned().into_child())
    }

    /// The same; `word` says how what is no number stands in it.
    pub fn drawn(&self, desk: Desk, of: &Of, word: &dyn Fn(&str) -> Child) -> Vec<Child> {
        let part = |(words, place): (&str, Option<usize>)| match place {
            None => word(words),
            Some(place) => {
                let of = of.clone();
                let open = move |desk| of(desk, place);
                let number = number_with_receipt(desk, words.to_owned().into(), Box::new(open));
                number.attr("data-within", true).into_child()
            }
        };
        self.parts().into_iter().filter(|(words, _)| !words.is_empty()).map(part).collect()
    }
}

/// A sentence that is followed.
pub fn sentence(desk: Desk, say: Rc<dyn Fn() -> Sentence>, of: Of) -> Child {
    by(move || say(), move |sentence| sentence.asked(desk, &of))
}
