//! A child's road map (B2): what changes when, and what goes on then.

use domain::access::Area;
use domain::future::{RoadMap, steps};
use domain::id::LinkId;

use crate::access::{self, AccessError, Purpose, Subject};
use crate::session::Session;
use crate::{Fault, Services, family};

/// A child's road map.
pub async fn road_map(
    services: &Services,
    session: &Session,
    link: LinkId,
) -> Result<RoadMap, AccessError> {
    let purpose = Purpose::new(Area::Overview, "future.read");
    let reading = access::read(services, session, Subject::Child(link), purpose).await?;
    let cases = services.store.open_cases(&reading).await;
    let colour = reading.colour().unwrap_or_default();
    Ok(RoadMap {
        child: family::child_name(services, link, reading.subject(), colour),
        steps: steps(reading.subject().born, &services.rules),
        cases: cases.map_err(Fault::from)?,
    })
}
