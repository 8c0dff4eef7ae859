//! The start page: what this is, for whom, and how one begins.

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use crate::component::alert::{Alert, AlertKind};
use crate::component::icon::{Icon, IconName};
use crate::component::page::Page;
use crate::context::use_viewer;
use crate::fetched::Meanwhile;
use crate::page::lazy::lazy_page;

lazy_page!(
    /// The start page.
    START_PAGE = start_page, door
);

fn start_page() -> AnyView {
    let query = use_query_map();
    let left = move || {
        let left = query.with(|query| query.get_str("utloggad").is_some());
        left.then(|| {
            view! { <Alert kind=AlertKind::Success title="Du är utloggad" answers_form=true/> }
                .into_any()
        })
    };
    view! {
        <div class="start">
            <Page
                title="Gör ditt barns vårdärenden på nätet".to_owned()
                lead="Du som är vårdnadshavare kan boka tid, skriva till mottagningen och läsa journalen åt ditt barn, tills barnet fyller 13 år."
            >
                {left}
                <p class="actions">
                    <WayIn/>
                </p>
                <Picture/>
                <Steps/>
                <Possibilities/>
                <Answers/>
            </Page>
        </div>
    }
    .into_any()
}

/// The main action: log in, or go on if one is.
#[component]
fn WayIn() -> impl IntoView {
    use_viewer().shown(Meanwhile::Before, |viewer| {
        let inside = viewer.is_ok_and(|viewer| viewer.person.is_some());
        let (href, label, icon) = if inside {
            ("/mig", "Till Mina sidor", IconName::Home)
        } else {
            ("/logga-in", "Logga in", IconName::Key)
        };
        view! {
            <a class="button button-large" href=href>
                <Icon name=icon/>
                {label}
            </a>
        }
        .into_any()
    })
}

/// Two who walk together: for the eye only.
#[component]
fn Picture() -> impl IntoView {
    view! {
        <svg
            class="picture"
            viewBox="0 0 640 360"
            preserveAspectRatio="xMidYMax slice"
            aria-hidden="true"
            focusable="false"
        >
            <rect class="picture-sky" width="640" height="360"></rect>
            <circle class="picture-sun" cx="486" cy="112" r="46"></circle>
            <path class="picture-far" d="M0 262c90-58 190-70 300-36s226 26 340-34v168H0z"></path>
            <path class="picture-mid" d="M0 306c120-50 232-46 336-16s210 24 304-18v88H0z"></path>
            <path class="picture-tree" d="M172 268v-60m0 18-16-16m16 4 14-14"></path>
            <circle class="picture-leaf" cx="172" cy="184" r="38"></circle>
            <path class="picture-large" d="M262 322v-84a40 40 0 0 1 80 0v84z"></path>
            <circle class="picture-head" cx="302" cy="164" r="27"></circle>
            <path class="picture-small" d="M368 322v-40a25 25 0 0 1 50 0v40z"></path>
            <circle class="picture-head" cx="393" cy="232" r="19"></circle>
            <path class="picture-hands" d="M338 256c6 18 14 26 34 28"></path>
            <path class="picture-near" d="M0 334c150-26 330-24 640-6v32H0z"></path>
        </svg>
    }
    .into_any()
}

#[component]
fn Steps() -> impl IntoView {
    view! {
        <section aria-labelledby="sa-gor-du">
            <h2 id="sa-gor-du">"Så gör du"</h2>
            <ol class="steps">
                <li>
                    <h3>"Logga in"</h3>
                    <p>"Använd ditt eget BankID, på den här enheten eller på telefonen."</p>
                </li>
                <li>
                    <h3>"Lägg till barnet"</h3>
                    <p>
                        "Skriv barnets personnummer. Folkbokföringen visar om du är vårdnadshavare. Det behövs bara en gång."
                    </p>
                </li>
                <li>
                    <h3>"Välj barnet"</h3>
                    <p>
                        "Klicka på barnets namn under Agera ombud. Har barnet inget namn än står personnumret där."
                    </p>
                </li>
            </ol>
        </section>
    }.into_any()
}

#[component]
fn Possibilities() -> impl IntoView {
    view! {
        <section aria-labelledby="det-har-kan-du">
            <h2 id="det-har-kan-du">"Det här kan du göra"</h2>
            <ul class="possibilities">
                <li>
                    <Icon name=IconName::Calendar/>
                    <span>"Boka, omboka och avboka tid"</span>
                </li>
                <li>
                    <Icon name=IconName::Inbox/>
                    <span>"Skriva till mottagningen och läsa svaren i barnets inkorg"</span>
                </li>
                <li>
                    <Icon name=IconName::Medicine/>
                    <span>"Förnya recept och beställa intyg"</span>
                </li>
                <li>
                    <Icon name=IconName::Journal/>
                    <span>"Läsa barnets journal: anteckningar, vaccinationer och provsvar"</span>
                </li>
                <li>
                    <Icon name=IconName::Swap/>
                    <span>"Växla mellan dina barn och dig själv, och alltid se vem det gäller"</span>
                </li>
            </ul>
        </section>
    }.into_any()
}

#[component]
fn Answers() -> impl IntoView {
    view! {
        <section aria-labelledby="fragor">
            <h2 id="fragor">"Frågor och svar"</h2>
            <div class="answers">
                <details class="answer">
                    <summary>"Vem kan vara ombud för ett barn?"</summary>
                    <div class="answer-text">
                        <p>
                            "Barnets vårdnadshavare. Att vara förälder räcker inte: det är vårdnaden i folkbokföringen som avgör. Upphör vårdnaden, upphör också möjligheten att vara ombud."
                        </p>
                        <p>
                            "Du behöver vara folkbokförd i Sverige. Det går inte att logga in med samordningsnummer eller reservnummer."
                        </p>
                    </div>
                </details>
                <details class="answer">
                    <summary>"Vad händer när barnet fyller 13 år?"</summary>
                    <div class="answer-text">
                        <p>
                            "Från 13-årsdagen kan du inte längre göra barnets ärenden eller läsa journalen här. Barnet loggar in själv, med sin egen e-legitimation, och kan ha egna kontakter med till exempel en ungdomsmottagning."
                        </p>
                        <p>
                            "Vill barnet ha ditt stöd kan ni göra ärendena tillsammans. Låna aldrig någon annans e-legitimation, inte heller ditt barns."
                        </p>
                    </div>
                </details>
                <details class="answer">
                    <summary>"Vem kan läsa barnets journal?"</summary>
                    <div class="answer-text">
                        <p>
                            "Tills barnet fyller 13 år kan du som är vårdnadshavare läsa den. När barnet är 13 till 15 år är journalen stängd på nätet, för både dig och barnet. Från 16-årsdagen läser barnet den själv."
                        </p>
                        <p>
                            "Det finns undantag. En vårdenhet kan i enskilda fall besluta något annat. Fråga enheten."
                        </p>
                    </div>
                </details>
                <details class="answer">
                    <summary>"Mitt barn har inget namn än. Går det ändå?"</summary>
                    <div class="answer-text">
                        <p>
                            "Ja. Så snart barnet har ett personnummer kan du lägga till det. Personnumret står där namnet sedan kommer att stå."
                        </p>
                    </div>
                </details>
                <details class="answer">
                    <summary>"Jag eller barnet har skyddade personuppgifter"</summary>
                    <div class="answer-text">
                        <p>
                            "Du kan logga in med e-legitimation, men inte vara ombud, och ett barn med skyddade personuppgifter går inte att lägga till. Folkbokföringen visar då inte vem som är vårdnadshavare. Kontakta mottagningen direkt."
                        </p>
                    </div>
                </details>
                <details class="answer">
                    <summary>"Jag har inget BankID"</summary>
                    <div class="answer-text">
                        <p>
                            "Din bank hjälper dig att skaffa BankID, både till dig och till ett barn som har fyllt 13. Du når också vården på telefon 1177 eller direkt hos mottagningen."
                        </p>
                    </div>
                </details>
            </div>
        </section>
    }.into_any()
}
