//! A document's content (`Attachment`): text that comes with it is shown, and nothing is fetched.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{GeneralPurposeConfig, STANDARD};

use crate::html;
use crate::node::Node;
use crate::references::Source;
use crate::report::{Code, Finding, Stop};

/// Longer texts are cut: no note is longer.
const LONGEST: usize = 200_000;

/// The content as plain text; none, and told so, where it is of a kind that can't be shown.
pub(crate) fn text<'a>(source: &Source<'a>, node: &Node<'a>) -> Result<Option<String>, Stop> {
    for part in ["size", "hash", "language", "creation", "title"] {
        node.take(part);
    }
    let kind = node.text("contentType")?.unwrap_or_default();
    let data = node.text("data")?;
    let left_out = |name: &str, why: &str| {
        source.say(Finding::warning(Code::NotSupported, node.at(name), why));
        Ok(None)
    };
    if node.text("url")?.is_some() && data.is_none() {
        return left_out(
            "url",
            "nothing is fetched: the content is not stored or shown",
        );
    }
    let Some(data) = data else {
        return Ok(None);
    };
    let essence = kind.split(';').next().unwrap_or_default().trim();
    let is_html = matches!(essence, "text/html" | "application/xhtml+xml");
    if !(is_html || essence == "text/plain") {
        let why = "content of this type is not stored or shown; that there is a document is";
        return left_out("contentType", why);
    }
    let Some(bytes) = decode(data) else {
        return Err(Stop::value(node.at("data"), "it is not base64"));
    };
    let Ok(text) = String::from_utf8(bytes) else {
        return left_out("data", "its text is not UTF-8: it is not stored or shown");
    };
    let text = text.trim_start_matches('\u{feff}');
    let mut text = if is_html {
        html::text(text)
    } else {
        html::tidy(text)
    };
    if let Some((cut, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(cut);
        let why = "it is longer than is taken: the rest is not stored or shown";
        source.say(Finding::warning(Code::TooLong, node.at("data"), why));
    }
    Ok(Some(text))
}

/// Base64 as FHIR has it: blanks may stand in it (FHIR R4 §2.24.0.1).
fn decode(data: &str) -> Option<Vec<u8>> {
    let lenient = GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent);
    let engine = GeneralPurpose::new(&base64::alphabet::STANDARD, lenient);
    let data: String = data.split_ascii_whitespace().collect();
    let strict = STANDARD.decode(&data);
    strict.or_else(|_| engine.decode(&data)).ok()
}
