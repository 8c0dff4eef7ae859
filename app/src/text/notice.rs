//! Notices, in words.

use domain::notice::{Channel, NoticeEvent};

/// The way that news take.
pub(crate) fn channel_name(channel: Channel) -> &'static str {
    match channel {
        Channel::Email => "E-post",
        Channel::Sms => "Sms",
    }
}

/// What one may hear of.
pub(crate) fn event_name(event: NoticeEvent) -> &'static str {
    match event {
        NoticeEvent::Answer => "Nytt meddelande eller svar från en mottagning",
        NoticeEvent::Booking => "En mottagning har gett, ändrat eller avbokat en tid",
        NoticeEvent::Reminder => "Påminnelse dagen före en bokad tid",
        NoticeEvent::Decision => "En mottagning har tagit ställning till recept eller intyg",
        NoticeEvent::OtherGuardian => "En annan vårdnadshavare har gjort ett ärende",
        NoticeEvent::Birthday => "Något ändras snart för att barnet blir äldre",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::is_calm;

    #[test]
    fn every_event_has_a_calm_text_of_its_own() {
        let mut texts = NoticeEvent::ALL.map(event_name);
        assert!(texts.iter().all(|text| is_calm(text)));
        texts.sort_unstable();
        assert!(texts.windows(2).all(|pair| pair[0] != pair[1]));
    }
}
