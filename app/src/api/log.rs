//! "Vem har läst?". `who` is `mig`, or a child's link as it stands in the address.

use domain::family::Whom;
use domain::log::{LogForm, LogPage};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// A page of the log.
#[server(endpoint = "log", input = GetUrl, output = Json)]
pub async fn read_log(who: String, form: LogForm) -> Result<(Whom, LogPage), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    service::readings::list(&request()?.services, &session()?, subject(&who)?, &form)
        .await
        .map_err(fail)
}
