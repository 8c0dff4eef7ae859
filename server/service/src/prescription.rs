//! Prescriptions, and asking for them to be renewed (R-E3, R-L6).

use domain::access::{Area, PublicReason};
use domain::age;
use domain::contact::{OnlineService, UnitOffer};
use domain::family::Whom;
use domain::form::{FieldCode, Typed, wrong};
use domain::id::{MessageId, ThreadId};
use domain::moment::Day;
use domain::prescription::{
    Decided, NewRenewal, Prescription, RenewalItem, RenewalState, UnitPrescriptions, renewal,
};
use jiff::civil::Date;

use crate::access::place::{self, Place};
use crate::access::{AccessError, Purpose, Subject};
use crate::errand::{SendError, new_key};
use crate::ports::chance::new_id;
use crate::ports::store::{PrescriptionRow, RenewalRow, RenewalSent};
use crate::session::Session;
use crate::{Fault, Services, errand, whom};

/// What a thread that asks for renewal is called in lists. It names no medicine: a password session
/// sees the inbox, and no prescriptions (R-L6).
const SUBJECT: &str = "Förnyelse av recept";

/// The prescriptions, by unit and medicine, and whose they are.
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<(Whom, Vec<UnitPrescriptions>), AccessError> {
    let purpose = Purpose::new(Area::Prescriptions, "prescriptions.list");
    let (reading, over) = place::read_over(services, session, subject, purpose).await?;
    let units = services.store.prescribing_units(&reading).await;
    let mut units = units.map_err(Fault::from)?;
    units.sort_by_cached_key(|unit| (unit.name.to_lowercase(), unit.unit));
    let rows = services.store.prescriptions(&reading).await;
    let rows = rows.map_err(Fault::from)?;
    let today = age::today(services.clock.now());
    let of_unit = |unit: UnitOffer, closed: Option<PublicReason>| {
        let offered = unit.offers.contains(&OnlineService::Renewal);
        let own = rows.iter().filter(|row| row.unit == unit.unit);
        // Of a unit that is closed it is told that it is, and why; not what it prescribed (R-G8).
        let own = own.filter(|_| closed.is_none());
        let mut own: Vec<_> = own.map(|row| shown(row, offered, today)).collect();
        own.sort_by_cached_key(|one| (one.medicine.full().to_lowercase(), one.id));
        UnitPrescriptions {
            unit,
            prescriptions: own,
            key: new_key(services),
            closed,
        }
    };
    let mut told = Vec::new();
    for unit in units {
        let closed = over.closed(unit.unit).await?;
        told.push(of_unit(unit, closed));
    }
    Ok((whom::named(services, &reading, subject), told))
}

/// Asks for renewal; gives the thread in which the answer comes.
pub async fn ask(
    services: &Services,
    session: &Session,
    subject: Subject,
    typed: &Typed,
) -> Result<ThreadId, SendError> {
    let purpose = Purpose::new(Area::Prescriptions, "renewal.ask");
    let form = NewRenewal::read(typed);
    let about = form.as_ref().ok().map(|form| form.thread.0);
    let purpose = about.map_or(purpose, |thread| purpose.about(thread));
    let at = form
        .as_ref()
        .map_or(Place::Nowhere, |form| form.unit.into());
    let acting = place::act(services, session, subject, at, purpose).await?;
    let form = form.map_err(SendError::Fields)?;
    errand::offering(services, form.unit, OnlineService::Renewal).await?;
    let first = MessageId(new_id(services.rng.as_ref(), acting.at()));
    let sent = services.store.ask_renewal(acting, &form, SUBJECT, first);
    match sent.await.map_err(Fault::from)? {
        RenewalSent::Done => Ok(form.thread),
        RenewalSent::Other => Err(SendError::SentOther(form.thread)),
        RenewalSent::NotFound => Err(AccessError::NotFound.into()),
        RenewalSent::NotOffered => Err(AccessError::Refused(PublicReason::NotOffered).into()),
        RenewalSent::NotRenewable => {
            let field = NewRenewal::PRESCRIPTION;
            Err(SendError::Fields(wrong(field, FieldCode::NotRenewable)))
        }
    }
}

/// What a thread asks to be renewed, by the medicines' names; nothing for one who may not see
/// prescriptions (R-L6), though it may see the thread.
pub(crate) async fn of_thread(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
) -> Result<Option<Vec<RenewalItem>>, AccessError> {
    let purpose = Purpose::new(Area::Prescriptions, "renewal.thread").about(thread.0);
    let reading = match place::read(services, session, subject, thread, purpose).await {
        Ok(reading) => reading,
        Err(AccessError::Refused(_)) => return Ok(None),
        Err(error) => return Err(error),
    };
    let items = services.store.renewal(&reading, thread).await;
    Ok(Some(in_order(items.map_err(Fault::from)?)))
}

/// By the medicines' names.
pub(crate) fn in_order(mut items: Vec<RenewalItem>) -> Vec<RenewalItem> {
    items.sort_by_cached_key(|item| (item.medicine.full().to_lowercase(), item.prescription));
    items
}

fn shown(row: &PrescriptionRow, offered: bool, today: Date) -> Prescription {
    let asked = |last: &&RenewalRow| last.state == RenewalState::Asked;
    let under_way = row.last.as_ref().filter(asked).map(|last| last.thread);
    let decided = row.last.as_ref().filter(|last| !asked(last));
    Prescription {
        id: row.id,
        medicine: row.medicine.clone(),
        prescribed: row.prescribed.into(),
        valid_until: row.valid_until.into(),
        expired: row.valid_until < today,
        left: row.left,
        renewal: renewal(row.valid_until, under_way, offered, today),
        decided: decided.map(|last| Decided {
            thread: last.thread,
            on: Day::from(age::today(last.at)),
            approved: last.state == RenewalState::Approved,
            reason: last.reason.clone(),
        }),
    }
}
