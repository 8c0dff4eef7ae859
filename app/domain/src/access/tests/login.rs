//! Who may log in at all.

use rstest::rstest;

use super::*;
use crate::age::LeapDay;

// R-L5: only a person registered in Sweden.
#[rstest]
#[case(Residence::Registered, Ok(()))]
#[case(Residence::Emigrated, Err(Reason::ActorNotRegistered))]
#[case(Residence::Deregistered, Err(Reason::ActorNotRegistered))]
#[case(Residence::Dead, Err(Reason::ActorNotRegistered))]
fn only_one_who_is_registered_logs_in_r_l5(
    #[case] residence: Residence,
    #[case] answer: Result<(), Reason>,
) {
    let who = PersonFacts {
        residence,
        ..adult()
    };

    assert_eq!(decide_login(&who, &RuleSet::default(), at(NOON)), answer);
}

// R-L10: from 00:00 on the 13th birthday, Swedish time.
#[rstest]
#[case::newborn("2026-11-20", NOON, Some("2039-11-20"))]
#[case::eve("2013-11-22", NOON, Some("2026-11-22"))]
#[case::birthday("2013-11-21", NOON, None)]
#[case::winter_second_before("2013-11-21", "2026-11-20T22:59:59Z", Some("2026-11-21"))]
#[case::winter_midnight("2013-11-21", "2026-11-20T23:00:00Z", None)]
#[case::summer_second_before("2013-06-10", "2026-06-09T21:59:59Z", Some("2026-06-10"))]
#[case::summer_midnight("2013-06-10", "2026-06-09T22:00:00Z", None)]
#[case::past_the_calendars_end("9990-01-01", NOON, Some("9999-12-31"))]
fn ones_own_login_opens_on_the_13th_birthday_r_l10(
    #[case] born: &str,
    #[case] now: &str,
    #[case] opens: Option<&str>,
) {
    let answer = opens.map_or(Ok(()), |opens| {
        Err(Reason::ActorTooYoung { opens: day(opens) })
    });

    assert_eq!(
        decide_login(&person(day(born)), &RuleSet::default(), at(now)),
        answer
    );
}

#[rstest]
#[case(LeapDay::Feb28, "2025-02-28T00:00:00+01:00", true)]
#[case(LeapDay::Mar1, "2025-02-28T00:00:00+01:00", false)]
#[case(LeapDay::Mar1, "2025-03-01T00:00:00+01:00", true)]
fn the_leap_born_log_in_as_the_rule_set_says_r_i6(
    #[case] leap_day: LeapDay,
    #[case] now: &str,
    #[case] may: bool,
) {
    let rules = RuleSet {
        leap_day,
        ..RuleSet::default()
    };

    assert_eq!(
        decide_login(&person(day("2012-02-29")), &rules, at(now)).is_ok(),
        may
    );
}

// R-L7: with e-ID; the assurance is asked for by `decide`.
#[rstest]
#[case(Protection::Confidential)]
#[case(Protection::ProtectedRecord)]
fn a_protected_person_logs_in_r_l7(#[case] protection: Protection) {
    let who = PersonFacts {
        protection,
        ..adult()
    };

    assert_eq!(decide_login(&who, &RuleSet::default(), at(NOON)), Ok(()));
}
