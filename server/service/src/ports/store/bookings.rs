//! Times that units open, and bookings (R-E1, R-E2).

use async_trait::async_trait;
use domain::access::Capacity;
use domain::booking::opening::OpenForm;
use domain::booking::{Allowed, VisitKind};
use domain::id::{MessageId, PersonId, SlotId, StaffId, ThreadId, UnitId};
use jiff::Timestamp;

use super::{ColleagueRow, StoreResult};
use crate::access::staff::{AtDesk, AtDeskActing, CaseActing};
use crate::access::{Acting, Reading};

/// Finding and booking a time, for a person.
#[async_trait]
pub trait Bookings: Send + Sync {
    /// The unit's times that begin from then until then, that nobody has booked and nobody but
    /// the reader is about to, in order, at most `limit`.
    async fn free_times(
        &self,
        reading: &Reading,
        wanted: &Wanted,
        limit: usize,
    ) -> StoreResult<Vec<SlotRow>>;

    /// Those with whom the unit has times then or later, in no order.
    async fn people_met(
        &self,
        reading: &Reading,
        unit: UnitId,
        from: Timestamp,
    ) -> StoreResult<Vec<ColleagueRow>>;

    /// A time of the unit that nobody has booked.
    async fn time(
        &self,
        reading: &Reading,
        unit: UnitId,
        slot: SlotId,
    ) -> StoreResult<Option<SlotRow>>;

    /// Keeps a time for the actor until then, and lets go of any other.
    async fn hold(
        &self,
        acting: Acting,
        unit: UnitId,
        slot: SlotId,
        until: Timestamp,
    ) -> StoreResult<Booked>;

    /// Lets go of what is kept for the actor.
    async fn let_go(&self, acting: Acting) -> StoreResult<()>;

    /// Books a time: thread, case, booking, log. Sent again with the same key, nothing is done.
    async fn book(&self, acting: Acting, booking: &NewBooking) -> StoreResult<Booked>;

    /// Moves a booking of the subject to another time of the same unit, if the clinic allows it
    /// now (R-E2). Sent again with the same key, nothing is done.
    async fn move_booking(
        &self,
        acting: Acting,
        thread: ThreadId,
        slot: SlotId,
        message: MessageId,
    ) -> StoreResult<Booked>;

    /// Cancels a booking of the subject, if the clinic allows it now (R-E2). Of one that is
    /// cancelled, nothing is done.
    async fn cancel(
        &self,
        acting: Acting,
        thread: ThreadId,
        message: MessageId,
    ) -> StoreResult<Booked>;

    /// A booking of the subject.
    async fn booking(&self, reading: &Reading, thread: ThreadId)
    -> StoreResult<Option<BookingRow>>;

    /// Bookings of the subject that begin after `now`, the next one first, at most `limit`.
    async fn bookings_to_come(
        &self,
        reading: &Reading,
        now: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<BookingRow>>;

    /// Bookings of the subject that have begun by `now`, and those that are cancelled, the last
    /// one first, at most `limit` of each.
    async fn bookings_back(
        &self,
        reading: &Reading,
        now: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<BookingRow>>;
}

/// A unit's times, for those who work there.
#[async_trait]
pub trait DeskTimes: Send + Sync {
    /// The unit's times that begin from then until then, in order, at most `limit`.
    async fn desk_times(
        &self,
        desk: &AtDesk,
        from: Timestamp,
        until: Timestamp,
        limit: usize,
    ) -> StoreResult<Vec<DeskSlotRow>>;

    /// Opens times; gives how many. One at which the same person is met already is left out. Sent
    /// again with the same key, nothing is done, and told as it was the first time.
    async fn open_times(
        &self,
        acting: AtDeskActing,
        form: &OpenForm,
        with: Option<StaffId>,
    ) -> StoreResult<usize>;

    /// Gives the person of the case a time: a booking by the clinic, told to the person. Sent
    /// again with the same key, nothing is done.
    async fn offer_time(&self, acting: CaseActing, offer: &NewOffer) -> StoreResult<Booked>;

    /// Cancels the booking that the case is, whatever the person may do, before it begins; told to
    /// the person. Of one that is cancelled already, nothing is done ([`Booked::Taken`]).
    async fn cancel_for_unit(
        &self,
        acting: CaseActing,
        message: MessageId,
        signed: &str,
        text: &str,
    ) -> StoreResult<Booked>;
}

/// Which times are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Of which unit.
    pub unit: UnitId,
    /// Beginning then or later,
    pub from: Timestamp,
    /// and before then.
    pub until: Timestamp,
    /// Of this kind only.
    pub kind: Option<VisitKind>,
    /// With this person only.
    pub with: Option<StaffId>,
    /// The time now: what is kept for others until now is free.
    pub now: Timestamp,
}

/// A time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SlotRow {
    /// Which.
    pub slot: SlotId,
    /// Whose.
    pub unit: UnitId,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// How one meets.
    pub kind: VisitKind,
    /// What it is.
    pub title: String,
    /// Whom one meets, by name and title.
    pub with: Option<String>,
    /// What may be done with a booking.
    pub allowed: Allowed,
    /// For whom it is kept, and until when.
    pub held: Option<(PersonId, Timestamp)>,
}

/// A time, for the unit's staff.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeskSlotRow {
    /// The time.
    pub slot: SlotRow,
    /// Who has booked it: the errand, the person, and its name or personnummer (R-I7).
    pub booked: Option<(ThreadId, PersonId, String)>,
}

/// A booking.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookingRow {
    /// The errand.
    pub thread: ThreadId,
    /// The unit's name.
    pub unit: String,
    /// The clinic's phone number.
    pub phone: String,
    /// The time.
    pub slot: SlotRow,
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// Who booked or cancelled it.
    pub actor: PersonId,
    /// As what.
    pub capacity: Capacity,
    /// Whether that one has a protected identity now (R-G7).
    pub hidden: bool,
}

/// A booking to be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewBooking {
    /// The errand to be.
    pub thread: ThreadId,
    /// Of which unit.
    pub unit: UnitId,
    /// The time.
    pub slot: SlotId,
    /// The first message.
    pub first: MessageId,
    /// What one wants to say; it may be empty.
    pub text: String,
}

/// A time that the clinic gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOffer {
    /// The errand to be.
    pub thread: ThreadId,
    /// The time.
    pub slot: SlotId,
    /// The first message.
    pub first: MessageId,
    /// Name and title, as staff signs.
    pub signed: String,
    /// What the clinic wants to say; it may be empty.
    pub text: String,
}

/// What became of a booking, or of a change of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Booked {
    /// It is done, now or when it was sent before.
    Done,
    /// Another has the time, or it is not open any more.
    Taken,
    /// The clinic does not allow it, or not any more (R-E2).
    NotAllowed,
    /// The unit does not offer booking online (R-E7).
    NotOffered,
    /// There is no such thing, or the key is somebody else's.
    NotFound,
}
