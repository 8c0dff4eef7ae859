//! Files that go with a message: a guardian's photo, a unit's PDF. What is said here can be said
//! before a byte is sent; what a file really holds, `service::attachment` tells.

mod file_name;

use serde::{Deserialize, Serialize};

use crate::form::FieldError;
use crate::id::AttachmentId;

pub use file_name::{FileName, MAX_NAME};

#[cfg(test)]
mod tests;

/// The most bytes that one file may have: what any system calls 10 MB.
pub const MAX_BYTES: usize = 10 * 1024 * 1024;

/// The most files that one message may have.
pub const MAX_FILES: usize = 5;

/// The field of files in forms.
pub const FIELD: &str = "bilaga";

/// For a file field's `accept`: the kinds that [`AttachmentKind`] has, JPEG first, which is what a
/// phone or a Mac then makes of a HEIC photo.
pub const ACCEPT: &str = "image/jpeg,image/png,application/pdf";

/// What a file is, by its content. These alone can be shown by every browser, and cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentKind {
    /// A photo.
    Jpeg,
    /// A picture of the screen.
    Png,
    /// A document.
    Pdf,
}

impl AttachmentKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Jpeg, Self::Png, Self::Pdf];

    /// The kind of a file that starts with these bytes (8 are enough), whatever it is called.
    pub fn of(start: &[u8]) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|kind| start.starts_with(kind.signature()))
    }

    /// The bytes that every file of this kind starts with.
    fn signature(self) -> &'static [u8] {
        match self {
            Self::Jpeg => b"\xff\xd8\xff",
            Self::Png => b"\x89PNG\r\n\x1a\n",
            Self::Pdf => b"%PDF-",
        }
    }

    /// The word for it in the database.
    pub fn word(self) -> &'static str {
        match self {
            Self::Jpeg => "jpeg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// The kind with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// The end of its files' names, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Pdf => "pdf",
        }
    }

    /// For `Content-Type`.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Pdf => "application/pdf",
        }
    }

    /// Whether it can be shown as a picture.
    pub fn is_image(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png)
    }
}

/// A file that goes with a message, without its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    /// The file.
    pub id: AttachmentId,
    /// What it is called.
    pub name: FileName,
    /// What it is.
    pub kind: AttachmentKind,
    /// How many bytes it has.
    pub size: u32,
}

/// Why a file does not go with a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AttachmentError {
    /// More than [`MAX_FILES`].
    TooMany,
    /// Not a byte in it.
    Empty,
    /// More than [`MAX_BYTES`].
    TooLarge,
    /// None of the kinds, or a variant of one that browsers don't show.
    Kind,
    /// Cut off, broken, or not to be checked.
    Damaged,
    /// A picture whose pixels would fill a device's memory.
    TooManyPixels,
    /// An encrypted PDF: it can't be checked, and others could not open it.
    Locked,
    /// A PDF that runs something, opens something or carries other files.
    Active,
}

impl AttachmentError {
    /// Every reason.
    pub const ALL: [Self; 8] = [
        Self::TooMany,
        Self::Empty,
        Self::TooLarge,
        Self::Kind,
        Self::Damaged,
        Self::TooManyPixels,
        Self::Locked,
        Self::Active,
    ];
}

/// Whether a message may have so many files.
pub fn check_count(files: usize) -> Result<(), AttachmentError> {
    if files > MAX_FILES {
        Err(AttachmentError::TooMany)
    } else {
        Ok(())
    }
}

/// Whether a file may have so many bytes.
pub fn check_size(bytes: u64) -> Result<(), AttachmentError> {
    match usize::try_from(bytes) {
        Ok(0) => Err(AttachmentError::Empty),
        Ok(1..=MAX_BYTES) => Ok(()),
        _ => Err(AttachmentError::TooLarge),
    }
}

/// What is wrong with one of the files that were chosen: the `nth`, from 0.
pub fn wrong_file(nth: usize, error: AttachmentError) -> FieldError {
    FieldError {
        field: format!("{FIELD}-{}", nth + 1),
        code: error.into(),
    }
}

/// Which of the files it is about that were chosen, from 0; none where it is about all of them, or
/// about another field.
pub fn nth_of(field: &str) -> Option<usize> {
    let nth = field.strip_prefix(FIELD)?.strip_prefix('-')?;
    nth.parse::<usize>().ok()?.checked_sub(1)
}

/// What can be told to be wrong with files of these sizes before a byte is sent.
pub fn check_chosen(sizes: impl IntoIterator<Item = u64>) -> Vec<FieldError> {
    let mut errors = Vec::new();
    let mut files = 0;
    for (nth, bytes) in sizes.into_iter().enumerate() {
        files = nth + 1;
        errors.extend(check_size(bytes).err().map(|error| wrong_file(nth, error)));
    }
    if let Err(error) = check_count(files) {
        errors.extend(crate::form::wrong(FIELD, error.into()));
    }
    errors
}
