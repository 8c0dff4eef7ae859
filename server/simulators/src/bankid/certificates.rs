//! A certificate authority of our own, in place of BankID's.

use std::net::{Ipv4Addr, Ipv6Addr};

use p12_keystore::{Certificate, KeyStore, KeyStoreEntry, PrivateKey, PrivateKeyChain};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose, SanType, date_time_ymd,
};

/// The password of the client's PKCS#12 file. No secret: it opens the simulator only.
pub const CLIENT_P12_PASSWORD: &str = "agera-ombud-demo";

/// Whom both ends trust: a CA, and a certificate with its key for each end.
#[derive(Clone)]
pub struct Certificates {
    /// The CA's certificate.
    pub ca_pem: String,
    /// The API's certificate, for `localhost`, `127.0.0.1` and `::1`.
    pub server_pem: String,
    /// The API's private key.
    pub server_key_pem: String,
    /// The relying party's certificate.
    pub client_pem: String,
    /// The relying party's private key.
    pub client_key_pem: String,
    /// The relying party's certificate and key as BankID hands them out: PKCS#12, with
    /// [`CLIENT_P12_PASSWORD`].
    pub client_p12: Vec<u8>,
}

impl Certificates {
    /// Makes new ones. Valid for so long that a test machine's wrong clock does not matter.
    pub fn generate() -> Self {
        let ca = authority();
        let (server_pem, server_key, _) = issue(&ca, "localhost", true);
        let (client_pem, client_key, client_der) = issue(&ca, "Agera ombud (simulator)", false);
        let ca_pem = ca.1;
        Self {
            client_p12: pkcs12(&client_key, &[client_der, ca.2]),
            ca_pem,
            server_pem,
            server_key_pem: server_key.serialize_pem(),
            client_pem,
            client_key_pem: client_key.serialize_pem(),
        }
    }
}

type Authority = (Issuer<'static, KeyPair>, String, Vec<u8>);

fn authority() -> Authority {
    let key = new_key();
    let mut params = params("BankID-simulatorns CA");
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    let certificate = params.self_signed(&key).expect("the names are valid");
    let der = certificate.der().to_vec();
    (Issuer::new(params, key), certificate.pem(), der)
}

fn issue(ca: &Authority, name: &str, server: bool) -> (String, KeyPair, Vec<u8>) {
    let key = new_key();
    let mut params = params(name);
    params.use_authority_key_identifier_extension = true;
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    if server {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.subject_alt_names = vec![
            SanType::DnsName(name.try_into().expect("the name is ASCII")),
            SanType::IpAddress(Ipv4Addr::LOCALHOST.into()),
            SanType::IpAddress(Ipv6Addr::LOCALHOST.into()),
        ];
    } else {
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth];
    }
    let certificate = params.signed_by(&key, &ca.0).expect("the names are valid");
    (certificate.pem(), key, certificate.der().to_vec())
}

fn params(name: &str) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name.push(DnType::CommonName, name);
    params.not_before = date_time_ymd(2020, 1, 1);
    params.not_after = date_time_ymd(2100, 1, 1);
    params
}

fn new_key() -> KeyPair {
    KeyPair::generate().expect("ring makes P-256 keys on every platform it runs on")
}

fn pkcs12(key: &KeyPair, chain: &[Vec<u8>]) -> Vec<u8> {
    let key = PrivateKey::from_der(&key.serialize_der()).expect("rcgen writes PKCS#8");
    let chain: Vec<_> = chain
        .iter()
        .map(|der| Certificate::from_der(der).expect("rcgen writes X.509"))
        .collect();
    let mut store = KeyStore::new();
    store.add_entry(
        "agera-ombud",
        KeyStoreEntry::PrivateKeyChain(PrivateKeyChain::new("agera-ombud", key, chain)),
    );
    // The password is public, so many rounds would only make the start slower.
    store
        .writer(CLIENT_P12_PASSWORD)
        .encryption_iterations(1_000)
        .mac_iterations(1_000)
        .write()
        .expect("the key and the certificates are well-formed")
}
