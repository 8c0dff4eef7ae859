use proptest::prelude::*;

use super::*;

fn id() -> impl Strategy<Value = Uuid> {
    any::<u128>().prop_map(Uuid::from_u128)
}

fn entry() -> impl Strategy<Value = KeptEntry> {
    let text = || proptest::option::of("[a-z.]{0,6}");
    let who = (id(), any::<i64>(), id(), id());
    let what = (text(), "[a-z.]{0,6}", proptest::option::of(id()));
    let why = ("[A-Z0-9-]{0,4}", text(), proptest::option::of(id()), text());
    (who, what, why).prop_map(|((id, at, actor, subject), what, why)| {
        let ((capacity, action, object), (rule, refused, unit, request)) = (what, why);
        KeptEntry {
            id,
            at,
            actor,
            subject,
            capacity,
            action,
            object,
            rule,
            refused,
            unit,
            request,
        }
    })
}

fn chained(chain: ChainId, entries: &[KeptEntry]) -> Vec<Link> {
    let mut standing = Standing::START;
    let link = |entry: &KeptEntry| {
        standing = standing.then(chain, entry);
        Link {
            place: standing.place,
            entry: entry.id,
            hash: standing.hash,
            kept: Some(entry.clone()),
        }
    };
    entries.iter().map(link).collect()
}

fn first_break(links: &[Link]) -> Option<Break> {
    follow(ChainId::SERVICE, Standing::START, links, |_| {}).err()
}

/// Changes one column: the same as [`KeptEntry`] has.
fn change(entry: &mut KeptEntry, column: usize) {
    let longer = |text: &mut Option<String>| {
        *text = match text.take() {
            None => Some(String::new()),
            Some(text) if text.is_empty() => None,
            Some(text) => Some(text[1..].to_owned()),
        };
    };
    let other = |id: &mut Option<Uuid>| {
        *id = match id.take() {
            None => Some(Uuid::nil()),
            Some(_) => None,
        };
    };
    let next = |id: &mut Uuid| *id = Uuid::from_u128(id.as_u128().wrapping_add(1));
    match column {
        0 => next(&mut entry.id),
        1 => entry.at = entry.at.wrapping_add(1),
        2 => next(&mut entry.actor),
        3 => next(&mut entry.subject),
        4 => longer(&mut entry.capacity),
        5 => entry.action.push('x'),
        6 => other(&mut entry.object),
        7 => entry.rule.push('x'),
        8 => longer(&mut entry.refused),
        9 => other(&mut entry.unit),
        _ => longer(&mut entry.request),
    }
}

proptest! {
    #[test]
    fn what_has_not_been_touched_is_right(entries in prop::collection::vec(entry(), 0..20)) {
        let links = chained(ChainId::SERVICE, &entries);
        let mut seen = Vec::new();
        let end = follow(ChainId::SERVICE, Standing::START, &links, |place| seen.push(place));
        let last = links.last().map_or(Standing::START, |link| Standing { place: link.place, hash: link.hash });
        prop_assert_eq!(end, Ok(last));
        prop_assert_eq!(seen.len(), links.len());
    }

    #[test]
    fn a_changed_column_is_found_where_it_is(
        entries in prop::collection::vec(entry(), 1..20), at in any::<prop::sample::Index>(),
        column in 0_usize..11,
    ) {
        let mut links = chained(ChainId::SERVICE, &entries);
        let at = at.index(links.len());
        change(links[at].kept.as_mut().unwrap(), column);
        let found = first_break(&links).unwrap();
        prop_assert_eq!((found.what, found.place), (Broken::Edited, links[at].place));
    }

    #[test]
    fn a_place_that_is_gone_is_found(
        entries in prop::collection::vec(entry(), 2..20), at in any::<prop::sample::Index>(),
    ) {
        let mut links = chained(ChainId::SERVICE, &entries);
        // The last one is missed by its checkpoint, not by the chain.
        let at = at.index(links.len() - 1);
        let gone = links.remove(at);
        let found = first_break(&links).unwrap();
        prop_assert_eq!(found, Break { what: Broken::Missing, place: gone.place, entry: None });
    }

    #[test]
    fn two_that_change_places_are_found_at_the_first(
        entries in prop::collection::vec(entry(), 2..20), one in any::<prop::sample::Index>(),
        two in any::<prop::sample::Index>(), whole in any::<bool>(),
    ) {
        let mut links = chained(ChainId::SERVICE, &entries);
        let (one, two) = (one.index(links.len()), two.index(links.len()));
        prop_assume!(entries[one] != entries[two]);
        let (a, b) = (links[one].clone(), links[two].clone());
        for (at, from) in [(one, b), (two, a)] {
            links[at].entry = from.entry;
            links[at].kept = from.kept;
            if whole {
                links[at].hash = from.hash;
            }
        }
        let found = first_break(&links).unwrap();
        prop_assert_eq!((found.what, found.place), (Broken::Swapped, links[one.min(two)].place));
    }

    #[test]
    fn an_entry_has_another_hash_in_another_chain_or_place(one in entry(), chain in id()) {
        let here = Standing::START.then(ChainId::SERVICE, &one);
        prop_assume!(!chain.is_nil());
        prop_assert_ne!(here.hash, Standing::START.then(ChainId(chain), &one).hash);
        prop_assert_ne!(here.hash, here.then(ChainId::SERVICE, &one).hash);
    }
}

/// The form of the hash is kept for years: this one was made with another program (Python's
/// `hashlib`, over the bytes as the module's text says).
#[test]
fn the_hash_is_as_it_has_always_been() {
    let entry = KeptEntry {
        id: Uuid::from_u128(1),
        at: 1_700_000_000_000_000,
        actor: Uuid::from_u128(2),
        subject: Uuid::from_u128(3),
        capacity: Some("guardian".to_owned()),
        action: "inbox.list".to_owned(),
        object: None,
        rule: "R-J2".to_owned(),
        refused: None,
        unit: Some(Uuid::from_u128(4)),
        request: Some("a1b2".to_owned()),
    };
    let hash = Standing::START
        .then(ChainId(Uuid::from_u128(5)), &entry)
        .hash;
    assert_eq!(
        hash.to_string(),
        "45b5f0f9d7d7caa51c954cefef672921d05a78755f7ff091aaddcb2a69981fd9"
    );
}
