//! Log-in sessions: a 256-bit token in the browser, its SHA-256 in the store.

use domain::access::Assurance;
use domain::form::Theme;
use domain::id::{PersonId, SessionId};
use domain::person::Person;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest, Sha256};

use crate::links::Links;
use crate::ports::chance::{new_id, new_token};
use crate::ports::store::{SessionExtras, SessionRow};
use crate::{Fault, Services};

/// How long sessions live.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// How long a session may rest.
    pub idle: SignedDuration,
    /// How long a session may last, however busy.
    pub absolute: SignedDuration,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            idle: SignedDuration::from_mins(20),
            absolute: SignedDuration::from_hours(8),
        }
    }
}

/// A session that is alive.
#[derive(Clone, Debug)]
pub struct Session {
    /// Its id.
    pub id: SessionId,
    /// Who is logged in.
    pub person: Person,
    /// How surely.
    pub assurance: Assurance,
    /// The person's theme.
    pub theme: Theme,
    /// Whether the person works at a clinic.
    pub staff: bool,
    /// Whose new and unsigned entries are shown in this session (R-J10).
    pub shows_new: Option<PersonId>,
    /// When it ends if nothing more is done.
    pub ends: Timestamp,
    /// When it ends whatever is done.
    pub ends_at_last: Timestamp,
    /// The person's children, once this request has asked for them.
    pub links: Links,
}

/// How finely the last use is kept: a write for each request would cost more than it gives.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_secs(30);

/// The session with this token, if it is alive. `touch`: the user did something (a page, an act);
/// a page's own timer asks without it, so that an abandoned page does log out.
pub async fn current(
    services: &Services,
    token: &str,
    touch: bool,
) -> Result<Option<Session>, Fault> {
    let Some((row, person, extras)) = services.store.session(&hash(token)).await? else {
        return Ok(None);
    };
    let SessionExtras {
        theme,
        staff,
        shows_new,
    } = extras;
    let now = services.clock.now();
    let policy = &services.sessions;
    let ends_at_last = row
        .created
        .saturating_add(policy.absolute)
        .unwrap_or(Timestamp::MAX);
    let idle_end = |used: Timestamp| {
        used.saturating_add(policy.idle)
            .unwrap_or(Timestamp::MAX)
            .min(ends_at_last)
    };
    if now >= idle_end(row.used) {
        services.store.end_session(row.id).await?;
        return Ok(None);
    }
    let used = if touch && now.duration_since(row.used) >= TOUCH_EVERY {
        services.store.touch_session(row.id, now).await?;
        now
    } else {
        row.used
    };
    Ok(Some(Session {
        id: row.id,
        person,
        assurance: row.assurance,
        theme,
        staff,
        shows_new,
        ends: idle_end(used),
        ends_at_last,
        links: Links::default(),
    }))
}

/// Begins a session; gives its token, which is new at every log-in.
pub(crate) async fn begin(
    services: &Services,
    person: PersonId,
    assurance: Assurance,
) -> Result<String, Fault> {
    let now = services.clock.now();
    let token = new_token(services.rng.as_ref());
    let id = SessionId(new_id(services.rng.as_ref(), now));
    let row = SessionRow {
        id,
        person,
        assurance,
        created: now,
        used: now,
    };
    services.store.create_session(&row, &hash(&token)).await?;
    Ok(token)
}

/// Logs out.
pub async fn end(services: &Services, session: &Session) -> Result<(), Fault> {
    Ok(services.store.end_session(session.id).await?)
}

/// Logs out everywhere; gives how many sessions that ended.
pub async fn end_everywhere(services: &Services, session: &Session) -> Result<u64, Fault> {
    Ok(services.store.end_sessions(session.person.id).await?)
}

/// Deletes what is long over: sessions, and orders for logging in.
pub async fn prune(services: &Services) -> Result<(), Fault> {
    let now = services.clock.now();
    let ago = |age: SignedDuration| now.saturating_sub(age).unwrap_or(Timestamp::MIN);
    let policy = &services.sessions;
    services
        .store
        .prune_sessions(ago(policy.idle), ago(policy.absolute))
        .await?;
    services
        .store
        .prune_orders(ago(SignedDuration::from_hours(1)))
        .await?;
    Ok(())
}

/// The SHA-256 of a token: what the store keeps.
pub(crate) fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
