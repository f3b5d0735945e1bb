//! What a touchpoint costs its customer and gives them: the dimensions, and a score in two perspectives.

use super::{Id, Range, field::fields};

/// A burden: what a touchpoint costs the customer (total customer cost after Kotler).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Burden {
    /// Minutes spent.
    Time,
    /// Effort, 0 to 10 (Dixon et al. 2010).
    Effort,
    /// Worry, 0 to 10.
    Worry,
    /// Money paid, in the journey's currency.
    Money,
}

impl Burden {
    /// Every burden, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Time, Self::Effort, Self::Worry, Self::Money];

    /// Its name in the file and in the style sheet.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Time => "time",
            Self::Effort => "effort",
            Self::Worry => "worry",
            Self::Money => "money",
        }
    }

    /// The highest score, where the dimension is a 0–10 scale.
    pub const fn top(self) -> Option<f64> {
        match self {
            Self::Time | Self::Money => None,
            Self::Effort | Self::Worry => Some(10.0),
        }
    }

    /// How much one unit adds to the hazard of leaving, unless a segment says otherwise.
    pub const fn default_weight(self) -> f64 {
        match self {
            Self::Time => 0.010,
            Self::Effort => 0.012,
            Self::Worry => 0.015,
            Self::Money => 0.002,
        }
    }

    /// What one unit costs the customer in money, unless a segment says otherwise.
    pub const fn default_cost(self) -> f64 {
        match self {
            Self::Time => 0.25,
            Self::Effort | Self::Worry => 0.5,
            Self::Money => 1.0,
        }
    }
}

/// A value: what a touchpoint gives the customer (Sheth, Newman & Gross 1991; Sweeney & Soutar 2001).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Value {
    /// Money's worth.
    Economic,
    /// Convenience.
    Convenience,
    /// Feeling.
    Emotional,
    /// Pleasure.
    Hedonic,
}

impl Value {
    /// Every value, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::Economic, Self::Convenience, Self::Emotional, Self::Hedonic];
    /// The highest score of a value.
    pub const TOP: f64 = 10.0;
    /// What one point is worth to the customer in money, unless a segment says otherwise.
    pub const DEFAULT_WORTH: f64 = 1.0;

    /// Its name in the file and in the style sheet.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Economic => "economic",
            Self::Convenience => "convenience",
            Self::Emotional => "emotional",
            Self::Hedonic => "hedonic",
        }
    }
}

macro_rules! by_dimension {
    ($(#[$doc:meta])* $name:ident by $dimension:ident { $($field:ident: $variant:ident),* }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, Default, PartialEq)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub struct $name<T> {
            $(
                #[doc = concat!("What stands for ", stringify!($field), ".")]
                            pub $field: T,
            )*
        }

        fields! { $name<T>, any T, new Self { $($field: T::blank()),* }, { $($field: Said),* } }

        impl<T> $name<T> {
            /// One entry a dimension, computed.
            pub fn from_fn(mut entry: impl FnMut($dimension) -> T) -> Self {
                Self { $($field: entry($dimension::$variant)),* }
            }

            /// One entry a dimension, computed from the one that stands here.
            pub fn map<U>(&self, mut entry: impl FnMut(&T) -> U) -> $name<U> {
                $name { $($field: entry(&self.$field)),* }
            }

            /// The same, computed from the one that stands here and the one that stands there.
            pub fn zip<U, V>(&self, other: &$name<U>, mut entry: impl FnMut(&T, &U) -> V) -> $name<V> {
                $name { $($field: entry(&self.$field, &other.$field)),* }
            }

            /// The entries with their dimension, in the order they are shown.
            pub fn iter(&self) -> impl Iterator<Item = ($dimension, &T)> {
                $dimension::ALL.into_iter().map(|dimension| (dimension, &self[dimension]))
            }
        }

        impl $name<f64> {
            /// The sum of what is known, each weighed by what stands here; unknown counts as nothing.
            pub fn weigh(&self, known: &$name<Option<f64>>) -> f64 {
                0.0 $(+ self.$field * known.$field.unwrap_or(0.0))*
            }
        }

        impl<T> std::ops::Index<$dimension> for $name<T> {
            type Output = T;
            fn index(&self, dimension: $dimension) -> &T {
                match dimension { $($dimension::$variant => &self.$field),* }
            }
        }

        impl<T> std::ops::IndexMut<$dimension> for $name<T> {
            fn index_mut(&mut self, dimension: $dimension) -> &mut T {
                match dimension { $($dimension::$variant => &mut self.$field),* }
            }
        }
    };
}

by_dimension! {
    /// One entry for each burden.
    ByBurden by Burden { time: Time, effort: Effort, worry: Worry, money: Money }
}
by_dimension! {
    /// One entry for each value.
    ByValue by Value { economic: Economic, convenience: Convenience, emotional: Emotional, hedonic: Hedonic }
}

impl ByValue<Option<f64>> {
    /// The mean of those that are scored; `None` where none is.
    pub fn mean(&self) -> Option<f64> {
        let scored = self.iter().filter_map(|(_, score)| *score);
        let (sum, count) = scored.fold((0.0, 0.0), |(sum, count), score| (sum + score, count + 1.0));
        (count > 0.0).then(|| sum / count)
    }
}

/// Whose scores count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Perspective {
    /// What customers evidence, where there is some, else what the company assumes.
    #[default]
    Evidence,
    /// What the company assumes, alone.
    Company,
}

impl Perspective {
    /// The other of the two.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Evidence => Self::Company,
            Self::Company => Self::Evidence,
        }
    }
}

/// A burden or value in both perspectives. Missing is unknown, which is not zero.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Score {
    /// What the company assumes.
    pub assumed: Option<f64>,
    /// How far that may be off.
    pub assumed_range: Range,
    /// What customers evidence.
    pub evidenced: Option<f64>,
    /// How far that may be off.
    pub evidenced_range: Range,
    /// How many customers said so.
    pub n: Option<f64>,
    /// The evidence it rests on.
    pub evidence: Vec<Id>,
}

fields! { Score, new Score::default(), {
    assumed: Said,
    assumed_range: Said,
    evidenced: Said,
    evidenced_range: Said,
    n: Said,
    evidence: Said,
}}

impl Score {
    /// The score that counts in a perspective; `None` is unknown.
    pub fn seen_by(&self, perspective: Perspective) -> Option<f64> {
        match perspective {
            Perspective::Evidence => self.evidenced.or(self.assumed),
            Perspective::Company => self.assumed,
        }
    }

    /// Whether it is said of either how far it may be off.
    pub fn is_ranged(&self) -> bool {
        !(self.assumed_range.is_unsaid() && self.evidenced_range.is_unsaid())
    }

    /// How far the score that counts in a perspective may be off.
    pub fn range_seen_by(&self, perspective: Perspective) -> Range {
        match perspective {
            Perspective::Evidence if self.evidenced.is_some() => self.evidenced_range,
            _ => self.assumed_range,
        }
    }
}
