//! The page `/demo`: whom one can play, and the clock.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::extract::{Extension, Form, State};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::Router;
use domain::age;
use domain::moment::Moment;
use domain::personnummer::Personnummer;
use jiff::civil::DateTime;
use jiff::{Timestamp, ToSpan};
use seed::DemoPerson;
use serde::Deserialize;
use service::ports::clock::Clock;

use super::Demo;
use crate::http::{Page, escape};

/// The page's addresses.
pub const ROUTES: [&str; 2] = ["/demo", "/demo/klocka"];

/// The page and its form.
pub fn routes(demo: Arc<Demo>, page: Page) -> Router {
    let [shown, clock] = ROUTES;
    Router::new()
        .route(shown, get(show))
        .route(clock, post(move_clock))
        .with_state(demo)
        .layer(Extension(page))
}

async fn show(State(demo): State<Arc<Demo>>, Extension(page): Extension<Page>) -> Response {
    let now = demo.clock.now();
    let local = age::local(now);
    let mut body = format!(
        "<h1>Demo</h1>\
         <p>Allt här är påhittat. Personnumren är Skatteverkets testnummer och tillhör ingen.</p>\
         <p><a href=\"/\">Till Agera ombud</a> · <a href=\"{}\">Till BankID-appen som spelas</a></p>\
         <h2>Klockan</h2>\
         <p>Klockan är <time datetime=\"{}\">{}</time>.</p>\
         <form method=\"post\" action=\"/demo/klocka\">\
         <p><label for=\"till\">Fram till</label>\
         <input type=\"datetime-local\" step=\"1\" id=\"till\" name=\"till\" value=\"{}\" required>\
         <button type=\"submit\">Flytta klockan</button></p></form>",
        escape(&demo.app_url),
        Moment::from(now).iso(),
        Moment::from(now).long(),
        field(local),
    );
    for (label, till) in jumps(local) {
        let _ = write!(
            body,
            "<form method=\"post\" action=\"/demo/klocka\">\
             <input type=\"hidden\" name=\"till\" value=\"{}\">\
             <button type=\"submit\">{label}</button></form>",
            field(till),
        );
    }
    body.push_str(
        "<form method=\"post\" action=\"/demo/klocka\">\
         <input type=\"hidden\" name=\"till\" value=\"\">\
         <button type=\"submit\">Tillbaka till rätt tid</button></form>",
    );
    table(&mut body, "Vem du kan logga in som", &demo.people);
    table(&mut body, "Barn att lägga till", &demo.children);
    page.document("Demo", &body)
}

/// Where one often wants to go.
fn jumps(now: DateTime) -> [(&'static str, DateTime); 2] {
    let eve = now.date().at(23, 59, 50, 0);
    let tomorrow = now.saturating_add(1.day());
    [("Fram till strax före midnatt", eve), ("Fram ett dygn", tomorrow)]
}

/// A moment as the browser's field writes it.
fn field(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

fn table(body: &mut String, heading: &str, people: &[DemoPerson]) {
    let _ = write!(
        body,
        "<h2>{heading}</h2><div class=\"table\"><table><thead><tr><th scope=\"col\">Namn</th>\
         <th scope=\"col\">Personnummer</th><th scope=\"col\">Bra för att prova</th></tr></thead><tbody>"
    );
    for person in people {
        let number = Personnummer::from_digits(&person.number);
        let number = number.map_or_else(|_| person.number.clone(), |number| number.to_string());
        let _ = write!(
            body,
            "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td></tr>",
            escape(person.name.as_deref().unwrap_or("(inget namn ännu)")),
            escape(&number),
            escape(&person.note),
        );
    }
    body.push_str("</tbody></table></div>");
}

/// Where to move the clock.
#[derive(Deserialize)]
struct ClockForm {
    /// Swedish local time, as the browser's field writes it; empty: back to the machine's time.
    till: String,
}

async fn move_clock(State(demo): State<Arc<Demo>>, Form(form): Form<ClockForm>) -> Response {
    if form.till.is_empty() {
        demo.clock.reset();
    } else if let Some(at) = instant(&form.till) {
        demo.clock.move_to(at);
    } else {
        return axum::http::StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    Redirect::to("/demo").into_response()
}

/// The instant when Swedish clocks show this.
fn instant(local: &str) -> Option<Timestamp> {
    let local: DateTime = local.parse().ok()?;
    local.to_zoned(age::zone()).ok().map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_is_set_in_swedish_time() {
        let read = |text| instant(text).map(|at: Timestamp| at.to_string());

        assert_eq!(read("2026-11-23T23:59:50").as_deref(), Some("2026-11-23T22:59:50Z"));
        assert_eq!(read("2026-07-01T00:00").as_deref(), Some("2026-06-30T22:00:00Z"));
        assert_eq!(read("i morgon"), None);
    }
}
