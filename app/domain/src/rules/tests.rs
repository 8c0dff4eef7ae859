//! The defaults, what no rule set may say, and which one holds when.

use jiff::{SignedDuration, ToSpan};
use rstest::rstest;

use super::*;
use crate::testdata::{at, day};

mod book;

#[test]
fn defaults_are_those_of_the_rules() {
    let rules = RuleSet::default();

    assert_eq!(
        (rules.own_login_age, rules.own_journal_age),
        (13, 16),
        "R-G4, R-J4"
    );
    assert_eq!(rules.leap_day, LeapDay::Feb28, "R-I6");
    assert_eq!(rules.custody_age(), SignedDuration::from_hours(24), "R-G6");
    assert_eq!(rules.notice_days, [90, 30, 7], "R-G5");
    assert_eq!(
        rules.protected_contact,
        ProtectedContact::ApprovedClinics,
        "R-G8"
    );
    assert_eq!(rules.new_entry_days, 14, "R-J10");
    assert!(rules.guardian_exceptions, "R-J5");
    assert!(rules.child_exceptions, "R-J6");
    assert_eq!(rules.problems(), []);
}

// R-G6: "older than 24 hours".
#[rstest]
#[case::now("2026-11-21T12:00:00Z", false)]
#[case::a_day_ago("2026-11-20T12:00:00Z", false)]
#[case::a_second_more("2026-11-20T11:59:59Z", true)]
#[case::another_nodes_clock_is_ahead("2026-11-21T12:00:05Z", false)]
#[case::from_the_day_after_tomorrow("2026-11-23T12:00:00Z", true)]
fn an_answer_is_stale_after_24_hours(#[case] told: &str, #[case] stale: bool) {
    let now = at("2026-11-21T12:00:00Z");

    assert_eq!(RuleSet::default().is_stale(at(told), now), stale);
}

// R-J10: "newer than 14 days or unsigned".
#[rstest]
#[case::today("2026-11-21", true, true)]
#[case::thirteen_days_old("2026-11-08", true, true)]
#[case::fourteen_days_old("2026-11-07", true, false)]
#[case::old_and_not_signed("2020-01-01", false, true)]
#[case::dated_tomorrow("2026-11-22", true, true)]
fn what_is_new_or_not_signed_is_asked_for(
    #[case] written: &str,
    #[case] signed: bool,
    #[case] asks: bool,
) {
    let rules = RuleSet::default();

    assert_eq!(
        rules.asks_first(day(written), signed, day("2026-11-21")),
        asks
    );
}

fn with(change: impl FnOnce(&mut RuleSet)) -> RuleSet {
    let mut rules = RuleSet::default();
    change(&mut rules);
    rules
}

// What law forbids, and what makes no sense: each told at its value.
#[rstest]
#[case::a_link_past_13(with(|rules| rules.own_login_age = 14), "own_login_age")]
#[case::a_login_at_birth(with(|rules| rules.own_login_age = 0), "own_login_age")]
#[case::an_adult_without_its_journal(with(|rules| rules.own_journal_age = 19), "own_journal_age")]
#[case::a_journal_before_the_login(with(|rules| rules.own_journal_age = 12), "own_journal_age")]
#[case::custody_never_asked_for(with(|rules| rules.custody_hours = 169), "custody_hours")]
#[case::custody_never_relied_on(with(|rules| rules.custody_hours = 0), "custody_hours")]
#[case::notices_out_of_order(with(|rules| rules.notice_days = [30, 90, 7]), "notice_days")]
#[case::a_notice_on_the_day(with(|rules| rules.notice_days = [90, 30, 0]), "notice_days")]
#[case::the_journal_by_password(with(|rules| rules.password_areas = vec![Area::Journal]), "password_areas")]
#[case::prescriptions_by_password(with(|rules| rules.password_areas.push(Area::Prescriptions)), "password_areas")]
#[case::certificates_by_password(with(|rules| rules.password_areas.push(Area::Certificates)), "password_areas")]
#[case::entries_new_for_ever(with(|rules| rules.new_entry_days = 367), "new_entry_days")]
#[case::nobody_to_ask(with(|rules| rules.texts.contact = " ".into()), "texts.contact")]
fn what_no_rule_set_may_say(#[case] rules: RuleSet, #[case] key: &str) {
    let problems = rules.problems();

    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].key, key);
}

#[test]
fn a_set_at_its_limits_is_one() {
    for rules in [
        with(|rules| (rules.own_login_age, rules.own_journal_age) = (1, 1)),
        with(|rules| (rules.own_login_age, rules.own_journal_age) = (13, 18)),
        with(|rules| (rules.custody_hours, rules.new_entry_days) = (168, 0)),
        with(|rules| rules.password_areas = Vec::new()),
        with(|rules| rules.withheld = UnitCategory::ALL.to_vec()),
    ] {
        assert_eq!(rules.problems(), []);
    }
}

fn days_after(date: Date, days: i64) -> Date {
    date.saturating_add(days.days())
}
