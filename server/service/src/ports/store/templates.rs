//! Texts that a unit's staff keeps for its answers.

use async_trait::async_trait;
use domain::template::{Template, TemplateAct};

use super::StoreResult;
use crate::access::staff::{AtDesk, AtDeskActing};

/// A unit's templates.
#[async_trait]
pub trait Templates: Send + Sync {
    /// The unit's templates by name, in Swedish order.
    async fn templates(&self, desk: &AtDesk) -> StoreResult<Vec<Template>>;

    /// Adds, changes or removes one of the unit's. Added again with the same id, nothing is done; nor
    /// to one that has changed since it was shown.
    async fn change_template(
        &self,
        acting: AtDeskActing,
        act: &TemplateAct,
    ) -> StoreResult<TemplateKept>;
}

/// What became of a template.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TemplateKept {
    /// It is done.
    Done,
    /// The unit has no such template.
    NotFound,
    /// It has changed since it was shown.
    Changed,
    /// The unit has as many as it may have.
    TooMany,
}
