//! Prescriptions, and certificates that were issued.

use domain::age;
use domain::certificate::CertificateKind;
use domain::personnummer::Personnummer;
use domain::prescription::{Medicine, VALID_MONTHS};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::Deserialize;

use crate::content::Scene;
use crate::error::SeedError;
use crate::when::When;

/// A prescription with its days known.
pub struct DemoPrescription {
    pub person: Personnummer,
    /// The unit's key.
    pub unit: String,
    pub medicine: Medicine,
    pub prescribed: Date,
    pub valid_until: Date,
    pub left: u8,
}

/// A prescription as a file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Written {
    unit: String,
    medicine: String,
    strength: String,
    form: String,
    dosage: String,
    when: When,
    /// For how many months it is valid.
    #[serde(default = "a_year")]
    months: i32,
    /// How many withdrawals are left.
    left: u8,
}

fn a_year() -> i32 {
    VALID_MONTHS
}

impl Written {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<DemoPrescription, SeedError> {
        let row = &self.medicine;
        let prescribed = age::today(scene.when(row, self.when)?);
        let valid_until = prescribed
            .checked_add(self.months.months())
            .map_err(|_| scene.wrong(row, "no day ends it"))?;
        Ok(DemoPrescription {
            person: scene.whose.record.number,
            unit: scene.unit(row, &self.unit)?,
            medicine: Medicine {
                name: self.medicine.clone(),
                strength: self.strength.clone(),
                form: self.form.clone(),
                dosage: self.dosage.clone(),
            },
            prescribed,
            valid_until,
            left: self.left,
        })
    }
}

/// A certificate with its time known.
pub struct DemoCertificate {
    pub person: Personnummer,
    /// The unit's key.
    pub unit: String,
    pub kind: CertificateKind,
    pub issued: Timestamp,
    pub issuer: String,
    pub text: String,
}

/// A certificate as a file writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WrittenCertificate {
    unit: String,
    author: String,
    kind: CertificateKind,
    when: When,
    text: String,
}

impl WrittenCertificate {
    pub fn resolve(&self, scene: &Scene<'_>) -> Result<DemoCertificate, SeedError> {
        let row = self.kind.word();
        let issued = scene.when(row, self.when)?;
        Ok(DemoCertificate {
            person: scene.whose.record.number,
            unit: self.unit.clone(),
            kind: self.kind,
            issued,
            issuer: scene.staff(row, &self.unit, &self.author)?,
            text: scene.fill(row, &self.text, &[], issued)?,
        })
    }
}
