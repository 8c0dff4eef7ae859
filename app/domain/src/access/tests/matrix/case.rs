//! A combination of words, as facts.

use jiff::SignedDuration;

use super::*;

/// What the words say, as facts.
pub(super) struct Case {
    question: Question<'static>,
    blocks: Vec<Block>,
    exceptions: Vec<Exception>,
    approvals: Vec<Approval>,
}

impl Case {
    pub(super) fn of(facts: &Facts) -> Self {
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

    pub(super) fn question(&self) -> Question<'_> {
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
