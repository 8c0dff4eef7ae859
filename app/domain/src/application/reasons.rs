//! What is applied for, why, and why it was decided as it was (R-J5, R-J6, R-C3).

use super::state::Act;
use super::words;
use crate::access::Reader;
use crate::ruling::RulingKind;

words! {
    /// What is applied for.
    ApplicationKind {
        /// Exception A: a guardian reads (R-J5).
        GuardianReads = "guardian-reads",
        /// Exception B: the child reads itself (R-J6).
        ChildReads = "child-reads",
    }
}

impl ApplicationKind {
    /// Who reads, once it is approved.
    pub fn reader(self) -> Reader {
        match self {
            Self::GuardianReads => Reader::Guardian,
            Self::ChildReads => Reader::Child,
        }
    }

    /// What is decided, once it is approved.
    pub fn ruling(self) -> RulingKind {
        match self {
            Self::GuardianReads => RulingKind::GuardianReads,
            Self::ChildReads => RulingKind::ChildReads,
        }
    }
}

words! {
    /// Why somebody applies, as it is chosen in the form.
    Why {
        /// To help the child with its treatment.
        Treatment = "behandling",
        /// The child has asked for it.
        ChildsWish = "barnet-vill",
        /// The child can't read or understand it itself.
        CannotSelf = "kan-inte-sjalv",
        /// To understand one's own care.
        Understand = "forsta",
        /// To look after one's own treatment.
        OwnTreatment = "egen-behandling",
        /// Something else: in one's own words.
        Other = "annat",
    }
}

impl Why {
    /// What can be chosen in the form for this kind.
    pub fn of(kind: ApplicationKind) -> &'static [Self] {
        match kind {
            ApplicationKind::GuardianReads => &[
                Self::Treatment,
                Self::ChildsWish,
                Self::CannotSelf,
                Self::Other,
            ],
            ApplicationKind::ChildReads => &[Self::Understand, Self::OwnTreatment, Self::Other],
        }
    }
}

words! {
    /// Why a unit has decided as it has (R-C3).
    Grounds {
        /// Reading is needed for the child's care.
        Needed = "behovs",
        /// The child wants it, and it is good for the child.
        ChildsWish = "barnets-vilja",
        /// The child can't follow its own care.
        CannotSelf = "kan-inte-sjalv",
        /// The child is mature enough (R-J6).
        Mature = "mogen",
        /// The child has not consented.
        NoConsent = "inget-samtycke",
        /// It is not thought to be good for the child.
        NotGood = "inte-barnets-basta",
        /// It is not needed for the child's care.
        NotNeeded = "behovs-inte",
        /// The child needs support to read (R-J6).
        NotMature = "inte-mogen",
        /// It has been decided by mistake.
        Mistake = "misstag",
    }
}

impl Grounds {
    /// What can be chosen for this act.
    pub fn of(kind: ApplicationKind, act: Act) -> &'static [Self] {
        match (act, kind) {
            (Act::Approve, ApplicationKind::GuardianReads) => {
                &[Self::Needed, Self::ChildsWish, Self::CannotSelf]
            }
            (Act::Approve, ApplicationKind::ChildReads) => &[Self::Mature],
            (Act::Deny, ApplicationKind::GuardianReads) => {
                &[Self::NoConsent, Self::NotGood, Self::NotNeeded]
            }
            (Act::Deny, ApplicationKind::ChildReads) => &[Self::NotMature, Self::NotGood],
            (Act::Revoke, _) => &[Self::NotNeeded, Self::NotGood, Self::Mistake],
            _ => &[],
        }
    }
}
