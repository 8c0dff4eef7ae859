//! The clinic's side. `unit` is the unit as it stands in the address. `live`: the page asks by itself,
//! because something has changed; that does not prolong the session.

use domain::approval::Approvals;
use domain::case::{Case, WorkList, WorkListForm};
use domain::explain::CaseExplained;
use domain::principal::Principal;
use domain::staff::{UnitOffers, Workplace};
use domain::template::Templates;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// Where one works, and the care principals that one administers.
#[server(endpoint = "desk", input = GetUrl, output = Json)]
pub async fn read_workplaces() -> Result<(Vec<Workplace>, Vec<Principal>), ApiError> {
    use crate::server::context::{fail, request, session};

    let (services, session) = (request()?.services, session()?);
    let places = service::staff::workplaces(&services, &session).await;
    let principals = service::principals::mine(&services, &session).await;
    Ok((places.map_err(fail)?, principals.map_err(fail)?))
}

/// A page of a unit's work list.
#[server(endpoint = "desk/cases", input = GetUrl, output = Json)]
pub async fn read_work_list(
    unit: String,
    form: WorkListForm,
    #[server(default)] live: bool,
) -> Result<WorkList, ApiError> {
    use crate::server::context::{fail, id, request, session};

    let _ = live; // the session has been found already

    service::cases::list(&request()?.services, &session()?, id(&unit)?, &form)
        .await
        .map_err(fail)
}

/// One case.
#[server(endpoint = "desk/case", input = GetUrl, output = Json)]
pub async fn read_case(
    unit: String,
    thread: String,
    #[server(default)] live: bool,
) -> Result<Case, ApiError> {
    use crate::server::context::{fail, id, request, session};

    let _ = live; // the session has been found already

    let (services, session) = (request()?.services, session()?);
    service::cases::case(&services, &session, id(&unit)?, id(&thread)?)
        .await
        .map_err(fail)
}

/// A unit's texts for answers.
#[server(endpoint = "desk/templates", input = GetUrl, output = Json)]
pub async fn read_templates(unit: String) -> Result<Templates, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::templates::list(&request()?.services, &session()?, id(&unit)?)
        .await
        .map_err(fail)
}

/// Those with a protected identity whom a unit has approved.
#[server(endpoint = "desk/approvals", input = GetUrl, output = Json)]
pub async fn read_approvals(unit: String) -> Result<Approvals, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::approvals::list(&request()?.services, &session()?, id(&unit)?)
        .await
        .map_err(fail)
}

/// Who may see what of the person of a case of the unit; where none is chosen, the unit's name.
#[server(endpoint = "desk/explain", input = GetUrl, output = Json)]
pub async fn read_explained(
    unit: String,
    #[server(default)] thread: String,
) -> Result<Result<CaseExplained, String>, ApiError> {
    use crate::server::context::{fail, id, request, session};

    let (services, session) = (request()?.services, session()?);
    let unit = id(&unit)?;
    if thread.is_empty() {
        let name = service::explain::case::unit(&services, &session, unit).await;
        return name.map(Err).map_err(fail);
    }
    let found = service::explain::case::of_case(&services, &session, unit, id(&thread)?).await;
    found.map(Ok).map_err(fail)
}

/// What a unit offers online, and what one is there.
#[server(endpoint = "desk/offers", input = GetUrl, output = Json)]
pub async fn read_offers(unit: String) -> Result<UnitOffers, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::staff::offers(&request()?.services, &session()?, id(&unit)?)
        .await
        .map_err(fail)
}
