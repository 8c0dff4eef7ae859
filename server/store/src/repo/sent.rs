//! What was sent before with a form's key: the very same, and then it is done; or something else, and
//! then what comes now is not sent by itself.

use domain::id::{MessageId, PersonId, ThreadId};
use service::ports::store::{NewAttachment, Sent, StoreResult};
use sqlx::{Transaction, query_as, query_scalar};
use uuid::Uuid;

use super::Db;
use crate::convert::failed;
use crate::sql;

/// What there is with a form's key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// Nothing of the sender's there.
    Nothing,
    /// The same: it was sent before.
    Same,
    /// Something else.
    Other,
}

impl Before {
    /// Something of the sender's, which is the same or not.
    pub fn own(same: bool) -> Self {
        if same { Self::Same } else { Self::Other }
    }

    /// What to answer. `thread`: where it stands.
    pub fn told(self, thread: ThreadId) -> Sent {
        match self {
            Self::Nothing => Sent::NotFound,
            Self::Same => Sent::Done,
            Self::Other => Sent::Other(thread),
        }
    }

    /// The same only where this is the same too.
    pub fn and(self, same: bool) -> Self {
        if self == Self::Same {
            Self::own(same)
        } else {
            self
        }
    }
}

/// What a message says.
pub(super) struct Written<'a> {
    /// Its text.
    pub text: &'a str,
    /// The word for what happened.
    pub event: Option<&'a str>,
    /// The files that go with it, in their order.
    pub files: &'a [NewAttachment],
}

impl Written<'_> {
    /// What the writer has in that thread as this message.
    pub async fn before(
        &self,
        transaction: &mut Transaction<'static, Db>,
        message: MessageId,
        thread: ThreadId,
        writer: PersonId,
    ) -> StoreResult<Before> {
        let sent: Option<(String, Option<String>)> = query_as(sql::SENT_MESSAGE)
            .bind(message.0)
            .bind(thread.0)
            .bind(writer.0)
            .fetch_optional(&mut **transaction)
            .await
            .map_err(failed)?;
        let Some((text, event)) = sent else {
            return Ok(Before::Nothing);
        };
        let says_it = text == self.text && event.as_deref() == self.event;
        Ok(Before::own(
            says_it && self.goes_with(transaction, message.0).await?,
        ))
    }

    /// Whether a message of the writer's in that thread says it.
    pub async fn stands_in(
        &self,
        transaction: &mut Transaction<'static, Db>,
        thread: ThreadId,
        writer: PersonId,
    ) -> StoreResult<bool> {
        let messages: Vec<Uuid> = query_scalar(sql::SENT_IN_THREAD)
            .bind(thread.0)
            .bind(writer.0)
            .bind(self.text)
            .bind(self.event)
            .fetch_all(&mut **transaction)
            .await
            .map_err(failed)?;
        for message in messages {
            if self.goes_with(transaction, message).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Whether its files are those of this message.
    async fn goes_with(
        &self,
        transaction: &mut Transaction<'static, Db>,
        message: Uuid,
    ) -> StoreResult<bool> {
        let sent: Vec<(String, Vec<u8>)> = query_as(sql::SENT_FILES)
            .bind(message)
            .fetch_all(&mut **transaction)
            .await
            .map_err(failed)?;
        let is_sent = |((name, sha256), new): (&(String, Vec<u8>), &NewAttachment)| {
            name == new.file.name().as_str() && sha256[..] == new.file.sha256()[..]
        };
        Ok(sent.len() == self.files.len() && sent.iter().zip(self.files).all(is_sent))
    }
}
