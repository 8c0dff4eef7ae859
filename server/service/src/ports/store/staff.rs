//! Those who work at units, and the units' cases.

use async_trait::async_trait;
use domain::case::{CaseFilter, CaseState};
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::id::{MessageId, PersonId, StaffId, ThreadId, UnitId};
use domain::inbox::Message;
use domain::person::Person;
use domain::staff::Role;
use jiff::Timestamp;

use super::{LogEntry, NewAttachment, StaffRow, StoreResult};
use crate::access::staff::{AtDesk, AtDeskActing, CaseActing, CaseReading};

/// Those who work at units (R-C1).
#[async_trait]
pub trait Staff: Send + Sync {
    /// Where a person works: what the decision needs to know. In no order.
    async fn workplaces(&self, person: PersonId) -> StoreResult<Vec<DeskRow>>;

    /// What a person is at this unit, if it works there.
    async fn desk(&self, person: PersonId, unit: UnitId) -> StoreResult<Option<DeskRow>>;

    /// Lets a person work at a unit, or makes it another role there: for the operator. With its log
    /// entry.
    async fn add_staff(&self, staff: &StaffRow, entry: &LogEntry) -> StoreResult<()>;

    /// Ends a person's work at a unit; `false`, and nothing is done, if it did not work there. Its
    /// cases are anyone's again. With its log entry.
    async fn remove_staff(
        &self,
        person: PersonId,
        unit: UnitId,
        entry: &LogEntry,
    ) -> StoreResult<bool>;

    /// Those who work at the unit, in no order.
    async fn colleagues(&self, desk: &AtDesk) -> StoreResult<Vec<ColleagueRow>>;

    /// Makes these what the unit offers online (R-E7), and these the certificates that it issues.
    async fn set_offers(
        &self,
        acting: AtDeskActing,
        offers: &[OnlineService],
        certificates: &[CertificateKind],
    ) -> StoreResult<()>;
}

/// A unit's cases.
#[async_trait]
pub trait Cases: Send + Sync {
    /// How many cases of the unit are new, one's own, others', waiting.
    async fn case_counts(&self, desk: &AtDesk) -> StoreResult<[u32; 4]>;

    /// Cases of the unit, at most `limit`, after the cursor: the oldest news first, but for the
    /// closed ones.
    async fn cases(
        &self,
        desk: &AtDesk,
        filter: CaseFilter,
        after: Option<CaseCursor>,
        limit: usize,
    ) -> StoreResult<Vec<CaseRow>>;

    /// Whom a case of the unit is about: what the decision needs to know.
    async fn case_person(&self, unit: UnitId, thread: ThreadId) -> StoreResult<Option<Person>>;

    /// The case.
    async fn case(&self, reading: &CaseReading) -> StoreResult<Option<CaseInFull>>;

    /// Changes the case, if nobody has since that version.
    async fn change_case(&self, acting: CaseActing, change: &CaseChange) -> StoreResult<Changed>;
}

/// What a person is at a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskRow {
    /// The person, as staff.
    pub staff: StaffId,
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's name.
    pub clinic: String,
    /// What the person is there.
    pub role: Role,
}

/// Somebody who works at a unit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColleagueRow {
    /// Who, as staff.
    pub staff: StaffId,
    /// The name.
    pub name: String,
    /// The title: "barnläkare".
    pub title: String,
}

/// Where a page of cases starts: after the one with these values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseCursor {
    /// When something last happened in it.
    pub changed: Timestamp,
    /// The thread.
    pub thread: ThreadId,
}

/// A case as the list needs it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseRow {
    /// Where it stands.
    pub cursor: CaseCursor,
    /// What it is about.
    pub kind: OnlineService,
    /// How it stands.
    pub state: CaseState,
    /// Whether it is closed because it was taken back.
    pub taken_back: bool,
    /// Its subject.
    pub subject: String,
    /// Whom it concerns.
    pub person: Person,
    /// Whether a guardian opened it.
    pub by_guardian: bool,
    /// Who has taken it, by name.
    pub assignee: Option<String>,
}

/// A case with all that there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseInFull {
    /// As in the list.
    pub row: CaseRow,
    /// The unit's name.
    pub unit: String,
    /// Who opened it, by name, where that was a guardian.
    pub guardian: Option<String>,
    /// Its version.
    pub version: u32,
    /// Whether the reader has taken it.
    pub mine: bool,
    /// When the booking begins that it is, unless it is cancelled.
    pub booked: Option<Timestamp>,
    /// The messages, oldest first.
    pub messages: Vec<Message>,
}

/// A change of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseChange {
    /// The version that one has seen.
    pub version: u32,
    /// How it stands then.
    pub state: CaseState,
    /// Who has it then.
    pub assignee: Option<StaffId>,
    /// What is written to the person with it.
    pub answer: Option<CaseAnswer>,
}

/// What staff writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CaseAnswer {
    /// The message to be.
    pub message: MessageId,
    /// Name and title, as they sign.
    pub signed: String,
    /// The text.
    pub text: String,
    /// The files that go with it.
    pub files: Vec<NewAttachment>,
}

/// What became of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// It is done, now or when it was sent before.
    Done,
    /// Something else was sent with the key; nothing was done.
    SentOther,
    /// Another has changed the case since, or there is nothing of that kind to decide any more;
    /// nothing was done.
    Conflict,
    /// There is no such case, or no such colleague.
    NotFound,
    /// Something that was asked for has to be decided before the case can be closed.
    Undecided,
}
