//! Personal identity numbers (R-I1 – R-I4).

mod written;

#[cfg(test)]
mod tests;

use std::fmt;

use jiff::civil::Date;

use crate::hidden::Hidden;
use written::Written;

/// A personal identity number: 12 digits, with a real date and a right check digit.
///
/// Shown as `YYYYMMDD-NNNN` (`Display`), stored as 12 digits ([`Personnummer::digits`]), and
/// hidden in debug output, so that it can't slip into a log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Personnummer(u64);

/// Why a text is no personnummer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NumberError {
    /// Nothing but blanks.
    Empty,
    /// Not the shape of one.
    Shape,
    /// The date in it does not exist.
    Date,
    /// The date in it is in the future.
    Future,
    /// The check digit is wrong, or the birth number is 000, which nobody has.
    Checksum,
    /// A coordination number (R-I3).
    Coordination,
    /// It looks like a reserve number (R-I4).
    Reserve,
}

impl Personnummer {
    /// Reads a personnummer as people write it (R-I1). Ten digits get their century from `today`,
    /// the Swedish date (R-I2).
    ///
    /// ```
    /// # use domain::personnummer::Personnummer;
    /// let today = jiff::civil::date(2026, 11, 21);
    /// let number = Personnummer::parse("131124-2380", today);
    /// assert_eq!(number.map(|n| n.to_string()), Ok("20131124-2380".to_owned()));
    /// ```
    pub fn parse(text: &str, today: Date) -> Result<Self, NumberError> {
        let written = Written::read(text)?;
        if written.is_coordination() {
            // Its date may be unknown or not exist, so only the check digit says anything.
            let is_one = written.check_holds();
            return Err(if is_one {
                NumberError::Coordination
            } else {
                NumberError::Checksum
            });
        }
        let date = written.date(today).ok_or(NumberError::Date)?;
        if !written.check_holds() {
            return Err(NumberError::Checksum);
        }
        if date > today {
            return Err(NumberError::Future);
        }
        Ok(Self(written.twelve_digits(date)))
    }

    /// The 12 digits, as stored and compared.
    pub fn digits(self) -> String {
        format!("{:012}", self.0)
    }

    /// Reads the 12 digits that [`Personnummer::digits`] wrote, and no other form. Knows no today:
    /// whether the date was in the future was asked when the number was first read.
    pub fn from_digits(digits: &str) -> Result<Self, NumberError> {
        if digits.len() == 12 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            Self::parse(digits, Date::MAX)
        } else {
            Err(NumberError::Shape)
        }
    }

    /// The date in the number. An age never comes from it (R-I5).
    pub fn date(self) -> Option<Date> {
        let date = self.0 / 10_000;
        written::civil_date(date / 10_000, date / 100 % 100, date % 100)
    }
}

impl fmt::Display for Personnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08}-{:04}", self.0 / 10_000, self.0 % 10_000)
    }
}

impl fmt::Debug for Personnummer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Personnummer").field(&Hidden).finish()
    }
}
