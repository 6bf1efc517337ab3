//! The three-way choice: of one value, of a list, of a map.

use super::{
    describe::{self, Field},
    matching::partners,
    merge::Conflict,
    merge_entries::{Entries, Lists},
};
use crate::tree::{Entries as Named, OwnedPart, StepId};
use std::{fmt::Display, hash::Hash, sync::Arc};

/// What is being merged, and what was in conflict so far.
pub(super) struct Merging {
    /// What both changed, each in another way.
    pub conflicts: Vec<Conflict>,
    /// The step that is being merged.
    pub step: Option<StepId>,
    /// The entry that is being merged, as a way from the tree.
    pub part: Vec<OwnedPart>,
    /// The conflicts in which theirs is taken.
    pub theirs: Vec<Conflict>,
}

impl Merging {
    pub fn new(conflicts: Vec<Conflict>, theirs: &[Conflict]) -> Self {
        Self { conflicts, step: None, part: Vec::new(), theirs: theirs.to_vec() }
    }

    /// Notes a conflict; true where theirs is taken in it.
    fn conflict(&mut self, field: &str, base: Option<String>, ours: Option<String>, theirs: Option<String>) -> bool {
        let (step, part) = (self.step.clone(), self.part.clone());
        let conflict = Conflict { step, part, field: field.to_owned(), base, ours, theirs };
        let takes_theirs = self.theirs.contains(&conflict);
        self.conflicts.push(conflict);
        takes_theirs
    }

    /// One value: whoever changed it is right; where both did, each in another way, ours stays unless theirs is chosen.
    pub fn one<T: Clone + PartialEq>(&mut self, field: &str, versions: [&T; 3], words: impl Fn(&T) -> Option<String>) -> T {
        let [base, ours, theirs] = versions;
        if ours == base {
            return theirs.clone();
        }
        if theirs != base && theirs != ours && self.conflict(field, words(base), words(ours), words(theirs)) {
            return theirs.clone();
        }
        ours.clone()
    }

    /// The same for a field that stands in the tree itself.
    pub fn top<T: Clone + PartialEq>(&mut self, field: &str, versions: [&T; 3], words: impl Fn(&T) -> Option<String>) -> T {
        self.part = vec![OwnedPart::Name(field.to_owned())];
        self.one("", versions, words)
    }

    /// A list: each entry is known by some words.
    pub fn list<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        versions: [&[T]; 3],
        known_by: impl Fn(&T) -> String,
        in_words: impl Fn(&T) -> String,
        merge: impl Fn(&mut Self, &str, [&T; 3]) -> T,
    ) -> Vec<T> {
        let [base, ours, theirs] = versions;
        if ours == base {
            return theirs.to_vec();
        }
        if theirs == base || ours == theirs {
            return ours.to_vec();
        }
        let names = |list: &[T]| list.iter().map(&known_by).collect::<Vec<String>>();
        let before = names(base);
        let from = |list: &[T]| {
            let after = names(list);
            let [before, after] = [&before, &after].map(|names| names.iter().map(String::as_str).collect::<Vec<_>>());
            partners(&before, &after)
        };
        let lists = Lists { base, ours, theirs, ours_from: from(ours), theirs_from: from(theirs) };
        let mut entries =
            ListEntries { merging: self, field, in_words: &in_words, merge: &merge, kind: std::marker::PhantomData };
        lists.merge(|mine, other| known_by(mine) == known_by(other), &mut entries)
    }

    /// A list whose entries are merged whole.
    pub fn plain<T: Clone + PartialEq>(
        &mut self,
        field: &str,
        versions: [&[T]; 3],
        known_by: impl Fn(&T) -> String,
        in_words: impl Fn(&T) -> String,
    ) -> Vec<T> {
        let words = |entry: &T| Some(in_words(entry));
        self.list(field, versions, known_by, &in_words, |merging, field, entry| merging.one(field, entry, words))
    }

    /// A map by its names.
    pub fn map<K, V>(
        &mut self,
        field: &'static str,
        versions: [&Named<K, V>; 3],
        describe: fn(&V) -> Vec<Field>,
        merge: impl Fn(&mut Self, [&V; 3]) -> V,
    ) -> Named<K, V>
    where
        K: Hash + Eq + Clone + Display,
        V: PartialEq,
    {
        let [base, ours, theirs] =
            versions.map(|map| map.iter().map(|(id, value)| (id.clone(), Arc::clone(value))).collect::<Vec<_>>());
        let from = |list: &[(K, Arc<V>)]| list.iter().map(|(id, _)| versions[0].get_index_of(id)).collect();
        let lists = Lists { base: &base, ours: &ours, theirs: &theirs, ours_from: from(&ours), theirs_from: from(&theirs) };
        let mut entries = MapEntries { merging: self, field, describe, merge: &merge };
        lists.merge(|(mine, _), (other, _)| mine == other, &mut entries).into_iter().collect()
    }
}

struct ListEntries<'a, T, W, M> {
    merging: &'a mut Merging,
    field: &'a str,
    in_words: &'a W,
    merge: &'a M,
    kind: std::marker::PhantomData<T>,
}

impl<T, W, M> Entries<T> for ListEntries<'_, T, W, M>
where
    T: Clone + PartialEq,
    W: Fn(&T) -> String,
    M: Fn(&mut Merging, &str, [&T; 3]) -> T,
{
    fn both(&mut self, at: usize, base: Option<&T>, ours: &T, theirs: &T) -> T {
        let field = format!("{} {}", self.field, at + 1);
        if let Some(base) = base {
            return (self.merge)(self.merging, &field, [base, ours, theirs]);
        }
        let (mine, other) = (Some((self.in_words)(ours)), Some((self.in_words)(theirs)));
        let takes_theirs = ours != theirs && self.merging.conflict(&field, None, mine, other);
        if takes_theirs { theirs.clone() } else { ours.clone() }
    }

    fn taken_out(&mut self, base: &T, ours: Option<&T>, theirs: Option<&T>) -> bool {
        let [base, ours, theirs] = [Some(base), ours, theirs].map(|entry| entry.map(self.in_words));
        self.merging.conflict(self.field, base, ours, theirs)
    }

    fn order(&mut self) -> bool {
        let field = format!("order of the {}s", self.field);
        self.merging.conflict(&field, None, Some("one order".to_owned()), Some("another".to_owned()))
    }
}

struct MapEntries<'a, V, M> {
    merging: &'a mut Merging,
    field: &'static str,
    describe: fn(&V) -> Vec<Field>,
    merge: &'a M,
}

impl<V, M> MapEntries<'_, V, M> {
    /// From now on conflicts are about this entry.
    fn enter(&mut self, id: &dyn Display) {
        let id = id.to_string();
        self.merging.step = if self.field == "steps" { StepId::new(&id).ok() } else { None };
        self.merging.part = vec![OwnedPart::Name(self.field.to_owned()), OwnedPart::Name(id)];
    }

    fn whole(&self, value: &V) -> String {
        describe::whole(&(self.describe)(value))
    }
}

impl<K, V, M> Entries<(K, Arc<V>)> for MapEntries<'_, V, M>
where
    K: Clone + Display,
    V: PartialEq,
    M: Fn(&mut Merging, [&V; 3]) -> V,
{
    fn both(&mut self, _: usize, base: Option<&(K, Arc<V>)>, ours: &(K, Arc<V>), theirs: &(K, Arc<V>)) -> (K, Arc<V>) {
        let ((id, mine), (_, other)) = (ours, theirs);
        self.enter(id);
        match base {
            _ if mine == other => ours.clone(),
            Some((_, base)) if base == mine => theirs.clone(),
            Some((_, base)) if base == other => ours.clone(),
            Some((_, base)) => (id.clone(), Arc::new((self.merge)(self.merging, [base, mine, other]))),
            None => {
                let (mine, other) = (self.whole(mine), self.whole(other));
                let takes_theirs = self.merging.conflict("", None, Some(mine), Some(other));
                if takes_theirs { theirs.clone() } else { ours.clone() }
            }
        }
    }

    fn taken_out(&mut self, base: &(K, Arc<V>), ours: Option<&(K, Arc<V>)>, theirs: Option<&(K, Arc<V>)>) -> bool {
        self.enter(&base.0);
        let [base, ours, theirs] = [Some(base), ours, theirs].map(|entry| entry.map(|(_, value)| self.whole(value)));
        self.merging.conflict("", base, ours, theirs)
    }

    fn order(&mut self) -> bool {
        self.merging.step = None;
        self.merging.part = vec![OwnedPart::Name(self.field.to_owned())];
        self.merging.conflict("order", None, Some("one order".to_owned()), Some("another".to_owned()))
    }
}
