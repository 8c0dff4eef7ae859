//! Applications for an exception: that a guardian reads of a child from 13 to 15 (A, R-J5), or that
//! such a child reads itself (B, R-J6), at one unit.

mod form;
mod reasons;
mod shown;
mod state;

#[cfg(test)]
mod tests;

pub use form::{ApplicationForm, DeskAct, DeskForm, LONGEST_WORDS, NewApplication};
pub use reasons::{ApplicationKind, Grounds, Why};
pub use shown::{
    Application, ApplicationDesk, ApplicationSummary, Applications, Step, UnitApplications,
};
pub use state::{Act, NotDone, Party, State, after};

use std::fmt;

use jiff::Span;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::EXCEPTION_ENDS_AT;
use crate::age;
use crate::hidden::Hidden;
use crate::moment::Day;
use crate::rules::RuleSet;

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
