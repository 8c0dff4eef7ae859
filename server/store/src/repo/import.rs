//! What an operator or the demo loads.

use async_trait::async_trait;
use domain::access::Capacity;
use domain::case::CaseState;
use domain::certificate::CertificateKind;
use domain::contact::OnlineService;
use domain::inbox::Author;
use domain::personnummer::Personnummer;
use domain::text::words;
use jiff::Timestamp;
use service::ports::register::RegisterRecord;
use service::ports::store::{
    ClinicRecord, ClinicRow, Import, SeedEntry, SeedRows, SeedThread, SeedTime, StoreResult,
    UnitRecord, UnitRow,
};
use sqlx::{Transaction, query, query_as, query_scalar};
use uuid::Uuid;

use super::attachments::write_files;
use super::intake::identify;
use super::staff::add_to_unit;
use super::{Db, Repo, certificates, commit, prescriptions, templates};
use crate::convert::{Word, author_words, failed, micros, unreadable, unwritable};
use crate::rows::RecordColumns;
use crate::sql;

/// The word in `meta` that says that something has been seeded, and of which moment it is.
const SEEDED: &str = "seeded";

#[async_trait]
impl Import for Repo {
    async fn import_register(&self, records: &[RegisterRecord], at: Timestamp) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        for record in records {
            import(&mut transaction, record, at).await.map_err(failed)?;
        }
        commit(transaction).await
    }

    async fn imported_record(&self, number: Personnummer) -> StoreResult<Option<RegisterRecord>> {
        let rows = query_as::<Db, RecordColumns>(sql::RECORD)
            .bind(number.digits())
            .fetch_all(&self.read)
            .await
            .map_err(failed)?;
        RecordColumns::gather(number, rows)
    }

    async fn import_clinics(&self, clinics: &[ClinicRecord]) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        for clinic in clinics {
            keep_clinic(&mut transaction, clinic).await?;
        }
        commit(transaction).await
    }

    async fn is_seeded(&self) -> StoreResult<bool> {
        Ok(self.seeded_at().await?.is_some())
    }

    async fn seeded_at(&self) -> StoreResult<Option<Timestamp>> {
        let seeded: Option<String> = query_scalar(sql::META)
            .bind(SEEDED)
            .fetch_optional(&self.read)
            .await
            .map_err(failed)?;
        seeded
            .map(|at| at.parse().map_err(|_| unreadable("an instant")))
            .transpose()
    }

    async fn seed(&self, seed: &SeedRows) -> StoreResult<()> {
        let mut transaction = self.begin().await?;
        query(sql::KEEP_META)
            .bind(SEEDED)
            .bind(seed.at.to_string())
            .execute(&mut *transaction)
            .await
            .map_err(failed)?;
        for principal in &seed.principals {
            add_principal(&mut transaction, principal.id.0, &principal.name).await?;
        }
        for (principal, person) in &seed.administrators {
            query(sql::ADD_ADMINISTRATOR)
                .bind(principal.0)
                .bind(person.0)
                .bind(micros(seed.at))
                .execute(&mut *transaction)
                .await
                .map_err(failed)?;
        }
        for clinic in &seed.clinics {
            add_clinic(&mut transaction, clinic).await?;
        }
        for unit in &seed.units {
            let clinic = seed.clinics.iter().find(|clinic| clinic.id == unit.clinic);
            let clinic = clinic.map_or("", |clinic| &clinic.name);
            add_unit(&mut transaction, unit, clinic).await?;
        }
        for staff in &seed.staff {
            add_to_unit(&mut transaction, staff, seed.at).await?;
        }
        for time in &seed.times {
            add_time(&mut transaction, time).await?;
        }
        for thread in &seed.threads {
            add_thread(&mut transaction, thread).await?;
        }
        for entry in &seed.entries {
            add_entry(&mut transaction, entry).await?;
        }
        for prescription in &seed.prescriptions {
            prescriptions::add(&mut transaction, prescription).await?;
        }
        for certificate in &seed.certificates {
            certificates::add(&mut transaction, certificate).await?;
        }
        for (unit, template) in &seed.templates {
            templates::add(&mut transaction, *unit, template, seed.at).await?;
        }
        commit(transaction).await
    }
}

async fn add_clinic(
    transaction: &mut Transaction<'static, Db>,
    clinic: &ClinicRow,
) -> StoreResult<()> {
    query(sql::ADD_CLINIC)
        .bind(clinic.id.0)
        .bind(&clinic.name)
        .bind(&clinic.phone)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    match clinic.principal {
        Some(principal) => give_clinic(transaction, clinic.id.0, principal.0).await,
        None => Ok(()),
    }
}

async fn add_principal(
    transaction: &mut Transaction<'static, Db>,
    id: Uuid,
    name: &str,
) -> StoreResult<()> {
    query(sql::ADD_PRINCIPAL)
        .bind(id)
        .bind(name)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

async fn give_clinic(
    transaction: &mut Transaction<'static, Db>,
    clinic: Uuid,
    principal: Uuid,
) -> StoreResult<()> {
    query(sql::GIVE_CLINIC)
        .bind(clinic)
        .bind(principal)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

async fn add_time(transaction: &mut Transaction<'static, Db>, time: &SeedTime) -> StoreResult<()> {
    query(sql::OPEN_TIME)
        .bind(time.id.0)
        .bind(time.unit.0)
        .bind(time.with.0)
        .bind(time.kind.word())
        .bind(&time.title)
        .bind(micros(time.starts))
        .bind(micros(time.ends))
        .bind(time.allowed.cancel)
        .bind(time.allowed.rebook)
        .bind(i32::from(time.allowed.hours))
        .bind(None::<Uuid>)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

async fn import(
    transaction: &mut Transaction<'static, Db>,
    record: &RegisterRecord,
    at: Timestamp,
) -> Result<(), sqlx::Error> {
    let name = record.name.as_ref();
    query(sql::KEEP_RECORD)
        .bind(record.number.digits())
        .bind(record.born.to_string())
        .bind(name.map(|name| &name.given))
        .bind(name.map(|name| &name.family))
        .bind(record.protection.word())
        .bind(record.residence.word())
        .bind(micros(at))
        .execute(&mut **transaction)
        .await?;
    query(sql::FORGET_RELATIONS)
        .bind(record.number.digits())
        .execute(&mut **transaction)
        .await?;
    for custody in &record.guardian_of {
        query(sql::KEEP_RELATION)
            .bind(record.number.digits())
            .bind(custody.child.digits())
            .bind(custody.until.map(|day| day.to_string()))
            .execute(&mut **transaction)
            .await?;
    }
    Ok(())
}

/// The id of what has this name: the same whenever it is imported.
fn named(kind: &str, name: &str) -> Uuid {
    Uuid::new_v5(
        &Uuid::NAMESPACE_OID,
        format!("agera ombud {kind} {name}").as_bytes(),
    )
}

async fn keep_clinic(
    transaction: &mut Transaction<'static, Db>,
    clinic: &ClinicRecord,
) -> StoreResult<()> {
    let id = named("clinic", &clinic.name);
    query(sql::KEEP_CLINIC)
        .bind(id)
        .bind(&clinic.name)
        .bind(&clinic.phone)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    query(sql::RENEW_CLINIC)
        .bind(id)
        .bind(&clinic.phone)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    if let Some(name) = &clinic.principal {
        let principal = named("principal", name);
        add_principal(transaction, principal, name).await?;
        give_clinic(transaction, id, principal).await?;
    }
    for unit in &clinic.units {
        let UnitRecord {
            name,
            offers,
            identifiers,
            ..
        } = unit;
        let withheld = unit.withheld;
        let category = unit.category.word();
        let unit = named("unit", &format!("{} {name}", clinic.name));
        let kept = query(sql::KEEP_UNIT)
            .bind(unit)
            .bind(id)
            .bind(name)
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        query(sql::RENEW_UNIT)
            .bind(unit)
            .bind(category)
            .bind(withheld)
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        if kept.rows_affected() > 0 {
            describe(
                transaction,
                unit,
                &format!("{name} {}", clinic.name),
                offers,
                &[],
            )
            .await?;
        }
        for (system, value) in identifiers {
            identify(transaction, unit, (system, value)).await?;
        }
    }
    Ok(())
}

async fn add_unit(
    transaction: &mut Transaction<'static, Db>,
    unit: &UnitRow,
    clinic: &str,
) -> StoreResult<()> {
    query(sql::ADD_UNIT)
        .bind(unit.id.0)
        .bind(unit.clinic.0)
        .bind(&unit.name)
        .bind(unit.category.word())
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    let names = format!("{} {clinic}", unit.name);
    describe(
        transaction,
        unit.id.0,
        &names,
        &unit.offers,
        &unit.certificates,
    )
    .await
}

/// By what words a new unit is found, and what it offers: of certificates all, where none is said.
async fn describe(
    transaction: &mut Transaction<'static, Db>,
    unit: Uuid,
    names: &str,
    offers: &[OnlineService],
    certificates: &[CertificateKind],
) -> StoreResult<()> {
    for word in words(names) {
        query(sql::ADD_UNIT_WORD)
            .bind(word)
            .bind(unit)
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    for service in offers {
        query(sql::OFFER)
            .bind(unit)
            .bind(service.word())
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
    }
    let offered = offers.contains(&OnlineService::Certificate);
    let issued: &[CertificateKind] = match certificates {
        _ if !offered => &[],
        [] => &CertificateKind::ALL,
        said => said,
    };
    certificates::issues(transaction, unit, issued).await
}

async fn add_thread(
    transaction: &mut Transaction<'static, Db>,
    thread: &SeedThread,
) -> StoreResult<()> {
    let newest = thread.messages.iter().map(|message| message.written).max();
    let newest = newest.ok_or_else(|| unwritable("a thread without messages"))?;
    let count = i32::try_from(thread.messages.len());
    query(sql::ADD_THREAD)
        .bind(thread.id.0)
        .bind(thread.person.0)
        .bind(thread.unit.0)
        .bind(&thread.subject)
        .bind(micros(newest))
        .bind(count.map_err(|_| unwritable("a thread of that many messages"))?)
        .bind(thread.unread)
        .bind(thread.archived)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    for message in &thread.messages {
        let (author, name) = author_words(&message.author);
        query(sql::ADD_MESSAGE)
            .bind(message.id.0)
            .bind(thread.id.0)
            .bind(author)
            .bind(name)
            .bind(micros(message.written))
            .bind(&message.body)
            .execute(&mut **transaction)
            .await
            .map_err(failed)?;
        write_files(transaction, message.id, &message.files, message.written).await?;
    }
    add_case(transaction, thread).await
}

/// The unit's side of a seeded thread: whoever wrote last waits for the other.
async fn add_case(
    transaction: &mut Transaction<'static, Db>,
    thread: &SeedThread,
) -> StoreResult<()> {
    let (Some(first), Some(last)) = (thread.messages.first(), thread.messages.last()) else {
        return Ok(());
    };
    let opened = match first.author {
        Author::Staff(_) => None,
        Author::Guardian(_) | Author::OtherGuardian | Author::Unnamed => {
            Some(Capacity::Guardian.word())
        }
        Author::Subject(_) => Some(Capacity::Myself.word()),
    };
    let state = match last.author {
        Author::Staff(_) => CaseState::Done,
        Author::Guardian(_) | Author::OtherGuardian | Author::Unnamed | Author::Subject(_) => {
            CaseState::New
        }
    };
    query(sql::ADD_CASE)
        .bind(thread.id.0)
        .bind(thread.unit.0)
        .bind(state.word())
        .bind(opened)
        .bind(micros(first.written))
        .bind(micros(last.written))
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}

pub(super) async fn add_entry(
    transaction: &mut Transaction<'static, Db>,
    entry: &SeedEntry,
) -> StoreResult<()> {
    let measured = serde_json::to_string(&entry.values).map_err(|_| unwritable("values"))?;
    query(sql::ADD_ENTRY)
        .bind(entry.id.0)
        .bind(entry.person.0)
        .bind(entry.unit.0)
        .bind(entry.kind.slug())
        .bind(&entry.title)
        .bind(&entry.author)
        .bind(micros(entry.happened))
        .bind(entry.signed)
        .bind(&entry.body)
        .bind(measured)
        .execute(&mut **transaction)
        .await
        .map_err(failed)?;
    Ok(())
}
