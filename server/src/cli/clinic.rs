//! `agera-ombud clinic import FILE` and `agera-ombud staff …`.

use std::io::Read;
use std::path::Path;

use clap::Subcommand;
use domain::contact::UnitOffer;
use domain::id::{PersonId, StaffId};
use domain::personnummer::Personnummer;
use domain::staff::Role;
use fhir::Identifier;
use jiff::Timestamp;
use service::ports::chance::new_id;
use service::ports::clock::Clock as _;
use service::ports::store::{LogEntry, StaffRow, StoreError};
use service::staff::by_operator;
use store::OpenStore;

use super::{open_migrated, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use crate::ports::{SystemClock, SystemRng};

#[derive(Subcommand)]
pub(super) enum StaffCommand {
    /// Let somebody work at a unit; the personnummer is read from standard input
    #[command(long_about = "\
Let somebody work at a unit. The personnummer is read from standard input, so that it stands in no
history of commands:

  echo 198503152392 | agera-ombud staff add --unit 'BVC Ugglan' --title barnsjuksköterska

The population register must know the number. Somebody who works there already gets the new title
and role.")]
    Add {
        /// The unit's name; with the clinic's before it, where several have the same
        #[arg(long)]
        unit: String,
        /// The title, as the answers are signed: barnläkare
        #[arg(long)]
        title: String,
        /// Decides too what the unit offers online
        #[arg(long)]
        in_charge: bool,
    },
    /// End somebody's work at a unit; the personnummer is read from standard input
    Remove {
        /// The unit's name; with the clinic's before it, where several have the same
        #[arg(long)]
        unit: String,
    },
}

/// Adds the file's clinics, or renews those with the same names.
pub(super) async fn import(config: &Config, file: &Path) -> Result<(), Failure> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::line(format!("{shown} can't be read: {}", files::why(&error))))?;
    let clinics =
        seed::clinics_file(&text).map_err(|error| Failure::line(format!("{shown}: {error}")))?;
    let database = open_migrated(config).await?;
    let imported = database.import.import_clinics(&clinics).await;
    imported.map_err(|error| Failure::line(format!("nothing was imported: {error}")))?;
    database.close().await;
    match clinics.len() {
        1 => print("Imported 1 clinic.\n"),
        many => print(&format!("Imported {many} clinics.\n")),
    }
}

/// Says by which identifier other systems know a unit, or that they do no more.
pub(super) async fn identify(
    config: &Config,
    unit: &str,
    identifier: &str,
    remove: bool,
) -> Result<(), Failure> {
    let read = Identifier::parse(identifier);
    let Identifier { system, value } = read.ok_or_else(|| {
        Failure::line("an identifier is written as SYSTEM|VALUE, such as urn:oid:1.2.3|4711")
    })?;
    let database = open_migrated(config).await?;
    let unit = find(&database, unit).await?;
    let pair = (system.as_str(), value.as_str());
    let said = if remove {
        let forgotten = database.store.forget_identifier(unit.unit, pair).await;
        if !forgotten.map_err(failed)? {
            return Err(Failure::line(format!("{} is not known by that", unit.name)));
        }
        format!("{} is known by that no more.\n", unit.name)
    } else {
        let kept = database.store.identify_unit(unit.unit, pair).await;
        kept.map_err(failed)?;
        format!("{} is known by that now.\n", unit.name)
    };
    database.close().await;
    print(&said)
}

pub(super) async fn staff(config: &Config, command: StaffCommand) -> Result<(), Failure> {
    let number = read_number()?;
    let database = open_migrated(config).await?;
    let now = SystemClock.now();
    match command {
        StaffCommand::Add {
            unit,
            title,
            in_charge,
        } => {
            let unit = find(&database, &unit).await?;
            let row = StaffRow {
                id: StaffId(new_id(&SystemRng, now)),
                person: look_up(&database, number, now).await?,
                unit: unit.unit,
                title,
                role: if in_charge {
                    Role::InCharge
                } else {
                    Role::Member
                },
            };
            let entry = LogEntry {
                unit: Some(row.unit),
                ..by_operator(&SystemRng, now, row.person, "operator.staff-add")
            };
            let added = database.store.add_staff(&row, &entry).await;
            added.map_err(failed)?;
            database.close().await;
            print(&format!("Works at {} now.\n", unit.name))
        }
        StaffCommand::Remove { unit } => {
            let unit = find(&database, &unit).await?;
            let person = database
                .store
                .person_by_number(number)
                .await
                .map_err(failed)?;
            let removed = match person {
                Some(person) => {
                    let entry = LogEntry {
                        unit: Some(unit.unit),
                        ..by_operator(&SystemRng, now, person.id, "operator.staff-remove")
                    };
                    let removed = database.store.remove_staff(person.id, unit.unit, &entry);
                    removed.await.map_err(failed)?
                }
                None => false,
            };
            database.close().await;
            if removed {
                print(&format!("Works at {} no more.\n", unit.name))
            } else {
                Err(Failure::line(format!(
                    "nobody with that number works at {}",
                    unit.name
                )))
            }
        }
    }
}

/// The personnummer on standard input.
pub(super) fn read_number() -> Result<Personnummer, Failure> {
    let mut text = String::new();
    // More than this is no number.
    let read = std::io::stdin().lock().take(100).read_to_string(&mut text);
    let today = domain::age::today(SystemClock.now());
    let number = read
        .ok()
        .and_then(|_| Personnummer::parse(&text, today).ok());
    number.ok_or_else(|| Failure::line("standard input holds no personnummer"))
}

/// The person, as the population register tells of it now.
pub(super) async fn look_up(
    database: &OpenStore,
    number: Personnummer,
    now: Timestamp,
) -> Result<PersonId, Failure> {
    let record = database
        .import
        .imported_record(number)
        .await
        .map_err(failed)?;
    let record = record
        .ok_or_else(|| Failure::line("the population register knows nobody with that number"))?;
    let id = PersonId(new_id(&SystemRng, now));
    database
        .store
        .keep_register_answer(id, &record, now)
        .await
        .map_err(failed)
}

/// The one unit with this name, or with its clinic's and this.
async fn find(database: &OpenStore, name: &str) -> Result<UnitOffer, Failure> {
    let wanted = name.to_lowercase();
    let word = wanted
        .split(|letter: char| !letter.is_alphanumeric())
        .find(|word| !word.is_empty())
        .unwrap_or_default();
    let units = database.store.units(word, 1_000).await.map_err(failed)?;
    let is_it = |unit: &UnitOffer| {
        let own = unit.name.to_lowercase();
        own == wanted || format!("{} {own}", unit.clinic.to_lowercase()) == wanted
    };
    let mut found: Vec<UnitOffer> = units.into_iter().filter(is_it).collect();
    found.sort_by_key(|unit| unit.unit);
    found.dedup_by_key(|unit| unit.unit);
    match (found.pop(), found.is_empty()) {
        (Some(unit), true) => Ok(unit),
        (Some(_), false) => Err(Failure::line(format!(
            "several units are called {name}: write the clinic's name before it"
        ))),
        (None, _) => Err(Failure::line(format!("no unit is called {name}"))),
    }
}

pub(super) fn failed(error: StoreError) -> Failure {
    Failure::line(error)
}
