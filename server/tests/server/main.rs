//! The server as a whole: its command line as a process, its routes in this one.

mod access;
mod cli;
mod config;
mod demo;
mod files;
mod http;
mod lifecycle;
mod log;
mod shutdown;
mod support;
