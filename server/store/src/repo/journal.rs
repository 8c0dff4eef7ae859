//! The journal (R-J1): always the subject's own entries.

use async_trait::async_trait;
use domain::id::{EntryId, SessionId};
use domain::journal::{Entry, EntryKind, JournalFilter, Measured, UnitName};
use domain::text::are_found;
use jiff::Timestamp;
use service::access::{Acting, Reading};
use service::ports::store::{EntryCursor, EntryRow, Journal, StoreResult};
use sqlx::{query, query_as};
use uuid::Uuid;

use super::log::commit_with;
use super::{Db, Repo};
use crate::convert::{failed, instant, limit, micros, swedish_order, unreadable};
use crate::rows::{EntryColumns, EntryListColumns, UnitColumns, values};
use crate::sql;

/// So many entries are searched at once.
const AT_ONCE: usize = 500;

#[async_trait]
impl Journal for Repo {
    async fn entries(
        &self,
        reading: &Reading,
        filter: &JournalFilter,
        signed_until: Option<Timestamp>,
        after: Option<EntryCursor>,
        rows: usize,
    ) -> StoreResult<Vec<EntryRow>> {
        if filter.words.is_empty() {
            return self
                .listed(reading, filter, signed_until, after, rows)
                .await;
        }
        let (mut found, mut after) = (Vec::new(), after);
        loop {
            let looked_at = self
                .whole(reading, filter, signed_until, after, AT_ONCE)
                .await?;
            let last = looked_at.len() < AT_ONCE;
            for (row, there) in looked_at {
                after = Some(row.cursor);
                if are_found(&filter.words, &there) {
                    found.push(row);
                }
                if found.len() == rows {
                    return Ok(found);
                }
            }
            if last {
                return Ok(found);
            }
        }
    }

    async fn journal_units(
        &self,
        reading: &Reading,
        new_from: Timestamp,
    ) -> StoreResult<(Vec<UnitName>, u32)> {
        let rows = query_as::<Db, UnitColumns>(sql::JOURNAL_UNITS)
            .bind(reading.subject().id.0)
            .bind(micros(new_from))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let new = rows.first().map_or(0, |row| row.new);
        let new = u32::try_from(new).map_err(|_| unreadable("a count"))?;
        let mut units: Vec<UnitName> = rows.into_iter().map(UnitName::from).collect();
        units.sort_by_cached_key(|unit| (swedish_order(&unit.name), unit.id));
        Ok((units, new))
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

    async fn measured(
        &self,
        reading: &Reading,
        kind: EntryKind,
        signed_until: Option<Timestamp>,
        rows: usize,
    ) -> StoreResult<Vec<Measured>> {
        let rows: Vec<(Uuid, i64, String)> = query_as(sql::MEASURED)
            .bind(reading.subject().id.0)
            .bind(kind.slug())
            .bind(limit(rows))
            .bind(signed_until.map_or(i64::MAX, micros))
            .bind(signed_until.is_none())
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let read = |(id, happened, written): (Uuid, i64, String)| {
            Ok(Measured {
                entry: EntryId(id),
                at: instant(happened)?.into(),
                values: values(&written)?,
            })
        };
        rows.into_iter().map(read).collect()
    }

    async fn show_new(&self, acting: Acting, session: SessionId, shown: bool) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        query(sql::SHOW_NEW)
            .bind(session.0)
            .bind(acting.actor().0)
            .bind(shown.then_some(acting.subject().id.0))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        commit_with(transaction, &acting).await
    }
}

impl Repo {
    async fn listed(
        &self,
        reading: &Reading,
        filter: &JournalFilter,
        signed_until: Option<Timestamp>,
        after: Option<EntryCursor>,
        rows: usize,
    ) -> StoreResult<Vec<EntryRow>> {
        let (happened, id) = place(after);
        let rows = query_as::<Db, EntryListColumns>(sql::ENTRIES)
            .bind(reading.subject().id.0)
            .bind(filter.kind.map(EntryKind::slug))
            .bind(filter.unit.map(|unit| unit.0))
            .bind(happened)
            .bind(id)
            .bind(limit(rows))
            .bind(signed_until.map_or(i64::MAX, micros))
            .bind(signed_until.is_none())
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(EntryRow::try_from).collect()
    }

    /// The same, with the words of each: neither engine knows Swedish letters well enough to search.
    async fn whole(
        &self,
        reading: &Reading,
        filter: &JournalFilter,
        signed_until: Option<Timestamp>,
        after: Option<EntryCursor>,
        rows: usize,
    ) -> StoreResult<Vec<(EntryRow, Vec<String>)>> {
        let (happened, id) = place(after);
        let rows = query_as::<Db, EntryColumns>(sql::WHOLE_ENTRIES)
            .bind(reading.subject().id.0)
            .bind(filter.kind.map(EntryKind::slug))
            .bind(filter.unit.map(|unit| unit.0))
            .bind(happened)
            .bind(id)
            .bind(limit(rows))
            .bind(signed_until.map_or(i64::MAX, micros))
            .bind(signed_until.is_none())
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(EntryColumns::with_words).collect()
    }
}

/// Where a page begins.
fn place(after: Option<EntryCursor>) -> (i64, Uuid) {
    after.map_or((i64::MAX, Uuid::max()), |cursor| {
        (micros(cursor.happened), cursor.id.0)
    })
}
