use jiff::ToSpan;
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;

use super::*;
use crate::testdata::{self, day};

const TODAY: Date = date(2026, 11, 21);

/// The digits' parts: century, `YYMMDD`, `NNNC`.
fn parts(digits: &str) -> (&str, &str, &str) {
    (&digits[..2], &digits[2..8], &digits[8..])
}

/// The forms with a century (R-I1), with spaces around and inside.
fn long_forms(digits: &str) -> [String; 4] {
    let (century, date, serial) = parts(digits);
    [
        digits.to_owned(),
        format!("{century}{date}-{serial}"),
        format!("  {century}{date} {serial} "),
        format!("\t{century} {date}\u{a0}-\u{a0}{serial}\n"),
    ]
}

/// The forms without a century and without `+` (R-I1).
fn short_forms(digits: &str) -> [String; 3] {
    let (_, date, serial) = parts(digits);
    [
        format!("{date}-{serial}"),
        format!("{date}{serial}"),
        format!(" {date} - {serial}"),
    ]
}

/// The forms with `+` (R-I1).
fn plus_forms(digits: &str) -> [String; 2] {
    let (_, date, serial) = parts(digits);
    [format!("{date}+{serial}"), format!(" {date} + {serial}")]
}

#[test]
fn every_test_personnummer_is_read_in_every_form_r_i1() {
    let mut count = 0;
    for digits in testdata::personnummer() {
        let read = |text: &str, today| {
            let number = Personnummer::parse(text, today).map(Personnummer::digits);
            assert_eq!(number.as_deref(), Ok(digits), "{text} on {today}");
        };
        let born = Personnummer::from_digits(digits).unwrap().date().unwrap();
        let day_before_100 = born.checked_add(100.years()).unwrap().yesterday().unwrap();
        let year_of_100 = date(born.year() + 100, 1, 1);
        for form in long_forms(digits) {
            read(&form, TODAY);
        }
        for form in short_forms(digits) {
            read(&form, born);
            read(&form, day_before_100);
        }
        for form in plus_forms(digits) {
            read(&form, year_of_100);
            read(&form, year_of_100.checked_add(99.years()).unwrap());
        }
        count += 1;
    }
    assert_eq!(count, 20_565);
}

// Among them are numbers whose month is 00, whose day is 60, or whose date no calendar has.
#[test]
fn every_test_coordination_number_is_refused_as_one_r_i3() {
    let mut count = 0;
    for digits in testdata::coordination_numbers() {
        for form in long_forms(digits)
            .iter()
            .chain(&short_forms(digits))
            .chain(&plus_forms(digits))
        {
            assert_eq!(
                Personnummer::parse(form, TODAY),
                Err(NumberError::Coordination),
                "{form}"
            );
        }
        count += 1;
    }
    assert_eq!(count, 1_132);
}

#[rstest]
#[case::shown("20131124-2380", "20131124-2380")]
#[case::non_breaking_hyphen("131124\u{2011}2380", "20131124-2380")]
#[case::en_dash("20131124\u{2013}2380", "20131124-2380")]
#[case::minus_sign("131124\u{2212}2380", "20131124-2380")]
#[case::leap_day("120229-2395", "20120229-2395")]
#[case::leap_day_of_1904("040229+9812", "19040229-9812")]
#[case::born_in_the_1800s("920229+9815", "18920229-9815")]
#[case::spaces_between_all("2 0 1 3 1 1 2 4 2 3 8 0", "20131124-2380")]
fn what_people_write_is_read_r_i1(#[case] text: &str, #[case] shown: &str) {
    assert_eq!(
        Personnummer::parse(text, TODAY).map(|number| number.to_string()),
        Ok(shown.into())
    );
}

#[rstest]
#[case::empty("", NumberError::Empty)]
#[case::blanks(" \t\u{a0}\n", NumberError::Empty)]
#[case::dash_only("-", NumberError::Shape)]
#[case::plus_only("+", NumberError::Shape)]
#[case::words("Alva", NumberError::Shape)]
#[case::nine_digits("131124238", NumberError::Shape)]
#[case::eleven_digits("01311242380", NumberError::Shape)]
#[case::thirteen_digits("2013112423800", NumberError::Shape)]
#[case::only_a_date("20131124", NumberError::Shape)]
#[case::dash_at_the_end("1311242380-", NumberError::Shape)]
#[case::dash_at_the_start("-1311242380", NumberError::Shape)]
#[case::dash_after_the_year("2013-11242380", NumberError::Shape)]
#[case::iso_date("2013-11-24-2380", NumberError::Shape)]
#[case::two_dashes("131124--2380", NumberError::Shape)]
#[case::dash_and_plus("131124-+2380", NumberError::Shape)]
#[case::plus_with_a_century("19040229+9812", NumberError::Shape)]
#[case::negative("-20131124-2380", NumberError::Shape)]
#[case::letter_in_the_date("1311Z4-2380", NumberError::Shape)]
#[case::letter_among_the_last_four_is_as_in_reserve_numbers("131124-238O", NumberError::Reserve)]
#[case::non_ascii_letter("131124-23Å0", NumberError::Shape)]
#[case::arabic_digits("١٣١١٢٤-٢٣٨٠", NumberError::Shape)]
#[case::fullwidth_digits("１３１１２４２３８０", NumberError::Shape)]
#[case::letters_wider_than_a_byte("åäöåäö-åäöå", NumberError::Shape)]
#[case::emoji("👶👶👶👶", NumberError::Shape)]
#[case::dot("131124.2380", NumberError::Shape)]
#[case::sql("131124-2380'; --", NumberError::Shape)]
#[case::month_13("20131324-2380", NumberError::Date)]
#[case::month_00("20130024-2380", NumberError::Date)]
#[case::day_00("20131100-2380", NumberError::Date)]
#[case::day_32("20131232-2380", NumberError::Date)]
#[case::day_31_of_november("20131131-2380", NumberError::Date)]
#[case::leap_day_of_a_common_year("20130229-2380", NumberError::Date)]
#[case::leap_day_of_1900("19000229-2380", NumberError::Date)]
#[case::ten_digits_with_no_such_date("131131-2380", NumberError::Date)]
#[case::between_day_and_coordination_day("20131159-2380", NumberError::Date)]
#[case::day_92("20131192-2380", NumberError::Date)]
#[case::coordination_day_of_month_13("20131384-2380", NumberError::Date)]
#[case::the_1700s("17131124-2380", NumberError::Date)]
#[case::year_zero("00131124-2380", NumberError::Date)]
#[case::wrong_check_digit("20131124-2381", NumberError::Checksum)]
#[case::two_digits_swapped("20131124-3280", NumberError::Checksum)]
#[case::coordination_with_wrong_check_digit("20130289-2384", NumberError::Checksum)]
fn what_is_no_personnummer_is_refused_r_i1(#[case] text: &str, #[case] error: NumberError) {
    assert_eq!(Personnummer::parse(text, TODAY), Err(error));
}

#[rstest]
#[case::national("22131124AB12")]
#[case::national_second_series("25131124AB12")]
#[case::national_unknown_date("00132045AB12")]
#[case::plus_3_with_digits("231311242380")]
#[case::plus_3_to_the_1800s("210401012380")]
#[case::plus_6_with_digits("261311242380")]
#[case::with_a_dash("23131124-2380")]
#[case::stockholm("991320131234")]
#[case::date_and_letters("20131124-TFA1")]
#[case::date_and_small_letters("20131124d123")]
#[case::ten_characters("131124-T123")]
fn what_looks_like_a_reserve_number_is_refused_as_one_r_i4(#[case] text: &str) {
    assert_eq!(Personnummer::parse(text, TODAY), Err(NumberError::Reserve));
}

#[test]
fn nobody_has_the_birth_number_000_r_i1() {
    for check in 0..10 {
        let text = format!("20131124-000{check}");
        assert_eq!(
            Personnummer::parse(&text, TODAY),
            Err(NumberError::Checksum),
            "{text}"
        );
    }
}

#[test]
fn a_birth_date_in_the_future_is_refused_and_today_is_not_r_i1() {
    let read = |today| Personnummer::parse("20131124-2380", day(today)).map(|_| ());

    assert_eq!(read("2013-11-23"), Err(NumberError::Future));
    assert_eq!(read("2013-11-24"), Ok(()));
}

// R-I2: the newest century that does not put the birth date in the future. The sign becomes `+` on
// 1 January of the year in which the person turns 100 (folkbokföringslagen 18 §), so before the
// birthday in that year `-` and `+` mean the same person.
#[rstest]
#[case::born_today("131124-2380", "2013-11-24", "20131124-2380")]
#[case::born_tomorrow_is_a_century_old("131124-2380", "2013-11-23", "19131124-2380")]
#[case::turns_100_this_year_with_plus("261204+9029", "2026-11-21", "19261204-9029")]
#[case::turns_100_this_year_with_dash("261204-9029", "2026-11-21", "19261204-9029")]
#[case::turns_100_this_year_on_1_january("261204+9029", "2026-01-01", "19261204-9029")]
#[case::turns_100_today_with_plus("261204+9029", "2026-12-04", "19261204-9029")]
#[case::turned_100_with_plus("261112+8311", "2026-11-21", "19261112-8311")]
#[case::plus_too_early_is_someone_older("261204+9029", "2025-12-31", "18261204-9029")]
#[case::aged_99("250114-8437", "2024-11-21", "19250114-8437")]
#[case::aged_134("920229+9815", "2026-11-21", "18920229-9815")]
#[case::turns_100_in_the_1900s("991020+9817", "1999-01-01", "18991020-9817")]
#[case::on_the_last_day_of_a_century("991020+9817", "1999-12-31", "18991020-9817")]
#[case::on_the_first_day_of_a_century("991020+9817", "2000-01-01", "18991020-9817")]
fn the_century_is_guessed_r_i2(#[case] text: &str, #[case] today: &str, #[case] shown: &str) {
    let number = Personnummer::parse(text, day(today)).map(|number| number.to_string());

    assert_eq!(number.as_deref(), Ok(shown));
}

#[rstest]
#[case::dash("131124-2380")]
#[case::blank("  1311242380")]
#[case::short("1311242380")]
#[case::long("2013112423800")]
#[case::shown("20131124-2380")]
#[case::empty("")]
#[case::wide("１３１１")]
fn only_what_was_stored_is_read_back(#[case] text: &str) {
    assert_eq!(Personnummer::from_digits(text), Err(NumberError::Shape));
}

#[test]
fn debug_output_hides_the_number() {
    assert_eq!(
        format!("{:?}", testdata::number("201311242380")),
        "Personnummer(…)"
    );
}

fn any_test_number() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(testdata::personnummer().collect::<Vec<_>>())
}

fn any_date() -> impl Strategy<Value = Date> {
    (-9999i16..=9999, 1i8..=12, 1i8..=28).prop_map(|(year, month, day)| date(year, month, day))
}

proptest! {
    #[test]
    fn reading_what_was_written_gives_the_same(digits in any_test_number()) {
        let number = Personnummer::from_digits(digits).unwrap();

        prop_assert_eq!(Personnummer::from_digits(&number.digits()), Ok(number));
        prop_assert_eq!(Personnummer::parse(&number.to_string(), TODAY), Ok(number));
        prop_assert_eq!(number.digits(), digits);
    }

    // The century's two digits can't be covered: the check digit is reckoned over YYMMDDNNN, so
    // that 1913 and 2013 share it. Only the date's sense guards them.
    #[test]
    fn every_single_slip_in_the_ten_checked_digits_is_refused(
        digits in any_test_number(),
        place in 2..12usize,
        change in 1..10u8,
    ) {
        let mut slipped = digits.to_owned().into_bytes();
        slipped[place] = b'0' + (slipped[place] - b'0' + change) % 10;
        let slipped = String::from_utf8(slipped).unwrap();

        let refused = Personnummer::parse(&slipped, TODAY);

        prop_assert!(matches!(refused, Err(NumberError::Date | NumberError::Checksum)));
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), today in any_date()) {
        let _ = Personnummer::parse(&text, today);
        let _ = Personnummer::from_digits(&text);
    }

    #[test]
    fn no_near_miss_makes_it_panic(
        text in "[0-9]{0,13}[-+–—−٣3åA \u{200b}]{0,3}[0-9A-Zåäö]{0,5}",
        today in any_date(),
    ) {
        if let Ok(number) = Personnummer::parse(&text, today) {
            prop_assert!(number.date().is_some_and(|date| date <= today));
            prop_assert_eq!(Personnummer::from_digits(&number.digits()), Ok(number));
        }
    }
}

#[test]
fn a_very_long_text_is_refused() {
    for text in [
        "1".repeat(1_000_000),
        "-".repeat(1_000_000),
        "å1-".repeat(300_000),
    ] {
        assert_eq!(Personnummer::parse(&text, TODAY), Err(NumberError::Shape));
    }
}
