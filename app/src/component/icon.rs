//! The icons: one line drawing each, 24 × 24 units, 1.5 wide. Always beside a text, never alone.

use leptos::prelude::*;

/// What is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IconName {
    /// A house.
    Home,
    /// A tray with a letter's way in.
    Inbox,
    /// A calendar's page.
    Calendar,
    /// A notebook with lines.
    Journal,
    /// Two sliders.
    Settings,
    /// A small person.
    Child,
    /// A plus in a circle.
    Add,
    /// A closed lock.
    Lock,
    /// A magnifying glass.
    Search,
    /// A box with a lid.
    Archive,
    /// An arrow to where one came from.
    Back,
    /// A pointer onwards.
    Forward,
    /// A tick.
    Check,
    /// A triangle with an exclamation mark.
    Warning,
    /// An i in a circle.
    Info,
    /// A door with an arrow out.
    LogOut,
    /// A person.
    Person,
    /// A telephone to call with.
    Phone,
    /// A mobile phone's screen.
    Mobile,
    /// A printer.
    Print,
    /// A closed letter.
    Unread,
    /// An opened letter.
    Read,
    /// Two arrows, to and fro.
    Swap,
    /// A funnel of lines.
    Filter,
    /// A key: to identify oneself.
    Key,
    /// A house with a cross.
    Clinic,
    /// A capsule.
    Medicine,
    /// A sheet with a seal.
    Certificate,
    /// A paper clip.
    File,
}

impl IconName {
    fn path(self) -> &'static str {
        match self {
            Self::Home => "M4 10.6 12 4l8 6.6V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z",
            Self::Inbox => {
                "M4 13.5 6.3 5.7A1 1 0 0 1 7.3 5h9.4a1 1 0 0 1 1 .7L20 13.5V18a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4 13.5h4.6a3.5 3.5 0 0 0 6.8 0H20"
            }
            Self::Calendar => {
                "M5 6h14a1 1 0 0 1 1 1v12a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1zM4 10.5h16M8.5 3.5v4M15.5 3.5v4"
            }
            Self::Journal => {
                "M7 3.5h10.5a1 1 0 0 1 1 1v15a1 1 0 0 1-1 1H7a1.5 1.5 0 0 1-1.5-1.5V5A1.5 1.5 0 0 1 7 3.5zM9 3.5v17M12 8.5h3.5M12 12h3.5"
            }
            Self::Settings => {
                "M4 8h8.5M17.5 8H20M4 16h2.5M11.5 16H20M15 10.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM9 18.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z"
            }
            Self::Child => {
                "M12 11.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM6.5 20v-.5a5.5 5.5 0 0 1 11 0v.5M10.8 5.1c0-1.1.7-1.8 1.7-1.9"
            }
            Self::Add => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 8.2v7.6M8.2 12h7.6",
            Self::Lock => {
                "M6.5 10.5h11a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1h-11a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1zM8.5 10.5V7.5a3.5 3.5 0 0 1 7 0v3M12 14v2.5"
            }
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.2 15.2 20 20",
            Self::Archive => {
                "M4.5 4.5h15a.5.5 0 0 1 .5.5v3.5H4V5a.5.5 0 0 1 .5-.5zM5.5 8.5V18.5a1 1 0 0 0 1 1h11a1 1 0 0 0 1-1V8.5M10 12.5h4"
            }
            Self::Back => "M19.5 12H5M11 5.8 4.8 12l6.2 6.2",
            Self::Forward => "m9.5 5.5 6.5 6.5-6.5 6.5",
            Self::Check => "m5 12.8 4.6 4.6L19.5 7.2",
            Self::Warning => {
                "M11.1 4.6 3.4 18a1 1 0 0 0 .9 1.5h15.4a1 1 0 0 0 .9-1.5L12.9 4.6a1 1 0 0 0-1.8 0zM12 9.8v4.2M12 16.6v.1"
            }
            Self::Info => "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11.2v5M12 7.9v.1",
            Self::LogOut => "M10.5 20H6a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h4.5M10 12h10M16 8l4 4-4 4",
            Self::Person => {
                "M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5v-.2a6.5 6.5 0 0 1 6.5-6.3h2a6.5 6.5 0 0 1 6.5 6.3v.2"
            }
            Self::Phone => {
                "M5.5 4h2.8a1 1 0 0 1 1 .8l.7 3.1a1 1 0 0 1-.3 1L8 10.5a13 13 0 0 0 5.5 5.5l1.6-1.7a1 1 0 0 1 1-.3l3.1.7a1 1 0 0 1 .8 1v2.8a1.5 1.5 0 0 1-1.5 1.5A14.5 14.5 0 0 1 4 5.5 1.5 1.5 0 0 1 5.5 4z"
            }
            Self::Mobile => {
                "M8 3h8a1.5 1.5 0 0 1 1.5 1.5v15A1.5 1.5 0 0 1 16 21H8a1.5 1.5 0 0 1-1.5-1.5v-15A1.5 1.5 0 0 1 8 3zM10.8 18h2.4"
            }
            Self::Print => {
                "M7.5 8.5V4h9v4.5M7.5 16.5H5a1 1 0 0 1-1-1v-6a1 1 0 0 1 1-1h14a1 1 0 0 1 1 1v6a1 1 0 0 1-1 1h-2.5M7.5 13.5h9V20h-9z"
            }
            Self::Unread => {
                "M5 5.5h14a1 1 0 0 1 1 1v11a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1v-11a1 1 0 0 1 1-1zM4.3 7l7.7 5.8L19.7 7"
            }
            Self::Read => {
                "M4 10 12 4l8 6v8.5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1zM4.3 10.3 12 15.2l7.7-4.9"
            }
            Self::Swap => "M4.5 8.5h14M15 5l3.5 3.5L15 12M19.5 15.5h-14M9 12l-3.5 3.5L9 19",
            Self::Filter => "M4 7h16M7 12h10M10 17h4",
            Self::Clinic => {
                "M4.5 20V8.5a1 1 0 0 1 1-1h13a1 1 0 0 1 1 1V20M3 20h18M9 7.5V5a1 1 0 0 1 1-1h4a1 1 0 0 1 1 1v2.5M12 10.5v5M9.5 13h5"
            }
            Self::Medicine => {
                "m5.3 12.3 7-7a4.5 4.5 0 0 1 6.4 6.4l-7 7a4.5 4.5 0 0 1-6.4-6.4zM8.8 8.8l6.4 6.4"
            }
            Self::Certificate => {
                "M12.5 20H6a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1h11a1 1 0 0 1 1 1v6M8.5 8h6M8.5 11.5h3.5M16.5 18a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM15 17.8V21l1.5-1 1.5 1v-3.2"
            }
            Self::File => {
                "m19 11.2-7.4 7.4a4.6 4.6 0 0 1-6.5-6.5l7.8-7.8a3.1 3.1 0 0 1 4.4 4.4l-7.7 7.7a1.5 1.5 0 0 1-2.2-2.2l7-7"
            }
            Self::Key => {
                "M8 16.5a4.5 4.5 0 1 0 0-9 4.5 4.5 0 0 0 0 9zM12.5 12H21M18 12v3.5M15 12v2.5"
            }
        }
    }
}

/// An icon. It says nothing to a screen reader: the text beside it does.
#[component]
pub(crate) fn Icon(name: IconName) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=name.path()></path>
        </svg>
    }
    .into_any()
}
