//! Proofs for applications for an exception (R-J5, R-J6): decided by
//! [`rules::decide_following`] and [`rules::decide_application`].

use domain::access::{self as rules, NotApplied, Question, Reason, Relation, UnitFacts};
use domain::application::ApplicationKind;
use domain::id::{ApplicationId, LogId, UnitId};
use domain::person::Person;

use super::{
    AccessError, Acting, Known, Parts, Purpose, Reading, decided, facts_of, hide, noted, question,
    relation, ruling,
};
use crate::ports::chance::new_id;
use crate::ports::store::{CustodyAnswer, LinkFacts, LogEntry, Parties};
use crate::session::Session;
use crate::{Fault, Services, register};

/// Why there is no proof for applying.
#[derive(Debug)]
pub(crate) enum Applying {
    /// The child is under 13 (R-J2).
    StillOmbud,
    /// The child reads itself (R-J4).
    ReadsItself,
    /// As for anything else; not hidden: a stranger's child can't be added (R-G9).
    Not(AccessError),
}

/// Proof for looking at one's own applications, and those about oneself. The log is written before
/// this returns.
pub(crate) async fn own(
    services: &Services,
    session: &Session,
    kind: ApplicationKind,
    action: &'static str,
) -> Result<Reading, AccessError> {
    let known = myself(services, session).await?;
    reading(services, session, known, (kind, action, None)).await
}

/// Proof for looking at an application. One that is not the actor's, and is not about it, looks like
/// one that does not exist. The log is written before this returns.
pub(crate) async fn follow(
    services: &Services,
    session: &Session,
    parties: &Parties,
    action: &'static str,
    id: ApplicationId,
) -> Result<Reading, AccessError> {
    let known = between(services, session, parties).await?;
    reading(services, session, known, (parties.kind, action, Some(id))).await
}

/// Proof for doing something with an application. The log is written by the store, together with
/// what is done.
pub(crate) async fn answer(
    services: &Services,
    session: &Session,
    parties: &Parties,
    action: &'static str,
    id: ApplicationId,
) -> Result<Acting, AccessError> {
    let known = between(services, session, parties).await?;
    let what = (parties.kind, action, Some(id));
    let (_, entry) = followed(services, session, &known, what).await?;
    Ok(Acting {
        subject: known.person,
        actor_name: session.person.display_name(),
        entry,
    })
}

/// Proof for applying at these units: a guardian about this child, or a child for itself. A number that
/// nobody has is refused like a child whose custody the register does not show (R-G9), and logged as
/// well.
pub(crate) async fn apply(
    services: &Services,
    session: &Session,
    kind: ApplicationKind,
    about: Option<(Person, CustodyAnswer)>,
    units: &[UnitFacts],
) -> Result<Acting, Applying> {
    const ACTION: &str = "applications.apply";
    let known = match (kind, about) {
        (ApplicationKind::ChildReads, _) => myself(services, session).await,
        (ApplicationKind::GuardianReads, Some((child, custody))) => {
            let relation = relation(&custody, false);
            known(services, session, child, relation).await
        }
        (ApplicationKind::GuardianReads, None) => {
            known(services, session, session.person.clone(), Relation::None).await
        }
    };
    let known = known.map_err(|fault| Applying::Not(fault.into()))?;
    let purpose = Purpose::new(domain::access::Area::Journal, ACTION);
    let answer = match applied(services, session, &known, kind, units) {
        Ok(grant) => Ok(grant),
        Err(NotApplied::Refused(reason)) => Err(reason),
        Err(not @ (NotApplied::StillOmbud | NotApplied::ReadsItself)) => {
            return Err(refused(services, session, &known, not, ACTION).await);
        }
    };
    let now = services.clock.now();
    let noted = noted(services, session, &known, purpose, now, answer).await;
    let (_, entry) = noted.map_err(Applying::Not)?;
    Ok(Acting {
        subject: known.person,
        actor_name: session.person.display_name(),
        entry,
    })
}

/// Decides at one unit after the other: the first that says no is the answer. At no unit that is known
/// it is decided as well: who may not apply hears nothing of units.
fn applied(
    services: &Services,
    session: &Session,
    known: &Known,
    kind: ApplicationKind,
    units: &[UnitFacts],
) -> Result<rules::Grant, NotApplied> {
    let ask = |unit| {
        let asked = question(services, session, known, rules::Area::Journal, unit);
        let rule_set = services.rules.at(asked.now);
        rules::decide_application(&asked, kind.reader(), rule_set)
    };
    let grant = ask(units.first().copied())?;
    for unit in units.iter().skip(1) {
        ask(Some(*unit))?;
    }
    Ok(grant)
}

/// Logs a child of an age at which nobody applies.
async fn refused(
    services: &Services,
    session: &Session,
    known: &Known,
    not: NotApplied,
    action: &'static str,
) -> Applying {
    let now = services.clock.now();
    let entry = LogEntry {
        id: LogId(new_id(services.rng.as_ref(), now)),
        at: now,
        actor: session.person.id,
        subject: known.person.id,
        capacity: None,
        action,
        object: None,
        unit: None,
        rule: not.rule(),
        refused: Some(not.word()),
        request: services.request.clone(),
    };
    match services.store.append(&entry).await {
        Ok(()) if not == NotApplied::StillOmbud => Applying::StillOmbud,
        Ok(()) => Applying::ReadsItself,
        Err(error) => Applying::Not(Fault::from(error).into()),
    }
}

async fn reading(
    services: &Services,
    session: &Session,
    known: Known,
    what: (ApplicationKind, &'static str, Option<ApplicationId>),
) -> Result<Reading, AccessError> {
    let (grant, entry) = followed(services, session, &known, what).await?;
    services.store.append(&entry).await.map_err(Fault::from)?;
    Ok(Reading {
        actor: session.person.id,
        subject: known.person,
        grant,
        colour: known.colour,
        // Nothing of the journal itself.
        parts: Parts::Of(Vec::new()),
    })
}

async fn followed(
    services: &Services,
    session: &Session,
    known: &Known,
    (kind, action, id): (ApplicationKind, &'static str, Option<ApplicationId>),
) -> Result<(rules::Grant, LogEntry), AccessError> {
    let asked = asked(services, session, known);
    let answer = rules::decide_following(&asked, kind.reader(), services.rules.at(asked.now));
    let purpose = Purpose {
        object: id.map(|id| id.0),
        ..Purpose::new(domain::access::Area::Journal, action)
    };
    let noted = noted(services, session, known, purpose, asked.now, answer).await;
    noted.map_err(hide)
}

fn asked<'a>(services: &Services, session: &Session, known: &'a Known) -> Question<'a> {
    question(services, session, known, rules::Area::Journal, None)
}

async fn myself(services: &Services, session: &Session) -> Result<Known, Fault> {
    known(services, session, session.person.clone(), Relation::Myself).await
}

async fn known(
    services: &Services,
    session: &Session,
    person: Person,
    relation: Relation,
) -> Result<Known, Fault> {
    Ok(Known {
        decided: ruling::between(services, session.person.id, person.id).await?,
        person,
        relation,
        colour: None,
    })
}

/// How the actor stands to the child of an application, with custody that is fresh enough (R-G6).
async fn between(
    services: &Services,
    session: &Session,
    parties: &Parties,
) -> Result<Known, Fault> {
    let (me, child) = (&session.person, &parties.child);
    if child.id == me.id {
        return myself(services, session).await;
    }
    if parties.applicant != me.id {
        return known(services, session, child.clone(), Relation::None).await;
    }
    let store = &services.store;
    let mut custody = store.custody(me.id, child.number).await?;
    let is_fresh = |answer: &CustodyAnswer| !register::is_stale(services, answer.told);
    if !custody.as_ref().is_some_and(is_fresh) {
        register::refresh_family(services, &[me.number, child.number]).await?;
        custody = store.custody(me.id, child.number).await?;
    }
    // As the register tells of it by now.
    let child = store.person(child.id).await?;
    let child = child.unwrap_or_else(|| parties.child.clone());
    let relation = custody.map_or(Relation::None, |answer| relation(&answer, false));
    known(services, session, child, relation).await
}

/// Whether a guardian may read what this unit has written, by an exception (R-J5). One whom only the
/// log-in keeps from it, or that the register does not answer, is shown the way, and told there what
/// is needed (R-L6, R-G6). Shows nothing of the journal, so it is not logged.
pub(crate) async fn reads_at(
    services: &Services,
    session: &Session,
    facts: &LinkFacts,
    unit: UnitId,
) -> Result<bool, Fault> {
    let unit = services.store.unit_facts(unit).await?;
    let known = Known::from(facts.clone());
    let asked = question(services, session, &known, rules::Area::Journal, unit);
    Ok(matches!(
        decided(services, &asked),
        Ok(_) | Err(Reason::AssuranceTooLow | Reason::CustodyUnknown)
    ))
}

/// What the decision needs to know of one who is logged in, and of the rules: what one could apply
/// for. A child from 13 to 15 for itself, everybody else as a guardian.
pub(crate) fn own_kind(services: &Services, session: &Session) -> ApplicationKind {
    let now = services.clock.now();
    let born = facts_of(&session.person).born;
    if domain::age::today(now) < domain::application::grown(born, services.rules.at(now)) {
        ApplicationKind::ChildReads
    } else {
        ApplicationKind::GuardianReads
    }
}
