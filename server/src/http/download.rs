//! How a file that somebody sent is given out: saved, never shown as a page of ours.

use std::fmt::Write as _;

use axum::http::{HeaderName, HeaderValue, header};
use domain::attachment::{AttachmentKind, FileName};

/// Shown as a page after all, it has no origin, runs nothing and loads nothing.
const NOTHING: HeaderValue = HeaderValue::from_static("sandbox; default-src 'none'");

/// The headers of an attachment. A page of ours may still show it as a picture.
pub fn download_headers(name: &FileName, kind: AttachmentKind) -> [(HeaderName, HeaderValue); 6] {
    let fixed = HeaderValue::from_static;
    [
        (header::CONTENT_TYPE, fixed(kind.media_type())),
        (header::CONTENT_DISPOSITION, disposition(name)),
        (header::CONTENT_SECURITY_POLICY, NOTHING),
        (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
        (header::CACHE_CONTROL, fixed("no-store")),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            fixed("same-origin"),
        ),
    ]
}

/// To be saved under this name: `filename*` for all browsers of today (RFC 6266, RFC 8187),
/// `filename` in ASCII for the rest.
fn disposition(name: &FileName) -> HeaderValue {
    let plain: String = name.as_str().chars().map(plain).collect();
    let mut value = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''");
    for byte in name.as_str().bytes() {
        if is_attribute_byte(byte) {
            value.push(char::from(byte));
        } else {
            write!(value, "%{byte:02X}").expect("a String takes any text");
        }
    }
    HeaderValue::try_from(value).expect("it is printable ASCII alone")
}

/// What stands for a character where only ASCII may stand. A `%` could be read as a code.
fn plain(c: char) -> char {
    match c {
        'å' | 'ä' => 'a',
        'ö' => 'o',
        'é' => 'e',
        'ü' => 'u',
        'Å' | 'Ä' => 'A',
        'Ö' => 'O',
        '"' | '\\' | '%' => '_',
        ' '..='~' => c,
        _ => '_',
    }
}

/// `attr-char` of RFC 8187 §3.2.1.
fn is_attribute_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &str, kind: AttachmentKind) -> Vec<(String, String)> {
        download_headers(&FileName::clean(name, kind), kind)
            .into_iter()
            .map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()))
            .collect()
    }

    fn disposition_of(name: &str) -> String {
        headers(name, AttachmentKind::Jpeg)[1].1.clone()
    }

    #[test]
    fn a_download_is_saved_and_can_do_nothing() {
        let expected = [
            ("content-type", "application/pdf"),
            (
                "content-disposition",
                "attachment; filename=\"remiss.pdf\"; filename*=UTF-8''remiss.pdf",
            ),
            ("content-security-policy", "sandbox; default-src 'none'"),
            ("x-content-type-options", "nosniff"),
            ("cache-control", "no-store"),
            ("cross-origin-resource-policy", "same-origin"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()));

        assert_eq!(headers("remiss", AttachmentKind::Pdf), expected);
    }

    #[test]
    fn a_swedish_name_is_said_in_both_ways() {
        assert_eq!(
            disposition_of("Utslag på armen (1).jpg"),
            "attachment; filename=\"Utslag pa armen (1).jpg\"; \
             filename*=UTF-8''Utslag%20p%C3%A5%20armen%20%281%29.jpg"
        );
    }

    #[test]
    fn no_name_breaks_out() {
        for name in [
            "a\"; filename=\"b.exe",
            "a\r\nSet-Cookie: b=c",
            "a%22%0D%0A",
            "a'b*c",
            "\u{202e}gpj.exe",
            "صورة",
            "🤒",
        ] {
            let value = disposition_of(name);
            let (quoted, coded) = value.split_once("; filename*=UTF-8''").unwrap();
            let quoted = quoted.strip_prefix("attachment; filename=\"").unwrap();
            let quoted = quoted.strip_suffix('"').unwrap();
            assert!(!quoted.contains(['"', '%', '\\']), "{value}");
            assert!(!coded.contains(['"', '\'', ';', ' ']), "{value}");
            assert_eq!(coded.rsplit('.').next(), Some("jpg"), "{value}");
        }
    }
}
