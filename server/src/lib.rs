//! The server of Agera ombud: command line, configuration, HTTP, demo and jobs.
//!
//! ```text
//! cli ─▶ run ─▶ config · store · adapters · demo ─▶ http ─▶ app ─▶ service
//! ```

pub mod checkpoints;
pub mod cli;
pub mod clients;
pub mod config;
pub mod demo;
pub mod failure;
mod files;
pub mod http;
mod jobs;
mod logging;
pub mod news;
pub mod ports;
pub mod run;
