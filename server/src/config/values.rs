//! What each key's text means.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use axum::http::{HeaderName, Uri};
use domain::rules::{Region, RuleSet};
use jiff::SignedDuration;
use rulebook::Problems;
use service::rules::Rules;
use service::session::Policy;
use tracing_subscriber::EnvFilter;

use super::place::host_of;
use super::reader::Reader;
use super::{
    BankIdFiles, BuiltSite, Config, Limits, Log, LogFormat, SetLimits, access_log, messages,
};
use crate::failure::Failure;

const ADDRESS: &str = "127.0.0.1:3000";
const DATABASE: &str = "sqlite://data/agera.db";
const START_APP: &str = "bankid:///?";
const FILTER: &str = "info";

/// Understands every value.
pub(super) fn understand(mut reader: Reader) -> Result<Config, Failure> {
    let address = reader
        .take("address", address)
        .unwrap_or_else(default_address);
    reader.default_is(ADDRESS);
    let database_url = reader.take("database_url", database);
    reader.default_is(DATABASE);
    let database_url = database_url.unwrap_or_else(|| DATABASE.to_owned());
    let origin = reader.take("origin", origin);
    let site = site(&mut reader);
    let client_ip_header = reader.take("client_ip_header", header);
    let bankid = bankid(&mut reader);
    let mail = messages::mail(&mut reader);
    let sms = messages::sms(&mut reader);
    let sessions = sessions(&mut reader);
    let limits = limits(&mut reader);
    let log = log(&mut reader);
    let access_log = access_log::access_log(&mut reader, &database_url);
    let rules = rules(&mut reader);
    if !reader.problems.is_empty() {
        return Err(Failure(reader.problems));
    }
    Ok(Config {
        address,
        database_url,
        origin,
        site,
        client_ip_header,
        bankid,
        mail,
        sms,
        sessions,
        limits,
        log,
        access_log,
        rules,
        shown: reader.shown,
    })
}

fn site(reader: &mut Reader) -> BuiltSite {
    if let Some(folder) = reader.take("site", folder) {
        return BuiltSite::in_folder(&folder);
    }
    let site = BuiltSite::usual();
    if let Some(folder) = &site.folder {
        reader.default_is(folder.display());
    }
    site
}

fn bankid(reader: &mut Reader) -> BankIdFiles {
    let file = |text: &str| Ok(PathBuf::from(text));
    let url = reader.take("bankid.url", bankid_url);
    let client_certificate = reader.take("bankid.client_certificate", file);
    let password_file = reader.take("bankid.password_file", file);
    let ca_file = reader.take("bankid.ca_file", file);
    let start_app = reader.take("bankid.start_app", start_app);
    reader.default_is(START_APP);
    BankIdFiles {
        url,
        client_certificate,
        password_file,
        ca_file,
        start_app: start_app.unwrap_or_else(|| START_APP.to_owned()),
    }
}

fn sessions(reader: &mut Reader) -> Policy {
    let usual = Policy::default();
    let idle = reader
        .take("sessions.idle_minutes", |text| number(text, 1, 120))
        .map_or(usual.idle, |minutes| {
            SignedDuration::from_mins(minutes.into())
        });
    reader.default_is(usual.idle.as_mins());
    let absolute = reader
        .take("sessions.absolute_hours", |text| number(text, 1, 24))
        .map_or(usual.absolute, |hours| {
            SignedDuration::from_hours(hours.into())
        });
    reader.default_is(usual.absolute.as_hours());
    Policy { idle, absolute }
}

fn limits(reader: &mut Reader) -> SetLimits {
    let mut limit = |path, usual: u32| {
        let limit = reader.take(path, |text| number(text, 1, 1_000_000));
        reader.default_is(usual);
        limit
    };
    SetLimits {
        child_tries: limit("limits.child_tries", Limits::USUAL.child_tries),
        log_ins: limit("limits.log_ins", Limits::USUAL.log_ins),
    }
}

fn log(reader: &mut Reader) -> Log {
    let format = reader.take("log.format", |text| match text {
        "json" => Ok(LogFormat::Json),
        "text" => Ok(LogFormat::Text),
        _ => Err("write \"json\" or \"text\"".to_owned()),
    });
    let filter = reader.take("log.filter", |text| match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err("write for example \"info\" or \"info,service=debug\"".to_owned()),
    });
    reader.default_is(FILTER);
    Log {
        format,
        filter: filter.unwrap_or_else(|| FILTER.to_owned()),
    }
}

/// The rule book, whole and checked, and the region that we serve.
fn rules(reader: &mut Reader) -> Rules {
    let book = reader.take("rules.folder", rules_folder);
    let book = match book {
        Some(folder) => rulebook::of_folder(&folder),
        None => rulebook::ours(),
    };
    let book = match book {
        Ok(book) => book,
        Err(Problems(lines)) => {
            reader.problems.extend(lines);
            return Rules::always(RuleSet::default());
        }
    };
    let region = reader.take("rules.region", |text| {
        let region: Region = text.parse()?;
        if book.knows(&region) {
            Ok(region)
        } else {
            let known: Vec<_> = book.regions().map(Region::to_string).collect();
            Err(format!(
                "no rule set has this region; there are: default, {}",
                known.join(", ")
            ))
        }
    });
    reader.default_is(Region::anywhere());
    Rules {
        book: Arc::new(book),
        region: region.unwrap_or_else(Region::anywhere),
    }
}

fn default_address() -> SocketAddr {
    ADDRESS.parse().expect("the default is an address")
}

fn address(text: &str) -> Result<SocketAddr, String> {
    let found = text.replace("localhost:", "127.0.0.1:").parse();
    found.map_err(|_| format!("write an address of this machine and a port, such as {ADDRESS}"))
}

fn database(text: &str) -> Result<String, String> {
    let known = ["sqlite://", "postgres://", "postgresql://"];
    if known.iter().any(|scheme| text.starts_with(scheme)) {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "write {DATABASE}, or postgres://USER:PASSWORD@HOST:5432/NAME"
        ))
    }
}

/// An origin as browsers send it: scheme, host, and the port if it is not the usual one.
fn origin(text: &str) -> Result<String, String> {
    let wrong = || "write scheme and host only, such as https://ombud.example".to_owned();
    let text = text.strip_suffix('/').unwrap_or(text).to_lowercase();
    let uri: Uri = text.parse().map_err(|_| wrong())?;
    let (Some(scheme), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err(wrong());
    };
    let bare = format!("{scheme}://{authority}");
    if text != bare || authority.as_str().contains('@') || !matches!(scheme, "http" | "https") {
        return Err(wrong());
    }
    let usual = if scheme == "https" { ":443" } else { ":80" };
    Ok(bare.strip_suffix(usual).unwrap_or(&bare).to_owned())
}

fn folder(text: &str) -> Result<PathBuf, String> {
    if Path::new(text).is_dir() {
        Ok(PathBuf::from(text))
    } else {
        Err("there is no such folder; write the folder of the built site".to_owned())
    }
}

fn rules_folder(text: &str) -> Result<PathBuf, String> {
    if Path::new(text).is_dir() {
        Ok(PathBuf::from(text))
    } else {
        Err("there is no such folder; write the folder that holds the rule sets".to_owned())
    }
}

fn header(text: &str) -> Result<HeaderName, String> {
    text.parse().map_err(|_| {
        "write the name of a header that your proxy sets, such as x-forwarded-for".to_owned()
    })
}

fn bankid_url(text: &str) -> Result<String, String> {
    if text.starts_with("https://") && !host_of(text).is_empty() {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err("write an https address, such as https://appapi2.bankid.com/rp/v6.0".to_owned())
    }
}

fn start_app(text: &str) -> Result<String, String> {
    let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
    if plain && text.ends_with('?') && text.contains(":/") {
        Ok(text.to_owned())
    } else {
        Err(format!(
            "write what comes before the query, with the question mark: {START_APP}"
        ))
    }
}

pub(super) fn number(text: &str, least: u32, most: u32) -> Result<u32, String> {
    let found = text
        .parse()
        .ok()
        .filter(|number| (least..=most).contains(number));
    found.ok_or_else(|| format!("write a whole number from {least} to {most}"))
}
