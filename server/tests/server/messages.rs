//! Mail and SMS: what an operator writes, is told and is shown; and what the demo does instead.

use adapters::mail::Encryption;

use crate::cli::{folder, run, stderr, stdout};
use crate::config::load;

/// What production needs beside.
const NEEDED: [(&str, &str); 6] = [
    ("AGERA_BANKID_URL", "https://appapi2.bankid.com/rp/v6.0"),
    ("AGERA_BANKID_CLIENT_CERTIFICATE", "/c"),
    ("AGERA_BANKID_PASSWORD_FILE", "/p"),
    ("AGERA_BANKID_CA_FILE", "/ca"),
    ("AGERA_ACCESS_LOG_CHECKPOINTS", "/checkpoints"),
    ("AGERA_ACCESS_LOG_KEY_FILE", "/key"),
];
const MAIL: [(&str, &str); 2] = [
    ("AGERA_MAIL_HOST", "smtp.ombud.example"),
    ("AGERA_MAIL_FROM", "no-reply@ombud.example"),
];
const SMS: [(&str, &str); 3] = [
    ("AGERA_SMS_USER", "u0123"),
    ("AGERA_SMS_PASSWORD_FILE", "/p"),
    ("AGERA_SMS_FROM", "AgeraOmbud"),
];

/// What production says of a configuration that has all else.
fn told(environment: &[(&str, &str)]) -> Vec<String> {
    let environment = [&NEEDED[..], environment].concat();
    let checked = load(None, &environment).unwrap().check_for_production();
    checked.err().map_or_else(Vec::new, |failure| failure.0)
}

#[test]
fn neither_needs_to_be_offered() {
    let config = load(None, &NEEDED).unwrap();

    assert!(!config.mail.is_wanted() && !config.sms.is_wanted());
    assert_eq!(told(&[]), Vec::<String>::new());
}

#[test]
fn both_can_be_set_in_the_file() {
    let file = "[mail]\nhost = \"smtp.ombud.example\"\nport = 2525\nencryption = \"starttls\"\n\
                ca_file = \"/ca\"\nuser = \"agera\"\npassword_file = \"/p\"\n\
                from = \"No-Reply@Ombud.Example\"\nfrom_name = \"Region Prov\"\n\
                [sms]\nurl = \"https://sms.example/\"\nca_file = \"/ca\"\nuser = \"u0123\"\n\
                password_file = \"/p\"\nfrom = \"+46766860000\"\n";

    let config = load(Some(file), &NEEDED).unwrap();

    let mail = &config.mail;
    assert_eq!(mail.host.as_deref(), Some("smtp.ombud.example"));
    assert_eq!((mail.port, mail.encryption), (2525, Encryption::StartTls));
    let from = mail.from.as_ref().map(ToString::to_string);
    assert_eq!(from.as_deref(), Some("No-Reply@ombud.example"));
    assert_eq!(mail.from_name, "Region Prov");
    assert_eq!(config.sms.url, "https://sms.example");
    assert_eq!(config.sms.from.as_deref(), Some("+46766860000"));
    assert_eq!(config.check_for_production(), Ok(()));
}

#[test]
fn the_port_follows_the_encryption() {
    for (encryption, port) in [("tls", 465), ("starttls", 587), ("none", 25)] {
        let config = load(None, &[("AGERA_MAIL_ENCRYPTION", encryption)]).unwrap();
        assert_eq!(config.mail.port, port);
        assert!(config.show().contains(&format!("\nport = {port} ")));
        assert!(!config.mail.is_wanted(), "a default asks for nothing");
    }
}

#[test]
fn each_problem_is_a_line_that_says_what_to_write() {
    for (variable, value, what) in [
        (
            "AGERA_MAIL_HOST",
            "smtp.ombud.example:587",
            "write the mail server's name only, such as smtp.ombud.example",
        ),
        (
            "AGERA_MAIL_HOST",
            "smtps://smtp.ombud.example",
            "write the mail server's name only, such as smtp.ombud.example",
        ),
        (
            "AGERA_MAIL_PORT",
            "65536",
            "write a whole number from 1 to 65535",
        ),
        (
            "AGERA_MAIL_ENCRYPTION",
            "ssl",
            "write \"tls\", \"starttls\", or on this machine \"none\"",
        ),
        (
            "AGERA_MAIL_FROM",
            "Agera ombud",
            "write an address such as no-reply@ombud.example",
        ),
        (
            "AGERA_MAIL_FROM_NAME",
            "Agera\nombud",
            "write a name in one line, such as Agera ombud",
        ),
        (
            "AGERA_SMS_URL",
            "http://api.46elks.com",
            "write an https address, such as https://api.46elks.com",
        ),
        ("AGERA_SMS_USER", "u\n0123", "write the user in one line"),
        (
            "AGERA_SMS_FROM",
            "Agera ombud",
            "write up to 11 letters (a to z) and digits, the first of them a letter, or a number \
             such as +46766860000",
        ),
    ] {
        let lines = load(None, &[(variable, value)]).unwrap_err();
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert!(
            lines[0].ends_with(&format!(" ({variable}): {value:?} can't be used; {what}")),
            "{lines:?}"
        );
    }
}

#[test]
fn what_is_half_set_is_told() {
    assert_eq!(told(&MAIL), Vec::<String>::new());
    assert_eq!(told(&SMS), Vec::<String>::new());
    for (environment, keys) in [
        (&MAIL[..1], &["mail.from"][..]),
        (&MAIL[1..], &["mail.host"]),
        (
            &[("AGERA_MAIL_USER", "u")],
            &["mail.host", "mail.from", "mail.password_file"],
        ),
        (
            &[("AGERA_MAIL_PASSWORD_FILE", "/p")],
            &["mail.host", "mail.from", "mail.user"],
        ),
        (&SMS[..1], &["sms.password_file", "sms.from"]),
        (&SMS[1..2], &["sms.user", "sms.from"]),
        (&SMS[2..], &["sms.user", "sms.password_file"]),
    ] {
        let lines = told(environment);
        let told: Vec<_> = lines
            .iter()
            .map(|line| line.split_once(" is missing: write ").expect(line).0)
            .collect();
        assert_eq!(told, keys);
    }
    assert_eq!(
        told(&SMS[1..]),
        [
            "sms.user is missing: write the API user, such as u0123456789abcdef, under [sms] in \
             the file or in AGERA_SMS_USER"
        ]
    );
}

#[test]
fn production_sends_nothing_in_the_open_and_nothing_to_a_simulator() {
    let plain = [&MAIL[..], &[("AGERA_MAIL_ENCRYPTION", "none")]].concat();
    let lines = told(&plain);
    assert!(
        lines.len() == 1 && lines[0].starts_with("mail.encryption: without it"),
        "{lines:?}"
    );
    for host in ["localhost", "127.0.0.1", "::1"] {
        let relay = [
            ("AGERA_MAIL_HOST", host),
            ("AGERA_MAIL_ENCRYPTION", "none"),
            MAIL[1],
        ];
        assert_eq!(told(&relay), Vec::<String>::new(), "a relay of our own");
    }
    let with_password = [("AGERA_SMS_USER", "u0123:hemligt"), SMS[1], SMS[2]];
    assert_eq!(
        told(&with_password),
        ["sms.user: write the user only, without its password"]
    );
    for url in ["http://127.0.0.1:4646", "https://localhost:4646"] {
        let lines = told(&[&SMS[..], &[("AGERA_SMS_URL", url)]].concat());
        assert!(
            lines.len() == 1 && lines[0].starts_with("sms.url: a simulator"),
            "{lines:?}"
        );
    }
}

#[test]
fn the_demo_refuses_both() {
    for (environment, key) in [(&MAIL[..], "mail"), (&SMS[..], "sms")] {
        let checked = load(None, environment).unwrap().check_for_demo();
        let line = format!(
            "{key}: the demo lets everybody in, so it sends to a simulator; leave [{key}] out"
        );
        assert_eq!(checked.unwrap_err().0, [line]);
    }
}

#[test]
fn a_senders_number_is_shown_as_it_was_written() {
    let environment = [("AGERA_SMS_FROM", "+46766860"), ("AGERA_SMS_USER", "007")];

    let shown = load(None, &environment).unwrap().show();

    let again = load(Some(&shown), &[]).unwrap();
    assert_eq!(again.sms.from.as_deref(), Some("+46766860"));
    assert_eq!(again.sms.user.as_deref(), Some("007"));
}

#[test]
fn their_files_are_read_when_the_configuration_is_checked() {
    let folder = folder();
    let certificates = simulators::bankid::Certificates::generate();
    let put = |name: &str, content: &[u8]| {
        std::fs::write(folder.path().join(name), content).unwrap();
    };
    put("ca.pem", certificates.ca_pem.as_bytes());
    put("password", b"hemligt\n");
    put("empty", b"");
    let check = |environment: &[(&str, &str)]| {
        let mail = agera_ombud::config::Config::load(&agera_ombud::config::Sources {
            file: None,
            environment: &|name| {
                let found = environment.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            },
        })
        .unwrap();
        let mailer = agera_ombud::clients::mailer(&mail);
        let sms = agera_ombud::clients::sms(&mail);
        let line = |failure: agera_ombud::failure::Failure| failure.to_string();
        (
            mailer.map(|some| some.is_some()).map_err(line),
            sms.map(|some| some.is_some()).map_err(line),
        )
    };
    let path = |name: &str| folder.path().join(name).display().to_string();
    let (ca, password, empty) = (path("ca.pem"), path("password"), path("empty"));

    assert_eq!(check(&[]), (Ok(false), Ok(false)));
    let whole = |ca: &str, password: &str| {
        check(&[
            ("AGERA_MAIL_HOST", "smtp.ombud.example"),
            ("AGERA_MAIL_FROM", "no-reply@ombud.example"),
            ("AGERA_MAIL_USER", "agera"),
            ("AGERA_MAIL_PASSWORD_FILE", password),
            ("AGERA_MAIL_CA_FILE", ca),
            ("AGERA_SMS_USER", "u0123"),
            ("AGERA_SMS_PASSWORD_FILE", password),
            ("AGERA_SMS_FROM", "AgeraOmbud"),
            ("AGERA_SMS_CA_FILE", ca),
        ])
    };
    assert_eq!(whole(&ca, &password), (Ok(true), Ok(true)));
    let no_ca = "the CA file must hold at least one certificate in PEM form";
    assert_eq!(
        whole(&empty, &password),
        (
            Err(format!("[mail]: {no_ca}")),
            Err(format!("[sms]: {no_ca}"))
        )
    );
    assert_eq!(
        whole(&ca, "/finns/inte"),
        (
            Err("mail.password_file: /finns/inte can't be read: there is no such file".to_owned()),
            Err("sms.password_file: /finns/inte can't be read: there is no such file".to_owned())
        )
    );
}

#[test]
fn config_check_shows_both_and_no_password() {
    let folder = folder();
    let output = run(&folder, &["config", "check", "--demo"], &[]);

    let shown = stdout(&output);

    assert_eq!(stderr(&output), "");
    for line in [
        "[mail]",
        "# host =",
        "port = 465",
        "encryption = \"tls\"",
        "from_name = \"Agera ombud\"",
        "[sms]",
        "url = \"https://api.46elks.com\"",
    ] {
        assert!(
            shown.lines().any(|shown| shown.starts_with(line)),
            "{line}: {shown}"
        );
    }
}
