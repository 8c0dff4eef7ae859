use rstest::rstest;

use super::*;

/// Three blocks, with a stuffed byte among them: `00`, `00`, `10` and eleven ones, `0`.
const SCAN: &[u8] = b"\x0b\xff\x00\xbf";
const SOI: &[u8] = b"\xff\xd8";
const EOI: &[u8] = b"\xff\xd9";

pub(super) fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&[0xff, marker], &length[..], content].concat()
}

fn jfif() -> Vec<u8> {
    segment(0xe0, b"JFIF\0\x01\x01\0\0\x48\0\x48\0\0")
}

/// One grey component in 8 × 8 blocks.
fn frame(width: u16, height: u16) -> Vec<u8> {
    let [h, w] = [height, width].map(u16::to_be_bytes);
    segment(0xc0, &[8, h[0], h[1], w[0], w[1], 1, 1, 0x11, 0])
}

fn tables() -> Vec<u8> {
    let quantization = [&[0][..], &[1; 64]].concat();
    let dc = [&[0x00, 1, 1][..], &[0; 14], &[0, 11]].concat();
    let ac = [&[0x10, 1][..], &[0; 15], &[0]].concat();
    let huffman = segment(0xc4, &[dc, ac].concat());
    [segment(0xdb, &quantization), huffman].concat()
}

fn scan() -> Vec<u8> {
    [&segment(0xda, &[1, 1, 0, 0, 63, 0])[..], SCAN].concat()
}

/// A grey photo of 24 × 8 with nothing that could be left out.
pub(super) fn plain() -> Vec<u8> {
    with(&[])
}

fn with(more: &[u8]) -> Vec<u8> {
    [SOI, &jfif(), more, &tables(), &frame(24, 8), &scan(), EOI].concat()
}

/// EXIF data with a device, a place, an orientation and a thumbnail.
fn exif(orientation: u8) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x03".to_vec();
    tiff.extend(b"\x01\x0f\0\x02\0\0\0\x09\0\0\0\x40"); // Make
    tiff.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend(b"\x88\x25\0\x04\0\0\0\x01\0\0\0\x50"); // GPS
    tiff.extend(b"\0\0\0\x70");
    tiff.resize(0x40, 0);
    tiff.extend(b"TelefonX\0");
    tiff.resize(0x50, 0);
    tiff.extend(b"\0\x01\0\x01\0\x02\0\0\0\x02N\0\0\0\0\0\0\0LATITUD59");
    tiff.resize(0x70, 0);
    tiff.extend(b"\xff\xd8\xff\xc0TUMNAGEL\xff\xd9");
    segment(0xe1, &[b"Exif\0\0", &tiff[..]].concat())
}

/// What only says something about the photo, or hangs on to it.
pub(super) fn talkative() -> (Vec<u8>, [&'static [u8]; 12]) {
    let xmp = b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>SKAPARE</x:xmpmeta>";
    let more = [
        exif(6),
        segment(0xe1, xmp),
        segment(0xe0, b"JFXX\0\x10JFXXTUMNAGEL"),
        segment(0xe2, b"MPF\0ANDRABILDEN"),
        segment(0xed, b"Photoshop 3.0\08BIM\x04\x04BILDTEXT"),
        segment(0xfe, b"KOMMENTAR <script>alert(1)</script>"),
        segment(0xef, b"PRIVAT"),
        b"MELLAN".to_vec(),
    ];
    let after = b"\xff\xd8EFTER\xff\xd9PK\x05\x06ARKIV".to_vec();
    let words: [&[u8]; 12] = [
        b"TelefonX",
        b"LATITUD59",
        b"TUMNAGEL",
        b"SKAPARE",
        b"JFXX",
        b"ANDRABILDEN",
        b"BILDTEXT",
        b"KOMMENTAR",
        b"PRIVAT",
        b"MELLAN",
        b"EFTER",
        b"ARKIV",
    ];
    ([with(&more.concat()), after].concat(), words)
}

#[test]
fn a_photo_with_nothing_to_leave_out_stays_as_it_is() {
    assert_eq!(cleaned(&plain()), plain());
}

#[test]
fn nothing_but_the_picture_and_its_orientation_remains() {
    let (photo, words) = talkative();

    let clean = cleaned(&photo);

    for word in words {
        let word = word.to_vec();
        assert!(contains(&photo, &word), "{}", word.escape_ascii());
        assert!(!contains(&clean, &word), "{}", word.escape_ascii());
    }
    let upright = segment(
        0xe1,
        b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0",
    );
    assert_eq!(clean, with(&upright));
    assert!(contains(&clean, &scan()), "the pixels' data is the same");
}

#[test]
fn an_orientation_that_changes_nothing_is_left_out() {
    assert_eq!(cleaned(&with(&exif(1))), plain());
}

#[test]
fn the_first_exif_segment_decides() {
    let both = [exif(1), exif(6)].concat();

    assert_eq!(cleaned(&with(&both)), plain());
}

#[test]
fn colours_stay() {
    let icc = segment(0xe2, b"ICC_PROFILE\0\x01\x01profile");
    let adobe = segment(0xee, b"Adobe\0\x64\0\0\0\0\x01");
    let photo = with(&[icc, adobe].concat());

    assert_eq!(cleaned(&photo), photo);
}

#[test]
fn a_thumbnail_within_jfif_is_left_out() {
    let thumbnail = segment(0xe0, b"JFIF\0\x01\x01\0\0\x48\0\x48\x01\x01RGB");
    let photo = [SOI, &thumbnail, &tables(), &frame(24, 8), &scan(), EOI].concat();

    assert_eq!(cleaned(&photo), plain());
}

#[test]
fn a_photo_of_several_scans_keeps_them_and_nothing_between() {
    let between = [&segment(0xfe, b"KOMMENTAR")[..], &exif(6)].concat();
    let begin = [SOI, &tables(), &frame(24, 8), &scan()].concat();
    let photo = [&begin, &between[..], &tables(), &scan(), EOI].concat();

    assert_eq!(
        cleaned(&photo),
        [&begin[..], &tables(), &scan(), EOI].concat()
    );
}

#[test]
fn restarts_and_fill_bytes_belong_to_the_pixels_data() {
    let data = b"\x3f\xff\xd0\x3f\xff\xd7\x3f\xff\x00\xff\xff\x00";
    let start = [SOI, &tables(), &segment(0xdd, &[0, 1]), &frame(24, 8)].concat();
    let photo = [&start[..], &segment(0xda, &[1, 1, 0, 0, 63, 0]), data, EOI].concat();

    assert_eq!(cleaned(&photo), photo);
}

#[test]
fn cut_off_anywhere_it_is_refused() {
    let (photo, _) = talkative();
    let end = photo.len() - b"\xff\xd8EFTER\xff\xd9PK\x05\x06ARKIV".len();
    for length in 3..end {
        assert_eq!(
            refused(&photo[..length]),
            AttachmentError::Damaged,
            "{length}"
        );
    }
    for length in end..photo.len() {
        assert_eq!(cleaned(&photo[..length]), cleaned(&photo), "{length}");
    }
}

#[rstest]
#[case::no_pixels(0, 8, Some(AttachmentError::Damaged))]
#[case::height_told_later(24, 0, Some(AttachmentError::Damaged))]
#[case::hundred_million(10_000, 10_000, None)]
#[case::more(10_000, 10_001, Some(AttachmentError::TooManyPixels))]
#[case::most(65_535, 65_535, Some(AttachmentError::TooManyPixels))]
fn a_photo_has_pixels_but_not_too_many(
    #[case] width: u16,
    #[case] height: u16,
    #[case] expected: Option<AttachmentError>,
) {
    let photo = [SOI, &tables(), &frame(width, height), &scan(), EOI].concat();

    assert_eq!(accept("fil", &photo).err(), expected);
}

#[rstest]
#[case::lossless(0xc3)]
#[case::differential(0xc5)]
#[case::arithmetic(0xc9)]
#[case::arithmetic_tables(0xcc)]
#[case::hierarchical(0xde)]
fn a_photo_that_browsers_do_not_show_is_refused(#[case] marker: u8) {
    let photo = replaced(&plain(), &[0xff, 0xc0], &[0xff, marker]);

    assert_eq!(refused(&photo), AttachmentError::Kind);
}

#[rstest]
#[case::two_frames([frame(24, 8), frame(24, 8), scan()].concat())]
#[case::no_frame(scan())]
#[case::no_scan(frame(24, 8))]
#[case::another_start([SOI.to_vec(), frame(24, 8), scan()].concat())]
#[case::text_in_a_quantization_table(
    [segment(0xdb, b"<script>"), frame(24, 8), scan()].concat()
)]
#[case::text_after_a_quantization_table(
    [segment(0xdb, &[&[0; 65][..], b"<script>"].concat()), frame(24, 8), scan()].concat()
)]
#[case::text_after_a_huffman_table(
    [segment(0xc4, &[&[0; 17][..], b"<script>"].concat()), frame(24, 8), scan()].concat()
)]
#[case::text_in_an_interval([segment(0xdd, b"<script>"), frame(24, 8), scan()].concat())]
#[case::text_in_a_frame([segment(0xc0, b"\x08\0\x08\0\x08\x01\x01\x11\0text"), scan()].concat())]
#[case::text_in_a_scan(
    [frame(24, 8), segment(0xda, b"\x01\x01\0\0\x3f\0text"), SCAN.to_vec()].concat()
)]
#[case::too_many_scans([frame(24, 8), scan().repeat(101)].concat())]
fn a_photo_that_is_not_well_formed_is_refused(#[case] content: Vec<u8>) {
    let photo = [SOI, &tables(), &content, EOI].concat();

    assert_eq!(refused(&photo), AttachmentError::Damaged);
}
