//! The guardian's links with the facts about them, read once for each request: the band, the
//! switcher and the decision all need them.

use std::sync::Arc;

use domain::id::PersonId;
use domain::person::Person;
use futures::lock::Mutex;

use crate::ports::store::LinkFacts;
use crate::session::Session;
use crate::{Fault, Services, register};

/// The links, once they have been read. Lives as long as the request's session value.
#[derive(Clone, Debug, Default)]
pub struct Links(Arc<Mutex<Option<Vec<LinkFacts>>>>);

/// All the guardian's links, with custody that is fresh enough wherever the register could tell
/// (R-G6): where an answer is too old the register is asked again; if it can't answer, the old
/// answer stays, and the decision refuses it.
pub(crate) async fn of(services: &Services, session: &Session) -> Result<Vec<LinkFacts>, Fault> {
    let mut read = session.links.0.lock().await;
    if let Some(links) = &*read {
        return Ok(links.clone());
    }
    let links = fresh(services, &session.person).await?;
    *read = Some(links.clone());
    Ok(links)
}

/// The guardian's link to this child, if there is one.
pub(crate) async fn to(
    services: &Services,
    guardian: &Person,
    child: PersonId,
) -> Result<Option<LinkFacts>, Fault> {
    let links = fresh(services, guardian).await?;
    Ok(links.into_iter().find(|facts| facts.child.id == child))
}

async fn fresh(services: &Services, guardian: &Person) -> Result<Vec<LinkFacts>, Fault> {
    let load = || services.store.links(guardian.id);
    let mut links = load().await?;
    let stale: Vec<_> = links
        .iter()
        .filter(|facts| register::is_stale(services, facts.custody.told))
        .map(|facts| facts.child.number)
        .collect();
    if !stale.is_empty() {
        let numbers: Vec<_> = std::iter::once(guardian.number).chain(stale).collect();
        register::refresh_family(services, &numbers).await?;
        links = load().await?;
    }
    Ok(links)
}
