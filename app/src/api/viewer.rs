//! Who looks at the page.

use domain::family::ChildName;
use domain::form::Theme;
use domain::moment::{Day, Moment};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::{ApiError, Json};

/// Who looks at the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Viewer {
    /// Today in Sweden: what a ten-digit personnummer needs.
    pub today: Day,
    /// Whether this is the demo.
    pub demo: bool,
    /// Whom the region says that one asks (B1).
    pub contact: String,
    /// The one who is logged in, if anybody is.
    pub person: Option<LoggedIn>,
}

/// The one who is logged in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoggedIn {
    /// One's name.
    pub name: String,
    /// One's theme.
    pub theme: Theme,
    /// When the session ends if nothing more is done.
    pub ends: Moment,
    /// In how many seconds that is.
    pub seconds_left: u32,
    /// Whether one works at a clinic.
    pub staff: bool,
    /// The children that can be switched to now.
    pub children: Vec<ChildName>,
}

/// Who looks at the page.
#[server(endpoint = "viewer", input = GetUrl, output = Json)]
pub async fn read_viewer() -> Result<Viewer, ApiError> {
    use crate::server::context::{fail, now, optional_session, request};

    let services = request()?.services;
    let now = now(&services);
    let person = match optional_session()? {
        None => None,
        Some(session) => Some(LoggedIn {
            name: session.person.display_name(),
            theme: session.theme,
            staff: session.staff,
            ends: session.ends.into(),
            seconds_left: u32::try_from(session.ends.duration_since(now).as_secs().max(0))
                .unwrap_or_default(),
            children: service::family::switcher(&services, &session)
                .await
                .map_err(fail)?,
        }),
    };
    Ok(Viewer {
        today: domain::age::today(now).into(),
        demo: request()?.demo,
        contact: services.rules_now().texts.contact.clone().into_owned(),
        person,
    })
}
