//! Certificates: ordering one (R-E4), issuing it, and reading one's own (R-E6).

use async_trait::async_trait;
use domain::access::Capacity;
use domain::certificate::{
    Certificate, CertificateKind, CertificateOrder, CertificateSummary, NewOrder, OrderState,
};
use domain::contact::OnlineService;
use domain::id::{CertificateId, MessageId, ThreadId, UnitId};
use domain::notice::NoticeEvent;
use service::access::staff::{CaseActing, CaseReading};
use service::access::{Acting, Reading};
use service::ports::store::{
    CaseChange, Certificates, Changed, Issued, SeedCertificate, Sent, StoreResult,
};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::cases::{begin_act, end_act};
use super::errand::{NewErrand, is_offered, tell_both};
use super::log::commit_with;
use super::{Db, Repo};
use crate::convert::{Word, certificate_kind, failed, micros};
use crate::rows::{CertificateColumns, CertificateListColumns, CertificateOrderColumns};
use crate::sql;

#[async_trait]
impl Certificates for Repo {
    async fn certificate_kinds(&self, unit: UnitId) -> StoreResult<Vec<CertificateKind>> {
        let words: Vec<String> = query_scalar(sql::CERTIFICATE_KINDS)
            .bind(unit.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        words.iter().map(|word| certificate_kind(word)).collect()
    }

    async fn order_certificate(
        &self,
        acting: Acting,
        unit: UnitId,
        order: &NewOrder,
        subject: &str,
        first: MessageId,
    ) -> StoreResult<Sent> {
        let service = OnlineService::Certificate;
        let mut transaction = self.begin().await?;
        let issued = is_issued(&mut transaction, unit, order.kind).await?;
        if !issued || !is_offered(&mut transaction, unit, service).await? {
            return Ok(Sent::NotOffered(service));
        }
        let errand = NewErrand {
            thread: order.thread,
            unit,
            kind: service,
            subject,
            first,
            text: &order.text,
            event: Some(("certificate-ordered", None)),
        };
        if !errand.open(&mut transaction, &acting).await? {
            let before = errand.before(&mut transaction, &acting, &[]).await?;
            let same = is_ordered(&mut transaction, order).await?;
            return Ok(before.and(same).told(order.thread));
        }
        query(sql::ORDER_CERTIFICATE)
            .bind(order.thread.0)
            .bind(order.kind.word())
            .bind(&order.purpose)
            .bind(order.needed_by.map(|day| day.to_string()))
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        tell_both(&mut transaction, &acting, unit.0).await?;
        commit_with(transaction, &acting).await?;
        Ok(Sent::Done)
    }

    async fn certificate_order(
        &self,
        reading: &Reading,
        thread: ThreadId,
    ) -> StoreResult<Option<CertificateOrder>> {
        let row = query_as::<Db, CertificateOrderColumns>(sql::THREAD_ORDER)
            .bind(reading.subject().id.0)
            .bind(thread.0)
            .bind((reading.capacity() == Capacity::Guardian).then_some(reading.actor().0))
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(CertificateOrder::try_from).transpose()
    }

    async fn case_order(&self, reading: &CaseReading) -> StoreResult<Option<CertificateOrder>> {
        let row = query_as::<Db, CertificateOrderColumns>(sql::CASE_ORDER)
            .bind(reading.thread().0)
            .bind(reading.unit().0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(CertificateOrder::try_from).transpose()
    }

    async fn issue_certificate(
        &self,
        acting: CaseActing,
        change: &CaseChange,
        issued: &Issued,
    ) -> StoreResult<Changed> {
        let mut transaction = self.begin().await?;
        let event = Some(("certificate-issued", None));
        if let Some(over) = begin_act(&mut transaction, &acting, change, event).await? {
            let same = over != Changed::Done || is_sent(&mut transaction, &acting, issued).await?;
            return Ok(if same { over } else { Changed::SentOther });
        }
        let kind = decide(&mut transaction, &acting, OrderState::Issued).await?;
        let Some(kind) = kind else {
            return Ok(Changed::Conflict);
        };
        query(sql::ISSUE_CERTIFICATE)
            .bind(issued.id.0)
            .bind(Some(acting.thread().0))
            .bind(acting.subject().id.0)
            .bind(acting.unit().0)
            .bind(kind)
            .bind(micros(acting.at()))
            .bind(&issued.issuer)
            .bind(&issued.text)
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        end_act(transaction, &acting, change, NoticeEvent::Decision).await
    }

    async fn decline_certificate(
        &self,
        acting: CaseActing,
        change: &CaseChange,
    ) -> StoreResult<Changed> {
        let mut transaction = self.begin().await?;
        let event = Some(("certificate-declined", None));
        if let Some(over) = begin_act(&mut transaction, &acting, change, event).await? {
            return Ok(over);
        }
        let kind = decide(&mut transaction, &acting, OrderState::Declined).await?;
        if kind.is_none() {
            return Ok(Changed::Conflict);
        }
        end_act(transaction, &acting, change, NoticeEvent::Decision).await
    }

    async fn certificates(&self, reading: &Reading) -> StoreResult<Vec<CertificateSummary>> {
        if reading.capacity() != Capacity::Myself {
            return Ok(Vec::new());
        }
        let rows = query_as::<Db, CertificateListColumns>(sql::CERTIFICATES)
            .bind(reading.subject().id.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        rows.into_iter().map(CertificateSummary::try_from).collect()
    }

    async fn certificate(
        &self,
        reading: &Reading,
        certificate: CertificateId,
    ) -> StoreResult<Option<Certificate>> {
        if reading.capacity() != Capacity::Myself {
            return Ok(None);
        }
        let row = query_as::<Db, CertificateColumns>(sql::CERTIFICATE)
            .bind(reading.subject().id.0)
            .bind(certificate.0)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(|row| row.of(reading.subject())).transpose()
    }
}

/// Makes these the certificates that the unit issues besides those that it does.
pub(super) async fn issues(
    transaction: &mut Transaction<'static, Db>,
    unit: Uuid,
    kinds: &[CertificateKind],
) -> StoreResult<()> {
    for kind in kinds {
        query(sql::ISSUES)
            .bind(unit)
            .bind(kind.word())
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    Ok(())
}

/// Whether the unit issues certificates of this kind.
async fn is_issued(
    transaction: &mut Transaction<'static, Db>,
    unit: UnitId,
    kind: CertificateKind,
) -> StoreResult<bool> {
    let words: Vec<String> = query_scalar(sql::CERTIFICATE_KINDS)
        .bind(unit.0)
        .fetch_all(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(words.iter().any(|word| word == kind.word()))
}

/// Whether a thread orders this.
async fn is_ordered(
    transaction: &mut Transaction<'static, Db>,
    order: &NewOrder,
) -> StoreResult<bool> {
    let sent: Option<(String, String, Option<String>)> = query_as(sql::SENT_ORDER)
        .bind(order.thread.0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(sent.is_some_and(|(kind, purpose, needed_by)| {
        kind == order.kind.word()
            && purpose == order.purpose
            && needed_by == order.needed_by.map(|day| day.to_string())
    }))
}

/// Whether the case has this very certificate.
async fn is_sent(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    issued: &Issued,
) -> StoreResult<bool> {
    let text: Option<String> = query_scalar(sql::SENT_CERTIFICATE)
        .bind(issued.id.0)
        .bind(acting.thread().0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(text.is_some_and(|text| text == issued.text))
}

/// Decides what the case orders; gives its kind, or nothing where there is nothing to decide.
async fn decide(
    transaction: &mut Transaction<'static, Db>,
    acting: &CaseActing,
    state: OrderState,
) -> StoreResult<Option<String>> {
    query_scalar(sql::DECIDE_ORDER)
        .bind(acting.thread().0)
        .bind(state.word())
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)
}

/// Adds a seeded one.
pub(super) async fn add(
    transaction: &mut Transaction<'static, Db>,
    certificate: &SeedCertificate,
) -> StoreResult<()> {
    query(sql::ISSUE_CERTIFICATE)
        .bind(certificate.id.0)
        .bind(None::<Uuid>)
        .bind(certificate.person.0)
        .bind(certificate.unit.0)
        .bind(certificate.kind.word())
        .bind(micros(certificate.issued))
        .bind(&certificate.issuer)
        .bind(&certificate.text)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
