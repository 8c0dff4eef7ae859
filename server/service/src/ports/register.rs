//! The population register (*folkbokföringen*), as far as we use it.

use async_trait::async_trait;
use domain::person::{PersonName, Protection, Residence};
use domain::personnummer::Personnummer;
use jiff::civil::Date;

/// The population register.
#[async_trait]
pub trait PopulationRegister: Send + Sync {
    /// What the register says of the person now; `None` if it knows nobody with that number.
    async fn look_up(&self, number: Personnummer) -> Result<Option<RegisterRecord>, RegisterError>;
}

/// A person in the register. A protected record is cut: it has no name and no relations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterRecord {
    /// The number.
    pub number: Personnummer,
    /// The birth date, which the date in the number may differ from (R-I5).
    pub born: Date,
    /// The name; a newborn has none (R-I7).
    pub name: Option<PersonName>,
    /// Protected identity.
    pub protection: Protection,
    /// Registered in Sweden or not.
    pub residence: Residence,
    /// Whom the person is guardian of: relation VF with a personnummer. Other relations (MO, FA,
    /// F, B) are not custody and are not told (R-G1).
    pub guardian_of: Vec<CustodyRecord>,
}

impl RegisterRecord {
    /// The record as it may be kept: a protected one is cut, whatever was sent (R-G7).
    #[must_use]
    pub fn cut(self) -> Self {
        if self.protection.is_protected() {
            Self {
                name: None,
                guardian_of: Vec::new(),
                ..self
            }
        } else {
            self
        }
    }
}

/// Custody of one child.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyRecord {
    /// The child.
    pub child: Personnummer,
    /// The last day of custody, if it has one.
    pub until: Option<Date>,
}

/// What can go wrong with the register.
#[derive(Debug, thiserror::Error)]
pub enum RegisterError {
    /// It can't be reached, or failed: try again later.
    #[error("unavailable: {0}")]
    Unavailable(String),
}
