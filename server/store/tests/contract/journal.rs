use std::sync::Arc;

use domain::access::Area;
use domain::form::JournalFilter;
use domain::id::{EntryId, LinkId, PersonId, UnitId};
use domain::journal::{EntryKind, Value};
use domain::person::Person;
use service::access::{Reading, Subject};
use service::ports::store::{EntryRow, SeedEntry};

use crate::world::{World, at};

const ALL: usize = 100;

fn entry(
    world: &World,
    person: PersonId,
    unit: UnitId,
    kind: EntryKind,
    seconds: i64,
) -> SeedEntry {
    SeedEntry {
        id: EntryId(world.id()),
        person,
        unit,
        kind,
        title: "Besök hos sköterska".to_owned(),
        author: "Eva Ek, sjuksköterska".to_owned(),
        happened: at(seconds),
        signed: seconds % 2 == 0,
        body: "Mår bra.\nÅter om ett år.".to_owned(),
        values: Vec::new(),
    }
}

/// A child with entries of every kind at two of three units, by turns.
struct Book {
    world: Arc<World>,
    guardian: Person,
    link: LinkId,
    units: Vec<UnitId>,
    entries: Vec<SeedEntry>,
}

impl Book {
    async fn with(world: Arc<World>, entries: i64) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let mut seed = world.clinic(&["Öppenvården", "Ängen", "Åsen"]);
        let units: Vec<_> = seed.units.iter().map(|unit| unit.id).collect();
        let kinds = EntryKind::ALL.into_iter().cycle();
        for ((n, kind), unit) in (0..entries).zip(kinds).zip(units[..2].iter().cycle()) {
            seed.entries
                .push(entry(&world, child.id, *unit, kind, n / 4));
        }
        // One's own journal is another one.
        seed.entries
            .push(entry(&world, guardian.id, units[2], EntryKind::Note, 1));
        world.open.import.seed(&seed).await.unwrap();
        seed.entries.pop();
        Self {
            world,
            guardian,
            link,
            units,
            entries: seed.entries,
        }
    }

    async fn reading(&self) -> Reading {
        self.world
            .reading(&self.guardian, Subject::Child(self.link), Area::Journal)
            .await
    }

    async fn page(
        &self,
        filter: JournalFilter,
        after: Option<&EntryRow>,
        rows: usize,
    ) -> Vec<EntryRow> {
        let after = after.map(|row| row.cursor);
        self.world
            .store()
            .entries(&self.reading().await, filter, after, rows)
            .await
            .unwrap()
    }
}

pub async fn pages_leave_nothing_out(world: Arc<World>) {
    let book = Book::with(world, 23).await;
    let all = book.page(JournalFilter::default(), None, ALL).await;
    assert_eq!(all.len(), 23);
    let order = |row: &EntryRow| (row.cursor.happened, row.cursor.id);
    assert!(all.windows(2).all(|pair| order(&pair[0]) > order(&pair[1])));
    for rows in [1, 4, 5, 22, 23] {
        let mut paged: Vec<EntryRow> = Vec::new();
        loop {
            let page = book
                .page(JournalFilter::default(), paged.last(), rows)
                .await;
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= rows);
            paged.extend(page);
        }
        assert_eq!(paged, all, "by pages of {rows}");
    }
}

pub async fn filters(world: Arc<World>) {
    let book = Book::with(world, 20).await;
    let kinds = EntryKind::ALL.into_iter().map(Some).chain([None]);
    for kind in kinds {
        for unit in book.units.iter().copied().map(Some).chain([None]) {
            let mut expected: Vec<_> = book
                .entries
                .iter()
                .filter(|entry| kind.is_none_or(|kind| entry.kind == kind))
                .filter(|entry| unit.is_none_or(|unit| entry.unit == unit))
                .map(|entry| (entry.happened, entry.id))
                .collect();
            expected.sort_unstable_by(|a, b| b.cmp(a));
            let found = book.page(JournalFilter { kind, unit }, None, ALL).await;
            assert!(
                found
                    .iter()
                    .all(|row| kind.is_none_or(|kind| row.kind == kind))
            );
            let found: Vec<_> = found
                .iter()
                .map(|row| (row.cursor.happened, row.cursor.id))
                .collect();
            assert_eq!(found, expected, "{kind:?} {unit:?}");
        }
    }
}

pub async fn units_in_swedish_order(world: Arc<World>) {
    let book = Book::with(world.clone(), 6).await;
    let units = world
        .store()
        .journal_units(&book.reading().await)
        .await
        .unwrap();
    let names: Vec<_> = units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["Ängen", "Öppenvården"], "only those with entries");
    assert_eq!(units[0].id, book.units[1]);

    let (guardian, child, link) = world.family(1).await;
    let mut seed = world.clinic(&["Ögon", "barn", "Ärr", "Zon", "Åsen", "Akut"]);
    for unit in &seed.units {
        seed.entries
            .push(entry(&world, child.id, unit.id, EntryKind::Note, 1));
    }
    world.open.import.seed(&seed).await.unwrap();
    let reading = world
        .reading(&guardian, Subject::Child(link), Area::Journal)
        .await;
    let units = world.store().journal_units(&reading).await.unwrap();
    let names: Vec<_> = units.iter().map(|unit| unit.name.as_str()).collect();
    assert_eq!(names, ["Akut", "barn", "Zon", "Åsen", "Ärr", "Ögon"]);
}

pub async fn an_entry_in_full(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let mut seed = world.clinic(&["Barnhälsan"]);
    let value = Value {
        name: "Hb".to_owned(),
        value: "108".to_owned(),
        unit: "g/L".to_owned(),
        reference: "110–150".to_owned(),
        outside: true,
    };
    let plain = Value {
        unit: String::new(),
        outside: false,
        ..value.clone()
    };
    let lab = entry(&world, child.id, seed.units[0].id, EntryKind::LabResult, 5);
    let lab = SeedEntry {
        values: vec![value, plain],
        ..lab
    };
    seed.entries.push(lab.clone());
    world.open.import.seed(&seed).await.unwrap();

    let reading = world
        .reading(&guardian, Subject::Child(link), Area::Journal)
        .await;
    let found = world
        .store()
        .entry(&reading, lab.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(
        (found.author, found.body, found.values),
        (lab.author, lab.body, lab.values)
    );
    let summary = found.summary;
    assert_eq!(
        (summary.id, summary.kind, summary.title),
        (lab.id, lab.kind, lab.title)
    );
    assert_eq!(
        (summary.unit.as_str(), summary.signed),
        ("Barnhälsan", false)
    );
    assert_eq!(summary.happened, lab.happened.into());
}

/// The subject stands in the proof.
pub async fn entries_of_others_are_not_there(world: Arc<World>) {
    let book = Book::with(world.clone(), 6).await;
    let theirs = book.entries[0].id;
    let (other, _, link) = world.family(1).await;
    for (actor, subject, own) in [
        (&other, Subject::Child(link), 0),
        (&other, Subject::Myself, 0),
        (&book.guardian, Subject::Myself, 1),
    ] {
        let reading = world.reading(actor, subject, Area::Journal).await;
        assert_eq!(world.store().entry(&reading, theirs).await.unwrap(), None);
        let list = world
            .store()
            .entries(&reading, JournalFilter::default(), None, ALL)
            .await;
        assert_eq!(list.unwrap().len(), own);
        assert_eq!(
            world.store().journal_units(&reading).await.unwrap().len(),
            own
        );
    }
    let unknown = EntryId(world.id());
    assert_eq!(
        world
            .store()
            .entry(&book.reading().await, unknown)
            .await
            .unwrap(),
        None
    );
}
