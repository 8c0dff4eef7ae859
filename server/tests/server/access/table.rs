//! The table.
//!
//! Columns: nobody, another guardian, the guardian, the guardian after the 13th birthday, the child
//! itself at 14 and at 16, the guardian with a protected identity, staff of the unit that the child's
//! thread is with, staff of another unit. The guardian whom the unit has blocked has the column of
//! another guardian.
//! Rows of `expected`: about what is the child's, about what does not exist, and about the child's
//! link with a thread or entry that does not exist.

/// A request, and the status that each gets.
pub struct Row {
    pub method: &'static str,
    /// The route's pattern.
    pub route: &'static str,
    /// The query of a GET, the form of a POST.
    pub send: &'static str,
    pub expected: [[u16; 9]; 3],
}

type Expected = [[u16; 9]; 3];

const fn get(route: &'static str, send: &'static str, expected: Expected) -> Row {
    Row {
        method: "GET",
        route,
        send,
        expected,
    }
}

const fn post(route: &'static str, send: &'static str, expected: Expected) -> Row {
    Row {
        method: "POST",
        route,
        send,
        expected,
    }
}

/// The same for everybody.
const fn all(status: u16) -> Expected {
    [[status; 9]; 3]
}

/// The same for everybody who is logged in; `out` for one who is not.
const fn inside(out: u16, status: u16) -> Expected {
    let row = [
        out, status, status, status, status, status, status, status, status,
    ];
    [row; 3]
}

/// One's own journal: closed until 16 (R-J3, R-J9).
const fn own_journal(out: u16) -> Expected {
    [[out, 200, 200, 200, 403, 200, 200, 200, 200]; 3]
}

/// An act in one's own journal.
const fn own_journal_act(out: u16, done: u16) -> Expected {
    [[out, done, done, done, 403, done, done, done, done]; 3]
}

/// Something of the child behind the link (R-G1 – R-G4, R-G7).
const fn childs(out: u16, done: u16) -> Expected {
    [
        [out, 404, done, 403, 404, 404, 403, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
        [out, 404, done, 403, 404, 404, 403, 404, 404],
    ]
}

/// Taking the child off the list: once it is off, it is not there.
const fn removed(out: u16, done: u16) -> Expected {
    [
        [out, 404, done, 403, 404, 404, 403, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
        [out, 404, 404, 403, 404, 404, 403, 404, 404],
    ]
}

/// One thread or entry of the child behind the link.
const fn childs_thing(out: u16, done: u16) -> Expected {
    [
        [out, 404, done, 403, 404, 404, 403, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
        [out, 404, 404, 403, 404, 404, 403, 404, 404],
    ]
}

/// The child's thread under `/mig`, or its certificate: only the child's own log-in finds it there
/// (R-E5, R-E6, R-E9).
const fn own_thread(out: u16, done: u16) -> Expected {
    [
        [out, 404, 404, 404, done, done, 404, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
    ]
}

/// Writing in the child's thread under `/mig`, or renewing its prescription: not with a protected
/// identity (R-G8).
const fn own_reply(out: u16, done: u16) -> Expected {
    [
        [out, 404, 404, 404, done, done, 403, 404, 404],
        [out, 404, 404, 404, 404, 404, 403, 404, 404],
        [out, 404, 404, 404, 404, 404, 403, 404, 404],
    ]
}

/// The child's entry under `/mig`: only the child's own log-in, from 16.
const fn own_entry(out: u16) -> Expected {
    [
        [out, 404, 404, 404, 403, 200, 404, 404, 404],
        [out, 404, 404, 404, 403, 404, 404, 404, 404],
        [out, 404, 404, 404, 403, 404, 404, 404, 404],
    ]
}

/// Adding the child by its number: only its guardian, and only before 13; nobody adds itself.
const fn add(out: u16, done: u16) -> Expected {
    [
        [out, 403, done, 403, 422, 422, 403, 403, 403],
        [out, 403, 403, 403, 403, 403, 403, 403, 403],
        [out, 403, done, 403, 422, 422, 403, 403, 403],
    ]
}

/// Contacting the unit for oneself: with a protected identity where it has been approved only (R-G8).
const fn contact_unit(out: u16, done: u16) -> Expected {
    [
        [out, done, done, done, done, done, 403, done, done],
        [out, 404, 404, 404, 404, 404, 403, 404, 404],
        [out, done, done, done, done, done, 403, done, done],
    ]
}

/// Something of the unit: only for those who work there (R-C1).
const fn desk(out: u16, done: u16) -> Expected {
    [
        [out, 404, 404, 404, 404, 404, 404, done, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, done, 404],
    ]
}

/// A case of the unit.
const fn case(out: u16, done: u16) -> Expected {
    [
        [out, 404, 404, 404, 404, 404, 404, done, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
        [out, 404, 404, 404, 404, 404, 404, 404, 404],
    ]
}

/// An application that the guardian has made about the child: theirs, and the unit's by another
/// address (R-J5). At 12 and after the 13th birthday it is the same guardian.
const fn own_application(out: u16, guardian: u16, child: [u16; 2]) -> Expected {
    let [at_14, at_16] = child;
    let none = [out, 404, 404, 404, 404, 404, 404, 404, 404];
    [
        [out, 404, guardian, guardian, at_14, at_16, 403, 404, 404],
        none,
        none,
    ]
}

/// Applying: a guardian, for a child from 13 to 15 (R-J5); such a child, for itself (R-J6). One that
/// waits at the same unit is enough.
const fn apply(out: u16, done: u16) -> Expected {
    [
        [out, 403, 422, done, done, 422, 403, 403, 403],
        [out, 403, 403, 403, 422, 403, 403, 403, 403],
        [out, 403, 422, 422, 422, 422, 403, 403, 403],
    ]
}

/// Something of one's own with clinics, whatever the unit.
const fn inside_contact(out: u16, done: u16) -> Expected {
    [[out, done, done, done, done, done, 403, done, done]; 3]
}

/// A time of the unit, for oneself.
const fn own_time(out: u16, done: u16) -> Expected {
    [
        [out, done, done, done, done, done, 403, done, done],
        [out, 404, 404, 404, 404, 404, 403, 404, 404],
        [out, 404, 404, 404, 404, 404, 403, 404, 404],
    ]
}

pub const TABLE: &[Row] = &[
    // Pages.
    get("/", "", all(200)),
    get("/logga-in", "", all(200)),
    get("/mig", "", inside(303, 200)),
    get("/mig/lagg-till-barn", "", inside(303, 200)),
    get("/mig/inkorg", "", inside(303, 200)),
    get("/mig/inkorg/{thread}", "", own_thread(303, 200)),
    get("/mig/journaltjanster", "", own_journal(303)),
    get("/mig/journaltjanster/journalen", "", own_journal(303)),
    get("/mig/journal", "", own_journal(303)),
    get("/mig/journal/{entry}", "", own_entry(303)),
    // R-J11: who may read the journal may read who has.
    get("/mig/logg", "", own_journal(303)),
    get("/mig/logg.csv", "", own_journal(303)),
    get("/mig/installningar", "", inside(303, 200)),
    get("/mig/ansokningar", "", inside(303, 200)),
    get("/mig/ansokningar/ny", "sok=ugglan", inside(303, 200)),
    get(
        "/mig/ansokningar/{application}",
        "",
        own_application(303, 200, [200, 200]),
    ),
    get("/ombud/{link}", "", childs(303, 200)),
    get("/ombud/{link}/inkorg", "", childs(303, 200)),
    get("/ombud/{link}/inkorg/{thread}", "", childs_thing(303, 200)),
    get("/ombud/{link}/journaltjanster", "", childs(303, 200)),
    get(
        "/ombud/{link}/journaltjanster/journalen",
        "",
        childs(303, 200),
    ),
    get("/ombud/{link}/journal", "", childs(303, 200)),
    get("/ombud/{link}/logg", "", childs(303, 200)),
    get("/ombud/{link}/logg.csv", "", childs(303, 200)),
    get("/ombud/{link}/journal/{entry}", "", childs_thing(303, 200)),
    get("/ombud/{link}/installningar", "", childs(303, 200)),
    get("/ombud/{link}/framtid", "", childs(303, 200)),
    // To a protected identity too: which clinics there are, and that they are closed (R-G8).
    get("/mig/kontakta", "", inside(303, 200)),
    get("/mig/kontakta/{unit}", "", contact_unit(303, 200)),
    get(
        "/mig/kontakta/{unit}/meddelande",
        "",
        contact_unit(303, 200),
    ),
    get("/mig/kontakta/{unit}/intyg", "", contact_unit(303, 200)),
    get("/mig/recept", "", inside(303, 200)),
    get("/mig/intyg", "", inside(303, 200)),
    get("/mig/intyg/{certificate}", "", own_thread(303, 200)),
    get("/ombud/{link}/recept", "", childs(303, 200)),
    // Why it sees none (R-E6).
    get("/ombud/{link}/intyg", "", childs(303, 403)),
    get("/ombud/{link}/kontakta/{unit}/intyg", "", childs(303, 200)),
    get("/ombud/{link}/kontakta", "", childs(303, 200)),
    get("/ombud/{link}/kontakta/{unit}", "", childs(303, 200)),
    get(
        "/ombud/{link}/kontakta/{unit}/meddelande",
        "",
        childs(303, 200),
    ),
    get("/mig/kontakta/{unit}/tid", "", contact_unit(303, 200)),
    get("/mig/kontakta/{unit}/tid/{slot}", "", own_time(303, 200)),
    get("/mig/tider", "", inside(303, 200)),
    get("/mig/tider/{booking}", "", own_thread(303, 200)),
    get("/ombud/{link}/kontakta/{unit}/tid", "", childs(303, 200)),
    get(
        "/ombud/{link}/kontakta/{unit}/tid/{slot}",
        "",
        childs_thing(303, 200),
    ),
    get("/ombud/{link}/tider", "", childs(303, 200)),
    get("/ombud/{link}/tider/{booking}", "", childs_thing(303, 200)),
    get("/mottagning/{unit}/tider", "", desk(303, 200)),
    get("/mottagning/{unit}/tider/{slot}", "", case(303, 200)),
    get(
        "/mottagning/{unit}/arende/{thread}/kalla",
        "",
        case(303, 200),
    ),
    get("/huvudman/{principal}", "", desk(303, 200)),
    get("/mottagning", "", inside(303, 200)),
    get("/mottagning/{unit}", "", desk(303, 200)),
    get("/mottagning/{unit}/arende/{thread}", "", case(303, 200)),
    get("/mottagning/{unit}/tjanster", "", desk(303, 200)),
    get("/mottagning/{unit}/mallar", "", desk(303, 200)),
    get("/mottagning/{unit}/sparrar", "", desk(303, 200)),
    get("/mottagning/{unit}/sparrar/ny", "", desk(303, 200)),
    get("/mottagning/{unit}/godkanda", "", desk(303, 200)),
    get("/mottagning/{unit}/forklara", "", desk(303, 200)),
    get(
        "/mottagning/{unit}/forklara",
        "arende={thread}",
        case(303, 200),
    ),
    get("/mottagning/{unit}/ansokningar", "", desk(303, 200)),
    get(
        "/mottagning/{unit}/ansokningar/{application}",
        "",
        case(303, 200),
    ),
    // Server functions that read.
    get("/api/viewer", "", all(200)),
    get("/api/home", "", inside(401, 200)),
    get("/api/child", "link={link}", childs(401, 200)),
    get("/api/child/future", "link={link}", childs(401, 200)),
    get("/api/inbox", "who=mig&form%5Bvisa%5D=", inside(401, 200)),
    get("/api/inbox", "who={link}&form%5Bvisa%5D=", childs(401, 200)),
    get(
        "/api/inbox/thread",
        "who=mig&thread={thread}",
        own_thread(401, 200),
    ),
    get(
        "/api/inbox/thread",
        "who={link}&thread={thread}",
        childs_thing(401, 200),
    ),
    get("/api/journal", "who=mig&form%5Btyp%5D=", own_journal(401)),
    get(
        "/api/journal",
        "who={link}&form%5Btyp%5D=",
        childs(401, 200),
    ),
    get(
        "/api/journal/entry",
        "who=mig&entry={entry}",
        own_entry(401),
    ),
    get(
        "/api/journal/entry",
        "who={link}&entry={entry}",
        childs_thing(401, 200),
    ),
    get("/api/log", "who=mig&form%5Bvem%5D=", own_journal(401)),
    get(
        "/api/log",
        "who={link}&form%5Bvem%5D=vard",
        childs(401, 200),
    ),
    get("/api/journal/door", "who=mig", own_journal(401)),
    get("/api/journal/door", "who={link}", childs(401, 200)),
    get("/api/settings", "who=mig", inside(401, 200)),
    get("/api/settings", "who={link}", childs(401, 200)),
    get("/api/session/left", "", inside(401, 200)),
    get("/api/clinics", "who=mig&search=u", inside(401, 200)),
    get("/api/clinics", "who={link}&search=u", childs(401, 200)),
    get(
        "/api/clinics/unit",
        "who=mig&unit={unit}",
        contact_unit(401, 200),
    ),
    get(
        "/api/clinics/unit",
        "who={link}&unit={unit}",
        childs(401, 200),
    ),
    get(
        "/api/clinics/message",
        "who=mig&unit={unit}",
        contact_unit(401, 200),
    ),
    get(
        "/api/clinics/message",
        "who={link}&unit={unit}",
        childs(401, 200),
    ),
    get(
        "/api/times",
        "who=mig&unit={unit}&form%5Bvecka%5D=",
        contact_unit(401, 200),
    ),
    get(
        "/api/times",
        "who={link}&unit={unit}&form%5Bvecka%5D=",
        childs(401, 200),
    ),
    get(
        "/api/times/time",
        "who=mig&unit={unit}&slot={slot}",
        own_time(401, 200),
    ),
    get(
        "/api/times/time",
        "who={link}&unit={unit}&slot={slot}",
        childs_thing(401, 200),
    ),
    get("/api/bookings", "who=mig", inside(401, 200)),
    get("/api/bookings", "who={link}", childs(401, 200)),
    get(
        "/api/bookings/booking",
        "who=mig&booking={booking}",
        own_thread(401, 200),
    ),
    get(
        "/api/bookings/booking",
        "who={link}&booking={booking}",
        childs_thing(401, 200),
    ),
    get(
        "/api/desk/times",
        "unit={unit}&form%5Bvecka%5D=",
        desk(401, 200),
    ),
    get(
        "/api/desk/times/time",
        "unit={unit}&slot={slot}",
        case(401, 200),
    ),
    get(
        "/api/desk/times/give",
        "unit={unit}&thread={thread}",
        case(401, 200),
    ),
    get("/api/principal", "principal={principal}", desk(401, 200)),
    get(
        "/api/clinics/certificate",
        "who=mig&unit={unit}",
        contact_unit(401, 200),
    ),
    get(
        "/api/clinics/certificate",
        "who={link}&unit={unit}",
        childs(401, 200),
    ),
    get("/api/prescriptions", "who=mig", inside(401, 200)),
    get("/api/prescriptions", "who={link}", childs(401, 200)),
    get("/api/certificates", "who=mig", inside(401, 200)),
    // Not even its guardian (R-E6).
    get("/api/certificates", "who={link}", childs(401, 403)),
    get(
        "/api/certificates/one",
        "who=mig&certificate={certificate}",
        own_thread(401, 200),
    ),
    get(
        "/api/certificates/one",
        "who={link}&certificate={certificate}",
        childs(401, 403),
    ),
    get("/api/desk", "", inside(401, 200)),
    get(
        "/api/desk/cases",
        "unit={unit}&form%5Bvisa%5D=",
        desk(401, 200),
    ),
    get(
        "/api/desk/case",
        "unit={unit}&thread={thread}",
        case(401, 200),
    ),
    get("/api/desk/offers", "unit={unit}", desk(401, 200)),
    get("/api/desk/templates", "unit={unit}", desk(401, 200)),
    get("/api/desk/blocks", "unit={unit}", desk(401, 200)),
    // It changes nothing: the number that is looked for must not stand in an address.
    post(
        "/api/desk/blocks/new",
        "unit={unit}&number={number}",
        desk(401, 200),
    ),
    get("/api/desk/approvals", "unit={unit}", desk(401, 200)),
    get("/api/desk/explain", "unit={unit}", desk(401, 200)),
    get(
        "/api/desk/explain",
        "unit={unit}&thread={thread}",
        case(401, 200),
    ),
    get("/api/applications", "", inside(401, 200)),
    get("/api/applications/new", "search=ugglan", inside(401, 200)),
    get(
        "/api/applications/one",
        "application={application}",
        own_application(401, 200, [200, 200]),
    ),
    get("/api/desk/applications", "unit={unit}", desk(401, 200)),
    get(
        "/api/desk/applications/one",
        "unit={unit}&application={application}",
        case(401, 200),
    ),
    get(
        "/mig/tider/{booking}/kalender.ics",
        "",
        own_thread(303, 200),
    ),
    get(
        "/ombud/{link}/tider/{booking}/kalender.ics",
        "",
        childs_thing(303, 200),
    ),
    // Server functions that change something.
    post("/api/session/stay", "", inside(401, 200)),
    post("/api/log-in/poll", "nonce=", all(200)),
    post(
        "/api/child/add",
        "form%5Bpersonnummer%5D={number}",
        add(401, 200),
    ),
    post(
        "/api/inbox/change",
        "who=mig&thread={thread}&act=read",
        own_thread(401, 200),
    ),
    post(
        "/api/inbox/change",
        "who={link}&thread={thread}&act=read",
        childs_thing(401, 200),
    ),
    // Forms: they answer with the page to go to, which says why not.
    post("/logga-in", "enhet=other", all(303)),
    post("/logga-in/avbryt", "", all(303)),
    post("/logga-in/klar", "", all(303)),
    post(
        "/mig/lagg-till-barn",
        "personnummer={number}",
        add(303, 303),
    ),
    post("/mig/installningar", "tema=dark", inside(303, 303)),
    post("/mig/inkorg/{thread}", "gor=archive", own_thread(303, 303)),
    post(
        "/ombud/{link}/inkorg/{thread}",
        "gor=archive",
        childs_thing(303, 303),
    ),
    post(
        "/mig/inkorg/{thread}",
        "gor=svara&text=Hej&nyckel={key}",
        own_reply(303, 303),
    ),
    post(
        "/ombud/{link}/inkorg/{thread}",
        "gor=svara&text=Hej&nyckel={key}",
        childs_thing(303, 303),
    ),
    // Taking back what the clinic began: those who may send are told that it can't be.
    post(
        "/mig/inkorg/{thread}",
        "gor=ta-tillbaka&nyckel={key}",
        own_reply(303, 409),
    ),
    post(
        "/ombud/{link}/inkorg/{thread}",
        "gor=ta-tillbaka&nyckel={key}",
        childs_thing(303, 409),
    ),
    post(
        "/mig/kontakta/{unit}/meddelande",
        "amne=Hej&text=Hej&nyckel={key}",
        contact_unit(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/meddelande",
        "amne=Hej&text=Hej&nyckel={key}",
        childs(303, 303),
    ),
    // Keeping what is being written, and throwing it away: the same as sending it.
    post(
        "/mig/kontakta/{unit}/meddelande",
        "utkast=spara&amne=&text=Hej&version=1&nyckel={key}",
        contact_unit(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/meddelande",
        "utkast=spara&amne=&text=Hej&version=1&nyckel={key}",
        childs(303, 303),
    ),
    post(
        "/mig/inkorg/{thread}",
        "gor=svara&utkast=spara&text=Hej&nyckel={key}",
        own_reply(303, 303),
    ),
    post(
        "/ombud/{link}/inkorg/{thread}",
        "gor=svara&utkast=spara&text=Hej&nyckel={key}",
        childs_thing(303, 303),
    ),
    // There is none to throw away where there is no such unit or thread, which tells nothing.
    post(
        "/mig/kontakta/{unit}/meddelande",
        "utkast=ta-bort",
        inside_contact(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/meddelande",
        "utkast=ta-bort",
        childs(303, 303),
    ),
    post(
        "/mig/inkorg/{thread}",
        "utkast=ta-bort",
        inside_contact(303, 303),
    ),
    post(
        "/ombud/{link}/inkorg/{thread}",
        "utkast=ta-bort",
        childs(303, 303),
    ),
    post(
        "/mig/recept",
        "enhet={unit}&recept={prescription}&nyckel={key}",
        own_reply(303, 303),
    ),
    post(
        "/ombud/{link}/recept",
        "enhet={unit}&recept={prescription}&nyckel={key}",
        childs_thing(303, 303),
    ),
    post(
        "/mig/kontakta/{unit}/intyg",
        "sort=other&syfte=Hej&nyckel={key}",
        contact_unit(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/intyg",
        "sort=other&syfte=Hej&nyckel={key}",
        childs(303, 303),
    ),
    // As if another had been first: those who work there are told so, nobody else hears of it.
    post(
        "/mottagning/{unit}/arende/{thread}",
        "gor=recept&recept={prescription}&beslut-{prescription}=ja&version=9&nyckel={key}",
        case(303, 409),
    ),
    post(
        "/mottagning/{unit}/arende/{thread}",
        "gor=intyg&intygstext=Hej&besked=Hej&version=9&nyckel={key}",
        case(303, 409),
    ),
    post(
        "/mottagning/{unit}/arende/{thread}",
        "gor=intyg-nej&skal=Nej&version=9&nyckel={key}",
        case(303, 409),
    ),
    post(
        "/mottagning/{unit}/arende/{thread}",
        "gor=stang&version=1&nyckel={key}",
        case(303, 303),
    ),
    // A template that is none: only those who work there hear of that.
    post(
        "/mottagning/{unit}/arende/{thread}",
        "formular=svar&gor=infoga&mall=&text=Hej&version=1&nyckel={key}",
        case(303, 422),
    ),
    post(
        "/mottagning/{unit}/mallar",
        "gor=lagg-till&namn=Hej&malltext=Hej&nyckel={key}",
        desk(303, 303),
    ),
    // With nothing in it.
    post(
        "/mottagning/{unit}/mallar",
        "gor=andra&mall={thread}&namn=&malltext=",
        desk(303, 422),
    ),
    // A block that is none, and one that is filled in by half.
    post(
        "/mottagning/{unit}/sparrar",
        "gor=hav&sparr={thread}&orsak=mistake",
        desk(303, 404),
    ),
    post(
        "/mottagning/{unit}/sparrar",
        "gor=behall&sparr={thread}&granska=",
        desk(303, 422),
    ),
    post(
        "/mottagning/{unit}/sparrar/ny",
        "gor=hitta&barn-nummer=",
        desk(303, 422),
    ),
    post(
        "/mottagning/{unit}/sparrar/ny",
        "gor=sparra&barn-nummer=&nyckel={key}",
        desk(303, 422),
    ),
    post(
        "/mottagning/{unit}/sparrar/ny",
        "gor=stoppa&barn-nummer=&nyckel={key}",
        desk(303, 422),
    ),
    // The clinic began this case: there is no guardian to stop.
    post(
        "/mottagning/{unit}/arende/{thread}",
        "gor=nodstopp&nyckel={key}",
        case(303, 404),
    ),
    // With nothing in it, and an approval that is none of the unit's.
    post("/mottagning/{unit}/godkanda", "gor=godkann", desk(303, 422)),
    post(
        "/mottagning/{unit}/godkanda",
        "gor=avsluta&godkannande={slot}&skal-slut=asked",
        [[303, 404, 404, 404, 404, 404, 404, 404, 404]; 3],
    ),
    post(
        "/mottagning/{unit}/tjanster",
        "tjanst=message&tjanst=booking",
        desk(303, 303),
    ),
    post(
        "/mig/installningar",
        "gor=ta-bort&kanal=sms",
        inside(303, 303),
    ),
    post(
        "/ombud/{link}/installningar",
        "gor=ta-bort&kanal=sms",
        childs(303, 303),
    ),
    post(
        "/mig/installningar",
        "gor=val&kanal=sms",
        // There is no SMS in this scene: a field is wrong, for one who may choose.
        inside(303, 422),
    ),
    post(
        "/ombud/{link}/installningar",
        "gor=val&kanal=sms",
        childs(303, 422),
    ),
    post(
        "/mig/kontakta/{unit}/tid",
        "tid={slot}",
        contact_unit(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/tid",
        "tid={slot}",
        childs(303, 303),
    ),
    post(
        "/mig/kontakta/{unit}/tid/{slot}",
        "gor=slapp",
        inside_contact(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/tid/{slot}",
        "gor=slapp",
        childs(303, 303),
    ),
    post(
        "/mig/kontakta/{unit}/tid/{slot}",
        "gor=boka&text=&nyckel={key}",
        own_time(303, 303),
    ),
    post(
        "/ombud/{link}/kontakta/{unit}/tid/{slot}",
        "gor=boka&text=&nyckel={key}",
        childs_thing(303, 303),
    ),
    post(
        "/mig/tider/{booking}",
        "gor=avboka&nyckel={key}",
        own_reply(303, 303),
    ),
    post(
        "/ombud/{link}/tider/{booking}",
        "gor=avboka&nyckel={key}",
        childs_thing(303, 303),
    ),
    post("/mig/journal", "gor=visa-nya", own_journal_act(303, 303)),
    post("/ombud/{link}/journal", "gor=visa-nya", childs(303, 303)),
    post(
        "/mig/journal/{entry}",
        "gor=dolj-nya",
        own_journal_act(303, 303),
    ),
    post(
        "/ombud/{link}/journal/{entry}",
        "gor=dolj-nya",
        childs(303, 303),
    ),
    // With nothing in it.
    post("/mottagning/{unit}/tider", "typ=telefon", desk(303, 422)),
    // It is booked by now.
    post(
        "/mottagning/{unit}/tider/{slot}",
        "typ=telefon&rubrik=Samtal&hos=&fran=07.15&minuter=15&timmar=24&galler=en&nyckel={key}",
        case(303, 409),
    ),
    post(
        "/mottagning/{unit}/tider/{slot}",
        "gor=stang&galler=en",
        case(303, 303),
    ),
    post(
        "/mottagning/{unit}/tider/{slot}",
        "gor=stang&galler=serie",
        case(303, 303),
    ),
    post(
        "/mottagning/{unit}/arende/{thread}/kalla",
        "tid={slot}&text=&nyckel={key}",
        case(303, 303),
    ),
    // With nothing in it: only those who administer the care principal hear of that.
    post(
        "/huvudman/{principal}",
        "personal-nummer=&enhet={unit}&titel=&roll=member",
        desk(303, 422),
    ),
    // The child answers until it is 16; its guardian never does for it.
    post(
        "/mig/ansokningar/{application}",
        "gor=saga-nej&version=1",
        own_application(303, 409, [303, 409]),
    ),
    post(
        "/mig/ansokningar/{application}",
        "gor=aterkalla&version=1",
        own_application(303, 303, [409, 409]),
    ),
    // After the withdrawal, where it was done.
    post(
        "/mig/ansokningar/ny",
        "personnummer={number}&enhet={unit}&varfor=annat&egna-ord=Hej&nyckel={key}",
        apply(303, 303),
    ),
    post(
        "/mottagning/{unit}/ansokningar/{application}",
        "gor=utlatande&lakare=Rask&utlatande-dag=2026-11-20&version=1",
        case(303, 303),
    ),
    // As if another had been first.
    post(
        "/mottagning/{unit}/ansokningar/{application}",
        "gor=avsla&grund=inte-barnets-basta&besked-sokande=Nej&version=9",
        case(303, 409),
    ),
    // The server's own.
    get("/healthz", "", all(200)),
    get("/readyz", "", all(200)),
    get("/nyheter", "om=mig", inside(401, 200)),
    get("/nyheter", "om={link}", childs(401, 200)),
    get("/nyheter", "enhet={unit}", desk(401, 200)),
    get(
        "/mig/inkorg/{thread}/bilaga/{attachment}",
        "",
        own_thread(303, 200),
    ),
    get(
        "/ombud/{link}/inkorg/{thread}/bilaga/{attachment}",
        "",
        childs_thing(303, 200),
    ),
    get(
        "/mottagning/{unit}/arende/{thread}/bilaga/{attachment}",
        "",
        case(303, 200),
    ),
    get("/api/{*rest}", "", all(404)),
    // By a token only: whoever is logged in is nobody here.
    post("/fhir", "", all(401)),
    // The demo's, which are not there where people are served.
    get("/demo", "", all(404)),
    get("/demo/sida.css", "", all(404)),
    get("/demo/konstant", "", all(404)),
    post("/demo/klocka", "till=", all(404)),
    // Last, because they end something.
    post(
        "/ombud/{link}/installningar",
        "ta_bort=ja",
        removed(303, 303),
    ),
    post("/logga-ut", "overallt=true", all(303)),
];
