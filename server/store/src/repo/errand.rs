//! What every errand has: a thread in the person's inbox, its first message, and a case for the unit.

use domain::access::Capacity;
use domain::contact::OnlineService;
use domain::id::{MessageId, ThreadId, UnitId};
use domain::inbox::Author;
use jiff::Timestamp;
use service::access::Acting;
use service::ports::store::{NewAttachment, StoreResult};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::Db;
use super::changes::note;
use super::outbox::tell_others;
use super::sent::{Before, Written};
use crate::convert::{author_words, failed, micros};
use crate::sql;

/// What happened, as it is kept: its word, and the time that it is about.
pub(super) type Event = (&'static str, Option<Timestamp>);

/// An errand to be.
pub(super) struct NewErrand<'a> {
    /// Its thread.
    pub thread: ThreadId,
    /// To whom.
    pub unit: UnitId,
    /// What kind it is.
    pub kind: OnlineService,
    /// What it is about.
    pub subject: &'a str,
    /// Its first message.
    pub first: MessageId,
    /// The first message's text; it may be empty beside an event.
    pub text: &'a str,
    /// What happens with it.
    pub event: Option<Event>,
}

impl NewErrand<'_> {
    /// Opens it: thread, first message, case. `false`: there is a thread with its id, and nothing
    /// was written.
    pub async fn open(
        &self,
        transaction: &mut Transaction<'static, Db>,
        acting: &Acting,
    ) -> StoreResult<bool> {
        let started = query(sql::START_THREAD)
            .bind(self.thread.0)
            .bind(acting.subject().id.0)
            .bind(self.unit.0)
            .bind(self.subject)
            .bind(micros(acting.at()))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        if started.rows_affected() == 0 {
            return Ok(false);
        }
        let first = NewPost {
            thread: self.thread,
            id: self.first,
            text: self.text,
            event: self.event,
        };
        first.write(transaction, acting).await?;
        query(sql::OPEN_CASE)
            .bind(self.thread.0)
            .bind(self.unit.0)
            .bind(self.kind.word())
            .bind(acting.actor().0)
            .bind(acting.capacity().word())
            .bind(micros(acting.at()))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        Ok(true)
    }

    /// Where the thread is there: whether the actor sent this very errand before, with these files.
    pub async fn before(
        &self,
        transaction: &mut Transaction<'static, Db>,
        acting: &Acting,
        files: &[NewAttachment],
    ) -> StoreResult<Before> {
        let sent: Option<(String, String)> = query_as(sql::SENT_THREAD)
            .bind(self.thread.0)
            .bind(acting.subject().id.0)
            .bind(self.unit.0)
            .bind(acting.actor().0)
            .fetch_optional(&mut **transaction)
            .await
            .map_err(failed)?;
        let Some((subject, kind)) = sent else {
            return Ok(Before::Nothing);
        };
        if subject != self.subject || kind != self.kind.word() {
            return Ok(Before::Other);
        }
        let first = Written {
            text: self.text,
            event: self.event.map(|(word, _)| word),
            files,
        };
        let (thread, actor) = (self.thread, acting.actor());
        let same = first.stands_in(transaction, thread, actor).await?;
        Ok(Before::own(same))
    }
}

/// The actor's message to be.
pub(super) struct NewPost<'a> {
    /// In which thread.
    pub thread: ThreadId,
    /// Its id.
    pub id: MessageId,
    /// The text; it may be empty beside an event.
    pub text: &'a str,
    /// What happened.
    pub event: Option<Event>,
}

impl NewPost<'_> {
    /// Writes it; `false` if there is a message with its id.
    pub async fn write(
        &self,
        transaction: &mut Transaction<'static, Db>,
        acting: &Acting,
    ) -> StoreResult<bool> {
        let name = acting.actor_name().to_owned();
        let author = match acting.capacity() {
            Capacity::Guardian => Author::Guardian(name),
            Capacity::Myself | Capacity::Staff | Capacity::Operator => Author::Subject(name),
        };
        let (author, name) = author_words(&author);
        let (event, about) = self.event.unzip();
        let written = query(sql::WRITE_EVENT)
            .bind(self.id.0)
            .bind(self.thread.0)
            .bind(author)
            .bind(name)
            .bind(micros(acting.at()))
            .bind(self.text)
            .bind(acting.actor().0)
            .bind(event)
            .bind(about.flatten().map(micros))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        Ok(written.rows_affected() > 0)
    }
}

/// Whether the unit offers this online (R-E7).
pub(super) async fn is_offered(
    transaction: &mut Transaction<'static, Db>,
    unit: UnitId,
    service: OnlineService,
) -> StoreResult<bool> {
    let words: Vec<String> = query_scalar(sql::OFFERS)
        .bind(unit.0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(words.iter().any(|word| word == service.word()))
}

/// Tells those who look at the person's inbox and at the unit's work list, and the other guardians
/// who want to hear.
pub(super) async fn tell_both(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    unit: Uuid,
) -> StoreResult<()> {
    if acting.capacity() == Capacity::Guardian {
        tell_others(transaction, acting).await?;
    }
    note(transaction, &[acting.subject().id.0, unit], acting.at()).await
}
