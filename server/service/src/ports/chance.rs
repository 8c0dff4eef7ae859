//! Chance, as a parameter.

use jiff::Timestamp;
use uuid::Uuid;

/// Gives random bytes that nobody can guess.
pub trait Rng: Send + Sync {
    /// Fills the buffer from the operating system's generator.
    fn fill(&self, buffer: &mut [u8]);
}

/// A new identifier: UUID version 7, ordered by time (RFC 9562 §5.7).
pub fn new_id(rng: &dyn Rng, now: Timestamp) -> Uuid {
    let mut random = [0; 10];
    rng.fill(&mut random);
    let millis = u64::try_from(now.as_millisecond()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}

/// A new secret: 256 bits as 64 hexadecimal digits.
pub fn new_token(rng: &dyn Rng) -> String {
    let mut random = [0; 32];
    rng.fill(&mut random);
    hex::encode(random)
}
