//! Deleting entries that are older than they must be kept (R-J11). What is left begins at a cut, and
//! a signed line vouches for it.

use domain::age;
use jiff::{SignedDuration, Span, Timestamp};

use super::chain::{Link, follow};
use super::checkpoint::{Kind, Statement};
use super::{Keeper, Policy};
use crate::ports::chance::new_id;
use crate::ports::store::ChainHead;
use crate::{Fault, Services};

/// The job's name.
const JOB: &str = "log-prune";
/// How long one node has for a page.
const LEASE: SignedDuration = SignedDuration::from_mins(5);
/// So many entries are deleted at once.
const PAGE: usize = 200;

/// Deletes what is too old, from the beginning of each chain, and gives how many entries that was;
/// nothing where another node is at it. A chain that is not right there is left as it is.
pub async fn prune(services: &Services, keeper: &Keeper) -> Result<usize, Fault> {
    let holder = new_id(services.rng.as_ref(), services.clock.now());
    let mut pruned = 0;
    for head in services.store.chain_heads().await? {
        let mut head = Some(head);
        while let Some(cut) = head.take() {
            let now = services.clock.now();
            let store = &services.store;
            if !store.take_lease(JOB, holder, now, LEASE).await? {
                return Ok(pruned);
            }
            if let Some((after, count)) = prune_page(services, keeper, cut, now).await? {
                pruned += count;
                head = Some(after);
            }
        }
    }
    services.store.end_lease(JOB, holder).await?;
    Ok(pruned)
}

/// Cuts a page off, and gives how the chain stands then; nothing where there was nothing to do.
async fn prune_page(
    services: &Services,
    keeper: &Keeper,
    head: ChainHead,
    now: Timestamp,
) -> Result<Option<(ChainHead, usize)>, Fault> {
    let limit = limit(now, &keeper.policy);
    let links = services
        .store
        .chain_page(head.chain, head.cut.place, PAGE)
        .await?;
    let at = |link: &Link| link.kept.as_ref().map(|kept| kept.at);
    let is_old = |link: &&Link| at(link).is_some_and(|at| at < limit.as_microsecond());
    let count = links.iter().take_while(is_old).count();
    let old = &links[..count];
    let Some(last) = old.last() else {
        return Ok(None);
    };
    let Ok(to) = follow(head.chain, head.cut, old, |_| {}) else {
        return Err(Fault::LogBroken);
    };
    let until = at(last).and_then(|at| Timestamp::from_microsecond(at).ok());
    let until = until.unwrap_or(limit);
    let cut = Statement {
        kind: Kind::Cut,
        chain: head.chain,
        standing: to,
        at: until,
    };
    // First the line: a chain that is cut without one has been cut by somebody else.
    keeper.tell(vec![cut]).await?;
    let store = &services.store;
    let done = store.cut_chain(head.chain, head.cut, to, until).await?;
    Ok(done.then(|| {
        let after = ChainHead {
            cut: to,
            cut_until: Some(until),
            ..head
        };
        (after, count)
    }))
}

/// What was written before this need not be kept any more.
fn limit(now: Timestamp, policy: &Policy) -> Timestamp {
    let years = i64::from(policy.keep_years.max(Policy::LEAST_YEARS));
    let day = age::today(now).checked_sub(Span::new().years(years));
    let start = day.and_then(|day| day.to_zoned(age::zone()));
    start.map_or(Timestamp::MIN, |start| start.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_is_younger_than_five_years_is_old() {
        let table = [
            ("2026-11-22T12:00:00Z", 5, "2021-11-21T23:00:00Z"),
            ("2026-11-22T23:30:00Z", 5, "2021-11-22T23:00:00Z"),
            ("2028-02-29T12:00:00Z", 5, "2023-02-27T23:00:00Z"),
            ("2026-11-22T12:00:00Z", 10, "2016-11-21T23:00:00Z"),
            ("2026-11-22T12:00:00Z", 1, "2021-11-21T23:00:00Z"),
        ];
        for (now, keep_years, expected) in table {
            let policy = Policy {
                keep_years,
                ..Policy::default()
            };
            let found = limit(now.parse().unwrap(), &policy);
            assert_eq!(found.to_string(), expected, "{now} {keep_years}");
        }
    }
}
