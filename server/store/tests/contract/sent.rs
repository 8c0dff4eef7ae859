//! What is sent again with a form's key: the very same is done already; anything else is not sent, and
//! whoever sends it is told so.

use std::sync::Arc;

use domain::id::{MessageId, ThreadId};
use domain::message::{NewMessage, Reply};
use service::access::Subject;
use service::ports::store::{CaseAnswer, CaseChange, Changed, NewAttachment, Sent};
use tokio::task::JoinSet;

use crate::errands::{House, uuid};
use crate::world::World;

impl House {
    async fn write(&self, key: u128, subject: &str, text: &str, files: &[NewAttachment]) -> Sent {
        let message = NewMessage {
            thread: ThreadId(uuid(key)),
            subject: subject.to_owned(),
            text: text.to_owned(),
        };
        let (whom, first) = (Subject::Child(self.link), MessageId(self.world.id()));
        let acting = self.world.acting(&self.guardian, whom).await;
        let store = self.world.store();
        let sent = store.start_thread(acting, self.unit, &message, first, files);
        sent.await.unwrap()
    }

    async fn write_more(&self, key: u128, text: &str, files: &[NewAttachment]) -> Sent {
        let reply = Reply {
            message: MessageId(uuid(key)),
            text: text.to_owned(),
        };
        let whom = Subject::Child(self.link);
        let acting = self.world.acting(&self.guardian, whom).await;
        let (store, thread) = (self.world.store(), ThreadId(uuid(7)));
        store.reply(acting, thread, &reply, files).await.unwrap()
    }
}

pub async fn another_message_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    let files = house.files();
    assert_eq!(house.write(7, "Hosta", "Hej", &files).await, Sent::Done);
    let other = Sent::Other(ThreadId(uuid(7)));
    assert_eq!(house.write(7, "Hosta", "Hej igen", &files).await, other);
    assert_eq!(house.write(7, "Feber", "Hej", &files).await, other);
    assert_eq!(house.write(7, "Hosta", "Hej", &[]).await, other);
    assert_eq!(house.write(7, "Hosta", "Hej", &files[1..]).await, other);
    let mut turned = house.files();
    turned.reverse();
    assert_eq!(house.write(7, "Hosta", "Hej", &turned).await, other);
    // Whatever has been written since, and with files that are read anew.
    assert_eq!(house.write_more(8, "Mer", &[]).await, Sent::Done);
    let again = house.write(7, "Hosta", "Hej", &house.files()).await;
    assert_eq!(again, Sent::Done);
    assert_eq!(house.count("threads").await, 1);
    assert_eq!(house.count("messages").await, 2);
    assert_eq!(house.count("attachments").await, 2);
    assert_eq!(house.world.acts().await, 2, "nothing else was done");
}

pub async fn another_reply_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    assert_eq!(house.write_more(8, "Mer", &[]).await, Sent::Done);
    let other = Sent::Other(ThreadId(uuid(7)));
    assert_eq!(house.write_more(8, "Ännu mer", &[]).await, other);
    assert_eq!(house.write_more(8, "Mer", &house.files()).await, other);
    assert_eq!(house.write_more(8, "Mer", &[]).await, Sent::Done);
    assert_eq!(house.write_more(9, "Ännu mer", &[]).await, Sent::Done);
    let version = house.case(7).await.version;
    assert_eq!(version, 3, "it was woken by what was sent only");
    assert_eq!(house.count("messages").await, 3);
}

pub async fn another_answer_with_the_same_key_is_not_as_if_sent(world: Arc<World>) {
    let house = House::new(world).await;
    house.send(7).await;
    let answer = house.answer(0, 1, 50);
    assert_eq!(house.change(0, 7, &answer).await, Changed::Done);
    let with = |text: &str, files| CaseChange {
        answer: Some(CaseAnswer {
            text: text.to_owned(),
            files,
            ..house.answer(0, 1, 50).answer.unwrap()
        }),
        ..house.answer(0, 1, 50)
    };
    for version in [1, 2] {
        for other in [with("Annat", Vec::new()), with("Svar", house.files())] {
            let other = CaseChange { version, ..other };
            assert_eq!(house.change(0, 7, &other).await, Changed::SentOther);
        }
        let same = CaseChange {
            version,
            ..answer.clone()
        };
        assert_eq!(house.change(0, 7, &same).await, Changed::Done);
    }
    let case = house.case(7).await;
    assert_eq!((case.messages.len(), case.version), (2, 2));
    assert_eq!(house.count("attachments").await, 0);
}

/// One key and two texts, many at once: one text is there, and those who sent it are told that it is.
pub async fn of_many_at_once_one_is_sent(world: Arc<World>) {
    const TEXTS: [&str; 2] = ["Hej", "Hallå"];
    let house = Arc::new(House::new(world).await);
    let mut sends = JoinSet::new();
    for nth in 0..20_usize {
        let house = house.clone();
        sends.spawn(async move {
            let text = TEXTS[nth % 2];
            (text, house.write(7, "Hosta", text, &[]).await)
        });
    }
    let sent = sends.join_all().await;
    let messages = house.thread(7).await.messages;
    assert_eq!(messages.len(), 1);
    for (text, told) in sent {
        let expected = if messages[0].body == text {
            Sent::Done
        } else {
            Sent::Other(ThreadId(uuid(7)))
        };
        assert_eq!(told, expected);
    }
}
