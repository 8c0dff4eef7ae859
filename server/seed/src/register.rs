//! The reader of the register's file; its format stands in the crate's documentation.

use std::collections::HashSet;

use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::{NumberError, Personnummer};
use jiff::civil::Date;
use serde::Deserialize;
use service::ports::register::{CustodyRecord, RegisterRecord};
use toml::Spanned;
use toml::value::Datetime;

use crate::error::{Place, SeedError};
use crate::reading::{line_at, parse};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    person: Vec<WrittenPerson>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenPerson {
    number: Spanned<String>,
    born: Datetime,
    given: Option<String>,
    family: Option<String>,
    #[serde(default)]
    protection: Protection,
    #[serde(default)]
    residence: Residence,
    #[serde(default)]
    guardian_of: Vec<WrittenCustody>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenCustody {
    child: Spanned<String>,
    until: Option<Datetime>,
}

/// Reads a register's file.
///
/// # Errors
/// The first thing that is wrong, by line and by the person's place in the file.
pub fn register_file(text: &str) -> Result<Vec<RegisterRecord>, SeedError> {
    let file: File = parse(text)?;
    let mut seen = HashSet::new();
    let mut records = Vec::with_capacity(file.person.len());
    for (index, person) in file.person.into_iter().enumerate() {
        let place = |number: &Spanned<String>| Place {
            person: index + 1,
            line: line_at(text, number.span().start),
        };
        let at = place(&person.number);
        let record = person.record(place)?;
        if !seen.insert(record.number) {
            return Err(SeedError::Person {
                place: at,
                what: "the person stands in the file twice",
            });
        }
        records.push(record);
    }
    Ok(records)
}

impl WrittenPerson {
    fn record(
        self,
        place: impl Fn(&Spanned<String>) -> Place,
    ) -> Result<RegisterRecord, SeedError> {
        let here = place(&self.number);
        let wrong = |what| SeedError::Person { place: here, what };
        let number = number(&self.number, &place)?;
        let born = civil_date(self.born).ok_or_else(|| wrong("the birth date is no plain date"))?;
        let name = match (self.given, self.family) {
            (Some(given), Some(family)) => Some(PersonName { given, family }),
            (None, None) => None,
            _ => {
                return Err(wrong(
                    "a person has both a given and a family name, or neither",
                ));
            }
        };
        let mut guardian_of: Vec<CustodyRecord> = Vec::with_capacity(self.guardian_of.len());
        for custody in self.guardian_of {
            let there = place(&custody.child);
            let wrong = |what| SeedError::Person { place: there, what };
            let child = number_of(&custody.child, there)?;
            let until = match custody.until {
                Some(day) => Some(
                    civil_date(day)
                        .ok_or_else(|| wrong("the last day of custody is no plain date"))?,
                ),
                None => None,
            };
            if child == number {
                return Err(wrong("nobody is one's own guardian"));
            }
            if guardian_of.iter().any(|other| other.child == child) {
                return Err(wrong("the child stands under its guardian twice"));
            }
            guardian_of.push(CustodyRecord { child, until });
        }
        Ok(cut(RegisterRecord {
            number,
            born,
            name,
            protection: self.protection,
            residence: self.residence,
            guardian_of,
        }))
    }
}

fn number(
    written: &Spanned<String>,
    place: impl Fn(&Spanned<String>) -> Place,
) -> Result<Personnummer, SeedError> {
    number_of(written, place(written))
}

fn number_of(written: &Spanned<String>, place: Place) -> Result<Personnummer, SeedError> {
    let digits = written.get_ref().replacen('-', "", 1);
    let read = match digits.chars().count() {
        // Ten digits would need a century guessed; `parse` tells best what is wrong with twelve.
        0 | 12 => Personnummer::parse(&digits, Date::MAX),
        _ => Err(NumberError::Shape),
    };
    read.map_err(|why| SeedError::Number { place, why })
}

/// A protected record as the register gives it: without name and relations (R-G7).
pub fn cut(record: RegisterRecord) -> RegisterRecord {
    if record.protection.is_protected() {
        RegisterRecord {
            name: None,
            guardian_of: Vec::new(),
            ..record
        }
    } else {
        record
    }
}

/// TOML's date as ours, if it is a plain date with no time of day.
pub fn civil_date(written: Datetime) -> Option<Date> {
    let (Some(date), None, None) = (written.date, written.time, written.offset) else {
        return None;
    };
    let year = i16::try_from(date.year).ok()?;
    Date::new(
        year,
        i8::try_from(date.month).ok()?,
        i8::try_from(date.day).ok()?,
    )
    .ok()
}
