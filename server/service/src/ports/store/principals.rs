//! Care principals, and who decides who works at their units.

use async_trait::async_trait;
use domain::id::{PersonId, PrincipalId, StaffId, UnitId};
use domain::principal::{Principal, StaffMember};

use super::{LogEntry, StaffRow, StoreResult};
use crate::access::principal::{AtPrincipal, AtPrincipalActing};

/// Care principals.
#[async_trait]
pub trait Principals: Send + Sync {
    /// The care principals that a person administers: what the decision needs to know.
    async fn administers(&self, person: PersonId) -> StoreResult<Vec<Principal>>;

    /// The care principal with this name: for the operator.
    async fn principal_named(&self, name: &str) -> StoreResult<Option<Principal>>;

    /// Lets a person administer a care principal: for the operator. With its log entry.
    async fn add_administrator(
        &self,
        principal: PrincipalId,
        person: PersonId,
        entry: &LogEntry,
    ) -> StoreResult<()>;

    /// Ends that; `false`, and nothing is done, if it was not so. With its log entry.
    async fn remove_administrator(
        &self,
        principal: PrincipalId,
        person: PersonId,
        entry: &LogEntry,
    ) -> StoreResult<bool>;

    /// The care principal's units, in no order.
    async fn principal_units(&self, proof: &AtPrincipal) -> StoreResult<Vec<PrincipalUnit>>;

    /// Those who work at the care principal's units, in no order.
    async fn workforce(&self, proof: &AtPrincipal) -> StoreResult<Vec<WorkforceRow>>;

    /// Lets a person work at a unit of the care principal; `false`: it has no such unit.
    async fn appoint(&self, acting: AtPrincipalActing, staff: &StaffRow) -> StoreResult<bool>;

    /// Ends somebody's work at a unit of the care principal; `false`: nobody works there so.
    async fn dismiss(
        &self,
        acting: AtPrincipalActing,
        staff: StaffId,
        unit: UnitId,
    ) -> StoreResult<bool>;

    /// Who this is, as staff of a unit of the care principal.
    async fn member(
        &self,
        proof: &AtPrincipal,
        staff: StaffId,
        unit: UnitId,
    ) -> StoreResult<Option<PersonId>>;
}

/// A unit of a care principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrincipalUnit {
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's name.
    pub clinic: String,
}

/// Somebody who works at a unit of a care principal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkforceRow {
    /// Where.
    pub unit: UnitId,
    /// Who, and as what.
    pub member: StaffMember,
}
