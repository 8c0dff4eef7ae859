//! The table of `decisions.txt`: what the rules' texts say, row by row.

use jiff::SignedDuration;

use super::*;

/// A row's cells; the file's head says what they are.
type Cells<'a> = [&'a str; 12];

fn rows() -> impl Iterator<Item = (&'static str, Cells<'static>)> {
    include_str!("decisions.txt")
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let cells: Vec<_> = line.split('|').map(str::trim).collect();
            (
                line,
                cells
                    .try_into()
                    .unwrap_or_else(|_| panic!("12 cells: {line}")),
            )
        })
}

fn areas(word: &str) -> Vec<Area> {
    match word {
        "add" => vec![Area::AddChild],
        "overview" => vec![Area::Overview],
        "inbox" => vec![Area::Inbox],
        "journal" => vec![Area::Journal],
        "settings" => vec![Area::Settings],
        "contact" => vec![Area::Contact],
        "prescriptions" => vec![Area::Prescriptions],
        "certificates" => vec![Area::Certificates],
        "acts" => vec![Area::Overview, Area::Inbox, Area::Settings],
        "ombud" => {
            let mut areas = Area::ALL.to_vec();
            areas.retain(|area| *area != Area::Certificates);
            areas
        }
        "all" => Area::ALL.to_vec(),
        _ => panic!("no area: {word}"),
    }
}

fn facts(born: Date, word: &str) -> PersonFacts {
    let open = person(born);
    match word {
        "open" => open,
        "confidential" => PersonFacts {
            protection: Protection::Confidential,
            ..open
        },
        "record" => PersonFacts {
            protection: Protection::ProtectedRecord,
            ..open
        },
        "emigrated" => PersonFacts {
            residence: Residence::Emigrated,
            ..open
        },
        "deregistered" => PersonFacts {
            residence: Residence::Deregistered,
            ..open
        },
        "dead" => PersonFacts {
            residence: Residence::Dead,
            ..open
        },
        _ => panic!("no such person: {word}"),
    }
}

fn custody(word: &str) -> Custody {
    match word {
        "held" => Custody::Held { until: None },
        "none" => Custody::NotHeld,
        date => Custody::Held {
            until: Some(day(date)),
        },
    }
}

fn question(cells: Cells<'_>, area: Area) -> Question<'static> {
    let [
        _,
        relation,
        born,
        now,
        login,
        actor,
        subject,
        held,
        told,
        linked,
        ..,
    ] = cells;
    let now = if now == "noon" { at(NOON) } else { at(now) };
    let own = relation == "own";
    let actor = facts(if own { day(born) } else { adult().born }, actor);
    Question {
        assurance: match login {
            "high" => Assurance::High,
            "low" => Assurance::Low,
            _ => panic!("no log-in: {login}"),
        },
        actor,
        subject: if own {
            actor
        } else {
            facts(day(born), subject)
        },
        relation: match relation {
            "own" => Relation::Myself,
            "none" => Relation::None,
            "custody" => Relation::Custody {
                custody: custody(held),
                checked: now - age_of_answer(told),
                linked: match linked {
                    "yes" => true,
                    "no" => false,
                    _ => panic!("linked or not: {linked}"),
                },
            },
            _ => panic!("no relation: {relation}"),
        },
        area,
        unit: None,
        rulings: Rulings::NONE,
        now,
    }
}

fn age_of_answer(word: &str) -> SignedDuration {
    if word == "0" {
        SignedDuration::ZERO
    } else {
        word.parse().expect("hours and seconds")
    }
}

/// The answer in the table's words.
fn in_words(answer: Result<Grant, Reason>) -> String {
    match answer {
        Ok(Grant { capacity, rule }) => format!("{} {rule}", capacity.word()),
        Err(
            reason @ (Reason::ActorTooYoung { opens: day }
            | Reason::GuardianEnded { ended: day }
            | Reason::OwnJournalClosed { opens: day }),
        ) => format!("{} {day}", reason.word()),
        Err(reason) => reason.word().to_owned(),
    }
}

#[test]
fn the_decision_is_what_the_rules_texts_say() {
    let mut wrong = Vec::new();
    for (line, cells) in rows() {
        let expected = cells[11];
        for area in areas(cells[10]) {
            let answer = in_words(decide(&question(cells, area), &RuleSet::default()));
            // `*`: each area by its own rule.
            let is_right = match expected.strip_suffix('*') {
                Some(capacity) => answer.starts_with(capacity),
                None => answer == expected,
            };
            if !is_right {
                wrong.push(format!("{line}\n  {area:?}: {answer}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_table_is_whole() {
    let cited = |rule: &str| rows().any(|(_, cells)| cells[0] == rule);

    assert!(rows().count() >= 100);
    for rule in [
        "R-I6", "R-L5", "R-L7", "R-L9", "R-L10", "R-G1", "R-G2", "R-G4", "R-G6", "R-G7", "R-J2",
        "R-J3", "R-J4", "R-J9", "R-J12", "R-E3", "R-E4", "R-E6", "R-L6",
    ] {
        assert!(cited(rule), "{rule} has no row");
    }
}
