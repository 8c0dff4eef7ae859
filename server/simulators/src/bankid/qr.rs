//! The app's side of the animated QR code.

use hmac::{Hmac, KeyInit as _, Mac as _};
use jiff::Timestamp;
use sha2::Sha256;

use super::orders::Orders;

/// How old a code may be, in whole seconds.
const OLDEST: i64 = 5;
/// How far the relying party's count of seconds may be ahead of ours.
const AHEAD: i64 = 1;

/// Why a code is refused.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ScanError {
    /// Not a BankID code at all.
    NotACode,
    /// Of an order that is unknown or over.
    NoOrder,
    /// More than five seconds old: perhaps a photo of somebody else's screen.
    TooOld,
    /// Not made with the order's secret.
    Forged,
}

/// The autostart token of the order that this text (`bankid.<token>.<seconds>.<hmac>`) shows.
pub(super) fn scan(text: &str, orders: &Orders, now: Timestamp) -> Result<String, ScanError> {
    let mut parts = text.trim().split('.');
    let (Some("bankid"), Some(token), Some(seconds), Some(code), None) = (
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
        parts.next(),
    ) else {
        return Err(ScanError::NotACode);
    };
    let shown: i64 = seconds.parse().map_err(|_| ScanError::NotACode)?;
    let code = hex::decode(code).map_err(|_| ScanError::NotACode)?;
    let order = orders
        .by_qr_token(token)
        .filter(|order| order.is_pending())
        .ok_or(ScanError::NoOrder)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(order.tokens.qr_secret.as_bytes())
        .map_err(|_| ScanError::Forged)?;
    mac.update(seconds.as_bytes());
    mac.verify_slice(&code).map_err(|_| ScanError::Forged)?;
    let age = now.duration_since(order.created).as_secs();
    if (-AHEAD..=OLDEST).contains(&(age - shown)) {
        Ok(order.tokens.auto_start.clone())
    } else {
        Err(ScanError::TooOld)
    }
}

#[cfg(test)]
mod tests {
    use super::super::orders::{Purpose, Wanted};
    use super::super::tokens::Tokens;
    use super::*;

    const TOKEN: &str = "67df3917-fa0d-44e5-b327-edcc928297f8";
    /// BankID's own example: the code of second 0.
    const CODE: &str = "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0.\
                        dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8";

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(1_700_000_000 + second).unwrap()
    }

    fn scanned(text: &str, second: i64) -> Result<String, ScanError> {
        let mut orders = Orders::default();
        let wanted = Wanted {
            purpose: Purpose::Identify,
            visible: None,
            markdown: false,
            return_url: None,
            personal_number: None,
            mrtd: false,
        };
        let tokens = Tokens {
            order_ref: String::new(),
            auto_start: "the order".to_owned(),
            qr_start: TOKEN.to_owned(),
            qr_secret: "d28db9a7-4cde-429e-a983-359be676944c".to_owned(),
        };
        orders.start(wanted, tokens, at(0)).unwrap();
        orders.settle(at(second));
        scan(text, &orders, at(second))
    }

    #[test]
    fn a_code_opens_its_order_for_five_seconds() {
        assert_eq!(scanned(CODE, 0).as_deref(), Ok("the order"));
        assert_eq!(scanned(CODE, 5).as_deref(), Ok("the order"));
        assert_eq!(scanned(CODE, 6), Err(ScanError::TooOld));
    }

    #[test]
    fn a_copied_code_may_have_space_around_it() {
        let padded = format!("\n {CODE} \n");
        assert_eq!(scanned(&padded, 1).as_deref(), Ok("the order"));
    }

    #[test]
    fn a_code_with_another_second_or_another_end_is_forged() {
        let later = CODE.replace(".0.", ".1.");
        assert_eq!(scanned(&later, 1), Err(ScanError::Forged));
        let changed = CODE.replace("9bf8", "9bf9");
        assert_eq!(scanned(&changed, 0), Err(ScanError::Forged));
    }

    #[test]
    fn a_code_of_an_unknown_or_failed_order_opens_nothing() {
        let other = CODE.replace("67df", "68df");
        assert_eq!(scanned(&other, 0), Err(ScanError::NoOrder));
        assert_eq!(scanned(CODE, 30), Err(ScanError::NoOrder));
    }

    #[test]
    fn other_texts_are_not_codes() {
        let tail = format!("{CODE}.x");
        for text in [
            "",
            "https://ombud.test",
            "bankid.a.b.c",
            "bankid.a.1.xy",
            &tail,
        ] {
            assert_eq!(scanned(text, 0), Err(ScanError::NotACode), "{text}");
        }
    }
}
