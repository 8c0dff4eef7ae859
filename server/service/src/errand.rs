//! What errands have in common: where they can be begun, the key of their forms, what goes with them,
//! and who signs.

use domain::access::PublicReason;
use domain::contact::{OnlineService, UnitOffer};
use domain::form::FieldErrors;
use domain::id::{AttachmentId, ThreadId, UnitId};
use domain::message::FormKey;

use crate::access::AccessError;
use crate::attachment::Clean;
use crate::ports::chance::new_id;
use crate::ports::store::{ColleagueRow, NewAttachment, Sent};
use crate::{Fault, Services};

/// Why something was not sent.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// Another form has kept a draft since this one was shown.
    #[error("a newer draft")]
    NewerDraft,
    /// The form was sent before with something else in it, which stands in this thread; what it
    /// holds now was not sent.
    #[error("something else was sent")]
    SentOther(ThreadId),
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
            Sent::Other(thread) => Err(SendError::SentOther(thread)),
            Sent::NotFound => Err(AccessError::NotFound.into()),
            Sent::NotOffered(_) => Err(AccessError::Refused(PublicReason::NotOffered).into()),
        }
    }
}

/// A key for a form.
pub fn new_key(services: &Services) -> FormKey {
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

/// A unit that offers this; one that does not is refused (R-E7).
pub(crate) async fn offering(
    services: &Services,
    unit: UnitId,
    service: OnlineService,
) -> Result<UnitOffer, AccessError> {
    let found = services.store.unit(unit).await.map_err(Fault::from)?;
    let unit = found.ok_or(AccessError::NotFound)?;
    if unit.offers.contains(&service) {
        Ok(unit)
    } else {
        Err(AccessError::Refused(PublicReason::NotOffered))
    }
}

/// Name and title, as staff signs.
pub(crate) fn signed(colleague: &ColleagueRow) -> String {
    format!("{}, {}", colleague.name, colleague.title)
}
