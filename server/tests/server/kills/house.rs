//! The server itself: the real program with a production configuration, started and killed.

use std::net::SocketAddr;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::{Arc, Mutex};

use agera_ombud::ports::SystemRng;
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use service::log::key::SigningKey;
use simulators::bankid::{CLIENT_P12_PASSWORD, Certificates};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStderr, Command};
use tokio::sync::watch;

/// The demo's key is refused in production, and so is its password.
const PASSWORD: &str = "kills";
const SIGKILL: i32 = 9;

/// From one start of the server to its end.
#[derive(Clone, Copy)]
pub struct Life {
    /// From 1.
    pub number: u32,
    /// Where it listens.
    pub address: SocketAddr,
}

pub struct House {
    folder: PathBuf,
    environment: Vec<(&'static str, String)>,
    server: Option<Child>,
    lives: watch::Sender<Option<Life>>,
    /// Errors in its log.
    complaints: Arc<Mutex<Vec<String>>>,
}

impl House {
    /// BankID is never asked: everybody is logged in already, and its address leads nowhere.
    pub fn new(folder: &Path, url: &str, smtp: SocketAddr) -> Self {
        let certificates = Certificates::generate();
        let put = |name: &str, content: &[u8]| {
            let path = folder.join(name);
            std::fs::write(&path, content).unwrap();
            path.display().to_string()
        };
        let environment = vec![
            ("AGERA_ADDRESS", "127.0.0.1:0".to_owned()),
            ("AGERA_ORIGIN", "https://ombud.example".to_owned()),
            ("AGERA_DATABASE_URL", url.to_owned()),
            ("AGERA_BANKID_URL", "https://bankid.invalid".to_owned()),
            (
                "AGERA_BANKID_CLIENT_CERTIFICATE",
                put("bankid.p12", &own_key(&certificates)),
            ),
            (
                "AGERA_BANKID_PASSWORD_FILE",
                put("bankid.password", PASSWORD.as_bytes()),
            ),
            (
                "AGERA_BANKID_CA_FILE",
                put("ca.pem", certificates.ca_pem.as_bytes()),
            ),
            (
                "AGERA_ACCESS_LOG_KEY_FILE",
                put("log.pem", SigningKey::new_pem(&SystemRng).as_bytes()),
            ),
            ("AGERA_ACCESS_LOG_CHECKPOINTS", "checkpoints".to_owned()),
            ("AGERA_MAIL_HOST", smtp.ip().to_string()),
            ("AGERA_MAIL_PORT", smtp.port().to_string()),
            ("AGERA_MAIL_ENCRYPTION", "none".to_owned()),
            ("AGERA_MAIL_FROM", "no-reply@ombud.example".to_owned()),
        ];
        Self {
            folder: folder.to_owned(),
            environment,
            server: None,
            lives: watch::Sender::new(None),
            complaints: Arc::default(),
        }
    }

    /// Starts it, and tells everybody as soon as it listens.
    pub async fn start(&mut self) {
        let mut server = Command::new(env!("CARGO_BIN_EXE_agera-ombud"))
            .arg("serve")
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut log = BufReader::new(server.stderr.take().unwrap()).lines();
        let address = where_it_serves(&mut log).await;
        tokio::spawn(listen(log, Arc::clone(&self.complaints)));
        self.server = Some(server);
        self.lives.send_modify(|life| {
            let number = life.map_or(1, |before| before.number + 1);
            *life = Some(Life { number, address });
        });
    }

    /// Kills it, wherever it is in what it does.
    pub async fn kill(&mut self) {
        let mut server = self.server.take().expect("it lives");
        server.start_kill().unwrap();
        let ended = server.wait().await.unwrap();
        assert_eq!(ended.signal(), Some(SIGKILL), "it had ended by itself");
    }

    /// What is wrong with its access log (R-J11).
    pub async fn log_problems(&self) -> Vec<String> {
        let verified = Command::new(env!("CARGO_BIN_EXE_agera-ombud"))
            .args(["log", "verify"])
            .env_clear()
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(&self.folder)
            .output()
            .await
            .unwrap();
        let told = String::from_utf8_lossy(&verified.stdout);
        match verified.status.code() {
            Some(0) => Vec::new(),
            _ => vec![format!(
                "{told}{}",
                String::from_utf8_lossy(&verified.stderr)
            )],
        }
    }

    /// The present life; none before the first start.
    pub fn lives(&self) -> watch::Receiver<Option<Life>> {
        self.lives.subscribe()
    }

    /// Where it listens now.
    pub fn address(&self) -> SocketAddr {
        self.lives.borrow().expect("it lives").address
    }

    /// The errors that it logged.
    pub fn complaints(&self) -> Vec<String> {
        self.complaints.lock().unwrap().clone()
    }
}

/// The client's key with another password.
fn own_key(certificates: &Certificates) -> Vec<u8> {
    let policy = Pkcs12ImportPolicy::Strict;
    let store = KeyStore::from_pkcs12(&certificates.client_p12, CLIENT_P12_PASSWORD, policy);
    let rounds = 1_000;
    store
        .unwrap()
        .writer(PASSWORD)
        .encryption_iterations(rounds)
        .mac_iterations(rounds)
        .write()
        .unwrap()
}

/// Where it listens, from the line that says that it serves.
async fn where_it_serves(log: &mut Lines<BufReader<ChildStderr>>) -> SocketAddr {
    let mut before = Vec::new();
    while let Some(line) = log.next_line().await.unwrap() {
        let said: serde_json::Value = serde_json::from_str(&line).unwrap_or_default();
        if said["fields"]["message"] == "serving" {
            return said["fields"]["address"].as_str().unwrap().parse().unwrap();
        }
        before.push(line);
    }
    panic!("it did not start: {before:#?}");
}

async fn listen(mut log: Lines<BufReader<ChildStderr>>, complaints: Arc<Mutex<Vec<String>>>) {
    // A line that was cut off by the kill tells nothing.
    while let Ok(Some(line)) = log.next_line().await {
        if line.contains("\"level\":\"ERROR\"") {
            complaints.lock().unwrap().push(line);
        }
    }
}
