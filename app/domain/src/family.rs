//! The logged-in person and its children, as pages show them.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::access::PublicReason;
use crate::age;
use crate::application::ApplicationSummary;
use crate::booking::NextBooking;
use crate::hidden::Hidden;
use crate::id::LinkId;
use crate::moment::Day;
use crate::rules::{ADULT_AGE, RuleSet};

#[cfg(test)]
mod tests;

/// The home page (*Mina sidor*).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Home {
    /// One's own name.
    pub name: String,
    /// How many threads of one's own are unread.
    pub unread: u32,
    /// One's own next booking.
    pub next: Option<NextBooking>,
    /// How many of one's own prescriptions wait for the clinic to decide on renewing them; 0 where
    /// one may not see them.
    pub renewals: u32,
    /// The children, oldest link first: what stands under **Agera ombud**.
    pub children: Vec<ChildCard>,
    /// Applications to read of one's journal that wait for one's answer (R-J5).
    pub asked: Vec<ApplicationSummary>,
}

/// A child on the home page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildCard {
    /// Who it is.
    pub child: ChildName,
    /// Whether its pages are open, and what is new there.
    pub state: ChildState,
    /// What one reads of its journal by exceptions, once its pages are closed (R-J5).
    pub reads: Vec<ReadsAt>,
}

/// A unit's part of a child's journal that one reads by an exception (R-J5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadsAt {
    /// The unit's name.
    pub unit: String,
    /// The last day.
    pub until: Day,
}

/// Whether a child's pages are open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ChildState {
    /// Open.
    Open {
        /// How many threads are unread.
        unread: u32,
        /// The next booking.
        next: Option<NextBooking>,
        /// How many prescriptions wait for the clinic to decide on renewing them; 0 where one may
        /// not see them (R-L6).
        renewals: u32,
    },
    /// Closed, and why.
    Closed(PublicReason),
    /// This child's data can't be shown now; the others can.
    Failed,
}

/// A child as bands, cards and switchers name it. The names are hidden in debug output: a
/// newborn's is its personnummer.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChildName {
    /// The link: what stands in the address.
    pub link: LinkId,
    /// Its name, or its personnummer (R-I7).
    pub name: String,
    /// The given name, or the personnummer (R-I7): for buttons.
    pub short: String,
    /// Its age.
    pub age: Age,
    /// Its colour, 0–7.
    pub colour: u8,
    /// The next birthday that changes something, if it is within 90 days (R-G5's first notice).
    pub soon: Option<Soon>,
    /// Whether one is its ombud no more, and reads parts of its journal by exceptions (R-J5).
    pub reads_only: bool,
}

/// An age as it is said: days, weeks or months for the smallest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// Whole days, under 2 weeks: 0 on the day of birth.
    Days(u16),
    /// Whole weeks, under 3 months.
    Weeks(u16),
    /// Whole months, under 2 years.
    Months(u16),
    /// Whole years.
    Years(u8),
}

impl Age {
    /// The age in Swedish: "9 dagar", "5 veckor", "14 månader", "8 år".
    pub fn text(self) -> String {
        match self {
            Self::Days(1) => "1 dag".to_owned(),
            Self::Days(days) => format!("{days} dagar"),
            Self::Weeks(1) => "1 vecka".to_owned(),
            Self::Weeks(weeks) => format!("{weeks} veckor"),
            Self::Months(1) => "1 månad".to_owned(),
            Self::Months(months) => format!("{months} månader"),
            Self::Years(years) => format!("{years} år"),
        }
    }
}

/// A birthday that changes something, soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Soon {
    /// What the child turns.
    pub turns: u8,
    /// On which day.
    pub day: Day,
    /// In how many days: 1 is tomorrow.
    pub days: u16,
}

/// The next birthday that changes something (13, 16 and 18 by default) of a person born on
/// `born`, if it is 1–90 days after `today`: on the day itself it has changed.
pub fn soon(born: Date, today: Date, rules: &RuleSet) -> Option<Soon> {
    let at = |turns: u8| {
        let day = age::birthday(born, turns, rules.leap_day)?;
        let days = u16::try_from(age::days_between(today, day)).ok()?;
        (1..=rules.soon_days()).contains(&days).then_some(Soon {
            turns,
            day: day.into(),
            days,
        })
    };
    let ages = [rules.own_login_age, rules.own_journal_age, ADULT_AGE];
    ages.into_iter().filter_map(at).min_by_key(|soon| soon.days)
}

/// A child's overview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    /// Who it is.
    pub child: ChildName,
    /// How many threads are unread.
    pub unread: u32,
    /// The next booking.
    pub next: Option<NextBooking>,
    /// On which day acting for the child ends (R-G4).
    pub ends: Day,
}

/// Whom a page is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Whom {
    /// Oneself: one's name.
    Myself(String),
    /// A child acted for.
    Child(ChildName),
}

impl fmt::Debug for Home {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Home")
            .field("name", &Hidden)
            .field("unread", &self.unread)
            .field("next", &self.next)
            .field("renewals", &self.renewals)
            .field("children", &self.children)
            .field("asked", &self.asked)
            .finish()
    }
}

impl fmt::Debug for ChildName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ChildName")
            .field("link", &self.link)
            .field("name", &Hidden)
            .field("short", &Hidden)
            .field("age", &self.age)
            .field("colour", &self.colour)
            .field("soon", &self.soon)
            .field("reads_only", &self.reads_only)
            .finish()
    }
}

impl fmt::Debug for Whom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Myself(_) => f.debug_tuple("Myself").field(&Hidden).finish(),
            Self::Child(child) => f.debug_tuple("Child").field(child).finish(),
        }
    }
}
