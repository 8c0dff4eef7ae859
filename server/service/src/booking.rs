//! Booking, cancelling and rebooking a time (R-E1, R-E2).

use domain::access::{Area, Capacity, PublicReason};
use domain::age;
use domain::booking::{
    BookForm, Booking, Bookings, By, Change, FreeTimes, HOLD_MINUTES, HeldTime, NextBooking, Time,
    TimesForm, VisitKind, monday, read_cancelling, week_of,
};
use domain::contact::OnlineService;
use domain::family::Whom;
use domain::form::{FieldErrors, PAGE_SIZE, Typed};
use domain::id::{MessageId, SlotId, StaffId, ThreadId, UnitId};
use domain::moment::{Day, Moment};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::access::{self, AccessError, Purpose, Reading, Subject, place};
use crate::errand::signed;
use crate::ports::chance::new_id;
use crate::ports::store::{Booked, BookingRow, NewBooking, SlotRow, Wanted};
use crate::session::Session;
use crate::{Fault, Services, errand, whom};

/// How many times of a week are shown.
const MOST_TIMES: usize = 500;

/// Why something was not done with a booking.
#[derive(Debug, thiserror::Error)]
pub enum BookingError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// Another has the time, or it is not open any more.
    #[error("taken")]
    Taken,
    /// No proof, or the clinic does not allow it (R-E2, R-E7).
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for BookingError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

impl From<Booked> for Result<(), BookingError> {
    fn from(booked: Booked) -> Self {
        let refused = |reason| Err(AccessError::Refused(reason).into());
        match booked {
            Booked::Done => Ok(()),
            Booked::Taken => Err(BookingError::Taken),
            Booked::NotAllowed => refused(PublicReason::BookingClosed),
            Booked::NotOffered => refused(PublicReason::NotOffered),
            Booked::NotFound => Err(AccessError::NotFound.into()),
        }
    }
}

/// A unit's free times of one week.
pub async fn times(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
    form: &TimesForm,
) -> Result<(Whom, FreeTimes), AccessError> {
    let purpose = Purpose::new(Area::Contact, "booking.times");
    let reading = place::read(services, session, subject, unit, purpose).await?;
    let offer = errand::offering(services, unit, OnlineService::Booking).await?;
    let moving = moving(services, &reading, &form.bokning).await?;
    let now = services.clock.now();
    let this_week = monday(age::today(now));
    // What can't be read is as good as not asked for.
    let mut wanted = Wanted {
        unit,
        from: now,
        until: Timestamp::MAX,
        kind: VisitKind::from_word(&form.typ),
        with: form.hos.parse::<StaffId>().ok(),
        now,
    };
    let week = match form.week() {
        Some(week) => week.max(this_week),
        None => first_week(services, &reading, wanted)
            .await?
            .unwrap_or(this_week),
    };
    let (from, until) = week_of(week);
    (wanted.from, wanted.until) = (from.max(now), until);
    let rows = services
        .store
        .free_times(&reading, &wanted, MOST_TIMES)
        .await;
    let days = by_day(rows.map_err(Fault::from)?.into_iter().map(time));
    let next = if days.is_empty() {
        (wanted.from, wanted.until) = (until.max(now), Timestamp::MAX);
        first_week(services, &reading, wanted).await?
    } else {
        None
    };
    let people = services.store.people_met(&reading, unit, now).await;
    let mut people: Vec<_> = people
        .map_err(Fault::from)?
        .iter()
        .map(|person| (person.staff.to_string(), signed(person)))
        .collect();
    people.sort_by_cached_key(|(_, name)| name.to_lowercase());
    let before = week.checked_sub(1.week()).ok();
    let after = week.checked_add(1.week()).unwrap_or(week);
    let found = FreeTimes {
        unit: offer,
        week: week.into(),
        before: before.filter(|before| *before >= this_week).map(Day::from),
        after: after.into(),
        days,
        next: next.map(Day::from),
        people,
        moving,
    };
    Ok((whom::named(services, &reading, subject), found))
}

/// The week of the first time that is wanted.
async fn first_week(
    services: &Services,
    reading: &Reading,
    wanted: Wanted,
) -> Result<Option<Date>, AccessError> {
    let first = services.store.free_times(reading, &wanted, 1).await;
    let first = first.map_err(Fault::from)?.into_iter().next();
    Ok(first.map(|slot| monday(age::today(slot.starts))))
}

/// The booking that is to be moved, if one is asked for; one that may not be moved is refused.
async fn moving(
    services: &Services,
    reading: &Reading,
    thread: &str,
) -> Result<Option<Booking>, AccessError> {
    if thread.is_empty() {
        return Ok(None);
    }
    let thread = thread.parse().map_err(|_| AccessError::NotFound)?;
    let found = services.store.booking(reading, thread).await;
    let found = found.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
    let booking = booking(services, reading, found);
    if booking.rebook.is_open() {
        Ok(Some(booking))
    } else {
        Err(AccessError::Refused(PublicReason::BookingClosed))
    }
}

/// A time that one is about to book.
pub async fn time_to_book(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
    slot: SlotId,
    moved: &str,
) -> Result<(Whom, HeldTime), AccessError> {
    let purpose = Purpose::new(Area::Contact, "booking.time");
    let reading = place::read(services, session, subject, unit, purpose).await?;
    let offer = errand::offering(services, unit, OnlineService::Booking).await?;
    let moving = moving(services, &reading, moved).await?;
    let now = services.clock.now();
    let row = services.store.time(&reading, unit, slot).await;
    let row = row.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
    let until = match row.held {
        Some((who, until)) if until > now => {
            if who != reading.actor() {
                return Err(AccessError::NotFound);
            }
            Some(until)
        }
        _ => None,
    };
    let found = HeldTime {
        unit: offer,
        until: until.map(Moment::from),
        cancel: row.allowed.cancelling(row.starts, now),
        rebook: row.allowed.rebooking(row.starts, now),
        moving,
        ended: ended(services, &reading, row.starts),
        key: errand::new_key(services),
        time: time(row),
    };
    Ok((whom::named(services, &reading, subject), found))
}

/// The day on which the guardian's part ends, where that is before the time (R-G4).
fn ended(services: &Services, reading: &Reading, starts: Timestamp) -> Option<Day> {
    if reading.capacity() != Capacity::Guardian {
        return None;
    }
    let rules = services.rules_now();
    let ends = age::birthday(reading.subject().born, rules.own_login_age, rules.leap_day)?;
    (ends <= age::today(starts)).then(|| ends.into())
}

/// Keeps a time for a while, so that one can make up one's mind.
pub async fn hold(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
    slot: SlotId,
) -> Result<(), BookingError> {
    let purpose = Purpose::new(Area::Contact, "booking.hold").about(slot.0);
    let acting = place::act(services, session, subject, unit, purpose).await?;
    let until = acting.at().checked_add(HOLD_MINUTES.minutes());
    let until = until.unwrap_or(acting.at());
    errand::offering(services, unit, OnlineService::Booking).await?;
    let held = services.store.hold(acting, unit, slot, until).await;
    held.map_err(Fault::from)?.into()
}

/// Lets go of what is kept.
pub async fn let_go(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
) -> Result<(), BookingError> {
    let purpose = Purpose::new(Area::Contact, "booking.let-go");
    let acting = place::act(services, session, subject, unit, purpose).await?;
    Ok(services.store.let_go(acting).await.map_err(Fault::from)?)
}

/// Books a time, or moves a booking to it; gives the errand.
pub async fn book(
    services: &Services,
    session: &Session,
    subject: Subject,
    unit: UnitId,
    slot: SlotId,
    typed: &Typed,
) -> Result<ThreadId, BookingError> {
    let form = BookForm::read(typed);
    let (action, about) = match &form {
        Ok(BookForm {
            moving: Some(thread),
            ..
        }) => ("booking.move", Some(thread.0)),
        Ok(form) => ("booking.book", Some(form.key.0)),
        Err(_) => ("booking.book", None),
    };
    let purpose = Purpose::new(Area::Contact, action);
    let purpose = about.map_or(purpose, |thread| purpose.about(thread));
    let acting = place::act(services, session, subject, unit, purpose).await?;
    errand::offering(services, unit, OnlineService::Booking).await?;
    let form = form.map_err(BookingError::Fields)?;
    let (thread, booked) = if let Some(thread) = form.moving {
        let message = MessageId(form.key.0);
        let moved = services.store.move_booking(acting, thread, slot, message);
        (thread, moved.await)
    } else {
        let thread = ThreadId(form.key.0);
        let first = MessageId(new_id(services.rng.as_ref(), acting.at()));
        let text = form.text;
        let booking = NewBooking {
            thread,
            unit,
            slot,
            first,
            text,
        };
        (thread, services.store.book(acting, &booking).await)
    };
    Result::from(booked.map_err(Fault::from)?)?;
    Ok(thread)
}

/// Cancels a booking.
pub async fn cancel(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
    typed: &Typed,
) -> Result<(), BookingError> {
    let purpose = Purpose::new(Area::Contact, "booking.cancel").about(thread.0);
    let acting = place::act(services, session, subject, thread, purpose).await?;
    let message = read_cancelling(typed).map_err(BookingError::Fields)?;
    let cancelled = services.store.cancel(acting, thread, message).await;
    cancelled.map_err(Fault::from)?.into()
}

/// A person's bookings, to come and past.
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<(Whom, Bookings), AccessError> {
    let purpose = Purpose::new(Area::Inbox, "booking.list");
    let reading = access::read(services, session, subject, purpose).await?;
    let now = services.clock.now();
    let store = &services.store;
    let coming = store.bookings_to_come(&reading, now, MOST_TIMES).await;
    let past = store.bookings_back(&reading, now, PAGE_SIZE).await;
    let told = |rows: Vec<BookingRow>| {
        let rows = rows.into_iter();
        rows.map(|row| booking(services, &reading, row)).collect()
    };
    let found = Bookings {
        coming: told(coming.map_err(Fault::from)?),
        past: told(past.map_err(Fault::from)?),
    };
    Ok((whom::named(services, &reading, subject), found))
}

/// One booking.
pub async fn one(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
) -> Result<(Whom, Booking), AccessError> {
    let purpose = Purpose::new(Area::Inbox, "booking.one").about(thread.0);
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services.store.booking(&reading, thread).await;
    let found = found.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
    let mut found = booking(services, &reading, found);
    // One who may not contact the clinic is not offered to change it (R-G8).
    match place::may(services, session, subject, thread, Area::Contact).await {
        Ok(()) => {}
        Err(AccessError::Fault(fault)) => return Err(fault.into()),
        Err(AccessError::NotFound | AccessError::Refused(_)) => {
            (found.cancel, found.rebook) = (Change::No, Change::No);
        }
    }
    Ok((whom::named(services, &reading, subject), found))
}

/// A booking for a calendar: as little of it as one needs to be there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appointment {
    /// The errand.
    pub id: ThreadId,
    /// When it begins.
    pub starts: Timestamp,
    /// When it ends.
    pub ends: Timestamp,
    /// The unit's name.
    pub unit: String,
    /// The clinic's phone number.
    pub phone: String,
    /// When this was asked for.
    pub asked: Timestamp,
}

/// A booking that is to come, for a calendar.
pub async fn appointment(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
) -> Result<Appointment, AccessError> {
    let purpose = Purpose::new(Area::Inbox, "booking.calendar").about(thread.0);
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services.store.booking(&reading, thread).await;
    let found = found.map_err(Fault::from)?;
    let found = found.filter(|booking| !booking.cancelled);
    let found = found.ok_or(AccessError::NotFound)?;
    Ok(Appointment {
        id: found.thread,
        starts: found.slot.starts,
        ends: found.slot.ends,
        unit: found.unit,
        phone: found.phone,
        asked: services.clock.now(),
    })
}

/// The subject's next booking: for its card.
pub(crate) async fn next(
    services: &Services,
    reading: &Reading,
) -> Result<Option<NextBooking>, Fault> {
    let now = services.clock.now();
    let coming = services.store.bookings_to_come(reading, now, 1).await?;
    Ok(coming.into_iter().next().map(|row| NextBooking {
        id: row.thread,
        at: row.slot.starts.into(),
        unit: row.unit,
    }))
}

fn booking(services: &Services, reading: &Reading, row: BookingRow) -> Booking {
    let now = services.clock.now();
    let past = row.slot.starts <= now;
    let change = |change: Change| {
        if row.cancelled || past {
            Change::No
        } else {
            change
        }
    };
    Booking {
        id: row.thread,
        unit: row.slot.unit,
        name: row.unit,
        phone: row.phone,
        cancelled: row.cancelled,
        past,
        by: By::told(
            row.actor == reading.actor(),
            row.capacity,
            reading.capacity(),
            row.hidden,
        ),
        cancel: change(row.slot.allowed.cancelling(row.slot.starts, now)),
        rebook: change(row.slot.allowed.rebooking(row.slot.starts, now)),
        key: errand::new_key(services),
        time: time(row.slot),
    }
}

/// A time, as pages show it.
pub(crate) fn time(row: SlotRow) -> Time {
    let seconds = row.ends.as_second().saturating_sub(row.starts.as_second());
    Time {
        slot: row.slot,
        at: row.starts.into(),
        minutes: u16::try_from(seconds / 60).unwrap_or(u16::MAX),
        kind: row.kind,
        title: row.title,
        with: row.with,
    }
}

/// Times by the day on which they begin, in order.
fn by_day(times: impl Iterator<Item = Time>) -> Vec<(Day, Vec<Time>)> {
    let mut days: Vec<(Day, Vec<Time>)> = Vec::new();
    for time in times {
        match days.last_mut() {
            Some((day, times)) if *day == time.at.day => times.push(time),
            _ => days.push((time.at.day, vec![time])),
        }
    }
    days
}
