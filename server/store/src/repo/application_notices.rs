//! What is told of applications for an exception: to whose turn it is, at its own addresses, and never
//! to a guardian who may not follow it any more.

use domain::age::today;
use domain::id::{ApplicationId, PersonId};
use domain::notice::NoticeEvent;
use jiff::Timestamp;
use service::ports::store::{NoticeKind, StoreResult};
use sqlx::{Transaction, query, query_as};
use uuid::Uuid;

use super::outbox::{Listener, put_out};
use super::{Db, commit};
use crate::convert::{failed, micros};
use crate::rows::ApplicationStanding;
use crate::sql;

/// Tells the applicant that there is something new, if it may follow the application still.
pub(super) async fn tell_applicant(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    event: Uuid,
    at: Timestamp,
) -> StoreResult<()> {
    if !may_be_told(transaction, stands, at).await? {
        return Ok(());
    }
    tell_one(transaction, PersonId(stands.applicant), event, at).await
}

/// Whether the applicant is what it was when it applied, and nobody has blocked it (R-J7).
async fn may_be_told(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
    at: Timestamp,
) -> StoreResult<bool> {
    Ok(stands.may_follow(today(at))? && !is_blocked(transaction, stands).await?)
}

/// Whether a care principal keeps the applicant from the child (R-J7).
pub(super) async fn is_blocked(
    transaction: &mut Transaction<'static, Db>,
    stands: &ApplicationStanding,
) -> StoreResult<bool> {
    let blocked = query(sql::IS_BLOCKED)
        .bind(stands.applicant)
        .bind(stands.child)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(blocked.is_some())
}

/// Tells somebody, at its own addresses, that there is something new.
pub(super) async fn tell_one(
    transaction: &mut Transaction<'static, Db>,
    reader: PersonId,
    event: Uuid,
    at: Timestamp,
) -> StoreResult<()> {
    for listener in listeners(transaction, reader, NoticeEvent::Decision).await? {
        let due = listener.due(at)?;
        put_out(
            transaction,
            reader,
            NoticeKind::News,
            event,
            listener,
            due,
            at,
        )
        .await?;
    }
    Ok(())
}

/// Where somebody hears of such for itself.
async fn listeners(
    transaction: &mut Transaction<'static, Db>,
    reader: PersonId,
    what: NoticeEvent,
) -> StoreResult<Vec<Listener>> {
    let mut listeners = query_as::<Db, Listener>(sql::WHERE_ONE_HEARS)
        .bind(reader.0)
        .bind(reader.0)
        .bind(what.word())
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    listeners.retain(|listener| listener.hears(what));
    Ok(listeners)
}

/// Tells the applicant that its exception ends soon.
pub(super) async fn tell_ending(
    mut transaction: Transaction<'static, Db>,
    id: ApplicationId,
    due: Timestamp,
    now: Timestamp,
) -> StoreResult<bool> {
    let noted = query(sql::NOTE_ENDING)
        .bind(id.0)
        .bind(micros(now))
        .execute(&mut *transaction)
        .await
        .map_err(failed)?;
    if noted.rows_affected() == 0 {
        return Ok(false);
    }
    let stands = query_as::<Db, ApplicationStanding>(sql::APPLICATION_STANDING)
        .bind(id.0)
        .fetch_optional(&mut *transaction)
        .await
        .map_err(failed)?;
    let Some(stands) = stands else {
        return Ok(false);
    };
    let applicant = PersonId(stands.applicant);
    let listeners = listeners(&mut transaction, applicant, NoticeEvent::Reminder).await?;
    if listeners.is_empty() || !may_be_told(&mut transaction, &stands, now).await? {
        // The note is undone as well: an address may come in time.
        return Ok(false);
    }
    let event = Uuid::new_v5(&id.0, b"ends");
    for listener in listeners {
        let due = listener.due(due)?;
        let kind = NoticeKind::Reminder;
        put_out(&mut transaction, applicant, kind, event, listener, due, now).await?;
    }
    commit(transaction).await?;
    Ok(true)
}
