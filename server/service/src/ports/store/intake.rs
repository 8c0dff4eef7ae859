//! What care systems send: who may, where it belongs, and what is known again.

use async_trait::async_trait;
use domain::id::{PrincipalId, TokenId, UnitId};
use domain::principal::Principal;
use jiff::Timestamp;

use super::{SeedEntry, StoreResult};
use crate::access::intake::Intake;

/// Entries that come from care systems. What is about tokens and units is about nobody.
#[async_trait]
pub trait Intakes: Send + Sync {
    /// A care principal.
    async fn principal(&self, id: PrincipalId) -> StoreResult<Option<Principal>>;

    /// Keeps a token by its hash: for the operator.
    async fn add_token(&self, token: &NewToken) -> StoreResult<()>;

    /// A care principal's tokens, oldest first, revoked ones too: for the operator.
    async fn tokens(&self, principal: PrincipalId) -> StoreResult<Vec<TokenRow>>;

    /// Ends a token; `false`: the care principal has no such token that holds.
    async fn revoke_token(
        &self,
        principal: PrincipalId,
        token: TokenId,
        at: Timestamp,
    ) -> StoreResult<bool>;

    /// The token with this hash, and whose it is, if it holds.
    async fn token(&self, hash: &[u8; 32]) -> StoreResult<Option<(TokenId, Principal)>>;

    /// Notes that it was used `at`, unless that has been noted since `known`.
    async fn touch_token(&self, token: TokenId, at: Timestamp, known: Timestamp)
    -> StoreResult<()>;

    /// The unit of the care principal that is known by this identifier.
    async fn unit_by_identifier(
        &self,
        principal: PrincipalId,
        identifier: (&str, &str),
    ) -> StoreResult<Option<UnitId>>;

    /// Lets a unit be known by an identifier, and no other unit by it: for the operator.
    async fn identify_unit(&self, unit: UnitId, identifier: (&str, &str)) -> StoreResult<()>;

    /// Ends that; `false` if it was not so.
    async fn forget_identifier(&self, unit: UnitId, identifier: (&str, &str)) -> StoreResult<bool>;

    /// Takes in what was sent together, all or nothing; what became of each, in the same order. A
    /// log entry for each person and unit whose journal it changed, and what has changed is noted,
    /// in the same transaction.
    async fn take_in(&self, intake: &Intake, sent: &[Sending]) -> StoreResult<Vec<TakenIn>>;
}

/// A token to keep.
#[derive(Clone, Debug)]
pub struct NewToken {
    /// Its id.
    pub id: TokenId,
    /// Whose.
    pub principal: PrincipalId,
    /// What the operator calls it.
    pub label: String,
    /// Its hash (SHA-256).
    pub hash: [u8; 32],
    /// When it was made.
    pub created: Timestamp,
}

/// A token, without what opens anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Its id.
    pub id: TokenId,
    /// What the operator calls it.
    pub label: String,
    /// When it was made.
    pub created: Timestamp,
    /// When it was last used, to the minute.
    pub used: Option<Timestamp>,
    /// When it was revoked.
    pub revoked: Option<Timestamp>,
}

/// A resource that was sent.
#[derive(Clone, Debug)]
pub struct Sending {
    /// Its type.
    pub resource: String,
    /// By what it is known again.
    pub source: String,
    /// The entry that it is, with a new id, and the hash of all that is shown of it; none: it is not
    /// to be shown.
    pub entry: Option<(SeedEntry, [u8; 32])>,
}

/// What became of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TakenIn {
    /// It is new.
    Created,
    /// It was there, and is another now.
    Updated,
    /// It was there, and is the same.
    Unchanged,
    /// It was there, and is not shown any more.
    Withdrawn,
    /// It is not to be shown, and was not.
    NotThere,
}
