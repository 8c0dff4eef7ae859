//! What is on its way: written with what caused it, taken by any node, settled once it is sent.

use async_trait::async_trait;
use domain::id::{PersonId, ThreadId};
use domain::notice::{NoticeEvent, QuietHours};
use jiff::Timestamp;
use service::access::Acting;
use service::ports::store::{NoticeKind, Outbox, OutboxRow, Outcome, StoreResult};
use sqlx::{Executor, FromRow, Transaction, query, query_as};
use uuid::Uuid;

use super::{Db, Repo, commit};
use crate::convert::{Word, address, failed, instant, limit, micros, unreadable};
use crate::sql;

#[async_trait]
impl Outbox for Repo {
    async fn take_due(
        &self,
        now: Timestamp,
        until: Timestamp,
        rows: usize,
    ) -> StoreResult<Vec<OutboxRow>> {
        let rows = query_as::<Db, OutboxColumns>(sql::TAKE_DUE)
            .bind(micros(now))
            .bind(micros(until))
            .bind(limit(rows))
            .fetch_all(&self.write)
            .await
            .map_err(failed)?;
        rows.into_iter().map(OutboxRow::try_from).collect()
    }

    async fn quiet_of(&self, reader: PersonId) -> StoreResult<Option<QuietHours>> {
        let row: Option<(i32, i32)> = query_as(sql::QUIET_HOURS)
            .bind(reader.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(|(from, to)| quiet(from, to)).transpose()
    }

    async fn settle(&self, id: Uuid, outcome: Outcome, now: Timestamp) -> StoreResult<()> {
        let state = match outcome {
            Outcome::Later(due) | Outcome::Untried(due) => {
                let tried = matches!(outcome, Outcome::Later(_));
                query(if tried { sql::POSTPONE } else { sql::PUT_OFF })
                    .bind(id)
                    .bind(micros(due))
                    .execute(&self.write)
                    .await
                    .map_err(failed)?;
                return Ok(());
            }
            Outcome::Sent => "sent",
            Outcome::Failed => "failed",
            Outcome::Dropped => "dropped",
        };
        let mut transaction = self.begin().await?;
        let settled = query(sql::SETTLE)
            .bind(id)
            .bind(state)
            .bind(micros(now))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        let place: Option<(Uuid, Uuid, String)> = query_as(sql::OUTBOX_OF)
            .bind(id)
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        if let Some((reader, subject, channel)) = place
            && settled.rows_affected() > 0
        {
            let noted = match outcome {
                Outcome::Failed => query(sql::NOTE_FAILED),
                Outcome::Sent => query(sql::NOTE_DELIVERED),
                Outcome::Dropped | Outcome::Later(_) | Outcome::Untried(_) => {
                    return commit(transaction).await;
                }
            };
            let noted = noted.bind(reader).bind(subject).bind(channel);
            let noted = if outcome == Outcome::Failed {
                noted.bind(micros(now))
            } else {
                noted
            };
            noted.execute(&mut *transaction).await.map_err(failed)?;
        }
        commit(transaction).await
    }

    async fn prune_outbox(&self, before: Timestamp) -> StoreResult<u64> {
        let pruned = query(sql::PRUNE_OUTBOX)
            .bind(micros(before))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(pruned.rows_affected())
    }
}

#[derive(FromRow)]
struct OutboxColumns {
    id: Uuid,
    reader: Uuid,
    subject: Uuid,
    channel: String,
    address: String,
    kind: String,
    code: Option<String>,
    attempts: i32,
    created: i64,
    visit: Option<Uuid>,
    visit_starts: Option<i64>,
}

impl TryFrom<OutboxColumns> for OutboxRow {
    type Error = service::ports::store::StoreError;

    fn try_from(row: OutboxColumns) -> StoreResult<Self> {
        let visit = row.visit.zip(row.visit_starts);
        let visit = visit.map(|(thread, starts)| Ok((ThreadId(thread), instant(starts)?)));
        Ok(Self {
            visit: visit.transpose()?,
            id: row.id,
            reader: PersonId(row.reader),
            subject: PersonId(row.subject),
            address: address(&row.channel, &row.address)?,
            kind: NoticeKind::read(&row.kind)?,
            code: row.code,
            attempts: u32::try_from(row.attempts).map_err(|_| unreadable("a count"))?,
            created: instant(row.created)?,
        })
    }
}

/// An address at which a reader hears, and when not.
#[derive(FromRow)]
pub(super) struct Listener {
    reader: Uuid,
    channel: String,
    address: String,
    from_minute: Option<i32>,
    to_minute: Option<i32>,
    wanted: Option<bool>,
}

impl Listener {
    /// Whether this is told there (B6).
    pub(super) fn hears(&self, event: NoticeEvent) -> bool {
        event.is_told(self.wanted)
    }

    /// When it may be sent: not in the reader's quiet hours.
    pub(super) fn due(&self, now: Timestamp) -> StoreResult<Timestamp> {
        let (Some(from), Some(to)) = (self.from_minute, self.to_minute) else {
            return Ok(now);
        };
        Ok(quiet(from, to)?.due(now))
    }
}

pub(super) fn quiet(from: i32, to: i32) -> StoreResult<QuietHours> {
    let minute = |minute: i32| u16::try_from(minute).map_err(|_| unreadable("quiet hours"));
    Ok(QuietHours {
        from: minute(from)?,
        to: minute(to)?,
    })
}

/// Puts into the outbox that there is news in the person's inbox, for all who want to hear of such.
/// The same event puts out the same ids, so it is told once.
pub(super) async fn tell(
    transaction: &mut Transaction<'static, Db>,
    subject: PersonId,
    (what, event): (NoticeEvent, Uuid),
    now: Timestamp,
) -> StoreResult<()> {
    tell_but(transaction, subject, (what, event), None, now).await
}

/// Tells the child's other guardians, those who have asked for it, that this one has done something
/// (B6): never the one who did.
pub(super) async fn tell_others(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
) -> StoreResult<()> {
    let told = (NoticeEvent::OtherGuardian, acting.entry().id.0);
    let (subject, actor) = (acting.subject().id, Some(acting.actor()));
    tell_but(transaction, subject, told, actor, acting.at()).await
}

async fn tell_but(
    transaction: &mut Transaction<'static, Db>,
    subject: PersonId,
    (what, event): (NoticeEvent, Uuid),
    actor: Option<PersonId>,
    now: Timestamp,
) -> StoreResult<()> {
    for listener in who_hears(&mut **transaction, subject, what).await? {
        if actor.is_some_and(|actor| actor.0 == listener.reader) {
            continue;
        }
        let due = listener.due(now)?;
        let kind = NoticeKind::News;
        put_out(transaction, subject, kind, event, listener, due, now).await?;
    }
    Ok(())
}

/// Where somebody hears of such of the person.
pub(super) async fn who_hears(
    executor: impl Executor<'_, Database = Db>,
    subject: PersonId,
    what: NoticeEvent,
) -> StoreResult<Vec<Listener>> {
    let mut listeners = query_as::<Db, Listener>(sql::WHO_HEARS)
        .bind(subject.0)
        .bind(what.word())
        .fetch_all(executor)
        .await
        .map_err(failed)?;
    listeners.retain(|listener| listener.hears(what));
    Ok(listeners)
}

/// Puts it into the outbox for one address, unless one of its kind waits there: it would say the
/// same. The same event puts out the same id.
pub(super) async fn put_out(
    transaction: &mut Transaction<'static, Db>,
    subject: PersonId,
    kind: NoticeKind,
    event: Uuid,
    listener: Listener,
    due: Timestamp,
    now: Timestamp,
) -> StoreResult<()> {
    let waiting = query(sql::HOLD_WAITING)
        .bind(listener.reader)
        .bind(subject.0)
        .bind(&listener.channel)
        .bind(kind.word())
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if waiting.rows_affected() > 0 {
        return Ok(());
    }
    let out = Out {
        kind,
        event,
        visit: None,
        due,
    };
    out.write(transaction, subject, listener, now).await
}

/// Something to be sent to one address.
pub(super) struct Out {
    pub kind: NoticeKind,
    /// What makes its id, with the reader and the channel.
    pub event: Uuid,
    /// The booking and when it begins, for a reminder.
    pub visit: Option<(ThreadId, Timestamp)>,
    pub due: Timestamp,
}

impl Out {
    pub(super) async fn write(
        &self,
        transaction: &mut Transaction<'static, Db>,
        subject: PersonId,
        listener: Listener,
        now: Timestamp,
    ) -> StoreResult<()> {
        let whose = format!("{}{}", listener.reader.as_simple(), listener.channel);
        let (visit, starts) = self.visit.unzip();
        query(sql::PUT_OUT)
            .bind(Uuid::new_v5(&self.event, whose.as_bytes()))
            .bind(listener.reader)
            .bind(subject.0)
            .bind(listener.channel)
            .bind(listener.address)
            .bind(self.kind.word())
            .bind(None::<String>)
            .bind(micros(self.due))
            .bind(micros(now))
            .bind(visit.map(|thread| thread.0))
            .bind(starts.map(micros))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        Ok(())
    }
}
