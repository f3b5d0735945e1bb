//! Numbers as they are shown: rounded sensibly, with their unit, in the person's own way of writing.

use crate::browser::locale;

/// How numbers of one journey are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbers {
    currency: [u8; 3],
}

impl Numbers {
    /// For a journey in this currency.
    pub fn of(currency: &str) -> Self {
        Self { currency: currency.as_bytes().try_into().unwrap_or(*b"EUR") }
    }

    fn currency(&self) -> &str {
        std::str::from_utf8(&self.currency).unwrap_or("EUR")
    }

    /// A share of 1 with one decimal: "10.6%".
    pub fn share(self, share: f64) -> String {
        let tiny = share > 0.0 && share < 0.0005;
        if tiny { format!("<{}", locale::share(0.001)) } else { locale::share(share) }
    }

    /// A share of 1 without decimals, where there is little room: "11%".
    pub fn share_short(self, share: f64) -> String {
        let tiny = share > 0.0 && share < 0.005;
        if tiny {
            format!("<{}", locale::share(0.01))
        } else {
            locale::share((share * 100.0).round() / 100.0)
        }
    }

    /// A share of 1 with four decimals: "13.0374%".
    pub fn share_exact(self, share: f64) -> String {
        locale::share_exact(share)
    }

    /// A share of 1 with two decimals at most: "5.09%".
    pub fn share_fine(self, share: f64) -> String {
        locale::share_fine(share)
    }

    /// By how much something becomes more or less, as a share of itself: "+12%", "−40%".
    pub fn change(self, more: f64) -> String {
        let sign = if more < 0.0 { "\u{2212}" } else { "+" };
        [sign, &locale::share(more.abs())].concat()
    }

    /// A difference of two shares of 1, in percentage points: "+0.4 pp".
    pub fn points(self, more: f64, decimals: u8) -> String {
        let words = locale::decimal(more * 100.0, decimals).replace('-', "\u{2212}");
        let is_more = more > 0.0 && words.contains(|c: char| c.is_numeric() && c != '0');
        format!("{}{words}\u{a0}pp", if is_more { "+" } else { "" })
    }

    /// People, or visits: whole from 100 on, with decimals where there are few.
    pub fn people(self, count: f64) -> String {
        let decimals = if count.abs() >= 100.0 || count.fract() == 0.0 {
            0
        } else if count.abs() >= 1.0 {
            1
        } else {
            2
        };
        locale::count(count, decimals)
    }

    /// A number with so many decimals at most.
    pub fn decimal(self, value: f64, decimals: u8) -> String {
        locale::count(value, decimals)
    }

    /// An amount of money: with cents below 100.
    pub fn money(self, amount: f64) -> String {
        if amount.abs() < 100.0 && amount.fract() != 0.0 {
            locale::currency_exact(amount, self.currency())
        } else {
            locale::currency(amount, self.currency())
        }
    }

    /// An amount of money in few characters.
    pub fn money_short(self, amount: f64) -> String {
        if amount.abs() >= 10_000.0 {
            locale::currency_compact(amount, self.currency())
        } else if amount.abs() < 10.0 && amount != 0.0 {
            locale::currency_exact(amount, self.currency())
        } else {
            locale::currency(amount, self.currency())
        }
    }

    /// An amount of money with its sign: "+€1,680".
    pub fn money_signed(self, amount: f64) -> String {
        let sign = if amount > 0.0 { "+" } else { "" };
        format!("{sign}{}", self.money(amount))
    }

    /// The sign of the currency: "€".
    pub fn currency_sign(self) -> String {
        locale::currency(0.0, self.currency())
            .chars()
            .filter(|c| !c.is_numeric() && !c.is_whitespace())
            .collect()
    }
}
