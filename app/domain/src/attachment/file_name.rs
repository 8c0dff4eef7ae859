//! What a file is called when it is shown and saved.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::AttachmentKind;
use crate::hidden::Hidden;

/// The most characters that a file's name may have, its extension included.
pub const MAX_NAME: usize = 100;

/// The endings that are dropped from a name before the right one is put there.
const KNOWN: [&str; 14] = [
    "jpg", "jpeg", "jpe", "jfif", "png", "pdf", "heic", "heif", "webp", "gif", "bmp", "tif",
    "tiff", "avif",
];

/// A file's name: no folders, nothing invisible, at most [`MAX_NAME`] characters, and the ending
/// of its kind. Hidden in debug output: people name files after people.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FileName(String);

impl FileName {
    /// The name that comes closest to what the sender called it. A cleaned name stays as it is.
    ///
    /// ```
    /// # use domain::attachment::{AttachmentKind, FileName};
    /// let name = FileName::clean(r"C:\Bilder\Utslag.HEIC", AttachmentKind::Jpeg);
    /// assert_eq!(name.as_str(), "Utslag.jpg");
    /// ```
    pub fn clean(sent: &str, kind: AttachmentKind) -> Self {
        let last = sent.rsplit(['/', '\\']).next().unwrap_or_default();
        let seen: String = last.chars().filter_map(shown).collect();
        let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
        let room = MAX_NAME - 1 - kind.extension().len();
        let cut: String = stem(&words).chars().take(room).collect();
        // Cutting may have bared a space, a dot or an ending.
        let stem = match stem(&cut) {
            "" if kind.is_image() => "bild",
            "" => "dokument",
            stem => stem,
        };
        Self(format!("{stem}.{}", kind.extension()))
    }

    /// As it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for FileName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("FileName").field(&Hidden).finish()
    }
}

/// The name without the endings of known kinds, and without blanks and dots around it.
fn stem(name: &str) -> &str {
    let loose = |c: char| c == '.' || c.is_whitespace();
    let mut name = name.trim_end_matches(loose);
    while let Some((before, ending)) = name.rsplit_once('.') {
        if !KNOWN.iter().any(|known| ending.eq_ignore_ascii_case(known)) {
            break;
        }
        name = before.trim_end_matches(loose);
    }
    name.trim_start_matches(loose)
}

/// What stands for a character in a name: itself, `_` where systems don't allow it in file names,
/// or nothing where it can't be seen or turns the direction of what follows.
fn shown(c: char) -> Option<char> {
    match c {
        '"' | '*' | ':' | '<' | '>' | '?' | '|' => Some('_'),
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => Some(' '),
        '\u{ad}'
        | '\u{61c}'
        | '\u{180e}'
        | '\u{200b}'
        | '\u{200e}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e007f}' => None,
        c if c.is_control() => None,
        c => Some(c),
    }
}
