//! A child's road map.

use domain::future::RoadMap;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// A child's road map. `link` as it stands in the address.
#[server(endpoint = "child/future", input = GetUrl, output = Json)]
pub async fn read_road_map(link: String) -> Result<RoadMap, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::future::road_map(&request()?.services, &session()?, id(&link)?)
        .await
        .map_err(fail)
}
