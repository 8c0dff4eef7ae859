//! Where checkpoints of the access log are kept: a file outside the database that is only ever
//! added to.

use async_trait::async_trait;

/// What is to be added to a file that ends so.
pub type Lines = Box<dyn FnOnce(&str) -> Vec<String> + Send>;

/// A file that is only ever added to.
#[async_trait]
pub trait CheckpointFile: Send + Sync {
    /// Adds lines, alone with the file: nobody else adds any between the look at its end (the last
    /// lines, at least one whole one if there is any) and these. They are durable when this returns.
    async fn add(&self, lines: Lines) -> Result<(), CheckpointError>;
}

/// A failure of the file; its text is for the operator.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct CheckpointError(pub String);
