//! Opening times: single ones, several in a row, and the same in several weeks.

use jiff::civil::{Date, Time as Clock};
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::{Allowed, Time, VisitKind};
use crate::age;
use crate::contact::OnlineService;
use crate::form::{FieldCode, FieldErrors, Reader, Typed};
use crate::id::ThreadId;
use crate::message::FormKey;
use crate::moment::Day;

/// How long a title may be, in characters.
pub const LONGEST_TITLE: usize = 60;
/// The field in which staff writes why a booking is cancelled.
pub const WHY: &str = "orsak";
/// How many times in a row can be opened at once.
pub const MOST_IN_A_ROW: u8 = 20;
/// In how many weeks the same can be opened at once.
pub const MOST_WEEKS: u8 = 26;
/// How long a time may be, in minutes.
pub const LONGEST: u16 = 240;

/// A unit's times of one week, as its staff sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTimes {
    /// The unit's name.
    pub name: String,
    /// What it offers: times are booked where booking is among it.
    pub offers: Vec<OnlineService>,
    /// The week's Monday.
    pub week: Day,
    /// The Monday of the week before.
    pub before: Day,
    /// The Monday of the week after.
    pub after: Day,
    /// The days that have times, in order.
    pub days: Vec<(Day, Vec<DeskTime>)>,
    /// Those who can be met, by key and name.
    pub people: Vec<(String, String)>,
    /// The key of the form for new times.
    pub key: FormKey,
}

/// A time, as the unit's staff sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeskTime {
    /// The time.
    pub time: Time,
    /// Who has booked it: the errand, and whom it concerns by name or personnummer (R-I7).
    pub booked: Option<(ThreadId, String)>,
}

/// New times, as they may be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenForm {
    /// The form's key.
    pub key: FormKey,
    /// How one meets.
    pub kind: VisitKind,
    /// What it is, in the unit's words.
    pub title: String,
    /// Whom one meets, by key; empty: whoever works.
    pub with: String,
    /// What one may do with a booking.
    pub allowed: Allowed,
    /// When the times begin and end, in order.
    pub times: Vec<(Timestamp, Timestamp)>,
}

impl OpenForm {
    /// How one meets: its field.
    pub const KIND: &'static str = "typ";
    /// The title's field.
    pub const TITLE: &'static str = "rubrik";
    /// The field of whom one meets.
    pub const WITH: &'static str = "hos";
    /// The first day's field.
    pub const DAY: &'static str = "dag";
    /// The field of the time of day.
    pub const FROM: &'static str = "fran";
    /// The field of how long each lasts.
    pub const MINUTES: &'static str = "minuter";
    /// The field of how many in a row.
    pub const COUNT: &'static str = "antal";
    /// The field of in how many weeks.
    pub const WEEKS: &'static str = "veckor";
    /// The field of what is allowed (R-E2).
    pub const ALLOWED: &'static str = "far";
    /// The field of until how many hours before.
    pub const HOURS: &'static str = "timmar";

    /// Reads the form; times must lie after `now`.
    pub fn read(typed: &Typed, now: Timestamp) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let kind = form.choice(Self::KIND, VisitKind::from_word);
        let title = form.line(Self::TITLE, LONGEST_TITLE);
        let with = form.raw(Self::WITH).to_owned();
        let day = day(&mut form, now);
        let from = clock(&mut form);
        let minutes = number(&mut form, Self::MINUTES, 5, LONGEST);
        let count = number(&mut form, Self::COUNT, 1, MOST_IN_A_ROW.into());
        let weeks = number(&mut form, Self::WEEKS, 1, MOST_WEEKS.into());
        let allowed = allowed(&mut form);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        let times = match (day, from, minutes, count, weeks) {
            (Some(day), Some(from), Some(minutes), Some(count), Some(weeks)) => {
                let times = times(day, from, minutes, count, weeks);
                if times.first().is_none_or(|(starts, _)| *starts <= now) {
                    form.wrong(Self::FROM, FieldCode::Past);
                }
                times
            }
            _ => Vec::new(),
        };
        form.done(|| {
            Some(Self {
                key: key?,
                kind: kind?,
                title,
                with,
                allowed: allowed?,
                times,
            })
        })
    }
}

fn day(form: &mut Reader<'_>, now: Timestamp) -> Option<Date> {
    let day: Option<Day> = form.raw(OpenForm::DAY).trim().parse().ok();
    let day = day.and_then(Day::date);
    let wrong = match day {
        Some(day) if day >= age::today(now) => return Some(day),
        Some(_) => FieldCode::DayPast,
        None => FieldCode::Day,
    };
    form.wrong(OpenForm::DAY, wrong);
    None
}

/// What one may do with a booking.
pub(super) fn allowed(form: &mut Reader<'_>) -> Option<Allowed> {
    let hours = number(form, OpenForm::HOURS, 0, 24 * 14);
    let chosen = form.all(OpenForm::ALLOWED);
    Some(Allowed {
        cancel: chosen.contains(&"avboka"),
        rebook: chosen.contains(&"omboka"),
        hours: hours?,
    })
}

/// The time of day.
pub(super) fn clock(form: &mut Reader<'_>) -> Option<Clock> {
    let text = form.raw(OpenForm::FROM).trim().replace('.', ":");
    let read = text.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute) = (hour.parse().ok()?, minute.parse().ok()?);
        Clock::new(hour, minute, 0, 0).ok()
    });
    if read.is_none() {
        form.wrong(OpenForm::FROM, FieldCode::Clock);
    }
    read
}

/// A whole number from `least` to `most`.
pub(super) fn number(
    form: &mut Reader<'_>,
    field: &'static str,
    least: u16,
    most: u16,
) -> Option<u16> {
    let read: Option<u16> = form.raw(field).trim().parse().ok();
    let read = read.filter(|number| (least..=most).contains(number));
    if read.is_none() {
        form.wrong(field, FieldCode::Number);
    }
    read
}

/// The times, one after the other, in each week at the same time of the Swedish clock. One that
/// the clock skips in spring begins when it goes on.
fn times(
    day: Date,
    from: Clock,
    minutes: u16,
    count: u16,
    weeks: u16,
) -> Vec<(Timestamp, Timestamp)> {
    let mut times = Vec::new();
    for week in 0..weeks {
        let Ok(day) = day.checked_add(i64::from(week).weeks()) else {
            break;
        };
        let Ok(first) = day.to_datetime(from).to_zoned(age::zone()) else {
            break;
        };
        let first = first.timestamp();
        for nth in 0..count {
            let start = i64::from(nth) * i64::from(minutes);
            let starts = first.checked_add(start.minutes());
            let ends = first.checked_add((start + i64::from(minutes)).minutes());
            if let (Ok(starts), Ok(ends)) = (starts, ends) {
                times.push((starts, ends));
            }
        }
    }
    times
}
