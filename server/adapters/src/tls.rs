//! Whom we trust in TLS.

use std::sync::Arc;

use rustls::crypto::ring::default_provider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

/// Why nobody can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrustError {
    /// No certificate in the CA file.
    #[error("the CA file must hold at least one certificate in PEM form")]
    Ca,
    /// The machine trusts nobody.
    #[error(
        "this machine has no certificate authorities: install the package ca-certificates, or \
         write a CA file"
    )]
    Machine,
}

/// The certificates in a PEM file: at least one, and all of them readable.
pub(crate) fn certificates_of(pem: &[u8]) -> Option<Vec<CertificateDer<'static>>> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem).collect();
    found.ok().filter(|certificates| !certificates.is_empty())
}

/// Whom to trust.
#[derive(Clone, Copy)]
pub(crate) enum Trust<'a> {
    /// These authorities (PEM) and nobody else.
    Only(&'a [u8]),
    /// Those that the machine trusts.
    Machine,
    /// Nobody: where nothing is encrypted.
    Nobody,
}

pub(crate) fn client_config(trust: Trust<'_>) -> Result<ClientConfig, TrustError> {
    let provider = Arc::new(default_provider());
    let config = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()
        .expect("ring has what TLS 1.2 and 1.3 need");
    let config = match trust {
        Trust::Only(pem) => config.with_root_certificates(roots(pem)?),
        Trust::Nobody => config.with_root_certificates(RootCertStore::empty()),
        Trust::Machine => {
            let verifier = Verifier::new(provider).map_err(|_| TrustError::Machine)?;
            config
                .dangerous()
                .with_custom_certificate_verifier(Arc::new(verifier))
        }
    };
    Ok(config.with_no_client_auth())
}

fn roots(pem: &[u8]) -> Result<RootCertStore, TrustError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates_of(pem).ok_or(TrustError::Ca)? {
        roots.add(certificate).map_err(|_| TrustError::Ca)?;
    }
    Ok(roots)
}
