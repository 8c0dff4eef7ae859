//! Files that go with messages.

use std::sync::Arc;

use domain::access::Area;
use domain::attachment::AttachmentKind;
use domain::id::{AttachmentId, MessageId, ThreadId, UnitId};
use domain::inbox::Thread;
use domain::message::{NewMessage, Reply};
use domain::person::{Person, Protection};
use service::access::Subject;
use service::access::staff::{read_case, read_case_part};
use service::attachment::{Clean, accept};
use service::ports::register::RegisterRecord;
use service::ports::store::{AttachmentRow, CaseAnswer, CaseChange, Changed, NewAttachment, Sent};

use crate::errands::{House, uuid};
use crate::people;
use crate::world::World;

const PHOTO: &[u8] = include_bytes!("../../../../testdata/files/foto-med-plats.jpg");
const PAGE: &[u8] = include_bytes!("../../../../testdata/files/rad.pdf");

impl House {
    /// A photo and a page, to be kept under ids of their own.
    pub fn files(&self) -> Vec<NewAttachment> {
        let file = |file: Clean| NewAttachment {
            id: AttachmentId(self.world.id()),
            file,
        };
        let files = [accept("Utslag.HEIC", PHOTO), accept("råd", PAGE)];
        files.map(|clean| file(clean.unwrap())).into()
    }

    async fn send_with(&self, key: u128, files: &[NewAttachment]) -> Sent {
        let message = NewMessage {
            thread: ThreadId(uuid(key)),
            subject: "Utslag".to_owned(),
            text: "Så här ser det ut.".to_owned(),
        };
        let first = MessageId(self.world.id());
        let subject = Subject::Child(self.link);
        let acting = self.world.acting(&self.guardian, subject).await;
        let store = self.world.store();
        let sent = store.start_thread(acting, self.unit, &message, first, files);
        sent.await.unwrap()
    }

    pub async fn thread(&self, key: u128) -> Thread {
        let subject = Subject::Child(self.link);
        let reading = self.world.reading(&self.guardian, subject, Area::Inbox);
        let thread = self
            .world
            .store()
            .thread(&reading.await, ThreadId(uuid(key)))
            .await;
        thread.unwrap().unwrap()
    }

    /// A file, as this person finds it in a thread of that one.
    async fn found(
        &self,
        actor: &Person,
        subject: Subject,
        thread: u128,
        file: AttachmentId,
    ) -> Option<AttachmentRow> {
        let reading = self.world.reading(actor, subject, Area::Inbox).await;
        let thread = ThreadId(uuid(thread));
        let found = self.world.store().attachment(&reading, thread, file).await;
        found.unwrap()
    }

    /// A file, as staff finds it in a case.
    async fn found_in_case(&self, thread: u128, file: AttachmentId) -> Option<AttachmentRow> {
        let session = self.world.session(&self.staff[0].0);
        let services = &self.world.services;
        let thread = ThreadId(uuid(thread));
        let reading =
            read_case_part(services, &session, self.unit, thread, file.0, "test.file").await;
        let (reading, store) = (reading.unwrap(), self.world.store());
        store.case_attachment(&reading, file).await.unwrap()
    }
}

/// R-E5: both sides see them, in the order in which they were chosen, and what was kept.
pub async fn files_go_with_their_message(world: Arc<World>) {
    let house = House::new(world).await;
    let files = house.files();
    assert_eq!(house.send_with(7, &files).await, Sent::Done);
    house.world.a_second_passes();
    assert_eq!(house.reply(7, 8).await, Sent::Done);

    let messages = house.thread(7).await.messages;
    assert!(messages[1].files.is_empty(), "another message's");
    let case = house.case(7).await.messages;
    assert_eq!(messages, case);
    let shown = &messages[0].files;
    let told: Vec<_> = shown
        .iter()
        .map(|file| (file.id, file.name.as_str(), file.kind))
        .collect();
    let expected = [
        (files[0].id, "Utslag.jpg", AttachmentKind::Jpeg),
        (files[1].id, "råd.pdf", AttachmentKind::Pdf),
    ];
    assert_eq!(told, expected);

    for (shown, kept) in shown.iter().zip(&files) {
        assert_eq!(shown.size as usize, kept.file.bytes().len());
        let subject = Subject::Child(house.link);
        let found = house.found(&house.guardian, subject, 7, kept.id).await;
        let found = found.unwrap();
        assert_eq!(found.content, kept.file.bytes());
        assert_eq!(found.sha256, kept.file.sha256());
        assert_eq!(
            (found.name.as_str(), found.kind),
            (shown.name.as_str(), shown.kind)
        );
        assert_eq!(house.found_in_case(7, kept.id).await, Some(found));
    }
    let read = "access_log WHERE action = 'test.file' AND unit IS NOT NULL AND object IS NOT NULL";
    assert_eq!(house.world.database.count(read).await, 2);
}

/// What is sent twice with one key is there once, and so are its files.
pub async fn files_sent_again_are_there_once(world: Arc<World>) {
    let house = House::new(world).await;
    for _ in 0..3 {
        // As a browser does: the ids are made anew each time.
        assert_eq!(house.send_with(7, &house.files()).await, Sent::Done);
    }
    let (reply, thread) = (
        Reply {
            message: MessageId(uuid(8)),
            text: "Mer".to_owned(),
        },
        ThreadId(uuid(7)),
    );
    for _ in 0..3 {
        let subject = Subject::Child(house.link);
        let acting = house.world.acting(&house.guardian, subject).await;
        let store = house.world.store();
        let sent = store.reply(acting, thread, &reply, &house.files()).await;
        assert_eq!(sent.unwrap(), Sent::Done);
    }
    let version = house.case(7).await.version;
    let answer = CaseChange {
        answer: Some(CaseAnswer {
            files: house.files(),
            ..house.answer(0, version, 9).answer.unwrap()
        }),
        ..house.answer(0, version, 9)
    };
    for _ in 0..3 {
        assert_eq!(house.change(0, 7, &answer).await, Changed::Done);
    }
    let count = async |what| house.world.database.count(what).await;
    assert_eq!(count("attachments").await, 6);
    assert_eq!(count("attachment_contents").await, 6);
    let files = house.thread(7).await.messages;
    let files: Vec<_> = files.iter().map(|message| message.files.len()).collect();
    assert_eq!(files, [2, 2, 2], "the clinic's too");
}

/// Who may not read the message finds no file of it; nor does who may, in another thread.
pub async fn files_of_others_are_not_there(world: Arc<World>) {
    let house = House::new(world).await;
    let files = house.files();
    house.send_with(7, &files).await;
    house.send(8).await;
    let (file, subject) = (files[0].id, Subject::Child(house.link));
    let (other, _, others_link) = house.world.family(4).await;

    assert!(
        house
            .found(&house.guardian, subject, 7, file)
            .await
            .is_some()
    );
    let others = Subject::Child(others_link);
    assert_eq!(house.found(&other, others, 7, file).await, None);
    let own = Subject::Myself;
    assert_eq!(house.found(&house.guardian, own, 7, file).await, None);
    assert_eq!(house.found(&house.guardian, subject, 8, file).await, None);
    let random = AttachmentId(house.world.id());
    assert_eq!(house.found(&house.guardian, subject, 7, random).await, None);
    assert_eq!(house.found_in_case(8, file).await, None);

    let session = house.world.session(&house.staff[2].0);
    let unit_of = |unit: UnitId| {
        read_case(
            &house.world.services,
            &session,
            unit,
            ThreadId(uuid(7)),
            "test.read",
        )
    };
    assert!(unit_of(house.unit).await.is_err(), "another unit's staff");
    assert!(
        unit_of(house.elsewhere).await.is_err(),
        "another unit's case"
    );
}

/// R-G7, B7: what a guardian sent whose identity is protected by now, the other one does not see; the
/// clinic does.
pub async fn files_of_a_protected_guardian_are_hidden(world: Arc<World>) {
    let house = House::new(world).await;
    let (files, number) = (house.files(), people::child(0));
    house.send_with(7, &files).await;
    let other = house.world.guardian(4, &[number]).await;
    let link = Subject::Child(house.world.add(&other, number).await);
    let seen = async || {
        let reading = house.world.reading(&other, link, Area::Inbox).await;
        let store = house.world.store();
        let thread = store.thread(&reading, ThreadId(uuid(7))).await;
        let messages = thread.unwrap().unwrap().messages;
        let listed = messages.first().map_or(0, |message| message.files.len());
        let found = house.found(&other, link, 7, files[0].id).await;
        (listed, found.is_some())
    };
    assert_eq!(seen().await, (2, true));
    let record = people::guardian(0, &[number]);
    for protection in [Protection::Confidential, Protection::ProtectedRecord] {
        let protected = RegisterRecord {
            protection,
            ..record.clone()
        };
        house.world.keep(&protected).await;
        assert_eq!(seen().await, (0, false));
        assert!(house.found_in_case(7, files[0].id).await.is_some());
        assert_eq!(house.case(7).await.messages[0].files.len(), 2);
    }
    house.world.keep(&record).await;
    assert_eq!(seen().await, (2, true));
}

/// The message, its files and the log are kept together, or none of them.
pub async fn files_are_undone_with_their_message(world: Arc<World>) {
    let house = House::new(world).await;
    let subject = Subject::Child(house.link);
    let acting = house.world.acting(&house.guardian, subject).await;
    let message = NewMessage {
        thread: ThreadId(uuid(7)),
        subject: "Utslag".to_owned(),
        text: "Hej".to_owned(),
    };
    house.world.break_log().await;
    let first = MessageId(house.world.id());
    let files = house.files();
    let store = house.world.store();
    let sent = store.start_thread(acting, house.unit, &message, first, &files);
    assert!(sent.await.is_err());
    house.world.mend_log().await;
    for table in ["attachments", "attachment_contents", "messages", "threads"] {
        assert_eq!(house.world.database.count(table).await, 0, "{table}");
    }
}
