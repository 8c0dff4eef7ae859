//! A unit's applications for an exception (R-J5, R-J6, R-C3): members see them and record notes, those
//! in charge decide. Who applies, and a guardian of the child, find none of it here: nobody decides
//! about its own, and of a child's own application no guardian hears (R-E9).

use std::cmp::Reverse;

use domain::application::{Act, Application, DeskAct, DeskForm, Party, UnitApplications};
use domain::form::Typed;
use domain::id::{ApplicationId, LinkId, PersonId, UnitId};
use domain::staff::Role;

use super::shown::{days, state, summary, whole};
use super::stepped;
use crate::access::AccessError;
use crate::access::staff::{AtDesk, act_on_person, at_desk};
use crate::cases::CaseError;
use crate::ports::chance::new_id;
use crate::ports::store::{ApplicationInFull, ApplicationRow, Deciding, LogEntry};
use crate::session::Session;
use crate::{Fault, Services};

/// The unit's applications. Everybody in them is logged before they are shown.
pub async fn list(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<UnitApplications, AccessError> {
    const ACTION: &str = "applications.unit";
    let desk = at_desk(services, session, unit, ACTION).await?;
    let store = &services.store;
    let waiting = store.applications_at(&desk, true).await;
    let mut waiting = waiting.map_err(Fault::from)?;
    // The oldest first: it has waited longest.
    waiting.reverse();
    let decided = store.applications_at(&desk, false).await;
    let mut decided = decided.map_err(Fault::from)?;
    // What the child has grown out of waits for nobody.
    let is_open = |row: &ApplicationRow| state(services, row).is_open();
    let (waiting, over): (Vec<_>, Vec<_>) = waiting.into_iter().partition(is_open);
    decided.extend(over);
    decided.sort_by_key(|row| Reverse(row.changed));
    let people = waiting.iter().chain(&decided).flat_map(people).collect();
    desk.note_shown(services, people, ACTION).await?;
    let party = party(&desk);
    let all = |rows: &[ApplicationRow]| {
        let rows = rows.iter().map(|row| summary(services, row, party));
        rows.collect()
    };
    Ok(UnitApplications {
        unit: desk.desk().unit,
        name: desk.desk().name.clone(),
        waiting: all(&waiting),
        decided: all(&decided),
    })
}

/// One of the unit's. The child and the applicant are logged before it is shown.
pub async fn one(
    services: &Services,
    session: &Session,
    unit: UnitId,
    id: ApplicationId,
) -> Result<(String, Application), AccessError> {
    const ACTION: &str = "applications.one";
    let desk = at_desk(services, session, unit, ACTION).await?;
    let found = find(services, &desk, id).await?;
    let mut people = people(&found.row).to_vec();
    people.dedup();
    let shown = people.into_iter().map(|person| LogEntry {
        object: Some(id.0),
        ..desk.shown(services, person, ACTION)
    });
    let shown: Vec<_> = shown.collect();
    let logged = services.store.append_all(&shown).await;
    logged.map_err(Fault::from)?;
    Ok((
        desk.desk().name.clone(),
        whole(services, found, party(&desk)),
    ))
}

/// Records a doctor's note, approves, denies or revokes.
pub async fn act(
    services: &Services,
    session: &Session,
    unit: UnitId,
    id: ApplicationId,
    typed: &Typed,
) -> Result<Act, CaseError> {
    let desk = at_desk(services, session, unit, "applications.act").await?;
    let found = find(services, &desk, id).await?;
    let days = days(services, &found.row.child);
    let form = DeskForm::read(typed, found.row.kind, Some(days));
    let word = typed.get(domain::application::ApplicationForm::ACT);
    let action = match Act::from_word(word) {
        Some(Act::Note) => "applications.note",
        Some(Act::Deny) => "applications.deny",
        Some(Act::Revoke) => "applications.revoke",
        _ => "applications.approve",
    };
    let in_charge = action != "applications.note";
    let (about, object) = (found.row.child.id, Some(id.0));
    let acting = act_on_person(services, session, unit, about, object, action, in_charge).await?;
    let form = form.map_err(CaseError::Fields)?;
    let act: DeskAct = form.act;
    let deciding = Deciding {
        id,
        party: party(&desk),
        version: form.version,
        days,
        link: LinkId(new_id(services.rng.as_ref(), acting.at())),
        act,
    };
    let done = services.store.decide_application(acting, &deciding).await;
    stepped(done.map_err(Fault::from)?)?;
    Ok(deciding.act.act())
}

async fn find(
    services: &Services,
    desk: &AtDesk,
    id: ApplicationId,
) -> Result<ApplicationInFull, AccessError> {
    let found = services.store.application_at(desk, id).await;
    found.map_err(Fault::from)?.ok_or(AccessError::NotFound)
}

/// Those whom an application is about.
fn people(row: &ApplicationRow) -> [PersonId; 2] {
    [row.child.id, row.applicant.id]
}

fn party(desk: &AtDesk) -> Party {
    match desk.desk().role {
        Role::Member => Party::Member,
        Role::InCharge => Party::InCharge,
    }
}
