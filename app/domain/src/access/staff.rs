//! Who may do something at a unit (R-C1).

use super::question::{Assurance, Capacity, Grant, PersonFacts};
use super::reason::Reason;
use crate::person::Residence;
use crate::staff::Role;

/// Decides whether a member of staff may do something at a unit (R-C1): `role` is what it is there,
/// if anything; `in_charge`: whether only one in charge may.
pub fn decide_staff(
    actor: &PersonFacts,
    assurance: Assurance,
    role: Option<Role>,
    in_charge: bool,
) -> Result<Grant, Reason> {
    if actor.residence != Residence::Registered {
        return Err(Reason::ActorNotRegistered);
    }
    let role = role.ok_or(Reason::NotStaff)?;
    if assurance < Assurance::High {
        return Err(Reason::AssuranceTooLow);
    }
    if in_charge && role != Role::InCharge {
        return Err(Reason::NotInCharge);
    }
    Ok(Grant {
        capacity: Capacity::Staff,
        rule: "R-C1",
    })
}

/// Decides whether somebody may say who works at a care principal's units (R-C1): `administers`
/// tells whether the operator has let it.
pub fn decide_administrator(
    actor: &PersonFacts,
    assurance: Assurance,
    administers: bool,
) -> Result<Grant, Reason> {
    if actor.residence != Residence::Registered {
        return Err(Reason::ActorNotRegistered);
    }
    if !administers {
        return Err(Reason::NotStaff);
    }
    if assurance < Assurance::High {
        return Err(Reason::AssuranceTooLow);
    }
    Ok(Grant {
        capacity: Capacity::Staff,
        rule: "R-C1",
    })
}
