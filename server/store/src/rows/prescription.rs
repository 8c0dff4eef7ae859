//! Prescriptions, askings for renewal, and certificates.

use domain::certificate::{Certificate, CertificateOrder, CertificateSummary};
use domain::id::{CertificateId, PrescriptionId, ThreadId, UnitId};
use domain::person::Person;
use domain::prescription::{Medicine, RenewalItem, RenewalState};
use service::ports::store::{PrescriptionRow, RenewalRow, StoreError, StoreResult};
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::{Word, certificate_kind, date, instant, maybe_date, unreadable};

#[derive(FromRow)]
struct MedicineColumns {
    medicine: String,
    strength: String,
    form: String,
    dosage: String,
}

impl From<MedicineColumns> for Medicine {
    fn from(row: MedicineColumns) -> Self {
        Self {
            name: row.medicine,
            strength: row.strength,
            form: row.form,
            dosage: row.dosage,
        }
    }
}

#[derive(FromRow)]
pub(crate) struct PrescriptionColumns {
    id: Uuid,
    unit: Uuid,
    #[sqlx(flatten)]
    medicine: MedicineColumns,
    prescribed: String,
    valid_until: String,
    withdrawals: i32,
}

impl TryFrom<PrescriptionColumns> for PrescriptionRow {
    type Error = StoreError;

    fn try_from(row: PrescriptionColumns) -> StoreResult<Self> {
        Ok(Self {
            id: PrescriptionId(row.id),
            unit: UnitId(row.unit),
            medicine: row.medicine.into(),
            prescribed: date(&row.prescribed)?,
            valid_until: date(&row.valid_until)?,
            left: left(row.withdrawals)?,
            last: None,
        })
    }
}

fn left(withdrawals: i32) -> StoreResult<u8> {
    u8::try_from(withdrawals).map_err(|_| unreadable("a count"))
}

#[derive(FromRow)]
pub(crate) struct RenewalColumns {
    prescription: Uuid,
    thread: Uuid,
    state: String,
    reason: String,
    asked: i64,
    decided: Option<i64>,
}

impl RenewalColumns {
    /// Of which prescription it is, and what it says.
    pub(crate) fn read(self) -> StoreResult<(PrescriptionId, RenewalRow)> {
        let row = RenewalRow {
            thread: ThreadId(self.thread),
            state: RenewalState::read(&self.state)?,
            reason: self.reason,
            at: instant(self.decided.unwrap_or(self.asked))?,
        };
        Ok((PrescriptionId(self.prescription), row))
    }
}

#[derive(FromRow)]
pub(crate) struct RenewalItemColumns {
    id: Uuid,
    #[sqlx(flatten)]
    medicine: MedicineColumns,
    valid_until: String,
    withdrawals: i32,
    state: String,
    reason: String,
}

impl TryFrom<RenewalItemColumns> for RenewalItem {
    type Error = StoreError;

    fn try_from(row: RenewalItemColumns) -> StoreResult<Self> {
        Ok(Self {
            prescription: PrescriptionId(row.id),
            medicine: row.medicine.into(),
            valid_until: date(&row.valid_until)?.into(),
            left: left(row.withdrawals)?,
            state: RenewalState::read(&row.state)?,
            reason: row.reason,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct CertificateOrderColumns {
    kind: String,
    purpose: String,
    needed_by: Option<String>,
    state: String,
}

impl TryFrom<CertificateOrderColumns> for CertificateOrder {
    type Error = StoreError;

    fn try_from(row: CertificateOrderColumns) -> StoreResult<Self> {
        Ok(Self {
            kind: certificate_kind(&row.kind)?,
            purpose: row.purpose,
            needed_by: maybe_date(row.needed_by.as_deref())?.map(Into::into),
            state: Word::read(&row.state)?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct CertificateListColumns {
    id: Uuid,
    kind: String,
    issued: i64,
    unit: String,
}

impl TryFrom<CertificateListColumns> for CertificateSummary {
    type Error = StoreError;

    fn try_from(row: CertificateListColumns) -> StoreResult<Self> {
        Ok(Self {
            id: CertificateId(row.id),
            kind: certificate_kind(&row.kind)?,
            unit: row.unit,
            issued: instant(row.issued)?.into(),
        })
    }
}

#[derive(FromRow)]
pub(crate) struct CertificateColumns {
    #[sqlx(flatten)]
    list: CertificateListColumns,
    clinic: String,
    issuer: String,
    body: String,
}

impl CertificateColumns {
    /// The certificate of this person.
    pub(crate) fn of(self, person: &Person) -> StoreResult<Certificate> {
        Ok(Certificate {
            summary: self.list.try_into()?,
            person: person.display_name(),
            number: person.number.to_string(),
            clinic: self.clinic,
            issuer: self.issuer,
            text: self.body,
        })
    }
}
