//! Texts that a unit's staff keeps for its answers: the unit's own.

use async_trait::async_trait;
use domain::id::{TemplateId, UnitId};
use domain::template::{MOST, Template, TemplateAct};
use jiff::Timestamp;
use service::access::staff::{AtDesk, AtDeskActing};
use service::ports::store::{StoreResult, TemplateKept, Templates};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::log::commit_entry;
use super::{Db, Repo};
use crate::convert::{failed, limit, micros, swedish_order, unreadable};
use crate::sql;

#[async_trait]
impl Templates for Repo {
    async fn templates(&self, desk: &AtDesk) -> StoreResult<Vec<Template>> {
        let rows: Vec<(Uuid, String, String, i64)> = query_as(sql::TEMPLATES)
            .bind(desk.desk().unit.0)
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        let read = |(id, name, text, version)| {
            Ok(Template {
                id: TemplateId(id),
                name,
                text,
                version: u32::try_from(version).map_err(|_| unreadable("a version"))?,
            })
        };
        let mut templates: Vec<_> = rows.into_iter().map(read).collect::<StoreResult<_>>()?;
        templates.sort_by_cached_key(|template| (swedish_order(&template.name), template.id));
        Ok(templates)
    }

    async fn change_template(
        &self,
        acting: AtDeskActing,
        act: &TemplateAct,
    ) -> StoreResult<TemplateKept> {
        let mut transaction = self.begin().await?;
        let changed = match act {
            TemplateAct::Add(template) => {
                match may_add(&mut transaction, &acting, template).await? {
                    Some(instead) => return Ok(instead),
                    None => add(&mut transaction, acting.unit(), template, acting.at()).await?,
                }
            }
            TemplateAct::Change(template) => query(sql::CHANGE_TEMPLATE)
                .bind(template.id.0)
                .bind(acting.unit().0)
                .bind(&template.name)
                .bind(&template.text)
                .bind(micros(acting.at()))
                .bind(i64::from(template.version))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?
                .rows_affected(),
            TemplateAct::Remove(id, version) => query(sql::REMOVE_TEMPLATE)
                .bind(id.0)
                .bind(acting.unit().0)
                .bind(i64::from(*version))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?
                .rows_affected(),
        };
        if changed == 0 {
            return if_known(&mut transaction, &acting, act).await;
        }
        commit_entry(transaction, acting.entry()).await?;
        Ok(TemplateKept::Done)
    }
}

/// What became of a change that found nothing to change: another unit's template, or none; or one
/// that is not as it was shown any more, unless this very change is why.
async fn if_known(
    transaction: &mut Transaction<'static, Db>,
    acting: &AtDeskActing,
    act: &TemplateAct,
) -> StoreResult<TemplateKept> {
    let (TemplateAct::Add(Template { id, .. })
    | TemplateAct::Change(Template { id, .. })
    | TemplateAct::Remove(id, _)) = act;
    let known: Option<(String, String)> = query_as(sql::TEMPLATE)
        .bind(id.0)
        .bind(acting.unit().0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(match (known, act) {
        (None, _) => TemplateKept::NotFound,
        (Some(now), TemplateAct::Change(sent)) if now == (sent.name.clone(), sent.text.clone()) => {
            TemplateKept::Done
        }
        (Some(_), _) => TemplateKept::Changed,
    })
}

/// What to answer instead of adding it: it was added before, or there are enough.
async fn may_add(
    transaction: &mut Transaction<'static, Db>,
    acting: &AtDeskActing,
    template: &Template,
) -> StoreResult<Option<TemplateKept>> {
    // Whoever adds at the unit at the same time waits here, so that they are counted.
    query(sql::LOCK_UNIT)
        .bind(acting.unit().0)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let known = query(sql::IS_TEMPLATE_OF)
        .bind(template.id.0)
        .bind(acting.unit().0)
        .fetch_optional(&mut **transaction)
        .await
        .map_err(failed)?;
    if known.is_some() {
        return Ok(Some(TemplateKept::Done));
    }
    let count: i64 = query_scalar(sql::COUNT_TEMPLATES)
        .bind(acting.unit().0)
        .fetch_one(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok((count >= limit(MOST)).then_some(TemplateKept::TooMany))
}

/// Adds a template; gives how many that were.
pub(super) async fn add(
    transaction: &mut Transaction<'static, Db>,
    unit: UnitId,
    template: &Template,
    at: Timestamp,
) -> StoreResult<u64> {
    let added = query(sql::ADD_TEMPLATE)
        .bind(template.id.0)
        .bind(unit.0)
        .bind(&template.name)
        .bind(&template.text)
        .bind(micros(at))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(added.rows_affected())
}
