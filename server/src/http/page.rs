//! Pages that the server writes itself, where the app can't: plain, and always there.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// How such a page looks: the site's own style sheet.
#[derive(Clone, Debug)]
pub struct Page {
    style: Arc<str>,
}

impl Page {
    /// With the style sheet at this address.
    pub fn new(style: String) -> Self {
        Self {
            style: style.into(),
        }
    }

    /// A page that tells of an error. `wait`: seconds, where there is something to wait for.
    pub(super) fn error(&self, status: StatusCode, wait: u32, incident: Option<&str>) -> Response {
        let (title, text) = words(status);
        let mut body = format!("<p>{text}</p>");
        if status == StatusCode::TOO_MANY_REQUESTS {
            let _ = write!(body, "<p>Försök igen om {}.</p>", minutes(wait));
        }
        if let Some(incident) = incident {
            let _ = write!(body, "<p>Felnummer: <strong>{incident}</strong></p>");
        }
        body.push_str(
            "<p class=\"actions\"><a href=\"/\" class=\"button\">Till startsidan</a></p>",
        );
        let mut response = (status, self.document(title, &body, None)).into_response();
        if status == StatusCode::TOO_MANY_REQUESTS {
            response
                .headers_mut()
                .insert(header::RETRY_AFTER, wait.into());
        }
        response
    }

    /// A whole document. `body` is HTML, and so must have been escaped; `style`: the address of one
    /// more style sheet.
    pub fn document(&self, title: &str, body: &str, style: Option<&str>) -> Response {
        let more = style.map(|style| format!("<link rel=\"stylesheet\" href=\"{style}\">"));
        let html = format!(
            "<!DOCTYPE html><html lang=\"sv\" data-theme=\"auto\"><head><meta charset=\"utf-8\">\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
             <meta name=\"color-scheme\" content=\"light dark\">\
             <title>{title} – Agera ombud</title>\
             <link rel=\"icon\" href=\"/icon.svg\" type=\"image/svg+xml\">\
             <link rel=\"stylesheet\" href=\"{}\">{}</head>\
             <body><header class=\"top\"><div class=\"top-inner\">\
             <a href=\"/\" class=\"wordmark\">Agera ombud</a></div></header>\
             <div class=\"frame\"><main id=\"innehall\"><div class=\"page\">\
             <header class=\"page-head\"><h1>{title}</h1></header>{body}\
             </div></main></div></body></html>",
            self.style,
            more.unwrap_or_default(),
        );
        let headers = [
            (
                header::CONTENT_TYPE,
                HeaderValue::from_static("text/html; charset=utf-8"),
            ),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        (headers, html).into_response()
    }
}

/// The text with what HTML would read as its own taken out.
pub fn escape(text: &str) -> String {
    text.chars().fold(String::new(), |mut out, letter| {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}

fn words(status: StatusCode) -> (&'static str, &'static str) {
    match status {
        StatusCode::FORBIDDEN => (
            "Det gick inte att skicka",
            "Formuläret kom inte från en av våra sidor. Gå till startsidan och försök igen.",
        ),
        StatusCode::NOT_FOUND | StatusCode::METHOD_NOT_ALLOWED => (
            "Sidan finns inte",
            "Adressen kan vara fel, eller så har sidan tagits bort.",
        ),
        StatusCode::PAYLOAD_TOO_LARGE => (
            "Det var för mycket på en gång",
            "Det du skickade är större än vad vi kan ta emot. Korta ner texten och försök igen.",
        ),
        StatusCode::TOO_MANY_REQUESTS => (
            "För många försök",
            "Du har försökt många gånger på kort tid.",
        ),
        StatusCode::SERVICE_UNAVAILABLE => (
            "Tjänsten svarar inte just nu",
            "Det beror på oss och inte på dig. Det du redan har skickat finns kvar. \
             Försök igen om en stund. Behöver du vård nu kan du ringa 1177.",
        ),
        status if status.is_server_error() => (
            "Något gick fel",
            "Det beror på oss och inte på dig. Det du redan har skickat finns kvar. \
             Försök igen om en stund. Kommer felet tillbaka kan du uppge felnumret.",
        ),
        _ => (
            "Det gick inte att läsa formuläret",
            "Gå tillbaka till sidan, ladda om den och försök igen.",
        ),
    }
}

fn minutes(seconds: u32) -> String {
    match seconds.div_ceil(60) {
        0 | 1 => "en minut".to_owned(),
        more => format!("{more} minuter"),
    }
}
