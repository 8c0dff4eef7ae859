//! The configuration's messages: which key, where it stands, what to write.

use std::collections::HashMap;
use std::path::Path;

use agera_ombud::config::{Config, Limits, Sources};
use axum::http::HeaderName;
use jiff::SignedDuration;

use crate::support::at;

pub(crate) fn load(
    file: Option<&str>,
    environment: &[(&str, &str)],
) -> Result<Config, Vec<String>> {
    let folder = tempfile::tempdir().unwrap();
    let path = file.map(|text| {
        let path = folder.path().join("agera.toml");
        std::fs::write(&path, text).unwrap();
        path
    });
    let environment: HashMap<_, _> = environment.iter().copied().collect();
    let read = |name: &str| environment.get(name).map(|value| (*value).to_owned());
    let config = Config::load(&Sources {
        file: path,
        environment: &read,
    });
    let folder = format!("{}/", folder.path().display());
    config.map_err(|failure| {
        failure
            .0
            .iter()
            .map(|line| line.replace(&folder, ""))
            .collect()
    })
}

fn problems(file: Option<&str>, environment: &[(&str, &str)]) -> Vec<String> {
    load(file, environment).expect_err("it is refused")
}

#[test]
fn nothing_needs_to_be_set() {
    let config = load(None, &[]).unwrap();

    assert_eq!(config.address.to_string(), "127.0.0.1:3000");
    assert_eq!(config.database_url, "sqlite://data/agera.db");
    assert_eq!(config.origin, None);
    assert_eq!(config.bankid.start_app, "bankid:///?");
    assert_eq!(config.sessions.idle, SignedDuration::from_mins(20));
    assert_eq!(config.sessions.absolute, SignedDuration::from_hours(8));
    let rules = config.rules.at(at("2026-11-21T12:00:00Z"));
    assert_eq!(*rules, domain::rules::RuleSet::default());
    assert_eq!(config.limits(Limits::USUAL), Limits::USUAL);
    assert_eq!(config.check_for_demo(), Ok(()));
    let log = &config.access_log;
    assert_eq!(log.checkpoints(), Path::new("data/checkpoints"));
    assert_eq!(log.policy, service::log::Policy::default());
    assert_eq!(log.policy.keep_years, 5, "R-J11");
    assert!(!log.staff_names);
}

#[test]
fn everything_can_be_set_in_the_file() {
    let config = load(
        Some(
            "address = \"0.0.0.0:80\"\n\
             database_url = \"postgres://agera:hemligt@db/agera\"\n\
             origin = \"https://Ombud.example:443/\"\n\
             client_ip_header = \"X-Forwarded-For\"\n\
             [bankid]\nurl = \"https://appapi2.bankid.com/rp/v6.0/\"\n\
             client_certificate = \"/c.p12\"\npassword_file = \"/p\"\nca_file = \"/ca\"\n\
             start_app = \"https://app.bankid.com/?\"\n\
             [sessions]\nidle_minutes = 10\nabsolute_hours = 4\n\
             [limits]\nchild_tries = 5\nlog_ins = 7\n\
             [log]\nformat = \"text\"\nfilter = \"warn\"\n\
             [access_log]\ncheckpoints = \"/log\"\nkey_file = \"/log.pem\"\nkeep_years = 10\n\
             checkpoint_minutes = 1\ncheckpoint_entries = 500\nstaff_names = true\n\
             [rules]\nregion = \"kronoberg\"\n",
        ),
        &[],
    )
    .unwrap();

    assert_eq!(config.origin.as_deref(), Some("https://ombud.example"));
    assert_eq!(
        config.client_ip_header.as_ref().map(HeaderName::as_str),
        Some("x-forwarded-for")
    );
    assert_eq!(
        config.bankid.url.as_deref(),
        Some("https://appapi2.bankid.com/rp/v6.0")
    );
    assert_eq!(config.sessions.idle, SignedDuration::from_mins(10));
    for usual in [Limits::USUAL, Limits::DEMO] {
        let limits = config.limits(usual);
        assert_eq!((limits.child_tries, limits.log_ins), (5, 7));
    }
    let log = &config.access_log;
    assert_eq!(log.checkpoints(), Path::new("/log"));
    assert_eq!(log.key_file(), Path::new("/log.pem"));
    let policy = log.policy;
    assert_eq!((policy.keep_years, policy.entries), (10, 500));
    assert_eq!(policy.every, SignedDuration::from_mins(1));
    assert!(log.staff_names);
    // R-J6: there is no such exception in Kronoberg.
    let rules = config.rules.at(at("2026-11-21T12:00:00Z"));
    assert!(!rules.child_exceptions);
    assert_eq!(config.check_for_production(), Ok(()));
}

#[test]
fn the_environment_goes_before_the_file_and_an_empty_variable_is_none() {
    let file = Some("address = \"127.0.0.1:1\"\ndatabase_url = \"sqlite://a.db\"\n");
    let environment = [("AGERA_ADDRESS", "localhost:2"), ("AGERA_DATABASE_URL", "")];

    let config = load(file, &environment).unwrap();

    assert_eq!(config.address.to_string(), "127.0.0.1:2");
    assert_eq!(config.database_url, "sqlite://a.db");
}

#[test]
#[expect(clippy::too_many_lines, reason = "it is a table")]
fn each_problem_is_a_line_that_says_what_to_write() {
    let table: [(&str, &str, &str); 22] = [
        (
            "AGERA_ADDRESS",
            "3000",
            "address (AGERA_ADDRESS): \"3000\" can't be used; write an address of this machine and a port, such as 127.0.0.1:3000",
        ),
        (
            "AGERA_DATABASE_URL",
            "mysql://root:hemligt@db",
            "database_url (AGERA_DATABASE_URL): write sqlite://data/agera.db, or postgres://USER:PASSWORD@HOST:5432/NAME",
        ),
        (
            "AGERA_ORIGIN",
            "ombud.example",
            "origin (AGERA_ORIGIN): \"ombud.example\" can't be used; write scheme and host only, such as https://ombud.example",
        ),
        (
            "AGERA_ORIGIN",
            "https://ombud.example/start",
            "origin (AGERA_ORIGIN): \"https://ombud.example/start\" can't be used; write scheme and host only, such as https://ombud.example",
        ),
        (
            "AGERA_ORIGIN",
            "https://anna@ombud.example",
            "origin (AGERA_ORIGIN): \"https://anna@ombud.example\" can't be used; write scheme and host only, such as https://ombud.example",
        ),
        (
            "AGERA_ORIGIN",
            "ftp://ombud.example",
            "origin (AGERA_ORIGIN): \"ftp://ombud.example\" can't be used; write scheme and host only, such as https://ombud.example",
        ),
        (
            "AGERA_SITE",
            "/finns/inte",
            "site (AGERA_SITE): \"/finns/inte\" can't be used; there is no such folder; write the folder of the built site",
        ),
        (
            "AGERA_CLIENT_IP_HEADER",
            "X Forwarded",
            "client_ip_header (AGERA_CLIENT_IP_HEADER): \"X Forwarded\" can't be used; write the name of a header that your proxy sets, such as x-forwarded-for",
        ),
        (
            "AGERA_BANKID_URL",
            "http://bankid.example",
            "bankid.url (AGERA_BANKID_URL): \"http://bankid.example\" can't be used; write an https address, such as https://appapi2.bankid.com/rp/v6.0",
        ),
        (
            "AGERA_BANKID_START_APP",
            "bankid:///",
            "bankid.start_app (AGERA_BANKID_START_APP): \"bankid:///\" can't be used; write what comes before the query, with the question mark: bankid:///?",
        ),
        (
            "AGERA_SESSIONS_IDLE_MINUTES",
            "0",
            "sessions.idle_minutes (AGERA_SESSIONS_IDLE_MINUTES): \"0\" can't be used; write a whole number from 1 to 120",
        ),
        (
            "AGERA_SESSIONS_IDLE_MINUTES",
            "tjugo",
            "sessions.idle_minutes (AGERA_SESSIONS_IDLE_MINUTES): \"tjugo\" can't be used; write a whole number from 1 to 120",
        ),
        (
            "AGERA_SESSIONS_ABSOLUTE_HOURS",
            "25",
            "sessions.absolute_hours (AGERA_SESSIONS_ABSOLUTE_HOURS): \"25\" can't be used; write a whole number from 1 to 24",
        ),
        (
            "AGERA_LIMITS_CHILD_TRIES",
            "-1",
            "limits.child_tries (AGERA_LIMITS_CHILD_TRIES): \"-1\" can't be used; write a whole number from 1 to 1000000",
        ),
        (
            "AGERA_ACCESS_LOG_STAFF_NAMES",
            "ja",
            "access_log.staff_names (AGERA_ACCESS_LOG_STAFF_NAMES): \"ja\" can't be used; write true or false",
        ),
        (
            "AGERA_LOG_FORMAT",
            "xml",
            "log.format (AGERA_LOG_FORMAT): \"xml\" can't be used; write \"json\" or \"text\"",
        ),
        (
            "AGERA_LOG_FILTER",
            "a=b=c",
            "log.filter (AGERA_LOG_FILTER): \"a=b=c\" can't be used; write for example \"info\" or \"info,service=debug\"",
        ),
        (
            "AGERA_ACCESS_LOG_KEEP_YEARS",
            "4", // R-J11
            "access_log.keep_years (AGERA_ACCESS_LOG_KEEP_YEARS): \"4\" can't be used; write a whole number from 5 to 100",
        ),
        (
            "AGERA_RULES_REGION",
            "gotland",
            "rules.region (AGERA_RULES_REGION): \"gotland\" can't be used; no rule set has this region; there are: default, kronoberg",
        ),
        (
            "AGERA_RULES_REGION",
            "Kronoberg",
            "rules.region (AGERA_RULES_REGION): \"Kronoberg\" can't be used; write the region in small letters from a to z, such as kronoberg",
        ),
        (
            "AGERA_RULES_FOLDER",
            "/finns/inte",
            "rules.folder (AGERA_RULES_FOLDER): \"/finns/inte\" can't be used; there is no such folder; write the folder that holds the rule sets",
        ),
        (
            "AGERA_RULES_CUSTODY_HOURS",
            "12",
            "rules.custody_hours (AGERA_RULES_CUSTODY_HOURS): this stands in a rule set now, with its source: `agera-ombud rules show` prints the one in use; change [custody_hours] in a copy of it, and name the copy's folder in rules.folder",
        ),
    ];
    for (variable, value, line) in table {
        assert_eq!(problems(None, &[(variable, value)]), [line]);
    }
}

#[test]
fn a_problem_in_the_file_says_the_line() {
    let table = [
        (
            "\n\n[sessions]\nidle_minutes = 500",
            "sessions.idle_minutes (agera.toml, line 4): \"500\" can't be used; write a whole number from 1 to 120",
        ),
        (
            "adress = \"127.0.0.1:1\"",
            "adress (agera.toml, line 1): there is no such key; did you mean address?",
        ),
        (
            "[bankid]\nca_flie = \"x\"",
            "bankid.ca_flie (agera.toml, line 2): there is no such key; did you mean bankid.ca_file?",
        ),
        (
            "[rules]\nown_login_age = 12",
            "rules.own_login_age (agera.toml, line 2): this stands in a rule set now, with its source: `agera-ombud rules show` prints the one in use; change [own_login_age] in a copy of it, and name the copy's folder in rules.folder",
        ),
        (
            "address = [\"a\"]",
            "address (agera.toml, line 1): write one text or one whole number",
        ),
    ];
    for (file, line) in table {
        assert_eq!(problems(Some(file), &[]), [line]);
    }
    let [no_toml] = &problems(Some("address = \"a\"\naddress 3000"), &[])[..] else {
        panic!("one line")
    };
    assert!(
        no_toml.starts_with("agera.toml, line 2: ") && !no_toml.contains('\n'),
        "{no_toml}"
    );
}

#[test]
fn every_problem_is_told_at_once() {
    let file = Some("adress = \"a\"\nsite = \"/finns/inte\"\n");

    assert_eq!(problems(file, &[("AGERA_LOG_FORMAT", "xml")]).len(), 3);
}
