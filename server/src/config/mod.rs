//! The configuration: a TOML file and the environment, understood and checked at start.
//!
//! Every value comes from the environment (`AGERA_…`), else from the file, else from a default.
//! What is wrong is told as plain lines: which key, where it stands, and what to write.

mod access_log;
mod keys;
mod messages;
mod place;
mod reader;
mod show;
mod site;
mod values;

use std::net::SocketAddr;
use std::path::PathBuf;

use axum::http::HeaderName;
use service::rules::Rules;
use service::session;

pub use access_log::AccessLogSettings;
pub use keys::{KEYS, Key};
pub use messages::{MailSettings, SmsSettings};
pub use site::BuiltSite;

use crate::failure::Failure;
use reader::{Reader, Shown};

/// Everything that can be set.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where to listen.
    pub address: SocketAddr,
    /// The database: `sqlite://FILE` or `postgres://…`. May hold a password.
    pub database_url: String,
    /// Our address as browsers see it, such as `https://ombud.example`; none: the one of
    /// localhost and the port that is listened on.
    pub origin: Option<String>,
    /// The built site.
    pub site: BuiltSite,
    /// The header in which a trusted proxy tells the browser's address; none: no proxy.
    pub client_ip_header: Option<HeaderName>,
    /// How BankID is reached; the demo has its own.
    pub bankid: BankIdFiles,
    /// How mail is sent; the demo has its own way.
    pub mail: MailSettings,
    /// How SMS are sent; the demo has its own way.
    pub sms: SmsSettings,
    /// How long sessions live.
    pub sessions: session::Policy,
    /// How often something may be tried, where it has been set; see [`Config::limits`].
    limits: SetLimits,
    /// How to log.
    pub log: Log,
    /// How the access log is vouched for, and how long it is kept.
    pub access_log: AccessLogSettings,
    /// The rules.
    pub rules: Rules,
    shown: Vec<Shown>,
}

/// How BankID is reached. Each may be missing until [`Config::check_for_production`] asks.
#[derive(Clone, Debug, Default)]
pub struct BankIdFiles {
    /// The API's base address.
    pub url: Option<String>,
    /// The client certificate, PKCS#12.
    pub client_certificate: Option<PathBuf>,
    /// The file that holds its password.
    pub password_file: Option<PathBuf>,
    /// The authorities to trust, PEM.
    pub ca_file: Option<PathBuf>,
    /// What starts the app on this device, before the query: `bankid:///?`.
    pub start_app: String,
}

/// How often something may be tried in ten minutes, on each node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Tries to add a child, for each person.
    pub child_tries: u32,
    /// Started log-ins, for each address.
    pub log_ins: u32,
}

impl Limits {
    /// Where people are served.
    pub const USUAL: Self = Self {
        child_tries: 20,
        log_ins: 60,
    };
    /// In the demo, where everybody comes from one address and plays the same few people.
    pub const DEMO: Self = Self {
        child_tries: 1_000,
        log_ins: 1_000,
    };
}

/// The limits that have been set.
#[derive(Clone, Copy, Debug, Default)]
struct SetLimits {
    child_tries: Option<u32>,
    log_ins: Option<u32>,
}

/// How to log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Log {
    /// For machines or for people; none: machines in production, people in the demo.
    pub format: Option<LogFormat>,
    /// What to log, as `tracing` writes it: `info,service=debug`.
    pub filter: String,
}

/// The form of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// One JSON object a line.
    Json,
    /// For people.
    Text,
}

/// Where the configuration comes from.
pub struct Sources<'a> {
    /// The file, if there is one.
    pub file: Option<PathBuf>,
    /// The environment.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
}

impl Config {
    /// Reads and checks the configuration.
    ///
    /// # Errors
    /// One line for each thing that is wrong.
    pub fn load(sources: &Sources<'_>) -> Result<Self, Failure> {
        let reader = Reader::open(sources)?;
        values::understand(reader)
    }

    /// Checks what only production needs, and refuses what only the demo may have.
    ///
    /// # Errors
    /// One line for each thing that is wrong.
    pub fn check_for_production(&self) -> Result<(), Failure> {
        place::production(self)
    }

    /// Refuses what belongs to production: the demo's data and its BankID are for nobody's
    /// healthcare.
    ///
    /// # Errors
    /// One line for each thing that does not belong to a demo.
    pub fn check_for_demo(&self) -> Result<(), Failure> {
        place::demo(self)
    }

    /// How often something may be tried; `usual` where nothing has been set.
    pub fn limits(&self, usual: Limits) -> Limits {
        Limits {
            child_tries: self.limits.child_tries.unwrap_or(usual.child_tries),
            log_ins: self.limits.log_ins.unwrap_or(usual.log_ins),
        }
    }

    /// What is used, as a TOML file with the source of each value; secrets are hidden.
    pub fn show(&self) -> String {
        show::toml(&self.shown)
    }
}
