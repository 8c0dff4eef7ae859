//! The forms of errands, for oneself and for a child.

use axum::response::Response;
use domain::draft::{DraftPlace, NewDraft};
use domain::taking_back;
use service::attachment::Files;

use super::sent::Sent;
use crate::api::inbox::ThreadAct;
use crate::api::{ApiCode, ApiError};

/// A new message to a unit, or what of it is to be kept for later.
pub(super) async fn message(mut sent: Sent) -> Response {
    let files = sent.take_files();
    let done = match sent.typed.get(NewDraft::ACT) {
        "" => start_thread(&sent, files).await,
        act => message_draft(&sent, act).await,
    };
    sent.answer(done).await
}

async fn message_draft(sent: &Sent, act: &str) -> Result<String, ApiError> {
    let unit = sent.id("unit")?;
    let word = draft(sent, DraftPlace::Unit(unit), act).await?;
    Ok(format!(
        "{}/kontakta/{unit}/meddelande?utkast={word}",
        sent.base()
    ))
}

/// Keeps what is being written, or throws it away; gives the word for what was done.
async fn draft(sent: &Sent, place: DraftPlace, act: &str) -> Result<&'static str, ApiError> {
    let (services, session, subject) = (sent.services(), sent.session()?, sent.subject()?);
    match act {
        NewDraft::KEEP => {
            let kept = service::drafts::keep(services, session, subject, place, &sent.typed).await;
            let kept = kept.map_err(|error| sent.fail(error))?;
            Ok(if kept { "sparat" } else { "inget" })
        }
        NewDraft::FORGET => {
            let forgotten = service::drafts::forget(services, session, subject, place).await;
            forgotten.map_err(|error| sent.fail(error))?;
            Ok("borttaget")
        }
        _ => Err(ApiCode::BadRequest.into()),
    }
}

async fn start_thread(sent: &Sent, files: Files) -> Result<String, ApiError> {
    let (session, subject, unit) = (sent.session()?, sent.subject()?, sent.id("unit")?);
    let (services, typed) = (sent.services(), &sent.typed);
    let thread = service::message::start(services, session, subject, unit, typed, files);
    let thread = thread.await.map_err(|error| sent.fail(error))?;
    Ok(format!("{}/inkorg/{thread}?skickat=1", sent.base()))
}

/// Asking for prescriptions to be renewed.
pub(super) async fn renewal(sent: Sent) -> Response {
    let done = ask_renewal(&sent).await;
    sent.answer(done).await
}

async fn ask_renewal(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject) = (sent.session()?, sent.subject()?);
    let thread = service::prescription::ask(sent.services(), session, subject, &sent.typed);
    let thread = thread.await.map_err(|error| sent.fail(error))?;
    Ok(format!("{}/inkorg/{thread}?skickat=recept", sent.base()))
}

/// Ordering a certificate of a unit.
pub(super) async fn certificate(sent: Sent) -> Response {
    let done = order_certificate(&sent).await;
    sent.answer(done).await
}

async fn order_certificate(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject, unit) = (sent.session()?, sent.subject()?, sent.id("unit")?);
    let services = sent.services();
    let thread = service::certificate::order(services, session, subject, unit, &sent.typed);
    let thread = thread.await.map_err(|error| sent.fail(error))?;
    Ok(format!("{}/inkorg/{thread}?skickat=intyg", sent.base()))
}

/// Something with a thread: a further message, what of it is to be kept for later, taking the errand
/// back, or putting the thread in order.
pub(super) async fn thread(mut sent: Sent) -> Response {
    let files = sent.take_files();
    let done = match (sent.typed.get(NewDraft::ACT), sent.typed.get("gor")) {
        ("", "svara") => reply(&sent, files).await,
        ("", taking_back::ACT) => take_back(&sent).await,
        ("", _) => change(&sent).await,
        (act, _) => reply_draft(&sent, act).await,
    };
    sent.answer(done).await
}

async fn reply_draft(sent: &Sent, act: &str) -> Result<String, ApiError> {
    let thread = sent.id("thread")?;
    let word = draft(sent, DraftPlace::Thread(thread), act).await?;
    Ok(format!(
        "{}/inkorg/{thread}?utkast={word}#svara",
        sent.base()
    ))
}

async fn reply(sent: &Sent, files: Files) -> Result<String, ApiError> {
    let (session, subject, thread) = (sent.session()?, sent.subject()?, sent.id("thread")?);
    let (services, typed) = (sent.services(), &sent.typed);
    service::message::reply(services, session, subject, thread, typed, files)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok(format!("{}/inkorg/{thread}?skickat=1", sent.base()))
}

async fn take_back(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject, thread) = (sent.session()?, sent.subject()?, sent.id("thread")?);
    let (services, typed) = (sent.services(), &sent.typed);
    service::taking_back::take_back(services, session, subject, thread, typed)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok(format!("{}/inkorg/{thread}?skickat=tillbaka", sent.base()))
}

async fn change(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject, thread) = (sent.session()?, sent.subject()?, sent.id("thread")?);
    let act = ThreadAct::from_word(sent.typed.get("gor"));
    let act = act.ok_or_else(|| ApiError::from(ApiCode::BadRequest))?;
    service::inbox::change(sent.services(), session, subject, thread, act.into())
        .await
        .map_err(|error| sent.fail(error))?;
    let inbox = format!("{}/inkorg", sent.base());
    Ok(match act {
        ThreadAct::Unread | ThreadAct::Archive => inbox,
        ThreadAct::Read | ThreadAct::Restore => format!("{inbox}/{thread}"),
    })
}
