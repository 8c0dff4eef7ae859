//! How long the session lasts, and staying. Logging out is a plain form (`server::posts`).

#![cfg_attr(
    feature = "ssr",
    expect(clippy::unused_async, reason = "a server function is async")
)]

use domain::moment::Moment;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::{ApiError, Json};

/// How long the session lasts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeLeft {
    /// When it ends if nothing more is done.
    pub ends: Moment,
    /// In how many seconds that is.
    pub seconds: u32,
    /// Whether staying helps: not at the end of the longest time that a session may last.
    pub can_stay: bool,
}

#[cfg(feature = "ssr")]
impl TimeLeft {
    fn of(session: &service::session::Session, now: jiff::Timestamp) -> Self {
        let seconds = session.ends.duration_since(now).as_secs().max(0);
        Self {
            ends: session.ends.into(),
            seconds: u32::try_from(seconds).unwrap_or(u32::MAX),
            can_stay: session.ends < session.ends_at_last,
        }
    }
}

/// How long the session lasts. Asking does not prolong it.
#[server(endpoint = "session/left", input = GetUrl, output = Json)]
pub async fn session_left() -> Result<TimeLeft, ApiError> {
    use crate::server::context::{now, request, session};

    Ok(TimeLeft::of(&session()?, now(&request()?.services)))
}

/// Prolongs the session (every request but [`session_left`] does): "Fortsätt vara inloggad".
#[server(endpoint = "session/stay", output = Json)]
pub async fn stay() -> Result<TimeLeft, ApiError> {
    use crate::server::context::{now, request, session};

    Ok(TimeLeft::of(&session()?, now(&request()?.services)))
}
