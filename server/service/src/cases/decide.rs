//! What staff decides: which prescriptions are renewed (R-E3), whether a certificate is issued
//! (R-E4). Each decision answers the person, and closes the case.

use domain::case::{CaseAct, CaseState};
use domain::contact::OnlineService;
use domain::id::{CertificateId, MessageId};
use domain::inbox::Asked;

use super::{CaseError, own_sign};
use crate::access::AccessError;
use crate::access::staff::{CaseActing, CaseReading};
use crate::ports::store::{CaseAnswer, CaseChange, Changed, Issued};
use crate::session::Session;
use crate::{Fault, Services, prescription};

/// What a case asks for, beside its messages.
pub(super) async fn asked(
    services: &Services,
    reading: &CaseReading,
    kind: OnlineService,
) -> Result<Option<Asked>, AccessError> {
    Ok(match kind {
        OnlineService::Renewal => {
            let items = services.store.case_renewal(reading).await;
            let items = prescription::in_order(items.map_err(Fault::from)?);
            Some(Asked::Renewal(items))
        }
        OnlineService::Certificate => {
            let order = services.store.case_order(reading).await;
            order.map_err(Fault::from)?.map(Asked::Certificate)
        }
        OnlineService::Message | OnlineService::Booking => None,
    })
}

/// Decides, where the act is a decision.
pub(super) async fn decide(
    services: &Services,
    session: &Session,
    acting: CaseActing,
    act: &CaseAct,
    version: u32,
) -> Result<Changed, CaseError> {
    let signed = own_sign(services, session, &acting).await?;
    let me = acting.staff();
    let change = |message: &MessageId, text: &String| CaseChange {
        version,
        state: CaseState::Done,
        assignee: Some(me),
        answer: Some(CaseAnswer {
            message: *message,
            signed: signed.clone(),
            text: text.clone(),
            files: Vec::new(),
        }),
    };
    let store = &services.store;
    let changed = match act {
        CaseAct::DecideRenewal {
            message,
            decisions,
            text,
        } => {
            let change = change(message, text);
            store.decide_renewal(acting, &change, decisions).await
        }
        CaseAct::Issue {
            message,
            certificate,
            text,
        } => {
            let issued = Issued {
                id: CertificateId(message.0),
                issuer: signed.clone(),
                text: certificate.clone(),
            };
            let change = change(message, text);
            store.issue_certificate(acting, &change, &issued).await
        }
        CaseAct::DeclineCertificate { message, text } => {
            let change = change(message, text);
            store.decline_certificate(acting, &change).await
        }
        CaseAct::Take
        | CaseAct::Release
        | CaseAct::HandOver(_)
        | CaseAct::Answer { .. }
        | CaseAct::Close
        | CaseAct::Reopen => return Err(AccessError::NotFound.into()),
    };
    Ok(changed.map_err(Fault::from)?)
}
