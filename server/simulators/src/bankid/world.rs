//! What the API and the app share.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Deserialize;

use super::TestPerson;
use super::orders::Orders;
use crate::clock::Clock;

/// What the API and the app share.
pub(super) struct World {
    clock: Arc<dyn Clock>,
    pub(super) persons: Vec<TestPerson>,
    pub(super) relying_party: String,
    state: Mutex<State>,
}

/// What changes.
#[derive(Default)]
pub(super) struct State {
    pub(super) orders: Orders,
    pub(super) trouble: Option<Trouble>,
}

/// An error that every API call is answered with, to try what an outage looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// 503 `maintenance`.
    Maintenance,
    /// 500 `internalError`.
    InternalError,
    /// 408 `requestTimeout`.
    RequestTimeout,
    /// 401 `unauthorized`.
    Unauthorized,
}

impl World {
    pub(super) fn new(
        clock: Arc<dyn Clock>,
        persons: Vec<TestPerson>,
        relying_party: String,
    ) -> Self {
        Self {
            clock,
            persons,
            relying_party,
            state: Mutex::default(),
        }
    }

    pub(super) fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A panic in one request must not end the simulator, hence no poisoning.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The order book as it stands now.
    pub(super) fn orders<T>(&self, use_it: impl FnOnce(&mut Orders, Timestamp) -> T) -> T {
        let now = self.now();
        let mut state = self.lock();
        state.orders.settle(now);
        use_it(&mut state.orders, now)
    }
}
