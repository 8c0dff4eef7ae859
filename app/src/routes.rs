//! Which page stands at which address.

mod at;

use leptos::prelude::*;
use leptos_meta::provide_meta_context;
use leptos_router::SsrMode;
use leptos_router::components::{FlatRoutes, Route, Router};

use self::at::At;
use crate::component::chrome::Chrome;
use crate::context::{provide_posted, provide_viewer};
use crate::page::add_child::ADD_CHILD_PAGE;
use crate::page::applications::APPLICATIONS_PAGE;
use crate::page::applications::new::NEW_APPLICATION_PAGE;
use crate::page::applications::one::APPLICATION_PAGE;
use crate::page::booking::BOOKINGS_PAGE;
use crate::page::booking::confirm::TIME_PAGE;
use crate::page::booking::one::BOOKING_PAGE;
use crate::page::booking::times::TIMES_PAGE;
use crate::page::certificates::{CERTIFICATE_PAGE, CERTIFICATES_PAGE};
use crate::page::contact::CLINICS_PAGE;
use crate::page::contact::certificate::ORDER_PAGE;
use crate::page::contact::message::MESSAGE_PAGE;
use crate::page::contact::unit::UNIT_PAGE;
use crate::page::desk::WORKPLACES_PAGE;
use crate::page::desk::application::DESK_APPLICATION_PAGE;
use crate::page::desk::applications::DESK_APPLICATIONS_PAGE;
use crate::page::desk::approved::APPROVED_PAGE;
use crate::page::desk::blocks::BLOCKS_PAGE;
use crate::page::desk::case::CASE_PAGE;
use crate::page::desk::cases::WORK_LIST_PAGE;
use crate::page::desk::explain::EXPLAIN_PAGE;
use crate::page::desk::give::GIVE_PAGE;
use crate::page::desk::new_block::NEW_BLOCK_PAGE;
use crate::page::desk::offers::OFFERS_PAGE;
use crate::page::desk::templates::TEMPLATES_PAGE;
use crate::page::desk::time::DESK_TIME_PAGE;
use crate::page::desk::times::DESK_TIMES_PAGE;
use crate::page::entry::ENTRY_PAGE;
use crate::page::home::HOME_PAGE;
use crate::page::inbox::INBOX_PAGE;
use crate::page::journal::{JOURNAL_PAGE, JOURNAL_SERVICES_PAGE, JOURNAL_START_PAGE};
use crate::page::log::LOG_PAGE;
use crate::page::log_in::LOG_IN_PAGE;
use crate::page::not_found::NotFoundPage;
use crate::page::overview::OVERVIEW_PAGE;
use crate::page::prescriptions::PRESCRIPTIONS_PAGE;
use crate::page::principal::PRINCIPAL_PAGE;
use crate::page::road_map::ROAD_MAP_PAGE;
use crate::page::settings::SETTINGS_PAGE;
use crate::page::start::START_PAGE;
use crate::page::thread::THREAD_PAGE;

/// The whole app. Every page is rendered as one piece (`SsrMode::Async`), so that it stands whole
/// where no script runs.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    provide_posted();
    provide_viewer();
    let whole = SsrMode::Async;
    view! {
        <Router>
            <Chrome>
                <FlatRoutes fallback=|| view! { <NotFoundPage/> }.into_any()>
                    <Route path=At("/") view=START_PAGE ssr=whole.clone()/>
                    <Route path=At("/logga-in") view=LOG_IN_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig") view=HOME_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/lagg-till-barn") view=ADD_CHILD_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/ansokningar") view=APPLICATIONS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/ansokningar/ny") view=NEW_APPLICATION_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/ansokningar/:application") view=APPLICATION_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/inkorg") view=INBOX_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/inkorg/:thread") view=THREAD_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/journaltjanster") view=JOURNAL_SERVICES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/journaltjanster/journalen") view=JOURNAL_START_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/journal") view=JOURNAL_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/journal/:entry") view=ENTRY_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/logg") view=LOG_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/installningar") view=SETTINGS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/kontakta") view=CLINICS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/kontakta/:unit") view=UNIT_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/kontakta/:unit/meddelande") view=MESSAGE_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/kontakta/:unit/tid") view=TIMES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/kontakta/:unit/tid/:slot") view=TIME_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/tider") view=BOOKINGS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/tider/:booking") view=BOOKING_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/kontakta/:unit/intyg") view=ORDER_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/recept") view=PRESCRIPTIONS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/intyg") view=CERTIFICATES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mig/intyg/:certificate") view=CERTIFICATE_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link") view=OVERVIEW_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/inkorg") view=INBOX_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/inkorg/:thread") view=THREAD_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/journaltjanster") view=JOURNAL_SERVICES_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/journaltjanster/journalen") view=JOURNAL_START_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/journal") view=JOURNAL_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/journal/:entry") view=ENTRY_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/logg") view=LOG_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/installningar") view=SETTINGS_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/framtid") view=ROAD_MAP_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/kontakta") view=CLINICS_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/kontakta/:unit") view=UNIT_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/kontakta/:unit/meddelande") view=MESSAGE_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/kontakta/:unit/tid") view=TIMES_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/kontakta/:unit/tid/:slot") view=TIME_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/tider") view=BOOKINGS_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/tider/:booking") view=BOOKING_PAGE ssr=whole.clone()/>
                    <Route path=At("/huvudman/:principal") view=PRINCIPAL_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/kontakta/:unit/intyg") view=ORDER_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/recept") view=PRESCRIPTIONS_PAGE ssr=whole.clone()/>
                    <Route path=At("/ombud/:link/intyg") view=CERTIFICATES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning") view=WORKPLACES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit") view=WORK_LIST_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/arende/:thread") view=CASE_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/arende/:thread/kalla") view=GIVE_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/forklara") view=EXPLAIN_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/godkanda") view=APPROVED_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/ansokningar") view=DESK_APPLICATIONS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/ansokningar/:application") view=DESK_APPLICATION_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/mallar") view=TEMPLATES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/sparrar") view=BLOCKS_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/sparrar/ny") view=NEW_BLOCK_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/tider") view=DESK_TIMES_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/tider/:slot") view=DESK_TIME_PAGE ssr=whole.clone()/>
                    <Route path=At("/mottagning/:unit/tjanster") view=OFFERS_PAGE ssr=whole/>
                </FlatRoutes>
            </Chrome>
        </Router>
    }
    .into_any()
}
