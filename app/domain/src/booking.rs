//! Booking, cancelling and rebooking a time at a clinic (R-E1, R-E2).

use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use crate::access::Capacity;
use crate::age;
use crate::contact::UnitOffer;
use crate::form::{FieldErrors, Reader, Typed};
use crate::id::{MessageId, SlotId, ThreadId, UnitId};
use crate::message::FormKey;
use crate::moment::{Day, Moment};

pub mod changing;
pub mod opening;
#[cfg(test)]
mod tests;

/// How long a time is kept for one who is about to book it, in minutes.
pub const HOLD_MINUTES: i64 = 10;
/// How long what one writes to a booking may be, in characters.
pub const LONGEST_REASON: usize = 1_000;

/// How one meets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitKind {
    /// At the clinic.
    Visit,
    /// A health check at the clinic.
    HealthCheck,
    /// A vaccination at the clinic.
    Vaccination,
    /// The clinic calls.
    Phone,
    /// By video.
    Video,
}

impl VisitKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 5] = [
        Self::Visit,
        Self::HealthCheck,
        Self::Vaccination,
        Self::Phone,
        Self::Video,
    ];

    /// The word for it in addresses, forms and the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Visit => "besok",
            Self::HealthCheck => "halsobesok",
            Self::Vaccination => "vaccination",
            Self::Phone => "telefon",
            Self::Video => "video",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

/// What a clinic allows for a booking (R-E2): what it does not allow is not allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// Whether it may be cancelled online.
    pub cancel: bool,
    /// Whether it may be moved to another time online.
    pub rebook: bool,
    /// Until how many hours before it begins.
    pub hours: u16,
}

/// Whether a booking may be changed now, and until when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Change {
    /// It may, until then.
    Until(Moment),
    /// It might have been, until then.
    TooLate(Moment),
    /// The clinic does not allow it.
    No,
}

impl Change {
    /// Whether it may be changed.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Until(_))
    }
}

impl Allowed {
    /// Whether a booking that begins then may be cancelled now.
    pub fn cancelling(self, starts: Timestamp, now: Timestamp) -> Change {
        self.change(self.cancel, starts, now)
    }

    /// Whether a booking that begins then may be moved now.
    pub fn rebooking(self, starts: Timestamp, now: Timestamp) -> Change {
        self.change(self.rebook, starts, now)
    }

    fn change(self, allowed: bool, starts: Timestamp, now: Timestamp) -> Change {
        if !allowed {
            return Change::No;
        }
        let hours = i64::from(self.hours).hours();
        let until = starts.checked_sub(hours).unwrap_or(Timestamp::MIN);
        if now < until {
            Change::Until(until.into())
        } else {
            Change::TooLate(until.into())
        }
    }
}

/// A time of a unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// The time.
    pub slot: SlotId,
    /// When it begins.
    pub at: Moment,
    /// How long it lasts, in minutes.
    pub minutes: u16,
    /// How one meets.
    pub kind: VisitKind,
    /// What it is, in the unit's words: "Läkarbesök".
    pub title: String,
    /// Whom one meets, by name and title, if that is settled.
    pub with: Option<String>,
}

/// What the times are asked for: as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TimesForm {
    /// A day of the week to show, as ISO 8601 writes it; empty: the week of the first free time.
    pub vecka: String,
    /// A kind's word, or empty for all.
    pub typ: String,
    /// Whom one wants to meet, by key; or empty for anybody.
    pub hos: String,
    /// The booking that is to be moved, if one is.
    pub bokning: String,
}

impl TimesForm {
    /// The Monday of the week that is asked for.
    pub fn week(&self) -> Option<Date> {
        let day: Day = self.vecka.parse().ok()?;
        Some(monday(day.date()?))
    }
}

/// The Monday of a day's week.
pub fn monday(day: Date) -> Date {
    let since = i64::from(day.weekday().to_monday_zero_offset());
    day.checked_sub(since.days()).unwrap_or(day)
}

/// The instants between which a week lies that begins on this Monday, on the Swedish clock.
pub fn week_of(monday: Date) -> (Timestamp, Timestamp) {
    let next = monday.checked_add(1.week()).unwrap_or(monday);
    (start_of(monday), start_of(next))
}

/// When a day begins on the Swedish clock.
pub fn start_of(day: Date) -> Timestamp {
    let start = day.to_zoned(age::zone());
    start.map_or(Timestamp::MAX, |start| start.timestamp())
}

/// A unit's free times of one week.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeTimes {
    /// The unit.
    pub unit: UnitOffer,
    /// The week's Monday.
    pub week: Day,
    /// The Monday of the week before, if it is not past.
    pub before: Option<Day>,
    /// The Monday of the week after.
    pub after: Day,
    /// The days that have free times, in order.
    pub days: Vec<(Day, Vec<Time>)>,
    /// Where the week has none: the Monday of the next one that has.
    pub next: Option<Day>,
    /// Those whom one can meet, by key and name.
    pub people: Vec<(String, String)>,
    /// The booking that is to be moved, if one is.
    pub moving: Option<Booking>,
}

/// A time that is kept while one makes up one's mind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeldTime {
    /// The unit.
    pub unit: UnitOffer,
    /// The time.
    pub time: Time,
    /// Until when it is kept; nothing: it is free, and not kept for anybody.
    pub until: Option<Moment>,
    /// What may be done with it once it is booked.
    pub cancel: Change,
    /// The same, for moving it.
    pub rebook: Change,
    /// The booking that is to be moved to it, if one is.
    pub moving: Option<Booking>,
    /// The day on which the guardian's part ends, where that is before the time (R-G4).
    pub ended: Option<Day>,
    /// The form's key.
    pub key: FormKey,
}

/// Who did something with a booking, as the one sees it who reads (feature B7).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// The reader.
    Me,
    /// Another guardian of the child: neither name nor words.
    OtherGuardian,
    /// A guardian, as the child itself is told.
    Guardian,
    /// The person itself.
    Person,
    /// The clinic.
    Clinic,
    /// Nobody who is told of.
    Nobody,
}

impl By {
    /// Who did it. `own`: the reader itself. `hidden`: the one who did it has a protected identity by
    /// now, and another guardian is told nothing of it (R-G7).
    pub fn told(own: bool, did: Capacity, reader: Capacity, hidden: bool) -> Self {
        match did {
            _ if own => Self::Me,
            Capacity::Guardian if reader == Capacity::Myself => Self::Guardian,
            Capacity::Guardian if hidden => Self::Nobody,
            Capacity::Guardian => Self::OtherGuardian,
            Capacity::Myself => Self::Person,
            Capacity::Staff => Self::Clinic,
            Capacity::Operator => Self::Nobody,
        }
    }
}

/// A booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// The errand that it is: its thread in the inbox.
    pub id: ThreadId,
    /// The unit.
    pub unit: UnitId,
    /// Its name.
    pub name: String,
    /// The clinic's phone number, as one dials it.
    pub phone: String,
    /// The time.
    pub time: Time,
    /// Whether it is cancelled.
    pub cancelled: bool,
    /// Whether it has begun.
    pub past: bool,
    /// Who booked it; or cancelled it, where it is.
    pub by: By,
    /// Whether it may be cancelled.
    pub cancel: Change,
    /// Whether it may be moved.
    pub rebook: Change,
    /// The key of the form to cancel it.
    pub key: FormKey,
}

/// A person's bookings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Bookings {
    /// Those to come, the next one first.
    pub coming: Vec<Booking>,
    /// Those that are past or cancelled, the newest first; at most a page.
    pub past: Vec<Booking>,
}

/// The next booking, as a card tells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextBooking {
    /// The errand.
    pub id: ThreadId,
    /// When it begins.
    pub at: Moment,
    /// The unit's name.
    pub unit: String,
}

/// The form that books a time, as it may be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BookForm {
    /// The key: of the errand to be, or of the message that tells that it was moved.
    pub key: FormKey,
    /// What one wants to say; it may be empty.
    pub text: String,
    /// The booking that is to be moved, if one is.
    pub moving: Option<ThreadId>,
}

impl BookForm {
    /// The text's field.
    pub const TEXT: &'static str = "text";
    /// The field of the booking to be moved.
    pub const MOVING: &'static str = "bokning";

    /// Reads the form.
    pub fn read(typed: &Typed) -> Result<Self, FieldErrors> {
        let mut form = Reader::new(typed);
        let text = form.maybe_text(Self::TEXT, LONGEST_REASON);
        let key = form.choice(FormKey::FIELD, FormKey::read);
        let moving = match form.raw(Self::MOVING) {
            "" => Some(None),
            id => form.choice(Self::MOVING, |_| id.parse().ok()).map(Some),
        };
        form.done(|| {
            Some(Self {
                key: key?,
                text,
                moving: moving?,
            })
        })
    }
}

/// The form that cancels a booking: the key of the message that tells of it.
pub fn read_cancelling(typed: &Typed) -> Result<MessageId, FieldErrors> {
    let mut form = Reader::new(typed);
    let key = form.choice(FormKey::FIELD, FormKey::read);
    form.done(|| Some(MessageId(key?.0)))
}
