//! Facts as somebody writes them down: JSON, in which a key that means nothing is refused.

use std::path::Path;

use domain::access::{
    Approval, Area, Assurance, Block, Custody, Exception, Period, PersonFacts, Question, Reader,
    Relation, Rulings, UnitCategory, UnitFacts,
};
use domain::id::{ClinicId, PrincipalId, UnitId};
use domain::person::{Protection, Residence};
use domain::rules::Region;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::reading::{Names, parsed, perhaps};
use crate::failure::Failure;
use crate::files;

/// Facts, whole and understood.
pub(super) struct Facts {
    /// The region, if it is said.
    pub(super) region: Option<Region>,
    question: Question<'static>,
    blocks: Vec<Block>,
    exceptions: Vec<Exception>,
    approvals: Vec<Approval>,
}

impl Facts {
    /// The question that they ask.
    pub(super) fn question(&self) -> Question<'_> {
        Question {
            rulings: Rulings {
                blocks: &self.blocks,
                exceptions: &self.exceptions,
                approvals: &self.approvals,
            },
            ..self.question
        }
    }
}

/// The file.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(deserialize_with = "parsed")]
    at: Timestamp,
    #[serde(default)]
    region: Option<String>,
    area: Area,
    login: Login,
    relation: Standing,
    actor: Somebody,
    #[serde(default)]
    subject: Option<Somebody>,
    #[serde(default)]
    unit: Option<Unit>,
    #[serde(default)]
    blocks: Vec<BlockFile>,
    #[serde(default)]
    exceptions: Vec<ExceptionFile>,
    #[serde(default)]
    approvals: Vec<ApprovalFile>,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Login {
    Bankid,
    Password,
}

/// How the actor stands to the subject.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Standing {
    kind: Kind,
    /// The last day of custody.
    #[serde(default, deserialize_with = "perhaps")]
    until: Option<Date>,
    /// When the register answered; at the time that is asked about, if it is not said.
    #[serde(default, deserialize_with = "perhaps")]
    told: Option<Timestamp>,
    /// Whether the child has been added.
    #[serde(default)]
    linked: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// It is the same person.
    Myself,
    /// The register says that the actor has custody.
    Guardian,
    /// The register says that it has not.
    NoCustody,
    /// Nothing is known.
    None,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Somebody {
    #[serde(deserialize_with = "parsed")]
    born: Date,
    #[serde(default)]
    protection: Protection,
    #[serde(default)]
    residence: Residence,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unit {
    name: String,
    clinic: String,
    #[serde(default)]
    category: UnitCategory,
    #[serde(default)]
    withheld: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockFile {
    principal: String,
    #[serde(deserialize_with = "parsed")]
    from: Date,
    #[serde(default, deserialize_with = "perhaps")]
    until: Option<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ExceptionFile {
    reader: ReaderWord,
    unit: String,
    #[serde(deserialize_with = "parsed")]
    from: Date,
    #[serde(deserialize_with = "parsed")]
    until: Date,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum ReaderWord {
    Guardian,
    Child,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ApprovalFile {
    clinic: String,
    #[serde(deserialize_with = "parsed")]
    from: Date,
    #[serde(default, deserialize_with = "perhaps")]
    until: Option<Date>,
}

/// Reads the file.
pub(super) fn read(path: &Path) -> Result<Facts, Failure> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| Failure::line(format!("{shown} can't be read: {}", files::why(&error))))?;
    let file: File = serde_json::from_str(&text).map_err(|error| {
        let said = error.to_string();
        // The line stands in front, as everywhere else.
        let what = said.split(" at line ").next().unwrap_or_default();
        Failure::line(format!("{shown}:{}: {what}", error.line()))
    })?;
    understand(file).map_err(|what| Failure::line(format!("{shown}: {what}")))
}

fn understand(file: File) -> Result<Facts, &'static str> {
    let actor = person(&file.actor);
    let myself = file.relation.kind == Kind::Myself;
    let subject = match (&file.subject, myself) {
        (None, true) => actor,
        (Some(subject), false) => person(subject),
        (Some(_), true) => return Err("relation myself: leave subject out, it is the actor"),
        (None, false) => return Err("subject is missing: write whom it concerns"),
    };
    let mut names = Names::default();
    let question = Question {
        assurance: match file.login {
            Login::Bankid => Assurance::High,
            Login::Password => Assurance::Low,
        },
        actor,
        subject,
        relation: relation(&file.relation, file.at)?,
        area: file.area,
        unit: file.unit.map(|unit| UnitFacts {
            unit: UnitId(names.id(&unit.name)),
            clinic: ClinicId(names.id(&unit.clinic)),
            category: unit.category,
            withheld: unit.withheld,
        }),
        rulings: Rulings::NONE,
        now: file.at,
    };
    Ok(Facts {
        region: file.region.map(|region| region.parse()).transpose()?,
        question,
        blocks: each(file.blocks, |block| Block {
            principal: PrincipalId(names.id(&block.principal)),
            period: Period {
                from: block.from,
                until: block.until,
            },
        }),
        exceptions: each(file.exceptions, |one| Exception {
            reader: match one.reader {
                ReaderWord::Guardian => Reader::Guardian,
                ReaderWord::Child => Reader::Child,
            },
            unit: UnitId(names.id(&one.unit)),
            from: one.from,
            until: one.until,
        }),
        approvals: each(file.approvals, |one| Approval {
            clinic: ClinicId(names.id(&one.clinic)),
            period: Period {
                from: one.from,
                until: one.until,
            },
        }),
    })
}

fn each<A, B>(all: Vec<A>, understand: impl FnMut(A) -> B) -> Vec<B> {
    all.into_iter().map(understand).collect()
}

fn person(somebody: &Somebody) -> PersonFacts {
    PersonFacts {
        born: somebody.born,
        protection: somebody.protection,
        residence: somebody.residence,
    }
}

fn relation(standing: &Standing, at: Timestamp) -> Result<Relation, &'static str> {
    let custody = match standing.kind {
        Kind::Guardian => Custody::Held {
            until: standing.until,
        },
        Kind::NoCustody if standing.until.is_none() => Custody::NotHeld,
        Kind::Myself | Kind::None
            if standing.until.is_none() && standing.told.is_none() && !standing.linked =>
        {
            return Ok(match standing.kind {
                Kind::Myself => Relation::Myself,
                _ => Relation::None,
            });
        }
        _ => return Err("relation: until, told and linked belong to the kind guardian"),
    };
    Ok(Relation::Custody {
        custody,
        checked: standing.told.unwrap_or(at),
        linked: standing.linked,
    })
}
