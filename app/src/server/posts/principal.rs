//! The form of a care principal: who works at its units.

use axum::response::Response;
use domain::id::PrincipalId;
use domain::principal::StaffChange;

use super::sent::Sent;
use crate::api::ApiError;

/// Lets somebody work at a unit, or ends it.
pub(super) async fn workforce(sent: Sent) -> Response {
    let done = change(&sent).await;
    sent.answer(done).await
}

async fn change(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let principal: PrincipalId = sent.id("principal")?;
    let changed = service::principals::change(services, session, principal, &sent.typed).await;
    let word = match changed.map_err(|error| sent.fail(error))? {
        StaffChange::Add { .. } => "arbetar",
        StaffChange::Remove { .. } => "borta",
    };
    Ok(format!("/huvudman/{principal}?gjort={word}"))
}
