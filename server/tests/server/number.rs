//! `agera-ombud number check` (R-I1 – R-I4).

use std::io::Write;
use std::process::{Output, Stdio};

use crate::cli::{folder, program, stderr, stdout};

fn check_numbers(input: &[u8]) -> Output {
    let folder = folder();
    let mut child = program(folder.path())
        .args(["number", "check", "--today", "2026-11-21"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    // From another thread: a long answer fills its pipe before the last line has been written.
    let (mut stdin, input) = (child.stdin.take().unwrap(), input.to_vec());
    let writing = std::thread::spawn(move || stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writing.join().unwrap().unwrap();
    output
}

#[test]
fn number_check_says_what_each_line_is() {
    let table: [(&[u8], &str); 17] = [
        (b"201311242380", "personnummer\t201311242380"),
        (b"20131124-2380", "personnummer\t201311242380"),
        (b"131124-2380", "personnummer\t201311242380"),
        (b"1311242380", "personnummer\t201311242380"),
        (b"  20131124 2380 \r", "personnummer\t201311242380"),
        (b"", "refused\tthe line is empty"),
        (b"   ", "refused\tthe line is empty"),
        (
            b"Anna",
            "refused\tnot the shape of a personnummer, such as YYYYMMDD-NNNN or YYMMDD-NNNN",
        ),
        (
            b"2013-11-24-2380",
            "refused\tnot the shape of a personnummer, such as YYYYMMDD-NNNN or YYMMDD-NNNN",
        ),
        (
            b"\xff\xfe",
            "refused\tnot the shape of a personnummer, such as YYYYMMDD-NNNN or YYMMDD-NNNN",
        ),
        (b"20131324-2380", "refused\tthe date in it does not exist"),
        (
            b"20131124-2381",
            "refused\tthe last digit does not fit the others: mistyped",
        ),
        (
            b"191401682396",
            "samordningsnummer\ta coordination number: can't log in or be added",
        ),
        (
            b"21131124-2380",
            "reservnummer\ta reserve number: can't log in or be added",
        ),
        (
            b"20131124-K380",
            "reservnummer\ta reserve number: can't log in or be added",
        ),
        (
            b"20261121-2392\x00",
            "refused\tnot the shape of a personnummer, such as YYYYMMDD-NNNN or YYMMDD-NNNN",
        ),
        (b"198503152392", "personnummer\t198503152392"),
    ];
    let input = table.map(|(line, _)| line).join(&b'\n');

    let output = check_numbers(&input);

    let lines: Vec<_> = stdout(&output).lines().collect();
    assert_eq!(lines, table.map(|(_, line)| line));
    assert_eq!(output.status.code(), Some(1), "some line is none");
    assert_eq!(stderr(&output), "");
}

#[test]
fn number_check_reckons_from_the_given_day() {
    let folder = folder();
    let check = |today: &str| {
        let mut child = program(folder.path())
            .args(["number", "check", "--today", today])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        child
            .stdin
            .take()
            .unwrap()
            .write_all(b"20131124-2380")
            .unwrap();
        child.wait_with_output().unwrap()
    };

    let before = check("2013-11-23");
    let on_the_day = check("2013-11-24");

    assert_eq!(
        stdout(&before),
        "refused\tthe date in it is in the future\n"
    );
    assert_eq!(stdout(&on_the_day), "personnummer\t201311242380\n");
    assert_eq!(
        (before.status.code(), on_the_day.status.code()),
        (Some(1), Some(0))
    );
}

#[test]
fn number_check_of_nothing_is_fine() {
    let output = check_numbers(b"");

    assert_eq!((stdout(&output), output.status.code()), ("", Some(0)));
}

#[test]
fn number_check_knows_all_of_the_tax_agencys_test_numbers() {
    let numbers = include_bytes!("../../../testdata/personnummer.txt");
    let coordination = include_bytes!("../../../testdata/samordningsnummer.txt");

    let output = check_numbers(numbers);
    assert_eq!(output.status.code(), Some(0));
    let told: Vec<_> = stdout(&output).lines().collect();
    let expected = std::str::from_utf8(numbers).unwrap().lines();
    assert_eq!(told.len(), 20_565);
    for (told, digits) in told.iter().zip(expected) {
        assert_eq!(told.strip_prefix("personnummer\t"), Some(digits));
    }

    let output = check_numbers(coordination);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        stdout(&output)
            .lines()
            .all(|line| line.starts_with("samordningsnummer\t"))
    );
}
