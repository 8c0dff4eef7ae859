//! Those who work at units, and what the units offer (R-C1, R-E7).

use async_trait::async_trait;
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::id::{PersonId, UnitId};
use jiff::Timestamp;
use service::access::staff::{AtDesk, AtDeskActing};
use service::ports::store::{ColleagueRow, DeskRow, LogEntry, Staff, StaffRow, StoreResult};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::certificates::issues;
use super::changes::note;
use super::log::commit_entry;
use super::{Db, Repo};
use crate::convert::{failed, micros};
use crate::rows::{ColleagueColumns, DeskColumns};
use crate::sql;

#[async_trait]
impl Staff for Repo {
    async fn workplaces(&self, person: PersonId) -> StoreResult<Vec<DeskRow>> {
        let rows = query_as::<Db, DeskColumns>(sql::WORKPLACES)
            .bind(person.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(DeskRow::try_from).collect()
    }

    async fn desk(&self, person: PersonId, unit: UnitId) -> StoreResult<Option<DeskRow>> {
        let row = query_as::<Db, DeskColumns>(sql::DESK)
            .bind(person.0)
            .bind(unit.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(DeskRow::try_from).transpose()
    }

    async fn add_staff(&self, staff: &StaffRow, entry: &LogEntry) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        add_to_unit(&mut transaction, staff, entry.at).await?;
        commit_entry(transaction, entry).await
    }

    async fn remove_staff(
        &self,
        person: PersonId,
        unit: UnitId,
        entry: &LogEntry,
    ) -> StoreResult<bool> {
        let mut transaction = self.begin().await?;
        if !leave_unit(&mut transaction, person, unit).await? {
            return Ok(false);
        }
        note(&mut transaction, &[unit.0], entry.at).await?;
        commit_entry(transaction, entry).await?;
        Ok(true)
    }

    async fn colleagues(&self, desk: &AtDesk) -> StoreResult<Vec<ColleagueRow>> {
        let rows = query_as::<Db, ColleagueColumns>(sql::COLLEAGUES)
            .bind(desk.desk().unit.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ColleagueRow::try_from).collect()
    }

    async fn set_offers(
        &self,
        acting: AtDeskActing,
        offers: &[OnlineService],
        certificates: &[CertificateKind],
    ) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        for statement in [sql::WITHDRAW, sql::ISSUES_NO_MORE] {
            query(statement)
                .bind(acting.unit().0)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        for service in offers {
            query(sql::OFFER)
                .bind(acting.unit().0)
                .bind(service.word())
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        issues(&mut transaction, acting.unit().0, certificates).await?;
        note(&mut transaction, &[acting.unit().0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await
    }
}

/// Ends a person's work at a unit; `false` if it did not work there. Its cases are anyone's again.
pub(super) async fn leave_unit(
    transaction: &mut Transaction<'static, Db>,
    person: PersonId,
    unit: UnitId,
) -> StoreResult<bool> {
    let removed = query(sql::REMOVE_STAFF_UNIT)
        .bind(person.0)
        .bind(unit.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    query(sql::FREE_CASES)
        .bind(person.0)
        .bind(unit.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(removed.rows_affected() > 0)
}

/// Lets a person work at a unit, or makes it another role there.
pub(super) async fn add_to_unit(
    transaction: &mut Transaction<'static, Db>,
    row: &StaffRow,
    at: Timestamp,
) -> StoreResult<()> {
    query(sql::ADD_STAFF)
        .bind(row.id.0)
        .bind(row.person.0)
        .bind(micros(at))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let staff: Uuid = query_scalar(sql::STAFF_OF)
        .bind(row.person.0)
        .fetch_one(&mut **transaction)
        .await
        .map_err(failed)?;
    query(sql::ADD_STAFF_UNIT)
        .bind(staff)
        .bind(row.unit.0)
        .bind(row.role.word())
        .bind(&row.title)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
