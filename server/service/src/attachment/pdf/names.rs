//! The names that stand for what is refused, written with or without `#` codes (ISO 32000-2
//! §7.3.5).

use domain::attachment::AttachmentError;

use super::tokens::is_regular;

/// Longer than any name that is looked for.
const LONGEST: usize = 20;

/// The shortest name that is looked for anywhere; pictures' bytes may spell a shorter one by chance.
const SHORTEST_ANYWHERE: usize = 5;

/// Refuses a file in which one of the names stands anywhere: in an object, a string, a comment or
/// a stream's bytes, because a wrong table of objects can make a reader look for objects there.
pub(super) fn check_anywhere(file: &[u8]) -> Result<(), AttachmentError> {
    all(file)
        .filter(|name| name.text().len() >= SHORTEST_ANYWHERE)
        .try_for_each(|name| name.check())
}

/// Refuses objects in which one of the names stands.
pub(super) fn check_objects(objects: &[u8]) -> Result<(), AttachmentError> {
    all(objects).try_for_each(|name| name.check())
}

/// Whether this name stands in the bytes.
pub(super) fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    all(bytes).any(|name| name.text() == wanted)
}

/// A name, decoded, up to [`LONGEST`] bytes.
#[derive(Clone, Copy)]
pub(super) struct Name {
    bytes: [u8; LONGEST],
    length: usize,
}

impl Name {
    /// The name that these bytes start with, which follow a slash.
    pub(super) fn read(mut rest: &[u8]) -> Self {
        let mut name = Self {
            bytes: [0; LONGEST],
            length: 0,
        };
        while let Some(room) = name.bytes.get_mut(name.length) {
            let (byte, after) = match rest {
                [b'#', high, low, after @ ..] => match (hex(*high), hex(*low)) {
                    (Some(high), Some(low)) => (high << 4 | low, after),
                    _ => (b'#', &rest[1..]),
                },
                [byte, after @ ..] if is_regular(*byte) => (*byte, after),
                _ => break,
            };
            *room = byte;
            name.length += 1;
            rest = after;
        }
        name
    }

    /// Refuses encryption; actions that run or send something or open other files; and what holds
    /// other files or programs. `OpenAction` and `AA` are not among them: many harmless documents
    /// have them (which page is shown first), and what they may do is.
    pub(super) fn check(&self) -> Result<(), AttachmentError> {
        match self.text() {
            b"Encrypt" => Err(AttachmentError::Locked),
            b"JavaScript" | b"Launch" | b"SubmitForm" | b"ImportData" | b"GoToE" | b"GoToR"
            | b"Rendition" | b"RichMedia" | b"RichMediaExecute" | b"EmbeddedFile"
            | b"EmbeddedFiles" | b"FileAttachment" | b"Filespec" | b"XFA" => {
                Err(AttachmentError::Active)
            }
            _ => Ok(()),
        }
    }

    pub(super) fn text(&self) -> &[u8] {
        &self.bytes[..self.length]
    }
}

fn all(bytes: &[u8]) -> impl Iterator<Item = Name> {
    let slashes = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'/');
    slashes.map(|(at, _)| Name::read(&bytes[at + 1..]))
}

fn hex(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}
