//! Files that go with a message: what they are by their content, and what is left of them before
//! they are kept. Pure functions over bytes, for files from anyone: they end, they don't panic, and
//! they need at most a few times the file's size.
//!
//! Photos lose all that is not the picture: place, time, device, comments, thumbnails, and whatever
//! hangs after the picture's end. The pixels' data is not touched. PDFs are kept as they are or
//! refused; `docs/decisions/0007-attachments.md` says what is looked for and what can't be seen.

mod bytes;
mod exif;
mod jpeg;
mod pdf;
mod png;

#[cfg(test)]
mod tests;

use std::fmt;

use domain::attachment::{AttachmentError, AttachmentKind, FileName, check_size};
use domain::form::FieldErrors;
use sha2::{Digest, Sha256};

/// The most pixels of a picture: twice what phones take, and 400 MB in a browser's memory.
const MAX_PIXELS: u64 = 100_000_000;

/// A file that may be kept and given to others. Made only by [`accept`].
#[derive(Clone, PartialEq, Eq)]
pub struct Clean {
    name: FileName,
    kind: AttachmentKind,
    bytes: Vec<u8>,
}

impl Clean {
    /// What it is called.
    pub fn name(&self) -> &FileName {
        &self.name
    }

    /// What it is.
    pub fn kind(&self) -> AttachmentKind {
        self.kind
    }

    /// What is left of it.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What tells whether the bytes are still the same.
    pub fn sha256(&self) -> [u8; 32] {
        sha256(&self.bytes)
    }

    /// What is left of it.
    pub fn into_bytes(self) -> Vec<u8> {
        self.bytes
    }
}

impl fmt::Debug for Clean {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Clean")
            .field("kind", &self.kind)
            .field("bytes", &self.bytes.len())
            .finish_non_exhaustive()
    }
}

/// The files that came with a form, or what is wrong with them.
pub type Files = Result<Vec<Clean>, FieldErrors>;

/// A form and the files that came with it; or all that is wrong with either, the form first.
pub(crate) fn with_files<T>(
    form: Result<T, FieldErrors>,
    files: Files,
) -> Result<(T, Vec<Clean>), FieldErrors> {
    match (form, files) {
        (Ok(form), Ok(files)) => Ok((form, files)),
        (Ok(_), Err(wrong)) | (Err(wrong), Ok(_)) => Err(wrong),
        (Err(wrong), Err(files)) => Err([wrong, files].concat()),
    }
}

/// What tells whether the bytes are still the same.
pub(crate) fn sha256(bytes: &[u8]) -> [u8; 32] {
    Sha256::digest(bytes).into()
}

/// Cleans a file that was sent, or says why it can't be taken. What it is said to be, by its name
/// or its declared type, decides nothing.
///
/// Takes up to some tenths of a second for the largest: on a server, a thread for blocking work.
pub fn accept(name: &str, bytes: &[u8]) -> Result<Clean, AttachmentError> {
    check_size(bytes.len() as u64)?;
    let kind = AttachmentKind::of(bytes).ok_or(AttachmentError::Kind)?;
    let bytes = match kind {
        AttachmentKind::Jpeg => jpeg::clean(bytes)?,
        AttachmentKind::Png => png::clean(bytes)?,
        AttachmentKind::Pdf => pdf::check(bytes)?.to_vec(),
    };
    Ok(Clean {
        name: FileName::clean(name, kind),
        kind,
        bytes,
    })
}

/// Whether a picture of this size can be shown: it has pixels, and not too many.
fn check_pixels(width: u32, height: u32) -> Result<(), AttachmentError> {
    match u64::from(width) * u64::from(height) {
        0 => Err(AttachmentError::Damaged),
        1..=MAX_PIXELS => Ok(()),
        _ => Err(AttachmentError::TooManyPixels),
    }
}
