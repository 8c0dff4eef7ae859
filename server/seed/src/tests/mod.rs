//! The demo's data as a whole: right at any moment of seeding.

mod content;
mod people;
mod times;

use std::cell::Cell;
use std::collections::HashSet;

use domain::id::PersonId;
use domain::personnummer::Personnummer;
use jiff::Timestamp;
use service::ports::register::RegisterRecord;
use service::ports::store::SeedRows;
use uuid::Uuid;

use crate::{Demo, demo, rows};

pub const PERSONNUMMER: &str = include_str!("../../../../testdata/personnummer.txt");
pub const SAMORDNINGSNUMMER: &str = include_str!("../../../../testdata/samordningsnummer.txt");

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn usual() -> Demo {
    demo(at("2026-11-22T09:00:00Z")).unwrap()
}

fn named<'a>(demo: &'a Demo, given: &str) -> &'a RegisterRecord {
    let is = |record: &&RegisterRecord| record.name.as_ref().is_some_and(|n| n.given == given);
    demo.register.iter().find(is).unwrap()
}

/// Rows with ids that count up; a person's id is its number.
fn seeded(demo: &Demo) -> SeedRows {
    let count = Cell::new(0_u128);
    let known: HashSet<Personnummer> = demo.register.iter().map(|r| r.number).collect();
    rows(
        demo,
        |number| known.contains(&number).then(|| id_of(number)),
        |_| {
            count.set(count.get() + 1);
            Uuid::from_u128(count.get())
        },
    )
}

fn id_of(number: Personnummer) -> PersonId {
    PersonId(Uuid::from_u128(number.digits().parse().unwrap()))
}
