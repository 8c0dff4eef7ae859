//! BankID orders under way.

use async_trait::async_trait;
use domain::id::{OrderId, PersonId};
use jiff::Timestamp;
use service::ports::store::{LoginOrders, OrderRow, StoreResult};
use sqlx::{query, query_as};

use super::{Db, Repo};
use crate::convert::{failed, micros};
use crate::rows::OrderColumns;
use crate::sql;

#[async_trait]
impl LoginOrders for Repo {
    async fn create_order(&self, order: &OrderRow) -> StoreResult<()> {
        query(sql::CREATE_ORDER)
            .bind(order.id.0)
            .bind(order.browser_hash.as_slice())
            .bind(&order.order_ref)
            .bind(&order.auto_start_token)
            .bind(&order.qr_start_token)
            .bind(&order.qr_start_secret)
            .bind(order.same_device)
            .bind(&order.nonce)
            .bind(&order.ip)
            .bind(&order.origin)
            .bind(&order.return_to)
            .bind(micros(order.first_started))
            .bind(micros(order.started))
            .bind(&order.state)
            .bind(micros(order.collected))
            .bind(order.person.map(|person| person.0))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn order(&self, browser_hash: &[u8; 32]) -> StoreResult<Option<OrderRow>> {
        let row = query_as::<Db, OrderColumns>(sql::ORDER)
            .bind(browser_hash.as_slice())
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        row.map(OrderRow::try_from).transpose()
    }

    async fn note_collected(
        &self,
        id: OrderId,
        state: &str,
        person: Option<PersonId>,
        at: Timestamp,
    ) -> StoreResult<()> {
        query(sql::NOTE_COLLECTED)
            .bind(id.0)
            .bind(state)
            .bind(person.map(|person| person.0))
            .bind(micros(at))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(())
    }

    async fn take_order(&self, id: OrderId) -> StoreResult<bool> {
        let taken = query(sql::TAKE_ORDER)
            .bind(id.0)
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(taken.rows_affected() == 1)
    }

    async fn prune_orders(&self, before: Timestamp) -> StoreResult<u64> {
        let pruned = query(sql::PRUNE_ORDERS)
            .bind(micros(before))
            .execute(&self.write)
            .await
            .map_err(failed)?;
        Ok(pruned.rows_affected())
    }
}
