//! A person's journal as it is read online (R-J1).

mod asked;
mod trend;

pub use asked::{JournalFilter, JournalForm};
pub use trend::{Measured, Point, Range, Trend, trends};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::{FieldErrors, Reader, Typed};
use crate::id::{EntryId, UnitId};
use crate::moment::Moment;
use crate::rules::RuleSet;

/// The kind of a journal entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    /// A note of a visit or a contact (*besöksanteckning*).
    Note,
    /// A diagnosis.
    Diagnosis,
    /// A vaccination.
    Vaccination,
    /// Weight, length, head circumference (*tillväxt*).
    Growth,
    /// A laboratory result (*provsvar*).
    LabResult,
    /// A medicine that was prescribed (*läkemedel*).
    Medicine,
    /// A referral to another unit (*remiss*).
    Referral,
    /// A visit or another contact, without its notes (*vårdkontakt*).
    Visit,
}

impl EntryKind {
    /// Every kind, in the order in which filters show them.
    pub const ALL: [Self; 8] = [
        Self::Note,
        Self::Diagnosis,
        Self::Vaccination,
        Self::Growth,
        Self::LabResult,
        Self::Medicine,
        Self::Referral,
        Self::Visit,
    ];

    /// The word for it in addresses and in the database.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Note => "anteckning",
            Self::Diagnosis => "diagnos",
            Self::Vaccination => "vaccination",
            Self::Growth => "tillvaxt",
            Self::LabResult => "provsvar",
            Self::Medicine => "lakemedel",
            Self::Referral => "remiss",
            Self::Visit => "besok",
        }
    }

    /// The kind with this word.
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// A page of the journal, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JournalPage {
    /// At most [`crate::form::PAGE_SIZE`] entries.
    pub entries: Vec<EntrySummary>,
    /// Where the next page starts, if there is one: opaque to the browser.
    pub next: Option<String>,
    /// The units that have entries in this journal, by name: what the filter offers.
    pub units: Vec<UnitName>,
    /// The units whose part is withheld from online reading, by name (R-J8).
    pub withheld: Vec<UnitName>,
    /// How many of this journal's entries are new or not signed (R-J10).
    pub new: u32,
    /// Whether those are shown.
    pub shows_new: bool,
    /// For so many days an entry is new.
    pub new_days: u16,
}

/// The first day whose entries are new (R-J10).
pub fn new_from(today: Date, rules: &RuleSet) -> Date {
    let days = i64::from(rules.new_entry_days);
    today.saturating_sub(days.saturating_sub(1).days())
}

/// What is done with entries that are new or not signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NewEntries {
    /// They are shown, for this visit.
    Show,
    /// They are held back again.
    Hide,
}

impl NewEntries {
    /// The button's field.
    pub const ACT: &'static str = "gor";

    /// The word for it in forms.
    pub fn word(self) -> &'static str {
        match self {
            Self::Show => "visa-nya",
            Self::Hide => "dolj-nya",
        }
    }

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let all = [Self::Show, Self::Hide];
        let read = |word: &str| all.into_iter().find(|act| act.word() == word);
        let act = form.choice(Self::ACT, read);
        form.done(|| act)
    }
}

/// An entry that was asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Opened {
    /// It is shown.
    Shown(Box<OpenEntry>),
    /// It is new or not signed, and the reader has not chosen to see such (R-J10).
    Held,
}

/// A care unit by name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitName {
    /// The unit.
    pub id: UnitId,
    /// Its name.
    pub name: String,
}

/// An entry as it stands in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntrySummary {
    /// The entry.
    pub id: EntryId,
    /// Its kind.
    pub kind: EntryKind,
    /// Its heading.
    pub title: String,
    /// The unit's name.
    pub unit: String,
    /// When it happened.
    pub happened: Moment,
    /// Whether it is signed.
    pub signed: bool,
}

/// An entry in full.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// What the list says of it.
    pub summary: EntrySummary,
    /// Who wrote it: name and role.
    pub author: String,
    /// The text: plain, with line breaks; empty where the values say all.
    pub body: String,
    /// Values, where it has some.
    pub values: Vec<Value>,
}

/// An entry as it is opened, with what was measured in it as it was at other times.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenEntry {
    /// The entry.
    pub entry: Entry,
    /// What was measured more than once.
    pub trends: Vec<Trend>,
}

/// A measured or given value: a lab result, a weight, a vaccine's batch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// What was measured: "Hb", "Vikt".
    pub name: String,
    /// The value as written: "118", "negativ".
    pub value: String,
    /// The unit of measure, empty where there is none: "g/L".
    #[serde(default)]
    pub unit: String,
    /// The reference range, empty where there is none: "110–150".
    #[serde(default)]
    pub reference: String,
    /// Whether the value lies outside its reference range.
    #[serde(default)]
    pub outside: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_a_word_of_its_own_that_reads_back() {
        for kind in EntryKind::ALL {
            assert_eq!(EntryKind::from_slug(kind.slug()), Some(kind));
        }
        assert_eq!(EntryKind::from_slug("intyg"), None);
        assert_eq!(EntryKind::from_slug(""), None);
    }

    // R-J10: "newer than 14 days".
    #[test]
    fn an_entry_is_new_for_fourteen_days() {
        let day = |text: &str| text.parse::<Date>().unwrap();
        let today = day("2026-11-22");

        let new_from = new_from(today, &RuleSet::default());
        assert_eq!(new_from, day("2026-11-09"));
        assert!(day("2026-11-08") < new_from, "14 days old");
    }

    #[test]
    fn a_value_needs_only_a_name_and_a_value() {
        let value: Value = serde_json::from_str(r#"{"name": "Vikt", "value": "3,4"}"#).unwrap();

        assert_eq!(
            (value.unit.as_str(), value.reference.as_str(), value.outside),
            ("", "", false)
        );
    }
}
