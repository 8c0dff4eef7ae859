//! At which unit an errand is, and who began it: what decisions need to know.

use async_trait::async_trait;
use domain::access::UnitFacts;
use domain::contact::UnitOffer;
use domain::id::{ClinicId, PersonId, ThreadId, UnitId};
use domain::person::Person;
use service::access::staff::CaseReading;
use service::ports::store::{Places, StoreResult};
use sqlx::query_as;

use super::{Db, Repo};
use crate::convert::failed;
use crate::rows::{PersonColumns, UnitFactsColumns, UnitOfferColumns};
use crate::sql;

#[async_trait]
impl Places for Repo {
    async fn unit_facts(&self, unit: UnitId) -> StoreResult<Option<UnitFacts>> {
        let row = query_as::<Db, UnitFactsColumns>(sql::UNIT_FACTS)
            .bind(unit.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(UnitFacts::try_from).transpose()
    }

    async fn thread_facts(
        &self,
        person: PersonId,
        thread: ThreadId,
    ) -> StoreResult<Option<UnitFacts>> {
        let row = query_as::<Db, UnitFactsColumns>(sql::THREAD_FACTS)
            .bind(person.0)
            .bind(thread.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(UnitFacts::try_from).transpose()
    }

    async fn clinic_units(&self, clinic: ClinicId) -> StoreResult<Vec<UnitOffer>> {
        let rows = query_as::<Db, UnitOfferColumns>(sql::CLINIC_UNITS)
            .bind(clinic.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        UnitOfferColumns::units(rows)
    }

    async fn case_opener(&self, reading: &CaseReading) -> StoreResult<Option<Person>> {
        let row = query_as::<Db, PersonColumns>(sql::CASE_OPENER)
            .bind(reading.thread().0)
            .bind(reading.unit().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(Person::try_from).transpose()
    }
}
