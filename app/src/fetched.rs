//! What a page fetches, and showing it once it is there.
//!
//! Pages fetch many types. In the browser each type of resource and of what waits for it would be
//! program of its own; so one kind of resource carries them all, and only its two ends know the
//! type (`docs/decisions/0006-bytes-for-the-browser.md`).

use std::any::Any;
use std::convert::Infallible;
use std::fmt;
use std::marker::PhantomData;
use std::pin::Pin;
use std::str::FromStr;
use std::sync::Arc;

use codee::string::FromToStringCodec;
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::{ApiCode, ApiError};

/// The question on its way.
type Asking = Pin<Box<dyn Future<Output = Answer> + Send>>;

/// What can be fetched.
pub(crate) trait Fetch:
    Clone + Serialize + DeserializeOwned + Send + Sync + 'static
{
}

impl<T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static> Fetch for T {}

/// Something that the server is asked for: with the page, and again when its key changes.
pub(crate) struct Fetched<T> {
    resource: Resource<Answer, FromToStringCodec>,
    of: PhantomData<fn() -> T>,
}

impl<T> Clone for Fetched<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Fetched<T> {}

impl<T: Fetch> Fetched<T> {
    /// Fetches for the key as it is now, and again when it has become another.
    pub(crate) fn new<K, F>(
        key: impl Fn() -> K + Send + Sync + 'static,
        fetch: impl Fn(K) -> F + Send + Sync + 'static,
    ) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, ApiError>> + Send + 'static,
    {
        Self::with_options(key, fetch, false)
    }

    /// The same; the server begins no page before the answer is there.
    pub(crate) fn blocking<K, F>(
        key: impl Fn() -> K + Send + Sync + 'static,
        fetch: impl Fn(K) -> F + Send + Sync + 'static,
    ) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, ApiError>> + Send + 'static,
    {
        Self::with_options(key, fetch, true)
    }

    fn with_options<K, F>(
        key: impl Fn() -> K + Send + Sync + 'static,
        fetch: impl Fn(K) -> F + Send + Sync + 'static,
        blocking: bool,
    ) -> Self
    where
        K: Clone + PartialEq + Send + Sync + 'static,
        F: Future<Output = Result<T, ApiError>> + Send + 'static,
    {
        let key = move || Key(Arc::new(key()));
        let fetch = move |Key(key): Key| -> Asking {
            let key = (*key).as_any().downcast_ref::<K>();
            let answer = fetch(key.expect("it was made as this type just above").clone());
            Box::pin(async move { Answer::of(answer.await) })
        };
        Self {
            resource: resource(Box::new(key), Box::new(fetch), blocking),
            of: PhantomData,
        }
    }

    /// Asks again.
    pub(crate) fn refetch(self) {
        self.resource.refetch();
    }

    /// Shows what has been fetched.
    pub(crate) fn shown(
        self,
        meanwhile: Meanwhile,
        show: impl Fn(Result<T, ApiError>) -> AnyView + Send + Sync + 'static,
    ) -> AnyView {
        let show = move |answer: Answer| show(answer.open());
        shown(self.resource, meanwhile, Arc::new(show))
    }
}

/// What is shown while the answer is on its way.
#[derive(Clone, Copy)]
pub(crate) enum Meanwhile {
    /// This. What was fetched before never stays: it could be another child's.
    This(fn() -> AnyView),
    /// What was there before, if anything was.
    Before,
}

fn resource(
    key: Box<dyn Fn() -> Key + Send + Sync>,
    fetch: Box<dyn Fn(Key) -> Asking + Send + Sync>,
    blocking: bool,
) -> Resource<Answer, FromToStringCodec> {
    Resource::new_with_options(key, fetch, blocking)
}

fn shown(
    resource: Resource<Answer, FromToStringCodec>,
    meanwhile: Meanwhile,
    show: Arc<dyn Fn(Answer) -> AnyView + Send + Sync>,
) -> AnyView {
    let shown = move || {
        let show = show.clone();
        Suspend::new(async move { show(resource.await) })
    };
    match meanwhile {
        Meanwhile::This(view) => view! { <Suspense fallback=view>{shown}</Suspense> }.into_any(),
        Meanwhile::Before => view! { <Transition>{shown}</Transition> }.into_any(),
    }
}

/// What is asked for: of any type that can be compared.
#[derive(Clone)]
struct Key(Arc<dyn AnyKey>);

trait AnyKey: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn same(&self, other: &dyn Any) -> bool;
}

impl<K: PartialEq + Send + Sync + 'static> AnyKey for K {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn same(&self, other: &dyn Any) -> bool {
        other.downcast_ref() == Some(self)
    }
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.0.same((*other.0).as_any())
    }
}

/// An answer of any type.
#[derive(Clone)]
enum Answer {
    /// As it came within the page.
    Written(Arc<str>),
    /// As it was asked for.
    Told(Arc<dyn AnyAnswer>),
}

trait AnyAnswer: Send + Sync {
    fn as_any(&self) -> &dyn Any;
    /// As it goes out within the page: JSON.
    #[cfg(feature = "ssr")]
    fn written(&self) -> Option<String>;
}

impl<T: Fetch> AnyAnswer for Result<T, ApiError> {
    fn as_any(&self) -> &dyn Any {
        self
    }

    #[cfg(feature = "ssr")]
    fn written(&self) -> Option<String> {
        serde_json::to_string(self).ok()
    }
}

impl Answer {
    fn of<T: Fetch>(answer: Result<T, ApiError>) -> Self {
        Self::Told(Arc::new(answer))
    }

    fn open<T: Fetch>(&self) -> Result<T, ApiError> {
        let found = match self {
            Self::Written(text) => serde_json::from_str(text).ok(),
            Self::Told(answer) => (**answer).as_any().downcast_ref().cloned(),
        };
        found.unwrap_or_else(|| Err(ApiCode::Fault.into()))
    }
}

impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Written(text) => f.write_str(text),
            #[cfg(feature = "ssr")]
            Self::Told(answer) => f.write_str(&answer.written().ok_or(fmt::Error)?),
            // The browser writes no pages.
            #[cfg(not(feature = "ssr"))]
            Self::Told(_) => Err(fmt::Error),
        }
    }
}

impl FromStr for Answer {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::Written(text.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_the_same_as_it_was_told_and_as_it_came_with_the_page() {
        for answer in [Ok("Åsa".to_owned()), Err(ApiCode::NotFound.into())] {
            let told = Answer::of(answer.clone());
            assert_eq!(told.open::<String>(), answer);
            let written: Answer = told.to_string().parse().unwrap();
            assert_eq!(written.open::<String>(), answer);
            assert_eq!(written.to_string(), told.to_string());
        }
    }

    #[test]
    fn what_can_not_be_read_is_a_fault_of_ours() {
        let fault: Result<u8, ApiError> = Err(ApiCode::Fault.into());
        assert_eq!(Answer::of(Ok("Åsa".to_owned())).open(), fault);
        let written: Answer = "{".parse().unwrap();
        assert_eq!(written.open(), fault);
    }

    #[test]
    fn keys_are_the_same_where_their_values_are() {
        let key = |key: &str| Key(Arc::new(key.to_owned()));
        assert!(key("a") == key("a"));
        assert!(key("a") != key("b"));
        assert!(key("a") != Key(Arc::new('a')));
    }
}
