//! What has been decided about people: blocks, exceptions, approvals (R-C3).

use async_trait::async_trait;
use domain::access::{Approval, Block, Exception, Rulings as Ruled};
use domain::id::{PersonId, RulingId, UnitId};
use domain::person::Person;
use domain::ruling::RulingKind;
use jiff::Timestamp;
use jiff::civil::Date;

use super::StoreResult;
use crate::access::staff::{AtDesk, PersonActing};

/// What has been decided about people.
#[async_trait]
pub trait Rulings: Send + Sync {
    /// All that has been decided about these two and has not been ended: what the decision needs.
    async fn rulings_between(&self, actor: PersonId, subject: PersonId) -> StoreResult<Decided>;

    /// Keeps what the unit has decided. Sent again with the same id, nothing is done. A block takes
    /// the child from the guardian's list, with all that the guardian has kept for it.
    async fn make_ruling(&self, acting: PersonActing, ruling: &NewRuling) -> StoreResult<Made>;

    /// Ends what the unit has decided, for a reason; `false`, and nothing is done, if it is not the
    /// unit's about this person, or has been ended.
    async fn end_ruling(
        &self,
        acting: PersonActing,
        ruling: RulingId,
        reason: &str,
    ) -> StoreResult<bool>;

    /// Notes when what the unit has decided is looked at again; `false`, and nothing is done, if it
    /// is not the unit's about this person, or has been ended.
    async fn review_ruling(
        &self,
        acting: PersonActing,
        ruling: RulingId,
        review_on: Date,
    ) -> StoreResult<bool>;

    /// What the unit has decided of this kind, the newest first, at most 200.
    async fn rulings_at(&self, desk: &AtDesk, kind: RulingKind) -> StoreResult<Vec<RulingRow>>;

    /// One of the unit's: for whom a proof is wanted.
    async fn ruling_at(&self, unit: UnitId, ruling: RulingId) -> StoreResult<Option<RulingRow>>;
}

/// All that has been decided about an actor and a subject.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decided {
    /// Blocks of the actor from the subject.
    pub blocks: Vec<Block>,
    /// Exceptions for the actor to read of the subject.
    pub exceptions: Vec<Exception>,
    /// Approvals of the actor.
    pub approvals: Vec<Approval>,
}

impl Decided {
    /// The same, as the decision takes it.
    pub fn rulings(&self) -> Ruled<'_> {
        Ruled {
            blocks: &self.blocks,
            exceptions: &self.exceptions,
            approvals: &self.approvals,
        }
    }
}

/// Something to be decided by a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewRuling {
    /// Its id: the form's key.
    pub id: RulingId,
    /// What it is.
    pub kind: RulingKind,
    /// Who is kept out, or let in.
    pub actor: PersonId,
    /// Of whose data. The same, where it is an approval or a child's own reading.
    pub subject: PersonId,
    /// The first day.
    pub from: Date,
    /// The last day; none: until it is ended.
    pub until: Option<Date>,
    /// When it is looked at again.
    pub review_on: Option<Date>,
    /// The word of its reason.
    pub reason: &'static str,
}

/// What became of something to be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Made {
    /// It holds, made now or when it was sent before.
    Done,
    /// Something else was made with the id, or it has been ended since; nothing was done.
    Other,
}

/// Something that a unit has decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingRow {
    /// Its id.
    pub id: RulingId,
    /// What it is.
    pub kind: RulingKind,
    /// Who is kept out, or let in.
    pub actor: Person,
    /// Of whose data.
    pub subject: Person,
    /// The first day.
    pub from: Date,
    /// The last day, if it has one.
    pub until: Option<Date>,
    /// When it is looked at again.
    pub review_on: Option<Date>,
    /// The word of its reason.
    pub reason: String,
    /// When it was decided.
    pub decided: Timestamp,
    /// By whom, as the name was then.
    pub decider: String,
    /// How it was ended, if it was.
    pub end: Option<RulingEnd>,
}

impl RulingRow {
    /// Whether it is what was to be decided, and nobody has changed or ended it since.
    pub fn is(&self, new: &NewRuling) -> bool {
        (self.id, self.kind) == (new.id, new.kind)
            && (self.actor.id, self.subject.id) == (new.actor, new.subject)
            && (self.until, self.review_on) == (new.until, new.review_on)
            && self.reason == new.reason
            && self.end.is_none()
    }
}

/// How something that was decided has been ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RulingEnd {
    /// When.
    pub at: Timestamp,
    /// By whom, as the name was then.
    pub by: String,
    /// The word of the reason.
    pub reason: String,
}
