//! Choosing to see what is new or not signed in the journal (R-J10).

use axum::response::Response;
use domain::id::EntryId;

use super::sent::Sent;
use crate::api::ApiError;

/// From the journal's list.
pub(super) async fn list(sent: Sent) -> Response {
    let done = choose(&sent).await;
    sent.answer(done).await
}

/// From an entry that is held back.
pub(super) async fn entry(sent: Sent) -> Response {
    let done = choose_at_entry(&sent).await;
    sent.answer(done).await
}

async fn choose(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject) = (sent.session()?, sent.subject()?);
    service::journal::choose_new(sent.services(), session, subject, &sent.typed)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok(format!("{}/journal", sent.base()))
}

async fn choose_at_entry(sent: &Sent) -> Result<String, ApiError> {
    let entry: EntryId = sent.id("entry")?;
    let journal = choose(sent).await?;
    Ok(format!("{journal}/{entry}"))
}
