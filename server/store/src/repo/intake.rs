//! What care systems send: taken in once, known again, and withdrawn.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::id::{EntryId, PersonId, PrincipalId, TokenId, UnitId};
use domain::principal::Principal;
use jiff::Timestamp;
use service::access::intake::Intake;
use service::ports::store::{
    Intakes, NewToken, SeedEntry, Sending, StoreResult, TakenIn, TokenRow,
};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::changes::note;
use super::import::add_entry;
use super::log::write;
use super::{Db, Repo, commit};
use crate::convert::{failed, instant, micros, unreadable};
use crate::sql;

/// The persons and units whose journals have changed.
type Touched = BTreeSet<(PersonId, UnitId)>;

#[async_trait]
impl Intakes for Repo {
    async fn principal(&self, id: PrincipalId) -> StoreResult<Option<Principal>> {
        let row: Option<(Uuid, String)> = query_as(sql::PRINCIPAL)
            .bind(id.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(row.map(principal))
    }

    async fn add_token(&self, token: &NewToken) -> StoreResult<()> {
        query(sql::ADD_TOKEN)
            .bind(token.id.0)
            .bind(token.principal.0)
            .bind(&token.label)
            .bind(token.hash.as_slice())
            .bind(micros(token.created))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn tokens(&self, principal: PrincipalId) -> StoreResult<Vec<TokenRow>> {
        let rows: Vec<(Uuid, String, i64, Option<i64>, Option<i64>)> = query_as(sql::TOKENS)
            .bind(principal.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let token = |(id, label, created, used, revoked): (_, _, _, Option<i64>, Option<i64>)| {
            Ok(TokenRow {
                id: TokenId(id),
                label,
                created: instant(created)?,
                used: used.map(instant).transpose()?,
                revoked: revoked.map(instant).transpose()?,
            })
        };
        rows.into_iter().map(token).collect()
    }

    async fn revoke_token(
        &self,
        principal: PrincipalId,
        token: TokenId,
        at: Timestamp,
    ) -> StoreResult<bool> {
        let revoked = query(sql::REVOKE_TOKEN)
            .bind(token.0)
            .bind(principal.0)
            .bind(micros(at))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(revoked.rows_affected() > 0)
    }

    async fn token(&self, hash: &[u8; 32]) -> StoreResult<Option<(TokenId, Principal)>> {
        let row: Option<(Uuid, Uuid, String)> = query_as(sql::TOKEN)
            .bind(hash.as_slice())
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(row.map(|(token, id, name)| (TokenId(token), principal((id, name)))))
    }

    async fn touch_token(
        &self,
        token: TokenId,
        at: Timestamp,
        known: Timestamp,
    ) -> StoreResult<()> {
        query(sql::TOUCH_TOKEN)
            .bind(token.0)
            .bind(micros(at))
            .bind(micros(known))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn unit_by_identifier(
        &self,
        principal: PrincipalId,
        (system, value): (&str, &str),
    ) -> StoreResult<Option<UnitId>> {
        let unit = query_scalar(sql::UNIT_OF_IDENTIFIER)
            .bind(principal.0)
            .bind(system)
            .bind(value)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        Ok(unit.map(UnitId))
    }

    async fn identify_unit(&self, unit: UnitId, identifier: (&str, &str)) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        identify(&mut transaction, unit.0, identifier).await?;
        commit(transaction).await
    }

    async fn forget_identifier(
        &self,
        unit: UnitId,
        (system, value): (&str, &str),
    ) -> StoreResult<bool> {
        let forgotten = query(sql::REMOVE_UNIT_IDENTIFIER)
            .bind(system)
            .bind(value)
            .bind(unit.0)
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(forgotten.rows_affected() > 0)
    }

    async fn take_in(&self, intake: &Intake, sent: &[Sending]) -> StoreResult<Vec<TakenIn>> {
        // Always in the same order, so that two who send the same don't wait for each other.
        let mut order: Vec<usize> = (0..sent.len()).collect();
        order.sort_unstable_by_key(|nth| (&sent[*nth].resource, &sent[*nth].source));
        let mut done = vec![TakenIn::Unchanged; sent.len()];
        let mut touched = Touched::new();
        let mut transaction = self.begin().await?;
        for nth in order {
            let sending = &sent[nth];
            done[nth] = match &sending.entry {
                Some(entry) => keep(&mut transaction, intake, sending, entry, &mut touched).await?,
                None => withdraw(&mut transaction, intake, sending, &mut touched).await?,
            };
        }
        for (person, unit) in &touched {
            write(&mut transaction, &intake.entry(*person, *unit)).await?;
        }
        let mut topics: Vec<Uuid> = touched.iter().map(|(person, _)| person.0).collect();
        topics.dedup();
        note(&mut transaction, &topics, intake.at()).await?;
        commit(transaction).await?;
        Ok(done)
    }
}

async fn keep(
    transaction: &mut Transaction<'static, Db>,
    intake: &Intake,
    sending: &Sending,
    (entry, hash): &(SeedEntry, [u8; 32]),
    touched: &mut Touched,
) -> StoreResult<TakenIn> {
    let added = query(sql::ADD_SOURCE)
        .bind(intake.principal().id.0)
        .bind(&sending.resource)
        .bind(&sending.source)
        .bind(entry.id.0)
        .bind(hash.as_slice())
        .bind(micros(intake.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if added.rows_affected() > 0 {
        add_entry(transaction, entry).await?;
        touched.insert((entry.person, entry.unit));
        return Ok(TakenIn::Created);
    }
    let renewed = query(sql::RENEW_SOURCE)
        .bind(intake.principal().id.0)
        .bind(&sending.resource)
        .bind(&sending.source)
        .bind(hash.as_slice())
        .bind(micros(intake.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if renewed.rows_affected() == 0 {
        return Ok(TakenIn::Unchanged);
    }
    let id = known(transaction, intake, sending, touched).await?;
    for forget in [sql::FORGET_ENTRY, sql::FORGET_WITHDRAWN] {
        query(forget)
            .bind(id.0)
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    let entry = SeedEntry {
        id,
        ..entry.clone()
    };
    add_entry(transaction, &entry).await?;
    touched.insert((entry.person, entry.unit));
    Ok(TakenIn::Updated)
}

async fn withdraw(
    transaction: &mut Transaction<'static, Db>,
    intake: &Intake,
    sending: &Sending,
    touched: &mut Touched,
) -> StoreResult<TakenIn> {
    let withdrawn = query(sql::WITHDRAW_SOURCE)
        .bind(intake.principal().id.0)
        .bind(&sending.resource)
        .bind(&sending.source)
        .bind(micros(intake.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if withdrawn.rows_affected() == 0 {
        return Ok(TakenIn::NotThere);
    }
    let id = known(transaction, intake, sending, touched).await?;
    query(sql::KEEP_WITHDRAWN)
        .bind(id.0)
        .bind(micros(intake.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    query(sql::FORGET_ENTRY)
        .bind(id.0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(TakenIn::Withdrawn)
}

/// The entry that a source is; whose journal it stands in is touched.
async fn known(
    transaction: &mut Transaction<'static, Db>,
    intake: &Intake,
    sending: &Sending,
    touched: &mut Touched,
) -> StoreResult<EntryId> {
    let found: Option<(Uuid, Option<Uuid>, Option<Uuid>)> = query_as(sql::SOURCE_ENTRY)
        .bind(intake.principal().id.0)
        .bind(&sending.resource)
        .bind(&sending.source)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    let (id, person, unit) = found.ok_or_else(|| unreadable("a source without its entry"))?;
    if let (Some(person), Some(unit)) = (person, unit) {
        touched.insert((PersonId(person), UnitId(unit)));
    }
    Ok(EntryId(id))
}

/// Lets a unit be known by an identifier, and no other unit by it.
pub(super) async fn identify(
    transaction: &mut Transaction<'static, Db>,
    unit: Uuid,
    (system, value): (&str, &str),
) -> StoreResult<()> {
    for statement in [sql::ADD_UNIT_IDENTIFIER, sql::MOVE_UNIT_IDENTIFIER] {
        query(statement)
            .bind(system)
            .bind(value)
            .bind(unit)
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

fn principal((id, name): (Uuid, String)) -> Principal {
    Principal {
        id: PrincipalId(id),
        name,
    }
}
