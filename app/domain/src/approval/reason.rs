//! Why somebody is approved, and why an approval is ended (R-C3).

use serde::{Deserialize, Serialize};

/// Why somebody is approved (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalReason {
    /// The person is a patient of the clinic.
    Patient,
    /// The person asked for it at a visit.
    AskedAtVisit,
    /// The person asked for it by phone, and the clinic made sure who it was.
    AskedByPhone,
    /// Something else, which stands in the journal.
    Other,
}

impl ApprovalReason {
    /// Every reason, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Patient,
        Self::AskedAtVisit,
        Self::AskedByPhone,
        Self::Other,
    ];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Patient => "patient",
            Self::AskedAtVisit => "asked-at-visit",
            Self::AskedByPhone => "asked-by-phone",
            Self::Other => "other",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// Why an approval is ended (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ApprovalEnd {
    /// The person asked for it.
    Asked,
    /// The person is a patient of the clinic no more.
    Left,
    /// It was a mistake.
    Mistake,
    /// Something else, which stands in the journal.
    Other,
}

impl ApprovalEnd {
    /// Every reason, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Asked, Self::Left, Self::Mistake, Self::Other];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Left => "left",
            Self::Mistake => "mistake",
            Self::Other => "other",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}
