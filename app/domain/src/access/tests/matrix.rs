//! The matrix of `matrix.txt`: every combination of the facts, and the one row that answers it.

use jiff::SignedDuration;

use super::*;

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

/// What the words say, as facts.
struct Case {
    question: Question<'static>,
    blocks: Vec<Block>,
    exceptions: Vec<Exception>,
    approvals: Vec<Approval>,
}

impl Case {
    fn of(facts: &Facts) -> Self {
        let word = |axis: usize| WORDS[axis][facts[axis]];
        let now = at(NOON);
        let protection = |word| match word {
            "open" => Protection::Open,
            _ => Protection::Confidential,
        };
        let subject = PersonFacts {
            protection: protection(word(4)),
            ..person(day(match word(1) {
                "-12" => "2018-03-05",
                "13-15" => "2012-05-05",
                "16-17" => "2009-06-15",
                _ => "1985-05-17",
            }))
        };
        let own = word(0) == "own";
        let actor = PersonFacts {
            protection: protection(word(3)),
            ..if own { subject } else { adult() }
        };
        let question = Question {
            assurance: match word(2) {
                "bankid" => Assurance::High,
                _ => Assurance::Low,
            },
            actor,
            subject: if own { actor } else { subject },
            relation: relation(word(0), now),
            area: area(word(9)),
            unit: unit_called(word(8)),
            rulings: Rulings::NONE,
            now,
        };
        Self {
            question,
            blocks: block(word(5)).into_iter().collect(),
            exceptions: exception(word(6)).into_iter().collect(),
            approvals: approval(word(7)).into_iter().collect(),
        }
    }

    fn question(&self) -> Question<'_> {
        Question {
            rulings: Rulings {
                blocks: &self.blocks,
                exceptions: &self.exceptions,
                approvals: &self.approvals,
            },
            ..self.question
        }
    }
}

fn relation(word: &str, now: Timestamp) -> Relation {
    let custody = |custody, hours, linked| Relation::Custody {
        custody,
        checked: now - SignedDuration::from_hours(hours),
        linked,
    };
    let held = Custody::Held { until: None };
    let until = Some(day("2026-11-20"));
    match word {
        "own" => Relation::Myself,
        "guardian" => custody(held, 1, true),
        "unlinked" => custody(held, 1, false),
        "stale" => custody(held, 25, true),
        "stale-unlinked" => custody(held, 25, false),
        "ended" => custody(Custody::Held { until }, 1, true),
        "not" => custody(Custody::NotHeld, 1, true),
        _ => Relation::None,
    }
}

fn area(word: &str) -> Area {
    match word {
        "add" => Area::AddChild,
        "overview" => Area::Overview,
        "inbox" => Area::Inbox,
        "journal" => Area::Journal,
        "settings" => Area::Settings,
        "contact" => Area::Contact,
        "prescriptions" => Area::Prescriptions,
        _ => Area::Certificates,
    }
}

fn unit_called(word: &str) -> Option<UnitFacts> {
    match word {
        "none" => None,
        "open" => Some(unit()),
        "psychiatry" => Some(UnitFacts {
            category: UnitCategory::ChildPsychiatry,
            ..unit()
        }),
        _ => Some(UnitFacts {
            withheld: true,
            ..unit()
        }),
    }
}

fn block(word: &str) -> Option<Block> {
    let (from, until) = match word {
        "none" => return None,
        "blocked" => ("2026-01-01", None),
        _ => ("2026-01-01", Some("2026-11-20")),
    };
    Some(Block {
        principal: PRINCIPAL,
        period: Period {
            from: day(from),
            until: until.map(day),
        },
    })
}

fn exception(word: &str) -> Option<Exception> {
    let (who, when) = word.split_once('-').unwrap_or((word, ""));
    let (from, until) = match when {
        "over" => ("2026-01-01", "2026-11-20"),
        "later" => ("2026-11-22", "2027-01-01"),
        _ => ("2026-11-21", "2026-11-21"),
    };
    Some(Exception {
        reader: match who {
            "none" => return None,
            "A" => Reader::Guardian,
            _ => Reader::Child,
        },
        unit: if when == "else" { OTHER_UNIT } else { UNIT },
        from: day(from),
        until: day(until),
    })
}

fn approval(word: &str) -> Option<Approval> {
    let until = match word {
        "none" => return None,
        "over" => Some(day("2026-11-20")),
        _ => None,
    };
    Some(Approval {
        clinic: if word == "else" { OTHER_CLINIC } else { CLINIC },
        period: Period {
            from: day("2026-01-01"),
            until,
        },
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
