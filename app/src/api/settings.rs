//! Settings; saving them is a plain form (`server::posts`). `who` is `mig`, or a child's link as it stands in the address.

use domain::family::Whom;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// Whose settings they are.
#[server(endpoint = "settings", input = GetUrl, output = Json)]
pub async fn read_settings(who: String) -> Result<Whom, ApiError> {
    use crate::server::context::{fail, request, session, subject};

    service::settings::open(&request()?.services, &session()?, subject(&who)?)
        .await
        .map_err(fail)
}
