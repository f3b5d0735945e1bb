//! The two books of value, which are never silently added.

/// Whose value is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Book {
    /// The organisation's: margin minus cost to serve, rewards and outcome values.
    Organisation,
    /// The customer's: worth of the values minus cost of the burdens.
    Customer,
}

impl Book {
    /// Both books, in the order they are shown.
    pub const ALL: [Self; 2] = [Self::Organisation, Self::Customer];
}

/// An amount in each of the two books, in the journey's currency.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct ByBook {
    /// The organisation's.
    pub organisation: f64,
    /// The customer's.
    pub customer: f64,
}

impl ByBook {
    /// Each amount, changed in the same way.
    pub fn map(self, change: impl Fn(f64) -> f64) -> Self {
        Self { organisation: change(self.organisation), customer: change(self.customer) }
    }

    /// Both amounts times a factor.
    pub fn times(self, factor: f64) -> Self {
        Self { organisation: self.organisation * factor, customer: self.customer * factor }
    }

    /// Each book's sum.
    pub fn plus(self, other: Self) -> Self {
        Self {
            organisation: self.organisation + other.organisation,
            customer: self.customer + other.customer,
        }
    }
}

impl std::ops::Index<Book> for ByBook {
    type Output = f64;
    fn index(&self, book: Book) -> &f64 {
        match book {
            Book::Organisation => &self.organisation,
            Book::Customer => &self.customer,
        }
    }
}
