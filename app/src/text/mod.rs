//! The catalogue of texts: what a code means, in Swedish. Short, kind, exact; no exclamation
//! marks, no blame, and always what to do next.

pub(crate) mod application;
pub(crate) mod approval;
pub(crate) mod block;
pub(crate) mod booking;
pub(crate) mod case;
pub(crate) mod count;
pub(crate) mod errand;
pub(crate) mod explain;
mod field;
pub(crate) mod file;
pub(crate) mod genitive;
pub(crate) mod kind;
pub(crate) mod log;
mod login;
pub(crate) mod notice;
mod refusal;
pub(crate) mod road_map;

pub(crate) use field::field_text;
pub(crate) use login::{hint, login_failure, waiting_title};
pub(crate) use refusal::{Ask, Refusal, refusal};

/// "1 oläst meddelande", "3 olästa meddelanden", "Inga olästa meddelanden".
pub(crate) fn unread(count: u32) -> String {
    match count {
        0 => "Inga olästa meddelanden".to_owned(),
        1 => "1 oläst meddelande".to_owned(),
        many => format!("{many} olästa meddelanden"),
    }
}

/// A span of time as it is said: "45 sekunder", "2 min 5 s".
pub(crate) fn span(seconds: u32) -> String {
    match (seconds / 60, seconds % 60) {
        (0, 1) => "1 sekund".to_owned(),
        (0, seconds) => format!("{seconds} sekunder"),
        (1, 0) => "1 minut".to_owned(),
        (minutes, 0) => format!("{minutes} minuter"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}

/// A span that one waits, in whole minutes above one: "45 sekunder", "3 minuter".
pub(crate) fn wait(seconds: u32) -> String {
    if seconds <= 60 {
        span(seconds)
    } else {
        span(seconds.div_ceil(60) * 60)
    }
}

/// "i morgon", "om 24 dagar".
pub(crate) fn in_days(days: u16) -> String {
    match days {
        0 => "i dag".to_owned(),
        1 => "i morgon".to_owned(),
        days => format!("om {days} dagar"),
    }
}

/// Whether a text is as 1177 writes: something, and no exclamation mark.
#[cfg(test)]
fn is_calm(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains('!')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_as_a_swede_says_them() {
        assert_eq!(unread(0), "Inga olästa meddelanden");
        assert_eq!(unread(1), "1 oläst meddelande");
        assert_eq!(unread(12), "12 olästa meddelanden");
    }

    #[test]
    fn spans_are_said_as_a_swede_says_them() {
        assert_eq!(span(1), "1 sekund");
        assert_eq!(span(59), "59 sekunder");
        assert_eq!(span(60), "1 minut");
        assert_eq!(span(90), "1 min 30 s");
        assert_eq!(span(120), "2 minuter");
        assert_eq!(span(179), "2 min 59 s");
        assert_eq!(wait(45), "45 sekunder");
        assert_eq!(wait(61), "2 minuter");
        assert_eq!(in_days(1), "i morgon");
        assert_eq!(in_days(24), "om 24 dagar");
    }
}
