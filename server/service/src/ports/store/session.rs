//! Log-in sessions.

use async_trait::async_trait;
use domain::access::Assurance;
use domain::form::Theme;
use domain::id::{PersonId, SessionId};
use domain::person::Person;
use jiff::Timestamp;

use super::StoreResult;

/// Log-in sessions. The token itself is never kept, only its SHA-256.
#[async_trait]
pub trait Sessions: Send + Sync {
    /// Keeps a new session.
    async fn create_session(&self, session: &SessionRow, token_hash: &[u8; 32]) -> StoreResult<()>;

    /// The session with this token, whatever its age, with its person and what pages ask of
    /// it: in one query.
    async fn session(
        &self,
        token_hash: &[u8; 32],
    ) -> StoreResult<Option<(SessionRow, Person, SessionExtras)>>;

    /// Notes that the session is in use.
    async fn touch_session(&self, id: SessionId, at: Timestamp) -> StoreResult<()>;

    /// Ends the session.
    async fn end_session(&self, id: SessionId) -> StoreResult<()>;

    /// Ends all sessions of the person; gives how many there were.
    async fn end_sessions(&self, person: PersonId) -> StoreResult<u64>;

    /// Deletes sessions last used before `used_before` or created before `created_before`.
    async fn prune_sessions(
        &self,
        used_before: Timestamp,
        created_before: Timestamp,
    ) -> StoreResult<u64>;
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: SessionId,
    /// Whose it is.
    pub person: PersonId,
    /// How surely the person is known.
    pub assurance: Assurance,
    /// When it began.
    pub created: Timestamp,
    /// When it was last used.
    pub used: Timestamp,
}

/// What pages ask of a session's person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SessionExtras {
    /// Its theme.
    pub theme: Theme,
    /// Whether it works at a clinic.
    pub staff: bool,
    /// Whose new and unsigned entries are shown in this session (R-J10).
    pub shows_new: Option<PersonId>,
}
