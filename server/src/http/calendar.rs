//! A booking as a file for a calendar (RFC 5545): when and where, and nothing of whom or why, for
//! calendars are shared.

use std::collections::HashMap;

use app::server::context::RequestContext;
use axum::extract::{Extension, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::Timestamp;
use service::access::{AccessError, Subject};
use service::booking::{Appointment, appointment};

/// The addresses.
pub(super) const PATHS: [&str; 2] = [
    "/mig/tider/{booking}/kalender.ics",
    "/ombud/{link}/tider/{booking}/kalender.ics",
];

/// Gives the file, to one who may see the booking.
pub(super) async fn give(
    Extension(context): Extension<RequestContext>,
    Path(parts): Path<HashMap<String, String>>,
) -> Response {
    let Some(session) = context.session else {
        return StatusCode::UNAUTHORIZED.into_response();
    };
    let subject = match parts.get("link").map(|link| link.parse()) {
        None => Subject::Myself,
        Some(Ok(link)) => Subject::Child(link),
        Some(Err(_)) => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some(Ok(booking)) = parts.get("booking").map(|booking| booking.parse()) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    match appointment(&context.services, &session, subject, booking).await {
        Ok(found) => file(&found),
        Err(AccessError::NotFound) => StatusCode::NOT_FOUND.into_response(),
        Err(AccessError::Refused(_)) => StatusCode::FORBIDDEN.into_response(),
        Err(AccessError::Fault(fault)) => {
            tracing::error!(%fault, "a booking can not be given as a file");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn file(found: &Appointment) -> Response {
    let fixed = HeaderValue::from_static;
    let headers = [
        (header::CONTENT_TYPE, fixed("text/calendar; charset=utf-8")),
        (
            header::CONTENT_DISPOSITION,
            fixed("attachment; filename=\"tid.ics\""),
        ),
    ];
    (headers, written(found)).into_response()
}

fn written(found: &Appointment) -> String {
    let note = format!("Kan du inte komma, ring {}.", found.phone);
    let event = Event::new()
        .uid(&format!("{}@agera-ombud", found.id))
        .add_property("DTSTAMP", utc(found.asked))
        .add_property("DTSTART", utc(found.starts))
        .add_property("DTEND", utc(found.ends))
        .summary("Bokad tid i vården")
        .location(&found.unit)
        .description(&note)
        .done();
    let mut calendar = Calendar::new();
    calendar.push(event);
    calendar.done().to_string()
}

/// A moment as RFC 5545 §3.3.5 writes one in UTC.
fn utc(at: Timestamp) -> String {
    at.strftime("%Y%m%dT%H%M%SZ").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_tells_when_and_where_and_nothing_else() {
        let at = |text: &str| text.parse::<Timestamp>().unwrap();
        let found = Appointment {
            id: "019a9fe26b2073c5a1d30d2f3b1c4e5f".parse().unwrap(),
            starts: at("2026-11-24T08:30:00Z"),
            ends: at("2026-11-24T09:00:00Z"),
            unit: "Barnmottagningen Linden, plan 2; vänster".to_owned(),
            phone: "040-628 04 51".to_owned(),
            asked: at("2026-11-22T10:00:00Z"),
        };

        let file = written(&found);

        let lines: Vec<_> = file.split("\r\n").collect();
        for line in [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "BEGIN:VEVENT",
            "UID:019a9fe26b2073c5a1d30d2f3b1c4e5f@agera-ombud",
            "DTSTAMP:20261122T100000Z",
            "DTSTART:20261124T083000Z",
            "DTEND:20261124T090000Z",
            "SUMMARY:Bokad tid i vården",
            // RFC 5545 §3.3.11: commas and semicolons are escaped.
            "LOCATION:Barnmottagningen Linden\\, plan 2\\; vänster",
            "END:VEVENT",
            "END:VCALENDAR",
        ] {
            assert!(lines.contains(&line), "{line} in {file}");
        }
        // RFC 5545 §3.1.
        assert!(lines.iter().all(|line| line.len() <= 75), "{file}");
    }
}
