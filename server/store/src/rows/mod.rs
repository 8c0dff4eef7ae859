//! The rows that statements give, for either engine, and what they mean.

mod attachment;
mod care;
mod desk;
mod login;
mod person;

pub(crate) use attachment::{AttachmentColumns, ContentColumns};
pub(crate) use care::{
    EntryColumns, EntryListColumns, MessageColumns, ThreadColumns, ThreadListColumns, UnitColumns,
};
pub(crate) use desk::{
    CaseColumns, CaseCountColumns, CaseListColumns, ColleagueColumns, DeskColumns, UnitOfferColumns,
};
pub(crate) use login::{OrderColumns, SessionColumns};
pub(crate) use person::{CustodyColumns, LinkColumns, PersonColumns, RecordColumns};
