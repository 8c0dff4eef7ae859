//! Applications for an exception (R-J5, R-J6).

use async_trait::async_trait;
use domain::application::{
    Act, ApplicationKind, DeskAct, Grounds, NewApplication, Note, Party, State, Why,
};
use domain::id::{ApplicationId, LinkId, PersonId, UnitId};
use domain::person::Person;
use jiff::Timestamp;
use jiff::civil::Date;

use super::StoreResult;
use crate::access::staff::{AtDesk, PersonActing};
use crate::access::{Acting, Reading};

/// Applications for an exception.
#[async_trait]
pub trait Applications: Send + Sync {
    /// Who made it, and about whom: what the decision needs to know.
    async fn application_parties(&self, id: ApplicationId) -> StoreResult<Option<Parties>>;

    /// Keeps an application of the actor's for each of the units, to read of the subject. Sent again
    /// with the same key, nothing is done.
    async fn apply(
        &self,
        acting: Acting,
        kind: ApplicationKind,
        new: &NewApplication,
    ) -> StoreResult<Applied>;

    /// Those that the reader has made, and those that others have made about it; newest first, at
    /// most 200 of each.
    async fn applications_of(
        &self,
        reading: &Reading,
    ) -> StoreResult<(Vec<ApplicationRow>, Vec<ApplicationRow>)>;

    /// One that the reader has made about the subject, or that is about itself.
    async fn application(
        &self,
        reading: &Reading,
        id: ApplicationId,
    ) -> StoreResult<Option<ApplicationInFull>>;

    /// What the applicant or the child does with one that is about the subject. A consent that is
    /// taken back ends the exception with it, and holds for no other of the same guardian at that unit.
    async fn answer_application(&self, acting: Acting, answer: &Answer) -> StoreResult<Stepped>;

    /// The unit's, newest first, at most 200: those that wait to be decided, or the others. Not those
    /// that the actor has made itself or about its own child, as the register last told (R-C3, R-E9).
    async fn applications_at(
        &self,
        desk: &AtDesk,
        waiting: bool,
    ) -> StoreResult<Vec<ApplicationRow>>;

    /// One of the unit's; not there either for who made it, or is a guardian of the child.
    async fn application_at(
        &self,
        desk: &AtDesk,
        id: ApplicationId,
    ) -> StoreResult<Option<ApplicationInFull>>;

    /// What the unit does with one of its own. What is approved makes the exception with it, and
    /// gives a guardian who is not blocked an address to read at (R-J7); what is revoked ends it, and
    /// the others of the same reader at that unit.
    async fn decide_application(
        &self,
        acting: PersonActing,
        decided: &Deciding,
    ) -> StoreResult<Stepped>;

    /// Approvals that end on these days and whose end has not been told, where no other goes on after
    /// them: by last day, after the one that is named, at most `limit`.
    async fn ending_applications(
        &self,
        days: (Date, Date),
        after: Option<EndingRow>,
        limit: usize,
    ) -> StoreResult<Vec<EndingRow>>;

    /// Notes that the end of one is told, and puts that into the outbox for each of the applicant's
    /// own addresses, due at `due` at the earliest. `false`, and nothing is done, if it has been
    /// told, does not hold any more, or nobody may hear of it.
    async fn tell_ending(
        &self,
        id: ApplicationId,
        due: Timestamp,
        now: Timestamp,
    ) -> StoreResult<bool>;
}

/// Who made an application, and about whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parties {
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Who made it.
    pub applicant: PersonId,
    /// Whose journal it is about.
    pub child: Person,
}

/// What became of new applications.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Applied {
    /// They are kept, now or when they were sent before.
    Done,
    /// Something else was sent with the key; nothing was done.
    Other,
    /// The actor has applied at one of the units, and that waits; nothing was done.
    Waits,
}

/// An application as lists need it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationRow {
    /// The application.
    pub id: ApplicationId,
    /// What is applied for.
    pub kind: ApplicationKind,
    /// Who made it.
    pub applicant: Person,
    /// Whose journal it is about.
    pub child: Person,
    /// Which unit's part of it.
    pub unit: UnitId,
    /// The unit's name.
    pub unit_name: String,
    /// How it stands, as it was when something was last done.
    pub state: State,
    /// The last day, where it was approved.
    pub until: Option<Date>,
    /// When something was last done.
    pub changed: Timestamp,
    /// Grows each time.
    pub version: u32,
}

/// An application with all that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApplicationInFull {
    /// As in the list.
    pub row: ApplicationRow,
    /// Why.
    pub why: Why,
    /// The applicant's own words.
    pub words: String,
    /// The doctor's note.
    pub note: Option<Note>,
    /// Why it was decided, or revoked.
    pub grounds: Option<Grounds>,
    /// What the unit writes to the applicant.
    pub answer: String,
    /// What was done, oldest first.
    pub steps: Vec<StepRow>,
}

/// Something that was done with an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRow {
    /// What; nothing: it was sent.
    pub act: Option<Act>,
    /// When.
    pub at: Timestamp,
    /// By whom, as the name was then.
    pub by: String,
}

/// What the applicant or the child does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// With which.
    pub id: ApplicationId,
    /// As what.
    pub party: Party,
    /// What.
    pub act: Act,
    /// The version that was shown.
    pub version: u32,
    /// The Swedish day, and the first on which no exception holds.
    pub days: (Date, Date),
}

/// What a unit does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deciding {
    /// With which.
    pub id: ApplicationId,
    /// As what.
    pub party: Party,
    /// What.
    pub act: DeskAct,
    /// The version that was shown.
    pub version: u32,
    /// The Swedish day, and the first on which no exception holds.
    pub days: (Date, Date),
    /// The link to be, where a guardian has none.
    pub link: LinkId,
}

/// What became of an act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stepped {
    /// It is done, now or when it was sent before.
    Done,
    /// Another has done something since, or it can't be done as it stands; nothing was done.
    Conflict,
    /// There is no such application, or others do that.
    NotFound,
}

/// An approval that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EndingRow {
    /// Its last day.
    pub until: Date,
    /// The application.
    pub id: ApplicationId,
}
