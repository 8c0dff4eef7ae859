//! `agera-ombud log …`: whether the access log is as it was written.

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use jiff::Timestamp;
use jiff::civil::Date;
use service::log::checkpoint::BadLine;
use service::log::key::PublicKey;
use service::log::verify::{Against, ChainReport, Report, What, Wrong, verify};
use service::ports::checkpoints::CheckpointError;

use super::{open_migrated, print};
use crate::checkpoints::CheckpointFolder;
use crate::clients;
use crate::config::Config;
use crate::failure::Failure;
use crate::files;

#[derive(Subcommand)]
pub(super) enum LogCommand {
    /// Look whether every entry is as it was written, and name the first of each chain that is not
    #[command(long_about = "\
Look whether every entry of the access log is as it was written, and name the first of each chain
that is not. It may be run while the program serves.

Every entry is hashed anew, with the one before it, and compared with its chain, and the chains are
compared with the signed checkpoints outside the database. What can and what can't be found so stands
in docs/SECURITY.md.

Exit status: 0 everything is right, 1 something is not, 2 wrong usage.")]
    Verify {
        /// Only what was written since this day, from the last checkpoint before it
        #[arg(long, value_name = "YYYY-MM-DD")]
        from: Option<Date>,
        /// A public key that checkpoints are signed by (PEM); may be given several times. Left out:
        /// the one of `access_log.key_file`
        #[arg(long, value_name = "FILE")]
        public_key: Vec<PathBuf>,
        /// A folder with checkpoints; may be given several times. Left out: `access_log.checkpoints`
        #[arg(long, value_name = "FOLDER")]
        checkpoints: Vec<PathBuf>,
        /// How to tell
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Print the public key that checkpoints are signed by, for an auditor to keep
    PublicKey,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For machines: one JSON object
    Json,
}

pub(super) async fn log(config: &Config, command: LogCommand) -> Result<(), Failure> {
    match command {
        LogCommand::PublicKey => print(&clients::log_key(config)?.public().to_pem()),
        LogCommand::Verify {
            from,
            public_key,
            checkpoints,
            format,
        } => {
            let keys = keys(config, &public_key)?;
            let folders = if checkpoints.is_empty() {
                vec![config.access_log.checkpoints().to_owned()]
            } else {
                checkpoints
            };
            let read = || -> Result<Vec<_>, CheckpointError> {
                let folders = folders.iter().map(|folder| CheckpointFolder::read(folder));
                let files: Result<Vec<_>, _> = folders.collect();
                Ok(files?.into_iter().flatten().collect())
            };
            let against = Against {
                files: &read,
                keys: &keys,
                from: from.map(start_of).transpose()?,
            };
            let database = open_migrated(config).await?;
            let report = verify(database.store.as_ref(), &against).await;
            database.close().await;
            let report = report.map_err(Failure::line)?;
            print(&match format {
                Format::Text => text(&report),
                Format::Json => {
                    let json = serde_json::to_string_pretty(&report);
                    json.map_err(Failure::line)? + "\n"
                }
            })?;
            if report.is_right() {
                return Ok(());
            }
            Err(Failure::line("the access log is not as it was written"))
        }
    }
}

fn keys(config: &Config, files: &[PathBuf]) -> Result<Vec<PublicKey>, Failure> {
    if files.is_empty() {
        return Ok(vec![clients::log_key(config)?.public()]);
    }
    let read = |path: &PathBuf| {
        let failed = |why: String| Failure::line(format!("{}: {why}", path.display()));
        let text = std::fs::read_to_string(path)
            .map_err(|error| failed(format!("it can't be read: {}", files::why(&error))))?;
        PublicKey::from_pem(&text).map_err(|error| failed(error.to_string()))
    };
    files.iter().map(read).collect()
}

fn start_of(day: Date) -> Result<Timestamp, Failure> {
    let start = day.to_zoned(domain::age::zone()).map_err(Failure::line)?;
    Ok(start.timestamp())
}

fn text(report: &Report) -> String {
    let mut out = String::new();
    for chain in &report.chains {
        tell_chain(&mut out, chain);
    }
    let loose = &report.loose;
    if let Some(first) = loose.first {
        let at = when(loose.at);
        let count = entries(loose.count);
        let _ = writeln!(out, "WRONG: {count} in no chain; the first is {first}{at}.");
    }
    let waiting = &report.waiting;
    if let Some(first) = waiting.first_gone {
        let count = entries(waiting.gone);
        let _ = writeln!(
            out,
            "WRONG: {count} that waited to be sealed, gone or changed; the first is {first}."
        );
    }
    for bad in &report.files {
        let what = match bad.what {
            BadLine::BadSignature => "it is not as it was signed",
            BadLine::LinesMissing => "lines before it are missing, or have been changed",
        };
        let _ = writeln!(out, "WRONG: {}, line {}: {what}.", bad.file, bad.line);
    }
    let since = waiting.since.map(|since| format!(" (since {since})"));
    let _ = writeln!(
        out,
        "In all: {} right, {} not sealed yet{}. Signed checkpoints: {}.",
        entries(report.right()),
        waiting.count,
        since.unwrap_or_default(),
        report.checkpoints
    );
    out
}

fn tell_chain(out: &mut String, chain: &ChainReport) {
    let name = match &chain.name {
        Some(name) => name.clone(),
        None if chain.chain.0.is_nil() => "The service".to_owned(),
        None => chain.chain.to_string(),
    };
    let _ = write!(out, "{name}: {} right", entries(chain.right));
    if chain.after > chain.pruned {
        let _ = write!(out, " after place {}", chain.after);
    }
    let _ = write!(out, "; checkpoints vouch until place {}", chain.vouched);
    if chain.pruned > 0 {
        let until = chain.pruned_until.map(|until| format!(", until {until}"));
        let count = entries(chain.pruned);
        let _ = write!(out, "; {count} pruned{}", until.unwrap_or_default());
    }
    out.push_str(".\n");
    if let Some(wrong) = &chain.wrong {
        let _ = writeln!(out, "WRONG: {name}, {}.", tell_wrong(wrong));
    }
}

fn tell_wrong(wrong: &Wrong) -> String {
    let mut place = if wrong.to_place > wrong.place {
        format!("places {} to {}", wrong.place, wrong.to_place)
    } else {
        format!("place {}", wrong.place)
    };
    if let Some(entry) = wrong.entry {
        let _ = write!(place, ", entry {entry}");
    }
    let what = match wrong.what {
        What::Edited => "the entry or its hash has been changed",
        What::Swapped => "another entry stands in its place",
        What::Missing => "the entry is gone",
        What::CutOff => "this and all that followed is gone",
        What::Rewritten => "the chain is not the one that a checkpoint vouches for",
        What::Unreadable => "the entry can't be read",
        What::HeadChanged => "the chain does not end where the database notes it",
        What::CutUnsigned => "what was before it is gone, and no signed line says so",
        What::Backdated => "what was pruned says that it is older than what was before it",
        What::NoCheckpoint => "no checkpoint vouches for it",
    };
    format!("{place}{}: {what}", when(wrong.at))
}

fn when(at: Option<Timestamp>) -> String {
    at.map(|at| format!(", {at}")).unwrap_or_default()
}

fn entries(count: impl Into<i128>) -> String {
    match count.into() {
        1 => "1 entry".to_owned(),
        many => format!("{many} entries"),
    }
}
