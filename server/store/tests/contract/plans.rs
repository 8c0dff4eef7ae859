//! No statement walks through a whole table that grows.

use std::path::Path;
use std::sync::Arc;

use sqlx::{AssertSqlSafe, Row, raw_sql};

use crate::database::Database;
use crate::world::World;

/// A list's order comes from an index too, so that a page costs as much as its rows.
const PAGED: [&str; 20] = [
    "RULINGS_AT",
    "FREE_TIMES",
    "BOOKINGS_TO_COME",
    "BOOKINGS_BACK",
    "THREADS",
    "MESSAGES",
    "ENTRIES",
    "LINKS",
    "CASES_BY_AGE",
    "CASES_BY_NEWS",
    "CHANGES_SINCE",
    "CERTIFICATES",
    "DRAFTS",
    "READINGS",
    "MEASURED",
    "WHOLE_ENTRIES",
    "UNSEALED",
    "CHAIN_PAGE",
    "LOG_PAGE",
    "WAITING_PAGE",
];

/// What never grows may be walked through.
const SMALL: &str = "_sqlx_migrations";

pub async fn every_statement_finds_its_rows_by_an_index(world: Arc<World>) {
    no_sql_stands_elsewhere();
    let mut wrong = Vec::new();
    for (name, sql) in store::statements() {
        let complaints = if world.database.is_sqlite() {
            sqlite(&world.database, sql, PAGED.contains(name)).await
        } else {
            postgres(&world.database, sql, PAGED.contains(name)).await
        };
        wrong.extend(
            complaints
                .into_iter()
                .map(|complaint| format!("{name}: {complaint}")),
        );
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// A statement that is not in the list would not be looked at.
fn no_sql_stands_elsewhere() {
    // As it is called now: clones share what is built, so the one that built this may be gone.
    let folder = std::env::var_os("CARGO_MANIFEST_DIR").expect("Cargo and nextest name it");
    let repo = Path::new(&folder).join("src/repo");
    let files: Vec<_> = repo
        .read_dir()
        .unwrap()
        .map(|file| file.unwrap().path())
        .collect();
    assert!(files.len() > 5, "the repository has moved");
    for file in files {
        let source = std::fs::read_to_string(&file).unwrap();
        for word in ["SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH "] {
            assert!(!source.contains(word), "{word}stands in {}", file.display());
        }
    }
}

async fn sqlite(database: &Database, sql: &str, paged: bool) -> Vec<String> {
    let mut connection = database.sqlite().await;
    let explain = format!("EXPLAIN QUERY PLAN {sql}");
    let plan = raw_sql(AssertSqlSafe(explain))
        .fetch_all(&mut connection)
        .await
        .unwrap();
    let steps = plan.into_iter().map(|step| step.get::<String, _>("detail"));
    let is_wrong = |step: &String| {
        // `own` is what a statement has found itself, step by step.
        let found = ["SCAN CONSTANT ROW", "SCAN own"];
        let walks = step.starts_with("SCAN ") && !found.contains(&step.as_str());
        let sorts = paged && step.starts_with("USE TEMP B-TREE");
        (walks && !step.contains(SMALL)) || sorts
    };
    steps.filter(is_wrong).collect()
}

/// The plan for whatever parameters, with other ways than an index made so dear that they are
/// chosen only where there is no index.
async fn postgres(database: &Database, sql: &str, paged: bool) -> Vec<String> {
    let parameters = (1..=20)
        .take_while(|n| sql.contains(&format!("${n}")))
        .count();
    let values = vec!["NULL"; parameters].join(", ");
    let call = if values.is_empty() {
        String::new()
    } else {
        format!("({values})")
    };
    let prepare = format!(
        "SET plan_cache_mode = force_generic_plan; SET enable_seqscan = off; \
         SET enable_sort = off; PREPARE statement AS {sql}"
    );
    let mut connection = database.postgres().await;
    raw_sql(AssertSqlSafe(prepare))
        .execute(&mut connection)
        .await
        .unwrap();
    let explain = format!("EXPLAIN (FORMAT JSON) EXECUTE statement {call}");
    let plan = raw_sql(AssertSqlSafe(explain))
        .fetch_one(&mut connection)
        .await
        .unwrap();
    let mut wrong = Vec::new();
    judge(
        &plan.get::<serde_json::Value, _>(0)[0]["Plan"],
        paged,
        &mut wrong,
    );
    wrong
}

fn judge(node: &serde_json::Value, paged: bool, wrong: &mut Vec<String>) {
    let kind = node["Node Type"].as_str().unwrap();
    let table = node["Relation Name"]
        .as_str()
        .or(node["Index Name"].as_str())
        .unwrap_or_default();
    let walks = match kind {
        "Seq Scan" => table != SMALL,
        "Index Scan" | "Index Only Scan" | "Bitmap Index Scan" => node["Index Cond"].is_null(),
        _ => false,
    };
    if walks || (paged && kind.contains("Sort")) {
        wrong.push(format!("{kind} {table}"));
    }
    for inner in node["Plans"].as_array().into_iter().flatten() {
        judge(inner, paged, wrong);
    }
}
