//! Hearing that something has changed: that it has, and never what. Whoever hears it asks again,
//! and that is decided and logged like any other reading.

use domain::access::Area;
use domain::id::UnitId;
use jiff::SignedDuration;
use uuid::Uuid;

use crate::access::{self, AccessError, Subject};
use crate::session::Session;
use crate::{Fault, Services};

/// What one wants to hear of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// A person's inbox.
    Inbox(Subject),
    /// A unit's work list (R-C1).
    Unit(UnitId),
}

/// How a topic stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heard {
    /// The topic.
    pub topic: Uuid,
    /// How often it has changed.
    pub version: u32,
    /// Whether it has changed so lately that a page may have missed it.
    pub lately: bool,
}

/// A page is listening within this time from when it was written.
const LATELY: SignedDuration = SignedDuration::from_secs(20);

/// How what it is about stands, for one who may see it now. Shows nothing but that it changes, so
/// it is not logged.
pub async fn listen(
    services: &Services,
    session: &Session,
    about: About,
) -> Result<Heard, AccessError> {
    let topic = match about {
        About::Inbox(subject) => {
            let person = access::may(services, session, subject, Area::Inbox).await?;
            person.0
        }
        About::Unit(unit) => {
            access::staff::may(services, session, unit).await?;
            unit.0
        }
    };
    let change = services.store.change(topic).await.map_err(Fault::from)?;
    let age = change.map(|change| services.clock.now().duration_since(change.at));
    Ok(Heard {
        topic,
        version: change.map_or(0, |change| change.version),
        lately: age.is_some_and(|age| age < LATELY),
    })
}
