use rstest::rstest;
use uuid::Uuid;

use super::*;
use crate::testdata::day;

const KEY: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";
const ONE: &str = "019a9fe26b2073c5a1d30d2f3b1c4e01";
const TWO: &str = "019a9fe26b2073c5a1d30d2f3b1c4e02";

fn typed(fields: &[(&str, &str)]) -> Typed {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Typed(fields.iter().map(own).collect())
}

fn codes<T>(result: Result<T, FieldErrors>) -> Vec<(String, FieldCode)> {
    let errors = result.err().unwrap_or_default();
    let code = |wrong: crate::form::FieldError| (wrong.field, wrong.code);
    errors.into_iter().map(code).collect()
}

// R-E3, R-E7: what is under way is not asked for again, what the unit does not offer is refused, and
// what ended more than twelve months ago is not renewed online. Today is 21 November 2026.
#[rstest]
#[case::valid("2027-03-01", false, true, "open")]
#[case::last_day_is_today("2026-11-21", false, true, "open")]
#[case::ended_yesterday("2026-11-20", false, true, "open")]
#[case::ended_twelve_months_ago("2025-11-21", false, true, "open")]
#[case::a_day_more("2025-11-20", false, true, "too old")]
#[case::ended_long_ago("2019-01-01", false, true, "too old")]
#[case::not_offered("2027-03-01", false, false, "not offered")]
#[case::not_offered_and_too_old("2019-01-01", false, false, "not offered")]
#[case::under_way("2027-03-01", true, true, "under way")]
#[case::under_way_when_the_unit_stopped("2027-03-01", true, false, "under way")]
#[case::under_way_since_long("2025-11-20", true, true, "under way")]
fn what_can_be_renewed(
    #[case] valid_until: &str,
    #[case] asked: bool,
    #[case] offered: bool,
    #[case] expected: &str,
) {
    let thread = ThreadId(Uuid::from_u128(7));
    let under_way = asked.then_some(thread);

    let told = renewal(day(valid_until), under_way, offered, day("2026-11-21"));

    let word = match told {
        Renewal::Open => "open",
        Renewal::UnderWay(found) if found == thread => "under way",
        Renewal::UnderWay(_) => "another's",
        Renewal::NotOffered => "not offered",
        Renewal::TooOld => "too old",
    };
    assert_eq!(word, expected);
}

// Twelve months from 29 February end on 28 February.
#[rstest]
#[case("2024-02-29", "2025-02-28", false)]
#[case("2024-02-29", "2025-03-01", true)]
#[case("9999-06-01", "9999-06-01", true)]
fn months_are_those_of_the_calendar(
    #[case] valid_until: &str,
    #[case] today: &str,
    #[case] too_old: bool,
) {
    assert_eq!(is_too_old(day(valid_until), day(today)), too_old);
}

#[test]
fn what_is_renewed_is_valid_for_a_year() {
    assert_eq!(renewed_until(day("2026-11-21")), day("2027-11-21"));
    assert_eq!(renewed_until(day("2028-02-29")), day("2029-02-28"));
}

#[test]
fn several_are_asked_for_at_once_each_once() {
    let form = typed(&[
        ("enhet", TWO),
        ("recept", TWO),
        ("recept", ONE),
        ("recept", TWO),
        ("text", " Den är slut på fredag. "),
        ("nyckel", KEY),
    ]);

    let renewal = NewRenewal::read(&form).unwrap();

    let asked: Vec<_> = renewal
        .prescriptions
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(asked, [ONE, TWO]);
    assert_eq!(renewal.text, "Den är slut på fredag.");
    assert_eq!(renewal.thread.to_string(), KEY);
    assert_eq!(renewal.unit.to_string(), TWO);
}

#[test]
fn none_chosen_and_nonsense_are_told() {
    let none = typed(&[("enhet", TWO), ("nyckel", KEY)]);
    let nonsense = typed(&[("recept", ONE), ("recept", "alla"), ("nyckel", KEY)]);

    assert_eq!(
        codes(NewRenewal::read(&none)),
        [("recept".to_owned(), FieldCode::Empty)]
    );
    assert_eq!(
        codes(NewRenewal::read(&nonsense)),
        [
            ("recept".to_owned(), FieldCode::Choice),
            ("enhet".to_owned(), FieldCode::Choice),
        ]
    );
}

#[test]
fn each_prescription_needs_a_decision_and_a_no_a_reason() {
    let (first, second): (PrescriptionId, PrescriptionId) =
        (ONE.parse().unwrap(), TWO.parse().unwrap());
    let (yes, no) = (Decision::field(first), Decision::field(second));
    let reason = Decision::reason_field(second);
    let named = [("recept", ONE), ("recept", TWO)];

    let read = |more: &[(&str, &str)]| {
        let form = typed(&[&named[..], more].concat());
        let mut reader = Reader::new(&form);
        let decided = Decision::read_all(&mut reader);
        reader.done(|| Some(decided))
    };

    assert_eq!(
        read(&[
            (yes.as_str(), "ja"),
            (no.as_str(), "nej"),
            (reason.as_str(), "Du behöver komma hit."),
        ]),
        Ok(vec![
            (first, Decision::Approve),
            (
                second,
                Decision::Decline("Du behöver komma hit.".to_owned())
            ),
        ])
    );
    assert_eq!(
        codes(read(&[(no.as_str(), "nej")])),
        [
            (yes.clone(), FieldCode::Choice),
            (reason.clone(), FieldCode::Empty),
        ]
    );
}

#[test]
fn a_medicine_is_told_with_its_form_and_strength() {
    let mut medicine = Medicine {
        name: "Flutide".to_owned(),
        strength: "50 mikrogram".to_owned(),
        form: "inhalationsspray".to_owned(),
        dosage: String::new(),
    };
    assert_eq!(medicine.full(), "Flutide, inhalationsspray, 50 mikrogram");
    medicine.strength.clear();
    assert_eq!(medicine.full(), "Flutide, inhalationsspray");
}
