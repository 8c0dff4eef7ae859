use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;
use rstest::rstest;

use super::*;

/// A document of these objects and a table of them. The first is its catalogue.
fn document(objects: &[&[u8]], trailer: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut table = "0000000000 65535 f \n".to_owned();
    for (index, object) in objects.iter().enumerate() {
        writeln!(table, "{:010} 00000 n ", file.len()).unwrap();
        writeln!(file, "{} 0 obj", index + 1).unwrap();
        file.extend(*object);
        file.extend(b"\nendobj\n");
    }
    let (start, size) = (file.len(), objects.len() + 1);
    write!(
        file,
        "xref\n0 {size}\n{table}trailer\n<</Size {size}/Root 1 0 R{trailer}>>\n\
         startxref\n{start}\n%%EOF\n"
    )
    .unwrap();
    file
}

const CATALOGUE: &[u8] = b"<</Type/Catalog/Pages 2 0 R>>";
const PAGES: &[u8] = b"<</Type/Pages/Kids[3 0 R]/Count 1>>";
const PAGE: &[u8] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents 4 0 R>>";
const CONTENT: &[u8] = b"<</Length 15>>stream\n0 0 9 9 re f % x\nendstream";

/// A page with a black square.
pub(super) fn plain() -> Vec<u8> {
    with(&[])
}

fn with(more: &[&[u8]]) -> Vec<u8> {
    document(&[&[CATALOGUE, PAGES, PAGE, CONTENT], more].concat(), "")
}

fn stream(dictionary: &str, data: &[u8]) -> Vec<u8> {
    let head = format!("<<{dictionary}/Length {}>>\nstream\r\n", data.len());
    [head.as_bytes(), data, b"\r\nendstream"].concat()
}

fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A compressed stream that holds an object.
fn object_stream(dictionary: &str, object: &[u8]) -> Vec<u8> {
    stream(
        &format!("{dictionary}/Filter/FlateDecode"),
        &zlib(&[b"7 0 ", object].concat()),
    )
}

const OBJECT_STREAM: &str = "/Type/ObjStm/N 1/First 4";

/// With an object in a compressed stream.
pub(super) fn packed() -> Vec<u8> {
    with(&[&object_stream(OBJECT_STREAM, b"<</Title(x)>>")])
}

#[test]
fn a_harmless_document_stays_as_it_is() {
    assert_eq!(cleaned(&plain()), plain());
}

#[rstest]
#[case::first_page("/OpenAction[3 0 R/Fit]")]
#[case::a_web_address("/A<</S/URI/URI(https://1177.se)>>")]
#[case::a_word("/Title(Start JavaScript /Launch-pad)")]
#[case::a_longer_name("/JavaScripts 1/Launcher 2/XFAB 3")]
#[case::a_form("/AcroForm<</Fields[]>>")]
#[case::metadata("/Metadata 4 0 R/PageMode/UseNone")]
fn what_ordinary_documents_have_is_accepted(#[case] entry: &str) {
    let object = format!("<<{entry}>>");
    let packed = object_stream(OBJECT_STREAM, object.as_bytes());

    let file = with(&[object.as_bytes(), &packed]);

    assert_eq!(cleaned(&file), file);
}

#[rstest]
#[case::javascript("/S/JavaScript/JS(app.alert\\(1\\))")]
#[case::spelt_in_codes("/S/J#61va#53cript")]
#[case::at_the_start("/Names<</JavaScript 9 0 R>>")]
#[case::when_opened("/OpenAction<</S/JavaScript/JS(x)>>")]
#[case::a_program("/S/Launch/F(cmd.exe)")]
#[case::sending("/S/SubmitForm/F(https://example.com)")]
#[case::getting("/S/ImportData/F(x.fdf)")]
#[case::another_file("/S/GoToR/F(\\\\\\\\host\\\\share)")]
#[case::an_enclosed_document("/S/GoToE")]
#[case::a_film("/Subtype/RichMedia")]
#[case::a_scripted_film("/S/Rendition/JS(x)")]
#[case::an_enclosed_file("/Type/EmbeddedFile")]
#[case::enclosed_files("/Names<</EmbeddedFiles 9 0 R>>")]
#[case::a_paper_clip("/Subtype/FileAttachment")]
#[case::a_form_of_another_kind("/AcroForm<</XFA[(template)9 0 R]>>")]
fn what_runs_sends_or_carries_is_refused(#[case] entry: &str) {
    let object = format!("<<{entry}>>").into_bytes();
    let commented = [b"<<% >> (\n/A<</B(\\))>>/C<3e3e>", &object[2..]].concat();
    let hidden = [b"<</Z(endobj 9 0 obj)>>", &object[..]].concat();
    for object in [&object, &commented] {
        assert_eq!(refused(&with(&[object])), AttachmentError::Active);
    }
    for object in [
        object_stream(OBJECT_STREAM, &object),
        object_stream("/Type /Obj#53tm /N 1 /First 4", &object),
        object_stream("/N 9 0 R/First 8 0 R", &object), // no type
        object_stream("/X(obj stream)/Type/ObjStm", &hidden),
        stream(OBJECT_STREAM, &[b"7 0 <</Q 1>>", &object[..]].concat()),
    ] {
        let file = with(&[&object]);
        if entry.contains("XFA") && contains(&file, b"/XFA") {
            continue; // Too short a name to be looked for in what is not compressed.
        }
        assert_eq!(refused(&file), AttachmentError::Active);
    }
}

#[test]
fn an_encrypted_document_is_refused() {
    let handler = b"<</Filter/Standard/V 2/R 3/Length 128/P -44/O<00>/U<00>>>";
    let file = document(
        &[CATALOGUE, PAGES, PAGE, CONTENT, handler],
        "/Encrypt 5 0 R/ID[<00><00>]",
    );

    assert_eq!(refused(&file), AttachmentError::Locked);
}

#[rstest]
#[case::another_filter(stream(&format!("{OBJECT_STREAM}/Filter/LZWDecode"), b"x"))]
#[case::two_filters(stream(
    &format!("{OBJECT_STREAM}/Filter[/ASCIIHexDecode/FlateDecode]"),
    b"00"
))]
#[case::twice_compressed(stream(
    &format!("{OBJECT_STREAM}/Filter[/FlateDecode/FlateDecode]"),
    &zlib(&zlib(b"7 0 <<>>"))
))]
#[case::a_filter_elsewhere(stream(&format!("{OBJECT_STREAM}/Filter 9 0 R"), &zlib(b"7 0 <<>>")))]
#[case::predicted(object_stream(&format!("{OBJECT_STREAM}/DecodeParms<</Predictor 12>>"), b"<<>>"))]
#[case::not_compressed(stream(&format!("{OBJECT_STREAM}/Filter/FlateDecode"), b"7 0 <<>>"))]
#[case::unfolding_without_end(object_stream(OBJECT_STREAM, &vec![b' '; 20 << 20]))]
#[case::a_dictionary_without_end(b"<</A(".to_vec())]
fn what_can_not_be_looked_into_is_refused(#[case] object: Vec<u8>) {
    assert_eq!(refused(&with(&[&object])), AttachmentError::Damaged);
}

#[test]
fn many_streams_that_unfold_far_are_refused() {
    let bomb = object_stream(OBJECT_STREAM, &vec![b' '; 15 << 20]);

    let file = with(&[&bomb[..]; 5]);

    assert!(file.len() < 200_000);
    assert_eq!(refused(&file), AttachmentError::Damaged);
}

#[test]
fn more_streams_than_a_document_needs_are_refused() {
    let small = stream(&format!("{OBJECT_STREAM}/Filter/FlateDecode"), &zlib(b""));
    let file = |count| with(&vec![&small[..]; count]);

    assert!(accept("fil", &file(8_000)).is_ok());
    assert_eq!(refused(&file(8_300)), AttachmentError::Damaged);
}

#[rstest]
#[case::dictionaries_in_dictionaries([b"1 0 obj<<".repeat(200_000), b">>".repeat(200_000)].concat())]
#[case::comments(b"obj%".repeat(500_000))]
#[case::blanks([b"obj".repeat(300_000), b" ".repeat(2 << 20)].concat())]
#[case::strings([b"obj<<(".repeat(300_000), b")>>".repeat(300_000)].concat())]
fn what_would_be_read_again_and_again_is_refused_soon(#[case] object: Vec<u8>) {
    let _ = accept("fil", &with(&[&object]));
}

#[test]
fn cut_off_anywhere_it_is_refused() {
    let file = plain();
    let complete = file.len() - 1; // The last line's end may be missing.
    for length in 5..complete {
        assert_eq!(
            refused(&file[..length]),
            AttachmentError::Damaged,
            "{length}"
        );
    }
    assert_eq!(cleaned(&file[..complete]), &file[..complete]);
}

#[test]
fn what_follows_the_end_is_left_out() {
    assert_eq!(
        cleaned(&[&plain()[..], b"\n\nPK\x05\x06ARKIV"].concat()),
        plain()
    );
}

#[test]
fn an_older_revision_is_not_shown_as_the_document() {
    let update = b"4 0 obj\n<</Length 9>>stream\nx".repeat(100);

    assert_eq!(
        refused(&[&plain()[..], &update].concat()),
        AttachmentError::Damaged
    );
}

#[rstest]
#[case::no_version(b"%PDF-1.7", b"%PDF-x.y")]
#[case::no_catalogue(b"/Root", b"/Rxxx")]
#[case::no_table(b"startxref", b"startxxxx")]
#[case::a_table_beyond_the_end(b"startxref\n", b"startxref\n9999")]
#[case::a_table_without_number(b"startxref\n", b"startxref\n-")]
fn a_document_that_is_not_well_formed_is_refused(#[case] old: &[u8], #[case] new: &[u8]) {
    assert_eq!(
        refused(&replaced(&plain(), old, new)),
        AttachmentError::Damaged
    );
}
