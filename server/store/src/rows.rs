//! The rows that statements give, for either engine, and what they mean.

use domain::form::Theme;
use domain::id::{
    EntryId, LinkId, MessageId, OrderId, PersonId, SessionId, ThreadId, UnitId,
};
use domain::inbox::{Message, Thread};
use domain::journal::{Entry, EntryKind, EntrySummary, UnitName};
use domain::person::Person;
use domain::personnummer::Personnummer;
use service::ports::register::{CustodyRecord, RegisterRecord};
use service::ports::store::{
    CustodyAnswer, EntryCursor, EntryRow, LinkFacts, OrderRow, SessionRow, StoreError, StoreResult,
    ThreadCursor, ThreadRow,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::{
    Word, author, date, instant, maybe_date, name, number, unreadable,
};

#[derive(FromRow)]
pub(crate) struct PersonColumns {
    id: Uuid,
    number: String,
    born: String,
    given: Option<String>,
    family: Option<String>,
    protection: String,
    residence: String,
}

impl TryFrom<PersonColumns> for Person {
    type Error = StoreError;

    fn try_from(row: PersonColumns) -> StoreResult<Self> {
        Ok(Self {
            id: PersonId(row.id),
            number: number(&row.number)?,
            born: date(&row.born)?,
            name: name(row.given, row.family),
            protection: Word::read(&row.protection)?,
            residence: Word::read(&row.residence)?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct CustodyColumns {
    told: i64,
    held: Option<String>,
    until: Option<String>,
}

impl TryFrom<CustodyColumns> for CustodyAnswer {
    type Error = StoreError;

    fn try_from(row: CustodyColumns) -> StoreResult<Self> {
        let until = maybe_date(row.until.as_deref())?;
        let child = row.held.as_deref().map(number).transpose()?;
        Ok(Self {
            held: child.map(|child| CustodyRecord { child, until }),
            told: instant(row.told)?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct LinkColumns {
    link: Uuid,
    colour: i16,
    #[sqlx(flatten)]
    child: PersonColumns,
    #[sqlx(flatten)]
    custody: CustodyColumns,
}

impl TryFrom<LinkColumns> for LinkFacts {
    type Error = StoreError;

    fn try_from(row: LinkColumns) -> StoreResult<Self> {
        Ok(Self {
            link: LinkId(row.link),
            child: row.child.try_into()?,
            custody: row.custody.try_into()?,
            colour: u8::try_from(row.colour).map_err(|_| unreadable("a colour"))?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct ThreadListColumns {
    id: Uuid,
    unread: bool,
    newest_at: i64,
    subject: String,
    unit: String,
    messages: i32,
    archived: bool,
}

impl TryFrom<ThreadListColumns> for ThreadRow {
    type Error = StoreError;

    fn try_from(row: ThreadListColumns) -> StoreResult<Self> {
        Ok(Self {
            cursor: ThreadCursor {
                unread: row.unread,
                newest: instant(row.newest_at)?,
                id: ThreadId(row.id),
            },
            subject: row.subject,
            unit: row.unit,
            messages: u32::try_from(row.messages).map_err(|_| unreadable("a count"))?,
            archived: row.archived,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct ThreadColumns {
    id: Uuid,
    subject: String,
    archived: bool,
    unit: String,
    clinic: String,
    phone: String,
}

impl ThreadColumns {
    pub(crate) fn with(self, messages: Vec<MessageColumns>) -> StoreResult<Thread> {
        Ok(Thread {
            id: ThreadId(self.id),
            subject: self.subject,
            unit: self.unit,
            clinic: self.clinic,
            phone: self.phone,
            archived: self.archived,
            messages: messages.into_iter().map(Message::try_from).collect::<StoreResult<_>>()?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct MessageColumns {
    id: Uuid,
    author: String,
    author_name: String,
    written: i64,
    body: String,
}

impl TryFrom<MessageColumns> for Message {
    type Error = StoreError;

    fn try_from(row: MessageColumns) -> StoreResult<Self> {
        Ok(Self {
            id: MessageId(row.id),
            author: author(&row.author, row.author_name)?,
            written: instant(row.written)?.into(),
            body: row.body,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct EntryListColumns {
    id: Uuid,
    kind: String,
    title: String,
    happened: i64,
    signed: bool,
    unit: String,
}

impl TryFrom<EntryListColumns> for EntryRow {
    type Error = StoreError;

    fn try_from(row: EntryListColumns) -> StoreResult<Self> {
        Ok(Self {
            cursor: EntryCursor { happened: instant(row.happened)?, id: EntryId(row.id) },
            kind: EntryKind::from_slug(&row.kind).ok_or_else(|| unreadable("a kind of entry"))?,
            title: row.title,
            unit: row.unit,
            signed: row.signed,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct EntryColumns {
    #[sqlx(flatten)]
    list: EntryListColumns,
    author: String,
    body: String,
    measured: String,
}

impl TryFrom<EntryColumns> for Entry {
    type Error = StoreError;

    fn try_from(row: EntryColumns) -> StoreResult<Self> {
        let list = EntryRow::try_from(row.list)?;
        Ok(Self {
            summary: EntrySummary {
                id: list.cursor.id,
                kind: list.kind,
                title: list.title,
                unit: list.unit,
                happened: list.cursor.happened.into(),
                signed: list.signed,
            },
            author: row.author,
            body: row.body,
            values: serde_json::from_str(&row.measured).map_err(|_| unreadable("values"))?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct UnitColumns {
    id: Uuid,
    name: String,
}

impl From<UnitColumns> for UnitName {
    fn from(row: UnitColumns) -> Self {
        Self { id: UnitId(row.id), name: row.name }
    }
}

#[derive(FromRow)]
pub(crate) struct SessionColumns {
    session: Uuid,
    assurance: String,
    created: i64,
    used: i64,
    #[sqlx(flatten)]
    person: PersonColumns,
    theme: Option<String>,
}

impl TryFrom<SessionColumns> for (SessionRow, Person, Theme) {
    type Error = StoreError;

    fn try_from(row: SessionColumns) -> StoreResult<Self> {
        let theme = match row.theme.as_deref() {
            Some(word) => Theme::from_word(word).ok_or_else(|| unreadable("a theme"))?,
            None => Theme::default(),
        };
        let person = Person::try_from(row.person)?;
        let session = SessionRow {
            id: SessionId(row.session),
            person: person.id,
            assurance: Word::read(&row.assurance)?,
            created: instant(row.created)?,
            used: instant(row.used)?,
        };
        Ok((session, person, theme))
    }
}

#[derive(FromRow)]
pub(crate) struct OrderColumns {
    id: Uuid,
    browser_hash: Vec<u8>,
    order_ref: String,
    auto_start_token: String,
    qr_start_token: String,
    qr_start_secret: String,
    same_device: bool,
    nonce: String,
    ip: String,
    return_to: String,
    first_started: i64,
    started: i64,
    state: String,
    collected: i64,
    person: Option<Uuid>,
}

impl TryFrom<OrderColumns> for OrderRow {
    type Error = StoreError;

    fn try_from(row: OrderColumns) -> StoreResult<Self> {
        Ok(Self {
            id: OrderId(row.id),
            browser_hash: row.browser_hash.try_into().map_err(|_| unreadable("a hash"))?,
            order_ref: row.order_ref,
            auto_start_token: row.auto_start_token,
            qr_start_token: row.qr_start_token,
            qr_start_secret: row.qr_start_secret,
            same_device: row.same_device,
            nonce: row.nonce,
            ip: row.ip,
            return_to: row.return_to,
            first_started: instant(row.first_started)?,
            started: instant(row.started)?,
            state: row.state,
            collected: instant(row.collected)?,
            person: row.person.map(PersonId),
        })
    }
}

/// A record of the imported register with one of its relations, if it has any.
#[derive(FromRow)]
pub(crate) struct RecordColumns {
    born: String,
    given: Option<String>,
    family: Option<String>,
    protection: String,
    residence: String,
    child: Option<String>,
    until: Option<String>,
}

impl RecordColumns {
    /// The record that these rows make up: one for each relation, or a single one without.
    pub(crate) fn gather(
        number_asked: Personnummer,
        rows: Vec<Self>,
    ) -> StoreResult<Option<RegisterRecord>> {
        let mut guardian_of = Vec::new();
        for row in &rows {
            if let Some(child) = &row.child {
                let until = maybe_date(row.until.as_deref())?;
                guardian_of.push(CustodyRecord { child: number(child)?, until });
            }
        }
        let Some(row) = rows.into_iter().next() else { return Ok(None) };
        Ok(Some(RegisterRecord {
            number: number_asked,
            born: date(&row.born)?,
            name: name(row.given, row.family),
            protection: Word::read(&row.protection)?,
            residence: Word::read(&row.residence)?,
            guardian_of,
        }))
    }
}
