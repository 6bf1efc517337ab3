//! New text for a changed value: only what differs between two canonical writings is touched in the author's own text.

use super::{
    scan::{Entry, Group, GroupKind, Node, scan, value_at},
    written::{Part, brackets, flat_into, scalar},
};
use std::{
    collections::{HashMap, VecDeque},
    ops::Range,
};

/// Columns that a line may take before it is broken into one entry a line.
pub(super) const WIDTH: usize = 120;

/// `text` is what the author wrote for a value; `was` and `now` are its canonical writings before and after the edit.
/// What did not change keeps its bytes, and a comment goes only with the entry it stands above.
#[must_use]
pub fn rewrite(text: &str, was: &str, now: &str) -> String {
    if was == now {
        return text.to_owned();
    }
    let (Ok(own), Ok(before), Ok(after)) = (scan(text), scan(was), scan(now)) else {
        return now.to_owned();
    };
    let writer = Writer { newline: newline_of(text) };
    let body = writer.value(Part { text, node: &own }, Part { text: was, node: &before }, Part { text: now, node: &after });
    format!("{}{body}{}", &text[..own.span.start], &text[own.span.end..])
}

/// The same for the value that fills these bytes of a longer text; nothing where they are no value.
pub(super) fn rewritten_value(text: &str, span: &Range<usize>, was: &str, now: &str) -> Option<String> {
    let (own, before, after) = (value_at(text, span).ok()?, scan(was).ok()?, scan(now).ok()?);
    let writer = Writer { newline: newline_of(text) };
    Some(writer.value(Part { text, node: &own }, Part { text: was, node: &before }, Part { text: now, node: &after }))
}

/// An entry that stays: its place before, and its place from now on.
pub(super) type Kept = (usize, usize);

/// What stands between the brackets of a map whose entries are others from now on. `value` gives the text of a value
/// that stays, `new` the canonical writing of one that is new; nothing comes of it where one cannot be written.
pub(super) fn rebuilt_map(
    text: &str,
    own: &Node,
    before: &[String],
    after: &[String],
    value: impl Fn(Kept) -> Option<String>,
    new: impl Fn(usize) -> String,
) -> Option<String> {
    let group = own.group()?;
    let labels = |names: &[String]| names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>();
    let (before, after) = (labels(before), labels(after));
    let [was, now] = [&before, &after].map(|labels| labels.iter().map(String::as_str).collect::<Vec<_>>());
    let partners = partners(&was, &now);
    let mut written = Vec::new();
    for (place, partner) in partners.iter().enumerate() {
        written.push(if partner.is_none() { new(place) } else { String::new() });
    }
    let nodes: Vec<Option<Node>> = written.iter().map(|text| scan(text).ok()).collect();
    let mut next = Vec::with_capacity(after.len());
    for (place, partner) in partners.iter().enumerate() {
        let key = Some(after[place].as_str());
        next.push(match partner {
            Some(index) => {
                let key = if before[*index] == after[place] { None } else { key };
                Next::Kept { own: *index, key, body: value((*index, place))? }
            }
            None => Next::New { key, value: Part { text: &written[place], node: nodes[place].as_ref()? } },
        });
    }
    let writer = Writer { newline: newline_of(text) };
    let whole = writer.rebuild(Part { text, node: own }, group, next);
    let (open, close) = (group.open - own.span.start, own.span.end - group.close);
    Some(whole[open..whole.len() - close].to_owned())
}

/// The file's kind of line end, as its first line has it.
fn newline_of(text: &str) -> &'static str {
    if text.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r')) { "\r\n" } else { "\n" }
}

/// A value laid out from nothing, as an author would write it.
#[must_use]
pub fn plainly<T: serde::Serialize>(value: &T) -> String {
    plain(&super::canonical(value))
}

/// A canonical writing laid out from nothing, for a file whose own text is lost.
pub(super) fn plain(now: &str) -> String {
    let Ok(node) = scan(now) else {
        return now.to_owned();
    };
    let mut out = String::new();
    Writer { newline: "\n" }.laid_out(Part { text: now, node: &node }, 0, WIDTH, &mut out);
    out.push('\n');
    out
}

/// What becomes of one entry.
enum Next<'a> {
    /// It stays where the author put it, with this body and perhaps another key.
    Kept { own: usize, key: Option<&'a str>, body: String },
    /// It is new.
    New { key: Option<&'a str>, value: Part<'a> },
}

struct Writer {
    newline: &'static str,
}

impl Writer {
    fn value(&self, own: Part, was: Part, now: Part) -> String {
        if was.whole() == now.whole() {
            return own.whole().to_owned();
        }
        let (Some(mine), Some(before), Some(after)) = (own.group(), was.group(), now.group()) else {
            return self.fresh(now, own);
        };
        // Brackets with nothing in them do not tell a struct from a tuple.
        let same = |a: &Group, b: &Group| a.kind == b.kind || a.entries.is_empty() || b.entries.is_empty();
        let named = own.name().is_empty() || own.name() == was.name();
        if !same(mine, before) || !same(before, after) || was.name() != now.name() || !named {
            return self.fresh(now, own);
        }
        let kind = if after.entries.is_empty() { before.kind } else { after.kind };
        let next = match kind {
            GroupKind::Struct => self.by_name(own, was, now),
            GroupKind::Map | GroupKind::List | GroupKind::Tuple => self.by_place(own, was, now),
        };
        self.rebuild(own, mine, next)
    }

    /// Fields of a struct: the author's order is kept, a new field goes where the canonical order has it.
    fn by_name<'a>(&self, own: Part<'a>, was: Part<'a>, now: Part<'a>) -> Vec<Next<'a>> {
        let find = |part: Part<'a>, key: &str| {
            part.entries().iter().find(|entry| part.key(entry) == Some(key)).map(|entry| part.of(entry))
        };
        let mut next = Vec::new();
        for (index, entry) in own.entries().iter().enumerate() {
            let Some(key) = own.key(entry) else { continue };
            let mine = own.of(entry);
            let body = match (find(was, key), find(now, key)) {
                (Some(was), Some(now)) => self.value(mine, was, now),
                (None, Some(now)) => self.fresh(now, mine),
                (None, None) => mine.whole().to_owned(),
                (Some(_), None) => continue,
            };
            next.push(Next::Kept { own: index, key: None, body });
        }
        for (index, entry) in now.entries().iter().enumerate() {
            let key = now.key(entry);
            if own.entries().iter().any(|mine| own.key(mine) == key) {
                continue;
            }
            // What the author left out and nobody changed stays left out.
            if key.and_then(|key| find(was, key)).is_some_and(|before| before.whole() == now.of(entry).whole()) {
                continue;
            }
            let before: Vec<Option<&str>> = now.entries()[..index].iter().map(|entry| now.key(entry)).collect();
            let spot = next.iter().rposition(|next| match next {
                Next::Kept { own: index, .. } => before.contains(&own.key(&own.entries()[*index])),
                Next::New { key, .. } => before.contains(key),
            });
            next.insert(spot.map_or(0, |at| at + 1), Next::New { key, value: now.of(entry) });
        }
        next
    }

    /// Entries of a map, list or tuple: each finds its partner by key or by its words.
    fn by_place<'a>(&self, own: Part<'a>, was: Part<'a>, now: Part<'a>) -> Vec<Next<'a>> {
        let label = |part: Part<'a>, entry: &'a Entry| part.key(entry).unwrap_or_else(|| part.of(entry).whole());
        let before: Vec<&str> = was.entries().iter().map(|entry| label(was, entry)).collect();
        let after: Vec<&str> = now.entries().iter().map(|entry| label(now, entry)).collect();
        let partners = partners(&before, &after);
        let entries = now.entries().iter().zip(partners);
        let next = entries.map(|(entry, partner)| {
            let (key, value) = (now.key(entry), now.of(entry));
            match partner.and_then(|index| Some((index, own.entries().get(index)?))) {
                Some((index, mine)) => {
                    let old = &was.entries()[index];
                    let key = if was.key(old) == key { None } else { key };
                    Next::Kept { own: index, key, body: self.value(own.of(mine), was.of(old), value) }
                }
                None => Next::New { key, value },
            }
        });
        next.collect()
    }

    fn rebuild(&self, own: Part, group: &Group, next: Vec<Next>) -> String {
        let text = own.text;
        let entries = &group.entries;
        let is_broken = text[group.open..group.close].contains('\n');
        let inner = indent(text, own.node.span.start) + 4;
        let lead = if is_broken { format!("{}{}", self.newline, " ".repeat(inner)) } else { " ".to_owned() };
        let tail = &text[entries.last().map_or(group.open, |entry| entry.chunk.end)..group.close];
        let mut out = text[own.node.span.start..group.open].to_owned();
        let count = next.len();
        if count == 0 && entries.iter().all(|entry| !has_comment(text, entry)) {
            return format!("{out}{}{}", tail.trim_start(), &text[group.close..own.node.span.end]);
        }
        let mut below_comment = false;
        for (place, entry) in next.into_iter().enumerate() {
            let is_last = place + 1 == count;
            match entry {
                Next::Kept { own: index, key, body } => {
                    let entry = &entries[index];
                    let head_end = entry.key.as_ref().map_or(entry.value.span.start, |key| key.start);
                    let mut head = text[entry.chunk.start..head_end].to_owned();
                    if place == 0 && !is_broken {
                        // The first entry stands as far from its bracket as the first one did.
                        let first = &text[group.open..];
                        let space = &first[..first.len() - first.trim_start().len()];
                        head = format!("{space}{}", head.trim_start());
                    }
                    // Nor may a comment behind the entry above swallow this one.
                    if place > 0 && (head.is_empty() || (below_comment && !head.contains('\n'))) {
                        head = format!("{lead}{}", head.trim_start());
                    }
                    out.push_str(&head);
                    if let Some(old) = entry.key.clone() {
                        match key {
                            Some(new) => scalar(new, &mut out),
                            None => out.push_str(&text[old.clone()]),
                        }
                        out.push_str(&text[old.end..entry.value.span.start]);
                    }
                    out.push_str(&body);
                    let rest = &text[entry.value.span.end..entry.chunk.end];
                    if !entry.comma && !is_last {
                        out.push(',');
                    }
                    let wants_no_comma = is_last && !is_broken && entries.last().is_some_and(|last| !last.comma);
                    let rest = if wants_no_comma && entry.comma { rest.strip_prefix(',').unwrap_or(rest) } else { rest };
                    out.push_str(rest);
                    below_comment = ends_in_comment(rest);
                }
                Next::New { key, value } => {
                    if place > 0 || is_broken {
                        out.push_str(&lead);
                    }
                    let mut body = String::new();
                    if let Some(key) = key {
                        scalar(key, &mut body);
                        body.push_str(": ");
                    }
                    let deep = if is_broken { inner } else { inner.saturating_sub(4) };
                    let room = WIDTH.saturating_sub(deep + body.chars().count());
                    self.laid_out(value, deep, room, &mut body);
                    out.push_str(&body);
                    if is_broken || !is_last {
                        out.push(',');
                    }
                    below_comment = false;
                }
            }
        }
        // A comment may not swallow the closing bracket.
        if ends_in_comment(&out)
            && !tail.contains('\n')
            && scan(&format!("{out}{tail}{}", &text[group.close..own.node.span.end])).is_err()
        {
            out.push_str(self.newline);
        }
        out.push_str(tail);
        out.push_str(&text[group.close..own.node.span.end]);
        out
    }

    /// A value written anew in the place of an old one.
    fn fresh(&self, now: Part, own: Part) -> String {
        let start = own.node.span.start;
        let line = own.text[..start].rfind('\n').map_or(0, |at| at + 1);
        let room = WIDTH.saturating_sub(own.text[line..start].chars().count());
        let mut out = String::new();
        self.laid_out(now, indent(own.text, start), room, &mut out);
        out
    }

    /// On one line where it fits, else an entry a line.
    fn laid_out(&self, part: Part, deep: usize, room: usize, out: &mut String) {
        let mut flat = String::new();
        flat_into(part, &mut flat);
        let Some(group) = part.group() else {
            out.push_str(&flat);
            return;
        };
        if flat.chars().count() < room || group.entries.is_empty() {
            out.push_str(&flat);
            return;
        }
        let (open, close) = brackets(part);
        out.push_str(part.name());
        out.push(open);
        for entry in &group.entries {
            out.push_str(self.newline);
            out.push_str(&" ".repeat(deep + 4));
            let mut used = deep + 5;
            if let Some(key) = part.key(entry) {
                scalar(key, out);
                out.push_str(": ");
                used += key.chars().count() + 2;
            }
            self.laid_out(part.of(entry), deep + 4, WIDTH.saturating_sub(used), out);
            out.push(',');
        }
        out.push_str(self.newline);
        out.push_str(&" ".repeat(deep));
        out.push(close);
    }
}

/// For each entry of `after` its partner in `before`: the same words first; what is left between the same two
/// neighbours was changed or renamed, not thrown away and made anew.
fn partners(before: &[&str], after: &[&str]) -> Vec<Option<usize>> {
    let mut places: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (index, label) in before.iter().enumerate() {
        places.entry(label).or_default().push_back(index);
    }
    let mut taken = vec![false; before.len()];
    let mut partner: Vec<Option<usize>> = after
        .iter()
        .map(|label| {
            let found = places.get_mut(label).and_then(VecDeque::pop_front);
            if let Some(index) = found {
                taken[index] = true;
            }
            found
        })
        .collect();
    for place in 0..after.len() {
        if partner[place].is_some() {
            continue;
        }
        let candidate = match place.checked_sub(1) {
            None => Some(0),
            Some(above) => partner[above].map(|index| index + 1),
        };
        if let Some(index) = candidate.filter(|index| taken.get(*index) == Some(&false)) {
            taken[index] = true;
            partner[place] = Some(index);
        }
    }
    partner
}

fn has_comment(text: &str, entry: &Entry) -> bool {
    let head_end = entry.key.as_ref().map_or(entry.value.span.start, |key| key.start);
    let (head, tail) = (&text[entry.chunk.start..head_end], &text[entry.value.span.end..entry.chunk.end]);
    [head, tail].iter().any(|part| part.contains("//") || part.contains("/*"))
}

/// Whether the last line may end in a comment.
fn ends_in_comment(out: &str) -> bool {
    out.rsplit('\n').next().is_some_and(|line| line.contains("//"))
}

fn indent(text: &str, at: usize) -> usize {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    text[line..].chars().take_while(|c| *c == ' ').count()
}
