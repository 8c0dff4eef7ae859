//! Reads TOML, and tells what is wrong by line.

use serde::de::DeserializeOwned;

use crate::error::SeedError;

/// Reads a whole file.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, SeedError> {
    toml::from_str(text).map_err(|error| SeedError::Format {
        line: line_at(text, error.span().map_or(0, |span| span.start)),
        what: harmless(error.message()),
    })
}

/// Reads one of the demo's files.
pub fn parse_own<T: DeserializeOwned>(file: &'static str, text: &str) -> Result<T, SeedError> {
    parse(text).map_err(|error| SeedError::Data {
        file,
        what: error.to_string(),
    })
}

/// The line, from 1, that the byte at `offset` stands on.
pub fn line_at(text: &str, offset: usize) -> usize {
    1 + text
        .bytes()
        .take(offset)
        .filter(|byte| *byte == b'\n')
        .count()
}

/// The reader's own message where it only names fields of the format; else one without what was
/// written there, which may be a name or a number.
fn harmless(message: &str) -> String {
    let first = message.lines().next().unwrap_or_default();
    let names_fields = [
        "missing field",
        "unknown field",
        "duplicate field",
        "duplicate key",
        "an identifier is written as",
    ]
    .iter()
    .any(|start| first.starts_with(start));
    if names_fields && !first.bytes().any(|byte| byte.is_ascii_digit()) {
        first.to_owned()
    } else {
        "not as the format wants it".to_owned()
    }
}
