//! The forms of settings: one's own, and those for a child.

use axum::response::Response;
use domain::form::{FieldCode, SettingsForm, wrong};
use domain::id::LinkId;
use domain::notice::NoticeChange;

use super::sent::Sent;
use crate::api::{ApiCode, ApiError};

/// One's own.
pub(super) async fn own(sent: Sent) -> Response {
    let done = match sent.typed.get(NoticeChange::ACT) {
        "" => theme(&sent).await,
        "tyst" => quiet(&sent).await,
        _ => notices(&sent).await,
    };
    sent.answer(done).await
}

/// Those for a child.
pub(super) async fn childs(sent: Sent) -> Response {
    let done = match sent.typed.get(NoticeChange::ACT) {
        "" => remove_child(&sent).await,
        _ => notices(&sent).await,
    };
    sent.answer(done).await
}

async fn theme(sent: &Sent) -> Result<String, ApiError> {
    let form = SettingsForm {
        tema: sent.typed.get("tema").to_owned(),
    };
    service::settings::save(sent.services(), sent.session()?, &form)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok("/mig/installningar?sparat=1".to_owned())
}

async fn quiet(sent: &Sent) -> Result<String, ApiError> {
    service::notices::set_quiet_hours(sent.services(), sent.session()?, &sent.typed)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok("/mig/installningar?sparat=1".to_owned())
}

/// Where and whether one hears of news.
async fn notices(sent: &Sent) -> Result<String, ApiError> {
    let (session, subject) = (sent.session()?, sent.subject()?);
    let change = service::notices::change(sent.services(), session, subject, &sent.typed).await;
    let done = match change.map_err(|error| sent.fail(error))? {
        NoticeChange::Address(_) => "kod",
        NoticeChange::Confirm(..) => "bekraftad",
        NoticeChange::Remove(_) => "borttagen",
        NoticeChange::Choose(_) => "vald",
    };
    Ok(format!("{}/installningar?avisering={done}", sent.base()))
}

/// Takes a child off one's list, if the box says that one means it.
async fn remove_child(sent: &Sent) -> Result<String, ApiError> {
    let (session, link) = (sent.session()?, sent.id::<LinkId>("link")?);
    if sent.typed.get("ta_bort") != "ja" {
        let fields = wrong("ta_bort", FieldCode::Empty);
        return Err(ApiError {
            fields,
            ..ApiCode::Fields.into()
        });
    }
    service::family::remove_child(sent.services(), session, link)
        .await
        .map_err(|error| sent.fail(error))?;
    Ok("/mig?borttaget=1".to_owned())
}
