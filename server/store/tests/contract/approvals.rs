//! Approving people with a protected identity, and what that opens (R-G8, R-C3).

use std::sync::Arc;

use domain::access::PublicReason;
use domain::approval::{ApprovalState, Approvals, Term};
use domain::form::{FieldCode, FieldErrors, Typed};
use domain::id::{ClinicId, StaffId, ThreadId, UnitId};
use domain::message::FormKey;
use domain::person::{Person, Protection};
use domain::staff::Role;
use jiff::SignedDuration;
use service::access::{AccessError, Subject};
use service::approvals;
use service::cases::CaseError;
use service::errand::SendError;
use service::explain::case as explain;
use service::ports::register::RegisterRecord;
use service::ports::store::StaffRow;
use service::{contact, message};

use crate::errands::uuid;
use crate::people;
use crate::world::World;

/// Two clinics, with one in charge and a member at the first's unit; a person with a protected
/// identity, and one without.
struct House {
    world: Arc<World>,
    boss: Person,
    member: Person,
    hidden: Person,
    open: Person,
    unit: UnitId,
    clinic: ClinicId,
    elsewhere: UnitId,
}

impl House {
    async fn new(world: Arc<World>) -> Self {
        let boss = world.guardian(1, &[]).await;
        let member = world.guardian(2, &[]).await;
        let open = world.guardian(3, &[]).await;
        let hidden = RegisterRecord {
            protection: Protection::Confidential,
            ..people::guardian(4, &[])
        };
        let hidden = world.keep(&hidden.cut()).await;
        let mut first = world.clinic(&["Barnhälsan"]);
        let second = world.clinic(&["Provtagningen"]);
        for (person, role) in [(&boss, Role::InCharge), (&member, Role::Member)] {
            first.staff.push(StaffRow {
                id: StaffId(world.id()),
                person: person.id,
                unit: first.units[0].id,
                role,
                title: "sjuksköterska".to_owned(),
            });
        }
        for seed in [&first, &second] {
            world.open.import.seed(seed).await.unwrap();
        }
        Self {
            boss,
            member,
            hidden,
            open,
            unit: first.units[0].id,
            clinic: first.clinics[0].id,
            elsewhere: second.units[0].id,
            world,
        }
    }

    async fn change(&self, who: &Person, form: &Typed) -> Result<(), CaseError> {
        let session = self.world.session(who);
        let done = approvals::change(&self.world.services, &session, self.unit, form).await;
        done.map(drop)
    }

    /// What is wrong with approving somebody.
    async fn wrong(&self, form: &Typed) -> FieldErrors {
        match self.change(&self.member, form).await {
            Err(CaseError::Fields(wrong)) => wrong,
            other => panic!("{other:?}"),
        }
    }

    async fn approve(&self, key: u128, term: &str, day: &str) {
        let form = add(&self.hidden, key, term, day);
        self.change(&self.member, &form).await.unwrap();
    }

    async fn list(&self) -> Approvals {
        let session = self.world.session(&self.member);
        let list = approvals::list(&self.world.services, &session, self.unit).await;
        list.unwrap()
    }

    /// Why the unit is closed to the protected person, if it is.
    async fn closed(&self, unit: UnitId) -> Option<PublicReason> {
        let session = self.world.session(&self.hidden);
        let services = &self.world.services;
        match contact::unit(services, &session, Subject::Myself, unit).await {
            Ok(_) => None,
            Err(AccessError::Refused(why)) => Some(why),
            Err(other) => panic!("{other:?}"),
        }
    }

    async fn write(&self, unit: UnitId, key: u128) -> Result<ThreadId, SendError> {
        let session = self.world.session(&self.hidden);
        let form = typed(&[
            ("amne", "Hosta"),
            ("text", "Hej"),
            ("nyckel", &FormKey(uuid(key)).text()),
        ]);
        let (services, files) = (&self.world.services, Ok(Vec::new()));
        message::start(services, &session, Subject::Myself, unit, &form, files).await
    }

    async fn reply(&self, thread: ThreadId, key: u128) -> Result<(), SendError> {
        let session = self.world.session(&self.hidden);
        let form = typed(&[("text", "Mer"), ("nyckel", &FormKey(uuid(key)).text())]);
        let (services, files) = (&self.world.services, Ok(Vec::new()));
        message::reply(services, &session, Subject::Myself, thread, &form, files).await
    }
}

fn typed(fields: &[(&str, &str)]) -> Typed {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Typed(fields.iter().map(own).collect())
}

fn add(person: &Person, key: u128, term: &str, day: &str) -> Typed {
    typed(&[
        ("gor", "godkann"),
        ("nyckel", &FormKey(uuid(key)).text()),
        ("godkand-nummer", &person.number.digits()),
        ("skal-godkand", "patient"),
        ("sedan", term),
        ("till-dag", day),
    ])
}

fn end(key: u128) -> Typed {
    typed(&[
        ("gor", "avsluta"),
        ("godkannande", &FormKey(uuid(key)).text()),
        ("skal-slut", "left"),
    ])
}

const CLOSED: Option<PublicReason> = Some(PublicReason::ClinicMustApprove);

fn is_closed<T>(answer: &Result<T, SendError>) -> bool {
    let closed = AccessError::Refused(PublicReason::ClinicMustApprove);
    match answer {
        Err(SendError::Access(error)) => error.to_string() == closed.to_string(),
        _ => false,
    }
}

/// R-G8: that clinic's services open, others stay closed.
pub async fn a_clinic_opens_by_approving_and_no_other(world: Arc<World>) {
    let house = House::new(world).await;
    for unit in [house.unit, house.elsewhere] {
        assert_eq!(house.closed(unit).await, CLOSED);
        assert!(is_closed(&house.write(unit, 1).await));
    }

    // Sent twice, it is once.
    for _ in 0..2 {
        house.approve(10, "slutar", "2024-08-14").await;
    }
    let added = "access_log WHERE action = 'approvals.add' AND refused IS NULL";
    assert_eq!(house.world.database.count(added).await, 1);

    assert_eq!(house.closed(house.unit).await, None);
    assert_eq!(house.closed(house.elsewhere).await, CLOSED);
    // Its own from now on, though it has never written there.
    let session = house.world.session(&house.hidden);
    let services = &house.world.services;
    let found = contact::clinics(services, &session, Subject::Myself, "").await;
    let (_, found) = found.unwrap();
    let known: Vec<_> = found.known.iter().map(|unit| unit.unit).collect();
    assert_eq!((known, found.closed), (vec![house.unit], Vec::new()));
    assert!(is_closed(&house.write(house.elsewhere, 1).await));
    let thread = house.write(house.unit, 1).await.unwrap();
    house.reply(thread, 2).await.unwrap();

    // Another's thread, and none, are one and the same, whoever is approved.
    let none = house.reply(ThreadId(uuid(99)), 3).await;
    assert!(is_closed(&none), "{none:?}");

    // What lists go over says which are closed.
    let found = contact::clinics(services, &session, Subject::Myself, "provt").await;
    let (_, found) = found.unwrap();
    assert_eq!(
        found.known,
        [],
        "the one that it knows is called something else"
    );
    assert_eq!(
        found.closed,
        [(house.elsewhere, PublicReason::ClinicMustApprove)]
    );

    // On the day after its last it is over, and what was written stays to be read.
    house.world.pass(SignedDuration::from_hours(93 * 24));
    assert_eq!(house.closed(house.unit).await, CLOSED);
    assert!(is_closed(&house.reply(thread, 4).await));
    let session = house.world.session(&house.hidden);
    let read = service::inbox::thread(services, &session, Subject::Myself, thread).await;
    let (_, read, _) = read.unwrap();
    assert_eq!((read.open, read.closed), (false, CLOSED));
    assert_eq!(house.list().await.approvals[0].state, ApprovalState::Over);
}

/// Another form with the key of one that was sent approves nobody, and says so.
pub async fn another_approval_with_the_same_key_is_not_as_if_made(world: Arc<World>) {
    let house = House::new(world).await;
    let other = RegisterRecord {
        protection: Protection::Confidential,
        ..people::guardian(5, &[])
    };
    let other = house.world.keep(&other.cut()).await;
    house.approve(1, "slutar", "2024-08-14").await;
    for form in [
        add(&other, 1, "slutar", "2024-08-14"),
        add(&house.hidden, 1, "slutar", "2024-09-14"),
    ] {
        let sent = house.change(&house.member, &form).await;
        assert!(matches!(sent, Err(CaseError::SentOther)), "{sent:?}");
    }
    let asked = "access_log WHERE action = 'approvals.ask'";
    assert_eq!(
        house.world.database.count(asked).await,
        2,
        "each in its log"
    );
    assert_eq!(house.list().await.approvals.len(), 1);

    // One that has been ended since is not made again by the old form.
    house.change(&house.boss, &end(1)).await.unwrap();
    let again = add(&house.hidden, 1, "slutar", "2024-08-14");
    let sent = house.change(&house.member, &again).await;
    assert!(matches!(sent, Err(CaseError::SentOther)), "{sent:?}");
}

/// Nothing but "approved" is told, and that it was asked is in the log.
pub async fn who_needs_none_or_has_one_is_told_apart(world: Arc<World>) {
    let house = House::new(world).await;
    let wrong = house
        .wrong(&add(&house.open, 1, "slutar", "2024-08-14"))
        .await;
    assert_eq!(wrong[0].code, FieldCode::NumberOpen);
    house.approve(2, "ses-over", "2024-08-14").await;
    let again = add(&house.hidden, 3, "slutar", "2024-08-14");
    let wrong = house.wrong(&again).await;
    assert_eq!(wrong[0].code, FieldCode::NumberApproved);
    let asked = "access_log WHERE action = 'approvals.ask'";
    assert_eq!(house.world.database.count(asked).await, 2);

    let list = house.list().await;
    let [one] = &list.approvals[..] else {
        panic!("{list:?}")
    };
    assert_eq!(one.number, house.hidden.number.to_string());
    assert_eq!(one.state, ApprovalState::Holds);
    assert!(matches!(one.term, Term::Review(_)));
    assert_eq!(one.by, house.member.display_name());
}

/// R-C3: only one in charge ends one or lets it stay; of two who do the second is told.
pub async fn one_in_charge_ends_it_and_looks_at_it_again(world: Arc<World>) {
    let house = House::new(world).await;
    house.approve(1, "ses-over", "2024-08-14").await;
    house.world.pass(SignedDuration::from_hours(100 * 24));
    let state = |list: Approvals| list.approvals[0].state.clone();
    assert_eq!(state(house.list().await), ApprovalState::Due);
    assert_eq!(
        house.closed(house.unit).await,
        None,
        "a late review ends nothing"
    );

    let review = typed(&[
        ("gor", "se-over"),
        ("godkannande", &FormKey(uuid(1)).text()),
        ("till-dag", "2025-08-14"),
    ]);
    for form in [&review, &end(1)] {
        let refused = house.change(&house.member, form).await;
        let in_charge = AccessError::Refused(PublicReason::NotInCharge).to_string();
        assert_eq!(refused.unwrap_err().to_string(), in_charge);
    }
    house.change(&house.boss, &review).await.unwrap();
    assert_eq!(state(house.list().await), ApprovalState::Holds);
    house.change(&house.boss, &end(1)).await.unwrap();
    assert!(matches!(
        state(house.list().await),
        ApprovalState::Ended { .. }
    ));
    assert_eq!(house.closed(house.unit).await, CLOSED);
    let again = house.change(&house.boss, &end(1)).await;
    assert!(matches!(again, Err(CaseError::Conflict)), "{again:?}");
    let none = house.change(&house.boss, &end(2)).await;
    assert!(
        matches!(none, Err(CaseError::Access(AccessError::NotFound))),
        "{none:?}"
    );
}

/// What the decision is told of a unit; of a thread only its own person's.
pub async fn the_place_of_an_errand_is_known(world: Arc<World>) {
    let house = House::new(world).await;
    house.approve(1, "slutar", "2024-08-14").await;
    let thread = house.write(house.unit, 2).await.unwrap();
    let store = house.world.store();
    let facts = store.unit_facts(house.unit).await.unwrap().unwrap();
    assert_eq!((facts.unit, facts.clinic), (house.unit, house.clinic));
    assert_eq!(store.unit_facts(UnitId(uuid(9))).await.unwrap(), None);
    let own = store.thread_facts(house.hidden.id, thread).await.unwrap();
    assert_eq!(own, Some(facts));
    let others = store.thread_facts(house.open.id, thread).await.unwrap();
    assert_eq!(others, None);

    // The case is one that the person opened itself: nobody else is told of.
    let session = house.world.session(&house.member);
    let services = &house.world.services;
    let told = explain::of_case(services, &session, house.unit, thread).await;
    assert_eq!(told.unwrap().asks.len(), 1);
}
