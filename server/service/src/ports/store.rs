//! What we keep. One trait for each subject, all of them together are [`Store`].
//!
//! Lookups give `Result<Option<T>>`. Every method that reads or changes a person's data takes the
//! proof ([`Reading`] or [`Acting`]) that the access decision gave; only what the decision itself
//! needs, and what belongs to nobody (sessions, orders), goes without. Each method that changes
//! something is one transaction; one that takes [`Acting`] writes its log entry in the same
//! transaction.

use async_trait::async_trait;
use domain::access::{Assurance, Capacity};
use domain::form::{JournalFilter, Theme};
use domain::id::{EntryId, LinkId, LogId, OrderId, PersonId, SessionId, ThreadId};
use domain::inbox::{InboxFilter, Thread};
use domain::journal::{Entry, EntryKind, UnitName};
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::Timestamp;

use super::register::{CustodyRecord, RegisterRecord};
use crate::access::{Acting, Reading};

/// The whole store.
pub trait Store:
    Facts + Family + Inbox + Journal + Log + Sessions + LoginOrders + Settings + Health
{
}

impl<T> Store for T where
    T: Facts + Family + Inbox + Journal + Log + Sessions + LoginOrders + Settings + Health
{
}

/// A failure of the store; its text is for the operator's log only, and carries no personal data.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct StoreError(pub String);

/// What a store method gives.
pub type StoreResult<T> = Result<T, StoreError>;

/// Whether the store works.
#[async_trait]
pub trait Health: Send + Sync {
    /// Answers if the database does.
    async fn ping(&self) -> StoreResult<()>;
}

/// What the access decision needs to know.
#[async_trait]
pub trait Facts: Send + Sync {
    /// A person by number.
    async fn person_by_number(&self, number: Personnummer) -> StoreResult<Option<Person>>;

    /// A person by id.
    async fn person(&self, id: PersonId) -> StoreResult<Option<Person>>;

    /// Keeps what the register said of a person at `told`: inserts the person with `new_id`, or
    /// brings the known one up to date, and replaces whom the person is guardian of when
    /// `custody` is given. Gives the person's id. Children who are not known yet are kept by
    /// number only, so that custody is known before the child itself has been looked up.
    async fn keep_register_answer(
        &self,
        new_id: PersonId,
        record: &RegisterRecord,
        told: Timestamp,
    ) -> StoreResult<PersonId>;

    /// Custody of the child with this number by this guardian, with the time when the register
    /// was last asked about the **guardian**; `None` if it was never asked. The inner `None` is
    /// the register's "no custody".
    async fn custody(
        &self,
        guardian: PersonId,
        child: Personnummer,
    ) -> StoreResult<Option<CustodyAnswer>>;

    /// The guardian's link with this id, with all that a decision about it needs, in one query.
    /// `None` for another guardian's link and for one that does not exist, alike.
    async fn link(&self, guardian: PersonId, link: LinkId) -> StoreResult<Option<LinkFacts>>;

    /// All the guardian's links, oldest first, each with what a decision about it needs.
    async fn links(&self, guardian: PersonId) -> StoreResult<Vec<LinkFacts>>;
}

/// What the register last said of custody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyAnswer {
    /// Custody, if there is any.
    pub held: Option<CustodyRecord>,
    /// When the register was asked.
    pub told: Timestamp,
}

/// A link and the facts about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// The link.
    pub link: LinkId,
    /// The child.
    pub child: Person,
    /// Custody of the child by the link's guardian.
    pub custody: CustodyAnswer,
    /// The child's colour: 0–7, the place among the guardian's children.
    pub colour: u8,
}

/// The guardian's children.
#[async_trait]
pub trait Family: Send + Sync {
    /// Links the actor to the subject (R-G2); gives the link, the old one if there is one.
    async fn add_link(&self, acting: Acting, new_id: LinkId) -> StoreResult<LinkId>;

    /// Removes the actor's link to the subject.
    async fn remove_link(&self, acting: Acting) -> StoreResult<()>;

    /// How many unread threads the subject has (archived ones not counted).
    async fn unread(&self, reading: &Reading) -> StoreResult<u32>;
}

/// The inbox.
#[async_trait]
pub trait Inbox: Send + Sync {
    /// Threads of the subject, at most `limit`, after the cursor. Unread before read, then by the
    /// newest message, newest first, then by id.
    async fn threads(
        &self,
        reading: &Reading,
        filter: InboxFilter,
        after: Option<ThreadCursor>,
        limit: usize,
    ) -> StoreResult<Vec<ThreadRow>>;

    /// A thread of the subject with its messages, or `None` if the subject has no such thread.
    async fn thread(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Option<Thread>>;

    /// Changes a thread of the subject; `false` if the subject has no such thread (then nothing
    /// is written, not even to the log).
    async fn change_thread(
        &self,
        acting: Acting,
        thread: ThreadId,
        change: ThreadChange,
    ) -> StoreResult<bool>;
}

/// A change of a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ThreadChange {
    /// Read, now.
    Read,
    /// Unread again.
    Unread,
    /// Put away.
    Archive,
    /// Back in the inbox.
    Restore,
}

/// Where a page of threads starts: after the one with these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThreadCursor {
    /// Whether it is unread.
    pub unread: bool,
    /// The time of its newest message.
    pub newest: Timestamp,
    /// Its id.
    pub id: ThreadId,
}

/// A thread as the list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadRow {
    /// Where it stands.
    pub cursor: ThreadCursor,
    /// What it is about.
    pub subject: String,
    /// The unit's name.
    pub unit: String,
    /// How many messages it has.
    pub messages: u32,
    /// Whether it has been put away.
    pub archived: bool,
}

/// The journal.
#[async_trait]
pub trait Journal: Send + Sync {
    /// Entries of the subject, newest first (then by id), at most `limit`, after the cursor.
    async fn entries(
        &self,
        reading: &Reading,
        filter: JournalFilter,
        after: Option<EntryCursor>,
        limit: usize,
    ) -> StoreResult<Vec<EntryRow>>;

    /// The units that have entries in the subject's journal, by name.
    async fn journal_units(&self, reading: &Reading) -> StoreResult<Vec<UnitName>>;

    /// An entry of the subject, or `None` if the subject has no such entry.
    async fn entry(&self, reading: &Reading, entry: EntryId) -> StoreResult<Option<Entry>>;
}

/// Where a page of entries starts: after the one with these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EntryCursor {
    /// When it happened.
    pub happened: Timestamp,
    /// Its id.
    pub id: EntryId,
}

/// An entry as the list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryRow {
    /// Where it stands.
    pub cursor: EntryCursor,
    /// Its kind.
    pub kind: EntryKind,
    /// Its heading.
    pub title: String,
    /// The unit's name.
    pub unit: String,
    /// Whether it is signed.
    pub signed: bool,
}

/// The access log: who did or read what, as what, for whom, when, and by which rule.
#[async_trait]
pub trait Log: Send + Sync {
    /// Writes an entry; it is durable when this returns.
    async fn append(&self, entry: &LogEntry) -> StoreResult<()>;
}

/// An entry of the access log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogEntry {
    /// Its id.
    pub id: LogId,
    /// When.
    pub at: Timestamp,
    /// Who acted.
    pub actor: PersonId,
    /// Whom it concerns (R-G10).
    pub subject: PersonId,
    /// As what; `None` where it was refused.
    pub capacity: Option<Capacity>,
    /// What was done or asked for: a fixed word, such as `inbox.read`.
    pub action: &'static str,
    /// The entry, thread … that it was about, if one.
    pub object: Option<uuid::Uuid>,
    /// The rule that allowed or refused it.
    pub rule: &'static str,
    /// Why it was refused (the private face); `None` where it was allowed.
    pub refused: Option<&'static str>,
}

/// Log-in sessions. The token itself is never kept, only its SHA-256.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Keeps a new session.
    async fn create_session(&self, session: &SessionRow, token_hash: &[u8; 32]) -> StoreResult<()>;

    /// The session with this token, whatever its age, with its person and the person's theme: in
    /// one query.
    async fn session(
        &self,
        token_hash: &[u8; 32],
    ) -> StoreResult<Option<(SessionRow, Person, Theme)>>;

    /// Notes that the session is in use.
    async fn touch_session(&self, id: SessionId, at: Timestamp) -> StoreResult<()>;

    /// Ends the session.
    async fn end_session(&self, id: SessionId) -> StoreResult<()>;

    /// Ends all sessions of the person; gives how many there were.
    async fn end_sessions(&self, person: PersonId) -> StoreResult<u64>;

    /// Deletes sessions last used before `used_before` or created before `created_before`.
    async fn prune_sessions(
        &self,
        used_before: Timestamp,
        created_before: Timestamp,
    ) -> StoreResult<u64>;
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// How surely the person is known.
    pub assurance: Assurance,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub used: Timestamp,
}

/// BankID orders under way. They outlive the node that started them.
#[async_trait]
pub trait LoginOrders: Send + Sync {
    /// Keeps a new order, replacing the browser's earlier one.
    async fn create_order(&self, order: &OrderRow) -> StoreResult<()>;

    /// The order of this browser (SHA-256 of its pre-log-in token).
    async fn order(&self, browser_hash: &[u8; 32]) -> StoreResult<Option<OrderRow>>;

    /// Notes what the last collect said, and who it turned out to be if it is complete.
    async fn note_collected(
        &self,
        id: OrderId,
        state: &str,
        person: Option<PersonId>,
        at: Timestamp,
    ) -> StoreResult<()>;

    /// Deletes the order; `true` if it was there. Whoever gets `true` may use its result: exactly
    /// one of several.
    async fn take_order(&self, id: OrderId) -> StoreResult<bool>;

    /// Deletes orders first started before `before`.
    async fn prune_orders(&self, before: Timestamp) -> StoreResult<u64>;
}

/// A BankID order as we keep it.
#[derive(Clone, PartialEq, Eq)]
pub struct OrderRow {
    /// Our id.
    pub id: OrderId,
    /// SHA-256 of the pre-log-in token of the browser that started it.
    pub browser_hash: [u8; 32],
    /// BankID's reference.
    pub order_ref: String,
    /// Starts the app on this device.
    pub auto_start_token: String,
    /// The public part of the QR code.
    pub qr_start_token: String,
    /// The secret part of the QR code.
    pub qr_start_secret: String,
    /// Whether it was started for this device (and not another one with a QR code).
    pub same_device: bool,
    /// The one-time word in the return address; empty for another device.
    pub nonce: String,
    /// The address of the browser that started it.
    pub ip: String,
    /// Our address as that browser sees it, such as `https://ombud.example`.
    pub origin: String,
    /// Where to go after logging in: a path of ours.
    pub return_to: String,
    /// When the user asked to log in; silent restarts keep it.
    pub first_started: Timestamp,
    /// When this very order was started: what the QR code counts from.
    pub started: Timestamp,
    /// What the last collect said: a hint's word.
    pub state: String,
    /// When the last collect was.
    pub collected: Timestamp,
    /// Who it turned out to be, once the order is complete and the person may log in.
    pub person: Option<PersonId>,
}

/// One's own settings.
#[async_trait]
pub trait Settings: Send + Sync {
    /// Sets the theme of the acting's subject.
    async fn set_theme(&self, acting: Acting, theme: Theme) -> StoreResult<()>;
}

/// What an operator or the demo loads: for the command line, not for pages.
#[async_trait]
pub trait Import: Send + Sync {
    /// Puts the records into the imported register, replacing those with the same numbers.
    async fn import_register(&self, records: &[RegisterRecord], at: Timestamp) -> StoreResult<()>;

    /// A record of the imported register.
    async fn imported_record(&self, number: Personnummer) -> StoreResult<Option<RegisterRecord>>;

    /// Whether anything has been seeded.
    async fn is_seeded(&self) -> StoreResult<bool>;

    /// The moment that the seeded rows are of ([`SeedRows::at`]), if anything has been seeded.
    async fn seeded_at(&self) -> StoreResult<Option<Timestamp>>;

    /// Loads clinics, units, threads, messages and journal entries, all in one transaction.
    async fn seed(&self, seed: &SeedRows) -> StoreResult<()>;
}

/// Rows to seed: see the fields' types. Persons must be there already.
#[derive(Clone, Debug, Default)]
pub struct SeedRows {
    /// The moment that they are of: their times are relative to it.
    pub at: Timestamp,
    /// Clinics.
    pub clinics: Vec<ClinicRow>,
    /// Units.
    pub units: Vec<UnitRow>,
    /// Threads with messages.
    pub threads: Vec<SeedThread>,
    /// Journal entries.
    pub entries: Vec<SeedEntry>,
}

/// A clinic.
#[derive(Clone, Debug)]
pub struct ClinicRow {
    /// Its id.
    pub id: domain::id::ClinicId,
    /// Its name.
    pub name: String,
    /// Its phone number as one dials it.
    pub phone: String,
}

/// A unit of a clinic.
#[derive(Clone, Debug)]
pub struct UnitRow {
    /// Its id.
    pub id: domain::id::UnitId,
    /// The clinic.
    pub clinic: domain::id::ClinicId,
    /// Its name.
    pub name: String,
}

/// A thread to seed.
#[derive(Clone, Debug)]
pub struct SeedThread {
    /// Its id.
    pub id: ThreadId,
    /// Whose inbox.
    pub person: PersonId,
    /// With which unit.
    pub unit: domain::id::UnitId,
    /// What it is about.
    pub subject: String,
    /// Whether it has something unread.
    pub unread: bool,
    /// Whether it has been put away.
    pub archived: bool,
    /// The messages, oldest first.
    pub messages: Vec<SeedMessage>,
}

/// A message to seed.
#[derive(Clone, Debug)]
pub struct SeedMessage {
    /// Its id.
    pub id: domain::id::MessageId,
    /// Who wrote it.
    pub author: domain::inbox::Author,
    /// When.
    pub written: Timestamp,
    /// The text.
    pub body: String,
}

/// A journal entry to seed.
#[derive(Clone, Debug)]
pub struct SeedEntry {
    /// Its id.
    pub id: EntryId,
    /// Whose journal.
    pub person: PersonId,
    /// Which unit's.
    pub unit: domain::id::UnitId,
    /// Its kind.
    pub kind: EntryKind,
    /// Its heading.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When it happened.
    pub happened: Timestamp,
    /// Whether it is signed.
    pub signed: bool,
    /// The text.
    pub body: String,
    /// Values.
    pub values: Vec<domain::journal::Value>,
}
