//! Files that go with messages.

use domain::attachment::{Attachment, AttachmentKind, FileName};
use domain::id::AttachmentId;
use service::ports::store::{AttachmentRow, StoreError, StoreResult};
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::unreadable;

#[derive(FromRow)]
pub(crate) struct AttachmentColumns {
    pub(crate) message: Uuid,
    /// Among the files of its message.
    pub(crate) place: i32,
    id: Uuid,
    name: String,
    kind: String,
    size: i32,
}

impl TryFrom<AttachmentColumns> for Attachment {
    type Error = StoreError;

    fn try_from(row: AttachmentColumns) -> StoreResult<Self> {
        let kind = kind(&row.kind)?;
        Ok(Self {
            id: AttachmentId(row.id),
            name: FileName::clean(&row.name, kind),
            kind,
            size: u32::try_from(row.size).map_err(|_| unreadable("a size"))?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct ContentColumns {
    name: String,
    kind: String,
    sha256: Vec<u8>,
    content: Vec<u8>,
}

impl TryFrom<ContentColumns> for AttachmentRow {
    type Error = StoreError;

    fn try_from(row: ContentColumns) -> StoreResult<Self> {
        let kind = kind(&row.kind)?;
        let sha256 = row.sha256.try_into();
        Ok(Self {
            name: FileName::clean(&row.name, kind),
            kind,
            sha256: sha256.map_err(|_| unreadable("a hash"))?,
            content: row.content,
        })
    }
}

fn kind(word: &str) -> StoreResult<AttachmentKind> {
    AttachmentKind::from_word(word).ok_or_else(|| unreadable("a kind of file"))
}
