//! The decision, tested six ways: a table of cases and a matrix of every combination, both written
//! by hand from the rules' texts; a sweep over every combination for what must hold in all of them;
//! properties of facts and of time; the log-in; and what a region's rule set changes.

mod any;
mod login;
mod matrix;
mod properties;
mod region;
mod sweep;
mod table;
mod time;

use super::*;
use crate::id::{ClinicId, PrincipalId, UnitId};
use crate::person::Protection;
use crate::testdata::{at, day};
use uuid::Uuid;

/// Saturday 21 November 2026, noon in Sweden.
const NOON: &str = "2026-11-21T12:00:00+01:00";

/// Somebody who is an adult in every test, registered in Sweden and with nothing protected.
fn adult() -> PersonFacts {
    person(day("1965-05-17"))
}

/// A person born on `born`, registered in Sweden and with nothing protected.
fn person(born: Date) -> PersonFacts {
    PersonFacts {
        born,
        protection: Protection::Open,
        residence: Residence::Registered,
    }
}

/// A guardian who has added the child, asked the register just now, and logged in with BankID.
fn guardian_asks(born: Date, area: Area, now: Timestamp) -> Question<'static> {
    Question {
        assurance: Assurance::High,
        actor: adult(),
        subject: person(born),
        relation: Relation::Custody {
            custody: Custody::Held { until: None },
            checked: now,
            linked: true,
        },
        area,
        unit: None,
        rulings: Rulings::NONE,
        now,
    }
}

/// A person who logged in with BankID and asks about itself.
fn oneself_asks(born: Date, area: Area, now: Timestamp) -> Question<'static> {
    Question {
        actor: person(born),
        relation: Relation::Myself,
        ..guardian_asks(born, area, now)
    }
}

/// The clinic and the unit that a question is about, and others.
const CLINIC: ClinicId = ClinicId(Uuid::from_u128(1));
const OTHER_CLINIC: ClinicId = ClinicId(Uuid::from_u128(2));
const UNIT: UnitId = UnitId(Uuid::from_u128(11));
const OTHER_UNIT: UnitId = UnitId(Uuid::from_u128(12));
const PRINCIPAL: PrincipalId = PrincipalId(Uuid::from_u128(21));

/// A unit with nothing that the rules tell apart.
fn unit() -> UnitFacts {
    UnitFacts {
        unit: UNIT,
        clinic: CLINIC,
        category: UnitCategory::General,
        withheld: false,
    }
}
