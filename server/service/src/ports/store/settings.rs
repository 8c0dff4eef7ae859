//! One's own settings.

use async_trait::async_trait;
use domain::form::Theme;

use super::StoreResult;
use crate::access::Acting;

/// One's own settings.
#[async_trait]
pub trait Settings: Send + Sync {
    /// Sets the theme of the acting's subject.
    async fn set_theme(&self, acting: Acting, theme: Theme) -> StoreResult<()>;
}
