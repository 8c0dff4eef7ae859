//! What belongs to production, and what to the demo: neither may have the other's.

use std::net::IpAddr;

use super::Config;
use crate::failure::Failure;

/// What only production needs, and what only the demo may have.
pub(super) fn production(config: &Config) -> Result<(), Failure> {
    let mut problems = Vec::new();
    match &config.origin {
        None if !config.address.ip().is_loopback() => problems.push(
            "origin is missing: write the address that browsers use, such as \
             https://ombud.example, in the file or in AGERA_ORIGIN"
                .to_owned(),
        ),
        Some(origin) if origin.starts_with("http:") && !is_local(host_of(origin)) => problems
            .push("origin: cookies need https; write for example https://ombud.example".to_owned()),
        _ => {}
    }
    match &config.bankid.url {
        None => problems.push(missing(
            "bankid",
            "url",
            "BankID's address",
            "https://appapi2.bankid.com/rp/v6.0",
        )),
        Some(url) if is_local(host_of(url)) => problems.push(
            "bankid.url: a simulator on this machine identifies nobody; write BankID's address, \
             https://appapi2.bankid.com/rp/v6.0 (the command `demo` starts a simulator)"
                .to_owned(),
        ),
        Some(_) => {}
    }
    let files = [
        (
            "client_certificate",
            "the client certificate (PKCS#12)",
            "/etc/agera/bankid.p12",
            &config.bankid.client_certificate,
        ),
        (
            "password_file",
            "the file that holds its password",
            "/etc/agera/bankid.password",
            &config.bankid.password_file,
        ),
        (
            "ca_file",
            "BankID's own certificate authority (PEM)",
            "/etc/agera/bankid-ca.pem",
            &config.bankid.ca_file,
        ),
    ];
    for (name, what, example, _) in files.iter().filter(|(.., file)| file.is_none()) {
        problems.push(missing("bankid", name, what, example));
    }
    config.mail.check(&mut problems);
    config.sms.check(&mut problems);
    config.access_log.check(&mut problems);
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure(problems))
    }
}

/// The line for a key that has to be there.
pub(super) fn missing(section: &str, name: &str, what: &str, example: &str) -> String {
    let (place, variable) = (section.to_uppercase(), name.to_uppercase());
    format!(
        "{section}.{name} is missing: write {what}, such as {example}, under [{section}] in the \
         file or in AGERA_{place}_{variable}"
    )
}

/// What belongs to production.
pub(super) fn demo(config: &Config) -> Result<(), Failure> {
    let mut problems = Vec::new();
    let mut refuse = |key: &str, what: &str| {
        problems.push(format!("{key}: the demo lets everybody in, so {what}"));
    };
    if !config.address.ip().is_loopback() {
        refuse(
            "address",
            "it listens on this machine only; write 127.0.0.1 and a port",
        );
    }
    if config
        .origin
        .as_deref()
        .is_some_and(|origin| !is_local(host_of(origin)))
    {
        refuse(
            "origin",
            "it has no public address; leave it out, or use the command `serve`",
        );
    }
    if config
        .bankid
        .url
        .as_deref()
        .is_some_and(|url| !is_local(host_of(url)))
    {
        refuse(
            "bankid.url",
            "it never asks the real BankID; leave it out, or use the command `serve`",
        );
    }
    if config.mail.is_wanted() {
        refuse("mail", "it sends to a simulator; leave [mail] out");
    }
    if config.sms.is_wanted() {
        refuse("sms", "it sends to a simulator; leave [sms] out");
    }
    if problems.is_empty() {
        Ok(())
    } else {
        Err(Failure(problems))
    }
}

/// The host in an address, without its port; empty where there is none.
pub(super) fn host_of(url: &str) -> &str {
    let authority = url.split_once("://").map_or("", |(_, rest)| rest);
    let authority = authority.split(['/', '?', '#']).next().unwrap_or_default();
    let place = authority.rsplit('@').next().unwrap_or_default();
    match place.rsplit_once(':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => place,
    }
}

/// Whether the host is this machine.
pub(super) fn is_local(host: &str) -> bool {
    let host = host
        .trim_start_matches('[')
        .trim_end_matches(']')
        .to_lowercase();
    host == "localhost"
        || host.ends_with(".localhost")
        || host
            .parse::<IpAddr>()
            .is_ok_and(|ip| ip.to_canonical().is_loopback())
}
