use std::sync::Arc;

use domain::id::{ThreadId, UnitId};
use domain::inbox::Author;
use domain::person::{Protection, Residence};
use jiff::civil::date;
use service::ports::register::{PopulationRegister, RegisterRecord};
use service::ports::store::{SeedRows, SeedThread};
use store::ImportedRegister;

use crate::people::{child, custody, guardian, number, record};
use crate::world::{World, at, now};

pub async fn records_replace_those_with_the_same_number(world: Arc<World>) {
    let import = &world.open.import;
    let mut first = guardian(0, &[]);
    first.guardian_of = vec![
        custody(child(0), None),
        custody(child(1), Some(date(2025, 1, 31))),
    ];
    first.guardian_of.sort_by_key(|custody| custody.child);
    let newborn = RegisterRecord {
        name: None,
        ..record(child(0))
    };
    import
        .import_register(&[first.clone(), newborn.clone()], now())
        .await
        .unwrap();
    assert_eq!(
        import.imported_record(first.number).await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(
        import.imported_record(child(0)).await.unwrap(),
        Some(newborn)
    );
    assert_eq!(import.imported_record(child(5)).await.unwrap(), None);

    let second = RegisterRecord {
        name: None,
        born: date(1985, 2, 3),
        residence: Residence::Emigrated,
        guardian_of: vec![custody(child(2), None)],
        ..first
    };
    import
        .import_register(std::slice::from_ref(&second), at(60))
        .await
        .unwrap();
    assert_eq!(
        import.imported_record(second.number).await.unwrap(),
        Some(second)
    );
}

pub async fn all_or_none_are_imported(world: Arc<World>) {
    world
        .database
        .execute("ALTER TABLE register_relations RENAME TO away")
        .await;
    let records = [record(child(0)), guardian(0, &[child(0)])];
    assert!(
        world
            .open
            .import
            .import_register(&records, now())
            .await
            .is_err()
    );
    assert_eq!(world.database.count("register_records").await, 0);
}

/// R-G7: what a protected record says of name and custody goes no further.
pub async fn the_register_cuts_protected_records(world: Arc<World>) {
    let register = ImportedRegister::new(world.open.import.clone());
    let open = guardian(0, &[child(0)]);
    let records = [Protection::Confidential, Protection::ProtectedRecord]
        .into_iter()
        .zip([1, 2])
        .map(|(protection, nth)| RegisterRecord {
            protection,
            ..guardian(nth, &[child(0)])
        });
    let records: Vec<_> = records.chain([open.clone()]).collect();
    world
        .open
        .import
        .import_register(&records, now())
        .await
        .unwrap();
    for record in &records[..2] {
        let cut = RegisterRecord {
            name: None,
            guardian_of: Vec::new(),
            ..record.clone()
        };
        assert_eq!(register.look_up(record.number).await.unwrap(), Some(cut));
    }
    assert_eq!(register.look_up(open.number).await.unwrap(), Some(open));
    assert_eq!(register.look_up(number(1990, 0)).await.unwrap(), None);
}

pub async fn seeding_is_remembered(world: Arc<World>) {
    assert!(!world.open.import.is_seeded().await.unwrap());
    assert_eq!(world.open.import.seeded_at().await.unwrap(), None);
    let seed = SeedRows {
        at: at(7),
        ..world.clinic(&["Barnhälsan", "Rehab"])
    };
    world.open.import.seed(&seed).await.unwrap();
    assert!(world.open.import.is_seeded().await.unwrap());
    assert_eq!(world.open.import.seeded_at().await.unwrap(), Some(at(7)));
    assert_eq!(world.database.count("clinics").await, 1);
    assert_eq!(world.database.count("units").await, 2);
}

pub async fn all_or_nothing_is_seeded(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let mut seed = world.clinic(&["Barnhälsan"]);
    let thread = SeedThread {
        id: ThreadId(world.id()),
        person: person.id,
        unit: seed.units[0].id,
        subject: "Tack".to_owned(),
        unread: false,
        archived: false,
        messages: vec![world.message(Author::Subject("Åsa".to_owned()), 1)],
    };
    let unknown_unit = SeedThread {
        unit: UnitId(world.id()),
        ..thread.clone()
    };
    let empty = SeedThread {
        messages: Vec::new(),
        ..thread
    };
    for wrong in [unknown_unit, empty] {
        seed.threads = vec![wrong];
        assert!(world.open.import.seed(&seed).await.is_err());
        assert!(!world.open.import.is_seeded().await.unwrap());
        assert_eq!(world.database.count("clinics").await, 0);
    }
}
