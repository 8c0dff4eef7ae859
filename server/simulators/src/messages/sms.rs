//! 46elks' API: `POST /a1/sms`, a form with basic authentication; JSON comes back, or a line of
//! text that says what is wrong.

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use super::world::{Arrival, Message, Sms, Trouble, World};

pub(super) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/a1/sms", post(send))
        .route("/a1/SMS", post(send))
        .with_state(world)
}

/// What the API is asked.
#[derive(Deserialize)]
struct Asked {
    from: Option<String>,
    to: Option<String>,
    message: Option<String>,
    dontlog: Option<String>,
}

type Refusal = (StatusCode, &'static str);

async fn send(
    State(world): State<Arc<World>>,
    headers: HeaderMap,
    form: Result<Form<Asked>, FormRejection>,
) -> Response {
    if !may(&world, &headers) {
        let ask = [(header::WWW_AUTHENTICATE, "Basic realm=\"46elks\"")];
        return (StatusCode::UNAUTHORIZED, ask, "API access requires login").into_response();
    }
    let Ok(Form(asked)) = form else {
        return (StatusCode::BAD_REQUEST, "The body must be a form").into_response();
    };
    let sms = match understand(asked) {
        Ok(sms) => sms,
        Err(refusal) => return refusal.into_response(),
    };
    let trouble = world.lock().sms_trouble;
    match trouble {
        None => Json(created(&world.keep(Message::Sms(sms.clone())), &sms)).into_response(),
        Some(Trouble::Refuse) => (StatusCode::BAD_REQUEST, "Invalid to number").into_response(),
        Some(Trouble::Fail) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
        Some(Trouble::Hang) => {
            world.hang().await;
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
        Some(Trouble::Drop) => {
            world.keep(Message::Sms(sms));
            cut_off()
        }
    }
}

fn may(world: &World, headers: &HeaderMap) -> bool {
    let expected = STANDARD.encode(format!("{}:{}", world.user, world.password));
    let given = headers.get(header::AUTHORIZATION);
    let given = given.and_then(|value| value.to_str().ok());
    given.and_then(|value| value.strip_prefix("Basic ")) == Some(expected.as_str())
}

fn understand(asked: Asked) -> Result<Sms, Refusal> {
    let bad = |what| (StatusCode::BAD_REQUEST, what);
    let from = asked.from.ok_or(bad("Missing key from"))?;
    let to = asked.to.ok_or(bad("Missing key to"))?;
    let text = asked.message.ok_or(bad("Missing key message"))?;
    if !is_number(&to) {
        return Err(bad("Invalid to number"));
    }
    if !is_number(&from) && !is_name(&from) {
        return Err(bad("Invalid from"));
    }
    if text.is_empty() {
        return Err(bad("Message is empty"));
    }
    match asked.dontlog.as_deref() {
        None | Some("message") => Ok(Sms {
            from,
            to,
            text,
            dontlog: asked.dontlog.is_some(),
        }),
        Some(_) => Err(bad("Invalid dontlog")),
    }
}

/// E.164.
fn is_number(text: &str) -> bool {
    text.strip_prefix('+').is_some_and(|digits| {
        (8..=15).contains(&digits.len())
            && !digits.starts_with('0')
            && digits.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// A sender's name, as phones show it.
fn is_name(text: &str) -> bool {
    (1..=11).contains(&text.len())
        && text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

fn created(arrival: &Arrival, sms: &Sms) -> serde_json::Value {
    let mut answer = json!({
        "id": format!("s{:032x}", arrival.number),
        "status": "created",
        "direction": "outgoing",
        "created": arrival.at.strftime("%Y-%m-%dT%H:%M:%S%.6f").to_string(),
        "from": sms.from,
        "to": sms.to,
        "message": sms.text,
    });
    if sms.dontlog {
        answer["dontlog"] = json!("message");
    }
    answer
}

/// A body that fails before its first byte: the server then closes the connection without even a
/// status.
fn cut_off() -> Response {
    let broken = async { Err::<Bytes, _>(io::Error::other("cut off on purpose")) };
    Response::new(Body::from_stream(futures::stream::once(broken)))
}
