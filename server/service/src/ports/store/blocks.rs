//! Blocks, besides what they have in common with all that is decided about people
//! ([`Rulings`](super::Rulings)).

use async_trait::async_trait;
use domain::id::RulingId;
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::civil::Date;

use super::{RulingRow, StoreResult};
use crate::access::staff::{AtDesk, CaseReading, PersonActing};

/// A unit's blocks (R-J7), but for those that concern the one who looks: it is kept out itself, or is a
/// guardian of the child as well (R-G9).
#[async_trait]
pub trait Blocks: Send + Sync {
    /// The unit's blocks that hold, the first to be looked at first.
    async fn holding_blocks(&self, desk: &AtDesk) -> StoreResult<Vec<RulingRow>>;

    /// The unit's blocks that were ended, the last first, at most 100.
    async fn ended_blocks(&self, desk: &AtDesk) -> StoreResult<Vec<RulingRow>>;

    /// How many of the unit's blocks are to be looked at again by this day.
    async fn blocks_due(&self, desk: &AtDesk, today: Date) -> StoreResult<u32>;

    /// Who has custody of the child with this number on this day, among those whom the register has
    /// been asked about.
    async fn guardians_of(
        &self,
        desk: &AtDesk,
        child: Personnummer,
        today: Date,
    ) -> StoreResult<Vec<Person>>;

    /// The guardian who opened the case, if one did, and whether the unit has blocked it.
    async fn case_guardian(&self, reading: &CaseReading) -> StoreResult<Option<(Person, bool)>>;

    /// Puts off when a block is looked at again, from the day that was shown; `false`, and nothing
    /// is done, if there is none of the unit's about this person that stands so.
    async fn keep_block(
        &self,
        acting: PersonActing,
        block: RulingId,
        seen: Date,
        review_on: Date,
    ) -> StoreResult<bool>;
}
