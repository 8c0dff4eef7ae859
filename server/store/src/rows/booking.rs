//! Times and bookings.

use domain::access::Capacity;
use domain::booking::{Allowed, VisitKind};
use domain::id::{PersonId, SlotId, ThreadId, UnitId};
use domain::person::Protection;
use service::ports::store::{BookingRow, DeskSlotRow, SlotRow, StoreError, StoreResult};
use sqlx::FromRow;
use uuid::Uuid;

use super::desk::shown;
use crate::convert::{Word, instant, name, unreadable};

#[derive(FromRow)]
pub(crate) struct SlotColumns {
    id: Uuid,
    unit: Uuid,
    starts: i64,
    ends: i64,
    kind: String,
    title: String,
    cancel: bool,
    rebook: bool,
    hours: i32,
    holder: Option<Uuid>,
    held_until: Option<i64>,
    with_title: Option<String>,
    with_given: Option<String>,
    with_family: Option<String>,
    with_number: Option<String>,
}

impl TryFrom<SlotColumns> for SlotRow {
    type Error = StoreError;

    fn try_from(row: SlotColumns) -> StoreResult<Self> {
        let with = match row.with_number {
            Some(number) => {
                let name = shown(name(row.with_given, row.with_family), &number)?;
                // Who works there no more has no title there.
                let title = row.with_title.map(|title| format!(", {title}"));
                Some(name + &title.unwrap_or_default())
            }
            None => None,
        };
        let held = row.holder.zip(row.held_until);
        let held = held.map(|(who, until)| Ok((PersonId(who), instant(until)?)));
        Ok(Self {
            slot: SlotId(row.id),
            unit: UnitId(row.unit),
            starts: instant(row.starts)?,
            ends: instant(row.ends)?,
            kind: VisitKind::from_word(&row.kind).ok_or_else(|| unreadable("a kind of visit"))?,
            title: row.title,
            with,
            allowed: Allowed {
                cancel: row.cancel,
                rebook: row.rebook,
                hours: u16::try_from(row.hours).map_err(|_| unreadable("hours"))?,
            },
            held: held.transpose()?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct BookingColumns {
    thread: Uuid,
    cancelled: bool,
    actor: Uuid,
    capacity: String,
    protection: String,
    unit_name: String,
    phone: String,
    #[sqlx(flatten)]
    slot: SlotColumns,
}

impl TryFrom<BookingColumns> for BookingRow {
    type Error = StoreError;

    fn try_from(row: BookingColumns) -> StoreResult<Self> {
        Ok(Self {
            thread: ThreadId(row.thread),
            unit: row.unit_name,
            phone: row.phone,
            slot: row.slot.try_into()?,
            cancelled: row.cancelled,
            actor: PersonId(row.actor),
            capacity: capacity(&row.capacity)?,
            hidden: Protection::read(&row.protection)?.is_protected(),
        })
    }
}

fn capacity(word: &str) -> StoreResult<Capacity> {
    Capacity::from_word(word).ok_or_else(|| unreadable("a capacity"))
}

#[derive(FromRow)]
pub(crate) struct DeskSlotColumns {
    #[sqlx(flatten)]
    slot: SlotColumns,
    booking: Option<Uuid>,
    person: Option<Uuid>,
    given: Option<String>,
    family: Option<String>,
    number: Option<String>,
}

impl TryFrom<DeskSlotColumns> for DeskSlotRow {
    type Error = StoreError;

    fn try_from(row: DeskSlotColumns) -> StoreResult<Self> {
        let booked = match (row.booking, row.person, row.number) {
            (Some(thread), Some(person), Some(number)) => {
                let name = shown(name(row.given, row.family), &number)?;
                Some((ThreadId(thread), PersonId(person), name))
            }
            _ => None,
        };
        Ok(Self {
            slot: row.slot.try_into()?,
            booked,
        })
    }
}
