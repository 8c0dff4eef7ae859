//! Files that go with messages.

use async_trait::async_trait;
use domain::attachment::{AttachmentKind, FileName};
use domain::id::{AttachmentId, ThreadId};

use super::StoreResult;
use crate::access::Reading;
use crate::access::staff::CaseReading;
use crate::attachment::Clean;

/// Files that go with messages. They are written with their message.
#[async_trait]
pub trait Attachments: Send + Sync {
    /// A file of a thread of the subject, or `None` if the subject has no such thread, or the
    /// thread no such file.
    async fn attachment(
        &self,
        reading: &Reading,
        thread: ThreadId,
        attachment: AttachmentId,
    ) -> StoreResult<Option<AttachmentRow>>;

    /// A file of the case.
    async fn case_attachment(
        &self,
        reading: &CaseReading,
        attachment: AttachmentId,
    ) -> StoreResult<Option<AttachmentRow>>;
}

/// A file to be kept with a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewAttachment {
    /// Its id.
    pub id: AttachmentId,
    /// The file.
    pub file: Clean,
}

/// A file as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// What it is called.
    pub name: FileName,
    /// What it is.
    pub kind: AttachmentKind,
    /// The SHA-256 of what was kept.
    pub sha256: [u8; 32],
    /// The content.
    pub content: Vec<u8>,
}
