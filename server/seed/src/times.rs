//! Times that are open in the weeks to come.

use domain::age;
use domain::booking::{Allowed, VisitKind, monday};
use domain::personnummer::Personnummer;
use jiff::civil::{Time, Weekday};
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use crate::error::SeedError;
use crate::people::People;
use crate::reading::parse_own;

const FILE: &str = "times.toml";

/// A time with its instants known.
pub struct DemoTime {
    /// The unit's key.
    pub unit: String,
    /// Whom one meets.
    pub with: Personnummer,
    pub kind: VisitKind,
    pub title: String,
    pub starts: Timestamp,
    pub ends: Timestamp,
    pub allowed: Allowed,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    times: Vec<Written>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    unit: String,
    /// A person, by key.
    with: String,
    /// A kind's word.
    kind: String,
    title: String,
    days: Vec<Day>,
    from: Time,
    minutes: u16,
    count: u16,
    weeks: u16,
    #[serde(default)]
    cancel: bool,
    #[serde(default)]
    rebook: bool,
    hours: u16,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Day {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
}

impl Day {
    fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Monday,
            Self::Tuesday => Weekday::Tuesday,
            Self::Wednesday => Weekday::Wednesday,
            Self::Thursday => Weekday::Thursday,
            Self::Friday => Weekday::Friday,
        }
    }
}

/// The times of the data file that begin after `now`.
pub fn read(people: &People, now: Timestamp) -> Result<Vec<DemoTime>, SeedError> {
    let File { times } = parse_own(FILE, include_str!("../data/times.toml"))?;
    let mut all = Vec::new();
    for written in times {
        let wrong = |what: &str| SeedError::Data {
            file: FILE,
            what: format!("“{}”: {what}", written.title),
        };
        let with = people.get(&written.with);
        let with = with.ok_or_else(|| wrong("no such person"))?.record.number;
        let kind = VisitKind::from_word(&written.kind);
        let kind = kind.ok_or_else(|| wrong("no such kind of visit"))?;
        for (starts, ends) in written.instants(now) {
            all.push(DemoTime {
                unit: written.unit.clone(),
                with,
                kind,
                title: written.title.clone(),
                starts,
                ends,
                allowed: Allowed {
                    cancel: written.cancel,
                    rebook: written.rebook,
                    hours: written.hours,
                },
            });
        }
    }
    Ok(all)
}

impl Written {
    fn instants(&self, now: Timestamp) -> Vec<(Timestamp, Timestamp)> {
        let first = monday(age::today(now));
        let mut instants = Vec::new();
        for week in 0..i64::from(self.weeks) {
            for day in &self.days {
                let days = week * 7 + i64::from(day.weekday().to_monday_zero_offset());
                let Ok(day) = first.checked_add(days.days()) else {
                    continue;
                };
                let Ok(begins) = day.to_datetime(self.from).to_zoned(age::zone()) else {
                    continue;
                };
                for nth in 0..i64::from(self.count) {
                    let minutes = i64::from(self.minutes);
                    let starts = begins.timestamp().checked_add((nth * minutes).minutes());
                    let ends = starts
                        .clone()
                        .and_then(|at| at.checked_add(minutes.minutes()));
                    if let (Ok(starts), Ok(ends)) = (starts, ends)
                        && starts > now
                    {
                        instants.push((starts, ends));
                    }
                }
            }
        }
        instants
    }
}
