use jiff::civil::date;
use rstest::rstest;
use uuid::Uuid;

use super::*;

const TODAY: Date = date(2026, 11, 21);

fn code<T: fmt::Debug>(field: &str, answer: Result<T, FieldErrors>) -> FieldCode {
    let errors = answer.expect_err("the form does not pass");
    assert_eq!(errors.len(), 1);
    assert_eq!(errors[0].field, field);
    errors[0].code
}

fn add_child(personnummer: &str) -> Result<Personnummer, FieldErrors> {
    AddChildForm {
        personnummer: personnummer.to_owned(),
    }
    .validate(TODAY)
}

#[test]
fn a_child_is_added_with_its_number_as_typed_r_g1() {
    let number = add_child(" 131124-2380 ").unwrap();

    assert_eq!(number.digits(), "201311242380");
}

#[rstest]
#[case::empty("", FieldCode::Empty)]
#[case::blanks("   ", FieldCode::Empty)]
#[case::shape("131124", FieldCode::NumberShape)]
#[case::date("20130229-2380", FieldCode::NumberDate)]
#[case::checksum("20131124-2381", FieldCode::NumberChecksum)]
#[case::coordination("201302892383", FieldCode::NumberCoordination)]
#[case::reserve("20131124-TFA1", FieldCode::NumberReserve)]
fn each_slip_in_a_childs_number_has_its_code_r_i1(
    #[case] typed: &str,
    #[case] expected: FieldCode,
) {
    assert_eq!(code(AddChildForm::PERSONNUMMER, add_child(typed)), expected);
}

#[test]
fn a_child_not_born_yet_has_its_code_r_i1() {
    let form = AddChildForm {
        personnummer: "201311242380".to_owned(),
    };

    let answer = form.validate(date(2013, 11, 23));

    assert_eq!(
        code(AddChildForm::PERSONNUMMER, answer),
        FieldCode::NumberFuture
    );
}

#[test]
fn debug_output_hides_what_was_typed() {
    let form = AddChildForm {
        personnummer: "201311242380".to_owned(),
    };

    assert!(!format!("{form:?}").contains("2380"));
}

fn journal(typ: &str, enhet: &str) -> Result<JournalFilter, FieldErrors> {
    JournalForm {
        typ: typ.to_owned(),
        enhet: enhet.to_owned(),
        efter: String::new(),
    }
    .validate()
}

#[test]
fn the_journal_shows_all_unless_asked() {
    assert_eq!(journal("", ""), Ok(JournalFilter::default()));
}

#[test]
fn every_kind_of_the_journal_can_be_asked_for() {
    for kind in EntryKind::ALL {
        assert_eq!(
            journal(kind.slug(), ""),
            Ok(JournalFilter {
                kind: Some(kind),
                unit: None
            })
        );
    }
}

#[test]
fn a_unit_of_the_journal_can_be_asked_for() {
    let unit = UnitId(Uuid::from_u128(7));

    let filter = journal("provsvar", &unit.to_string());

    assert_eq!(
        filter,
        Ok(JournalFilter {
            kind: Some(EntryKind::LabResult),
            unit: Some(unit)
        })
    );
}

#[rstest]
#[case::kind("intyg", "", "typ")]
#[case::unit("", "bup", "enhet")]
fn no_other_choice_of_the_journal_passes(
    #[case] typ: &str,
    #[case] enhet: &str,
    #[case] field: &str,
) {
    assert_eq!(code(field, journal(typ, enhet)), FieldCode::Choice);
}

#[test]
fn all_wrong_fields_are_told_in_the_forms_order() {
    let errors = journal("intyg", "bup").unwrap_err();

    assert_eq!(
        errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(),
        ["typ", "enhet"]
    );
}

#[test]
fn every_theme_can_be_chosen_and_no_other() {
    for theme in Theme::ALL {
        assert_eq!(
            SettingsForm {
                tema: theme.word().to_owned()
            }
            .validate(),
            Ok(theme)
        );
    }
    for tema in ["", "Dark", "sepia"] {
        let answer = SettingsForm {
            tema: tema.to_owned(),
        }
        .validate();
        assert_eq!(code("tema", answer), FieldCode::Choice);
    }
}

#[test]
fn an_address_without_a_query_is_the_first_page() {
    assert_eq!(
        serde_json::from_str::<JournalForm>("{}").unwrap(),
        JournalForm::default()
    );
}
