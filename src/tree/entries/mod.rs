//! The facts, limits and steps of a tree: in the author's order, found by name, and shared between trees.
//!
//! A tree of ten thousand steps is copied for every edit. Here a copy shares all names and values but those of the one
//! block in which something changed, and what was worked out of a block stays with it as long as it does.

mod names;

use indexmap::{Equivalent, IndexMap};
use names::{Names, Spot};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    any::Any,
    fmt,
    hash::Hash,
    ops::{Index, IndexMut, Range},
    sync::{Arc, OnceLock},
};

/// So few entries are taken out one by one.
const FEW: usize = 4;

/// Named values in their order.
pub struct Entries<K, V> {
    names: Arc<Names<K>>,
    /// The values of each block of names.
    blocks: Vec<Arc<Values<V>>>,
}

/// The values of a block.
struct Values<V> {
    list: Vec<Arc<V>>,
    /// What somebody worked out of them.
    told: OnceLock<Box<dyn Any + Send + Sync>>,
}

impl<V> Values<V> {
    fn new(list: Vec<Arc<V>>) -> Self {
        Self { list, told: OnceLock::new() }
    }
}

/// A copy is about to change, and nothing is told of it.
impl<V> Clone for Values<V> {
    fn clone(&self) -> Self {
        Self::new(self.list.clone())
    }
}

/// Values that follow one another, with what was worked out of them.
pub struct Block<'a, V, T> {
    /// The place of the first in the whole.
    pub first: usize,
    /// The values.
    pub values: &'a [Arc<V>],
    /// What was worked out.
    pub told: &'a T,
}

impl<K, V> Entries<K, V> {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Names and values in their order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { entries: self, left: 0..self.len() }
    }

    /// The names in their order.
    #[must_use]
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        (0..self.len()).map(|index| self.names.name(self.names.spot(index)))
    }

    /// The values in their order.
    #[must_use]
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<V>> + ExactSizeIterator + Clone {
        (0..self.len()).map(|index| self.value(self.names.spot(index)))
    }

    /// The entry at a place.
    #[must_use]
    pub fn get_index(&self, index: usize) -> Option<(&K, &Arc<V>)> {
        (index < self.len()).then(|| self.entry(self.names.spot(index)))
    }

    /// The values block by block, each block with what is worked out of it: once, and only again for a block that has
    /// changed. What is worked out of one tree's entries must always be of one type.
    pub fn blocks<T: Any + Send + Sync>(&self, work_out: impl Fn(&[Arc<V>]) -> T) -> impl Iterator<Item = Block<'_, V, T>> {
        self.blocks.iter().enumerate().filter_map(move |(block, values)| {
            let told = values.told.get_or_init(|| Box::new(work_out(&values.list))).downcast_ref()?;
            Some(Block { first: self.names.index(Spot { block, at: 0 }), values: &values.list, told })
        })
    }

    fn entry(&self, spot: Spot) -> (&K, &Arc<V>) {
        (self.names.name(spot), self.value(spot))
    }

    fn value(&self, spot: Spot) -> &Arc<V> {
        &self.blocks[spot.block].list[spot.at]
    }

    /// The values of a block, to be changed.
    fn list_mut(&mut self, block: usize) -> &mut Vec<Arc<V>> {
        let values = Arc::make_mut(&mut self.blocks[block]);
        values.told = OnceLock::new();
        &mut values.list
    }

    fn value_mut(&mut self, spot: Spot) -> &mut Arc<V> {
        &mut self.list_mut(spot.block)[spot.at]
    }

    /// Whether both have the very same names in the very same order.
    #[must_use]
    pub fn has_names_of<W>(&self, other: &Entries<K, W>) -> bool
    where
        K: PartialEq,
    {
        Arc::ptr_eq(&self.names, &other.names) || self.names == other.names
    }
}

impl<K: Hash + Eq, V> Entries<K, V> {
    /// The value of that name.
    pub fn get<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<&Arc<V>> {
        self.names.find(name).map(|spot| self.value(spot))
    }

    /// The same, to be changed.
    pub fn get_mut<Q: ?Sized + Hash + Equivalent<K>>(&mut self, name: &Q) -> Option<&mut Arc<V>> {
        self.names.find(name).map(|spot| self.value_mut(spot))
    }

    /// The place of that name.
    pub fn get_index_of<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<usize> {
        self.names.find(name).map(|spot| self.names.index(spot))
    }

    /// The value of that name with the name itself.
    pub fn get_key_value<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<(&K, &Arc<V>)> {
        self.names.find(name).map(|spot| self.entry(spot))
    }

    /// Whether there is one of that name.
    pub fn contains_key<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> bool {
        self.names.find(name).is_some()
    }
}

impl<K: Hash + Eq + Clone, V> Entries<K, V> {
    /// Puts a value in the place of that of the same name, or at the end; gives the value that was there.
    pub fn insert(&mut self, name: K, value: Arc<V>) -> Option<Arc<V>> {
        if let Some(spot) = self.names.find(&name) {
            return Some(std::mem::replace(self.value_mut(spot), value));
        }
        self.put(self.names.end(), name, value);
        None
    }

    /// Puts an entry at a place; one of the same name goes.
    pub fn shift_insert(&mut self, index: usize, name: K, value: Arc<V>) {
        self.shift_remove(&name);
        let spot = if index < self.len() { self.names.spot(index) } else { self.names.end() };
        self.put(spot, name, value);
    }

    fn put(&mut self, spot: Spot, name: K, value: Arc<V>) {
        if spot.block == self.names.blocks() {
            self.blocks.push(Arc::new(Values::new(Vec::new())));
        }
        let divided = Arc::make_mut(&mut self.names).insert(spot, name);
        let list = self.list_mut(spot.block);
        list.insert(spot.at, value);
        if let Some(at) = divided {
            let behind = list.split_off(at);
            self.blocks.insert(spot.block + 1, Arc::new(Values::new(behind)));
        }
    }

    /// Takes an entry out; those behind it move up.
    pub fn shift_remove<Q: ?Sized + Hash + Equivalent<K>>(&mut self, name: &Q) -> Option<Arc<V>> {
        self.names.find(name).map(|spot| self.take(spot).1)
    }

    /// Takes the entry at a place out; those behind it move up.
    pub fn shift_remove_index(&mut self, index: usize) -> Option<(K, Arc<V>)> {
        (index < self.len()).then(|| self.take(self.names.spot(index)))
    }

    fn take(&mut self, spot: Spot) -> (K, Arc<V>) {
        let (name, is_last) = Arc::make_mut(&mut self.names).remove(spot);
        let value = self.list_mut(spot.block).remove(spot.at);
        if is_last {
            self.blocks.remove(spot.block);
        }
        (name, value)
    }

    /// Moves an entry from a place to another.
    pub fn move_index(&mut self, from: usize, to: usize) {
        if let Some((name, value)) = self.shift_remove_index(from) {
            self.shift_insert(to, name, value);
        }
    }

    /// Another name for an entry, in its place; nothing happens where there is none, or where the name is taken.
    pub fn rename(&mut self, from: &K, to: &K) {
        if let Some(spot) = self.names.find(from).filter(|_| !self.contains_key(to)) {
            Arc::make_mut(&mut self.names).replace(spot, to.clone());
        }
    }

    /// Keeps only the entries that are wanted.
    pub fn retain(&mut self, is_wanted: impl Fn(&K, &V) -> bool) {
        let unwanted = self.iter().enumerate().filter(|(_, (name, value))| !is_wanted(name, value));
        let unwanted: Vec<usize> = unwanted.map(|(index, _)| index).collect();
        if unwanted.len() > FEW {
            let kept = self.iter().filter(|(name, value)| is_wanted(name, value));
            *self = kept.map(|(name, value)| (name.clone(), Arc::clone(value))).collect();
            return;
        }
        for index in unwanted.into_iter().rev() {
            self.shift_remove_index(index);
        }
    }
}

impl<K: Hash + Eq + Clone, V> FromIterator<(K, Arc<V>)> for Entries<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, Arc<V>)>>(entries: I) -> Self {
        let mut all = Self::default();
        for (name, value) in entries {
            all.insert(name, value);
        }
        all
    }
}

impl<K: Hash + Eq + Clone, V> From<IndexMap<K, Arc<V>>> for Entries<K, V> {
    fn from(map: IndexMap<K, Arc<V>>) -> Self {
        map.into_iter().collect()
    }
}

impl<K, V> Clone for Entries<K, V> {
    fn clone(&self) -> Self {
        Self { names: Arc::clone(&self.names), blocks: self.blocks.clone() }
    }
}

impl<K, V> Default for Entries<K, V> {
    fn default() -> Self {
        Self { names: Arc::default(), blocks: Vec::new() }
    }
}

/// Equal in names, values and order; what is shared is not looked at.
impl<K: PartialEq, V: PartialEq> PartialEq for Entries<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &Arc<V>, other: &Arc<V>| Arc::ptr_eq(one, other) || one == other;
        if !self.has_names_of(other) {
            return false;
        }
        if !self.names.is_divided_as(&other.names) {
            return self.values().zip(other.values()).all(|(one, other)| same(one, other));
        }
        let mut blocks = self.blocks.iter().zip(&other.blocks);
        blocks.all(|(one, other)| Arc::ptr_eq(one, other) || one.list.iter().zip(&other.list).all(|(a, b)| same(a, b)))
    }
}

impl<K: Eq, V: Eq> Eq for Entries<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for Entries<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl<K: Serialize, V: Serialize> Serialize for Entries<K, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de, K: Deserialize<'de> + Hash + Eq + Clone, V: Deserialize<'de>> Deserialize<'de> for Entries<K, V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        IndexMap::<K, Arc<V>>::deserialize(deserializer).map(Self::from)
    }
}

impl<K: Hash + Eq, V, Q: ?Sized + Hash + Equivalent<K>> Index<&Q> for Entries<K, V> {
    type Output = Arc<V>;
    fn index(&self, name: &Q) -> &Arc<V> {
        self.get(name).expect("an entry of that name")
    }
}

impl<K, V> Index<usize> for Entries<K, V> {
    type Output = Arc<V>;
    fn index(&self, index: usize) -> &Arc<V> {
        self.value(self.names.spot(index))
    }
}

impl<K, V> IndexMut<usize> for Entries<K, V> {
    fn index_mut(&mut self, index: usize) -> &mut Arc<V> {
        self.value_mut(self.names.spot(index))
    }
}

impl<'a, K, V> IntoIterator for &'a Entries<K, V> {
    type Item = (&'a K, &'a Arc<V>);
    type IntoIter = Iter<'a, K, V>;
    fn into_iter(self) -> Iter<'a, K, V> {
        self.iter()
    }
}

/// Goes through entries in their order.
pub struct Iter<'a, K, V> {
    entries: &'a Entries<K, V>,
    left: Range<usize>,
}

impl<K, V> Clone for Iter<'_, K, V> {
    fn clone(&self) -> Self {
        Self { entries: self.entries, left: self.left.clone() }
    }
}

impl<'a, K, V> Iterator for Iter<'a, K, V> {
    type Item = (&'a K, &'a Arc<V>);

    fn next(&mut self) -> Option<Self::Item> {
        self.left.next().and_then(|index| self.entries.get_index(index))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.left.size_hint()
    }

    fn nth(&mut self, n: usize) -> Option<Self::Item> {
        self.left.nth(n).and_then(|index| self.entries.get_index(index))
    }
}

impl<K, V> DoubleEndedIterator for Iter<'_, K, V> {
    fn next_back(&mut self) -> Option<Self::Item> {
        self.left.next_back().and_then(|index| self.entries.get_index(index))
    }
}

impl<K, V> ExactSizeIterator for Iter<'_, K, V> {}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn entries_are_those_of_a_plain_list_of_pairs(steps in proptest::collection::vec((0u8..8, 0u16..400, 0u16..400), 0..900)) {
            let mut entries: Entries<u16, u16> = Entries::default();
            let mut plain: IndexMap<u16, Arc<u16>> = IndexMap::new();
            let mut earlier: Vec<(Entries<u16, u16>, IndexMap<u16, Arc<u16>>)> = Vec::new();
            for (what, one, other) in steps {
                let at = usize::from(one) % (plain.len() + 1);
                match what {
                    0 | 1 => { prop_assert_eq!(entries.insert(one, Arc::new(other)), plain.insert(one, Arc::new(other))); }
                    2 => { prop_assert_eq!(entries.shift_remove(&one), plain.shift_remove(&one)); }
                    3 if !plain.contains_key(&other) => {
                        entries.shift_insert(at, other, Arc::new(one));
                        plain.shift_insert(at, other, Arc::new(one));
                    }
                    4 if !plain.is_empty() => {
                        let (from, to) = (usize::from(one) % plain.len(), usize::from(other) % plain.len());
                        entries.move_index(from, to);
                        plain.move_index(from, to);
                    }
                    5 if plain.len() > 300 => {
                        entries.retain(|name, _| name % 3 != other % 3);
                        plain.retain(|name, _| name % 3 != other % 3);
                    }
                    6 if !plain.contains_key(&other) => {
                        entries.rename(&one, &other);
                        if let Some((at, _, value)) = plain.shift_remove_full(&one) {
                            plain.shift_insert(at, other, value);
                        }
                    }
                    7 => earlier.push((entries.clone(), plain.clone())),
                    _ => {}
                }
                prop_assert!(entries.iter().eq(plain.iter()));
                prop_assert_eq!(entries.get(&one), plain.get(&one));
                prop_assert_eq!(entries.get_index_of(&other), plain.get_index_of(&other));
                prop_assert_eq!(entries.values().rev().collect::<Vec<_>>(), plain.values().rev().collect::<Vec<_>>());
            }
            for (entries, plain) in earlier {
                prop_assert!(entries.iter().eq(plain.iter()), "a copy changed with the original");
                prop_assert_eq!(&entries, &plain.into_iter().collect());
            }
        }
    }

    #[test]
    fn what_was_worked_out_of_a_block_is_worked_out_again_only_where_something_changed() {
        let mut entries: Entries<u16, u16> = (0..200).map(|number| (number, Arc::new(number))).collect();
        let sum = |values: &[Arc<u16>]| values.iter().map(|value| u32::from(**value)).sum::<u32>();
        let whole = |entries: &Entries<u16, u16>| entries.blocks(sum).map(|block| *block.told).sum::<u32>();
        assert_eq!(whole(&entries), 19_900);
        let before = entries.clone();
        *entries.get_mut(&70).expect("it is there") = Arc::new(0);
        entries.shift_remove(&150);
        let looked_at = std::cell::Cell::new(0);
        let count = |values: &[Arc<u16>]| {
            looked_at.set(looked_at.get() + values.len());
            sum(values)
        };
        assert_eq!(entries.blocks(count).map(|block| *block.told).sum::<u32>(), 19_900 - 70 - 150);
        assert_eq!(looked_at.get(), 64 + 63, "two blocks were looked at");
        assert_eq!(before.blocks(count).map(|block| *block.told).sum::<u32>(), 19_900);
        assert_eq!(looked_at.get(), 64 + 63, "and nothing of the copy");
    }

    #[test]
    fn another_order_is_another_value() {
        let one: Entries<u8, u8> = [(1, Arc::new(1)), (2, Arc::new(2))].into_iter().collect();
        let other: Entries<u8, u8> = [(2, Arc::new(2)), (1, Arc::new(1))].into_iter().collect();
        assert_ne!(one, other);
    }
}
