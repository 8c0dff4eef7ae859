//! Taking back what was sent and nobody at the clinic has begun with.

use domain::access::Area;
use domain::contact::OnlineService;
use domain::form::{FieldErrors, Typed};
use domain::id::ThreadId;
use domain::taking_back::{self as rule, TakingBack, WhyNot};

use crate::access::{AccessError, Purpose, Subject, place};
use crate::ports::store::TookBack;
use crate::session::Session;
use crate::{Fault, Services};

/// Why an errand was not taken back.
#[derive(Debug, thiserror::Error)]
pub enum TakeBackError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// It can't be taken back, or not any more.
    #[error("not taken back: {0:?}")]
    Not(WhyNot),
    /// No proof.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for TakeBackError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

/// Takes an errand back. Who may send such an errand may do it, whoever sent it.
pub async fn take_back(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
    typed: &Typed,
) -> Result<(), TakeBackError> {
    let purpose = |area| Purpose::new(area, "errand.take-back").about(thread.0);
    // All that is sent needs this; what kind of errand it is tells whether it needs more.
    let writing = place::act(services, session, subject, thread, purpose(Area::Contact)).await?;
    let kind = services.store.errand_kind(&writing, thread).await;
    let kind = kind.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
    let acting = match rule::area_of(kind) {
        Area::Contact => writing,
        area => place::act(services, session, subject, thread, purpose(area)).await?,
    };
    let message = rule::read(typed).map_err(TakeBackError::Fields)?;
    let taken = services.store.take_back(acting, thread, message).await;
    match taken.map_err(Fault::from)? {
        TookBack::Done => Ok(()),
        TookBack::NotFound => Err(AccessError::NotFound.into()),
        TookBack::Not(why) => Err(TakeBackError::Not(why)),
    }
}

/// Whether this reader can take an errand back that stands so: one who may not send such an errand is
/// not offered to.
pub(crate) async fn offered(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
    kind: OnlineService,
    stands: TakingBack,
) -> TakingBack {
    if !stands.is_open() {
        return stands;
    }
    for area in [Area::Contact, rule::area_of(kind)] {
        let may = place::may(services, session, subject, thread, area).await;
        if may.is_err() {
            return TakingBack::Not(WhyNot::MayNotSend);
        }
    }
    stands
}
