//! What the access decision needs to know: persons, custody, links.

use async_trait::async_trait;
use domain::id::{LinkId, PersonId};
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::Timestamp;

use super::{Decided, StoreResult};
use crate::ports::register::{CustodyRecord, RegisterRecord};

/// What the access decision needs to know.
#[async_trait]
pub trait Facts: Send + Sync {
    /// A person by number.
    async fn person_by_number(&self, number: Personnummer) -> StoreResult<Option<Person>>;

    /// A person by id.
    async fn person(&self, id: PersonId) -> StoreResult<Option<Person>>;

    /// Keeps what the register said of a person at `told`: inserts the person with `new_id`, or
    /// brings the known one up to date, and replaces whom the person is guardian of. Gives the
    /// person's id. Children who are not known yet are kept by number only, so that custody is
    /// known before the child itself has been looked up.
    async fn keep_register_answer(
        &self,
        new_id: PersonId,
        record: &RegisterRecord,
        told: Timestamp,
    ) -> StoreResult<PersonId>;

    /// Custody of the child with this number by this guardian, with the time since when the register
    /// has told of both: the guardian, whose custody it is, and the child, if it is known, whose
    /// identity may be protected by now (R-G7). `None` if it was never asked about the guardian. The
    /// inner `None` is the register's "no custody".
    async fn custody(
        &self,
        guardian: PersonId,
        child: Personnummer,
    ) -> StoreResult<Option<CustodyAnswer>>;

    /// All the guardian's links, oldest first, each with what a decision about it needs.
    async fn links(&self, guardian: PersonId) -> StoreResult<Vec<LinkFacts>>;
}

/// What the register last said of custody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CustodyAnswer {
    /// Custody, if there is any.
    pub held: Option<CustodyRecord>,
    /// When the register was asked: of the two answers the older one counts.
    pub told: Timestamp,
}

/// A link and the facts about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkFacts {
    /// The link.
    pub link: LinkId,
    /// The child.
    pub child: Person,
    /// Custody of the child by the link's guardian.
    pub custody: CustodyAnswer,
    /// The child's colour: 0–7, the place among the guardian's children.
    pub colour: u8,
    /// What has been decided about the guardian and the child.
    pub decided: Decided,
}
