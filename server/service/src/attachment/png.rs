//! Pictures of the screen (PNG, third edition): the chunks that make the picture are copied, the
//! rest is left out: texts, times, EXIF but for which way is up, further pictures of an animation,
//! private chunks, and everything after the end.

use domain::attachment::AttachmentError;
use flate2::Crc;

use super::bytes::Bytes;
use super::check_pixels;
use super::exif::Orientation;

/// What may stand beside the picture, and how long it may be: colours and their profile, what is
/// transparent, and the size of a pixel. Each once.
const KEPT: [(&[u8; 4], usize); 10] = [
    (b"PLTE", 3 * 256),
    (b"tRNS", 256),
    (b"bKGD", 6),
    (b"cHRM", 32),
    (b"cICP", 4),
    (b"gAMA", 4),
    (b"iCCP", 1 << 20),
    (b"pHYs", 9),
    (b"sBIT", 4),
    (b"sRGB", 1),
];

/// The picture without what is not it.
pub(super) fn clean(picture: &[u8]) -> Result<Vec<u8>, AttachmentError> {
    let mut rest = Bytes(picture);
    let mut kept = Vec::with_capacity(picture.len());
    kept.extend(rest.take(8)?);
    let header = Chunk::read(&mut rest)?;
    check_header(&header)?;
    header.keep(&mut kept)?;

    let mut seen: Vec<[u8; 4]> = Vec::new();
    let mut data = Data::Awaited;
    loop {
        let chunk = Chunk::read(&mut rest)?;
        match &chunk.kind {
            b"IEND" if data == Data::Awaited || !chunk.content.is_empty() => {
                return Err(AttachmentError::Damaged);
            }
            b"IEND" => {
                chunk.keep(&mut kept)?;
                return Ok(kept);
            }
            b"IDAT" if data == Data::Over => return Err(AttachmentError::Damaged),
            b"IDAT" => {
                data = Data::Running;
                chunk.keep(&mut kept)?;
                continue;
            }
            kind if seen.contains(kind) => {}
            b"eXIf" => {
                seen.push(chunk.kind);
                let tiff = chunk.content.strip_prefix(b"Exif\0\0");
                if let Some(up) = Orientation::read(tiff.unwrap_or(chunk.content)) {
                    write(&mut kept, *b"eXIf", &up.write())?;
                }
            }
            kind => {
                if let Some((_, longest)) = KEPT.iter().find(|(known, _)| *known == kind) {
                    if chunk.content.len() > *longest {
                        return Err(AttachmentError::Damaged);
                    }
                    seen.push(chunk.kind);
                    // After the data they mean nothing (PNG, table 7).
                    if data == Data::Awaited {
                        chunk.keep(&mut kept)?;
                    }
                } else if kind[0].is_ascii_uppercase() {
                    // A picture that can't be shown without a chunk that nobody knows.
                    return Err(AttachmentError::Kind);
                }
            }
        }
        if data == Data::Running {
            data = Data::Over;
        }
    }
}

/// Where the picture's data is, which is in chunks that follow each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Data {
    Awaited,
    Running,
    Over,
}

struct Chunk<'a> {
    kind: [u8; 4],
    content: &'a [u8],
}

impl<'a> Chunk<'a> {
    fn read(rest: &mut Bytes<'a>) -> Result<Self, AttachmentError> {
        let length = usize::try_from(rest.u32()?).map_err(|_| AttachmentError::Damaged)?;
        let kind = rest.array()?;
        let content = rest.take(length)?;
        if rest.u32()? != check(kind, content) {
            return Err(AttachmentError::Damaged);
        }
        Ok(Self { kind, content })
    }

    fn keep(&self, kept: &mut Vec<u8>) -> Result<(), AttachmentError> {
        write(kept, self.kind, self.content)
    }
}

fn write(kept: &mut Vec<u8>, kind: [u8; 4], content: &[u8]) -> Result<(), AttachmentError> {
    let length = u32::try_from(content.len()).map_err(|_| AttachmentError::Damaged)?;
    kept.extend(length.to_be_bytes());
    kept.extend(kind);
    kept.extend(content);
    kept.extend(check(kind, content).to_be_bytes());
    Ok(())
}

fn check(kind: [u8; 4], content: &[u8]) -> u32 {
    let mut crc = Crc::new();
    crc.update(&kind);
    crc.update(content);
    crc.sum()
}

/// Width, height, bits, colour type; compression, filter and interlace (PNG §11.2.1).
fn check_header(header: &Chunk<'_>) -> Result<(), AttachmentError> {
    let mut rest = Bytes(header.content);
    let (width, height) = (rest.u32()?, rest.u32()?);
    let [bits, colours, compression, filter, interlace] = rest.array()?;
    let known = matches!(
        (colours, bits),
        (0, 1 | 2 | 4 | 8 | 16) | (3, 1 | 2 | 4 | 8) | (2 | 4 | 6, 8 | 16)
    );
    let fits = &header.kind == b"IHDR" && rest.0.is_empty();
    if !fits || !known || compression != 0 || filter != 0 || interlace > 1 {
        return Err(AttachmentError::Damaged);
    }
    check_pixels(width, height)
}
