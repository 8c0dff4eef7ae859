//! Object streams (ISO 32000-2 §7.5.7): compressed streams that hold further objects. Every one
//! that stands in the file is opened; one that can't be opened is refused with its document.

use std::io::Read as _;

use domain::attachment::AttachmentError;
use flate2::read::ZlibDecoder;

use super::names::{self, Name};
use super::tokens::{self, Token};
use crate::attachment::bytes::Bytes;

/// What one may unfold to: writers put a hundred or some hundreds of objects in each.
const MAX_UNFOLDED: usize = 16 << 20;

/// What all of them may unfold to.
const MAX_UNFOLDED_TOGETHER: usize = 64 << 20;

/// What one counts for at least: opening it takes time.
const LEAST_UNFOLDED: usize = 8 << 10;

/// How many bytes of dictionaries are read, for each byte of the document. An ordinary document's
/// don't overlap, and so need one.
const READ_FACTOR: usize = 2;

/// Refuses a document if a refused name stands in one of its dictionaries or object streams.
pub(super) fn check(document: &[u8]) -> Result<(), AttachmentError> {
    let mut to_read = document.len() * READ_FACTOR;
    let mut to_unfold = MAX_UNFOLDED_TOGETHER;
    for start in objects(document) {
        let mut rest = Bytes(&document[start..]);
        tokens::skip_blanks(&mut rest);
        if rest.0.starts_with(b"<<") {
            let dictionary = Dictionary::read(&mut rest)?;
            tokens::skip_blanks(&mut rest);
            if let Some(data) = rest.0.strip_prefix(b"stream")
                && dictionary.may_hold_objects()
            {
                to_unfold = open(&dictionary, data, to_unfold)?;
            }
        }
        // What is read twice counts twice: objects in objects in objects would take hours.
        let read = document.len() - start - rest.0.len();
        to_read = to_read.checked_sub(read).ok_or(AttachmentError::Damaged)?;
    }
    Ok(())
}

/// Where the objects start: after each `obj` that is not the end of `endobj`.
fn objects(document: &[u8]) -> impl Iterator<Item = usize> {
    let words = document.windows(3).enumerate();
    words
        .filter(|(at, word)| *word == b"obj" && !document[..*at].ends_with(b"end"))
        .map(|(at, _)| at + 3)
}

/// Looks at what a stream unfolds to. Its declared length decides nothing.
fn open(dictionary: &Dictionary, data: &[u8], to_unfold: usize) -> Result<usize, AttachmentError> {
    match dictionary.coding {
        Coding::Plain => return Ok(to_unfold), // It has been looked at as it stands.
        Coding::Flate => {}
        Coding::Unknown | Coding::Other => return Err(AttachmentError::Damaged),
    }
    let mut data = Bytes(data);
    data.skip_while(tokens::is_blank); // None of them can begin compressed data (RFC 1950 §2.2).
    let limit = to_unfold.min(MAX_UNFOLDED);
    let mut unfolded = Vec::new();
    ZlibDecoder::new(data.0)
        .take(limit as u64 + 1)
        .read_to_end(&mut unfolded)
        .map_err(|_| AttachmentError::Damaged)?;
    if unfolded.len() > limit {
        return Err(AttachmentError::Damaged);
    }
    names::check_objects(&unfolded)?;
    to_unfold
        .checked_sub(unfolded.len().max(LEAST_UNFOLDED))
        .ok_or(AttachmentError::Damaged)
}

/// How a stream's data is coded.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Coding {
    #[default]
    Plain,
    /// In a way that is told elsewhere.
    Unknown,
    /// Compressed once, in the usual way.
    Flate,
    Other,
}

/// What a dictionary, or one within it, says of its stream.
#[derive(Default)]
struct Dictionary {
    /// Whether it has what an object stream needs: where the first object is, and how many.
    first: bool,
    count: bool,
    coding: Coding,
}

impl Dictionary {
    /// Reads up to and with the `>>` that ends it.
    fn read(rest: &mut Bytes<'_>) -> Result<Self, AttachmentError> {
        let mut dictionary = Self::default();
        let mut depth = 0_usize;
        loop {
            match tokens::next(rest).ok_or(AttachmentError::Damaged)? {
                Token::Open => depth += 1,
                Token::Close => depth -= 1,
                Token::Name(name) => {
                    name.check()?;
                    dictionary.note(&name);
                }
                Token::Other => {}
            }
            if depth == 0 {
                return Ok(dictionary);
            }
        }
    }

    fn note(&mut self, name: &Name) {
        match name.text() {
            b"ObjStm" => (self.first, self.count) = (true, true),
            b"First" => self.first = true,
            b"N" => self.count = true,
            b"Filter" if self.coding == Coding::Plain => self.coding = Coding::Unknown,
            b"FlateDecode" | b"Fl" => {
                self.coding = match self.coding {
                    Coding::Plain | Coding::Unknown => Coding::Flate,
                    Coding::Flate | Coding::Other => Coding::Other,
                }
            }
            b"Predictor" | b"Crypt" | b"AHx" | b"A85" | b"LZW" | b"RL" | b"CCF" | b"DCT" => {
                self.coding = Coding::Other;
            }
            name if name.ends_with(b"Decode") => self.coding = Coding::Other,
            _ => {}
        }
    }

    /// By its type, or without one: not all readers ask for it.
    fn may_hold_objects(&self) -> bool {
        self.first && self.count
    }
}
