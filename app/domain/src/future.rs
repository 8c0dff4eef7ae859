//! A child's road map (B2): on which days something changes, what goes on then, and which notice
//! of it is due (R-G5). The day is that of R-G4; a child born on 29 February has the day of R-I6.

use std::ops::RangeInclusive;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::age;
use crate::booking::NextBooking;
use crate::family::ChildName;
use crate::id::ThreadId;
use crate::moment::{Day, Moment};
use crate::rules::{ADULT_AGE, RuleSet};

#[cfg(test)]
mod tests;

/// A child's road map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoadMap {
    /// Who it is.
    pub child: ChildName,
    /// What changes, in the order in which it does.
    pub steps: Vec<Step>,
    /// Its visits to come, the next one first.
    pub visits: Vec<ComingVisit>,
    /// Its other cases that are not closed, the one that last changed first.
    pub cases: Vec<OpenCase>,
}

/// A visit to come, and what becomes of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ComingVisit {
    /// The booking.
    pub booking: NextBooking,
    /// What becomes of it.
    pub fate: Fate,
}

/// What becomes of a visit when the guardian's link ends (R-G4). The booking stays in either case:
/// nobody cancels it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fate {
    /// It begins before that: nothing changes.
    Guardians,
    /// It begins on that day or later: from that day it is the child's own, to see, to move and to
    /// cancel, and the guardian sees it no more.
    Childs,
}

impl Fate {
    /// Of a visit that begins on this Swedish day, where the link ends on that one.
    pub fn of(begins: Date, ends: Date) -> Self {
        if begins < ends {
            Self::Guardians
        } else {
            Self::Childs
        }
    }
}

/// A day on which something changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What.
    pub change: Change,
    /// What the child turns.
    pub turns: u8,
    /// On which day, from 00:00.
    pub day: Day,
}

/// What changes at a birthday.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// The guardian's link ends (R-G4), the child's own log-in opens (R-L10), the journal closes
    /// (R-J3): 13.
    OwnLogIn,
    /// The child reads its own journal (R-J4): 16.
    OwnJournal,
    /// The child comes of age: 18.
    Adult,
}

/// A case that is not closed: it stays with the unit and the child (R-E5), whatever the child's age.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCase {
    /// Its thread.
    pub thread: ThreadId,
    /// What it is about.
    pub subject: String,
    /// The care unit's name.
    pub unit: String,
    /// Whether the unit has answered, and waits.
    pub answered: bool,
    /// When something last happened in it.
    pub changed: Moment,
}

/// What changes for a person born on `born`, in the order in which it does. What lies past the
/// calendar's end is left out.
pub fn steps(born: Date, rules: &RuleSet) -> Vec<Step> {
    let step = |(change, turns)| {
        let day = age::birthday(born, turns, rules.leap_day)?;
        Some(Step {
            change,
            turns,
            day: day.into(),
        })
    };
    let changes = [
        (Change::OwnLogIn, rules.own_login_age),
        (Change::OwnJournal, rules.own_journal_age),
        (Change::Adult, ADULT_AGE),
    ];
    changes.into_iter().filter_map(step).collect()
}

/// A notice of the birthday on which a guardian's link ends (R-G5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How many days before: its name.
    pub days: u16,
    /// With how many days left it is due: a day that was missed is made up for until the next
    /// notice is due, and the birthday itself is too late.
    pub due: RangeInclusive<u16>,
}

/// The notices, the earliest first (R-G5).
pub fn notices(rules: &RuleSet) -> [Notice; 3] {
    let [first, second, last] = rules.notice_days;
    let notice = |days, next: u16| Notice {
        days,
        due: next.saturating_add(1)..=days,
    };
    [notice(first, second), notice(second, last), notice(last, 0)]
}

/// The notice that is due on `today` about a child born on `born`, if one is: named by its days.
pub fn notice_due(born: Date, today: Date, rules: &RuleSet) -> Option<u16> {
    let day = age::birthday(born, rules.own_login_age, rules.leap_day)?;
    let left = u16::try_from(age::days_between(today, day)).ok()?;
    let mut notices = notices(rules).into_iter();
    notices
        .find(|notice| notice.due.contains(&left))
        .map(|notice| notice.days)
}

/// Between which birth dates those are for whom the notice is due on `today`: to look for them by.
/// [`notice_due`] decides on each, for a day more stands on either side: 29 February is a date in
/// few years.
pub fn births(notice: &Notice, today: Date, rules: &RuleSet) -> Option<RangeInclusive<Date>> {
    let years = i16::from(rules.own_login_age).years();
    let born = |left: u16| {
        let birthday = today.checked_add(i32::from(left).days()).ok()?;
        birthday.checked_sub(years).ok()
    };
    let first = born(*notice.due.start())?.yesterday().ok()?;
    let last = born(*notice.due.end())?.tomorrow().ok()?;
    Some(first..=last)
}
