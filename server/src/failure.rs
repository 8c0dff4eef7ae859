//! Why a command failed: one plain line for each thing to mend.

use std::fmt;

/// Why a command failed. Each line says what is wrong and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure(pub Vec<String>);

impl Failure {
    /// One line.
    pub fn line(line: impl fmt::Display) -> Self {
        Self(vec![line.to_string()])
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl std::error::Error for Failure {}
