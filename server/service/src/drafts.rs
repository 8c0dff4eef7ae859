//! What is being written and not sent yet (R-E5): kept for the one who writes it.
//!
//! Keeping a draft needs the same decision as sending it, and so does seeing it again: one who may no
//! longer write about a person no longer sees what was begun.
//!
//! The log tells that a draft was begun and that one was thrown away, and not each time that it was
//! kept: that would be an entry every other second while somebody types, all of one act. Seeing one's
//! own draft again has no entry of its own: it is no reading of what is known about a person, only of
//! one's own words, and the page that it stands on has its entry (`message.form`, `inbox.thread`,
//! `inbox.list`). Nor is it news: nobody else may notice that somebody writes.

use domain::access::Area;
use domain::contact::OnlineService;
use domain::draft::{Draft, DraftPlace, DraftSummary, NewDraft};
use domain::form::{PAGE_SIZE, Typed};
use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use crate::access::place::{self, Place};
use crate::access::{self, AccessError, Acting, Purpose, Subject};
use crate::errand::SendError;
use crate::ports::store::{Kept, Sent};
use crate::session::Session;
use crate::{Fault, Services, errand};

/// How long a draft is kept that nobody goes on with.
pub const AGE: SignedDuration = SignedDuration::from_hours(30 * 24);

/// What one has begun there, if one may still send it.
pub(crate) async fn of(
    services: &Services,
    session: &Session,
    subject: Subject,
    place: DraftPlace,
) -> Result<Option<Draft>, AccessError> {
    match writing(services, session, subject, at(place)).await? {
        Some(acting) => {
            let draft = services.store.draft(&acting, place).await;
            Ok(draft.map_err(Fault::from)?)
        }
        None => Ok(None),
    }
}

/// All that one has begun about somebody, if one may still send it.
pub(crate) async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<Vec<DraftSummary>, AccessError> {
    let over = place::over(services, session, subject, Area::Contact).await?;
    if !over.is_listed() {
        return Ok(Vec::new());
    }
    let purpose = Purpose::new(over.area_to_list(), "draft.show");
    let acting = access::act(services, session, subject, purpose).await?;
    let drafts = services.store.drafts(&acting, PAGE_SIZE).await;
    let mut open = Vec::new();
    for draft in drafts.map_err(Fault::from)? {
        // Each only where it could be sent.
        if over.closed_at(at(draft.place)).await?.is_none() {
            open.push(draft);
        }
    }
    Ok(open)
}

/// Keeps what is written in a form; `false` if there is nothing to keep.
pub async fn keep(
    services: &Services,
    session: &Session,
    subject: Subject,
    place: DraftPlace,
    typed: &Typed,
) -> Result<bool, SendError> {
    let purpose = Purpose::new(Area::Contact, "draft.begin").about(object(place));
    let acting = place::act(services, session, subject, at(place), purpose).await?;
    if let DraftPlace::Unit(unit) = place {
        errand::offering(services, unit, OnlineService::Message).await?;
    }
    let draft = NewDraft::read(typed).map_err(SendError::Fields)?;
    let kept = services.store.keep_draft(acting, place, &draft).await;
    match kept.map_err(Fault::from)? {
        Kept::Kept => Ok(true),
        Kept::Nothing => Ok(false),
        Kept::Newer => Err(SendError::NewerDraft),
        Kept::NotFound => Err(AccessError::NotFound.into()),
        Kept::NotOffered => Result::from(Sent::NotOffered(OnlineService::Message)).map(|()| false),
    }
}

/// Throws away what is being written there.
pub async fn forget(
    services: &Services,
    session: &Session,
    subject: Subject,
    place: DraftPlace,
) -> Result<(), AccessError> {
    let purpose = Purpose::new(Area::Contact, "draft.forget").about(object(place));
    let acting = place::act(services, session, subject, at(place), purpose).await?;
    let forgotten = services.store.forget_draft(acting, place).await;
    Ok(forgotten.map_err(Fault::from)?)
}

/// Deletes drafts that nobody has gone on with for a long time.
pub async fn prune(services: &Services) -> Result<u64, Fault> {
    let before = services.clock.now().saturating_sub(AGE);
    let before = before.unwrap_or(Timestamp::MIN);
    Ok(services.store.prune_drafts(before).await?)
}

/// Proof for writing, if one may write. Asked first without the log: who may read a page but not
/// write on it has tried nothing.
async fn writing(
    services: &Services,
    session: &Session,
    subject: Subject,
    at: Place,
) -> Result<Option<Acting>, AccessError> {
    match place::may(services, session, subject, at, Area::Contact).await {
        Ok(()) => {
            let purpose = Purpose::new(Area::Contact, "draft.show");
            let acting = place::act(services, session, subject, at, purpose).await?;
            Ok(Some(acting))
        }
        Err(AccessError::Fault(fault)) => Err(fault.into()),
        Err(AccessError::NotFound | AccessError::Refused(_)) => Ok(None),
    }
}

/// At which unit it would be sent.
fn at(place: DraftPlace) -> Place {
    match place {
        DraftPlace::Unit(unit) => unit.into(),
        DraftPlace::Thread(thread) => thread.into(),
    }
}

fn object(place: DraftPlace) -> Uuid {
    match place {
        DraftPlace::Unit(unit) => unit.0,
        DraftPlace::Thread(thread) => thread.0,
    }
}
