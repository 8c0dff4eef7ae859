//! The relying-party API: `POST /rp/v6.0/{auth,sign,collect,cancel}`, JSON both ways.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::orders::{AlreadyInProgress, Order, Person, Purpose, Stand};
use super::request::{Invalid, OrderBody, StartBody};
use super::tokens::Tokens;
use super::world::{Trouble, World};

pub(super) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/rp/v6.0/auth", post(auth))
        .route("/rp/v6.0/sign", post(sign))
        .route("/rp/v6.0/collect", post(collect))
        .route("/rp/v6.0/cancel", post(cancel))
        .fallback(async || ApiError::NotFound)
        .method_not_allowed_fallback(async || ApiError::MethodNotAllowed)
        .layer(from_fn_with_state(Arc::clone(&world), trouble))
        .with_state(world)
}

/// What the API refuses with.
enum ApiError {
    AlreadyInProgress,
    Invalid(&'static str),
    NotFound,
    NoSuchOrder,
    MethodNotAllowed,
    UnsupportedMediaType,
    Trouble(Trouble),
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, code, details) = match self {
            Self::AlreadyInProgress => (400, "alreadyInProgress", "Order already in progress"),
            Self::Invalid(details) => (400, "invalidParameters", details),
            Self::NotFound => (404, "notFound", "An erroneous URL path was used"),
            Self::NoSuchOrder => (404, "notFound", "No such order"),
            Self::MethodNotAllowed => (405, "methodNotAllowed", "Only POST is allowed"),
            Self::UnsupportedMediaType => (
                415,
                "unsupportedMediaType",
                "Content-Type must be application/json, without parameters",
            ),
            Self::Trouble(Trouble::Maintenance) => (503, "maintenance", "Maintenance"),
            Self::Trouble(Trouble::InternalError) => (500, "internalError", "Internal error"),
            Self::Trouble(Trouble::RequestTimeout) => (408, "requestTimeout", "Request timeout"),
            Self::Trouble(Trouble::Unauthorized) => (401, "unauthorized", "No access"),
        };
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let body = json!({ "errorCode": code, "details": details });
        (status, Json(body)).into_response()
    }
}

async fn trouble(State(world): State<Arc<World>>, request: Request, next: Next) -> Response {
    let trouble = world.lock().trouble;
    match trouble {
        Some(trouble) => ApiError::Trouble(trouble).into_response(),
        None => next.run(request).await,
    }
}

type Answer = Result<Json<Value>, ApiError>;

async fn auth(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Answer {
    start(&world, Purpose::Identify, &headers, &body)
}

async fn sign(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Answer {
    start(&world, Purpose::Sign, &headers, &body)
}

async fn collect(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Answer {
    let OrderBody { order_ref } = parse(&headers, &body)?;
    let order = world
        .orders(|orders, now| orders.collect(&order_ref, now))
        .ok_or(ApiError::NoSuchOrder)?;
    Ok(Json(collected(&order)))
}

async fn cancel(State(world): State<Arc<World>>, headers: HeaderMap, body: Bytes) -> Answer {
    let OrderBody { order_ref } = parse(&headers, &body)?;
    if world.orders(|orders, _| orders.cancel(&order_ref)) {
        Ok(Json(json!({})))
    } else {
        Err(ApiError::NoSuchOrder)
    }
}

fn start(world: &World, purpose: Purpose, headers: &HeaderMap, body: &[u8]) -> Answer {
    let body: StartBody = parse(headers, body)?;
    let wanted = body
        .read(purpose)
        .map_err(|Invalid(name)| ApiError::Invalid(name))?;
    let tokens = Tokens::random();
    world
        .orders(|orders, now| orders.start(wanted, tokens.clone(), now))
        .map_err(|AlreadyInProgress| ApiError::AlreadyInProgress)?;
    Ok(Json(json!({
        "orderRef": tokens.order_ref,
        "autoStartToken": tokens.auto_start,
        "qrStartToken": tokens.qr_start,
        "qrStartSecret": tokens.qr_secret,
    })))
}

fn parse<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, ApiError> {
    let media_type = headers.get(header::CONTENT_TYPE);
    if media_type.is_none_or(|value| value != "application/json") {
        return Err(ApiError::UnsupportedMediaType);
    }
    serde_json::from_slice(body).map_err(|_| ApiError::Invalid("Invalid request body"))
}

fn collected(order: &Order) -> Value {
    let order_ref = &order.tokens.order_ref;
    match (&order.stand, &order.person) {
        (Stand::Pending(hint), _) => {
            json!({ "orderRef": order_ref, "status": "pending", "hintCode": hint })
        }
        (Stand::Complete { device_ip }, Some(person)) => json!({
            "orderRef": order_ref,
            "status": "complete",
            "completionData": completion(order, person, &device_ip.to_string()),
        }),
        (Stand::Failed(hint), _) => {
            json!({ "orderRef": order_ref, "status": "failed", "hintCode": hint })
        }
        // Nobody can approve before a person is chosen (`Refusal::Nobody`).
        (Stand::Complete { .. }, None) => json!({ "orderRef": order_ref, "status": "failed" }),
    }
}

fn completion(order: &Order, person: &Person, device_ip: &str) -> Value {
    let Person {
        number,
        given,
        surname,
    } = person;
    let mut data = json!({
        "user": {
            "personalNumber": number,
            "name": format!("{given} {surname}"),
            "givenName": given,
            "surname": surname,
        },
        "device": {
            "ipAddress": device_ip,
            "uhi": STANDARD.encode(Sha256::digest(number.as_bytes())),
        },
        "bankIdIssueDate": "2020-02-01",
        // Shaped as BankID's, but signed by nobody.
        "signature": STANDARD.encode("<Signature>BankID-simulator</Signature>"),
        "ocspResponse": STANDARD.encode("BankID-simulator"),
    });
    if order.wanted.mrtd {
        data["stepUp"] = json!({ "mrtd": true });
    }
    data
}
