//! Approving a person with a protected identity to contact a clinic online (R-G8, R-C3).

mod form;
mod reason;

pub use form::ApprovalAct;
pub use reason::{ApprovalEnd, ApprovalReason};

use std::fmt;

use jiff::ToSpan;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::hidden::Hidden;
use crate::id::{RulingId, UnitId};
use crate::message::FormKey;
use crate::moment::{Day, Moment};
use crate::staff::Role;

/// For how many months an approval holds, or goes unseen, at the longest.
pub const MOST_MONTHS: i32 = 24;
/// For how many months it holds unless another day is chosen.
pub const USUAL_MONTHS: i32 = 12;

/// How long an approval holds: one of the two always stands (R-C3).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Term<D = Date> {
    /// Until and including this day.
    Until(D),
    /// Until it is ended; on this day the clinic looks at it again.
    Review(D),
}

impl Term {
    /// The last day, if it has one.
    pub fn until(self) -> Option<Date> {
        match self {
            Self::Until(day) => Some(day),
            Self::Review(_) => None,
        }
    }

    /// The day on which it is looked at again, if there is one.
    pub fn review(self) -> Option<Date> {
        match self {
            Self::Until(_) => None,
            Self::Review(day) => Some(day),
        }
    }
}

/// Those whom a unit has approved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approvals {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's name: there an approval holds.
    pub clinic: String,
    /// What one is there: only one in charge ends an approval.
    pub role: Role,
    /// The approvals, the newest first, those that are over as well.
    pub approvals: Vec<Approved>,
    /// The day that a new one has at first.
    pub usual: Day,
    /// The last day that it may have.
    pub last: Day,
    /// The key of the form for a new one.
    pub key: FormKey,
}

/// An approval, as the unit's staff sees it. Of the person the number only, whatever is known of it;
/// hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approved {
    /// Which.
    pub id: RulingId,
    /// The person's number, as it is shown.
    pub number: String,
    /// Why.
    pub reason: Option<ApprovalReason>,
    /// Who decided it.
    pub by: String,
    /// When.
    pub at: Moment,
    /// How long it holds.
    pub term: Term<Day>,
    /// How it stands.
    pub state: ApprovalState,
}

/// How an approval stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ApprovalState {
    /// It holds.
    Holds,
    /// It holds, and should have been looked at by now.
    Due,
    /// Its last day has passed.
    Over,
    /// It has been ended.
    Ended {
        /// Who ended it.
        by: String,
        /// When.
        at: Moment,
        /// Why.
        reason: Option<ApprovalEnd>,
    },
}

impl ApprovalState {
    /// How one that nobody has ended stands on this day.
    pub fn of(term: Term, today: Date) -> Self {
        match term {
            Term::Until(last) if last < today => Self::Over,
            Term::Review(day) if day <= today => Self::Due,
            Term::Until(_) | Term::Review(_) => Self::Holds,
        }
    }

    /// Whether it holds.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Holds | Self::Due)
    }
}

impl fmt::Debug for Approved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Approved")
            .field("id", &self.id)
            .field("number", &Hidden)
            .field("reason", &self.reason)
            .field("by", &Hidden)
            .field("at", &self.at)
            .field("term", &self.term)
            .field("state", &self.state)
            .finish()
    }
}

/// The last day that an approval of today may have.
pub fn last_day(today: Date) -> Date {
    today.checked_add(MOST_MONTHS.months()).unwrap_or(today)
}

/// The day that an approval of today has, unless another is chosen.
pub fn usual_day(today: Date) -> Date {
    today.checked_add(USUAL_MONTHS.months()).unwrap_or(today)
}

#[cfg(test)]
mod tests;
