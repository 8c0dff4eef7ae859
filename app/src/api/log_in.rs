//! Logging in with BankID (R-L1). Starting, cancelling and finishing are plain forms
//! (`server::posts`); only the waiting in between asks again and again.

use domain::login::LoginState;
use leptos::prelude::*;

use super::{ApiError, Json};

/// How this browser's order stands. `nonce`: the word from the return address, or empty. The order
/// is bound to the browser by its pre-log-in cookie: any other browser gets "idle".
#[server(endpoint = "log-in/poll", output = Json)]
pub async fn poll_log_in(nonce: String) -> Result<LoginState, ApiError> {
    use crate::server::context::{fail, request};

    let request = request()?;
    let Some(browser) = &request.browser else {
        return Ok(LoginState::Idle);
    };
    let nonce = Some(nonce.as_str()).filter(|nonce| !nonce.is_empty());
    let state = service::login::poll(&request.services, browser, nonce)
        .await
        .map_err(fail)?;
    Ok(match state {
        LoginState::Waiting {
            device,
            hint,
            qr,
            start_app,
            seconds_left,
        } => LoginState::Waiting {
            device,
            hint,
            qr,
            start_app: start_app.map(|query| format!("{}{query}", request.site.start_app)),
            seconds_left,
        },
        other => other,
    })
}
