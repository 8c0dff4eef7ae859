//! The forms of logging in and out, and the cookies that they set.

use std::fmt::Write as _;

use axum::extract::{Extension, Form};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use domain::login::{Device, LoginFailure, LoginState};
use serde::Deserialize;
use service::login::Start;
use service::ports::chance::new_token;

use super::context::{RequestContext, Site, error_of};

/// Where the BankID app is, and where to go afterwards.
#[derive(Deserialize)]
pub(super) struct StartForm {
    #[serde(default)]
    enhet: Option<Device>,
    #[serde(default)]
    vidare: String,
}

/// Starts an order, and goes to the page that waits for it.
pub(super) async fn start(
    Extension(context): Extension<RequestContext>,
    Form(form): Form<StartForm>,
) -> Response {
    // A new token for each order: nothing that was known before it leads to it.
    let browser = new_token(context.services.rng.as_ref());
    if let Some(old) = &context.browser
        && let Err(fault) = service::login::cancel(&context.services, old).await
    {
        return failed(error_of(fault, &context).incident.as_deref());
    }
    let device = form.enhet.unwrap_or(Device::This);
    let start = Start {
        browser: &browser,
        device,
        ip: context.ip,
        origin: &context.site.origin,
        return_to: if form.vidare.is_empty() {
            "/mig"
        } else {
            &form.vidare
        },
    };
    // Said in the address once, and taken out of it by the page that does it: whoever comes back
    // to the log-in page has the app open already.
    let open = match device {
        Device::This => "oppna=1",
        Device::Other => "",
    };
    match service::login::start(&context.services, start).await {
        Ok(LoginState::Failed(failure)) => failed_because(failure, &form.vidare),
        Ok(_) => with_cookie(
            log_in_page(&form.vidare, open).into_response(),
            &cookie(
                &context.site,
                context.site.browser_cookie,
                &browser,
                Some(600),
            ),
        ),
        Err(fault) => failed(error_of(fault, &context).incident.as_deref()),
    }
}

/// Where to go afterwards, if one logs in after all.
#[derive(Deserialize)]
pub(super) struct CancelForm {
    #[serde(default)]
    vidare: String,
}

/// Cancels the order, and goes back to the choice.
pub(super) async fn cancel(
    Extension(context): Extension<RequestContext>,
    Form(form): Form<CancelForm>,
) -> Response {
    if let Some(browser) = &context.browser
        && let Err(fault) = service::login::cancel(&context.services, browser).await
    {
        error_of(fault, &context);
    }
    with_cookie(
        log_in_page(&form.vidare, "").into_response(),
        &cookie(&context.site, context.site.browser_cookie, "", Some(0)),
    )
}

/// Begins the session of an identified order, and goes where the person wanted.
pub(super) async fn finish(Extension(context): Extension<RequestContext>) -> Response {
    let Some(browser) = &context.browser else {
        return Redirect::to("/logga-in").into_response();
    };
    match service::login::finish(&context.services, browser).await {
        Ok(Some((token, return_to))) => {
            if let Some(old) = &context.session
                && let Err(fault) = service::session::end(&context.services, old).await
            {
                error_of(fault, &context);
            }
            let site = &context.site;
            let response = with_cookie(
                Redirect::to(&return_to).into_response(),
                &cookie(site, site.session_cookie, &token, None),
            );
            with_cookie(response, &cookie(site, site.browser_cookie, "", Some(0)))
        }
        Ok(None) => Redirect::to("/logga-in").into_response(),
        Err(fault) => failed(error_of(fault, &context).incident.as_deref()),
    }
}

/// Logging out: here, or everywhere.
#[derive(Deserialize)]
pub(super) struct LeaveForm {
    #[serde(default)]
    overallt: bool,
}

/// Logs out, and goes to the start page.
pub(super) async fn leave(
    Extension(context): Extension<RequestContext>,
    Form(form): Form<LeaveForm>,
) -> Response {
    if let Some(session) = &context.session {
        let ended = if form.overallt {
            service::session::end_everywhere(&context.services, session)
                .await
                .map(|_| ())
        } else {
            service::session::end(&context.services, session).await
        };
        if let Err(fault) = ended {
            // The session may still be alive: the person must know, and try again.
            return failed(error_of(fault, &context).incident.as_deref());
        }
    }
    forget_session(Redirect::to("/?utloggad=1").into_response(), &context.site)
}

/// Takes the session's cookie back: the session has ended.
pub fn forget_session(response: Response, site: &Site) -> Response {
    with_cookie(response, &cookie(site, site.session_cookie, "", Some(0)))
}

/// To the log-in page, and back to `page` after it. `ended`: whether a session has ended.
pub fn go_there(page: &str, ended: bool) -> Redirect {
    log_in_page(page, if ended { "avslutad=1" } else { "" })
}

/// To the log-in page: with the way back to `page`, if there is one, and with `more` of a query.
fn log_in_page(page: &str, more: &str) -> Redirect {
    let vidare = match page {
        "" => String::new(),
        page => format!("vidare={}", encode(page, b"/-._~")),
    };
    let query: Vec<&str> = [vidare.as_str(), more]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    match query.as_slice() {
        [] => Redirect::to("/logga-in"),
        query => go(&format!("/logga-in?{}", query.join("&"))),
    }
}

/// To an address of ours that may hold what the browser wrote: what may not stand in a header is
/// percent-encoded.
pub(super) fn go(address: &str) -> Redirect {
    Redirect::to(&encode(address, b"/-._~?&=%"))
}

fn encode(text: &str, plain: &[u8]) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}"); // a String takes everything
        }
        out
    })
}

fn failed_because(failure: LoginFailure, return_to: &str) -> Response {
    let word = match failure {
        LoginFailure::AlreadyInProgress => "pagar",
        _ => "svarar-inte",
    };
    log_in_page(return_to, &format!("fel={word}")).into_response()
}

fn failed(incident: Option<&str>) -> Response {
    Redirect::to(&format!(
        "/logga-in?fel=tekniskt&nummer={}",
        incident.unwrap_or_default()
    ))
    .into_response()
}

fn with_cookie(mut response: Response, cookie: &str) -> Response {
    if let Ok(value) = HeaderValue::from_str(cookie) {
        response.headers_mut().append(header::SET_COOKIE, value);
    }
    response
}

/// A cookie that scripts can't read and other sites' forms don't send. `max_age` in seconds; none:
/// until the browser closes.
fn cookie(site: &Site, name: &str, value: &str, max_age: Option<u32>) -> String {
    let secure = if site.secure { "; Secure" } else { "" };
    let max_age = max_age
        .map(|age| format!("; Max-Age={age}"))
        .unwrap_or_default();
    format!("{name}={value}; Path=/; HttpOnly; SameSite=Lax{secure}{max_age}")
}
