//! The page `/demo`: whom one can play, and the clock.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Extension, Form, Query, State};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use domain::age;
use domain::moment::{Day, Moment};
use domain::personnummer::Personnummer;
use jiff::civil::{Date, DateTime};
use jiff::{Timestamp, ToSpan};
use seed::DemoPerson;
use serde::Deserialize;
use service::ports::clock::Clock;

use super::Demo;
use crate::http::{Page, escape};

/// The page's addresses to read, and the one that takes its form.
pub const READ: [&str; 3] = ["/demo", STYLE, CONSTANT];
/// The address that takes the form.
pub const FORM: &str = "/demo/klocka";

const STYLE: &str = "/demo/sida.css";
/// A page of `?bytes=` bytes that asks nobody anything: what benchmarks compare with.
const CONSTANT: &str = "/demo/konstant";
/// No page of ours is larger.
const LARGEST_CONSTANT: usize = 1 << 20;

/// The page and its form.
pub fn routes(demo: Arc<Demo>, page: Page) -> Router {
    let [shown, style, constant] = READ;
    Router::new()
        .route(shown, get(show))
        .route(
            style,
            get(async || {
                (
                    [(header::CONTENT_TYPE, "text/css")],
                    include_str!("page.css"),
                )
            }),
        )
        .route(constant, get(constant_page))
        .route(FORM, post(move_clock))
        .with_state(demo)
        .layer(Extension(page))
}

/// How large the constant page is to be.
#[derive(Deserialize)]
struct Size {
    #[serde(default)]
    bytes: usize,
}

async fn constant_page(Query(size): Query<Size>) -> Html<String> {
    Html("x".repeat(size.bytes.min(LARGEST_CONSTANT)))
}

async fn show(State(demo): State<Arc<Demo>>, Extension(page): Extension<Page>) -> Response {
    let now = demo.clock.now();
    let local = age::local(now);
    let mut body = format!(
        "<p>Allt här är påhittat. Personnumren är Skatteverkets testnummer och tillhör ingen.</p>\
         <p class=\"actions\"><a href=\"/\" class=\"button\">Till Agera ombud</a> \
         <a href=\"{}\" class=\"button button-quiet\">Till BankID-appen som spelas</a> \
         <a href=\"{}\" class=\"button button-quiet\">Till sms och e-post som har kommit</a></p>\
         <p>Sms och e-post går inte till någon på riktigt, vilken adress du än skriver: allt \
         hamnar på en egen sida.</p>\
         <section><h2>Klockan</h2><p>Klockan är <time datetime=\"{}\">{}</time>.</p>\
         <form method=\"post\" action=\"{FORM}\" class=\"clock\">\
         <div class=\"field\"><label for=\"till\">Fram till</label>\
         <input type=\"datetime-local\" step=\"1\" id=\"till\" name=\"till\" value=\"{}\" required></div>\
         <button type=\"submit\" class=\"button\">Flytta klockan</button></form>\
         <div class=\"actions\">",
        escape(&demo.app_url),
        escape(&demo.messages_url),
        Moment::from(now).iso(),
        Moment::from(now).long(),
        field(local),
    );
    for (label, till) in jumps(local, &demo.turning_13) {
        jump(&mut body, &label, &field(till));
    }
    jump(&mut body, "Tillbaka till rätt tid", "");
    body.push_str("</div></section>");
    table(&mut body, "Vem du kan logga in som", &demo.people);
    table(&mut body, "Barn att lägga till", &demo.children);
    page.document("Demo", &body, Some(STYLE))
}

/// Where one often wants to go.
fn jumps(now: DateTime, turning_13: &[Date]) -> Vec<(String, DateTime)> {
    let eve = |day: Date| day.saturating_sub(1.day()).at(23, 59, 50, 0);
    let mut jumps = vec![
        ("Fram ett dygn".to_owned(), now.saturating_add(1.day())),
        (
            "Fram till strax före midnatt".to_owned(),
            now.date().at(23, 59, 50, 0),
        ),
    ];
    if let Some(day) = turning_13
        .iter()
        .copied()
        .filter(|day| eve(*day) > now)
        .min()
    {
        let label = format!("Fram till strax före 13-årsdagen {}", Day::from(day).long());
        jumps.push((label, eve(day)));
    }
    jumps
}

fn jump(body: &mut String, label: &str, till: &str) {
    let _ = write!(
        body,
        "<form method=\"post\" action=\"{FORM}\">\
         <input type=\"hidden\" name=\"till\" value=\"{till}\">\
         <button type=\"submit\" class=\"button button-quiet\">{label}</button></form>",
    );
}

/// A moment as the browser's field writes it.
fn field(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S").to_string()
}

fn table(body: &mut String, heading: &str, people: &[DemoPerson]) {
    let _ = write!(
        body,
        "<section><h2>{heading}</h2><div class=\"people\" tabindex=\"0\" role=\"region\" \
         aria-label=\"{heading}\"><table><thead><tr><th scope=\"col\">Namn</th>\
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
    body.push_str("</tbody></table></div></section>");
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
        return StatusCode::UNPROCESSABLE_ENTITY.into_response();
    }
    Redirect::to("/demo").into_response()
}

/// The instant when Swedish clocks show this.
fn instant(local: &str) -> Option<Timestamp> {
    let local: DateTime = local.parse().ok()?;
    local
        .to_zoned(age::zone())
        .ok()
        .map(|zoned| zoned.timestamp())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_clock_is_set_in_swedish_time() {
        let read = |text| instant(text).map(|at: Timestamp| at.to_string());

        assert_eq!(
            read("2026-11-23T23:59:50").as_deref(),
            Some("2026-11-23T22:59:50Z")
        );
        assert_eq!(
            read("2026-07-01T00:00").as_deref(),
            Some("2026-06-30T22:00:00Z")
        );
        assert_eq!(read("i morgon"), None);
    }

    #[test]
    fn one_can_go_to_the_eve_of_the_next_birthday() {
        let days = [date(2026, 11, 20), date(2027, 1, 1), date(2026, 11, 25)];
        let to = |now: DateTime| jumps(now, &days).pop().map(|(_, till)| till);

        let eve = date(2026, 11, 24).at(23, 59, 50, 0);
        assert_eq!(to(date(2026, 11, 21).at(12, 0, 0, 0)), Some(eve));
        assert_eq!(to(eve), Some(date(2026, 12, 31).at(23, 59, 50, 0)));
    }
}
