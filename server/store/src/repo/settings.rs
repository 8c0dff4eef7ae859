//! One's own settings.

use async_trait::async_trait;
use domain::form::Theme;
use service::access::Acting;
use service::ports::store::{Settings, StoreResult};
use sqlx::query;

use super::Repo;
use super::log::commit_with;
use crate::convert::failed;
use crate::sql;

#[async_trait]
impl Settings for Repo {
    async fn set_theme(&self, acting: Acting, theme: Theme) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        query(sql::SET_THEME)
            .bind(acting.subject().id.0)
            .bind(theme.word())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        commit_with(transaction, &acting).await
    }
}
