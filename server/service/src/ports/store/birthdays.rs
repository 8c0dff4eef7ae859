//! Telling guardians that a child's 13th birthday is near (R-G5).

use std::ops::RangeInclusive;

use async_trait::async_trait;
use domain::id::{LinkId, PersonId};
use jiff::Timestamp;
use jiff::civil::Date;

use super::StoreResult;

/// Telling guardians that a child's 13th birthday is near. Nobody is logged in when that is done, and
/// nothing is shown: whether the reader may hear of it is decided when it is sent.
#[async_trait]
pub trait Birthdays: Send + Sync {
    /// The guardians of children born on these dates who have added the child, have a confirmed
    /// address for its news, and have not been told so many `days` before. By birth date, after
    /// the one that is named, at most `limit`.
    async fn untold_birthdays(
        &self,
        births: &RangeInclusive<Date>,
        days: u16,
        after: Option<(Date, LinkId)>,
        limit: usize,
    ) -> StoreResult<Vec<BirthdayRow>>;

    /// Notes that the guardian has been told so many `days` before, and puts that into the outbox
    /// for each of its addresses, due at `due` at the earliest. `false`, and nothing is done, for
    /// one who has never done an errand for the child, has been told already, or has no address.
    async fn tell_birthday(
        &self,
        row: &BirthdayRow,
        days: u16,
        due: Timestamp,
        now: Timestamp,
    ) -> StoreResult<bool>;
}

/// A guardian, and a child of it whose birthday is near.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BirthdayRow {
    /// The guardian.
    pub reader: PersonId,
    /// The child.
    pub subject: PersonId,
    /// The link from the one to the other.
    pub link: LinkId,
    /// The child's birth date.
    pub born: Date,
}
