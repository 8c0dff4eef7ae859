use std::sync::Arc;

use domain::access::{Area, Assurance};
use domain::form::Typed;
use domain::id::{EntryId, LinkId, PersonId, SessionId, UnitId};
use domain::journal::{EntryKind, JournalFilter, JournalForm, NewEntries, Opened, Value};
use domain::person::Person;
use service::access::{Reading, Subject};
use service::ports::store::{EntryCursor, EntryRow, SeedEntry, SessionRow};
use service::session::Session;

use crate::world::{World, at, now};

const ALL: usize = 100;
const DAY: i64 = 86_400;

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
            .entries(&self.reading().await, &filter, None, after, rows)
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
            let filter = JournalFilter {
                kind,
                unit,
                ..JournalFilter::default()
            };
            let found = book.page(filter, None, ALL).await;
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

/// In the heading, the text, the unit's and the author's name, and what was measured; by pages too.
pub async fn entries_are_found_by_their_words(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let mut seed = world.clinic(&["Barnhälsan", "Ögonkliniken"]);
    let units: Vec<_> = seed.units.iter().map(|unit| unit.id).collect();
    for nth in 0..700 {
        let mut one = entry(&world, child.id, units[0], EntryKind::Note, nth);
        if nth % 7 == 0 {
            "Hostar på natten.".clone_into(&mut one.body);
        }
        seed.entries.push(one);
    }
    seed.entries
        .push(entry(&world, child.id, units[1], EntryKind::Visit, 900));
    let hb = Value {
        name: "Ferritin".to_owned(),
        value: "20".to_owned(),
        unit: String::new(),
        reference: String::new(),
        outside: false,
    };
    seed.entries.push(SeedEntry {
        values: vec![hb],
        ..entry(&world, child.id, units[0], EntryKind::LabResult, 901)
    });
    world.open.import.seed(&seed).await.unwrap();
    let reading = world
        .reading(&guardian, Subject::Child(link), Area::Journal)
        .await;
    let found = async |sok: &str, after: Option<EntryCursor>, rows| {
        let form = JournalForm {
            sok: sok.to_owned(),
            ..JournalForm::default()
        };
        let filter = form.validate().unwrap();
        let found = world
            .store()
            .entries(&reading, &filter, None, after, rows)
            .await;
        found.unwrap()
    };
    assert_eq!(found("natt hostar", None, 1_000).await.len(), 100);
    assert_eq!(found("natten feber", None, 1_000).await.len(), 0);
    assert_eq!(found("ögonkliniken", None, 10).await.len(), 1);
    assert_eq!(found("FERRITIN", None, 10).await.len(), 1);
    assert_eq!(
        found("eva ek", None, 10).await.len(),
        10,
        "no more than asked for"
    );
    let (mut after, mut paged) = (None, 0);
    loop {
        let page = found("hostar", after, 30).await;
        after = page.last().map(|row| row.cursor);
        paged += page.len();
        if page.len() < 30 {
            break;
        }
    }
    assert_eq!(paged, 100);
}

pub async fn units_in_swedish_order(world: Arc<World>) {
    let book = Book::with(world.clone(), 6).await;
    let units = world
        .store()
        .journal_units(book.reading().await.subject().id, now())
        .await
        .unwrap();
    let names: Vec<_> = units.iter().map(|unit| unit.name.name.as_str()).collect();
    assert_eq!(names, ["Ängen", "Öppenvården"], "only those with entries");
    assert_eq!(units[0].facts.unit, book.units[1]);

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
    let units = world
        .store()
        .journal_units(reading.subject().id, now())
        .await
        .unwrap();
    let names: Vec<_> = units.iter().map(|unit| unit.name.name.as_str()).collect();
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

/// R-J1, R-J11: what was measured before is shown with an entry, and every entry of it is in the log.
pub async fn what_is_measured_is_shown_over_time(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let (other, sibling, _) = world.family(1).await;
    let mut seed = world.clinic(&["Barnhälsan"]);
    let unit = seed.units[0].id;
    let mut add = |person, kind, seconds, weight: &str| {
        let weight = Value {
            name: "Vikt".to_owned(),
            value: weight.to_owned(),
            unit: "kg".to_owned(),
            reference: String::new(),
            outside: false,
        };
        let entry = SeedEntry {
            values: vec![weight],
            ..entry(&world, person, unit, kind, seconds)
        };
        seed.entries.push(entry.clone());
        entry.id
    };
    let newest = add(child.id, EntryKind::Growth, 3 * DAY, "16,0");
    let first = add(child.id, EntryKind::Growth, DAY, "3,61");
    let second = add(child.id, EntryKind::Growth, 2 * DAY, "5,88");
    let note = add(child.id, EntryKind::Note, 25, "6");
    add(sibling.id, EntryKind::Growth, 15, "9");
    add(other.id, EntryKind::Growth, 15, "60");
    world.open.import.seed(&seed).await.unwrap();

    let open = async |which| {
        let session = world.session(&guardian);
        let session = Session {
            shows_new: Some(child.id),
            ..session
        };
        let found = service::journal::entry(&world.services, &session, Subject::Child(link), which);
        match found.await.unwrap().1 {
            Opened::Shown(open) => open.trends,
            Opened::Held => panic!("it was chosen"),
        }
    };
    let trends = open(newest).await;
    assert_eq!(trends.len(), 1);
    let points = trends[0].points.iter().map(|point| point.entry);
    assert_eq!(points.collect::<Vec<_>>(), [first, second, newest]);
    let logged = "access_log WHERE action = 'journal.trend' AND object IS NOT NULL";
    assert_eq!(world.database.count(logged).await, 2);
    assert_eq!(open(note).await, [], "no kind that is followed");
    assert_eq!(world.database.count(logged).await, 2);
}

/// R-J10: for this session and this person; and it is in the log that one chose so.
pub async fn what_is_new_or_unsigned_is_chosen(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let mut seed = world.clinic(&["Barnhälsan"]);
    let unit = seed.units[0].id;
    // `entry` signs those of an even second.
    for seconds in [
        -60 * DAY,
        -60 * DAY + 1,
        -20 * DAY,
        -14 * DAY,
        -13 * DAY,
        -1,
    ] {
        seed.entries
            .push(entry(&world, child.id, unit, EntryKind::Note, seconds));
    }
    let held = seed.entries[4].id;
    world.open.import.seed(&seed).await.unwrap();
    let (services, subject) = (&world.services, Subject::Child(link));
    let row = SessionRow {
        id: SessionId(world.id()),
        person: guardian.id,
        assurance: Assurance::High,
        created: now(),
        used: now(),
    };
    world.store().create_session(&row, &[7; 32]).await.unwrap();
    let session = async || {
        let (row, _, extras) = world.store().session(&[7; 32]).await.unwrap().unwrap();
        Session {
            id: row.id,
            shows_new: extras.shows_new,
            ..world.session(&guardian)
        }
    };
    let listed = async || {
        let form = JournalForm::default();
        let found = service::journal::list(services, &session().await, subject, &form).await;
        let page = found.unwrap().1;
        (page.entries.len(), page.new, page.shows_new)
    };
    let opened = async || {
        let found = service::journal::entry(services, &session().await, subject, held).await;
        matches!(found.unwrap().1, Opened::Shown(_))
    };
    let choose = async |act: NewEntries| {
        let typed = Typed(vec![("gor".to_owned(), act.word().to_owned())]);
        let session = session().await;
        let chosen = service::journal::choose_new(services, &session, subject, &typed);
        chosen.await.unwrap();
    };
    assert_eq!((listed().await, opened().await), ((3, 3, false), false));
    choose(NewEntries::Show).await;
    assert_eq!((listed().await, opened().await), ((6, 3, true), true));
    let logged = "access_log WHERE action = 'journal.show-new'";
    assert_eq!(world.database.count(logged).await, 1);
    choose(NewEntries::Hide).await;
    assert_eq!((listed().await, opened().await), ((3, 3, false), false));
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
            .entries(&reading, &JournalFilter::default(), None, None, ALL)
            .await;
        assert_eq!(list.unwrap().len(), own);
        assert_eq!(
            world
                .store()
                .journal_units(reading.subject().id, now())
                .await
                .unwrap()
                .len(),
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
