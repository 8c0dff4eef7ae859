//! "Vem har läst?": the access log as it is read by the person whom it concerns, and by the guardian
//! of a child under 13 (R-J11, B9). Whoever may read the journal may read who has.

use domain::access::{Area, Capacity};
use domain::family::Whom;
use domain::form::PAGE_SIZE;
use domain::id::LogId;
use domain::log::{LogActor, LogFilter, LogForm, LogPage, LogRow};
use jiff::Timestamp;

use crate::access::{self, AccessError, Purpose, Reading, Subject};
use crate::inbox::ListError;
use crate::ports::store::{LogCursor, ReadingRow};
use crate::session::Session;
use crate::{Fault, Services, whom};

/// So many rows of a file are read at once.
const AT_ONCE: usize = 500;
/// A file has no more rows than this: some years of one person's.
const MOST: usize = 20_000;

/// A page of the log, and whose it is.
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
    form: &LogForm,
) -> Result<(Whom, LogPage), ListError> {
    let filter = form.validate().map_err(ListError::Fields)?;
    let purpose = Purpose::new(Area::Journal, "log.list");
    let reading = access::read(services, session, subject, purpose).await?;
    let after = read_cursor(&form.efter);
    let mut rows = services
        .store
        .readings(&reading, filter, after, PAGE_SIZE + 1)
        .await
        .map_err(Fault::from)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    let next = rows
        .last()
        .filter(|_| more)
        .map(|row| write_cursor(row.cursor));
    let told = |row| shown(&reading, row, services.staff_names);
    let page = LogPage {
        rows: rows.into_iter().map(told).collect(),
        next,
    };
    Ok((whom::named(services, &reading, subject), page))
}

/// All of the log, newest first, for a file: at most [`MOST`] rows.
pub async fn whole(
    services: &Services,
    session: &Session,
    subject: Subject,
) -> Result<Vec<LogRow>, AccessError> {
    let purpose = Purpose::new(Area::Journal, "log.file");
    let reading = access::read(services, session, subject, purpose).await?;
    let (mut whole, mut after) = (Vec::new(), None);
    while whole.len() < MOST {
        let rows = services
            .store
            .readings(&reading, LogFilter::All, after, AT_ONCE)
            .await
            .map_err(Fault::from)?;
        let last = rows.len() < AT_ONCE;
        after = rows.last().map(|row| row.cursor);
        let told = |row| shown(&reading, row, services.staff_names);
        whole.extend(rows.into_iter().map(told));
        if last {
            break;
        }
    }
    Ok(whole)
}

/// An entry, as the reader of the log is told of it. `names`: with the names of staff.
fn shown(reading: &Reading, row: ReadingRow, names: bool) -> LogRow {
    let own = row.actor == reading.actor();
    let by = match (row.capacity, reading.capacity()) {
        (Capacity::Staff, _) => match (row.unit, row.staff.filter(|_| names)) {
            (Some(unit), Some(name)) => LogActor::Staff { unit, name },
            (Some(unit), None) => LogActor::Unit(unit),
            (None, _) => LogActor::Care,
        },
        (Capacity::Operator, _) => LogActor::Operator,
        (Capacity::Myself | Capacity::Guardian, _) if own => LogActor::Yourself,
        (Capacity::Myself, _) => LogActor::Child,
        (Capacity::Guardian, Capacity::Myself) => row
            .guardian
            .map_or(LogActor::SomeGuardian, LogActor::Guardian),
        (Capacity::Guardian, _) => LogActor::SomeGuardian,
    };
    LogRow {
        at: row.cursor.at.into(),
        by,
        action: row.action,
    }
}

fn write_cursor(cursor: LogCursor) -> String {
    format!("{}.{}", cursor.at.as_microsecond(), cursor.id)
}

fn read_cursor(text: &str) -> Option<LogCursor> {
    let (at, id) = text.split_once('.')?;
    let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
    let id: LogId = id.parse().ok()?;
    Some(LogCursor { at, id })
}
