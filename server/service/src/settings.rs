//! One's own settings, and the settings page of a child.

use domain::access::Area;
use domain::family::Whom;
use domain::form::{FieldErrors, SettingsForm};

use crate::access::{self, AccessError, Purpose, Subject};
use crate::family;
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

/// Whose settings they are.
pub async fn open(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<Whom, AccessError> {
    let purpose = Purpose::new(Area::Settings, "settings");
    let reading = access::read(services, session, subject, purpose).await?;
    Ok(family::whom(services, &reading, subject))
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
