//! The order book: what becomes of an order as time passes and the app answers. Pure: the time
//! is a parameter, and nothing here knows of HTTP.

use std::net::IpAddr;

use jiff::{SignedDuration, Timestamp};

use super::hints::{FailedHint, PendingHint};
use super::tokens::Tokens;

/// An order that no app has fetched by then fails with `startFailed`.
const FETCH_LIMIT: SignedDuration = SignedDuration::from_secs(30);
/// An order that nobody has answered by then fails with `expiredTransaction`.
const ANSWER_LIMIT: SignedDuration = SignedDuration::from_secs(180);
/// How long the answer stays after it has been collected.
const KEPT_AFTER_COLLECT: SignedDuration = SignedDuration::from_secs(60);
/// How long the answer stays if nobody collects it.
const KEPT_UNCOLLECTED: SignedDuration = SignedDuration::from_secs(300);

/// What the order is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    Identify,
    Sign,
}

/// What the relying party asked for.
#[derive(Clone)]
pub(super) struct Wanted {
    pub(super) purpose: Purpose,
    pub(super) visible: Option<String>,
    pub(super) markdown: bool,
    pub(super) return_url: Option<String>,
    /// Only this person may answer.
    pub(super) personal_number: Option<String>,
    /// The passport or ID card must be read.
    pub(super) mrtd: bool,
}

/// Who answers.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// 12 digits.
    pub(super) number: String,
    pub(super) given: String,
    pub(super) surname: String,
}

/// How the app came to the order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// Started from the same device; returns to the browser at this address afterwards.
    AutoStart { redirect: Option<String> },
    /// From another device, by QR code or from the list.
    OtherDevice,
}

/// How the order stands.
#[derive(Clone)]
pub(super) enum Stand {
    Pending(PendingHint),
    Failed(FailedHint),
    Complete { device_ip: IpAddr },
}

/// An order.
#[derive(Clone)]
pub(super) struct Order {
    pub(super) tokens: Tokens,
    pub(super) wanted: Wanted,
    pub(super) created: Timestamp,
    pub(super) fetched: Option<Way>,
    pub(super) person: Option<Person>,
    pub(super) stand: Stand,
    /// When it failed or was completed.
    ended: Option<Timestamp>,
    /// When the relying party first learnt how it ended.
    collected: Option<Timestamp>,
}

impl Order {
    pub(super) fn is_pending(&self) -> bool {
        matches!(self.stand, Stand::Pending(_))
    }

    /// Where the browser goes when the app is done: the relying party's own `returnUrl` before
    /// the `redirect` that the app was started with.
    pub(super) fn returns_to(&self) -> Option<&str> {
        match &self.fetched {
            Some(Way::AutoStart { redirect }) => {
                self.wanted.return_url.as_deref().or(redirect.as_deref())
            }
            _ => None,
        }
    }

    fn end(&mut self, stand: Stand, now: Timestamp) {
        self.stand = stand;
        self.ended = Some(now);
    }

    /// Pending, and this person's: chosen in the app, or the only one asked for.
    fn waits_for(&self, number: &str) -> bool {
        let chosen = self.person.as_ref().map(|person| &person.number);
        let whose = chosen.or(self.wanted.personal_number.as_ref());
        self.is_pending() && whose.is_some_and(|whose| whose == number)
    }
}

/// An order for this person already runs (`alreadyInProgress`).
#[derive(Debug)]
pub(super) struct AlreadyInProgress;

/// Why the app cannot go on with an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// There is none, or it is over.
    Gone,
    /// The relying party asked for someone else.
    OtherPerson,
    /// Nobody has been chosen.
    Nobody,
}

/// What the tester lets the app answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Approve { device_ip: IpAddr },
    Fail(FailedHint),
    Wait(PendingHint),
}

/// All orders, oldest first.
#[derive(Default)]
pub(super) struct Orders(Vec<Order>);

impl Orders {
    /// Lets time pass: ends what nobody fetched or answered, forgets what is long over.
    pub(super) fn settle(&mut self, now: Timestamp) {
        for order in &mut self.0 {
            if order.is_pending() {
                let age = now.duration_since(order.created);
                if order.fetched.is_none() && age >= FETCH_LIMIT {
                    order.end(Stand::Failed(FailedHint::StartFailed), now);
                } else if age >= ANSWER_LIMIT {
                    order.end(Stand::Failed(FailedHint::ExpiredTransaction), now);
                }
            }
        }
        self.0.retain(|order| {
            let over = |since: Option<Timestamp>, kept| {
                since.is_some_and(|since| now.duration_since(since) >= kept)
            };
            !over(order.collected, KEPT_AFTER_COLLECT) && !over(order.ended, KEPT_UNCOLLECTED)
        });
    }

    /// Starts one. If the person asked for has one under way, both are called off.
    pub(super) fn start(
        &mut self,
        wanted: Wanted,
        tokens: Tokens,
        now: Timestamp,
    ) -> Result<(), AlreadyInProgress> {
        if let Some(number) = &wanted.personal_number
            && self.call_off_others(number, None, now)
        {
            return Err(AlreadyInProgress);
        }
        self.0.push(Order {
            tokens,
            wanted,
            created: now,
            fetched: None,
            person: None,
            stand: Stand::Pending(PendingHint::OutstandingTransaction),
            ended: None,
            collected: None,
        });
        Ok(())
    }

    /// How the order stands. An end that has been told is forgotten a while later.
    pub(super) fn collect(&mut self, order_ref: &str, now: Timestamp) -> Option<Order> {
        let order = self
            .0
            .iter_mut()
            .find(|order| order.tokens.order_ref == order_ref)?;
        if !order.is_pending() {
            order.collected.get_or_insert(now);
        }
        Some(order.clone())
    }

    /// The relying party calls it off. `false` if it does not wait.
    pub(super) fn cancel(&mut self, order_ref: &str) -> bool {
        let before = self.0.len();
        self.0
            .retain(|order| order.tokens.order_ref != order_ref || !order.is_pending());
        self.0.len() < before
    }

    /// Those that no app has fetched yet, newest first.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Order> {
        self.0
            .iter()
            .rev()
            .filter(|order| order.is_pending() && order.fetched.is_none())
    }

    /// The order of a QR code's token.
    pub(super) fn by_qr_token(&self, token: &str) -> Option<&Order> {
        self.0.iter().find(|order| order.tokens.qr_start == token)
    }

    /// The order of an autostart token, whether it waits or is over.
    pub(super) fn by_token(&self, token: &str) -> Option<&Order> {
        self.0.iter().find(|order| order.tokens.auto_start == token)
    }

    /// The app fetches the order.
    pub(super) fn fetch(&mut self, token: &str, way: Way) -> Result<(), Refusal> {
        let order = self.pending(token)?;
        if order.fetched.is_none() {
            order.fetched = Some(way);
            order.stand = Stand::Pending(PendingHint::Started);
        }
        Ok(())
    }

    /// The app's user is this person. An older order of the same person is called off.
    pub(super) fn choose(
        &mut self,
        token: &str,
        person: Person,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let order = self.pending(token)?;
        let asked_for = order.wanted.personal_number.as_ref();
        if asked_for.is_some_and(|number| *number != person.number) {
            return Err(Refusal::OtherPerson);
        }
        let number = person.number.clone();
        order.fetched.get_or_insert(Way::OtherDevice);
        order.person = Some(person);
        order.stand = Stand::Pending(if order.wanted.mrtd {
            PendingHint::UserMrtd
        } else {
            PendingHint::UserSign
        });
        self.call_off_others(&number, Some(token), now);
        Ok(())
    }

    /// The app answers.
    pub(super) fn answer(
        &mut self,
        token: &str,
        answer: Answer,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let order = self.pending(token)?;
        match answer {
            Answer::Approve { .. } if order.person.is_none() => return Err(Refusal::Nobody),
            Answer::Approve { device_ip } => order.end(Stand::Complete { device_ip }, now),
            Answer::Fail(hint) => order.end(Stand::Failed(hint), now),
            Answer::Wait(hint) => order.stand = Stand::Pending(hint),
        }
        Ok(())
    }

    fn pending(&mut self, token: &str) -> Result<&mut Order, Refusal> {
        self.0
            .iter_mut()
            .find(|order| order.tokens.auto_start == token && order.is_pending())
            .ok_or(Refusal::Gone)
    }

    /// Whether there were any.
    fn call_off_others(&mut self, number: &str, but: Option<&str>, now: Timestamp) -> bool {
        let mut any = false;
        for order in &mut self.0 {
            if order.waits_for(number) && but != Some(order.tokens.auto_start.as_str()) {
                order.end(Stand::Failed(FailedHint::Cancelled), now);
                any = true;
            }
        }
        any
    }
}

#[cfg(test)]
mod tests;
