//! Who there is.

use std::collections::HashSet;

use domain::age::{self, LeapDay, birthday};
use domain::person::Protection;
use jiff::ToSpan;
use jiff::civil::date;
use rstest::rstest;

use super::{PERSONNUMMER, SAMORDNINGSNUMMER, at, named, usual};
use crate::{Demo, demo, people};

#[test]
fn one_turns_13_in_four_days_on_400_days_in_a_row() {
    for hours in (0..400).map(|day| day * 24) {
        let now = at("2026-11-22T22:30:00Z")
            .checked_add(hours.hours())
            .unwrap();
        let elsa = people::read(now).unwrap();
        let born = elsa.get("elsa").unwrap().record.born;
        let expected = age::today(now).checked_add(4.days()).unwrap();
        assert_eq!(birthday(born, 13, LeapDay::Feb28), Some(expected));
    }
}

#[test]
fn on_the_one_day_when_nobody_can_turn_13_it_is_the_day_after() {
    let people = people::read(at("2028-02-25T12:00:00Z")).unwrap();
    assert_eq!(people.get("elsa").unwrap().record.born, date(2015, 3, 1));
}

#[test]
fn the_one_turning_13_has_the_number_of_that_day_where_there_is_one() {
    let now = at("2026-11-22T09:00:00Z");
    let people = people::read(now).unwrap();
    let elsa = &people.get("elsa").unwrap().record;
    assert_eq!(elsa.number.date(), Some(elsa.born));
}

#[rstest]
#[case("newborn", 0)]
#[case("vilgot", 8)]
#[case("elsa", 12)]
#[case("noor", 5)]
#[case("tuva", 10)]
#[case("leo", 14)]
#[case("hanna", 16)]
#[case("signe", 12)]
fn a_child_is_as_old_as_its_part_asks_for_on_any_day(#[case] key: &str, #[case] years: u8) {
    for days in (0..1500).step_by(97) {
        let now = at("2026-11-22T09:00:00Z")
            .checked_add((days * 24).hours())
            .unwrap();
        let people = people::read(now).unwrap();
        let born = people.get(key).unwrap().record.born;
        assert_eq!(age::age(born, age::today(now), LeapDay::Feb28), years);
    }
}

#[test]
fn the_newborn_is_nine_days_old_and_its_number_tells_another_date() {
    let demo = usual();
    let newborn = demo
        .register
        .iter()
        .find(|r| r.name.is_none() && !r.protection.is_protected());
    let newborn = newborn.unwrap();
    assert_eq!(newborn.born, date(2026, 11, 13));
    assert_ne!(newborn.number.date(), Some(newborn.born));
}

#[test]
fn every_number_is_an_official_test_number_and_nobody_shares_one() {
    let test_numbers: HashSet<&str> = PERSONNUMMER.lines().collect();
    for days in (0..800).step_by(61) {
        let now = at("2026-11-22T09:00:00Z")
            .checked_add((days * 24).hours())
            .unwrap();
        let people = people::read(now).unwrap();
        let numbers: Vec<String> = people
            .register()
            .iter()
            .map(|r| r.number.digits())
            .collect();
        assert!(
            numbers
                .iter()
                .all(|number| test_numbers.contains(number.as_str()))
        );
        assert_eq!(numbers.iter().collect::<HashSet<_>>().len(), numbers.len());
    }
}

#[test]
fn those_who_can_log_in_keep_their_numbers_whatever_day_it_is() {
    let later = demo(at("2027-06-01T09:00:00Z")).unwrap();
    let numbers = |demo: &Demo| -> Vec<String> {
        let all_but_elsa = demo
            .people
            .iter()
            .filter(|p| p.name.as_deref() != Some("Elsa Lindvall"));
        all_but_elsa.map(|person| person.number.clone()).collect()
    };
    assert_eq!(numbers(&usual()), numbers(&later));
    assert_eq!(later.people.len(), numbers(&later).len() + 1);
}

#[test]
fn one_player_has_a_coordination_number_and_the_others_are_in_the_register() {
    let demo = usual();
    let known: HashSet<String> = demo.register.iter().map(|r| r.number.digits()).collect();
    let strangers: Vec<_> = demo
        .people
        .iter()
        .filter(|p| !known.contains(&p.number))
        .collect();
    assert_eq!(strangers.len(), 1);
    assert!(
        SAMORDNINGSNUMMER
            .lines()
            .any(|line| line == strangers[0].number)
    );
}

#[test]
fn protected_records_are_cut_as_the_register_cuts_them() {
    let demo = usual();
    let cut: Vec<_> = demo
        .register
        .iter()
        .filter(|r| r.protection == Protection::Confidential)
        .collect();
    assert_eq!(cut.len(), 2);
    assert!(
        cut.iter()
            .all(|record| record.name.is_none() && record.guardian_of.is_empty())
    );
}

#[test]
fn one_custody_ended_last_month_and_the_others_go_on() {
    for now in [
        "2026-11-22T09:00:00Z",
        "2027-03-01T00:30:00Z",
        "2027-03-31T12:00:00Z",
    ] {
        let demo = demo(at(now)).unwrap();
        let first_of_month = age::today(at(now)).first_of_month();
        let ended: Vec<_> = demo
            .register
            .iter()
            .flat_map(|r| &r.guardian_of)
            .filter_map(|c| c.until)
            .collect();
        assert_eq!(ended, [first_of_month.yesterday().unwrap()]);
    }
    let demo = usual();
    assert_eq!(named(&demo, "Sara").guardian_of.len(), 3);
    assert!(named(&demo, "Petra").guardian_of.is_empty());
    assert!(named(&demo, "Gunnar").guardian_of.is_empty());
}
