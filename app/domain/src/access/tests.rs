//! The decision, tested four ways: a table written by hand from the rules' texts, a sweep over
//! every combination for what must hold in all of them, properties over time, and the log-in.

mod login;
mod sweep;
mod table;
mod time;

use super::*;
use crate::testdata::{at, day};

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
fn guardian_asks(born: Date, area: Area, now: Timestamp) -> Question {
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
        now,
    }
}

/// A person who logged in with BankID and asks about itself.
fn oneself_asks(born: Date, area: Area, now: Timestamp) -> Question {
    Question {
        actor: person(born),
        relation: Relation::Myself,
        ..guardian_asks(born, area, now)
    }
}
