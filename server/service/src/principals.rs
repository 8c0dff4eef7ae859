//! Who works at a care principal's units, decided by those who administer it (R-C1).

use domain::age;
use domain::form::{FieldCode, FieldErrors, Typed, wrong};
use domain::id::{PrincipalId, StaffId};
use domain::principal::{Principal, StaffChange, UnitStaff, Workforce};

use crate::access::AccessError;
use crate::access::principal::{act_at_principal, at_principal};
use crate::ports::chance::new_id;
use crate::ports::store::{PrincipalUnit, StaffRow};
use crate::session::Session;
use crate::{Fault, Services, register};

/// Why somebody's work was not changed.
#[derive(Debug, thiserror::Error)]
pub enum ChangeError {
    /// The form did not pass.
    #[error("fields: {0:?}")]
    Fields(FieldErrors),
    /// No proof.
    #[error(transparent)]
    Access(#[from] AccessError),
}

impl From<Fault> for ChangeError {
    fn from(fault: Fault) -> Self {
        Self::Access(fault.into())
    }
}

/// The care principals that one administers, by name; shows nothing of anybody.
pub async fn mine(services: &Services, session: &Session) -> Result<Vec<Principal>, AccessError> {
    let all = services.store.administers(session.person.id).await;
    let mut all = all.map_err(Fault::from)?;
    all.sort_by_cached_key(|one| one.name.to_lowercase());
    Ok(all)
}

/// A care principal's units, and who works there.
pub async fn workforce(
    services: &Services,
    session: &Session,
    principal: PrincipalId,
) -> Result<Workforce, AccessError> {
    let proof = at_principal(services, session, principal, "principal.workforce").await?;
    let units = services.store.principal_units(&proof).await;
    let rows = services.store.workforce(&proof).await;
    let rows = rows.map_err(Fault::from)?;
    let staff = |unit: &PrincipalUnit| {
        let there = rows.iter().filter(|row| row.unit == unit.unit);
        let mut staff: Vec<_> = there.map(|row| row.member.clone()).collect();
        staff.sort_by_cached_key(|member| member.name.to_lowercase());
        staff
    };
    let mut units: Vec<_> = units
        .map_err(Fault::from)?
        .into_iter()
        .map(|unit| UnitStaff {
            staff: staff(&unit),
            unit: unit.unit,
            name: if unit.name == unit.clinic {
                unit.name
            } else {
                format!("{}: {}", unit.clinic, unit.name)
            },
        })
        .collect();
    units.sort_by_cached_key(|unit| unit.name.to_lowercase());
    Ok(Workforce {
        principal: proof.principal().clone(),
        units,
    })
}

/// Lets somebody work at a unit, or ends it.
pub async fn change(
    services: &Services,
    session: &Session,
    principal: PrincipalId,
    typed: &Typed,
) -> Result<StaffChange, ChangeError> {
    // The proof before anything is asked about anybody.
    let proof = at_principal(services, session, principal, "principal.change").await?;
    let today = age::today(services.clock.now());
    let change = StaffChange::read(typed, today).map_err(ChangeError::Fields)?;
    let done = match &change {
        StaffChange::Add {
            number,
            unit,
            title,
            role,
        } => {
            let unknown = || wrong(StaffChange::NUMBER, FieldCode::NumberUnknown);
            let person = register::refresh(services, *number).await?;
            let person = person.ok_or_else(|| ChangeError::Fields(unknown()))?;
            let acting =
                act_at_principal(services, session, principal, person, "principal.appoint");
            let acting = acting.await?;
            let row = StaffRow {
                id: StaffId(new_id(services.rng.as_ref(), acting.at())),
                person,
                unit: *unit,
                title: title.clone(),
                role: *role,
            };
            services.store.appoint(acting, &row).await
        }
        StaffChange::Remove { staff, unit } => {
            let person = services.store.member(&proof, *staff, *unit).await;
            let person = person.map_err(Fault::from)?.ok_or(AccessError::NotFound)?;
            let acting =
                act_at_principal(services, session, principal, person, "principal.dismiss");
            let acting = acting.await?;
            services.store.dismiss(acting, *staff, *unit).await
        }
    };
    if done.map_err(Fault::from)? {
        Ok(change)
    } else {
        Err(AccessError::NotFound.into())
    }
}
