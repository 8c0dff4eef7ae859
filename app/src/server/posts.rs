//! The forms that a browser sends by itself: with no script, or before it runs, or on purpose
//! (logging in and out). Each calls the same use case as the server function does. What did not
//! pass is shown on the same page again, with all that was typed.

mod applications;
mod blocks;
mod booking;
mod desk;
mod errand;
mod journal;
mod parts;
mod principal;
mod sent;
mod settings;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Form, FromRef, State};
use axum::http::{Method, Request, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;
use domain::form::AddChildForm;
use leptos::prelude::{LeptosOptions, provide_context};

use super::context::{RequestContext, error_of};
use super::log_in;
use crate::api::ApiCode;
use crate::context::Posted;
use crate::shell::shell;

/// The addresses that take a form, as axum writes them. The last five take files too.
pub const PATHS: [&str; 38] = [
    "/logga-in",
    "/logga-in/avbryt",
    "/logga-in/klar",
    "/logga-ut",
    "/mig/lagg-till-barn",
    "/mig/installningar",
    "/ombud/{link}/installningar",
    "/mottagning/{unit}/tjanster",
    "/mottagning/{unit}/mallar",
    "/mottagning/{unit}/sparrar",
    "/mottagning/{unit}/sparrar/ny",
    "/mottagning/{unit}/godkanda",
    "/mig/recept",
    "/ombud/{link}/recept",
    "/mig/kontakta/{unit}/intyg",
    "/ombud/{link}/kontakta/{unit}/intyg",
    "/mig/kontakta/{unit}/tid",
    "/ombud/{link}/kontakta/{unit}/tid",
    "/mig/kontakta/{unit}/tid/{slot}",
    "/ombud/{link}/kontakta/{unit}/tid/{slot}",
    "/mig/tider/{booking}",
    "/ombud/{link}/tider/{booking}",
    "/mottagning/{unit}/tider",
    "/mottagning/{unit}/tider/{slot}",
    "/mottagning/{unit}/arende/{thread}/kalla",
    "/huvudman/{principal}",
    "/mig/ansokningar/ny",
    "/mig/ansokningar/{application}",
    "/mottagning/{unit}/ansokningar/{application}",
    "/mig/journal",
    "/ombud/{link}/journal",
    "/mig/journal/{entry}",
    "/ombud/{link}/journal/{entry}",
    "/mig/inkorg/{thread}",
    "/ombud/{link}/inkorg/{thread}",
    "/mig/kontakta/{unit}/meddelande",
    "/ombud/{link}/kontakta/{unit}/meddelande",
    "/mottagning/{unit}/arende/{thread}",
];

/// The routes of the forms: those without files, and those that may come with files, which need
/// more room and more time.
pub fn routes<S>() -> (Router<S>, Router<S>)
where
    S: Clone + Send + Sync + 'static,
    LeptosOptions: FromRef<S>,
{
    let [
        start,
        cancel,
        finish,
        leave,
        add,
        own_settings,
        childs_settings,
        offers,
        templates,
        blocks,
        new_block,
        approvals,
        own_renewal,
        renewal,
        own_certificate,
        certificate,
        own_times,
        times,
        own_time,
        time,
        own_booked,
        booked,
        desk_times,
        desk_time,
        give,
        workforce,
        new_application,
        application,
        desk_application,
        own_journal,
        journal,
        own_entry,
        entry,
        own_thread,
        thread,
        own_message,
        message,
        case,
    ] = PATHS;
    let plain = Router::new()
        .route(start, post(log_in::start))
        .route(cancel, post(log_in::cancel))
        .route(finish, post(log_in::finish))
        .route(leave, post(log_in::leave))
        .route(add, post(add_child))
        .route(own_settings, post(settings::own))
        .route(childs_settings, post(settings::childs))
        .route(offers, post(desk::offers))
        .route(templates, post(desk::templates))
        .route(blocks, post(blocks::change))
        .route(new_block, post(blocks::new))
        .route(approvals, post(desk::approvals))
        .route(own_renewal, post(errand::renewal))
        .route(renewal, post(errand::renewal))
        .route(own_certificate, post(errand::certificate))
        .route(certificate, post(errand::certificate))
        .route(own_times, post(booking::choose))
        .route(times, post(booking::choose))
        .route(own_time, post(booking::book))
        .route(time, post(booking::book))
        .route(own_booked, post(booking::cancel))
        .route(booked, post(booking::cancel))
        .route(desk_times, post(booking::times))
        .route(desk_time, post(booking::change))
        .route(give, post(booking::give))
        .route(workforce, post(principal::workforce))
        .route(new_application, post(applications::apply))
        .route(application, post(applications::act))
        .route(desk_application, post(applications::decide))
        .route(own_journal, post(journal::list))
        .route(journal, post(journal::list))
        .route(own_entry, post(journal::entry))
        .route(entry, post(journal::entry));
    let with_files = Router::new()
        .route(own_thread, post(errand::thread))
        .route(thread, post(errand::thread))
        .route(own_message, post(errand::message))
        .route(message, post(errand::message))
        .route(case, post(desk::case));
    (plain, with_files)
}

async fn add_child(
    State(options): State<LeptosOptions>,
    Extension(context): Extension<RequestContext>,
    Form(form): Form<AddChildForm>,
) -> Response {
    const PAGE: &str = "/mig/lagg-till-barn";
    let Some(session) = context.session.clone() else {
        return log_in::go_there(PAGE, true).into_response();
    };
    match service::family::add_child(&context.services, &session, &form).await {
        Ok(link) => Redirect::to(&format!("/ombud/{link}?ny=1")).into_response(),
        Err(error) => {
            let error = error_of(error, &context);
            let typed = vec![(AddChildForm::PERSONNUMMER.to_owned(), form.personnummer)];
            show_again(options, context, PAGE, Posted { typed, error }).await
        }
    }
}

/// Renders the page as for GET, with what became of the form.
async fn show_again(
    options: LeptosOptions,
    context: RequestContext,
    page: &str,
    posted: Posted,
) -> Response {
    let status = posted.error.code.status();
    // Where no field is wrong, the page is only shown again.
    let wrong = posted.error.code != ApiCode::Fields || !posted.error.fields.is_empty();
    let logged_out = posted.error.code == ApiCode::LoggedOut;
    if logged_out {
        return log_in::go_there(page, true).into_response();
    }
    let mut request = Request::new(Body::empty());
    *request.method_mut() = Method::GET;
    // It came from a request's own address.
    *request.uri_mut() = page.parse::<Uri>().unwrap_or_default();
    request.extensions_mut().insert(context);
    let render = leptos_axum::render_app_async_with_context(
        move || provide_context(posted.clone()),
        move || shell(options.clone()),
    );
    let mut response = render(request).await;
    if wrong && let Ok(status) = axum::http::StatusCode::from_u16(status) {
        *response.status_mut() = status;
    }
    response
}
