//! What care systems send: taken in once, known again, withdrawn, and in the log.

use std::sync::Arc;

use domain::access::Area;
use domain::id::{EntryId, LinkId, PrincipalId, TokenId, UnitId};
use domain::journal::{Entry, JournalFilter};
use domain::person::{Person, Protection};
use domain::principal::Principal;
use fhir::{Fate, Told};
use service::access::Subject;
use service::access::intake::{Intake, by_operator, by_token, hash};
use service::intake::{Receipt, Reception, take_in};
use service::ports::register::RegisterRecord;
use service::ports::store::NewToken;
use tokio::task::JoinSet;

use crate::people;
use crate::world::{World, at, now};

/// What is sent: a note of a child, at a unit that is known by this.
const HSA: (&str, &str) = ("urn:oid:1.2.752.29.4.19", "SE2321000016-BVC1");

/// A care principal with two units, of which the first is known to care systems, and a family.
struct Sender {
    world: Arc<World>,
    principal: Principal,
    units: Vec<UnitId>,
    guardian: Person,
    child: Person,
    link: LinkId,
}

impl Sender {
    async fn new(world: Arc<World>) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let principal = Principal {
            id: PrincipalId(world.id()),
            name: "Region Prov".to_owned(),
        };
        let mut seed = world.clinic(&["BVC Ugglan", "Lab"]);
        seed.principals.push(principal.clone());
        seed.clinics[0].principal = Some(principal.id);
        let units: Vec<_> = seed.units.iter().map(|unit| unit.id).collect();
        world.open.import.seed(&seed).await.unwrap();
        world.store().identify_unit(units[0], HSA).await.unwrap();
        Self {
            world,
            principal,
            units,
            guardian,
            child,
            link,
        }
    }

    fn intake(&self) -> Intake {
        let rng = self.world.services.rng.clone();
        by_operator(rng, self.world.services.clock.now(), self.principal.clone())
    }

    async fn send(&self, bundle: &str) -> Receipt {
        let services = &self.world.services;
        let reading = fhir::read(bundle.as_bytes(), domain::age::today(now())).unwrap();
        let reception = Reception {
            store: services.store.as_ref(),
            register: services.register.as_ref(),
            rng: &services.rng,
        };
        take_in(&reception, &self.intake(), reading).await.unwrap()
    }

    async fn told(&self, bundle: &str) -> Vec<Told> {
        let receipt = self.send(bundle).await;
        receipt.items.into_iter().map(|(_, told)| told).collect()
    }

    /// The child's journal, as its guardian reads it.
    async fn journal(&self) -> Vec<Entry> {
        let subject = Subject::Child(self.link);
        let world = &self.world;
        let reading = world.reading(&self.guardian, subject, Area::Journal).await;
        let filter = JournalFilter::default();
        let rows = world.store().entries(&reading, &filter, None, None, 100);
        let mut entries = Vec::new();
        for row in rows.await.unwrap() {
            let entry = world.store().entry(&reading, row.cursor.id).await;
            entries.push(entry.unwrap().unwrap());
        }
        entries
    }

    /// How many entries of the log say that somebody's journal was changed.
    async fn logged(&self) -> i64 {
        let of = "access_log WHERE action = 'operator.journal-import' AND capacity = 'operator'";
        self.world.database.count(of).await
    }

    async fn version(&self) -> u32 {
        let change = self.world.store().change(self.child.id.0).await.unwrap();
        change.map_or(0, |change| change.version)
    }

    fn note(&self, id: &str, text: &str) -> String {
        note(&self.child.number.digits(), id, "final", text)
    }
}

fn note(number: &str, id: &str, status: &str, text: &str) -> String {
    resource(&format!(
        r#"{{
        "resourceType": "Observation", "id": "{id}", "status": "{status}",
        "code": {{"text": "Iakttagelse"}},
        "subject": {{"identifier": {{
            "system": "http://electronichealth.se/identifier/personnummer", "value": "{number}"}}}},
        "effectiveDateTime": "2024-03-04T10:00:00+01:00",
        "performer": [{{"type": "Organization", "identifier": {{
            "system": "{}", "value": "{}"}}}}],
        "valueString": "{text}"}}"#,
        HSA.0, HSA.1
    ))
}

fn resource(resource: &str) -> String {
    format!(r#"{{"resource": {resource}}}"#)
}

fn bundle(entries: &[String]) -> String {
    let entries = entries.join(",");
    format!(r#"{{"resourceType": "Bundle", "type": "collection", "entry": [{entries}]}}"#)
}

/// The same Bundle twice changes nothing: no entry, no log, no news.
pub async fn the_same_twice_changes_nothing(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let sent = bundle(&[
        sender.note("1", "Utan anmärkning"),
        sender.note("2", "Rodnad"),
    ]);
    assert_eq!(sender.told(&sent).await, [Told::Created; 2]);
    let journal = sender.journal().await;
    assert_eq!(journal.len(), 2);
    assert_eq!(journal[0].summary.unit, "BVC Ugglan");
    assert_eq!(
        journal[0].summary.happened.hour, 10,
        "the zone that it came with"
    );
    let (logged, version) = (sender.logged().await, sender.version().await);
    assert_eq!(logged, 1, "one for the person and the unit");

    sender.world.a_second_passes();
    assert_eq!(sender.told(&sent).await, [Told::Unchanged; 2]);
    assert_eq!(sender.journal().await, journal);
    assert_eq!(
        (sender.logged().await, sender.version().await),
        (logged, version)
    );
}

pub async fn a_change_is_an_update_of_the_same_entry(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let first = bundle(&[sender.note("1", "Utan anmärkning")]);
    sender.told(&first).await;
    let (before, version) = (sender.journal().await, sender.version().await);

    let second = bundle(&[sender.note("1", "Rodnad")]);
    assert_eq!(sender.told(&second).await, [Told::Updated]);
    let after = sender.journal().await;
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].summary.id, before[0].summary.id);
    assert_eq!(after[0].values[0].value, "Rodnad");
    assert!(sender.version().await > version, "open pages hear of it");
    assert_eq!(sender.logged().await, 2);
}

/// What was entered in error is shown no more, is kept, and comes back if it is sent anew.
pub async fn what_is_in_error_is_withdrawn(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let number = sender.child.number.digits();
    let error = bundle(&[note(&number, "1", "entered-in-error", "")]);
    assert_eq!(sender.told(&error).await, [Told::NotThere]);
    assert_eq!(sender.logged().await, 0);

    let sent = bundle(&[sender.note("1", "Utan anmärkning")]);
    sender.told(&sent).await;
    let id = sender.journal().await[0].summary.id;
    assert_eq!(sender.told(&error).await, [Told::Withdrawn]);
    assert_eq!(sender.journal().await, []);
    assert_eq!(sender.world.database.count("journal_withdrawn").await, 1);
    assert_eq!(sender.told(&error).await, [Told::NotThere]);
    assert_eq!(sender.logged().await, 2);

    assert_eq!(sender.told(&sent).await, [Told::Updated]);
    assert_eq!(sender.journal().await[0].summary.id, id);
    assert_eq!(sender.world.database.count("journal_withdrawn").await, 0);
}

/// An entry that was sent with another's number moves to whose it is, and both are told by the log.
pub async fn an_entry_moves_to_whose_it_is(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let (_, sibling, _) = sender.world.family(1).await;
    sender.told(&bundle(&[sender.note("1", "Rodnad")])).await;
    let other = note(&sibling.number.digits(), "1", "final", "Rodnad");
    assert_eq!(sender.told(&bundle(&[other])).await, [Told::Updated]);
    assert_eq!(sender.journal().await, []);
    assert_eq!(sender.logged().await, 3);
    for (person, entries) in [(sender.child.id, 2), (sibling.id, 1)] {
        let world = &sender.world;
        let logged = world.store().change(person.0).await.unwrap();
        assert_eq!(logged.map(|change| change.version), Some(entries));
    }
}

/// One whom the register does not know is not the one in whose journal it stood.
pub async fn what_is_another_unknown_persons_is_taken_away(world: Arc<World>) {
    let sender = Sender::new(world).await;
    sender.told(&bundle(&[sender.note("1", "Rodnad")])).await;
    assert_eq!(sender.journal().await.len(), 1);
    let unknown = bundle(&[note(&people::child(5).digits(), "1", "final", "Rodnad")]);
    assert_eq!(sender.told(&unknown).await, [Told::Withdrawn]);
    assert_eq!(sender.journal().await, []);
    assert_eq!(sender.told(&unknown).await, [Told::NotStored]);
}

/// A vaccination that turns out not to have been given is not shown as given.
pub async fn what_turns_out_not_to_be_done_is_taken_away(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let given = |status: &str| {
        let number = sender.child.number.digits();
        bundle(&[resource(&format!(
            r#"{{
            "resourceType": "Immunization", "id": "1", "status": "{status}",
            "vaccineCode": {{"text": "MPR"}},
            "patient": {{"identifier": {{
                "system": "http://electronichealth.se/identifier/personnummer",
                "value": "{number}"}}}},
            "occurrenceDateTime": "2024-03-04T10:00:00+01:00",
            "performer": [{{"actor": {{"type": "Organization", "identifier": {{
                "system": "{}", "value": "{}"}}}}}}]}}"#,
            HSA.0, HSA.1
        ))])
    };
    assert_eq!(sender.told(&given("not-done")).await, [Told::NotStored]);
    assert_eq!(sender.told(&given("completed")).await, [Told::Created]);
    assert_eq!(sender.told(&given("not-done")).await, [Told::Withdrawn]);
    assert_eq!(sender.journal().await, []);
}

/// R-I1, R-G7: who can't be matched, and who is protected, gets nothing; the others do.
pub async fn who_cannot_be_matched_is_reported(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let unknown = people::child(5).digits();
    let protected = RegisterRecord {
        protection: Protection::Confidential,
        ..people::record(people::child(6))
    };
    let known = people::record(people::child(7));
    sender
        .world
        .open
        .import
        .import_register(&[protected, known], now())
        .await
        .unwrap();
    let sent = bundle(&[
        note(&unknown, "1", "final", "x"),
        note(&people::child(6).digits(), "2", "final", "x"),
        note(&people::child(7).digits(), "3", "final", "x"),
        sender.note("4", "x"),
    ]);
    let receipt = sender.send(&sent).await;
    let told: Vec<_> = receipt.items.iter().map(|(_, told)| *told).collect();
    let expected = [
        Told::NotStored,
        Told::NotThere,
        Told::Created,
        Told::Created,
    ];
    assert_eq!(told, expected);
    let why = |nth: usize| {
        receipt.items[nth]
            .0
            .findings
            .last()
            .map(|one| one.code.word())
    };
    assert_eq!((why(0), why(1)), (Some("not-found"), Some("suppressed")));
    assert_eq!(sender.world.database.count("journal_entries").await, 2);
}

/// A unit of another care principal is not ours to write at.
pub async fn a_unit_is_known_by_its_own_principals_identifier(world: Arc<World>) {
    let sender = Sender::new(world.clone()).await;
    let other = Principal {
        id: PrincipalId(world.id()),
        name: "Region Annan".to_owned(),
    };
    let store = world.store();
    let of = async |principal| store.unit_by_identifier(principal, HSA).await.unwrap();
    assert_eq!(of(sender.principal.id).await, Some(sender.units[0]));
    assert_eq!(of(other.id).await, None);
    store.identify_unit(sender.units[1], HSA).await.unwrap();
    assert_eq!(of(sender.principal.id).await, Some(sender.units[1]));
    assert!(!store.forget_identifier(sender.units[0], HSA).await.unwrap());
    assert!(store.forget_identifier(sender.units[1], HSA).await.unwrap());
    assert_eq!(of(sender.principal.id).await, None);
    let sent = bundle(&[sender.note("1", "x")]);
    assert_eq!(sender.told(&sent).await, [Told::NotStored]);
}

/// R-J11: without its log nothing is taken in.
pub async fn what_cannot_be_logged_is_not_taken(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let reading = fhir::read(
        bundle(&[sender.note("1", "x")]).as_bytes(),
        domain::age::today(now()),
    )
    .unwrap();
    assert!(matches!(reading.items[0].fate, Fate::Entry(_)));
    sender.world.break_log().await;
    let services = &sender.world.services;
    let reception = Reception {
        store: services.store.as_ref(),
        register: services.register.as_ref(),
        rng: &services.rng,
    };
    let taken = take_in(&reception, &sender.intake(), reading).await;
    assert!(taken.is_err());
    sender.world.mend_log().await;
    assert_eq!(sender.journal().await, []);
    assert_eq!(sender.world.database.count("journal_sources").await, 0);
}

/// Sent many times at once it is there once, and in the log once.
pub async fn the_same_at_once_is_taken_once(world: Arc<World>) {
    let sender = Arc::new(Sender::new(world).await);
    let sent = Arc::new(bundle(&[sender.note("1", "x"), sender.note("2", "y")]));
    let mut all = JoinSet::new();
    for _ in 0..8 {
        let (sender, sent) = (sender.clone(), sent.clone());
        all.spawn(async move { sender.told(&sent).await });
    }
    let mut created = 0;
    while let Some(told) = all.join_next().await {
        created += told
            .unwrap()
            .iter()
            .filter(|one| **one == Told::Created)
            .count();
    }
    assert_eq!(created, 2);
    assert_eq!(sender.journal().await.len(), 2);
    assert_eq!(sender.logged().await, 1);
}

pub async fn a_token_holds_until_it_is_revoked(world: Arc<World>) {
    let sender = Sender::new(world.clone()).await;
    let store = world.store();
    let token = NewToken {
        id: TokenId(world.id()),
        principal: sender.principal.id,
        label: "Cosmic".to_owned(),
        hash: hash("hemligt"),
        created: now(),
    };
    store.add_token(&token).await.unwrap();
    let open = async |secret: &str| {
        let rng = world.services.rng.clone();
        let found = by_token(store, rng, (at(60), None), secret).await.unwrap();
        found.map(|(id, intake)| (id, intake.principal().clone()))
    };
    assert_eq!(
        open("hemligt").await,
        Some((token.id, sender.principal.clone()))
    );
    assert_eq!(open("hemlig").await, None);

    store.touch_token(token.id, at(60), at(0)).await.unwrap();
    store.touch_token(token.id, at(90), at(30)).await.unwrap();
    let listed = store.tokens(sender.principal.id).await.unwrap();
    assert_eq!(listed.len(), 1);
    assert_eq!(
        (listed[0].label.as_str(), listed[0].used, listed[0].revoked),
        ("Cosmic", Some(at(60)), None)
    );
    let other = PrincipalId(world.id());
    assert!(!store.revoke_token(other, token.id, at(99)).await.unwrap());
    assert!(
        store
            .revoke_token(sender.principal.id, token.id, at(99))
            .await
            .unwrap()
    );
    assert!(
        !store
            .revoke_token(sender.principal.id, token.id, at(99))
            .await
            .unwrap()
    );
    assert_eq!(open("hemligt").await, None);
    let listed = store.tokens(sender.principal.id).await.unwrap();
    assert_eq!(listed[0].revoked, Some(at(99)));
    assert_eq!(store.principal(other).await.unwrap(), None);
    assert_eq!(
        store.principal(sender.principal.id).await.unwrap(),
        Some(sender.principal)
    );
}

/// Ids are not guessed at: an entry's is ours, whatever the sender calls it.
pub async fn an_entrys_id_is_our_own(world: Arc<World>) {
    let sender = Sender::new(world).await;
    let long = "x".repeat(5_000);
    let sent = bundle(&[sender.note(&long, "x"), sender.note("1\\u0000", "y")]);
    assert_eq!(sender.told(&sent).await, [Told::Created; 2]);
    assert_eq!(sender.told(&sent).await, [Told::Unchanged; 2]);
    let ids: Vec<EntryId> = sender
        .journal()
        .await
        .iter()
        .map(|one| one.summary.id)
        .collect();
    assert!(ids.iter().all(|id| id.0.get_version_num() == 7));
}
