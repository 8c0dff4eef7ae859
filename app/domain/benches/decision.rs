//! How long a decision takes: `cargo bench --manifest-path app/domain/Cargo.toml`. Every page asks
//! for at least one, so it fails where one takes 5 µs or more.

use std::hint::black_box;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use domain::access::{
    Area, Assurance, Block, Custody, Exception, Period, PersonFacts, Question, Reader, Relation,
    Rulings, UnitCategory, UnitFacts, decide, next_change,
};
use domain::id::{ClinicId, PrincipalId, UnitId};
use domain::person::{Protection, Residence};
use domain::rules::RuleSet;
use jiff::Timestamp;
use jiff::civil::Date;
use uuid::Uuid;

/// What a decision may take.
const MOST: Duration = Duration::from_micros(5);
const ROUNDS: usize = 7;
const TIMES: u32 = 100_000;

const UNIT: UnitId = UnitId(Uuid::from_u128(1));

fn main() -> ExitCode {
    let now: Timestamp = "2026-11-21T12:00:00+01:00".parse().expect("an instant");
    let rules = RuleSet::default();
    let few = rulings(1);
    let many = rulings(100);
    let mut slowest = Duration::ZERO;
    for (name, question) in [
        ("oneself, the journal", oneself(now)),
        ("a guardian, the inbox", guardian(now, 2018, Area::Inbox)),
        (
            "exception A, 1 of each ruling",
            with(guardian(now, 2012, Area::Journal), &few),
        ),
        (
            "exception A, 100 of each ruling",
            with(guardian(now, 2012, Area::Journal), &many),
        ),
    ] {
        let took = median(|| decide(black_box(&question), black_box(&rules)));
        println!("{name:<34}{:>7} ns", took.as_nanos());
        slowest = slowest.max(took);
    }
    let question = with(guardian(now, 2012, Area::Journal), &few);
    let took = median(|| next_change(black_box(&question), black_box(&rules)));
    println!(
        "{:<34}{:>7} ns",
        "when the last but one changes",
        took.as_nanos()
    );
    if slowest < MOST {
        ExitCode::SUCCESS
    } else {
        println!("a decision takes {MOST:?} or more");
        ExitCode::FAILURE
    }
}

/// How long it takes, by the median of some rounds.
#[expect(
    clippy::disallowed_methods,
    reason = "it measures the machine, not the rules"
)]
fn median<T>(what: impl Fn() -> T) -> Duration {
    let mut rounds = [(); ROUNDS].map(|()| {
        let start = Instant::now();
        for _ in 0..TIMES {
            black_box(what());
        }
        start.elapsed() / TIMES
    });
    rounds.sort_unstable();
    rounds[ROUNDS / 2]
}

fn person(year: i16) -> PersonFacts {
    PersonFacts {
        born: Date::constant(year, 3, 5),
        protection: Protection::Open,
        residence: Residence::Registered,
    }
}

fn guardian(now: Timestamp, born: i16, area: Area) -> Question<'static> {
    Question {
        assurance: Assurance::High,
        actor: person(1985),
        subject: person(born),
        relation: Relation::Custody {
            custody: Custody::Held { until: None },
            checked: now,
            linked: true,
        },
        area,
        unit: None,
        rulings: Rulings::NONE,
        now,
    }
}

fn oneself(now: Timestamp) -> Question<'static> {
    Question {
        subject: person(1985),
        relation: Relation::Myself,
        ..guardian(now, 1985, Area::Journal)
    }
}

/// So many blocks that are over, and so many exceptions of which the last one counts.
fn rulings(count: usize) -> (Vec<Block>, Vec<Exception>) {
    let over = Block {
        principal: PrincipalId(Uuid::from_u128(3)),
        period: Period {
            from: Date::constant(2025, 1, 1),
            until: Some(Date::constant(2025, 12, 31)),
        },
    };
    let exception = Exception {
        reader: Reader::Guardian,
        unit: UnitId(Uuid::from_u128(2)),
        from: Date::constant(2026, 1, 1),
        until: Date::constant(2026, 12, 31),
    };
    let mut exceptions = vec![exception; count];
    if let Some(last) = exceptions.last_mut() {
        last.unit = UNIT;
    }
    (vec![over; count], exceptions)
}

fn with<'a>(
    question: Question<'static>,
    (blocks, exceptions): &'a (Vec<Block>, Vec<Exception>),
) -> Question<'a> {
    Question {
        unit: Some(UnitFacts {
            unit: UNIT,
            clinic: ClinicId(Uuid::from_u128(4)),
            category: UnitCategory::General,
            withheld: false,
        }),
        rulings: Rulings {
            blocks,
            exceptions,
            ..Rulings::NONE
        },
        ..question
    }
}
