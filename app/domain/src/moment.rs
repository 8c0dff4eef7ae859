//! A day or a moment as a Swede reads it on the wall: no zone, no arithmetic, cheap to send to the
//! browser, and written by one function on both sides.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

use crate::age;

/// A calendar day. Sent as "2026-11-24".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Day {
    /// The year, e.g. 2026.
    pub year: i16,
    /// The month, 1–12.
    pub month: u8,
    /// The day of the month, 1–31.
    pub day: u8,
    /// The day of the week: 1 Monday – 7 Sunday.
    pub weekday: u8,
}

/// A local date and time of day, to the minute. Sent as "2026-11-24T09:30".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Moment {
    /// The day.
    pub day: Day,
    /// The hour, 0–23.
    pub hour: u8,
    /// The minute, 0–59.
    pub minute: u8,
}

const WEEKDAYS: [&str; 7] = [
    "måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag",
];
const MONTHS: [&str; 12] = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
];

fn name_of(names: &'static [&'static str], one_based: u8) -> &'static str {
    names
        .get(usize::from(one_based).wrapping_sub(1))
        .copied()
        .unwrap_or_default()
}

impl Day {
    /// "24 november 2026".
    pub fn long(self) -> String {
        format!(
            "{} {} {}",
            self.day,
            name_of(&MONTHS, self.month),
            self.year
        )
    }

    /// "tisdag 24 november 2026".
    pub fn with_weekday(self) -> String {
        format!("{} {}", name_of(&WEEKDAYS, self.weekday), self.long())
    }

    /// "november 2026".
    pub fn month_and_year(self) -> String {
        format!("{} {}", name_of(&MONTHS, self.month), self.year)
    }

    /// The same day to reckon with; `None` if there is no such day.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year, self.month.cast_signed(), self.day.cast_signed()).ok()
    }

    /// The day before.
    #[must_use]
    pub fn before(self) -> Self {
        let date = Date::new(self.year, self.month.cast_signed(), self.day.cast_signed());
        let before = date.and_then(Date::yesterday);
        before.map_or(self, Self::from)
    }

    /// "2026-11-24": for `<time datetime>`.
    pub fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Moment {
    /// "tisdag 24 november 2026 kl. 09.30".
    pub fn long(self) -> String {
        format!("{} kl. {}", self.day.with_weekday(), self.clock())
    }

    /// "09.30".
    pub fn clock(self) -> String {
        format!("{:02}.{:02}", self.hour, self.minute)
    }

    /// "2026-11-24T09:30": for `<time datetime>`.
    pub fn iso(self) -> String {
        format!("{}T{:02}:{:02}", self.day.iso(), self.hour, self.minute)
    }
}

/// The text is no day or moment as [`Day::iso`] and [`Moment::iso`] write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotIso;

impl fmt::Display for NotIso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no day or moment as ISO 8601 writes it")
    }
}

impl FromStr for Day {
    type Err = NotIso;

    fn from_str(text: &str) -> Result<Self, NotIso> {
        let mut parts = text.splitn(3, '-').map(str::parse);
        let mut part = || parts.next().and_then(Result::ok).ok_or(NotIso);
        let (year, month, day): (i16, i16, i16) = (part()?, part()?, part()?);
        let small = |part: i16| i8::try_from(part).map_err(|_| NotIso);
        let date = Date::new(year, small(month)?, small(day)?).map_err(|_| NotIso)?;
        Ok(date.into())
    }
}

impl FromStr for Moment {
    type Err = NotIso;

    fn from_str(text: &str) -> Result<Self, NotIso> {
        let (day, time) = text.split_once('T').ok_or(NotIso)?;
        let (hour, minute) = time.split_once(':').ok_or(NotIso)?;
        let below = |part: &str, limit: u8| {
            let part = part.parse().ok();
            part.filter(|part| *part < limit).ok_or(NotIso)
        };
        Ok(Self {
            day: day.parse()?,
            hour: below(hour, 24)?,
            minute: below(minute, 60)?,
        })
    }
}

impl TryFrom<String> for Day {
    type Error = NotIso;

    fn try_from(text: String) -> Result<Self, NotIso> {
        text.parse()
    }
}

impl TryFrom<String> for Moment {
    type Error = NotIso;

    fn try_from(text: String) -> Result<Self, NotIso> {
        text.parse()
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.iso()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        moment.iso()
    }
}

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self {
            year: date.year(),
            month: date.month().unsigned_abs(),
            day: date.day().unsigned_abs(),
            weekday: date.weekday().to_monday_one_offset().unsigned_abs(),
        }
    }
}

impl From<DateTime> for Moment {
    fn from(at: DateTime) -> Self {
        Self {
            day: at.date().into(),
            hour: at.hour().unsigned_abs(),
            minute: at.minute().unsigned_abs(),
        }
    }
}

/// The moment as the Swedish wall clock shows it.
impl From<Timestamp> for Moment {
    fn from(at: Timestamp) -> Self {
        age::local(at).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::{at, day};
    use jiff::civil::date;
    use rstest::rstest;

    #[test]
    fn a_moment_is_written_as_a_swede_writes_it() {
        let moment = Moment::from(date(2026, 11, 24).at(9, 30, 59, 0));

        assert_eq!(moment.long(), "tisdag 24 november 2026 kl. 09.30");
        assert_eq!(moment.clock(), "09.30");
        assert_eq!(moment.iso(), "2026-11-24T09:30");
    }

    #[rstest]
    #[case("2026-11-24", "24 november 2026", "tisdag 24 november 2026")]
    #[case("2027-01-01", "1 januari 2027", "fredag 1 januari 2027")]
    #[case("2024-02-29", "29 februari 2024", "torsdag 29 februari 2024")]
    #[case("2026-11-23", "23 november 2026", "måndag 23 november 2026")]
    #[case("2026-11-22", "22 november 2026", "söndag 22 november 2026")]
    #[case("1890-01-01", "1 januari 1890", "onsdag 1 januari 1890")]
    fn a_day_is_written_as_a_swede_writes_it(
        #[case] iso: &str,
        #[case] long: &str,
        #[case] with_weekday: &str,
    ) {
        let day = Day::from(day(iso));

        assert_eq!(day.long(), long);
        assert_eq!(day.with_weekday(), with_weekday);
        assert_eq!(day.iso(), iso);
    }

    #[test]
    fn every_month_and_weekday_has_its_name() {
        let months: Vec<_> = (1..=12)
            .map(|m| Day::from(date(2026, m, 1)).long())
            .collect();
        let weekdays: Vec<_> = (23..=29)
            .map(|d| Day::from(date(2026, 11, d)).weekday)
            .collect();

        assert_eq!(
            months.join(", "),
            "1 januari 2026, 1 februari 2026, 1 mars 2026, 1 april 2026, 1 maj 2026, \
             1 juni 2026, 1 juli 2026, 1 augusti 2026, 1 september 2026, 1 oktober 2026, \
             1 november 2026, 1 december 2026"
        );
        assert_eq!(weekdays, [1, 2, 3, 4, 5, 6, 7]);
        assert_eq!(
            WEEKDAYS.join(" "),
            "måndag tisdag onsdag torsdag fredag lördag söndag"
        );
    }

    #[rstest]
    #[case("2026-11-24", "2026-11-23")]
    #[case("2027-01-01", "2026-12-31")]
    #[case("2028-03-01", "2028-02-29")]
    #[case("2026-03-01", "2026-02-28")]
    fn a_day_follows_the_one_before(#[case] iso: &str, #[case] before: &str) {
        assert_eq!(Day::from(day(iso)).before(), Day::from(day(before)));
    }

    #[test]
    fn a_day_that_exists_can_be_reckoned_with() {
        let leap = Day::from(day("2028-02-29"));

        assert_eq!(leap.date(), Some(day("2028-02-29")));
        assert_eq!(Day { year: 2027, ..leap }.date(), None);
    }

    #[test]
    fn a_month_is_told_with_its_year() {
        assert_eq!(
            Day::from(day("2026-11-24")).month_and_year(),
            "november 2026"
        );
    }

    #[rstest]
    #[case("2026-11-24")]
    #[case("2024-02-29")]
    #[case("1890-01-01")]
    fn a_day_is_sent_as_iso_8601_writes_it(#[case] iso: &str) {
        let sent = serde_json::to_string(&Day::from(day(iso))).unwrap();

        assert_eq!(sent, format!("\"{iso}\""));
        assert_eq!(serde_json::from_str::<Day>(&sent).unwrap(), day(iso).into());
    }

    #[test]
    fn a_moment_is_sent_as_iso_8601_writes_it() {
        let moment = Moment::from(date(2026, 11, 24).at(9, 5, 0, 0));
        let sent = serde_json::to_string(&moment).unwrap();

        assert_eq!(sent, r#""2026-11-24T09:05""#);
        assert_eq!(serde_json::from_str::<Moment>(&sent).unwrap(), moment);
    }

    #[rstest]
    #[case("")]
    #[case("2026")]
    #[case("2026-13-01")]
    #[case("2026-02-29")]
    #[case("2026-01-01-01")]
    #[case("2026-01-400")]
    #[case("i dag")]
    fn what_is_no_day_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<Day>(), Err(NotIso));
        assert_eq!(format!("{text}T09:30").parse::<Moment>(), Err(NotIso));
    }

    #[rstest]
    #[case("2026-11-24")]
    #[case("2026-11-24T")]
    #[case("2026-11-24T24:00")]
    #[case("2026-11-24T09:60")]
    #[case("2026-11-24T0930")]
    fn what_is_no_moment_is_refused(#[case] text: &str) {
        assert_eq!(text.parse::<Moment>(), Err(NotIso));
    }

    // The nights in which the clock is put forward (no 02.00–03.00) and back (02.00–03.00 twice).
    #[rstest]
    #[case("2026-03-29T00:59:59Z", "söndag 29 mars 2026 kl. 01.59")]
    #[case("2026-03-29T01:00:00Z", "söndag 29 mars 2026 kl. 03.00")]
    #[case("2026-10-25T00:30:00Z", "söndag 25 oktober 2026 kl. 02.30")]
    #[case("2026-10-25T01:30:00Z", "söndag 25 oktober 2026 kl. 02.30")]
    #[case("2026-10-25T02:00:00Z", "söndag 25 oktober 2026 kl. 03.00")]
    #[case("2026-11-20T23:00:00Z", "lördag 21 november 2026 kl. 00.00")]
    #[case("2026-12-31T22:59:59Z", "torsdag 31 december 2026 kl. 23.59")]
    fn an_instant_is_told_by_the_swedish_clock(#[case] instant: &str, #[case] long: &str) {
        assert_eq!(Moment::from(at(instant)).long(), long);
    }

    #[test]
    fn moments_sort_by_time() {
        let earlier = Moment::from(at("2026-09-30T12:00:00Z"));
        let later = Moment::from(at("2026-10-01T08:00:00Z"));

        assert!(earlier < later);
    }

    #[test]
    fn a_name_that_does_not_exist_is_left_out_and_nothing_breaks() {
        let nonsense = Day {
            year: 2026,
            month: 13,
            day: 99,
            weekday: 0,
        };

        assert_eq!(nonsense.with_weekday(), " 99  2026");
    }
}
