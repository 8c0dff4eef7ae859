//! Proofs for those who decide who works at a care principal's units (R-C1).

use domain::access as rules;
use domain::id::{PersonId, PrincipalId};
use domain::principal::Principal;
use jiff::Timestamp;

use super::entry::{settled, undecided};
use super::{AccessError, facts_of, hide};
use crate::ports::store::LogEntry;
use crate::session::Session;
use crate::{Fault, Services};

/// Proof that the actor administers this care principal now, and that the log says that it looked.
///
/// Only this module makes one.
#[derive(Debug)]
pub struct AtPrincipal {
    principal: Principal,
}

/// Proof that the actor may change who works at the care principal's units; it carries the log
/// entry, of the one whom it is about.
///
/// Only this module makes one, and the store consumes it.
#[derive(Debug)]
pub struct AtPrincipalActing {
    principal: Principal,
    entry: LogEntry,
}

impl AtPrincipal {
    /// The care principal.
    pub fn principal(&self) -> &Principal {
        &self.principal
    }
}

impl AtPrincipalActing {
    /// The care principal.
    pub fn principal(&self) -> &Principal {
        &self.principal
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

/// Proof for looking. A care principal that one does not administer looks like one that does not
/// exist.
pub async fn at_principal(
    services: &Services,
    session: &Session,
    principal: PrincipalId,
    action: &'static str,
) -> Result<AtPrincipal, AccessError> {
    let about = session.person.id;
    let (principal, entry) = enter(services, session, principal, about, action).await?;
    services.store.append(&entry).await.map_err(Fault::from)?;
    Ok(AtPrincipal { principal })
}

/// Proof for changing where `about` works. The log is written by the store, together with the
/// change.
pub async fn act_at_principal(
    services: &Services,
    session: &Session,
    principal: PrincipalId,
    about: PersonId,
    action: &'static str,
) -> Result<AtPrincipalActing, AccessError> {
    let (principal, entry) = enter(services, session, principal, about, action).await?;
    Ok(AtPrincipalActing { principal, entry })
}

async fn enter(
    services: &Services,
    session: &Session,
    principal: PrincipalId,
    about: PersonId,
    action: &'static str,
) -> Result<(Principal, LogEntry), AccessError> {
    let all = services.store.administers(session.person.id).await;
    let all = all.map_err(Fault::from)?;
    let found = all.into_iter().find(|one| one.id == principal);
    let now = services.clock.now();
    let entry = LogEntry {
        object: Some(principal.0),
        ..undecided(services, now, session.person.id, about, action)
    };
    let facts = facts_of(&session.person);
    let answer = rules::decide_administrator(&facts, session.assurance, found.is_some());
    let entered = settled(services, entry, answer).await;
    let (_, entry) = entered.map_err(hide)?;
    Ok((found.ok_or(AccessError::NotFound)?, entry))
}
