//! Our SMS client against the simulator, with every trouble.

use service::ports::sms::SmsSender as _;
use simulators::messages::{Sms, Trouble};

use adapters::sms::SmsClient;

use crate::support::{SOON, simulator, sms, sms_client, sms_config, told};

#[tokio::test]
async fn an_sms_comes_as_it_was_written() {
    let simulator = simulator().await;
    let client = sms_client(&simulator.sms_url());

    client
        .send(&sms("Logga in för att läsa.\n&=+%", false))
        .await
        .unwrap();
    client.send(&sms("Koden är 123456", true)).await.unwrap();

    let came = |text: &str, dontlog| Sms {
        from: "AgeraOmbud".to_owned(),
        to: "+46701234567".to_owned(),
        text: text.to_owned(),
        dontlog,
    };
    assert_eq!(
        simulator.sms(),
        [
            came("Logga in för att läsa.\n&=+%", false),
            came("Koden är 123456", true)
        ]
    );
}

#[tokio::test]
async fn every_trouble_has_its_meaning_and_nothing_is_sent_twice() {
    let simulator = simulator().await;
    let mut config = sms_config(&simulator.sms_url());
    config.timeout = SOON;
    let client = SmsClient::new(config).unwrap();
    // A connection that is kept, so that the next one may find it gone.
    client.send(&sms("Först", false)).await.unwrap();
    for (trouble, said, kept) in [
        (Trouble::Refuse, "refused: the gateway answered HTTP 400", 1),
        (Trouble::Fail, "not now: the gateway answered HTTP 500", 1),
        (Trouble::Hang, "perhaps sent: no answer in time", 1),
        (Trouble::Drop, "perhaps sent: the connection broke", 2),
    ] {
        simulator.set_sms_trouble(Some(trouble));
        assert_eq!(told(client.send(&sms("Hej", false)).await), said);
        assert_eq!(simulator.received().len(), kept, "{trouble:?}");
    }
    simulator.set_sms_trouble(None);
    client.send(&sms("Hej", false)).await.unwrap();
}

#[tokio::test]
async fn a_wrong_password_is_for_the_operator_to_mend() {
    let simulator = simulator().await;
    let mut config = sms_config(&simulator.sms_url());
    config.password = "fel".to_owned();
    let client = SmsClient::new(config).unwrap();

    assert_eq!(
        told(client.send(&sms("Hej", false)).await),
        "not now: the gateway answered HTTP 401: the user or the password is wrong"
    );
}

#[tokio::test]
async fn a_text_without_words_is_refused() {
    let simulator = simulator().await;
    let client = sms_client(&simulator.sms_url());

    let said = told(client.send(&sms("", false)).await);

    assert_eq!(said, "refused: the gateway answered HTTP 400");
}
