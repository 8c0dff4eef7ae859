//! Changing and closing times that nobody has booked: one, or it and the later ones that were opened
//! with it (R-E1).

use domain::booking::changing::{ChangeDesk, ChangeForm, Scope};
use domain::booking::opening::OpenForm;
use domain::form::{FieldCode, Typed, wrong};
use domain::id::{SlotId, UnitId};
use jiff::Timestamp;

use super::{met, people};
use crate::access::AccessError;
use crate::access::staff::{AtDesk, act_at_desk, at_desk};
use crate::booking::{BookingError, time};
use crate::ports::store::{FreeSlotRow, NewTimes, Replaced};
use crate::session::Session;
use crate::{Fault, Services, errand};

/// What became of times that were to be changed or closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Changed {
    /// So many of those that it was about.
    Now {
        /// How many.
        times: usize,
        /// Of how many.
        of: usize,
    },
    /// The form was sent before, and did it then.
    Before,
}

/// A time that can be changed or closed. One that is booked can't, and is not found.
pub async fn to_change(
    services: &Services,
    session: &Session,
    unit: UnitId,
    slot: SlotId,
) -> Result<ChangeDesk, AccessError> {
    let desk = at_desk(services, session, unit, "times.time").await?;
    let found = free(services, &desk, slot).await?;
    let found = found.ok_or(AccessError::NotFound)?;
    Ok(ChangeDesk {
        allowed: found.slot.allowed,
        time: time(found.slot),
        with: found
            .staff
            .map(|staff| staff.to_string())
            .unwrap_or_default(),
        people: people(services, &desk).await?,
        later: found.later.len(),
        key: errand::new_key(services),
    })
}

async fn free(
    services: &Services,
    desk: &AtDesk,
    slot: SlotId,
) -> Result<Option<FreeSlotRow>, Fault> {
    Ok(services.store.free_time(desk, slot).await?)
}

/// Changes a time, or it and the later ones. Sent again, nothing is done.
pub async fn change(
    services: &Services,
    session: &Session,
    unit: UnitId,
    slot: SlotId,
    typed: &Typed,
) -> Result<Changed, BookingError> {
    let acting = act_at_desk(services, session, unit, "times.change", false).await?;
    let form = ChangeForm::read(typed).map_err(BookingError::Fields)?;
    let desk = at_desk(services, session, unit, "times.change").await?;
    let with = met(services, &desk, &form.with).await?;
    let Some(found) = free(services, &desk, slot).await? else {
        let store = &services.store;
        let sent_again = store.is_replaced(&desk, slot, form.key).await;
        return if sent_again.map_err(Fault::from)? {
            Ok(Changed::Before)
        } else {
            Err(gone(services, &desk, slot).await?)
        };
    };
    let slots = of(&found, form.scope);
    let began: Vec<_> = slots.iter().map(|(_, starts)| *starts).collect();
    let times = form.moved(&began, acting.at());
    let times = slots.iter().zip(times.map_err(BookingError::Fields)?);
    let new = NewTimes {
        key: form.key,
        kind: form.kind,
        title: form.title,
        with,
        allowed: form.allowed,
        times: times
            .map(|((slot, _), (starts, ends))| (*slot, starts, ends))
            .collect(),
    };
    let replaced = services.store.replace_times(acting, &new).await;
    match replaced.map_err(Fault::from)? {
        Replaced::Done(0) => Err(BookingError::Taken),
        Replaced::Done(times) => {
            let of = new.times.len();
            Ok(Changed::Now { times, of })
        }
        Replaced::Clash => Err(BookingError::Fields(wrong(
            OpenForm::FROM,
            FieldCode::TimesClash,
        ))),
    }
}

/// Closes a time, or it and the later ones.
pub async fn close(
    services: &Services,
    session: &Session,
    unit: UnitId,
    slot: SlotId,
    typed: &Typed,
) -> Result<Changed, BookingError> {
    let acting = act_at_desk(services, session, unit, "times.close", false).await?;
    let scope = Scope::read(typed).map_err(BookingError::Fields)?;
    let desk = at_desk(services, session, unit, "times.close").await?;
    let found = free(services, &desk, slot).await?;
    let Some(found) = found else {
        return Err(gone(services, &desk, slot).await?);
    };
    let slots: Vec<_> = of(&found, scope).iter().map(|(slot, _)| *slot).collect();
    let closed = services.store.close_times(acting, &slots).await;
    match closed.map_err(Fault::from)? {
        0 => Err(BookingError::Taken),
        times => Ok(Changed::Now {
            times,
            of: slots.len(),
        }),
    }
}

/// Why a time can't be changed: it is booked or closed, or there is none.
async fn gone(services: &Services, desk: &AtDesk, slot: SlotId) -> Result<BookingError, Fault> {
    let known = services.store.has_time(desk, slot).await?;
    Ok(if known {
        BookingError::Taken
    } else {
        AccessError::NotFound.into()
    })
}

/// The times that it is about, in order.
fn of(found: &FreeSlotRow, scope: Scope) -> Vec<(SlotId, Timestamp)> {
    let mut slots = vec![(found.slot.slot, found.slot.starts)];
    if scope == Scope::Series {
        slots.extend(&found.later);
    }
    slots
}
