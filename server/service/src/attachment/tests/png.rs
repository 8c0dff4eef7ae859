use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};
use rstest::rstest;

use super::*;

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

fn chunk(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(&kind);
    crc.update(content);
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    [&length[..], &kind, content, &crc.sum().to_be_bytes()].concat()
}

fn header(width: u32, height: u32) -> Vec<u8> {
    let size = [width.to_be_bytes(), height.to_be_bytes()].concat();
    chunk(*b"IHDR", &[&size[..], &[8, 0, 0, 0, 0]].concat())
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// Two rows of two grey pixels, in two chunks.
fn data() -> Vec<u8> {
    let rows = zlib(&[0, 10, 20, 0, 30, 40]);
    let (first, second) = rows.split_at(4);
    [chunk(*b"IDAT", first), chunk(*b"IDAT", second)].concat()
}

/// A picture of 2 × 2 with nothing that could be left out.
pub(super) fn plain() -> Vec<u8> {
    with(&[], &[])
}

fn with(before: &[u8], after: &[u8]) -> Vec<u8> {
    let end = chunk(*b"IEND", b"");
    [SIGNATURE, &header(2, 2), before, &data(), after, &end].concat()
}

fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"II*\0\x08\0\0\0\x02\0\x0f\x01\x02\0\x09\0\0\0\x30\0\0\0".to_vec();
    tiff.extend([0x12, 1, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0]);
    tiff.resize(0x30, 0);
    tiff.extend(b"TelefonX\0");
    tiff
}

fn upright() -> Vec<u8> {
    chunk(
        *b"eXIf",
        b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0",
    )
}

#[test]
fn a_picture_with_nothing_to_leave_out_stays_as_it_is() {
    assert_eq!(cleaned(&plain()), plain());
}

/// With what only says something about the picture, or hangs on to it.
pub(super) fn talkative() -> Vec<u8> {
    let before = [
        chunk(*b"tEXt", b"Author\0SKAPARE"),
        chunk(*b"zTXt", b"Comment\0\0PACKAT"),
        chunk(*b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x:xmpmeta>XMP"),
        chunk(*b"tIME", b"\x07\xea\x0b\x15\x0c\0\0"),
        chunk(*b"acTL", b"\0\0\0\x02\0\0\0\0"),
        chunk(*b"eXIf", &exif(8)),
        chunk(*b"prVt", b"PRIVAT"),
        chunk(*b"iDOT", b"SKARM"),
    ];
    let after = [
        chunk(*b"tEXt", b"Comment\0SENARE"),
        chunk(*b"fdAT", b"\0\0\0\x01RORLIG"),
    ];
    [
        &with(&before.concat(), &after.concat())[..],
        b"PK\x05\x06ARKIV",
    ]
    .concat()
}

#[test]
fn nothing_but_the_picture_and_its_orientation_remains() {
    let picture = talkative();

    let clean = cleaned(&picture);

    for word in [
        "SKAPARE", "PACKAT", "XMP", "tIME", "acTL", "TelefonX", "PRIVAT", "SKARM", "SENARE",
        "RORLIG", "ARKIV",
    ] {
        assert!(contains(&picture, word.as_bytes()), "{word}");
        assert!(!contains(&clean, word.as_bytes()), "{word}");
    }
    assert_eq!(clean, with(&upright(), &[]));
    assert!(contains(&clean, &data()), "the pixels' data is the same");
}

#[rstest]
#[case::as_stored(exif(1), vec![])]
#[case::in_jpegs_way([b"Exif\0\0", &exif(8)[..]].concat(), upright())]
#[case::unreadable(b"EXIF".to_vec(), vec![])]
fn an_orientation_is_kept_if_it_says_something(#[case] exif: Vec<u8>, #[case] kept: Vec<u8>) {
    assert_eq!(
        cleaned(&with(&chunk(*b"eXIf", &exif), &[])),
        with(&kept, &[])
    );
    assert_eq!(
        cleaned(&with(&[], &chunk(*b"eXIf", &exif))),
        with(&[], &kept)
    );
}

#[test]
fn colours_and_measures_stay_once() {
    let kept = [
        chunk(*b"gAMA", &[0, 0, 0xb1, 0x8f]),
        chunk(*b"iCCP", &[b"sRGB\0\0", &zlib(b"profile")[..]].concat()),
        chunk(*b"pHYs", &[0, 0, 0x0b, 0x13, 0, 0, 0x0b, 0x13, 1]),
        chunk(*b"tRNS", &[0, 10]),
    ]
    .concat();

    assert_eq!(cleaned(&with(&kept, &[])), with(&kept, &[]));
    assert_eq!(cleaned(&with(&kept.repeat(2), &kept)), with(&kept, &[]));
}

#[test]
fn cut_off_anywhere_it_is_refused() {
    let picture = with(&chunk(*b"tEXt", b"Author\0X"), &chunk(*b"eXIf", &exif(8)));
    for length in 8..picture.len() {
        assert_eq!(
            refused(&picture[..length]),
            AttachmentError::Damaged,
            "{length}"
        );
    }
}

#[test]
fn a_changed_byte_is_noticed() {
    for at in 8..plain().len() {
        let mut picture = plain();
        picture[at] ^= 0x20;
        assert!(accept("fil", &picture).is_err(), "{at}");
    }
}

#[rstest]
#[case::no_pixels(0, 2, Some(AttachmentError::Damaged))]
#[case::hundred_million(10_000, 10_000, None)]
#[case::more(10_001, 10_000, Some(AttachmentError::TooManyPixels))]
#[case::most(u32::MAX, u32::MAX, Some(AttachmentError::TooManyPixels))]
fn a_picture_has_pixels_but_not_too_many(
    #[case] width: u32,
    #[case] height: u32,
    #[case] expected: Option<AttachmentError>,
) {
    let end = chunk(*b"IEND", b"");
    let picture = [SIGNATURE, &header(width, height), &data(), &end].concat();

    assert_eq!(accept("fil", &picture).err(), expected);
}

#[rstest]
#[case::data_in_two_places(
    with(&[], &[chunk(*b"tEXt", b"a\0b"), chunk(*b"IDAT", b"")].concat()),
    AttachmentError::Damaged
)]
#[case::no_data(
    [SIGNATURE, &header(2, 2), &chunk(*b"IEND", b"")].concat(),
    AttachmentError::Damaged
)]
#[case::no_header([SIGNATURE, &data(), &chunk(*b"IEND", b"")].concat(), AttachmentError::Damaged)]
#[case::text_in_the_end(
    [SIGNATURE, &header(2, 2), &data(), &chunk(*b"IEND", b"<script>")].concat(),
    AttachmentError::Damaged
)]
#[case::text_in_the_gamma(with(&chunk(*b"gAMA", b"<script>"), &[]), AttachmentError::Damaged)]
#[case::two_headers(with(&header(2, 2), &[]), AttachmentError::Kind)]
#[case::apples_own_variant(with(&chunk(*b"CgBI", b"\0\0\0\0"), &[]), AttachmentError::Kind)]
fn a_picture_that_is_not_well_formed_is_refused(
    #[case] picture: Vec<u8>,
    #[case] expected: AttachmentError,
) {
    assert_eq!(refused(&picture), expected);
}
