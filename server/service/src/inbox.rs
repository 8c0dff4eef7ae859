//! A person's inbox (R-E5): the list, one thread, and putting threads in order.

use domain::access::Area;
use domain::contact::OnlineService;
use domain::draft::DraftPlace;
use domain::family::Whom;
use domain::form::{FieldErrors, PAGE_SIZE};
use domain::id::{AttachmentId, ThreadId};
use domain::inbox::{Asked, InboxAsked, InboxForm, InboxPage, Thread, ThreadSummary};
use domain::message::ReplyDesk;
use jiff::Timestamp;

use crate::access::{self, AccessError, Purpose, Subject, place};
use crate::attachment::sha256;
use crate::ports::store::{AttachmentRow, StoreError, ThreadChange, ThreadCursor, ThreadRow};
use crate::session::Session;
use crate::{Fault, Services, certificate, drafts, errand, prescription, taking_back, whom};

/// Why a list could not be shown.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// What was asked for is none of the choices.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// No proof.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for ListError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

/// A page of the inbox, and whose it is.
pub async fn list(
    services: &Services,
    session: &Session,
    subject: Subject,
    form: &InboxForm,
) -> Result<(Whom, InboxPage), ListError> {
    let asked = form.validate().map_err(ListError::Fields)?;
    let purpose = Purpose::new(Area::Inbox, "inbox.list");
    let reading = access::read(services, session, subject, purpose).await?;
    // A cursor that can't be read starts from the top: nothing is hidden by it.
    let after = read_cursor(&form.efter);
    let store = &services.store;
    let searches = !asked.words.is_empty();
    let rows = if searches {
        store.search_threads(&reading, &asked, PAGE_SIZE + 1).await
    } else {
        store.threads(&reading, &asked, after, PAGE_SIZE + 1).await
    };
    let mut rows = rows.map_err(Fault::from)?;
    let more = rows.len() > PAGE_SIZE;
    rows.truncate(PAGE_SIZE);
    // What a search finds is one page: one searches for more words instead.
    let next = rows
        .last()
        .filter(|_| more && !searches)
        .map(|row| write_cursor(row.cursor));
    let unread = services.store.unread(&reading).await.map_err(Fault::from)?;
    let threads = rows.into_iter().map(summary).collect();
    let first = asked == InboxAsked::default() && after.is_none();
    let drafts = if first {
        drafts::list(services, session, subject).await?
    } else {
        Vec::new()
    };
    let whom = whom::named(services, &reading, subject);
    Ok((
        whom,
        InboxPage {
            threads,
            next,
            more: more && searches,
            unread,
            drafts,
        },
    ))
}

/// One thread, whose it is, and what the form needs to write in it. Reading it does not mark it as
/// read: that is an act ([`change`]).
pub async fn thread(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
) -> Result<(Whom, Thread, ReplyDesk), AccessError> {
    let purpose = Purpose::new(Area::Inbox, "inbox.thread").about(thread.0);
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services
        .store
        .thread(&reading, thread)
        .await
        .map_err(Fault::from)?;
    let whom = whom::named(services, &reading, subject);
    let mut found = found.ok_or(AccessError::NotFound)?;
    found.asked = match found.kind {
        OnlineService::Renewal => prescription::of_thread(services, session, subject, found.id)
            .await?
            .map(Asked::Renewal),
        OnlineService::Certificate => certificate::of_thread(services, &reading, found.id)
            .await?
            .map(Asked::Certificate),
        OnlineService::Message | OnlineService::Booking => None,
    };
    // One who may not write is not offered to (R-G8).
    let at = found.id;
    match place::may(services, session, subject, at, Area::Contact).await {
        Ok(()) => {}
        Err(AccessError::Refused(why)) => {
            found.closed = Some(why).filter(|_| found.open);
            found.open = false;
        }
        Err(_) => found.open = false,
    }
    let (kind, stands) = (found.kind, found.taking_back);
    found.taking_back = taking_back::offered(services, session, subject, at, kind, stands).await;
    let draft = if found.open {
        drafts::of(services, session, subject, DraftPlace::Thread(found.id)).await?
    } else {
        None
    };
    let (key, back) = (errand::new_key(services), errand::new_key(services));
    Ok((whom, found, ReplyDesk { key, back, draft }))
}

/// A file that goes with a message of a thread. That it is read is in the log before this returns.
pub async fn attachment(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
    attachment: AttachmentId,
) -> Result<AttachmentRow, AccessError> {
    let purpose = Purpose::new(Area::Inbox, "inbox.attachment").about(attachment.0);
    let reading = access::read(services, session, subject, purpose).await?;
    let found = services.store.attachment(&reading, thread, attachment);
    whole(found.await.map_err(Fault::from)?)
}

/// A file that was found, if it is still what was kept.
pub(crate) fn whole(found: Option<AttachmentRow>) -> Result<AttachmentRow, AccessError> {
    let found = found.ok_or(AccessError::NotFound)?;
    if sha256(&found.content) == found.sha256 {
        Ok(found)
    } else {
        let damaged = StoreError("an attachment is not what was kept".to_owned());
        Err(Fault::from(damaged).into())
    }
}

/// Marks a thread as read or unread, puts it away or brings it back.
pub async fn change(
    services: &Services,
    session: &Session,
    subject: Subject,
    thread: ThreadId,
    change: ThreadChange,
) -> Result<(), AccessError> {
    let action = match change {
        ThreadChange::Read => "inbox.read",
        ThreadChange::Unread => "inbox.unread",
        ThreadChange::Archive => "inbox.archive",
        ThreadChange::Restore => "inbox.restore",
    };
    let purpose = Purpose::new(Area::Inbox, action).about(thread.0);
    let acting = access::act(services, session, subject, purpose).await?;
    let found = services
        .store
        .change_thread(acting, thread, change)
        .await
        .map_err(Fault::from)?;
    if found {
        Ok(())
    } else {
        Err(AccessError::NotFound)
    }
}

fn summary(row: ThreadRow) -> ThreadSummary {
    ThreadSummary {
        id: row.cursor.id,
        kind: row.kind,
        subject: row.subject,
        unit: row.unit,
        newest: row.cursor.newest.into(),
        messages: row.messages,
        unread: row.cursor.unread,
        archived: row.archived,
    }
}

fn write_cursor(cursor: ThreadCursor) -> String {
    format!(
        "{}.{}.{}",
        u8::from(cursor.unread),
        cursor.newest.as_microsecond(),
        cursor.id
    )
}

fn read_cursor(text: &str) -> Option<ThreadCursor> {
    let mut parts = text.splitn(3, '.');
    let unread = parts.next()? == "1";
    let newest = Timestamp::from_microsecond(parts.next()?.parse().ok()?).ok()?;
    Some(ThreadCursor {
        unread,
        newest,
        id: parts.next()?.parse().ok()?,
    })
}
