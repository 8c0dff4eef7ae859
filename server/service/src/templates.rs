//! Texts that a unit's staff keeps for its answers. All who work there use and change them.

use domain::form::{FieldCode, Typed, wrong};
use domain::id::{ThreadId, UnitId};
use domain::template::{Template, TemplateAct, Templates};

use crate::access::AccessError;
use crate::access::staff::{AtDesk, act_at_desk, at_desk, read_case};
use crate::cases::CaseError;
use crate::ports::store::TemplateKept;
use crate::session::Session;
use crate::{Fault, Services, errand};

/// A unit's templates.
pub async fn list(
    services: &Services,
    session: &Session,
    unit: UnitId,
) -> Result<Templates, AccessError> {
    let desk = at_desk(services, session, unit, "templates.list").await?;
    Ok(Templates {
        unit: desk.desk().unit,
        name: desk.desk().name.clone(),
        templates: of(services, &desk).await?,
        key: errand::new_key(services),
    })
}

/// The templates of one's unit, by name.
pub(crate) async fn of(services: &Services, desk: &AtDesk) -> Result<Vec<Template>, Fault> {
    Ok(services.store.templates(desk).await?)
}

/// Adds, changes or removes one.
pub async fn change(
    services: &Services,
    session: &Session,
    unit: UnitId,
    typed: &Typed,
) -> Result<TemplateAct, CaseError> {
    let act = TemplateAct::read(typed);
    let action = match &act {
        Ok(TemplateAct::Add(_)) => "templates.add",
        Ok(TemplateAct::Change(_)) | Err(_) => "templates.change",
        Ok(TemplateAct::Remove(..)) => "templates.remove",
    };
    let acting = act_at_desk(services, session, unit, action, false).await?;
    let act = act.map_err(CaseError::Fields)?;
    let changed = services.store.change_template(acting, &act).await;
    match changed.map_err(Fault::from)? {
        TemplateKept::Done => Ok(act),
        TemplateKept::NotFound => Err(AccessError::NotFound.into()),
        TemplateKept::Changed => Err(CaseError::Conflict),
        TemplateKept::TooMany => {
            let wrong = wrong(TemplateAct::NAME, FieldCode::TooMany);
            Err(CaseError::Fields(wrong))
        }
    }
}

/// The template that is chosen in the form for an answer to a case, for a browser without script.
/// The case is shown again with it, so this needs the same proof.
pub async fn chosen(
    services: &Services,
    session: &Session,
    unit: UnitId,
    thread: ThreadId,
    typed: &Typed,
) -> Result<Template, CaseError> {
    read_case(services, session, unit, thread, "cases.template").await?;
    let desk = at_desk(services, session, unit, "cases.template").await?;
    let chosen = typed.get(Template::CHOSEN);
    let mut templates = of(services, &desk).await?.into_iter();
    let found = templates.find(|template| template.id.to_string() == chosen);
    found.ok_or_else(|| CaseError::Fields(wrong(Template::CHOSEN, FieldCode::Choice)))
}
