use super::opening::OpenForm;
use super::*;
use crate::form::FieldCode;
use crate::testdata::{at, day};
use proptest::prelude::*;
use rstest::rstest;

const KEY: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

// R-E2: where the clinic allows it for that booking (absent = not allowed), and before its cut-off.
#[rstest]
#[case::absent_is_not_allowed(Allowed::default(), "2026-11-24T08:00:00Z", Change::No)]
#[case::before(
    allowed(24),
    "2026-11-24T07:59:59Z",
    Change::Until(moment("2026-11-24T08:00:00Z"))
)]
#[case::at(
    allowed(24),
    "2026-11-24T08:00:00Z",
    Change::TooLate(moment("2026-11-24T08:00:00Z"))
)]
#[case::no_hours_is_until_it_begins(
    allowed(0),
    "2026-11-25T07:59:59Z",
    Change::Until(moment("2026-11-25T08:00:00Z"))
)]
#[case::begun(
    allowed(0),
    "2026-11-25T08:00:00Z",
    Change::TooLate(moment("2026-11-25T08:00:00Z"))
)]
fn a_booking_is_changed_before_its_cut_off_where_it_is_allowed(
    #[case] allowed: Allowed,
    #[case] now: &str,
    #[case] expected: Change,
) {
    let starts = at("2026-11-25T08:00:00Z");

    assert_eq!(allowed.cancelling(starts, at(now)), expected);
    assert_eq!(allowed.rebooking(starts, at(now)), expected);
}

#[test]
fn the_one_may_be_allowed_without_the_other() {
    let (starts, now) = (at("2026-11-25T08:00:00Z"), at("2026-11-22T08:00:00Z"));
    let only = Allowed {
        rebook: false,
        ..allowed(1)
    };

    assert!(only.cancelling(starts, now).is_open());
    assert_eq!(only.rebooking(starts, now), Change::No);
}

fn allowed(hours: u16) -> Allowed {
    Allowed {
        cancel: true,
        rebook: true,
        hours,
    }
}

fn moment(text: &str) -> Moment {
    at(text).into()
}

// The weeks in which the clock is put forward and back are an hour shorter and longer.
#[rstest]
#[case("2026-11-22", "2026-11-16", 168)]
#[case("2026-11-23", "2026-11-23", 168)]
#[case("2026-03-29", "2026-03-23", 167)]
#[case("2026-10-25", "2026-10-19", 169)]
#[case("2027-01-01", "2026-12-28", 168)]
fn a_week_is_seven_swedish_days(#[case] of: &str, #[case] first: &str, #[case] hours: i64) {
    let first = day(first);
    let (from, to) = week_of(first);

    assert_eq!(monday(day(of)), first);
    assert_eq!((to.as_second() - from.as_second()) / 3600, hours);
}

fn typed(changed: &[(&str, &str)]) -> Typed {
    let fields = [
        ("typ", "besok"),
        ("rubrik", "Läkarbesök"),
        ("hos", ""),
        ("dag", "2026-11-24"),
        ("fran", "09:00"),
        ("minuter", "30"),
        ("antal", "1"),
        ("veckor", "1"),
        ("far", "avboka"),
        ("timmar", "24"),
        ("nyckel", KEY),
    ];
    let value = |name: &str, value: &str| {
        let changed = changed.iter().find(|(changed, _)| *changed == name);
        changed.map_or(value, |(_, value)| value).to_owned()
    };
    let own = |(name, old): (&str, &str)| (name.to_owned(), value(name, old));
    Typed(fields.into_iter().map(own).collect())
}

fn now() -> Timestamp {
    at("2026-11-22T09:00:00Z")
}

#[test]
fn a_series_keeps_the_time_of_day_over_the_night_when_the_clock_is_moved() {
    let form = typed(&[("dag", "2027-03-24"), ("antal", "2"), ("veckor", "2")]);
    let form = OpenForm::read(&form, now()).unwrap();
    let starts: Vec<_> = form
        .times
        .iter()
        .map(|(starts, _)| Moment::from(*starts).iso())
        .collect();

    assert_eq!(
        starts,
        [
            "2027-03-24T09:00",
            "2027-03-24T09:30",
            "2027-03-31T09:00",
            "2027-03-31T09:30"
        ]
    );
    assert!(form.allowed.cancel && !form.allowed.rebook);
}

#[rstest]
#[case("dag", "", FieldCode::Day)]
#[case("dag", "2026-02-30", FieldCode::Day)]
#[case("dag", "2026-11-21", FieldCode::DayPast)]
#[case("fran", "9", FieldCode::Clock)]
#[case("fran", "24:00", FieldCode::Clock)]
#[case("minuter", "4", FieldCode::Number)]
#[case("minuter", "241", FieldCode::Number)]
#[case("antal", "0", FieldCode::Number)]
#[case("antal", "21", FieldCode::Number)]
#[case("veckor", "27", FieldCode::Number)]
#[case("timmar", "-1", FieldCode::Number)]
#[case("typ", "fika", FieldCode::Choice)]
#[case("rubrik", " ", FieldCode::Empty)]
#[case("nyckel", "", FieldCode::Choice)]
fn what_is_wrong_with_new_times_is_told_at_its_field(
    #[case] field: &str,
    #[case] value: &str,
    #[case] code: FieldCode,
) {
    let errors = OpenForm::read(&typed(&[(field, value)]), now()).unwrap_err();

    let told: Vec<_> = errors
        .iter()
        .map(|wrong| (wrong.field.as_str(), wrong.code))
        .collect();
    assert_eq!(told, [(field, code)]);
}

#[test]
fn a_time_that_has_begun_is_not_opened() {
    let today = typed(&[("dag", "2026-11-22"), ("fran", "10.00")]);

    let errors = OpenForm::read(&today, now()).unwrap_err();

    assert_eq!(errors[0].code, FieldCode::Past);
}

proptest! {
    // No two times of a series overlap, whatever is asked for.
    #[test]
    fn a_series_never_overlaps_itself(
        offset in 0_i64..700, hour in 0_u8..24, minutes in 5_u16..=240, count in 1_u16..=20,
        weeks in 1_u16..=26,
    ) {
        let first = day("2026-11-23").checked_add(offset.days()).unwrap();
        // What goes on past midnight of the seventh day nobody opens: 20 times 240 minutes do not.
        let form = typed(&[
            ("dag", &first.to_string()),
            ("fran", &format!("{hour:02}:00")),
            ("minuter", &minutes.to_string()),
            ("antal", &count.to_string()),
            ("veckor", &weeks.to_string()),
        ]);
        let form = OpenForm::read(&form, now()).unwrap();

        prop_assert_eq!(form.times.len(), usize::from(count * weeks));
        for pair in form.times.windows(2) {
            prop_assert!(pair[0].1 <= pair[1].0);
        }
    }
}

#[test]
fn a_booking_may_be_without_words_and_not_without_a_key() {
    let form = |key: &str, moving: &str| {
        let fields = [("text", ""), ("nyckel", key), ("bokning", moving)];
        let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
        BookForm::read(&Typed(fields.map(own).to_vec()))
    };

    assert_eq!(form(KEY, "").unwrap().moving, None);
    assert_eq!(form(KEY, KEY).unwrap().moving, Some(KEY.parse().unwrap()));
    assert!(form("", "").is_err());
    assert!(form(KEY, "x").is_err());
}

// B7, R-G7. Own, did, reader, hidden.
#[rstest]
#[case(true, Capacity::Guardian, Capacity::Guardian, false, By::Me)]
#[case(true, Capacity::Guardian, Capacity::Guardian, true, By::Me)]
#[case(
    false,
    Capacity::Guardian,
    Capacity::Guardian,
    false,
    By::OtherGuardian
)]
#[case(false, Capacity::Guardian, Capacity::Guardian, true, By::Nobody)]
#[case(false, Capacity::Guardian, Capacity::Myself, false, By::Guardian)]
#[case(false, Capacity::Guardian, Capacity::Myself, true, By::Guardian)]
#[case(false, Capacity::Staff, Capacity::Guardian, true, By::Clinic)]
#[case(false, Capacity::Myself, Capacity::Guardian, false, By::Person)]
fn who_did_it(
    #[case] own: bool,
    #[case] did: Capacity,
    #[case] reader: Capacity,
    #[case] hidden: bool,
    #[case] by: By,
) {
    assert_eq!(By::told(own, did, reader, hidden), by);
}
