//! `agera-ombud admin …`: who administers a care principal.

use clap::Subcommand;
use service::ports::clock::Clock as _;
use service::ports::store::LogEntry;
use service::staff::by_operator;

use super::clinic::{failed, look_up, read_number};
use super::{open_migrated, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::ports::{SystemClock, SystemRng};

#[derive(Subcommand)]
pub(super) enum AdminCommand {
    /// Let somebody say who works at a care principal's units; the personnummer is read from
    /// standard input
    Add {
        /// The care principal's name, as the clinics' file has it
        #[arg(long)]
        principal: String,
    },
    /// End that; the personnummer is read from standard input
    Remove {
        /// The care principal's name, as the clinics' file has it
        #[arg(long)]
        principal: String,
    },
}

pub(super) async fn admin(config: &Config, command: AdminCommand) -> Result<(), Failure> {
    let number = read_number()?;
    let database = open_migrated(config).await?;
    let (AdminCommand::Add { principal: name } | AdminCommand::Remove { principal: name }) =
        &command;
    let found = database.store.principal_named(name).await.map_err(failed)?;
    let found =
        found.ok_or_else(|| Failure::line(format!("no care principal is called {name}")))?;
    let now = SystemClock.now();
    let done = match command {
        AdminCommand::Add { .. } => {
            let person = look_up(&database, number, now).await?;
            let entry = LogEntry {
                object: Some(found.id.0),
                ..by_operator(&SystemRng, now, person, "operator.admin-add")
            };
            let added = database.store.add_administrator(found.id, person, &entry);
            added.await.map_err(failed)?;
            format!("Administers {} now.\n", found.name)
        }
        AdminCommand::Remove { .. } => {
            let person = database.store.person_by_number(number).await;
            let removed = match person.map_err(failed)? {
                Some(person) => {
                    let entry = LogEntry {
                        object: Some(found.id.0),
                        ..by_operator(&SystemRng, now, person.id, "operator.admin-remove")
                    };
                    let store = &database.store;
                    let removed = store.remove_administrator(found.id, person.id, &entry);
                    removed.await.map_err(failed)?
                }
                None => false,
            };
            if !removed {
                return Err(Failure::line(format!(
                    "nobody with that number administers {}",
                    found.name
                )));
            }
            format!("Administers {} no more.\n", found.name)
        }
    };
    database.close().await;
    print(&done)
}
