//! The key that signs checkpoints of the access log: Ed25519 (RFC 8032), in the files that OpenSSL
//! writes (PKCS#8 and `SubjectPublicKeyInfo` in PEM, RFC 8410).

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::signature::{ED25519, Ed25519KeyPair, KeyPair as _, UnparsedPublicKey};

use crate::ports::chance::Rng;

/// What stands before the 32 bytes of a private key (RFC 8410 §7).
const PRIVATE: [u8; 16] = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
];
/// What stands before the 32 bytes of a public key (RFC 8410 §4).
const PUBLIC: [u8; 12] = [
    0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00,
];

/// The file holds no such key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadKey {
    /// No private key.
    #[error(
        "it holds no private Ed25519 key in PEM; make one with `openssl genpkey -algorithm ed25519`"
    )]
    Private,
    /// No public key.
    #[error("it holds no public Ed25519 key in PEM, as `agera-ombud log public-key` prints it")]
    Public,
}

/// Signs.
pub struct SigningKey(Ed25519KeyPair);

impl SigningKey {
    /// From a file's text.
    pub fn from_pem(text: &str) -> Result<Self, BadKey> {
        let document = read_pem(text, "PRIVATE KEY").ok_or(BadKey::Private)?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&document);
        pair.map(Self).map_err(|_| BadKey::Private)
    }

    /// A new one, as a file's text.
    pub fn new_pem(rng: &dyn Rng) -> String {
        let mut seed = [0; 32];
        rng.fill(&mut seed);
        write_pem(&[&PRIVATE[..], &seed].concat(), "PRIVATE KEY")
    }

    /// What checks its signatures.
    pub fn public(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(self.0.public_key().as_ref());
        PublicKey(bytes)
    }

    /// The signature of these bytes, as text (base64).
    pub(super) fn sign(&self, bytes: &[u8]) -> String {
        STANDARD.encode(self.0.sign(bytes))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey")
    }
}

/// Checks signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// From a file's text.
    pub fn from_pem(text: &str) -> Result<Self, BadKey> {
        let document = read_pem(text, "PUBLIC KEY").ok_or(BadKey::Public)?;
        let bytes = document.strip_prefix(&PUBLIC).ok_or(BadKey::Public)?;
        bytes.try_into().map(Self).map_err(|_| BadKey::Public)
    }

    /// As a file's text.
    pub fn to_pem(self) -> String {
        write_pem(&[&PUBLIC[..], &self.0].concat(), "PUBLIC KEY")
    }

    /// Whether the signature is of these bytes, by this key's other half.
    pub(super) fn signed(&self, bytes: &[u8], signature: &str) -> bool {
        let key = UnparsedPublicKey::new(&ED25519, self.0);
        STANDARD
            .decode(signature)
            .is_ok_and(|signature| key.verify(bytes, &signature).is_ok())
    }
}

fn write_pem(document: &[u8], what: &str) -> String {
    let text = STANDARD.encode(document);
    format!("-----BEGIN {what}-----\n{text}\n-----END {what}-----\n")
}

fn read_pem(text: &str, what: &str) -> Option<Vec<u8>> {
    let (_, rest) = text.split_once(&format!("-----BEGIN {what}-----"))?;
    let (inside, _) = rest.split_once(&format!("-----END {what}-----"))?;
    let inside: String = inside.split_whitespace().collect();
    STANDARD.decode(inside).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 8410 (§10.1, §10.3).
    const EXAMPLE: (&str, &str) = (
        "-----BEGIN PRIVATE KEY-----\n\
         MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC\n\
         -----END PRIVATE KEY-----\n",
        "-----BEGIN PUBLIC KEY-----\n\
         MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=\n\
         -----END PUBLIC KEY-----\n",
    );

    struct Sevens;

    impl Rng for Sevens {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(7);
        }
    }

    #[test]
    fn the_example_is_read_and_written() {
        let key = SigningKey::from_pem(EXAMPLE.0).unwrap();
        assert_eq!(key.public().to_pem(), EXAMPLE.1);
        assert_eq!(PublicKey::from_pem(EXAMPLE.1), Ok(key.public()));
        let ours = SigningKey::from_pem(&SigningKey::new_pem(&Sevens)).unwrap();
        assert_ne!(ours.public(), key.public());
    }

    #[test]
    fn a_signature_is_of_its_bytes_and_its_key() {
        let key = SigningKey::from_pem(EXAMPLE.0).unwrap();
        let other = SigningKey::from_pem(&SigningKey::new_pem(&Sevens)).unwrap();
        let signature = key.sign(b"a");
        assert!(key.public().signed(b"a", &signature));
        assert!(!key.public().signed(b"b", &signature));
        assert!(!other.public().signed(b"a", &signature));
        assert!(!key.public().signed(b"a", "no base64"));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for text in ["", "secret", EXAMPLE.1] {
            assert_eq!(SigningKey::from_pem(text).unwrap_err(), BadKey::Private);
        }
        for text in ["", EXAMPLE.0] {
            assert_eq!(PublicKey::from_pem(text), Err(BadKey::Public));
        }
    }
}
