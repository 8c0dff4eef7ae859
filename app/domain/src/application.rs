//! Applications for an exception: that a guardian reads of a child from 13 to 15 (A, R-J5), or that
//! such a child reads itself (B, R-J6), at one unit.

mod form;
mod state;

#[cfg(test)]
mod tests;

pub use form::{ApplicationForm, DeskAct, DeskForm, LONGEST_WORDS, NewApplication};
pub use state::{Act, NotDone, Party, State, after};

use std::fmt;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::{EXCEPTION_ENDS_AT, Reader};
use crate::age;
use crate::contact::UnitOffer;
use crate::hidden::Hidden;
use crate::id::{ApplicationId, UnitId};
use crate::message::FormKey;
use crate::moment::{Day, Moment};
use crate::rules::RuleSet;
use crate::ruling::RulingKind;

/// Makes an enum that is kept, and sent in forms, as words.
macro_rules! words {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $value:ident = $word:literal,)+ }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum $name {
            $($(#[$doc])* $value,)+
        }

        impl $name {
            /// Every one.
            pub const ALL: &[Self] = &[$(Self::$value,)+];

            /// The word for it, in forms and in the database.
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }

            /// The one with this word.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.word() == word)
            }
        }
    };
}
use words;

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

/// The first day on which no exception holds for one born then: the 16th birthday, or where the
/// child reads its own journal earlier, that one (R-J5, R-J4).
pub fn grown(born: Date, rules: &RuleSet) -> Date {
    let years = EXCEPTION_ENDS_AT.min(rules.own_journal_age);
    // Past the calendar's end there is none to be approved.
    age::birthday(born, years, rules.leap_day).unwrap_or(Date::MIN)
}

/// The last day that is proposed for an exception: half a year on, or the last that there is.
pub fn proposed(today: Date, grown: Date) -> Date {
    let last = grown.yesterday().unwrap_or(Date::MIN);
    let half = today.checked_add(Span::new().months(6)).unwrap_or(last);
    half.min(last)
}

/// How many days before it ends an exception's end is told.
pub const ENDING_DAYS: i32 = 14;

/// An application as lists have it. The names are hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationSummary {
    /// The application.
    pub id: ApplicationId,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Who applies, by name.
    pub applicant: String,
    /// Whose journal, by name.
    pub child: String,
    /// Which unit's part of it, by name.
    pub unit: String,
    /// How it stands today.
    pub state: State,
    /// The last day, where it is approved.
    pub until: Option<Day>,
    /// When something last happened with it.
    pub changed: Moment,
}

impl fmt::Debug for ApplicationSummary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApplicationSummary")
            .field("id", &self.id)
            .field("kind", &self.kind)
            .field("people", &Hidden)
            .field("state", &self.state)
            .finish_non_exhaustive()
    }
}

/// The applications of one who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applications {
    /// Those that one has made, newest first.
    pub own: Vec<ApplicationSummary>,
    /// Those in which others ask to read of one's journal, newest first.
    pub asked: Vec<ApplicationSummary>,
    /// What one could apply for, by one's age.
    pub kind: ApplicationKind,
}

/// What the form for a new application needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApplicationDesk {
    /// What one could apply for, by one's age.
    pub kind: ApplicationKind,
    /// Whether the region has such exceptions at all.
    pub offered: bool,
    /// The units that the search finds; nothing searched for: those that a child knows.
    pub units: Vec<UnitOffer>,
    /// The form's key.
    pub key: FormKey,
}

/// A unit's applications.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitApplications {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// Those that wait to be decided, oldest first.
    pub waiting: Vec<ApplicationSummary>,
    /// The others, newest first.
    pub decided: Vec<ApplicationSummary>,
}

/// Something that was done with an application.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What; nothing: it was sent.
    pub act: Option<Act>,
    /// When.
    pub at: Moment,
    /// By whom, as far as the reader is told.
    pub by: String,
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Step").field(&self.act).finish()
    }
}

/// A doctor's note that the child can't give consent (R-J5).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The doctor, by name.
    pub doctor: String,
    /// Of which day it is.
    pub on: Day,
}

impl fmt::Debug for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Note").field(&Hidden).finish()
    }
}

/// An application with all that its reader may know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Application {
    /// As in the list.
    pub summary: ApplicationSummary,
    /// As what one reads it.
    pub party: Party,
    /// The child's personnummer as it is shown: for staff.
    pub number: Option<String>,
    /// Why it is applied for.
    pub why: Why,
    /// The applicant's own words, where the reader is told them; they may be empty.
    pub words: String,
    /// The doctor's note, for staff.
    pub note: Option<Note>,
    /// Why it was decided as it was.
    pub grounds: Option<Grounds>,
    /// What the unit writes to the applicant.
    pub answer: String,
    /// What was done with it, oldest first.
    pub steps: Vec<Step>,
    /// What the reader may do with it now.
    pub acts: Vec<Act>,
    /// The last day that may be chosen, and the one that is proposed: for staff.
    pub last: Day,
    /// The one that is proposed.
    pub proposed: Day,
    /// Its version: an act is refused where it has grown.
    pub version: u32,
}
