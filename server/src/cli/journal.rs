//! `agera-ombud journal import FILE… --principal …`: a care principal's Bundles from files.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Subcommand;
use fhir::{Finding, Told};
use service::access::intake::by_operator;
use service::intake::{Receipt, Reception, take_in};
use service::ports::chance::Rng;
use service::ports::clock::Clock as _;
use store::{ImportedRegister, OpenStore};

use super::{open_migrated, principal, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use crate::ports::{SystemClock, SystemRng};

#[derive(Subcommand)]
pub(super) enum JournalCommand {
    /// Take in Bundles of FHIR R4: each file one Bundle, all of it or nothing
    #[command(long_about = "\
Take in Bundles of FHIR R4 (transaction, batch or collection; JSON): each file one Bundle, all of it or
nothing. The same file again changes nothing.

Prints what became of each entry and of each part that is not stored, by its place. It prints
nothing of what they say. Exit status: 0 all files were taken, 1 some file was refused.")]
    Import {
        /// The files
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The care principal's id, or its name, as the clinics' file has it
        #[arg(long)]
        principal: String,
    },
}

pub(super) async fn journal(config: &Config, command: JournalCommand) -> Result<(), Failure> {
    let JournalCommand::Import {
        files,
        principal: name,
    } = command;
    let database = open_migrated(config).await?;
    let from = principal::find(&database, &name).await?;
    let mut refused = Vec::new();
    for file in &files {
        let shown = file.display().to_string();
        match import(&database, &from, file).await {
            Ok(receipt) => print(&told(&shown, &receipt))?,
            Err(Failure(lines)) => {
                refused.extend(lines.into_iter().map(|line| format!("{shown}: {line}")));
            }
        }
    }
    database.close().await;
    if refused.is_empty() {
        Ok(())
    } else {
        Err(Failure(refused))
    }
}

async fn import(
    database: &OpenStore,
    from: &domain::principal::Principal,
    file: &Path,
) -> Result<Receipt, Failure> {
    let bytes = std::fs::read(file)
        .map_err(|error| Failure::line(format!("it can't be read: {}", files::why(&error))))?;
    let now = SystemClock.now();
    let reading = fhir::read(&bytes, domain::age::today(now));
    let reading =
        reading.map_err(|refusal| Failure(refusal.findings.iter().map(line).collect()))?;
    let rng: Arc<dyn Rng> = Arc::new(SystemRng);
    let register = ImportedRegister::new(database.import.clone());
    let reception = Reception {
        store: database.store.as_ref(),
        register: &register,
        rng: &rng,
    };
    let intake = by_operator(rng.clone(), now, from.clone());
    let taken = take_in(&reception, &intake, reading).await;
    taken.map_err(|fault| Failure::line(format!("nothing of it was taken: {fault}")))
}

fn line(finding: &Finding) -> String {
    let Finding {
        severity,
        place,
        text,
        ..
    } = finding;
    let separator = if place.is_empty() { "" } else { ": " };
    format!("{place}{separator}{}: {text}", severity.word())
}

fn told(shown: &str, receipt: &Receipt) -> String {
    let mut said = String::new();
    let mut say = |line: &str| {
        // Writing to a String can't fail.
        let _ = writeln!(said, "{shown}: {line}");
    };
    for finding in &receipt.findings {
        say(&line(finding));
    }
    for (item, told) in &receipt.items {
        say(&format!(
            "{} {}: {}",
            item.place,
            item.resource,
            told.word()
        ));
        for finding in &item.findings {
            say(&line(finding));
        }
    }
    let all = [
        Told::Created,
        Told::Updated,
        Told::Unchanged,
        Told::Withdrawn,
        Told::NotThere,
        Told::Read,
        Told::NotStored,
    ];
    let count = |one: &Told| receipt.items.iter().filter(|(_, told)| told == one).count();
    let counts: Vec<_> = all
        .iter()
        .map(|one| format!("{} {}", count(one), one.word()))
        .collect();
    say(&counts.join(", "));
    said
}
