//! What we keep. One trait for each subject, all of them together are [`Store`].
//!
//! Lookups give `Result<Option<T>>`. Every method that reads or changes a person's data takes the
//! proof ([`Reading`](crate::access::Reading) or [`Acting`](crate::access::Acting)) that the access decision gave; only what the decision itself
//! needs, and what belongs to nobody (sessions, orders), goes without. Each method that changes
//! something is one transaction; one that takes [`Acting`] writes its log entry in the same
//! transaction.

mod applications;
mod attachments;
mod birthdays;
mod blocks;
mod bookings;
mod certificates;
mod changes;
mod contact;
mod drafts;
mod facts;
mod family;
mod import;
mod inbox;
mod intake;
mod journal;
mod leases;
mod log;
mod log_chain;
mod login;
mod notices;
mod places;
mod prescriptions;
mod principals;
mod reminders;
mod rulings;
mod session;
mod settings;
mod staff;
mod taking_back;
mod templates;
mod time_changes;

use async_trait::async_trait;

pub use self::applications::{
    Answer, ApplicationInFull, ApplicationRow, Applications, Applied, Deciding, EndingRow, Parties,
    StepRow, Stepped,
};
pub use self::attachments::{AttachmentRow, Attachments, NewAttachment};
pub use self::birthdays::{BirthdayRow, Birthdays};
pub use self::blocks::Blocks;
pub use self::bookings::{
    Booked, BookingRow, Bookings, DeskSlotRow, DeskTimes, NewBooking, NewOffer, SlotRow, Wanted,
};
pub use self::certificates::{Certificates, Issued};
pub use self::changes::{Change, Changes};
pub use self::contact::{Contact, Sent};
pub use self::drafts::{Drafts, Kept};
pub use self::facts::{CustodyAnswer, Facts, LinkFacts};
pub use self::family::Family;
pub use self::import::{
    ClinicRecord, ClinicRow, Import, SeedCertificate, SeedEntry, SeedMessage, SeedPrescription,
    SeedRows, SeedThread, SeedTime, StaffRow, UnitRecord, UnitRow,
};
pub use self::inbox::{Inbox, ThreadChange, ThreadCursor, ThreadRow};
pub use self::intake::{Intakes, NewToken, Sending, TakenIn, TokenRow};
pub use self::journal::{EntryCursor, EntryRow, Journal, JournalUnitRow};
pub use self::leases::Leases;
pub use self::log::{Log, LogCursor, LogEntry, ReadingRow};
pub use self::log_chain::{ChainHead, LogChain, LogRow, Sealed, WaitingRow};
pub use self::login::{LoginOrders, OrderRow};
pub use self::notices::{
    ChoiceRow, CodeTried, NewCode, NoticeKind, NoticeRow, Notices, Outbox, OutboxRow, Outcome,
};
pub use self::places::Places;
pub use self::prescriptions::{PrescriptionRow, Prescriptions, RenewalRow, RenewalSent};
pub use self::principals::{PrincipalUnit, Principals, WorkforceRow};
pub use self::reminders::{Reminders, VisitRow};
pub use self::rulings::{Decided, Made, NewRuling, RulingEnd, RulingRow, Rulings};
pub use self::session::{SessionExtras, SessionRow, Sessions};
pub use self::settings::Settings;
pub use self::staff::{
    CaseAnswer, CaseChange, CaseCursor, CaseInFull, CaseRow, Cases, Changed, ColleagueRow, DeskRow,
    Staff,
};
pub use self::taking_back::{TakeBack, TookBack};
pub use self::templates::{TemplateKept, Templates};
pub use self::time_changes::{FreeSlotRow, NewTimes, Replaced, TimeChanges};

/// The whole store.
pub trait Store:
    Facts
    + Family
    + Inbox
    + Applications
    + Attachments
    + Journal
    + Log
    + LogChain
    + Sessions
    + LoginOrders
    + Settings
    + Health
    + Contact
    + Staff
    + Cases
    + Changes
    + Notices
    + Outbox
    + Bookings
    + DeskTimes
    + TimeChanges
    + Principals
    + Prescriptions
    + Certificates
    + Birthdays
    + Reminders
    + Places
    + Rulings
    + Leases
    + Drafts
    + Templates
    + TakeBack
    + Blocks
    + Intakes
{
}

impl<T> Store for T where
    T: Facts
        + Family
        + Inbox
        + Applications
        + Attachments
        + Journal
        + Log
        + LogChain
        + Sessions
        + LoginOrders
        + Settings
        + Health
        + Contact
        + Staff
        + Cases
        + Changes
        + Notices
        + Outbox
        + Bookings
        + DeskTimes
        + TimeChanges
        + Principals
        + Prescriptions
        + Certificates
        + Birthdays
        + Reminders
        + Places
        + Rulings
        + Leases
        + Drafts
        + Templates
        + TakeBack
        + Blocks
        + Intakes
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
