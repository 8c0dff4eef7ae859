//! A mail that came.

use mail_parser::MessageParser;

/// A mail, as the server was given it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mail {
    /// From whom it is, by the envelope.
    pub from: String,
    /// To whom it is, by the envelope.
    pub to: Vec<String>,
    /// Headers and text, as they came.
    pub raw: Vec<u8>,
}

impl Mail {
    /// The subject, decoded.
    pub fn subject(&self) -> String {
        let message = MessageParser::default().parse(&self.raw);
        let subject = message.as_ref().and_then(|message| message.subject());
        subject.unwrap_or_default().to_owned()
    }

    /// The text, decoded, with `\n` between its lines.
    pub fn text(&self) -> String {
        let message = MessageParser::default().parse(&self.raw);
        let text = message.as_ref().and_then(|message| message.body_text(0));
        text.unwrap_or_default().replace("\r\n", "\n")
    }

    /// A header as it came, with the breaks in it undone.
    pub fn header(&self, name: &str) -> Option<String> {
        let message = MessageParser::default().parse(&self.raw)?;
        let raw = message.header_raw(name.to_owned())?;
        Some(raw.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}
