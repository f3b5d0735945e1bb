//! What a journey says of itself.

use super::{
    Problems,
    field::{fields, words},
};

/// The span of time that volumes and running costs are counted by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "snake_case"))]
pub enum Period {
    /// A day.
    Day,
    /// A week.
    Week,
    /// A month.
    #[default]
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// All the time that was looked at.
    All,
}

words! { Period, new Month, { Day: "day", Week: "week", Month: "month", Quarter: "quarter", Year: "year", All: "all" } }

/// The journey's own fields.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct About {
    /// What the map is called.
    pub title: String,
    /// The customer's goal, the job to be done.
    pub goal: String,
    /// The currency of every amount, an ISO 4217 code.
    pub currency: String,
    /// What volumes and running costs are counted by.
    pub period: Period,
    /// The hazard `H0` of leaving at a touchpoint whose drop-off is unknown, 0 or more.
    pub base_hazard: f64,
    /// What may be spent on fixes, in currency.
    pub budget: Option<f64>,
    /// `T`: how many periods the gains of fixes are counted over; see [`About::periods_counted`].
    pub periods: Option<f64>,
    /// Free text.
    pub notes: String,
}

fields! { About, new About::default(), {
    title: Always,
    goal: Said,
    currency: Always,
    period: Always,
    base_hazard: Said,
    budget: Said,
    periods: Said,
    notes: Said,
}}

impl Default for About {
    fn default() -> Self {
        Self {
            title: String::new(),
            goal: String::new(),
            currency: "EUR".into(),
            period: Period::default(),
            base_hazard: 0.0,
            budget: None,
            periods: None,
            notes: String::new(),
        }
    }
}

impl Period {
    /// How many there are in a year; 1 where all the time counts that was looked at.
    pub const fn in_a_year(self) -> f64 {
        match self {
            Self::Day => 365.0,
            Self::Week => 52.0,
            Self::Month => 12.0,
            Self::Quarter => 4.0,
            Self::Year | Self::All => 1.0,
        }
    }
}

impl About {
    /// `T`: how many periods the gains of fixes are counted over; a year's where a journey does not say.
    pub fn periods_counted(&self) -> f64 {
        self.periods.unwrap_or(self.period.in_a_year())
    }

    /// Reports every field whose value is out of its range.
    pub fn check(&self, problems: &mut Problems) {
        problems.text("title", &self.title);
        problems.text("goal", &self.goal);
        problems.text("notes", &self.notes);
        if self.currency.len() != 3 || !self.currency.bytes().all(|b| b.is_ascii_uppercase()) {
            problems.add("currency", "is not a three-letter currency code such as EUR");
        }
        problems.range("base_hazard", self.base_hazard, 0.0, 100.0);
        problems.amount("budget", self.budget);
        problems.amount("periods", self.periods);
    }
}
