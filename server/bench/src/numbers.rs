//! Test people: numbers from Skatteverket's test data only.

use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use jiff::Timestamp;
use service::ports::register::{CustodyRecord, RegisterRecord};

use crate::Fallible;

const NUMBERS: &str = include_str!("../../../testdata/personnummer.txt");

/// Test numbers that nobody in the demo has.
pub(crate) struct Free(Vec<&'static str>);

impl Free {
    /// Those that the demo of this moment leaves.
    pub(crate) fn new(seeded: Timestamp) -> Fallible<Self> {
        let demo = seed::demo(seeded)?;
        let taken: Vec<_> = demo
            .register
            .iter()
            .map(|one| one.number.digits())
            .collect();
        let mut free: Vec<_> = NUMBERS.lines().collect();
        free.retain(|digits| taken.iter().all(|taken| taken != digits));
        Ok(Self(free))
    }

    /// One of somebody born in this year.
    pub(crate) fn born(&mut self, year: u16) -> Fallible<Personnummer> {
        let year = year.to_string();
        self.take(|digits| digits.starts_with(&year))
    }

    /// So many of children.
    pub(crate) fn children(&mut self, how_many: usize) -> Fallible<Vec<Personnummer>> {
        (0..how_many)
            .map(|_| self.take(|digits| digits >= "2015"))
            .collect()
    }

    fn take(&mut self, is_one: impl Fn(&str) -> bool) -> Fallible<Personnummer> {
        let found = self.0.iter().position(|digits| is_one(digits));
        let digits = self.0.remove(found.ok_or("no test number is left")?);
        Ok(Personnummer::from_digits(digits).map_err(|_| "a test number is none")?)
    }
}

/// What the register says of one who is guardian of these.
pub(crate) fn record(number: Personnummer, children: &[Personnummer]) -> RegisterRecord {
    let custody = |child: &Personnummer| CustodyRecord {
        child: *child,
        until: None,
    };
    RegisterRecord {
        number,
        born: number.date().unwrap_or_default(),
        name: Some(PersonName {
            given: "Åsa".to_owned(),
            family: "Öberg".to_owned(),
        }),
        protection: Protection::Open,
        residence: Residence::Registered,
        guardian_of: children.iter().map(custody).collect(),
    }
}
