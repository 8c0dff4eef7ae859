//! Writing to a clinic (R-E5): a new message, and a further one in a thread.

use domain::access::{Area, PublicReason};
use domain::contact::OnlineService;
use domain::draft::DraftPlace;
use domain::family::Whom;
use domain::form::{FieldErrors, Typed};
use domain::id::{AttachmentId, MessageId, ThreadId, UnitId};
use domain::message::{FormKey, MessageDesk, NewMessage, Reply};

use crate::access::{self, AccessError, Purpose, Subject};
use crate::attachment::{Clean, Files, with_files};
use crate::ports::chance::new_id;
use crate::ports::store::{NewAttachment, Sent};
use crate::session::Session;
use crate::{Fault, Services, contact, drafts, family};

/// Why something was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// No proof, or the unit does not offer it.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for SendError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

impl From<Sent> for Result<(), SendError> {
    fn from(sent: Sent) -> Self {
        match sent {
            Sent::Done => Ok(()),
            Sent::NotFound => Err(AccessError::NotFound.into()),
            Sent::NotOffered(_) => Err(AccessError::Refused(PublicReason::NotOffered).into()),
        }
    }
}

/// A key for a form.
pub(crate) fn new_key(services: &Services) -> FormKey {
    FormKey(new_id(services.rng.as_ref(), services.clock.now()))
}

/// The files, as they are to be kept.
pub(crate) fn to_keep(services: &Services, files: Vec<Clean>) -> Vec<NewAttachment> {
    let now = services.clock.now();
    let new = |file| NewAttachment {
        id: AttachmentId(new_id(services.rng.as_ref(), now)),
        file,
    };
    files.into_iter().map(new).collect()
}

/// What the form for a new message needs.
pub async fn desk(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
) -> Result<(Whom, MessageDesk), AccessError> {
    let purpose = Purpose::new(Area::Contact, "message.form");
    let reading = access::read(services, session, subject, purpose).await?;
    let unit = contact::offering(services, unit, OnlineService::Message).await?;
    let draft = drafts::of(services, session, subject, DraftPlace::Unit(unit.unit)).await?;
    let key = new_key(services);
    let whom = family::whom(services, &reading, subject);
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
    let acting = access::act(services, session, subject, purpose).await?;
    contact::offering(services, unit, OnlineService::Message).await?;
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
    let acting = access::act(services, session, subject, purpose).await?;
    let (reply, files) = with_files(Reply::read(typed), files).map_err(SendError::Fields)?;
    let files = to_keep(services, files);
    let sent = services.store.reply(acting, thread, &reply, &files).await;
    sent.map_err(Fault::from)?.into()
}
