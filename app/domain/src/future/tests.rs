use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::age::LeapDay;
use crate::testdata::day;

const FEB28: LeapDay = LeapDay::Feb28;
const MAR1: LeapDay = LeapDay::Mar1;

fn rules(leap_day: LeapDay) -> RuleSet {
    RuleSet {
        leap_day,
        ..RuleSet::default()
    }
}

// R-G4 and R-L10 at 13, R-J4 at 16, of age at 18; R-I6 for the leap-born.
#[rstest]
#[case::ordinary("2013-11-25", FEB28, ["2026-11-25", "2029-11-25", "2031-11-25"])]
#[case::newborn("2026-11-12", FEB28, ["2039-11-12", "2042-11-12", "2044-11-12"])]
#[case::leap_born("2016-02-29", FEB28, ["2029-02-28", "2032-02-29", "2034-02-28"])]
#[case::leap_born_march("2016-02-29", MAR1, ["2029-03-01", "2032-02-29", "2034-03-01"])]
#[case::eve_of_the_leap_day("2016-02-28", MAR1, ["2029-02-28", "2032-02-28", "2034-02-28"])]
fn each_step_has_its_day(#[case] born: &str, #[case] leap_day: LeapDay, #[case] days: [&str; 3]) {
    let steps = steps(day(born), &rules(leap_day));

    let told: Vec<_> = steps.iter().map(|step| step.day.iso()).collect();
    assert_eq!(told, days);
    let what: Vec<_> = steps.iter().map(|step| (step.change, step.turns)).collect();
    assert_eq!(
        what,
        [
            (Change::OwnLogIn, 13),
            (Change::OwnJournal, 16),
            (Change::Adult, 18)
        ]
    );
}

#[test]
fn the_rule_set_says_when() {
    let rules = RuleSet {
        own_login_age: 12,
        own_journal_age: 15,
        ..RuleSet::default()
    };

    let steps = steps(day("2013-11-25"), &rules);

    let told: Vec<_> = steps
        .iter()
        .map(|step| (step.turns, step.day.iso()))
        .collect();
    let expected = [(12, "2025-11-25"), (15, "2028-11-25"), (18, "2031-11-25")];
    assert_eq!(told, expected.map(|(turns, day)| (turns, day.to_owned())));
}

#[test]
fn past_the_calendars_end_nothing_changes() {
    let turns = |born| {
        let steps = steps(day(born), &RuleSet::default());
        steps.iter().map(|step| step.turns).collect::<Vec<_>>()
    };

    assert_eq!(turns("9985-01-01"), [13]);
    assert!(turns("9990-01-01").is_empty());
}

// R-G5: 90, 30 and 7 days before; a missed day is made up for, but never once the next is due, and
// not on the birthday. The child turns 13 on 25 November 2026.
#[rstest]
#[case::a_year_before("2025-11-25", None)]
#[case::in_91_days("2026-08-26", None)]
#[case::in_90_days("2026-08-27", Some(90))]
#[case::in_89_days("2026-08-28", Some(90))]
#[case::in_31_days("2026-10-25", Some(90))]
#[case::in_30_days("2026-10-26", Some(30))]
#[case::in_29_days("2026-10-27", Some(30))]
#[case::in_8_days("2026-11-17", Some(30))]
#[case::in_7_days("2026-11-18", Some(7))]
#[case::in_6_days("2026-11-19", Some(7))]
#[case::tomorrow("2026-11-24", Some(7))]
#[case::today("2026-11-25", None)]
#[case::yesterday("2026-11-26", None)]
fn a_notice_is_due(#[case] today: &str, #[case] notice: Option<u16>) {
    let due = notice_due(day("2013-11-25"), day(today), &RuleSet::default());

    assert_eq!(due, notice);
}

#[rstest]
#[case(FEB28, "2024-11-29", None)]
#[case(FEB28, "2024-11-30", Some(90))]
#[case(FEB28, "2025-02-27", Some(7))]
#[case(FEB28, "2025-02-28", None)]
#[case(MAR1, "2024-11-30", None)]
#[case(MAR1, "2024-12-01", Some(90))]
#[case(MAR1, "2025-02-28", Some(7))]
#[case(MAR1, "2025-03-01", None)]
fn the_leap_born_are_told_before_their_day(
    #[case] leap_day: LeapDay,
    #[case] today: &str,
    #[case] notice: Option<u16>,
) {
    let due = notice_due(day("2012-02-29"), day(today), &rules(leap_day));

    assert_eq!(due, notice);
}

#[test]
fn the_rule_set_says_how_many_days() {
    let rules = RuleSet {
        notice_days: [60, 14, 1],
        ..RuleSet::default()
    };
    let due = |today| notice_due(day("2013-11-25"), day(today), &rules);

    assert_eq!(due("2026-09-25"), None);
    assert_eq!(due("2026-09-26"), Some(60));
    assert_eq!(due("2026-11-11"), Some(14));
    assert_eq!(due("2026-11-23"), Some(14));
    assert_eq!(due("2026-11-24"), Some(1));
}

#[test]
fn at_the_calendars_ends_nobody_is_looked_for() {
    let notices = notices(&RuleSet::default());

    for today in [Date::MIN, Date::MAX] {
        for notice in &notices {
            assert_eq!(births(notice, today, &RuleSet::default()), None);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    // Whoever is to hear is among those who are looked for, and few others are.
    #[test]
    fn who_is_to_hear_is_found(
        today in (0_i32..20_000).prop_map(|days| day("1990-01-01").saturating_add(days.days())),
        left in 0_i32..100,
        leap_born in any::<bool>(),
        age in 12_u8..=13,
        leap_day in prop_oneof![Just(FEB28), Just(MAR1)],
    ) {
        let rules = RuleSet { own_login_age: age, ..rules(leap_day) };
        let near = today.saturating_add(left.days()).saturating_sub(i16::from(age).years());
        let born = match Date::new(near.year(), 2, 29) {
            Ok(born) if leap_born => born,
            _ => near,
        };
        let due = notice_due(born, today, &rules);
        for notice in notices(&rules) {
            let among = births(&notice, today, &rules).unwrap();
            if due == Some(notice.days) {
                prop_assert!(among.contains(&born), "{born} {today} {among:?}");
            }
            let looked_for = age::days_between(*among.start(), *among.end());
            prop_assert!(looked_for <= i64::try_from(notice.due.count()).unwrap() + 3);
        }
    }
}

// R-G4: the birthday itself is the child's.
#[rstest]
#[case::the_day_before("2026-11-24", Fate::Guardians)]
#[case::the_birthday("2026-11-25", Fate::Childs)]
#[case::later("2027-01-07", Fate::Childs)]
fn a_visit_is_the_childs_from_its_birthday(#[case] begins: &str, #[case] fate: Fate) {
    assert_eq!(Fate::of(day(begins), day("2026-11-25")), fate);
}
