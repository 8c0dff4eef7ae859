//! FHIR's times (FHIR R4 §2.24.0.1): a moment with its zone, or a day, a month or a year only.

use domain::booking::start_of;
use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::node::Node;
use crate::report::Stop;

/// When something was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct When {
    /// The moment; where only the day is known, its beginning in Sweden.
    pub(crate) at: Timestamp,
    /// Whether the time of day is known.
    pub(crate) exact: bool,
    /// Where it stands.
    pub(crate) place: String,
}

/// A `dateTime`, `instant` or `date`.
pub(crate) fn time(node: &Node<'_>, name: &str) -> Result<Option<When>, Stop> {
    let Some(text) = node.text(name)? else {
        return Ok(None);
    };
    let place = node.at(name);
    let Some((at, exact)) = read(text) else {
        return Err(Stop::value(place, "it is no time with a zone, and no day"));
    };
    Ok(Some(When { at, exact, place }))
}

/// Where a `Period` begins.
pub(crate) fn beginning(node: &Node<'_>, name: &str) -> Result<Option<When>, Stop> {
    let Some(period) = node.child(name)? else {
        return Ok(None);
    };
    let start = time(&period, "start")?;
    // That it has an end is not shown, but that end must be a time.
    time(&period, "end")?;
    Ok(start)
}

fn read(text: &str) -> Option<(Timestamp, bool)> {
    if !text.is_ascii() {
        return None;
    }
    if let Some(day) = day(text) {
        return Some((start_of(day), false));
    }
    let (_, clock) = text.split_once('T')?;
    let zoned = clock.ends_with('Z') || clock.rfind(['+', '-']).is_some_and(|at| at >= 8);
    let seconds = clock.get(2..3) == Some(":") && clock.get(5..6) == Some(":");
    let at = moment(text).filter(|_| zoned && seconds)?;
    Some((at, true))
}

/// The last day of the last year, by which many say "without end", is later than any moment can be.
fn moment(text: &str) -> Option<Timestamp> {
    let last = || {
        let year_before = format!("9998{}", text.strip_prefix("9999")?);
        let is_sound = year_before.parse::<Timestamp>().is_ok();
        is_sound.then_some(Timestamp::MAX)
    };
    text.parse().ok().or_else(last)
}

/// "2026", "2026-11" or "2026-11-22": the first day of it.
fn day(text: &str) -> Option<Date> {
    let digits = |part: &str, many| part.len() == many && part.bytes().all(|b| b.is_ascii_digit());
    let mut parts = text.split('-');
    let year = parts.next().filter(|part| digits(part, 4))?;
    let (month, day) = (parts.next(), parts.next());
    let two = |part: Option<&str>| part.is_none_or(|part| digits(part, 2));
    if parts.next().is_some() || !two(month) || !two(day) {
        return None;
    }
    let number = |part: Option<&str>| part.map_or(Some(1), |part| part.parse().ok());
    let year: i16 = year.parse().ok()?;
    if year == 0 {
        return None;
    }
    let first = date(year, 1, 1);
    first
        .with()
        .month(number(month)?)
        .day(number(day)?)
        .build()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("2026-11-22T09:30:00+01:00", "2026-11-22T08:30:00Z", true)]
    #[case("2026-11-22T08:30:00Z", "2026-11-22T08:30:00Z", true)]
    #[case("2026-11-22T08:30:00.125Z", "2026-11-22T08:30:00.125Z", true)]
    #[case("2026-11-22", "2026-11-21T23:00:00Z", false)]
    #[case("2026-07", "2026-06-30T22:00:00Z", false)]
    #[case("2026", "2025-12-31T23:00:00Z", false)]
    #[case("9999-12-31", "9999-12-30T22:00:00.999999999Z", false)]
    #[case(
        "9999-12-31T23:59:59.9999999+01:00",
        "9999-12-30T22:00:00.999999999Z",
        true
    )]
    fn times_are_read(#[case] text: &str, #[case] at: &str, #[case] exact: bool) {
        assert_eq!(read(text), Some((at.parse().unwrap(), exact)));
    }

    #[rstest]
    #[case("")]
    #[case("2026-11-22T09:30:00")]
    #[case("2026-11-22T09:30+01:00")]
    #[case("2026-11-22 09:30:00Z")]
    #[case("2026-02-30")]
    #[case("2026-13")]
    #[case("2026-1-1")]
    #[case("0000")]
    #[case("26")]
    #[case("i går")]
    #[case("2026-11-22T25:00:00Z")]
    #[case("9999-12-32T23:59:59Z")]
    fn what_is_no_time_is_not_read(#[case] text: &str) {
        assert_eq!(read(text), None);
    }
}
