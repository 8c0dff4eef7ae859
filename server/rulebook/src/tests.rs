//! The rule sets that come with the program, and every slip with its file and line.

use domain::rules::{Region, RuleSet};
use jiff::civil::Date;
use rstest::rstest;

use super::*;

mod slips;

const DEFAULT: &str = OURS[0].1;
const KRONOBERG: &str = OURS[1].1;

fn book(files: &[(&str, &str)]) -> Result<RuleBook, Vec<String>> {
    let files: Vec<File> = files
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()))
        .collect();
    read(&files).map_err(|Problems(lines)| lines)
}

fn today() -> Date {
    Date::constant(2026, 11, 21)
}

fn region(name: &str) -> Region {
    name.parse().unwrap()
}

#[test]
fn what_comes_with_the_program_is_what_the_rules_say() {
    let book = ours().unwrap();

    let anywhere = book.edition(&Region::anywhere(), today());
    assert_eq!(anywhere.rules, RuleSet::default());
    assert_eq!(book.regions().collect::<Vec<_>>(), [&region("kronoberg")]);
    // R-J8, R-J5: psychiatry is open, a guardian may apply, and a child does not read early.
    let kronoberg = book.at(&region("kronoberg"), today());
    assert_eq!(kronoberg.withheld, []);
    assert!(kronoberg.guardian_exceptions);
    assert!(!kronoberg.child_exceptions);
    let same = RuleSet {
        child_exceptions: true,
        texts: RuleSet::default().texts,
        ..kronoberg.clone()
    };
    assert_eq!(same, RuleSet::default(), "it differs in nothing else");
}

#[test]
fn each_value_has_its_source() {
    let book = ours().unwrap();
    for name in ["default", "kronoberg"] {
        let edition = book.edition(&region(name), today());
        assert_eq!(edition.sources.len(), 14);
        assert!(edition.sources.values().all(|source| source.len() > 5));
    }
}

#[test]
fn every_value_is_read() {
    let text = DEFAULT
        .replace("value = 13\n", "value = 12\n")
        .replace("value = 16\n", "value = 15\n")
        .replace("\"02-28\"\nsource", "\"03-01\"\nsource")
        .replace("value = 24\n", "value = 12\n")
        .replace("[90, 30, 7]", "[60, 14, 1]")
        .replace(
            "[\"add_child\", \"overview\", \"inbox\", \"settings\", \"contact\"]",
            "[\"inbox\"]",
        )
        .replace("value = \"approved_clinics\"", "value = \"nowhere\"")
        .replace("value = 14\n", "value = 30\n")
        .replace(
            "value = []",
            "value = [\"child_psychiatry\", \"youth_clinic\"]",
        )
        .replace("value = true", "value = false")
        .replace("value = \"Sverige\"", "value = \"Region Blekinge\"");
    let book = book(&[("a.toml", &text)]).unwrap();

    let rules = book.at(&Region::anywhere(), today());

    let usual = RuleSet::default();
    assert_eq!(
        *rules,
        RuleSet {
            own_login_age: 12,
            own_journal_age: 15,
            leap_day: domain::age::LeapDay::Mar1,
            custody_hours: 12,
            notice_days: [60, 14, 1],
            password_areas: vec![domain::access::Area::Inbox],
            protected_contact: domain::rules::ProtectedContact::Nowhere,
            new_entry_days: 30,
            withheld: vec![
                domain::access::UnitCategory::ChildPsychiatry,
                domain::access::UnitCategory::YouthClinic,
            ],
            guardian_exceptions: false,
            child_exceptions: false,
            texts: domain::rules::RegionTexts {
                name: "Region Blekinge".into(),
                ..usual.texts
            },
        }
    );
}

/// The Kronoberg set with these days.
fn kronoberg(from: &str, until: Option<&str>) -> String {
    let days = match until {
        Some(until) => format!("valid_from = {from}\nvalid_until = {until}"),
        None => format!("valid_from = {from}"),
    };
    KRONOBERG.replace("valid_from = 2020-01-01", &days)
}

#[rstest]
#[case::one_day_twice(
    ("2026-01-01", Some("2026-06-30")), ("2026-06-30", None),
    "b.toml:5: valid_from: on 2026-06-30 the rules of a.toml hold as well; let those end with valid_until = 2026-06-29, or these begin later"
)]
#[case::one_that_does_not_end(
    ("2026-01-01", None), ("2027-01-01", None),
    "b.toml:5: valid_from: on 2027-01-01 the rules of a.toml hold as well; let those end with valid_until = 2026-12-31, or these begin later"
)]
#[case::days_without(
    ("2026-01-01", Some("2026-06-30")), ("2026-08-01", None),
    "b.toml:5: valid_from: no rules hold in kronoberg before that, from 2026-07-01 on, when those of a.toml have ended"
)]
#[case::nothing_afterwards(
    ("2026-01-01", Some("2026-06-30")), ("2026-07-01", Some("2026-12-31")),
    "b.toml:6: valid_until: no rules hold in kronoberg from then on; leave it out, or add those that follow"
)]
fn overlaps_and_gaps_are_told_at_their_line(
    #[case] a: (&str, Option<&str>),
    #[case] b: (&str, Option<&str>),
    #[case] line: &str,
) {
    let (a, b) = (kronoberg(a.0, a.1), kronoberg(b.0, b.1));

    let problems = book(&[("a.toml", &a), ("b.toml", &b), ("default.toml", DEFAULT)]);

    assert_eq!(problems, Err(vec![line.to_owned()]));
}

#[test]
fn days_that_run_backwards_are_told() {
    let text = kronoberg("2026-06-30", Some("2026-01-01"));

    let problems = book(&[("a.toml", &text), ("default.toml", DEFAULT)]).unwrap_err();

    assert_eq!(
        problems[0],
        "a.toml:6: valid_until is before valid_from: write a day that is not"
    );
}

#[test]
fn a_book_without_a_default_is_none() {
    let problems = book(&[("rules/kronoberg.toml", KRONOBERG)]).unwrap_err();

    assert_eq!(
        problems,
        [
            "no rule set has region = \"default\": add one that holds where no region has rules of \
          its own"
        ]
    );
}

#[test]
fn a_folder_holds_nothing_but_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let empty = of_folder(folder.path()).unwrap_err();
    assert!(empty.0[0].ends_with("it needs one with region = \"default\""));

    std::fs::write(folder.path().join("läsmig.txt"), "inte regler").unwrap();
    let text = DEFAULT.replace("value = 24", "value = 12");
    std::fs::write(folder.path().join("default.toml"), &text).unwrap();
    let book = of_folder(folder.path()).unwrap();

    let edition = book.edition(&region("kronoberg"), today());
    assert_eq!(edition.rules.custody_hours, 12);
    assert_eq!(written(edition), Ok(text));
    assert!(!book.knows(&region("kronoberg")));
}

#[test]
fn what_comes_with_the_program_can_be_copied() {
    let book = ours().unwrap();

    let kronoberg = book.edition(&region("kronoberg"), today());

    assert_eq!(written(kronoberg), Ok(KRONOBERG.to_owned()));
}
