//! Applications for an exception, where something else happens in between, or somebody is on both sides
//! (R-J5, R-J6).

use std::sync::Arc;

use domain::access::PublicReason;
use domain::application::{Act, State};
use domain::id::{RulingId, StaffId};
use domain::person::{Person, Protection};
use domain::ruling::RulingKind;
use domain::staff::Role;
use jiff::SignedDuration;
use service::access::AccessError;
use service::access::staff::act_on_person;
use service::applications::{desk, ending};
use service::cases::CaseError;
use service::ports::register::RegisterRecord;
use service::ports::store::{NewRuling, SeedRows, StaffRow};

use crate::applications::{APPROVE, DENY, Home, NOTE};
use crate::people;
use crate::world::World;

/// Lets somebody work at the first unit as well.
async fn employ(home: &Home, who: &Person, role: Role) {
    let staff = StaffRow {
        id: StaffId(home.world.id()),
        person: who.id,
        title: "läkare".to_owned(),
        unit: home.unit,
        role,
    };
    let seed = SeedRows {
        staff: vec![staff],
        ..SeedRows::default()
    };
    home.world.open.import.seed(&seed).await.unwrap();
}

/// Another application of the guardian's at the first unit, to which the child has said yes.
async fn renewed(home: &Home, first: domain::id::ApplicationId) -> domain::id::ApplicationId {
    let again = home.form(home.unit, "behandling", 8);
    home.apply_as(&home.guardian, &again).await.unwrap();
    let own = home.own(&home.guardian).await;
    let second = own.into_iter().find(|id| *id != first).unwrap();
    home.answer(&home.child, second, Act::Consent, 1)
        .await
        .unwrap();
    second
}

/// The ways to the child's journal on the guardian's home page: up to which days.
async fn ways(home: &Home) -> Vec<String> {
    let session = home.world.session(&home.guardian);
    let page = service::family::home(&home.services, &session).await;
    let reads = page.unwrap().children[0].reads.clone();
    reads.iter().map(|one| one.until.iso()).collect()
}

fn refused(result: Result<(), CaseError>) -> PublicReason {
    match result {
        Err(CaseError::Access(AccessError::Refused(why))) => why,
        other => panic!("{other:?}"),
    }
}

/// R-J5, R-C3: who applies, and the child's other guardian, decide nothing at the unit where they work,
/// record no note, and are not shown it there: of a child's own application they hear nothing (R-E9).
pub async fn nobody_decides_about_its_own_child(world: Arc<World>) {
    let home = Home::new(world).await;
    let other = home.world.guardian(4, &[home.child.number]).await;
    employ(&home, &home.guardian, Role::InCharge).await;
    employ(&home, &other, Role::InCharge).await;
    let asked = home.applied().await;
    let form = home.form(home.unit, "forsta", 9);
    home.apply_as(&home.child, &form).await.unwrap();
    let own = home.own(&home.child).await[0];
    for who in [&home.guardian, &other] {
        for id in [asked, own] {
            for fields in [&NOTE, &DENY, &APPROVE] {
                let done = home.decide(who, id, 1, fields).await;
                let hidden = matches!(done, Err(CaseError::Access(AccessError::NotFound)));
                assert!(hidden, "{done:?}");
            }
            let session = home.world.session(who);
            let seen = desk::one(&home.services, &session, home.unit, id).await;
            assert!(matches!(seen, Err(AccessError::NotFound)), "{seen:?}");
        }
        let list = desk::list(&home.services, &home.world.session(who), home.unit).await;
        let list = list.unwrap();
        assert_eq!((list.waiting.len(), list.decided.len()), (0, 0));
    }
    // As the one who applied it follows its own.
    assert!(home.seen(&home.guardian, asked).await.is_ok());
    home.decide(&home.boss, asked, 1, &NOTE).await.unwrap();
    assert_eq!(home.count("rulings").await, 0);
}

/// R-J7, R-G9: a block takes the link, and nothing that is decided before it ends brings it back.
pub async fn an_approval_gives_a_blocked_guardian_no_link(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    home.answer(&home.child, id, Act::Consent, 1).await.unwrap();
    home.block().await;
    home.decide(&home.boss, id, 2, &APPROVE).await.unwrap();
    assert_eq!(home.count("links").await, 0);
    assert!(home.reads().await.is_err());
}

/// R-J5: a child that takes its consent back takes it back for what waits as well.
pub async fn a_consent_taken_back_is_none_for_what_waits(world: Arc<World>) {
    let home = Home::new(world).await;
    let first = home.approved("2024-06-14").await;
    let second = renewed(&home, first).await;
    home.answer(&home.child, first, Act::TakeBack, 3)
        .await
        .unwrap();
    let seen = home.seen(&home.child, second).await.unwrap();
    assert_eq!(seen.summary.state, State::Declined);
    assert_eq!(seen.acts, [Act::Consent], "it may say yes again");
    let approved = home.decide(&home.boss, second, 3, &APPROVE).await;
    assert!(matches!(approved, Err(CaseError::Conflict)), "{approved:?}");
    assert!(home.reads().await.is_err());
}

/// What is revoked ends at once, however often it has been renewed.
pub async fn what_is_revoked_ends_what_was_renewed(world: Arc<World>) {
    let home = Home::new(world).await;
    let first = home.approved("2024-06-14").await;
    let second = renewed(&home, first).await;
    home.decide(&home.boss, second, 2, &APPROVE).await.unwrap();
    assert_eq!(home.reads().await.unwrap(), 1);
    let revoke = [("gor", "upphav"), ("grund", "inte-barnets-basta")];
    for _ in 0..2 {
        // Sent again, it is as it was.
        home.decide(&home.boss, first, 3, &revoke).await.unwrap();
    }
    assert!(home.reads().await.is_err());
    let seen = home.seen(&home.guardian, second).await.unwrap();
    assert_eq!(seen.summary.state, State::Revoked);
    assert!(
        seen.grounds
            .is_some_and(|why| why.word() == "inte-barnets-basta")
    );
    assert_eq!(home.count("rulings WHERE ended IS NULL").await, 0);
}

/// R-G8: a protected child applies where its clinic has approved it, and nowhere else.
pub async fn a_protected_child_applies_where_it_is_approved(world: Arc<World>) {
    let home = Home::new(world).await;
    let record = RegisterRecord {
        protection: Protection::Confidential,
        ..people::record(home.child.number)
    };
    let child = home.world.keep(&record.cut()).await;
    let form = home.form(home.unit, "forsta", 7);
    let closed = refused(home.apply_as(&child, &form).await);
    assert_eq!(closed, PublicReason::ClinicMustApprove);
    let session = home.world.session(&home.boss);
    let acting = act_on_person(
        &home.services,
        &session,
        home.unit,
        child.id,
        None,
        "test.approve",
        false,
    );
    let approval = NewRuling {
        id: RulingId(home.world.id()),
        kind: RulingKind::Approval,
        actor: child.id,
        subject: child.id,
        from: "2024-05-14".parse().unwrap(),
        until: Some("2025-05-14".parse().unwrap()),
        review_on: None,
        reason: "test",
    };
    let store = home.world.store();
    store
        .make_ruling(acting.await.unwrap(), &approval)
        .await
        .unwrap();
    home.apply_as(&child, &form).await.unwrap();
    let logged = "access_log WHERE refused = 'clinic_has_not_approved' \
                  AND action = 'applications.apply'";
    assert_eq!(home.count(logged).await, 1);
}

/// R-J8: nobody applies to read what nobody reads online.
pub async fn a_withheld_journal_is_not_applied_for(world: Arc<World>) {
    let home = Home::new(world).await;
    let withhold = "UPDATE units SET withheld = true WHERE name = 'Barnhälsan'";
    home.world.database.execute(withhold).await;
    for (who, why) in [(&home.guardian, "behandling"), (&home.child, "forsta")] {
        let form = home.form(home.unit, why, 7);
        let closed = refused(home.apply_as(who, &form).await);
        assert_eq!(closed, PublicReason::JournalNotOnline);
    }
    assert_eq!(home.count("applications").await, 0);
    let elsewhere = home.form(home.other, "forsta", 8);
    home.apply_as(&home.child, &elsewhere).await.unwrap();
}

/// R-J8: the home page shows no way to a part that has been withheld since it was approved.
pub async fn no_way_leads_to_a_withheld_journal(world: Arc<World>) {
    let home = Home::new(world).await;
    home.approved("2024-11-14").await;
    assert_eq!(ways(&home).await, ["2024-11-14"]);
    let withhold = "UPDATE units SET withheld = true WHERE name = 'Barnhälsan'";
    home.world.database.execute(withhold).await;
    assert!(home.reads().await.is_err());
    assert!(ways(&home).await.is_empty());
}

/// R-G6, R-G7: who may not follow its application any more hears nothing of it.
pub async fn who_is_guardian_no_more_is_not_told(world: Arc<World>) {
    let home = Home::new(world).await;
    home.hears(&home.guardian, "070-174 06 05").await;
    let id = home.applied().await;
    home.world.keep(&people::guardian(0, &[])).await;
    home.answer(&home.child, id, Act::Decline, 1).await.unwrap();
    assert_eq!(home.sent().await, [], "custody has ended");

    home.world
        .keep(&people::guardian(0, &[home.child.number]))
        .await;
    let protected = RegisterRecord {
        protection: Protection::Confidential,
        ..people::record(home.child.number)
    };
    let child = home.world.keep(&protected.cut()).await;
    home.answer(&child, id, Act::Consent, 2).await.unwrap();
    assert_eq!(home.sent().await, [], "the child's identity is protected");

    home.world.keep(&people::record(home.child.number)).await;
    home.answer(&home.child, id, Act::Decline, 3).await.unwrap();
    assert_eq!(home.sent().await.len(), 1);
}

/// R-J5: what the child has grown out of does not wait for the unit.
pub async fn what_a_child_has_grown_out_of_does_not_wait(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    home.world.pass(SignedDuration::from_hours(24 * 3 * 366));
    let session = home.world.session(&home.boss);
    let list = desk::list(&home.services, &session, home.unit).await;
    let list = list.unwrap();
    assert_eq!((list.waiting.len(), list.decided.len()), (0, 1));
    assert_eq!(list.decided[0].state, State::Expired);
    let (_, one) = desk::one(&home.services, &session, home.unit, id)
        .await
        .unwrap();
    assert_eq!(one.acts, []);
    assert!(!one.again, "there is nothing to apply for");
}

/// One that is renewed before it ends is one way in, up to the later day, and its end is told for that.
pub async fn what_is_renewed_ends_once(world: Arc<World>) {
    let home = Home::new(world).await;
    home.hears(&home.guardian, "070-174 06 05").await;
    let first = home.approved("2024-05-20").await;
    let second = renewed(&home, first).await;
    home.decide(&home.boss, second, 2, &APPROVE).await.unwrap();
    home.sent().await;
    assert_eq!(ways(&home).await, ["2024-11-14"]);
    assert_eq!(ending::tell(&home.services).await.unwrap(), Some(0));
    assert_eq!(home.sent().await, []);
}

/// One may apply anew for what has ended, and for what was denied; not while it waits.
pub async fn what_has_ended_can_be_applied_for_again(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    assert!(!home.seen(&home.guardian, id).await.unwrap().again);
    home.decide(&home.boss, id, 1, &DENY).await.unwrap();
    assert!(home.seen(&home.guardian, id).await.unwrap().again);
    assert!(!home.seen(&home.child, id).await.unwrap().again);
}
