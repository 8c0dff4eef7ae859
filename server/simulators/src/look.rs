//! The look that all simulators' pages have.

use axum::response::Html;

const STYLE: &str = include_str!("look.css");

/// What is played, and where its page begins.
pub(crate) struct Played {
    pub(crate) name: &'static str,
    pub(crate) home: &'static str,
}

/// A whole page around this content, which must be safe HTML.
pub(crate) fn page(played: &Played, title: &str, content: &str) -> Html<String> {
    let Played { name, home } = played;
    Html(format!(
        "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\">\
         <title>{title} – {name} (simulator)</title><style>{STYLE}</style></head><body>\
         <header><a href=\"{home}\">{name}</a>\
         <strong>Simulator – bara test och demo</strong></header>\
         <main><h1>{title}</h1>{content}</main></body></html>",
        title = escape(title),
    ))
}

/// The text, safe inside an element or a quoted attribute.
pub(crate) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => safe += "&amp;",
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '"' => safe += "&quot;",
            '\'' => safe += "&#39;",
            other => safe.push(other),
        }
    }
    safe
}
