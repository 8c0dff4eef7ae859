//! Texts that a unit's staff keeps for its answers.

use std::sync::Arc;

use domain::id::{TemplateId, UnitId};
use domain::template::{MOST, Template, TemplateAct};
use service::access::staff::{AtDeskActing, act_at_desk, at_desk};
use service::ports::store::TemplateKept;
use tokio::task::JoinSet;

use crate::errands::{House, uuid};
use crate::world::World;

fn template(key: u128, name: &str) -> Template {
    Template {
        id: TemplateId(uuid(key)),
        name: name.to_owned(),
        text: format!("Hej,\n\n{name}."),
        version: 1,
    }
}

impl House {
    /// Proof of one who works at the unit, or elsewhere (2).
    async fn at_unit(&self, who: usize) -> AtDeskActing {
        let session = self.world.session(&self.staff[who].0);
        let (services, unit) = (&self.world.services, self.unit_of(who));
        let acting = act_at_desk(services, &session, unit, "test.act", false).await;
        acting.unwrap()
    }

    fn unit_of(&self, who: usize) -> UnitId {
        if who == 2 { self.elsewhere } else { self.unit }
    }

    async fn do_as(&self, who: usize, act: TemplateAct) -> TemplateKept {
        let acting = self.at_unit(who).await;
        let done = self.world.store().change_template(acting, &act).await;
        done.unwrap()
    }

    async fn templates(&self, who: usize) -> Vec<Template> {
        let session = self.world.session(&self.staff[who].0);
        let unit = self.unit_of(who);
        let desk = at_desk(&self.world.services, &session, unit, "test.read").await;
        let templates = self.world.store().templates(&desk.unwrap()).await;
        templates.unwrap()
    }
}

pub async fn a_unit_has_its_own(world: Arc<World>) {
    let house = House::new(world).await;
    for (key, name) in [(1, "Öron"), (2, "råd"), (3, "Åksjuka")] {
        for _ in 0..2 {
            let added = house.do_as(0, TemplateAct::Add(template(key, name))).await;
            assert_eq!(added, TemplateKept::Done);
        }
    }
    assert_eq!(house.world.acts().await, 3, "one act, one entry");
    let names = |templates: Vec<Template>| {
        let names: Vec<_> = templates.into_iter().map(|one| one.name).collect();
        names
    };
    let own = names(house.templates(1).await);
    assert_eq!(own, ["råd", "Åksjuka", "Öron"], "in Swedish order");
    assert_eq!(house.templates(2).await, []);

    // Another unit's is none.
    let stolen = [
        TemplateAct::Add(template(1, "Stulen")),
        TemplateAct::Change(template(1, "Stulen")),
        TemplateAct::Remove(TemplateId(uuid(1)), 1),
        TemplateAct::Remove(TemplateId(uuid(9)), 1),
    ];
    for act in stolen {
        assert_eq!(house.do_as(2, act).await, TemplateKept::NotFound);
    }
    assert_eq!(house.world.acts().await, 3);

    let changed = TemplateAct::Change(template(1, "Hörsel"));
    assert_eq!(house.do_as(1, changed).await, TemplateKept::Done);
    let removed = TemplateAct::Remove(TemplateId(uuid(2)), 1);
    assert_eq!(house.do_as(1, removed).await, TemplateKept::Done);
    let hearing = Template {
        version: 2,
        ..template(1, "Hörsel")
    };
    let expected = [hearing, template(3, "Åksjuka")];
    assert_eq!(house.templates(0).await, expected);
}

pub async fn of_two_who_change_a_template_the_second_is_told(world: Arc<World>) {
    let house = House::new(world).await;
    house.do_as(0, TemplateAct::Add(template(1, "Råd"))).await;
    let first = TemplateAct::Change(template(1, "Goda råd"));
    assert_eq!(house.do_as(0, first.clone()).await, TemplateKept::Done);
    let second = TemplateAct::Change(template(1, "Bättre råd"));
    assert_eq!(house.do_as(1, second).await, TemplateKept::Changed);
    let removed = TemplateAct::Remove(TemplateId(uuid(1)), 1);
    assert_eq!(house.do_as(1, removed).await, TemplateKept::Changed);
    assert_eq!(house.world.acts().await, 2);
    // What was done already is not undone by being sent again.
    assert_eq!(house.do_as(0, first).await, TemplateKept::Done);
    assert_eq!(house.world.acts().await, 2, "once");
    let now = Template {
        version: 2,
        ..template(1, "Goda råd")
    };
    assert_eq!(house.templates(1).await, [now]);
    let removed = TemplateAct::Remove(TemplateId(uuid(1)), 2);
    assert_eq!(house.do_as(1, removed).await, TemplateKept::Done);
    assert_eq!(house.templates(0).await, []);
}

/// However many add at once.
pub async fn there_are_no_more_than_can_be_chosen_from(world: Arc<World>) {
    let house = Arc::new(House::new(world).await);
    let mut seed = house.world.clinic(&["En annan"]);
    seed.templates = (0..MOST - 2)
        .map(|nth| {
            let key = 1_000 + u128::try_from(nth).unwrap();
            (house.unit, template(key, &format!("Mall {nth}")))
        })
        .collect();
    house.world.open.import.seed(&seed).await.unwrap();
    let mut acts = JoinSet::new();
    for key in 1..=8 {
        let house = house.clone();
        let act = TemplateAct::Add(template(key, "En till"));
        acts.spawn(async move { house.do_as(usize::from(key % 2 == 0), act).await });
    }
    let done = acts.join_all().await;
    let added = done.iter().filter(|kept| **kept == TemplateKept::Done);
    assert_eq!(added.count(), 2, "{done:?}");
    assert_eq!(house.templates(0).await.len(), MOST);
    assert_eq!(house.world.acts().await, 2);
}

/// Invariant 3.
pub async fn a_template_whose_log_fails_is_undone(world: Arc<World>) {
    let house = House::new(world).await;
    house.do_as(0, TemplateAct::Add(template(1, "Råd"))).await;
    for act in [
        TemplateAct::Add(template(2, "En till")),
        TemplateAct::Change(template(1, "Något annat")),
        TemplateAct::Remove(TemplateId(uuid(1)), 1),
    ] {
        let acting = house.at_unit(0).await;
        house.world.break_log().await;
        let done = house.world.store().change_template(acting, &act).await;
        assert!(done.is_err(), "{act:?}");
        house.world.mend_log().await;
    }
    assert_eq!(house.templates(0).await, [template(1, "Råd")]);
}
