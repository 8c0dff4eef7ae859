//! `agera-ombud rules explain`: why a decision is as it is, in words for somebody who answers for
//! it. The decision is the one that pages ask for.

mod asked;
mod facts;
mod reading;
mod told;
mod words;

use domain::access::{Question, Relation};
use domain::personnummer::Personnummer;
use jiff::Timestamp;
use service::access::operator::{Asked, Looked, Unknown, look};
use service::ports::clock::Clock as _;
use service::rules::Rules;

use super::rules::{Explain, Format, known};
use super::{clinic, open_migrated, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::ports::{SystemClock, SystemRng};
use told::Explanation;

pub(super) async fn explain(config: &Config, asked: Explain) -> Result<(), Failure> {
    let mut rules = config.rules.clone();
    if let Some(path) = &asked.facts {
        let facts = facts::read(path)?;
        if let Some(region) = facts.region.clone() {
            rules.region = known(&rules, region)?;
        }
        return tell(&facts.question(), &rules, asked.format);
    }
    let now = SystemClock.now();
    let at = asked.at.unwrap_or(now);
    let format = asked.format;
    let looked = of_two_people(config, &asked, now, at).await?;
    let question = looked.question();
    let question = if at == now {
        question
    } else {
        as_if_told_at(question)
    };
    tell(&question, &rules, format)
}

/// The facts that the database has.
async fn of_two_people(
    config: &Config,
    asked: &Explain,
    now: Timestamp,
    at: Timestamp,
) -> Result<Looked, Failure> {
    let missing = || Failure::line("write --facts, or --actor, --subject and --area");
    let asked = Asked {
        actor: number(asked.actor.as_deref().ok_or_else(missing)?, "--actor", now)?,
        subject: number(
            asked.subject.as_deref().ok_or_else(missing)?,
            "--subject",
            now,
        )?,
        assurance: asked.login.into(),
        area: asked.area.ok_or_else(missing)?,
        at,
    };
    let database = open_migrated(config).await?;
    let found = look(database.store.as_ref(), &SystemRng, &asked, now).await;
    database.close().await;
    found.map_err(clinic::failed)?.map_err(|unknown| {
        let which = match unknown {
            Unknown::Actor => "--actor",
            Unknown::Subject => "--subject",
        };
        Failure::line(format!(
            "{which}: nobody with that number has logged in or been added here; write the facts \
             down, and use --facts"
        ))
    })
}

/// At another time than now the register's answer is taken to be the same, and given then: how old
/// it would be then, nobody asks.
fn as_if_told_at(question: Question<'_>) -> Question<'_> {
    let relation = match question.relation {
        Relation::Custody {
            custody, linked, ..
        } => Relation::Custody {
            custody,
            checked: question.now,
            linked,
        },
        other => other,
    };
    Question {
        relation,
        ..question
    }
}

/// The number, or the next line of standard input.
fn number(text: &str, option: &str, now: Timestamp) -> Result<Personnummer, Failure> {
    let mut line = String::new();
    let text = if text == "-" {
        let read = std::io::stdin().lines().next();
        line.push_str(&read.and_then(Result::ok).unwrap_or_default());
        &line
    } else {
        text
    };
    // Never repeats what was written.
    Personnummer::parse(text, domain::age::today(now))
        .map_err(|_| Failure::line(format!("{option}: that is no personnummer")))
}

fn tell(question: &Question<'_>, rules: &Rules, format: Format) -> Result<(), Failure> {
    let told = Explanation::of(question, rules);
    match format {
        Format::Text => print(&told.text()),
        Format::Json => {
            let json = serde_json::to_string_pretty(&told).map_err(Failure::line)?;
            print(&(json + "\n"))
        }
    }
}
