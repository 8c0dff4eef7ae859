//! Every time is relative to the moment of seeding, and before it.

use std::collections::HashMap;

use domain::age;
use domain::id::PersonId;
use jiff::{Timestamp, ToSpan};
use rstest::rstest;

use super::{at, id_of, seeded};
use crate::demo;

/// Every point in the data files where somebody could be wrong about the calendar: leap days, the
/// nights when the clocks change, midnights, both ends of a year, every weekday.
#[rstest]
#[case("2026-11-22T09:00:00Z")]
#[case("2028-02-28T23:30:00Z")]
#[case("2028-02-29T12:00:00Z")]
#[case("2028-02-29T23:30:00Z")]
#[case("2032-02-29T00:30:00Z")]
#[case("2027-03-28T00:59:59Z")]
#[case("2027-03-28T01:00:00Z")]
#[case("2027-03-29T00:10:00Z")]
#[case("2026-10-25T00:30:00Z")]
#[case("2026-10-25T01:30:00Z")]
#[case("2026-12-31T22:59:59Z")]
#[case("2026-12-31T23:00:00Z")]
#[case("2027-01-04T05:00:00Z")]
#[case("2027-04-06T05:00:00Z")]
#[case("2027-05-21T05:00:00Z")]
#[case("2027-07-08T21:59:59Z")]
#[case("2027-08-14T12:00:00Z")]
#[case("2031-06-12T12:00:00Z")]
fn nothing_is_later_than_the_moment_of_seeding(#[case] now: &str) {
    let now = at(now);
    let demo = demo(now).unwrap();
    let rows = seeded(&demo);
    let born: HashMap<PersonId, _> = demo
        .register
        .iter()
        .map(|record| (id_of(record.number), record.born))
        .collect();
    assert!(
        demo.register
            .iter()
            .all(|record| record.born < age::today(now))
    );
    for thread in &rows.threads {
        let mut previous = Timestamp::MIN;
        for message in &thread.messages {
            assert!(message.written < now, "{}", thread.subject);
            assert!(
                message.written > previous,
                "out of order: {}",
                thread.subject
            );
            assert!(
                age::today(message.written) >= born[&thread.person],
                "{}",
                thread.subject
            );
            previous = message.written;
        }
    }
    for entry in &rows.entries {
        assert!(entry.happened < now, "{}", entry.title);
        assert!(
            age::today(entry.happened) >= born[&entry.person],
            "{}",
            entry.title
        );
    }
    for prescription in &rows.prescriptions {
        let name = &prescription.medicine.name;
        assert!(prescription.prescribed < age::today(now), "{name}");
        assert!(
            prescription.prescribed >= born[&prescription.person],
            "{name}"
        );
        assert!(prescription.valid_until > prescription.prescribed, "{name}");
    }
    for certificate in &rows.certificates {
        assert!(certificate.issued < now);
    }
}

#[test]
fn the_whole_demo_can_be_made_in_every_week() {
    for week in 0..60 {
        let now = at("2026-11-22T09:00:00Z")
            .checked_add((week * 7 * 24).hours())
            .unwrap();
        demo(now).unwrap();
    }
}
