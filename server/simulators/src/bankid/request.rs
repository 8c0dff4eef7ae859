//! What a relying party may ask for: the rules of `/auth` and `/sign`.

use std::net::IpAddr;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;

use super::orders::{Purpose, Wanted};

/// Characters of base64.
const VISIBLE_LIMIT_AUTH: usize = 1_500;
const VISIBLE_LIMIT_SIGN: usize = 40_000;
const NON_VISIBLE_LIMIT_AUTH: usize = 1_500;
const NON_VISIBLE_LIMIT_SIGN: usize = 200_000;

/// The body of `/auth` and `/sign`. Unknown members are ignored.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StartBody {
    end_user_ip: Option<String>,
    user_visible_data: Option<String>,
    user_visible_data_format: Option<String>,
    user_non_visible_data: Option<String>,
    return_url: Option<String>,
    #[serde(default)]
    requirement: Requirement,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Requirement {
    personal_number: Option<String>,
    mrtd: bool,
    #[serde(rename = "pinCode")]
    _pin_code: bool,
    card_reader: Option<String>,
    #[serde(rename = "certificatePolicies")]
    _certificate_policies: Vec<String>,
}

/// The body of `/collect` and `/cancel`.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct OrderBody {
    pub(super) order_ref: String,
}

/// The name of the member that is wrong.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Invalid(pub(super) &'static str);

impl StartBody {
    /// The order asked for.
    pub(super) fn read(self, purpose: Purpose) -> Result<Wanted, Invalid> {
        let (visible_limit, non_visible_limit) = match purpose {
            Purpose::Identify => (VISIBLE_LIMIT_AUTH, NON_VISIBLE_LIMIT_AUTH),
            Purpose::Sign => (VISIBLE_LIMIT_SIGN, NON_VISIBLE_LIMIT_SIGN),
        };
        self.end_user_ip
            .and_then(|text| text.parse::<IpAddr>().ok())
            .ok_or(Invalid("endUserIp"))?;
        let visible = self
            .user_visible_data
            .map(|data| decode(&data, visible_limit))
            .transpose()
            .map_err(|()| Invalid("userVisibleData"))?;
        if purpose == Purpose::Sign && visible.as_ref().is_none_or(String::is_empty) {
            return Err(Invalid("userVisibleData"));
        }
        if let Some(data) = &self.user_non_visible_data {
            decode_bytes(data, non_visible_limit).map_err(|()| Invalid("userNonVisibleData"))?;
        }
        let markdown = match self.user_visible_data_format.as_deref() {
            None => false,
            Some("simpleMarkdownV1") => true,
            Some(_) => return Err(Invalid("userVisibleDataFormat")),
        };
        let digits = |number: &String| number.len() == 12 && is_digits(number);
        let requirement = self.requirement;
        if requirement
            .personal_number
            .as_ref()
            .is_some_and(|n| !digits(n))
            || !matches!(
                requirement.card_reader.as_deref(),
                None | Some("class1" | "class2")
            )
        {
            return Err(Invalid("requirement"));
        }
        Ok(Wanted {
            purpose,
            visible,
            markdown,
            return_url: self.return_url,
            personal_number: requirement.personal_number,
            mrtd: requirement.mrtd,
        })
    }
}

/// Whether there are only ASCII digits.
pub(super) fn is_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

fn decode(data: &str, limit: usize) -> Result<String, ()> {
    String::from_utf8(decode_bytes(data, limit)?).map_err(drop)
}

fn decode_bytes(data: &str, limit: usize) -> Result<Vec<u8>, ()> {
    if data.len() > limit {
        return Err(());
    }
    STANDARD.decode(data).map_err(drop)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(purpose: Purpose, body: serde_json::Value) -> Result<Wanted, Invalid> {
        let body: StartBody = serde_json::from_value(body).unwrap();
        body.read(purpose)
    }

    fn refused(body: serde_json::Value) -> &'static str {
        read(Purpose::Identify, body)
            .err()
            .map_or("taken", |Invalid(name)| name)
    }

    #[test]
    fn the_smallest_order_has_an_address_only() {
        assert_eq!(refused(json!({ "endUserIp": "192.0.2.1" })), "taken");
        assert_eq!(refused(json!({ "endUserIp": "2001:db8::1" })), "taken");
        assert_eq!(refused(json!({})), "endUserIp");
        assert_eq!(refused(json!({ "endUserIp": "localhost" })), "endUserIp");
    }

    #[test]
    fn what_the_app_shows_is_base64_of_text_and_at_most_1_500_characters() {
        let visible = |data: &str| json!({ "endUserIp": "192.0.2.1", "userVisibleData": data });
        assert_eq!(refused(visible("SGVq")), "taken");
        assert_eq!(refused(visible("inte base64")), "userVisibleData");
        assert_eq!(refused(visible("//79")), "userVisibleData", "not UTF-8");
        assert_eq!(refused(visible(&"QUFB".repeat(375))), "taken");
        assert_eq!(refused(visible(&"QUFB".repeat(376))), "userVisibleData");
    }

    #[test]
    fn a_signature_needs_a_text_of_at_most_40_000_characters() {
        let sign = |data: &str| {
            let body = json!({ "endUserIp": "192.0.2.1", "userVisibleData": data });
            read(Purpose::Sign, body).is_ok()
        };
        assert!(sign(&"QUFB".repeat(10_000)));
        assert!(!sign(&"QUFB".repeat(10_001)));
        assert!(!sign(""));
    }

    #[test]
    fn the_rest_is_checked_too() {
        let with = |name: &str, value: serde_json::Value| {
            let mut body = json!({ "endUserIp": "192.0.2.1" });
            body[name] = value;
            refused(body)
        };
        let format = "userVisibleDataFormat";
        assert_eq!(with(format, json!("simpleMarkdownV1")), "taken");
        assert_eq!(with(format, json!("html")), format);
        assert_eq!(with("userNonVisibleData", json!("?")), "userNonVisibleData");
        let number = |number: &str| json!({ "personalNumber": number });
        assert_eq!(with("requirement", number("189001019802")), "taken");
        assert_eq!(with("requirement", number("18900101-9802")), "requirement");
        let reader = |class: &str| json!({ "cardReader": class });
        assert_eq!(with("requirement", reader("class1")), "taken");
        assert_eq!(with("requirement", reader("class3")), "requirement");
        assert_eq!(with("somethingNew", json!({ "a": 1 })), "taken");
    }
}
