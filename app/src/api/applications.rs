//! Applications for an exception: those of the one who is logged in, and a unit's. `unit` is the unit
//! as it stands in the address, `application` the application.

use domain::application::{Application, ApplicationDesk, Applications, UnitApplications};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// One's own applications, and those about oneself.
#[server(endpoint = "applications", input = GetUrl, output = Json)]
pub async fn read_applications() -> Result<Applications, ApiError> {
    use crate::server::context::{fail, request, session};

    service::applications::list(&request()?.services, &session()?)
        .await
        .map_err(fail)
}

/// What the form for a new application needs.
#[server(endpoint = "applications/new", input = GetUrl, output = Json)]
pub async fn read_application_desk(search: String) -> Result<ApplicationDesk, ApiError> {
    use crate::server::context::{fail, request, session};

    service::applications::form(&request()?.services, &session()?, &search)
        .await
        .map_err(fail)
}

/// One application, for the one who made it or whom it is about.
#[server(endpoint = "applications/one", input = GetUrl, output = Json)]
pub async fn read_application(application: String) -> Result<Application, ApiError> {
    use crate::server::context::{fail, id, request, session};

    let (services, session) = (request()?.services, session()?);
    service::applications::one(&services, &session, id(&application)?)
        .await
        .map_err(fail)
}

/// A unit's applications.
#[server(endpoint = "desk/applications", input = GetUrl, output = Json)]
pub async fn read_unit_applications(unit: String) -> Result<UnitApplications, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::applications::desk::list(&request()?.services, &session()?, id(&unit)?)
        .await
        .map_err(fail)
}

/// One of a unit's applications, and the unit's name.
#[server(endpoint = "desk/applications/one", input = GetUrl, output = Json)]
pub async fn read_unit_application(
    unit: String,
    application: String,
) -> Result<(String, Application), ApiError> {
    use crate::server::context::{fail, id, request, session};

    let (services, session) = (request()?.services, session()?);
    service::applications::desk::one(&services, &session, id(&unit)?, id(&application)?)
        .await
        .map_err(fail)
}
