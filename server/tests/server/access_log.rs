//! The access log, from the request to the auditor who looks whether it is as it was written (R-J11).

use std::process::Output;
use std::sync::Arc;

use agera_ombud::checkpoints::CheckpointFolder;
use agera_ombud::ports::{SystemClock, SystemRng};
use service::Services;
use service::log::key::SigningKey;
use service::log::{Keeper, Policy, Sealing};
use sqlx::{AssertSqlSafe, Connection, SqliteConnection, raw_sql};
use tempfile::TempDir;

use crate::cli::{folder, refused, run, stderr, stdout, told};
use crate::support::{FakeBankId, World, person};

const SETTINGS: [(&str, &str); 2] = [
    ("AGERA_ACCESS_LOG_CHECKPOINTS", "checkpoints"),
    ("AGERA_ACCESS_LOG_KEY_FILE", "log.pem"),
];

/// The request's number in the log is the one that the answer carries.
#[tokio::test]
async fn an_entry_says_which_request_it_belongs_to() {
    let world = World::new().await;
    let sara = person("198503152392", "Sara", &[]);
    world.register(std::slice::from_ref(&sara)).await;
    let id = world.look_up(&sara).await;
    let mut browser = world.logged_in(id).await;

    let answer = browser.get("/mig/inkorg").await;

    let entries = world.services.store.unsealed(100).await.unwrap();
    assert!(!entries.is_empty());
    for (_, entry) in entries {
        assert_eq!(
            entry.request.as_deref(),
            Some(answer.header("x-request-id"))
        );
    }
}

/// An operator's database, with a clinic and somebody who works there.
fn house() -> TempDir {
    let folder = folder();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "clinics.toml",
        "[[clinic]]\nname = \"Ugglan\"\nphone = \"0470-58 80 00\"\n\
         principal = \"Region Prov\"\nunit = [{ name = \"BVC Ugglan\" }, { name = \"Lab\" }]\n",
    );
    write(
        "people.toml",
        "[[person]]\nnumber = \"198503152392\"\nborn = 1985-03-15\ngiven = \"Gunilla\"\n\
         family = \"Frisk\"\n",
    );
    for arguments in [
        &["migrate"][..],
        &["clinic", "import", "clinics.toml"],
        &["register", "import", "people.toml"],
    ] {
        assert!(run(&folder, arguments, &[]).status.success());
    }
    folder
}

fn add_staff(folder: &TempDir, unit: &str) {
    let arguments = ["staff", "add", "--unit", unit, "--title", "läkare"];
    let added = told(folder, &arguments, "198503152392\n");
    assert!(added.status.success(), "{added:?}");
}

fn verify(folder: &TempDir, arguments: &[&str]) -> Output {
    let arguments = [&["log", "verify"], arguments].concat();
    run(folder, &arguments, &SETTINGS)
}

/// What a server does.
async fn seal(folder: &TempDir) {
    let path = folder.path();
    let url = format!("sqlite://{}", path.join("data/agera.db").display());
    let database = store::open(&url).await.unwrap();
    let services = Services {
        store: database.store.clone(),
        bankid: Arc::new(FakeBankId::default()),
        register: Arc::new(store::ImportedRegister::new(database.import.clone())),
        mailer: None,
        sms: None,
        clock: Arc::new(SystemClock),
        rng: Arc::new(SystemRng),
        rules: service::rules::Rules::always(domain::rules::RuleSet::default()),
        sessions: service::session::Policy::default(),
        staff_names: false,
        request: None,
    };
    let pem = std::fs::read_to_string(path.join("log.pem")).unwrap();
    let keeper = Keeper {
        key: Arc::new(SigningKey::from_pem(&pem).unwrap()),
        file: Arc::new(CheckpointFolder::open(&path.join("checkpoints")).unwrap()),
        policy: Policy::default(),
    };
    let mut node = Sealing::new(&services, keeper);
    node.finish(&services).await.unwrap();
    database.close().await;
}

async fn change(folder: &TempDir, sql: &str) {
    let url = format!("sqlite://{}", folder.path().join("data/agera.db").display());
    let mut connection = SqliteConnection::connect(&url).await.unwrap();
    let sql = raw_sql(AssertSqlSafe(sql));
    sql.execute(&mut connection).await.unwrap();
    connection.close().await.unwrap();
}

#[tokio::test]
async fn an_auditor_finds_what_has_been_changed() {
    let folder = house();
    add_staff(&folder, "BVC Ugglan");
    let no_key = run(&folder, &["log", "verify"], &[]);
    let [line] = &refused(&no_key)[..] else {
        panic!("one line: {no_key:?}")
    };
    let expected =
        "access_log.key_file: data/checkpoints/key.pem can't be read: there is no such file";
    assert_eq!(*line, expected);
    let pem = SigningKey::new_pem(&SystemRng);
    std::fs::write(folder.path().join("log.pem"), pem).unwrap();
    let public = run(&folder, &["log", "public-key"], &SETTINGS);
    assert!(stdout(&public).starts_with("-----BEGIN PUBLIC KEY-----\n"));
    std::fs::write(folder.path().join("public.pem"), &public.stdout).unwrap();

    seal(&folder).await;
    add_staff(&folder, "Lab");

    // The auditor has the public key and the checkpoints only.
    let by_auditor = [
        "log",
        "verify",
        "--public-key",
        "public.pem",
        "--checkpoints",
        "checkpoints",
    ];
    let right = run(&folder, &by_auditor, &[]);
    assert_eq!(right.status.code(), Some(0), "{right:?}");
    let lines: Vec<_> = stdout(&right).lines().collect();
    let [service, principal, all] = lines[..] else {
        panic!("{lines:?}")
    };
    let expected = "The service: 0 entries right; checkpoints vouch until place 0.";
    assert_eq!(service, expected);
    let expected = "Region Prov: 1 entry right; checkpoints vouch until place 1.";
    assert_eq!(principal, expected);
    let (counts, checkpoints) = all.split_once(" (since ").expect(all);
    assert_eq!(counts, "In all: 1 entry right, 1 not sealed yet");
    assert!(checkpoints.ends_with("Z). Signed checkpoints: 1."), "{all}");

    seal(&folder).await;
    change(&folder, "UPDATE access_log SET action = 'inbox.list'").await;
    let wrong = verify(&folder, &[]);
    assert_eq!(wrong.status.code(), Some(1), "{wrong:?}");
    assert_eq!(
        stderr(&wrong),
        "agera-ombud: the access log is not as it was written\n"
    );
    let told = stdout(&wrong);
    let start = "WRONG: Region Prov, place 1, entry ";
    let line = told.lines().find(|line| line.starts_with(start));
    let line = line.expect(told);
    assert!(
        line.ends_with("Z: the entry or its hash has been changed."),
        "{line}"
    );

    let json = verify(&folder, &["--format", "json"]);
    assert_eq!(json.status.code(), Some(1));
    let json: serde_json::Value = serde_json::from_str(stdout(&json)).unwrap();
    let chain = &json["chains"][1];
    assert_eq!(chain["name"], "Region Prov");
    assert_eq!(chain["wrong"]["what"], "edited");
    assert_eq!(chain["wrong"]["place"], 1);
    assert!(
        line.contains(chain["wrong"]["entry"].as_str().unwrap()),
        "{json}"
    );
}

/// The end of the log can be cut off in the database, and not in the checkpoints.
#[tokio::test]
async fn an_auditor_finds_what_has_been_cut_off() {
    let folder = house();
    let pem = SigningKey::new_pem(&SystemRng);
    std::fs::write(folder.path().join("log.pem"), pem).unwrap();
    add_staff(&folder, "BVC Ugglan");
    seal(&folder).await;
    let keep = "CREATE TABLE heads_kept AS SELECT * FROM log_heads";
    change(&folder, keep).await;
    add_staff(&folder, "Lab");
    seal(&folder).await;
    assert_eq!(verify(&folder, &[]).status.code(), Some(0));

    let cut = "DELETE FROM access_log WHERE id IN (SELECT entry FROM log_chain WHERE place = 2);
        DELETE FROM log_chain WHERE place = 2;
        DELETE FROM log_heads; INSERT INTO log_heads SELECT * FROM heads_kept";
    change(&folder, cut).await;

    let wrong = verify(&folder, &[]);
    assert_eq!(wrong.status.code(), Some(1), "{wrong:?}");
    let told = stdout(&wrong);
    let found = told.lines().any(|line| {
        line.starts_with("WRONG: Region Prov, place 2, ")
            && line.ends_with("Z: this and all that followed is gone.")
    });
    assert!(found, "{told}");

    let checkpoints = folder.path().join("checkpoints/checkpoints.jsonl");
    let text = std::fs::read_to_string(&checkpoints).unwrap();
    std::fs::write(&checkpoints, text.replace("\"place\":2", "\"place\":1")).unwrap();
    let told = verify(&folder, &[]);
    let expected = "WRONG: checkpoints/checkpoints.jsonl, line 2: it is not as it was signed.";
    assert!(stdout(&told).contains(expected), "{told:?}");
}
