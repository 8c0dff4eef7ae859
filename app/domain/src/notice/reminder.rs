//! When one is reminded of a visit (B6).

use jiff::Timestamp;
use jiff::civil::{Time, time};

use super::QuietHours;
use crate::age::zone;

/// What can wait until the morning wakes nobody: no telephone rings for it at night. A reader's own
/// quiet hours come on top.
pub const NIGHT: QuietHours = QuietHours {
    from: 20 * 60,
    to: 9 * 60,
};
/// The earliest and the latest that one is reminded, by the Swedish clock.
const DAY: (Time, Time) = (time(9, 0, 0, 0), time(19, 0, 0, 0));
/// No visit is reminded of earlier than so many hours before it begins.
pub const REMIND_HOURS: i64 = 30;

/// When one is to be reminded of a visit that begins then: on the day before, at the same time of
/// the day, but not before nine and not after seven in the evening.
pub fn remind_at(starts: Timestamp) -> Option<Timestamp> {
    let visit = zone().to_datetime(starts);
    let day = visit.date().yesterday().ok()?;
    let clock = visit.time().clamp(DAY.0, DAY.1);
    zone().to_timestamp(day.to_datetime(clock)).ok()
}

/// When a reminder may be sent, if it is time for one: nothing before, nor once the visit begins,
/// nor for a visit that was settled (booked, given, moved) so late that one knows of it.
pub fn reminder_due(starts: Timestamp, settled: Timestamp, now: Timestamp) -> Option<Timestamp> {
    let at = remind_at(starts)?;
    if settled > at || now < at {
        return None;
    }
    let due = NIGHT.due(now);
    (due < starts).then_some(due)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::at;
    use proptest::prelude::*;
    use rstest::rstest;

    // In November a Swedish clock is an hour ahead of UTC; on 25 October 2026 it goes back at 3, on
    // 28 March 2027 forward at 2.
    #[rstest]
    #[case::forenoon("2026-11-24T09:30:00Z", "2026-11-23T09:30:00Z")]
    #[case::at_nine("2026-11-24T08:00:00Z", "2026-11-23T08:00:00Z")]
    #[case::early("2026-11-24T06:30:00Z", "2026-11-23T08:00:00Z")]
    #[case::at_seven_in_the_evening("2026-11-24T18:00:00Z", "2026-11-23T18:00:00Z")]
    #[case::late("2026-11-24T22:59:00Z", "2026-11-23T18:00:00Z")]
    #[case::after_the_clock_went_back("2026-10-25T09:00:00Z", "2026-10-24T08:00:00Z")]
    #[case::after_it_went_forward("2027-03-28T08:00:00Z", "2027-03-27T09:00:00Z")]
    fn the_day_before(#[case] starts: &str, #[case] remind: &str) {
        assert_eq!(remind_at(at(starts)), Some(at(remind)));
    }

    // A visit on 24 November at 10.30.
    #[rstest]
    #[case::too_early("2026-11-01T12:00:00Z", "2026-11-23T09:29:59Z", None)]
    #[case::a_day_before(
        "2026-11-01T12:00:00Z",
        "2026-11-23T09:30:00Z",
        Some("2026-11-23T09:30:00Z")
    )]
    #[case::late_but_by_day(
        "2026-11-01T12:00:00Z",
        "2026-11-23T18:59:59Z",
        Some("2026-11-23T18:59:59Z")
    )]
    #[case::at_night(
        "2026-11-01T12:00:00Z",
        "2026-11-23T23:00:00Z",
        Some("2026-11-24T08:00:00Z")
    )]
    #[case::on_the_morning(
        "2026-11-01T12:00:00Z",
        "2026-11-24T09:29:59Z",
        Some("2026-11-24T09:29:59Z")
    )]
    #[case::it_begins("2026-11-01T12:00:00Z", "2026-11-24T09:30:00Z", None)]
    #[case::settled_just_before(
        "2026-11-23T09:30:00Z",
        "2026-11-23T09:35:00Z",
        Some("2026-11-23T09:35:00Z")
    )]
    #[case::settled_after("2026-11-23T09:30:01Z", "2026-11-23T09:35:00Z", None)]
    fn it_is_time(#[case] settled: &str, #[case] now: &str, #[case] due: Option<&str>) {
        let starts = at("2026-11-24T09:30:00Z");

        assert_eq!(reminder_due(starts, at(settled), at(now)), due.map(at));
    }

    proptest! {
        #[test]
        fn the_hours_are_enough_and_nobody_is_woken(
            starts in 1_700_000_000_i64..1_900_000_000, late in 0_i64..30 * 3_600,
        ) {
            let starts = Timestamp::from_second(starts).unwrap();
            let remind = remind_at(starts).unwrap();
            prop_assert!(remind < starts);
            prop_assert!(starts.duration_since(remind).as_hours() <= REMIND_HOURS);
            let now = Timestamp::from_second(remind.as_second() + late).unwrap();
            if let Some(due) = reminder_due(starts, remind, now) {
                prop_assert!(now <= due && due < starts);
                prop_assert_eq!(NIGHT.due(due), due);
            }
        }
    }
}
