//! A world with a care principal's unit, and a log that is vouched for on paper.

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use domain::access::Capacity;
use domain::id::{LogId, PersonId, PrincipalId, UnitId};
use domain::principal::Principal;
use jiff::SignedDuration;
use service::log::chain::ChainId;
use service::log::key::SigningKey;
use service::log::verify::{Against, CheckpointText, Report, verify};
use service::log::{Keeper, Policy, Sealing};
use service::ports::checkpoints::{CheckpointError, CheckpointFile, Lines};
use service::ports::store::LogEntry;
use uuid::Uuid;

use crate::world::World;

pub const PRINCIPAL: &str = "Region Prov";

/// A file of checkpoints that is kept in memory.
#[derive(Default)]
pub struct Paper(pub Mutex<String>);

#[async_trait]
impl CheckpointFile for Paper {
    async fn add(&self, lines: Lines) -> Result<(), CheckpointError> {
        let mut text = self.0.lock().unwrap();
        for line in lines(&text) {
            *text += &line;
            text.push('\n');
        }
        Ok(())
    }
}

#[derive(Clone)]
pub struct LogHouse {
    pub world: Arc<World>,
    pub paper: Arc<Paper>,
    pub keeper: Keeper,
    pub actor: PersonId,
    pub unit: UnitId,
    /// The unit's care principal's chain.
    pub chain: ChainId,
}

impl LogHouse {
    pub async fn new(world: Arc<World>) -> Self {
        let actor = world.guardian(0, &[]).await;
        let principal = PrincipalId(world.id());
        let mut rows = world.clinic(&["BVC Ugglan"]);
        rows.principals.push(Principal {
            id: principal,
            name: PRINCIPAL.to_owned(),
        });
        rows.clinics[0].principal = Some(principal);
        let unit = rows.units[0].id;
        world.open.import.seed(&rows).await.unwrap();
        let rng = world.services.rng.as_ref();
        let key = SigningKey::from_pem(&SigningKey::new_pem(rng)).unwrap();
        let paper = Arc::new(Paper::default());
        let house = Self {
            keeper: Keeper {
                key: Arc::new(key),
                file: paper.clone(),
                policy: Policy::default(),
            },
            paper,
            actor: actor.id,
            unit,
            chain: ChainId::of(Some(principal)),
            world,
        };
        // What making the world has left.
        house.node().finish(&house.world.services).await.unwrap();
        house
    }

    /// A node that seals.
    pub fn node(&self) -> Sealing {
        Sealing::new(&self.world.services, self.keeper.clone())
    }

    /// Seals all that waits, with its checkpoints; gives how many.
    pub async fn seal(&self) -> usize {
        let services = &self.world.services;
        self.node().finish(services).await.unwrap()
    }

    /// An entry of now and so many seconds later, of the unit or of none.
    pub fn entry(&self, later: i64, of_unit: bool) -> LogEntry {
        let at = self.world.services.clock.now() + SignedDuration::from_secs(later);
        let id = service::ports::chance::new_id(self.world.services.rng.as_ref(), at);
        LogEntry {
            id: LogId(id),
            at,
            actor: self.actor,
            subject: self.actor,
            capacity: Some(Capacity::Staff),
            action: "test.log",
            object: Some(self.world.id()),
            unit: of_unit.then_some(self.unit),
            rule: "R-C1",
            refused: None,
            request: Some("a1b2c3".into()),
        }
    }

    /// Writes such an entry; gives its id.
    pub async fn append(&self, later: i64, of_unit: bool) -> Uuid {
        let entry = self.entry(later, of_unit);
        self.world.store().append(&entry).await.unwrap();
        entry.id.0
    }

    pub async fn verify(&self) -> Report {
        self.verify_from(None).await
    }

    pub async fn verify_from(&self, from: Option<jiff::Timestamp>) -> Report {
        let files = || -> Result<_, CheckpointError> {
            let text = self.paper.0.lock().unwrap().clone();
            let name = "paper".to_owned();
            Ok(vec![CheckpointText { name, text }])
        };
        let against = Against {
            files: &files,
            keys: &[self.keeper.key.public()],
            from,
        };
        verify(self.world.store(), &against).await.unwrap()
    }

    /// The ids of a chain's entries in their order.
    pub async fn order(&self, chain: ChainId) -> Vec<Uuid> {
        let links = self.world.store().chain_page(chain, 0, 10_000).await;
        let links = links.unwrap().into_iter();
        links.map(|link| link.entry).collect()
    }
}
