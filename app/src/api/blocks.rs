//! A unit's blocks. `unit` is the unit as it stands in the address.

use domain::block::{BlockDesk, UnitBlocks};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// A unit's blocks: those that hold, and those that were ended.
#[server(endpoint = "desk/blocks", input = GetUrl, output = Json)]
pub async fn read_blocks(unit: String) -> Result<UnitBlocks, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::blocks::list(&request()?.services, &session()?, id(&unit)?)
        .await
        .map_err(fail)
}

/// What the form for a new one needs. `number`: the child that was looked for, which stands in no
/// address; it may be empty.
#[server(endpoint = "desk/blocks/new", output = Json)]
pub async fn read_block_desk(
    unit: String,
    #[server(default)] number: String,
) -> Result<BlockDesk, ApiError> {
    use crate::server::context::{fail, id, request, session};

    let (services, session) = (request()?.services, session()?);
    service::blocks::desk(&services, &session, id(&unit)?, &number)
        .await
        .map_err(fail)
}
