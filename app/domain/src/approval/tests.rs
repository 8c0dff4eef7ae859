use super::*;
use crate::form::{FieldCode, FieldErrors, Typed};
use crate::testdata::{day, number};
use rstest::rstest;

const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";
const TODAY: &str = "2026-11-22";

fn read(fields: &[(&str, &str)]) -> Result<ApprovalAct, Vec<(String, FieldCode)>> {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let typed = Typed(fields.iter().map(own).collect());
    let codes = |errors: FieldErrors| {
        let codes = errors.into_iter().map(|wrong| (wrong.field, wrong.code));
        codes.collect()
    };
    ApprovalAct::read(&typed, day(TODAY)).map_err(codes)
}

fn add(term: &str, until: &str) -> Result<ApprovalAct, Vec<(String, FieldCode)>> {
    read(&[
        ("gor", "godkann"),
        ("nyckel", ID),
        ("godkand-nummer", "19790227-2389"),
        ("skal-godkand", "patient"),
        ("sedan", term),
        ("till-dag", until),
    ])
}

fn id() -> RulingId {
    ID.parse().unwrap()
}

// R-C3: a reason, and an end or a review date; R-G8: by hand, by number.
#[rstest]
#[case("slutar", Term::Until(day("2027-11-22")))]
#[case("ses-over", Term::Review(day("2027-11-22")))]
fn somebody_is_approved(#[case] word: &str, #[case] term: Term) {
    let expected = ApprovalAct::Add {
        id: id(),
        number: number("197902272389"),
        reason: ApprovalReason::Patient,
        term,
    };
    assert_eq!(add(word, " 2027-11-22 "), Ok(expected));
    assert!(term.until().is_some() != term.review().is_some());
}

#[rstest]
#[case::tomorrow("2026-11-23", None)]
#[case::the_last_day("2028-11-22", None)]
#[case::today("2026-11-22", Some(FieldCode::DayPast))]
#[case::too_far("2028-11-23", Some(FieldCode::DayTooLate))]
#[case::no_day("i höst", Some(FieldCode::Day))]
#[case::nothing("", Some(FieldCode::Day))]
fn it_ends_or_is_looked_at_within_two_years(#[case] until: &str, #[case] wrong: Option<FieldCode>) {
    let errors = add("slutar", until).err();
    let expected = wrong.map(|code| vec![("till-dag".to_owned(), code)]);
    assert_eq!(errors, expected);
}

#[test]
fn all_that_is_wrong_is_told_at_once() {
    let wrong = read(&[("gor", "godkann")]).unwrap_err();
    let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(
        fields,
        [
            "godkand-nummer",
            "skal-godkand",
            "sedan",
            "till-dag",
            "nyckel"
        ]
    );
    let wrong = read(&[("gor", "avsluta")]).unwrap_err();
    let fields: Vec<_> = wrong.iter().map(|(field, _)| field.as_str()).collect();
    assert_eq!(fields, ["godkannande", "skal-slut"]);
    assert!(read(&[]).is_err());
}

#[test]
fn one_is_ended_for_a_reason() {
    let fields = [
        ("gor", "avsluta"),
        ("godkannande", ID),
        ("skal-slut", "left"),
    ];
    let reason = ApprovalEnd::Left;
    assert_eq!(read(&fields), Ok(ApprovalAct::End { id: id(), reason }));
}

#[test]
fn one_stays_until_it_is_looked_at_again() {
    let fields = [
        ("gor", "se-over"),
        ("godkannande", ID),
        ("till-dag", "2027-05-22"),
    ];
    let on = day("2027-05-22");
    assert_eq!(read(&fields), Ok(ApprovalAct::Review { id: id(), on }));
}

// R-C3: one that ends holds on its last day; a review that is late ends nothing.
#[rstest]
#[case(Term::Until(day("2026-11-22")), ApprovalState::Holds)]
#[case(Term::Until(day("2026-11-21")), ApprovalState::Over)]
#[case(Term::Review(day("2026-11-23")), ApprovalState::Holds)]
#[case(Term::Review(day("2026-11-22")), ApprovalState::Due)]
#[case(Term::Review(day("2025-11-22")), ApprovalState::Due)]
fn how_one_stands(#[case] term: Term, #[case] expected: ApprovalState) {
    assert_eq!(ApprovalState::of(term, day(TODAY)), expected);
}

#[test]
fn each_reason_is_read_from_its_word() {
    for reason in ApprovalReason::ALL {
        assert_eq!(ApprovalReason::from_word(reason.word()), Some(reason));
    }
    for reason in ApprovalEnd::ALL {
        assert_eq!(ApprovalEnd::from_word(reason.word()), Some(reason));
    }
    assert_eq!(ApprovalReason::from_word("left"), None);
}

// Nobody's number in what is logged.
#[test]
fn a_number_is_hidden_in_debug_output() {
    let approved = Approved {
        id: id(),
        number: "19790227-2389".to_owned(),
        reason: None,
        by: "Karin Lundh".to_owned(),
        at: "2026-11-24T09:30".to_owned().try_into().unwrap(),
        term: Term::Until(day("2027-11-22").into()),
        state: ApprovalState::Holds,
    };
    assert!(!format!("{approved:?}").contains("2389"));
}
