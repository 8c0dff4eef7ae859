//! What the pages ask of the browser itself. On the server nothing here is called.

use domain::attachment::FIELD;
use domain::form::Typed;
use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::closure::Closure;
use leptos::wasm_bindgen::{JsCast, JsValue};
#[cfg(feature = "hydrate")]
use leptos::web_sys::UrlSearchParams;
use leptos::web_sys::js_sys::{self, Array};
use leptos::web_sys::{
    Element, Event, EventSource, File, FormData, HtmlElement, HtmlFormElement, HtmlInputElement,
    HtmlTextAreaElement, MessageEvent, SubmitEvent,
};

pub(crate) mod files;

#[cfg(feature = "hydrate")]
use crate::api::ApiCode;
use crate::api::ApiError;

/// Waits. A page that is hidden may wait longer.
pub(crate) async fn sleep(milliseconds: u32) {
    #[cfg(feature = "hydrate")]
    gloo_timers::future::TimeoutFuture::new(milliseconds).await;
    #[cfg(not(feature = "hydrate"))]
    {
        let _ = milliseconds;
        std::future::pending::<()>().await;
    }
}

/// Whether nobody sees the page now: another tab is in front of it, or the phone sleeps.
pub(crate) fn hidden() -> bool {
    document().hidden()
}

/// Leaves for an address, with a new page.
pub(crate) fn leave_for(address: &str) {
    // A browser refuses only what is no address at all, and then staying is right.
    let _ = window().location().set_href(address);
}

/// Gives the page that is shown another address, with nothing asked for: for what has been done and
/// is not to be done again.
pub(crate) fn rename_page(address: &str) {
    let history = window().history();
    // Refused only for another site's address, which this is not.
    let _ =
        history.map(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(address)));
}

/// Whether the device is pointed at with a finger: a phone or a tablet.
pub(crate) fn touched() -> bool {
    let query = window().match_media("(hover: none) and (pointer: coarse)");
    query.ok().flatten().is_some_and(|query| query.matches())
}

/// The program shows this page, and the router hears when the visitor goes back: the document need
/// not any more.
pub(crate) fn hear_going_back() {
    window().set_onpopstate(None);
}

/// Whether the focus is on a page's heading.
pub(crate) fn heading_has_focus() -> bool {
    let focused = document().active_element();
    focused.is_some_and(|element| element.tag_name() == "H1")
}

/// Whether there is room for two columns; never before the program runs, for the server can't know.
pub(crate) fn use_wide() -> ReadSignal<bool> {
    let (wide, set_wide) = signal(false);
    let measure = move || {
        let query = window().match_media("(min-width: 64rem)");
        let now = query.ok().flatten().is_some_and(|query| query.matches());
        if wide.get_untracked() != now {
            set_wide.set(now);
        }
    };
    Effect::new(move || {
        measure();
        let resized = window_event_listener(ev::resize, move |_| measure());
        on_cleanup(move || resized.remove());
    });
    wide
}

/// Scrolls what scrolls by itself until this part of it is in sight.
pub(crate) fn scroll_to(part: &HtmlElement, scroller: &Element) {
    let (top, height) = (part.offset_top(), scroller.client_height());
    let seen = scroller.scroll_top()..scroller.scroll_top() + height - part.offset_height();
    if !seen.contains(&top) {
        scroller.set_scroll_top(top - height / 3);
    }
}

/// The first part of an element that a selector finds.
pub(crate) fn part_of(element: &Element, selector: &str) -> Option<HtmlElement> {
    let part = element.query_selector(selector).ok().flatten();
    part.and_then(|part| part.dyn_into().ok())
}

/// What is typed in the box with this id, if there is one.
pub(crate) fn typed_in(id: &str) -> Option<String> {
    let found = document().get_element_by_id(id)?;
    let area: HtmlTextAreaElement = found.dyn_into().ok()?;
    Some(area.value())
}

/// What is typed in the line with this id, if there is one.
pub(crate) fn line_typed_in(id: &str) -> Option<String> {
    let found = document().get_element_by_id(id)?;
    let line: HtmlInputElement = found.dyn_into().ok()?;
    Some(line.value())
}

/// Writes this into the box with this id, and puts the reader there.
pub(crate) fn write_in(id: &str, text: &str) {
    let found = document().get_element_by_id(id);
    if let Some(area) = found.and_then(|found| found.dyn_into::<HtmlTextAreaElement>().ok()) {
        area.set_value(text);
        // A box of ours can always take the focus.
        let _ = area.focus();
    }
}

/// A form as it is filled in.
pub(crate) struct Filled(FormData);

impl Filled {
    /// Its fields; files are left out.
    pub(crate) fn typed(&self) -> Typed {
        let pairs = js_sys::try_iter(&self.0).ok().flatten();
        let text = |pair: Result<JsValue, JsValue>| {
            let pair = Array::from(&pair.ok()?);
            Some((pair.get(0).as_string()?, pair.get(1).as_string()?))
        };
        Typed(pairs.into_iter().flatten().filter_map(text).collect())
    }

    /// The sizes of the files that are chosen.
    pub(crate) fn sizes(&self) -> Vec<u64> {
        let files = self.0.get_all(FIELD).into_iter();
        let files = files.filter_map(|file| file.dyn_into::<File>().ok());
        // A field where nothing is chosen has a file without a name.
        let files = files.filter(|file| !file.name().is_empty());
        files.map(|file| files::size(&file)).collect()
    }

    /// Sends it; gives where it leads.
    pub(crate) async fn send(&self, action: &str) -> Result<String, ApiError> {
        send(self, action).await
    }
}

#[cfg(not(feature = "hydrate"))]
async fn send(_: &Filled, _: &str) -> Result<String, ApiError> {
    std::future::pending().await
}

#[cfg(feature = "hydrate")]
async fn send(filled: &Filled, action: &str) -> Result<String, ApiError> {
    let fields = if filled.sizes().is_empty() {
        as_fields(&filled.typed())?
    } else {
        filled.0.clone().into()
    };
    post(action, &fields, false).await
}

/// Sends some fields to a form's address, beside the form itself; gives where it leads. They come even
/// if the page is left meanwhile: a browser takes up to 64 kB so.
#[cfg(not(feature = "hydrate"))]
pub(crate) async fn send_aside(_: &str, _: &Typed) -> Result<String, ApiError> {
    std::future::pending().await
}

/// See above.
#[cfg(feature = "hydrate")]
pub(crate) async fn send_aside(action: &str, typed: &Typed) -> Result<String, ApiError> {
    post(action, &as_fields(typed)?, true).await
}

#[cfg(feature = "hydrate")]
fn as_fields(typed: &Typed) -> Result<JsValue, ApiError> {
    let fields = UrlSearchParams::new().map_err(|_| ApiError::from(ApiCode::Fault))?;
    for (name, value) in &typed.0 {
        fields.append(name, value);
    }
    Ok(fields.into())
}

#[cfg(feature = "hydrate")]
async fn post(action: &str, fields: &JsValue, outlives_page: bool) -> Result<String, ApiError> {
    use gloo_net::http::Request;
    use leptos::web_sys::js_sys::Reflect;
    use leptos::web_sys::{self, RequestInit};

    use crate::context::Went;

    let wrong = |_: JsValue| ApiError::from(ApiCode::Fault);
    let unreachable = |_| ApiError::from(ApiCode::Unreachable);
    let with = RequestInit::new();
    with.set_method("POST");
    with.set_body(fields);
    if outlives_page {
        // Not among what the bindings know.
        Reflect::set(&with, &"keepalive".into(), &JsValue::TRUE).map_err(wrong)?;
    }
    let request = web_sys::Request::new_with_str_and_init(action, &with).map_err(wrong)?;
    let accept = request.headers().set("accept", "application/json");
    accept.map_err(wrong)?;
    let answer = Request::from(request).send().await.map_err(unreachable)?;
    let text = answer.text().await.map_err(unreachable)?;
    if answer.ok() {
        let went: Result<Went, _> = serde_json::from_str(&text);
        went.map(|went| went.to).map_err(|_| ApiCode::Fault.into())
    } else {
        Err(serde_json::from_str(&text).unwrap_or_else(|_| ApiCode::Fault.into()))
    }
}

/// The form that is being sent, with the button that sends it.
pub(crate) fn form_of(event: &SubmitEvent) -> Option<Filled> {
    let form: HtmlFormElement = event.target()?.dyn_into().ok()?;
    let data = FormData::new_with_form(&form).ok()?;
    if let Some(button) = event.submitter()
        && let Some(name) = button.get_attribute("name")
    {
        let value = button.get_attribute("value").unwrap_or_default();
        data.append_with_str(&name, &value).ok()?;
    }
    Some(Filled(data))
}

/// The form around what the event is about.
pub(crate) fn form_around(event: &Event) -> Option<Filled> {
    let field: Element = event.target()?.dyn_into().ok()?;
    form_with(&field)
}

/// The form that has this in it.
pub(crate) fn form_with(part: &Element) -> Option<Filled> {
    let form: HtmlFormElement = part.closest("form").ok()??.dyn_into().ok()?;
    FormData::new_with_form(&form).ok().map(Filled)
}

/// The name of the field that the event is about.
pub(crate) fn field_of(event: &Event) -> Option<String> {
    let field: Element = event.target()?.dyn_into().ok()?;
    field.get_attribute("name")
}

/// Listens to what the server tells by itself, until it is dropped.
pub(crate) struct Ear {
    source: EventSource,
    _hear: Closure<dyn Fn(MessageEvent)>,
    _fail: Closure<dyn Fn(Event)>,
}

impl Ear {
    /// Calls `hear` with each text that comes, and `fail` once there is no more to come. A
    /// connection that breaks is made again by the browser itself.
    pub(crate) fn open(
        address: &str,
        hear: impl Fn(String) + 'static,
        fail: impl Fn() + 'static,
    ) -> Option<Self> {
        let source = EventSource::new(address).ok()?;
        let hear = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            hear(event.data().as_string().unwrap_or_default());
        });
        let broken = source.clone();
        let fail = Closure::<dyn Fn(Event)>::new(move |_| {
            if broken.ready_state() == EventSource::CLOSED {
                fail();
            }
        });
        source.set_onmessage(Some(hear.as_ref().unchecked_ref()));
        source.set_onerror(Some(fail.as_ref().unchecked_ref()));
        Some(Self {
            source,
            _hear: hear,
            _fail: fail,
        })
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.source.close();
    }
}
