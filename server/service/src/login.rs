//! Logging in with BankID (R-L1, R-L5, R-L8, R-L10).
//!
//! An order belongs to the browser that started it: it is found by the hash of that browser's
//! pre-log-in token, so that collecting from another browser gets nothing. [`poll`] asks BankID
//! and notes who it was; [`finish`] turns that into a session, once.

mod hint;

use std::fmt::Write as _;
use std::net::IpAddr;

use domain::access::{Assurance, PublicReason, decide_login};
use domain::age;
use domain::id::{OrderId, PersonId};
use domain::login::{Device, Hint, LoginFailure, LoginState};
use domain::personnummer::{NumberError, Personnummer};
use jiff::{SignedDuration, Timestamp};

use self::hint::{failure_of, hint_from, hint_of, hint_word};
use crate::access::facts_of;
use crate::ports::bankid::{AuthRequest, BankIdError, Collected, Completion, FailedHint, Order};
use crate::ports::chance::{new_id, new_token};
use crate::ports::register::RegisterError;
use crate::ports::store::OrderRow;
use crate::session::{begin, hash};
use crate::{Fault, Services, qr, register};

/// How long we start new orders silently before we give up.
const PATIENCE: SignedDuration = SignedDuration::from_mins(3);
/// BankID wants to be asked no faster than this.
const COLLECT_EVERY: SignedDuration = SignedDuration::from_millis(1_900);
/// How long an identified browser may take to fetch its session.
const FINISH_WITHIN: SignedDuration = SignedDuration::from_mins(2);
/// What the app shows the user: the purpose, so that nobody approves a stranger's log-in.
const VISIBLE: &str = "**Logga in i Agera ombud**\n\nDu legitimerar dig för att se och sköta \
    vårdärenden.\n\nAvbryt om någon annan har bett dig att legitimera dig.";

/// What a log-in starts from.
#[derive(Clone, Debug)]
pub struct Start<'a> {
    /// The browser's pre-log-in token.
    pub browser: &'a str,
    /// Where the app is.
    pub device: Device,
    /// The browser's address.
    pub ip: IpAddr,
    /// Our address as the browser sees it, such as `https://ombud.example`.
    pub origin: &'a str,
    /// Where to go afterwards: a path of ours.
    pub return_to: &'a str,
}

/// Starts an order for this browser, in place of an earlier one.
pub async fn start(services: &Services, start: Start<'_>) -> Result<LoginState, Fault> {
    if let Some(old) = services.store.order(&hash(start.browser)).await?
        && services.store.take_order(old.id).await?
    {
        cancel_quietly(services, &old.order_ref).await;
    }
    let now = services.clock.now();
    let same_device = start.device == Device::This;
    let nonce = if same_device {
        new_token(services.rng.as_ref())
    } else {
        String::new()
    };
    let template = OrderRow {
        id: OrderId(new_id(services.rng.as_ref(), now)),
        browser_hash: hash(start.browser),
        order_ref: String::new(),
        auto_start_token: String::new(),
        qr_start_token: String::new(),
        qr_start_secret: String::new(),
        same_device,
        nonce,
        ip: start.ip.to_string(),
        origin: start.origin.to_owned(),
        return_to: safe_path(start.return_to).to_owned(),
        first_started: now,
        started: now,
        state: String::new(),
        collected: now,
        person: None,
    };
    order_anew(services, template, start.ip).await
}

/// How this browser's order stands; asks BankID if it is time to. `nonce` is the word from the
/// return address, where the browser came back by it.
pub async fn poll(
    services: &Services,
    browser: &str,
    nonce: Option<&str>,
) -> Result<LoginState, Fault> {
    let Some(order) = services.store.order(&hash(browser)).await? else {
        return Ok(LoginState::Idle);
    };
    if nonce.is_some_and(|nonce| nonce != order.nonce) {
        // Somebody else's return address was opened here.
        return abandon(services, &order, LoginFailure::OtherDevice).await;
    }
    let now = services.clock.now();
    if order.person.is_some() {
        return if now.duration_since(order.collected) <= FINISH_WITHIN {
            Ok(LoginState::Identified)
        } else {
            abandon(services, &order, LoginFailure::Expired).await
        };
    }
    if now.duration_since(order.collected) < COLLECT_EVERY {
        return Ok(waiting(&order, hint_from(&order.state), now));
    }
    match services.bankid.collect(&order.order_ref).await {
        Ok(Collected::Pending(pending)) => {
            let hint = hint_of(pending);
            services
                .store
                .note_collected(order.id, hint_word(hint), None, now)
                .await?;
            Ok(waiting(&order, hint, now))
        }
        Ok(Collected::Failed(FailedHint::StartFailed)) => restart(services, order, now).await,
        Ok(Collected::Failed(failed)) => abandon(services, &order, failure_of(failed)).await,
        Ok(Collected::Complete(completion)) => identify(services, &order, &completion).await,
        // Another tab may have collected the result at this very moment.
        Err(BankIdError::NotFound) => match services.store.order(&hash(browser)).await? {
            Some(order) if order.person.is_some() => Ok(LoginState::Identified),
            _ => abandon(services, &order, LoginFailure::Expired).await,
        },
        Err(error) => {
            tracing::warn!(%error, "collect failed");
            // A lost answer is no lost order: the page asks again, until our patience ends.
            if now.duration_since(order.first_started) < PATIENCE {
                Ok(waiting(&order, hint_from(&order.state), now))
            } else {
                abandon(services, &order, LoginFailure::BankIdUnavailable).await
            }
        }
    }
}

/// Turns this browser's identified order into a session: gives its token and where to go, or
/// `None` if there is nothing to turn. Of several calls at once exactly one gets it.
pub async fn finish(services: &Services, browser: &str) -> Result<Option<(String, String)>, Fault> {
    let Some(order) = services.store.order(&hash(browser)).await? else {
        return Ok(None);
    };
    let Some(person) = order.person else {
        return Ok(None);
    };
    let late = services.clock.now().duration_since(order.collected) > FINISH_WITHIN;
    if !services.store.take_order(order.id).await? || late {
        return Ok(None);
    }
    let token = begin(services, person, Assurance::High).await?;
    Ok(Some((token, order.return_to)))
}

/// Cancels this browser's order, if it has one.
pub async fn cancel(services: &Services, browser: &str) -> Result<(), Fault> {
    if let Some(order) = services.store.order(&hash(browser)).await?
        && services.store.take_order(order.id).await?
    {
        cancel_quietly(services, &order.order_ref).await;
    }
    Ok(())
}

/// A path of ours, or the home page: never an address elsewhere.
fn safe_path(path: &str) -> &str {
    let plain = path.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    let ours = path.starts_with('/') && !path.starts_with("//");
    if plain && ours && !path.starts_with("/logga-in") {
        path
    } else {
        "/mig"
    }
}

async fn order_anew(
    services: &Services,
    template: OrderRow,
    ip: IpAddr,
) -> Result<LoginState, Fault> {
    let request = AuthRequest {
        end_user_ip: ip,
        visible: VISIBLE.to_owned(),
        return_url: template
            .same_device
            .then(|| format!("{}/logga-in?nonce={}", template.origin, template.nonce)),
    };
    match services.bankid.auth(request).await {
        Ok(Order {
            order_ref,
            auto_start_token,
            qr_start_token,
            qr_start_secret,
        }) => {
            let now = services.clock.now();
            let hint = Hint::StartApp;
            let order = OrderRow {
                order_ref,
                auto_start_token,
                qr_start_token,
                qr_start_secret,
                started: now,
                state: hint_word(hint).to_owned(),
                collected: now,
                ..template
            };
            services.store.create_order(&order).await?;
            Ok(waiting(&order, hint, now))
        }
        Err(BankIdError::AlreadyInProgress) => {
            Ok(LoginState::Failed(LoginFailure::AlreadyInProgress))
        }
        Err(error) => {
            tracing::warn!(%error, "auth failed");
            Ok(LoginState::Failed(LoginFailure::BankIdUnavailable))
        }
    }
}

/// No app fetched the order within 30 seconds: starts a new one silently, for three minutes.
async fn restart(
    services: &Services,
    order: OrderRow,
    now: Timestamp,
) -> Result<LoginState, Fault> {
    if now.duration_since(order.first_started) >= PATIENCE {
        return abandon(services, &order, LoginFailure::NotStarted).await;
    }
    let Ok(ip) = order.ip.parse() else {
        return abandon(services, &order, LoginFailure::Unknown).await;
    };
    // Another tab may have restarted it already; then that order is the one to show.
    if !services.store.take_order(order.id).await? {
        return Ok(waiting(&order, Hint::StartApp, now));
    }
    let id = OrderId(new_id(services.rng.as_ref(), now));
    order_anew(services, OrderRow { id, ..order }, ip).await
}

/// The user is known: may this person log in (R-L5, R-L8, R-L10)? The register is asked anew, about
/// the person and the linked children (R-G6).
async fn identify(
    services: &Services,
    order: &OrderRow,
    completion: &Completion,
) -> Result<LoginState, Fault> {
    // Another device in the same-device flow: the order may have been handed to somebody else.
    if order.same_device && completion.device_ip != order.ip {
        return abandon(services, order, LoginFailure::OtherDevice).await;
    }
    match allow(services, &completion.personal_number).await? {
        Ok(person) => {
            let now = services.clock.now();
            services
                .store
                .note_collected(order.id, "identified", Some(person), now)
                .await?;
            Ok(LoginState::Identified)
        }
        Err(failure) => abandon(services, order, failure).await,
    }
}

async fn allow(
    services: &Services,
    personal_number: &str,
) -> Result<Result<PersonId, LoginFailure>, Fault> {
    let now = services.clock.now();
    let number = match Personnummer::parse(personal_number, age::today(now)) {
        Ok(number) => number,
        Err(NumberError::Coordination | NumberError::Reserve) => {
            return Ok(Err(LoginFailure::NoPersonnummer));
        }
        Err(_) => return Ok(Err(LoginFailure::Unknown)),
    };
    let id = match register::refresh(services, number).await {
        Ok(Some(id)) => id,
        Ok(None) => return Ok(Err(LoginFailure::Refused(PublicReason::NotRegistered))),
        Err(Fault::Register(RegisterError::Unavailable(why))) => {
            tracing::warn!(why, "the population register does not answer");
            return Ok(Err(LoginFailure::RegisterUnavailable));
        }
        Err(fault) => return Err(fault),
    };
    let Some(person) = services.store.person(id).await? else {
        return Ok(Err(LoginFailure::Unknown));
    };
    if let Err(reason) = decide_login(&facts_of(&person), services.rules.at(now), now) {
        return Ok(Err(LoginFailure::Refused(reason.public())));
    }
    for link in services.store.links(id).await? {
        register::refresh_family(services, &[link.child.number]).await?;
    }
    Ok(Ok(id))
}

/// Ends the order on both sides.
async fn abandon(
    services: &Services,
    order: &OrderRow,
    failure: LoginFailure,
) -> Result<LoginState, Fault> {
    if services.store.take_order(order.id).await? {
        cancel_quietly(services, &order.order_ref).await;
    }
    Ok(LoginState::Failed(failure))
}

/// An order that BankID has ended already can't be cancelled; that is no failure.
async fn cancel_quietly(services: &Services, order_ref: &str) {
    if let Err(error) = services.bankid.cancel(order_ref).await {
        tracing::debug!(%error, "cancel failed");
    }
}

fn waiting(order: &OrderRow, hint: Hint, now: Timestamp) -> LoginState {
    let seconds = |since: Timestamp| u64::try_from(now.duration_since(since).as_secs());
    let age = seconds(order.started).unwrap_or_default();
    let left = PATIENCE - now.duration_since(order.first_started);
    let text = || qr::qr_text(&order.qr_start_token, &order.qr_start_secret, age);
    LoginState::Waiting {
        device: if order.same_device {
            Device::This
        } else {
            Device::Other
        },
        hint,
        qr: (!order.same_device && hint == Hint::StartApp).then(|| qr::qr_code(&text())),
        start_app: order.same_device.then(|| {
            let redirect = format!("{}/logga-in?nonce={}", order.origin, order.nonce);
            format!(
                "autostarttoken={}&redirect={}",
                order.auto_start_token,
                encode(&redirect)
            )
        }),
        seconds_left: u16::try_from(left.as_secs().max(0)).unwrap_or_default(),
    }
}

/// Percent-encodes what may not stand in a query's value (RFC 3986 §2.3: unreserved stay).
fn encode(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}"); // a String takes everything
        }
        out
    })
}
