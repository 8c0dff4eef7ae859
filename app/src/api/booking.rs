//! Booking a time. `who` is `mig`, or a child's link as it stands in the address; `moving` is the
//! booking that is to be moved, or empty.

use domain::booking::changing::ChangeDesk;
use domain::booking::opening::DeskTimes;
use domain::booking::{Booking, Bookings, FreeTimes, HeldTime, Time, TimesForm};
use domain::family::Whom;
use domain::message::FormKey;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// A unit's free times of one week.
#[server(endpoint = "times", input = GetUrl, output = Json)]
pub async fn read_times(
    who: String,
    unit: String,
    form: TimesForm,
) -> Result<(Whom, FreeTimes), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    service::booking::times(&services, &session, subject(&who)?, id(&unit)?, &form)
        .await
        .map_err(fail)
}

/// A time that one is about to book.
#[server(endpoint = "times/time", input = GetUrl, output = Json)]
pub async fn read_time(
    who: String,
    unit: String,
    slot: String,
    #[server(default)] moving: String,
) -> Result<(Whom, HeldTime), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (services, session) = (request()?.services, session()?);
    let (subject, unit, slot) = (subject(&who)?, id(&unit)?, id(&slot)?);
    service::booking::time_to_book(&services, &session, subject, unit, slot, &moving)
        .await
        .map_err(fail)
}

/// A person's bookings.
#[server(endpoint = "bookings", input = GetUrl, output = Json)]
pub async fn read_bookings(
    who: String,
    #[server(default)] live: bool,
) -> Result<(Whom, Bookings), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    let _ = live; // the session has been found already

    let (services, session) = (request()?.services, session()?);
    service::booking::list(&services, &session, subject(&who)?)
        .await
        .map_err(fail)
}

/// One booking. `live`: the page asks by itself.
#[server(endpoint = "bookings/booking", input = GetUrl, output = Json)]
pub async fn read_booking(
    who: String,
    booking: String,
    #[server(default)] live: bool,
) -> Result<(Whom, Booking), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let _ = live; // the session has been found already

    let (services, session) = (request()?.services, session()?);
    service::booking::one(&services, &session, subject(&who)?, id(&booking)?)
        .await
        .map_err(fail)
}

/// A unit's times of one week, for its staff.
#[server(endpoint = "desk/times", input = GetUrl, output = Json)]
pub async fn read_desk_times(unit: String, form: TimesForm) -> Result<DeskTimes, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::times::week(&request()?.services, &session()?, id(&unit)?, &form)
        .await
        .map_err(fail)
}

/// A time that can be changed or closed.
#[server(endpoint = "desk/times/time", input = GetUrl, output = Json)]
pub async fn read_time_to_change(unit: String, slot: String) -> Result<ChangeDesk, ApiError> {
    use crate::server::context::{fail, id, request, session};

    service::times::to_change(&request()?.services, &session()?, id(&unit)?, id(&slot)?)
        .await
        .map_err(fail)
}

/// Whom a case is about, by name, and the times that it can be given.
#[server(endpoint = "desk/times/give", input = GetUrl, output = Json)]
pub async fn read_times_to_give(
    unit: String,
    thread: String,
) -> Result<(String, Vec<Time>, FormKey), ApiError> {
    use crate::server::context::{fail, id, request, session};

    let (services, session) = (request()?.services, session()?);
    service::times::to_give(&services, &session, id(&unit)?, id(&thread)?)
        .await
        .map_err(fail)
}
