//! Why somebody may see a case's person, or may not, as the staff of the case's unit is told
//! (R-C1): the decision, the rule, the facts of that unit, and when it changes. What other units or
//! care principals have decided is told to nobody here.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::access::{Area, PublicReason, Reason};
use crate::hidden::Hidden;
use crate::id::{ThreadId, UnitId};
use crate::moment::{Day, Moment};

/// What is told of: at the unit that the case is with.
pub const AREAS: [Area; 5] = [
    Area::Inbox,
    Area::Journal,
    Area::Contact,
    Area::Prescriptions,
    Area::Certificates,
];

/// Who may see what of a case's person, at the case's unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CaseExplained {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The case.
    pub thread: ThreadId,
    /// The region whose rules are used, as people know it.
    pub region: String,
    /// The first day of these rules.
    pub rules_from: Day,
    /// When it was decided.
    pub at: Moment,
    /// The person itself, and the guardian who sent the case where one did.
    pub asks: Vec<Asks>,
}

/// Somebody who could ask.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asks {
    /// Who.
    pub who: Asker,
    /// What is known that the decisions were made of, as far as it is told here.
    pub facts: Vec<Fact>,
    /// The answers, in the order of [`AREAS`].
    pub answers: Vec<(Area, Told)>,
}

/// Who would ask. The names are hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asker {
    /// The case's person: its name, or its number.
    Person(String),
    /// The guardian who sent the case: likewise.
    Guardian(String),
}

impl fmt::Debug for Asker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match self {
            Self::Person(_) => "Person",
            Self::Guardian(_) => "Guardian",
        };
        f.debug_tuple(kind).field(&Hidden).finish()
    }
}

/// Something that a decision was made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// It is taken that one is logged in with BankID.
    WithBankId,
    /// The person's birth date in the register, and its age in whole years (R-I5).
    Born {
        /// The day.
        day: Day,
        /// The age.
        years: u8,
    },
    /// The person's identity is protected.
    Protected,
    /// The register says that it is a guardian; when it answered, and the last day if there is one.
    Guardian {
        /// When.
        told: Moment,
        /// The last day.
        until: Option<Day>,
    },
    /// The unit's journal is not read online (R-J8).
    Withheld,
    /// The unit lets the guardian read, until this day (R-J5).
    GuardianReads(Option<Day>),
    /// The unit lets the child read itself, until this day (R-J6).
    ChildReads(Option<Day>),
    /// The unit has approved the person, until this day if it ends (R-G8).
    Approved(Option<Day>),
    /// The unit has blocked the guardian (R-J7).
    Blocked,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Told {
    /// It is open.
    Open {
        /// By which rule.
        rule: String,
        /// When it closes by itself, if that is known.
        until: Option<Moment>,
    },
    /// It is closed.
    Closed {
        /// Why.
        why: PublicReason,
        /// By which rule.
        rule: String,
        /// When it opens by itself, if that is known.
        until: Option<Moment>,
    },
    /// The unit itself has blocked the guardian (R-J7).
    BlockedHere,
    /// It is closed, and why is not told: it may be what another has decided, or a protected
    /// identity (R-G7, R-G9).
    Refused,
}

/// Whether staff is told why, beside that it is refused. What the user is not told apart is not told
/// apart to a unit either, nor is a guardian's own protected identity: it is none of its facts.
pub fn is_told(reason: Reason) -> bool {
    !matches!(
        reason.public(),
        PublicReason::CannotBeAdded | PublicReason::YourProtectedIdentity
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::day;
    use rstest::rstest;

    // R-G7, R-G9: a block of another, a child's or a guardian's protected identity, custody that is
    // none: one and the same.
    #[rstest]
    #[case(Reason::Blocked, false)]
    #[case(Reason::SubjectProtected, false)]
    #[case(Reason::SubjectNotRegistered, false)]
    #[case(Reason::NoCustody, false)]
    #[case(Reason::NotLinked, false)]
    #[case(Reason::ActorProtected, false)]
    #[case(Reason::CustodyUnknown, true)]
    #[case(Reason::GuardianEnded { ended: day("2026-11-20") }, true)]
    #[case(Reason::OwnJournalClosed { opens: day("2029-11-20") }, true)]
    #[case(Reason::ActorTooYoung { opens: day("2029-11-20") }, true)]
    #[case(Reason::ActorNotRegistered, true)]
    #[case(Reason::JournalWithheld, true)]
    #[case(Reason::CertificatesOfChild, true)]
    #[case(Reason::ClinicHasNotApproved, true)]
    fn what_staff_is_told(#[case] reason: Reason, #[case] told: bool) {
        assert_eq!(is_told(reason), told);
    }
}
