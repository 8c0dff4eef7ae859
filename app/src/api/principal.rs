//! Who works at a care principal's units.

use domain::principal::Workforce;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// A care principal's units, and who works there.
#[server(endpoint = "principal", input = GetUrl, output = Json)]
pub async fn read_workforce(principal: String) -> Result<Workforce, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::principals::workforce(&request()?.services, &session()?, id(&principal)?)
        .await
        .map_err(fail)
}
