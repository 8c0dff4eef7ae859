//! The reader of the register's file, from the outside.

use domain::person::{Protection, Residence};
use domain::personnummer::NumberError;
use jiff::civil::date;
use rstest::rstest;
use seed::{Place, SeedError, register_file};

/// An official test number.
const SARA: &str = "198503152392";

#[test]
fn a_file_is_read_as_it_is_documented() {
    let child = test_number("20131126");
    let text = format!(
        r#"
[[person]]
number = "{SARA}"
born = 1985-03-15
given = "Sara"
family = "Lindvall"
[[person.guardian_of]]
child = "{child}"
until = 2026-10-31

[[person]]
number = "{}-{}"
born = 2013-11-27
residence = "emigrated"
"#,
        &child[..8],
        &child[8..]
    );
    let records = register_file(&text).unwrap();
    assert_eq!(records.len(), 2);
    assert_eq!(records[0].number.digits(), SARA);
    assert_eq!(records[0].name.as_ref().unwrap().full(), "Sara Lindvall");
    assert_eq!(records[0].guardian_of[0].child, records[1].number);
    assert_eq!(records[0].guardian_of[0].until, Some(date(2026, 10, 31)));
    assert_eq!(records[1].number.digits(), child);
    assert_eq!(
        records[1].born,
        date(2013, 11, 27),
        "the register's date, not the number's (R-I5)"
    );
    assert_eq!(records[1].name, None, "a newborn has no name (R-I7)");
    assert_eq!(records[1].residence, Residence::Emigrated);
}

#[test]
fn the_documented_format_is_read() {
    let source = include_str!("../src/lib.rs");
    let example: Vec<&str> = source
        .lines()
        .skip_while(|line| *line != "//! ```toml")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .map(|line| line.trim_start_matches("//!"))
        .collect();
    let records = register_file(&example.join("\n")).unwrap();
    assert_eq!(records.len(), 1);
    assert_eq!(records[0].protection, Protection::Confidential);
}

/// R-G7: a protected record is cut, so custody can't be known.
#[rstest]
#[case("confidential")]
#[case("protected_record")]
fn a_protected_persons_name_and_children_are_not_taken_over(#[case] protection: &str) {
    let text = format!(
        "[[person]]\nnumber = \"{SARA}\"\nborn = 1985-03-15\ngiven = \"Sara\"\nfamily = \"L\"\n\
         protection = \"{protection}\"\n[[person.guardian_of]]\nchild = \"{}\"\n",
        test_number("20131126")
    );
    let record = register_file(&text).unwrap().remove(0);
    assert!(record.protection.is_protected());
    assert_eq!((record.name, record.guardian_of.len()), (None, 0));
}

#[test]
fn an_empty_file_is_a_register_of_nobody() {
    assert_eq!(register_file("# nobody\n"), Ok(Vec::new()));
}

#[rstest]
#[case("1985031523", NumberError::Shape)]
#[case("", NumberError::Empty)]
#[case("198503152393", NumberError::Checksum)]
#[case("198502302392", NumberError::Date)]
#[case("199001792382", NumberError::Coordination)]
#[case("19850315239A", NumberError::Reserve)]
fn a_wrong_number_is_told_by_line_and_person(#[case] number: &str, #[case] why: NumberError) {
    let text = format!(
        "[[person]]\nnumber = \"{SARA}\"\nborn = 1985-03-15\n\n[[person]]\nborn = 1985-03-15\n\
         number = \"{number}\"\n"
    );
    let error = register_file(&text).unwrap_err();
    assert_eq!(
        error,
        SeedError::Number {
            place: Place { person: 2, line: 7 },
            why
        }
    );
    assert!(
        error
            .to_string()
            .starts_with("line 7 (person 2 of the file): ")
    );
}

#[test]
fn a_childs_wrong_number_is_told_by_its_own_line() {
    let text = format!(
        "[[person]]\nnumber = \"{SARA}\"\nborn = 1985-03-15\n[[person.guardian_of]]\nchild = \"x\"\n"
    );
    let place = Place { person: 1, line: 5 };
    let why = NumberError::Shape;
    assert_eq!(register_file(&text), Err(SeedError::Number { place, why }));
}

#[rstest]
#[case(
    "born = 1985-03-15\ngiven = \"Sara\"",
    "both a given and a family name"
)]
#[case("born = 1985-03-15T10:00:00", "no plain date")]
#[case(
    "born = 1985-03-15\nguardian_of = [{ child = \"198503152392\" }]",
    "one's own guardian"
)]
fn what_does_not_go_together_is_told(#[case] rest: &str, #[case] expected: &str) {
    let text = format!("[[person]]\nnumber = \"{SARA}\"\n{rest}\n");
    let error = register_file(&text).unwrap_err().to_string();
    assert!(
        error.contains(expected) && error.contains("person 1"),
        "{error}"
    );
}

#[test]
fn nobody_stands_in_the_file_twice() {
    let person = format!("[[person]]\nnumber = \"{SARA}\"\nborn = 1985-03-15\n");
    let error = register_file(&format!("{person}{person}"))
        .unwrap_err()
        .to_string();
    assert!(
        error.starts_with("line 5 (person 2 of the file)"),
        "{error}"
    );
}

/// No personal data in an error, whatever is wrong.
#[rstest]
#[case("[[person]]\nnumber = 198503152392\nborn = 1985-03-15\n", "line 2")]
#[case(
    "[[person]]\nnumber = \"198503152392\"\nborn = \"1985-03-15\"\n",
    "line 3"
)]
#[case(
    "[[person]]\nnumber = \"198503152392\"\nborn = 1985-03-15\ngiven = [\"Sara\"]\n",
    "line 4"
)]
#[case(
    "[[person]]\nnumber = \"198503152392\"\nresidence = \"Saravik\"\n",
    "line 3"
)]
#[case("[[person]]\n198503152392 = 1\n", "line 2")]
#[case("[[person]]\nnumber = \"198503152392\nborn = 1\n", "line 2")]
#[case("198503152392", "line 1")]
#[case("[[person]]\nnumber = \"198503152392\"\n", "missing field `born`")]
#[case(
    "[[person]]\nnumber = \"198503152392\"\nborm = 1985-03-15\n",
    "unknown field `borm`"
)]
#[case(
    "[[person]]\nnumber = \"198503152393\"\nborn = 1985-03-15\n",
    "check digit"
)]
fn errors_tell_the_place_and_not_what_was_written(#[case] text: &str, #[case] expected: &str) {
    let error = register_file(text).unwrap_err();
    for told in [error.to_string(), format!("{error:?}")] {
        assert!(!told.contains("1985") && !told.contains("Sara"), "{told}");
    }
    let told = error.to_string();
    assert!(told.contains(expected), "{told}");
}

/// The first official test number of that day.
fn test_number(day: &str) -> &'static str {
    let lines = include_str!("../../../testdata/personnummer.txt").lines();
    lines
        .into_iter()
        .find(|line| line.starts_with(day))
        .expect("testdata has one for that day")
}
