//! What the API, the mail server and the page share.

use std::collections::VecDeque;
use std::future::pending;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use serde::Deserialize;
use tokio::sync::watch;

use super::Config;
use super::mail::Mail;
use crate::clock::Clock;
use crate::listen::until;

/// A demo that runs for days must not fill the memory.
const KEPT: usize = 500;

/// Something that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Its place in the order, from 1.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub message: Message,
}

/// What came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// To a phone.
    Sms(Sms),
    /// To a mailbox.
    Mail(Mail),
}

/// An SMS, as the API was given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sms {
    /// A name or a number.
    pub from: String,
    /// A number in E.164.
    pub to: String,
    /// The text.
    pub text: String,
    /// The gateway was asked not to keep the text (`dontlog=message`).
    pub dontlog: bool,
}

/// What can be made to go wrong, with every message of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Trouble {
    /// Every number and address is refused for good: 400, or 550 to RCPT.
    Refuse,
    /// A fault that passes: 500, or 451 to RCPT.
    Fail,
    /// The message is read, not kept, and never answered.
    Hang,
    /// The message is read and kept, and then the connection breaks without an answer.
    Drop,
}

/// What the API, the mail server and the page share.
pub(super) struct World {
    clock: Arc<dyn Clock>,
    pub(super) user: String,
    pub(super) password: String,
    pub(super) largest_mail: usize,
    state: Mutex<State>,
    stopped: watch::Receiver<()>,
}

/// What changes.
#[derive(Default)]
pub(super) struct State {
    arrivals: VecDeque<Arrival>,
    count: u64,
    pub(super) sms_trouble: Option<Trouble>,
    pub(super) mail_trouble: Option<Trouble>,
}

impl World {
    pub(super) fn new(config: Config, stopped: watch::Receiver<()>) -> Self {
        Self {
            clock: config.clock,
            user: config.user,
            password: config.password,
            largest_mail: config.largest_mail,
            state: Mutex::default(),
            stopped,
        }
    }

    /// A panic in one request must not end the simulator, hence no poisoning.
    pub(super) fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Keeps what came.
    pub(super) fn keep(&self, message: Message) -> Arrival {
        let at = self.clock.now();
        let mut state = self.lock();
        state.count += 1;
        let arrival = Arrival {
            number: state.count,
            at,
            message,
        };
        state.arrivals.push_back(arrival.clone());
        if state.arrivals.len() > KEPT {
            state.arrivals.pop_front();
        }
        arrival
    }

    /// What came, in the order in which it came.
    pub(super) fn received(&self) -> Vec<Arrival> {
        self.lock().arrivals.iter().cloned().collect()
    }

    /// Never answers, but does not hold up the end either.
    pub(super) async fn hang(&self) {
        tokio::select! {
            () = pending() => {}
            () = until(self.stopped.clone()) => {}
        }
    }
}
