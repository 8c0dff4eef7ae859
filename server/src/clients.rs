//! Our clients of outside parties, as the configuration says, with the files that it names.

use std::io::{ErrorKind, Write as _};
use std::path::Path;
use std::sync::Arc;

use adapters::bankid::{BankIdClient, BankIdConfig, Identity};
use adapters::mail::{Login, MailClient, MailConfig};
use adapters::sms::{SmsClient, SmsConfig};
use service::log::Keeper;
use service::log::key::SigningKey;
use service::ports::mail::Mailer;
use service::ports::sms::SmsSender;
use simulators::bankid::CLIENT_P12_PASSWORD;

use crate::checkpoints::CheckpointFolder;
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use crate::ports::SystemRng;

/// BankID.
pub fn bankid(config: &Config) -> Result<BankIdClient, Failure> {
    let files = &config.bankid;
    let path = |path: &'_ Option<std::path::PathBuf>| path.clone().unwrap_or_default();
    let archive = read(
        "bankid.client_certificate",
        &path(&files.client_certificate),
    )?;
    let password = secret("bankid.password_file", &path(&files.password_file))?;
    let ca_pem = read("bankid.ca_file", &path(&files.ca_file))?;
    if password == CLIENT_P12_PASSWORD {
        return Err(Failure::line(
            "bankid.client_certificate: this is the demo's key, which everybody has; \
             write the file that BankID gave you",
        ));
    }
    let url = files.url.clone().unwrap_or_default();
    let identity = Identity::Pkcs12 { archive, password };
    BankIdClient::new(BankIdConfig::new(url, ca_pem, identity)).map_err(Failure::line)
}

/// Our mail server, if mail is offered.
pub fn mailer(config: &Config) -> Result<Option<Arc<dyn Mailer>>, Failure> {
    let settings = &config.mail;
    let (Some(host), Some(from)) = (&settings.host, &settings.from) else {
        return Ok(None);
    };
    let mut mail = MailConfig::new(host, settings.port, from.clone());
    mail.encryption = settings.encryption;
    mail.from_name.clone_from(&settings.from_name);
    mail.ca_pem = optional("mail.ca_file", settings.ca_file.as_deref())?;
    if let (Some(user), Some(file)) = (&settings.user, &settings.password_file) {
        mail.login = Some(Login {
            user: user.clone(),
            password: secret("mail.password_file", file)?,
        });
    }
    let client =
        MailClient::new(mail).map_err(|error| Failure::line(format!("[mail]: {error}")))?;
    Ok(Some(Arc::new(client)))
}

/// The SMS gateway, if SMS are offered.
pub fn sms(config: &Config) -> Result<Option<Arc<dyn SmsSender>>, Failure> {
    let settings = &config.sms;
    let (Some(user), Some(file), Some(from)) =
        (&settings.user, &settings.password_file, &settings.from)
    else {
        return Ok(None);
    };
    let password = secret("sms.password_file", file)?;
    let mut sms = SmsConfig::new(&settings.url, user, password, from);
    sms.ca_pem = optional("sms.ca_file", settings.ca_file.as_deref())?;
    let client = SmsClient::new(sms).map_err(|error| Failure::line(format!("[sms]: {error}")))?;
    Ok(Some(Arc::new(client)))
}

/// What vouches for the access log: the key, and the folder for checkpoints.
pub fn log_keeper(config: &Config) -> Result<Keeper, Failure> {
    let settings = &config.access_log;
    let folder = settings.checkpoints();
    let file = CheckpointFolder::open(folder).map_err(|error| {
        let why = files::why(&error);
        let folder = folder.display();
        Failure::line(format!(
            "access_log.checkpoints: {folder} can't be used: {why}"
        ))
    })?;
    Ok(Keeper {
        key: Arc::new(log_key(config)?),
        file: Arc::new(file),
        policy: settings.policy,
    })
}

/// The key that signs checkpoints of the access log.
pub fn log_key(config: &Config) -> Result<SigningKey, Failure> {
    let path = config.access_log.key_file();
    let text = secret("access_log.key_file", &path)?;
    SigningKey::from_pem(&text).map_err(|error| {
        let path = path.display();
        Failure::line(format!("access_log.key_file: {path}: {error}"))
    })
}

/// Makes the demo's key, for its owner only, where there is none yet.
pub fn make_log_key(config: &Config) -> Result<(), Failure> {
    let path = config.access_log.key_file();
    let mut options = std::fs::OpenOptions::new();
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let made = match options.write(true).create_new(true).open(&path) {
        Ok(mut file) => file.write_all(SigningKey::new_pem(&SystemRng).as_bytes()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error),
    };
    made.map_err(|error| {
        let path = path.display();
        Failure::line(format!(
            "access_log.key_file: {path} can't be written: {error}"
        ))
    })
}

fn read(key: &str, path: &Path) -> Result<Vec<u8>, Failure> {
    std::fs::read(path).map_err(|error| {
        let why = files::why(&error);
        Failure::line(format!("{key}: {} can't be read: {why}", path.display()))
    })
}

fn optional(key: &str, path: Option<&Path>) -> Result<Option<Vec<u8>>, Failure> {
    path.map(|path| read(key, path)).transpose()
}

/// A password: the file's text without the line's end.
fn secret(key: &str, path: &Path) -> Result<String, Failure> {
    let password = String::from_utf8(read(key, path)?)
        .map_err(|_| Failure::line(format!("{key}: the password must be text in UTF-8")))?;
    Ok(password.trim_end_matches(['\r', '\n']).to_owned())
}
