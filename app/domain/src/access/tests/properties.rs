//! What must hold of any facts at any time: what never widens, and what alone an exception opens.

use jiff::SignedDuration;
use jiff::tz::Offset;
use proptest::prelude::*;

use super::any::{approvals, blocks, exceptions, facts, people, rule_sets};
use super::*;
use crate::age::LeapDay;

fn allowed(question: &Question<'_>, rules: &RuleSet) -> bool {
    decide(question, rules).is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    // R-J7, R-G9.
    #[test]
    fn a_block_never_widens(any in facts(), block in blocks(), rules in rule_sets()) {
        let mut blocked = any.clone();
        blocked.blocks.push(block);

        if allowed(&blocked.question(), &rules) {
            prop_assert_eq!(
                decide(&blocked.question(), &rules),
                decide(&any.question(), &rules)
            );
        }
    }

    // R-G9: blocked from the child of another, of any age, one hears what one hears of a child
    // that is not one's own.
    #[test]
    fn one_who_is_blocked_hears_what_a_stranger_hears(
        any in facts(),
        rules in rule_sets(),
        subject in people(),
    ) {
        let mut blocked = any.clone();
        blocked.blocks = vec![Block {
            principal: PRINCIPAL,
            period: Period { from: Date::MIN, until: None },
        }];
        let blocked = blocked.question();
        let strange = Question { relation: Relation::None, subject, ..any.question() };

        if blocked.relation != Relation::Myself {
            let public = |question| decide(question, &rules).map_err(Reason::public);
            prop_assert_eq!(public(&blocked), public(&strange));
        }
    }

    // R-L6, R-J12.
    #[test]
    fn a_lower_assurance_never_widens(any in facts(), rules in rule_sets()) {
        let low = Question { assurance: Assurance::Low, ..any.question() };
        let high = Question { assurance: Assurance::High, ..any.question() };

        prop_assert!(!allowed(&low, &rules) || allowed(&high, &rules));
        let never = [Area::Journal, Area::Prescriptions, Area::Certificates];
        prop_assert!(!allowed(&low, &rules) || !never.contains(&low.area));
    }

    // R-J5, R-J6: what an exception opens is the journal of its own unit, for its own reader, in
    // its own days, and nothing that was open closes.
    #[test]
    fn an_exception_widens_its_own_unit_only(
        any in facts(),
        exception in exceptions(),
        rules in rule_sets(),
    ) {
        let mut excepted = any.clone();
        excepted.exceptions.push(exception);
        let (before, after) = (any.question(), excepted.question());
        let (was, is) = (decide(&before, &rules), decide(&after, &rules));

        if was.is_ok() {
            prop_assert_eq!(was, is);
        } else if let Ok(grant) = is {
            let today = age::today(after.now);
            prop_assert_eq!(after.area, Area::Journal);
            prop_assert_eq!(after.unit.map(|unit| unit.unit), Some(exception.unit));
            prop_assert!(exception.from <= today && today <= exception.until);
            let reader = match grant.capacity {
                Capacity::Myself => Reader::Child,
                _ => Reader::Guardian,
            };
            prop_assert_eq!(reader, exception.reader);
            prop_assert_eq!(grant.rule, if reader == Reader::Child { "R-J6" } else { "R-J5" });
        }
    }

    // R-G8.
    #[test]
    fn an_approval_opens_its_own_clinic_only(
        any in facts(),
        approval in approvals(),
        rules in rule_sets(),
    ) {
        let mut approved = any.clone();
        approved.approvals.push(approval);
        let (was, is) = (decide(&any.question(), &rules), decide(&approved.question(), &rules));

        if was.is_ok() {
            prop_assert_eq!(was, is);
        } else if let Ok(grant) = is {
            prop_assert_eq!(grant, Grant { capacity: Capacity::Myself, rule: "R-G8" });
            let unit = any.question.unit.map(|unit| unit.clinic);
            prop_assert_eq!(unit, Some(approval.clinic));
            prop_assert!(any.question.actor.protection.is_protected());
            prop_assert!([Area::Contact, Area::Prescriptions].contains(&any.question.area));
        }
    }

    // What the service need not load: of one whose journal is open and whose identity is not
    // protected, nothing that has been decided changes an answer about itself.
    #[test]
    fn nothing_decided_changes_what_most_may_do_for_themselves(
        any in facts(),
        rules in rule_sets(),
    ) {
        let question = Question {
            relation: Relation::Myself,
            subject: any.question.actor,
            ..any.question()
        };
        let opens = birthday(question.actor.born, rules.own_journal_age, &rules);

        if opens <= age::today(question.now) && !question.actor.protection.is_protected() {
            let bare = Question { rulings: Rulings::NONE, ..question };
            prop_assert_eq!(decide(&question, &rules), decide(&bare, &rules));
        }
    }

    // R-J8: a category that is withheld, or a unit, closes and never opens.
    #[test]
    fn withholding_never_widens(any in facts(), rules in rule_sets()) {
        let question = any.question();
        let none = RuleSet { withheld: Vec::new(), ..rules.clone() };
        let unit = question.unit.map(|unit| UnitFacts { withheld: true, ..unit });
        let withheld = Question { unit, ..question };

        prop_assert!(!allowed(&question, &rules) || allowed(&question, &none));
        prop_assert!(!allowed(&withheld, &rules) || allowed(&question, &rules));
        if unit.is_some() && question.area == Area::Journal {
            prop_assert!(!allowed(&withheld, &rules));
        }
    }

    // R-G4, R-J5: at any instant, in any zone, by any rule set.
    #[test]
    fn a_guardian_of_a_child_of_13_has_nothing_but_a_unit_by_exception_a(
        any in facts(),
        rules in rule_sets(),
        zone_seconds in -50_400i32..=50_400,
        seconds in prop_oneof![0i64..=3, 0i64..=200_000, 0i64..=100_000_000],
        leap_day in prop_oneof![Just(LeapDay::Feb28), Just(LeapDay::Mar1)],
    ) {
        let rules = RuleSet { leap_day, ..rules };
        // So long after the child's 13th birthday began on a wall clock somewhere in the world.
        let born = any.question.subject.born;
        let turns_13 = age::birthday(born, 13, leap_day).unwrap();
        let zone = Offset::from_seconds(zone_seconds).unwrap();
        let there = zone.to_timestamp(turns_13.at(0, 0, 0, 0)).unwrap();
        let now = there + SignedDuration::from_secs(seconds);
        let question = Question { now, ..any.question() };

        if turns_13 <= age::today(now)
            && let Ok(grant) = decide(&question, &rules)
            && grant.capacity == Capacity::Guardian
        {
            prop_assert_eq!((question.area, grant.rule), (Area::Journal, "R-J5"));
            let today = age::today(now);
            let unit = question.unit.unwrap().unit;
            let is_it = |one: &&Exception| one.reader == Reader::Guardian && one.unit == unit;
            let mut exceptions = any.exceptions.iter().filter(is_it);
            let holds = exceptions.any(|one| one.from <= today && today <= one.until);
            prop_assert!(holds);
            prop_assert!(today < age::birthday(born, 16, leap_day).unwrap());
            prop_assert!(rules.guardian_exceptions);
        }
    }

    // Time alone changes an answer at a local midnight, or where the register's answer becomes
    // too old; and the one that is foretold is the first that does.
    #[test]
    fn time_alone_changes_an_answer_at_midnight_or_where_custody_grows_old(
        any in facts(),
        rules in rule_sets(),
        part in 0.0..1.0f64,
    ) {
        let question = any.question();
        let answer = decide(&question, &rules);
        let then = |now| decide(&Question { now, ..question }, &rules);

        let far = question.now + SignedDuration::from_hours(24 * 365 * 20);
        let next = next_change(&question, &rules);
        let before = next.unwrap_or(far).duration_since(question.now);
        let between = question.now + before.mul_f64(part);
        if between < next.unwrap_or(far) {
            prop_assert_eq!(then(between), answer, "{}", between);
        }
        if let Some(next) = next {
            prop_assert!(next > question.now);
            prop_assert_ne!(then(next), answer);
            let last = next - SignedDuration::from_nanos(1);
            prop_assert_eq!(then(last), answer);
            let midnight = age::local(next).time() == jiff::civil::Time::midnight();
            let grows_old = match question.relation {
                Relation::Custody { checked, .. } => {
                    rules.is_stale(checked, last) != rules.is_stale(checked, next)
                }
                _ => false,
            };
            prop_assert!(midnight || grows_old, "{}", next);
        }
    }
}

// The night in which the clock is changed, for a child who turns 13 that day: every quarter of an
// hour of three days, with and without an exception that begins on the birthday.
#[test]
fn in_a_night_in_which_the_clock_is_changed() {
    let rules = RuleSet::default();
    for birthday in ["2026-03-29", "2026-10-25", "2027-03-28", "2027-10-31"].map(day) {
        let born = Date::constant(birthday.year() - 13, birthday.month(), birthday.day());
        let exceptions = [Exception {
            reader: Reader::Guardian,
            unit: UNIT,
            from: birthday,
            until: birthday,
        }];
        let start = birthday.yesterday().unwrap().to_zoned(age::zone()).unwrap();
        for quarters in 0..3 * 24 * 4 {
            let now = start.timestamp() + SignedDuration::from_mins(15 * quarters);
            let asked = Question {
                unit: Some(unit()),
                ..guardian_asks(born, Area::Journal, now)
            };
            let excepted = Question {
                rulings: Rulings {
                    exceptions: &exceptions,
                    ..Rulings::NONE
                },
                ..asked
            };
            let today = age::local(now).date();
            let rule = |question| decide(&question, &rules).map(|grant| grant.rule).ok();
            assert_eq!(rule(asked), (today < birthday).then_some("R-J2"), "{now}");
            let by_exception = (today == birthday).then_some("R-J5");
            let before = (today < birthday).then_some("R-J2");
            assert_eq!(rule(excepted), before.or(by_exception), "{now}");
        }
    }
}
