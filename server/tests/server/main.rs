//! The server as a whole: its command line as a process, its routes in this one.

#![expect(clippy::unwrap_used, reason = "a test: what goes wrong fails it")]

mod access;
mod access_log;
mod applications;
mod attachments;
mod blocks;
mod cli;
mod config;
mod demo;
mod drafts;
mod explain;
mod explain_page;
mod fhir;
mod files;
mod future;
mod http;
mod kills;
mod lifecycle;
mod log;
mod messages;
mod nodes;
mod number;
mod production;
mod protected;
mod rules;
mod sent_other;
mod shutdown;
mod support;
mod taking_back;
mod templates;
mod together;
mod trouble;
