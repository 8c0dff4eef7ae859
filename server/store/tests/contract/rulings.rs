//! What units decide about people, and what it makes of reading.

use std::sync::Arc;

use domain::access::{Block, Exception, Period, PublicReason, Reader};
use domain::booking::start_of;
use domain::id::{EntryId, LinkId, PersonId, PrincipalId, RulingId, StaffId, UnitId};
use domain::journal::{EntryKind, JournalForm};
use domain::person::Person;
use domain::ruling::RulingKind;
use domain::staff::Role;
use jiff::civil::Date;
use service::access::staff::{PersonActing, act_on_person, at_desk};
use service::access::{AccessError, Subject};
use service::inbox::ListError;
use service::journal;
use service::ports::register::RegisterRecord;
use service::ports::store::{Decided, Made, NewRuling, RulingRow, SeedEntry, StaffRow};

use crate::people;
use crate::world::{World, at, now};

/// A unit with somebody in charge, and another unit; a family.
struct House {
    world: Arc<World>,
    boss: Person,
    guardian: Person,
    child: Person,
    link: LinkId,
    unit: UnitId,
    other: UnitId,
    entries: [EntryId; 2],
}

impl House {
    async fn new(world: Arc<World>) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let boss = world.guardian(1, &[]).await;
        let mut seed = world.clinic(&["Barnhälsan", "BUP"]);
        let (unit, other) = (seed.units[0].id, seed.units[1].id);
        seed.staff.push(StaffRow {
            id: StaffId(world.id()),
            person: boss.id,
            unit,
            role: Role::InCharge,
            title: "överläkare".to_owned(),
        });
        let entries = [unit, other].map(|unit| {
            let id = EntryId(world.id());
            seed.entries.push(SeedEntry {
                id,
                person: child.id,
                unit,
                kind: EntryKind::Note,
                title: "Besök".to_owned(),
                author: "Eva Ek, läkare".to_owned(),
                happened: at(-60 * 86_400),
                signed: true,
                body: "Mår bra.".to_owned(),
                values: Vec::new(),
            });
            id
        });
        world.open.import.seed(&seed).await.unwrap();
        Self {
            world,
            boss,
            guardian,
            child,
            link,
            unit,
            other,
            entries,
        }
    }

    async fn acting(&self, about: PersonId) -> PersonActing {
        let session = self.world.session(&self.boss);
        let services = &self.world.services;
        let acting = act_on_person(
            services,
            &session,
            self.unit,
            about,
            None,
            "test.rule",
            true,
        );
        acting.await.unwrap()
    }

    fn ruling(&self, kind: RulingKind, until: Option<&str>) -> NewRuling {
        NewRuling {
            id: RulingId(self.world.id()),
            kind,
            actor: self.guardian.id,
            subject: self.child.id,
            from: day("2024-05-14"),
            until: until.map(day),
            review_on: until.is_none().then(|| day("2024-08-14")),
            reason: "test",
        }
    }

    async fn make(&self, ruling: &NewRuling) {
        assert_eq!(self.again(ruling).await, Made::Done);
    }

    /// What becomes of it if it is sent again.
    async fn again(&self, ruling: &NewRuling) -> Made {
        let acting = self.acting(ruling.subject).await;
        let made = self.world.store().make_ruling(acting, ruling).await;
        made.unwrap()
    }

    async fn shown(&self, kind: RulingKind) -> Vec<RulingRow> {
        let session = self.world.session(&self.boss);
        let desk = at_desk(&self.world.services, &session, self.unit, "test.look").await;
        let rows = self.world.store().rulings_at(&desk.unwrap(), kind).await;
        rows.unwrap()
    }

    async fn between(&self) -> Decided {
        let store = self.world.store();
        let between = store.rulings_between(self.guardian.id, self.child.id);
        between.await.unwrap()
    }

    /// What the guardian's list of the journal shows.
    async fn listed(&self) -> Result<Vec<EntryId>, ListError> {
        let session = self.world.session(&self.guardian);
        let subject = Subject::Child(self.link);
        let form = JournalForm::default();
        let (_, page) = journal::list(&self.world.services, &session, subject, &form).await?;
        Ok(page.entries.iter().map(|entry| entry.id).collect())
    }

    async fn opened(&self, entry: EntryId) -> Result<(), AccessError> {
        let session = self.world.session(&self.guardian);
        let subject = Subject::Child(self.link);
        let opened = journal::entry(&self.world.services, &session, subject, entry).await;
        opened.map(drop)
    }
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

/// R-C3: who, why, when, and until when or when it is looked at again.
pub async fn what_is_decided_is_kept_whole(world: Arc<World>) {
    let house = House::new(world.clone()).await;
    let block = house.ruling(RulingKind::Block, None);
    house.make(&block).await;
    house.make(&block).await;

    let rows = house.shown(RulingKind::Block).await;
    assert_eq!(rows.len(), 1, "sent twice is once");
    let row = &rows[0];
    assert_eq!((row.id, row.kind), (block.id, RulingKind::Block));
    assert_eq!((&row.actor, &row.subject), (&house.guardian, &house.child));
    assert_eq!((row.from, row.until), (block.from, None));
    assert_eq!(row.review_on, block.review_on);
    assert_eq!((row.reason.as_str(), row.decided), ("test", now()));
    assert_eq!(
        (row.decider.clone(), &row.end),
        (house.boss.display_name(), &None)
    );
    assert!(house.shown(RulingKind::Approval).await.is_empty());
    assert_eq!(house.again(&block).await, Made::Done);
    let other = NewRuling {
        reason: "other",
        ..block.clone()
    };
    assert_eq!(house.again(&other).await, Made::Other);
    let logged = "access_log WHERE action = 'test.rule' AND capacity = 'staff'";
    assert_eq!(world.database.count(logged).await, 1);

    let moved = day("2024-11-14");
    let acting = house.acting(house.child.id).await;
    let store = world.store();
    assert!(store.review_ruling(acting, block.id, moved).await.unwrap());
    let row = store
        .ruling_at(house.unit, block.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(row.review_on, Some(moved));
    assert_eq!(store.ruling_at(house.other, block.id).await.unwrap(), None);

    for ended in [true, false] {
        let acting = house.acting(house.child.id).await;
        let answer = store.end_ruling(acting, block.id, "over").await;
        assert_eq!(answer.unwrap(), ended, "it ends once");
    }
    let row = store
        .ruling_at(house.unit, block.id)
        .await
        .unwrap()
        .unwrap();
    let end = row.end.unwrap();
    assert_eq!((end.at, end.reason.as_str()), (now(), "over"));
    assert_eq!(end.by, house.boss.display_name());
    let acting = house.acting(house.child.id).await;
    assert!(!store.review_ruling(acting, block.id, moved).await.unwrap());
    assert_eq!(house.again(&block).await, Made::Other, "it is over");
    assert_eq!(house.between().await, Decided::default());
}

/// R-J7, R-G9: the child leaves the list, and can't be added again until the block is ended.
pub async fn a_block_takes_the_child_away(world: Arc<World>) {
    let house = House::new(world.clone()).await;
    assert_eq!(house.listed().await.unwrap().len(), 2);
    let block = house.ruling(RulingKind::Block, None);
    house.make(&block).await;

    let period = Period {
        from: block.from,
        until: None,
    };
    let blocks = house.between().await.blocks;
    // The clinic has no care principal: it stands for itself.
    let principal = blocks[0].principal;
    assert_eq!(blocks, [Block { principal, period }]);
    assert_ne!(principal, PrincipalId(uuid::Uuid::nil()));
    assert!(
        world
            .store()
            .links(house.guardian.id)
            .await
            .unwrap()
            .is_empty()
    );
    let gone = house.listed().await;
    assert!(matches!(
        gone,
        Err(ListError::Access(AccessError::NotFound))
    ));
    assert_eq!(
        world.try_add(&house.guardian, house.child.number).await,
        None
    );
    let refused = "access_log WHERE refused = 'blocked' AND rule = 'R-J7'";
    assert_eq!(world.database.count(refused).await, 1);

    let acting = house.acting(house.child.id).await;
    let store = world.store();
    assert!(store.end_ruling(acting, block.id, "over").await.unwrap());
    assert!(
        world
            .try_add(&house.guardian, house.child.number)
            .await
            .is_some()
    );
}

/// R-J5: at 13 to 15, only what the unit has written, and as if the rest were not there.
pub async fn an_exception_opens_its_own_units_part(world: Arc<World>) {
    let house = House::new(world.clone()).await;
    // R-I5: its age comes from the register's birth date. It is 14 now.
    let older = RegisterRecord {
        born: day("2010-05-01"),
        ..people::record(house.child.number)
    };
    world.keep(&older).await;
    let closed = house.listed().await;
    assert!(matches!(
        closed,
        Err(ListError::Access(AccessError::Refused(
            PublicReason::GuardianEnded { .. }
        )))
    ));

    let exception = house.ruling(RulingKind::GuardianReads, Some("2024-06-14"));
    house.make(&exception).await;
    let decided = house.between().await;
    assert_eq!(
        decided.exceptions,
        [Exception {
            reader: Reader::Guardian,
            unit: house.unit,
            from: exception.from,
            until: day("2024-06-14"),
        }]
    );
    let facts = world.store().links(house.guardian.id).await.unwrap();
    assert_eq!(facts[0].decided, decided, "the link tells the same");
    let [open, other] = house.entries;
    assert_eq!(house.listed().await.unwrap(), [open]);
    house.opened(open).await.unwrap();
    let unknown = EntryId(world.id());
    for closed in [other, unknown] {
        let answer = house.opened(closed).await;
        assert!(matches!(answer, Err(AccessError::NotFound)), "{answer:?}");
    }
    // R-J11: the log says at which unit.
    let logged = "access_log WHERE action = 'journal.entry' AND unit IS NOT NULL AND rule = 'R-J5'";
    assert_eq!(world.database.count(logged).await, 1);

    // Whole seconds pass: up to the last moment of its last day, and on.
    world.pass(start_of(day("2024-06-15")).duration_since(now()));
    assert_eq!(house.listed().await.unwrap(), [open]);
    world.a_second_passes();
    assert!(house.listed().await.is_err(), "its last day has passed");
}

/// R-J8: what a unit withholds is told of, and not shown; not even where it is asked for by name.
pub async fn what_is_withheld_is_not_there(world: Arc<World>) {
    let house = House::new(world.clone()).await;
    let [open, withheld] = house.entries;
    world
        .database
        .execute("UPDATE units SET withheld = true WHERE name = 'BUP'")
        .await;
    let session = world.session(&house.guardian);
    let subject = Subject::Child(house.link);
    for unit in ["", &house.other.to_string()] {
        let form = JournalForm {
            enhet: unit.to_owned(),
            ..JournalForm::default()
        };
        let (_, page) = journal::list(&world.services, &session, subject, &form)
            .await
            .unwrap();
        let ids: Vec<_> = page.entries.iter().map(|entry| entry.id).collect();
        let expected: &[_] = if unit.is_empty() { &[open] } else { &[] };
        assert_eq!(ids, expected);
        let names: Vec<_> = page
            .withheld
            .iter()
            .map(|unit| unit.name.as_str())
            .collect();
        assert_eq!(names, ["BUP"]);
    }
    house.opened(open).await.unwrap();
    let answer = house.opened(withheld).await;
    assert!(matches!(
        answer,
        Err(AccessError::Refused(PublicReason::JournalNotOnline))
    ));
}

/// The ruling and its entry of the log: both, or neither.
pub async fn a_ruling_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world.clone()).await;
    let block = house.ruling(RulingKind::Block, None);
    let acting = house.acting(house.child.id).await;
    world.break_log().await;
    assert!(world.store().make_ruling(acting, &block).await.is_err());
    world.mend_log().await;
    assert_eq!(house.between().await, Decided::default());
    assert_eq!(house.listed().await.unwrap().len(), 2);
}
