use std::sync::Arc;

use domain::access::Area;
use domain::contact::OnlineService;
use domain::id::{LinkId, PersonId, ThreadId, UnitId};
use domain::inbox::{Author, InboxAsked, InboxFilter};
use domain::person::Person;
use domain::text::words;
use service::access::Subject;
use service::ports::store::{SeedMessage, SeedThread, ThreadChange, ThreadRow};

use crate::world::{World, at};

/// A child with a thread for each of these: written at (s), unread, archived.
struct Inbox {
    world: Arc<World>,
    guardian: Person,
    link: LinkId,
    threads: Vec<ThreadId>,
}

const ALL: usize = 100;

fn asked(filter: InboxFilter) -> InboxAsked {
    InboxAsked {
        filter,
        ..InboxAsked::default()
    }
}

impl Inbox {
    async fn with(world: Arc<World>, threads: &[(i64, bool, bool)]) -> Self {
        let (guardian, child, link) = world.family(0).await;
        let mut seed = world.clinic(&["Barnhälsan"]);
        let unit = seed.units[0].id;
        for (seconds, unread, archived) in threads {
            let messages = vec![world.message(Author::Staff("Eva".to_owned()), *seconds)];
            let thread = thread(&world, child.id, unit, messages);
            seed.threads.push(SeedThread {
                unread: *unread,
                archived: *archived,
                ..thread
            });
        }
        world.open.import.seed(&seed).await.unwrap();
        let threads = seed.threads.iter().map(|thread| thread.id).collect();
        Self {
            world,
            guardian,
            link,
            threads,
        }
    }

    async fn page(
        &self,
        filter: InboxFilter,
        after: Option<&ThreadRow>,
        rows: usize,
    ) -> Vec<ThreadRow> {
        let subject = Subject::Child(self.link);
        let reading = self
            .world
            .reading(&self.guardian, subject, Area::Inbox)
            .await;
        let after = after.map(|row| row.cursor);
        self.world
            .store()
            .threads(&reading, &asked(filter), after, rows)
            .await
            .unwrap()
    }

    /// The threads' places in the list that they were made from.
    async fn places(&self, filter: InboxFilter) -> Vec<usize> {
        let place = |row: ThreadRow| self.threads.iter().position(|id| *id == row.cursor.id);
        self.page(filter, None, ALL)
            .await
            .into_iter()
            .filter_map(place)
            .collect()
    }

    async fn change(&self, thread: ThreadId, change: ThreadChange) -> bool {
        let acting = self
            .world
            .acting(&self.guardian, Subject::Child(self.link))
            .await;
        self.world
            .store()
            .change_thread(acting, thread, change)
            .await
            .unwrap()
    }
}

fn thread(world: &World, person: PersonId, unit: UnitId, messages: Vec<SeedMessage>) -> SeedThread {
    let (id, subject) = (ThreadId(world.id()), "Vaccination".to_owned());
    SeedThread {
        id,
        person,
        unit,
        subject,
        unread: false,
        archived: false,
        messages,
    }
}

pub async fn pages_leave_nothing_out(world: Arc<World>) {
    // Several were written in the same moment, on both sides of where pages end.
    let threads: Vec<_> = (0..23).map(|n| (n / 5, n % 3 == 0, false)).collect();
    let inbox = Inbox::with(world, &threads).await;
    let all = inbox.page(InboxFilter::Current, None, ALL).await;
    assert_eq!(all.len(), threads.len());
    let order = |row: &ThreadRow| (row.cursor.unread, row.cursor.newest, row.cursor.id);
    assert!(all.windows(2).all(|pair| order(&pair[0]) > order(&pair[1])));

    for rows in [1, 4, 5, 22, 23] {
        let mut paged: Vec<ThreadRow> = Vec::new();
        loop {
            let page = inbox.page(InboxFilter::Current, paged.last(), rows).await;
            if page.is_empty() {
                break;
            }
            assert!(page.len() <= rows);
            paged.extend(page);
        }
        assert_eq!(paged, all, "by pages of {rows}");
    }
}

pub async fn unread_come_first(world: Arc<World>) {
    let threads = [
        (1, false, false),
        (9, false, false),
        (3, true, false),
        (2, true, false),
    ];
    let inbox = Inbox::with(world, &threads).await;
    assert_eq!(inbox.places(InboxFilter::Current).await, [2, 3, 1, 0]);
    let first = &inbox.page(InboxFilter::Current, None, 1).await[0];
    assert_eq!((first.cursor.newest, first.cursor.unread), (at(3), true));
    assert_eq!(
        (first.subject.as_str(), first.unit.as_str()),
        ("Vaccination", "Barnhälsan")
    );
    assert_eq!((first.messages, first.archived), (1, false));
}

pub async fn filters(world: Arc<World>) {
    let threads = [
        (4, false, false),
        (3, true, false),
        (2, false, true),
        (1, true, true),
    ];
    let inbox = Inbox::with(world, &threads).await;
    assert_eq!(inbox.places(InboxFilter::Current).await, [1, 0]);
    assert_eq!(inbox.places(InboxFilter::Unread).await, [1]);
    assert_eq!(inbox.places(InboxFilter::Archived).await, [3, 2]);
    let last = inbox.page(InboxFilter::Unread, None, 1).await;
    assert_eq!(inbox.page(InboxFilter::Unread, last.last(), ALL).await, []);
}

pub async fn a_thread_with_its_messages(world: Arc<World>) {
    let (guardian, child, link) = world.family(0).await;
    let mut seed = world.clinic(&["Barnhälsan"]);
    let authors = [
        Author::Guardian("Åsa Öberg".to_owned()),
        Author::Staff("Eva Ek, sjuksköterska".to_owned()),
        Author::Subject("Åsa Öberg".to_owned()),
    ];
    let messages: Vec<_> = authors
        .iter()
        .zip([30, 10, 20])
        .map(|(who, s)| world.message(who.clone(), s))
        .collect();
    let seeded = thread(&world, child.id, seed.units[0].id, messages);
    seed.threads.push(SeedThread {
        archived: true,
        ..seeded.clone()
    });
    world.open.import.seed(&seed).await.unwrap();

    let reading = world
        .reading(&guardian, Subject::Child(link), Area::Inbox)
        .await;
    let thread = world
        .store()
        .thread(&reading, seeded.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!((thread.id, thread.archived), (seeded.id, true));
    assert_eq!(
        (thread.subject.as_str(), thread.unit.as_str()),
        ("Vaccination", "Barnhälsan")
    );
    let clinic = (thread.clinic.as_str(), thread.phone.as_str());
    assert_eq!(clinic, ("Vårdcentralen Ugglan", "0470-58 80 00"));
    let oldest_first = [1, 2, 0].map(|n| &seeded.messages[n]);
    assert_eq!(thread.messages.len(), 3);
    for (message, seeded) in thread.messages.iter().zip(oldest_first) {
        assert_eq!((message.id, &message.body), (seeded.id, &seeded.body));
        assert_eq!(message.author, seeded.author);
        assert_eq!(message.written, seeded.written.into());
    }
    let page = world
        .store()
        .threads(&reading, &asked(InboxFilter::Archived), None, ALL)
        .await
        .unwrap();
    assert_eq!((page[0].messages, page[0].cursor.newest), (3, at(30)));
}

pub async fn every_change(world: Arc<World>) {
    let inbox = Inbox::with(world.clone(), &[(1, true, false)]).await;
    let thread = inbox.threads[0];
    for (change, unread, archived) in [
        (ThreadChange::Read, false, false),
        (ThreadChange::Read, false, false),
        (ThreadChange::Archive, false, true),
        (ThreadChange::Unread, true, true),
        (ThreadChange::Restore, true, false),
    ] {
        assert!(inbox.change(thread, change).await);
        let filter = if archived {
            InboxFilter::Archived
        } else {
            InboxFilter::Current
        };
        let row = &inbox.page(filter, None, ALL).await[0];
        assert_eq!(
            (row.cursor.unread, row.archived),
            (unread, archived),
            "after {change:?}"
        );
    }
    assert_eq!(world.acts().await, 5);
}

/// The subject stands in the proof: what belongs to another is not found, and nothing is logged
/// as done.
pub async fn threads_of_others_are_not_there(world: Arc<World>) {
    let inbox = Inbox::with(world.clone(), &[(1, true, false)]).await;
    let theirs = inbox.threads[0];
    let (other, _, link) = world.family(1).await;
    for (actor, subject) in [
        (&other, Subject::Child(link)),
        (&other, Subject::Myself),
        (&inbox.guardian, Subject::Myself),
    ] {
        let reading = world.reading(actor, subject, Area::Inbox).await;
        assert_eq!(world.store().thread(&reading, theirs).await.unwrap(), None);
        let list = world
            .store()
            .threads(&reading, &asked(InboxFilter::Current), None, ALL)
            .await;
        assert_eq!(list.unwrap(), []);
        let acting = world.acting(actor, subject).await;
        assert!(
            !world
                .store()
                .change_thread(acting, theirs, ThreadChange::Read)
                .await
                .unwrap()
        );
    }
    assert!(!inbox.change(ThreadId(world.id()), ThreadChange::Read).await);
    assert_eq!(world.acts().await, 0);
    assert_eq!(inbox.places(InboxFilter::Unread).await, [0]);
}

/// Invariant 3.
pub async fn a_change_whose_log_fails_is_undone(world: Arc<World>) {
    let inbox = Inbox::with(world.clone(), &[(1, true, false)]).await;
    let subject = Subject::Child(inbox.link);
    let marking = world.acting(&inbox.guardian, subject).await;
    let moving = world.acting(&inbox.guardian, subject).await;
    let thread = inbox.threads[0];

    world.break_log().await;
    assert!(
        world
            .store()
            .change_thread(marking, thread, ThreadChange::Read)
            .await
            .is_err()
    );
    assert!(
        world
            .store()
            .change_thread(moving, thread, ThreadChange::Archive)
            .await
            .is_err()
    );
    world.mend_log().await;
    assert_eq!(inbox.places(InboxFilter::Unread).await, [0]);
}

/// Words are searched for in subject, unit and messages, whatever their case, and in the archive.
pub async fn a_search_finds_every_word_of_a_thread(world: Arc<World>) {
    let inbox = Inbox::with(world.clone(), &[(1, false, false), (22, true, true)]).await;
    let subject = Subject::Child(inbox.link);
    let reading = world.reading(&inbox.guardian, subject, Area::Inbox).await;
    let found = async |search: &str, kind| {
        let asked = InboxAsked {
            words: words(search),
            kind,
            ..InboxAsked::default()
        };
        let rows = world.store().search_threads(&reading, &asked, ALL).await;
        let place = |row: &ThreadRow| inbox.threads.iter().position(|id| *id == row.cursor.id);
        rows.unwrap().iter().filter_map(place).collect::<Vec<_>>()
    };
    assert_eq!(found("SKRIVET", None).await, [1, 0], "newest first");
    assert_eq!(found("barnhäls 22", None).await, [1]);
    assert_eq!(found("krivet", None).await, [0; 0], "only beginnings");
    assert_eq!(found("hej finns-inte", None).await, [0; 0]);
    assert_eq!(found("hej", Some(OnlineService::Message)).await, [1, 0]);
    assert_eq!(found("hej", Some(OnlineService::Booking)).await, [0; 0]);
}
