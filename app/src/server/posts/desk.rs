//! The forms of the clinic's side.

use axum::response::Response;
use domain::approval::ApprovalAct;
use domain::block::NewBlock;
use domain::case::{CaseAct, CaseForm};
use domain::id::UnitId;
use domain::staff::UnitOffers;
use domain::template::{Template, TemplateAct};
use service::attachment::Files;

use super::blocks::stop_case;
use super::booking::cancel_case;
use super::sent::Sent;
use crate::api::ApiError;

/// Something with a case.
pub(super) async fn case(mut sent: Sent) -> Response {
    let files = sent.take_files();
    let done = match sent.typed.get(CaseForm::ACT) {
        "avboka" => cancel_case(&sent).await,
        NewBlock::STOP_CASE => stop_case(&sent).await,
        Template::INSERT => match answer_with_template(&sent).await {
            Ok(answer) => {
                sent.typed.set(CaseForm::TEXT, answer);
                return sent.again().await;
            }
            Err(error) => Err(error),
        },
        _ => act(&sent, files).await,
    };
    sent.answer(done).await
}

/// What is written, and after it the template that is chosen.
async fn answer_with_template(sent: &Sent) -> Result<String, ApiError> {
    let (session, unit, thread) = (sent.session()?, sent.id("unit")?, sent.id("thread")?);
    let (services, typed) = (sent.services(), &sent.typed);
    let chosen = service::templates::chosen(services, session, unit, thread, typed).await;
    let chosen = chosen.map_err(|error| sent.fail(error))?;
    Ok(chosen.put_after(typed.get(CaseForm::TEXT)))
}

/// A unit's texts for answers.
pub(super) async fn templates(sent: Sent) -> Response {
    let done = change_templates(&sent).await;
    sent.answer(done).await
}

async fn change_templates(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let unit: UnitId = sent.id("unit")?;
    let changed = service::templates::change(services, session, unit, &sent.typed).await;
    let word = match changed.map_err(|error| sent.fail(error))? {
        TemplateAct::Add(_) | TemplateAct::Change(_) => "sparad",
        TemplateAct::Remove(..) => "borttagen",
    };
    Ok(format!("/mottagning/{unit}/mallar?gjort={word}"))
}

/// People with a protected identity whom a unit approves (R-G8).
pub(super) async fn approvals(sent: Sent) -> Response {
    let done = change_approvals(&sent).await;
    sent.answer(done).await
}

async fn change_approvals(sent: &Sent) -> Result<String, ApiError> {
    let (services, session) = (sent.services(), sent.session()?);
    let unit: UnitId = sent.id("unit")?;
    let changed = service::approvals::change(services, session, unit, &sent.typed).await;
    let word = match changed.map_err(|error| sent.fail(error))? {
        ApprovalAct::Add { .. } => "godkand",
        ApprovalAct::End { .. } => "avslutat",
        ApprovalAct::Review { .. } => "sett-over",
    };
    Ok(format!("/mottagning/{unit}/godkanda?gjort={word}"))
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
