//! Prescriptions, and renewing them.

use async_trait::async_trait;
use domain::contact::UnitOffer;
use domain::id::{MessageId, PrescriptionId, ThreadId, UnitId};
use domain::prescription::{Decision, Medicine, NewRenewal, RenewalItem, RenewalState};
use jiff::Timestamp;
use jiff::civil::Date;

use super::{CaseChange, Changed, StoreResult};
use crate::access::staff::{CaseActing, CaseReading};
use crate::access::{Acting, Reading};

/// Prescriptions, and renewing them (R-E3).
#[async_trait]
pub trait Prescriptions: Send + Sync {
    /// The subject's prescriptions, in no order.
    async fn prescriptions(&self, reading: &Reading) -> StoreResult<Vec<PrescriptionRow>>;

    /// How many of the subject's prescriptions have been asked to be renewed, and are not decided.
    async fn renewals_waiting(&self, reading: &Reading) -> StoreResult<u32>;

    /// The units that the subject has prescriptions from, in no order.
    async fn prescribing_units(&self, reading: &Reading) -> StoreResult<Vec<UnitOffer>>;

    /// Asks for renewal: starts a thread with its first message, and opens the unit's case. Sent
    /// again with the same key, nothing is done.
    async fn ask_renewal(
        &self,
        acting: Acting,
        renewal: &NewRenewal,
        subject: &str,
        first: MessageId,
    ) -> StoreResult<RenewalSent>;

    /// What a thread of the subject asks to be renewed, in no order.
    async fn renewal(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Vec<RenewalItem>>;

    /// What the case asks to be renewed, in no order.
    async fn case_renewal(&self, reading: &CaseReading) -> StoreResult<Vec<RenewalItem>>;

    /// Decides all that the case asks for, and changes the case as `change` says, if nobody has
    /// since that version. What is approved is renewed.
    async fn decide_renewal(
        &self,
        acting: CaseActing,
        change: &CaseChange,
        decisions: &[(PrescriptionId, Decision)],
    ) -> StoreResult<Changed>;
}

/// A prescription.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrescriptionRow {
    /// Which one.
    pub id: PrescriptionId,
    /// The unit that prescribed it.
    pub unit: UnitId,
    /// What is prescribed.
    pub medicine: Medicine,
    /// The day on which it was prescribed, or last renewed.
    pub prescribed: Date,
    /// Its last day.
    pub valid_until: Date,
    /// How many withdrawals are left.
    pub left: u8,
    /// The latest asking for its renewal, if there is one.
    pub last: Option<RenewalRow>,
}

/// An asking for renewal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RenewalRow {
    /// In which thread.
    pub thread: ThreadId,
    /// How it stands.
    pub state: RenewalState,
    /// Why it was not renewed, where it was not.
    pub reason: String,
    /// When it was decided; when it was asked for, where it was not decided.
    pub at: Timestamp,
}

/// What became of an asking for renewal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenewalSent {
    /// It is done, now or when it was sent before.
    Done,
    /// Something else was sent with the key; nothing was done.
    Other,
    /// The subject has no such prescription from that unit, or the key is somebody else's.
    NotFound,
    /// The unit does not renew online, or not any more (R-E7).
    NotOffered,
    /// One of them is being renewed already, or ended too long ago.
    NotRenewable,
}
