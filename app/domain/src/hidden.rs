//! Debug output that names nobody: a log line or a failed assertion may print any of our types.

use std::fmt;

/// Stands in debug output where a name or a number would.
pub(crate) struct Hidden;

impl fmt::Debug for Hidden {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}
