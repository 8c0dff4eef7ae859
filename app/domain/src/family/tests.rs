use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::age::LeapDay;
use crate::testdata::day;

fn told(born: &str, today: &str, rules: &RuleSet) -> Option<(u8, String, u16)> {
    soon(day(born), day(today), rules).map(|soon| (soon.turns, soon.day.iso(), soon.days))
}

// The birthdays that change something: 13 (R-G4), 16 (R-J4) and 18; from 90 days before (R-G5).
#[rstest]
#[case::tomorrow_13("2013-11-22", Some((13, "2026-11-22", 1)))]
#[case::in_24_days_13("2013-12-15", Some((13, "2026-12-15", 24)))]
#[case::in_90_days_13("2014-02-19", Some((13, "2027-02-19", 90)))]
#[case::in_91_days_13("2014-02-20", None)]
#[case::today_13("2013-11-21", None)]
#[case::tomorrow_16("2010-11-22", Some((16, "2026-11-22", 1)))]
#[case::tomorrow_18("2008-11-22", Some((18, "2026-11-22", 1)))]
#[case::tomorrow_14("2012-11-22", None)]
#[case::tomorrow_12("2014-11-22", None)]
#[case::newborn("2026-11-20", None)]
#[case::adult("1985-05-17", None)]
fn a_birthday_that_changes_something_is_told(
    #[case] born: &str,
    #[case] soon: Option<(u8, &str, u16)>,
) {
    let soon = soon.map(|(turns, day, days)| (turns, day.to_owned(), days));

    assert_eq!(told(born, "2026-11-21", &RuleSet::default()), soon);
}

#[rstest]
#[case(LeapDay::Feb28, "2025-02-28", 27)]
#[case(LeapDay::Mar1, "2025-03-01", 28)]
fn the_leap_born_are_told_their_day_r_i6(
    #[case] leap_day: LeapDay,
    #[case] day: &str,
    #[case] days: u16,
) {
    let rules = RuleSet {
        leap_day,
        ..RuleSet::default()
    };

    assert_eq!(
        told("2012-02-29", "2025-02-01", &rules),
        Some((13, day.to_owned(), days))
    );
}

#[test]
fn the_rule_set_says_which_birthdays() {
    let rules = RuleSet {
        own_login_age: 15,
        ..RuleSet::default()
    };

    assert_eq!(
        told("2011-11-22", "2026-11-21", &rules).map(|(turns, ..)| turns),
        Some(15)
    );
    assert_eq!(told("2013-11-22", "2026-11-21", &rules), None);
}

#[rstest]
#[case(Age::Days(1), "1 dag")]
#[case(Age::Days(9), "9 dagar")]
#[case(Age::Weeks(1), "1 vecka")]
#[case(Age::Weeks(5), "5 veckor")]
#[case(Age::Months(1), "1 månad")]
#[case(Age::Months(14), "14 månader")]
#[case(Age::Years(1), "1 år")]
#[case(Age::Years(8), "8 år")]
fn an_age_in_words(#[case] age: Age, #[case] text: &str) {
    assert_eq!(age.text(), text);
}

#[test]
fn debug_output_names_nobody() {
    let child = ChildName {
        link: LinkId(Uuid::nil()),
        name: "20231231-2388".to_owned(),
        short: "20231231-2388".to_owned(),
        age: Age::Days(9),
        colour: 3,
        soon: None,
        reads_only: false,
    };
    let home = Home {
        next: None,
        name: "Alva Berg".to_owned(),
        unread: 0,
        renewals: 0,
        children: vec![ChildCard {
            child: child.clone(),
            state: ChildState::Failed,
            reads: Vec::new(),
        }],
        asked: Vec::new(),
    };

    let shown = format!(
        "{home:?} {:?} {:?}",
        Whom::Child(child),
        Whom::Myself("Alva".to_owned())
    );

    assert!(
        !shown.contains("2388") && !shown.contains("Alva"),
        "{shown}"
    );
}

#[test]
fn a_child_that_is_closed_says_why_over_the_wire() {
    let ended = day("2026-11-21").into();
    let state = ChildState::Closed(PublicReason::GuardianEnded { ended });

    let sent = serde_json::to_string(&state).unwrap();

    assert_eq!(serde_json::from_str::<ChildState>(&sent).unwrap(), state);
}
