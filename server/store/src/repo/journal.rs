//! The journal (R-J1): always the subject's own entries, and of those what the proof opens.

use std::cmp::Reverse;

use async_trait::async_trait;
use domain::id::{EntryId, PersonId, SessionId, UnitId};
use domain::journal::{Entry, EntryKind, JournalFilter, Measured};
use domain::text::are_found;
use jiff::Timestamp;
use service::access::{Acting, Parts, Reading};
use service::ports::store::{EntryCursor, EntryRow, Journal, JournalUnitRow, StoreResult};
use sqlx::query::QueryAs;
use sqlx::{Database, query, query_as, query_scalar};
use uuid::Uuid;

use super::log::commit_with;
use super::{Db, Repo};
use crate::convert::{failed, instant, limit, micros, swedish_order};
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
        let mut found = Vec::new();
        let parts = parts(reading, filter.unit);
        for unit in &parts {
            let filter = JournalFilter {
                unit: *unit,
                ..filter.clone()
            };
            let page = Page {
                person: reading.subject().id,
                filter: &filter,
                signed_until,
                after,
            };
            found.extend(self.page(page, rows).await?);
        }
        if parts.len() > 1 {
            found.sort_by_key(|row| Reverse((row.cursor.happened, row.cursor.id)));
            found.truncate(rows);
        }
        Ok(found)
    }

    async fn journal_units(
        &self,
        person: PersonId,
        new_from: Timestamp,
    ) -> StoreResult<Vec<JournalUnitRow>> {
        let rows = query_as::<Db, UnitColumns>(sql::JOURNAL_UNITS)
            .bind(person.0)
            .bind(micros(new_from))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let units = rows.into_iter().map(JournalUnitRow::try_from);
        let mut units: Vec<_> = units.collect::<StoreResult<_>>()?;
        units.sort_by_cached_key(|unit| (swedish_order(&unit.name.name), unit.name.id));
        Ok(units)
    }

    async fn unit_of_entry(&self, person: PersonId, entry: EntryId) -> StoreResult<Option<UnitId>> {
        let unit: Option<Uuid> = query_scalar(sql::UNIT_OF_ENTRY)
            .bind(person.0)
            .bind(entry.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(unit.map(UnitId))
    }

    async fn entry(&self, reading: &Reading, entry: EntryId) -> StoreResult<Option<Entry>> {
        for unit in parts(reading, None) {
            let row = query_as::<Db, EntryColumns>(sql::ENTRY)
                .bind(reading.subject().id.0)
                .bind(entry.0)
                .bind(unit.map(|unit| unit.0))
                .fetch_optional(&self.read)
                .await
                .map_err(failed)?;
            if let Some(row) = row {
                return Ok(Some(row.try_into()?));
            }
        }
        Ok(None)
    }

    async fn measured(
        &self,
        reading: &Reading,
        kind: EntryKind,
        signed_until: Option<Timestamp>,
        rows: usize,
    ) -> StoreResult<Vec<Measured>> {
        let mut found: Vec<(Uuid, i64, String)> = Vec::new();
        for unit in parts(reading, None) {
            let of_unit: Vec<(Uuid, i64, String)> = query_as(sql::MEASURED)
                .bind(reading.subject().id.0)
                .bind(kind.slug())
                .bind(limit(rows))
                .bind(signed_until.map_or(i64::MAX, micros))
                .bind(signed_until.is_none())
                .bind(unit.map(|unit| unit.0))
                .fetch_all(&self.read)
                .await
                .map_err(failed)?;
            found.extend(of_unit);
        }
        found.sort_by_key(|(id, happened, _)| Reverse((*happened, *id)));
        found.truncate(rows);
        let read = |(id, happened, written): (Uuid, i64, String)| {
            Ok(Measured {
                entry: EntryId(id),
                at: instant(happened)?.into(),
                values: values(&written)?,
            })
        };
        found.into_iter().map(read).collect()
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

/// What is asked for of one journal.
#[derive(Clone, Copy)]
struct Page<'a> {
    person: PersonId,
    filter: &'a JournalFilter,
    signed_until: Option<Timestamp>,
    after: Option<EntryCursor>,
}

impl Repo {
    async fn page(&self, page: Page<'_>, rows: usize) -> StoreResult<Vec<EntryRow>> {
        if page.filter.words.is_empty() {
            return self.listed(page, rows).await;
        }
        let (mut found, mut page) = (Vec::new(), page);
        loop {
            let looked_at = self.whole(page, AT_ONCE).await?;
            let last = looked_at.len() < AT_ONCE;
            for (row, there) in looked_at {
                page.after = Some(row.cursor);
                if are_found(&page.filter.words, &there) {
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

    async fn listed(&self, page: Page<'_>, rows: usize) -> StoreResult<Vec<EntryRow>> {
        let rows = of_page(query_as::<Db, EntryListColumns>(sql::ENTRIES), page, rows);
        let rows = rows.fetch_all(&self.read).await.map_err(failed)?;
        rows.into_iter().map(EntryRow::try_from).collect()
    }

    /// The same, with the words of each: neither engine knows Swedish letters well enough to search.
    async fn whole(
        &self,
        page: Page<'_>,
        rows: usize,
    ) -> StoreResult<Vec<(EntryRow, Vec<String>)>> {
        let rows = of_page(query_as::<Db, EntryColumns>(sql::WHOLE_ENTRIES), page, rows);
        let rows = rows.fetch_all(&self.read).await.map_err(failed)?;
        rows.into_iter().map(EntryColumns::with_words).collect()
    }
}

/// The parts of the journal that are asked about one by one: all at once, where nothing is closed.
fn parts(reading: &Reading, wanted: Option<UnitId>) -> Vec<Option<UnitId>> {
    match (reading.parts(), wanted) {
        (Parts::All, wanted) => vec![wanted],
        (Parts::Of(units), None) => units.iter().copied().map(Some).collect(),
        (Parts::Of(units), Some(wanted)) if units.contains(&wanted) => vec![Some(wanted)],
        (Parts::Of(_), Some(_)) => Vec::new(),
    }
}

type Asked<'q, Row> = QueryAs<'q, Db, Row, <Db as Database>::Arguments>;

/// Binds what a statement about a page of entries asks for.
fn of_page<'q, Row>(query: Asked<'q, Row>, page: Page<'_>, rows: usize) -> Asked<'q, Row> {
    let (happened, id) = page.after.map_or((i64::MAX, Uuid::max()), |cursor| {
        (micros(cursor.happened), cursor.id.0)
    });
    query
        .bind(page.person.0)
        .bind(page.filter.kind.map(EntryKind::slug))
        .bind(page.filter.unit.map(|unit| unit.0))
        .bind(happened)
        .bind(id)
        .bind(limit(rows))
        .bind(page.signed_until.map_or(i64::MAX, micros))
        .bind(page.signed_until.is_none())
}
