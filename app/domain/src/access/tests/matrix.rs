//! The matrix of `matrix.txt`: every combination of the facts, and the one row that answers it.

use super::*;
use case::Case;

mod case;

/// How many columns there are between the rule and the answer.
const AXES: usize = 10;

/// The values of each column, in the words of the file.
const WORDS: [&[&str]; AXES] = [
    &[
        "own",
        "guardian",
        "unlinked",
        "stale",
        "stale-unlinked",
        "ended",
        "not",
        "none",
    ],
    &["-12", "13-15", "16-17", "18-"],
    &["bankid", "password"],
    &["open", "protected"],
    &["open", "protected"],
    &["none", "blocked", "over"],
    &[
        "none", "A", "A-else", "A-over", "A-later", "B", "B-else", "B-over",
    ],
    &["none", "here", "else", "over"],
    &["none", "open", "psychiatry", "withheld"],
    &[
        "add",
        "overview",
        "inbox",
        "journal",
        "settings",
        "contact",
        "prescriptions",
        "certificates",
    ],
];

/// A combination: which of its column's words each fact is.
type Facts = [usize; AXES];

/// Words of the columns, a bit for each: those that a row is about, or those of a combination.
type Bits = u64;

/// A row of the file.
struct Row {
    line: &'static str,
    rule: &'static str,
    about: Bits,
    answer: &'static str,
}

impl Row {
    fn read(line: &'static str) -> Self {
        let texts: Vec<_> = line.split('|').map(str::trim).collect();
        let [rule, cells @ .., answer] = &texts[..] else {
            panic!("no row: {line}")
        };
        assert_eq!(cells.len(), AXES, "{line}");
        Self {
            line,
            rule,
            about: (0..AXES).map(|axis| cell(cells[axis], axis, line)).sum(),
            answer,
        }
    }
}

/// Which of its column's words the cell means.
fn cell(text: &str, axis: usize, line: &str) -> Bits {
    let (text, negated) = match text.strip_prefix('!') {
        Some(text) => (text, true),
        None => (text, false),
    };
    let words = WORDS[axis];
    let named: Vec<_> = text.split('/').collect();
    for name in &named {
        assert!(*name == "*" || words.contains(name), "{name}: {line}");
    }
    let is_named = |place: &usize| named == ["*"] || named.contains(&words[*place]);
    let meant = (0..words.len()).filter(|place| is_named(place) != negated);
    meant.map(|place| bit(axis, place)).sum()
}

/// The bit of a column's word.
fn bit(axis: usize, place: usize) -> Bits {
    let before: usize = WORDS[..axis].iter().map(|words| words.len()).sum();
    1 << (before + place)
}

fn rows() -> Vec<Row> {
    include_str!("matrix.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(Row::read)
        .collect()
}

/// Every combination of the facts.
fn combinations() -> impl Iterator<Item = Facts> {
    let all: usize = WORDS.iter().map(|words| words.len()).product();
    (0..all).map(|mut number| {
        std::array::from_fn(|axis| {
            let count = WORDS[axis].len();
            let value = number % count;
            number /= count;
            value
        })
    })
}

/// The answer in the file's words.
fn in_words(answer: Result<Grant, Reason>) -> String {
    match answer {
        Ok(Grant { capacity, rule }) => format!("{} {rule}", capacity.word()),
        Err(reason) => reason.word().to_owned(),
    }
}

#[test]
fn every_combination_is_answered_as_its_one_row_says() {
    let rules = RuleSet {
        withheld: vec![UnitCategory::ChildPsychiatry],
        ..RuleSet::default()
    };
    let rows = rows();
    let bits: Vec<Vec<Bits>> = (0..AXES)
        .map(|axis| {
            (0..WORDS[axis].len())
                .map(|place| bit(axis, place))
                .collect()
        })
        .collect();
    let mut used = vec![0; rows.len()];
    let mut seen = 0;
    for facts in combinations() {
        let these: Bits = (0..AXES).map(|axis| bits[axis][facts[axis]]).sum();
        let about: Vec<_> = (0..rows.len())
            .filter(|row| these & !rows[*row].about == 0)
            .collect();
        let [row] = about[..] else {
            let words: Vec<_> = (0..AXES).map(|axis| WORDS[axis][facts[axis]]).collect();
            let lines: Vec<_> = about.iter().map(|row| rows[*row].line).collect();
            panic!("{words:?} is that of {} rows: {lines:#?}", about.len())
        };
        let case = Case::of(&facts);
        let question = case.question();
        let answer = in_words(decide(&question, &rules));
        assert_eq!(
            answer, rows[row].answer,
            "{}\n{question:#?}",
            rows[row].line
        );
        used[row] += 1;
        seen += 1;
    }
    assert_eq!(seen, 8 * 4 * 2 * 2 * 2 * 3 * 8 * 4 * 4 * 8);
    for (row, used) in rows.iter().zip(used) {
        assert!(used > 0, "no combination is that of {}", row.line);
    }
}

// Every rule that gives an answer is cited.
#[test]
fn the_matrix_cites_every_rule() {
    let rows = rows();
    let cited = |rule: &str| rows.iter().any(|row| row.rule == rule);

    for rule in [
        "R-G1", "R-G2", "R-G4", "R-G6", "R-G7", "R-G8", "R-G9", "R-J2", "R-J3", "R-J4", "R-J5",
        "R-J6", "R-J7", "R-J8", "R-J9", "R-J12", "R-L6", "R-L7", "R-L9", "R-L10", "R-E3", "R-E6",
        "R-E9",
    ] {
        assert!(cited(rule), "{rule} has no row");
    }
}
