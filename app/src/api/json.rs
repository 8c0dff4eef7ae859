//! How answers are written on the wire.

use leptos::server_fn::Bytes;
use leptos::server_fn::codec::Post;
use leptos::server_fn::error::ServerFnErrorErr;
use leptos::server_fn::{ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Answers in JSON.
pub type Json = Post<JsonText>;

/// JSON that is read as text. The library's own is read as bytes, while the answers that come
/// within a page are read as text: the browser would need a second reader for every type.
pub struct JsonText;

impl ContentType for JsonText {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for JsonText {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for JsonText {
    type Error = serde_json::Error;

    fn encode(output: &T) -> Result<Bytes, Self::Error> {
        serde_json::to_vec(output).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for JsonText {
    type Error = ServerFnErrorErr;

    fn decode(bytes: Bytes) -> Result<T, Self::Error> {
        let wrong = |error: &dyn ToString| ServerFnErrorErr::Deserialization(error.to_string());
        let text = std::str::from_utf8(&bytes).map_err(|error| wrong(&error))?;
        serde_json::from_str(text).map_err(|error| wrong(&error))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let sent = <JsonText as Encodes<_>>::encode(&vec!["Åsa", "Öberg"]).unwrap();
        assert_eq!(&sent[..], r#"["Åsa","Öberg"]"#.as_bytes());
        let read: Vec<String> = <JsonText as Decodes<_>>::decode(sent).unwrap();
        assert_eq!(read, ["Åsa", "Öberg"]);
    }

    #[test]
    fn what_is_no_json_or_no_text_is_an_error() {
        for wrong in [&b"["[..], b"\xff\xfe"] {
            let read: Result<Vec<String>, _> =
                <JsonText as Decodes<_>>::decode(Bytes::copy_from_slice(wrong));
            assert!(read.is_err());
        }
    }
}
