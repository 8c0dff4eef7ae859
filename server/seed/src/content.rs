//! Clinics, inboxes and journals: the other data files, put together.

use std::collections::BTreeMap;

use domain::access::UnitCategory;
use domain::age;
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::moment::Day;
use domain::personnummer::Personnummer;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use crate::error::SeedError;
use crate::journal::{self, DemoEntry};
use crate::people::{Known, People, Work};
use crate::prescription::{self, DemoCertificate, DemoPrescription};
use crate::reading::parse_own;
use crate::thread::{self, DemoThread};
use crate::times::{self, DemoTime};
use crate::when::{When, working_day};

const CLINICS: &str = "clinics.toml";
const TEMPLATES: &str = "templates.toml";

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// What each person's inbox and journal hold; a person may have several files.
        pub const FILES: &[(&str, &str)] =
            &[$(($name, include_str!(concat!("../data/", $name)))),+];
    };
}

files! {
    "newborn.toml", "vilgot.toml", "vilgot-reminders.toml", "vilgot-small.toml",
    "vilgot-journal.toml", "elsa.toml", "elsa-journal.toml", "noor.toml", "noor-journal.toml",
    "tuva.toml", "leo.toml", "hanna.toml", "sara.toml", "johan.toml", "amira.toml", "malin.toml",
    "gunnar.toml", "vilgot-prescriptions.toml", "elsa-prescriptions.toml",
    "noor-prescriptions.toml", "leo-prescriptions.toml", "hanna-prescriptions.toml",
    "sara-prescriptions.toml", "amira-prescriptions.toml", "gunnar-prescriptions.toml",
}

/// What there is besides people.
pub struct Content {
    pub clinics: Vec<Clinic>,
    /// Those who work at the clinics' units.
    pub staff: Vec<(Personnummer, Work)>,
    /// Those who administer a care principal, by its name.
    pub administrators: Vec<(Personnummer, String)>,
    pub threads: Vec<DemoThread>,
    pub entries: Vec<DemoEntry>,
    /// Times that are open.
    pub times: Vec<DemoTime>,
    pub prescriptions: Vec<DemoPrescription>,
    pub certificates: Vec<DemoCertificate>,
    pub templates: Vec<DemoTemplate>,
}

/// A text for answers.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DemoTemplate {
    /// The units that have it, by their keys.
    pub units: Vec<String>,
    pub name: String,
    pub text: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Templates {
    template: Vec<DemoTemplate>,
}

/// A clinic with its units and staff.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clinic {
    pub name: String,
    pub phone: String,
    /// Its care principal, by name.
    pub principal: String,
    pub unit: Vec<Unit>,
    /// Those who write: key → name and role.
    staff: BTreeMap<String, String>,
}

/// A unit.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unit {
    pub key: String,
    pub name: String,
    /// What it offers online (R-E7).
    #[serde(default)]
    pub offers: Vec<OnlineService>,
    /// What kind of care it gives, where the rules tell kinds apart (R-J8).
    #[serde(default)]
    pub category: UnitCategory,
    /// The certificates that it issues, where it offers them; left out: all.
    #[serde(default)]
    pub certificates: Vec<CertificateKind>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Clinics {
    clinic: Vec<Clinic>,
}

/// One person's file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    person: String,
    #[serde(default)]
    thread: Vec<thread::Written>,
    #[serde(default)]
    series: Vec<thread::Series>,
    #[serde(default)]
    entry: Vec<journal::Written>,
    #[serde(default)]
    growth: Vec<journal::Growth>,
    #[serde(default)]
    vaccination: Vec<journal::Vaccinations>,
    #[serde(default)]
    prescription: Vec<prescription::Written>,
    #[serde(default)]
    certificate: Vec<prescription::WrittenCertificate>,
}

/// Everything, as it is at `now`.
pub fn read(people: &People, now: Timestamp) -> Result<Content, SeedError> {
    let Clinics { clinic: clinics } = parse_own(CLINICS, include_str!("../data/clinics.toml"))?;
    let (mut threads, mut entries) = (Vec::new(), Vec::new());
    let (mut prescriptions, mut certificates) = (Vec::new(), Vec::new());
    for (name, text) in FILES.iter().copied() {
        let file: File = parse_own(name, text)?;
        let whose = people.get(&file.person).ok_or_else(|| SeedError::Data {
            file: name,
            what: format!("no person {}", file.person),
        })?;
        let scene = Scene {
            file: name,
            today: age::today(now),
            whose,
            people,
            clinics: &clinics,
        };
        for written in &file.thread {
            threads.push(written.resolve(&scene)?);
        }
        for series in &file.series {
            threads.extend(series.resolve(&scene)?);
        }
        for written in &file.entry {
            entries.push(written.resolve(&scene)?);
        }
        for growth in &file.growth {
            entries.extend(growth.resolve(&scene)?);
        }
        for given in &file.vaccination {
            entries.extend(given.resolve(&scene)?);
        }
        for written in &file.prescription {
            prescriptions.push(written.resolve(&scene)?);
        }
        for written in &file.certificate {
            certificates.push(written.resolve(&scene)?);
        }
    }
    let Templates {
        template: templates,
    } = parse_own(TEMPLATES, include_str!("../data/templates.toml"))?;
    Ok(Content {
        staff: people.staff(),
        administrators: people.administrators(),
        clinics,
        threads,
        entries,
        times: times::read(people, now)?,
        prescriptions,
        certificates,
        templates,
    })
}

/// What a file's rows are resolved against.
pub struct Scene<'a> {
    file: &'static str,
    today: Date,
    /// Whose inbox and journal it is.
    pub whose: &'a Known,
    pub people: &'a People,
    clinics: &'a [Clinic],
}

impl Scene<'_> {
    /// What is wrong with a row, named by its heading.
    pub fn wrong(&self, row: &str, what: &str) -> SeedError {
        SeedError::Data {
            file: self.file,
            what: format!("“{row}”: {what}"),
        }
    }

    /// When it was.
    pub fn when(&self, row: &str, when: When) -> Result<Timestamp, SeedError> {
        when.resolve(self.whose.record.born, self.today)
            .ok_or_else(|| self.wrong(row, "a time before birth, or not before today"))
    }

    /// The unit's key, where there is such a unit.
    pub fn unit(&self, row: &str, key: &str) -> Result<String, SeedError> {
        let mut units = self.clinics.iter().flat_map(|clinic| &clinic.unit);
        let found = units.find(|unit| unit.key == key);
        let found = found.ok_or_else(|| self.wrong(row, "no such unit"))?;
        Ok(found.key.clone())
    }

    /// The member of staff, who must work at the unit's clinic, as they sign.
    pub fn staff(&self, row: &str, unit: &str, key: &str) -> Result<String, SeedError> {
        self.clinics
            .iter()
            .find(|clinic| clinic.unit.iter().any(|other| other.key == unit))
            .ok_or_else(|| self.wrong(row, "no such unit"))?
            .staff
            .get(key)
            .cloned()
            .ok_or_else(|| self.wrong(row, "nobody with that key works at the unit's clinic"))
    }

    /// The text with its words and days filled in.
    pub fn fill(
        &self,
        row: &str,
        text: &str,
        words: &[String],
        at: Timestamp,
    ) -> Result<String, SeedError> {
        let mut parts = text.trim().split('{');
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let (hole, rest) = part
                .split_once('}')
                .ok_or_else(|| self.wrong(row, "a brace is not closed"))?;
            let word = match hole.strip_prefix("day") {
                Some(days) => day(days, at),
                None => match word(hole, words) {
                    Some(word) => Some(self.fill(row, word, &[], at)?),
                    None => None,
                },
            };
            filled.push_str(&word.ok_or_else(|| self.wrong(row, "nothing fills the braces"))?);
            filled.push_str(rest);
        }
        Ok(filled)
    }
}

/// The word that `{1}`, `{2}` … stands for.
fn word<'a>(place: &str, words: &'a [String]) -> Option<&'a str> {
    let place: usize = place.parse().ok()?;
    words.get(place.checked_sub(1)?).map(String::as_str)
}

/// The working day so many days from `at`, written out: "tisdag 24 november 2026".
fn day(days: &str, at: Timestamp) -> Option<String> {
    let days: i64 = days.parse().ok()?;
    let date = age::today(at).checked_add(days.days()).ok()?;
    Some(Day::from(working_day(date)).with_weekday())
}
