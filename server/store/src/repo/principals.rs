//! Care principals, and who works at their units (R-C1).

use async_trait::async_trait;
use domain::id::{PersonId, PrincipalId, StaffId, UnitId};
use domain::principal::Principal;
use service::access::principal::{AtPrincipal, AtPrincipalActing};
use service::ports::store::{
    LogEntry, PrincipalUnit, Principals, StaffRow, StoreResult, WorkforceRow,
};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::changes::note;
use super::log::commit_entry;
use super::staff::{add_to_unit, leave_unit};
use super::{Db, Repo};
use crate::convert::{failed, micros};
use crate::rows::WorkforceColumns;
use crate::sql;

#[async_trait]
impl Principals for Repo {
    async fn administers(&self, person: PersonId) -> StoreResult<Vec<Principal>> {
        let rows: Vec<(Uuid, String)> = query_as(sql::ADMINISTERS)
            .bind(person.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        Ok(rows.into_iter().map(principal).collect())
    }

    async fn principal_named(&self, name: &str) -> StoreResult<Option<Principal>> {
        let row: Option<(Uuid, String)> = query_as(sql::PRINCIPAL_NAMED)
            .bind(name)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(row.map(principal))
    }

    async fn add_administrator(
        &self,
        principal: PrincipalId,
        person: PersonId,
        entry: &LogEntry,
    ) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        query(sql::ADD_ADMINISTRATOR)
            .bind(principal.0)
            .bind(person.0)
            .bind(micros(entry.at))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        commit_entry(transaction, entry).await
    }

    async fn remove_administrator(
        &self,
        principal: PrincipalId,
        person: PersonId,
        entry: &LogEntry,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        let removed = query(sql::REMOVE_ADMINISTRATOR)
            .bind(principal.0)
            .bind(person.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if removed.rows_affected() == 0 {
            return Ok(false);
        }
        commit_entry(transaction, entry).await?;
        Ok(true)
    }

    async fn principal_units(&self, proof: &AtPrincipal) -> StoreResult<Vec<PrincipalUnit>> {
        let rows: Vec<(Uuid, String, String)> = query_as(sql::PRINCIPAL_UNITS)
            .bind(proof.principal().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let unit = |(unit, name, clinic)| PrincipalUnit {
            unit: UnitId(unit),
            name,
            clinic,
        };
        Ok(rows.into_iter().map(unit).collect())
    }

    async fn workforce(&self, proof: &AtPrincipal) -> StoreResult<Vec<WorkforceRow>> {
        let rows = query_as::<Db, WorkforceColumns>(sql::WORKFORCE)
            .bind(proof.principal().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(WorkforceRow::try_from).collect()
    }

    async fn appoint(&self, acting: AtPrincipalActing, staff: &StaffRow) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        if !is_unit_of(&mut transaction, &acting, staff.unit).await? {
            return Ok(false);
        }
        add_to_unit(&mut transaction, staff, acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(true)
    }

    async fn dismiss(
        &self,
        acting: AtPrincipalActing,
        staff: StaffId,
        unit: UnitId,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        let person: Option<Uuid> = query_scalar(sql::MEMBER)
            .bind(staff.0)
            .bind(unit.0)
            .bind(acting.principal().id.0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let Some(person) = person else {
            return Ok(false);
        };
        leave_unit(&mut transaction, PersonId(person), unit).await?;
        note(&mut transaction, &[unit.0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(true)
    }

    async fn member(
        &self,
        proof: &AtPrincipal,
        staff: StaffId,
        unit: UnitId,
    ) -> StoreResult<Option<PersonId>> {
        let person = query_scalar(sql::MEMBER)
            .bind(staff.0)
            .bind(unit.0)
            .bind(proof.principal().id.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(person.map(PersonId))
    }
}

fn principal((id, name): (Uuid, String)) -> Principal {
    Principal {
        id: PrincipalId(id),
        name,
    }
}

async fn is_unit_of(
    transaction: &mut Transaction<'static, Db>,
    acting: &AtPrincipalActing,
    unit: UnitId,
) -> StoreResult<bool> {
    let found = query(sql::IS_UNIT_OF)
        .bind(unit.0)
        .bind(acting.principal().id.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(found.is_some())
}
