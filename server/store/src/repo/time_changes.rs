//! Changing and closing times that nobody has booked (R-E1).

use async_trait::async_trait;
use domain::id::{SlotId, StaffId, UnitId};
use domain::message::FormKey;
use jiff::Timestamp;
use service::access::staff::{AtDesk, AtDeskActing};
use service::ports::store::{FreeSlotRow, NewTimes, Replaced, SlotRow, StoreResult, TimeChanges};
use sqlx::{Transaction, query, query_as};
use uuid::Uuid;

use super::changes::note;
use super::desk_times::DAY;
use super::log::commit_entry;
use super::{Db, Repo};
use crate::convert::{failed, instant, micros};
use crate::rows::SlotColumns;
use crate::sql;

#[async_trait]
impl TimeChanges for Repo {
    async fn free_time(&self, desk: &AtDesk, slot: SlotId) -> StoreResult<Option<FreeSlotRow>> {
        let unit = desk.desk().unit.0;
        let row = query_as::<Db, SlotColumns>(sql::TIME)
            .bind(slot.0)
            .bind(unit)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        let Some(row) = row.map(SlotRow::try_from).transpose()? else {
            return Ok(None);
        };
        let (staff, series): (Option<Uuid>, Option<Uuid>) = query_as(sql::SERIES)
            .bind(slot.0)
            .bind(unit)
            .fetch_one(&self.read)
            .await
            .map_err(failed)?;
        let later: Vec<(Uuid, i64)> = query_as(sql::LATER_IN_SERIES)
            .bind(unit)
            .bind(micros(row.starts))
            .bind(series)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let later = later.into_iter();
        let later = later.map(|(slot, starts)| Ok((SlotId(slot), instant(starts)?)));
        Ok(Some(FreeSlotRow {
            slot: row,
            staff: staff.map(StaffId),
            later: later.collect::<StoreResult<_>>()?,
        }))
    }

    async fn close_times(&self, acting: AtDeskActing, slots: &[SlotId]) -> StoreResult<usize> {
        let mut transaction = self.begin().await?;
        lock_unit(&mut transaction, acting.unit()).await?;
        let mut closed = 0;
        for slot in slots {
            let done = query(sql::CLOSE_TIME)
                .bind(slot.0)
                .bind(acting.unit().0)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
            closed += usize::from(done.rows_affected() > 0);
        }
        if closed == 0 {
            return Ok(0); // nothing was done, and nothing is logged as done
        }
        note(&mut transaction, &[acting.unit().0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(closed)
    }

    async fn replace_times(&self, acting: AtDeskActing, new: &NewTimes) -> StoreResult<Replaced> {
        let mut transaction = self.begin().await?;
        lock_unit(&mut transaction, acting.unit()).await?;
        let mut replaced = 0;
        for (old, starts, ends) in &new.times {
            replaced +=
                usize::from(replace(&mut transaction, &acting, new, *old, (*starts, *ends)).await?);
        }
        if replaced == 0 {
            return Ok(Replaced::Done(0)); // the same
        }
        if clash(&mut transaction, &acting, new).await? {
            return Ok(Replaced::Clash);
        }
        note(&mut transaction, &[acting.unit().0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(Replaced::Done(replaced))
    }

    async fn has_time(&self, desk: &AtDesk, slot: SlotId) -> StoreResult<bool> {
        let known = query(sql::SLOT_OF_UNIT)
            .bind(slot.0)
            .bind(desk.desk().unit.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(known.is_some())
    }

    async fn is_replaced(&self, desk: &AtDesk, slot: SlotId, key: FormKey) -> StoreResult<bool> {
        self.has_time(desk, SlotId(replacing(key, slot))).await
    }
}

/// One who changes several of a unit's times waits here for another who does: they would wait for each
/// other's times for ever.
pub(super) async fn lock_unit(
    transaction: &mut Transaction<'static, Db>,
    unit: UnitId,
) -> StoreResult<()> {
    query(sql::LOCK_UNIT)
        .bind(unit.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

/// The new time's id.
fn replacing(key: FormKey, old: SlotId) -> Uuid {
    Uuid::new_v5(&key.0, old.0.as_bytes())
}

/// Whether the new time stands in the old one's place.
async fn replace(
    transaction: &mut Transaction<'static, Db>,
    acting: &AtDeskActing,
    new: &NewTimes,
    old: SlotId,
    (starts, ends): (Timestamp, Timestamp),
) -> StoreResult<bool> {
    let id = replacing(new.key, old);
    let given_up = query(sql::GIVE_UP_TIME)
        .bind(old.0)
        .bind(acting.unit().0)
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if given_up.rows_affected() == 0 {
        let known = query(sql::SLOT_OF_UNIT)
            .bind(id)
            .bind(acting.unit().0)
            .fetch_optional(&mut **transaction)
            .await
            .map_err(failed)?;
        return Ok(known.is_some());
    }
    let (_, series): (Option<Uuid>, Option<Uuid>) = query_as(sql::SERIES)
        .bind(old.0)
        .bind(acting.unit().0)
        .fetch_one(&mut **transaction)
        .await
        .map_err(failed)?;
    query(sql::OPEN_TIME)
        .bind(id)
        .bind(acting.unit().0)
        .bind(new.with.map(|staff| staff.0))
        .bind(new.kind.word())
        .bind(&new.title)
        .bind(micros(starts))
        .bind(micros(ends))
        .bind(new.allowed.cancel)
        .bind(new.allowed.rebook)
        .bind(i32::from(new.allowed.hours))
        .bind(series)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(true)
}

/// Whether one of those who are met would be met at two times at once.
async fn clash(
    transaction: &mut Transaction<'static, Db>,
    acting: &AtDeskActing,
    new: &NewTimes,
) -> StoreResult<bool> {
    let (first, last) = (new.times.first(), new.times.last());
    let (Some((_, first, _)), Some((.., last)), Some(with)) = (first, last, new.with) else {
        return Ok(false);
    };
    let times: Vec<(i64, i64)> = query_as(sql::TAKEN_TIMES)
        .bind(acting.unit().0)
        .bind(micros(*first) - DAY)
        .bind(micros(*last))
        .bind(with.0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    let overlap = |new: &(SlotId, Timestamp, Timestamp)| {
        let (starts, ends) = (micros(new.1), micros(new.2));
        let at_once = times
            .iter()
            .filter(|(from, until)| starts < *until && *from < ends);
        at_once.count() > 1
    };
    Ok(new.times.iter().any(overlap))
}
