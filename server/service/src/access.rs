//! From a question to a proof: loads the facts, asks [`domain::access::decide`], writes the log,
//! and gives the proof that every store method about a person's data wants to see.

pub(crate) mod applications;
pub mod intake;
pub mod journal;
pub mod operator;
pub(crate) mod place;
pub mod principal;
mod ruling;
pub mod staff;

use domain::access::{
    self as rules, Area, Capacity, Custody, Grant, PersonFacts, PublicReason, Question, Reason,
    Relation, UnitFacts,
};
use domain::id::{LinkId, LogId, PersonId, UnitId};
use domain::person::Person;
use jiff::Timestamp;
use uuid::Uuid;

use crate::ports::chance::new_id;
use crate::ports::store::{CustodyAnswer, Decided, LinkFacts, LogEntry};
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

/// Proof that the actor may read this area of the subject now, and that the log says so.
///
/// Only this module makes one.
#[derive(Debug)]
pub struct Reading {
    actor: PersonId,
    subject: Person,
    grant: Grant,
    colour: Option<u8>,
    parts: Parts,
}

/// What of a person's journal a proof opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parts {
    /// All of it.
    All,
    /// What these units have written, and nothing else.
    Of(Vec<UnitId>),
}

/// Proof that the actor may change something of the subject now; it carries the log entry, which
/// the store writes in the same transaction.
///
/// Only this module makes one, and the store consumes it.
#[derive(Debug)]
pub struct Acting {
    subject: Person,
    actor_name: String,
    entry: LogEntry,
}

impl Reading {
    /// Who reads.
    pub fn actor(&self) -> PersonId {
        self.actor
    }

    /// Whom it concerns.
    pub fn subject(&self) -> &Person {
        &self.subject
    }

    /// As what.
    pub fn capacity(&self) -> Capacity {
        self.grant.capacity
    }

    /// An entry that says that this thing was read as well, with the same proof.
    pub(crate) fn read_too(
        &self,
        services: &Services,
        action: &'static str,
        object: Uuid,
    ) -> LogEntry {
        let now = services.clock.now();
        LogEntry {
            id: LogId(new_id(services.rng.as_ref(), now)),
            at: now,
            actor: self.actor,
            subject: self.subject.id,
            capacity: Some(self.grant.capacity),
            action,
            object: Some(object),
            unit: None,
            rule: self.grant.rule,
            refused: None,
            request: services.request.clone(),
        }
    }

    /// What of the journal it opens; for any other area: all.
    pub fn parts(&self) -> &Parts {
        &self.parts
    }

    /// Whether an exception lets a guardian read, whose link is over (R-J5).
    pub(crate) fn is_by_exception(&self) -> bool {
        self.grant.rule == "R-J5"
    }

    /// The child's colour, where the subject is a child acted for.
    pub fn colour(&self) -> Option<u8> {
        self.colour
    }
}

impl Acting {
    /// Who acts.
    pub fn actor(&self) -> PersonId {
        self.entry.actor
    }

    /// Whom it concerns.
    pub fn subject(&self) -> &Person {
        &self.subject
    }

    /// As what.
    pub fn capacity(&self) -> Capacity {
        // An act that is allowed has one; what has none is nobody's.
        self.entry.capacity.unwrap_or(Capacity::Myself)
    }

    /// The actor's name.
    pub fn actor_name(&self) -> &str {
        &self.actor_name
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.entry.at
    }

    /// The entry that must be written with the act.
    pub fn entry(&self) -> &LogEntry {
        &self.entry
    }
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
        assurance: domain::access::Assurance::High,
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

/// The subject and how the actor stands to it.
#[derive(Clone)]
struct Known {
    person: Person,
    relation: Relation,
    colour: Option<u8>,
    decided: Decided,
}

impl Known {
    async fn oneself(services: &Services, person: &Person) -> Result<Self, Fault> {
        Ok(Self {
            relation: Relation::Myself,
            colour: None,
            decided: ruling::of_oneself(services, person).await?,
            person: person.clone(),
        })
    }
}

impl From<LinkFacts> for Known {
    fn from(facts: LinkFacts) -> Self {
        Self {
            relation: relation(&facts.custody, true),
            person: facts.child,
            colour: Some(facts.colour),
            decided: facts.decided,
        }
    }
}

async fn load(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<Known, AccessError> {
    match subject {
        Subject::Myself => Ok(Known::oneself(services, &session.person).await?),
        Subject::Child(link) => {
            let links = links::of(services, session).await?;
            let found = links.into_iter().find(|facts| facts.link == link);
            Ok(found.ok_or(AccessError::NotFound)?.into())
        }
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

/// The log's entry for an answer; one that refuses is written here.
async fn noted(
    services: &Services,
    session: &Session,
    known: &Known,
    purpose: Purpose,
    now: Timestamp,
    answer: Result<Grant, Reason>,
) -> Result<(Grant, LogEntry), AccessError> {
    let entry = LogEntry {
        id: LogId(new_id(services.rng.as_ref(), now)),
        at: now,
        actor: session.person.id,
        subject: known.person.id,
        capacity: None,
        action: purpose.action,
        object: purpose.object,
        unit: purpose.unit.map(|facts| facts.unit),
        rule: "",
        refused: None,
        request: services.request.clone(),
    };
    match answer {
        Ok(grant) => {
            let entry = LogEntry {
                capacity: Some(grant.capacity),
                rule: grant.rule,
                ..entry
            };
            Ok((grant, entry))
        }
        Err(reason) => {
            let entry = LogEntry {
                rule: reason.rule(),
                refused: Some(reason.word()),
                ..entry
            };
            services.store.append(&entry).await.map_err(Fault::from)?;
            Err(AccessError::Refused(reason.public()))
        }
    }
}

fn question<'a>(
    services: &Services,
    session: &Session,
    known: &'a Known,
    area: Area,
    unit: Option<UnitFacts>,
) -> Question<'a> {
    Question {
        assurance: session.assurance,
        actor: facts_of(&session.person),
        subject: facts_of(&known.person),
        relation: known.relation,
        area,
        unit,
        rulings: known.decided.rulings(),
        now: services.clock.now(),
    }
}

/// The decision, by the rules that hold when it is asked.
fn decided(services: &Services, question: &Question<'_>) -> Result<Grant, Reason> {
    rules::decide(question, services.rules.at(question.now))
}

fn relation(answer: &CustodyAnswer, linked: bool) -> Relation {
    let custody = match &answer.held {
        Some(record) => Custody::Held {
            until: record.until,
        },
        None => Custody::NotHeld,
    };
    Relation::Custody {
        custody,
        checked: answer.told,
        linked,
    }
}

/// What the decision needs to know of a person.
pub(crate) fn facts_of(person: &Person) -> PersonFacts {
    PersonFacts {
        born: person.born,
        protection: person.protection,
        residence: person.residence,
    }
}
