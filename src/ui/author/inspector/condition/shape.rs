//! The shape of a condition: putting a part in a place, taking one out, joining two, turning one round.
//!
//! A way counts the parts of `All` and `Any` from 0. `Not` is passed over: a place holds its part together with every
//! `Not` before it.

use crate::tree::Condition;

/// A part without the `Not`s before it, and whether they turn it round.
pub(super) fn peeled(part: &Condition) -> (&Condition, bool) {
    let (mut part, mut is_turned) = (part, false);
    while let Condition::Not(inner) = part {
        (part, is_turned) = (inner, !is_turned);
    }
    (part, is_turned)
}

/// A part turned round or not.
pub(super) fn turned(part: Condition, turns: bool) -> Condition {
    if turns { Condition::Not(Box::new(part)) } else { part }
}

/// The condition with another part in a place; without a part the place is closed, and a group of one becomes that one.
pub(super) fn with(whole: &Condition, way: &[usize], part: Option<Condition>) -> Option<Condition> {
    let Some((first, rest)) = way.split_first() else { return part };
    let (group, is_turned) = peeled(whole);
    let (Condition::All(parts) | Condition::Any(parts)) = group else { return Some(whole.clone()) };
    let mut parts = parts.clone();
    if let Some(old) = parts.get(*first).cloned() {
        match with(&old, rest, part) {
            Some(new) => parts[*first] = new,
            None => drop(parts.remove(*first)),
        }
    }
    let whole = match (parts.len(), group) {
        (0, _) => return None,
        (1, _) => parts.swap_remove(0),
        (_, Condition::All(_)) => Condition::All(parts),
        _ => Condition::Any(parts),
    };
    Some(unturned_twice(&turned(whole, is_turned)))
}

/// Two `Not`s on one another are none.
fn unturned_twice(part: &Condition) -> Condition {
    let (inner, is_turned) = peeled(part);
    turned(inner.clone(), is_turned)
}

/// Both of two; a list of all grows by one.
pub(super) fn and(one: &Condition, other: Condition) -> Condition {
    match one {
        Condition::All(parts) => Condition::All(parts.iter().cloned().chain([other]).collect()),
        _ => Condition::All(vec![one.clone(), other]),
    }
}

/// Either of two; a list of alternatives grows by one.
pub(super) fn or(one: &Condition, other: Condition) -> Condition {
    match one {
        Condition::Any(parts) => Condition::Any(parts.iter().cloned().chain([other]).collect()),
        _ => Condition::Any(vec![one.clone(), other]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::FactId;

    fn known(fact: &str) -> Condition {
        Condition::Known(FactId::new(fact).unwrap())
    }

    #[test]
    fn a_part_is_put_in_its_place_through_every_not() {
        let whole = Condition::Not(Box::new(Condition::All(vec![known("a"), known("b")])));
        let changed = with(&whole, &[1], Some(known("c"))).unwrap();
        assert_eq!(changed, Condition::Not(Box::new(Condition::All(vec![known("a"), known("c")]))));
    }

    #[test]
    fn a_group_of_one_becomes_that_one_and_an_empty_one_goes() {
        let whole = Condition::Any(vec![known("a"), Condition::Not(Box::new(known("b")))]);
        assert_eq!(with(&whole, &[0], None), Some(Condition::Not(Box::new(known("b")))));
        assert_eq!(with(&known("a"), &[], None), None);
        let turned = Condition::Not(Box::new(whole));
        assert_eq!(with(&turned, &[0], None), Some(known("b")), "two turns are none");
    }

    #[test]
    fn joining_makes_a_list_grow_and_not_nest() {
        assert_eq!(and(&and(&known("a"), known("b")), known("c")), Condition::All(vec![known("a"), known("b"), known("c")]));
        assert_eq!(or(&known("a"), known("b")), Condition::Any(vec![known("a"), known("b")]));
    }
}
