//! Prescriptions. `who` is `mig`, or a child's link as it stands in the address.

use domain::family::Whom;
use domain::prescription::UnitPrescriptions;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// The prescriptions, by unit.
#[server(endpoint = "prescriptions", input = GetUrl, output = Json)]
pub async fn read_prescriptions(who: String) -> Result<(Whom, Vec<UnitPrescriptions>), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::prescription::list(&services, &session, subject(&who)?)
        .await
        .map_err(fail)
}
