//! The rows that statements give, for either engine, and what they mean.

mod application;
mod attachment;
mod booking;
mod care;
mod desk;
mod draft;
mod log;
mod login;
mod person;
mod prescription;
mod reading;
mod ruling;

pub(crate) use application::{
    ApplicationColumns, ApplicationStanding, PartiesColumns, StepColumns,
};
pub(crate) use attachment::{AttachmentColumns, ContentColumns};
pub(crate) use booking::{BookingColumns, DeskSlotColumns, SlotColumns};
pub(crate) use care::{
    EntryColumns, EntryListColumns, MessageColumns, OpenCaseColumns, SearchedColumns,
    ThreadColumns, ThreadListColumns, UnitColumns, UnitFactsColumns, values,
};
pub(crate) use desk::{
    CaseColumns, CaseCountColumns, CaseListColumns, ColleagueColumns, DeskColumns, StandingColumns,
    UnitOfferColumns, WorkforceColumns,
};
pub(crate) use draft::DraftListColumns;
pub(crate) use log::{HeadOfLogColumns, LinkOfLogColumns, UnsealedColumns};
pub(crate) use login::{OrderColumns, SessionColumns};
pub(crate) use person::{CustodyColumns, LinkColumns, PersonColumns, RecordColumns, SenderColumns};
pub(crate) use prescription::{
    CertificateColumns, CertificateListColumns, CertificateOrderColumns, PrescriptionColumns,
    RenewalColumns, RenewalItemColumns,
};
pub(crate) use reading::ReadingColumns;
pub(crate) use ruling::{DecidedColumns, RulingColumns};
