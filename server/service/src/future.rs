//! A child's road map (B2): what changes when, and what goes on then.

use domain::access::Area;
use domain::age;
use domain::booking::NextBooking;
use domain::future::{ComingVisit, Fate, RoadMap, steps};
use domain::id::LinkId;

use crate::access::{self, AccessError, Purpose, Subject};
use crate::session::Session;
use crate::{Fault, Services, whom};

/// How many visits are shown.
const MOST_VISITS: usize = 50;

/// A child's road map.
pub async fn road_map(
    services: &Services,
    session: &Session,
    link: LinkId,
) -> Result<RoadMap, AccessError> {
    let purpose = Purpose::new(Area::Overview, "future.read");
    let reading = access::read(services, session, Subject::Child(link), purpose).await?;
    let now = services.clock.now();
    let (store, rules) = (&services.store, services.rules.at(now));
    let visits = store.bookings_to_come(&reading, now, MOST_VISITS).await;
    let cases = store.open_cases(&reading).await;
    let colour = reading.colour().unwrap_or_default();
    let born = reading.subject().born;
    let ends = age::birthday(born, rules.own_login_age, rules.leap_day).unwrap_or(born);
    let visits: Vec<_> = visits
        .map_err(Fault::from)?
        .into_iter()
        .map(|row| ComingVisit {
            fate: Fate::of(age::today(row.slot.starts), ends),
            booking: NextBooking {
                id: row.thread,
                at: row.slot.starts.into(),
                unit: row.unit,
            },
        })
        .collect();
    // A visit to come is told as that, and not once more as a case.
    let mut cases = cases.map_err(Fault::from)?;
    cases.retain(|case| !visits.iter().any(|visit| visit.booking.id == case.thread));
    Ok(RoadMap {
        child: whom::child_name(services, link, reading.subject(), colour),
        steps: steps(reading.subject().born, rules),
        visits,
        cases,
    })
}
