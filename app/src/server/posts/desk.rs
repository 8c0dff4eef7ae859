//! The forms of the clinic's side.

use axum::response::Response;
use domain::case::CaseAct;
use domain::staff::UnitOffers;
use service::attachment::Files;

use super::booking::cancel_case;
use super::sent::Sent;
use crate::api::ApiError;

/// Something with a case.
pub(super) async fn case(mut sent: Sent) -> Response {
    let files = sent.take_files();
    let done = match sent.typed.get("gor") {
        "avboka" => cancel_case(&sent).await,
        _ => act(&sent, files).await,
    };
    sent.answer(done).await
}

async fn act(sent: &Sent, files: Files) -> Result<String, ApiError> {
    let (session, unit, thread) = (sent.session()?, sent.id("unit")?, sent.id("thread")?);
    let (services, typed) = (sent.services(), &sent.typed);
    let act = service::cases::act(services, session, unit, thread, typed, files);
    let act = act.await.map_err(|error| sent.fail(error))?;
    let case = format!("/mottagning/{unit}/arende/{thread}");
    Ok(match act {
        CaseAct::Take | CaseAct::Reopen => case,
        CaseAct::Answer { close: true, .. } => format!("{case}?gjort=svarat-stangt"),
        CaseAct::Answer { close: false, .. } => format!("{case}?gjort=svarat"),
        CaseAct::Close => format!("{case}?gjort=stangt"),
        CaseAct::DecideRenewal { .. } => format!("{case}?gjort=recept"),
        CaseAct::Issue { .. } => format!("{case}?gjort=intyg"),
        CaseAct::DeclineCertificate { .. } => format!("{case}?gjort=intyg-nej"),
        CaseAct::Release => format!("/mottagning/{unit}?gjort=slappt"),
        CaseAct::HandOver(_) => format!("/mottagning/{unit}?gjort=lamnat"),
    })
}

/// What a unit offers online.
pub(super) async fn offers(sent: Sent) -> Response {
    let done = set_offers(&sent).await;
    sent.answer(done).await
}

async fn set_offers(sent: &Sent) -> Result<String, ApiError> {
    let (session, unit) = (sent.session()?, sent.id("unit")?);
    let chosen = sent.typed.all(UnitOffers::SERVICES);
    let certificates = sent.typed.all(UnitOffers::CERTIFICATES);
    service::staff::set_offers(sent.services(), session, unit, &chosen, &certificates)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok(format!("/mottagning/{unit}/tjanster?sparat=1"))
}
