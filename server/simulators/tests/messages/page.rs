//! The page that shows what came.

use crate::support::Bench;

#[tokio::test]
async fn what_came_is_shown_newest_first_and_is_no_html() {
    let bench = Bench::new().await;
    assert!(bench.page().await.contains("Inget har kommit än."));
    for text in ["Det första", "Det <b>andra</b>\nmed en rad till"] {
        let form = [
            ("from", "AgeraOmbud"),
            ("to", "+46701234567"),
            ("message", text),
            ("dontlog", "message"),
        ];
        bench.send(&form).await;
    }

    let page = bench.page().await;

    assert!(page.contains("Simulator – bara test och demo"));
    assert!(page.contains("Sms till +46701234567"));
    assert!(page.contains("Från AgeraOmbud"));
    assert!(page.contains("2023-11-14 kl. 23.13.20"), "Swedish time");
    assert!(page.contains("Hemligt:"));
    let second = page.find("Det &lt;b&gt;andra&lt;/b&gt;<br>med en rad till");
    assert!(second.unwrap() < page.find("Det första").unwrap());
}

#[tokio::test]
async fn an_outage_can_be_switched_on_and_off_by_its_form() {
    let bench = Bench::new().await;
    let form = [
        ("from", "AgeraOmbud"),
        ("to", "+46701234567"),
        ("message", "Hej"),
    ];
    for (sms, status) in [("fail", 500), ("refuse", 400), ("", 200), ("odd", 200)] {
        let address = format!("{}/driftstorning", bench.simulator.page_url());
        let outage = [("sms", sms), ("mail", "hang")];
        let switched = bench.browser.post(address).form(&outage).send().await;
        let switched = switched.unwrap();
        assert_eq!(switched.status().as_u16(), 303);
        assert_eq!(switched.headers()["location"], "/meddelanden");
        let page = bench.page().await;
        let value = if sms == "odd" { "" } else { sms };
        let selected = format!("<option value=\"{value}\" selected>");
        assert_eq!(page.matches(&selected).count(), 1);
        assert_eq!(page.matches("<option value=\"hang\" selected>").count(), 1);
        assert_eq!(bench.send(&form).await.status().as_u16(), status);
    }
}

#[tokio::test]
async fn another_page_is_not_found() {
    let bench = Bench::new().await;
    let start = bench.simulator.page_url().replace("/meddelanden", "/");
    let moved = bench.browser.get(&start).send().await.unwrap();
    assert_eq!(moved.headers()["location"], "/meddelanden");

    let missing = bench.browser.get(start + "annat").send().await.unwrap();

    assert_eq!(missing.status().as_u16(), 404);
    assert!(missing.text().await.unwrap().contains("Sidan finns inte"));
}
