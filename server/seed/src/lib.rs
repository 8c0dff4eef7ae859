//! What the demo starts with, as data files (`data/*.toml`), and the file format of
//! `agera-ombud register import FILE`.
//!
//! # The register's file
//! TOML, one `[[person]]` for each person:
//!
//! ```toml
//! [[person]]
//! number = "20131124-2380"      # 12 digits, with or without the dash; required
//! born = 2013-11-24             # the register's birth date (R-I5); required
//! given = "Ada"                 # given and family name: both, or neither (R-I7)
//! family = "Ek"
//! protection = "confidential"   # or "protected_record"; left out: none
//! residence = "emigrated"       # or "deregistered", "dead"; left out: registered in Sweden
//!
//! [[person.guardian_of]]        # relation VF: whom the person is guardian of (R-G1)
//! child = "20210118-2398"       # the child need not stand in the file
//! until = 2026-10-31            # the last day of custody; left out: it has no end
//! ```
//!
//! A protected person's name and children are not taken over, since the real register cuts such
//! records (R-G7). Errors tell the line and which person of the file it is, and never what was
//! written there.
//!
//! # The clinics' file
//! That of `agera-ombud clinic import FILE`: one `[[clinic]]` for each clinic.
//!
//! ```toml
//! [[clinic]]
//! name = "Vårdcentralen Ugglan"   # by it, it is known again
//! phone = "0470-58 80 00"
//! principal = "Region Prov"       # who answers for it; its administrators say who works there
//! [[clinic.unit]]
//! name = "BVC Ugglan"
//! offers = ["booking", "message", "renewal", "certificate"]   # at first; left out: nothing
//! identifiers = ["urn:oid:1.2.752.29.4.19|SE2321000016-1A2B"]  # by what care systems know it
//! category = "child_psychiatry"   # for the rules (R-J8); left out: general; or youth_clinic
//! withheld = true                 # its own journal is not read online (R-J8); left out: false
//! ```
//!
//! # The demo's files
//! Every time in them is relative to the moment of seeding, and never after it: `when.rs` tells
//! the forms. Clinics are closed at weekends, so what falls on one is moved to the Friday
//! before. A text may hold `{day+14}`: the day that many days after its own, written out.

mod clinics;
mod content;
mod error;
mod journal;
mod number;
mod people;
mod prescription;
mod reading;
mod register;
mod rows;
#[cfg(test)]
mod tests;
mod thread;
mod times;
mod when;

use jiff::Timestamp;
use service::ports::register::RegisterRecord;

pub use clinics::clinics_file;
pub use error::{Place, SeedError};
pub use register::register_file;
pub use rows::rows;

/// What the demo starts with, at one moment.
pub struct Demo {
    /// The population register.
    pub register: Vec<RegisterRecord>,
    /// Those who can play in the BankID simulator, in the order to show them. One of them is
    /// refused at log-in by its coordination number (R-L8), one by having emigrated (R-L5).
    pub people: Vec<DemoPerson>,
    /// Children whose numbers can be tried under *Lägg till barn*, with what happens then.
    pub children: Vec<DemoPerson>,
    content: content::Content,
}

/// A person of the demo, as a list of them shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct DemoPerson {
    /// 12 digits: a personnummer, or a coordination number.
    pub number: String,
    /// The name as an e-ID tells it; a newborn has none (R-I7).
    pub name: Option<String>,
    /// What can be tried with this person: a short Swedish sentence or two.
    pub note: String,
}

/// The demo as it is at `now`. The same moment always gives the same demo; another day gives
/// other birth dates, and with them other numbers for the smallest children. So one who starts a
/// seeded database again calls it with the moment of the seeding.
///
/// # Errors
/// Where a data file is wrong; the tests read them all.
pub fn demo(now: Timestamp) -> Result<Demo, SeedError> {
    let people = people::read(now)?;
    let content = content::read(&people, now)?;
    Ok(Demo {
        register: people.register(),
        people: people.players(),
        children: people.children(),
        content,
    })
}
