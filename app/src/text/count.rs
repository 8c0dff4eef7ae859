//! How many, in few words.

/// "1 oläst", "3 olästa"; nothing for none.
pub(crate) fn unread_short(count: u32) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 oläst".to_owned()),
        many => Some(format!("{many} olästa")),
    }
}

/// "1 meddelande", "3 meddelanden".
pub(crate) fn messages(count: u32) -> String {
    match count {
        1 => "1 meddelande".to_owned(),
        many => format!("{many} meddelanden"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_and_many_are_told_apart() {
        assert_eq!(unread_short(0), None);
        assert_eq!(unread_short(1).as_deref(), Some("1 oläst"));
        assert_eq!(unread_short(2).as_deref(), Some("2 olästa"));
        assert_eq!([1, 2].map(messages), ["1 meddelande", "2 meddelanden"]);
    }
}
