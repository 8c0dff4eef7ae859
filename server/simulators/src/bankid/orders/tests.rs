//! Time is given in seconds since the first order.

use super::*;

const HERE: Way = Way::AutoStart { redirect: None };
const IP: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);

fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_700_000_000 + seconds).unwrap()
}

fn wanted() -> Wanted {
    Wanted {
        purpose: Purpose::Identify,
        visible: None,
        markdown: false,
        return_url: None,
        personal_number: None,
        mrtd: false,
    }
}

fn tokens(name: &str) -> Tokens {
    Tokens {
        order_ref: name.to_owned(),
        auto_start: name.to_owned(),
        qr_start: name.to_owned(),
        qr_secret: name.to_owned(),
    }
}

fn person() -> Person {
    Person {
        number: "189001019802".to_owned(),
        given: "Astrid".to_owned(),
        surname: "Berg".to_owned(),
    }
}

fn with(names: &[&str]) -> Orders {
    let mut orders = Orders::default();
    for name in names {
        orders.start(wanted(), tokens(name), at(0)).unwrap();
    }
    orders
}

/// What `collect` says at that second: the hint's name, `complete`, or `notFound`.
fn stand(orders: &mut Orders, name: &str, second: i64) -> String {
    orders.settle(at(second));
    match orders.collect(name, at(second)).map(|order| order.stand) {
        Some(Stand::Pending(hint)) => format!("pending {hint:?}"),
        Some(Stand::Failed(hint)) => format!("failed {hint:?}"),
        Some(Stand::Complete { .. }) => "complete".to_owned(),
        None => "notFound".to_owned(),
    }
}

#[test]
fn an_order_that_no_app_fetches_fails_after_30_seconds() {
    let mut orders = with(&["a"]);
    assert_eq!(
        stand(&mut orders, "a", 29),
        "pending OutstandingTransaction"
    );
    assert_eq!(stand(&mut orders, "a", 30), "failed StartFailed");
}

#[test]
fn an_order_that_nobody_answers_expires_after_three_minutes() {
    let mut orders = with(&["a"]);
    orders.fetch("a", Way::OtherDevice).unwrap();
    assert_eq!(stand(&mut orders, "a", 30), "pending Started");
    orders.choose("a", person(), at(31)).unwrap();
    assert_eq!(stand(&mut orders, "a", 179), "pending UserSign");
    assert_eq!(stand(&mut orders, "a", 180), "failed ExpiredTransaction");
}

#[test]
fn a_completed_order_is_gone_a_minute_after_it_was_collected() {
    let mut orders = with(&["a"]);
    orders.choose("a", person(), at(1)).unwrap();
    let approve = Answer::Approve { device_ip: IP };
    orders.answer("a", approve, at(2)).unwrap();
    assert_eq!(stand(&mut orders, "a", 3), "complete");
    assert_eq!(stand(&mut orders, "a", 62), "complete");
    assert_eq!(stand(&mut orders, "a", 63), "notFound");
}

#[test]
fn an_end_that_nobody_collects_is_gone_after_five_minutes() {
    let mut orders = with(&["a"]);
    let cancel = Answer::Fail(FailedHint::UserCancel);
    orders.answer("a", cancel, at(2)).unwrap();
    orders.settle(at(302));
    assert!(orders.collect("a", at(302)).is_none());
}

#[test]
fn nobody_can_approve_before_a_person_is_chosen() {
    let mut orders = with(&["a"]);
    let approve = Answer::Approve { device_ip: IP };
    assert_eq!(orders.answer("a", approve, at(2)), Err(Refusal::Nobody));
}

#[test]
fn an_order_that_is_over_takes_no_answer() {
    let mut orders = with(&["a"]);
    let cancel = Answer::Fail(FailedHint::UserCancel);
    orders.answer("a", cancel, at(2)).unwrap();
    assert_eq!(orders.answer("a", cancel, at(3)), Err(Refusal::Gone));
    assert_eq!(orders.fetch("a", HERE), Err(Refusal::Gone));
    assert_eq!(orders.choose("a", person(), at(3)), Err(Refusal::Gone));
    assert!(!orders.cancel("a"), "only what waits can be called off");
}

#[test]
fn the_same_persons_newer_order_calls_off_the_older() {
    let mut orders = with(&["old", "new", "someone else's"]);
    orders.choose("old", person(), at(1)).unwrap();
    let mut other = person();
    other.number = "189001039800".to_owned();
    orders.choose("someone else's", other, at(1)).unwrap();
    orders.choose("new", person(), at(2)).unwrap();
    assert_eq!(stand(&mut orders, "old", 3), "failed Cancelled");
    assert_eq!(stand(&mut orders, "new", 3), "pending UserSign");
    assert_eq!(stand(&mut orders, "someone else's", 3), "pending UserSign");
}

#[test]
fn a_second_order_for_a_named_person_is_refused_and_the_first_called_off() {
    let mut orders = Orders::default();
    let mut named = wanted();
    named.personal_number = Some(person().number);
    orders.start(named.clone(), tokens("a"), at(0)).unwrap();
    assert!(orders.start(named, tokens("b"), at(1)).is_err());
    assert_eq!(stand(&mut orders, "a", 2), "failed Cancelled");
    assert_eq!(stand(&mut orders, "b", 2), "notFound");
}

#[test]
fn only_the_named_person_may_answer() {
    let mut orders = Orders::default();
    let mut named = wanted();
    named.personal_number = Some("189001039800".to_owned());
    orders.start(named, tokens("a"), at(0)).unwrap();
    assert_eq!(
        orders.choose("a", person(), at(1)),
        Err(Refusal::OtherPerson)
    );
}

#[test]
fn a_passport_is_asked_for_when_the_relying_party_wants_one() {
    let mut orders = Orders::default();
    let mut strict = wanted();
    strict.mrtd = true;
    orders.start(strict, tokens("a"), at(0)).unwrap();
    orders.choose("a", person(), at(1)).unwrap();
    assert_eq!(stand(&mut orders, "a", 2), "pending UserMrtd");
}

#[test]
fn a_cancelled_order_is_unknown() {
    let mut orders = with(&["a"]);
    assert!(orders.cancel("a"));
    assert!(!orders.cancel("a"));
    assert_eq!(stand(&mut orders, "a", 1), "notFound");
}

#[test]
fn only_unfetched_orders_are_waiting_newest_first() {
    let mut orders = with(&["a", "b", "c"]);
    orders.fetch("b", HERE).unwrap();
    let names: Vec<_> = orders
        .waiting()
        .map(|order| order.tokens.order_ref.as_str())
        .collect();
    assert_eq!(names, ["c", "a"]);
}

#[test]
fn only_an_app_started_on_the_same_device_returns_to_the_browser() {
    let mut orders = Orders::default();
    let mut returning = wanted();
    returning.return_url = Some("https://ombud.test/a".to_owned());
    orders.start(returning, tokens("own"), at(0)).unwrap();
    orders.start(wanted(), tokens("theirs"), at(0)).unwrap();
    orders.start(wanted(), tokens("scanned"), at(0)).unwrap();
    let redirect = Some("https://ombud.test/b".to_owned());
    let here = Way::AutoStart { redirect };
    orders.fetch("own", here.clone()).unwrap();
    orders.fetch("theirs", here).unwrap();
    orders.fetch("scanned", Way::OtherDevice).unwrap();
    let returns_to = |name| orders.by_token(name).unwrap().returns_to();
    assert_eq!(returns_to("own"), Some("https://ombud.test/a"));
    assert_eq!(returns_to("theirs"), Some("https://ombud.test/b"));
    assert_eq!(returns_to("scanned"), None);
}
