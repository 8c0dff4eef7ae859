//! The journal (R-J1): always the subject's own entries.

use async_trait::async_trait;
use domain::form::JournalFilter;
use domain::id::EntryId;
use domain::journal::{Entry, EntryKind, UnitName};
use service::access::Reading;
use service::ports::store::{EntryCursor, EntryRow, Journal, StoreResult};
use sqlx::query_as;
use uuid::Uuid;

use super::{Db, Repo};
use crate::convert::{failed, limit, micros, swedish_order};
use crate::rows::{EntryColumns, EntryListColumns, UnitColumns};
use crate::sql;

#[async_trait]
impl Journal for Repo {
    async fn entries(
        &self,
        reading: &Reading,
        filter: JournalFilter,
        after: Option<EntryCursor>,
        rows: usize,
    ) -> StoreResult<Vec<EntryRow>> {
        let (happened, id) = after.map_or((i64::MAX, Uuid::max()), |cursor| {
            (micros(cursor.happened), cursor.id.0)
        });
        let rows = query_as::<Db, EntryListColumns>(sql::ENTRIES)
            .bind(reading.subject().id.0)
            .bind(filter.kind.map(EntryKind::slug))
            .bind(filter.unit.map(|unit| unit.0))
            .bind(happened)
            .bind(id)
            .bind(limit(rows))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(EntryRow::try_from).collect()
    }

    async fn journal_units(&self, reading: &Reading) -> StoreResult<Vec<UnitName>> {
        let rows = query_as::<Db, UnitColumns>(sql::JOURNAL_UNITS)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let mut units: Vec<UnitName> = rows.into_iter().map(UnitName::from).collect();
        units.sort_by_cached_key(|unit| (swedish_order(&unit.name), unit.id));
        Ok(units)
    }

    async fn entry(&self, reading: &Reading, entry: EntryId) -> StoreResult<Option<Entry>> {
        let row = query_as::<Db, EntryColumns>(sql::ENTRY)
            .bind(reading.subject().id.0)
            .bind(entry.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(Entry::try_from).transpose()
    }
}
