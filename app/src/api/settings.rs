//! Settings; saving them is a plain form (`server::posts`). `who` is `mig`, or a child's link as it stands in the address.

use domain::family::Whom;
use domain::notice::{NoticeSetting, QuietHours};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::{ApiError, Json};

/// A person's settings.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settings {
    /// Whose.
    pub whom: Whom,
    /// How one hears of its news, for each way that there is.
    pub notices: Vec<NoticeSetting>,
    /// When one wants to hear nothing.
    pub quiet: Option<QuietHours>,
}

/// A person's settings.
#[server(endpoint = "settings", input = GetUrl, output = Json)]
pub async fn read_settings(who: String) -> Result<Settings, ApiError> {
    use crate::server::context::{fail, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    let found = service::notices::settings(&services, &session, subject(&who)?).await;
    let (whom, notices, quiet) = found.map_err(fail)?;
    Ok(Settings {
        whom,
        notices,
        quiet,
    })
}
