//! The look of the app's pages.

use axum::response::Html;

const STYLE: &str = include_str!("app.css");

/// A whole page around this content, which must be safe HTML.
pub(super) fn page(title: &str, content: &str) -> Html<String> {
    Html(format!(
        "<!doctype html><html lang=\"sv\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta name=\"robots\" content=\"noindex\"><link rel=\"icon\" href=\"data:,\">\
         <title>{title} – BankID-appen (simulator)</title><style>{STYLE}</style></head><body>\
         <header><a href=\"/app\">BankID-appen</a>\
         <strong>Simulator – bara test och demo</strong></header>\
         <main><h1>{title}</h1>{content}</main></body></html>",
        title = escape(title),
    ))
}

/// The text, safe inside an element or a quoted attribute.
pub(super) fn escape(text: &str) -> String {
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
