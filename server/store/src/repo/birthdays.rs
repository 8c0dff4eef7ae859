//! Telling that a 13th birthday is near (R-G5).

use std::ops::RangeInclusive;

use async_trait::async_trait;
use domain::id::{LinkId, PersonId};
use domain::notice::NoticeEvent;
use jiff::Timestamp;
use jiff::civil::Date;
use service::ports::store::{BirthdayRow, Birthdays, NoticeKind, StoreResult};
use sqlx::{query, query_as};
use uuid::Uuid;

use super::outbox::{Listener, put_out};
use super::{Db, Repo, commit};
use crate::convert::{date, failed, limit, micros};
use crate::sql;

/// Guardian, child, link, birth date.
type Columns = (Uuid, Uuid, Uuid, String);

#[async_trait]
impl Birthdays for Repo {
    async fn untold_birthdays(
        &self,
        births: &RangeInclusive<Date>,
        days: u16,
        after: Option<(Date, LinkId)>,
        rows: usize,
    ) -> StoreResult<Vec<BirthdayRow>> {
        let (born, link) = after.unwrap_or((*births.start(), LinkId(Uuid::nil())));
        let rows: Vec<Columns> = query_as(sql::UNTOLD_BIRTHDAYS)
            .bind(born.to_string())
            .bind(births.end().to_string())
            .bind(i32::from(days))
            .bind(link.0)
            .bind(limit(rows))
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(reader, subject, link, born): Columns| {
            Ok(BirthdayRow {
                reader: PersonId(reader),
                subject: PersonId(subject),
                link: LinkId(link),
                born: date(&born)?,
            })
        };
        rows.into_iter().map(row).collect()
    }

    async fn tell_birthday(
        &self,
        row: &BirthdayRow,
        days: u16,
        due: Timestamp,
        now: Timestamp,
    ) -> StoreResult<bool> {
        // Outside the change: an errand that has been done stays done, and one who has done none is
        // asked about again and again.
        let errand = query(sql::HAS_DONE_ERRAND)
            .bind(row.reader.0)
            .bind(row.subject.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        if errand.is_none() {
            return Ok(false);
        }
        let mut transaction = self.begin().await?;
        let noted = query(sql::NOTE_BIRTHDAY)
            .bind(row.reader.0)
            .bind(row.subject.0)
            .bind(i32::from(days))
            .bind(micros(now))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        if noted.rows_affected() == 0 {
            return Ok(false);
        }
        let mut listeners = query_as::<Db, Listener>(sql::WHERE_ONE_HEARS)
            .bind(row.reader.0)
            .bind(row.subject.0)
            .bind(NoticeEvent::Birthday.word())
            .fetch_all(&mut *transaction)
            .await
            .map_err(failed)?;
        listeners.retain(|listener| listener.hears(NoticeEvent::Birthday));
        if listeners.is_empty() {
            // The note is undone as well: an address, or the wish to hear, may come in time.
            return Ok(false);
        }
        let event = Uuid::new_v5(&row.subject.0, &days.to_be_bytes());
        for listener in listeners {
            let due = listener.due(due)?;
            let kind = NoticeKind::Birthday;
            put_out(
                &mut transaction,
                row.subject,
                kind,
                event,
                listener,
                due,
                now,
            )
            .await?;
        }
        commit(transaction).await?;
        Ok(true)
    }
}
