use jiff::tz::Offset;
use jiff::{SignedDuration, ToSpan};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::testdata::{at, day};

const FEB28: LeapDay = LeapDay::Feb28;
const MAR1: LeapDay = LeapDay::Mar1;

#[rstest]
#[case::ordinary("2013-11-24", 13, FEB28, "2026-11-24")]
#[case::birth("2013-11-24", 0, FEB28, "2013-11-24")]
#[case::leap_day_in_a_common_year("2012-02-29", 13, FEB28, "2025-02-28")]
#[case::leap_day_in_a_common_year_march("2012-02-29", 13, MAR1, "2025-03-01")]
#[case::leap_day_in_a_leap_year("2012-02-29", 16, FEB28, "2028-02-29")]
#[case::leap_day_in_a_leap_year_march("2012-02-29", 16, MAR1, "2028-02-29")]
#[case::day_before_a_leap_day("2012-02-28", 16, MAR1, "2028-02-28")]
#[case::march_1("2012-03-01", 13, FEB28, "2025-03-01")]
fn the_birthday_on_which_an_age_is_reached_r_i6(
    #[case] born: &str,
    #[case] years: u8,
    #[case] leap_day: LeapDay,
    #[case] birthday_: &str,
) {
    assert_eq!(birthday(day(born), years, leap_day), Some(day(birthday_)));
}

#[test]
fn past_the_calendars_end_there_is_no_birthday() {
    assert_eq!(birthday(day("9990-01-01"), 13, FEB28), None);
    assert!(!has_reached(day("9990-01-01"), 13, Date::MAX, FEB28));
}

#[rstest]
#[case::eve("2013-11-24", "2026-11-23", FEB28, 12)]
#[case::birthday("2013-11-24", "2026-11-24", FEB28, 13)]
#[case::born_today("2026-11-21", "2026-11-21", FEB28, 0)]
#[case::not_born_yet("2026-11-22", "2026-11-21", FEB28, 0)]
#[case::long_before_birth("2026-11-22", "1826-11-21", FEB28, 0)]
#[case::leap_born_eve("2012-02-29", "2025-02-27", FEB28, 12)]
#[case::leap_born_day("2012-02-29", "2025-02-28", FEB28, 13)]
#[case::leap_born_still_eve_with_march("2012-02-29", "2025-02-28", MAR1, 12)]
#[case::leap_born_day_with_march("2012-02-29", "2025-03-01", MAR1, 13)]
#[case::oldest("1890-01-01", "2026-11-21", FEB28, 136)]
#[case::older_than_a_byte("1600-01-01", "2026-11-21", FEB28, 255)]
fn whole_years(
    #[case] born: &str,
    #[case] today: &str,
    #[case] leap_day: LeapDay,
    #[case] years: u8,
) {
    assert_eq!(age(day(born), day(today), leap_day), years);
}

// The rules' opening: times are Swedish local time.
#[rstest]
#[case::winter_evening("2026-11-23T22:59:59Z", "2026-11-23")]
#[case::winter_midnight("2026-11-23T23:00:00Z", "2026-11-24")]
#[case::summer_evening("2026-06-23T21:59:59Z", "2026-06-23")]
#[case::summer_midnight("2026-06-23T22:00:00Z", "2026-06-24")]
#[case::midnight_before_summer_time("2026-03-28T23:00:00Z", "2026-03-29")]
#[case::midnight_after_its_first_day("2026-03-29T22:00:00Z", "2026-03-30")]
#[case::midnight_before_winter_time("2026-10-24T22:00:00Z", "2026-10-25")]
#[case::midnight_after_its_first_day("2026-10-25T23:00:00Z", "2026-10-26")]
#[case::written_in_new_york("2026-11-23T18:00:00-05:00", "2026-11-24")]
fn the_day_is_the_swedish_one(#[case] now: &str, #[case] date: &str) {
    assert_eq!(today(at(now)), day(date));
}

#[rstest]
#[case::day_of_birth("2026-11-21", "2026-11-21", FEB28, "0 dagar")]
#[case::before_birth("2026-11-22", "2026-11-21", FEB28, "0 dagar")]
#[case::first_day("2026-11-20", "2026-11-21", FEB28, "1 dag")]
#[case::nine_days("2026-11-12", "2026-11-21", FEB28, "9 dagar")]
#[case::last_in_days("2026-11-08", "2026-11-21", FEB28, "13 dagar")]
#[case::two_weeks("2026-11-07", "2026-11-21", FEB28, "2 veckor")]
#[case::five_weeks("2026-10-11", "2026-11-21", FEB28, "5 veckor")]
#[case::last_in_weeks("2026-08-22", "2026-11-21", FEB28, "13 veckor")]
#[case::three_months("2026-08-21", "2026-11-21", FEB28, "3 månader")]
#[case::weeks_until_a_missing_day("2026-11-30", "2027-02-27", FEB28, "12 veckor")]
#[case::months_lack_days("2026-11-30", "2027-02-28", FEB28, "3 månader")]
#[case::months_lack_days_march("2026-11-30", "2027-02-28", MAR1, "12 veckor")]
#[case::months_lack_days_march_1("2026-11-30", "2027-03-01", MAR1, "3 månader")]
#[case::fourteen_months("2025-09-21", "2026-11-21", FEB28, "14 månader")]
#[case::eve_of_fourteen_months("2025-09-22", "2026-11-21", FEB28, "13 månader")]
#[case::last_in_months("2024-11-22", "2026-11-21", FEB28, "23 månader")]
#[case::two_years("2024-11-21", "2026-11-21", FEB28, "2 år")]
#[case::leap_born_turns_two("2024-02-29", "2026-02-28", FEB28, "2 år")]
#[case::leap_born_not_yet("2024-02-29", "2026-02-28", MAR1, "23 månader")]
#[case::leap_born_turns_two_in_march("2024-02-29", "2026-03-01", MAR1, "2 år")]
#[case::eight("2018-03-05", "2026-11-21", FEB28, "8 år")]
#[case::hundred("1926-11-12", "2026-11-21", FEB28, "100 år")]
fn an_age_is_said_in_days_weeks_months_or_years(
    #[case] born: &str,
    #[case] today: &str,
    #[case] leap_day: LeapDay,
    #[case] text: &str,
) {
    assert_eq!(spoken_age(day(born), day(today), leap_day).text(), text);
}

fn leap_days() -> impl Strategy<Value = LeapDay> {
    prop_oneof![Just(FEB28), Just(MAR1)]
}

/// Birth dates of people alive, with many on 29 February.
fn births() -> impl Strategy<Value = Date> {
    prop_oneof![
        3 => (0i64..50_000).prop_map(|days| day("1890-01-01").saturating_add(days.days())),
        1 => (473i16..506).prop_map(|n| Date::new(n * 4, 2, 29)
            .unwrap_or(day("1904-02-29"))),
    ]
}

/// Instants from 1980 on, when Sweden has summer time: many around a birthday's midnight, and
/// around the nights in which the clock is changed.
fn instants_near(born: Date) -> impl Strategy<Value = Timestamp> {
    let midnight = move |years: u8, day: Date, offset_hours: i8, seconds: i64| {
        let date = birthday(born, years, FEB28).unwrap_or(day);
        let instant = Offset::constant(offset_hours)
            .to_timestamp(date.at(0, 0, 0, 0))
            .unwrap();
        instant + SignedDuration::from_secs(seconds)
    };
    prop_oneof![
        (0i64..5_000_000_000)
            .prop_map(|s| at("1980-01-01T00:00:00Z") + SignedDuration::from_secs(s)),
        (0u8..120, -14i8..=14, -5i64..=5).prop_map(move |(y, o, s)| midnight(y, born, o, s)),
        (0u8..120, 1i8..=2, -100_000i64..=200_000)
            .prop_map(move |(y, o, s)| midnight(y, born, o, s)),
        (
            1981i16..2060,
            prop_oneof![Just(3i8), Just(10i8)],
            24i8..=31,
            0i64..86_400
        )
            .prop_map(|(year, month, date, s)| {
                let date = Date::new(year, month, date).unwrap();
                Offset::UTC.to_timestamp(date.at(0, 0, 0, 0)).unwrap()
                    + SignedDuration::from_secs(s)
            }),
    ]
}

fn birth_and_two_instants() -> impl Strategy<Value = (Date, Timestamp, Timestamp)> {
    births().prop_flat_map(|born| (Just(born), instants_near(born), instants_near(born)))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn age_never_falls((born, one, other) in birth_and_two_instants(), leap_day in leap_days()) {
        let (earlier, later) = (one.min(other), one.max(other));

        prop_assert!(age(born, today(earlier), leap_day) <= age(born, today(later), leap_day));
    }

    // The rules' opening: ages change at 00:00 on the birthday, Swedish local time.
    #[test]
    fn age_changes_only_at_midnight_on_the_birthday(
        (born, now, _) in birth_and_two_instants(),
        leap_day in leap_days(),
    ) {
        let before = age(born, today(now - SignedDuration::from_secs(1)), leap_day);
        let after = age(born, today(now), leap_day);

        if before == after {
            prop_assert!(
                after == 0 || birthday(born, after, leap_day) != Some(today(now))
                    || local(now).time() != civil::Time::midnight()
            );
        } else {
            prop_assert_eq!(local(now).time(), civil::Time::midnight());
            prop_assert_eq!(birthday(born, after, leap_day), Some(today(now)));
            prop_assert_eq!(after, before + 1);
        }
    }

    // What is said never goes backwards in unit, nor contradicts the years.
    #[test]
    fn what_is_said_agrees_with_the_years(
        (born, now, _) in birth_and_two_instants(),
        leap_day in leap_days(),
    ) {
        let today = today(now);
        let years = age(born, today, leap_day);

        match spoken_age(born, today, leap_day) {
            Age::Days(days) => prop_assert!(days < 14 && years == 0),
            Age::Weeks(weeks) => prop_assert!((2..=13).contains(&weeks) && years == 0),
            Age::Months(months) => prop_assert_eq!(u16::from(years), months / 12),
            Age::Years(said) => prop_assert!(said == years && years >= 2),
        }
    }
}
