//! Certificates: whom we trust, and who we are.

use std::fmt;

use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls::RootCertStore;
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::ConfigError;
use crate::tls::certificates_of;

/// Our client certificate with its private key.
#[derive(Clone)]
pub enum Identity {
    /// As BankID hands it out.
    Pkcs12 {
        /// The content of the `.p12` or `.pfx` file.
        archive: Vec<u8>,
        /// Its password.
        password: String,
    },
    /// As other tools keep it. Both may be the same file.
    Pem {
        /// The certificate, then those above it, if any.
        certificates: Vec<u8>,
        /// The private key (PKCS#8, PKCS#1 or SEC1), not encrypted.
        private_key: Vec<u8>,
    },
}

impl fmt::Debug for Identity {
    /// Never the key or the password.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Pkcs12 { .. } => "Identity::Pkcs12",
            Self::Pem { .. } => "Identity::Pem",
        })
    }
}

type ChainAndKey = (Vec<CertificateDer<'static>>, PrivateKeyDer<'static>);

impl Identity {
    pub(super) fn open(self) -> Result<ChainAndKey, ConfigError> {
        match self {
            Self::Pkcs12 { archive, password } => from_pkcs12(&archive, &password),
            Self::Pem {
                certificates,
                private_key,
            } => {
                let chain = certificates_of(&certificates).ok_or(ConfigError::Certificate)?;
                let key = PrivateKeyDer::from_pem_slice(&private_key)
                    .map_err(|_| ConfigError::PrivateKey)?;
                Ok((chain, key))
            }
        }
    }
}

/// Only these are trusted.
pub(super) fn authorities(pem: &[u8]) -> Result<RootCertStore, ConfigError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates_of(pem).ok_or(ConfigError::Ca)? {
        roots.add(certificate).map_err(|_| ConfigError::Ca)?;
    }
    Ok(roots)
}

fn from_pkcs12(archive: &[u8], password: &str) -> Result<ChainAndKey, ConfigError> {
    let store = KeyStore::from_pkcs12(archive, password, Pkcs12ImportPolicy::Strict)
        .map_err(|_| ConfigError::Pkcs12)?;
    let (_, found) = store.private_key_chain().ok_or(ConfigError::Pkcs12Empty)?;
    let chain: Vec<_> = found
        .certs()
        .iter()
        .map(|certificate| CertificateDer::from(certificate.as_der().to_vec()))
        .collect();
    if chain.is_empty() {
        return Err(ConfigError::Pkcs12Empty);
    }
    let key = PrivatePkcs8KeyDer::from(found.key().as_der().to_vec());
    Ok((chain, key.into()))
}
