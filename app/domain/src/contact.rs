//! Finding a clinic, and what it offers online (R-E7).

use serde::{Deserialize, Serialize};

use crate::access::PublicReason;
use crate::id::UnitId;

/// How long a search may be, in characters.
pub const LONGEST_SEARCH: usize = 60;

/// Something that a unit can offer online (R-E7). What it does not offer is not shown, and refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum OnlineService {
    /// Booking a time (R-E1, R-E2).
    Booking,
    /// Writing to the clinic (R-E5).
    Message,
    /// Renewing prescriptions (R-E3).
    Renewal,
    /// Ordering certificates (R-E4).
    Certificate,
}

impl OnlineService {
    /// Every service, in the order in which they are shown.
    pub const ALL: [Self; 4] = [
        Self::Booking,
        Self::Message,
        Self::Renewal,
        Self::Certificate,
    ];

    /// The word for it in forms, on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Booking => "booking",
            Self::Message => "message",
            Self::Renewal => "renewal",
            Self::Certificate => "certificate",
        }
    }

    /// The service with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|service| service.word() == word)
    }
}

/// A unit that can be contacted, and what it offers online.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitOffer {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's name.
    pub clinic: String,
    /// The clinic's phone number, as one dials it.
    pub phone: String,
    /// What it offers, in the order of [`OnlineService::ALL`]; nothing: only the phone.
    pub offers: Vec<OnlineService>,
}

/// The units that can be contacted for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clinics {
    /// Those that the person has been in contact with.
    pub known: Vec<UnitOffer>,
    /// The others, by name.
    pub others: Vec<UnitOffer>,
    /// Those of them that are closed to the one who asks, and why (R-G8).
    pub closed: Vec<(UnitId, PublicReason)>,
}
