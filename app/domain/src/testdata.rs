//! Skatteverket's test numbers: the only persons that tests know.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::personnummer::Personnummer;

/// Every test personnummer, 12 digits each.
pub(crate) fn personnummer() -> impl Iterator<Item = &'static str> {
    include_str!("../../../testdata/personnummer.txt").lines()
}

/// Every test coordination number, 12 digits each.
pub(crate) fn coordination_numbers() -> impl Iterator<Item = &'static str> {
    include_str!("../../../testdata/samordningsnummer.txt").lines()
}

/// A test person's number.
pub(crate) fn number(digits: &str) -> Personnummer {
    assert!(
        personnummer().any(|line| line == digits),
        "not a test person"
    );
    Personnummer::from_digits(digits).expect("a test person's number is valid")
}

/// A date from `YYYY-MM-DD`.
pub(crate) fn day(text: &str) -> Date {
    text.parse().expect("a date in a test")
}

/// An instant from RFC 3339.
pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant in a test")
}
