//! Every SQL statement, by name: understood alike by SQLite and PostgreSQL.
//!
//! They stand in lists, so that a test can read the plan of each on both engines: none of them
//! may walk through a whole table. Lists are paged by key, never by offset: the first page starts
//! after a key that lies before all others.

macro_rules! statements {
    ($($(#[$doc:meta])* $name:ident = $sql:expr;)+) => {
        $($(#[$doc])* pub(crate) const $name: &str = $sql;)+

        /// Every SQL statement with its name: for the test that reads their plans.
        pub(super) const STATEMENTS: &[(&str, &str)] = &[$((stringify!($name), $sql)),+];
    };
}

mod application;
mod attachment;
mod birthday;
mod block;
mod booking;
mod care;
mod draft;
mod errand;
mod import;
mod intake;
mod itself;
mod log;
mod notice;
mod person;
mod place;
mod prescription;
mod principal;
mod ruling;
mod sent;
mod template;

pub(crate) use self::application::*;
pub(crate) use self::attachment::*;
pub(crate) use self::birthday::*;
pub(crate) use self::block::*;
pub(crate) use self::booking::*;
pub(crate) use self::care::*;
pub(crate) use self::draft::*;
pub(crate) use self::errand::*;
pub(crate) use self::import::*;
pub(crate) use self::intake::*;
pub(crate) use self::itself::*;
pub(crate) use self::log::*;
pub(crate) use self::notice::*;
pub(crate) use self::person::*;
pub(crate) use self::place::*;
pub(crate) use self::prescription::*;
pub(crate) use self::principal::*;
pub(crate) use self::ruling::*;
pub(crate) use self::sent::*;
pub(crate) use self::template::*;

/// Every SQL statement with its name: for the test that reads their plans.
pub fn statements() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    [
        booking::STATEMENTS,
        birthday::STATEMENTS,
        block::STATEMENTS,
        application::STATEMENTS,
        attachment::STATEMENTS,
        care::STATEMENTS,
        draft::STATEMENTS,
        errand::STATEMENTS,
        import::STATEMENTS,
        intake::STATEMENTS,
        itself::STATEMENTS,
        log::STATEMENTS,
        notice::STATEMENTS,
        person::STATEMENTS,
        place::STATEMENTS,
        principal::STATEMENTS,
        ruling::STATEMENTS,
        sent::STATEMENTS,
        template::STATEMENTS,
        prescription::STATEMENTS,
    ]
    .into_iter()
    .flatten()
}
