//! Times relative to the moment of seeding.

use domain::age;
use jiff::civil::{Date, Time, Weekday};
use jiff::{Span, Timestamp, ToSpan};
use serde::Deserialize;

/// When something happened, as the data files write it; `at` is Swedish local time, `"09:30"`.
#[derive(Clone, Copy, Deserialize)]
#[serde(untagged)]
pub enum When {
    /// `{ days_ago = 3, at = "09:30" }`: days before the day of seeding, at least one.
    DaysAgo(DaysAgo),
    /// `{ age = { months = 18 }, at = "09:30" }`: at this age of the person.
    Age(AtAge),
    /// `{ month = 10, day = 14, years_ago = 1, at = "09:30" }`: the last such day before the day
    /// of seeding, or one that many years earlier. For what belongs to a season.
    Yearly(Yearly),
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DaysAgo {
    #[serde(rename = "days_ago")]
    days: u16,
    at: Time,
    #[serde(default)]
    any_day: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AtAge {
    age: Age,
    at: Time,
    #[serde(default)]
    any_day: bool,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Yearly {
    month: i8,
    day: i8,
    #[serde(default)]
    years_ago: i16,
    at: Time,
}

/// An age; the parts add up.
#[derive(Clone, Copy, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Age {
    years: u8,
    months: u8,
    weeks: u8,
    days: u16,
}

impl Age {
    fn span(self) -> Span {
        i64::from(self.years)
            .years()
            .months(i64::from(self.months))
            .weeks(i64::from(self.weeks))
            .days(i64::from(self.days))
    }
}

impl When {
    /// The moment, for a person born on `born`, seeded on the Swedish date `today`; `None` where
    /// it is not before that date, or before the person's birth.
    ///
    /// What falls on a weekend happened on the Friday before, unless `any_day` is set or the
    /// person was not born then.
    pub fn resolve(self, born: Date, today: Date) -> Option<Timestamp> {
        let (date, at, any_day) = match self {
            Self::DaysAgo(when) => (
                today.checked_sub(i64::from(when.days).days()).ok()?,
                when.at,
                when.any_day,
            ),
            Self::Age(when) => (
                born.checked_add(when.age.span()).ok()?,
                when.at,
                when.any_day,
            ),
            Self::Yearly(when) => (when.date(today)?, when.at, false),
        };
        let weekday = if any_day { date } else { working_day(date) };
        let date = if weekday < born { date } else { weekday };
        if date >= today || date < born {
            return None;
        }
        moment(date, at)
    }
}

impl Yearly {
    fn date(self, today: Date) -> Option<Date> {
        let this_year = Date::new(today.year(), self.month, self.day).ok()?;
        let passed = i16::from(this_year >= today);
        this_year
            .checked_sub(i64::from(self.years_ago + passed).years())
            .ok()
    }
}

/// The day itself, or the Friday before a Saturday or Sunday.
pub fn working_day(date: Date) -> Date {
    let back = match date.weekday() {
        Weekday::Saturday => 1,
        Weekday::Sunday => 2,
        _ => 0,
    };
    date.checked_sub(back.days()).unwrap_or(date)
}

/// The moment when Swedish clocks show this; where they skip it in spring, as much later.
fn moment(date: Date, at: Time) -> Option<Timestamp> {
    date.to_datetime(at)
        .to_zoned(age::zone())
        .ok()
        .map(|zoned| zoned.timestamp())
}
