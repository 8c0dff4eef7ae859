//! At which unit an errand is, and who began it: what decisions need to know.

use async_trait::async_trait;
use domain::access::UnitFacts;
use domain::contact::UnitOffer;
use domain::id::{ClinicId, PersonId, ThreadId, UnitId};
use domain::person::Person;

use super::StoreResult;
use crate::access::staff::CaseReading;

/// At which unit an errand is, and who began it.
#[async_trait]
pub trait Places: Send + Sync {
    /// What the decision needs to know of a unit.
    async fn unit_facts(&self, unit: UnitId) -> StoreResult<Option<UnitFacts>>;

    /// The same of the unit with which this person has this thread; `None` if the person has no
    /// such thread, whoever else has.
    async fn thread_facts(
        &self,
        person: PersonId,
        thread: ThreadId,
    ) -> StoreResult<Option<UnitFacts>>;

    /// A clinic's units, in no order.
    async fn clinic_units(&self, clinic: ClinicId) -> StoreResult<Vec<UnitOffer>>;

    /// The guardian who opened a case, where one did.
    async fn case_opener(&self, reading: &CaseReading) -> StoreResult<Option<Person>>;
}
