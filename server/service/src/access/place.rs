//! Asking at the unit that an errand is with: to a person with a protected identity contacting a
//! clinic and its prescriptions are open only where the clinic has approved it (R-G8).

use domain::access::{Area, Grant, PublicReason, Reason, UnitFacts};
use domain::id::{ClinicId, ThreadId, UnitId};
use domain::rules::ProtectedContact;

use super::{
    AccessError, Acting, Known, Purpose, Reading, Subject, decide, decided, hide, load, question,
    reading,
};
use crate::session::Session;
use crate::{Fault, Services};

/// Where an errand is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// At this unit.
    Unit(UnitId),
    /// At the unit that the subject's thread is with.
    Thread(ThreadId),
    /// At no single unit: what only a unit opens is closed.
    Nowhere,
}

impl From<UnitId> for Place {
    fn from(unit: UnitId) -> Self {
        Self::Unit(unit)
    }
}

impl From<ThreadId> for Place {
    fn from(thread: ThreadId) -> Self {
        Self::Thread(thread)
    }
}

impl Place {
    /// What the decision needs to know of its unit. What is not there, or not the subject's, is at
    /// no unit: the answer tells nothing of it.
    async fn facts(self, services: &Services, known: &Known) -> Result<Option<UnitFacts>, Fault> {
        let store = &services.store;
        Ok(match self {
            Self::Unit(unit) => store.unit_facts(unit).await?,
            Self::Thread(thread) => store.thread_facts(known.person.id, thread).await?,
            Self::Nowhere => None,
        })
    }
}

/// Proof for reading at a place. The log is written before this returns (R-J11).
pub(crate) async fn read(
    services: &Services,
    session: &Session,
    subject: Subject,
    place: impl Into<Place>,
    purpose: Purpose,
) -> Result<Reading, AccessError> {
    let known = load(services, session, subject).await?;
    let unit = place.into().facts(services, &known).await?;
    let purpose = Purpose { unit, ..purpose };
    let proof = reading(services, session, known, purpose).await;
    proof.map_err(hide)
}

/// Proof for changing at a place. The log is written by the store, together with the change.
pub(crate) async fn act(
    services: &Services,
    session: &Session,
    subject: Subject,
    place: impl Into<Place>,
    purpose: Purpose,
) -> Result<Acting, AccessError> {
    let known = load(services, session, subject).await?;
    let unit = place.into().facts(services, &known).await?;
    let purpose = Purpose { unit, ..purpose };
    let entered = decide(services, session, &known, purpose).await;
    let (_, entry) = entered.map_err(hide)?;
    Ok(Acting {
        subject: known.person,
        actor_name: session.person.display_name(),
        entry,
    })
}

/// Whether the actor may enter the area at the place now. For what shows nothing of the person, so
/// it is not logged.
pub(crate) async fn may(
    services: &Services,
    session: &Session,
    subject: Subject,
    place: impl Into<Place>,
    area: Area,
) -> Result<(), AccessError> {
    let known = load(services, session, subject).await?;
    let unit = place.into().facts(services, &known).await?;
    let asked = question(services, session, &known, area, unit);
    match decided(services, &asked) {
        Ok(_) => Ok(()),
        Err(reason) => Err(hide(AccessError::Refused(reason.public()))),
    }
}

/// An area of a subject that may be open at some units and closed at others: asked about at one
/// after the other.
pub(crate) struct AtUnits<'a> {
    services: &'a Services,
    session: &'a Session,
    known: Known,
    area: Area,
    /// The answer at no single unit.
    anywhere: Result<Grant, Reason>,
}

impl AtUnits<'_> {
    /// Whether the area is closed by nothing but that no clinic has been asked, and clinics can open
    /// it here.
    fn by_clinic(&self) -> bool {
        let rules = self.services.rules_now();
        self.anywhere == Err(Reason::ClinicHasNotApproved)
            && rules.protected_contact == ProtectedContact::ApprovedClinics
    }

    /// Whether a list that goes over units is open.
    pub(crate) fn is_listed(&self) -> bool {
        self.anywhere.is_ok() || self.by_clinic()
    }

    /// The area that a list is asked for that goes over units. Where a clinic has to open the area,
    /// the list is one's own as the inbox is, which names the same units; what stands at a unit is
    /// shown only where that unit is open.
    pub(crate) fn area_to_list(&self) -> Area {
        if self.by_clinic() {
            Area::Inbox
        } else {
            self.area
        }
    }

    /// The clinics that have opened the area, or did: what one may not know of otherwise.
    pub(crate) fn opened_by(&self) -> Vec<ClinicId> {
        if !self.by_clinic() {
            return Vec::new();
        }
        let approvals = self.known.decided.approvals.iter();
        approvals.map(|approval| approval.clinic).collect()
    }

    /// Why the area is closed at this unit, if it is.
    pub(crate) async fn closed(&self, unit: UnitId) -> Result<Option<PublicReason>, Fault> {
        self.closed_at(Place::Unit(unit)).await
    }

    /// Why the area is closed at this place, if it is.
    pub(crate) async fn closed_at(&self, place: Place) -> Result<Option<PublicReason>, Fault> {
        // What is open to somebody at no single unit, no unit closes: only the journal's parts are
        // closed so (R-J8), and they are asked about elsewhere.
        if self.anywhere.is_ok() {
            return Ok(None);
        }
        let unit = place.facts(self.services, &self.known).await?;
        let asked = question(self.services, self.session, &self.known, self.area, unit);
        let answer = decided(self.services, &asked);
        Ok(answer.err().map(Reason::public))
    }
}

/// Proof for reading a list that goes over units, and what to ask of each of them.
pub(crate) async fn read_over<'a>(
    services: &'a Services,
    session: &'a Session,
    subject: Subject,
    purpose: Purpose,
) -> Result<(Reading, AtUnits<'a>), AccessError> {
    let over = over(services, session, subject, purpose.area).await?;
    let purpose = Purpose {
        area: over.area_to_list(),
        ..purpose
    };
    let proof = reading(services, session, over.known.clone(), purpose).await;
    Ok((proof.map_err(hide)?, over))
}

/// What to ask of each unit, where the list itself has its proof already.
pub(crate) async fn over<'a>(
    services: &'a Services,
    session: &'a Session,
    subject: Subject,
    area: Area,
) -> Result<AtUnits<'a>, AccessError> {
    let known = load(services, session, subject).await?;
    let anywhere = decided(services, &question(services, session, &known, area, None));
    Ok(AtUnits {
        services,
        session,
        known,
        area,
        anywhere,
    })
}
