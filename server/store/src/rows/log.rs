//! The access log and its chains.

use domain::id::PrincipalId;
use service::log::chain::{ChainId, Hash, KeptEntry, Link, Standing};
use service::ports::store::{ChainHead, StoreError, StoreResult};
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::{instant, unreadable};

/// A place of a chain with its entry; or, where it is to be sealed, an entry with its principal.
#[derive(FromRow)]
pub(crate) struct EntryOfLogColumns {
    id: Option<Uuid>,
    at: Option<i64>,
    actor: Option<Uuid>,
    subject: Option<Uuid>,
    capacity: Option<String>,
    action: Option<String>,
    object: Option<Uuid>,
    rule: Option<String>,
    refused: Option<String>,
    unit: Option<Uuid>,
    request: Option<String>,
}

impl From<EntryOfLogColumns> for Option<KeptEntry> {
    fn from(row: EntryOfLogColumns) -> Self {
        Some(KeptEntry {
            id: row.id?,
            at: row.at?,
            actor: row.actor?,
            subject: row.subject?,
            capacity: row.capacity,
            action: row.action?,
            object: row.object,
            rule: row.rule?,
            refused: row.refused,
            unit: row.unit,
            request: row.request,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct LinkOfLogColumns {
    place: i64,
    entry: Uuid,
    hash: Vec<u8>,
    #[sqlx(flatten)]
    kept: EntryOfLogColumns,
}

impl TryFrom<LinkOfLogColumns> for Link {
    type Error = StoreError;

    fn try_from(row: LinkOfLogColumns) -> Result<Self, StoreError> {
        Ok(Self {
            place: row.place,
            entry: row.entry,
            hash: hash(&row.hash)?,
            kept: row.kept.into(),
        })
    }
}

#[derive(FromRow)]
pub(crate) struct UnsealedColumns {
    principal: Option<Uuid>,
    #[sqlx(flatten)]
    entry: EntryOfLogColumns,
}

impl TryFrom<UnsealedColumns> for (ChainId, KeptEntry) {
    type Error = StoreError;

    fn try_from(row: UnsealedColumns) -> Result<Self, StoreError> {
        let entry: Option<KeptEntry> = row.entry.into();
        let entry = entry.ok_or_else(|| unreadable("an entry of the log"))?;
        Ok((ChainId::of(row.principal.map(PrincipalId)), entry))
    }
}

#[derive(FromRow)]
pub(crate) struct HeadOfLogColumns {
    chain: Uuid,
    name: Option<String>,
    place: i64,
    hash: Vec<u8>,
    checked: i64,
    checked_at: Option<i64>,
    cut_place: i64,
    cut_hash: Vec<u8>,
    cut_until: Option<i64>,
}

impl TryFrom<HeadOfLogColumns> for ChainHead {
    type Error = StoreError;

    fn try_from(row: HeadOfLogColumns) -> Result<Self, StoreError> {
        Ok(Self {
            chain: ChainId(row.chain),
            name: row.name,
            head: Standing {
                place: row.place,
                hash: hash(&row.hash)?,
            },
            checked: row.checked,
            checked_at: row.checked_at.map(instant).transpose()?,
            cut: Standing {
                place: row.cut_place,
                hash: hash(&row.cut_hash)?,
            },
            cut_until: row.cut_until.map(instant).transpose()?,
        })
    }
}

fn hash(bytes: &[u8]) -> StoreResult<Hash> {
    let bytes = bytes.try_into().map(Hash);
    bytes.map_err(|_| unreadable("a hash"))
}
