//! The state machine, against a table written from the rules' texts; and forms. Who may apply stands in
//! [`applying`].

mod applying;

use jiff::civil::Date;
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::form::{FieldCode, FieldErrors, Typed};
use crate::testdata::day;

use ApplicationKind::{ChildReads, GuardianReads};

/// All that may be done: of which kind, how it stands, what, by whom, how it stands then. Nothing
/// else may.
const MAY: &[(ApplicationKind, State, Act, Party, State)] = &[
    // R-J5: the child consents or says no, and may change its mind until it is decided.
    (
        GuardianReads,
        State::Applied,
        Act::Consent,
        Party::Child,
        State::Consented,
    ),
    (
        GuardianReads,
        State::Declined,
        Act::Consent,
        Party::Child,
        State::Consented,
    ),
    (
        GuardianReads,
        State::Noted,
        Act::Consent,
        Party::Child,
        State::Consented,
    ),
    (
        GuardianReads,
        State::Applied,
        Act::Decline,
        Party::Child,
        State::Declined,
    ),
    (
        GuardianReads,
        State::Consented,
        Act::Decline,
        Party::Child,
        State::Declined,
    ),
    (
        GuardianReads,
        State::Noted,
        Act::Decline,
        Party::Child,
        State::Declined,
    ),
    // And ends it, at any time, afterwards.
    (
        GuardianReads,
        State::Approved,
        Act::TakeBack,
        Party::Child,
        State::TakenBack,
    ),
    // R-J5: a doctor's note that the child can't consent; any member of staff records it.
    (
        GuardianReads,
        State::Applied,
        Act::Note,
        Party::Member,
        State::Noted,
    ),
    (
        GuardianReads,
        State::Applied,
        Act::Note,
        Party::InCharge,
        State::Noted,
    ),
    // The applicant withdraws what is not decided.
    (
        GuardianReads,
        State::Applied,
        Act::Withdraw,
        Party::Applicant,
        State::Withdrawn,
    ),
    (
        GuardianReads,
        State::Consented,
        Act::Withdraw,
        Party::Applicant,
        State::Withdrawn,
    ),
    (
        GuardianReads,
        State::Declined,
        Act::Withdraw,
        Party::Applicant,
        State::Withdrawn,
    ),
    (
        GuardianReads,
        State::Noted,
        Act::Withdraw,
        Party::Applicant,
        State::Withdrawn,
    ),
    (
        ChildReads,
        State::Applied,
        Act::Withdraw,
        Party::Applicant,
        State::Withdrawn,
    ),
    // R-C3: one in charge decides; not without consent or a note.
    (
        GuardianReads,
        State::Consented,
        Act::Approve,
        Party::InCharge,
        State::Approved,
    ),
    (
        GuardianReads,
        State::Noted,
        Act::Approve,
        Party::InCharge,
        State::Approved,
    ),
    (
        ChildReads,
        State::Applied,
        Act::Approve,
        Party::InCharge,
        State::Approved,
    ),
    (
        GuardianReads,
        State::Applied,
        Act::Deny,
        Party::InCharge,
        State::Denied,
    ),
    (
        GuardianReads,
        State::Consented,
        Act::Deny,
        Party::InCharge,
        State::Denied,
    ),
    (
        GuardianReads,
        State::Declined,
        Act::Deny,
        Party::InCharge,
        State::Denied,
    ),
    (
        GuardianReads,
        State::Noted,
        Act::Deny,
        Party::InCharge,
        State::Denied,
    ),
    (
        ChildReads,
        State::Applied,
        Act::Deny,
        Party::InCharge,
        State::Denied,
    ),
    (
        GuardianReads,
        State::Approved,
        Act::Revoke,
        Party::InCharge,
        State::Revoked,
    ),
    (
        ChildReads,
        State::Approved,
        Act::Revoke,
        Party::InCharge,
        State::Revoked,
    ),
];

/// A child's own application has no other child to be asked, so it never stands so.
fn stands(kind: ApplicationKind, state: State) -> bool {
    kind == GuardianReads || !matches!(state, State::Consented | State::Declined | State::Noted)
}

/// Why not, where the table does not have it.
fn why_not(kind: ApplicationKind, state: State, act: Act, party: Party) -> NotDone {
    let theirs = match act {
        Act::Consent | Act::Decline | Act::TakeBack => {
            kind == GuardianReads && party == Party::Child
        }
        Act::Withdraw => party == Party::Applicant,
        Act::Note | Act::Approve | Act::Deny | Act::Revoke => {
            matches!(party, Party::Member | Party::InCharge)
        }
    };
    if !theirs {
        NotDone::NotTheirs
    } else if party == Party::Member && act != Act::Note {
        NotDone::NotInCharge
    } else if act == Act::Approve && matches!(state, State::Applied | State::Declined) {
        NotDone::NoConsent
    } else {
        NotDone::NotNow
    }
}

#[test]
fn each_act_of_each_party_has_its_answer_however_it_stands() {
    let mut done = 0;
    for kind in ApplicationKind::ALL {
        for state in State::ALL.iter().filter(|state| stands(*kind, **state)) {
            for act in Act::ALL {
                for party in Party::ALL {
                    let is_it = |row: &&(_, State, Act, Party, State)| {
                        (row.0, row.1, row.2, row.3) == (*kind, *state, *act, *party)
                    };
                    let row = MAY.iter().find(is_it);
                    let expected = row.map(|row| row.4);
                    let expected = expected.ok_or_else(|| why_not(*kind, *state, *act, *party));
                    let answer = after(*kind, *state, *act, *party);
                    assert_eq!(answer, expected, "{kind:?} {state:?} {act:?} {party:?}");
                    done += usize::from(answer.is_ok());
                }
            }
        }
    }
    assert_eq!(done, MAY.len(), "every row of the table is met");
}

fn any<T: Copy + std::fmt::Debug + 'static>(all: &'static [T]) -> impl Strategy<Value = T> {
    proptest::sample::select(all)
}

fn date() -> impl Strategy<Value = Date> {
    (2024_i16..2032, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| jiff::civil::date(y, m, d))
}

proptest! {
    // R-J5: whatever anybody does in whatever order, a guardian reads only after the child has
    // consented or a note was recorded, and one in charge approved; and not after the child's no.
    #[test]
    fn nobody_reads_without_consent_or_note(
        acts in proptest::collection::vec((any(Act::ALL), any(Party::ALL)), 0..24),
    ) {
        let mut state = State::Applied;
        let mut basis = false;
        for (act, party) in acts {
            let Ok(next) = after(GuardianReads, state, act, party) else { continue };
            match act {
                Act::Consent | Act::Note => basis = true,
                Act::Decline => basis = false,
                Act::Approve => {
                    prop_assert!(basis);
                    prop_assert_eq!(party, Party::InCharge);
                }
                _ => {}
            }
            prop_assert!(next != State::Expired);
            state = next;
        }
    }

    // What has ended stays so.
    #[test]
    fn what_has_ended_stays(
        kind in any(ApplicationKind::ALL),
        state in any(State::ALL),
        act in any(Act::ALL),
        party in any(Party::ALL),
    ) {
        let ended = !state.is_open() && state != State::Approved;
        prop_assert!(!ended || after(kind, state, act, party).is_err());
    }

    // R-J5: no exception holds on or after the 16th birthday, nor after its last day.
    #[test]
    fn time_only_ends(
        state in any(State::ALL), today in date(), until in date(), grown in date(),
    ) {
        let now = state.on(today, Some(until), grown);
        prop_assert!(now == state || now == State::Expired);
        if now == State::Approved {
            prop_assert!(today <= until && today < grown);
        }
        if state == State::Approved && today <= until && today < grown {
            prop_assert_eq!(now, State::Approved);
        }
    }

    #[test]
    fn what_is_proposed_is_before_the_child_is_grown(today in date(), grown in date()) {
        prop_assert!(proposed(today, grown) < grown);
    }
}

// The day before the 16th birthday at the latest (R-J5, R-I6), or half a year on.
#[rstest]
#[case("2012-06-24", "2026-11-21", "2028-06-24", "2027-05-21")]
#[case("2011-01-10", "2026-11-21", "2027-01-10", "2027-01-09")]
#[case("2012-02-29", "2027-10-01", "2028-02-29", "2028-02-28")]
#[case("2008-02-29", "2024-01-01", "2024-02-29", "2024-02-28")]
fn an_exception_ends_with_the_day_before_the_16th_birthday(
    #[case] born: &str,
    #[case] today: &str,
    #[case] expected: &str,
    #[case] proposal: &str,
) {
    let grown = grown(day(born), &RuleSet::default());
    assert_eq!(grown, day(expected));
    assert_eq!(proposed(day(today), grown), day(proposal));
}

const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";
const NUMBER: &str = "201206252395";

fn typed(fields: &[(&str, &str)]) -> Typed {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Typed(fields.iter().map(own).collect())
}

fn wrong<T>(read: Result<T, FieldErrors>) -> Vec<(String, FieldCode)> {
    let errors = read.err().unwrap_or_default();
    errors
        .into_iter()
        .map(|one| (one.field, one.code))
        .collect()
}

#[test]
fn one_applies_at_one_or_several_units() {
    let fields = [
        ("personnummer", NUMBER),
        ("enhet", ID),
        ("enhet", ID),
        ("varfor", "behandling"),
        ("egna-ord", " Kontroller \r\n varje vecka "),
        ("nyckel", ID),
    ];
    let read = NewApplication::read(&typed(&fields), GuardianReads, None).unwrap();
    assert_eq!(read.units.len(), 1, "each once");
    assert_eq!(
        read.child.map(crate::personnummer::Personnummer::digits),
        Some(NUMBER.to_owned())
    );
    assert_eq!(read.words, "Kontroller \n varje vecka");

    // A child names nobody, and has reasons of its own.
    let own = [("enhet", ID), ("varfor", "forsta"), ("nyckel", ID)];
    let read = NewApplication::read(&typed(&own), ChildReads, None).unwrap();
    assert_eq!((read.child, read.why), (None, Why::Understand));
    let read = NewApplication::read(&typed(&own), GuardianReads, None);
    let expected = [
        ("personnummer", FieldCode::Empty),
        ("varfor", FieldCode::Choice),
    ];
    assert_eq!(
        wrong(read),
        expected.map(|(field, code)| (field.to_owned(), code))
    );
}

#[test]
fn ones_own_words_are_needed_where_nothing_else_says_why() {
    let long = "å".repeat(LONGEST_WORDS + 1);
    for (why, words, code) in [
        ("annat", "", Some(FieldCode::Empty)),
        ("annat", "Vi flyttar", None),
        ("behandling", "", None),
        ("behandling", long.as_str(), Some(FieldCode::TooLong)),
    ] {
        let fields = [
            ("personnummer", NUMBER),
            ("enhet", ID),
            ("varfor", why),
            ("egna-ord", words),
            ("nyckel", ID),
        ];
        let read = NewApplication::read(&typed(&fields), GuardianReads, None);
        let expected = code.map(|code| ("egna-ord".to_owned(), code));
        assert_eq!(wrong(read), Vec::from_iter(expected), "{why}");
    }
}

#[rstest]
#[case("godkann", "behovs", "2026-11-21", None)]
#[case("godkann", "behovs", "2028-06-23", None)]
#[case("godkann", "behovs", "2026-11-20", Some(("till-och-med", FieldCode::DayPast)))]
#[case("godkann", "behovs", "2028-06-24", Some(("till-och-med", FieldCode::DayTooLate)))]
#[case("godkann", "behovs", "snart", Some(("till-och-med", FieldCode::Day)))]
#[case("godkann", "behovs-inte", "2027-01-01", Some(("grund", FieldCode::Choice)))]
#[case("godkann", "mogen", "2027-01-01", Some(("grund", FieldCode::Choice)))]
#[case("upphav", "misstag", "", None)]
#[case("samtyck", "behovs", "2027-01-01", Some(("gor", FieldCode::Choice)))]
fn a_decision_has_its_grounds_and_its_last_day_r_c3(
    #[case] act: &str,
    #[case] grounds: &str,
    #[case] until: &str,
    #[case] expected: Option<(&str, FieldCode)>,
) {
    let fields = [
        ("gor", act),
        ("grund", grounds),
        ("till-och-med", until),
        ("version", "3"),
    ];
    let days = Some((day("2026-11-21"), day("2028-06-24")));
    let read = DeskForm::read(&typed(&fields), GuardianReads, days);
    let expected = expected.map(|(field, code)| (field.to_owned(), code));
    assert_eq!(wrong(read), Vec::from_iter(expected));
}

#[test]
fn a_note_names_the_doctor_and_is_not_of_tomorrow() {
    let days = Some((day("2026-11-21"), day("2028-06-24")));
    let read = |doctor, on| {
        let fields = [
            ("gor", "utlatande"),
            ("lakare", doctor),
            ("utlatande-dag", on),
            ("version", "1"),
        ];
        wrong(DeskForm::read(&typed(&fields), GuardianReads, days))
    };
    assert_eq!(read("Helena Rask", "2026-11-21"), []);
    assert_eq!(
        read("", "2026-11-20"),
        [("lakare".to_owned(), FieldCode::Empty)]
    );
    assert_eq!(
        read("Rask", "2026-11-22"),
        [("utlatande-dag".to_owned(), FieldCode::Day)]
    );
}

#[test]
fn what_is_denied_is_answered() {
    let fields = [
        ("gor", "avsla"),
        ("grund", "inget-samtycke"),
        ("version", "1"),
    ];
    let read = DeskForm::read(&typed(&fields), GuardianReads, None);
    assert_eq!(
        wrong(read),
        [("besked-sokande".to_owned(), FieldCode::Empty)]
    );
}

#[test]
fn debug_output_names_nobody() {
    let note = Note {
        doctor: "Helena Rask".to_owned(),
        on: day("2026-11-21").into(),
    };
    assert!(!format!("{note:?}").contains("Helena"));
}
