//! A unit's cases: the work list, one case, and what staff does with it (R-C1, R-C2).

mod decide;

use domain::case::{
    Case, CaseAct, CaseForm, CaseState, CaseSummary, Colleague, WorkList, WorkListForm,
};
use domain::form::{FieldCode, FieldErrors, PAGE_SIZE, Typed, wrong};
use domain::id::{AttachmentId, StaffId, ThreadId, UnitId};
use jiff::Timestamp;

use crate::access::AccessError;
use crate::access::staff::{CaseActing, act_on_case, at_desk, read_case, read_case_part};
use crate::attachment::{Files, with_files};
use crate::errand::signed;
use crate::ports::store::{AttachmentRow, CaseAnswer, CaseChange, CaseCursor, CaseRow, Changed};
use crate::session::Session;
use crate::{Fault, Services, blocks, errand, inbox, templates};

/// Why something was not done with a case.
#[derive(Debug, thiserror::Error)]
pub enum CaseError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// Another has changed the case since it was shown; nothing was done.
    #[error("changed by another")]
    Conflict,
    /// The form was sent before with something else in it; what it holds now was not sent.
    #[error("something else was sent")]
    SentOther,
    /// No proof.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for CaseError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

/// A page of a unit's work list. Every person in it is logged before it is shown.
pub async fn list(
    services: &Services,
    session: &Session,
    unit: UnitId,
    form: &WorkListForm,
) -> Result<WorkList, CaseError> {
    let filter = form.validate().map_err(CaseError::Fields)?;
    let desk = at_desk(services, session, unit, "cases.list").await?;
    let after = read_cursor(&form.efter);
    let rows = services
        .store
        .cases(&desk, filter, after, PAGE_SIZE + 1)
        .await;
    let mut rows = rows.map_err(Fault::from)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let counts = services
        .store
        .case_counts(&desk)
        .await
        .map_err(Fault::from)?;
    let people = rows.iter().map(|row| row.person.id).collect();
    desk.note_shown(services, people, "cases.list").await?;
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| write_cursor(row.cursor));
    let desk = desk.desk();
    Ok(WorkList {
        unit: desk.unit,
        name: desk.name.clone(),
        cases: rows.into_iter().map(summary).collect(),
        next,
        counts,
    })
}

/// One case.
pub async fn case(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
) -> Result<Case, AccessError> {
    let reading = read_case(services, session, unit, thread, "cases.case").await?;
    let desk = at_desk(services, session, unit, "cases.case").await?;
    let colleagues = services
        .store
        .colleagues(&desk)
        .await
        .map_err(Fault::from)?;
    let found = services.store.case(&reading).await.map_err(Fault::from)?;
    let found = found.ok_or(AccessError::NotFound)?;
    let asked = decide::asked(services, &reading, found.row.kind).await?;
    let sender = blocks::sender(services, session, &reading).await?;
    let templates = templates::of(services, &desk).await?;
    let number = found.row.person.number.to_string();
    let mut colleagues: Vec<_> = colleagues
        .into_iter()
        .filter(|colleague| colleague.staff != reading.staff())
        .map(|colleague| Colleague {
            key: colleague.staff.to_string(),
            name: signed(&colleague),
        })
        .collect();
    colleagues.sort_by_cached_key(|colleague| colleague.name.to_lowercase());
    Ok(Case {
        summary: summary(found.row),
        number,
        unit: found.unit,
        guardian: found.guardian,
        sender,
        asked,
        messages: found.messages,
        version: found.version,
        mine: found.mine,
        booked: found
            .booked
            .is_some_and(|starts| starts > services.clock.now()),
        colleagues,
        templates,
        key: errand::new_key(services),
    })
}

/// A file that goes with a message of a case.
pub async fn attachment(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    attachment: AttachmentId,
) -> Result<AttachmentRow, AccessError> {
    let (part, action) = (attachment.0, "cases.attachment");
    let reading = read_case_part(services, session, unit, thread, part, action).await?;
    let found = services.store.case_attachment(&reading, attachment).await;
    inbox::whole(found.map_err(Fault::from)?)
}

/// Does something with a case. Files go with an answer only.
pub async fn act(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    typed: &Typed,
    files: Files,
) -> Result<CaseAct, CaseError> {
    let form = CaseForm::read(typed);
    let action = form.as_ref().map_or("cases.act", |form| word(&form.act));
    let acting = act_on_case(services, session, unit, thread, action).await?;
    let (form, files) = with_files(form, files).map_err(CaseError::Fields)?;
    let CaseForm { act, version } = form;
    let me = acting.staff();
    let (state, assignee, answer) = match &act {
        CaseAct::DecideRenewal { .. }
        | CaseAct::Issue { .. }
        | CaseAct::DeclineCertificate { .. } => {
            let changed = decide::decide(services, session, acting, &act, version).await?;
            return done(changed, act);
        }
        CaseAct::Take | CaseAct::Reopen => (CaseState::Taken, Some(me), None),
        CaseAct::Release => (CaseState::New, None, None),
        CaseAct::HandOver(key) => {
            let to: StaffId = key
                .parse()
                .map_err(|_| CaseError::Fields(wrong(CaseForm::COLLEAGUE, FieldCode::Choice)))?;
            (CaseState::Taken, Some(to), None)
        }
        CaseAct::Close => (CaseState::Done, Some(me), None),
        CaseAct::Answer {
            message: id,
            text,
            close,
        } => {
            let state = if *close {
                CaseState::Done
            } else {
                CaseState::Waiting
            };
            let answer = CaseAnswer {
                message: *id,
                signed: own_sign(services, session, &acting).await?,
                text: text.clone(),
                files: errand::to_keep(services, files),
            };
            (state, Some(me), Some(answer))
        }
    };
    let change = CaseChange {
        version,
        state,
        assignee,
        answer,
    };
    let changed = services.store.change_case(acting, &change).await;
    done(changed.map_err(Fault::from)?, act)
}

/// What became of an act.
fn done(changed: Changed, act: CaseAct) -> Result<CaseAct, CaseError> {
    match changed {
        Changed::Done => Ok(act),
        Changed::Conflict => Err(CaseError::Conflict),
        Changed::SentOther => Err(CaseError::SentOther),
        Changed::NotFound => Err(AccessError::NotFound.into()),
        Changed::Undecided => {
            let field = CaseForm::ACT;
            Err(CaseError::Fields(wrong(field, FieldCode::Undecided)))
        }
    }
}

/// How the actor signs at the unit.
async fn own_sign(
    services: &Services,
    session: &Session,
    acting: &CaseActing,
) -> Result<String, AccessError> {
    let desk = at_desk(services, session, acting.unit(), "cases.sign").await?;
    let colleagues = services.store.colleagues(&desk).await;
    let colleagues = colleagues.map_err(Fault::from)?;
    let own = colleagues
        .iter()
        .find(|colleague| colleague.staff == acting.staff());
    Ok(own.map_or_else(|| acting.actor_name().to_owned(), signed))
}

/// The word for an act in the log.
fn word(act: &CaseAct) -> &'static str {
    match act {
        CaseAct::Take => "cases.take",
        CaseAct::Release => "cases.release",
        CaseAct::HandOver(_) => "cases.hand-over",
        CaseAct::Answer { .. } => "cases.answer",
        CaseAct::Close => "cases.close",
        CaseAct::Reopen => "cases.reopen",
        CaseAct::DecideRenewal { .. } => "cases.decide-renewal",
        CaseAct::Issue { .. } => "cases.issue-certificate",
        CaseAct::DeclineCertificate { .. } => "cases.decline-certificate",
    }
}

fn summary(row: CaseRow) -> CaseSummary {
    let protected = row.person.protection.is_protected();
    CaseSummary {
        id: row.cursor.thread,
        kind: row.kind,
        subject: row.subject,
        // Whatever is known of a name: staff names a protected person by its number.
        person: if protected {
            row.person.number.to_string()
        } else {
            row.person.display_name()
        },
        protected,
        by_guardian: row.by_guardian,
        state: row.state,
        taken_back: row.taken_back,
        assignee: row.assignee,
        changed: row.cursor.changed.into(),
    }
}

fn write_cursor(cursor: CaseCursor) -> String {
    format!("{}.{}", cursor.changed.as_microsecond(), cursor.thread)
}

fn read_cursor(text: &str) -> Option<CaseCursor> {
    let (changed, thread) = text.split_once('.')?;
    Some(CaseCursor {
        changed: Timestamp::from_microsecond(changed.parse().ok()?).ok()?,
        thread: thread.parse().ok()?,
    })
}
