//! Whatever is changed in the access log, its chains or its checkpoints is found, and the first entry
//! that is wrong is named (R-J11).

mod scene;

use std::fmt::Write as _;
use std::sync::Arc;

use service::log::chain::ChainId;
use service::log::verify::{Report, What};
use uuid::Uuid;

use crate::database::Database;
use crate::log_house::LogHouse;
use crate::world::World;
use scene::{KINDS, Scene};

/// The same in every run.
const SEED: u64 = 0x5eed_0018;
/// PostgreSQL differs in its SQL only, and each of its changes takes longer.
const TRIES: (u64, u64) = (1_000, 140);
const TABLES: [&str; 3] = ["access_log", "log_chain", "log_heads"];

pub async fn a_thousand_changes_are_all_found(world: Arc<World>) {
    let house = LogHouse::new(world).await;
    for later in 0..60 {
        house.append(later, later % 3 != 0).await;
        if later % 6 == 5 {
            house.seal().await;
        }
    }
    let scene = Scene::of(&house).await;
    let report = house.verify().await;
    assert!(report.is_right(), "{report:#?}");
    let database = &house.world.database;
    for table in TABLES {
        let keep = format!("CREATE TABLE {table}_kept AS SELECT * FROM {table}");
        database.execute(&keep).await;
    }
    let times = if scene.sqlite { TRIES.0 } else { TRIES.1 };
    let mut chance = Chance(SEED);
    for nth in 0..times {
        let tried = scene.change(nth % KINDS, &mut chance);
        apply(database, &tried.sql).await;
        house.paper.0.lock().unwrap().clone_from(&tried.paper);
        let report = house.verify().await;
        assert!(!report.is_right(), "{nth}: not found: {tried:?}");
        let named = tried.expected.is_named(&report);
        assert!(named, "{nth}: {tried:?}\n{report:#?}");
    }
    apply(database, "").await;
    *house.paper.0.lock().unwrap() = scene.paper;
    assert!(house.verify().await.is_right(), "all is as it was");
}

/// Puts everything back, and then changes it: past every check that the database would make.
async fn apply(database: &Database, sql: &str) {
    let unchecked = if database.is_sqlite() {
        "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF"
    } else {
        "SET session_replication_role = replica"
    };
    let mut script = format!("{unchecked}; BEGIN;");
    for table in TABLES {
        let _ = write!(
            script,
            "DELETE FROM {table}; INSERT INTO {table} SELECT * FROM {table}_kept;"
        );
    }
    let _ = write!(script, "{sql}; COMMIT");
    database.execute(&script).await;
}

/// What is to be named.
#[derive(Debug)]
enum Expected {
    /// This place, and if it is known what is wrong there.
    Place(ChainId, i64, Option<What>),
    /// Places of which this one or the next is.
    Around(ChainId, i64),
    /// An entry in no chain.
    Loose(Uuid),
    /// A line of the checkpoints.
    Line(usize),
}

impl Expected {
    fn is_named(&self, report: &Report) -> bool {
        let wrong = |chain| {
            let found = report.chains.iter().find(|one| one.chain == chain);
            found.and_then(|found| found.wrong)
        };
        match self {
            Self::Place(chain, place, what) => wrong(*chain).is_some_and(|wrong| {
                wrong.place == *place && what.is_none_or(|what| wrong.what == what)
            }),
            Self::Around(chain, place) => wrong(*chain)
                .is_some_and(|wrong| wrong.place <= place + 1 && wrong.to_place >= *place),
            Self::Loose(id) => report.loose.first == Some(*id),
            Self::Line(line) => report.files.first().is_some_and(|bad| bad.line == *line),
        }
    }
}

#[derive(Debug)]
struct Change {
    sql: String,
    paper: String,
    expected: Expected,
}

/// Numbers that are the same in every run (`SplitMix64`).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn wide(&mut self) -> u128 {
        u128::from(self.next()) << 64 | u128::from(self.next())
    }

    fn below(&mut self, count: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(count).unwrap()).unwrap()
    }

    fn one_of<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }
}
