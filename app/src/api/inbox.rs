//! A person's inbox. `who` is `mig`, or a child's link as it stands in the address. `live`: the page
//! asks by itself, because something has changed; that does not prolong the session.

use domain::family::Whom;
use domain::inbox::{InboxForm, InboxPage, Thread};
use domain::message::ReplyDesk;
use leptos::prelude::*;
use leptos::server_fn::codec::GetUrl;
use serde::{Deserialize, Serialize};

use super::{ApiError, Json};

/// What to do with a thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ThreadAct {
    /// Mark it as read.
    Read,
    /// Mark it as unread.
    Unread,
    /// Put it away.
    Archive,
    /// Bring it back.
    Restore,
}

impl ThreadAct {
    /// Every act, with its word in forms.
    pub const ALL: [(Self, &'static str); 4] = [
        (Self::Read, "read"),
        (Self::Unread, "unread"),
        (Self::Archive, "archive"),
        (Self::Restore, "restore"),
    ];

    /// The act with this word.
    pub fn from_word(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|(_, known)| *known == word).map(|(act, _)| act)
    }
}

#[cfg(feature = "ssr")]
impl From<ThreadAct> for service::ports::store::ThreadChange {
    fn from(act: ThreadAct) -> Self {
        match act {
            ThreadAct::Read => Self::Read,
            ThreadAct::Unread => Self::Unread,
            ThreadAct::Archive => Self::Archive,
            ThreadAct::Restore => Self::Restore,
        }
    }
}

/// A page of the inbox.
#[server(endpoint = "inbox", input = GetUrl, output = Json)]
pub async fn read_inbox(
    who: String,
    form: InboxForm,
    #[server(default)] live: bool,
) -> Result<(Whom, InboxPage), ApiError> {
    use crate::server::context::{fail, request, session, subject};

    let _ = live; // the session has been found already

    service::inbox::list(&request()?.services, &session()?, subject(&who)?, &form)
        .await
        .map_err(fail)
}

/// One thread.
#[server(endpoint = "inbox/thread", input = GetUrl, output = Json)]
pub async fn read_thread(
    who: String,
    thread: String,
    #[server(default)] live: bool,
) -> Result<(Whom, Thread, ReplyDesk), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let _ = live; // the session has been found already

    service::inbox::thread(
        &request()?.services,
        &session()?,
        subject(&who)?,
        id(&thread)?,
    )
    .await
    .map_err(fail)
}

/// Does something with a thread.
#[server(endpoint = "inbox/change", output = Json)]
pub async fn change_thread(who: String, thread: String, act: ThreadAct) -> Result<(), ApiError> {
    use crate::server::context::{fail, id, request, session, subject};

    let (subject, thread) = (subject(&who)?, id(&thread)?);
    service::inbox::change(
        &request()?.services,
        &session()?,
        subject,
        thread,
        act.into(),
    )
    .await
    .map_err(fail)
}
