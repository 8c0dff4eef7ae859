//! `BankID`'s animated QR code: what it says each second, and how it is drawn.
//!
//! Made on the server, because the secret never leaves it.

use std::fmt::Write as _;

use domain::login::Qr;
use fast_qr::{ECL, QRBuilder};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// What the code says `seconds` whole seconds after the order was started:
/// `bankid.<token>.<seconds>.<HMAC-SHA256(secret, seconds) in hexadecimal>`.
#[expect(clippy::missing_panics_doc, reason = "HMAC takes a key of any length")]
pub fn qr_text(qr_start_token: &str, qr_start_secret: &str, seconds: u64) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(qr_start_secret.as_bytes())
        .expect("HMAC takes a key of any length (RFC 2104 §2)");
    mac.update(seconds.to_string().as_bytes());
    let code = hex::encode(mac.finalize().into_bytes());
    format!("bankid.{qr_start_token}.{seconds}.{code}")
}

/// Draws the text: one closed run of path data for each horizontal run of dark modules.
///
/// Error correction level L, so that the modules are as large as they can be on a screen. A text
/// that no QR code holds (over 2,953 bytes; `BankID`'s are about 110) gives an empty square.
#[expect(clippy::missing_panics_doc, reason = "a code's size is at most 177")]
pub fn qr_code(text: &str) -> Qr {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::L).build() else {
        return Qr {
            size: 0,
            path: String::new(),
        };
    };
    let mut path = String::new();
    for y in 0..code.size {
        let row = &code[y];
        let mut x = 0;
        while x < code.size {
            let run = row[x..].iter().take_while(|module| module.value()).count();
            if run > 0 {
                write!(path, "M{x} {y}h{run}v1h-{run}z").expect("a String takes any text");
            }
            x += run.max(1);
        }
    }
    let size = u16::try_from(code.size).expect("a QR code is at most 177 modules wide");
    Qr { size, path }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKEN: &str = "67df3917-fa0d-44e5-b327-edcc928297f8";
    const SECRET: &str = "d28db9a7-4cde-429e-a983-359be676944c";

    #[test]
    fn the_text_is_bankids_own_example() {
        assert_eq!(
            qr_text(TOKEN, SECRET, 0),
            "bankid.67df3917-fa0d-44e5-b327-edcc928297f8.0.\
             dc69358e712458a66a7525beef148ae8526b1c71610eff2c16cdffb4cdac9bf8"
        );
    }

    #[test]
    fn every_second_has_its_own_text() {
        let texts: std::collections::HashSet<_> = (0..180)
            .map(|second| qr_text(TOKEN, SECRET, second))
            .collect();
        assert_eq!(texts.len(), 180);
    }

    #[test]
    fn the_path_draws_exactly_the_dark_modules() {
        let text = qr_text(TOKEN, SECRET, 7);
        let drawn = qr_code(&text);
        let code = QRBuilder::new(text.as_str()).ecl(ECL::L).build().unwrap();
        let size = usize::from(drawn.size);
        let mut dark = vec![vec![false; size]; size];
        for run in drawn.path.split_terminator('z') {
            let (x, rest) = run.strip_prefix('M').unwrap().split_once(' ').unwrap();
            let (y, rest) = rest.split_once('h').unwrap();
            let (length, back) = rest.split_once("v1h-").unwrap();
            assert_eq!(length, back);
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let length: usize = length.parse().unwrap();
            dark[y][x..x + length].fill(true);
        }
        assert_eq!(code.size, size);
        for (y, row) in dark.iter().enumerate() {
            let expected: Vec<bool> = code[y].iter().map(|module| module.value()).collect();
            assert_eq!(row, &expected, "row {y}");
        }
        assert!(
            dark[0][..7].iter().all(|module| *module),
            "the finder pattern's upper edge"
        );
    }

    #[test]
    fn the_path_is_small_enough_to_send_each_second() {
        assert!(qr_code(&qr_text(TOKEN, SECRET, 179)).path.len() < 12_000);
    }

    #[test]
    fn a_text_that_no_code_holds_is_an_empty_square() {
        let drawn = qr_code(&"å".repeat(2_000));
        assert_eq!((drawn.size, drawn.path.as_str()), (0, ""));
    }
}
