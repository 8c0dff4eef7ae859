//! Messages as they are shown, and the files that go with them.

use async_trait::async_trait;
use domain::access::Capacity;
use domain::attachment::Attachment;
use domain::id::{AttachmentId, MessageId, PersonId, ThreadId};
use domain::inbox::Message;
use jiff::Timestamp;
use service::access::Reading;
use service::access::staff::CaseReading;
use service::ports::store::{AttachmentRow, Attachments, NewAttachment, StoreResult};
use sqlx::{Transaction, query, query_as};

use super::{Db, Repo};
use crate::convert::{failed, micros, unwritable};
use crate::rows::{AttachmentColumns, ContentColumns, MessageColumns};
use crate::sql;

#[async_trait]
impl Attachments for Repo {
    async fn attachment(
        &self,
        reading: &Reading,
        thread: ThreadId,
        attachment: AttachmentId,
    ) -> StoreResult<Option<AttachmentRow>> {
        let row = query_as::<Db, ContentColumns>(sql::ATTACHMENT)
            .bind(reading.subject().id.0)
            .bind(thread.0)
            .bind(attachment.0)
            .bind(reading.actor().0)
            .bind(reading.capacity() == Capacity::Guardian)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(AttachmentRow::try_from).transpose()
    }

    async fn case_attachment(
        &self,
        reading: &CaseReading,
        attachment: AttachmentId,
    ) -> StoreResult<Option<AttachmentRow>> {
        let row = query_as::<Db, ContentColumns>(sql::CASE_ATTACHMENT)
            .bind(reading.unit().0)
            .bind(reading.thread().0)
            .bind(attachment.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(AttachmentRow::try_from).transpose()
    }
}

impl Repo {
    /// The messages of a thread, oldest first, with the files that go with each; as this guardian is
    /// told, where one reads (feature B7).
    pub(super) async fn messages(
        &self,
        thread: ThreadId,
        reader: MessageReader,
    ) -> StoreResult<Vec<Message>> {
        let rows = query_as::<Db, MessageColumns>(sql::MESSAGES)
            .bind(thread.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let mut files = query_as::<Db, AttachmentColumns>(sql::ATTACHMENTS)
            .bind(thread.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let told = |message: MessageColumns| match reader {
            MessageReader::Subject => Some(message.try_into()),
            MessageReader::Guardian(reader) => message.for_guardian(reader).transpose(),
            MessageReader::Clinic => Some(message.for_clinic()),
        };
        let messages = rows.into_iter().filter_map(told);
        let mut messages: Vec<Message> = messages.collect::<StoreResult<_>>()?;
        files.sort_by_key(|file| file.place);
        for file in files {
            let whose = file.message;
            let message = messages.iter_mut().find(|message| message.id.0 == whose);
            // None: it was written after the messages were read, or is not told of.
            if let Some(message) = message {
                message.files.push(Attachment::try_from(file)?);
            }
        }
        Ok(messages)
    }
}

/// Who reads a thread's messages.
#[derive(Clone, Copy)]
pub(super) enum MessageReader {
    /// The person whose thread it is.
    Subject,
    /// This guardian of the child whose thread it is.
    Guardian(PersonId),
    /// Staff of the unit that it is with.
    Clinic,
}

/// Writes the files of a message that has just been written.
pub(super) async fn write_files(
    transaction: &mut Transaction<'static, Db>,
    message: MessageId,
    files: &[NewAttachment],
    at: Timestamp,
) -> StoreResult<()> {
    for (place, NewAttachment { id, file }) in files.iter().enumerate() {
        let place = i32::try_from(place).map_err(|_| unwritable("that many files"))?;
        let size = i32::try_from(file.bytes().len());
        query(sql::ADD_ATTACHMENT)
            .bind(id.0)
            .bind(message.0)
            .bind(place)
            .bind(file.name().as_str())
            .bind(file.kind().word())
            .bind(size.map_err(|_| unwritable("a file of that size"))?)
            .bind(&file.sha256()[..])
            .bind(micros(at))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        query(sql::ADD_CONTENT)
            .bind(id.0)
            .bind(file.bytes())
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    Ok(())
}
