//! Applications for an exception (R-J5, R-J6): the guardian's side and the child's. The unit's stands
//! in [`desk`], and telling that an exception ends in [`ending`].

pub mod desk;
pub mod ending;
mod shown;

use std::collections::HashMap;

use domain::access::{Assurance, PublicReason};
use domain::age;
use domain::application::{
    Act, Application, ApplicationDesk, ApplicationForm, ApplicationKind, ApplicationSummary,
    Applications, NewApplication, Party, State,
};
use domain::contact::UnitOffer;
use domain::form::{AddChildForm, FieldCode, Typed, wrong};
use domain::id::{ApplicationId, PersonId};
use domain::person::Person;

use self::shown::{days, summary, whole};
use crate::access::applications::{self as proof, Applying, own_kind};
use crate::access::{AccessError, Reading};
use crate::cases::CaseError;
use crate::ports::register::RegisterError;
use crate::ports::store::{Answer, ApplicationRow, Applied, CustodyAnswer, Parties, Stepped};
use crate::session::Session;
use crate::{Fault, Services, contact, errand, register};

/// One's own applications, and those about oneself. One about a child for whom one is not known to be
/// a guardian any more is not there (R-G6, R-G9).
pub async fn list(services: &Services, session: &Session) -> Result<Applications, AccessError> {
    const ACTION: &str = "applications.list";
    let kind = own_kind(services, session);
    let reading = proof::own(services, session, kind, ACTION).await?;
    let rows = services.store.applications_of(&reading).await;
    let (own, asked) = rows.map_err(Fault::from)?;
    let mut shown = HashMap::new();
    let mut mine = Vec::new();
    for row in own {
        if may_be_shown(services, session, &row, &mut shown).await? {
            mine.push(summary(services, &row, Party::Applicant));
        }
    }
    let asked = asked.iter().map(|row| summary(services, row, Party::Child));
    Ok(Applications {
        own: mine,
        asked: asked.collect(),
        kind,
    })
}

/// Applications about oneself that wait for one's answer: for the home page, whose proof it is. A
/// password session can't answer, and is told of none (R-J12).
pub(crate) async fn asked(
    services: &Services,
    session: &Session,
    own: &Reading,
) -> Result<Vec<ApplicationSummary>, Fault> {
    if session.assurance < Assurance::High {
        return Ok(Vec::new());
    }
    let (_, asked) = services.store.applications_of(own).await?;
    let asked = asked
        .iter()
        .map(|row| summary(services, row, Party::Child))
        .filter(|one| one.state == State::Applied);
    Ok(asked.collect())
}

/// Whether the actor may follow its own application, decided and logged once for each child.
async fn may_be_shown(
    services: &Services,
    session: &Session,
    row: &ApplicationRow,
    shown: &mut HashMap<PersonId, bool>,
) -> Result<bool, AccessError> {
    if row.child.id == session.person.id {
        return Ok(true);
    }
    if let Some(known) = shown.get(&row.child.id) {
        return Ok(*known);
    }
    let parties = Parties {
        kind: row.kind,
        applicant: row.applicant.id,
        child: row.child.clone(),
    };
    let may = match proof::follow(services, session, &parties, "applications.list", row.id).await {
        Ok(_) => true,
        Err(AccessError::Refused(PublicReason::RegisterUnavailable)) => {
            return Err(AccessError::Refused(PublicReason::RegisterUnavailable));
        }
        Err(AccessError::NotFound | AccessError::Refused(_)) => false,
        Err(error) => return Err(error),
    };
    shown.insert(row.child.id, may);
    Ok(may)
}

/// What the form for a new application needs: the units that the search finds. Where the region has
/// no such exceptions, no unit is offered.
pub async fn form(
    services: &Services,
    session: &Session,
    search: &str,
) -> Result<ApplicationDesk, AccessError> {
    let kind = own_kind(services, session);
    let reading = proof::own(services, session, kind, "applications.form").await?;
    let rules = services.rules_now();
    let offered = match kind {
        ApplicationKind::GuardianReads => rules.guardian_exceptions,
        ApplicationKind::ChildReads => rules.child_exceptions,
    };
    let mut units: Vec<UnitOffer> = Vec::new();
    if offered {
        units = contact::search(services, search).await?;
        if kind == ApplicationKind::ChildReads && units.is_empty() {
            // Those that it knows already.
            let known = services.store.known_units(&reading).await;
            units = known.map_err(Fault::from)?;
            units.sort_by_cached_key(|unit| unit.name.to_lowercase());
        }
    }
    Ok(ApplicationDesk {
        kind,
        offered,
        units,
        key: errand::new_key(services),
    })
}

/// Applies: a guardian about a child from 13 to 15, whose custody the register is asked of as when a
/// child is added; or such a child for itself.
pub async fn apply(services: &Services, session: &Session, typed: &Typed) -> Result<(), CaseError> {
    let kind = own_kind(services, session);
    let today = age::today(services.clock.now());
    let new = NewApplication::read(typed, kind, Some(today)).map_err(CaseError::Fields)?;
    let unit_wrong = |code| CaseError::Fields(wrong(NewApplication::UNIT, code));
    let mut units = Vec::new();
    for unit in &new.units {
        let unit = services.store.unit_facts(*unit).await;
        units.extend(unit.map_err(Fault::from)?);
    }
    let number_wrong = |code| CaseError::Fields(wrong(AddChildForm::PERSONNUMMER, code));
    let mut about = None;
    if let Some(number) = new.child {
        if number == session.person.number {
            return Err(number_wrong(FieldCode::NumberOwn));
        }
        // Both are always asked about, so that the answer takes as long whatever it is (R-G9).
        for number in [session.person.number, number] {
            match register::refresh(services, number).await {
                Ok(_) => {}
                Err(Fault::Register(RegisterError::Unavailable(why))) => {
                    tracing::warn!(why, "the population register does not answer");
                    let why = PublicReason::RegisterUnavailable;
                    return Err(AccessError::Refused(why).into());
                }
                Err(fault) => return Err(fault.into()),
            }
        }
        let custody = services.store.custody(session.person.id, number).await;
        let child = services.store.person_by_number(number).await;
        let known: (Option<Person>, Option<CustodyAnswer>) =
            (child.map_err(Fault::from)?, custody.map_err(Fault::from)?);
        about = known.0.zip(known.1);
    }
    let acting = match proof::apply(services, session, kind, about, &units).await {
        Ok(acting) => acting,
        Err(Applying::StillOmbud) => return Err(number_wrong(FieldCode::StillOmbud)),
        Err(Applying::ReadsItself) => return Err(number_wrong(FieldCode::ReadsItself)),
        Err(Applying::Not(error)) => return Err(error.into()),
    };
    if units.len() < new.units.len() {
        return Err(unit_wrong(FieldCode::Choice));
    }
    match services.store.apply(acting, kind, &new).await {
        Ok(Applied::Done) => Ok(()),
        Ok(Applied::Other) => Err(CaseError::SentOther),
        Ok(Applied::Waits) => Err(unit_wrong(FieldCode::AlreadyApplied)),
        Err(error) => Err(Fault::from(error).into()),
    }
}

/// One application, for the one who made it or the child whom it is about.
pub async fn one(
    services: &Services,
    session: &Session,
    id: ApplicationId,
) -> Result<Application, AccessError> {
    let parties = parties(services, id).await?;
    let reading = proof::follow(services, session, &parties, "applications.one", id).await?;
    let found = services.store.application(&reading, id).await;
    let found = found.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
    let party = party(session, &parties).ok_or(AccessError::NotFound)?;
    Ok(whole(services, found, party))
}

/// The applicant withdraws it, or the child answers.
pub async fn act(
    services: &Services,
    session: &Session,
    id: ApplicationId,
    typed: &Typed,
) -> Result<Act, CaseError> {
    let form = ApplicationForm::read(typed);
    let action = match form.as_ref().map(|form| form.act) {
        Ok(Act::Consent) => "applications.consent",
        Ok(Act::Decline) => "applications.decline",
        Ok(Act::TakeBack) => "applications.take-back",
        _ => "applications.withdraw",
    };
    let parties = parties(services, id).await?;
    let acting = proof::answer(services, session, &parties, action, id).await?;
    let form = form.map_err(CaseError::Fields)?;
    let party = party(session, &parties).ok_or(AccessError::NotFound)?;
    let answer = Answer {
        id,
        party,
        act: form.act,
        version: form.version,
        days: days(services, &parties.child),
    };
    let done = services.store.answer_application(acting, &answer).await;
    stepped(done.map_err(Fault::from)?)?;
    Ok(form.act)
}

async fn parties(services: &Services, id: ApplicationId) -> Result<Parties, AccessError> {
    let parties = services.store.application_parties(id).await;
    parties.map_err(Fault::from)?.ok_or(AccessError::NotFound)
}

fn party(session: &Session, parties: &Parties) -> Option<Party> {
    if parties.applicant == session.person.id {
        Some(Party::Applicant)
    } else if parties.child.id == session.person.id {
        Some(Party::Child)
    } else {
        None
    }
}

fn stepped(done: Stepped) -> Result<(), CaseError> {
    match done {
        Stepped::Done => Ok(()),
        Stepped::Conflict => Err(CaseError::Conflict),
        Stepped::NotFound => Err(AccessError::NotFound.into()),
    }
}
