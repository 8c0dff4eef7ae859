//! The rule set: the parameters of the rules, as a region has them for a time. A rule set is data,
//! each value with its source; [`RuleBook`] has them all.

mod book;
mod problem;

#[cfg(test)]
mod tests;

pub use book::{BookProblem, Edition, Region, RuleBook};
pub use problem::{Key, RuleProblem};

use std::borrow::Cow;

use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};

use crate::access::{Area, UnitCategory};
use crate::age::{LeapDay, days_between};

/// The age in whole years at which a person comes of age: law, not a setting.
pub const ADULT_AGE: u8 = 18;

/// The age in whole years at which a guardian's link ends at the latest (R-G2, R-G4): a setting
/// may end it earlier, never later.
pub const GUARDED_UNTIL: u8 = 13;

/// The parameters of the rules. The defaults are those of `docs/RULES.md`, and of
/// `rules/default.toml`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RuleSet {
    /// The age in whole years at which a guardian's link ends and one's own log-in opens
    /// (R-G4, R-L10, R-J3).
    pub own_login_age: u8,
    /// The age in whole years from which a child reads its own journal (R-J4).
    pub own_journal_age: u8,
    /// When a person born on 29 February reaches an age in a common year (R-I6).
    pub leap_day: LeapDay,
    /// How many hours the register's answer on custody may be relied on (R-G6).
    pub custody_hours: u16,
    /// How many days before the birthday that ends a guardian's link it is told of (R-G5): three
    /// notices, the earliest first.
    pub notice_days: [u16; 3],
    /// What a password opens. Never the journal, prescriptions or certificates, whatever stands
    /// here (R-L6, R-J12).
    pub password_areas: Vec<Area>,
    /// Where a person with a protected identity may contact clinics (R-G8).
    pub protected_contact: ProtectedContact,
    /// For how many days an entry of the journal is new, and shown only to one who chooses so
    /// (R-J10).
    pub new_entry_days: u16,
    /// The categories of units whose journal is withheld from online reading (R-J8).
    pub withheld: Vec<UnitCategory>,
    /// Whether units may let a guardian read of a child from 13 to 15: exception A (R-J5).
    pub guardian_exceptions: bool,
    /// Whether units may let a child from 13 to 15 read itself: exception B (R-J6).
    pub child_exceptions: bool,
    /// What the region says, in Swedish.
    pub texts: RegionTexts,
}

/// Where a person with a protected identity may contact clinics online, as itself (R-G8).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProtectedContact {
    /// At those clinics that have approved it.
    ApprovedClinics,
    /// At none.
    Nowhere,
}

/// What a region says to people, in Swedish.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegionTexts {
    /// Its name, as people know it.
    pub name: Cow<'static, str>,
    /// What it says of the journal of a child from 13 to 15.
    pub journal: Cow<'static, str>,
    /// Whom to ask.
    pub contact: Cow<'static, str>,
}

impl RuleSet {
    /// How many days before a birthday that changes something pages tell of it: from the first
    /// notice on (R-G5).
    pub fn soon_days(&self) -> u16 {
        let [first, ..] = self.notice_days;
        first
    }

    /// How long the register's answer on custody may be relied on (R-G6).
    pub fn custody_age(&self) -> SignedDuration {
        SignedDuration::from_hours(i64::from(self.custody_hours))
    }

    /// Whether what the register told at `told` can't be relied on at `now` (R-G6): it is too old,
    /// or as far in the future, which says that one of the clocks was wrong.
    pub fn is_stale(&self, told: Timestamp, now: Timestamp) -> bool {
        now.duration_since(told).abs() > self.custody_age()
    }

    /// Whether an entry of the journal is shown only to a reader who has chosen so for this visit
    /// (R-J10): it is not signed, or newer than so many days.
    pub fn asks_first(&self, written: Date, signed: bool, today: Date) -> bool {
        !signed || days_between(written, today) < i64::from(self.new_entry_days)
    }
}

impl Default for RuleSet {
    fn default() -> Self {
        Self {
            own_login_age: GUARDED_UNTIL,
            own_journal_age: 16,
            leap_day: LeapDay::Feb28,
            custody_hours: 24,
            notice_days: [90, 30, 7],
            password_areas: vec![
                Area::AddChild,
                Area::Overview,
                Area::Inbox,
                Area::Settings,
                Area::Contact,
            ],
            protected_contact: ProtectedContact::ApprovedClinics,
            new_entry_days: 14,
            withheld: Vec::new(),
            guardian_exceptions: true,
            child_exceptions: true,
            texts: RegionTexts::default(),
        }
    }
}

impl Default for RegionTexts {
    fn default() -> Self {
        Self {
            name: "Sverige".into(),
            journal: "Barn som är 13–15 år kan inte läsa sin journal via nätet, och det kan inte \
                      barnets vårdnadshavare heller. Barnet kan läsa journalen från den dag hen \
                      fyller 16 år."
                .into(),
            contact: "Fråga barnets mottagning, eller ring 1177.".into(),
        }
    }
}
