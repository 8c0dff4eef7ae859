//! What the access decision needs to know: persons, custody, links.

use async_trait::async_trait;
use domain::id::PersonId;
use domain::person::Person;
use domain::personnummer::Personnummer;
use jiff::Timestamp;
use service::ports::register::RegisterRecord;
use service::ports::store::{CustodyAnswer, Facts, LinkFacts, StoreResult};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::{Db, Repo, commit};
use crate::convert::{Word, failed, micros, unreadable};
use crate::rows::{CustodyColumns, LinkColumns, PersonColumns};
use crate::sql;

#[async_trait]
impl Facts for Repo {
    async fn person_by_number(&self, number: Personnummer) -> StoreResult<Option<Person>> {
        let row = query_as::<Db, PersonColumns>(sql::PERSON_BY_NUMBER)
            .bind(number.digits())
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(Person::try_from).transpose()
    }

    async fn person(&self, id: PersonId) -> StoreResult<Option<Person>> {
        let row = query_as::<Db, PersonColumns>(sql::PERSON_BY_ID)
            .bind(id.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(Person::try_from).transpose()
    }

    async fn keep_register_answer(
        &self,
        new_id: PersonId,
        record: &RegisterRecord,
        told: Timestamp,
    ) -> StoreResult<PersonId> {
        let mut transaction = self.begin().await?;
        let renewed = renew(&mut transaction, record, told)
            .await
            .map_err(failed)?;
        let id = match renewed {
            Some(id) => id,
            None if add(&mut transaction, new_id, record, told)
                .await
                .map_err(failed)? =>
            {
                new_id.0
            }
            // Somebody else has added the same person since.
            None => renew(&mut transaction, record, told)
                .await
                .map_err(failed)?
                .ok_or_else(|| unreadable("a person"))?,
        };
        query(sql::FORGET_CUSTODY)
            .bind(id)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        for custody in &record.guardian_of {
            query(sql::KEEP_CUSTODY)
                .bind(id)
                .bind(custody.child.digits())
                .bind(custody.until.map(|day| day.to_string()))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        commit(transaction).await?;
        Ok(PersonId(id))
    }

    async fn custody(
        &self,
        guardian: PersonId,
        child: Personnummer,
    ) -> StoreResult<Option<CustodyAnswer>> {
        let row = query_as::<Db, CustodyColumns>(sql::CUSTODY)
            .bind(guardian.0)
            .bind(child.digits())
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(CustodyAnswer::try_from).transpose()
    }

    async fn links(&self, guardian: PersonId) -> StoreResult<Vec<LinkFacts>> {
        let rows = query_as::<Db, LinkColumns>(sql::LINKS)
            .bind(guardian.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        LinkColumns::gather(rows)
    }
}

/// Brings a known person up to date; gives its id.
async fn renew(
    transaction: &mut Transaction<'static, Db>,
    record: &RegisterRecord,
    told: Timestamp,
) -> Result<Option<Uuid>, sqlx::Error> {
    let name = record.name.as_ref();
    query_scalar(sql::RENEW_PERSON)
        .bind(record.number.digits())
        .bind(record.born.to_string())
        .bind(name.map(|name| &name.given))
        .bind(name.map(|name| &name.family))
        .bind(record.protection.word())
        .bind(record.residence.word())
        .bind(micros(told))
        .fetch_optional(&mut **transaction)
        .await
}

/// Adds a person; `false` if there is one with this number already.
async fn add(
    transaction: &mut Transaction<'static, Db>,
    id: PersonId,
    record: &RegisterRecord,
    told: Timestamp,
) -> Result<bool, sqlx::Error> {
    let name = record.name.as_ref();
    let added = query(sql::ADD_PERSON)
        .bind(record.number.digits())
        .bind(record.born.to_string())
        .bind(name.map(|name| &name.given))
        .bind(name.map(|name| &name.family))
        .bind(record.protection.word())
        .bind(record.residence.word())
        .bind(micros(told))
        .bind(id.0)
        .execute(&mut **transaction)
        .await?;
    Ok(added.rows_affected() == 1)
}
