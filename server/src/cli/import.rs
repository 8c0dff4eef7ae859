//! `agera-ombud register import FILE`.

use std::path::Path;

use service::ports::clock::Clock as _;

use super::{open_migrated, print};
use crate::config::Config;
use crate::failure::Failure;
use crate::files;
use crate::ports::SystemClock;

/// Puts the file's people into the imported register, all or none.
pub(super) async fn import(config: &Config, file: &Path) -> Result<(), Failure> {
    let shown = file.display();
    let text = std::fs::read_to_string(file)
        .map_err(|error| Failure::line(format!("{shown} can't be read: {}", files::why(&error))))?;
    let records =
        seed::register_file(&text).map_err(|error| Failure::line(format!("{shown}: {error}")))?;
    let database = open_migrated(config).await?;
    let now = SystemClock.now();
    let imported = database.import.import_register(&records, now).await;
    imported.map_err(|error| Failure::line(format!("nothing was imported: {error}")))?;
    database.close().await;
    match records.len() {
        1 => print("Imported 1 person.\n"),
        many => print(&format!("Imported {many} people.\n")),
    }
}
