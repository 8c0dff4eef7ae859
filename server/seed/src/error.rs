//! What can be wrong with a file, told without what was written in it.

use std::fmt;

use domain::personnummer::NumberError;

/// Why a file can't be taken over. No personal data in it, so that it may be logged.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SeedError {
    /// Not TOML, or not of the register file's format.
    #[error("line {line}: {what}")]
    Format {
        /// The line, from 1.
        line: usize,
        /// What is wrong.
        what: String,
    },
    /// A number that is no personnummer.
    #[error("{place}: {}", why_no_number(*why))]
    Number {
        /// Where.
        place: Place,
        /// Why it is none.
        why: NumberError,
    },
    /// What a person says of itself does not go together.
    #[error("{place}: {what}")]
    Person {
        /// Where.
        place: Place,
        /// What is wrong.
        what: &'static str,
    },
    /// The demo's data do not go together.
    #[error("{file}: {what}")]
    Data {
        /// The file's name.
        file: &'static str,
        /// What is wrong.
        what: String,
    },
}

/// A person's place in a register's file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Which person of the file, from 1.
    pub person: usize,
    /// The line of the number in question, from 1.
    pub line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} (person {} of the file)", self.line, self.person)
    }
}

fn why_no_number(why: NumberError) -> &'static str {
    match why {
        NumberError::Empty => "the number is empty",
        NumberError::Shape => "the number does not have the shape of a personnummer (12 digits)",
        NumberError::Date => "the date in the number does not exist",
        NumberError::Future => "the date in the number is in the future",
        NumberError::Checksum => "the number's check digit is wrong",
        NumberError::Coordination => "a coordination number, which the register has no records for",
        NumberError::Reserve => "a reserve number, which the register has no records for",
    }
}
