//! Finding and booking a time (R-E1, R-E2). Who takes a time takes its row: no two can.

use async_trait::async_trait;
use domain::booking::Change;
use domain::contact::OnlineService;
use domain::id::{MessageId, SlotId, ThreadId, UnitId};
use jiff::Timestamp;
use service::access::{Acting, Reading};
use service::ports::store::{
    Booked, BookingRow, Bookings, ColleagueRow, NewBooking, SlotRow, StoreResult, Wanted,
};
use sqlx::{Transaction, query, query_as};

use super::errand::{NewErrand, NewPost, is_offered, tell_both};
use super::log::commit_with;
use super::sent::Before;
use super::time_changes::lock_unit;
use super::{Db, Repo};
use crate::convert::{failed, instant, limit, micros};
use crate::rows::{BookingColumns, ColleagueColumns, SlotColumns};
use crate::sql;

#[async_trait]
impl Bookings for Repo {
    async fn free_times(
        &self,
        reading: &Reading,
        wanted: &Wanted,
        most: usize,
    ) -> StoreResult<Vec<SlotRow>> {
        let rows = query_as::<Db, SlotColumns>(sql::FREE_TIMES)
            .bind(wanted.unit.0)
            .bind(micros(wanted.from))
            .bind(micros(wanted.until))
            .bind(micros(wanted.now))
            .bind(reading.actor().0)
            .bind(wanted.kind.map(domain::booking::VisitKind::word))
            .bind(wanted.with.map(|staff| staff.0))
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(SlotRow::try_from).collect()
    }

    async fn people_met(
        &self,
        _reading: &Reading,
        unit: UnitId,
        from: Timestamp,
    ) -> StoreResult<Vec<ColleagueRow>> {
        let rows = query_as::<Db, ColleagueColumns>(sql::MET)
            .bind(unit.0)
            .bind(micros(from))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(ColleagueRow::try_from).collect()
    }

    async fn time(
        &self,
        _reading: &Reading,
        unit: UnitId,
        slot: SlotId,
    ) -> StoreResult<Option<SlotRow>> {
        let row = query_as::<Db, SlotColumns>(sql::TIME)
            .bind(slot.0)
            .bind(unit.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(SlotRow::try_from).transpose()
    }

    async fn hold(
        &self,
        acting: Acting,
        unit: UnitId,
        slot: SlotId,
        until: Timestamp,
    ) -> StoreResult<Booked> {
        let mut transaction = self.begin().await?;
        if !is_offered(&mut transaction, unit, OnlineService::Booking).await? {
            return Ok(Booked::NotOffered);
        }
        lock_unit(&mut transaction, unit).await?;
        let_go(&mut transaction, &acting).await?;
        let held = query(sql::HOLD)
            .bind(slot.0)
            .bind(acting.actor().0)
            .bind(micros(until))
            .bind(micros(acting.at()))
            .bind(unit.0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if held.rows_affected() == 0 {
            return Ok(Booked::Taken);
        }
        commit_with(transaction, &acting).await?;
        Ok(Booked::Done)
    }

    async fn let_go(&self, acting: Acting) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        let_go(&mut transaction, &acting).await?;
        commit_with(transaction, &acting).await
    }

    async fn book(&self, acting: Acting, booking: &NewBooking) -> StoreResult<Booked> {
        let mut transaction = self.begin().await?;
        if !is_offered(&mut transaction, booking.unit, OnlineService::Booking).await? {
            return Ok(Booked::NotOffered);
        }
        let Some((starts, title)) = time_of(&mut transaction, booking.slot).await? else {
            return Ok(Booked::NotFound);
        };
        let errand = NewErrand {
            thread: booking.thread,
            unit: booking.unit,
            kind: OnlineService::Booking,
            subject: &title,
            first: booking.first,
            text: &booking.text,
            event: Some(("booked", Some(starts))),
        };
        if !errand.open(&mut transaction, &acting).await? {
            // A time is booked once, whatever is written beside it: there is nothing else to send.
            let before = errand.before(&mut transaction, &acting, &[]).await?;
            return Ok(match before {
                Before::Same | Before::Other => Booked::Done,
                Before::Nothing => Booked::NotFound,
            });
        }
        if !take(
            &mut transaction,
            &acting,
            booking.unit,
            booking.slot,
            booking.thread,
        )
        .await?
        {
            return Ok(Booked::Taken);
        }
        query(sql::ADD_BOOKING)
            .bind(booking.thread.0)
            .bind(acting.subject().id.0)
            .bind(booking.slot.0)
            .bind(micros(starts))
            .bind(acting.actor().0)
            .bind(acting.capacity().word())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        tell_both(&mut transaction, &acting, booking.unit.0).await?;
        commit_with(transaction, &acting).await?;
        Ok(Booked::Done)
    }

    async fn move_booking(
        &self,
        acting: Acting,
        thread: ThreadId,
        slot: SlotId,
        message: MessageId,
    ) -> StoreResult<Booked> {
        let mut transaction = self.begin().await?;
        let Some(booking) = locked(&mut transaction, &acting, thread).await? else {
            return Ok(Booked::NotFound);
        };
        if is_sent(&mut transaction, &acting, thread, message).await? {
            return Ok(Booked::Done);
        }
        let unit = booking.slot.unit;
        if !is_offered(&mut transaction, unit, OnlineService::Booking).await? {
            return Ok(Booked::NotOffered);
        }
        let change = booking.slot.allowed;
        let change = change.rebooking(booking.slot.starts, acting.at());
        if booking.cancelled || !change.is_open() {
            return Ok(Booked::NotAllowed);
        }
        let Some((starts, _)) = time_of(&mut transaction, slot).await? else {
            return Ok(Booked::NotFound);
        };
        lock_unit(&mut transaction, unit).await?;
        // The old time first: a row holds one booking, and a booking stands in one row.
        free(&mut transaction, thread).await?;
        if !take(&mut transaction, &acting, unit, slot, thread).await? {
            return Ok(Booked::Taken);
        }
        query(sql::MOVE_BOOKING)
            .bind(thread.0)
            .bind(slot.0)
            .bind(micros(starts))
            .bind(acting.actor().0)
            .bind(acting.capacity().word())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        tell(
            &mut transaction,
            &acting,
            thread,
            message,
            ("moved", starts),
        )
        .await?;
        tell_both(&mut transaction, &acting, unit.0).await?;
        commit_with(transaction, &acting).await?;
        Ok(Booked::Done)
    }

    async fn cancel(
        &self,
        acting: Acting,
        thread: ThreadId,
        message: MessageId,
    ) -> StoreResult<Booked> {
        let mut transaction = self.begin().await?;
        let Some(booking) = locked(&mut transaction, &acting, thread).await? else {
            return Ok(Booked::NotFound);
        };
        if booking.cancelled {
            return Ok(Booked::Done);
        }
        let starts = booking.slot.starts;
        if !matches!(
            booking.slot.allowed.cancelling(starts, acting.at()),
            Change::Until(_)
        ) {
            return Ok(Booked::NotAllowed);
        }
        free(&mut transaction, thread).await?;
        query(sql::CANCEL_BOOKING)
            .bind(thread.0)
            .bind(acting.actor().0)
            .bind(acting.capacity().word())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        tell(
            &mut transaction,
            &acting,
            thread,
            message,
            ("cancelled", starts),
        )
        .await?;
        tell_both(&mut transaction, &acting, booking.slot.unit.0).await?;
        commit_with(transaction, &acting).await?;
        Ok(Booked::Done)
    }

    async fn booking(
        &self,
        reading: &Reading,
        thread: ThreadId,
    ) -> StoreResult<Option<BookingRow>> {
        let row = query_as::<Db, BookingColumns>(sql::BOOKING)
            .bind(thread.0)
            .bind(reading.subject().id.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(BookingRow::try_from).transpose()
    }

    async fn bookings_to_come(
        &self,
        reading: &Reading,
        now: Timestamp,
        most: usize,
    ) -> StoreResult<Vec<BookingRow>> {
        let rows = query_as::<Db, BookingColumns>(sql::BOOKINGS_TO_COME)
            .bind(reading.subject().id.0)
            .bind(micros(now))
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(BookingRow::try_from).collect()
    }

    async fn bookings_back(
        &self,
        reading: &Reading,
        now: Timestamp,
        most: usize,
    ) -> StoreResult<Vec<BookingRow>> {
        let mut found: Vec<BookingRow> = Vec::new();
        for (cancelled, until) in [(false, micros(now)), (true, i64::MAX)] {
            let rows = query_as::<Db, BookingColumns>(sql::BOOKINGS_BACK)
                .bind(reading.subject().id.0)
                .bind(cancelled)
                .bind(until)
                .bind(limit(most))
                .fetch_all(&self.read)
                .await
                .map_err(failed)?;
            for row in rows {
                found.push(row.try_into()?);
            }
        }
        found.sort_by_key(|booking| std::cmp::Reverse(booking.slot.starts));
        Ok(found)
    }
}

/// Lets go of whatever time is kept for the actor.
async fn let_go(transaction: &mut Transaction<'static, Db>, acting: &Acting) -> StoreResult<()> {
    query(sql::LET_GO)
        .bind(acting.actor().0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

/// When a time begins, and its title.
pub(super) async fn time_of(
    transaction: &mut Transaction<'static, Db>,
    slot: SlotId,
) -> StoreResult<Option<(Timestamp, String)>> {
    let found: Option<(i64, i64, String)> = query_as(sql::SLOT_TIMES)
        .bind(slot.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    let found = found.map(|(starts, _, title)| Ok((instant(starts)?, title)));
    found.transpose()
}

/// Takes a time for the booking; `false` if another has it, or it is not open any more.
async fn take(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    unit: UnitId,
    slot: SlotId,
    thread: ThreadId,
) -> StoreResult<bool> {
    let taken = query(sql::TAKE_TIME)
        .bind(slot.0)
        .bind(thread.0)
        .bind(acting.actor().0)
        .bind(micros(acting.at()))
        .bind(unit.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(taken.rows_affected() > 0)
}

/// Gives back the time of the booking.
pub(super) async fn free(
    transaction: &mut Transaction<'static, Db>,
    thread: ThreadId,
) -> StoreResult<()> {
    query(sql::FREE_TIME)
        .bind(thread.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

/// The subject's booking; whoever else would change it waits until the transaction ends.
async fn locked(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    thread: ThreadId,
) -> StoreResult<Option<BookingRow>> {
    query(sql::LOCK_THREAD)
        .bind(thread.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let row = query_as::<Db, BookingColumns>(sql::BOOKING)
        .bind(thread.0)
        .bind(acting.subject().id.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    row.map(BookingRow::try_from).transpose()
}

async fn is_sent(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    thread: ThreadId,
    message: MessageId,
) -> StoreResult<bool> {
    let sent = query(sql::IS_MESSAGE_OF)
        .bind(message.0)
        .bind(thread.0)
        .bind(acting.actor().0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(sent.is_some())
}

/// Writes in the thread what happened, and wakes the unit's case.
async fn tell(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    thread: ThreadId,
    message: MessageId,
    (event, about): (&'static str, Timestamp),
) -> StoreResult<()> {
    query(sql::GROW_THREAD)
        .bind(thread.0)
        .bind(micros(acting.at()))
        .bind(false)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let post = NewPost {
        thread,
        id: message,
        text: "",
        event: Some((event, Some(about))),
    };
    if !post.write(transaction, acting).await? {
        return Err(service::ports::store::StoreError(
            "a key is another message's".to_owned(),
        ));
    }
    query(sql::WAKE_CASE)
        .bind(thread.0)
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
