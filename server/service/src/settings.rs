//! One's own settings.

use domain::access::Area;
use domain::form::{FieldErrors, SettingsForm};

use crate::access::{self, AccessError, Purpose, Subject};
use crate::session::Session;
use crate::{Fault, Services};

/// Why a setting was not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// No proof.
    #[error(transparent)]
    Access(#[from] AccessError),
}

/// Saves one's own settings.
pub async fn save(
    services: &Services,
    session: &Session,
    form: &SettingsForm,
) -> Result<(), SaveError> {
    let theme = form.validate().map_err(SaveError::Fields)?;
    let purpose = Purpose::new(Area::Settings, "settings.theme");
    let acting = access::act(services, session, Subject::Myself, purpose).await?;
    services
        .store
        .set_theme(acting, theme)
        .await
        .map_err(Fault::from)
        .map_err(AccessError::from)?;
    Ok(())
}
