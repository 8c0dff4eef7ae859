//! `agera-ombud principal token …`: which systems may send for a care principal.

use std::fmt::Write as _;

use clap::Subcommand;
use domain::id::{PrincipalId, TokenId};
use domain::principal::Principal;
use service::access::intake::hash;
use service::ports::chance::{new_id, new_token};
use service::ports::clock::Clock as _;
use service::ports::store::{NewToken, TokenRow};
use store::OpenStore;

use super::clinic::failed;
use super::{open_migrated, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::ports::{SystemClock, SystemRng};

#[derive(Subcommand)]
pub(super) enum PrincipalCommand {
    /// Tokens by which a care principal's systems send to /fhir
    #[command(subcommand)]
    Token(TokenCommand),
}

#[derive(Subcommand)]
pub(super) enum TokenCommand {
    /// Make a token, and print it: this once
    #[command(long_about = "\
Make a token, and print it. It is shown this once: only its hash is kept. Whoever has it writes into
the journals of the care principal's units; it opens nothing, and reads nothing.")]
    Add {
        /// The care principal's id, or its name, as the clinics' file has it
        #[arg(long)]
        principal: String,
        /// What you call it: which system it is for
        #[arg(long)]
        label: String,
    },
    /// List a care principal's tokens: when each was made, used, revoked
    List {
        /// The care principal's id, or its name
        #[arg(long)]
        principal: String,
    },
    /// End a token, from its next request on
    Revoke {
        /// The care principal's id, or its name
        #[arg(long)]
        principal: String,
        /// The token's id, as `list` has it
        id: String,
    },
}

pub(super) async fn principal(config: &Config, command: PrincipalCommand) -> Result<(), Failure> {
    let PrincipalCommand::Token(command) = command;
    let database = open_migrated(config).await?;
    let store = &database.store;
    let now = SystemClock.now();
    let said = match command {
        TokenCommand::Add { principal, label } => {
            let principal = find(&database, &principal).await?;
            let secret = new_token(&SystemRng);
            let token = NewToken {
                id: TokenId(new_id(&SystemRng, now)),
                principal: principal.id,
                label: one_line(&label)?,
                hash: hash(&secret),
                created: now,
            };
            store.add_token(&token).await.map_err(failed)?;
            format!("{secret}\n")
        }
        TokenCommand::List { principal } => {
            let principal = find(&database, &principal).await?;
            let tokens = store.tokens(principal.id).await.map_err(failed)?;
            listed(&principal, &tokens)
        }
        TokenCommand::Revoke { principal, id } => {
            let principal = find(&database, &principal).await?;
            let revoked = match id.parse() {
                Ok(id) => store.revoke_token(principal.id, id, now).await,
                Err(_) => Ok(false),
            };
            if !revoked.map_err(failed)? {
                return Err(Failure::line(format!(
                    "{} has no such token that holds",
                    principal.name
                )));
            }
            "Revoked.\n".to_owned()
        }
    };
    database.close().await;
    print(&said)
}

/// The care principal with this id or name.
pub(super) async fn find(database: &OpenStore, text: &str) -> Result<Principal, Failure> {
    let store = &database.store;
    let found = match text.parse::<PrincipalId>() {
        Ok(id) => store.principal(id).await.map_err(failed)?,
        Err(_) => store.principal_named(text).await.map_err(failed)?,
    };
    found.ok_or_else(|| Failure::line(format!("no care principal is called {text}")))
}

fn one_line(label: &str) -> Result<String, Failure> {
    let label = label.trim();
    if label.is_empty() || label.chars().count() > 100 || label.chars().any(char::is_control) {
        return Err(Failure::line(
            "--label: write a line of at most 100 characters, such as the system's name",
        ));
    }
    Ok(label.to_owned())
}

fn listed(principal: &Principal, tokens: &[TokenRow]) -> String {
    let mut said = format!("{} ({})\n", principal.name, principal.id);
    if tokens.is_empty() {
        said.push_str("No tokens.\n");
    }
    for token in tokens {
        let minute = |at: jiff::Timestamp| domain::age::local(at).strftime("%Y-%m-%d %H:%M");
        let used = token.used.map(|at| format!("used {}", minute(at)));
        let used = used.unwrap_or_else(|| "never used".to_owned());
        let made = minute(token.created);
        // Writing to a String can't fail.
        let _ = write!(said, "{}  {}: made {made}, {used}", token.id, token.label);
        if let Some(revoked) = token.revoked {
            let _ = write!(said, ", revoked {}", minute(revoked));
        }
        said.push('\n');
    }
    said
}
