//! The section `[access_log]`: how the access log is vouched for, and how long it is kept (R-J11).

use std::path::{Path, PathBuf};

use jiff::SignedDuration;
use service::log::Policy;

use super::place::missing;
use super::reader::Reader;
use super::values::number;

/// How the access log is vouched for.
#[derive(Clone, Debug)]
pub struct AccessLogSettings {
    /// The folder for checkpoints.
    checkpoints: Option<PathBuf>,
    /// The file that holds the key that signs them.
    key_file: Option<PathBuf>,
    /// How often they are written, and how long entries are kept.
    pub policy: Policy,
    /// Whether those whom it concerns are told the names of staff who have read, besides unit and
    /// time.
    pub staff_names: bool,
    /// Beside the database's file; the demo has both here.
    usual: PathBuf,
}

impl AccessLogSettings {
    /// The folder for checkpoints.
    pub fn checkpoints(&self) -> &Path {
        self.checkpoints.as_deref().unwrap_or(&self.usual)
    }

    /// The file that holds the key that signs them.
    pub fn key_file(&self) -> PathBuf {
        let usual = || self.usual.join("key.pem");
        self.key_file.clone().unwrap_or_else(usual)
    }

    /// What production needs: whoever can change the database must not hold these.
    pub(super) fn check(&self, problems: &mut Vec<String>) {
        let missing = |name, what, example| missing("access_log", name, what, example);
        if self.checkpoints.is_none() {
            problems.push(missing(
                "checkpoints",
                "the folder for signed checkpoints of the access log, outside the database",
                "/var/lib/agera-log",
            ));
        }
        if self.key_file.is_none() {
            problems.push(missing(
                "key_file",
                "the file that holds the key that signs them (`openssl genpkey -algorithm ed25519`)",
                "/etc/agera/log.pem",
            ));
        }
    }
}

pub(super) fn access_log(reader: &mut Reader, database_url: &str) -> AccessLogSettings {
    let file = |text: &str| Ok(PathBuf::from(text));
    let usual = Policy::default();
    let checkpoints = reader.take("access_log.checkpoints", file);
    let key_file = reader.take("access_log.key_file", file);
    let keep_years = reader.take("access_log.keep_years", |text| {
        number(text, Policy::LEAST_YEARS.into(), 100)
    });
    reader.default_is(usual.keep_years);
    let minutes = reader.take("access_log.checkpoint_minutes", |text| number(text, 1, 60));
    reader.default_is(usual.every.as_mins());
    let entries = reader.take("access_log.checkpoint_entries", |text| {
        number(text, 1, 1_000_000)
    });
    reader.default_is(usual.entries);
    let staff_names = reader.take("access_log.staff_names", |text| match text {
        "true" => Ok(true),
        "false" => Ok(false),
        _ => Err("write true or false".to_owned()),
    });
    reader.default_is(false);
    let beside = database_url.strip_prefix("sqlite://").map(Path::new);
    let beside = beside
        .and_then(Path::parent)
        .unwrap_or_else(|| Path::new("data"));
    AccessLogSettings {
        checkpoints,
        key_file,
        policy: Policy {
            keep_years: keep_years
                .and_then(|years| u16::try_from(years).ok())
                .unwrap_or(usual.keep_years),
            every: minutes.map_or(usual.every, |minutes| {
                SignedDuration::from_mins(minutes.into())
            }),
            entries: entries.map_or(usual.entries, i64::from),
        },
        staff_names: staff_names.unwrap_or(false),
        usual: beside.join("checkpoints"),
    }
}
