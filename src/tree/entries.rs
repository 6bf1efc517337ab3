//! The facts, limits and steps of a tree: in the author's order, found by name, and shared between trees.
//!
//! A tree of ten thousand steps is copied for every edit. Here a copy shares the names, and all values but those of the
//! one block in which something changed.

use indexmap::{Equivalent, IndexMap, IndexSet};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::{
    fmt,
    hash::Hash,
    ops::{Index, IndexMut, Range},
    sync::Arc,
};

/// So many values make a block.
const BLOCK: usize = 64;
/// So few entries are taken out one by one.
const FEW: usize = 4;

/// Named values in their order.
pub struct Entries<K, V> {
    names: Arc<IndexSet<K>>,
    /// All but the last are full.
    blocks: Vec<Arc<Vec<Arc<V>>>>,
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
        self.names.is_empty()
    }

    /// Names and values in their order.
    #[must_use]
    pub fn iter(&self) -> Iter<'_, K, V> {
        Iter { entries: self, left: 0..self.len() }
    }

    /// The names in their order.
    #[must_use]
    pub fn keys(&self) -> indexmap::set::Iter<'_, K> {
        self.names.iter()
    }

    /// The values in their order.
    #[must_use]
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Arc<V>> + ExactSizeIterator + Clone {
        (0..self.len()).map(|index| self.value(index))
    }

    /// The entry at a place.
    #[must_use]
    pub fn get_index(&self, index: usize) -> Option<(&K, &Arc<V>)> {
        Some((self.names.get_index(index)?, self.value(index)))
    }

    fn value(&self, index: usize) -> &Arc<V> {
        &self.blocks[index / BLOCK][index % BLOCK]
    }

    fn value_mut(&mut self, index: usize) -> &mut Arc<V> {
        &mut Arc::make_mut(&mut self.blocks[index / BLOCK])[index % BLOCK]
    }

    /// Whether both have the very same names in the very same order.
    #[must_use]
    pub fn has_names_of<W>(&self, other: &Entries<K, W>) -> bool
    where
        K: PartialEq,
    {
        Arc::ptr_eq(&self.names, &other.names) || self.keys().eq(other.keys())
    }
}

impl<K: Hash + Eq, V> Entries<K, V> {
    /// The value of that name.
    pub fn get<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<&Arc<V>> {
        self.get_index_of(name).map(|index| self.value(index))
    }

    /// The same, to be changed.
    pub fn get_mut<Q: ?Sized + Hash + Equivalent<K>>(&mut self, name: &Q) -> Option<&mut Arc<V>> {
        self.get_index_of(name).map(|index| self.value_mut(index))
    }

    /// The place of that name.
    pub fn get_index_of<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<usize> {
        self.names.get_index_of(name)
    }

    /// The value of that name with the name itself.
    pub fn get_key_value<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<(&K, &Arc<V>)> {
        self.get_index_of(name).and_then(|index| self.get_index(index))
    }

    /// Whether there is one of that name.
    pub fn contains_key<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> bool {
        self.names.contains(name)
    }
}

impl<K: Hash + Eq + Clone, V> Entries<K, V> {
    /// Puts a value in the place of that of the same name, or at the end; gives the value that was there.
    pub fn insert(&mut self, name: K, value: Arc<V>) -> Option<Arc<V>> {
        if let Some(index) = self.get_index_of(&name) {
            return Some(std::mem::replace(self.value_mut(index), value));
        }
        Arc::make_mut(&mut self.names).insert(name);
        match self.blocks.last_mut() {
            Some(block) if block.len() < BLOCK => Arc::make_mut(block).push(value),
            _ => self.blocks.push(Arc::new(vec![value])),
        }
        None
    }

    /// Puts an entry at a place; one of the same name goes.
    pub fn shift_insert(&mut self, index: usize, name: K, value: Arc<V>) {
        self.shift_remove(&name);
        let index = index.min(self.len());
        Arc::make_mut(&mut self.names).shift_insert(index, name);
        self.values_changed(index, |values, at| values.insert(at, value));
    }

    /// Takes an entry out; those behind it move up.
    pub fn shift_remove<Q: ?Sized + Hash + Equivalent<K>>(&mut self, name: &Q) -> Option<Arc<V>> {
        let index = self.get_index_of(name)?;
        self.shift_remove_index(index).map(|(_, value)| value)
    }

    /// Takes the entry at a place out; those behind it move up.
    pub fn shift_remove_index(&mut self, index: usize) -> Option<(K, Arc<V>)> {
        let name = Arc::make_mut(&mut self.names).shift_remove_index(index)?;
        let value = Arc::clone(self.value(index));
        self.values_changed(index, |values, at| drop(values.remove(at)));
        Some((name, value))
    }

    /// Moves an entry from a place to another.
    pub fn move_index(&mut self, from: usize, to: usize) {
        if let Some((name, value)) = self.shift_remove_index(from) {
            self.shift_insert(to, name, value);
        }
    }

    /// Another name for an entry, in its place; nothing happens where there is none, or where the name is taken.
    pub fn rename(&mut self, from: &K, to: &K) {
        if let Some(index) = self.get_index_of(from).filter(|_| !self.contains_key(to)) {
            // The name is free, so it takes the place.
            drop(Arc::make_mut(&mut self.names).replace_index(index, to.clone()));
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

    /// Changes the row of values from a place on; the blocks before it stay shared.
    fn values_changed(&mut self, index: usize, change: impl FnOnce(&mut Vec<Arc<V>>, usize)) {
        let block = (index / BLOCK).min(self.blocks.len());
        let mut values: Vec<Arc<V>> = self.blocks[block..].iter().flat_map(|block| block.iter().cloned()).collect();
        change(&mut values, index - block * BLOCK);
        self.blocks.truncate(block);
        self.blocks.extend(values.chunks(BLOCK).map(|values| Arc::new(values.to_vec())));
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
        Self { names: Arc::new(IndexSet::default()), blocks: Vec::new() }
    }
}

/// Equal in names, values and order; what is shared is not looked at.
impl<K: PartialEq, V: PartialEq> PartialEq for Entries<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let same = |one: &Arc<V>, other: &Arc<V>| Arc::ptr_eq(one, other) || one == other;
        let mut blocks = self.blocks.iter().zip(&other.blocks);
        self.has_names_of(other)
            && blocks.all(|(one, other)| Arc::ptr_eq(one, other) || one.iter().zip(&**other).all(|(a, b)| same(a, b)))
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
        self.value(index)
    }
}

impl<K, V> IndexMut<usize> for Entries<K, V> {
    fn index_mut(&mut self, index: usize) -> &mut Arc<V> {
        self.value_mut(index)
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
        fn entries_are_those_of_a_plain_list_of_pairs(steps in proptest::collection::vec((0u8..6, 0u16..200, 0u16..200), 0..400)) {
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
                    5 => {
                        entries.retain(|name, _| name % 3 != other % 3);
                        plain.retain(|name, _| name % 3 != other % 3);
                    }
                    _ => earlier.push((entries.clone(), plain.clone())),
                }
                prop_assert!(entries.iter().eq(plain.iter()));
                prop_assert_eq!(entries.values().rev().collect::<Vec<_>>(), plain.values().rev().collect::<Vec<_>>());
            }
            for (entries, plain) in earlier {
                prop_assert!(entries.iter().eq(plain.iter()), "a copy changed with the original");
                prop_assert_eq!(&entries, &plain.into_iter().collect());
            }
        }
    }

    #[test]
    fn another_order_is_another_value() {
        let one: Entries<u8, u8> = [(1, Arc::new(1)), (2, Arc::new(2))].into_iter().collect();
        let other: Entries<u8, u8> = [(2, Arc::new(2)), (1, Arc::new(1))].into_iter().collect();
        assert_ne!(one, other);
    }
}
