//! Proof for taking in what care systems send.
//!
//! Nothing is shown to anybody by it, so there is no person who acts: the log says that it was the
//! service's operator, about each person whose journal was changed.

use std::sync::Arc;

use domain::access::Capacity;
use domain::id::{LogId, PersonId, TokenId, UnitId};
use domain::principal::Principal;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

use crate::ports::chance::{Rng, new_id};
use crate::ports::store::{LogEntry, Store, StoreResult};

/// Proof that what is sent comes from a care principal.
///
/// Only this module makes one: of a token that holds, or for the operator.
pub struct Intake {
    principal: Principal,
    at: Timestamp,
    action: &'static str,
    request: Option<Arc<str>>,
    rng: Arc<dyn Rng>,
}

impl Intake {
    /// The care principal.
    pub fn principal(&self) -> &Principal {
        &self.principal
    }

    /// When.
    pub fn at(&self) -> Timestamp {
        self.at
    }

    /// A new id, of something that it makes.
    pub(crate) fn new_id(&self) -> uuid::Uuid {
        new_id(self.rng.as_ref(), self.at)
    }

    /// The log's entry about one whose journal it changed.
    pub fn entry(&self, person: PersonId, unit: UnitId) -> LogEntry {
        LogEntry {
            id: LogId(self.new_id()),
            at: self.at,
            actor: person,
            subject: person,
            capacity: Some(Capacity::Operator),
            action: self.action,
            object: None,
            unit: Some(unit),
            rule: "R-J11",
            refused: None,
            request: self.request.clone(),
        }
    }
}

/// A token's hash, as it is kept. It has 256 bits of chance, so it needs no salt.
pub fn hash(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}

/// Proof of a token, and which it is; none, if it does not hold.
pub async fn by_token(
    store: &dyn Store,
    rng: Arc<dyn Rng>,
    (at, request): (Timestamp, Option<Arc<str>>),
    token: &str,
) -> StoreResult<Option<(TokenId, Intake)>> {
    let found = store.token(&hash(token)).await?;
    let proof = |(token, principal)| {
        let intake = Intake {
            principal,
            at,
            action: "fhir.import",
            request,
            rng,
        };
        (token, intake)
    };
    Ok(found.map(proof))
}

/// Proof for the operator, who sends a care principal's files.
pub fn by_operator(rng: Arc<dyn Rng>, at: Timestamp, principal: Principal) -> Intake {
    let mut request = [0; 6];
    rng.fill(&mut request);
    Intake {
        principal,
        at,
        action: "operator.journal-import",
        request: Some(format!("command-{}", hex::encode(request)).into()),
        rng,
    }
}
