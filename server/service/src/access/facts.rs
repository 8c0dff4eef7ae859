//! The facts of a decision: the subject, how the actor stands to it, and what has been decided about
//! the two.

use domain::access::{
    self as rules, Area, Custody, Grant, PersonFacts, Question, Reason, Relation, UnitFacts,
};
use domain::person::Person;

use super::{AccessError, Subject, ruling};
use crate::ports::store::{CustodyAnswer, Decided, LinkFacts};
use crate::session::Session;
use crate::{Fault, Services, links};

/// The subject and how the actor stands to it.
#[derive(Clone)]
pub(super) struct Known {
    pub(super) person: Person,
    pub(super) relation: Relation,
    pub(super) colour: Option<u8>,
    pub(super) decided: Decided,
}

impl Known {
    /// The actor itself.
    pub(super) async fn oneself(services: &Services, person: &Person) -> Result<Self, Fault> {
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

/// Whom an address is about.
pub(super) async fn load(
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

/// What the decision is asked.
pub(super) fn question<'a>(
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
pub(super) fn decided(services: &Services, question: &Question<'_>) -> Result<Grant, Reason> {
    rules::decide(question, services.rules.at(question.now))
}

/// How the actor stands to a child, as the register last told.
pub(super) fn relation(answer: &CustodyAnswer, linked: bool) -> Relation {
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
