//! Approving people with a protected identity by hand, so that they can contact the clinic (R-G8).
//!
//! Whoever works at the unit approves: it is the desk's work, done while the person is on the phone
//! or at the counter, and it opens nothing but what that person asked for. Ending an approval takes
//! something away from somebody who may rely on it, and saying that one stays is a decision anew
//! (R-C3), so both are for one in charge.

use domain::age;
use domain::approval::{
    ApprovalAct, ApprovalEnd, ApprovalReason, ApprovalState, Approvals, Approved, Term, last_day,
    usual_day,
};
use domain::form::{FieldCode, Typed, wrong};
use domain::id::{PersonId, RulingId, UnitId};
use domain::personnummer::Personnummer;
use domain::ruling::RulingKind;
use jiff::civil::Date;

use crate::access::AccessError;
use crate::access::staff::{AtDesk, act_on_person, at_desk};
use crate::cases::CaseError;
use crate::ports::store::{Made, NewRuling, RulingRow};
use crate::session::Session;
use crate::{Fault, Services, errand, register};

/// Those whom a unit has approved. Every person in it is logged before it is shown.
pub async fn list(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<Approvals, AccessError> {
    let desk = at_desk(services, session, unit, "approvals.list").await?;
    let rows = services.store.rulings_at(&desk, RulingKind::Approval).await;
    let rows = rows.map_err(Fault::from)?;
    let people = rows.iter().map(|row| row.actor.id).collect();
    desk.note_shown(services, people, "approvals.list").await?;
    let today = age::today(services.clock.now());
    let desk = desk.desk();
    Ok(Approvals {
        unit: desk.unit,
        name: desk.name.clone(),
        clinic: desk.clinic.clone(),
        role: desk.role,
        approvals: rows.iter().filter_map(|row| approved(row, today)).collect(),
        usual: usual_day(today).into(),
        last: last_day(today).into(),
        key: errand::new_key(services),
    })
}

/// Approves somebody, ends an approval, or notes when it is looked at again.
pub async fn change(
    services: &Services,
    session: &Session,
    unit: UnitId,
    typed: &Typed,
) -> Result<ApprovalAct, CaseError> {
    // The proof before anything is asked about anybody.
    let desk = at_desk(services, session, unit, "approvals.change").await?;
    let today = age::today(services.clock.now());
    let act = ApprovalAct::read(typed, today).map_err(CaseError::Fields)?;
    match act {
        ApprovalAct::Add {
            id,
            number,
            reason,
            term,
        } => {
            let new = New {
                id,
                number,
                reason,
                term,
                today,
            };
            new.add(services, session, &desk).await?;
        }
        ApprovalAct::End { id, reason } => {
            let row = found(services, unit, id).await?;
            let (about, object) = (row.actor.id, Some(id.0));
            let action = "approvals.end";
            let acting = act_on_person(services, session, unit, about, object, action, true);
            let acting = acting.await?;
            let ended = services.store.end_ruling(acting, id, reason.word()).await;
            done(ended.map_err(Fault::from)?)?;
        }
        ApprovalAct::Review { id, on } => {
            let row = found(services, unit, id).await?;
            // One that ends by itself is not looked at again.
            if row.until.is_some() {
                return Err(CaseError::Conflict);
            }
            let (about, object) = (row.actor.id, Some(id.0));
            let action = "approvals.review";
            let acting = act_on_person(services, session, unit, about, object, action, true);
            let acting = acting.await?;
            let kept = services.store.review_ruling(acting, id, on).await;
            done(kept.map_err(Fault::from)?)?;
        }
    }
    Ok(act)
}

/// An approval to be.
struct New {
    id: RulingId,
    number: Personnummer,
    reason: ApprovalReason,
    term: Term,
    today: Date,
}

impl New {
    /// The register is asked whether the identity is protected, and nothing else of what it says is
    /// told. That it was asked is in the log, whatever the answer.
    async fn add(
        self,
        services: &Services,
        session: &Session,
        desk: &AtDesk,
    ) -> Result<(), CaseError> {
        let refused = |code| CaseError::Fields(wrong(ApprovalAct::NUMBER, code));
        let unit = desk.desk().unit;
        let Some(person) = register::refresh(services, self.number).await? else {
            return Err(refused(FieldCode::NumberUnknown));
        };
        let known = services.store.person(person).await.map_err(Fault::from)?;
        if known.is_none_or(|person| !person.protection.is_protected()) {
            self.note_asked(services, desk, person).await?;
            return Err(refused(FieldCode::NumberOpen));
        }
        let there = services.store.rulings_at(desk, RulingKind::Approval).await;
        let there = there.map_err(Fault::from)?;
        // Not what was sent before with the same key: of that the store says whether it is the same.
        let holds = |row: &RulingRow| {
            row.actor.id == person && row.id != self.id && state(row, self.today).is_open()
        };
        if there.iter().any(holds) {
            self.note_asked(services, desk, person).await?;
            return Err(refused(FieldCode::NumberApproved));
        }
        let (object, action) = (Some(self.id.0), "approvals.add");
        let acting = act_on_person(services, session, unit, person, object, action, false);
        let acting = acting.await?;
        let ruling = NewRuling {
            id: self.id,
            kind: RulingKind::Approval,
            actor: person,
            subject: person,
            from: self.today,
            until: self.term.until(),
            review_on: self.term.review(),
            reason: self.reason.word(),
        };
        let made = services.store.make_ruling(acting, &ruling).await;
        match made.map_err(Fault::from)? {
            Made::Done => Ok(()),
            Made::Other => {
                self.note_asked(services, desk, person).await?;
                Err(CaseError::SentOther)
            }
        }
    }

    /// Notes that somebody's number was asked about, where nothing came of it.
    async fn note_asked(
        &self,
        services: &Services,
        desk: &AtDesk,
        person: PersonId,
    ) -> Result<(), Fault> {
        let entry = desk.shown(services, person, "approvals.ask");
        Ok(services.store.append(&entry).await?)
    }
}

/// One of the unit's approvals; anything else is not found.
async fn found(services: &Services, unit: UnitId, id: RulingId) -> Result<RulingRow, CaseError> {
    let row = services.store.ruling_at(unit, id).await;
    let row = row.map_err(Fault::from)?;
    let row = row.filter(|row| row.kind == RulingKind::Approval);
    Ok(row.ok_or(AccessError::NotFound)?)
}

fn done(changed: bool) -> Result<(), CaseError> {
    if changed {
        Ok(())
    } else {
        Err(CaseError::Conflict)
    }
}

/// How long it holds; `None` if it says neither, which the store does not keep.
fn term(row: &RulingRow) -> Option<Term> {
    let until = row.until.map(Term::Until);
    until.or(row.review_on.map(Term::Review))
}

fn state(row: &RulingRow, today: Date) -> ApprovalState {
    match &row.end {
        Some(end) => ApprovalState::Ended {
            by: end.by.clone(),
            at: end.at.into(),
            reason: ApprovalEnd::from_word(&end.reason),
        },
        None => term(row).map_or(ApprovalState::Over, |term| ApprovalState::of(term, today)),
    }
}

/// As staff sees it: of the person the number, and nothing else that may be known of it.
fn approved(row: &RulingRow, today: Date) -> Option<Approved> {
    let term = match term(row)? {
        Term::Until(day) => Term::Until(day.into()),
        Term::Review(day) => Term::Review(day.into()),
    };
    Some(Approved {
        id: row.id,
        number: row.actor.number.to_string(),
        reason: ApprovalReason::from_word(&row.reason),
        by: row.decider.clone(),
        at: row.decided.into(),
        term,
        state: state(row, today),
    })
}
