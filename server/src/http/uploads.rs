//! Forms that files may come with. They have more room and more time than others, and not many of
//! them are read at once: each is held in memory until it is kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::time::Duration;

use app::server::context::RequestContext;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::attachment::{MAX_BYTES, MAX_FILES};
use domain::id::PersonId;
use futures::StreamExt;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// One file more than a message may have: who sends one too many, or one too large, is told so on
/// the form, with what was typed.
pub(super) const LARGEST: usize = (MAX_FILES + 1) * MAX_BYTES;
/// For all the files of a message over a slow line.
pub(super) const LONGEST: Duration = Duration::from_mins(10);
/// A line that is silent for so long is broken.
pub(super) const LONGEST_SILENCE: Duration = Duration::from_secs(30);

/// So many are read at once: what comes and what is kept of it are in memory, twice [`LARGEST`] each.
const AT_ONCE: usize = 6;
/// So many of them are one person's, so that nobody shuts the others out.
const AT_ONCE_OF_ONE: usize = 2;
/// So long one waits for others' to be read.
const PATIENCE: Duration = Duration::from_secs(20);

/// The room for forms with files.
#[derive(Clone)]
pub(super) struct Room {
    all: Arc<Semaphore>,
    of_one: Arc<Mutex<HashMap<PersonId, Weak<Semaphore>>>>,
}

impl Default for Room {
    fn default() -> Self {
        Self {
            all: Arc::new(Semaphore::new(AT_ONCE)),
            of_one: Arc::default(),
        }
    }
}

/// A place in the room, until it is dropped.
struct Place {
    _of_one: OwnedSemaphorePermit,
    _of_all: OwnedSemaphorePermit,
}

impl Room {
    /// Waits for a place: behind one's own others first.
    async fn place(&self, person: PersonId) -> Option<Place> {
        Some(Place {
            _of_one: self.of_one(person).acquire_owned().await.ok()?,
            _of_all: Arc::clone(&self.all).acquire_owned().await.ok()?,
        })
    }

    fn of_one(&self, person: PersonId) -> Arc<Semaphore> {
        let mut of_one = self.of_one.lock().unwrap_or_else(PoisonError::into_inner);
        of_one.retain(|_, places| places.strong_count() > 0);
        let known = of_one.get(&person).and_then(Weak::upgrade);
        known.unwrap_or_else(|| {
            let places = Arc::new(Semaphore::new(AT_ONCE_OF_ONE));
            of_one.insert(person, Arc::downgrade(&places));
            places
        })
    }
}

/// Lets a form with files in once there is room for it. Stands within the session.
pub(super) async fn enter(State(room): State<Room>, request: Request, next: Next) -> Response {
    if !comes_in_parts(&request) {
        return next.run(request).await;
    }
    let context = request.extensions().get::<RequestContext>();
    let session = context.and_then(|context| context.session.as_ref());
    let Some(person) = session.map(|session| session.person.id) else {
        return next.run(emptied(request).await).await;
    };
    if let Ok(Some(_place)) = timeout(PATIENCE, room.place(person)).await {
        next.run(request).await
    } else {
        tracing::warn!("too many forms with files at once");
        StatusCode::SERVICE_UNAVAILABLE.into_response()
    }
}

fn comes_in_parts(request: &Request) -> bool {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok());
    kind.is_some_and(|kind| kind.starts_with("multipart/"))
}

/// The same request, with nothing in its form. What comes is read to its end, because a browser that
/// is answered before it has sent all may see a broken connection instead of the answer.
async fn emptied(request: Request) -> Request {
    let (mut parts, body) = request.into_parts();
    let mut content = body.into_data_stream();
    while let Some(Ok(_)) = content.next().await {}
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    parts.headers.insert(header::CONTENT_TYPE, kind);
    parts.headers.remove(header::CONTENT_LENGTH);
    Request::from_parts(parts, Body::empty())
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn nobody_takes_all_places() {
        let room = Room::default();
        let place = |person| room.place(PersonId(Uuid::from_u128(person))).now_or_never();
        let mut own: Vec<_> = (0..AT_ONCE).map_while(|_| place(1)).collect();
        assert_eq!(own.len(), AT_ONCE_OF_ONE);
        let others: Vec<_> = (2..9).map_while(place).collect();
        assert_eq!(own.len() + others.len(), AT_ONCE);

        own.pop();
        assert!(place(1).is_some(), "and it is free again");
        drop((own, others));
        assert!(place(1).is_some());
        assert_eq!(
            room.of_one.lock().unwrap().len(),
            1,
            "who is gone is forgotten"
        );
    }
}
