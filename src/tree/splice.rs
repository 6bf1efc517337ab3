//! New text for a tree that was changed in few places: only what differs is written, read back and compared.
//!
//! A tree of ten thousand steps has megabytes of text. Writing it all anew for one word takes a second; this takes no
//! longer than copying it.

use super::{
    Document, Entries, Fact, Limit, Step, Tree, canonical, options,
    rewrite::{Kept, rebuilt_map, rewrite, rewritten_value},
    scan::{self, Entry, Group, MAPS, Node, Shape},
};
use serde::{Serialize, de::DeserializeOwned};
use std::{hash::Hash, ops::Range, sync::Arc};

/// The document with another tree; nothing where the way in which it differs asks for the whole to be written.
pub(super) fn spliced(document: &Document, tree: &Tree) -> Option<Document> {
    let before = document.tree();
    let same_names = before.facts.has_names_of(&tree.facts)
        && before.limits.has_names_of(&tree.limits)
        && before.steps.has_names_of(&tree.steps);
    if same_names && head(before) == head(tree) { with_values(document, tree) } else { with_entries(document, tree) }
}

/// A tree without its facts, limits and steps.
fn head(tree: &Tree) -> Tree {
    let Tree { format, id, title, summary, language, revision, status, owner, review_by, mood, start, always, .. } = tree;
    Tree {
        format: *format,
        id: id.clone(),
        title: title.clone(),
        summary: summary.clone(),
        language: language.clone(),
        revision: *revision,
        status: *status,
        owner: owner.clone(),
        review_by: review_by.clone(),
        mood: *mood,
        start: start.clone(),
        facts: Entries::default(),
        limits: Entries::default(),
        always: always.clone(),
        steps: Entries::default(),
        tests: tree.tests.clone(),
        layout: tree.layout.clone(),
    }
}

/// Bytes of a text and what comes in their place.
type Patch = (Range<usize>, String);

/// The same entries, some with another value.
fn with_values(document: &Document, tree: &Tree) -> Option<Document> {
    let before = document.tree();
    let mut patches = Vec::new();
    changed(document, "facts", &before.facts, &tree.facts, &mut patches)?;
    changed(document, "limits", &before.limits, &tree.limits, &mut patches)?;
    changed(document, "steps", &before.steps, &tree.steps, &mut patches)?;
    patches.sort_by_key(|(span, _)| span.start);
    let old = document.text();
    let grown: usize = patches.iter().map(|(_, new)| new.len()).sum();
    let mut text = String::with_capacity(old.len() + grown);
    let mut from = 0;
    for (span, new) in &patches {
        text.push_str(&old[from..span.start]);
        text.push_str(new);
        from = span.end;
    }
    text.push_str(&old[from..]);
    let mut root = document.root().clone();
    Shift { patches: &patches, next: 0, before: 0, grown: 0 }.node(&mut root);
    Some(Document::new(text.into(), Arc::new(tree.clone()), root))
}

/// Adds what has to be written for the values that differ, each read back and compared.
fn changed<K, V>(
    document: &Document,
    field: &str,
    before: &Entries<K, V>,
    after: &Entries<K, V>,
    patches: &mut Vec<Patch>,
) -> Option<()>
where
    V: PartialEq + Serialize + DeserializeOwned,
{
    let differ = before.values().zip(after.values()).enumerate();
    let mut differ = differ.filter(|(_, (old, new))| !Arc::ptr_eq(old, new) && old != new).peekable();
    if differ.peek().is_none() {
        return Some(());
    }
    let text = document.text();
    let places = document.root().field(text, field)?.value.entries();
    if places.len() != after.len() {
        return None;
    }
    for (index, (old, new)) in differ {
        let span = places[index].value.span.clone();
        patches.push((span.clone(), written(text, &span, old, new)?));
    }
    Some(())
}

/// The new text of a value, if it reads back as that value.
fn written<V: PartialEq + Serialize + DeserializeOwned>(text: &str, span: &Range<usize>, old: &V, new: &V) -> Option<String> {
    let body = rewritten_value(text, span, &canonical(old), &canonical(new))?;
    scan::value_at(&body, &(0..body.len())).ok()?;
    let back: V = options().from_str(&body).ok()?;
    (back == *new).then_some(body)
}

/// Moves places behind patches. Places are met in the order of the text, so each patch is passed once.
struct Shift<'a> {
    patches: &'a [Patch],
    /// The first patch that is not passed.
    next: usize,
    /// Bytes that were taken out so far.
    before: usize,
    /// Bytes that came in so far.
    grown: usize,
}

impl Shift<'_> {
    /// Where a byte stands now; the end of a patch stands at the end of what came in its place.
    fn at(&mut self, at: usize) -> usize {
        while let Some((span, new)) = self.patches.get(self.next).filter(|(span, _)| span.end <= at) {
            self.before += span.len();
            self.grown += new.len();
            self.next += 1;
        }
        at - self.before + self.grown
    }

    fn range(&mut self, range: &mut Range<usize>) {
        range.start = self.at(range.start);
        range.end = self.at(range.end);
    }

    /// Ends come after what stands within.
    fn node(&mut self, node: &mut Node) {
        node.span.start = self.at(node.span.start);
        if let Shape::Group(group) = &mut node.shape {
            self.range(&mut group.name);
            group.open = self.at(group.open);
            for entry in &mut group.entries {
                self.entry(entry);
            }
            group.close = self.at(group.close);
        }
        node.span.end = self.at(node.span.end);
    }

    fn entry(&mut self, entry: &mut Entry) {
        entry.chunk.start = self.at(entry.chunk.start);
        if let Some(key) = &mut entry.key {
            self.range(key);
        }
        self.node(&mut entry.value);
        entry.chunk.end = self.at(entry.chunk.end);
    }
}

/// Other entries, or another head: what did not change keeps its bytes, and the places are looked up again.
fn with_entries(document: &Document, tree: &Tree) -> Option<Document> {
    let (old, root, before) = (document.text(), document.root(), document.tree());
    let mut contents: Vec<(Range<usize>, String)> = Vec::new();
    for field in MAPS {
        let (is_empty, was_empty) = match field {
            "facts" => (tree.facts.is_empty(), before.facts.is_empty()),
            "limits" => (tree.limits.is_empty(), before.limits.is_empty()),
            _ => (tree.steps.is_empty(), before.steps.is_empty()),
        };
        let Some(entry) = root.field(old, field) else {
            if is_empty {
                continue;
            }
            return None;
        };
        let group = entry.value.group()?;
        if is_empty != was_empty {
            return None;
        }
        let new = match field {
            "facts" => rebuilt(old, &entry.value, &before.facts, &tree.facts)?,
            "limits" => rebuilt(old, &entry.value, &before.limits, &tree.limits)?,
            _ => rebuilt(old, &entry.value, &before.steps, &tree.steps)?,
        };
        contents.push((group.open..group.close, new));
    }
    contents.sort_by_key(|(span, _)| span.start);
    let text = with_head(document, tree, &contents)?;
    let document = verified(document, tree, &text)?;
    Some(document)
}

/// What stands between the brackets of a map from now on.
fn rebuilt<K, V>(text: &str, own: &Node, before: &Entries<K, V>, after: &Entries<K, V>) -> Option<String>
where
    K: Hash + Eq + AsRef<str>,
    V: PartialEq + Serialize + DeserializeOwned,
{
    let group: &Group = own.group()?;
    if group.entries.len() != before.len() {
        return None;
    }
    if before == after {
        return Some(text[group.open..group.close].to_owned());
    }
    let value = |kept: Kept| {
        let (index, place) = kept;
        let (old, new) = (&before[index], &after[place]);
        let span = group.entries[index].value.span.clone();
        if old == new { Some(text[span].to_owned()) } else { written(text, &span, old, new) }
    };
    let names = |entries: &Entries<K, V>| entries.keys().map(|name| name.as_ref().to_owned()).collect::<Vec<_>>();
    rebuilt_map(text, own, &names(before), &names(after), value, |place| canonical(&after[place]))
}

/// The whole text: the head as it is from now on, with the contents of the maps put in.
fn with_head(document: &Document, tree: &Tree, contents: &[(Range<usize>, String)]) -> Option<String> {
    let old = document.text();
    let (mut skeleton, mut from) = (String::new(), 0);
    for (span, _) in contents {
        skeleton.push_str(&old[from..span.start]);
        from = span.end;
    }
    skeleton.push_str(&old[from..]);
    let (was, now) = (head(document.tree()), head(tree));
    if was != now {
        skeleton = rewrite(&skeleton, &with_stand_ins(document, was), &with_stand_ins(document, now));
    }
    let root = scan::outline(&skeleton).ok()?;
    let mut holes: Vec<usize> = Vec::new();
    for field in MAPS {
        if document.root().field(old, field).is_some() {
            let group = root.field(&skeleton, field)?.value.group()?;
            if !skeleton[group.open..group.close].is_empty() {
                return None;
            }
            holes.push(group.open);
        }
    }
    holes.sort_unstable();
    let (mut text, mut from) = (String::with_capacity(old.len() + old.len() / 8), 0);
    for (hole, (_, content)) in holes.iter().zip(contents) {
        text.push_str(&skeleton[from..*hole]);
        text.push_str(content);
        from = *hole;
    }
    text.push_str(&skeleton[from..]);
    Some(text)
}

/// The canonical head, with something in every map that the text has, so that each keeps its place in the order.
fn with_stand_ins(document: &Document, mut head: Tree) -> String {
    let (text, root, tree) = (document.text(), document.root(), document.tree());
    if root.field(text, "facts").is_some() {
        head.facts = first_of(&tree.facts);
    }
    if root.field(text, "limits").is_some() {
        head.limits = first_of(&tree.limits);
    }
    canonical(&head)
}

fn first_of<K: Hash + Eq + Clone, V>(entries: &Entries<K, V>) -> Entries<K, V> {
    entries.iter().take(1).map(|(name, value)| (name.clone(), Arc::clone(value))).collect()
}

/// The document, if its text reads back as the tree: whatever kept its bytes kept its value, the rest is read.
fn verified(document: &Document, tree: &Tree, text: &str) -> Option<Document> {
    let root = scan::outline(text).ok()?;
    if super::read::head_of(text, &root).as_ref() != Some(&head(tree)) {
        return None;
    }
    let old = document.tree();
    let is_read = reads_back::<_, Fact>(document, &root, text, "facts", &old.facts, &tree.facts)
        && reads_back::<_, Limit>(document, &root, text, "limits", &old.limits, &tree.limits)
        && reads_back::<_, Step>(document, &root, text, "steps", &old.steps, &tree.steps);
    is_read.then(|| Document::new(text.into(), Arc::new(tree.clone()), root))
}

fn reads_back<K, V>(document: &Document, root: &Node, text: &str, field: &str, old: &Entries<K, V>, new: &Entries<K, V>) -> bool
where
    K: Hash + Eq + AsRef<str>,
    V: PartialEq + DeserializeOwned,
{
    let before = document.root().field(document.text(), field).map_or(&[][..], |field| field.value.entries());
    let after = root.field(text, field).map_or(&[][..], |field| field.value.entries());
    let mut pairs = after.iter().zip(new);
    after.len() == new.len()
        && pairs.all(|(entry, (name, value))| {
            let is_named = entry.key.clone().is_some_and(|key| scan::said(&text[key]) == name.as_ref());
            let body = &text[entry.value.span.clone()];
            let is_kept = old.get_index_of(name).is_some_and(|index| {
                old[index] == *value && before.get(index).is_some_and(|entry| &document.text()[entry.value.span.clone()] == body)
            });
            is_named && (is_kept || options().from_str::<V>(body).is_ok_and(|read| read == **value))
        })
}
