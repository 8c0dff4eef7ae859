//! From a question to a proof: loads the facts, asks [`domain::access::decide`], writes the log's entry,
//! and gives the proof that every store method about a person's data wants to see.

pub(crate) mod applications;
mod entry;
mod facts;
pub mod intake;
pub mod journal;
pub mod operator;
pub(crate) mod place;
pub mod principal;
mod proof;
mod ruling;
pub mod staff;

use domain::access::{Area, Assurance, Grant, PublicReason, Question, Reason, Relation, UnitFacts};
use domain::id::{LinkId, PersonId};
use domain::person::Person;
use uuid::Uuid;

pub use self::proof::{Acting, Parts, Reading};

use self::entry::noted;
pub(crate) use self::facts::facts_of;
use self::facts::{Known, decided, load, question, relation};
use crate::ports::store::{CustodyAnswer, LinkFacts, LogEntry};
use crate::session::Session;
use crate::{Fault, Services, links};

/// Whom an address is about: `/mig/…` or `/ombud/{link}/…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Subject {
    /// The logged-in person itself.
    Myself,
    /// The child behind this link of the logged-in person.
    Child(LinkId),
}

/// Why there is no proof.
#[derive(Debug, thiserror::Error)]
pub enum AccessError {
    /// No such thing, or not yours: the same, on purpose.
    #[error("not found")]
    NotFound,
    /// Yours, but refused; the user is told why.
    #[error("refused: {0:?}")]
    Refused(PublicReason),
    /// Something failed; nothing is shown.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What a proof is wanted for: the area, the word for the log, and the thing it is about.
#[derive(Clone, Copy, Debug)]
pub struct Purpose {
    /// The area.
    pub area: Area,
    /// What is done, for the log: `inbox.list`, `journal.entry` …
    pub action: &'static str,
    /// The thread, entry … if one.
    pub object: Option<Uuid>,
    /// The unit that it is about, if one: what only a unit opens, and what a unit closes.
    pub unit: Option<UnitFacts>,
}

impl Purpose {
    /// A purpose about no single thing.
    pub const fn new(area: Area, action: &'static str) -> Self {
        Self {
            area,
            action,
            object: None,
            unit: None,
        }
    }

    /// The same, about this thing.
    #[must_use]
    pub const fn about(self, object: Uuid) -> Self {
        Self {
            object: Some(object),
            ..self
        }
    }

    /// The same, at this unit.
    #[must_use]
    pub const fn at(self, unit: UnitFacts) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }
}

/// Proof for reading. The log is written before this returns (R-J11).
pub async fn read(
    services: &Services,
    session: &Session,
    subject: Subject,
    purpose: Purpose,
) -> Result<Reading, AccessError> {
    let known = load(services, session, subject).await?;
    reading(services, session, known, purpose)
        .await
        .map_err(hide)
}

/// Proof for changing. The log is written by the store, together with the change.
pub async fn act(
    services: &Services,
    session: &Session,
    subject: Subject,
    purpose: Purpose,
) -> Result<Acting, AccessError> {
    let known = load(services, session, subject).await?;
    let (_, entry) = decide(services, session, &known, purpose)
        .await
        .map_err(hide)?;
    Ok(Acting {
        subject: known.person,
        actor_name: session.person.display_name(),
        entry,
    })
}

/// Proof for reading, where the facts about the link are at hand already (the family's list).
/// The log is written before this returns.
pub(crate) async fn read_link(
    services: &Services,
    session: &Session,
    facts: LinkFacts,
    purpose: Purpose,
) -> Result<Reading, AccessError> {
    reading(services, session, facts.into(), purpose)
        .await
        .map_err(hide)
}

/// Proof for linking the actor to a child that is not linked yet. A number that nobody has is
/// refused like a child whose custody the register does not show (R-G9), and logged as well.
pub(crate) async fn act_on_child(
    services: &Services,
    session: &Session,
    child: Option<Person>,
    custody: Option<CustodyAnswer>,
    purpose: Purpose,
) -> Result<Acting, AccessError> {
    // Custody of a number that nobody has is custody of nobody.
    let custody = custody.filter(|_| child.is_some());
    let person = child.unwrap_or_else(|| session.person.clone());
    // Asked of a number that nobody has as well: the answer takes as long whatever it is.
    let decided = ruling::between(services, session.person.id, person.id).await?;
    let known = Known {
        relation: custody
            .as_ref()
            .map_or(Relation::None, |answer| relation(answer, false)),
        person,
        colour: None,
        decided,
    };
    let (_, entry) = decide(services, session, &known, purpose).await?;
    Ok(Acting {
        subject: known.person,
        actor_name: session.person.display_name(),
        entry,
    })
}

/// Whether the child behind the link can be acted for now. Shows nothing but that, so it is not
/// logged: for the switcher.
pub(crate) fn is_open(services: &Services, session: &Session, facts: &LinkFacts) -> bool {
    let known = Known::from(facts.clone());
    let question = question(services, session, &known, Area::Overview, None);
    decided(services, &question).is_ok()
}

/// Who it is, where the actor may enter the area now. For what shows nothing of the person, so it
/// is not logged.
pub(crate) async fn may(
    services: &Services,
    session: &Session,
    subject: Subject,
    area: Area,
) -> Result<PersonId, AccessError> {
    let known = load(services, session, subject).await?;
    let question = question(services, session, &known, area, None);
    match decided(services, &question) {
        Ok(_) => Ok(known.person.id),
        Err(reason) => Err(hide(AccessError::Refused(reason.public()))),
    }
}

/// Whether a reader may still hear that there is news in a person's inbox: decided when it is
/// sent, whenever it was written. Nobody is logged in then, and nothing is shown.
pub(crate) async fn may_hear(
    services: &Services,
    reader: PersonId,
    subject: PersonId,
) -> Result<Hears, Fault> {
    let Some(actor) = services.store.person(reader).await? else {
        return Ok(Hears::No);
    };
    let known = if reader == subject {
        Known::oneself(services, &actor).await?
    } else {
        let Some(facts) = links::to(services, &actor, subject).await? else {
            return Ok(Hears::No);
        };
        facts.into()
    };
    let question = Question {
        assurance: Assurance::High,
        actor: facts_of(&actor),
        subject: facts_of(&known.person),
        relation: known.relation,
        area: Area::Inbox,
        unit: None,
        rulings: known.decided.rulings(),
        now: services.clock.now(),
    };
    Ok(match decided(services, &question) {
        Ok(_) => Hears::Yes,
        Err(Reason::CustodyUnknown) => Hears::Unknown,
        Err(_) => Hears::No,
    })
}

/// Whether somebody may hear that there is news.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Hears {
    /// Yes.
    Yes,
    /// No, not any more.
    No,
    /// The register does not tell now (R-G6).
    Unknown,
}

async fn reading(
    services: &Services,
    session: &Session,
    known: Known,
    purpose: Purpose,
) -> Result<Reading, AccessError> {
    let (grant, entry) = decide(services, session, &known, purpose).await?;
    services.store.append(&entry).await.map_err(Fault::from)?;
    Ok(Reading {
        actor: session.person.id,
        subject: known.person,
        grant,
        colour: known.colour,
        // A journal's proof is made in `journal`, unit by unit: this one opens nothing of it.
        parts: match purpose.area {
            Area::Journal => Parts::Of(Vec::new()),
            _ => Parts::All,
        },
    })
}

/// A link whose child can't be acted for any more (custody ended, a protected identity) looks like
/// one that never was (R-G6, R-G7, R-G9).
fn hide(error: AccessError) -> AccessError {
    match error {
        AccessError::Refused(PublicReason::CannotBeAdded) => AccessError::NotFound,
        other => other,
    }
}

async fn decide(
    services: &Services,
    session: &Session,
    known: &Known,
    purpose: Purpose,
) -> Result<(Grant, LogEntry), AccessError> {
    let question = question(services, session, known, purpose.area, purpose.unit);
    let answer = decided(services, &question);
    noted(services, session, known, purpose, question.now, answer).await
}
