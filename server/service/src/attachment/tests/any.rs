//! Any bytes at all: it ends, it does not panic, and what is accepted is clean.

use domain::attachment::AttachmentKind;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;

use super::*;

/// The start of every kind, then anything.
fn begun() -> impl Strategy<Value = Vec<u8>> {
    let starts: [&[u8]; 5] = [
        b"\xff\xd8\xff",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n1 0 obj<</Type/ObjStm/Filter/FlateDecode>>stream\n",
        b"",
    ];
    let start = prop::sample::select(starts.to_vec());
    (start, vec(any::<u8>(), 0..2_000)).prop_map(|(start, rest)| [start, &rest].concat())
}

/// What happens to a whole file on its way.
#[derive(Clone, Debug)]
enum Change {
    Set(Index, u8),
    Insert(Index, Vec<u8>),
    Remove(Index, usize),
    Repeat(Index, usize),
    Cut(Index),
}

fn change() -> impl Strategy<Value = Change> {
    let at = any::<Index>;
    prop_oneof![
        6 => (at(), prop_oneof![any::<u8>(), Just(0xff), Just(0), Just(b'/')])
            .prop_map(|(at, byte)| Change::Set(at, byte)),
        2 => (at(), vec(any::<u8>(), 0..20)).prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        2 => (at(), 1..40_usize).prop_map(|(at, count)| Change::Remove(at, count)),
        2 => (at(), 1..200_usize).prop_map(|(at, count)| Change::Repeat(at, count)),
        1 => at().prop_map(Change::Cut),
    ]
}

fn changed(mut file: Vec<u8>, changes: Vec<Change>) -> Vec<u8> {
    for change in changes {
        if file.is_empty() {
            break;
        }
        let length = file.len();
        match change {
            Change::Set(at, byte) => file[at.index(length)] = byte,
            Change::Insert(at, bytes) => {
                let at = at.index(length);
                file.splice(at..at, bytes);
            }
            Change::Remove(at, count) => {
                let at = at.index(length);
                file.drain(at..length.min(at + count));
            }
            Change::Repeat(at, count) => {
                let at = at.index(length);
                file.extend_from_within(at..length.min(at + count));
            }
            Change::Cut(at) => file.truncate(at.index(length)),
        }
    }
    file
}

/// Whatever is accepted is accepted again as it is, and has not grown but for an orientation.
fn check(bytes: &[u8]) -> Result<(), TestCaseError> {
    if let Ok(clean) = accept("fil", bytes) {
        prop_assert_eq!(Some(clean.kind()), AttachmentKind::of(clean.bytes()));
        prop_assert!(clean.bytes().len() <= bytes.len() + 16);
        prop_assert_eq!(accept("fil", clean.bytes()), Ok(clean));
    }
    Ok(())
}

proptest! {
    #[test]
    fn any_bytes_are_told_apart(bytes in vec(any::<u8>(), 0..4_000)) {
        check(&bytes)?;
    }

    #[test]
    fn anything_after_a_signature_is_told_apart(bytes in begun()) {
        check(&bytes)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn a_changed_file_is_clean_or_refused(
        file in prop::sample::select(vec![
            jpeg::talkative().0, png::talkative(), pdf::plain(), pdf::packed(),
        ]),
        changes in vec(change(), 1..6),
    ) {
        let bytes = changed(file, changes);
        check(&bytes)?;
    }
}

/// Every byte of every file, replaced by each of some telling bytes.
#[test]
fn every_byte_can_be_any() {
    for file in [
        jpeg::talkative().0,
        png::talkative(),
        pdf::plain(),
        pdf::packed(),
    ] {
        for at in 0..file.len() {
            for byte in [
                0x00, 0x01, 0x7f, 0x80, 0xd8, 0xd9, 0xda, 0xfe, 0xff, b'(', b'<', b'#',
            ] {
                let mut bytes = file.clone();
                bytes[at] = byte;
                check(&bytes).unwrap();
            }
        }
    }
}
