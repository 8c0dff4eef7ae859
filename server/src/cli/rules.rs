//! `agera-ombud rules …`: the rule set in use, and why a decision is as it is.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use domain::access::{Area, Assurance};
use domain::rules::Region;
use jiff::Timestamp;
use rulebook::Problems;
use service::ports::clock::Clock as _;
use service::rules::Rules;

use super::{explain, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::ports::SystemClock;

#[derive(Subcommand)]
pub(super) enum RulesCommand {
    /// Print the rule set that holds, with the source of each value
    #[command(long_about = "\
Print the rule set that holds, with the source of each value.

What is printed is the rule set's file: copy it into a folder of your own, change it there, and name
the folder in rules.folder.")]
    Show {
        /// The region; the one that is configured if left out
        #[arg(long)]
        region: Option<Region>,
        /// When: an instant such as 2026-11-23T12:00:00+01:00; now if left out
        #[arg(long, value_name = "INSTANT")]
        at: Option<Timestamp>,
    },
    /// Tell whether somebody may see or do something for somebody, by which rule, and until when
    #[command(long_about = LONG)]
    Explain(Explain),
}

const LONG: &str = "\
Tell whether somebody may see or do something for somebody: the decision, the rule, the facts that it
was made of, when time alone changes it, and whom to ask.

With --facts, of facts that you write down; nobody real is involved, and no database is needed:

  agera-ombud rules explain --facts facts.json

docs/OPERATIONS.md has an example. A key that means nothing is refused with its line.

With --actor and --subject, of the facts that the database has about two people. The look is written
to the access log, about each of them, before anything is shown. The register is not asked anew. A
number that is - is read from standard input, a line for each, so that it stands in no history of
commands:

  printf '%s\\n' 198503152392 201803052387 |
    agera-ombud rules explain --actor - --subject - --area journal

Exit status: 0 it was decided, whether allowed or refused; 1 it could not be; 2 wrong usage.";

#[derive(Args)]
pub(super) struct Explain {
    /// Facts (JSON)
    #[arg(long, value_name = "FILE", conflicts_with_all = ["actor", "subject", "area", "login", "at"])]
    pub(super) facts: Option<PathBuf>,
    /// Who asks: a personnummer, or - for standard input
    #[arg(long, value_name = "NUMBER", required_unless_present = "facts")]
    pub(super) actor: Option<String>,
    /// Whom it concerns: a personnummer, or - for standard input
    #[arg(long, value_name = "NUMBER", required_unless_present = "facts")]
    pub(super) subject: Option<String>,
    /// What is asked for
    #[arg(long, required_unless_present = "facts", value_parser = area)]
    pub(super) area: Option<Area>,
    /// How the actor is logged in
    #[arg(long, default_value = "bankid")]
    pub(super) login: Login,
    /// When: an instant such as 2026-11-23T12:00:00+01:00; now if left out
    #[arg(long, value_name = "INSTANT")]
    pub(super) at: Option<Timestamp>,
    /// For people, or for programs
    #[arg(long, default_value = "text")]
    pub(super) format: Format,
}

/// How the actor is logged in.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Login {
    /// With BankID
    Bankid,
    /// With a password and a code by SMS
    Password,
}

impl From<Login> for Assurance {
    fn from(login: Login) -> Self {
        match login {
            Login::Bankid => Self::High,
            Login::Password => Self::Low,
        }
    }
}

/// How to print.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
}

pub(super) async fn rules(config: &Config, command: RulesCommand) -> Result<(), Failure> {
    match command {
        RulesCommand::Show { region, at } => show(&config.rules, region, at),
        RulesCommand::Explain(asked) => explain::explain(config, asked).await,
    }
}

fn show(rules: &Rules, region: Option<Region>, at: Option<Timestamp>) -> Result<(), Failure> {
    let mut rules = rules.clone();
    if let Some(region) = region {
        rules.region = known(&rules, region)?;
    }
    let now = at.unwrap_or_else(|| SystemClock.now());
    let written = rulebook::written(rules.edition_at(now));
    print(&written.map_err(|Problems(lines)| Failure(lines))?)
}

/// The region, if some rule set is of it.
pub(super) fn known(rules: &Rules, region: Region) -> Result<Region, Failure> {
    if rules.book.knows(&region) {
        Ok(region)
    } else {
        Err(Failure::line(format!(
            "no rule set has the region {region}"
        )))
    }
}

fn area(text: &str) -> Result<Area, String> {
    let found = Area::ALL.into_iter().find(|area| area.word() == text);
    found.ok_or_else(|| format!("there are: {}", Area::ALL.map(Area::word).join(", ")))
}
