//! Those who work at a unit: where they work, and what it offers (R-C1, R-E7).

use domain::contact::OnlineService;
use domain::id::UnitId;
use domain::staff::{Role, Workplace};

use crate::access::AccessError;
use crate::access::staff::{act_at_desk, at_desk};
use crate::session::Session;
use crate::{Fault, Services};

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
        let desk = desk.desk();
        workplaces.push(Workplace {
            unit: desk.unit,
            name: desk.name.clone(),
            clinic: desk.clinic.clone(),
            role: desk.role,
            new,
            mine,
        });
    }
    workplaces.sort_by_cached_key(|place| (place.clinic.to_lowercase(), place.name.to_lowercase()));
    Ok(workplaces)
}

/// What a unit offers, for one in charge there.
pub async fn offers(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<(String, Role, Vec<OnlineService>), AccessError> {
    let desk = at_desk(services, session, unit, "staff.offers").await?;
    let found = services.store.unit(unit).await.map_err(Fault::from)?;
    let unit = found.ok_or(AccessError::NotFound)?;
    Ok((unit.name, desk.desk().role, unit.offers))
}

/// Makes these what a unit offers: only one in charge may.
pub async fn set_offers(
    services: &Services,
    session: &Session,
    unit: UnitId,
    words: &[&str],
) -> Result<(), AccessError> {
    let acting = act_at_desk(services, session, unit, "staff.set-offers", true).await?;
    let offers: Vec<_> = OnlineService::ALL
        .into_iter()
        .filter(|service| words.contains(&service.word()))
        .collect();
    let done = services.store.set_offers(acting, &offers).await;
    Ok(done.map_err(Fault::from)?)
}
