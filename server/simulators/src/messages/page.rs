//! The page that shows what came, over plain HTTP. Plain forms: it works without JavaScript, and a
//! test can post them by itself.
//!
//! | address | what |
//! |---|---|
//! | `GET /meddelanden` | what came, newest first |
//! | `POST /meddelanden/driftstorning` `sms`, `mail` | an outage on, or off if empty |

use std::sync::Arc;

use axum::Router;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{Html, Redirect};
use axum::routing::{get, post};
use serde::Deserialize;

use super::views;
use super::world::{Trouble, World};

pub(super) const HOME: &str = "/meddelanden";
pub(super) const TROUBLE: &str = "/meddelanden/driftstorning";

pub(super) fn router(world: Arc<World>) -> Router {
    Router::new()
        .route("/", get(async || Redirect::to(HOME)))
        .route(HOME, get(show))
        .route(TROUBLE, post(trouble))
        .fallback(async || (StatusCode::NOT_FOUND, views::not_found()))
        .with_state(world)
}

async fn show(State(world): State<Arc<World>>) -> Html<String> {
    let arrivals = world.received();
    let (sms, mail) = {
        let state = world.lock();
        (state.sms_trouble, state.mail_trouble)
    };
    views::home(&arrivals, sms, mail)
}

#[derive(Deserialize)]
struct Outage {
    sms: String,
    mail: String,
}

async fn trouble(State(world): State<Arc<World>>, Form(outage): Form<Outage>) -> Redirect {
    // Anything else than a trouble's name means none.
    let read = |text: String| -> Option<Trouble> { serde_json::from_value(text.into()).ok() };
    let mut state = world.lock();
    state.sms_trouble = read(outage.sms);
    state.mail_trouble = read(outage.mail);
    Redirect::to(HOME)
}
