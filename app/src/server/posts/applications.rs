//! The forms about applications for an exception: applying, answering, deciding.

use axum::response::Response;
use domain::application::Act;
use domain::id::{ApplicationId, UnitId};
use service::applications;

use super::sent::Sent;
use crate::api::ApiError;

/// A new application.
pub(super) async fn apply(sent: Sent) -> Response {
    let done = apply_for(&sent).await;
    sent.answer(done).await
}

async fn apply_for(sent: &Sent) -> Result<String, ApiError> {
    let applied = applications::apply(sent.services(), sent.session()?, &sent.typed).await;
    applied.map_err(|error| sent.fail(error))?;
    Ok("/mig/ansokningar?skickat=1".to_owned())
}

/// Withdrawing one, or answering it.
pub(super) async fn act(sent: Sent) -> Response {
    let done = act_on(&sent).await;
    sent.answer(done).await
}

async fn act_on(sent: &Sent) -> Result<String, ApiError> {
    let (session, id): (_, ApplicationId) = (sent.session()?, sent.id("application")?);
    let act = applications::act(sent.services(), session, id, &sent.typed).await;
    let act: Act = act.map_err(|error| sent.fail(error))?;
    Ok(format!("/mig/ansokningar/{id}?gjort={}", act.word()))
}

/// What a unit does with one.
pub(super) async fn decide(sent: Sent) -> Response {
    let done = decide_on(&sent).await;
    sent.answer(done).await
}

async fn decide_on(sent: &Sent) -> Result<String, ApiError> {
    let (session, unit): (_, UnitId) = (sent.session()?, sent.id("unit")?);
    let id: ApplicationId = sent.id("application")?;
    let act = applications::desk::act(sent.services(), session, unit, id, &sent.typed).await;
    let act = act.map_err(|error| sent.fail(error))?;
    let word = act.word();
    Ok(format!("/mottagning/{unit}/ansokningar/{id}?gjort={word}"))
}
