//! Small whole files of each kind, made here, and what becomes of them.

mod any;
mod jpeg;
mod kinds;
mod pdf;
mod png;

use domain::attachment::{AttachmentError, AttachmentKind};

use super::accept;

/// What is left of the file.
fn cleaned(bytes: &[u8]) -> Vec<u8> {
    accept("fil", bytes).unwrap().into_bytes()
}

/// Why the file is refused.
fn refused(bytes: &[u8]) -> AttachmentError {
    accept("fil", bytes).unwrap_err()
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|found| found == wanted)
}

/// The file with the first `old` replaced.
fn replaced(bytes: &[u8], old: &[u8], new: &[u8]) -> Vec<u8> {
    let at = bytes
        .windows(old.len())
        .position(|found| found == old)
        .unwrap();
    [&bytes[..at], new, &bytes[at + old.len()..]].concat()
}
