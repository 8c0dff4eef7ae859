use std::sync::Arc;

use domain::form::Theme;
use service::access::Subject;

use crate::world::World;

pub async fn the_theme_is_ones_own(world: Arc<World>) {
    let (one, other) = (world.guardian(0, &[]).await, world.guardian(1, &[]).await);
    for theme in Theme::ALL {
        let acting = world.acting(&one, Subject::Myself).await;
        world.store().set_theme(acting, theme).await.unwrap();
        let kept = format!("person_settings WHERE theme = '{}'", theme.word());
        assert_eq!(world.database.count(&kept).await, 1);
    }
    assert_eq!(world.acts().await, 3);
    let acting = world.acting(&other, Subject::Myself).await;
    world.store().set_theme(acting, Theme::Light).await.unwrap();
    assert_eq!(world.database.count("person_settings").await, 2);
}

/// Invariant 3.
pub async fn a_theme_whose_log_fails_is_undone(world: Arc<World>) {
    let person = world.guardian(0, &[]).await;
    let acting = world.acting(&person, Subject::Myself).await;
    world.break_log().await;
    assert!(world.store().set_theme(acting, Theme::Dark).await.is_err());
    assert_eq!(world.database.count("person_settings").await, 0);
}
