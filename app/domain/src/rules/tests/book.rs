//! Which rule set holds when, and what makes no book.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;

/// A rule set that can be told from others by its hours.
fn edition(region: &str, from: &str, until: Option<&str>, hours: u16) -> Edition {
    Edition {
        region: region.parse().unwrap(),
        from: day(from),
        until: until.map(day),
        rules: with(|rules| rules.custody_hours = hours),
        sources: BTreeMap::new(),
        file: format!("{region}.toml"),
    }
}

fn region(name: &str) -> Region {
    name.parse().unwrap()
}

fn book() -> RuleBook {
    RuleBook::new(vec![
        edition("kronoberg", "2027-01-01", None, 4),
        edition("default", "2020-01-01", Some("2026-12-31"), 1),
        edition("kronoberg", "2026-03-01", Some("2026-12-31"), 3),
        edition("default", "2027-01-01", None, 2),
    ])
    .unwrap()
}

#[rstest]
#[case::anywhere("default", "2026-11-21", 1)]
#[case::its_last_day("default", "2026-12-31", 1)]
#[case::the_next_ones_first_day("default", "2027-01-01", 2)]
#[case::before_the_first_the_first("default", "2001-01-01", 1)]
#[case::for_ever("default", "9999-12-31", 2)]
#[case::a_regions_own("kronoberg", "2026-03-01", 3)]
#[case::before_a_regions_first_as_anywhere("kronoberg", "2026-02-28", 1)]
#[case::a_regions_next("kronoberg", "2027-01-01", 4)]
#[case::a_region_without_rules_of_its_own("gotland", "2027-01-01", 2)]
fn one_set_holds_on_each_day(#[case] place: &str, #[case] today: &str, #[case] hours: u16) {
    let book = book();

    let rules = book.at(&region(place), day(today));

    assert_eq!(rules.custody_hours, hours);
}

#[rstest]
#[case("default", "2026-11-21", Some("2027-01-01"))]
#[case("default", "2027-01-01", None)]
#[case("kronoberg", "2026-01-01", Some("2026-03-01"))]
#[case("kronoberg", "2026-03-01", Some("2027-01-01"))]
fn the_day_of_the_next_set_is_known(
    #[case] place: &str,
    #[case] today: &str,
    #[case] next: Option<&str>,
) {
    assert_eq!(
        book().next_edition(&region(place), day(today)),
        next.map(day)
    );
}

#[rstest]
#[case::nothing_at_all(vec![], vec![BookProblem::NoDefault])]
#[case::no_default(
    vec![edition("kronoberg", "2026-01-01", None, 1)],
    vec![BookProblem::NoDefault]
)]
#[case::backwards(
    vec![edition("default", "2026-01-01", Some("2025-12-31"), 1),
         edition("default", "2026-01-02", None, 1)],
    vec![BookProblem::Backwards(0), BookProblem::Gap(0, 1)]
)]
#[case::one_day_twice(
    vec![edition("default", "2026-01-01", Some("2026-06-30"), 1),
         edition("default", "2026-06-30", None, 1)],
    vec![BookProblem::Overlap(0, 1)]
)]
#[case::one_that_never_ends_before_another(
    vec![edition("default", "2027-01-01", None, 1),
         edition("default", "2026-01-01", None, 1)],
    vec![BookProblem::Overlap(1, 0)]
)]
#[case::the_same_day(
    vec![edition("default", "2026-01-01", None, 1), edition("default", "2026-01-01", None, 1)],
    vec![BookProblem::Overlap(0, 1)]
)]
#[case::a_day_without(
    vec![edition("default", "2026-01-01", Some("2026-06-29"), 1),
         edition("default", "2026-07-01", None, 1)],
    vec![BookProblem::Gap(0, 1)]
)]
#[case::nothing_afterwards(
    vec![edition("default", "2026-01-01", None, 1),
         edition("kronoberg", "2026-01-01", Some("2026-12-31"), 1)],
    vec![BookProblem::Ends(1)]
)]
fn what_makes_no_book(#[case] editions: Vec<Edition>, #[case] problems: Vec<BookProblem>) {
    assert_eq!(RuleBook::new(editions), Err(problems));
}

#[rstest]
#[case("kronoberg", true)]
#[case("vastra-gotaland", true)]
#[case("", false)]
#[case("Kronoberg", false)]
#[case("jönköping", false)]
#[case("../etc", false)]
fn a_region_is_a_word(#[case] text: &str, #[case] is: bool) {
    assert_eq!(text.parse::<Region>().is_ok(), is);
}

proptest! {
    // Sets that follow one another: each day has the one in whose days it lies, and no other.
    #[test]
    fn each_day_has_the_set_of_its_days(
        lengths in proptest::collection::vec(1i64..400, 0..6),
        offset in 0i64..3_000,
        turn in 0usize..6,
    ) {
        let first = day("2020-01-01");
        let mut from = first;
        let mut editions = Vec::new();
        for (number, length) in (1u16..).zip(&lengths) {
            let next = days_after(from, *length);
            let mut one = edition("default", "2020-01-01", None, number);
            one.from = from;
            one.until = next.yesterday().ok();
            editions.push(one);
            from = next;
        }
        let mut last = edition("default", "2020-01-01", None, 100);
        last.from = from;
        editions.push(last);
        let whole = editions.clone();
        let turn = turn % editions.len();
        editions.rotate_left(turn);

        let book = RuleBook::new(editions).unwrap();
        let today = days_after(first, offset);
        let holding: Vec<_> = whole
            .iter()
            .filter(|one| one.from <= today && one.until.is_none_or(|last| today <= last))
            .collect();

        prop_assert_eq!(holding.len(), 1);
        prop_assert_eq!(book.edition(&Region::anywhere(), today), holding[0]);
    }
}
