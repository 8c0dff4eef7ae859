//! The configuration as `agera-ombud config check` prints it: itself a configuration file.

use std::fmt::Write as _;

use super::reader::Shown;

/// Every value with its source; a key with no value is commented out.
pub(super) fn toml(shown: &[Shown]) -> String {
    let lines: Vec<_> = shown.iter().map(|one| (line(one), one)).collect();
    let width = lines.iter().map(|(text, _)| text.chars().count()).max();
    let width = width.unwrap_or_default();
    let mut out = String::new();
    let mut section = "";
    for (text, one) in &lines {
        let here = one
            .key
            .path
            .split_once('.')
            .map_or("", |(section, _)| section);
        if here != section {
            section = here;
            let _ = write!(out, "\n[{section}]\n");
        }
        let _ = writeln!(out, "{text:width$}  # {}", one.place);
    }
    out
}

fn line(shown: &Shown) -> String {
    let name = shown.key.path.rsplit('.').next().unwrap_or_default();
    match &shown.text {
        None => format!("# {name} ="),
        Some(text) if is_number(text) => format!("{name} = {text}"),
        Some(text) if shown.key.secret => format!("{name} = {:?}", hidden(text)),
        Some(text) => format!("{name} = {text:?}"),
    }
}

/// Whether TOML has it as a number that is written in the same way.
fn is_number(text: &str) -> bool {
    let number: Option<u32> = text.parse().ok();
    number.is_some_and(|number| number.to_string() == text)
}

/// A database's address without its password.
fn hidden(url: &str) -> String {
    if url.starts_with("sqlite:") {
        return url.to_owned();
    }
    let Some((scheme, rest)) = url.split_once("://") else {
        return "…".to_owned();
    };
    let (address, query) = rest.split_once('?').unwrap_or((rest, ""));
    let address = match address.rsplit_once('@') {
        None => address.to_owned(),
        Some((user, place)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{user}:…@{place}")
        }
    };
    let query = if query.is_empty() { "" } else { "?…" };
    format!("{scheme}://{address}{query}")
}
