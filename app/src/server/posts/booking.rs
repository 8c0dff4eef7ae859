//! The forms of bookings, for oneself, for a child, and at a clinic.

use axum::response::Response;
use domain::booking::BookForm;
use domain::id::{SlotId, ThreadId, UnitId};
use service::booking::BookingError;
use service::times::Changed;

use super::sent::Sent;
use crate::api::{ApiCode, ApiError};
use crate::place::with_query;

/// A time that one chooses: it is kept while one makes up one's mind.
pub(super) async fn choose(sent: Sent) -> Response {
    let done = hold(&sent).await;
    sent.answer(done).await
}

async fn hold(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject, unit) = (sent.session()?, sent.subject()?, sent.id("unit")?);
    let slot: Result<SlotId, _> = sent.typed.get("tid").parse();
    let slot = slot.map_err(|_| ApiError::from(ApiCode::NotFound))?;
    let times = format!("{}/kontakta/{unit}/tid", sent.base());
    let held = service::booking::hold(sent.services(), session, subject, unit, slot).await;
    match held {
        Ok(()) => {
            let [kind, with] = asked(sent);
            let time = format!("{times}/{slot}");
            Ok(with_query(&time, &[moving(sent), kind, with]))
        }
        Err(BookingError::Taken) => Ok(taken(sent, &times)),
        Err(error) => Err(sent.fail(error)),
    }
}

/// The booking that is to be moved, if one is: it goes along.
fn moving(sent: &Sent) -> (&'static str, &str) {
    (BookForm::MOVING, sent.typed.get(BookForm::MOVING))
}

/// By what the list was filtered: it goes along as well.
fn asked(sent: &Sent) -> [(&'static str, &str); 2] {
    ["typ", "hos"].map(|name| (name, sent.typed.get(name)))
}

/// Where one is told that another was first, and what is free near it.
fn taken(sent: &Sent, times: &str) -> String {
    let week = ("vecka", sent.typed.get("vecka"));
    let [kind, with] = asked(sent);
    with_query(times, &[("upptagen", "1"), week, moving(sent), kind, with])
}

/// A time that is chosen: books it, or lets it go.
pub(super) async fn book(sent: Sent) -> Response {
    let done = match sent.typed.get("gor") {
        "slapp" => let_go(&sent).await,
        _ => confirm(&sent).await,
    };
    sent.answer(done).await
}

async fn confirm(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject, unit) = (sent.session()?, sent.subject()?, sent.id("unit")?);
    let (services, slot) = (sent.services(), sent.id("slot")?);
    let booked = service::booking::book(services, session, subject, unit, slot, &sent.typed).await;
    let base = sent.base();
    match booked {
        Ok(thread) if sent.typed.get(BookForm::MOVING).is_empty() => {
            Ok(format!("{base}/tider/{thread}?gjort=bokat"))
        }
        Ok(thread) => Ok(format!("{base}/tider/{thread}?gjort=ombokat")),
        Err(BookingError::Taken) => Ok(taken(sent, &format!("{base}/kontakta/{unit}/tid"))),
        Err(error) => Err(sent.fail(error)),
    }
}

async fn let_go(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject) = (sent.session()?, sent.subject()?);
    let unit: UnitId = sent.id("unit")?;
    service::booking::let_go(sent.services(), session, subject, unit)
        .await
        .map_err(|error| sent.fail(error))?;
    let times = format!("{}/kontakta/{unit}/tid", sent.base());
    let week = ("vecka", sent.typed.get("vecka"));
    let [kind, with] = asked(sent);
    Ok(with_query(&times, &[week, moving(sent), kind, with]))
}

/// A booking: cancels it.
pub(super) async fn cancel(sent: Sent) -> Response {
    let done = cancel_booking(&sent).await;
    sent.answer(done).await
}

async fn cancel_booking(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject) = (sent.session()?, sent.subject()?);
    let thread: ThreadId = sent.id("booking")?;
    service::booking::cancel(sent.services(), session, subject, thread, &sent.typed)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok(format!("{}/tider/{thread}?gjort=avbokat", sent.base()))
}

/// A unit's times: opens some.
pub(super) async fn times(sent: Sent) -> Response {
    let done = open_times(&sent).await;
    sent.answer(done).await
}

async fn open_times(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let unit: UnitId = sent.id("unit")?;
    let times = format!("/mottagning/{unit}/tider");
    let opened = service::times::open(services, session, unit, &sent.typed).await;
    let (opened, of) = opened.map_err(|error| sent.fail(error))?;
    let (opened, of) = (opened.to_string(), of.to_string());
    let first = ("vecka", sent.typed.get("dag"));
    Ok(with_query(
        &times,
        &[("oppnat", &opened), ("av", &of), first],
    ))
}

/// A time that nobody has booked: changes or closes it, with the later ones or without.
pub(super) async fn change(sent: Sent) -> Response {
    let done = change_time(&sent).await;
    sent.answer(done).await
}

async fn change_time(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let (unit, slot): (UnitId, SlotId) = (sent.id("unit")?, sent.id("slot")?);
    let times = format!("/mottagning/{unit}/tider");
    let week = ("vecka", sent.typed.get("vecka"));
    let closing = sent.typed.get("gor") == "stang";
    let done = if closing {
        service::times::close(services, session, unit, slot, &sent.typed).await
    } else {
        service::times::change(services, session, unit, slot, &sent.typed).await
    };
    match done {
        Ok(Changed::Before) => Ok(with_query(&times, &[("gjort", "andrat"), week])),
        Ok(Changed::Now { times: 1, of: 1 }) if closing => {
            Ok(with_query(&times, &[("gjort", "stangt"), week]))
        }
        Ok(Changed::Now { times: done, of }) => {
            let what = if closing { "stangda" } else { "andrade" };
            let (done, of) = (done.to_string(), of.to_string());
            Ok(with_query(&times, &[(what, &done), ("av", &of), week]))
        }
        Err(BookingError::Taken) if closing => Ok(with_query(&times, &[("gjort", "bokad"), week])),
        Err(error) => Err(sent.fail(error)),
    }
}

/// A time for the person of a case.
pub(super) async fn give(sent: Sent) -> Response {
    let done = give_time(&sent).await;
    sent.answer(done).await
}

async fn give_time(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let (unit, thread): (UnitId, ThreadId) = (sent.id("unit")?, sent.id("thread")?);
    let case = format!("/mottagning/{unit}/arende/{thread}");
    match service::times::give(services, session, unit, thread, &sent.typed).await {
        Ok(given) => Ok(format!("/mottagning/{unit}/arende/{given}?gjort=kallat")),
        Err(BookingError::Taken) => Ok(format!("{case}/kalla?upptagen=1")),
        Err(error) => Err(sent.fail(error)),
    }
}

/// The booking that a case is: the clinic cancels it.
pub(super) async fn cancel_case(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let (unit, thread): (UnitId, ThreadId) = (sent.id("unit")?, sent.id("thread")?);
    service::times::cancel(services, session, unit, thread, &sent.typed)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok(format!("/mottagning/{unit}/arende/{thread}?gjort=avbokat"))
}
