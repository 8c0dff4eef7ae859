//! Those who work at a clinic (R-C1).

use serde::{Deserialize, Serialize};

use crate::certificate::CertificateKind;
use crate::contact::OnlineService;
use crate::id::UnitId;

/// What a member of staff is at a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Answers, decides and opens times.
    Member,
    /// Besides, chooses what the unit offers online.
    InCharge,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Member, Self::InCharge];

    /// The word for it on the command line and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Member => "member",
            Self::InCharge => "in-charge",
        }
    }

    /// The role with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.word() == word)
    }
}

/// A unit that one works at, and what waits there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workplace {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's name.
    pub clinic: String,
    /// What one is there.
    pub role: Role,
    /// How many cases nobody has taken.
    pub new: u32,
    /// How many cases one has taken and not closed.
    pub mine: u32,
    /// How many blocks are to be looked at again (R-C3).
    pub reviews: u32,
}

/// What a unit offers online (R-E7), as those who work there see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitOffers {
    /// The unit's name.
    pub name: String,
    /// What one is there.
    pub role: Role,
    /// What it offers.
    pub offers: Vec<OnlineService>,
    /// The certificates that it issues.
    pub certificates: Vec<CertificateKind>,
}

impl UnitOffers {
    /// The services' field.
    pub const SERVICES: &'static str = "tjanst";
    /// The certificates' field.
    pub const CERTIFICATES: &'static str = "intyg";
}
