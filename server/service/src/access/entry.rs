//! The log's entry for an answer: who asked, about whom, what for, and by which rule it was allowed or
//! refused (R-J11).

use domain::access::{Grant, Reason};
use domain::id::{LogId, PersonId};
use jiff::Timestamp;

use super::facts::Known;
use super::{AccessError, Purpose};
use crate::ports::chance::new_id;
use crate::ports::store::LogEntry;
use crate::session::Session;
use crate::{Fault, Services};

/// An entry about no single thing, before it is decided.
pub(super) fn undecided(
    services: &Services,
    at: Timestamp,
    actor: PersonId,
    subject: PersonId,
    action: &'static str,
) -> LogEntry {
    LogEntry {
        id: LogId(new_id(services.rng.as_ref(), at)),
        at,
        actor,
        subject,
        capacity: None,
        action,
        object: None,
        unit: None,
        rule: "",
        refused: None,
        request: services.request.clone(),
    }
}

/// The entry with the answer in it; one that refuses is written here.
pub(super) async fn settled(
    services: &Services,
    entry: LogEntry,
    answer: Result<Grant, Reason>,
) -> Result<(Grant, LogEntry), AccessError> {
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

/// The entry for an answer about a subject; one that refuses is written here.
pub(super) async fn noted(
    services: &Services,
    session: &Session,
    known: &Known,
    purpose: Purpose,
    now: Timestamp,
    answer: Result<Grant, Reason>,
) -> Result<(Grant, LogEntry), AccessError> {
    let (actor, subject) = (session.person.id, known.person.id);
    let entry = LogEntry {
        object: purpose.object,
        unit: purpose.unit.map(|facts| facts.unit),
        ..undecided(services, now, actor, subject, purpose.action)
    };
    settled(services, entry, answer).await
}
