//! The logged-in person and its children.

use domain::family::{Home, Overview};
use domain::form::AddChildForm;
use domain::id::LinkId;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// The home page.
#[server(endpoint = "home", input = GetUrl, output = Json)]
pub async fn read_home() -> Result<Home, ApiError> {
    use crate::server::context::{fail, request, session};

    service::family::home(&request()?.services, &session()?)
        .await
        .map_err(fail)
}

/// Adds a child (R-G1); gives its link.
#[server(endpoint = "child/add", output = Json)]
pub async fn add_child(form: AddChildForm) -> Result<LinkId, ApiError> {
    use crate::server::context::{fail, request, session};

    service::family::add_child(&request()?.services, &session()?, &form)
        .await
        .map_err(fail)
}

/// A child's overview. `link` as it stands in the address.
#[server(endpoint = "child", input = GetUrl, output = Json)]
pub async fn read_overview(link: String) -> Result<Overview, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::family::overview(&request()?.services, &session()?, id(&link)?)
        .await
        .map_err(fail)
}
