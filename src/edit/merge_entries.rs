//! Merges two lists that began as one: entry by entry, then the order.

use indexmap::{IndexMap, IndexSet};

/// Which entry is meant, in a list of three versions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
enum Key {
    /// One that was there from the beginning.
    Base(usize),
    /// One that is new in ours, and perhaps in theirs as well.
    Ours(usize),
    /// One that is new in theirs.
    Theirs(usize),
}

/// What becomes of entries in conflict: ours stays unless who merges, to whom the conflict is told, takes theirs.
pub(super) trait Entries<T> {
    /// The entry when both have it, in ours at this place; `base` is missing where both added it.
    fn both(&mut self, at: usize, base: Option<&T>, ours: &T, theirs: &T) -> T;
    /// One side changed what the other took out; `ours` or `theirs` is the changed one. True where theirs is taken.
    fn taken_out(&mut self, base: &T, ours: Option<&T>, theirs: Option<&T>) -> bool;
    /// Both put the entries into an order of their own. True where theirs is taken.
    fn order(&mut self) -> bool;
}

/// Three versions of a list, and which entry of ours and theirs was which.
pub(super) struct Lists<'a, T> {
    pub base: &'a [T],
    pub ours: &'a [T],
    pub theirs: &'a [T],
    /// For each of ours its entry of the base.
    pub ours_from: Vec<Option<usize>>,
    /// For each of theirs its entry of the base.
    pub theirs_from: Vec<Option<usize>>,
}

impl<T: Clone + PartialEq> Lists<'_, T> {
    /// The merged list; `is_same` tells whether two new entries are one.
    pub fn merge(&self, is_same: impl Fn(&T, &T) -> bool, entries: &mut impl Entries<T>) -> Vec<T> {
        let ours = self.our_keys();
        let theirs = self.their_keys(is_same);
        let mut merged: IndexMap<Key, T> = IndexMap::new();
        for key in order(&ours, &theirs, entries) {
            let place = ours.get(&key).copied();
            let mine = place.map(|at| &self.ours[at]);
            let other = theirs.get(&key).map(|at| &self.theirs[*at]);
            let base = if let Key::Base(at) = key { Some(&self.base[at]) } else { None };
            let kept = match (base, mine, other) {
                (base, Some(mine), Some(other)) => Some(entries.both(place.unwrap_or(0), base, mine, other)),
                (None, one, other) => one.or(other).cloned(),
                (Some(base), one, other) => {
                    let is_changed = one.or(other).is_some_and(|left| left != base);
                    let takes_theirs = is_changed && entries.taken_out(base, one, other);
                    let kept = if takes_theirs { other } else { one };
                    kept.filter(|_| is_changed).cloned()
                }
            };
            if let Some(kept) = kept {
                merged.insert(key, kept);
            }
        }
        merged.into_values().collect()
    }

    /// Our entries in their order, each with its place.
    fn our_keys(&self) -> IndexMap<Key, usize> {
        let key = |(at, from): (usize, &Option<usize>)| (from.map_or(Key::Ours(at), Key::Base), at);
        self.ours_from.iter().enumerate().map(key).collect()
    }

    /// Their entries in their order; what is new on both sides has our key.
    fn their_keys(&self, is_same: impl Fn(&T, &T) -> bool) -> IndexMap<Key, usize> {
        let mut free: Vec<usize> = (0..self.ours.len()).filter(|at| self.ours_from[*at].is_none()).collect();
        let mut keys = IndexMap::new();
        for (at, from) in self.theirs_from.iter().enumerate() {
            let key = match from {
                Some(base) => Key::Base(*base),
                None => match free.iter().position(|mine| is_same(&self.ours[*mine], &self.theirs[at])) {
                    Some(found) => Key::Ours(free.remove(found)),
                    None => Key::Theirs(at),
                },
            };
            keys.insert(key, at);
        }
        keys
    }
}

/// All entries in one order: that of the side that moved something, with the other side's own put behind what they
/// stood behind there.
fn order<T>(ours: &IndexMap<Key, usize>, theirs: &IndexMap<Key, usize>, entries: &mut impl Entries<T>) -> Vec<Key> {
    let common = |keys: &IndexMap<Key, usize>, other: &IndexMap<Key, usize>| -> Vec<Key> {
        keys.keys().filter(|key| matches!(key, Key::Base(_)) && other.contains_key(*key)).copied().collect()
    };
    let (in_ours, in_theirs) = (common(ours, theirs), common(theirs, ours));
    let (we_moved, they_moved) = (!in_ours.is_sorted(), !in_theirs.is_sorted());
    let takes_theirs = we_moved && they_moved && in_ours != in_theirs && entries.order();
    let (main, other) = if takes_theirs || (they_moved && !we_moved) { (theirs, ours) } else { (ours, theirs) };
    let mut order: IndexSet<Key> = main.keys().copied().collect();
    let mut above: Option<Key> = None;
    for key in other.keys() {
        if !order.contains(key) {
            let at = above.and_then(|above| order.get_index_of(&above)).map_or(0, |at| at + 1);
            order.shift_insert(at, *key);
        }
        above = Some(*key);
    }
    order.into_iter().collect()
}
