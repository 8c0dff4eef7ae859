//! Every slip in a file, told at its line.

use super::*;

/// What is wrong with the default set, changed so, beside nothing else.
fn problems(from: &str, to: &str) -> Vec<String> {
    assert!(DEFAULT.contains(from), "{from}");
    let text = DEFAULT.replacen(from, to, 1);
    book(&[("rules/default.toml", &text)]).expect_err("it is refused")
}

/// The line of the default set on which this stands.
fn line_of(text: &str) -> usize {
    let found = DEFAULT.lines().position(|line| line == text);
    found.unwrap_or_else(|| panic!("no such line: {text}")) + 1
}

// Each slip: what is changed, the line that is told, and how what is told begins and goes on.
#[rstest]
#[case::no_such_value(
    "[custody_hours]",
    "[custody_huors]",
    "[custody_hours]",
    "custody_huors: there is no such value; there are: region, valid_from, valid_until, own_login_age"
)]
#[case::no_such_text(
    "[texts.contact]",
    "[texts.contcat]",
    "[texts.contact]",
    "texts.contcat: there is no such value"
)]
#[case::no_value(
    "value = 13",
    "valeu = 13",
    "value = 13",
    "own_login_age.valeu: there is no such key"
)]
#[case::plain("[withheld]\nvalue = []\nsource", "withheld", "[withheld]", "")]
#[case::a_link_past_13(
    "value = 13",
    "value = 14",
    "value = 13",
    "own_login_age: a guardian's access ends on the 13th birthday at the latest (R-G2): write an age from 1 to 13"
)]
#[case::no_age(
    "value = 13",
    "value = \"tretton\"",
    "value = 13",
    "own_login_age: write a whole number"
)]
#[case::a_huge_age(
    "value = 13",
    "value = 1300",
    "value = 13",
    "own_login_age: write a whole number"
)]
#[case::a_journal_before_the_login(
    "value = 16",
    "value = 12",
    "value = 16",
    "own_journal_age: nobody reads a journal before logging in"
)]
#[case::a_journal_too_late(
    "value = 16",
    "value = 19",
    "value = 16",
    "own_journal_age: one who is of age"
)]
#[case::no_leap_day(
    "\"02-28\"\ns",
    "\"02-29\"\ns",
    "value = \"02-28\"",
    "leap_day: write \"02-28\" or \"03-01\""
)]
#[case::too_few_notices(
    "[90, 30, 7]",
    "[90, 30]",
    "value = [90, 30, 7]",
    "notice_days: write three whole numbers"
)]
#[case::notices_in_no_order(
    "[90, 30, 7]",
    "[7, 30, 90]",
    "value = [90, 30, 7]",
    "notice_days: write three numbers of days, each less"
)]
#[case::the_journal_by_password(
    "\"inbox\"",
    "\"journal\"",
    "value = [\"add_child\", \"overview\", \"inbox\", \"settings\", \"contact\"]",
    "password_areas: a password never opens the journal"
)]
#[case::no_such_area(
    "\"inbox\"",
    "\"post\"",
    "value = [\"add_child\", \"overview\", \"inbox\", \"settings\", \"contact\"]",
    "password_areas: write a list of areas"
)]
#[case::no_such_category(
    "value = []",
    "value = [\"bup\"]",
    "value = []",
    "withheld: write a list of categories"
)]
#[case::no_such_mode(
    "\"approved_clinics\"\n",
    "\"yes\"\n",
    "value = \"approved_clinics\"",
    "protected_contact: write \"approved_clinics\" or \"nowhere\""
)]
#[case::no_switch(
    "value = true",
    "value = \"ja\"",
    "value = true",
    "guardian_exceptions: write true or false"
)]
#[case::hours(
    "value = 24",
    "value = 0",
    "value = 24",
    "custody_hours: write a whole number from 1 to 168"
)]
#[case::no_text(
    "value = \"Sverige\"",
    "value = \"\"",
    "value = \"Sverige\"",
    "texts.name: write it in Swedish"
)]
#[case::no_region(
    "region = \"default\"",
    "region = \"Växjö\"",
    "region = \"default\"",
    "region: write the region in small letters"
)]
#[case::no_day(
    "2020-01-01",
    "\"2020-01-01\"",
    "valid_from = 2020-01-01",
    "valid_from: write a day, such as 2026-01-01"
)]
#[case::a_time(
    "2020-01-01",
    "2020-01-01T00:00:00",
    "valid_from = 2020-01-01",
    "valid_from: write a day, such as 2026-01-01"
)]
#[case::no_toml("value = 24", "value 24", "value = 24", "")]
fn a_slip_is_told_at_its_line(
    #[case] from: &str,
    #[case] to: &str,
    #[case] line: &str,
    #[case] said: &str,
) {
    let problems = problems(from, to);

    let wanted = format!("rules/default.toml:{}: {said}", line_of(line));
    assert!(
        problems.iter().any(|problem| problem.starts_with(&wanted)),
        "{wanted}\n{problems:#?}"
    );
    assert!(problems.iter().all(|problem| !problem.contains('\n')));
}

#[rstest]
#[case::a_source(
    "source = \"1177.se\"\n",
    "",
    "[texts.contact]",
    "texts.contact: source is missing: write where the value comes from"
)]
#[case::an_empty_source(
    "source = \"1177.se\"\n",
    "source = \" \"\n",
    "source = \"1177.se\"",
    "texts.contact: source is empty"
)]
#[case::a_source_that_is_no_text(
    "source = \"1177.se\"\n",
    "source = 1177\n",
    "source = \"1177.se\"",
    "texts.contact: write the source as a text"
)]
#[case::a_value(
    "value = 24\n",
    "",
    "[custody_hours]",
    "custody_hours: value is missing"
)]
fn every_value_needs_its_source(
    #[case] from: &str,
    #[case] to: &str,
    #[case] line: &str,
    #[case] said: &str,
) {
    let problems = problems(from, to);

    let wanted = format!("rules/default.toml:{}: {said}", line_of(line));
    assert_eq!(problems.len(), 1, "{problems:#?}");
    assert!(problems[0].starts_with(&wanted), "{wanted}\n{problems:#?}");
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let text = "region = \"default\"\n";

    let problems = book(&[("a.toml", text)]).expect_err("it is refused");

    assert_eq!(problems.len(), 15, "{problems:#?}");
    assert_eq!(
        problems[0],
        "a.toml:1: valid_from is missing: write the first day, such as 2026-01-01"
    );
    assert_eq!(
        problems[1],
        "a.toml:1: own_login_age is missing: add [own_login_age], with value and source"
    );
}
