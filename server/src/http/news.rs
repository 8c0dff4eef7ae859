//! Server-sent events (HTML Living Standard §9.2) that say that something has changed: a number
//! that grows, and nothing of what it was.

use std::convert::Infallible;
use std::pin::Pin;
use std::time::Duration;

use app::server::context::RequestContext;
use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures::Stream;
use futures::stream::unfold;
use serde::Deserialize;
use service::Services;
use service::access::{AccessError, Subject};
use service::news::{About, Heard, listen};
use service::session::Session;
use tokio::sync::broadcast::error::RecvError;
use tokio::sync::{broadcast, watch};
use tokio::time::Sleep;
use uuid::Uuid;

use crate::news::News;

/// The address.
pub(super) const PATH: &str = "/nyheter";
/// How long one listens before one has to ask again: sessions end, and children turn 13.
const LONGEST: Duration = Duration::from_mins(5);
/// How often something is sent, so that nobody in between takes the connection for dead.
const ALIVE: Duration = Duration::from_secs(20);

/// What one wants to hear of.
#[derive(Deserialize)]
pub(super) struct Asked {
    /// `mig`, or a child's link: the inbox.
    om: Option<String>,
    /// A unit: its work list.
    enhet: Option<String>,
}

impl Asked {
    fn about(&self) -> Option<About> {
        match (self.om.as_deref(), self.enhet.as_deref()) {
            (Some("mig"), None) => Some(About::Inbox(Subject::Myself)),
            (Some(link), None) => Some(About::Inbox(Subject::Child(link.parse().ok()?))),
            (None, Some(unit)) => Some(About::Unit(unit.parse().ok()?)),
            (None, None) | (Some(_), Some(_)) => None,
        }
    }
}

/// Listens, for one who may.
pub(super) async fn hear(
    State(news): State<News>,
    Extension(context): Extension<RequestContext>,
    Query(asked): Query<Asked>,
) -> Response {
    let Some(session) = context.session else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let Some(about) = asked.about() else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Before the first look, so that nothing falls between.
    let changed = news.listen();
    let first = match listen(&context.services, &session, about).await {
        Ok(heard) => heard,
        Err(AccessError::NotFound) => return StatusCode::NOT_FOUND.into_response(),
        Err(AccessError::Refused(_)) => return StatusCode::FORBIDDEN.into_response(),
        Err(AccessError::Fault(fault)) => {
            tracing::error!(%fault, "nobody can listen");
            return StatusCode::SERVICE_UNAVAILABLE.into_response();
        }
    };
    let ear = Ear {
        services: context.services,
        session,
        about,
        topic: first.topic,
        first: Some(first),
        changed,
        closing: news.closing(),
        until: Box::pin(tokio::time::sleep(LONGEST)),
    };
    Sse::new(ear.events())
        .keep_alive(KeepAlive::new().interval(ALIVE))
        .into_response()
}

/// One who listens.
struct Ear {
    services: Services,
    session: Session,
    about: About,
    topic: Uuid,
    first: Option<Heard>,
    changed: broadcast::Receiver<Uuid>,
    closing: watch::Receiver<bool>,
    until: Pin<Box<Sleep>>,
}

impl Ear {
    fn events(self) -> impl Stream<Item = Result<Event, Infallible>> {
        unfold(self, |mut ear| async {
            let heard = ear.next().await?;
            Some((Ok(event(heard)), ear))
        })
    }

    /// How it stands first, and then whenever it has changed; nothing where it is over.
    async fn next(&mut self) -> Option<Heard> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        loop {
            let told = tokio::select! {
                told = self.changed.recv() => told,
                _ = self.closing.wait_for(|open| !*open) => return None,
                () = self.until.as_mut() => return None,
            };
            match told {
                Ok(topic) if topic != self.topic => {}
                // Too far behind to know: then it may have.
                Ok(_) | Err(RecvError::Lagged(_)) => return self.again().await,
                Err(RecvError::Closed) => return None,
            }
        }
    }

    /// How it stands now, if it may still be heard of.
    async fn again(&self) -> Option<Heard> {
        // What an earlier look found out of the children may be over.
        let session = Session {
            links: service::links::Links::default(),
            ..self.session.clone()
        };
        if self.services.clock.now() >= session.ends_at_last {
            return None;
        }
        listen(&self.services, &session, self.about).await.ok()
    }
}

/// The version; with a star where a page may have missed the last change.
fn event(heard: Heard) -> Event {
    let lately = if heard.lately { "*" } else { "" };
    Event::default().data(format!("{}{lately}", heard.version))
}
