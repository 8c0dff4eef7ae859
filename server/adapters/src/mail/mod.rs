//! E-mail over SMTP (RFC 5321), to the mail server that the operator has.
//!
//! One connection for each message, taken step by step, because what a broken connection means
//! depends on the step: until the message itself has been sent nobody can have taken it.

mod message;
mod outcome;

use std::time::Duration;

use async_trait::async_trait;
use domain::notice::Email;
use lettre::Address;
use lettre::message::Mailbox;
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{
    AsyncSmtpConnection, Certificate, CertificateStore, TlsParameters,
};
use lettre::transport::smtp::commands::{Data, Mail as MailFrom, Rcpt};
use lettre::transport::smtp::extension::ClientId;
use service::ports::mail::{Mail, Mailer};
use service::ports::send::SendError;
use tokio::time::timeout;

use crate::local::is_this_machine;
use crate::tls::{TrustError, certificates_of};
use outcome::Step;

/// How long to wait for a goodbye: the message is where it should be.
const GOODBYE: Duration = Duration::from_secs(2);

/// How to reach the mail server.
pub struct MailConfig {
    /// Its name, which its certificate must bear.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// How the connection is protected.
    pub encryption: Encryption,
    /// The certificate authorities to trust, as PEM; none: those that the machine trusts.
    pub ca_pem: Option<Vec<u8>>,
    /// Who we are to it, if it asks.
    pub login: Option<Login>,
    /// From whom the messages are.
    pub from: Email,
    /// The sender's name, as people see it.
    pub from_name: String,
    /// How long to wait for a connection.
    pub connect_timeout: Duration,
    /// How long each of the three parts of sending may take: to be let in, to be allowed to send,
    /// to hand over.
    pub timeout: Duration,
}

impl MailConfig {
    /// With TLS, without a login, and with the time limits that we use: 10 seconds to connect, 30
    /// for each part.
    pub fn new(host: impl Into<String>, port: u16, from: Email) -> Self {
        Self {
            host: host.into(),
            port,
            encryption: Encryption::Tls,
            ca_pem: None,
            login: None,
            from,
            from_name: "Agera ombud".to_owned(),
            connect_timeout: Duration::from_secs(10),
            timeout: Duration::from_secs(30),
        }
    }
}

/// How a connection to the mail server is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encryption {
    /// TLS from the first byte (RFC 8314 §3.3).
    Tls,
    /// TLS after the server's greeting (RFC 3207). Without it nothing is sent.
    StartTls,
    /// None: on this machine only.
    None,
}

/// Who we are to the mail server.
#[derive(Clone)]
pub struct Login {
    /// The user.
    pub user: String,
    /// The password.
    pub password: String,
}

/// What the operator must mend before mail can be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigError {
    /// Mail would go over the network for everyone to read.
    #[error("without encryption the mail server must be on this machine")]
    Plain,
    /// The host's name is none.
    #[error("the mail server must be a host name")]
    Host,
    /// The sender's address is none to lettre.
    #[error("the sender's address can't be used")]
    From,
    /// Nobody to trust.
    #[error(transparent)]
    Trust(#[from] TrustError),
}

/// Our mail server, over the network.
pub struct MailClient {
    host: String,
    port: u16,
    encryption: Encryption,
    tls: Option<TlsParameters>,
    login: Option<Credentials>,
    from: Mailbox,
    hello: ClientId,
    connect_timeout: Duration,
    timeout: Duration,
}

impl MailClient {
    /// Reads the certificates; connects to nobody yet.
    pub fn new(config: MailConfig) -> Result<Self, ConfigError> {
        if config.host.is_empty() || config.host.contains(|c: char| !c.is_ascii_graphic()) {
            return Err(ConfigError::Host);
        }
        let tls = match config.encryption {
            Encryption::None if is_this_machine(&config.host) => None,
            Encryption::None => return Err(ConfigError::Plain),
            _ => Some(trust(&config.host, config.ca_pem.as_deref())?),
        };
        let address: Address = config
            .from
            .as_str()
            .parse()
            .map_err(|_| ConfigError::From)?;
        let name = Some(config.from_name).filter(|name| !name.is_empty());
        Ok(Self {
            host: config.host,
            port: config.port,
            encryption: config.encryption,
            tls,
            login: config
                .login
                .map(|login| Credentials::new(login.user, login.password)),
            // The name by which we greet the server: the one of ours that is in the open.
            hello: ClientId::Domain(address.domain().to_owned()),
            from: Mailbox::new(name, address),
            connect_timeout: config.connect_timeout,
            timeout: config.timeout,
        })
    }

    /// Lets the step take its time, and not more.
    async fn within<T>(
        &self,
        step: Step,
        work: impl Future<Output = Result<T, SendError>>,
    ) -> Result<T, SendError> {
        timeout(self.timeout, work)
            .await
            .unwrap_or_else(|_| Err(step.broke("no answer in time")))
    }

    /// A connection that is ready for mail.
    async fn open(&self) -> Result<AsyncSmtpConnection, SendError> {
        let implicit = match self.encryption {
            Encryption::Tls => self.tls.clone(),
            Encryption::StartTls | Encryption::None => None,
        };
        let mut connection = AsyncSmtpConnection::connect_tokio1(
            (self.host.as_str(), self.port),
            Some(self.connect_timeout),
            &self.hello,
            implicit,
            None,
        )
        .await
        .map_err(|error| Step::Connect.failed(&error))?;
        if let (Encryption::StartTls, Some(tls)) = (self.encryption, &self.tls) {
            connection
                .starttls(tls.clone(), &self.hello)
                .await
                .map_err(|error| Step::StartTls.failed(&error))?;
        }
        if let Some(login) = &self.login {
            connection
                .auth(&[Mechanism::Plain, Mechanism::Login], login)
                .await
                .map_err(|error| Step::Login.failed(&error))?;
        }
        Ok(connection)
    }

    /// Says from whom and to whom, and is told to go on.
    async fn offer(
        &self,
        connection: &mut AsyncSmtpConnection,
        to: &Address,
    ) -> Result<(), SendError> {
        let from = MailFrom::new(Some(self.from.email.clone()), Vec::new());
        let to = Rcpt::new(to.clone(), Vec::new());
        let said = connection.command(from).await;
        said.map_err(|error| Step::From.failed(&error))?;
        let said = connection.command(to).await;
        said.map_err(|error| Step::To.failed(&error))?;
        let said = connection.command(Data).await;
        said.map_err(|error| Step::Data.failed(&error))?;
        Ok(())
    }
}

#[async_trait]
impl Mailer for MailClient {
    async fn send(&self, mail: &Mail) -> Result<(), SendError> {
        let (to, content) = message::write(&self.from, mail)?;
        let mut connection = self.within(Step::Connect, self.open()).await?;
        let offered = self.within(Step::From, self.offer(&mut connection, &to));
        if let Err(refusal) = offered.await {
            goodbye(connection).await;
            return Err(refusal);
        }
        let handed_over = async {
            let said = connection.message(&content).await;
            said.map_err(|error| Step::Content.failed(&error))
        };
        let answer = self.within(Step::Content, handed_over).await;
        // Who has not answered that will not answer a goodbye.
        if !matches!(answer, Err(SendError::Unknown(_))) {
            goodbye(connection).await;
        }
        answer.map(drop)
    }
}

/// Whatever comes of it changes nothing any more.
async fn goodbye(mut connection: AsyncSmtpConnection) {
    let _ = timeout(GOODBYE, connection.quit()).await;
}

fn trust(host: &str, ca_pem: Option<&[u8]>) -> Result<TlsParameters, ConfigError> {
    let mut tls = TlsParameters::builder(host.to_owned());
    if let Some(pem) = ca_pem {
        tls = tls.certificate_store(CertificateStore::None);
        for certificate in certificates_of(pem).ok_or(TrustError::Ca)? {
            let certificate =
                Certificate::from_der(certificate.to_vec()).map_err(|_| TrustError::Ca)?;
            tls = tls.add_root_certificate(certificate);
        }
    }
    let wrong = match ca_pem {
        Some(_) => TrustError::Ca,
        None => TrustError::Machine,
    };
    tls.build_rustls().map_err(|_| wrong.into())
}
