//! Ages on the Swedish calendar (R-I5, R-I6): an age is reached at 00:00, Swedish local time, on
//! the birthday.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, civil};
use serde::{Deserialize, Serialize};

use crate::family::Age;

#[cfg(test)]
mod tests;

/// When a person born on 29 February reaches an age in a common year (R-I6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum LeapDay {
    /// 28 February: the month's last day (lag (1930:173) 1 §). The default.
    #[default]
    #[serde(rename = "02-28")]
    Feb28,
    /// 1 March.
    #[serde(rename = "03-01")]
    Mar1,
}

/// The Swedish time zone, compiled in so that both sides agree with no time-zone files.
pub fn zone() -> TimeZone {
    jiff::tz::get!("Europe/Stockholm")
}

/// The Swedish local date at `now`.
pub fn today(now: Timestamp) -> Date {
    local(now).date()
}

/// The Swedish local date and time at `now`.
pub fn local(now: Timestamp) -> civil::DateTime {
    zone().to_datetime(now)
}

/// The day on which a person born on `born` turns `years`, or `None` past the calendar's end.
pub fn birthday(born: Date, years: u8, leap_day: LeapDay) -> Option<Date> {
    let year = born.year().checked_add(i16::from(years))?;
    match Date::new(year, born.month(), born.day()) {
        Ok(day) => Some(day),
        // Only 29 February is a date in one year and none in another.
        Err(_) => match leap_day {
            LeapDay::Feb28 => Date::new(year, 2, 28).ok(),
            LeapDay::Mar1 => Date::new(year, 3, 1).ok(),
        },
    }
}

/// The age in whole years on `today` of a person born on `born`; 0 before birth.
pub fn age(born: Date, today: Date, leap_day: LeapDay) -> u8 {
    let years = today
        .year()
        .saturating_sub(born.year())
        .clamp(0, i16::from(u8::MAX));
    let Ok(years) = u8::try_from(years) else {
        return 0;
    };
    if has_reached(born, years, today, leap_day) {
        years
    } else {
        years.saturating_sub(1)
    }
}

/// Whether a person born on `born` has turned `years` on `today`.
pub fn has_reached(born: Date, years: u8, today: Date, leap_day: LeapDay) -> bool {
    birthday(born, years, leap_day).is_some_and(|day| day <= today)
}

/// The age as it is said of a person born on `born`: whole days under 2 weeks, weeks under
/// 3 months, months under 2 years, then years. 0 days before birth.
pub fn spoken_age(born: Date, today: Date, leap_day: LeapDay) -> Age {
    let days = u16::try_from(days_between(born, today).max(0)).unwrap_or(u16::MAX);
    match months(born, today, leap_day) {
        _ if days < 14 => Age::Days(days),
        0..3 => Age::Weeks(days / 7),
        months @ 3..24 => Age::Months(months),
        _ => Age::Years(age(born, today, leap_day)),
    }
}

/// Whole days from `from` to `to`; negative if `to` is earlier.
pub(crate) fn days_between(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// The age in whole months. Where a month lacks the day, the month is full on its last day or on
/// the first of the next: as for the leap day (R-I6). 0 before birth.
fn months(born: Date, today: Date, leap_day: LeapDay) -> u16 {
    let begun = (i32::from(today.year()) - i32::from(born.year())) * 12
        + (i32::from(today.month()) - i32::from(born.month()));
    let is_last_day = today.day() == today.days_in_month();
    let full = today.day() >= born.day() || (leap_day == LeapDay::Feb28 && is_last_day);
    u16::try_from(if full { begun } else { begun - 1 }).unwrap_or(0)
}
