//! What the page says.

use axum::response::Html;
use jiff::tz::TimeZone;

use super::page::{HOME, TROUBLE};
use super::world::{Arrival, Message, Trouble};
use crate::look::{self, Played, escape};

static ZONE: TimeZone = jiff::tz::get!("Europe/Stockholm");

const PLAYED: Played = Played {
    name: "Sms och e-post",
    home: HOME,
};

/// What came, newest first, and the switches for outages.
pub(super) fn home(
    arrivals: &[Arrival],
    sms: Option<Trouble>,
    mail: Option<Trouble>,
) -> Html<String> {
    let list: String = match arrivals {
        [] => "<p>Inget har kommit än.</p>".to_owned(),
        some => some.iter().rev().map(article).collect(),
    };
    let content = format!(
        "<p>Den här sidan spelar allas mobiler och brevlådor. Inget skickas på riktigt.</p>\
         <p><a href=\"{HOME}\">Uppdatera sidan</a></p>\
         <h2>Det senaste först</h2>{list}\
         <details><summary>Simulera en driftstörning</summary>\
         <form method=\"post\" action=\"{TROUBLE}\">{}{}<button>Byt</button></form></details>",
        choice("sms", "Sms", sms),
        choice("mail", "E-post", mail),
    );
    look::page(&PLAYED, "Det som har kommit", &content)
}

/// There is no such page.
pub(super) fn not_found() -> Html<String> {
    let content = format!("<p><a href=\"{HOME}\">Till det som har kommit</a></p>");
    look::page(&PLAYED, "Sidan finns inte", &content)
}

fn article(arrival: &Arrival) -> String {
    let (title, from, text, note) = match &arrival.message {
        Message::Sms(sms) => (
            format!("Sms till {}", sms.to),
            sms.from.clone(),
            paragraphs(&sms.text),
            if sms.dontlog {
                "<p class=\"quiet\">Hemligt: sms-tjänsten ombads att inte spara texten.</p>"
            } else {
                ""
            },
        ),
        Message::Mail(mail) => (
            format!("E-post till {}", mail.to.join(", ")),
            mail.header("From").unwrap_or_else(|| mail.from.clone()),
            format!(
                "<p><strong>{}</strong></p>{}",
                escape(&mail.subject()),
                paragraphs(&mail.text())
            ),
            "",
        ),
    };
    let number = arrival.number;
    format!(
        "<article class=\"shown\" aria-labelledby=\"m{number}\"><h3 id=\"m{number}\">{}</h3>\
         <p class=\"quiet\">Från {} <time datetime=\"{}\">{}</time></p>{text}{note}</article>",
        escape(&title),
        escape(&from),
        arrival.at,
        arrival
            .at
            .to_zoned(ZONE.clone())
            .strftime("%Y-%m-%d kl. %H.%M.%S"),
    )
}

fn paragraphs(text: &str) -> String {
    let paragraph = |text: &str| format!("<p>{}</p>", escape(text).replace('\n', "<br>"));
    let parts = text.split("\n\n").map(str::trim);
    parts
        .filter(|part| !part.is_empty())
        .map(paragraph)
        .collect()
}

const TROUBLES: [(Option<Trouble>, &str, &str); 5] = [
    (None, "", "Som vanligt"),
    (Some(Trouble::Refuse), "refuse", "Alla adresser vägras"),
    (Some(Trouble::Fail), "fail", "Tillfälligt fel"),
    (Some(Trouble::Hang), "hang", "Inget svar, inget kommer fram"),
    (Some(Trouble::Drop), "drop", "Kommer fram, men inget svar"),
];

fn choice(name: &str, label: &str, now: Option<Trouble>) -> String {
    let options: Vec<_> = TROUBLES
        .iter()
        .map(|(trouble, value, text)| {
            let selected = if *trouble == now { " selected" } else { "" };
            format!("<option value=\"{value}\"{selected}>{text}</option>")
        })
        .collect();
    format!(
        "<label for=\"{name}\">{label}</label>\
         <select id=\"{name}\" name=\"{name}\">{}</select>",
        options.concat()
    )
}
