//! The demo's people: `data/people.toml`.

use std::collections::HashSet;

use domain::age;
use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;
use service::ports::register::{CustodyRecord, RegisterRecord};
use toml::value::Datetime;

use crate::DemoPerson;
use crate::error::SeedError;
use crate::number::Pool;
use crate::reading::parse_own;
use crate::register::{civil_date, cut};

const FILE: &str = "people.toml";
const TEXT: &str = include_str!("../data/people.toml");

/// Everybody in the demo.
pub struct People {
    people: Vec<Known>,
    strangers: Vec<Stranger>,
}

/// A person of the demo, with what the data files call it.
pub struct Known {
    pub key: String,
    /// The name, also where the register hides it.
    pub name: Option<PersonName>,
    /// What the register says.
    pub record: RegisterRecord,
    /// Where the person works.
    pub works: Vec<Work>,
    /// Which care principal the person administers, by name.
    pub administers: Option<String>,
    plays: Option<String>,
    add: Option<String>,
}

/// Work at a unit.
#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Work {
    /// The unit's key in `clinics.toml`.
    pub unit: String,
    /// The title: "barnläkare".
    pub title: String,
    /// Whether the person is in charge there.
    #[serde(default)]
    pub in_charge: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    person: Vec<Written>,
    stranger: Vec<Stranger>,
}

/// A person as the file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    key: String,
    /// Left out: the test number nearest to the birth date that nobody has.
    number: Option<String>,
    born: Option<Datetime>,
    /// Turned so many years so many days ago.
    turned: Option<Turn>,
    /// Turns so many years in so many days.
    turns: Option<Turn>,
    given: Option<String>,
    family: Option<String>,
    #[serde(default)]
    protection: Protection,
    #[serde(default)]
    residence: Residence,
    #[serde(default)]
    guardian_of: Vec<String>,
    /// Children whose custody ended with a month that is over.
    #[serde(default)]
    was_guardian_of: Vec<Ended>,
    #[serde(default)]
    works: Vec<Work>,
    /// A care principal, by name.
    administers: Option<String>,
    /// In the BankID simulator, with this note.
    plays: Option<String>,
    /// To be tried under *Lägg till barn*, with this note.
    add: Option<String>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Turn {
    years: i16,
    days: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Ended {
    child: String,
    /// 1: with the last day of the month before this one.
    months_ago: i64,
}

/// Somebody who has an e-ID, and whom the register knows nothing of.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Stranger {
    number: String,
    name: String,
    plays: String,
}

/// Everybody, as they are at `now`.
pub fn read(now: Timestamp) -> Result<People, SeedError> {
    let file: File = parse_own(FILE, TEXT)?;
    let today = age::today(now);
    let numbers = numbers(&file.person, today)?;
    let mut people = Vec::with_capacity(file.person.len());
    for (written, (number, born)) in file.person.iter().zip(&numbers) {
        let child = |key: &str| {
            let at = file.person.iter().position(|other| other.key == key);
            at.and_then(|at| numbers.get(at))
                .map(|(number, _)| *number)
                .ok_or_else(|| data(format!("{}: no child {key}", written.key)))
        };
        let mut guardian_of = Vec::new();
        for key in &written.guardian_of {
            guardian_of.push(CustodyRecord {
                child: child(key)?,
                until: None,
            });
        }
        for ended in &written.was_guardian_of {
            let until = today
                .checked_sub(ended.months_ago.months())
                .map(Date::last_of_month);
            guardian_of.push(CustodyRecord {
                child: child(&ended.child)?,
                until: until.ok(),
            });
        }
        let name = written.name();
        people.push(Known {
            key: written.key.clone(),
            record: cut(RegisterRecord {
                number: *number,
                born: *born,
                name: name.clone(),
                protection: written.protection,
                residence: written.residence,
                guardian_of,
            }),
            name,
            works: written.works.clone(),
            administers: written.administers.clone(),
            plays: written.plays.clone(),
            add: written.add.clone(),
        });
    }
    Ok(People {
        people,
        strangers: file.stranger,
    })
}

/// Number and birth date of each: those with a number of their own first, so that nobody else
/// gets it.
fn numbers(people: &[Written], today: Date) -> Result<Vec<(Personnummer, Date)>, SeedError> {
    let mut fixed = HashSet::new();
    for written in people {
        if let Some(number) = written.fixed()?
            && !fixed.insert(number)
        {
            return Err(data(format!("{}: the number is taken", written.key)));
        }
    }
    let mut pool = Pool::new(fixed, today);
    let mut numbers = Vec::with_capacity(people.len());
    for written in people {
        let born = written
            .born_on(today)
            .ok_or_else(|| data(format!("{}: no birth date, or not one", written.key)))?;
        let number = match written.fixed()? {
            Some(number) => number,
            None => pool
                .take_nearest(born)
                .ok_or_else(|| data(format!("{}: no number is left", written.key)))?,
        };
        numbers.push((number, born));
    }
    Ok(numbers)
}

impl Written {
    fn fixed(&self) -> Result<Option<Personnummer>, SeedError> {
        self.number
            .as_deref()
            .map(Personnummer::from_digits)
            .transpose()
            .map_err(|_| data(format!("{}: no personnummer", self.key)))
    }

    fn name(&self) -> Option<PersonName> {
        Some(PersonName {
            given: self.given.clone()?,
            family: self.family.clone()?,
        })
    }

    fn born_on(&self, today: Date) -> Option<Date> {
        match (self.born, self.turned, self.turns) {
            (Some(date), None, None) => civil_date(date),
            (None, Some(turn), None) => {
                born_to_turn(turn.years, today.checked_sub(turn.days.days()).ok()?)
            }
            (None, None, Some(turn)) => {
                born_to_turn(turn.years, today.checked_add(turn.days.days()).ok()?)
            }
            _ => None,
        }
    }
}

/// The birth date of one who turns `years` on `day`. Nobody turns 13 on a 29 February; then it is
/// the day after, so that the birthday is not earlier than meant.
fn born_to_turn(years: i16, day: Date) -> Option<Date> {
    let year = day.year().checked_sub(years)?;
    Date::new(year, day.month(), day.day())
        .or_else(|_| Date::new(year, 3, 1))
        .ok()
}

impl People {
    /// The person with this key.
    pub fn get(&self, key: &str) -> Option<&Known> {
        self.people.iter().find(|person| person.key == key)
    }

    /// Everybody who works somewhere.
    pub fn staff(&self) -> Vec<(Personnummer, Work)> {
        let works = |person: &Known| {
            let number = person.record.number;
            let works = person.works.clone();
            works.into_iter().map(move |work| (number, work))
        };
        self.people.iter().flat_map(works).collect()
    }

    /// Everybody who administers a care principal, with its name.
    pub fn administrators(&self) -> Vec<(Personnummer, String)> {
        let administers = |person: &Known| {
            let principal = person.administers.clone();
            principal.map(|principal| (person.record.number, principal))
        };
        self.people.iter().filter_map(administers).collect()
    }

    pub fn register(&self) -> Vec<RegisterRecord> {
        self.people
            .iter()
            .map(|person| person.record.clone())
            .collect()
    }

    pub fn players(&self) -> Vec<DemoPerson> {
        let strangers = self.strangers.iter().map(|stranger| DemoPerson {
            number: stranger.number.clone(),
            name: Some(stranger.name.clone()),
            note: stranger.plays.clone(),
        });
        self.people
            .iter()
            .filter_map(|p| Some(p.shown(p.plays.as_deref()?)))
            .chain(strangers)
            .collect()
    }

    pub fn children(&self) -> Vec<DemoPerson> {
        self.people
            .iter()
            .filter_map(|p| Some(p.shown(p.add.as_deref()?)))
            .collect()
    }
}

impl Known {
    fn shown(&self, note: &str) -> DemoPerson {
        DemoPerson {
            number: self.record.number.digits(),
            name: self.name.as_ref().map(PersonName::full),
            note: note.to_owned(),
        }
    }
}

fn data(what: String) -> SeedError {
    SeedError::Data { file: FILE, what }
}
