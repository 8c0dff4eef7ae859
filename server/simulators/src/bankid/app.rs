//! The page that plays the BankID app, over plain HTTP. Plain forms: it works without JavaScript,
//! and a test can post them by itself.
//!
//! | address | what |
//! |---|---|
//! | `GET /app` | the app's start |
//! | `GET /app?autostarttoken=…&redirect=…` | started on the same device, as `bankid:///` is |
//! | `GET /app?order=…` | an order that has been opened |
//! | `POST /app/skanna` `qr` | a scanned QR code |
//! | `POST /app/oppna` `order` | opened from the list, as if scanned |
//! | `POST /app/person` `order`, `person` (`given`, `surname`) | who the user is |
//! | `POST /app/svar` `order`, `answer` (`device_ip`) | `approve` or a hint's name |
//! | `POST /app/driftstorning` `trouble` | an outage on, or off if empty |
//!
//! `order` is the autostart token.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{ConnectInfo, Form, Query, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

use super::orders::{Answer, Order, Person, Refusal, Way};
use super::request::is_digits;
use super::world::{Trouble, World};
use super::{qr, views};

pub(super) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/", get(async || Redirect::to("/app")))
        .route("/app", get(show))
        .route("/app/skanna", post(scan))
        .route("/app/oppna", post(open))
        .route("/app/person", post(choose))
        .route("/app/svar", post(answer))
        .route("/app/driftstorning", post(trouble))
        .fallback(async || {
            let text = "Sidan finns inte. Börja om från appens start.";
            (StatusCode::NOT_FOUND, views::problem("Finns inte", text))
        })
        .with_state(world)
}

#[derive(Deserialize)]
struct Start {
    autostarttoken: Option<String>,
    redirect: Option<String>,
    order: Option<String>,
}

async fn show(
    State(world): State<Arc<World>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Query(start): Query<Start>,
) -> Response {
    if let Some(token) = start.autostarttoken {
        let redirect = start.redirect.filter(|address| is_web_address(address));
        let fetched = world.orders(|orders, _| orders.fetch(&token, Way::AutoStart { redirect }));
        return go_on(&token, fetched);
    }
    let Some(token) = start.order else {
        let page = world.orders(|orders, _| views::home(orders.waiting(), &world.relying_party));
        return page.into_response();
    };
    let order = world.orders(|orders, _| orders.by_token(&token).cloned());
    let party = &world.relying_party;
    match order {
        None => refuse(Refusal::Gone),
        Some(order) if !order.is_pending() => views::over(&order, party).into_response(),
        Some(order) => match &order.person {
            None => views::choose_person(&order, &world.persons, party).into_response(),
            Some(person) => {
                let device_ip = peer.ip().to_canonical().to_string();
                views::answer(&order, person, &device_ip, party).into_response()
            }
        },
    }
}

#[derive(Deserialize)]
struct Scanned {
    qr: String,
}

async fn scan(State(world): State<Arc<World>>, Form(scanned): Form<Scanned>) -> Response {
    let found = world.orders(|orders, now| qr::scan(&scanned.qr, orders, now));
    match found {
        Ok(token) => {
            let fetched = world.orders(|orders, _| orders.fetch(&token, Way::OtherDevice));
            go_on(&token, fetched)
        }
        Err(error) => bad(views::not_scanned(&error)),
    }
}

#[derive(Deserialize)]
struct Opened {
    order: String,
}

async fn open(State(world): State<Arc<World>>, Form(opened): Form<Opened>) -> Response {
    let fetched = world.orders(|orders, _| orders.fetch(&opened.order, Way::OtherDevice));
    go_on(&opened.order, fetched)
}

#[derive(Deserialize)]
struct Chosen {
    order: String,
    person: String,
    #[serde(default)]
    given: String,
    #[serde(default)]
    surname: String,
}

async fn choose(State(world): State<Arc<World>>, Form(chosen): Form<Chosen>) -> Response {
    let number = chosen.person.replace([' ', '-'], "");
    if number.len() != 12 || !is_digits(&number) {
        let text = "Skriv testnumret med 12 siffror, ÅÅÅÅMMDDNNNN.";
        return bad(views::problem("Det är inget nummer", text));
    }
    let known = world
        .persons
        .iter()
        .find(|person| person.personnummer == number);
    let person = match known {
        Some(person) => Person {
            number,
            given: person.given.clone(),
            surname: person.surname.clone(),
        },
        None => Person {
            number,
            given: or(chosen.given, "Test"),
            surname: or(chosen.surname, "Testsson"),
        },
    };
    let done = world.orders(|orders, now| orders.choose(&chosen.order, person, now));
    go_on(&chosen.order, done)
}

#[derive(Deserialize)]
struct Given {
    order: String,
    answer: String,
    device_ip: Option<String>,
}

async fn answer(
    State(world): State<Arc<World>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Form(given): Form<Given>,
) -> Response {
    let device_ip = match given.device_ip.as_deref().map(str::trim) {
        None | Some("") => Some(peer.ip().to_canonical()),
        Some(text) => text.parse().ok(),
    };
    let answer = match given.answer.as_str() {
        "approve" => device_ip.map(|device_ip| Answer::Approve { device_ip }),
        hint => views::failed_hint(hint)
            .map(Answer::Fail)
            .or_else(|| views::pending_hint(hint).map(Answer::Wait)),
    };
    let Some(answer) = answer else {
        let text = "Antingen svaret eller enhetens IP-adress går inte att läsa.";
        return bad(views::problem("Det gick inte", text));
    };
    let answered = world.orders(|orders, now| {
        orders.answer(&given.order, answer, now)?;
        orders.by_token(&given.order).cloned().ok_or(Refusal::Gone)
    });
    match answered {
        Ok(order) if order.is_pending() => go_on(&given.order, Ok(())),
        Ok(order) => finish(&order),
        Err(refusal) => refuse(refusal),
    }
}

#[derive(Deserialize)]
struct Outage {
    trouble: String,
}

async fn trouble(State(world): State<Arc<World>>, Form(outage): Form<Outage>) -> Redirect {
    // Anything else than a trouble's name means none.
    let trouble: Option<Trouble> = serde_json::from_value(outage.trouble.into()).ok();
    world.lock().trouble = trouble;
    Redirect::to("/app")
}

/// Back to the browser page that started the app, or to a page that says how it went.
fn finish(order: &Order) -> Response {
    match order.returns_to().filter(|address| is_web_address(address)) {
        Some(address) => Redirect::to(address).into_response(),
        None => to_order(&order.tokens.auto_start),
    }
}

fn go_on(token: &str, done: Result<(), Refusal>) -> Response {
    match done {
        Ok(()) => to_order(token),
        Err(refusal) => refuse(refusal),
    }
}

/// The token is one of ours, so it needs no encoding.
fn to_order(token: &str) -> Response {
    Redirect::to(&format!("/app?order={token}")).into_response()
}

fn refuse(refusal: Refusal) -> Response {
    let status = match refusal {
        Refusal::Gone => StatusCode::NOT_FOUND,
        Refusal::OtherPerson | Refusal::Nobody => StatusCode::BAD_REQUEST,
    };
    (status, views::refused(refusal)).into_response()
}

fn bad(page: Html<String>) -> Response {
    (StatusCode::BAD_REQUEST, page).into_response()
}

/// `redirect=null` means: stay in the app.
fn is_web_address(address: &str) -> bool {
    let web = address.starts_with("https://") || address.starts_with("http://");
    web && !address.contains(char::is_control)
}

fn or(text: String, otherwise: &str) -> String {
    if text.trim().is_empty() {
        otherwise.to_owned()
    } else {
        text
    }
}
