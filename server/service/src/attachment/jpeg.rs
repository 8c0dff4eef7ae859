//! Photos (ITU-T T.81): what the picture is made of is copied, the rest is left out.
//!
//! What is copied: tables, frame and scans; JFIF without its thumbnail, the colour profile, Adobe's
//! colour transform, and which way is up. Each is checked for its length, so that nothing hides in
//! it. What is left out: every other application segment (EXIF, XMP, IPTC, MPF), comments, bytes
//! between segments, and everything after the end (a second picture, a film, a ZIP file).

use domain::attachment::AttachmentError;

use super::bytes::Bytes;
use super::check_pixels;
use super::exif::Orientation;

/// More scans than any encoder makes; each costs a browser a pass over the whole picture.
const MAX_SCANS: usize = 100;

// Markers, T.81 table B.1.
const SOI: u8 = 0xd8;
const EOI: u8 = 0xd9;
const SOS: u8 = 0xda;
const DHT: u8 = 0xc4;
const DQT: u8 = 0xdb;
const DRI: u8 = 0xdd;
const APP0: u8 = 0xe0;
const APP1: u8 = 0xe1;
const APP2: u8 = 0xe2;
const APP14: u8 = 0xee;

const JFIF: &[u8] = b"JFIF\0";
const EXIF: &[u8] = b"Exif\0";
const ICC: &[u8] = b"ICC_PROFILE\0";
const ADOBE: &[u8] = b"Adobe";

/// The photo without what is not its picture.
pub(super) fn clean(photo: &[u8]) -> Result<Vec<u8>, AttachmentError> {
    let mut rest = Bytes(photo);
    rest.take(2)?;
    let mut cleaner = Cleaner::new(photo.len());
    loop {
        match next_marker(&mut rest)? {
            EOI => return cleaner.end(),
            // They stand alone, and mean nothing here.
            0x00 | 0x01 | 0xd0..=0xd7 => {}
            SOS => {
                let header = segment(&mut rest)?;
                cleaner.scan(header, scan_data(&mut rest)?)?;
            }
            marker => {
                let content = segment(&mut rest)?;
                cleaner.segment(marker, content)?;
            }
        }
    }
}

/// The next marker; bytes before it mean nothing (T.81 B.1.1.2).
fn next_marker(rest: &mut Bytes<'_>) -> Result<u8, AttachmentError> {
    rest.skip_while(|byte| byte != 0xff);
    rest.skip_while(|byte| byte == 0xff);
    rest.byte()
}

/// What a segment says, without its length.
fn segment<'a>(rest: &mut Bytes<'a>) -> Result<&'a [u8], AttachmentError> {
    let length = usize::from(rest.u16()?);
    rest.take(length.checked_sub(2).ok_or(AttachmentError::Damaged)?)
}

/// The pixels' data: up to the next marker that does not belong to it.
fn scan_data<'a>(rest: &mut Bytes<'a>) -> Result<&'a [u8], AttachmentError> {
    let end = rest
        .0
        .windows(2)
        .position(|pair| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff));
    rest.take(end.ok_or(AttachmentError::Damaged)?)
}

struct Cleaner {
    kept: Vec<u8>,
    framed: bool,
    scans: usize,
    /// The application segments that have been, of those of which the first decides.
    seen: Vec<u8>,
}

impl Cleaner {
    fn new(size: usize) -> Self {
        let mut kept = Vec::with_capacity(size);
        kept.extend([0xff, SOI]);
        Self {
            kept,
            framed: false,
            scans: 0,
            seen: Vec::new(),
        }
    }

    fn segment(&mut self, marker: u8, content: &[u8]) -> Result<(), AttachmentError> {
        match marker {
            DQT => self.keep_checked(marker, content, quantization_tables(content)),
            DHT => self.keep_checked(marker, content, huffman_tables(content)),
            DRI => self.keep_checked(marker, content, Ok(content.len() == 2)),
            // Baseline, extended and progressive: what browsers show.
            0xc0..=0xc2 => {
                self.frame(content)?;
                self.keep(marker, content)
            }
            0xc3 | 0xc5..=0xcf | 0xde | 0xdf => Err(AttachmentError::Kind),
            SOI => Err(AttachmentError::Damaged),
            APP0..=0xef if self.scans == 0 => self.application(marker, content),
            _ => Ok(()),
        }
    }

    fn frame(&mut self, content: &[u8]) -> Result<(), AttachmentError> {
        let mut rest = Bytes(content);
        let bits = rest.byte()?;
        let height = rest.u16()?;
        let width = rest.u16()?;
        let components = rest.byte()?;
        if self.framed || rest.0.len() != usize::from(components) * 3 {
            return Err(AttachmentError::Damaged);
        }
        if bits != 8 || !matches!(components, 1 | 3 | 4) {
            return Err(AttachmentError::Kind);
        }
        self.framed = true;
        check_pixels(width.into(), height.into())
    }

    fn scan(&mut self, header: &[u8], data: &[u8]) -> Result<(), AttachmentError> {
        let components = usize::from(header.first().copied().unwrap_or_default());
        let fits = (1..=4).contains(&components) && header.len() == 4 + 2 * components;
        if !fits || !self.framed || data.is_empty() || self.scans == MAX_SCANS {
            return Err(AttachmentError::Damaged);
        }
        self.scans += 1;
        self.keep(SOS, header)?;
        self.kept.extend(data);
        Ok(())
    }

    fn application(&mut self, marker: u8, content: &[u8]) -> Result<(), AttachmentError> {
        match marker {
            APP0 if content.starts_with(JFIF) && content.len() >= 14 && self.is_first(marker) => {
                // Version, unit and density; then a thumbnail of 0 × 0.
                self.keep(marker, &[&content[..12], &[0, 0]].concat())
            }
            APP1 if content.starts_with(EXIF) && self.is_first(marker) => {
                match content.get(6..).and_then(Orientation::read) {
                    Some(up) => self.keep(marker, &[EXIF, &[0], &up.write()].concat()),
                    None => Ok(()),
                }
            }
            APP2 if content.starts_with(ICC) => self.keep(marker, content),
            APP14 if content.starts_with(ADOBE) && content.len() >= 12 && self.is_first(marker) => {
                self.keep(marker, &content[..12])
            }
            _ => Ok(()),
        }
    }

    fn is_first(&mut self, marker: u8) -> bool {
        let first = !self.seen.contains(&marker);
        if first {
            self.seen.push(marker);
        }
        first
    }

    fn keep_checked(
        &mut self,
        marker: u8,
        content: &[u8],
        fits: Result<bool, AttachmentError>,
    ) -> Result<(), AttachmentError> {
        if fits? {
            self.keep(marker, content)
        } else {
            Err(AttachmentError::Damaged)
        }
    }

    fn keep(&mut self, marker: u8, content: &[u8]) -> Result<(), AttachmentError> {
        let length = u16::try_from(content.len() + 2).map_err(|_| AttachmentError::Damaged)?;
        self.kept.extend([0xff, marker]);
        self.kept.extend(length.to_be_bytes());
        self.kept.extend(content);
        Ok(())
    }

    fn end(mut self) -> Result<Vec<u8>, AttachmentError> {
        if self.scans == 0 {
            return Err(AttachmentError::Damaged);
        }
        self.kept.extend([0xff, EOI]);
        Ok(self.kept)
    }
}

/// Whether it is whole tables: 64 numbers of one byte or of two (T.81 B.2.4.1).
fn quantization_tables(content: &[u8]) -> Result<bool, AttachmentError> {
    let mut rest = Bytes(content);
    while !rest.0.is_empty() {
        match rest.byte()? >> 4 {
            0 => rest.take(64)?,
            1 => rest.take(128)?,
            _ => return Ok(false),
        };
    }
    Ok(true)
}

/// Whether it is whole tables: 16 counts, and so many codes (T.81 B.2.4.2).
fn huffman_tables(content: &[u8]) -> Result<bool, AttachmentError> {
    let mut rest = Bytes(content);
    while !rest.0.is_empty() {
        rest.byte()?;
        let counts: [u8; 16] = rest.array()?;
        let codes: usize = counts.into_iter().map(usize::from).sum();
        if codes > 256 {
            return Ok(false);
        }
        rest.take(codes)?;
    }
    Ok(true)
}
