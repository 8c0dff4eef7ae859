//! Log lines on standard error: JSON for machines, or text for people.

use std::io::IsTerminal as _;
use std::panic;

use tracing_subscriber::EnvFilter;

use crate::config::{Log, LogFormat};

/// Starts logging. `usual`: the form where none has been chosen.
pub fn start(log: &Log, usual: LogFormat) {
    let filter = EnvFilter::new(&log.filter);
    let lines = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(std::io::stderr().is_terminal())
        .with_writer(std::io::stderr);
    // Somebody else may have set one already, a test for instance; then that one stays.
    let _ = match log.format.unwrap_or(usual) {
        LogFormat::Json => lines.json().with_span_list(false).try_init(),
        LogFormat::Text => lines.with_target(false).compact().try_init(),
    };
    panic::set_hook(Box::new(|panic| {
        // Where, and not with what words: they may hold a person's data.
        let place = panic
            .location()
            .map(ToString::to_string)
            .unwrap_or_default();
        tracing::error!(place, "a panic");
    }));
}
