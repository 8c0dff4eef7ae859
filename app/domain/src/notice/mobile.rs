//! Swedish mobile numbers (PTS, the Swedish numbering plan).

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::hidden::Hidden;
use crate::text::plain_dash;

/// The series of mobile telephony: 070, 072, 073, 076 and 079, without the zero.
const SERIES: [u32; 5] = [70, 72, 73, 76, 79];

/// A Swedish mobile number.
///
/// Shown as `070-123 45 67` (`Display`), stored as `+46701234567` ([`MobileNumber::e164`]), and
/// hidden in debug output, so that it can't slip into a log.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MobileNumber(
    /// The nine digits after the country code.
    u32,
);

/// Why a text is no Swedish mobile number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MobileError {
    /// Nothing but blanks.
    Empty,
    /// Not the shape of one: other characters, or too few or too many digits.
    Shape,
    /// A number of another country.
    Foreign,
    /// A Swedish number, but of no mobile series.
    Series,
}

impl MobileNumber {
    /// Reads a number as people write it, with blanks and hyphens anywhere: `070-123 45 67`,
    /// `+46 70 123 45 67`, `+46 (0)70 123 45 67`, `0046701234567`.
    ///
    /// ```
    /// # use domain::notice::MobileNumber;
    /// let number = MobileNumber::parse("+46 70 123 45 67");
    /// assert_eq!(number.map(|n| n.to_string()), Ok("070-123 45 67".to_owned()));
    /// ```
    pub fn parse(text: &str) -> Result<Self, MobileError> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && plain_dash(*c) != '-')
            .collect();
        if text.is_empty() {
            return Err(MobileError::Empty);
        }
        let abroad = text.strip_prefix('+').or_else(|| text.strip_prefix("00"));
        let national = match abroad {
            None => text.strip_prefix('0').ok_or(MobileError::Shape)?,
            Some(abroad) => match abroad.strip_prefix("46") {
                None => return Err(not_swedish(abroad)),
                Some(rest) => rest
                    .strip_prefix("(0)")
                    .or_else(|| rest.strip_prefix('0'))
                    .unwrap_or(rest),
            },
        };
        let digits = national.len();
        if !national.bytes().all(|byte| byte.is_ascii_digit()) || !(6..=9).contains(&digits) {
            return Err(MobileError::Shape);
        }
        let number: u32 = national.parse().map_err(|_| MobileError::Shape)?;
        let series = national.get(..2).and_then(|two| two.parse().ok());
        if !series.is_some_and(|series| SERIES.contains(&series)) {
            return Err(MobileError::Series);
        }
        // Fixed numbers may be shorter, mobile numbers not.
        if digits == 9 {
            Ok(Self(number))
        } else {
            Err(MobileError::Shape)
        }
    }

    /// The number as stored and sent to, in E.164: `+46701234567`.
    pub fn e164(self) -> String {
        format!("+46{}", self.0)
    }
}

/// What was written after `+` or `00`, where it is not 46.
fn not_swedish(digits: &str) -> MobileError {
    if digits.len() > 4 && digits.bytes().all(|byte| byte.is_ascii_digit()) {
        MobileError::Foreign
    } else {
        MobileError::Shape
    }
}

impl TryFrom<String> for MobileNumber {
    type Error = MobileError;

    fn try_from(text: String) -> Result<Self, MobileError> {
        Self::parse(&text)
    }
}

impl From<MobileNumber> for String {
    fn from(number: MobileNumber) -> Self {
        number.e164()
    }
}

impl fmt::Display for MobileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a Swedish mobile number")
    }
}

impl fmt::Display for MobileNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (series, rest) = (self.0 / 10_000_000, self.0 % 10_000_000);
        let (three, four) = (rest / 10_000, rest % 10_000);
        write!(
            f,
            "0{series}-{three:03} {:02} {:02}",
            four / 100,
            four % 100
        )
    }
}

impl fmt::Debug for MobileNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("MobileNumber").field(&Hidden).finish()
    }
}
