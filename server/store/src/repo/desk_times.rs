//! A unit's times, for those who work there (R-E1, R-E2).

use async_trait::async_trait;
use domain::booking::opening::OpenForm;
use domain::contact::OnlineService;
use domain::id::{MessageId, StaffId, ThreadId};
use domain::notice::NoticeEvent;
use jiff::Timestamp;
use service::access::staff::{AtDesk, AtDeskActing, CaseActing};
use service::ports::store::{Booked, DeskSlotRow, DeskTimes, NewOffer, StoreResult};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::bookings::{free, time_of};
use super::changes::note;
use super::log::commit_entry;
use super::outbox::tell;
use super::{Db, Repo};
use crate::convert::{failed, instant, limit, micros};
use crate::rows::DeskSlotColumns;
use crate::sql;

/// In microseconds: what began so long before may still go on.
pub(super) const DAY: i64 = 86_400_000_000;

#[async_trait]
impl DeskTimes for Repo {
    async fn desk_times(
        &self,
        desk: &AtDesk,
        from: Timestamp,
        until: Timestamp,
        most: usize,
    ) -> StoreResult<Vec<DeskSlotRow>> {
        let rows = query_as::<Db, DeskSlotColumns>(sql::DESK_TIMES)
            .bind(desk.desk().unit.0)
            .bind(micros(from))
            .bind(micros(until))
            .bind(limit(most))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(DeskSlotRow::try_from).collect()
    }

    async fn open_times(
        &self,
        acting: AtDeskActing,
        form: &OpenForm,
        with: Option<StaffId>,
    ) -> StoreResult<usize> {
        let mut transaction = self.begin().await?;
        query(sql::LOCK_UNIT)
            .bind(acting.unit().0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let (first, last) = (form.times.first(), form.times.last());
        let mut taken: Vec<(i64, i64)> = Vec::new();
        if let (Some(first), Some(last), Some(with)) = (first, last, with) {
            taken = query_as(sql::TAKEN_TIMES)
                .bind(acting.unit().0)
                .bind(micros(first.0) - DAY)
                .bind(micros(last.1))
                .bind(with.0)
                .fetch_all(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        let mut opened = 0;
        for (nth, (starts, ends)) in form.times.iter().enumerate() {
            let (starts, ends) = (micros(*starts), micros(*ends));
            let id = Uuid::new_v5(&form.key.0, &nth.to_be_bytes());
            // Sent again, it is told as it was the first time.
            let before = query(sql::SLOT_OF_UNIT)
                .bind(id)
                .bind(acting.unit().0)
                .fetch_optional(&mut *transaction)
                .await
                .map_err(failed)?;
            if before.is_some() {
                opened += 1;
                continue;
            }
            if taken
                .iter()
                .any(|(from, until)| starts < *until && *from < ends)
            {
                continue;
            }
            let done = query(sql::OPEN_TIME)
                .bind(id)
                .bind(acting.unit().0)
                .bind(with.map(|staff| staff.0))
                .bind(form.kind.word())
                .bind(&form.title)
                .bind(starts)
                .bind(ends)
                .bind(form.allowed.cancel)
                .bind(form.allowed.rebook)
                .bind(i32::from(form.allowed.hours))
                .bind((form.times.len() > 1).then_some(form.key.0))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
            opened += usize::from(done.rows_affected() > 0);
        }
        note(&mut transaction, &[acting.unit().0], acting.at()).await?;
        commit_entry(transaction, acting.entry()).await?;
        Ok(opened)
    }

    async fn offer_time(&self, acting: CaseActing, offer: &NewOffer) -> StoreResult<Booked> {
        let mut transaction = self.begin().await?;
        let Some((starts, title)) = time_of(&mut transaction, offer.slot).await? else {
            return Ok(Booked::NotFound);
        };
        let started = query(sql::START_THREAD)
            .bind(offer.thread.0)
            .bind(acting.subject().id.0)
            .bind(acting.unit().0)
            .bind(&title)
            .bind(micros(acting.at()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if started.rows_affected() == 0 {
            let own = query(sql::IS_THREAD_OF)
                .bind(offer.thread.0)
                .bind(acting.subject().id.0)
                .bind(acting.unit().0)
                .bind(acting.actor().0)
                .fetch_optional(&mut *transaction)
                .await
                .map_err(failed)?;
            return Ok(own.map_or(Booked::NotFound, |_| Booked::Done));
        }
        let post = Post {
            thread: offer.thread,
            id: offer.first,
            signed: &offer.signed,
            text: &offer.text,
            event: ("offered", starts),
        };
        post.write(&mut transaction, &acting).await?;
        query(sql::MARK_THREAD)
            .bind(acting.subject().id.0)
            .bind(offer.thread.0)
            .bind(true)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        query(sql::OFFER_CASE)
            .bind(offer.thread.0)
            .bind(acting.unit().0)
            .bind(OnlineService::Booking.word())
            .bind(acting.staff().0)
            .bind(acting.actor().0)
            .bind(micros(acting.at()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let taken = query(sql::TAKE_TIME)
            .bind(offer.slot.0)
            .bind(offer.thread.0)
            .bind(acting.actor().0)
            .bind(micros(acting.at()))
            .bind(acting.unit().0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if taken.rows_affected() == 0 {
            return Ok(Booked::Taken);
        }
        query(sql::ADD_BOOKING)
            .bind(offer.thread.0)
            .bind(acting.subject().id.0)
            .bind(offer.slot.0)
            .bind(micros(starts))
            .bind(acting.actor().0)
            .bind("staff")
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        finish(transaction, acting, offer.first).await
    }

    async fn cancel_for_unit(
        &self,
        acting: CaseActing,
        message: MessageId,
        signed: &str,
        text: &str,
    ) -> StoreResult<Booked> {
        let mut transaction = self.begin().await?;
        query(sql::LOCK_THREAD)
            .bind(acting.thread().0)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let starts: Option<i64> = query_scalar(sql::BOOKING_STARTS)
            .bind(acting.thread().0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let Some(starts) = starts else {
            return Ok(Booked::NotFound);
        };
        let sent = query(sql::IS_MESSAGE_OF)
            .bind(message.0)
            .bind(acting.thread().0)
            .bind(acting.actor().0)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        if sent.is_some() {
            return Ok(Booked::Done);
        }
        if starts <= micros(acting.at()) {
            return Ok(Booked::NotAllowed);
        }
        let cancelled = query(sql::CANCEL_BOOKING)
            .bind(acting.thread().0)
            .bind(acting.actor().0)
            .bind("staff")
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if cancelled.rows_affected() == 0 {
            return Ok(Booked::Taken);
        }
        // To act on it is to have read it (R-C2).
        query(sql::MESSAGES_READ)
            .bind(acting.thread().0)
            .bind(false)
            .bind(micros(acting.at()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        free(&mut transaction, acting.thread()).await?;
        query(sql::GROW_THREAD)
            .bind(acting.thread().0)
            .bind(micros(acting.at()))
            .bind(true)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let post = Post {
            thread: acting.thread(),
            id: message,
            signed,
            text,
            event: ("cancelled", instant(starts)?),
        };
        post.write(&mut transaction, &acting).await?;
        query(sql::END_CASE)
            .bind(acting.thread().0)
            .bind(acting.staff().0)
            .bind(micros(acting.at()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        finish(transaction, acting, message).await
    }
}

/// A message of staff that tells what happened.
struct Post<'a> {
    thread: ThreadId,
    id: MessageId,
    signed: &'a str,
    text: &'a str,
    event: (&'static str, Timestamp),
}

impl Post<'_> {
    async fn write(
        &self,
        transaction: &mut Transaction<'static, Db>,
        acting: &CaseActing,
    ) -> StoreResult<()> {
        query(sql::WRITE_EVENT)
            .bind(self.id.0)
            .bind(self.thread.0)
            .bind("staff")
            .bind(self.signed)
            .bind(micros(acting.at()))
            .bind(self.text)
            .bind(acting.actor().0)
            .bind(self.event.0)
            .bind(micros(self.event.1))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        Ok(())
    }
}

/// Tells the person and those who look, and ends it with its log entry.
async fn finish(
    mut transaction: Transaction<'static, Db>,
    acting: CaseActing,
    event: MessageId,
) -> StoreResult<Booked> {
    let subject = acting.subject().id;
    let told = (NoticeEvent::Booking, event.0);
    tell(&mut transaction, subject, told, acting.at()).await?;
    let topics = [acting.unit().0, subject.0];
    note(&mut transaction, &topics, acting.at()).await?;
    commit_entry(transaction, acting.entry()).await?;
    Ok(Booked::Done)
}
