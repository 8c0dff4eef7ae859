//! The use cases of Agera ombud, one file each, and the ports (traits) that they need from the
//! outside. Knows no HTTP, no SQL and no framework.

pub mod access;
pub mod applications;
pub mod approvals;
pub mod attachment;
pub mod birthdays;
pub mod blocks;
pub mod booking;
pub mod cases;
pub mod certificate;
pub mod contact;
pub mod drafts;
pub mod errand;
pub mod explain;
pub mod family;
pub mod future;
pub mod inbox;
pub mod intake;
pub mod journal;
pub mod links;
pub mod log;
pub mod login;
pub mod message;
pub mod news;
pub mod notices;
pub mod outbox;
pub mod ports;
pub mod prescription;
pub mod principals;
pub mod qr;
pub mod readings;
pub mod register;
pub mod reminders;
pub mod rules;
pub mod session;
pub mod settings;
pub mod staff;
pub mod taking_back;
pub mod templates;
pub mod times;
pub(crate) mod whom;

use std::sync::Arc;

use ports::bankid::BankId;
use ports::chance::Rng;
use ports::clock::Clock;
use ports::mail::Mailer;
use ports::register::PopulationRegister;
use ports::sms::SmsSender;
use ports::store::{Store, StoreError};
use rules::Rules;

/// Everything that a use case needs from outside itself. Cheap to clone.
#[derive(Clone)]
pub struct Services {
    /// What we keep.
    pub store: Arc<dyn Store>,
    /// BankID.
    pub bankid: Arc<dyn BankId>,
    /// The population register.
    pub register: Arc<dyn PopulationRegister>,
    /// E-mail; none: it is not offered.
    pub mailer: Option<Arc<dyn Mailer>>,
    /// SMS; none: they are not offered.
    pub sms: Option<Arc<dyn SmsSender>>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Chance.
    pub rng: Arc<dyn Rng>,
    /// The rules.
    pub rules: Rules,
    /// How long sessions live.
    pub sessions: session::Policy,
    /// Whether "Vem har läst?" tells the names of staff, besides unit and time (R-J11).
    pub staff_names: bool,
    /// The request that this is done for, as the log has it; none: the server does it by itself.
    pub request: Option<Arc<str>>,
}

/// A failure that is nobody's fault at the keyboard: told calmly, with an incident number, and
/// logged without personal data.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The store failed.
    #[error("store: {0}")]
    Store(#[from] StoreError),
    /// BankID could not be reached or answered nonsense.
    #[error("BankID: {0}")]
    BankId(#[from] ports::bankid::BankIdError),
    /// The population register could not be reached or answered nonsense.
    #[error("population register: {0}")]
    Register(#[from] ports::register::RegisterError),
    /// Checkpoints of the access log can't be written.
    #[error("checkpoints of the access log: {0}")]
    Checkpoints(#[from] ports::checkpoints::CheckpointError),
    /// Entries of the access log that were to be pruned are not as they were written.
    #[error("the access log has been tampered with: run `agera-ombud log verify`")]
    LogBroken,
}
