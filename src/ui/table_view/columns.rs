//! The two tables: which rows and columns they have. What is worked out stands at their right ends.

use super::super::catalogue as text;
use super::super::commands;
use super::super::desk::Desk;
use super::super::fields::{Shown, read, write};
use crate::analysis::origin::Question;
use crate::formats::cells::{self, Field, TouchpointField, TransitionField};
use crate::model::Id;

/// Which table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A row for each touchpoint.
    Touchpoints,
    /// A row for each transition.
    Transitions,
}

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    /// What stands over it.
    pub title: &'static str,
    /// The class of its cells.
    pub class: &'static str,
    /// Whether it holds numbers.
    pub number: bool,
    /// The id of the list of names that are offered.
    pub list: Option<&'static str>,
    /// Its place among the fields; `None` for what is worked out.
    field: Option<usize>,
    /// What is worked out.
    shown: fn(Desk, &Id) -> Option<String>,
    /// What is asked where that comes from.
    asks: fn(Desk, &Id) -> Option<Question>,
}

impl Column {
    /// What is asked of what is worked out in the row of a record; `None` for what is typed.
    pub fn asks(&self, desk: Desk, id: &Id) -> Option<Question> {
        (self.asks)(desk, id)
    }
}

fn fields_of<F: Shown>() -> Vec<Column> {
    let column = |(at, field): (usize, F)| Column {
        title: field.title(),
        class: field.tone(),
        number: field.is_number(),
        list: field.list(),
        field: Some(at),
        shown: |_, _| None,
        asks: |_, _| None,
    };
    F::all().into_iter().enumerate().map(column).collect()
}

fn worked_out(
    title: &'static str,
    shown: fn(Desk, &Id) -> Option<String>,
    asks: fn(Desk, &Id) -> Option<Question>,
) -> Column {
    Column { title, class: "worked-out", number: true, list: None, field: None, shown, asks }
}

impl Kind {
    /// The columns, from left to right.
    pub fn columns(self) -> Vec<Column> {
        let mut columns = match self {
            Self::Touchpoints => fields_of::<TouchpointField>(),
            Self::Transitions => fields_of::<TransitionField>(),
        };
        match self {
            Self::Touchpoints => columns.extend([
                worked_out(
                    text::VISITS,
                    |desk, id| {
                        let visits = desk.derived.touchpoint_reading(id)?.visits?;
                        Some(desk.derived.numbers().people(visits * desk.derived.entrants()))
                    },
                    |desk, id| desk.derived.place(id).map(Question::Visits),
                ),
                worked_out(
                    text::DROP_OFF,
                    |desk, id| {
                        Some(desk.derived.numbers().share(desk.derived.touchpoint_reading(id)?.drop_off?))
                    },
                    |desk, id| desk.derived.place(id).map(Question::DropOff),
                ),
                worked_out(
                    text::THEY_LEAVE,
                    |desk, id| {
                        let leavers = desk.derived.touchpoint_reading(id)?.leavers;
                        Some(desk.derived.numbers().people(leavers * desk.derived.entrants()))
                    },
                    |desk, id| desk.derived.place(id).map(Question::Leavers),
                ),
            ]),
            Self::Transitions => columns.extend([
                worked_out(
                    text::SHARE,
                    |desk, id| {
                        Some(
                            desk.derived
                                .numbers()
                                .share(desk.derived.transition_reading_of(id)?.probability?),
                        )
                    },
                    |desk, id| desk.derived.way_place(id).map(Question::Share),
                ),
                worked_out(
                    text::PEOPLE_GO,
                    |desk, id| {
                        let flow = desk.derived.transition_reading_of(id)?.flow?;
                        Some(desk.derived.numbers().people(flow * desk.derived.entrants()))
                    },
                    |desk, id| desk.derived.way_place(id).map(Question::Flow),
                ),
            ]),
        }
        columns
    }

    /// The records, one a row.
    pub fn ids(self, desk: Desk) -> Vec<Id> {
        desk.editor.read(|journey| match self {
            Self::Touchpoints => TouchpointField::ids(journey),
            Self::Transitions => TransitionField::ids(journey),
        })
    }

    /// What stands in a cell.
    pub fn read(self, desk: Desk, id: &Id, column: &Column) -> String {
        let Some(field) = column.field else {
            return (column.shown)(desk, id).unwrap_or_else(|| text::NO_NUMBER.to_owned());
        };
        match self {
            Self::Touchpoints => field_at(field).map(|field: TouchpointField| read(desk, id, field)),
            Self::Transitions => field_at(field).map(|field: TransitionField| read(desk, id, field)),
        }
        .unwrap_or_default()
    }

    /// Puts a text into a cell; whether it was taken.
    pub fn write(self, desk: Desk, id: &Id, column: &Column, typed: &str) -> bool {
        let Some(field) = column.field else {
            desk.notices.warn(text::WORKED_OUT);
            return false;
        };
        match self {
            Self::Touchpoints => field_at(field).map(|field: TouchpointField| write(desk, id, field, typed)),
            Self::Transitions => field_at(field).map(|field: TransitionField| write(desk, id, field, typed)),
        }
        .unwrap_or(false)
    }

    /// Puts a block of texts into the cells from a place on, in one edit; whether it was taken.
    pub fn paste(self, desk: Desk, row: usize, column: usize, block: &[Vec<String>]) -> bool {
        match self {
            Self::Touchpoints => paste_as::<TouchpointField>(desk, row, column, block),
            Self::Transitions => paste_as::<TransitionField>(desk, row, column, block),
        }
    }

    /// The whole table as texts, its titles first.
    pub fn rows(self, desk: Desk) -> Vec<Vec<String>> {
        let columns = self.columns();
        let titles = columns.iter().map(|column| column.title.to_owned()).collect();
        let row = |id: &Id| columns.iter().map(|column| self.read(desk, id, column)).collect();
        std::iter::once(titles).chain(self.ids(desk).iter().map(row)).collect()
    }
}

fn field_at<F: Field>(place: usize) -> Option<F> {
    F::all().get(place).copied()
}

fn paste_as<F: Shown>(desk: Desk, row: usize, column: usize, block: &[Vec<String>]) -> bool {
    let perspective = desk.session.perspective.get_untracked();
    let mut columns = F::all();
    columns.drain(..column.min(columns.len()));
    // Titles that came along are no record.
    let titled = |row: &Vec<String>| {
        row.len() > 1 && row.iter().zip(&columns).all(|(cell, field)| cell.as_str() == field.title())
    };
    let block = if block.first().is_some_and(titled) { block.get(1..).unwrap_or_default() } else { block };
    desk.editor
        .edit(|draft| cells::paste(draft, row, &columns, block, perspective, &mut commands::fresh))
        .is_some()
}
