//! A reader's settings for news of a person's inbox (R-E8).

use async_trait::async_trait;
use domain::notice::{Address, Channel, NoticeEvent, QuietHours};
use jiff::Timestamp;
use service::access::{Acting, Reading};
use service::ports::store::{
    ChoiceRow, CodeTried, NewCode, NoticeKind, NoticeRow, Notices, StoreResult,
};
use sqlx::{query, query_as, query_scalar};
use uuid::Uuid;

use super::Repo;
use super::log::commit_with;
use super::outbox::quiet;
use crate::convert::{Word, address, failed, micros, unreadable};
use crate::sql;

/// Channel, address, when it was confirmed, when it failed.
type Columns = (String, String, Option<i64>, Option<i64>);

#[async_trait]
impl Notices for Repo {
    async fn notice_addresses(&self, reading: &Reading) -> StoreResult<Vec<NoticeRow>> {
        let rows: Vec<Columns> = query_as(sql::NOTICE_ADDRESSES)
            .bind(reading.actor().0)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(channel, text, confirmed, failed): Columns| {
            Ok(NoticeRow {
                address: address(&channel, &text)?,
                confirmed: confirmed.is_some(),
                failed: failed.is_some(),
            })
        };
        rows.into_iter().map(row).collect()
    }

    async fn notice_choices(&self, reading: &Reading) -> StoreResult<Vec<ChoiceRow>> {
        let rows: Vec<(String, String, bool)> = query_as(sql::NOTICE_CHOICES)
            .bind(reading.actor().0)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let row = |(channel, event, wanted): (String, String, bool)| {
            let channel = Channel::from_word(&channel);
            let event = NoticeEvent::from_word(&event);
            Ok(ChoiceRow {
                channel: channel.ok_or_else(|| unreadable("a channel"))?,
                event: event.ok_or_else(|| unreadable("an event"))?,
                wanted,
            })
        };
        rows.into_iter().map(row).collect()
    }

    async fn set_notice_choices(&self, acting: Acting, choices: &[ChoiceRow]) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        for choice in choices {
            query(sql::SET_NOTICE_CHOICE)
                .bind(acting.actor().0)
                .bind(acting.subject().id.0)
                .bind(choice.channel.word())
                .bind(choice.event.word())
                .bind(choice.wanted)
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        commit_with(transaction, &acting).await
    }

    async fn quiet_hours(&self, reading: &Reading) -> StoreResult<Option<QuietHours>> {
        let row: Option<(i32, i32)> = query_as(sql::QUIET_HOURS)
            .bind(reading.actor().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(|(from, to)| quiet(from, to)).transpose()
    }

    async fn codes_since(&self, reading: &Reading, since: Timestamp) -> StoreResult<u32> {
        let codes: i64 = query_scalar(sql::CODES_SINCE)
            .bind(reading.actor().0)
            .bind(micros(since))
            .fetch_one(&self.read)
            .await
            .map_err(failed)?;
        u32::try_from(codes).map_err(|_| unreadable("a count"))
    }

    async fn set_notice_address(
        &self,
        acting: Acting,
        address: &Address,
        code: &NewCode,
    ) -> StoreResult<()> {
        let channel = address.channel().word();
        let mut transaction = self.begin().await?;
        query(sql::FORGET_WAITING)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(channel)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        query(sql::SET_NOTICE_ADDRESS)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(channel)
            .bind(address.kept())
            .bind(&code.hash[..])
            .bind(micros(acting.at()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        query(sql::PUT_OUT)
            .bind(code.id)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(channel)
            .bind(address.kept())
            .bind(NoticeKind::Code.word())
            .bind(&code.digits)
            .bind(micros(acting.at()))
            .bind(micros(acting.at()))
            .bind(None::<Uuid>)
            .bind(None::<i64>)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        commit_with(transaction, &acting).await
    }

    async fn confirm_notice_address(
        &self,
        acting: Acting,
        channel: Channel,
        code_hash: &[u8; 32],
        since: Timestamp,
        tries: u32,
    ) -> StoreResult<CodeTried> {
        let mut transaction = self.begin().await?;
        let sent: Option<Vec<u8>> = query_scalar(sql::TRY_CODE)
            .bind(acting.actor().0)
            .bind(acting.subject().id.0)
            .bind(channel.word())
            .bind(micros(since))
            .bind(i32::try_from(tries).unwrap_or(i32::MAX))
            .fetch_optional(&mut *transaction)
            .await
            .map_err(failed)?;
        let outcome = match sent {
            None => CodeTried::Over,
            Some(sent) if sent == code_hash => CodeTried::Confirmed,
            Some(_) => CodeTried::Wrong,
        };
        if outcome == CodeTried::Confirmed {
            query(sql::CONFIRM_NOTICE_ADDRESS)
                .bind(acting.actor().0)
                .bind(acting.subject().id.0)
                .bind(channel.word())
                .bind(micros(acting.at()))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        commit_with(transaction, &acting).await?;
        Ok(outcome)
    }

    async fn remove_notice_address(&self, acting: Acting, channel: Channel) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        for statement in [sql::REMOVE_NOTICE_ADDRESS, sql::FORGET_WAITING] {
            query(statement)
                .bind(acting.actor().0)
                .bind(acting.subject().id.0)
                .bind(channel.word())
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        commit_with(transaction, &acting).await
    }

    async fn set_quiet_hours(&self, acting: Acting, quiet: Option<QuietHours>) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        let reader = acting.subject().id.0;
        let set = match quiet {
            None => query(sql::NO_QUIET_HOURS).bind(reader),
            Some(quiet) => query(sql::SET_QUIET_HOURS)
                .bind(reader)
                .bind(i32::from(quiet.from))
                .bind(i32::from(quiet.to)),
        };
        set.execute(&mut *transaction).await.map_err(failed)?;
        commit_with(transaction, &acting).await
    }
}
