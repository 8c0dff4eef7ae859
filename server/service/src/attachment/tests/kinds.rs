use domain::attachment::MAX_BYTES;
use rstest::rstest;

use super::*;

#[rstest]
#[case::empty(b"", AttachmentError::Empty)]
#[case::html(b"<!doctype html><script>alert(1)</script>", AttachmentError::Kind)]
#[case::svg(
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>",
    AttachmentError::Kind
)]
#[case::program(b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0", AttachmentError::Kind)]
#[case::zip(b"PK\x03\x04\x14\0\0\0", AttachmentError::Kind)]
#[case::gif(b"GIF89a\x01\0\x01\0\0\0\0;", AttachmentError::Kind)]
#[case::heic(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", AttachmentError::Kind)]
#[case::webp(b"RIFF\x1a\0\0\0WEBPVP8L", AttachmentError::Kind)]
#[case::a_signature_alone(b"\xff\xd8\xff", AttachmentError::Damaged)]
fn what_is_no_photo_or_document_is_refused(
    #[case] bytes: &[u8],
    #[case] expected: AttachmentError,
    #[values("foto.jpg", "remiss.pdf", "x")] name: &str,
) {
    assert_eq!(accept(name, bytes), Err(expected));
}

#[test]
fn the_name_does_not_decide_the_kind() {
    let clean = accept("remiss.pdf", &jpeg::plain()).unwrap();

    assert_eq!(clean.kind(), AttachmentKind::Jpeg);
    assert_eq!(clean.name().as_str(), "remiss.jpg");
}

#[test]
fn ten_megabytes_are_taken_and_not_a_byte_more() {
    let mut photo = jpeg::plain();
    photo.resize(MAX_BYTES, 0);
    assert_eq!(cleaned(&photo), jpeg::plain());

    photo.push(0);
    assert_eq!(refused(&photo), AttachmentError::TooLarge);
}

#[test]
fn debug_output_shows_no_content() {
    let clean = accept("Elsa Ek.jpg", &jpeg::plain()).unwrap();

    let shown = format!("{clean:?}");

    assert!(!shown.contains("Elsa") && !shown.contains("255"), "{shown}");
}
