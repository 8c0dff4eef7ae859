//! `agera-ombud rules explain`: why a decision is as it is, as a person meets it.

use std::path::Path;
use std::process::Output;

use serde_json::Value;
use sqlx::{Connection, Row, SqliteConnection};
use tempfile::TempDir;

use crate::cli::{folder, refused, run, stderr, stdout, told};
use crate::support::at;

/// The example of the manual, which the manual's reader copies.
fn example() -> &'static str {
    let manual = include_str!("../../../docs/OPERATIONS.md");
    let (_, rest) = manual.split_once("```json\n").expect("an example");
    rest.split_once("```").expect("its end").0
}

pub(crate) fn write(folder: &TempDir, name: &str, text: &str) {
    let path = folder.path().join(name);
    std::fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).unwrap();
    std::fs::write(path, text).unwrap();
}

fn explain(folder: &TempDir, facts: &str, more: &[&str]) -> Output {
    write(folder, "facts.json", facts);
    let arguments = [&["rules", "explain", "--facts", "facts.json"], more].concat();
    run(folder, &arguments, &[])
}

/// The answer to these facts, for programs.
fn answer(folder: &TempDir, facts: &str) -> Value {
    let output = explain(folder, facts, &["--format", "json"]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    serde_json::from_str(stdout(&output)).unwrap()
}

// R-J5, R-J8: a unit of child psychiatry in Kronoberg, under exception A.
#[test]
fn the_example_of_the_manual_is_explained() {
    let folder = folder();

    let output = explain(&folder, example(), &[]);

    assert_eq!(output.status.code(), Some(0), "{output:?}");
    let text = stdout(&output);
    for wanted in [
        "Decision     allowed, as guardian\n",
        "Rule         R-J5: Exception A",
        "Why          The journal is open, as the child's guardian.\n",
        "Changes      2027-02-01 00:00:00, in Sweden: refused by R-G4. The guardian's access ended \
         on 2026-03-05, the child's birthday",
        "Ask          Fråga barnets vårdenhet.",
        "(Region Kronoberg)",
        "  exception         A, for the guardian, at this unit, from 2026-08-01 to 2027-01-31, both \
         included\n",
        "  kronoberg, from 2020-01-01 (rules/kronoberg.toml)\n",
        "  guardian_exceptions = true\n    1177.se, Region Kronoberg",
    ] {
        assert!(text.contains(wanted), "{wanted}\n{text}");
    }
}

#[test]
fn the_same_is_printed_for_programs() {
    let folder = folder();

    let answer = answer(&folder, example());

    assert_eq!(answer["decision"], "allowed");
    assert_eq!(answer["capacity"], "guardian");
    assert_eq!(answer["rule"], "R-J5");
    assert_eq!(answer["reason"], Value::Null);
    assert_eq!(answer["changes"]["at"], "2027-01-31T23:00:00Z");
    assert_eq!(answer["changes"]["decision"], "refused");
    assert_eq!(answer["rules"]["region"], "kronoberg");
}

// Each change of the example, and what becomes of it.
#[test]
fn each_fact_counts() {
    let folder = folder();
    let changed = |from: &str, to: &str| {
        assert!(example().contains(from), "{from}");
        let answer = answer(&folder, &example().replacen(from, to, 1));
        (
            answer["rule"].as_str().unwrap().to_owned(),
            answer["reason"].as_str().unwrap_or_default().to_owned(),
        )
    };
    for (from, to, rule, reason) in [
        ("\"bankid\"", "\"password\"", "R-J12", "assurance_too_low"),
        (
            "\"blocks\": []",
            "\"blocks\": [{\"principal\": \"Region Kronoberg\", \"from\": \"2026-11-01\"}]",
            "R-J7",
            "blocked",
        ),
        (
            "\"area\": \"journal\"",
            "\"area\": \"inbox\"",
            "R-G4",
            "guardian_ended",
        ),
        (
            "\"withheld\": false",
            "\"withheld\": true",
            "R-J8",
            "journal_withheld",
        ),
        (
            "\"reader\": \"guardian\"",
            "\"reader\": \"child\"",
            "R-G4",
            "guardian_ended",
        ),
        (
            "\"unit\": \"BUP Växjö\", \"from\"",
            "\"unit\": \"BUP Ljungby\", \"from\"",
            "R-G4",
            "guardian_ended",
        ),
        (
            "\"told\": \"2026-11-23T08:00:00+01:00\"",
            "\"told\": \"2026-11-22T08:00:00+01:00\"",
            "R-G6",
            "custody_unknown",
        ),
        (
            "\"kind\": \"guardian\"",
            "\"kind\": \"no_custody\"",
            "R-G1",
            "no_custody",
        ),
        (
            "\"born\": \"2013-03-05\"",
            "\"born\": \"2014-03-05\"",
            "R-G2",
            "not_linked",
        ),
        (
            "\"born\": \"2013-03-05\"",
            "\"born\": \"2013-03-05\", \"protection\": \"confidential\"",
            "R-G7",
            "subject_protected",
        ),
    ] {
        assert_eq!(
            changed(from, to),
            (rule.to_owned(), reason.to_owned()),
            "{to}"
        );
    }
}

// R-G9: the explanation says what the user is not told.
#[test]
fn a_block_is_explained_and_not_told() {
    let folder = folder();
    let block = "\"blocks\": [{\"principal\": \"Region Kronoberg\", \"from\": \"2026-11-01\", \"until\": \"2026-12-31\"}]";

    let output = explain(&folder, &example().replace("\"blocks\": []", block), &[]);

    let text = stdout(&output);
    assert!(text.contains("In the log   blocked\n"), "{text}");
    assert!(text.contains("Told         The user is told only that the child can't be added"));
    assert!(
        text.contains("Changes      2027-01-01 00:00:00, in Sweden: allowed by R-J5."),
        "{text}"
    );
}

#[test]
fn facts_that_mean_nothing_are_refused_with_their_line() {
    let folder = folder();
    let line = |text: &str| {
        let found = example().lines().position(|line| line.contains(text));
        found.unwrap() + 1
    };
    for (from, to, at, said) in [
        (
            "\"blocks\"",
            "\"blokcs\"",
            Some("\"blocks\""),
            "unknown field `blokcs`",
        ),
        (
            "\"linked\"",
            "\"likned\"",
            Some("\"linked\""),
            "unknown field `likned`",
        ),
        (
            "\"journal\"",
            "\"jurnal\"",
            Some("\"journal\""),
            "unknown variant `jurnal`",
        ),
        (
            "\"2013-03-05\"",
            "\"2013-02-30\"",
            Some("\"2013-03-05\""),
            "\"2013-02-30\" is not understood",
        ),
        (
            "\"kronoberg\"",
            "\"Kronoberg\"",
            None,
            "write the region in small letters",
        ),
        (
            "\"kind\": \"guardian\"",
            "\"kind\": \"myself\"",
            None,
            "relation",
        ),
    ] {
        assert!(example().contains(from), "{from}");
        let output = explain(&folder, &example().replacen(from, to, 1), &[]);
        let lines = refused(&output);
        assert_eq!(lines.len(), 1, "{lines:?}");
        let place = match at {
            Some(text) => format!("facts.json:{}: ", line(text)),
            None => "facts.json: ".to_owned(),
        };
        assert!(lines[0].starts_with(&place), "{place}{lines:?}");
        assert!(lines[0].contains(said), "{said}: {lines:?}");
    }
    let nowhere = explain(&folder, &example().replace("kronoberg", "gotland"), &[]);
    assert_eq!(refused(&nowhere), ["no rule set has the region gotland"]);
}

/// A database with a guardian and a child, as the register told of them.
async fn two_people(folder: &TempDir) -> String {
    assert!(run(folder, &["migrate"], &[]).status.success());
    let url = format!("sqlite://{}", folder.path().join("data/agera.db").display());
    let database = store::open(&url).await.unwrap();
    let records = seed::register_file(
        "[[person]]\nnumber = \"198503152392\"\nborn = 1985-03-15\ngiven = \"Sara\"\nfamily = \"Lindvall\"\n\
         guardian_of = [{ child = \"201311242380\" }]\n\
         [[person]]\nnumber = \"201311242380\"\nborn = 2013-11-24\n",
    )
    .unwrap();
    for (id, record) in (1..).zip(&records) {
        let id = domain::id::PersonId(uuid::Uuid::from_u128(id));
        let told = at("2026-11-21T12:00:00Z");
        let kept = database.store.keep_register_answer(id, record, told);
        kept.await.unwrap();
    }
    database.close().await;
    url
}

// R-J11, R-G4: what the database knows, and the look in the log.
#[tokio::test]
async fn two_people_of_the_database_are_explained_and_the_look_is_logged() {
    let folder = folder();
    let url = two_people(&folder).await;
    let ask = |at: &str| {
        let arguments = [
            "rules",
            "explain",
            "--actor",
            "-",
            "--subject",
            "-",
            "--area",
            "add_child",
            "--at",
            at,
            "--format",
            "json",
        ];
        told(&folder, &arguments, "19850315-2392\n20131124-2380\n")
    };

    let before = ask("2026-11-23T23:59:59+01:00");
    let after = ask("2026-11-24T00:00:00+01:00");

    let json = |output: &Output| -> Value { serde_json::from_str(stdout(output)).unwrap() };
    assert_eq!(json(&before)["rule"], "R-G1", "{before:?}");
    assert_eq!(json(&before)["changes"]["at"], "2026-11-23T23:00:00Z");
    assert_eq!(json(&after)["reason"], "guardian_ended");
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let rows = sqlx::query(
        "SELECT actor = subject, capacity, action, rule, refused FROM access_log ORDER BY id",
    );
    let rows = rows.fetch_all(&mut connection).await.unwrap();
    assert_eq!(rows.len(), 4, "each look, about each of the two");
    for row in rows {
        assert!(row.get::<bool, _>(0));
        assert_eq!(row.get::<String, _>(1), "operator");
        assert_eq!(row.get::<String, _>(2), "operator.rules-explain");
        assert_eq!(row.get::<String, _>(3), "R-J11");
        assert_eq!(row.get::<Option<String>, _>(4), None);
    }
}

#[tokio::test]
async fn whom_nobody_knows_is_refused_and_no_number_is_repeated() {
    let folder = folder();
    two_people(&folder).await;
    let ask = |actor: &str, subject: &str| {
        let arguments = [
            "rules",
            "explain",
            "--actor",
            actor,
            "--subject",
            subject,
            "--area",
            "inbox",
        ];
        run(&folder, &arguments, &[])
    };

    let stranger = ask("198503152392", "202312312388");
    let slip = ask("198503152393", "201311242380");

    assert!(refused(&stranger)[0].starts_with("--subject: nobody with that number"));
    assert_eq!(refused(&slip), ["--actor: that is no personnummer"]);
    for output in [stranger, slip] {
        assert!(!stderr(&output).contains("85"), "{output:?}");
    }
}
