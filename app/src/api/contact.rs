//! Contacting a clinic. `who` is `mig`, or a child's link as it stands in the address.

use domain::contact::{Clinics, UnitOffer};
use domain::family::Whom;
use domain::message::MessageDesk;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// The units that can be contacted.
#[server(endpoint = "clinics", input = GetUrl, output = Json)]
pub async fn read_clinics(who: String, search: String) -> Result<(Whom, Clinics), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::contact::clinics(&services, &session, subject(&who)?, &search)
        .await
        .map_err(fail)
}

/// One unit, and what it offers.
#[server(endpoint = "clinics/unit", input = GetUrl, output = Json)]
pub async fn read_unit(who: String, unit: String) -> Result<(Whom, UnitOffer), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::contact::unit(&services, &session, subject(&who)?, id(&unit)?)
        .await
        .map_err(fail)
}

/// What the form for a new message needs.
#[server(endpoint = "clinics/message", input = GetUrl, output = Json)]
pub async fn read_message_desk(who: String, unit: String) -> Result<(Whom, MessageDesk), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::message::desk(&services, &session, subject(&who)?, id(&unit)?)
        .await
        .map_err(fail)
}
