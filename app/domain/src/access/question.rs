//! What a decision is asked with, and the answer "yes".

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::ruling::Rulings;
use super::unit::UnitFacts;
use crate::person::{Protection, Residence};

/// How surely the actor is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assurance {
    /// Password and a code by SMS (R-L2).
    Low,
    /// BankID (R-L1).
    High,
}

/// An area of a person's healthcare online.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// Linking oneself to the child (R-G1).
    AddChild,
    /// The overview: name, age, what is unread.
    Overview,
    /// The inbox (R-E5).
    Inbox,
    /// The journal (R-J1).
    Journal,
    /// Settings for this person.
    Settings,
    /// Contacting a clinic: writing, booking, ordering (R-E1, R-E2, R-E4, R-E5).
    Contact,
    /// Prescriptions, and renewing them (R-E3).
    Prescriptions,
    /// Certificates that were issued: never for a guardian (R-E6).
    Certificates,
}

impl Area {
    /// Every area.
    pub const ALL: [Self; 8] = [
        Self::AddChild,
        Self::Overview,
        Self::Inbox,
        Self::Journal,
        Self::Settings,
        Self::Contact,
        Self::Prescriptions,
        Self::Certificates,
    ];

    /// The word for it, in rule sets and at the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::AddChild => "add_child",
            Self::Overview => "overview",
            Self::Inbox => "inbox",
            Self::Journal => "journal",
            Self::Settings => "settings",
            Self::Contact => "contact",
            Self::Prescriptions => "prescriptions",
            Self::Certificates => "certificates",
        }
    }
}

/// What the decision needs to know of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PersonFacts {
    /// The birth date in the register (R-I5).
    pub born: Date,
    /// Whether the identity is protected (R-G7).
    pub protection: Protection,
    /// Whether the person is registered in Sweden (R-L5).
    pub residence: Residence,
}

/// How the actor stands to the subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Relation {
    /// It is the actor itself.
    Myself,
    /// The register was asked whether the actor has custody of the subject.
    Custody {
        /// What it answered.
        custody: Custody,
        /// When it answered.
        checked: Timestamp,
        /// Whether the actor has added the child (R-G2).
        linked: bool,
    },
    /// Nothing that is known.
    None,
}

/// What the register said of custody (relation V/VF; no other relation is custody, R-G1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Custody {
    /// A guardian; `until` is the last day of it, where the register has one.
    Held {
        /// The last day of custody.
        until: Option<Date>,
    },
    /// No guardian, or no longer.
    NotHeld,
}

/// A question to [`decide`](super::decide).
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// How surely the actor is known.
    pub assurance: Assurance,
    /// Who asks.
    pub actor: PersonFacts,
    /// Whom it concerns.
    pub subject: PersonFacts,
    /// How the one stands to the other.
    pub relation: Relation,
    /// What is asked for.
    pub area: Area,
    /// Of which unit; none: of no single one. What only a unit opens stays closed then.
    pub unit: Option<UnitFacts>,
    /// What has been decided about the two.
    pub rulings: Rulings<'a>,
    /// When.
    pub now: Timestamp,
}

/// The answer "yes".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// As what the actor acts.
    pub capacity: Capacity,
    /// The rule that allows it.
    pub rule: &'static str,
}

/// As what somebody acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Capacity {
    /// For oneself.
    Myself,
    /// As a guardian, for a child (R-G10).
    Guardian,
    /// As staff of a unit (R-C1).
    Staff,
    /// As the operator, at the command line: no decision gives this.
    Operator,
}

impl Capacity {
    /// The word for it in the log.
    pub fn word(self) -> &'static str {
        match self {
            Self::Myself => "self",
            Self::Guardian => "guardian",
            Self::Staff => "staff",
            Self::Operator => "operator",
        }
    }

    /// The capacity with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let all = [Self::Myself, Self::Guardian, Self::Staff, Self::Operator];
        all.into_iter().find(|capacity| capacity.word() == word)
    }
}
