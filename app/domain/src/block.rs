//! Blocks: a guardian is kept from a child (R-J7, R-G9), by decision or by an emergency stop (B10). What the
//! clinic's staff sees and does; the guardian sees nothing of it.

mod form;

pub use form::{BlockAct, BlockSearch, NewBlock};

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::id::{RulingId, UnitId};
use crate::message::FormKey;
use crate::moment::{Day, Moment};
use crate::staff::Role;

/// After so many months a decision is looked at again, where nobody says another day (R-C3).
const REVIEW_MONTHS: i8 = 3;
/// And after so many at the latest.
const LATEST_MONTHS: i8 = 12;
/// After so many days one in charge looks at an emergency stop (B10).
const STOP_DAYS: i8 = 7;

/// Why a guardian is kept out (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BlockReason {
    /// The guardians are in dispute over custody.
    CustodyDispute,
    /// The child may come to harm.
    Harm,
    /// Coercive measures are considered.
    CoerciveMeasures,
    /// A court or the social services have decided.
    Authority,
    /// Something else.
    Other,
    /// It was urgent (B10): one in charge decides later why it stays, or ends it.
    Emergency,
}

impl BlockReason {
    /// Every reason.
    pub const ALL: [Self; 6] = [
        Self::CustodyDispute,
        Self::Harm,
        Self::CoerciveMeasures,
        Self::Authority,
        Self::Other,
        Self::Emergency,
    ];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::CustodyDispute => "custody-dispute",
            Self::Harm => "harm",
            Self::CoerciveMeasures => "coercive-measures",
            Self::Authority => "authority",
            Self::Other => "other",
            Self::Emergency => "emergency",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }

    /// Those that a decision may have: that it was urgent is none.
    pub fn to_choose() -> impl Iterator<Item = Self> {
        let all = Self::ALL.into_iter();
        all.filter(|reason| *reason != Self::Emergency)
    }
}

/// Why a block is ended (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum EndReason {
    /// What it was for is over.
    Over,
    /// A court or the social services have decided.
    Authority,
    /// It should not have been made.
    Mistake,
}

impl EndReason {
    /// Every reason.
    pub const ALL: [Self; 3] = [Self::Over, Self::Authority, Self::Mistake];

    /// The word for it in forms and in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Over => "over",
            Self::Authority => "authority",
            Self::Mistake => "mistake",
        }
    }

    /// The reason with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.word() == word)
    }
}

/// One of those whom a block is about, as staff sees them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Party {
    /// The name, or the personnummer (R-I7).
    pub name: String,
    /// The personnummer, as it is shown.
    pub number: String,
}

/// A block, as its unit sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// Which.
    pub id: RulingId,
    /// Whose child's data.
    pub child: Party,
    /// Who is kept out.
    pub guardian: Party,
    /// Why; none: a reason that this version does not know.
    pub reason: Option<BlockReason>,
    /// When it was decided.
    pub decided: Moment,
    /// By whom.
    pub decider: String,
    /// When it is to be looked at again. It does not end then.
    pub review_on: Day,
    /// Whether that day has come.
    pub due: bool,
    /// How it was ended, if it was.
    pub end: Option<Ended>,
}

/// How a block was ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ended {
    /// When.
    pub at: Moment,
    /// By whom.
    pub by: String,
    /// Why; none: a reason that this version does not know.
    pub reason: Option<EndReason>,
}

/// A unit's blocks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitBlocks {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What one is there: one in charge decides, all may stop.
    pub role: Role,
    /// When a review can be, at the earliest and at the latest, and when it is if nobody says.
    pub days: ReviewDays,
    /// Those that hold, the first to be looked at first.
    pub holding: Vec<Block>,
    /// Those that were ended, the last first.
    pub ended: Vec<Block>,
}

/// When a review can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewDays {
    /// The first day: today.
    pub first: Day,
    /// The day that is proposed.
    pub proposed: Day,
    /// The last day.
    pub last: Day,
}

impl ReviewDays {
    /// As it is on the Swedish date `today`.
    pub fn on(today: Date) -> Self {
        Self {
            first: today.into(),
            proposed: today.saturating_add(REVIEW_MONTHS.months()).into(),
            last: latest_review(today).into(),
        }
    }
}

/// The last day to which a review may be put.
fn latest_review(today: Date) -> Date {
    today.saturating_add(LATEST_MONTHS.months())
}

/// When one in charge looks at an emergency stop, at the latest.
pub fn review_of_stop(today: Date) -> Date {
    today.saturating_add(STOP_DAYS.days())
}

/// What the form for a new block needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockDesk {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// What one is there.
    pub role: Role,
    /// When the review can be.
    pub days: ReviewDays,
    /// When the review of an emergency stop is.
    pub stop_review: Day,
    /// The child whose number was looked for, and its guardians; none: nobody was, or nobody is
    /// found.
    pub found: Option<Family>,
    /// The form's key.
    pub key: FormKey,
}

/// A child, and those of its guardians whom we know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Family {
    /// The child.
    pub child: Party,
    /// Its guardians, by name.
    pub guardians: Vec<Known>,
}

/// A guardian.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Who.
    pub guardian: Party,
    /// Whether the unit has blocked it from the child already.
    pub blocked: bool,
}

/// How it stands with the guardian who sent a case (R-C2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SenderStands {
    /// There is none, or the child is too old for anybody to be kept out.
    #[default]
    None,
    /// It can be kept out by an emergency stop (B10).
    Open,
    /// The unit has blocked it.
    Blocked,
}

#[cfg(test)]
mod tests;
