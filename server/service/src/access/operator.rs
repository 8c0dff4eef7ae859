//! What the operator may look at: the facts of a decision, at the command line.

use domain::access::{Area, Assurance, Question, Relation, Rulings, UnitFacts};
use domain::id::PersonId;
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::Timestamp;

use super::{facts_of, relation};
use crate::ports::chance::Rng;
use crate::ports::store::{Decided, LogEntry, Store, StoreResult};
use crate::staff::by_operator;

/// A question that somebody could ask.
#[derive(Clone, Copy, Debug)]
pub struct Asked {
    /// Who would ask.
    pub actor: Personnummer,
    /// Whom it would concern.
    pub subject: Personnummer,
    /// How the actor would be logged in.
    pub assurance: Assurance,
    /// What would be asked for.
    pub area: Area,
    /// When.
    pub at: Timestamp,
}

/// Which of the two is not known here: nobody with that number has ever logged in or been added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// The one who would ask.
    Actor,
    /// The one whom it would concern.
    Subject,
}

/// The facts of a question that somebody could ask.
#[derive(Clone, Debug)]
pub struct Looked {
    question: Question<'static>,
    decided: Decided,
}

/// How and when somebody would ask.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    assurance: Assurance,
    at: Timestamp,
}

impl Standing {
    /// Logged in with BankID, at this time.
    pub(crate) fn with_bankid(at: Timestamp) -> Self {
        Self {
            assurance: Assurance::High,
            at,
        }
    }
}

impl Looked {
    /// The facts of these two, loaded as for a request, but that the register is not asked anew.
    /// Whoever looks notes it.
    pub(crate) async fn between(
        store: &dyn Store,
        actor: &Person,
        subject: &Person,
        standing: Standing,
    ) -> StoreResult<Self> {
        let question = Question {
            assurance: standing.assurance,
            actor: facts_of(actor),
            subject: facts_of(subject),
            relation: between(store, actor, subject).await?,
            area: Area::Overview,
            unit: None,
            rulings: Rulings::NONE,
            now: standing.at,
        };
        let decided = store.rulings_between(actor.id, subject.id).await?;
        Ok(Self { question, decided })
    }

    /// The question about an area of a unit.
    pub(crate) fn about(&self, area: Area, unit: Option<UnitFacts>) -> Question<'_> {
        Question {
            area,
            unit,
            ..self.question()
        }
    }

    /// The question with all its facts.
    pub fn question(&self) -> Question<'_> {
        Question {
            rulings: self.decided.rulings(),
            ..self.question
        }
    }
}

/// The facts that the decision would be made of, loaded as for a request, but that the register is
/// not asked anew: nothing is changed by looking. The look is in the log, about each of the two,
/// before this returns.
pub async fn look(
    store: &dyn Store,
    rng: &dyn Rng,
    asked: &Asked,
    now: Timestamp,
) -> StoreResult<Result<Looked, Unknown>> {
    let Some(actor) = store.person_by_number(asked.actor).await? else {
        return Ok(Err(Unknown::Actor));
    };
    let Some(subject) = store.person_by_number(asked.subject).await? else {
        return Ok(Err(Unknown::Subject));
    };
    let standing = Standing {
        assurance: asked.assurance,
        at: asked.at,
    };
    let mut looked = Looked::between(store, &actor, &subject, standing).await?;
    looked.question.area = asked.area;
    let entry = |person: PersonId| LogEntry {
        rule: "R-J11",
        ..by_operator(rng, now, person, "operator.rules-explain")
    };
    let mut entries = vec![entry(subject.id)];
    if actor.id != subject.id {
        entries.push(entry(actor.id));
    }
    store.append_all(&entries).await?;
    Ok(Ok(looked))
}

/// How the one stands to the other, as the register last told.
async fn between(store: &dyn Store, actor: &Person, subject: &Person) -> StoreResult<Relation> {
    if actor.id == subject.id {
        return Ok(Relation::Myself);
    }
    let links = store.links(actor.id).await?;
    let linked = links.iter().any(|facts| facts.child.id == subject.id);
    let custody = store.custody(actor.id, subject.number).await?;
    Ok(custody.map_or(Relation::None, |answer| relation(&answer, linked)))
}
