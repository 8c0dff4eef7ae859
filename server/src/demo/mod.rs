//! The demo: a seeded database, simulators of BankID, phones and mailboxes, and a clock that can be
//! moved.

mod clock;
mod messages;
pub mod page;
mod seeding;

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use adapters::bankid::{BankIdClient, BankIdConfig, Identity};
use adapters::mail::MailClient;
use adapters::sms::SmsClient;
use domain::age::{LeapDay, birthday};
use domain::rules::RuleSet;
use jiff::Timestamp;
use jiff::civil::Date;
use seed::DemoPerson;
use service::ports::chance::Rng;
use service::ports::clock::Clock;
use simulators::bankid::{BankIdSimulator, CLIENT_P12_PASSWORD, Certificates, Config, TestPerson};
use simulators::messages::MessagesSimulator;
use store::OpenStore;

pub use clock::MovableClock;

use crate::failure::Failure;

/// What the demo is: whom one can play, and its clock.
pub struct Demo {
    /// The clock.
    pub clock: Arc<MovableClock>,
    /// Those who can be played in the BankID simulator.
    pub people: Vec<DemoPerson>,
    /// Children whose numbers can be tried.
    pub children: Vec<DemoPerson>,
    /// When those who are younger turn 13: what one wants to see.
    pub turning_13: Vec<Date>,
    /// The page that plays the BankID app.
    pub app_url: String,
    /// The page that shows the SMS and mails that came.
    pub messages_url: String,
}

/// How the demo is started.
#[derive(Clone, Copy, Debug, Default)]
pub struct Start {
    /// Where the clock begins; none: now.
    pub now: Option<Timestamp>,
    /// The port of the simulator's API; 0: any free one.
    pub api_port: u16,
    /// The port of the page that plays the app; 0: any free one.
    pub app_port: u16,
    /// The port of the page that shows the SMS and mails that came; 0: any free one.
    pub messages_port: u16,
}

impl Start {
    /// From `AGERA_DEMO_NOW`, `AGERA_DEMO_BANKID_API_PORT`, `AGERA_DEMO_BANKID_APP_PORT` and
    /// `AGERA_DEMO_MESSAGES_PORT`.
    pub fn from_environment(environment: &dyn Fn(&str) -> Option<String>) -> Result<Self, Failure> {
        let mut problems = Vec::new();
        let mut port = |name: &str| match environment(name).map(|text| text.parse()) {
            None => 0,
            Some(Ok(port)) => port,
            Some(Err(_)) => {
                problems.push(format!("{name}: write a port, or 0 for any free one"));
                0
            }
        };
        let api_port = port("AGERA_DEMO_BANKID_API_PORT");
        let page_port = port("AGERA_DEMO_BANKID_APP_PORT");
        let messages_port = port("AGERA_DEMO_MESSAGES_PORT");
        let now = match environment("AGERA_DEMO_NOW").map(|text| text.parse()) {
            None => None,
            Some(Ok(now)) => Some(now),
            Some(Err(_)) => {
                problems.push(
                    "AGERA_DEMO_NOW: write an instant such as 2026-11-23T23:59:50+01:00".to_owned(),
                );
                None
            }
        };
        if problems.is_empty() {
            Ok(Self {
                now,
                api_port,
                app_port: page_port,
                messages_port,
            })
        } else {
            Err(Failure(problems))
        }
    }
}

/// A running demo.
pub struct Running {
    /// What its pages show.
    pub demo: Arc<Demo>,
    /// Our client of the simulator.
    pub bankid: BankIdClient,
    /// BankID, played.
    pub simulator: BankIdSimulator,
    /// Our client of the mail server.
    pub mailer: MailClient,
    /// Our client of the SMS gateway.
    pub sms: SmsClient,
    /// Phones and mailboxes, played.
    pub messages: MessagesSimulator,
}

/// Seeds the database if it is empty, and starts the simulators.
pub async fn start(
    database: &OpenStore,
    clock: Arc<MovableClock>,
    rng: &dyn Rng,
    start: Start,
) -> Result<Running, Failure> {
    let seed = seeding::seed(database, clock.now(), rng).await?;
    let certificates = Certificates::generate();
    let ca_pem = certificates.ca_pem.clone().into_bytes();
    let identity = Identity::Pkcs12 {
        archive: certificates.client_p12.clone(),
        password: CLIENT_P12_PASSWORD.to_owned(),
    };
    let here = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut config = Config::new(certificates);
    config.api_address = here(start.api_port);
    config.app_address = here(start.app_port);
    config.persons = seed.people.iter().map(player).collect();
    let simulator = BankIdSimulator::start(config)
        .await
        .map_err(|error| Failure::line(format!("the BankID simulator: {error}")))?;
    let config = BankIdConfig::new(simulator.base_url(), ca_pem, identity);
    let bankid = BankIdClient::new(config).map_err(Failure::line)?;
    let played = messages::start(clock.clone(), rng, here(start.messages_port)).await?;
    let turning_13 = |born| birthday(born, RuleSet::default().own_login_age, LeapDay::default());
    let demo = Demo {
        clock,
        turning_13: seed
            .register
            .iter()
            .filter_map(|person| turning_13(person.born))
            .collect(),
        people: seed.people,
        children: seed.children,
        app_url: simulator.app_url(),
        messages_url: played.simulator.page_url(),
    };
    Ok(Running {
        demo: Arc::new(demo),
        bankid,
        simulator,
        mailer: played.mailer,
        sms: played.sms,
        messages: played.simulator,
    })
}

fn player(person: &DemoPerson) -> TestPerson {
    let name = person.name.as_deref().unwrap_or_default();
    let (given, surname) = name.split_once(' ').unwrap_or((name, ""));
    TestPerson {
        personnummer: person.number.clone(),
        given: given.to_owned(),
        surname: surname.to_owned(),
        note: person.note.clone(),
    }
}
