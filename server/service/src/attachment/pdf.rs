//! Documents (ISO 32000-2). A PDF can't be cleaned without writing it anew, so it is checked and
//! kept byte for byte, but for what follows its last `%%EOF`; or it is refused.
//!
//! The check does not follow the document's structure, which two readers may understand
//! differently: it looks for names ([`names`]) anywhere in the bytes, and in every stream that can
//! hold objects ([`streams`]), whether something refers to it or not.

mod names;
mod streams;
mod tokens;

use domain::attachment::AttachmentError;

/// How far from the end a reader looks for `%%EOF` and `startxref`.
const TAIL: usize = 1024;

const EOF: &[u8] = b"%%EOF";
const STARTXREF: &[u8] = b"startxref";

/// The document up to its end, if it is whole and nothing in it is refused.
pub(super) fn check(document: &[u8]) -> Result<&[u8], AttachmentError> {
    let document = whole(document).ok_or(AttachmentError::Damaged)?;
    names::check_anywhere(document)?;
    // Every document has one, in its trailer, which is never compressed.
    if !names::contains(document, b"Root") {
        return Err(AttachmentError::Damaged);
    }
    streams::check(document)?;
    Ok(document)
}

/// The document up to and with its last `%%EOF` and that line's end, if it has a version at its
/// start and a table of its objects at its end.
fn whole(document: &[u8]) -> Option<&[u8]> {
    let version = document.strip_prefix(b"%PDF-")?.get(..3)?;
    if !matches!(version, [b'1' | b'2', b'.', b'0'..=b'9']) {
        return None;
    }
    let end = last(document, EOF)?;
    // An older revision's end, of a newer one that was cut off, is not the document's.
    if document.len() - end > TAIL {
        return None;
    }
    let body = &document[..end];
    let table = last(body, STARTXREF)?;
    let number = body[table + STARTXREF.len()..].trim_ascii();
    let offset: usize = std::str::from_utf8(number).ok()?.parse().ok()?;
    if end - table > TAIL || offset >= table {
        return None;
    }
    let after = &document[end + EOF.len()..];
    let line_end = match after {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    Some(&document[..end + EOF.len() + line_end])
}

/// Where `wanted` stands for the last time.
fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes
        .windows(wanted.len())
        .rposition(|found| found == wanted)
}
