//! Drafts.

use domain::draft::{DraftPlace, DraftSummary};
use domain::id::{ThreadId, UnitId};
use service::ports::store::StoreError;
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::instant;

#[derive(FromRow)]
pub(crate) struct DraftListColumns {
    unit: Uuid,
    thread: Option<Uuid>,
    unit_name: String,
    subject: String,
    saved: i64,
}

impl TryFrom<DraftListColumns> for DraftSummary {
    type Error = StoreError;

    fn try_from(row: DraftListColumns) -> Result<Self, StoreError> {
        Ok(Self {
            place: match row.thread {
                Some(thread) => DraftPlace::Thread(ThreadId(thread)),
                None => DraftPlace::Unit(UnitId(row.unit)),
            },
            unit: row.unit_name,
            subject: row.subject,
            saved: instant(row.saved)?.into(),
        })
    }
}
