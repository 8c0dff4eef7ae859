//! Test people: numbers from Skatteverket's test data only.

use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use jiff::civil::Date;
use service::ports::register::{CustodyRecord, RegisterRecord};

const NUMBERS: &str = include_str!("../../../../testdata/personnummer.txt");

/// The `nth` test number of those born in `year`.
pub fn number(year: i16, nth: usize) -> Personnummer {
    let year = year.to_string();
    let mut born = NUMBERS.lines().filter(|digits| digits.starts_with(&year));
    Personnummer::from_digits(born.nth(nth).unwrap()).unwrap()
}

/// A person registered in Sweden, guardian of nobody.
pub fn record(number: Personnummer) -> RegisterRecord {
    RegisterRecord {
        number,
        born: number.date().unwrap(),
        name: Some(PersonName {
            given: "Åsa".to_owned(),
            family: "Öberg".to_owned(),
        }),
        protection: Protection::Open,
        residence: Residence::Registered,
        guardian_of: Vec::new(),
    }
}

/// A guardian born in 1985.
pub fn guardian(nth: usize, children: &[Personnummer]) -> RegisterRecord {
    let guardian_of = children.iter().map(|child| custody(*child, None)).collect();
    RegisterRecord {
        guardian_of,
        ..record(number(1985, nth))
    }
}

/// The number of a child born in 2018.
pub fn child(nth: usize) -> Personnummer {
    number(2018, nth)
}

pub fn custody(child: Personnummer, until: Option<Date>) -> CustodyRecord {
    CustodyRecord { child, until }
}
