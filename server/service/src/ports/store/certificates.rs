//! Certificates.

use async_trait::async_trait;
use domain::certificate::{
    Certificate, CertificateKind, CertificateOrder, CertificateSummary, NewOrder,
};
use domain::id::{CertificateId, MessageId, ThreadId, UnitId};

use super::{CaseChange, Changed, Sent, StoreResult};
use crate::access::staff::{CaseActing, CaseReading};
use crate::access::{Acting, Reading};

/// Ordering certificates (R-E4), and reading one's own (R-E6).
#[async_trait]
pub trait Certificates: Send + Sync {
    /// What the unit issues online, in no order.
    async fn certificate_kinds(&self, unit: UnitId) -> StoreResult<Vec<CertificateKind>>;

    /// Orders a certificate: starts a thread with its first message, and opens the unit's case.
    /// Sent again with the same key, nothing is done.
    async fn order_certificate(
        &self,
        acting: Acting,
        unit: UnitId,
        order: &NewOrder,
        subject: &str,
        first: MessageId,
    ) -> StoreResult<Sent>;

    /// What a thread of the subject orders, if it does.
    async fn certificate_order(
        &self,
        reading: &Reading,
        thread: ThreadId,
    ) -> StoreResult<Option<CertificateOrder>>;

    /// What the case orders, if it does.
    async fn case_order(&self, reading: &CaseReading) -> StoreResult<Option<CertificateOrder>>;

    /// Issues what the case orders, and changes the case as `change` says, if nobody has since
    /// that version.
    async fn issue_certificate(
        &self,
        acting: CaseActing,
        change: &CaseChange,
        issued: &Issued,
    ) -> StoreResult<Changed>;

    /// Does not issue what the case orders, and changes the case as `change` says, if nobody has
    /// since that version.
    async fn decline_certificate(
        &self,
        acting: CaseActing,
        change: &CaseChange,
    ) -> StoreResult<Changed>;

    /// The reader's own certificates, newest first: none for a guardian, whatever its proof (R-E6).
    async fn certificates(&self, reading: &Reading) -> StoreResult<Vec<CertificateSummary>>;

    /// One of the reader's own certificates: none for a guardian, whatever its proof (R-E6).
    async fn certificate(
        &self,
        reading: &Reading,
        certificate: CertificateId,
    ) -> StoreResult<Option<Certificate>>;
}

/// A certificate to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Its id.
    pub id: CertificateId,
    /// Name and title of the one who issues it.
    pub issuer: String,
    /// The text.
    pub text: String,
}
