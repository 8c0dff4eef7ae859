//! A person as the population register last told.

use std::fmt;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::hidden::Hidden;
use crate::id::PersonId;
use crate::personnummer::Personnummer;

/// A person as the population register last told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Our own id.
    pub id: PersonId,
    /// The personal identity number.
    pub number: Personnummer,
    /// The birth date in the register; ages come from this, never from the number (R-I5).
    pub born: Date,
    /// The name; a newborn has none (R-I7).
    pub name: Option<PersonName>,
    /// Whether the identity is protected.
    pub protection: Protection,
    /// Whether the person is registered in Sweden.
    pub residence: Residence,
}

impl Person {
    /// The name, or the personnummer where there is none (R-I7).
    pub fn display_name(&self) -> String {
        self.known_as(PersonName::full)
    }

    /// The given name, or the personnummer where there is none (R-I7): for buttons and bands.
    pub fn short_name(&self) -> String {
        self.known_as(PersonName::short)
    }

    /// A register may also say "no name" with an empty one.
    fn known_as(&self, by: impl Fn(&PersonName) -> String) -> String {
        let name = self.name.as_ref().map(by).filter(|name| !name.is_empty());
        name.unwrap_or_else(|| self.number.to_string())
    }
}

/// A name: the given name that the person goes by, and the family name. Hidden in debug output.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonName {
    /// Given name (*tilltalsnamn*).
    pub given: String,
    /// Family name.
    pub family: String,
}

impl PersonName {
    /// Given and family name, as a person writes it; some have only one of them.
    pub fn full(&self) -> String {
        format!("{} {}", self.given.trim(), self.family.trim())
            .trim()
            .to_owned()
    }

    /// The given name; the family name of one who has no other.
    fn short(&self) -> String {
        let given = self.given.trim();
        if given.is_empty() {
            self.full()
        } else {
            given.to_owned()
        }
    }
}

impl fmt::Debug for PersonName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PersonName").field(&Hidden).finish()
    }
}

/// Protected identity (R-G7). The register cuts such records, so custody can't be known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Protection {
    /// None.
    #[default]
    Open,
    /// *Sekretessmarkering*.
    Confidential,
    /// *Skyddad folkbokföring*.
    ProtectedRecord,
}

impl Protection {
    /// Whether there is any protection.
    pub fn is_protected(self) -> bool {
        self != Self::Open
    }
}

/// Whether a person is registered (*folkbokförd*) in Sweden (R-L5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Residence {
    /// Registered.
    #[default]
    Registered,
    /// Moved abroad.
    Emigrated,
    /// Deregistered for another reason.
    Deregistered,
    /// Dead.
    Dead,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testdata::{day, number};
    use rstest::rstest;
    use uuid::Uuid;

    fn person(name: Option<(&str, &str)>) -> Person {
        Person {
            id: PersonId(Uuid::nil()),
            number: number("202312312388"),
            born: day("2023-12-31"),
            name: name.map(|(given, family)| PersonName {
                given: given.to_owned(),
                family: family.to_owned(),
            }),
            protection: Protection::Open,
            residence: Residence::Registered,
        }
    }

    #[rstest]
    #[case::named(Some(("Alva", "Berg")), "Alva Berg", "Alva")]
    #[case::newborn(None, "20231231-2388", "20231231-2388")]
    #[case::newborn_with_an_empty_name(Some(("", " ")), "20231231-2388", "20231231-2388")]
    #[case::only_a_family_name(Some(("", "Berg")), "Berg", "Berg")]
    #[case::only_a_given_name(Some(("Alva", "")), "Alva", "Alva")]
    fn the_number_stands_where_there_is_no_name_r_i7(
        #[case] name: Option<(&str, &str)>,
        #[case] display: &str,
        #[case] short: &str,
    ) {
        let person = person(name);

        assert_eq!(person.display_name(), display);
        assert_eq!(person.short_name(), short);
    }

    #[test]
    fn debug_output_names_nobody() {
        let shown = format!("{:?}", person(Some(("Alva", "Berg"))));

        assert!(!shown.contains("Alva") && !shown.contains("Berg") && !shown.contains("2388"));
    }

    #[test]
    fn both_kinds_of_protection_protect_r_g7() {
        assert!(Protection::Confidential.is_protected());
        assert!(Protection::ProtectedRecord.is_protected());
        assert!(!Protection::Open.is_protected());
    }
}
