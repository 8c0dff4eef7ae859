//! The access log.

use domain::access::Capacity;
use domain::id::{LogId, PersonId};
use domain::person::Protection;
use service::ports::store::{LogCursor, ReadingRow, StoreError};
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::{Word, instant, name, unreadable};

#[derive(FromRow)]
pub(crate) struct ReadingColumns {
    id: Uuid,
    at: i64,
    actor: Uuid,
    capacity: String,
    action: String,
    unit: Option<String>,
    given: Option<String>,
    family: Option<String>,
    protection: String,
}

impl TryFrom<ReadingColumns> for ReadingRow {
    type Error = StoreError;

    fn try_from(row: ReadingColumns) -> Result<Self, StoreError> {
        let capacity = Capacity::from_word(&row.capacity);
        let capacity = capacity.ok_or_else(|| unreadable("a capacity"))?;
        let hidden = Protection::read(&row.protection)?.is_protected();
        let name = name(row.given, row.family).filter(|_| !hidden);
        let name = name.map(|name| name.full());
        let of = |who| name.clone().filter(|_| capacity == who);
        Ok(Self {
            cursor: LogCursor {
                at: instant(row.at)?,
                id: LogId(row.id),
            },
            actor: PersonId(row.actor),
            capacity,
            action: row.action,
            unit: row.unit,
            guardian: of(Capacity::Guardian),
            staff: of(Capacity::Staff),
        })
    }
}
