//! Certificates: ordering one (R-E4), and reading one's own (R-E6).

use domain::access::{Area, PublicReason};
use domain::age;
use domain::certificate::{
    Certificate, CertificateDesk, CertificateKind, CertificateOrder, CertificateSummary, NewOrder,
};
use domain::contact::{OnlineService, UnitOffer};
use domain::family::Whom;
use domain::form::Typed;
use domain::id::{CertificateId, MessageId, ThreadId, UnitId};

use crate::access::{self, AccessError, Purpose, Reading, Subject, place};
use crate::errand::{SendError, new_key};
use crate::ports::chance::new_id;
use crate::session::Session;
use crate::{Fault, Services, errand, whom};

/// What an order is called in the inbox.
const NAMED: &str = "Beställning av intyg";

/// What the form for an order needs.
pub async fn desk(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
) -> Result<(Whom, CertificateDesk), AccessError> {
    let purpose = Purpose::new(Area::Contact, "certificate.form");
    let reading = place::read(services, session, subject, unit, purpose).await?;
    let (unit, kinds) = offering(services, unit).await?;
    let desk = CertificateDesk {
        unit,
        kinds,
        today: age::today(services.clock.now()).into(),
        key: new_key(services),
    };
    Ok((whom::named(services, &reading, subject), desk))
}

/// Orders a certificate; gives the thread in which the answer comes.
pub async fn order(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
    typed: &Typed,
) -> Result<ThreadId, SendError> {
    let purpose = Purpose::new(Area::Contact, "certificate.order");
    let order = NewOrder::read(typed, Some(age::today(services.clock.now())));
    let about = order.as_ref().ok().map(|order| order.thread.0);
    let purpose = about.map_or(purpose, |thread| purpose.about(thread));
    let acting = place::act(services, session, subject, unit, purpose).await?;
    let (_, kinds) = offering(services, unit).await?;
    let order = order.map_err(SendError::Fields)?;
    if !kinds.contains(&order.kind) {
        return Err(AccessError::Refused(PublicReason::NotOffered).into());
    }
    let first = MessageId(new_id(services.rng.as_ref(), acting.at()));
    // What it is for is the one's own words: the child's other guardian reads the subject too (B7).
    let sent = services
        .store
        .order_certificate(acting, unit, &order, NAMED, first);
    Result::from(sent.await.map_err(Fault::from)?)?;
    Ok(order.thread)
}

/// What a thread orders. `reading`: that of the thread.
pub(crate) async fn of_thread(
    services: &Services,
    reading: &Reading,
    thread: ThreadId,
) -> Result<Option<CertificateOrder>, AccessError> {
    let order = services.store.certificate_order(reading, thread).await;
    Ok(order.map_err(Fault::from)?)
}

/// One's own certificates, newest first. A guardian is refused, and told why (R-E6).
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<(Whom, Vec<CertificateSummary>), AccessError> {
    let purpose = Purpose::new(Area::Certificates, "certificates.list");
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services.store.certificates(&reading).await;
    let whom = whom::named(services, &reading, subject);
    Ok((whom, found.map_err(Fault::from)?))
}

/// One of one's own certificates. The reading is in the log before the text leaves here.
pub async fn certificate(
    services: &Services,
    session: &Session,
    subject: Subject,
    certificate: CertificateId,
) -> Result<(Whom, Certificate), AccessError> {
    let purpose = Purpose::new(Area::Certificates, "certificates.one").about(certificate.0);
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services.store.certificate(&reading, certificate).await;
    let found = found.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
    Ok((whom::named(services, &reading, subject), found))
}

/// The unit, and the kinds that it issues, in their order: at least one.
async fn offering(
    services: &Services,
    unit: UnitId,
) -> Result<(UnitOffer, Vec<CertificateKind>), AccessError> {
    let offer = errand::offering(services, unit, OnlineService::Certificate).await?;
    let kinds = services.store.certificate_kinds(unit).await;
    let mut kinds = kinds.map_err(Fault::from)?;
    kinds.sort_unstable();
    if kinds.is_empty() {
        Err(AccessError::Refused(PublicReason::NotOffered))
    } else {
        Ok((offer, kinds))
    }
}
