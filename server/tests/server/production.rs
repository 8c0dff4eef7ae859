//! What belongs to production, and what to the demo; and what an operator is shown.

use agera_ombud::config::KEYS;

use crate::config::load;

#[test]
fn production_needs_bankid_and_an_address_of_its_own() {
    let config = load(None, &[("AGERA_ADDRESS", "0.0.0.0:3000")]).unwrap();
    let lines = config.check_for_production().unwrap_err().0;

    let told = |start: &str| lines.iter().filter(|line| line.starts_with(start)).count();
    assert_eq!(told("origin is missing: write "), 1, "{lines:?}");
    for key in ["url", "client_certificate", "password_file", "ca_file"] {
        assert_eq!(
            told(&format!("bankid.{key} is missing: write ")),
            1,
            "{lines:?}"
        );
    }
    // R-J11: whoever can change the database must not be the one who vouches for its log.
    for key in ["checkpoints", "key_file"] {
        let start = format!("access_log.{key} is missing: write ");
        assert_eq!(told(&start), 1, "{lines:?}");
    }
    assert_eq!(lines.len(), 7);
}

#[test]
fn production_refuses_a_simulator_and_cookies_without_https() {
    let whole = [
        ("AGERA_BANKID_CLIENT_CERTIFICATE", "/c"),
        ("AGERA_BANKID_PASSWORD_FILE", "/p"),
        ("AGERA_BANKID_CA_FILE", "/ca"),
        ("AGERA_ACCESS_LOG_CHECKPOINTS", "/checkpoints"),
        ("AGERA_ACCESS_LOG_KEY_FILE", "/key"),
    ];
    for url in [
        "https://localhost:3443/rp/v6.0",
        "https://127.0.0.1:3443/rp/v6.0",
        "https://127.9.9.9/rp/v6.0",
        "https://[::1]:3443/rp/v6.0",
        "https://bankid.localhost/rp/v6.0",
    ] {
        let environment = [&whole[..], &[("AGERA_BANKID_URL", url)]].concat();
        let lines = load(None, &environment)
            .unwrap()
            .check_for_production()
            .unwrap_err()
            .0;
        assert!(
            lines.len() == 1 && lines[0].starts_with("bankid.url: a simulator"),
            "{lines:?}"
        );
    }
    let real = ("AGERA_BANKID_URL", "https://appapi2.bankid.com/rp/v6.0");
    let environment = [
        &whole[..],
        &[real, ("AGERA_ORIGIN", "http://ombud.example")],
    ]
    .concat();
    let lines = load(None, &environment)
        .unwrap()
        .check_for_production()
        .unwrap_err()
        .0;
    assert!(
        lines.len() == 1 && lines[0].starts_with("origin: cookies need https"),
        "{lines:?}"
    );
}

#[test]
fn the_demo_refuses_what_belongs_to_production() {
    for (variable, value, key) in [
        (
            "AGERA_BANKID_URL",
            "https://appapi2.bankid.com/rp/v6.0",
            "bankid.url",
        ),
        ("AGERA_ADDRESS", "0.0.0.0:3000", "address"),
        ("AGERA_ADDRESS", "192.0.2.7:3000", "address"),
        ("AGERA_ORIGIN", "https://ombud.example", "origin"),
    ] {
        let lines = load(None, &[(variable, value)])
            .unwrap()
            .check_for_demo()
            .unwrap_err()
            .0;
        let start = format!("{key}: the demo lets everybody in, so ");
        assert!(
            lines.len() == 1 && lines[0].starts_with(&start),
            "{lines:?}"
        );
    }
    let local = [
        ("AGERA_ADDRESS", "[::1]:0"),
        ("AGERA_ORIGIN", "http://localhost:8080"),
    ];
    assert_eq!(load(None, &local).unwrap().check_for_demo(), Ok(()));
}

#[test]
fn what_is_used_is_shown_as_a_file_with_no_password_in_it() {
    let file = "[limits]\nchild_tries = 12\n[log]\nfilter = \"warn\"\n";
    for (url, shown) in [
        (
            "postgres://agera:hemligt@db:5432/agera?password=hemligt",
            "postgres://agera:…@db:5432/agera?…",
        ),
        ("postgres://db/agera", "postgres://db/agera"),
        (
            "postgres://agera:hem@ligt@db/agera",
            "postgres://agera:…@db/agera",
        ),
        ("sqlite://data/x.db", "sqlite://data/x.db"),
    ] {
        let text = load(Some(file), &[("AGERA_DATABASE_URL", url)])
            .unwrap()
            .show();
        assert!(
            !text.contains("hemligt") && !text.contains("ligt@"),
            "{text}"
        );
        let wanted = format!("database_url = {shown:?}");
        assert!(
            text.lines()
                .any(|line| line.starts_with(&wanted) && line.ends_with("# AGERA_DATABASE_URL")),
            "{text}"
        );
        assert!(
            text.lines()
                .any(|line| line.starts_with("child_tries = 12")
                    && line.ends_with("agera.toml, line 2")),
            "{text}"
        );
        assert!(
            text.lines()
                .any(|line| line.starts_with("idle_minutes = 20") && line.ends_with("# default")),
            "{text}"
        );
        for key in KEYS {
            let name = key.path.rsplit('.').next().unwrap();
            assert!(text.contains(&format!("{name} =")), "{name}");
        }
        let again = text.replace("…", "x");
        assert!(
            load(Some(&again), &[]).is_ok(),
            "it is itself a configuration file: {again}"
        );
    }
}
