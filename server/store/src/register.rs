//! The imported register as the population register: for a demo, and for an operator who gets the
//! register as files.

use std::sync::Arc;

use async_trait::async_trait;
use domain::personnummer::Personnummer;
use service::ports::register::{PopulationRegister, RegisterError, RegisterRecord};
use service::ports::store::Import;

/// The population register as it was imported.
#[derive(Clone)]
pub struct ImportedRegister {
    records: Arc<dyn Import>,
}

impl ImportedRegister {
    /// The register that was imported into this store.
    pub fn new(records: Arc<dyn Import>) -> Self {
        Self { records }
    }
}

#[async_trait]
impl PopulationRegister for ImportedRegister {
    /// Cuts a protected record as the register itself does, whatever the file said (R-G7).
    async fn look_up(&self, number: Personnummer) -> Result<Option<RegisterRecord>, RegisterError> {
        let found = self.records.imported_record(number).await;
        let record = found.map_err(|error| RegisterError::Unavailable(error.to_string()))?;
        Ok(record.map(RegisterRecord::cut))
    }
}
