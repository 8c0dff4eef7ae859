//! The parts that pages are made of.

pub(crate) mod alert;
pub(crate) mod asked;
pub(crate) mod badge;
pub(crate) mod choose;
pub(crate) mod chrome;
pub(crate) mod drafting;
pub(crate) mod empty;
pub(crate) mod error_summary;
pub(crate) mod error_view;
pub(crate) mod field;
pub(crate) mod files;
pub(crate) mod icon;
pub(crate) mod inputs;
pub(crate) mod load;
pub(crate) mod message;
pub(crate) mod name_band;
pub(crate) mod nav;
pub(crate) mod page;
pub(crate) mod pager;
pub(crate) mod phone;
pub(crate) mod print;
pub(crate) mod send_form;
pub(crate) mod sending;
pub(crate) mod session_timer;
pub(crate) mod switcher;
pub(crate) mod why_closed;
