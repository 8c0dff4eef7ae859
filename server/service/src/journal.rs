//! A person's journal as it is read online (R-J1, R-J2, R-J9).

use domain::access::Area;
use domain::family::Whom;
use domain::form::{JournalForm, PAGE_SIZE};
use domain::id::EntryId;
use domain::journal::{Entry, EntrySummary, JournalPage};
use jiff::Timestamp;

use crate::access::{self, AccessError, Purpose, Subject};
use crate::inbox::ListError;
use crate::ports::store::{EntryCursor, EntryRow};
use crate::session::Session;
use crate::{Fault, Services, whom};

/// A page of the journal, and whose it is.
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
    form: &JournalForm,
) -> Result<(Whom, JournalPage), ListError> {
    let filter = form.validate().map_err(ListError::Fields)?;
    let purpose = Purpose::new(Area::Journal, "journal.list");
    let reading = access::read(services, session, subject, purpose).await?;
    let after = read_cursor(&form.efter);
    let mut rows = services
        .store
        .entries(&reading, filter, after, PAGE_SIZE + 1)
        .await
        .map_err(Fault::from)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| write_cursor(row.cursor));
    let units = services
        .store
        .journal_units(&reading)
        .await
        .map_err(Fault::from)?;
    let entries = rows.into_iter().map(summary).collect();
    let whom = whom::named(services, &reading, subject);
    Ok((
        whom,
        JournalPage {
            entries,
            next,
            units,
        },
    ))
}

/// Whose journal it is, if it is open: for the pages before it, which show nothing of it.
pub async fn door(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<Whom, AccessError> {
    let purpose = Purpose::new(Area::Journal, "journal.door");
    let reading = access::read(services, session, subject, purpose).await?;
    Ok(whom::named(services, &reading, subject))
}

/// One entry, and whose it is. The reading is in the log before the text leaves here (R-J11).
pub async fn entry(
    services: &Services,
    session: &Session,
    subject: Subject,
    entry: EntryId,
) -> Result<(Whom, Entry), AccessError> {
    let purpose = Purpose::new(Area::Journal, "journal.entry").about(entry.0);
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services
        .store
        .entry(&reading, entry)
        .await
        .map_err(Fault::from)?;
    let whom = whom::named(services, &reading, subject);
    Ok((whom, found.ok_or(AccessError::NotFound)?))
}

fn summary(row: EntryRow) -> EntrySummary {
    EntrySummary {
        id: row.cursor.id,
        kind: row.kind,
        title: row.title,
        unit: row.unit,
        happened: row.cursor.happened.into(),
        signed: row.signed,
    }
}

fn write_cursor(cursor: EntryCursor) -> String {
    format!("{}.{}", cursor.happened.as_microsecond(), cursor.id)
}

fn read_cursor(text: &str) -> Option<EntryCursor> {
    let (happened, id) = text.split_once('.')?;
    let happened = Timestamp::from_microsecond(happened.parse().ok()?).ok()?;
    Some(EntryCursor {
        happened,
        id: id.parse().ok()?,
    })
}
