//! Sessions and orders for logging in.

use domain::form::Theme;
use domain::id::{OrderId, PersonId, SessionId};
use domain::person::Person;
use service::ports::store::{OrderRow, SessionExtras, SessionRow, StoreError, StoreResult};
use sqlx::FromRow;
use uuid::Uuid;

use super::PersonColumns;
use crate::convert::{Word, instant, unreadable};

#[derive(FromRow)]
pub(crate) struct SessionColumns {
    session: Uuid,
    assurance: String,
    created: i64,
    used: i64,
    #[sqlx(flatten)]
    person: PersonColumns,
    theme: Option<String>,
    staff: Option<Uuid>,
    shows_new: Option<Uuid>,
}

impl TryFrom<SessionColumns> for (SessionRow, Person, SessionExtras) {
    type Error = StoreError;

    fn try_from(row: SessionColumns) -> StoreResult<Self> {
        let theme = match row.theme.as_deref() {
            Some(word) => Theme::from_word(word).ok_or_else(|| unreadable("a theme"))?,
            None => Theme::default(),
        };
        let person = Person::try_from(row.person)?;
        let session = SessionRow {
            id: SessionId(row.session),
            person: person.id,
            assurance: Word::read(&row.assurance)?,
            created: instant(row.created)?,
            used: instant(row.used)?,
        };
        let extras = SessionExtras {
            theme,
            staff: row.staff.is_some(),
            shows_new: row.shows_new.map(PersonId),
        };
        Ok((session, person, extras))
    }
}

#[derive(FromRow)]
pub(crate) struct OrderColumns {
    id: Uuid,
    browser_hash: Vec<u8>,
    order_ref: String,
    auto_start_token: String,
    qr_start_token: String,
    qr_start_secret: String,
    same_device: bool,
    nonce: String,
    ip: String,
    origin: String,
    return_to: String,
    first_started: i64,
    started: i64,
    state: String,
    collected: i64,
    person: Option<Uuid>,
}

impl TryFrom<OrderColumns> for OrderRow {
    type Error = StoreError;

    fn try_from(row: OrderColumns) -> StoreResult<Self> {
        Ok(Self {
            id: OrderId(row.id),
            browser_hash: row
                .browser_hash
                .try_into()
                .map_err(|_| unreadable("a hash"))?,
            order_ref: row.order_ref,
            auto_start_token: row.auto_start_token,
            qr_start_token: row.qr_start_token,
            qr_start_secret: row.qr_start_secret,
            same_device: row.same_device,
            nonce: row.nonce,
            ip: row.ip,
            origin: row.origin,
            return_to: row.return_to,
            first_started: instant(row.first_started)?,
            started: instant(row.started)?,
            state: row.state,
            collected: instant(row.collected)?,
            person: row.person.map(PersonId),
        })
    }
}
