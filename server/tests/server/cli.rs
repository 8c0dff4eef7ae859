//! The command line, as a person meets it.

use std::net::TcpListener;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

pub(crate) fn program(folder: &Path) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_agera-ombud"));
    // Of the environment only what a program needs to start: nothing of ours.
    program.env_clear().current_dir(folder);
    program
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    program
}

pub(crate) fn run(folder: &TempDir, arguments: &[&str], environment: &[(&str, &str)]) -> Output {
    program(folder.path())
        .args(arguments)
        .envs(environment.iter().copied())
        .output()
        .unwrap()
}

pub(crate) fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).unwrap()
}

pub(crate) fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).unwrap()
}

/// Refused, with exit status 1 and one line for each problem.
pub(crate) fn refused(output: &Output) -> Vec<&str> {
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert_eq!(stdout(output), "");
    let lines: Vec<_> = stderr(output).lines().collect();
    lines
        .iter()
        .map(|line| line.strip_prefix("agera-ombud: ").expect(line))
        .collect()
}

#[test]
fn help_is_there_for_every_command() {
    let folder = folder();
    for (arguments, words) in [
        (
            &["--help"][..],
            &[
                "serve",
                "demo",
                "migrate",
                "config",
                "register",
                "clinic",
                "staff",
                "admin",
                "principal",
                "journal",
                "log",
                "rules",
                "number",
                "AGERA_ADDRESS",
                "Exit status",
            ][..],
        ),
        (&["serve", "--help"], &["AGERA_CONFIG"]),
        (
            &["demo", "--help"],
            &[
                "AGERA_DEMO_NOW",
                "AGERA_DEMO_BANKID_APP_PORT",
                "AGERA_DEMO_MESSAGES_PORT",
            ],
        ),
        (&["migrate", "--help"], &["tables"]),
        (&["clinic", "import", "--help"], &["[[clinic]]", "offers"]),
        (
            &["staff", "add", "--help"],
            &["standard input", "--in-charge"],
        ),
        (
            &["config", "check", "--help"],
            &["Passwords are hidden", "--demo"],
        ),
        (&["register", "import", "--help"], &["[[person]]"]),
        (
            &["clinic", "identify", "--help"],
            &["SYSTEM|VALUE", "--remove"],
        ),
        (
            &["principal", "token", "add", "--help"],
            &["this once", "hash"],
        ),
        (
            &["journal", "import", "--help"],
            &["FHIR R4", "--principal", "Exit status"],
        ),
        (
            &["log", "verify", "--help"],
            &[
                "checkpoints",
                "--from",
                "--public-key",
                "--format",
                "Exit status",
            ],
        ),
        (
            &["rules", "explain", "--help"],
            &["--facts", "access log", "standard input", "Exit status"],
        ),
        (&["rules", "show", "--help"], &["rules.folder", "source"]),
        (
            &["number", "check", "--help"],
            &["samordningsnummer", "Exit status"],
        ),
    ] {
        let output = run(&folder, arguments, &[]);
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        for word in words {
            assert!(stdout(&output).contains(word), "{arguments:?}: {word}");
        }
    }
    assert_eq!(run(&folder, &["--version"], &[]).status.code(), Some(0));
    assert_eq!(run(&folder, &["dance"], &[]).status.code(), Some(2));
    assert_eq!(run(&folder, &[], &[]).status.code(), Some(2));
}

#[test]
fn a_taken_port_is_told_in_one_line() {
    let folder = folder();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();

    let output = run(&folder, &["demo"], &[("AGERA_ADDRESS", &address)]);

    let expected = format!(
        "can't listen on {address}: another program uses it; stop that one, or set AGERA_ADDRESS \
         to another port"
    );
    assert_eq!(refused(&output), [expected]);
}

#[test]
fn a_file_that_cannot_be_read_is_told_in_one_line() {
    let folder = folder();
    let people = folder.path().join("people.toml");
    std::fs::write(&people, b"\xff").unwrap();
    let missing = run(&folder, &["--config", "agera.toml", "config", "check"], &[]);
    let by_variable = run(
        &folder,
        &["config", "check"],
        &[("AGERA_CONFIG", "agera.toml")],
    );
    let no_file = run(&folder, &["register", "import", "nobody.toml"], &[]);
    let a_folder = run(&folder, &["register", "import", "."], &[]);
    let no_text = run(&folder, &["register", "import", "people.toml"], &[]);

    let config = "the configuration file agera.toml can't be read: there is no such file";
    assert_eq!(refused(&missing), [config]);
    assert_eq!(refused(&by_variable), [config]);
    assert_eq!(
        refused(&no_file),
        ["nobody.toml can't be read: there is no such file"]
    );
    assert_eq!(refused(&a_folder), [". can't be read: it is a folder"]);
    assert_eq!(
        refused(&no_text),
        ["people.toml can't be read: it is not text in UTF-8"]
    );
}

#[test]
fn a_database_that_cannot_be_reached_is_told_in_one_line() {
    let folder = folder();
    let nobody = TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap();
    let postgres = format!("postgres://agera:hemligt@{nobody}/agera");
    for url in [
        postgres.as_str(),
        "sqlite:///dev/null/agera.db",
        "sqlite://.",
    ] {
        for command in ["migrate", "demo"] {
            let environment = [
                ("AGERA_DATABASE_URL", url),
                ("AGERA_ADDRESS", "127.0.0.1:0"),
            ];
            let output = run(&folder, &[command], &environment);
            let lines = refused(&output);
            assert_eq!(lines.len(), 1, "{url}: {lines:?}");
            assert!(!lines[0].contains("hemligt"), "{lines:?}");
        }
    }
}

#[test]
fn every_problem_of_the_configuration_is_a_line() {
    let folder = folder();
    let environment = [("AGERA_ADDRESS", "3000"), ("AGERA_LOG_FORMAT", "xml")];

    let output = run(&folder, &["serve"], &environment);

    assert_eq!(refused(&output).len(), 2);
}

#[test]
fn the_demo_refuses_a_production_configuration() {
    let folder = folder();
    let environment = [
        ("AGERA_ADDRESS", "0.0.0.0:3000"),
        ("AGERA_ORIGIN", "https://ombud.example"),
        ("AGERA_BANKID_URL", "https://appapi2.bankid.com/rp/v6.0"),
    ];

    let output = run(&folder, &["demo"], &environment);

    assert_eq!(refused(&output).len(), 3);
    assert!(!folder.path().join("data").exists(), "nothing was made");
}

#[test]
fn the_demos_own_settings_are_checked() {
    let folder = folder();
    let environment = [
        ("AGERA_DEMO_NOW", "i morgon"),
        ("AGERA_DEMO_BANKID_APP_PORT", "x"),
        ("AGERA_DEMO_MESSAGES_PORT", "-1"),
        ("AGERA_ADDRESS", "127.0.0.1:0"),
    ];

    let output = run(&folder, &["demo"], &environment);

    assert_eq!(
        refused(&output),
        [
            "AGERA_DEMO_BANKID_APP_PORT: write a port, or 0 for any free one",
            "AGERA_DEMO_MESSAGES_PORT: write a port, or 0 for any free one",
            "AGERA_DEMO_NOW: write an instant such as 2026-11-23T23:59:50+01:00",
        ]
    );
}

#[test]
fn serving_refuses_the_demos_bankid() {
    let folder = folder();
    let certificates = simulators::bankid::Certificates::generate();
    let put = |name: &str, content: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, content).unwrap();
        path.display().to_string()
    };
    let p12 = put("client.p12", &certificates.client_p12);
    let password = put(
        "password",
        simulators::bankid::CLIENT_P12_PASSWORD.as_bytes(),
    );
    let ca = put("ca.pem", certificates.ca_pem.as_bytes());
    let with = |url: &'static str| {
        [
            ("AGERA_BANKID_URL", url),
            ("AGERA_BANKID_CLIENT_CERTIFICATE", &p12),
            ("AGERA_BANKID_PASSWORD_FILE", &password),
            ("AGERA_BANKID_CA_FILE", &ca),
            ("AGERA_ACCESS_LOG_CHECKPOINTS", "checkpoints"),
            ("AGERA_ACCESS_LOG_KEY_FILE", "log.pem"),
        ]
    };
    for command in [&["serve"][..], &["config", "check"]] {
        let simulator = run(&folder, command, &with("https://localhost:3443/rp/v6.0"));
        let [line] = &refused(&simulator)[..] else {
            panic!("one line")
        };
        assert!(line.starts_with("bankid.url: a simulator"), "{line}");

        let key = run(
            &folder,
            command,
            &with("https://appapi2.bankid.com/rp/v6.0"),
        );
        let [line] = &refused(&key)[..] else {
            panic!("one line")
        };
        assert!(
            line.starts_with("bankid.client_certificate: this is the demo's key"),
            "{line}"
        );
    }
}

#[test]
fn a_certificate_that_cannot_be_read_is_told_in_one_line() {
    let folder = folder();
    let environment = [
        ("AGERA_BANKID_URL", "https://appapi2.bankid.com/rp/v6.0"),
        ("AGERA_BANKID_CLIENT_CERTIFICATE", "client.p12"),
        ("AGERA_BANKID_PASSWORD_FILE", "password"),
        ("AGERA_BANKID_CA_FILE", "ca.pem"),
        ("AGERA_ACCESS_LOG_CHECKPOINTS", "checkpoints"),
        ("AGERA_ACCESS_LOG_KEY_FILE", "log.pem"),
    ];

    let output = run(&folder, &["config", "check"], &environment);

    let line = "bankid.client_certificate: client.p12 can't be read: there is no such file";
    assert_eq!(refused(&output), [line]);
}

#[test]
fn config_check_shows_what_is_used() {
    let folder = folder();
    let environment = [("AGERA_ADDRESS", "127.0.0.1:8080")];

    let output = run(&folder, &["config", "check", "--demo"], &environment);

    assert_eq!(output.status.code(), Some(0));
    let first = stdout(&output).lines().next().unwrap_or_default();
    assert!(
        first.starts_with("address = \"127.0.0.1:8080\" "),
        "{first}"
    );
    assert!(first.ends_with("# AGERA_ADDRESS"), "{first}");
}

#[test]
fn an_operators_first_day() {
    let folder = folder();
    let file = "[[person]]\nnumber = \"20131124-2380\"\nborn = 2013-11-24\n";
    std::fs::write(folder.path().join("people.toml"), file).unwrap();

    let too_early = run(&folder, &["register", "import", "people.toml"], &[]);
    let migrated = run(&folder, &["migrate"], &[]);
    let again = run(&folder, &["migrate"], &[]);
    let imported = run(&folder, &["register", "import", "people.toml"], &[]);

    assert_eq!(
        refused(&too_early),
        ["the database has no tables for this yet: run `agera-ombud migrate` first"]
    );
    assert!(stdout(&migrated).starts_with("Applied "), "{migrated:?}");
    assert_eq!(stdout(&again), "The database is up to date.\n");
    assert_eq!(stdout(&imported), "Imported 1 person.\n");
    assert!(folder.path().join("data/agera.db").is_file());
}

#[test]
fn a_register_file_with_an_error_imports_nobody_and_repeats_no_number() {
    let folder = folder();
    let file = "[[person]]\nnumber = \"20131124-2381\"\nborn = 2013-11-24\n";
    std::fs::write(folder.path().join("people.toml"), file).unwrap();
    run(&folder, &["migrate"], &[]);

    let output = run(&folder, &["register", "import", "people.toml"], &[]);

    let [line] = &refused(&output)[..] else {
        panic!("one line: {output:?}")
    };
    assert!(
        line.starts_with("people.toml: line 2 (person 1 of the file): "),
        "{line}"
    );
    assert!(!line.contains("2381"), "{line}");
}

/// The program with this on standard input.
pub(crate) fn told(folder: &TempDir, arguments: &[&str], input: &str) -> Output {
    use std::io::Write as _;

    let mut child = program(folder.path())
        .args(arguments)
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    // A program that has refused already does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

// R-C1: who works where is the operator's to say.
#[test]
fn clinics_are_imported_and_staff_come_and_go() {
    const STAFF: &str = "19850315-2392\n";
    let folder = folder();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(
        "clinics.toml",
        "[[clinic]]\nname = \"Ugglan\"\nphone = \"0470-58 80 00\"\n\
         principal = \"Region Prov\"\nunit = [{ name = \"BVC Ugglan\", offers = [\"message\"] }, { name = \"Lab\" }]\n\
         [[clinic]]\nname = \"Linden\"\nphone = \"0470-58 80 01\"\nunit = [{ name = \"Lab\" }]\n",
    );
    write(
        "people.toml",
        "[[person]]\nnumber = \"198503152392\"\nborn = 1985-03-15\ngiven = \"Gunilla\"\n\
         family = \"Frisk\"\n",
    );
    let add = |unit: &str| {
        let arguments = [
            "staff",
            "add",
            "--unit",
            unit,
            "--title",
            "barnsjuksköterska",
        ];
        told(&folder, &arguments, STAFF)
    };
    assert!(refused(&add("BVC Ugglan"))[0].contains("agera-ombud migrate"));
    assert!(run(&folder, &["migrate"], &[]).status.success());
    for _ in 0..2 {
        let imported = run(&folder, &["clinic", "import", "clinics.toml"], &[]);
        assert_eq!(stdout(&imported), "Imported 2 clinics.\n", "{imported:?}");
    }
    assert!(refused(&add("BVC Ugglan"))[0].contains("knows nobody"));
    assert!(
        run(&folder, &["register", "import", "people.toml"], &[])
            .status
            .success()
    );
    for _ in 0..2 {
        assert_eq!(stdout(&add("bvc ugglan")), "Works at BVC Ugglan now.\n");
    }
    assert!(refused(&add("Lab"))[0].contains("several units"));
    assert_eq!(stdout(&add("Linden Lab")), "Works at Lab now.\n");
    assert!(refused(&add("Labbet"))[0].contains("no unit is called"));
    let remove = |input: &str| told(&folder, &["staff", "remove", "--unit", "BVC Ugglan"], input);
    assert!(refused(&remove("19850315\n"))[0].contains("no personnummer"));
    assert_eq!(stdout(&remove(STAFF)), "Works at BVC Ugglan no more.\n");
    let again = remove(STAFF);
    assert!(refused(&again)[0].contains("nobody with that number"));
    assert!(!stderr(&again).contains("1985"), "no number in an error");
    let admin = |act: &str, name: &str| told(&folder, &["admin", act, "--principal", name], STAFF);
    assert!(refused(&admin("add", "Region Prick"))[0].contains("no care principal"));
    for _ in 0..2 {
        let added = admin("add", "Region Prov");
        assert_eq!(
            stdout(&added),
            "Administers Region Prov now.\n",
            "{added:?}"
        );
    }
    let removed = admin("remove", "Region Prov");
    assert_eq!(stdout(&removed), "Administers Region Prov no more.\n");
    assert!(refused(&admin("remove", "Region Prov"))[0].contains("nobody with that number"));
}
