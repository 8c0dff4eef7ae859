use proptest::prelude::*;
use rstest::rstest;

use super::*;

use AttachmentKind::{Jpeg, Pdf, Png};

#[rstest]
#[case::as_it_is("utslag.jpg", Jpeg, "utslag.jpg")]
#[case::the_kinds_own_ending("Utslag på armen.JPEG", Jpeg, "Utslag på armen.jpg")]
#[case::another_kinds_ending("IMG_0001.HEIC", Jpeg, "IMG_0001.jpg")]
#[case::no_ending("remiss", Pdf, "remiss.pdf")]
#[case::two_endings("remiss.pdf.jpg", Png, "remiss.png")]
#[case::a_programs_ending("remiss.exe", Pdf, "remiss.exe.pdf")]
#[case::a_programs_ending_before("foto.exe.jpg", Jpeg, "foto.exe.jpg")]
#[case::a_date("Provsvar 2026.11.21", Pdf, "Provsvar 2026.11.21.pdf")]
#[case::folders("../../etc/passwd", Pdf, "passwd.pdf")]
#[case::windows_folders(r"C:\Users\Elsa\foto.png", Png, "foto.png")]
#[case::dots_alone("..", Jpeg, "bild.jpg")]
#[case::nothing("", Png, "bild.png")]
#[case::nothing_for_a_document("  .pdf ", Pdf, "dokument.pdf")]
#[case::a_folder_alone("bilder/", Jpeg, "bild.jpg")]
#[case::control_characters("a\0b\u{7f}c\u{85}.jpg", Jpeg, "abc.jpg")]
#[case::a_header_line("a\r\nSet-Cookie: x.jpg", Jpeg, "a Set-Cookie_ x.jpg")]
#[case::turned_around("foto\u{202e}gpj.exe", Jpeg, "fotogpj.exe.jpg")]
#[case::invisible("a\u{200b}b\u{feff}c\u{e0041}.png", Png, "abc.png")]
#[case::quotes("\"<svart>\"|?*.png", Png, "__svart_____.png")]
#[case::many_blanks("  min \u{a0}\t bild .png", Png, "min bild.png")]
#[case::another_script("صورة.jpeg", Jpeg, "صورة.jpg")]
fn a_name_is_cleaned(#[case] sent: &str, #[case] kind: AttachmentKind, #[case] expected: &str) {
    assert_eq!(FileName::clean(sent, kind).as_str(), expected);
}

#[test]
fn a_long_name_keeps_its_beginning_and_its_ending() {
    let name = FileName::clean(&format!("{}.jpeg", "å".repeat(300)), Jpeg);

    assert_eq!(name.as_str(), format!("{}.jpg", "å".repeat(96)));
}

#[test]
fn a_name_is_not_in_debug_output() {
    let name = FileName::clean("Elsa Ek.jpg", Jpeg);

    assert!(!format!("{name:?}").contains("Elsa"));
}

proptest! {
    #[test]
    fn a_clean_name_is_short_plain_and_stays(
        sent in prop_oneof![
            any::<String>(),
            r"[ ./\\a-z\x00-\x20\u{202a}-\u{202e}]{0,120}(\.jpg|\.pdf| |\.){0,9}",
        ],
        kind in prop::sample::select(AttachmentKind::ALL.to_vec()),
    ) {
        let name = FileName::clean(&sent, kind);
        let text = name.as_str();
        let stem = text.strip_suffix(&format!(".{}", kind.extension())).unwrap();

        prop_assert!(!stem.is_empty() && !stem.starts_with(['.', ' ']) && !stem.ends_with(['.', ' ']));
        prop_assert!(text.chars().count() <= MAX_NAME);
        let forbidden = ['/', '\\', '"', '\u{202e}'];
        prop_assert!(!text.contains(forbidden));
        prop_assert!(!text.chars().any(char::is_control));
        prop_assert_eq!(FileName::clean(text, kind), name);
    }
}

#[rstest]
#[case(b"\xff\xd8\xff\xe0", Some(Jpeg))]
#[case(b"\x89PNG\r\n\x1a\n", Some(Png))]
#[case(b"%PDF-1.7", Some(Pdf))]
#[case::empty(b"", None)]
#[case::part_of_a_signature(b"\x89PNG", None)]
#[case::html(b"<!doctype html>", None)]
#[case::gif(b"GIF89a", None)]
#[case::heic(b"\0\0\0\x18ftypheic", None)]
#[case::svg(b"<svg xmlns=", None)]
#[case::pdf_later(b"\n%PDF-1.7", None)]
fn the_kind_is_told_by_the_content(#[case] start: &[u8], #[case] kind: Option<AttachmentKind>) {
    assert_eq!(AttachmentKind::of(start), kind);
}

#[test]
fn every_kind_has_a_word_and_is_accepted() {
    for kind in AttachmentKind::ALL {
        assert_eq!(AttachmentKind::from_word(kind.word()), Some(kind));
        assert!(
            ACCEPT
                .split(',')
                .any(|accepted| accepted == kind.media_type())
        );
    }
    assert_eq!(AttachmentKind::from_word("heic"), None);
}

#[rstest]
#[case(0, Err(AttachmentError::Empty))]
#[case(1, Ok(()))]
#[case(10_485_760, Ok(()))]
#[case(10_485_761, Err(AttachmentError::TooLarge))]
#[case(u64::MAX, Err(AttachmentError::TooLarge))]
fn a_file_has_one_byte_to_ten_megabytes(
    #[case] bytes: u64,
    #[case] expected: Result<(), AttachmentError>,
) {
    assert_eq!(check_size(bytes), expected);
}

#[test]
fn a_message_has_at_most_five_files() {
    assert_eq!(check_count(0), Ok(()));
    assert_eq!(check_count(5), Ok(()));
    assert_eq!(check_count(6), Err(AttachmentError::TooMany));
}

#[test]
fn what_is_wrong_with_a_file_tells_which() {
    let wrong = check_chosen([1, 0, MAX_BYTES as u64 + 1]);

    let expected = [
        wrong_file(1, AttachmentError::Empty),
        wrong_file(2, AttachmentError::TooLarge),
    ];
    assert_eq!(wrong, expected);
    let places: Vec<_> = wrong.iter().map(|wrong| nth_of(&wrong.field)).collect();
    assert_eq!(places, [Some(1), Some(2)]);
    let many = check_chosen([1; MAX_FILES + 1]);
    assert_eq!(
        many,
        crate::form::wrong(FIELD, AttachmentError::TooMany.into())
    );
    for all_or_other in [FIELD, "bilaga-0", "bilaga-x", "bilagor-1", "text"] {
        assert_eq!(nth_of(all_or_other), None, "{all_or_other}");
    }
}
