//! The sections `[mail]` and `[sms]`: how messages leave the house. Without a section that way is
//! not offered.

use std::net::IpAddr;
use std::path::PathBuf;

use adapters::mail::Encryption;
use adapters::sms::is_sender;
use domain::notice::Email;

use super::place::{host_of, is_local, missing};
use super::reader::Reader;
use super::values::number;

const ELKS: &str = "https://api.46elks.com";
const FROM_NAME: &str = "Agera ombud";

/// How mail is sent.
#[derive(Clone, Debug)]
pub struct MailSettings {
    /// The mail server.
    pub host: Option<String>,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// The authorities to trust, PEM; none: the machine's.
    pub ca_file: Option<PathBuf>,
    /// The user, if the server asks.
    pub user: Option<String>,
    /// The file that holds its password.
    pub password_file: Option<PathBuf>,
    /// From whom the mails are.
    pub from: Option<Email>,
    /// The sender's name.
    pub from_name: String,
}

/// How SMS are sent.
#[derive(Clone, Debug)]
pub struct SmsSettings {
    /// The gateway's base address.
    pub url: String,
    /// The authorities to trust, PEM; none: the machine's.
    pub ca_file: Option<PathBuf>,
    /// The API user.
    pub user: Option<String>,
    /// The file that holds its password.
    pub password_file: Option<PathBuf>,
    /// From whom the SMS are.
    pub from: Option<String>,
}

impl MailSettings {
    /// Whether mail is offered: anything but what has a default has been set.
    pub fn is_wanted(&self) -> bool {
        self.host.is_some()
            || self.ca_file.is_some()
            || self.user.is_some()
            || self.password_file.is_some()
            || self.from.is_some()
    }

    /// What production needs.
    pub(super) fn check(&self, problems: &mut Vec<String>) {
        if !self.is_wanted() {
            return;
        }
        let missing = |name, what, example| missing("mail", name, what, example);
        match &self.host {
            None => problems.push(missing("host", "the mail server", "smtp.ombud.example")),
            Some(host) if self.encryption == Encryption::None && !is_local(host) => problems.push(
                "mail.encryption: without it the mail server must be on this machine; write \
                 \"tls\" or \"starttls\""
                    .to_owned(),
            ),
            Some(_) => {}
        }
        if self.from.is_none() {
            let example = "no-reply@ombud.example";
            problems.push(missing("from", "the sender's address", example));
        }
        match (&self.user, &self.password_file) {
            (Some(_), None) => problems.push(missing(
                "password_file",
                "the file that holds the password",
                "/etc/agera/mail.password",
            )),
            (None, Some(_)) => problems.push(missing(
                "user",
                "the user whose password that is",
                "agera-ombud",
            )),
            _ => {}
        }
    }
}

impl SmsSettings {
    /// Whether SMS are offered: anything but what has a default has been set.
    pub fn is_wanted(&self) -> bool {
        self.user.is_some()
            || self.ca_file.is_some()
            || self.password_file.is_some()
            || self.from.is_some()
    }

    /// What production needs.
    pub(super) fn check(&self, problems: &mut Vec<String>) {
        if !self.is_wanted() {
            return;
        }
        if is_local(host_of(&self.url)) {
            problems.push(format!(
                "sms.url: a simulator on this machine reaches no phone; write 46elks' address, \
                 {ELKS}, or leave it out"
            ));
        }
        // A colon would end the user's name (RFC 7617 §2). What was written is not repeated: it
        // may hold the password.
        if self.user.as_deref().is_some_and(|user| user.contains(':')) {
            problems.push("sms.user: write the user only, without its password".to_owned());
        }
        let file = "/etc/agera/sms.password";
        for (name, what, example, there) in [
            (
                "user",
                "the API user",
                "u0123456789abcdef",
                self.user.is_some(),
            ),
            (
                "password_file",
                "the file that holds the API password",
                file,
                self.password_file.is_some(),
            ),
            ("from", "the sender", "AgeraOmbud", self.from.is_some()),
        ] {
            if !there {
                problems.push(missing("sms", name, what, example));
            }
        }
    }
}

pub(super) fn mail(reader: &mut Reader) -> MailSettings {
    let file = |text: &str| Ok(PathBuf::from(text));
    let host = reader.take("mail.host", host);
    let port = reader.take("mail.port", |text| number(text, 1, 65_535));
    let at_port = reader.shown.len() - 1;
    let encryption = reader.take("mail.encryption", encryption);
    reader.default_is("tls");
    let encryption = encryption.unwrap_or(Encryption::Tls);
    let usual_port = match encryption {
        Encryption::Tls => 465,
        Encryption::StartTls => 587,
        Encryption::None => 25,
    };
    // What is usual is known only now.
    reader.shown[at_port]
        .text
        .get_or_insert_with(|| usual_port.to_string());
    let ca_file = reader.take("mail.ca_file", file);
    let user = reader.take("mail.user", user);
    let password_file = reader.take("mail.password_file", file);
    let from = reader.take("mail.from", |text| {
        Email::parse(text).map_err(|_| "write an address such as no-reply@ombud.example".to_owned())
    });
    let from_name = reader.take("mail.from_name", name);
    reader.default_is(FROM_NAME);
    MailSettings {
        host,
        port: port
            .and_then(|port| u16::try_from(port).ok())
            .unwrap_or(usual_port),
        encryption,
        ca_file,
        user,
        password_file,
        from,
        from_name: from_name.unwrap_or_else(|| FROM_NAME.to_owned()),
    }
}

pub(super) fn sms(reader: &mut Reader) -> SmsSettings {
    let file = |text: &str| Ok(PathBuf::from(text));
    let url = reader.take("sms.url", url);
    reader.default_is(ELKS);
    SmsSettings {
        url: url.unwrap_or_else(|| ELKS.to_owned()),
        ca_file: reader.take("sms.ca_file", file),
        user: reader.take("sms.user", user),
        password_file: reader.take("sms.password_file", file),
        from: reader.take("sms.from", sender),
    }
}

fn user(text: &str) -> Result<String, String> {
    if text.contains(char::is_control) {
        Err("write the user in one line".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

fn host(text: &str) -> Result<String, String> {
    let name = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
    if text.bytes().all(name) || text.parse::<IpAddr>().is_ok() {
        Ok(text.to_owned())
    } else {
        Err("write the mail server's name only, such as smtp.ombud.example".to_owned())
    }
}

fn encryption(text: &str) -> Result<Encryption, String> {
    match text {
        "tls" => Ok(Encryption::Tls),
        "starttls" => Ok(Encryption::StartTls),
        "none" => Ok(Encryption::None),
        _ => Err("write \"tls\", \"starttls\", or on this machine \"none\"".to_owned()),
    }
}

fn name(text: &str) -> Result<String, String> {
    if text.contains(char::is_control) {
        Err("write a name in one line, such as Agera ombud".to_owned())
    } else {
        Ok(text.to_owned())
    }
}

fn url(text: &str) -> Result<String, String> {
    let host = host_of(text);
    let plain = text.starts_with("http://") && is_local(host);
    if (text.starts_with("https://") && !host.is_empty()) || plain {
        Ok(text.trim_end_matches('/').to_owned())
    } else {
        Err(format!("write an https address, such as {ELKS}"))
    }
}

fn sender(text: &str) -> Result<String, String> {
    if is_sender(text) {
        Ok(text.to_owned())
    } else {
        Err(
            "write up to 11 letters (a to z) and digits, the first of them a letter, or a number \
             such as +46766860000"
                .to_owned(),
        )
    }
}
