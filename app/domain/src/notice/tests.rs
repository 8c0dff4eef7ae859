use proptest::prelude::*;
use rstest::rstest;

use super::*;

fn email(text: &str) -> Result<String, EmailError> {
    Email::parse(text).map(|email| email.to_string())
}

fn mobile(text: &str) -> Result<String, MobileError> {
    MobileNumber::parse(text).map(MobileNumber::e164)
}

#[rstest]
#[case("anna@exempel.se", "anna@exempel.se")]
#[case("  anna@exempel.se\n", "anna@exempel.se")]
#[case("Anna.Berg+barn@Mail.Exempel.SE", "Anna.Berg+barn@mail.exempel.se")]
#[case("o'neil_1/x=y@a-b.example", "o'neil_1/x=y@a-b.example")]
#[case("anna@xn--rksmrgs-5wao1o.se", "anna@xn--rksmrgs-5wao1o.se")]
#[case("a@b.co", "a@b.co")]
#[case("a@1177.se", "a@1177.se")]
fn an_address_is_kept_as_written_but_for_the_domains_case(#[case] typed: &str, #[case] kept: &str) {
    assert_eq!(email(typed).as_deref(), Ok(kept));
}

#[rstest]
#[case::nothing("", EmailError::Empty)]
#[case::blanks(" \t", EmailError::Empty)]
#[case::no_at("anna.exempel.se", EmailError::Shape)]
#[case::words("hej på dig", EmailError::Shape)]
#[case::nobody("@exempel.se", EmailError::Shape)]
#[case::nowhere("anna@", EmailError::Shape)]
#[case::two("anna@berg@exempel.se", EmailError::Shape)]
#[case::no_dot("anna@localhost", EmailError::Shape)]
#[case::dots("anna..berg@exempel.se", EmailError::Shape)]
#[case::first_dot(".anna@exempel.se", EmailError::Shape)]
#[case::last_dot("anna.@exempel.se", EmailError::Shape)]
#[case::domain_dots("anna@exempel..se", EmailError::Shape)]
#[case::root("anna@exempel.se.", EmailError::Shape)]
#[case::hyphen("anna@-exempel.se", EmailError::Shape)]
#[case::underscore("anna@exem_pel.se", EmailError::Shape)]
#[case::top_level("anna@exempel.s", EmailError::Shape)]
#[case::ip("anna@192.0.2.1", EmailError::Shape)]
#[case::literal("anna@[192.0.2.1]", EmailError::Shape)]
#[case::quoted("\"anna berg\"@exempel.se", EmailError::Shape)]
#[case::named("Anna <anna@exempel.se>", EmailError::Shape)]
#[case::bracketed("<anna@exempel.se>", EmailError::Shape)]
#[case::list("anna@exempel.se,berit@exempel.se", EmailError::Shape)]
#[case::blank_inside("anna @exempel.se", EmailError::Shape)]
#[case::header("anna@exempel.se\r\nBcc: alla@exempel.se", EmailError::Shape)]
#[case::line_feed("anna\n@exempel.se", EmailError::Shape)]
#[case::nul("anna\0@exempel.se", EmailError::Shape)]
#[case::local_letters("åsa@exempel.se", EmailError::Letters)]
#[case::domain_letters("asa@räksmörgås.se", EmailError::Letters)]
fn what_is_no_address_has_its_error(#[case] typed: &str, #[case] error: EmailError) {
    assert_eq!(email(typed), Err(error));
}

#[test]
fn an_address_has_254_characters_at_most_and_64_before_the_at() {
    let label = "d".repeat(61);
    let domain = format!("{label}.{label}.{label}.se"); // 188
    let with = |length: usize| format!("{}@{domain}", "l".repeat(length));

    assert!(email(&with(64)).is_ok());
    assert_eq!(email(&with(65)), Err(EmailError::Long));
    let longest = format!("l@{domain}").replace("l@", &format!("{}@ab.", "l".repeat(62)));
    assert_eq!(longest.len(), 254);
    assert!(email(&longest).is_ok());
    assert_eq!(email(&format!("l{longest}")), Err(EmailError::Long));
    assert_eq!(
        email(&format!("a@{}.se", "d".repeat(64))),
        Err(EmailError::Shape)
    );
}

#[rstest]
#[case("070-123 45 67")]
#[case("0701234567")]
#[case("070 123 45 67")]
#[case("+46 70 123 45 67")]
#[case("+46701234567")]
#[case("+46-70-1234567")]
#[case("0046701234567")]
#[case("0046 70 123 45 67")]
#[case("+46 (0)70 123 45 67")]
#[case("+460701234567")]
#[case("\u{a0}070\u{2013}123\u{a0}45\u{a0}67\n")]
fn a_number_is_read_in_every_form(#[case] typed: &str) {
    let number = MobileNumber::parse(typed).unwrap();

    assert_eq!(number.e164(), "+46701234567");
    assert_eq!(number.to_string(), "070-123 45 67");
}

#[rstest]
#[case("0700000000", "070-000 00 00")]
#[case("0721002003", "072-100 20 03")]
#[case("0739999999", "073-999 99 99")]
#[case("0760123456", "076-012 34 56")]
#[case("0791000006", "079-100 00 06")]
fn every_mobile_series_is_taken(#[case] typed: &str, #[case] shown: &str) {
    assert_eq!(MobileNumber::parse(typed).unwrap().to_string(), shown);
}

#[rstest]
#[case::nothing("", MobileError::Empty)]
#[case::blanks(" - ", MobileError::Empty)]
#[case::short("070-123 45 6", MobileError::Shape)]
#[case::long("070-123 45 678", MobileError::Shape)]
#[case::far_too_long("0701234567070123456707012345670701234567", MobileError::Shape)]
#[case::no_zero("701234567", MobileError::Shape)]
#[case::no_plus("46701234567", MobileError::Shape)]
#[case::letters("070-ABC 45 67", MobileError::Shape)]
#[case::arabic_digits("٠٧٠١٢٣٤٥٦٧", MobileError::Shape)]
#[case::brackets("(070)1234567", MobileError::Shape)]
#[case::plus_inside("070+1234567", MobileError::Shape)]
#[case::plus_only("+", MobileError::Shape)]
#[case::country_only("+46", MobileError::Shape)]
#[case::two("070-123 45 67, 070-123 45 68", MobileError::Shape)]
#[case::norway("+47 412 34 567", MobileError::Foreign)]
#[case::finland("00358 40 1234567", MobileError::Foreign)]
#[case::stockholm("08-123 456 78", MobileError::Series)]
#[case::gothenburg("+46 31 12 34 56", MobileError::Series)]
#[case::service("077-123 45 67", MobileError::Series)]
#[case::pager("074-123 45 67", MobileError::Series)]
#[case::unused("071-123 45 67", MobileError::Series)]
#[case::machines("075-123 45 67", MobileError::Series)]
#[case::in_10("010-123 45 67", MobileError::Series)]
fn what_is_no_swedish_mobile_number_has_its_error(#[case] typed: &str, #[case] error: MobileError) {
    assert_eq!(mobile(typed), Err(error));
}

#[test]
fn debug_output_hides_both() {
    let email = Email::parse("anna@exempel.se").unwrap();
    let number = MobileNumber::parse("0701234567").unwrap();

    let shown = format!("{email:?} {number:?}");

    assert_eq!(shown, "Email(…) MobileNumber(…)");
}

#[test]
fn what_travels_as_json_is_checked_again() {
    let email = Email::parse("anna@exempel.se").unwrap();
    let number = MobileNumber::parse("0701234567").unwrap();
    let json = serde_json::to_string(&(&email, number)).unwrap();
    assert_eq!(json, "[\"anna@exempel.se\",\"+46701234567\"]");

    let back: (Email, MobileNumber) = serde_json::from_str(&json).unwrap();
    assert_eq!(back, (email, number));
    let wrong = serde_json::from_str::<Email>("\"anna\"").unwrap_err();
    assert!(!wrong.to_string().contains("anna"), "{wrong}");
    let wrong = serde_json::from_str::<MobileNumber>("\"0801234567\"").unwrap_err();
    assert!(!wrong.to_string().contains("1234567"), "{wrong}");
}

fn any_mobile() -> impl Strategy<Value = String> {
    (
        prop::sample::select(vec![70, 72, 73, 76, 79]),
        0..10_000_000_u32,
    )
        .prop_map(|(series, rest)| format!("+46{series}{rest:07}"))
}

proptest! {
    #[test]
    fn a_number_is_the_same_again_once_it_is_written(e164 in any_mobile()) {
        let number = MobileNumber::parse(&e164).unwrap();

        prop_assert_eq!(number.e164(), e164);
        prop_assert_eq!(MobileNumber::parse(&number.to_string()), Ok(number));
    }

    #[test]
    fn blanks_and_hyphens_anywhere_change_nothing(
        e164 in any_mobile(),
        at in 0..=12_usize,
        between in "[ \u{a0}\t-]{0,3}",
    ) {
        let typed = format!("{}{between}{}", &e164[..at], &e164[at..]);

        prop_assert_eq!(mobile(&typed), Ok(e164));
    }

    #[test]
    fn an_address_is_the_same_again_once_it_is_written(
        text in "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,70}@[a-zA-Z0-9.-]{1,40}\\.[a-zA-Z]{1,5}",
    ) {
        if let Ok(email) = Email::parse(&text) {
            prop_assert!(email.to_string().eq_ignore_ascii_case(&text));
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email));
        }
    }

    #[test]
    fn whatever_is_typed_an_address_is_one_short_line(text in "\\PC*@\\PC*|[\\x00-\\x7f]*") {
        if let Ok(email) = Email::parse(&text) {
            let plain = |byte: u8| byte.is_ascii_graphic() && !b"<>,;:\"()[]\\".contains(&byte);
            prop_assert!(email.as_str().bytes().all(plain));
            prop_assert!(email.as_str().len() <= 254);
        }
        let _ = MobileNumber::parse(&text);
    }
}
