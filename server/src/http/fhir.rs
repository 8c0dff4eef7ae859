//! `POST /fhir`: a care system sends a Bundle (FHIR R4).
//!
//! It shows that it may with a token in `Authorization`, and in no other way: cookies are not looked at,
//! so no browser can be made to send one, and the request's origin says nothing. Who has no token is
//! answered before anything of the body is read.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use ::fhir::{Code, Finding, Refusal};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use axum::routing::post;
use domain::age;
use jiff::Timestamp;
use service::access::intake::{self, Intake};
use service::intake::{Reception, TOUCH_EVERY};
use service::{Fault, Services};
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::client;
use super::limits::{Key, Limits, network};
use super::log::RequestId;

/// Where it stands.
pub(super) const PATH: &str = "/fhir";
/// No Bundle is larger: some thousand resources.
const LARGEST: usize = 16 * 1024 * 1024;
/// Longer than the largest takes, over a slow line.
pub(super) const LONGEST: Duration = Duration::from_mins(2);
/// So many are read at once: each is in memory several times over.
const AT_ONCE: usize = 2;
/// So long one waits for others to be read.
const PATIENCE: Duration = Duration::from_secs(20);

struct Gate {
    services: Services,
    limits: Limits,
    client_ip_header: Option<HeaderName>,
    room: Semaphore,
}

/// The route.
pub(super) fn routes(
    services: Services,
    limits: Limits,
    client_ip_header: Option<HeaderName>,
) -> Router {
    let gate = Arc::new(Gate {
        services,
        limits,
        client_ip_header,
        room: Semaphore::new(AT_ONCE),
    });
    Router::new().route(PATH, post(take).with_state(gate))
}

async fn take(State(gate): State<Arc<Gate>>, request: Request) -> Response {
    let received = receive(&gate, request).await;
    received.unwrap_or_else(|refused| refused)
}

/// The refusal is an answer too.
async fn receive(gate: &Gate, request: Request) -> Result<Response, Response> {
    let now = gate.services.clock.now();
    let address = network(client::ip(&request, gate.client_ip_header.as_ref()));
    let (head, body) = request.into_parts();
    let intake = enter(gate, &head, address, now).await?;
    if !is_fhir(&head.headers) {
        let why = "the content must be application/fhir+json";
        let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
        return Err(refuse(status, Code::NotSupported, why));
    }
    let Ok(Ok(_place)) = timeout(PATIENCE, gate.room.acquire()).await else {
        let why = "other Bundles are being read: try again in a while";
        let refused = refuse(StatusCode::SERVICE_UNAVAILABLE, Code::Throttled, why);
        return Err(retry(refused, 30));
    };
    let Ok(bytes) = to_bytes(body, LARGEST).await else {
        let why = "the Bundle is larger than 16 MB, or did not come whole";
        return Err(refuse(StatusCode::PAYLOAD_TOO_LARGE, Code::TooLong, why));
    };
    let today = age::today(now);
    // Reading is nothing but work, and other requests wait for this thread.
    let reading = tokio::task::spawn_blocking(move || ::fhir::read(&bytes, today));
    let reading = match reading.await {
        Ok(Ok(reading)) => reading,
        Ok(Err(refusal)) => return Err(refused(&refusal)),
        Err(_) => return Err(fault(StatusCode::INTERNAL_SERVER_ERROR, None)),
    };
    let services = &gate.services;
    let reception = Reception {
        store: services.store.as_ref(),
        register: services.register.as_ref(),
        rng: &services.rng,
    };
    let taken = service::intake::take_in(&reception, &intake, reading).await;
    let receipt = taken.map_err(|fault| broken(&fault))?;
    let answer = ::fhir::answer(receipt.kind, &receipt.items, &receipt.findings);
    Ok(json(StatusCode::OK, &answer))
}

/// Proof of the request's token.
async fn enter(
    gate: &Gate,
    head: &Parts,
    address: IpAddr,
    now: Timestamp,
) -> Result<Intake, Response> {
    let services = &gate.services;
    let store = services.store.as_ref();
    let number = head.extensions.get::<RequestId>();
    let number = number.map(|id| id.0.clone());
    let found = match token(&head.headers) {
        Some(token) => {
            let of = (now, number);
            let found = intake::by_token(store, services.rng.clone(), of, token).await;
            found.map_err(|error| broken(&error.into()))?
        }
        None => None,
    };
    let Some((token, intake)) = found else {
        if let Err(seconds) = gate.limits.count(Key::WrongToken(address)) {
            return Err(too_many(seconds));
        }
        let why = "a token that holds must stand in Authorization: Bearer";
        let mut refused = refuse(StatusCode::UNAUTHORIZED, Code::Login, why);
        let scheme = HeaderValue::from_static("Bearer realm=\"fhir\"");
        refused
            .headers_mut()
            .insert(header::WWW_AUTHENTICATE, scheme);
        return Err(refused);
    };
    if let Err(seconds) = gate.limits.count(Key::Token(token)) {
        return Err(too_many(seconds));
    }
    let known = now.saturating_sub(TOUCH_EVERY).unwrap_or(Timestamp::MIN);
    let touched = store.touch_token(token, now, known).await;
    touched.map_err(|error| broken(&error.into()))?;
    Ok(intake)
}

/// RFC 6750 §2.1.
fn token(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn is_fhir(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let essence = kind.split(';').next().unwrap_or_default().trim();
    [::fhir::CONTENT_TYPE, "application/json"]
        .iter()
        .any(|known| essence.eq_ignore_ascii_case(known))
}

fn refused(refusal: &Refusal) -> Response {
    let status = if refusal.unreadable {
        StatusCode::BAD_REQUEST
    } else {
        StatusCode::UNPROCESSABLE_ENTITY
    };
    json(status, &::fhir::refusal(refusal))
}

fn refuse(status: StatusCode, code: Code, why: &str) -> Response {
    json(status, &::fhir::outcome(&[Finding::error(code, "", why)]))
}

fn too_many(seconds: u32) -> Response {
    tracing::warn!("too many Bundles");
    let why = "too many requests in ten minutes";
    let refused = refuse(StatusCode::TOO_MANY_REQUESTS, Code::Throttled, why);
    retry(refused, seconds)
}

fn retry(mut response: Response, seconds: u32) -> Response {
    let wait = HeaderValue::from(seconds);
    response.headers_mut().insert(header::RETRY_AFTER, wait);
    response
}

/// It did not work here. The answer says so calmly once it has the incident's number.
fn broken(fault: &Fault) -> Response {
    tracing::error!(%fault, "a Bundle can't be taken in");
    let status = match fault {
        Fault::Register(_) => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

/// What went wrong around this route, as care systems understand it.
pub(super) fn fault(status: StatusCode, incident: Option<&str>) -> Response {
    let why = match incident {
        Some(number) => format!("it did not work here, and nothing was stored: incident {number}"),
        None => "the request can't be answered, and nothing was stored".to_owned(),
    };
    refuse(status, Code::Exception, &why)
}

fn json(status: StatusCode, value: &serde_json::Value) -> Response {
    let mut response = Response::new(Body::from(value.to_string()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let kind = HeaderValue::from_static(::fhir::CONTENT_TYPE);
    headers.insert(header::CONTENT_TYPE, kind);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_stands_behind_its_scheme() {
        let read = |value: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::AUTHORIZATION, value.parse().unwrap());
            token(&headers).map(str::to_owned)
        };
        assert_eq!(read("Bearer abc"), Some("abc".to_owned()));
        assert_eq!(read("bearer  abc"), Some("abc".to_owned()));
        for wrong in ["", "abc", "Basic abc", "Bearer ", "Bearerabc"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
