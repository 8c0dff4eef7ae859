//! Birthdays, the nights in which the clock is changed, and every zone: the decision over time.

use jiff::tz::Offset;
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;

use super::*;
use crate::age::LeapDay;

/// The birthday, reckoned here and not by the code that is tested.
fn birthday_of(born: Date, years: i16, leap_day: LeapDay) -> Date {
    let year = born.year() + years;
    let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    if (born.month(), born.day()) != (2, 29) || is_leap {
        return Date::constant(year, born.month(), born.day());
    }
    match leap_day {
        LeapDay::Feb28 => Date::constant(year, 2, 28),
        LeapDay::Mar1 => Date::constant(year, 3, 1),
    }
}

/// 00:00 in Sweden, without the time-zone database: since 1996 summer time lasts from 02:00 on the
/// last Sunday of March to 03:00 on the last Sunday of October.
fn swedish_midnight(date: Date) -> Timestamp {
    let last_sunday = |month| {
        let mut day = Date::constant(date.year(), month, 31);
        while day.weekday() != jiff::civil::Weekday::Sunday {
            day = day.yesterday().unwrap();
        }
        day
    };
    let summer = last_sunday(3) < date && date <= last_sunday(10);
    Offset::constant(if summer { 2 } else { 1 })
        .to_timestamp(date.at(0, 0, 0, 0))
        .unwrap()
}

/// Births since 1996, many of them on 29 February and on days when the clock is changed.
fn births() -> impl Strategy<Value = Date> {
    let from = Date::constant(1996, 1, 1);
    prop_oneof![
        2 => (0i64..11_282).prop_map(move |days| from.saturating_add(days.days())),
        1 => (499i16..=506).prop_map(|n| Date::constant(n * 4, 2, 29)),
        1 => (1996i16..=2026, prop_oneof![Just(3i8), Just(10i8)], 25i8..=31)
            .prop_map(|(year, month, date)| Date::constant(year, month, date)),
    ]
}

fn leap_days() -> impl Strategy<Value = LeapDay> {
    prop_oneof![Just(LeapDay::Feb28), Just(LeapDay::Mar1)]
}

/// Seconds from a birthday's midnight: within seconds, within days, within decades.
fn distances() -> impl Strategy<Value = i64> {
    prop_oneof![
        -3i64..=3,
        -200_000i64..=200_000,
        -400_000_000i64..=400_000_000
    ]
}

/// The instant that a wall clock anywhere in the world shows so long after the 13th birthday
/// began there.
fn anywhere(birthday: Date, zone_seconds: i32, seconds: i64) -> Timestamp {
    let zone = Offset::from_seconds(zone_seconds).unwrap();
    zone.to_timestamp(birthday.at(0, 0, 0, 0)).unwrap() + SignedDuration::from_secs(seconds)
}

fn areas() -> impl Strategy<Value = Area> {
    proptest::sample::select(Area::ALL.to_vec())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    // R-G4, exactly: allowed until the last nanosecond before the birthday, refused from then on.
    #[test]
    fn a_guardian_acts_until_swedish_midnight_and_not_after(
        born in births(),
        leap_day in leap_days(),
        seconds in distances(),
        nanoseconds in -1i64..=1,
        area in areas(),
    ) {
        let rules = RuleSet { leap_day, ..RuleSet::default() };
        let ends = birthday_of(born, 13, leap_day);
        let midnight = swedish_midnight(ends);
        let now =
            midnight + SignedDuration::from_secs(seconds) + SignedDuration::from_nanos(nanoseconds);

        let answer = decide(&guardian_asks(born, area, now), &rules);

        if now < midnight && area == Area::Certificates {
            prop_assert_eq!(answer, Err(Reason::CertificatesOfChild));
        } else if now < midnight {
            prop_assert!(answer.is_ok_and(|grant| grant.capacity == Capacity::Guardian));
        } else {
            prop_assert_eq!(answer, Err(Reason::GuardianEnded { ended: ends }));
        }
    }

    #[test]
    fn no_guardian_of_a_child_of_13_whatever_the_zone_the_login_and_the_facts(
        born in births(),
        leap_day in leap_days(),
        zone_seconds in -50_400i32..=50_400,
        seconds in distances(),
        area in areas(),
        low in any::<bool>(),
        linked in any::<bool>(),
        checked_hours in -48i64..=48,
    ) {
        let rules = RuleSet { leap_day, ..RuleSet::default() };
        let ends = birthday_of(born, 13, leap_day);
        let now = anywhere(ends, zone_seconds, seconds);
        let asked = guardian_asks(born, area, now);
        let assurance = if low { Assurance::Low } else { Assurance::High };
        let relation = Relation::Custody {
            custody: Custody::Held { until: None },
            checked: now - SignedDuration::from_hours(checked_hours),
            linked,
        };

        let answer = decide(&Question { assurance, relation, ..asked }, &rules);

        prop_assert!(answer.is_err() || now < swedish_midnight(ends));
    }

    // R-J3, R-J4.
    #[test]
    fn ones_own_journal_opens_at_swedish_midnight_of_the_16th_birthday(
        born in births(),
        leap_day in leap_days(),
        seconds in distances(),
    ) {
        let rules = RuleSet { leap_day, ..RuleSet::default() };
        let opens = swedish_midnight(birthday_of(born, 16, leap_day));
        let now = opens + SignedDuration::from_secs(seconds);

        let answer = decide(&oneself_asks(born, Area::Journal, now), &rules);

        prop_assert_eq!(answer.is_ok(), now >= opens);
    }

    // R-J3: between the two birthdays the journal is nobody's.
    #[test]
    fn nobody_reads_the_journal_from_13_to_15(
        born in births(),
        leap_day in leap_days(),
        part in 0.0..1.0f64,
    ) {
        let rules = RuleSet { leap_day, ..RuleSet::default() };
        let from = swedish_midnight(birthday_of(born, 13, leap_day));
        let to = swedish_midnight(birthday_of(born, 16, leap_day));
        let now = from + to.duration_since(from).mul_f64(part);

        prop_assert!(decide(&guardian_asks(born, Area::Journal, now), &rules).is_err());
        prop_assert!(decide(&oneself_asks(born, Area::Journal, now), &rules).is_err());
    }

    // R-G4, R-L10: the link ends in the instant in which the child's own log-in opens; there is
    // neither a gap nor a moment with both.
    #[test]
    fn the_guardian_leaves_as_the_child_comes(
        born in births(),
        leap_day in leap_days(),
        seconds in distances(),
    ) {
        let rules = RuleSet { leap_day, ..RuleSet::default() };
        let midnight = swedish_midnight(birthday_of(born, 13, leap_day));
        let now = midnight + SignedDuration::from_secs(seconds);

        let guardian = decide(&guardian_asks(born, Area::Inbox, now), &rules).is_ok();
        let child = decide(&oneself_asks(born, Area::Inbox, now), &rules).is_ok();

        prop_assert!(guardian != child);
    }
}

// Each hour of the nights in which the clock is changed, over many years, for a child whose 13th
// birthday is that very day.
#[test]
fn the_link_ends_at_midnight_in_the_nights_in_which_the_clock_is_changed() {
    let rules = RuleSet::default();
    for year in 2009..=2039 {
        for (month, first) in [(3, 25), (10, 25)] {
            for date in first..=31 {
                let birthday = Date::constant(year, month, date);
                let born = Date::constant(year - 13, month, date);
                let midnight = swedish_midnight(birthday);
                for half_hours in -12..=60 {
                    let now = midnight + SignedDuration::from_mins(30 * half_hours);
                    let answer = decide(&guardian_asks(born, Area::Inbox, now), &rules);
                    assert_eq!(answer.is_ok(), half_hours < 0, "{birthday}, {now}");
                }
            }
        }
    }
}

// B1: the day that a refusal tells the user is the day on which time changes the answer; for a
// guardian it is the day on which it did, and no later one opens it again.
#[test]
fn the_day_that_is_told_is_the_day_on_which_the_answer_changes() {
    let rules = RuleSet::default();
    let born = day("2012-11-24");
    let own = oneself_asks(born, Area::Journal, at(NOON));
    let opens = match decide(&own, &rules).unwrap_err().public() {
        PublicReason::OwnJournalClosed { opens } => opens,
        other => panic!("{other:?}"),
    };
    let changes = next_change(&own, &rules);
    assert_eq!(changes, Some(swedish_midnight(opens.date().unwrap())));

    let young = oneself_asks(day("2013-11-24"), Area::Inbox, at(NOON));
    let opens = match decide(&young, &rules).unwrap_err().public() {
        PublicReason::TooYoung { opens } => opens,
        other => panic!("{other:?}"),
    };
    let changes = next_change(&young, &rules);
    assert_eq!(changes, Some(swedish_midnight(opens.date().unwrap())));

    let ended = guardian_asks(born, Area::Journal, at(NOON));
    let told = decide(&ended, &rules).unwrap_err().public();
    let expected = PublicReason::GuardianEnded {
        ended: day("2025-11-24").into(),
    };
    assert_eq!(told, expected);
    assert_eq!(next_change(&ended, &rules), None);
}
