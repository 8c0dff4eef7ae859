//! BankID on this machine: the relying-party API and a page that plays the app.

use std::fs;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use simulators::bankid::{BankIdSimulator, CLIENT_P12_PASSWORD, Certificates, Config, TestPerson};

/// Plays BankID for demo and tests: the relying-party API v6.0 over mutual TLS, and a web page in
/// place of the app. Nobody is identified for real.
#[derive(Parser)]
#[command(name = "bankid-simulator", version)]
struct Arguments {
    /// Where the API listens; on this machine only
    #[arg(long, default_value = "127.0.0.1:3443")]
    api_address: SocketAddr,
    /// Where the page that plays the app listens
    #[arg(long, default_value = "127.0.0.1:3444")]
    app_address: SocketAddr,
    /// Folder of the certificates; made at the first start
    #[arg(long, default_value = "data/bankid-simulator")]
    certificates: PathBuf,
    /// JSON file of the persons to choose from:
    /// [{"personnummer": "…", "given": "…", "surname": "…", "note": "…"}]
    #[arg(long)]
    persons: Option<PathBuf>,
    /// What the app calls the relying party
    #[arg(long, default_value = "Agera ombud")]
    relying_party: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("bankid-simulator: {reason}");
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), String> {
    let certificates =
        Certificates::in_folder(&arguments.certificates).map_err(|error| error.to_string())?;
    let mut config = Config::new(certificates);
    config.api_address = arguments.api_address;
    config.app_address = arguments.app_address;
    config.relying_party = arguments.relying_party;
    if let Some(path) = &arguments.persons {
        config.persons = read_persons(path)?;
    }
    let simulator = BankIdSimulator::start(config)
        .await
        .map_err(|error| error.to_string())?;
    println!("app  {}", simulator.app_url());
    println!("api  {}", simulator.base_url());
    println!(
        "certificates in {}, password of client.p12: {CLIENT_P12_PASSWORD}",
        arguments.certificates.display()
    );
    asked_to_stop().await;
    simulator.stop().await;
    Ok(())
}

fn read_persons(path: &PathBuf) -> Result<Vec<TestPerson>, String> {
    let text = fs::read_to_string(path)
        .map_err(|error| format!("cannot read {}: {}", path.display(), error.kind()))?;
    serde_json::from_str(&text).map_err(|error| {
        format!(
            "{} line {}: not a list of persons in JSON",
            path.display(),
            error.line()
        )
    })
}

/// Ctrl-C, or the system's polite request to end.
async fn asked_to_stop() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = tokio::signal::ctrl_c() => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Where no signal can be heard, the process is ended from outside.
    let _ = tokio::signal::ctrl_c().await;
}
