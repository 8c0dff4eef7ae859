//! News that reach people: confirmed addresses, the outbox, and sending what is due.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::form::Typed;
use domain::id::LinkId;
use domain::notice::{AddressState, Channel, NoticeEvent};
use domain::person::Person;
use jiff::SignedDuration;
use service::Services;
use service::access::Subject;
use service::notices::{NoticeError, change, set_quiet_hours, settings};
use service::outbox::send_due;
use service::ports::send::SendError;
use service::ports::sms::{Sms, SmsSender};
use service::ports::store::{ChoiceRow, Outcome};

use crate::errands::House as Clinic;
use crate::people;
use crate::world::{World, now};

/// A phone network that keeps what came, or can't be reached.
#[derive(Default)]
pub struct Phones {
    pub came: Mutex<Vec<(String, String)>>,
    pub trouble: Mutex<Option<SendError>>,
}

#[async_trait]
impl SmsSender for Phones {
    async fn send(&self, sms: &Sms) -> Result<(), SendError> {
        if let Some(trouble) = self.trouble.lock().unwrap().clone() {
            return Err(trouble);
        }
        let came = (sms.to.e164(), sms.text.clone());
        self.came.lock().unwrap().push(came);
        Ok(())
    }
}

/// A guardian with a child, and phones.
#[derive(Clone)]
pub struct House {
    pub world: Arc<World>,
    pub services: Services,
    pub phones: Arc<Phones>,
    pub guardian: Person,
    pub link: LinkId,
    pub clinic: Clinic,
}

impl House {
    pub async fn new(world: Arc<World>) -> Self {
        let (guardian, _, link) = world.family(0).await;
        let clinic = Clinic::around(&world, &guardian, link).await;
        let phones = Arc::new(Phones::default());
        let services = Services {
            sms: Some(phones.clone()),
            ..world.services.clone()
        };
        Self {
            world,
            services,
            phones,
            guardian,
            link,
            clinic,
        }
    }

    async fn change(&self, fields: &[(&str, &str)]) -> Result<(), NoticeError> {
        let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        let typed = Typed(fields.iter().map(own).collect());
        let session = self.world.session(&self.guardian);
        let subject = Subject::Child(self.link);
        change(&self.services, &session, subject, &typed)
            .await
            .map(drop)
    }

    /// Wants to hear by SMS of these events, and of no others.
    pub async fn choose(&self, events: &[&str]) -> Result<(), NoticeError> {
        let mut fields = vec![("gor", "val"), ("kanal", "sms")];
        fields.extend(events.iter().map(|event| ("besked_sms", *event)));
        self.change(&fields).await
    }

    /// Wants to hear nothing between these hours.
    pub async fn quiet(&self, from: &str, to: &str) {
        let typed = Typed(vec![
            ("tyst_fran".to_owned(), from.to_owned()),
            ("tyst_till".to_owned(), to.to_owned()),
        ]);
        let session = self.world.session(&self.guardian);
        let set = set_quiet_hours(&self.services, &session, &typed).await;
        set.unwrap();
    }

    /// Sends all that is due; gives how many came of it.
    pub async fn sent(&self) -> usize {
        let before = self.came().len();
        while send_due(&self.services).await.unwrap() > 0 {}
        self.came().len() - before
    }

    /// Another guardian of the same child, with a confirmed address.
    pub async fn other(&self, nth: usize) -> Self {
        let number = people::child(0);
        let guardian = self.world.guardian(nth, &[number]).await;
        let link = self.world.add(&guardian, number).await;
        let house = Self {
            clinic: self.clinic.of(&guardian, link),
            guardian,
            link,
            ..self.clone()
        };
        house.ask().await.unwrap();
        house.sent().await;
        house.confirm(&house.code()).await.unwrap();
        house
    }

    pub async fn ask(&self) -> Result<(), NoticeError> {
        let fields = [
            ("gor", "adress"),
            ("kanal", "sms"),
            ("mobil", "070-174 06 05"),
        ];
        self.change(&fields).await
    }

    pub async fn confirm(&self, code: &str) -> Result<(), NoticeError> {
        let fields = [("gor", "bekrafta"), ("kanal", "sms"), ("kod_sms", code)];
        self.change(&fields).await
    }

    /// All that has come so far.
    pub fn came(&self) -> Vec<String> {
        let came = self.phones.came.lock().unwrap();
        came.iter().map(|(_, text)| text.clone()).collect()
    }

    /// The code in the last that came.
    pub fn code(&self) -> String {
        let last = self.came().pop().unwrap();
        last.chars().filter(char::is_ascii_digit).take(6).collect()
    }

    pub async fn confirmed(world: Arc<World>) -> Self {
        let house = Self::new(world).await;
        house.ask().await.unwrap();
        send_due(&house.services).await.unwrap();
        house.confirm(&house.code()).await.unwrap();
        house
    }

    /// The clinic answers a message.
    async fn news(&self, key: u128) {
        self.clinic.answer_once(key).await;
    }

    async fn states(&self) -> Vec<AddressState> {
        let session = self.world.session(&self.guardian);
        let subject = Subject::Child(self.link);
        let (_, shown, _) = settings(&self.services, &session, subject).await.unwrap();
        shown.iter().map(|notice| notice.state).collect()
    }

    async fn waiting(&self) -> i64 {
        self.world
            .database
            .count("outbox WHERE state = 'waiting'")
            .await
    }
}

/// R-E8: nothing is sent to an address before its code has been typed.
pub async fn an_address_is_confirmed_by_its_code(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask().await.unwrap();
    house.news(1).await;
    assert_eq!(house.waiting().await, 1, "the code, and no news");
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
    let code = house.code();
    assert_eq!(house.phones.came.lock().unwrap()[0].0, "+46701740605");
    assert_eq!(
        house
            .world
            .database
            .count("outbox WHERE code IS NOT NULL")
            .await,
        0,
        "a code that has been sent is not kept"
    );
    let wrong = if code == "000000" { "000001" } else { "000000" };
    assert!(house.confirm(wrong).await.is_err());
    house.confirm(&code).await.unwrap();
    assert!(house.confirm(&code).await.is_err(), "a code is used once");
    house.news(2).await;
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
    assert_eq!(
        house.came().last().unwrap(),
        "Du har ett nytt meddelande. Logga in för att läsa."
    );
}

pub async fn a_code_can_be_tried_five_times(world: Arc<World>) {
    let house = House::new(world).await;
    house.ask().await.unwrap();
    send_due(&house.services).await.unwrap();
    let code = house.code();
    let wrong = if code == "000000" { "000001" } else { "000000" };
    for _ in 0..5 {
        assert!(house.confirm(wrong).await.is_err());
    }
    assert!(house.confirm(&code).await.is_err(), "too late");
    for _ in 0..7 {
        house.ask().await.unwrap();
        send_due(&house.services).await.unwrap();
    }
    assert!(matches!(house.ask().await, Err(NoticeError::TooMany(_))));
}

/// Nodes that send at once never send the same; what is sent is sent once.
pub async fn what_is_due_is_taken_by_one(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let before = house.came().len();
    house.news(1).await;
    let nodes = (0..8).map(|_| {
        let services = house.services.clone();
        tokio::spawn(async move { send_due(&services).await.unwrap() })
    });
    let mut taken = 0;
    for node in nodes.collect::<Vec<_>>() {
        taken += node.await.unwrap();
    }
    assert_eq!((taken, house.came().len() - before), (1, 1));
    assert_eq!(house.waiting().await, 0);
}

/// Several news before one is sent are told by one.
pub async fn one_that_waits_tells_of_all(world: Arc<World>) {
    let house = House::confirmed(world).await;
    house.news(1).await;
    house.news(2).await;
    house.news(3).await;
    assert_eq!(house.waiting().await, 1);
    send_due(&house.services).await.unwrap();
    house.news(4).await;
    assert_eq!(house.waiting().await, 1);
}

pub async fn what_fails_is_tried_again_and_what_is_refused_is_seen(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let before = house.came().len();
    house.news(1).await;
    *house.phones.trouble.lock().unwrap() = Some(SendError::Later("busy".to_owned()));
    send_due(&house.services).await.unwrap();
    assert_eq!(send_due(&house.services).await.unwrap(), 0, "not at once");
    house.world.pass(SignedDuration::from_hours(1));
    *house.phones.trouble.lock().unwrap() = None;
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
    assert_eq!(house.came().len() - before, 1);

    house.news(2).await;
    *house.phones.trouble.lock().unwrap() = Some(SendError::Refused("no such".to_owned()));
    send_due(&house.services).await.unwrap();
    assert_eq!(house.waiting().await, 0, "given up");
    assert_eq!(house.states().await, [AddressState::Failed]);
    house.ask().await.unwrap();
    assert_eq!(house.states().await, [AddressState::Unconfirmed]);
    send_due(&house.services).await.unwrap();
    assert_eq!(
        house.states().await,
        [AddressState::Failed],
        "nor did the code arrive"
    );
}

/// While the gateway is away, all that happens is told by one once it is back.
pub async fn one_that_is_tried_again_tells_of_all(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let before = house.came().len();
    *house.phones.trouble.lock().unwrap() = Some(SendError::Later("busy".to_owned()));
    for event in 1..4 {
        house.news(event).await;
        send_due(&house.services).await.unwrap();
    }
    *house.phones.trouble.lock().unwrap() = None;
    house.world.pass(SignedDuration::from_hours(1));
    send_due(&house.services).await.unwrap();
    assert_eq!((house.came().len() - before, house.waiting().await), (1, 0));
}

/// One that is being sent may be with the reader already: what comes meanwhile is told by another.
pub async fn what_comes_while_one_is_sent_is_told_by_another(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let before = house.came().len();
    house.news(1).await;
    let store = house.world.store();
    let until = now() + SignedDuration::from_secs(90);
    let taken = store.take_due(now(), until, 1).await.unwrap();
    house.news(2).await;
    house.news(3).await;
    let settled = store.settle(taken[0].id, Outcome::Sent, now()).await;
    settled.unwrap();
    assert_eq!(house.waiting().await, 1);
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
    assert_eq!((house.came().len() - before, house.waiting().await), (1, 0));
}

/// A node that is killed with what it has taken: it is due again.
pub async fn what_a_killed_node_had_taken_is_due_again(world: Arc<World>) {
    let house = House::confirmed(world).await;
    house.news(1).await;
    let store = house.world.store();
    let until = now() + SignedDuration::from_secs(90);
    assert_eq!(store.take_due(now(), until, 10).await.unwrap().len(), 1);
    assert!(store.take_due(now(), until, 10).await.unwrap().is_empty());
    house.world.pass(SignedDuration::from_secs(91));
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
}

/// R-G4, R-G6: who may not act for the child any more hears nothing more of it.
pub async fn who_is_ombud_no_more_hears_nothing(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let before = house.came().len();
    house.news(1).await;
    let session = house.world.session(&house.guardian);
    service::family::remove_child(&house.services, &session, house.link)
        .await
        .unwrap();
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
    assert_eq!(house.came().len(), before);
    assert_eq!(
        house
            .world
            .database
            .count("outbox WHERE state = 'dropped'")
            .await,
        1
    );
}

pub async fn quiet_hours_put_it_off(world: Arc<World>) {
    let house = House::confirmed(world).await;
    // It is 10.30 in Sweden.
    house.quiet("10", "12").await;
    house.news(1).await;
    assert_eq!(send_due(&house.services).await.unwrap(), 0);
    house.world.pass(SignedDuration::from_mins(91));
    assert_eq!(send_due(&house.services).await.unwrap(), 1);
}

/// Quiet hours that were set, or that have begun, since it was written: they hold for each try, and
/// what has not been tried for them is not counted.
pub async fn quiet_hours_hold_for_every_try(world: Arc<World>) {
    let house = House::confirmed(world).await;
    *house.phones.trouble.lock().unwrap() = Some(SendError::Later("busy".to_owned()));
    house.news(1).await;
    assert_eq!(
        send_due(&house.services).await.unwrap(),
        1,
        "tried at 10.30"
    );
    house.quiet("10", "12").await;
    *house.phones.trouble.lock().unwrap() = None;
    house.world.pass(SignedDuration::from_mins(30));
    assert_eq!(house.sent().await, 0, "11.00");
    let tried_once = "outbox WHERE state = 'waiting' AND attempts = 1";
    assert_eq!(house.world.database.count(tried_once).await, 1);
    house.world.pass(SignedDuration::from_mins(59));
    assert_eq!(house.sent().await, 0, "11.59");
    house.world.pass(SignedDuration::from_mins(1));
    assert_eq!(house.sent().await, 1, "12.00");

    // The next try of one that fails just before is not in them either.
    house.quiet("12", "14").await;
    house.world.pass(SignedDuration::from_mins(-1));
    *house.phones.trouble.lock().unwrap() = Some(SendError::Later("busy".to_owned()));
    house.news(2).await;
    assert_eq!(
        send_due(&house.services).await.unwrap(),
        1,
        "tried at 11.59"
    );
    *house.phones.trouble.lock().unwrap() = None;
    house.world.pass(SignedDuration::from_mins(120));
    assert_eq!(house.sent().await, 0, "13.59");
    house.world.pass(SignedDuration::from_mins(1));
    assert_eq!(house.sent().await, 1, "14.00");
}

/// B6: by event; what is written for a reader is what it wants to hear of.
pub async fn what_is_chosen_is_told_and_nothing_else(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let events = async || {
        let session = house.world.session(&house.guardian);
        let subject = Subject::Child(house.link);
        let (_, shown, _) = settings(&house.services, &session, subject).await.unwrap();
        let events: Vec<_> = shown[0].events.iter().map(|event| event.word()).collect();
        events
    };
    let all_but_the_other = ["answer", "booking", "reminder", "decision", "birthday"];
    assert_eq!(events().await, all_but_the_other);
    house.news(1).await;
    assert_eq!(house.sent().await, 1);

    house.choose(&["booking", "other-guardian"]).await.unwrap();
    assert_eq!(events().await, ["booking", "other-guardian"]);
    house.news(2).await;
    assert_eq!((house.waiting().await, house.sent().await), (0, 0));

    house.choose(&["answer"]).await.unwrap();
    house.news(3).await;
    assert_eq!(house.sent().await, 1);

    house.choose(&[]).await.unwrap();
    house.news(4).await;
    assert_eq!(house.sent().await, 0);
    assert!(house.choose(&["allt"]).await.is_err());
    let mail = [
        ("gor", "val"),
        ("kanal", "email"),
        ("besked_epost", "answer"),
    ];
    let refused = house.change(&mail).await;
    assert!(refused.is_err(), "there is no mail here");
}

/// Each reader chooses for itself, for each child and for its own inbox; of the latter there is less
/// to hear.
pub async fn a_choice_is_its_readers_and_its_childs(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let other = house.other(7).await;
    house.choose(&[]).await.unwrap();
    house.news(1).await;
    assert_eq!(house.sent().await, 1, "the other");
    other.choose(&[]).await.unwrap();
    house.choose(&["answer"]).await.unwrap();
    house.news(2).await;
    assert_eq!(house.sent().await, 1);

    let session = house.world.session(&house.guardian);
    let own = Subject::Myself;
    let (_, shown, _) = settings(&house.services, &session, own).await.unwrap();
    let events: Vec<_> = shown[0].events.iter().map(|event| event.word()).collect();
    assert_eq!(events, ["answer", "booking", "reminder", "decision"]);
    let typed = [("gor", "val"), ("kanal", "sms"), ("besked_sms", "birthday")];
    let typed = Typed(
        typed
            .map(|(name, value)| (name.into(), value.into()))
            .into(),
    );
    let refused = change(&house.services, &session, own, &typed).await;
    assert!(matches!(refused, Err(NoticeError::Fields(_))));
}

/// B6, B7: only who has asked for it, and never the one who did it.
pub async fn what_the_other_guardian_does_is_told_to_who_asks(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let other = house.other(7).await;
    house.clinic.send(1).await;
    assert_eq!(house.waiting().await, 0, "nobody has asked");
    house.choose(&["other-guardian"]).await.unwrap();
    other.choose(&["other-guardian"]).await.unwrap();
    let whose = async |reader: &Person| {
        let who = format!(
            "SELECT id FROM persons WHERE number = '{}'",
            reader.number.digits()
        );
        let whose = format!("outbox WHERE state = 'waiting' AND reader = ({who})");
        house.world.database.count(&whose).await
    };
    house.clinic.send(2).await;
    assert_eq!(
        (whose(&house.guardian).await, whose(&other.guardian).await),
        (0, 1)
    );
    assert_eq!(house.sent().await, 1);
    other.clinic.reply(2, 20).await;
    assert_eq!(
        (whose(&house.guardian).await, whose(&other.guardian).await),
        (1, 0)
    );
    other.clinic.reply(2, 20).await;
    assert_eq!(house.sent().await, 1, "sent again with one key");
    // What the clinic does is no act of a guardian's.
    house
        .clinic
        .change(0, 2, &house.clinic.answer(0, 2, 21))
        .await;
    assert_eq!(house.waiting().await, 0);
}

/// The choice and its log entry are kept together, or neither.
pub async fn a_choice_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::confirmed(world).await;
    let child = Subject::Child(house.link);
    let acting = house.world.acting(&house.guardian, child).await;
    let row = ChoiceRow {
        channel: Channel::Sms,
        event: NoticeEvent::Answer,
        wanted: false,
    };
    house.world.break_log().await;
    let store = house.world.store();
    assert!(store.set_notice_choices(acting, &[row]).await.is_err());
    house.world.mend_log().await;
    house.news(1).await;
    assert_eq!(house.sent().await, 1);
}
