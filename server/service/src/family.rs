//! The logged-in person's children: the home page, adding one, leaving one.

use std::collections::BTreeMap;

use domain::access::{Area, PublicReason};
use domain::age;
use domain::family::{ChildCard, ChildName, ChildState, Home, Overview, ReadsAt};
use domain::form::{AddChildForm, FieldCode, FieldErrors, wrong};
use domain::id::{LinkId, UnitId};
use domain::moment::Day;
use jiff::civil::Date;

use crate::access::{self, AccessError, Purpose, Subject, applications as proof, place};
use crate::ports::chance::new_id;
use crate::ports::register::RegisterError;
use crate::ports::store::LinkFacts;
use crate::session::Session;
use crate::{Fault, Services, applications, booking, links, register, whom};

/// The home page. Each child is decided and logged on its own; one that fails or is refused does
/// not hide the others.
pub async fn home(services: &Services, session: &Session) -> Result<Home, AccessError> {
    let purpose = Purpose::new(Area::Overview, "home");
    let own = access::read(services, session, Subject::Myself, purpose).await?;
    let unread = services.store.unread(&own).await.map_err(Fault::from)?;
    let next = booking::next(services, &own).await?;
    let renewals = renewals(services, session, Subject::Myself, &own).await?;
    let mut children = Vec::new();
    for facts in links::of(services, session).await? {
        let child = name_child(services, &facts);
        match open(services, session, facts.clone()).await {
            Ok(state) => children.push(ChildCard {
                child,
                state,
                reads: Vec::new(),
            }),
            Err(AccessError::Refused(why)) => {
                let reads = match why {
                    PublicReason::GuardianEnded { .. } => reads(services, session, &facts).await?,
                    _ => Vec::new(),
                };
                children.push(ChildCard {
                    child,
                    state: ChildState::Closed(why),
                    reads,
                });
            }
            Err(AccessError::NotFound) => {}
            Err(AccessError::Fault(fault)) => {
                tracing::error!(%fault, "a child's card failed");
                children.push(ChildCard {
                    child,
                    state: ChildState::Failed,
                    reads: Vec::new(),
                });
            }
        }
    }
    Ok(Home {
        name: session.person.display_name(),
        unread,
        next,
        renewals,
        children,
        asked: applications::asked(services, session, &own).await?,
    })
}

/// What one reads of the journal of a child whose pages are closed, by exceptions (R-J5): decided at
/// each unit. One that was renewed before it ended is one way in.
async fn reads(
    services: &Services,
    session: &Session,
    facts: &LinkFacts,
) -> Result<Vec<ReadsAt>, Fault> {
    let mut last: BTreeMap<UnitId, Date> = BTreeMap::new();
    for one in &facts.decided.exceptions {
        let until = last.entry(one.unit).or_insert(one.until);
        *until = one.until.max(*until);
    }
    let mut reads = Vec::new();
    for (unit, until) in last {
        if !proof::reads_at(services, session, facts, unit).await? {
            continue;
        }
        if let Some(unit) = services.store.unit(unit).await? {
            reads.push(ReadsAt {
                unit: unit.name,
                until: until.into(),
            });
        }
    }
    reads.sort_by_cached_key(|one| one.unit.to_lowercase());
    Ok(reads)
}

async fn open(
    services: &Services,
    session: &Session,
    facts: LinkFacts,
) -> Result<ChildState, AccessError> {
    let purpose = Purpose::new(Area::Overview, "home.child");
    let subject = Subject::Child(facts.link);
    let reading = access::read_link(services, session, facts, purpose).await?;
    let unread = services.store.unread(&reading).await.map_err(Fault::from)?;
    let next = booking::next(services, &reading).await?;
    let renewals = renewals(services, session, subject, &reading).await?;
    Ok(ChildState::Open {
        unread,
        next,
        renewals,
    })
}

/// How many prescriptions wait for a decision; none for one who may not see prescriptions (R-L6).
/// That the card was shown is in the log already.
async fn renewals(
    services: &Services,
    session: &Session,
    subject: Subject,
    reading: &access::Reading,
) -> Result<u32, AccessError> {
    // A number of one's own, whichever clinics have it: the inbox shows the threads (R-G8).
    let over = place::over(services, session, subject, Area::Prescriptions).await?;
    if over.is_listed() {
        let waiting = services.store.renewals_waiting(reading).await;
        Ok(waiting.map_err(Fault::from)?)
    } else {
        Ok(0)
    }
}

/// A child's overview.
pub async fn overview(
    services: &Services,
    session: &Session,
    link: LinkId,
) -> Result<Overview, AccessError> {
    let purpose = Purpose::new(Area::Overview, "overview");
    let reading = access::read(services, session, Subject::Child(link), purpose).await?;
    let unread = services.store.unread(&reading).await.map_err(Fault::from)?;
    let child = reading.subject();
    let rules = services.rules_now();
    let ends = age::birthday(child.born, rules.own_login_age, rules.leap_day);
    Ok(Overview {
        child: whom::child_name(services, link, child, reading.colour().unwrap_or_default()),
        unread,
        next: booking::next(services, &reading).await?,
        ends: Day::from(ends.unwrap_or(child.born)),
    })
}

/// The children to switch to: those that can be acted for now.
pub async fn switcher(services: &Services, session: &Session) -> Result<Vec<ChildName>, Fault> {
    let mut children = Vec::new();
    for facts in links::of(services, session).await? {
        if access::is_open(services, session, &facts) {
            children.push(name_child(services, &facts));
        }
    }
    Ok(children)
}

/// Why a child could not be added.
#[derive(Debug, thiserror::Error)]
pub enum AddChildError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// The child can't be added, and the user is told why.
    #[error("refused: {0:?}")]
    Refused(PublicReason),
    /// Something failed.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// Adds a child (R-G1, R-G2): the register must say, now, that the actor is its guardian.
/// Adding a child again gives the link that is there.
pub async fn add_child(
    services: &Services,
    session: &Session,
    form: &AddChildForm,
) -> Result<LinkId, AddChildError> {
    let today = age::today(services.clock.now());
    let number = form.validate(today).map_err(AddChildError::Fields)?;
    if number == session.person.number {
        let field = AddChildForm::PERSONNUMMER;
        return Err(AddChildError::Fields(wrong(field, FieldCode::NumberOwn)));
    }
    // Both are always asked about, so that the answer takes as long whatever it is (R-G9).
    match register::refresh_both(services, session.person.number, number).await {
        Ok(()) => {}
        Err(Fault::Register(RegisterError::Unavailable(why))) => {
            tracing::warn!(why, "the population register does not answer");
            return Err(AddChildError::Refused(PublicReason::RegisterUnavailable));
        }
        Err(fault) => return Err(fault.into()),
    }
    let custody = services
        .store
        .custody(session.person.id, number)
        .await
        .map_err(Fault::from)?;
    let child = services
        .store
        .person_by_number(number)
        .await
        .map_err(Fault::from)?;
    let purpose = Purpose::new(Area::AddChild, "child.add");
    let acting = match access::act_on_child(services, session, child, custody, purpose).await {
        Ok(acting) => acting,
        Err(AccessError::NotFound) => {
            return Err(AddChildError::Refused(PublicReason::CannotBeAdded));
        }
        Err(AccessError::Refused(why)) => return Err(AddChildError::Refused(why)),
        Err(AccessError::Fault(fault)) => return Err(fault.into()),
    };
    let id = LinkId(new_id(services.rng.as_ref(), acting.at()));
    Ok(services
        .store
        .add_link(acting, id)
        .await
        .map_err(Fault::from)?)
}

/// Removes the child from the actor's list. It can be added again.
pub async fn remove_child(
    services: &Services,
    session: &Session,
    link: LinkId,
) -> Result<(), AccessError> {
    let purpose = Purpose::new(Area::Settings, "child.remove");
    let acting = access::act(services, session, Subject::Child(link), purpose).await?;
    Ok(services
        .store
        .remove_link(acting)
        .await
        .map_err(Fault::from)?)
}

fn name_child(services: &Services, facts: &LinkFacts) -> ChildName {
    whom::child_name(services, facts.link, &facts.child, facts.colour)
}
