//! How many, in few words.

/// "1 oläst", "3 olästa"; nothing for none.
pub(crate) fn unread_short(count: u32) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 oläst".to_owned()),
        many => Some(format!("{many} olästa")),
    }
}

/// "1 förnyelse väntar på besked"; nothing for none.
pub(crate) fn renewals_waiting(count: u32) -> Option<String> {
    match count {
        0 => None,
        1 => Some("1 förnyelse väntar på besked".to_owned()),
        many => Some(format!("{many} förnyelser väntar på besked")),
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
        assert_eq!(renewals_waiting(0), None);
        let one = renewals_waiting(1);
        assert_eq!(one.as_deref(), Some("1 förnyelse väntar på besked"));
        let two = renewals_waiting(2);
        assert_eq!(two.as_deref(), Some("2 förnyelser väntar på besked"));
        assert_eq!([1, 2].map(messages), ["1 meddelande", "2 meddelanden"]);
    }
}
