//! A person's journal as it is read online (R-J1).

use serde::{Deserialize, Serialize};

use crate::id::{EntryId, UnitId};
use crate::moment::Moment;

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
}

impl EntryKind {
    /// Every kind, in the order in which filters show them.
    pub const ALL: [Self; 5] = [
        Self::Note,
        Self::Diagnosis,
        Self::Vaccination,
        Self::Growth,
        Self::LabResult,
    ];

    /// The word for it in addresses and in the database.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Note => "anteckning",
            Self::Diagnosis => "diagnos",
            Self::Vaccination => "vaccination",
            Self::Growth => "tillvaxt",
            Self::LabResult => "provsvar",
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

    #[test]
    fn a_value_needs_only_a_name_and_a_value() {
        let value: Value = serde_json::from_str(r#"{"name": "Vikt", "value": "3,4"}"#).unwrap();

        assert_eq!(
            (value.unit.as_str(), value.reference.as_str(), value.outside),
            ("", "", false)
        );
    }
}
