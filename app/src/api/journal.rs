//! A person's journal. `who` is `mig`, or a child's link as it stands in the address.

use domain::family::Whom;
use domain::journal::{JournalForm, JournalPage, Opened};
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;

use super::{ApiError, Json};

/// A page of the journal.
#[server(endpoint = "journal", input = GetUrl, output = Json)]
pub async fn read_journal(who: String, form: JournalForm) -> Result<(Whom, JournalPage), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    service::journal::list(&request()?.services, &session()?, subject(&who)?, &form)
        .await
        .map_err(fail)
}

/// One entry, with what was measured in it as it was at other times.
#[server(endpoint = "journal/entry", input = GetUrl, output = Json)]
pub async fn read_entry(who: String, entry: String) -> Result<(Whom, Opened), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    service::journal::entry(
        &request()?.services,
        &session()?,
        subject(&who)?,
        id(&entry)?,
    )
    .await
    .map_err(fail)
}

/// Whether the journal is open, and whose it is, without opening it: for the pages before it
/// (Journaltjänster → Journalen).
#[server(endpoint = "journal/door", input = GetUrl, output = Json)]
pub async fn journal_door(who: String) -> Result<Whom, ApiError> {
    use crate::server::context::{fail, request, session, subject};

    service::journal::door(&request()?.services, &session()?, subject(&who)?)
        .await
        .map_err(fail)
}
