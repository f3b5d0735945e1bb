//! Sentences whose numbers open where they come from.

use super::desk::Desk;
use super::panels::number_with_receipt;
use super::prelude::*;
use super::receipt::Receipt;
use std::rc::Rc;

/// A sentence in parts: words, and the numbers that it states.
#[derive(Clone, Default, PartialEq)]
pub struct Sentence {
    /// Words, and numbers by their place among the numbers.
    parts: Vec<(String, Option<usize>)>,
    /// How many numbers there are.
    count: usize,
}

/// Where the number at a place among those of a sentence comes from.
pub type Of = Rc<dyn Fn(Desk, usize) -> Receipt>;

impl Sentence {
    /// A sentence that states numbers, as it writes them and in its order. They are looked for from its end on:
    /// it may name something first that holds the same digits, but nothing after its first number.
    pub fn of(words: String, numbers: &[&str]) -> Self {
        let (mut rest, mut parts) = (words.as_str(), Vec::new());
        for (place, number) in numbers.iter().enumerate().rev() {
            let found = rest.rfind(number).filter(|_| !number.is_empty());
            if let Some((before, from)) = found.and_then(|at| rest.split_at_checked(at)) {
                let (number, after) = from.split_at(number.len());
                parts.extend([(after.to_owned(), None), (number.to_owned(), Some(place))]);
                rest = before;
            }
        }
        parts.push((rest.to_owned(), None));
        parts.reverse();
        Self { parts, count: numbers.len() }
    }

    /// The same with more words after it, which state nothing.
    pub fn then(mut self, words: &str) -> Self {
        self.parts.push((words.to_owned(), None));
        self
    }

    /// The same with a number after it.
    pub fn number(mut self, number: &str) -> Self {
        self.parts.push((number.to_owned(), Some(self.count)));
        self.count += 1;
        self
    }

    /// The whole sentence.
    pub fn words(&self) -> String {
        self.parts.iter().map(|(words, _)| words.as_str()).collect()
    }

    /// The sentence; each of its numbers is a button that opens where it comes from.
    pub fn asked(&self, desk: Desk, of: &Of) -> Vec<Child> {
        self.drawn(desk, of, &|words| words.to_owned().into_child())
    }

    /// The same; `word` says how what is no number stands in it.
    pub fn drawn(&self, desk: Desk, of: &Of, word: &dyn Fn(&str) -> Child) -> Vec<Child> {
        let part = |(words, place): &(String, Option<usize>)| match *place {
            None => word(words),
            Some(place) => {
                let of = of.clone();
                let open = move |desk| of(desk, place);
                let number = number_with_receipt(desk, words.clone().into(), Box::new(open));
                number.attr("data-within", true).into_child()
            }
        };
        self.parts.iter().filter(|(words, _)| !words.is_empty()).map(part).collect()
    }
}

/// A sentence that is followed.
pub fn sentence(desk: Desk, say: Rc<dyn Fn() -> Sentence>, of: Of) -> Child {
    by(move || say(), move |sentence| sentence.asked(desk, &of))
}
