//! Care principals (*sjukvårdshuvudmän*), and who works at their units (R-C1).

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::form::{FieldErrors, Reader, Typed};
use crate::id::{PrincipalId, StaffId, UnitId};
use crate::personnummer::Personnummer;
use crate::staff::Role;

/// How long a title may be, in characters.
pub const LONGEST_TITLE: usize = 60;

/// A care principal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Principal {
    /// Which.
    pub id: PrincipalId,
    /// Its name.
    pub name: String,
}

/// A care principal's units, and who works there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workforce {
    /// The care principal.
    pub principal: Principal,
    /// Its units, by clinic and name.
    pub units: Vec<UnitStaff>,
}

/// A unit, and who works there.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitStaff {
    /// The unit.
    pub unit: UnitId,
    /// Its name, with its clinic's where that is another.
    pub name: String,
    /// Those who work there, by name.
    pub staff: Vec<StaffMember>,
}

/// Somebody who works at a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffMember {
    /// Who.
    pub id: StaffId,
    /// The name.
    pub name: String,
    /// The title there.
    pub title: String,
    /// What they are there.
    pub role: Role,
}

/// What an administrator does, as it may be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StaffChange {
    /// Lets somebody work at a unit, or makes it another role there.
    Add {
        /// Who.
        number: Personnummer,
        /// Where.
        unit: UnitId,
        /// As what.
        title: String,
        /// What they are there.
        role: Role,
    },
    /// Ends somebody's work at a unit.
    Remove {
        /// Who.
        staff: StaffId,
        /// Where.
        unit: UnitId,
    },
}

impl StaffChange {
    /// The button's field.
    pub const ACT: &'static str = "gor";
    /// The number's field.
    pub const NUMBER: &'static str = "personal-nummer";
    /// The unit's field.
    pub const UNIT: &'static str = "enhet";
    /// The title's field.
    pub const TITLE: &'static str = "titel";
    /// The role's field.
    pub const ROLE: &'static str = "roll";
    /// The field of one who is there.
    pub const STAFF: &'static str = "personal";

    /// Reads the form, on the Swedish date `today`.
    pub fn read(typed: &Typed, today: Date) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let unit = form.choice(Self::UNIT, |text| text.parse().ok());
        if form.raw(Self::ACT) == "ta-bort" {
            let staff = form.choice(Self::STAFF, |text| text.parse().ok());
            return form.done(|| {
                Some(Self::Remove {
                    staff: staff?,
                    unit: unit?,
                })
            });
        }
        let number = Personnummer::parse(form.raw(Self::NUMBER), today);
        if let Err(error) = number {
            form.wrong(Self::NUMBER, error.into());
        }
        let title = form.line(Self::TITLE, LONGEST_TITLE);
        let role = form.choice(Self::ROLE, Role::from_word);
        form.done(|| {
            Some(Self::Add {
                number: number.ok()?,
                unit: unit?,
                title,
                role: role?,
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::FieldCode;
    use crate::testdata::{day, number};

    const ID: &str = "019a9fe26b2073c5a1d30d2f3b1c4e5f";

    fn read(fields: &[(&str, &str)]) -> Result<StaffChange, FieldErrors> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let typed = Typed(fields.iter().map(own).collect());
        StaffChange::read(&typed, day("2026-11-22"))
    }

    #[test]
    fn somebody_is_added_and_removed() {
        let added = read(&[
            ("personal-nummer", "19870530-2381"),
            ("enhet", ID),
            ("titel", " barnsjuksköterska "),
            ("roll", "in-charge"),
        ]);
        let expected = StaffChange::Add {
            number: number("198705302381"),
            unit: ID.parse().unwrap(),
            title: "barnsjuksköterska".to_owned(),
            role: Role::InCharge,
        };
        assert_eq!(added, Ok(expected));
        let removed = read(&[("gor", "ta-bort"), ("enhet", ID), ("personal", ID)]);
        let (staff, unit) = (ID.parse().unwrap(), ID.parse().unwrap());
        assert_eq!(removed, Ok(StaffChange::Remove { staff, unit }));
    }

    #[test]
    fn all_that_is_wrong_is_told_at_once() {
        let errors = read(&[("personal-nummer", "19870530-2382")]).unwrap_err();
        let told: Vec<_> = errors
            .iter()
            .map(|wrong| (wrong.field.as_str(), wrong.code))
            .collect();
        assert_eq!(
            told,
            [
                ("enhet", FieldCode::Choice),
                ("personal-nummer", FieldCode::NumberChecksum),
                ("titel", FieldCode::Empty),
                ("roll", FieldCode::Choice),
            ]
        );
    }
}
