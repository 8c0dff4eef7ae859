//! A booking as a file for a calendar (RFC 5545): when and where, and nothing of whom or why, for
//! calendars are shared.

use app::server::context::RequestContext;
use axum::extract::{Extension, Path};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use icalendar::{Calendar, Component, Event, EventLike};
use jiff::Timestamp;
use service::access::AccessError;
use service::booking::{Appointment, appointment};

use super::parts::{Parts, id, no_file, session, subject};

/// The addresses.
pub(super) const PATHS: [&str; 2] = [
    "/mig/tider/{booking}/kalender.ics",
    "/ombud/{link}/tider/{booking}/kalender.ics",
];

/// Gives the file, to one who may see the booking.
pub(super) async fn give(
    Extension(context): Extension<RequestContext>,
    Path(parts): Path<Parts>,
) -> Response {
    match read(&context, &parts).await {
        Ok(found) => file(&found),
        Err(error) => no_file(error, "a booking"),
    }
}

async fn read(context: &RequestContext, parts: &Parts) -> Result<Appointment, AccessError> {
    let (session, subject) = (session(context)?, subject(parts)?);
    appointment(&context.services, session, subject, id(parts, "booking")?).await
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
