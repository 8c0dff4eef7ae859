//! What a Bundle is read as.

use domain::journal::{EntryKind, Value};
use domain::personnummer::Personnummer;
use jiff::Timestamp;

use crate::report::Finding;

/// A Bundle that has been read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What kind of Bundle it is: what the answer looks like.
    pub kind: BundleKind,
    /// One for each entry of the Bundle, in its order.
    pub items: Vec<Item>,
    /// What is said of the Bundle itself.
    pub findings: Vec<Finding>,
}

/// The kinds of Bundles that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BundleKind {
    /// `transaction`.
    Transaction,
    /// `batch`.
    Batch,
    /// `collection`.
    Collection,
}

/// An entry of a Bundle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Where it stands: `Bundle.entry[3]`.
    pub place: String,
    /// The resource's type.
    pub resource: String,
    /// What becomes of it.
    pub fate: Fate,
    /// What is said of it and of its parts.
    pub findings: Vec<Finding>,
}

/// What becomes of a resource.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is an entry of the journal.
    Entry(Box<Incoming>),
    /// It is not to be shown, and is taken away if it was shown before: entered in error, cancelled,
    /// or not for the patient's eyes.
    Withdrawn(SourceKey),
    /// It is not stored, and what was stored of it before holds no more; the findings say why.
    Undone(SourceKey),
    /// It was read for the others: the patient, who wrote, where.
    Read,
    /// It is not stored; the findings say why.
    NotTaken,
}

/// An entry of the journal, as a care system tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// By what it is known again.
    pub key: SourceKey,
    /// Whose journal.
    pub patient: Personnummer,
    /// The unit, by any of these identifiers, the nearest first.
    pub units: Vec<Identifier>,
    /// Its kind.
    pub kind: EntryKind,
    /// Its heading.
    pub title: String,
    /// Who wrote it, as far as it says: name and role.
    pub author: String,
    /// When it happened.
    pub happened: Timestamp,
    /// Whether it is signed (R-J10).
    pub signed: bool,
    /// The text: plain, with line breaks.
    pub body: String,
    /// Values.
    pub values: Vec<Value>,
}

/// By what a care principal's resource is known again.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceKey {
    /// The resource's type.
    pub resource: String,
    /// Its id or identifier, with a word that says which.
    pub id: String,
}

/// An identifier of FHIR: a system and a value in it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identifier {
    /// The system, a URI; empty where none is said.
    pub system: String,
    /// The value.
    pub value: String,
}

impl Identifier {
    /// Reads `system|value`, as FHIR's searches write it; both must be there.
    pub fn parse(text: &str) -> Option<Self> {
        let (system, value) = text.split_once('|')?;
        let (system, value) = (system.trim(), value.trim());
        let both = !system.is_empty() && !value.is_empty() && !value.contains('|');
        both.then(|| Self {
            system: system.to_owned(),
            value: value.to_owned(),
        })
    }
}

impl std::fmt::Display for Identifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}|{}", self.system, self.value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_reads_back() {
        let text = "urn:oid:1.2.752.29.4.19|SE2321000016-1A2B";
        let read = Identifier::parse(text).unwrap();
        assert_eq!(read.to_string(), text);
        for wrong in ["", "SE2321000016-1A2B", "|x", "urn:x|", "urn:x|a|b"] {
            assert_eq!(Identifier::parse(wrong), None, "{wrong}");
        }
    }
}
