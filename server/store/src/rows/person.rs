//! Persons, custody and links; records of the imported register.

use std::marker::PhantomData;

use domain::id::{LinkId, PersonId};
use domain::person::Person;
use domain::personnummer::Personnummer;
use service::ports::register::{CustodyRecord, RegisterRecord};
use service::ports::store::{CustodyAnswer, Decided, LinkFacts, StoreError, StoreResult};
use sqlx::{ColumnIndex, Decode, FromRow, Row, Type};
use uuid::Uuid;

use super::DecidedColumns;
use crate::convert::{Word, date, instant, maybe_date, name, number, unreadable};

#[derive(FromRow)]
pub(crate) struct PersonColumns {
    id: Uuid,
    number: String,
    born: String,
    given: Option<String>,
    family: Option<String>,
    protection: String,
    residence: String,
}

impl TryFrom<PersonColumns> for Person {
    type Error = StoreError;

    fn try_from(row: PersonColumns) -> StoreResult<Self> {
        Ok(Self {
            id: PersonId(row.id),
            number: number(&row.number)?,
            born: date(&row.born)?,
            name: name(row.given, row.family),
            protection: Word::read(&row.protection)?,
            residence: Word::read(&row.residence)?,
        })
    }
}

/// One of the persons of a row that tells of several.
pub(crate) struct Named<W> {
    person: PersonColumns,
    who: PhantomData<W>,
}

/// Who it is in its row, and what the columns are called there.
pub(crate) trait Who {
    /// As those of [`PersonColumns`], in their order.
    const COLUMNS: [&'static str; 7];
}

impl<W> Named<W> {
    pub(super) fn read(self) -> StoreResult<Person> {
        self.person.try_into()
    }
}

impl<'r, R: Row, W: Who> FromRow<'r, R> for Named<W>
where
    &'static str: ColumnIndex<R>,
    Uuid: Decode<'r, R::Database> + Type<R::Database>,
    String: Decode<'r, R::Database> + Type<R::Database>,
    Option<String>: Decode<'r, R::Database> + Type<R::Database>,
{
    fn from_row(row: &'r R) -> sqlx::Result<Self> {
        let [id, number, born, given, family, protection, residence] = W::COLUMNS;
        let person = PersonColumns {
            id: row.try_get(id)?,
            number: row.try_get(number)?,
            born: row.try_get(born)?,
            given: row.try_get(given)?,
            family: row.try_get(family)?,
            protection: row.try_get(protection)?,
            residence: row.try_get(residence)?,
        };
        let who = PhantomData;
        Ok(Self { person, who })
    }
}

/// The guardian who opened a case.
#[derive(FromRow)]
pub(crate) struct SenderColumns {
    #[sqlx(flatten)]
    person: PersonColumns,
    blocked: bool,
}

impl SenderColumns {
    /// Who, and whether the unit has blocked it.
    pub(crate) fn read(self) -> StoreResult<(Person, bool)> {
        Ok((self.person.try_into()?, self.blocked))
    }
}

#[derive(FromRow)]
pub(crate) struct CustodyColumns {
    told: i64,
    held: Option<String>,
    until: Option<String>,
}

impl TryFrom<CustodyColumns> for CustodyAnswer {
    type Error = StoreError;

    fn try_from(row: CustodyColumns) -> StoreResult<Self> {
        let until = maybe_date(row.until.as_deref())?;
        let child = row.held.as_deref().map(number).transpose()?;
        Ok(Self {
            held: child.map(|child| CustodyRecord { child, until }),
            told: instant(row.told)?,
        })
    }
}

#[derive(FromRow)]
pub(crate) struct LinkColumns {
    link: Uuid,
    colour: i16,
    #[sqlx(flatten)]
    child: PersonColumns,
    #[sqlx(flatten)]
    custody: CustodyColumns,
    kind: Option<String>,
    principal: Option<Uuid>,
    clinic: Option<Uuid>,
    unit: Option<Uuid>,
    from_day: Option<String>,
    until_day: Option<String>,
}

impl LinkColumns {
    /// The links, in their order: a row has one thing that was decided about one of them, or
    /// nothing.
    pub(crate) fn gather(rows: Vec<Self>) -> StoreResult<Vec<LinkFacts>> {
        let mut links: Vec<LinkFacts> = Vec::new();
        for mut row in rows {
            let ruling = row.ruling();
            let known = links
                .iter()
                .position(|facts| facts.link == LinkId(row.link));
            let place = if let Some(place) = known {
                place
            } else {
                links.push(row.try_into()?);
                links.len() - 1
            };
            if let Some(ruling) = ruling {
                ruling.add_to(&mut links[place].decided)?;
            }
        }
        Ok(links)
    }

    fn ruling(&mut self) -> Option<DecidedColumns> {
        Some(DecidedColumns {
            kind: self.kind.take()?,
            principal: self.principal,
            clinic: self.clinic?,
            unit: self.unit?,
            from_day: self.from_day.take()?,
            until_day: self.until_day.take(),
        })
    }
}

impl TryFrom<LinkColumns> for LinkFacts {
    type Error = StoreError;

    fn try_from(row: LinkColumns) -> StoreResult<Self> {
        Ok(Self {
            link: LinkId(row.link),
            child: row.child.try_into()?,
            custody: row.custody.try_into()?,
            colour: u8::try_from(row.colour).map_err(|_| unreadable("a colour"))?,
            decided: Decided::default(),
        })
    }
}

/// A record of the imported register with one of its relations, if it has any.
#[derive(FromRow)]
pub(crate) struct RecordColumns {
    born: String,
    given: Option<String>,
    family: Option<String>,
    protection: String,
    residence: String,
    child: Option<String>,
    until: Option<String>,
}

impl RecordColumns {
    /// The record that these rows make up: one for each relation, or a single one without.
    pub(crate) fn gather(
        number_asked: Personnummer,
        rows: Vec<Self>,
    ) -> StoreResult<Option<RegisterRecord>> {
        let mut guardian_of = Vec::new();
        for row in &rows {
            if let Some(child) = &row.child {
                let until = maybe_date(row.until.as_deref())?;
                guardian_of.push(CustodyRecord {
                    child: number(child)?,
                    until,
                });
            }
        }
        let Some(row) = rows.into_iter().next() else {
            return Ok(None);
        };
        Ok(Some(RegisterRecord {
            number: number_asked,
            born: date(&row.born)?,
            name: name(row.given, row.family),
            protection: Word::read(&row.protection)?,
            residence: Word::read(&row.residence)?,
            guardian_of,
        }))
    }
}
