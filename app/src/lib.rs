//! What a person meets: the shell, the pages and their components, the texts, and the server
//! functions that the pages call. Rendered on the server first, then hydrated in the browser.

pub mod api;
mod browser;
mod component;
mod context;
mod fetched;
mod news;
mod page;
mod place;
mod routes;
#[cfg(feature = "ssr")]
pub mod server;
mod shell;
mod text;

pub use routes::App;
pub use shell::shell;
