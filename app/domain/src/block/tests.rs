use super::*;
use crate::form::{FieldCode, FieldErrors, Typed};
use crate::testdata::{day, number};
use rstest::rstest;

const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";
const TODAY: &str = "2026-11-21";

type Read<T> = Result<T, Vec<(String, FieldCode)>>;

fn typed(fields: &[(&str, &str)]) -> Typed {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Typed(fields.iter().map(own).collect())
}

fn codes<T>(read: Result<T, FieldErrors>) -> Read<T> {
    let code = |wrong: crate::form::FieldError| (wrong.field, wrong.code);
    read.map_err(|errors| errors.into_iter().map(code).collect())
}

fn wrong(field: &str, code: FieldCode) -> (String, FieldCode) {
    (field.to_owned(), code)
}

const WHOLE: [(&str, &str); 7] = [
    ("gor", "sparra"),
    ("barn-nummer", "20131124-2380"),
    ("vardnadshavare", "19850315-2392"),
    ("orsak", "harm"),
    ("granska", "2027-02-21"),
    ("bekrafta", "ja"),
    ("nyckel", ID),
];

/// The whole form, with this in the place of one field.
fn with(field: &str, value: &str) -> Read<NewBlock> {
    let fields = WHOLE.map(|(name, was)| (name, if name == field { value } else { was }));
    codes(NewBlock::read(&typed(&fields), day(TODAY)))
}

fn block() -> NewBlock {
    NewBlock {
        child: number("201311242380"),
        guardians: vec![number("198503152392")],
        reason: BlockReason::Harm,
        review_on: day("2027-02-21"),
        key: FormKey(ID.parse().unwrap()),
    }
}

// R-C3: a decision has a reason and a day to be looked at again.
#[test]
fn a_decision_has_a_reason_and_a_day() {
    assert_eq!(with("", ""), Ok(block()));
}

#[rstest]
#[case::no_child("barn-nummer", "", FieldCode::Empty)]
#[case::a_slip("barn-nummer", "20131124-2381", FieldCode::NumberChecksum)]
#[case::coordination("barn-nummer", "199001792382", FieldCode::NumberCoordination)]
#[case::nobody_that_is_one("vardnadshavare", "Sara", FieldCode::Choice)]
#[case::no_reason("orsak", "", FieldCode::Choice)]
#[case::urgent_is_no_reason("orsak", "emergency", FieldCode::Choice)]
#[case::no_day("granska", "", FieldCode::Empty)]
#[case::no_such_day("granska", "2026-11-31", FieldCode::Day)]
#[case::yesterday("granska", "2026-11-20", FieldCode::DayPast)]
#[case::later_than_a_year("granska", "2027-11-22", FieldCode::DayTooLate)]
#[case::not_confirmed("bekrafta", "", FieldCode::Empty)]
#[case::no_key("nyckel", "1", FieldCode::Choice)]
fn what_is_wrong_is_told_at_its_field(
    #[case] field: &str,
    #[case] value: &str,
    #[case] code: FieldCode,
) {
    assert_eq!(with(field, value), Err(vec![wrong(field, code)]));
}

#[rstest]
#[case::today("2026-11-21")]
#[case::after_a_year("2027-11-21")]
fn it_is_looked_at_again_within_a_year(#[case] on: &str) {
    let review_on = day(on);
    let expected = NewBlock {
        review_on,
        ..block()
    };
    assert_eq!(with("granska", on), Ok(expected));
}

#[test]
fn one_or_both_guardians_are_chosen() {
    let read = |chosen: &[&str]| {
        let all = WHOLE.iter().filter(|(name, _)| *name != "vardnadshavare");
        let chosen = chosen.iter().map(|one| ("vardnadshavare", *one));
        let fields: Vec<_> = all.copied().chain(chosen).collect();
        codes(NewBlock::read(&typed(&fields), day(TODAY))).map(|new| new.guardians)
    };
    let (sara, johan) = (number("198503152392"), number("198302052389"));
    let both = read(&["19850315-2392", "198302052389", "19850315-2392"]);
    assert_eq!(both, Ok(vec![sara, johan]), "each once");
    let nobody = vec![wrong("vardnadshavare", FieldCode::Empty)];
    assert_eq!(read(&[]), Err(nobody));
}

// B10: one action. Why, and for how long, is decided later.
#[test]
fn an_emergency_stop_needs_nobodys_reason() {
    let fields = [
        ("gor", "stoppa"),
        ("barn-nummer", "131124-2380"),
        ("vardnadshavare", "19850315-2392"),
        ("nyckel", ID),
    ];
    let expected = NewBlock {
        reason: BlockReason::Emergency,
        review_on: day("2026-11-28"),
        ..block()
    };
    let read = NewBlock::read(&typed(&fields), day(TODAY));
    assert_eq!(codes(read), Ok(expected));
}

#[test]
fn a_child_is_looked_for_by_its_number() {
    let read = |text| {
        codes(BlockSearch::read(
            &typed(&[("barn-nummer", text)]),
            day(TODAY),
        ))
    };
    let (child, guardian) = (number("201311242380"), None);
    let expected = BlockSearch { child, guardian };
    assert_eq!(read(" 131124-2380 "), Ok(expected));
    let empty = vec![wrong("barn-nummer", FieldCode::Empty)];
    assert_eq!(read(""), Err(empty));

    // One who has never been here is known by its number only.
    let read = |guardian| {
        let fields = [("barn-nummer", "131124-2380"), ("vh-nummer", guardian)];
        codes(BlockSearch::read(&typed(&fields), day(TODAY))).map(|search| search.guardian)
    };
    assert_eq!(read("850315-2392"), Ok(Some(number("198503152392"))));
    assert_eq!(read(" "), Ok(None));
    let wrong = vec![wrong("vh-nummer", FieldCode::NumberShape)];
    assert_eq!(read("Sara"), Err(wrong));
}

#[test]
fn a_block_is_kept_or_ended() {
    let read = |fields: &[(&str, &str)]| codes(BlockAct::read(&typed(fields), day(TODAY)));
    let block = ID.parse().unwrap();
    let keep = [
        ("gor", "behall"),
        ("sparr", ID),
        ("sedd", "2026-11-20"),
        ("granska", "2027-01-07"),
    ];
    let kept = BlockAct::Keep {
        block,
        seen: day("2026-11-20"),
        review_on: day("2027-01-07"),
    };
    assert_eq!(read(&keep), Ok(kept));
    let end = [("gor", "hav"), ("sparr", ID), ("orsak", "mistake")];
    let reason = EndReason::Mistake;
    assert_eq!(read(&end), Ok(BlockAct::End { block, reason }));

    assert_eq!(
        read(&[("gor", "behall"), ("sparr", "1"), ("granska", "2026-11-20")]),
        Err(vec![
            wrong("sparr", FieldCode::Choice),
            wrong("sedd", FieldCode::Choice),
            wrong("granska", FieldCode::DayPast),
        ])
    );
    let no_reason = vec![wrong("orsak", FieldCode::Choice)];
    assert_eq!(read(&[("gor", "hav"), ("sparr", ID)]), Err(no_reason));
    let nothing = vec![wrong("gor", FieldCode::Choice)];
    assert_eq!(read(&[("sparr", ID)]), Err(nothing));
}

// R-C3: three months, where nobody says another day; the month's last day where it has no such day.
#[test]
fn a_day_is_proposed() {
    let days = ReviewDays::on(day("2026-11-30"));
    assert_eq!(days.proposed.iso(), "2027-02-28");
    assert_eq!(days.last.iso(), "2027-11-30");
}

#[test]
fn each_reason_has_a_word_of_its_own() {
    for reason in BlockReason::ALL {
        assert_eq!(BlockReason::from_word(reason.word()), Some(reason));
    }
    for reason in EndReason::ALL {
        assert_eq!(EndReason::from_word(reason.word()), Some(reason));
    }
    let chosen: Vec<_> = BlockReason::to_choose().collect();
    assert_eq!(chosen, &BlockReason::ALL[..5]);
}
