//! A number as somebody wrote it, taken apart but not yet believed.

use jiff::civil::Date;

use super::NumberError;
use crate::text::plain_dash;

/// A number's parts as written.
pub(super) struct Written {
    /// The first two of 12 digits; `None` where ten were written.
    century: Option<u64>,
    /// `+` before the last four of ten digits.
    plus: bool,
    /// `YYMMDD`.
    date: u64,
    /// `NNNC`.
    serial: u64,
}

impl Written {
    /// Takes the five written forms apart (R-I1), and tells a reserve number (R-I4).
    pub(super) fn read(text: &str) -> Result<Self, NumberError> {
        let text: String = text
            .chars()
            .filter(|c| !c.is_whitespace())
            .map(plain_dash)
            .collect();
        if text.is_empty() {
            return Err(NumberError::Empty);
        }
        let (body, plus) = match text.rsplit_once(['-', '+']) {
            Some((head, tail)) if tail.chars().count() == 4 => {
                (format!("{head}{tail}"), text.contains('+'))
            }
            Some(_) => return Err(NumberError::Shape),
            None => (text, false),
        };
        if looks_reserved(&body) {
            return Err(NumberError::Reserve);
        }
        if !body.bytes().all(|byte| byte.is_ascii_digit()) || (plus && body.len() != 10) {
            return Err(NumberError::Shape);
        }
        let (century, rest) = match body.len() {
            10 => (None, body.as_str()),
            12 => (body[..2].parse().ok(), &body[2..]),
            _ => return Err(NumberError::Shape),
        };
        let number: u64 = rest.parse().map_err(|_| NumberError::Shape)?;
        Ok(Self {
            century,
            plus,
            date: number / 10_000,
            serial: number % 10_000,
        })
    }

    /// Day + 60 (R-I3). Skatteverket writes 00 for a month or a day that is not known (so the day
    /// may be 60), and gives numbers for dates that people state and no calendar has (31 November).
    pub(super) fn is_coordination(&self) -> bool {
        matches!(self.date % 100, 60..=91) && matches!(self.date / 100 % 100, 0..=12)
    }

    /// The birth number is 001–999, and the check digit is that of `YYMMDDNNN` (R-I1).
    pub(super) fn check_holds(&self) -> bool {
        self.serial >= 10 && luhn_holds(self.date * 10_000 + self.serial)
    }

    /// The date, with its century as written or guessed from `today` (R-I2).
    pub(super) fn date(&self, today: Date) -> Option<Date> {
        let (year_in_century, month, day) =
            (self.date / 10_000, self.date / 100 % 100, self.date % 100);
        let year = match self.century {
            Some(century) => century * 100 + year_in_century,
            None => self.guess_year(year_in_century, today)?,
        };
        // Numbers exist since 1947, for people born from the 1800s on.
        if !(1800..2100).contains(&year) {
            return None;
        }
        civil_date(year, month, day)
    }

    /// The newest year that ends as written and does not put the date in the future. With `+`, the
    /// newest in which the person turns 100 this year or has before: the sign changes on 1 January
    /// of that year, not on the birthday (folkbokföringslagen 18 §).
    fn guess_year(&self, year_in_century: u64, today: Date) -> Option<u64> {
        let this_year = u64::try_from(today.year()).ok()?;
        let newest = if self.plus {
            this_year.checked_sub(100)?
        } else {
            this_year
        };
        let back = (newest % 100 + 100 - year_in_century) % 100;
        let year = newest.checked_sub(back)?;
        let month_day =
            u64::from(today.month().unsigned_abs()) * 100 + u64::from(today.day().unsigned_abs());
        if year == this_year && self.date % 10_000 > month_day {
            year.checked_sub(100)
        } else {
            Some(year)
        }
    }

    /// `YYYYMMDDNNNC`, with the century of `date`.
    pub(super) fn twelve_digits(&self, date: Date) -> u64 {
        let century = u64::from(date.year().unsigned_abs()) / 100;
        (century * 1_000_000 + self.date) * 10_000 + self.serial
    }
}

/// The date, if the calendar has it.
pub(super) fn civil_date(year: u64, month: u64, day: u64) -> Option<Date> {
    Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()
}

/// Whether it looks like a reserve number (R-I4): letters among the last four (national and most
/// regions), the century plus 3 or plus 6 (national: 18–20 become 21–26), or 99 (Stockholm).
fn looks_reserved(body: &str) -> bool {
    let Some((date, serial)) = body
        .len()
        .checked_sub(4)
        .and_then(|at| body.split_at_checked(at))
    else {
        return false;
    };
    if !matches!(date.len(), 6 | 8) || !date.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let letters = serial.bytes().any(|byte| byte.is_ascii_alphabetic());
    let no_century =
        date.len() == 8 && matches!(&date[..2], "21" | "22" | "23" | "24" | "25" | "26" | "99");
    serial.bytes().all(|byte| byte.is_ascii_alphanumeric()) && (letters || no_century)
}

/// The Luhn check over ten digits: weights 2, 1, 2, … from the left.
fn luhn_holds(ten_digits: u64) -> bool {
    let mut rest = ten_digits;
    let mut sum = 0;
    for place in 0..10 {
        let weighted = (rest % 10) * if place % 2 == 1 { 2 } else { 1 };
        sum += weighted / 10 + weighted % 10;
        rest /= 10;
    }
    sum % 10 == 0
}
