//! Writing to a clinic (R-E5): a new message, and a further one in a thread.

use domain::access::Area;
use domain::contact::OnlineService;
use domain::draft::DraftPlace;
use domain::family::Whom;
use domain::form::Typed;
use domain::id::{MessageId, ThreadId, UnitId};
use domain::message::{MessageDesk, NewMessage, Reply};

use crate::access::{AccessError, Purpose, Subject, place};
use crate::attachment::{Files, with_files};
use crate::errand::{SendError, new_key, offering, to_keep};
use crate::ports::chance::new_id;
use crate::session::Session;
use crate::{Fault, Services, drafts, whom};

/// What the form for a new message needs.
pub async fn desk(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
) -> Result<(Whom, MessageDesk), AccessError> {
    let purpose = Purpose::new(Area::Contact, "message.form");
    let reading = place::read(services, session, subject, unit, purpose).await?;
    let unit = offering(services, unit, OnlineService::Message).await?;
    let draft = drafts::of(services, session, subject, DraftPlace::Unit(unit.unit)).await?;
    let key = new_key(services);
    let whom = whom::named(services, &reading, subject);
    Ok((whom, MessageDesk { unit, key, draft }))
}

/// Sends a new message; gives its thread.
pub async fn start(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
    typed: &Typed,
    files: Files,
) -> Result<ThreadId, SendError> {
    let purpose = Purpose::new(Area::Contact, "message.start");
    let message = NewMessage::read(typed);
    let about = message.as_ref().ok().map(|message| message.thread.0);
    let purpose = about.map_or(purpose, |thread| purpose.about(thread));
    let acting = place::act(services, session, subject, unit, purpose).await?;
    offering(services, unit, OnlineService::Message).await?;
    let (message, files) = with_files(message, files).map_err(SendError::Fields)?;
    let first = MessageId(new_id(services.rng.as_ref(), acting.at()));
    let sent = services
        .store
        .start_thread(acting, unit, &message, first, &to_keep(services, files))
        .await;
    Result::from(sent.map_err(Fault::from)?)?;
    Ok(message.thread)
}

/// Sends a further message in a thread.
pub async fn reply(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
    typed: &Typed,
    files: Files,
) -> Result<(), SendError> {
    let purpose = Purpose::new(Area::Contact, "message.reply").about(thread.0);
    let acting = place::act(services, session, subject, thread, purpose).await?;
    let (reply, files) = with_files(Reply::read(typed), files).map_err(SendError::Fields)?;
    let files = to_keep(services, files);
    let sent = services.store.reply(acting, thread, &reply, &files).await;
    sent.map_err(Fault::from)?.into()
}
