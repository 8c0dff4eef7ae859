//! Those who work at a unit: where they work, and what it offers (R-C1, R-E7).

use domain::access::Capacity;
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::form::{FieldCode, wrong};
use domain::id::{LogId, PersonId, UnitId};
use domain::staff::{UnitOffers, Workplace};
use jiff::Timestamp;

use crate::access::AccessError;
use crate::access::staff::{act_at_desk, at_desk};
use crate::ports::chance::{Rng, new_id};
use crate::ports::store::LogEntry;
use crate::session::Session;
use crate::settings::SaveError;
use crate::{Fault, Services, blocks};

/// Where one works, by name; nothing for one who is not staff.
pub async fn workplaces(
    services: &Services,
    session: &Session,
) -> Result<Vec<Workplace>, AccessError> {
    let desks = services.store.workplaces(session.person.id).await;
    let mut workplaces = Vec::new();
    for desk in desks.map_err(Fault::from)? {
        let desk = at_desk(services, session, desk.unit, "staff.units").await?;
        let counts = services.store.case_counts(&desk).await;
        let [new, mine, ..] = counts.map_err(Fault::from)?;
        let reviews = blocks::reviews(services, &desk).await?;
        let desk = desk.desk();
        workplaces.push(Workplace {
            unit: desk.unit,
            name: desk.name.clone(),
            clinic: desk.clinic.clone(),
            role: desk.role,
            new,
            mine,
            reviews,
        });
    }
    workplaces.sort_by_cached_key(|place| (place.clinic.to_lowercase(), place.name.to_lowercase()));
    Ok(workplaces)
}

/// What a unit offers and which certificates it issues, for one in charge there.
pub async fn offers(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<UnitOffers, AccessError> {
    let desk = at_desk(services, session, unit, "staff.offers").await?;
    let found = services.store.unit(unit).await.map_err(Fault::from)?;
    let unit = found.ok_or(AccessError::NotFound)?;
    let certificates = services.store.certificate_kinds(unit.unit).await;
    Ok(UnitOffers {
        name: unit.name,
        role: desk.desk().role,
        offers: unit.offers,
        certificates: certificates.map_err(Fault::from)?,
    })
}

/// Makes these what a unit offers, and these the certificates that it issues: only one in charge
/// may. Words that are none are left out.
pub async fn set_offers(
    services: &Services,
    session: &Session,
    unit: UnitId,
    services_chosen: &[&str],
    certificates_chosen: &[&str],
) -> Result<(), SaveError> {
    let acting = act_at_desk(services, session, unit, "staff.set-offers", true).await?;
    let offers: Vec<_> = OnlineService::ALL
        .into_iter()
        .filter(|service| services_chosen.contains(&service.word()))
        .collect();
    let certificates: Vec<_> = CertificateKind::ALL
        .into_iter()
        .filter(|kind| certificates_chosen.contains(&kind.word()))
        .collect();
    if offers.contains(&OnlineService::Certificate) && certificates.is_empty() {
        let field = UnitOffers::CERTIFICATES;
        return Err(SaveError::Fields(wrong(field, FieldCode::Empty)));
    }
    let done = services
        .store
        .set_offers(acting, &offers, &certificates)
        .await;
    done.map_err(Fault::from).map_err(AccessError::from)?;
    Ok(())
}

/// The log's entry for what the operator does at the command line about a person. Nobody is logged
/// in then, so the person stands for the actor too, and the capacity says who it was.
pub fn by_operator(
    rng: &dyn Rng,
    at: Timestamp,
    person: PersonId,
    action: &'static str,
) -> LogEntry {
    // One for each: a command does one thing.
    let mut request = [0; 6];
    rng.fill(&mut request);
    LogEntry {
        id: LogId(new_id(rng, at)),
        at,
        actor: person,
        subject: person,
        capacity: Some(Capacity::Operator),
        action,
        object: None,
        unit: None,
        rule: "R-C1",
        refused: None,
        request: Some(format!("command-{}", hex::encode(request)).into()),
    }
}
