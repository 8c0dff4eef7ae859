use proptest::prelude::*;

use super::*;
use crate::ports::chance::Rng;

struct Always(u8);

impl Rng for Always {
    fn fill(&self, buffer: &mut [u8]) {
        buffer.fill(self.0);
    }
}

fn key(seed: u8) -> SigningKey {
    SigningKey::from_pem(&SigningKey::new_pem(&Always(seed))).unwrap()
}

fn statement(place: i64) -> Statement {
    Statement {
        kind: if place % 7 == 0 {
            Kind::Cut
        } else {
            Kind::Head
        },
        chain: ChainId::SERVICE,
        standing: Standing {
            place,
            hash: Hash::of(&place.to_be_bytes()),
        },
        at: Timestamp::from_second(1_700_000_000 + place).unwrap(),
    }
}

/// A file of so many lines, written one by one.
fn file(count: i64) -> String {
    let key = key(1);
    let mut text = String::new();
    for place in 1..=count {
        for line in lines(&key, &text, &[statement(place)]) {
            text += &line;
            text.push('\n');
        }
    }
    text
}

fn check_all(text: &str) -> Checked {
    check(text, &[key(2).public(), key(1).public()])
}

#[test]
fn what_is_written_is_read() {
    let checked = check_all(&file(9));
    let told: Vec<_> = (1..=9).map(statement).collect();
    assert_eq!(
        checked,
        Checked {
            told: told.clone(),
            wrong: Vec::new()
        }
    );
    assert_eq!(check_all(&lines(&key(1), "", &told).join("\n")).told, told);
    assert_eq!(check_all(""), Checked::default());
}

#[test]
fn a_line_of_another_key_counts_for_nothing() {
    let checked = check(&file(2), &[key(2).public()]);
    assert_eq!(checked.told, []);
    assert_eq!(checked.wrong, [(1, BadLine::BadSignature)]);
}

#[test]
fn a_line_that_was_not_finished_does_no_harm_once_another_follows() {
    let whole = file(3);
    let half = &whole[..whole.len() - 20];
    assert_eq!(check_all(half).wrong, [(3, BadLine::BadSignature)]);
    let end: String = whole.split_inclusive('\n').take(2).collect();
    let next = lines(&key(1), half, &[statement(4)]);
    assert_eq!(next, lines(&key(1), &end, &[statement(4)]));
    assert_eq!(check_all(&format!("{half}\n{}\n", next[0])).wrong, []);
}

proptest! {
    #[test]
    fn any_changed_byte_is_found(at in any::<prop::sample::Index>(), to in b' '..b'~') {
        let text = file(4);
        let mut bytes = text.clone().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != b'\n' && bytes[at] != to);
        bytes[at] = to;
        let checked = check_all(&String::from_utf8(bytes).unwrap());
        let line = text[..at].matches('\n').count() + 1;
        prop_assert_eq!(checked.wrong, [(line, BadLine::BadSignature)]);
    }

    #[test]
    fn lines_that_are_taken_out_are_found_unless_they_are_the_last(from in 0_usize..4, gone in 1_usize..3) {
        let text = file(6);
        let mut lines: Vec<_> = text.lines().collect();
        lines.drain(from..from + gone);
        let wrong = check_all(&lines.join("\n")).wrong;
        let expected = if from + gone < 6 { vec![(from + 1, BadLine::LinesMissing)] } else { Vec::new() };
        prop_assert_eq!(wrong, expected);
    }
}
