//! Re-lays a whole text: the one command that touches what nobody changed. It never reorders and never drops a comment.

use super::{
    Place, Trouble,
    rewrite::WIDTH,
    scan::{Entry, Group, GroupKind, Node, scan},
};

/// The text in the house's layout: an entry a line where a value does not fit on one, four spaces a level, one blank
/// line at most. Arranging it again changes nothing.
///
/// # Errors
/// When the text is not RON.
pub fn arrange(text: &str) -> Result<String, Trouble> {
    let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
    let root = scan(plain).map_err(|broken| Trouble {
        place: Place::new(plain, broken.at..broken.at + 1),
        message: format!("expected {}", broken.expected),
        help: String::new(),
    })?;
    let is_crlf = plain.split_once('\n').is_some_and(|(first, _)| first.ends_with('\r'));
    let mut arrange = Arrange { text: plain, newline: if is_crlf { "\r\n" } else { "\n" }, out: String::new() };
    for note in notes(&plain[..root.span.start]) {
        if !arrange.out.is_empty() || matches!(note, Note::Words(_)) {
            arrange.note(&note, 0);
            arrange.out.push_str(arrange.newline);
        }
    }
    arrange.value(&root, 0, 0, true);
    arrange.out.push_str(arrange.newline);
    let mut below = notes(&plain[root.span.end..]);
    below.pop_if(|note| matches!(note, Note::Blank));
    for note in below {
        arrange.note(&note, 0);
        arrange.out.push_str(arrange.newline);
    }
    Ok(arrange.out)
}

/// A comment, a `#![…]` header, or a blank line that stands above something.
enum Note<'a> {
    Blank,
    Words(&'a str),
}

struct Arrange<'a> {
    text: &'a str,
    newline: &'static str,
    out: String,
}

impl<'a> Arrange<'a> {
    fn note(&mut self, note: &Note, deep: usize) {
        if let Note::Words(words) = note {
            self.out.push_str(&" ".repeat(deep));
            self.out.push_str(words);
        }
    }

    /// `used` is how many columns stand before the value on its line.
    fn value(&mut self, node: &Node, deep: usize, used: usize, is_root: bool) {
        let Some(group) = node.group() else {
            self.out.push_str(&self.text[node.span.clone()]);
            return;
        };
        if !is_root && !self.must_break(node, group) {
            let flat = self.flat(node);
            if used + flat.chars().count() < WIDTH {
                self.out.push_str(&flat);
                return;
            }
        }
        self.broken(node, group, deep);
    }

    fn broken(&mut self, node: &Node, group: &Group, deep: usize) {
        let inner = " ".repeat(deep + 4);
        self.out.push_str(&self.text[group.name.clone()]);
        self.out.push_str(&self.text[group.open - 1..group.open]);
        let opened = self.out.len();
        // What stands between the name and its bracket can only be kept inside.
        let text = self.text;
        let mut above = if group.name.is_empty() { Vec::new() } else { notes(&text[group.name.end..group.open - 1]) };
        for entry in &group.entries {
            above.extend(self.notes_above(entry));
            for note in above.drain(..) {
                match note {
                    Note::Blank => {
                        if self.out.len() > opened && !self.out.ends_with('\n') {
                            self.out.push_str(self.newline);
                        }
                    }
                    Note::Words(words) => {
                        self.out.push_str(self.newline);
                        self.out.push_str(&inner);
                        self.out.push_str(words);
                    }
                }
            }
            self.out.push_str(self.newline);
            self.out.push_str(&inner);
            let mut used = deep + 4;
            if let Some(key) = entry.key.clone() {
                let key = &self.text[key];
                self.out.push_str(key);
                self.out.push_str(": ");
                used += key.chars().count() + 2;
            }
            self.value(&entry.value, deep + 4, used + 1, false);
            self.out.push(',');
            if let Some(beside) = self.note_beside(entry) {
                self.out.push(' ');
                self.out.push_str(beside);
            }
        }
        let tail = &self.text[group.entries.last().map_or(group.open, |entry| entry.chunk.end)..group.close];
        let last = notes(tail);
        let words: Vec<&Note> = last.iter().filter(|note| matches!(note, Note::Words(_))).collect();
        for note in above.iter().filter(|note| matches!(note, Note::Words(_))).chain(words) {
            self.out.push_str(self.newline);
            self.note(note, deep + 4);
        }
        if self.out.len() > opened {
            self.out.push_str(self.newline);
            self.out.push_str(&" ".repeat(deep));
        }
        self.out.push_str(&self.text[node.span.end - 1..node.span.end]);
    }

    /// Comments above an entry, and those in odd places within it, which move above it.
    fn notes_above(&self, entry: &Entry) -> Vec<Note<'a>> {
        let text = self.text;
        let head = entry.key.as_ref().map_or(entry.value.span.start, |key| key.start);
        let mut above = notes(&text[entry.chunk.start..head]);
        if let Some(key) = &entry.key {
            above.extend(words(&text[key.end..entry.value.span.start]));
        }
        let rest = &text[entry.value.span.end..entry.chunk.end];
        let beside = self.note_beside(entry);
        above.extend(words(rest).filter(|note| !matches!(note, Note::Words(note) if Some(*note) == beside)));
        above
    }

    fn note_beside(&self, entry: &Entry) -> Option<&'a str> {
        let text = self.text;
        let rest = &text[entry.value.span.end..entry.chunk.end];
        let last = notes(rest).pop();
        match last {
            Some(Note::Words(note)) if note.starts_with("//") && rest.trim_end().ends_with(note) => {
                let at = rest.rfind(note)?;
                // Behind the value on its own line; a comment on a line of its own is moved above.
                (!rest[..at].contains('\n')).then(|| &rest[at..at + note.len()])
            }
            _ => None,
        }
    }

    /// The whole, its steps and facts, and lists of more than one bracketed value take a line for each.
    fn must_break(&self, node: &Node, group: &Group) -> bool {
        let name = &self.text[group.name.clone()];
        let large = matches!(name, "Tree" | "Step");
        let holds_groups = group.entries.iter().filter(|entry| entry.value.group().is_some()).count();
        let holds_steps = group.entries.iter().any(|entry| {
            entry.value.group().is_some_and(|group| matches!(&self.text[group.name.clone()], "Step" | "Fact" | "Limit" | "Test"))
        });
        let crowded = matches!(group.kind, GroupKind::List | GroupKind::Map) && holds_groups > 1 && name.is_empty();
        let is_condition = group.entries.iter().all(|entry| {
            entry.value.group().is_none_or(|group| {
                matches!(
                    &self.text[group.name.clone()],
                    "Is" | "Known" | "AtMost" | "AtLeast" | "Within" | "Over" | "Not" | "All" | "Any"
                )
            })
        });
        large || holds_steps || (crowded && !is_condition) || self.has_note(node)
    }

    fn has_note(&self, node: &Node) -> bool {
        let Some(group) = node.group() else {
            return false;
        };
        let mut from = node.span.start;
        let mut gaps = Vec::new();
        gaps.push(group.name.end.max(from)..group.open);
        from = group.open;
        for entry in &group.entries {
            if let Some(key) = &entry.key {
                gaps.push(from..key.start);
                from = key.end;
            }
            gaps.push(from..entry.value.span.start);
            from = entry.value.span.end;
            if self.has_note(&entry.value) {
                return true;
            }
        }
        gaps.push(from..group.close);
        gaps.into_iter().any(|gap| words(&self.text[gap]).next().is_some())
    }

    fn flat(&self, node: &Node) -> String {
        let Some(group) = node.group() else {
            return self.text[node.span.clone()].to_owned();
        };
        let entries: Vec<String> = group
            .entries
            .iter()
            .map(|entry| match entry.key.clone() {
                Some(key) => format!("{}: {}", &self.text[key], self.flat(&entry.value)),
                None => self.flat(&entry.value),
            })
            .collect();
        let open = &self.text[group.open - 1..group.open];
        let close = &self.text[node.span.end - 1..node.span.end];
        let (before, after) = if open == "{" && !entries.is_empty() { (" ", " ") } else { ("", "") };
        format!("{}{open}{before}{}{after}{close}", &self.text[group.name.clone()], entries.join(", "))
    }
}

fn words(trivia: &str) -> impl Iterator<Item = Note<'_>> {
    notes(trivia).into_iter().filter(|note| matches!(note, Note::Words(_)))
}

/// The comments of some trivia (spaces, commas, brackets and colons are passed over), with a blank line kept once.
fn notes(trivia: &str) -> Vec<Note<'_>> {
    let mut found = Vec::new();
    let (mut at, mut newlines) = (0, 0);
    while at < trivia.len() {
        let rest = &trivia[at..];
        let length = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            block_length(rest)
        } else if rest.starts_with("#!") {
            rest.find(']').map_or(rest.len(), |end| end + 1)
        } else {
            newlines += usize::from(rest.starts_with('\n'));
            at += rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        if newlines > 1 {
            found.push(Note::Blank);
        }
        found.push(Note::Words(rest[..length].trim_end()));
        newlines = 0;
        at += length;
    }
    if newlines > 1 {
        found.push(Note::Blank);
    }
    found
}

fn block_length(text: &str) -> usize {
    let (mut depth, mut at) = (0usize, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}
