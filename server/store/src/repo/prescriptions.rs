//! Prescriptions, and renewing them (R-E3).

use std::collections::HashMap;

use async_trait::async_trait;
use domain::age;
use domain::contact::{OnlineService, UnitOffer};
use domain::id::{MessageId, PrescriptionId, ThreadId};
use domain::notice::NoticeEvent;
use domain::prescription::{
    Decision, NewRenewal, RenewalItem, RenewalState, WITHDRAWALS, is_too_old, renewed_until,
};
use service::access::staff::{CaseActing, CaseReading};
use service::access::{Acting, Reading};
use service::ports::store::{
    CaseChange, Changed, PrescriptionRow, Prescriptions, RenewalRow, RenewalSent, SeedPrescription,
    StoreResult,
};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::cases::{begin_act, end_act, is_undecided};
use super::errand::{NewErrand, is_offered, tell_both};
use super::log::commit_with;
use super::sent::Before;
use super::{Db, Repo};
use crate::convert::{Word, date, failed, micros, unreadable};
use crate::rows::{PrescriptionColumns, RenewalColumns, RenewalItemColumns, UnitOfferColumns};
use crate::sql;

#[async_trait]
impl Prescriptions for Repo {
    async fn prescriptions(&self, reading: &Reading) -> StoreResult<Vec<PrescriptionRow>> {
        let rows = query_as::<Db, PrescriptionColumns>(sql::PRESCRIPTIONS)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let renewals = query_as::<Db, RenewalColumns>(sql::RENEWALS)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        // The latest comes last, and stays.
        let mut latest: HashMap<PrescriptionId, RenewalRow> = renewals
            .into_iter()
            .map(RenewalColumns::read)
            .collect::<StoreResult<_>>()?;
        let whole = |row: PrescriptionColumns| {
            let mut row = PrescriptionRow::try_from(row)?;
            row.last = latest.remove(&row.id);
            Ok(row)
        };
        rows.into_iter().map(whole).collect()
    }

    async fn renewals_waiting(&self, reading: &Reading) -> StoreResult<u32> {
        let waiting: i64 = query_scalar(sql::RENEWALS_WAITING)
            .bind(reading.subject().id.0)
            .fetch_one(&self.read)
            .await
            .map_err(failed)?;
        u32::try_from(waiting).map_err(|_| unreadable("a count"))
    }

    async fn prescribing_units(&self, reading: &Reading) -> StoreResult<Vec<UnitOffer>> {
        let rows = query_as::<Db, UnitOfferColumns>(sql::PRESCRIBING_UNITS)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        UnitOfferColumns::units(rows)
    }

    async fn ask_renewal(
        &self,
        acting: Acting,
        renewal: &NewRenewal,
        subject: &str,
        first: MessageId,
    ) -> StoreResult<RenewalSent> {
        let mut transaction = self.begin().await?;
        if !is_offered(&mut transaction, renewal.unit, OnlineService::Renewal).await? {
            return Ok(RenewalSent::NotOffered);
        }
        let errand = NewErrand {
            thread: renewal.thread,
            unit: renewal.unit,
            kind: OnlineService::Renewal,
            subject,
            first,
            text: &renewal.text,
            event: Some(("renewal-asked", None)),
        };
        if !errand.open(&mut transaction, &acting).await? {
            let before = errand.before(&mut transaction, &acting, &[]).await?;
            let same = is_asked(&mut transaction, renewal).await?;
            return Ok(match before.and(same) {
                Before::Same => RenewalSent::Done,
                Before::Other => RenewalSent::Other,
                Before::Nothing => RenewalSent::NotFound,
            });
        }
        // In their order, so that two who ask for the same ones don't wait for each other in vain.
        for prescription in &renewal.prescriptions {
            let asked = ask_one(&mut transaction, &acting, renewal, *prescription).await?;
            if asked != RenewalSent::Done {
                return Ok(asked);
            }
        }
        tell_both(&mut transaction, &acting, renewal.unit.0).await?;
        commit_with(transaction, &acting).await?;
        Ok(RenewalSent::Done)
    }

    async fn renewal(&self, reading: &Reading, thread: ThreadId) -> StoreResult<Vec<RenewalItem>> {
        let rows = query_as::<Db, RenewalItemColumns>(sql::THREAD_RENEWAL)
            .bind(reading.subject().id.0)
            .bind(thread.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(RenewalItem::try_from).collect()
    }

    async fn case_renewal(&self, reading: &CaseReading) -> StoreResult<Vec<RenewalItem>> {
        let rows = query_as::<Db, RenewalItemColumns>(sql::CASE_RENEWAL)
            .bind(reading.thread().0)
            .bind(reading.unit().0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(RenewalItem::try_from).collect()
    }

    async fn decide_renewal(
        &self,
        acting: CaseActing,
        change: &CaseChange,
        decisions: &[(PrescriptionId, Decision)],
    ) -> StoreResult<Changed> {
        let mut transaction = self.begin().await?;
        let event = Some(("renewal-decided", None));
        if let Some(over) = begin_act(&mut transaction, &acting, change, event).await? {
            let same =
                over != Changed::Done || is_decided(&mut transaction, &acting, decisions).await?;
            return Ok(if same { over } else { Changed::SentOther });
        }
        for (prescription, decision) in decisions {
            if !decide_one(&mut transaction, &acting, *prescription, decision).await? {
                return Ok(Changed::Conflict);
            }
        }
        if is_undecided(&mut transaction, &acting).await? {
            return Ok(Changed::Undecided);
        }
        end_act(transaction, &acting, change, NoticeEvent::Decision).await
    }
}

/// Whether a thread asks for these, and no others.
async fn is_asked(
    transaction: &mut Transaction<'static, Db>,
    renewal: &NewRenewal,
) -> StoreResult<bool> {
    let mut asked: Vec<Uuid> = query_scalar(sql::SENT_RENEWAL)
        .bind(renewal.thread.0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    asked.sort_unstable();
    Ok(asked
        .into_iter()
        .eq(renewal.prescriptions.iter().map(|one| one.0)))
}

/// Whether the case is decided so.
async fn is_decided(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    decisions: &[(PrescriptionId, Decision)],
) -> StoreResult<bool> {
    let decided: Vec<(Uuid, String, String)> = query_as(sql::SENT_DECISIONS)
        .bind(acting.thread().0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    let stands = |(prescription, decision): &(PrescriptionId, Decision)| {
        let (state, reason) = words(decision);
        let mut rows = decided.iter();
        rows.any(|row| (row.0, row.1.as_str(), row.2.as_str()) == (prescription.0, state, reason))
    };
    Ok(decisions.len() == decided.len() && decisions.iter().all(stands))
}

/// A decision as it is kept: how it stands, and why.
fn words(decision: &Decision) -> (&'static str, &str) {
    match decision {
        Decision::Approve => (RenewalState::Approved.word(), ""),
        Decision::Decline(reason) => (RenewalState::Declined.word(), reason),
    }
}

/// Asks for one prescription: it is the subject's, from this unit, and not being renewed already.
async fn ask_one(
    transaction: &mut Transaction<'static, Db>,
    acting: &Acting,
    renewal: &NewRenewal,
    prescription: PrescriptionId,
) -> StoreResult<RenewalSent> {
    let valid_until: Option<String> = query_scalar(sql::TO_RENEW)
        .bind(prescription.0)
        .bind(acting.subject().id.0)
        .bind(renewal.unit.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    let Some(valid_until) = valid_until else {
        return Ok(RenewalSent::NotFound);
    };
    if is_too_old(date(&valid_until)?, age::today(acting.at())) {
        return Ok(RenewalSent::NotRenewable);
    }
    let asked = query(sql::ASK_RENEWAL)
        .bind(renewal.thread.0)
        .bind(prescription.0)
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(if asked.rows_affected() == 0 {
        RenewalSent::NotRenewable
    } else {
        RenewalSent::Done
    })
}

/// Notes one decision, and renews what is approved; `false` where the case does not ask for it.
async fn decide_one(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    prescription: PrescriptionId,
    decision: &Decision,
) -> StoreResult<bool> {
    let (state, reason) = words(decision);
    let decided = query(sql::DECIDE_RENEWAL)
        .bind(acting.thread().0)
        .bind(prescription.0)
        .bind(state)
        .bind(reason)
        .bind(micros(acting.at()))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if decided.rows_affected() == 0 {
        return Ok(false);
    }
    if *decision == Decision::Approve {
        let today = age::today(acting.at());
        query(sql::RENEW)
            .bind(prescription.0)
            .bind(acting.unit().0)
            .bind(today.to_string())
            .bind(renewed_until(today).to_string())
            .bind(i32::from(WITHDRAWALS))
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    Ok(true)
}

/// Adds a seeded one.
pub(super) async fn add(
    transaction: &mut Transaction<'static, Db>,
    prescription: &SeedPrescription,
) -> StoreResult<()> {
    query(sql::ADD_PRESCRIPTION)
        .bind(prescription.id.0)
        .bind(prescription.person.0)
        .bind(prescription.unit.0)
        .bind(&prescription.medicine.name)
        .bind(&prescription.medicine.strength)
        .bind(&prescription.medicine.form)
        .bind(&prescription.medicine.dosage)
        .bind(prescription.prescribed.to_string())
        .bind(prescription.valid_until.to_string())
        .bind(i32::from(prescription.left))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
