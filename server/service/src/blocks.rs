//! Blocks, as a unit's staff sees and decides them (R-J7, R-C3): the list, looking at one again, and
//! ending one. Making one stands in `new` and `case`.
//!
//! A block that is to be looked at again holds until somebody ends it: what is forgotten stays closed.
//! Whoever is kept out, or is a guardian of the child as well, and works at the unit finds nothing of it
//! here.

mod case;
mod checks;
mod new;

use domain::block::{
    Block, BlockAct, BlockReason, EndReason, Ended, Party, ReviewDays, UnitBlocks,
};
use domain::form::Typed;
use domain::id::{RulingId, UnitId};
use domain::moment::Day;
use domain::person::Person;
use domain::ruling::RulingKind;
use domain::{age, block};
use jiff::civil::Date;

use crate::access::AccessError;
use crate::access::staff::{AtDesk, PersonActing, act_at_desk, act_on_person, at_desk};
use crate::cases::CaseError;
use crate::ports::store::RulingRow;
use crate::session::Session;
use crate::{Fault, Services};

pub(crate) use self::case::sender;
pub use self::case::stop_case;
pub(crate) use self::checks::is_party;
pub use self::new::{desk, find, make};

/// A unit's blocks: those that hold, and those that were ended.
pub async fn list(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<UnitBlocks, AccessError> {
    let desk = at_desk(services, session, unit, "blocks.list").await?;
    let today = age::today(services.clock.now());
    let holding = services.store.holding_blocks(&desk).await;
    let ended = services.store.ended_blocks(&desk).await;
    let (holding, ended) = (holding.map_err(Fault::from)?, ended.map_err(Fault::from)?);
    let children = holding.iter().chain(&ended).map(|row| row.subject.id);
    desk.note_shown(services, children.collect(), "blocks.list")
        .await?;
    let shown = |rows: Vec<RulingRow>| rows.into_iter().map(|row| shown(row, today)).collect();
    Ok(UnitBlocks {
        unit: desk.desk().unit,
        name: desk.desk().name.clone(),
        role: desk.desk().role,
        days: ReviewDays::on(today),
        holding: shown(holding),
        ended: shown(ended),
    })
}

/// How many blocks of the unit are to be looked at again. Shows nobody.
pub(crate) async fn reviews(services: &Services, desk: &AtDesk) -> Result<u32, Fault> {
    let today = age::today(services.clock.now());
    Ok(services.store.blocks_due(desk, today).await?)
}

/// Keeps a block and puts off its review, or ends it: only one in charge may.
pub async fn change(
    services: &Services,
    session: &Session,
    unit: UnitId,
    typed: &Typed,
) -> Result<BlockAct, CaseError> {
    let today = age::today(services.clock.now());
    let act = BlockAct::read(typed, today);
    let action = match act {
        Ok(BlockAct::Keep { .. }) | Err(_) => "blocks.keep",
        Ok(BlockAct::End { .. }) => "blocks.end",
    };
    act_at_desk(services, session, unit, action, true).await?;
    let act = act.map_err(CaseError::Fields)?;
    let (row, acting) = act_on(services, session, unit, act.block(), action).await?;
    let store = &services.store;
    let done = match act {
        BlockAct::Keep {
            block,
            seen,
            review_on,
        } => {
            // Sent again: it stands as it was to be.
            let again = row.end.is_none() && row.review_on == Some(review_on);
            again || {
                let kept = store.keep_block(acting, block, seen, review_on).await;
                kept.map_err(Fault::from)?
            }
        }
        BlockAct::End { block, reason } => {
            let ended = store.end_ruling(acting, block, reason.word()).await;
            ended.map_err(Fault::from)?
        }
    };
    if done {
        Ok(act)
    } else {
        Err(CaseError::Conflict)
    }
}

/// Proof for changing a block, and the block as it stands.
async fn act_on(
    services: &Services,
    session: &Session,
    unit: UnitId,
    block: RulingId,
    action: &'static str,
) -> Result<(RulingRow, PersonActing), AccessError> {
    let row = services.store.ruling_at(unit, block).await;
    let row = row.map_err(Fault::from)?;
    let row = row.filter(|row| row.kind == RulingKind::Block);
    let row = row.ok_or(AccessError::NotFound)?;
    if is_party(services, session, &row.actor, &row.subject).await? {
        return Err(AccessError::NotFound);
    }
    let (about, object) = (row.subject.id, Some(block.0));
    let acting = act_on_person(services, session, unit, about, object, action, true);
    Ok((row, acting.await?))
}

fn shown(row: RulingRow, today: Date) -> Block {
    // A block without a day is to be looked at now.
    let review_on = row.review_on.unwrap_or(today);
    Block {
        id: row.id,
        child: party(&row.subject),
        guardian: party(&row.actor),
        reason: BlockReason::from_word(&row.reason),
        decided: row.decided.into(),
        decider: row.decider,
        due: row.end.is_none() && review_on <= today,
        review_on: review_on.into(),
        end: row.end.map(|end| Ended {
            at: end.at.into(),
            by: end.by,
            reason: EndReason::from_word(&end.reason),
        }),
    }
}

fn party(person: &Person) -> Party {
    Party {
        name: person.display_name(),
        number: person.number.to_string(),
    }
}

/// When an emergency stop is to be looked at, if it is made today.
fn stop_review(today: Date) -> Day {
    block::review_of_stop(today).into()
}
