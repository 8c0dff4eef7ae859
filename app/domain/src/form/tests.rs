use jiff::civil::date;
use rstest::rstest;

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
