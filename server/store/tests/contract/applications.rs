//! Applications for an exception, from the form to what is read (R-J5, R-J6).

use std::sync::Arc;

use domain::access::{PublicReason, Reader};
use domain::application::{Act, Application, State};
use domain::form::{FieldCode, Typed};
use domain::id::{ApplicationId, EntryId, PersonId, RulingId, StaffId, UnitId};
use domain::journal::{EntryKind, JournalForm};
use domain::person::{Person, Protection};
use domain::ruling::RulingKind;
use domain::staff::Role;
use jiff::SignedDuration;
use service::access::staff::act_on_person;
use service::access::{AccessError, Subject};
use service::applications::{self, desk, ending};
use service::cases::CaseError;
use service::inbox::ListError;
use service::outbox::send_due;
use service::ports::register::RegisterRecord;
use service::ports::store::{NewRuling, SeedEntry, StaffRow};
use service::{Services, journal, notices};
use tokio::task::JoinSet;

use crate::notices::Phones;
use crate::people;
use crate::world::{World, at};

const DAY: i64 = 24 * 3_600;
const NEWS: &str = "Du har ett nytt meddelande. Logga in för att läsa.";
const REMINDER: &str = "Du har en påminnelse. Logga in för att läsa.";

/// A guardian, its child of 14, and two units with entries about it: at the first one in charge and
/// one who is not, at the other one in charge.
pub struct Home {
    pub world: Arc<World>,
    pub services: Services,
    pub phones: Arc<Phones>,
    pub guardian: Person,
    pub child: Person,
    pub boss: Person,
    pub member: Person,
    pub stranger: Person,
    pub unit: UnitId,
    pub other: UnitId,
    pub entry: EntryId,
}

impl Home {
    pub async fn new(world: Arc<World>) -> Self {
        let number = people::number(2010, 0);
        let guardian = world.guardian(0, &[number]).await;
        let child = world.store().person_by_number(number).await;
        let child = child.unwrap().unwrap();
        let mut seed = world.clinic(&["Barnhälsan", "BUP"]);
        let (unit, other) = (seed.units[0].id, seed.units[1].id);
        let mut staff = Vec::new();
        for (nth, unit, role) in [
            (1, unit, Role::InCharge),
            (2, unit, Role::Member),
            (3, other, Role::InCharge),
        ] {
            let person = world.guardian(nth, &[]).await;
            seed.staff.push(StaffRow {
                id: StaffId(world.id()),
                person: person.id,
                title: "läkare".to_owned(),
                unit,
                role,
            });
            staff.push(person);
        }
        let mut entries = Vec::new();
        for unit in [unit, other] {
            entries.push(EntryId(world.id()));
            seed.entries.push(SeedEntry {
                id: entries[entries.len() - 1],
                person: child.id,
                unit,
                kind: EntryKind::Note,
                title: "Besök".to_owned(),
                author: "Eva Ek, läkare".to_owned(),
                happened: at(-60 * DAY),
                signed: true,
                body: "Mår bra.".to_owned(),
                values: Vec::new(),
            });
        }
        world.open.import.seed(&seed).await.unwrap();
        let phones = Arc::new(Phones::default());
        let services = Services {
            sms: Some(phones.clone()),
            ..world.services.clone()
        };
        let [boss, member, stranger] = staff.try_into().unwrap();
        Self {
            world,
            services,
            phones,
            guardian,
            child,
            boss,
            member,
            stranger,
            unit,
            other,
            entry: entries[0],
        }
    }

    /// The form of a guardian, or of a child: the number is not looked at then.
    pub fn form(&self, unit: UnitId, why: &str, key: u128) -> Typed {
        typed(&[
            ("personnummer", &self.child.number.digits()),
            ("enhet", &unit.to_string()),
            ("varfor", why),
            ("egna-ord", "Vi vill följas åt."),
            ("nyckel", &uuid::Uuid::from_u128(key).simple().to_string()),
        ])
    }

    pub async fn apply_as(&self, who: &Person, form: &Typed) -> Result<(), CaseError> {
        applications::apply(&self.services, &self.world.session(who), form).await
    }

    /// The guardian applies at the first unit; gives the application.
    pub async fn applied(&self) -> ApplicationId {
        let form = self.form(self.unit, "behandling", 7);
        self.apply_as(&self.guardian, &form).await.unwrap();
        self.own(&self.guardian).await[0]
    }

    /// The applications that one has made, newest first.
    pub async fn own(&self, who: &Person) -> Vec<ApplicationId> {
        let list = applications::list(&self.services, &self.world.session(who)).await;
        list.unwrap().own.iter().map(|one| one.id).collect()
    }

    pub async fn seen(&self, who: &Person, id: ApplicationId) -> Result<Application, AccessError> {
        applications::one(&self.services, &self.world.session(who), id).await
    }

    pub async fn answer(
        &self,
        who: &Person,
        id: ApplicationId,
        act: Act,
        version: u32,
    ) -> Result<Act, CaseError> {
        let form = typed(&[("gor", act.word()), ("version", &version.to_string())]);
        applications::act(&self.services, &self.world.session(who), id, &form).await
    }

    pub async fn decide(
        &self,
        who: &Person,
        id: ApplicationId,
        version: u32,
        fields: &[(&str, &str)],
    ) -> Result<Act, CaseError> {
        let version = version.to_string();
        let form = typed(&[fields, &[("version", version.as_str())]].concat());
        desk::act(
            &self.services,
            &self.world.session(who),
            self.unit,
            id,
            &form,
        )
        .await
    }

    /// Applied, consented and approved up to and including this day.
    pub async fn approved(&self, until: &str) -> ApplicationId {
        let id = self.applied().await;
        self.answer(&self.child, id, Act::Consent, 1).await.unwrap();
        let approve = [
            ("gor", "godkann"),
            ("grund", "behovs"),
            ("till-och-med", until),
        ];
        self.decide(&self.boss, id, 2, &approve).await.unwrap();
        id
    }

    /// The units whose entries the guardian reads.
    pub async fn reads(&self) -> Result<usize, ListError> {
        let links = self.world.store().links(self.guardian.id).await.unwrap();
        let Some(facts) = links.first() else {
            return Err(AccessError::NotFound.into());
        };
        self.listed(&self.guardian, Subject::Child(facts.link))
            .await
    }

    pub async fn listed(&self, who: &Person, subject: Subject) -> Result<usize, ListError> {
        let (session, form) = (self.world.session(who), JournalForm::default());
        let (_, page) = journal::list(&self.services, &session, subject, &form).await?;
        Ok(page.entries.len())
    }

    /// Somebody's own address, confirmed.
    pub async fn hears(&self, who: &Person, mobile: &str) {
        let session = self.world.session(who);
        let change = |fields: Vec<(&'static str, String)>| {
            let fields = fields
                .into_iter()
                .map(|(name, value)| (name.to_owned(), value));
            let form = Typed(fields.collect());
            let session = session.clone();
            async move { notices::change(&self.services, &session, Subject::Myself, &form).await }
        };
        let own = |text: &str| text.to_owned();
        change(vec![
            ("gor", own("adress")),
            ("kanal", own("sms")),
            ("mobil", own(mobile)),
        ])
        .await
        .unwrap();
        self.sent().await;
        let (_, last) = self.phones.came.lock().unwrap().last().unwrap().clone();
        let code = last.chars().filter(char::is_ascii_digit).take(6).collect();
        change(vec![
            ("gor", own("bekrafta")),
            ("kanal", own("sms")),
            ("kod_sms", code),
        ])
        .await
        .unwrap();
    }

    /// Sends all that is due; gives to whom it came and what it said.
    pub async fn sent(&self) -> Vec<(String, String)> {
        let before = self.phones.came.lock().unwrap().len();
        while send_due(&self.services).await.unwrap() > 0 {}
        self.phones.came.lock().unwrap()[before..].to_vec()
    }

    pub async fn block(&self) {
        let session = self.world.session(&self.boss);
        let child = self.child.id;
        let acting = act_on_person(
            &self.services,
            &session,
            self.unit,
            child,
            None,
            "test.block",
            true,
        );
        let block = NewRuling {
            id: RulingId(self.world.id()),
            kind: RulingKind::Block,
            actor: self.guardian.id,
            subject: child,
            from: "2024-05-14".parse().unwrap(),
            until: None,
            review_on: Some("2024-08-14".parse().unwrap()),
            reason: "test",
        };
        let made = self
            .world
            .store()
            .make_ruling(acting.await.unwrap(), &block);
        made.await.unwrap();
    }

    pub async fn count(&self, what: &str) -> i64 {
        self.world.database.count(what).await
    }
}

pub fn typed(fields: &[(&str, &str)]) -> Typed {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    Typed(fields.iter().map(own).collect())
}

pub fn codes(result: Result<(), CaseError>) -> Vec<(String, FieldCode)> {
    match result {
        Err(CaseError::Fields(fields)) => fields
            .into_iter()
            .map(|one| (one.field, one.code))
            .collect(),
        other => panic!("{other:?}"),
    }
}

pub const NOTE: [(&str, &str); 3] = [
    ("gor", "utlatande"),
    ("lakare", "Helena Rask"),
    ("utlatande-dag", "2024-05-10"),
];
pub const APPROVE: [(&str, &str); 3] = [
    ("gor", "godkann"),
    ("grund", "behovs"),
    ("till-och-med", "2024-11-14"),
];
pub const DENY: [(&str, &str); 3] = [
    ("gor", "avsla"),
    ("grund", "inget-samtycke"),
    ("besked-sokande", "Leo vill inte."),
];

/// What is sent twice with one key is there once; something else with it is not as if sent.
pub async fn applying_with_one_key_is_applying_once(world: Arc<World>) {
    let home = Home::new(world).await;
    let form = home.form(home.unit, "behandling", 7);
    for _ in 0..2 {
        home.apply_as(&home.guardian, &form).await.unwrap();
    }
    assert_eq!(home.count("applications").await, 1);
    let logged = "access_log WHERE action = 'applications.apply' AND capacity = 'guardian' \
                  AND rule = 'R-J5'";
    assert_eq!(home.count(logged).await, 1);
    let other = home.form(home.unit, "barnet-vill", 7);
    let sent = home.apply_as(&home.guardian, &other).await;
    assert!(matches!(sent, Err(CaseError::SentOther)), "{sent:?}");

    // One that waits is enough; another unit's is another.
    let again = home.form(home.unit, "behandling", 8);
    let waits = home.apply_as(&home.guardian, &again).await;
    assert_eq!(
        codes(waits),
        [("enhet".to_owned(), FieldCode::AlreadyApplied)]
    );
    let elsewhere = home.form(home.other, "behandling", 9);
    home.apply_as(&home.guardian, &elsewhere).await.unwrap();
    assert_eq!(home.own(&home.guardian).await.len(), 2);
    let nowhere = home.form(UnitId(home.world.id()), "behandling", 10);
    let refused = home.apply_as(&home.guardian, &nowhere).await;
    assert_eq!(codes(refused), [("enhet".to_owned(), FieldCode::Choice)]);
}

/// R-J5: application, consent, decision; then the guardian reads that unit's part and no other, up to
/// its last day.
pub async fn what_is_approved_is_read_and_nothing_else(world: Arc<World>) {
    let home = Home::new(world).await;
    assert!(home.reads().await.is_err(), "it has no link");
    let id = home.approved("2024-11-14").await;
    let links = home.world.store().links(home.guardian.id).await.unwrap();
    assert_eq!(links.len(), 1, "an address to read at");
    let exceptions = &links[0].decided.exceptions;
    assert_eq!(
        (exceptions[0].reader, exceptions[0].unit),
        (Reader::Guardian, home.unit)
    );
    assert_eq!(home.reads().await.unwrap(), 1, "one unit's entry of two");
    let one = home.seen(&home.guardian, id).await.unwrap();
    assert_eq!(one.summary.state, State::Approved);
    assert_eq!(one.acts, [], "the guardian does nothing more with it");
    let acts: Vec<_> = one.steps.iter().map(|step| step.act).collect();
    assert_eq!(acts, [None, Some(Act::Consent), Some(Act::Approve)]);
    assert_eq!(one.steps[2].by, "Barnhälsan", "staff is named to staff");

    // Everything else of the child stays closed.
    let session = home.world.session(&home.guardian);
    let overview = service::family::overview(&home.services, &session, links[0].link).await;
    let ended = matches!(
        overview,
        Err(AccessError::Refused(PublicReason::GuardianEnded { .. }))
    );
    assert!(ended, "{overview:?}");
    let homes = service::family::home(&home.services, &session)
        .await
        .unwrap();
    let reads: Vec<_> = homes.children[0]
        .reads
        .iter()
        .map(|one| one.unit.as_str())
        .collect();
    assert_eq!(reads, ["Barnhälsan"]);

    // Its last day is over: nothing has to be done for that.
    home.world.pass(SignedDuration::from_hours(24 * 185));
    let closed = home.reads().await;
    assert!(closed.is_err(), "{closed:?}");
    let one = home.seen(&home.guardian, id).await.unwrap();
    assert_eq!(one.summary.state, State::Expired);
    let homes = service::family::home(&home.services, &home.world.session(&home.guardian)).await;
    assert_eq!(homes.unwrap().children[0].reads, []);
}

/// R-J5: not on the 16th birthday, whatever was decided; and no later day can be.
pub async fn no_exception_outlasts_the_16th_birthday(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    home.answer(&home.child, id, Act::Consent, 1).await.unwrap();
    let seen = home.seen(&home.guardian, id).await.unwrap();
    let last = seen.last.iso();
    let birthday = seen.last.date().unwrap().tomorrow().unwrap().to_string();
    let late = [
        ("gor", "godkann"),
        ("grund", "behovs"),
        ("till-och-med", birthday.as_str()),
    ];
    let refused = home.decide(&home.boss, id, 2, &late).await.map(drop);
    assert_eq!(
        codes(refused),
        [("till-och-med".to_owned(), FieldCode::DayTooLate)]
    );
    let approve = [
        ("gor", "godkann"),
        ("grund", "behovs"),
        ("till-och-med", last.as_str()),
    ];
    home.decide(&home.boss, id, 2, &approve).await.unwrap();
    assert_eq!(home.reads().await.unwrap(), 1);
}

/// R-J5: the child says no, changes its mind, and takes its consent back: then it ends at once.
pub async fn the_child_decides_and_may_change_its_mind(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    let asked = applications::list(&home.services, &home.world.session(&home.child)).await;
    assert_eq!(asked.unwrap().asked[0].id, id);
    let own = home.seen(&home.child, id).await.unwrap();
    assert_eq!(own.acts, [Act::Consent, Act::Decline]);
    assert_eq!(own.words, "", "what the guardian writes is for the unit");

    home.answer(&home.child, id, Act::Decline, 1).await.unwrap();
    let refused = home.decide(&home.boss, id, 2, &APPROVE).await;
    assert!(matches!(refused, Err(CaseError::Conflict)), "{refused:?}");
    let noted = home.decide(&home.boss, id, 2, &NOTE).await;
    assert!(
        matches!(noted, Err(CaseError::Conflict)),
        "it has answered: {noted:?}"
    );
    home.answer(&home.child, id, Act::Consent, 2).await.unwrap();
    home.decide(&home.boss, id, 3, &APPROVE).await.unwrap();
    assert_eq!(home.reads().await.unwrap(), 1);
    home.answer(&home.child, id, Act::TakeBack, 4)
        .await
        .unwrap();
    // Sent again, it is as it was.
    home.answer(&home.child, id, Act::TakeBack, 4)
        .await
        .unwrap();
    let closed = home.reads().await;
    assert!(closed.is_err(), "at once: {closed:?}");
    let ended = "rulings WHERE ended IS NOT NULL AND end_reason = 'taken-back'";
    assert_eq!(home.count(ended).await, 1);
    let logged = "access_log WHERE action = 'applications.take-back' AND capacity = 'self'";
    assert_eq!(home.count(logged).await, 1, "once");
}

/// R-J5: one that was renewed before it ended ends with the consent as well.
pub async fn a_consent_taken_back_ends_what_was_renewed(world: Arc<World>) {
    let home = Home::new(world).await;
    let first = home.approved("2024-06-14").await;
    let again = home.form(home.unit, "behandling", 8);
    home.apply_as(&home.guardian, &again).await.unwrap();
    let own = home.own(&home.guardian).await;
    let second = own.into_iter().find(|id| *id != first).unwrap();
    home.answer(&home.child, second, Act::Consent, 1)
        .await
        .unwrap();
    home.decide(&home.boss, second, 2, &APPROVE).await.unwrap();
    assert_eq!(home.reads().await.unwrap(), 1);
    home.answer(&home.child, second, Act::TakeBack, 3)
        .await
        .unwrap();
    assert!(home.reads().await.is_err());
    let seen = home.seen(&home.guardian, first).await.unwrap();
    assert_eq!(seen.summary.state, State::TakenBack);
    assert_eq!(home.count("rulings WHERE ended IS NULL").await, 0);
}

/// R-J5: a doctor's note stands for consent; any member records it, one in charge decides.
pub async fn a_note_stands_for_consent(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    let early = home.decide(&home.boss, id, 1, &APPROVE).await;
    assert!(matches!(early, Err(CaseError::Conflict)), "{early:?}");
    home.decide(&home.member, id, 1, &NOTE).await.unwrap();
    let by_member = home.decide(&home.member, id, 2, &APPROVE).await;
    let not_in_charge = matches!(
        by_member,
        Err(CaseError::Access(AccessError::Refused(
            PublicReason::NotInCharge
        )))
    );
    assert!(not_in_charge, "{by_member:?}");
    let session = home.world.session(&home.member);
    let (_, one) = desk::one(&home.services, &session, home.unit, id)
        .await
        .unwrap();
    assert_eq!(
        one.note.map(|note| note.doctor),
        Some("Helena Rask".to_owned())
    );
    home.decide(&home.boss, id, 2, &APPROVE).await.unwrap();
    assert_eq!(home.reads().await.unwrap(), 1);
    // The note is the unit's own.
    assert_eq!(home.seen(&home.child, id).await.unwrap().note, None);

    let revoke = [("gor", "upphav"), ("grund", "misstag")];
    home.decide(&home.boss, id, 3, &revoke).await.unwrap();
    assert!(home.reads().await.is_err());
    let logged = "access_log WHERE action LIKE 'applications.%' AND capacity = 'staff' \
                  AND rule = 'R-C1' AND object IS NOT NULL AND unit IS NOT NULL \
                  AND action IN ('applications.note', 'applications.approve', 'applications.revoke')";
    assert_eq!(home.count(logged).await, 3);
}

/// Of two who decide at once one is first; the other is told.
pub async fn of_two_who_decide_at_once_one_is_first(world: Arc<World>) {
    let home = Arc::new(Home::new(world).await);
    let id = home.applied().await;
    home.answer(&home.child, id, Act::Consent, 1).await.unwrap();
    let mut acts = JoinSet::new();
    for nth in 0..12 {
        let home = home.clone();
        acts.spawn(async move {
            let fields = if nth % 2 == 0 { &APPROVE } else { &DENY };
            home.decide(&home.boss, id, 2, fields).await
        });
    }
    let done = acts.join_all().await;
    let won: Vec<_> = done.iter().filter_map(|done| done.as_ref().ok()).collect();
    assert!(
        !won.is_empty() && won.iter().all(|act| *act == won[0]),
        "{done:?}"
    );
    let lost = done
        .iter()
        .filter(|done| matches!(done, Err(CaseError::Conflict)));
    assert_eq!(lost.count() + won.len(), 12, "{done:?}");
    assert_eq!(home.count("application_steps").await, 3, "one decision");
    let exceptions = i64::from(*won[0] == Act::Approve);
    assert_eq!(home.count("rulings").await, exceptions);
}

/// Another guardian of the child, another unit, and somebody else find nothing.
pub async fn what_others_have_applied_for_is_not_there(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    let other = home.world.guardian(4, &[home.child.number]).await;
    for who in [&other, &home.boss, &home.stranger] {
        let seen = home.seen(who, id).await;
        assert!(matches!(seen, Err(AccessError::NotFound)), "{seen:?}");
        let done = home.answer(who, id, Act::Withdraw, 1).await;
        let hidden = matches!(done, Err(CaseError::Access(AccessError::NotFound)));
        assert!(hidden, "{done:?}");
    }
    let session = home.world.session(&home.stranger);
    for unit in [home.unit, home.other] {
        let seen = desk::one(&home.services, &session, unit, id).await;
        assert!(matches!(seen, Err(AccessError::NotFound)), "{seen:?}");
        let form = typed(&[&DENY[..], &[("version", "1")]].concat());
        let done = desk::act(&home.services, &session, unit, id, &form).await;
        let hidden = matches!(done, Err(CaseError::Access(AccessError::NotFound)));
        assert!(hidden, "{done:?}");
    }
    assert_eq!(home.count("application_steps").await, 1);
    // Nor does one act as the other side.
    let as_child = home.answer(&home.guardian, id, Act::Consent, 1).await;
    assert!(matches!(as_child, Err(CaseError::Conflict)), "{as_child:?}");
    let as_applicant = home.answer(&home.child, id, Act::Withdraw, 1).await;
    assert!(
        matches!(as_applicant, Err(CaseError::Conflict)),
        "{as_applicant:?}"
    );
}

/// R-J7, R-G9: one who is blocked is refused like a stranger, and what it has applied for is gone.
pub async fn a_blocked_guardian_is_a_stranger(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.approved("2024-11-14").await;
    home.block().await;
    let form = home.form(home.other, "behandling", 8);
    let refused = |result: Result<(), CaseError>| match result {
        Err(CaseError::Access(AccessError::Refused(why))) => why,
        other => panic!("{other:?}"),
    };
    let blocked = refused(home.apply_as(&home.guardian, &form).await);
    let strangers = refused(home.apply_as(&home.stranger, &form).await);
    assert_eq!((blocked, strangers), (PublicReason::CannotBeAdded, blocked));
    assert_eq!(home.own(&home.guardian).await, []);
    let seen = home.seen(&home.guardian, id).await;
    assert!(matches!(seen, Err(AccessError::NotFound)), "{seen:?}");
    assert!(home.reads().await.is_err());
    let log = "access_log WHERE refused = 'blocked' AND action = 'applications.apply'";
    assert_eq!(home.count(log).await, 1, "the log tells them apart");
}

/// R-J5, R-J6: who is too young or too old is told so at the field; both are in the log.
pub async fn ages_are_told_at_the_field(world: Arc<World>) {
    let home = Home::new(world).await;
    for (number, code) in [
        (people::child(0), FieldCode::StillOmbud),
        (people::number(2008, 0), FieldCode::ReadsItself),
    ] {
        let guardian = home.world.guardian(5, &[number]).await;
        let mut form = home.form(home.unit, "behandling", 7);
        form.set("personnummer", number.digits());
        let refused = home.apply_as(&guardian, &form).await;
        assert_eq!(codes(refused), [("personnummer".to_owned(), code)]);
    }
    let logged = "access_log WHERE refused IN ('still_ombud', 'reads_itself')";
    assert_eq!(home.count(logged).await, 2);
    assert_eq!(home.count("applications").await, 0);
}

/// R-J6: the child asks for itself, needs nobody's consent, and reads that unit's part.
pub async fn a_child_reads_itself_by_its_own_application(world: Arc<World>) {
    let home = Home::new(world).await;
    let closed = home.listed(&home.child, Subject::Myself).await;
    assert!(closed.is_err(), "{closed:?}");
    let form = home.form(home.unit, "forsta", 7);
    home.apply_as(&home.child, &form).await.unwrap();
    let id = home.own(&home.child).await[0];
    let noted = home.decide(&home.boss, id, 1, &NOTE).await;
    assert!(matches!(noted, Err(CaseError::Conflict)), "{noted:?}");
    let approve = [
        ("gor", "godkann"),
        ("grund", "mogen"),
        ("till-och-med", "2024-11-14"),
    ];
    home.decide(&home.boss, id, 1, &approve).await.unwrap();
    assert_eq!(home.listed(&home.child, Subject::Myself).await.unwrap(), 1);
    assert_eq!(home.count("links").await, 0, "nobody else reads");
    // Its guardian hears nothing of it (R-E9).
    assert_eq!(home.own(&home.guardian).await, []);
    let seen = home.seen(&home.guardian, id).await;
    assert!(matches!(seen, Err(AccessError::NotFound)), "{seen:?}");
}

/// Before it is decided it can be withdrawn, and applied for again.
pub async fn what_is_withdrawn_can_be_applied_for_again(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    home.answer(&home.guardian, id, Act::Withdraw, 1)
        .await
        .unwrap();
    let late = home.answer(&home.child, id, Act::Consent, 2).await;
    assert!(matches!(late, Err(CaseError::Conflict)), "{late:?}");
    let again = home.form(home.unit, "behandling", 8);
    home.apply_as(&home.guardian, &again).await.unwrap();
    let session = home.world.session(&home.boss);
    let list = desk::list(&home.services, &session, home.unit)
        .await
        .unwrap();
    assert_eq!((list.waiting.len(), list.decided.len()), (1, 1));
    assert_eq!(list.decided[0].state, State::Withdrawn);
    let shown = "access_log WHERE action = 'applications.unit' AND capacity = 'staff'";
    assert_eq!(
        home.count(shown).await,
        2,
        "the child and the guardian, each once"
    );
}

/// Whose turn it is hears of it, without a word of what; who is blocked or protected does not.
pub async fn each_step_is_told_to_whose_turn_it_is(world: Arc<World>) {
    let home = Home::new(world).await;
    home.hears(&home.guardian, "070-174 06 05").await;
    home.hears(&home.child, "070-174 06 06").await;
    let told = |who: &str| vec![(who.to_owned(), NEWS.to_owned())];
    let id = home.applied().await;
    assert_eq!(home.sent().await, told("+46701740606"));
    home.answer(&home.child, id, Act::Consent, 1).await.unwrap();
    assert_eq!(home.sent().await, told("+46701740605"));
    home.decide(&home.boss, id, 2, &APPROVE).await.unwrap();
    let mut came = home.sent().await;
    came.sort();
    assert_eq!(came, [told("+46701740605"), told("+46701740606")].concat());

    home.block().await;
    home.answer(&home.child, id, Act::TakeBack, 3)
        .await
        .unwrap();
    assert_eq!(home.sent().await, [], "one who is blocked learns nothing");
}

/// R-G7.
pub async fn a_protected_guardian_is_not_told(world: Arc<World>) {
    let home = Home::new(world).await;
    home.hears(&home.guardian, "070-174 06 05").await;
    let id = home.applied().await;
    let record = people::guardian(0, &[home.child.number]);
    let protected = RegisterRecord {
        protection: Protection::Confidential,
        ..record
    };
    home.world.keep(&protected).await;
    home.answer(&home.child, id, Act::Decline, 1).await.unwrap();
    assert_eq!(home.sent().await, []);
    let seen = home.seen(&home.child, id).await.unwrap();
    assert_eq!(
        seen.summary.applicant, "En vårdnadshavare",
        "without a name"
    );
    assert!(
        seen.steps
            .iter()
            .all(|step| step.by != home.guardian.display_name() || step.act == Some(Act::Decline))
    );
}

/// Fourteen days before it ends, once, however many nodes look.
pub async fn that_it_ends_is_told_once(world: Arc<World>) {
    let home = Home::new(world).await;
    home.hears(&home.guardian, "070-174 06 05").await;
    home.approved("2024-06-14").await;
    home.sent().await;
    let mut came = Vec::new();
    for days in 1..32 {
        home.world.pass(SignedDuration::from_hours(24));
        for _ in 0..2 {
            ending::tell(&home.services).await.unwrap();
        }
        for (_, text) in home.sent().await {
            assert_eq!(text, REMINDER);
            came.push(days);
        }
    }
    assert_eq!(came, [17], "on 31 May, for the 14th of June");
}

/// Without an address nothing is noted: one may come in time. What has been revoked is not told.
pub async fn without_an_address_no_end_is_noted(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.approved("2024-05-20").await;
    assert_eq!(ending::tell(&home.services).await.unwrap(), Some(0));
    assert_eq!(home.count("applications WHERE told IS NOT NULL").await, 0);
    home.hears(&home.guardian, "070-174 06 05").await;
    let revoke = [("gor", "upphav"), ("grund", "misstag")];
    home.decide(&home.boss, id, 3, &revoke).await.unwrap();
    home.sent().await;
    assert_eq!(ending::tell(&home.services).await.unwrap(), Some(0));
}

/// Invariant 3.
pub async fn an_act_whose_log_fails_is_undone(world: Arc<World>) {
    let home = Home::new(world).await;
    let id = home.applied().await;
    home.answer(&home.child, id, Act::Consent, 1).await.unwrap();
    let steps = "application_steps";
    assert_eq!(home.count(steps).await, 2);
    home.world.break_log().await;
    let form = home.form(home.other, "behandling", 9);
    assert!(home.apply_as(&home.guardian, &form).await.is_err());
    assert!(home.answer(&home.child, id, Act::Decline, 2).await.is_err());
    assert!(home.decide(&home.boss, id, 2, &APPROVE).await.is_err());
    home.world.mend_log().await;
    assert_eq!(home.count(steps).await, 2);
    assert_eq!(home.count("applications").await, 1);
    assert_eq!(home.count("rulings").await, 0);
    assert_eq!(home.count("links").await, 0);
    home.decide(&home.boss, id, 2, &APPROVE).await.unwrap();
    let session = home.world.session(&home.guardian);
    let entry = home.entry;
    let links = home.world.store().links(home.guardian.id).await.unwrap();
    let subject = Subject::Child(links[0].link);
    let opened = journal::entry(&home.services, &session, subject, entry).await;
    assert!(opened.is_ok());
    let by: Vec<PersonId> = links.iter().map(|facts| facts.child.id).collect();
    assert_eq!(by, [home.child.id]);
}
