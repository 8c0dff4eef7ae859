//! Threads, messages and journal entries.

use domain::access::{UnitCategory, UnitFacts};
use domain::case::CaseState;
use domain::future::OpenCase;
use domain::id::{ClinicId, EntryId, MessageId, PersonId, ThreadId, UnitId};
use domain::inbox::{AsTold, Author, Message, Thread};
use domain::journal::{Entry, EntryKind, EntrySummary, UnitName, Value};
use domain::person::Protection;
use domain::taking_back::{Standing, taking_back};
use domain::text::words;
use service::ports::store::{
    EntryCursor, EntryRow, JournalUnitRow, StoreError, StoreResult, ThreadCursor, ThreadRow,
};
use sqlx::FromRow;
use uuid::Uuid;

use crate::convert::{Word, author, errand_kind, event, instant, unreadable};

#[derive(FromRow)]
pub(crate) struct ThreadListColumns {
    id: Uuid,
    unread: bool,
    newest_at: i64,
    kind: String,
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
            kind: errand_kind(&row.kind)?,
            subject: row.subject,
            unit: row.unit,
            messages: u32::try_from(row.messages).map_err(|_| unreadable("a count"))?,
            archived: row.archived,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct SearchedColumns {
    #[sqlx(flatten)]
    thread: ThreadListColumns,
    body: String,
}

impl SearchedColumns {
    /// The thread, and the text of one of its messages.
    pub(crate) fn parts(self) -> StoreResult<(ThreadRow, String)> {
        Ok((self.thread.try_into()?, self.body))
    }
}

#[derive(FromRow)]
pub(crate) struct ThreadColumns {
    id: Uuid,
    kind: String,
    subject: String,
    unread: bool,
    archived: bool,
    unit: String,
    clinic: String,
    phone: String,
    answered: Option<String>,
    #[sqlx(flatten)]
    case: StateColumns,
}

/// How a thread's case stands.
#[derive(FromRow)]
struct StateColumns {
    state: String,
    taken_back: bool,
    sent: bool,
}

impl ThreadColumns {
    pub(crate) fn with(self, messages: Vec<Message>) -> StoreResult<Thread> {
        let kind = errand_kind(&self.kind)?;
        let answers = |message: &Message| matches!(message.author, Author::Staff(_));
        let taking_back = taking_back(Standing {
            kind,
            state: CaseState::read(&self.case.state)?,
            sent: self.case.sent,
            answered: messages.iter().any(answers),
            taken_back: self.case.taken_back,
        });
        Ok(Thread {
            id: ThreadId(self.id),
            kind,
            subject: self.subject,
            unit: self.unit,
            clinic: self.clinic,
            phone: self.phone,
            unread: self.unread,
            archived: self.archived,
            open: self.answered.is_some(),
            closed: None,
            taking_back,
            asked: None,
            messages,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct OpenCaseColumns {
    id: Uuid,
    subject: String,
    unit: String,
    answered: bool,
    changed: i64,
}

impl TryFrom<OpenCaseColumns> for OpenCase {
    type Error = StoreError;

    fn try_from(row: OpenCaseColumns) -> StoreResult<Self> {
        Ok(Self {
            thread: ThreadId(row.id),
            subject: row.subject,
            unit: row.unit,
            answered: row.answered,
            changed: instant(row.changed)?.into(),
        })
    }
}

#[derive(FromRow)]
pub(crate) struct MessageColumns {
    id: Uuid,
    author: String,
    author_name: String,
    writer: Option<Uuid>,
    written: i64,
    event: Option<String>,
    event_at: Option<i64>,
    body: String,
    read_at: Option<i64>,
    /// The writer's.
    protection: String,
}

impl TryFrom<MessageColumns> for Message {
    type Error = StoreError;

    fn try_from(row: MessageColumns) -> StoreResult<Self> {
        Ok(Self {
            id: MessageId(row.id),
            author: author(&row.author, row.author_name)?,
            written: instant(row.written)?.into(),
            event: row
                .event
                .map(|word| event(&word, row.event_at))
                .transpose()?,
            body: row.body,
            files: Vec::new(),
            read: row.read_at.map(instant).transpose()?.map(Into::into),
        })
    }
}

impl MessageColumns {
    /// As staff is told: with no name of a person or a guardian whose identity is protected by now,
    /// though it was not when this was written (R-G7).
    pub(crate) fn for_clinic(self) -> StoreResult<Message> {
        let hidden = Protection::read(&self.protection)?.is_protected();
        let mut message = Message::try_from(self)?;
        if let (true, Author::Guardian(name) | Author::Subject(name)) =
            (hidden, &mut message.author)
        {
            name.clear();
        }
        Ok(message)
    }

    /// As one of the child's guardians is told: nothing, where another wrote it whose identity is
    /// protected by now (feature B7, R-G7).
    pub(crate) fn for_guardian(self, reader: PersonId) -> StoreResult<Option<Message>> {
        let writer = self.writer;
        let hidden = Protection::read(&self.protection)?.is_protected();
        let mut message = Message::try_from(self)?;
        if !matches!(message.author, Author::Guardian(_)) {
            return Ok(Some(message));
        }
        let own = writer == Some(reader.0);
        message.author = match AsTold::of(own, message.event.is_some(), hidden) {
            AsTold::Whole => return Ok(Some(message)),
            AsTold::OtherGuardian => Author::OtherGuardian,
            AsTold::Happened => Author::Unnamed,
            AsTold::Silent => return Ok(None),
        };
        message.body.clear();
        Ok(Some(message))
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
            cursor: EntryCursor {
                happened: instant(row.happened)?,
                id: EntryId(row.id),
            },
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

impl EntryColumns {
    /// The entry as it is listed, and all its words.
    pub(crate) fn with_words(self) -> StoreResult<(EntryRow, Vec<String>)> {
        let mut text = format!("{} {} {}", self.list.title, self.list.unit, self.author);
        for value in values(&self.measured)? {
            text.push(' ');
            text.push_str(&value.name);
        }
        text.push(' ');
        text.push_str(&self.body);
        Ok((self.list.try_into()?, words(&text)))
    }
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
            values: values(&row.measured)?,
        })
    }
}

/// Values, as they are kept.
pub(crate) fn values(written: &str) -> StoreResult<Vec<Value>> {
    serde_json::from_str(written).map_err(|_| unreadable("values"))
}

/// What the decision needs to know of a unit.
#[derive(FromRow)]
pub(crate) struct UnitFactsColumns {
    id: Uuid,
    clinic: Uuid,
    category: String,
    withheld: bool,
}

impl TryFrom<UnitFactsColumns> for UnitFacts {
    type Error = StoreError;

    fn try_from(row: UnitFactsColumns) -> StoreResult<Self> {
        let category = UnitCategory::from_word(&row.category);
        Ok(Self {
            unit: UnitId(row.id),
            clinic: ClinicId(row.clinic),
            category: category.ok_or_else(|| unreadable("a unit's category"))?,
            withheld: row.withheld,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct UnitColumns {
    #[sqlx(flatten)]
    facts: UnitFactsColumns,
    name: String,
    new: i64,
}

impl TryFrom<UnitColumns> for JournalUnitRow {
    type Error = StoreError;

    fn try_from(row: UnitColumns) -> StoreResult<Self> {
        let facts = UnitFacts::try_from(row.facts)?;
        Ok(Self {
            facts,
            name: UnitName {
                id: facts.unit,
                name: row.name,
            },
            new: u32::try_from(row.new).map_err(|_| unreadable("a count"))?,
        })
    }
}
