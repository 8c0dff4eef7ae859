//! The forms about blocks (R-J7), and the emergency stop (B10).

use axum::response::Response;
use domain::block::{BlockAct, NewBlock};
use domain::id::{RulingId, UnitId};

use super::sent::Sent;
use crate::api::ApiError;

/// Keeps a block, or ends it.
pub(super) async fn change(sent: Sent) -> Response {
    let done = change_block(&sent).await;
    sent.answer(done).await
}

async fn change_block(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let unit: UnitId = sent.id("unit")?;
    let changed = service::blocks::change(services, session, unit, &sent.typed).await;
    let act = changed.map_err(|error| sent.fail(error))?;
    let word = match act {
        BlockAct::Keep { .. } => "behallen",
        BlockAct::End { .. } => "havd",
    };
    Ok(done(unit, word, &[act.block()]))
}

/// Looks for a child, or keeps guardians from it.
pub(super) async fn new(sent: Sent) -> Response {
    if sent.typed.get(NewBlock::ACT) == NewBlock::FIND {
        // The number stands in the form, and must not stand in an address: the page is shown again.
        return match find(&sent).await {
            Ok(()) => sent.again().await,
            Err(error) => sent.answer(Err(error)).await,
        };
    }
    let done = make(&sent).await;
    sent.answer(done).await
}

async fn find(sent: &Sent) -> Result<(), ApiError> {
    let (services, session, unit) = (sent.services(), sent.session()?, sent.id("unit")?);
    let found = service::blocks::find(services, session, unit, &sent.typed).await;
    found.map_err(|error| sent.fail(error))
}

async fn make(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let unit: UnitId = sent.id("unit")?;
    let made = service::blocks::make(services, session, unit, &sent.typed).await;
    let made = made.map_err(|error| sent.fail(error))?;
    let word = if sent.typed.get(NewBlock::ACT) == NewBlock::STOP {
        "stoppat"
    } else {
        "sparrat"
    };
    Ok(done(unit, word, &made))
}

/// Keeps the guardian out who sent a case.
pub(super) async fn stop_case(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let (unit, thread): (UnitId, _) = (sent.id("unit")?, sent.id("thread")?);
    let made = service::blocks::stop_case(services, session, unit, thread, &sent.typed).await;
    let made = made.map_err(|error| sent.fail(error))?;
    Ok(done(unit, "stoppat", &[made]))
}

/// The list, which says what was done with which.
fn done(unit: UnitId, word: &str, blocks: &[RulingId]) -> String {
    let blocks: Vec<_> = blocks.iter().map(ToString::to_string).collect();
    let blocks = blocks.join(".");
    format!("/mottagning/{unit}/sparrar?gjort={word}&sparr={blocks}")
}
