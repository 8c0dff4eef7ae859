//! How often something may be tried: kept in the memory of each node.

use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, PoisonError};

use app::server::context::RequestContext;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::id::{PersonId, TokenId};
use jiff::{SignedDuration, Timestamp};
use service::ports::clock::Clock;

use crate::config;

/// In how long a time tries are counted.
const WINDOW: SignedDuration = SignedDuration::from_mins(10);
/// Bundles of one care system: one a second.
const MOST_BUNDLES: u32 = 600;
/// A system whose token does not hold is not mended by trying more.
const MOST_WRONG_TOKENS: u32 = 60;
/// With more than this many who tried, those who did so long ago are forgotten.
const CROWD: usize = 10_000;

/// Who tries what.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// This person, to add a child.
    AddChild(PersonId),
    /// This address, to log in.
    LogIn(IpAddr),
    /// This token, to send.
    Token(TokenId),
    /// This address, to send without a token that holds.
    WrongToken(IpAddr),
}

/// The tries of the last ten minutes.
#[derive(Clone)]
pub(super) struct Limits(Arc<Inner>);

struct Inner {
    most: config::Limits,
    clock: Arc<dyn Clock>,
    tries: Mutex<HashMap<Key, VecDeque<Timestamp>>>,
}

impl Limits {
    pub(super) fn new(most: config::Limits, clock: Arc<dyn Clock>) -> Self {
        let tries = Mutex::default();
        Self(Arc::new(Inner { most, clock, tries }))
    }

    /// Counts a try; the error is how many seconds to wait before the next.
    pub(super) fn count(&self, key: Key) -> Result<(), u32> {
        let now = self.0.clock.now();
        let most = match key {
            Key::AddChild(_) => self.0.most.child_tries,
            Key::LogIn(_) => self.0.most.log_ins,
            Key::Token(_) => MOST_BUNDLES,
            Key::WrongToken(_) => MOST_WRONG_TOKENS,
        };
        // A panic elsewhere must not end the counting, hence no poisoning.
        let mut tries = self.0.tries.lock().unwrap_or_else(PoisonError::into_inner);
        let recent = |at: &Timestamp| now.duration_since(*at).abs() < WINDOW;
        if tries.len() > CROWD {
            tries.retain(|_, times| times.back().is_some_and(recent));
        }
        let times = tries.entry(key).or_default();
        while times.front().is_some_and(|first| !recent(first)) {
            times.pop_front();
        }
        if let Some(first) = times.front()
            && times.len() >= usize::try_from(most).unwrap_or(usize::MAX)
        {
            let wait = WINDOW - now.duration_since(*first);
            return Err(u32::try_from(wait.as_secs().max(1)).unwrap_or(u32::MAX));
        }
        times.push_back(now);
        Ok(())
    }
}

/// Refuses one try too many.
pub(super) async fn check(State(limits): State<Limits>, request: Request, next: Next) -> Response {
    let counted = key(&request).map_or(Ok(()), |key| limits.count(key));
    match counted {
        Ok(()) => next.run(request).await,
        Err(seconds) => {
            tracing::warn!("too many tries");
            let mut response = StatusCode::TOO_MANY_REQUESTS.into_response();
            let wait = HeaderValue::from(seconds);
            response.headers_mut().insert(header::RETRY_AFTER, wait);
            response
        }
    }
}

fn key(request: &Request) -> Option<Key> {
    if *request.method() != Method::POST {
        return None;
    }
    let context = request.extensions().get::<RequestContext>()?;
    match request.uri().path() {
        "/logga-in" => Some(Key::LogIn(network(context.ip))),
        "/mig/lagg-till-barn" | "/api/child/add" => {
            let session = context.session.as_ref()?;
            Some(Key::AddChild(session.person.id))
        }
        _ => None,
    }
}

/// The address, or the network where one subscriber has as many addresses as it likes.
pub(super) fn network(ip: IpAddr) -> IpAddr {
    match ip {
        IpAddr::V4(_) => ip,
        IpAddr::V6(ip) => {
            let [a, b, c, d, ..] = ip.segments();
            IpAddr::from([a, b, c, d, 0, 0, 0, 0])
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct At(Mutex<Timestamp>);

    impl Clock for At {
        fn now(&self) -> Timestamp {
            *self.0.lock().unwrap()
        }
    }

    impl At {
        fn pass(&self, seconds: i64) {
            *self.0.lock().unwrap() += SignedDuration::from_secs(seconds);
        }
    }

    fn limits(log_ins: u32) -> (Arc<At>, Limits) {
        let clock = Arc::new(At(Mutex::new("2026-11-21T12:00:00Z".parse().unwrap())));
        let most = config::Limits {
            log_ins,
            child_tries: 1,
        };
        (clock.clone(), Limits::new(most, clock))
    }

    fn from(ip: &str) -> Key {
        Key::LogIn(network(ip.parse().unwrap()))
    }

    #[test]
    fn the_next_try_waits_until_the_first_is_ten_minutes_old() {
        let (clock, limits) = limits(2);
        let key = from("192.0.2.1");

        assert_eq!(limits.count(key), Ok(()));
        clock.pass(60);
        assert_eq!(limits.count(key), Ok(()));
        assert_eq!(limits.count(key), Err(540));
        clock.pass(539);
        assert_eq!(limits.count(key), Err(1));
        clock.pass(1);
        assert_eq!(limits.count(key), Ok(()));
        assert_eq!(limits.count(key), Err(60));
    }

    #[test]
    fn others_are_not_held_up() {
        let (_, limits) = limits(1);

        assert_eq!(limits.count(from("192.0.2.1")), Ok(()));
        assert_eq!(limits.count(from("192.0.2.2")), Ok(()));
        assert_eq!(limits.count(from("192.0.2.1")), Err(600));
    }

    #[test]
    fn a_network_of_ip_version_6_counts_as_one() {
        assert_eq!(from("2001:db8:1:2::3"), from("2001:db8:1:2:ffff::1"));
        assert_ne!(from("2001:db8:1:2::3"), from("2001:db8:1:3::3"));
    }
}
