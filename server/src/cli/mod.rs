//! The command line.

mod admin;
mod clinic;
mod explain;
mod import;
mod journal;
mod log;
mod number;
mod principal;
mod rules;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Parser, Subcommand};
use jiff::civil::Date;
use service::ports::clock::Clock as _;
use store::OpenStore;

use crate::clients;
use crate::config::{Config, Sources};
use crate::failure::Failure;
use crate::ports::SystemClock;
use crate::run;

/// Agera ombud: guardians manage their children's healthcare online.
#[derive(Parser)]
#[command(name = "agera-ombud", version, after_help = AFTER)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    configuration: Configuration,
}

const AFTER: &str = "\
Settings come from the environment (AGERA_ADDRESS, AGERA_DATABASE_URL, AGERA_ORIGIN …), else from
the file that --config names, else from defaults. `agera-ombud config check` shows all of them.

Exit status: 0 done, 1 it could not be done (standard error says why), 2 wrong usage.";

#[derive(Args)]
struct Configuration {
    /// Configuration file (TOML)
    #[arg(long, value_name = "FILE", env = "AGERA_CONFIG", global = true)]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Serve people, with the real BankID
    Serve,
    /// Try everything on this machine: made-up people, played outside parties, a clock to move
    #[command(long_about = "\
Try everything on this machine: made-up people, a clock to move, and simulators of BankID, phones
and mailboxes.

Fills an empty database with the demo's people, and refuses a production configuration.
AGERA_DEMO_NOW sets the clock at the start, for instance 2026-11-23T23:59:50+01:00; it runs on
from there. AGERA_DEMO_BANKID_APP_PORT, AGERA_DEMO_BANKID_API_PORT and AGERA_DEMO_MESSAGES_PORT
choose the simulators' ports; without them they take any free ones.")]
    Demo,
    /// Bring the database's tables up to date
    Migrate,
    /// Look at the configuration
    #[command(subcommand)]
    Config(ConfigCommand),
    /// Fill the population register from a file
    #[command(subcommand)]
    Register(RegisterCommand),
    /// Fill in clinics and their units from a file
    #[command(subcommand)]
    Clinic(ClinicCommand),
    /// Who works at which unit
    #[command(subcommand)]
    Staff(clinic::StaffCommand),
    /// Who says who works at a care principal's units
    #[command(subcommand)]
    Admin(admin::AdminCommand),
    /// Which systems may send for a care principal
    #[command(subcommand)]
    Principal(principal::PrincipalCommand),
    /// Take in what care systems send
    #[command(subcommand)]
    Journal(journal::JournalCommand),
    /// Whether the access log is as it was written
    #[command(subcommand)]
    Log(log::LogCommand),
    /// The rules of who may see what, and why a decision is as it is
    #[command(subcommand)]
    Rules(rules::RulesCommand),
    /// Look at personal identity numbers
    #[command(subcommand)]
    Number(NumberCommand),
}

#[derive(Subcommand)]
enum ClinicCommand {
    /// Add the file's clinics and units, or renew those with the same names
    Import {
        /// TOML, one `[[clinic]]` for each clinic: `name`, `phone`, and `unit` with `name` and `offers`
        file: PathBuf,
    },
    /// Say by which identifier other systems know a unit, such as its HSA-id
    Identify {
        /// The unit's name; with the clinic's before it, where several have the same
        #[arg(long)]
        unit: String,
        /// It is known by this no more
        #[arg(long)]
        remove: bool,
        /// SYSTEM|VALUE, such as urn:oid:1.2.752.29.4.19|SE2321000016-1A2B
        identifier: String,
    },
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Check every setting, and show what is used and where it comes from
    #[command(long_about = "\
Check every setting as `serve` would, and show what is used and where it comes from.

What is printed is itself a configuration file. Passwords are hidden.")]
    Check {
        /// Check as `demo` would
        #[arg(long)]
        demo: bool,
    },
}

#[derive(Subcommand)]
enum RegisterCommand {
    /// Add the file's people to the register, or replace those with the same numbers
    Import {
        /// TOML, one `[[person]]` for each person: `number`, `born`, `given`, `family`, `guardian_of` …
        file: PathBuf,
    },
}

#[derive(Subcommand)]
enum NumberCommand {
    /// Tell what each line of standard input is
    #[command(long_about = "\
Tell what each line of standard input is: one line of output for each line of input.

The output has two columns with a tab between them:
  personnummer           and the number in twelve digits
  samordningsnummer      and why it can't be used here
  reservnummer           and why it can't be used here
  refused                and what is wrong with it

Exit status: 0 every line is a personnummer, 1 some line is not, 2 wrong usage.")]
    Check {
        /// The day to reckon from, for numbers without a century; today if left out
        #[arg(long, value_name = "YYYY-MM-DD")]
        today: Option<Date>,
    },
}

/// Runs the program; its exit status comes out.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(arguments) {
        Ok(code) => code,
        Err(Failure(lines)) => {
            let mut out = io::stderr().lock();
            for line in lines {
                // Nobody is left to tell that standard error is closed.
                let _ = writeln!(out, "agera-ombud: {line}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<ExitCode, Failure> {
    if let Command::Number(NumberCommand::Check { today }) = arguments.command {
        let today = today.unwrap_or_else(|| domain::age::today(SystemClock.now()));
        return number::check(io::stdin().lock(), io::stdout().lock(), today);
    }
    let environment = |name: &str| std::env::var(name).ok();
    let config = Config::load(&Sources {
        file: arguments
            .configuration
            .config
            .filter(|file| !file.as_os_str().is_empty()),
        environment: &environment,
    })?;
    let runtime = tokio::runtime::Runtime::new().map_err(Failure::line)?;
    runtime.block_on(async {
        match arguments.command {
            Command::Serve => run::serve(config).await,
            Command::Demo => run::demo(config, &environment).await,
            Command::Migrate => migrate(&config).await,
            Command::Config(ConfigCommand::Check { demo }) => check(&config, demo),
            Command::Register(RegisterCommand::Import { file }) => {
                import::import(&config, &file).await
            }
            Command::Clinic(ClinicCommand::Import { file }) => clinic::import(&config, &file).await,
            Command::Clinic(ClinicCommand::Identify {
                unit,
                remove,
                identifier,
            }) => clinic::identify(&config, &unit, &identifier, remove).await,
            Command::Staff(command) => clinic::staff(&config, command).await,
            Command::Admin(command) => admin::admin(&config, command).await,
            Command::Principal(command) => principal::principal(&config, command).await,
            Command::Journal(command) => journal::journal(&config, command).await,
            Command::Log(command) => log::log(&config, command).await,
            Command::Rules(command) => rules::rules(&config, command).await,
            Command::Number(_) => Ok(()),
        }
    })?;
    Ok(ExitCode::SUCCESS)
}

fn check(config: &Config, demo: bool) -> Result<(), Failure> {
    if demo {
        config.check_for_demo()?;
    } else {
        config.check_for_production()?;
        clients::bankid(config)?;
        clients::mailer(config)?;
        clients::sms(config)?;
        clients::log_key(config)?;
    }
    print(&config.show())
}

/// The database, where its tables are up to date.
async fn open_migrated(config: &Config) -> Result<OpenStore, Failure> {
    let database = run::open(config).await?;
    if database.pending_migrations().await.map_err(Failure::line)? > 0 {
        return Err(Failure::line(
            "the database has no tables for this yet: run `agera-ombud migrate` first",
        ));
    }
    Ok(database)
}

async fn migrate(config: &Config) -> Result<(), Failure> {
    match run::migrate(config).await? {
        0 => print("The database is up to date.\n"),
        1 => print("Applied 1 migration. The database is up to date.\n"),
        many => print(&format!(
            "Applied {many} migrations. The database is up to date.\n"
        )),
    }
}

/// Prints to standard output.
fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())
        .and_then(|()| out.flush())
        .map_err(|error| Failure::line(format!("standard output: {error}")))
}
