//! The pages, one file each.

pub(crate) mod add_child;
pub(crate) mod applications;
pub(crate) mod booking;
pub(crate) mod certificates;
pub(crate) mod contact;
pub(crate) mod desk;
pub(crate) mod entry;
pub(crate) mod home;
pub(crate) mod inbox;
pub(crate) mod journal;
pub(crate) mod lazy;
pub(crate) mod log;
pub(crate) mod log_in;
pub(crate) mod not_found;
pub(crate) mod overview;
pub(crate) mod prescriptions;
pub(crate) mod principal;
pub(crate) mod road_map;
pub(crate) mod settings;
pub(crate) mod start;
pub(crate) mod thread;
