//! A person's journal as it is read online (R-J1, R-J2, R-J9).

use domain::age;
use domain::booking::start_of;
use domain::family::Whom;
use domain::form::{PAGE_SIZE, Typed};
use domain::id::EntryId;
use domain::journal::{
    Entry, EntryKind, EntrySummary, JournalForm, JournalPage, NewEntries, OpenEntry, Opened, Trend,
    new_from, trends,
};
use domain::moment::Day;
use jiff::Timestamp;

use crate::access::journal::Opening;
use crate::access::{self, AccessError, Reading, Subject};
use crate::inbox::ListError;
use crate::ports::store::{EntryCursor, EntryRow};
use crate::session::Session;
use crate::{Fault, Services, whom};

/// So many entries back what is measured is shown over time.
const MEASURED: usize = 30;

/// A page of the journal, and whose it is.
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
    form: &JournalForm,
) -> Result<(Whom, JournalPage), ListError> {
    let filter = form.validate().map_err(ListError::Fields)?;
    let opening = opening(services, "journal.list");
    let open = access::journal::read(services, session, subject, opening).await?;
    let reading = open.reading;
    let after = read_cursor(&form.efter);
    let shows_new = shows_new(session, &reading);
    let until = (!shows_new).then_some(opening.new_from);
    let mut rows = services
        .store
        .entries(&reading, &filter, until, after, PAGE_SIZE + 1)
        .await
        .map_err(Fault::from)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| write_cursor(row.cursor));
    let entries = rows.into_iter().map(summary).collect();
    let whom = whom::named(services, &reading, subject);
    Ok((
        whom,
        JournalPage {
            entries,
            next,
            units: open.units,
            withheld: open.withheld,
            new: open.new,
            shows_new,
            new_days: services.rules_now().new_entry_days,
        },
    ))
}

/// Whose journal it is, if it is open: for the pages before it, which show nothing of it.
pub async fn door(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<Whom, AccessError> {
    let opening = opening(services, "journal.door");
    let open = access::journal::read(services, session, subject, opening).await?;
    Ok(whom::named(services, &open.reading, subject))
}

/// One entry, and whose it is. The reading is in the log before the text leaves here (R-J11).
pub async fn entry(
    services: &Services,
    session: &Session,
    subject: Subject,
    entry: EntryId,
) -> Result<(Whom, Opened), AccessError> {
    let opening = opening(services, "journal.entry");
    let reading = access::journal::read_entry(services, session, subject, entry, opening).await?;
    let found = services
        .store
        .entry(&reading, entry)
        .await
        .map_err(Fault::from)?;
    let entry = found.ok_or(AccessError::NotFound)?;
    let whom = whom::named(services, &reading, subject);
    let until = (!shows_new(session, &reading)).then_some(opening.new_from);
    let is_new = |from: Timestamp| {
        let first = Day::from(age::today(from));
        !entry.summary.signed || entry.summary.happened.day >= first
    };
    if until.is_some_and(is_new) {
        return Ok((whom, Opened::Held));
    }
    let trends = over_time(services, &reading, &entry, until).await?;
    Ok((whom, Opened::Shown(Box::new(OpenEntry { entry, trends }))))
}

/// Chooses whether entries that are new or not signed are shown, as long as this session lasts
/// (R-J10). One choice at a time: for another person it is made anew.
pub async fn choose_new(
    services: &Services,
    session: &Session,
    subject: Subject,
    typed: &Typed,
) -> Result<(), ListError> {
    let act = NewEntries::read(typed);
    let action = match act {
        Ok(NewEntries::Show) | Err(_) => "journal.show-new",
        Ok(NewEntries::Hide) => "journal.hide-new",
    };
    let opening = opening(services, action);
    let acting = access::journal::act(services, session, subject, opening).await?;
    let shown = act.map_err(ListError::Fields)? == NewEntries::Show;
    let done = services.store.show_new(acting, session.id, shown).await;
    Ok(done.map_err(Fault::from)?)
}

/// What the journal is opened for now.
fn opening(services: &Services, action: &'static str) -> Opening {
    let new_from = new_from(age::today(services.clock.now()), services.rules_now());
    Opening {
        action,
        new_from: start_of(new_from),
    }
}

/// Whether the reader has chosen to see what is new or not signed.
fn shows_new(session: &Session, reading: &Reading) -> bool {
    session.shows_new == Some(reading.subject().id)
}

/// What is measured in the entry, as it was at other times. The log has each entry that is shown
/// with it.
async fn over_time(
    services: &Services,
    reading: &Reading,
    entry: &Entry,
    until: Option<Timestamp>,
) -> Result<Vec<Trend>, Fault> {
    let kind = entry.summary.kind;
    if !matches!(kind, EntryKind::Growth | EntryKind::LabResult) {
        return Ok(Vec::new());
    }
    let measured = services
        .store
        .measured(reading, kind, until, MEASURED)
        .await?;
    let trends = trends(entry, &measured);
    let points = trends.iter().flat_map(|trend| &trend.points);
    let mut others: Vec<_> = points.map(|point| point.entry).collect();
    others.retain(|other| *other != entry.summary.id);
    others.sort_unstable();
    others.dedup();
    let read = |other: EntryId| reading.read_too(services, "journal.trend", other.0);
    let entries: Vec<_> = others.into_iter().map(read).collect();
    services.store.append_all(&entries).await?;
    Ok(trends)
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
