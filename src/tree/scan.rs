//! Where everything stands in a RON text. Knows RON's punctuation and nothing of trees; loses no byte.

use std::{borrow::Cow, ops::Range};

/// How many brackets may stand inside one another.
pub const DEPTH: usize = 64;

/// A value and where it stands.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its bytes.
    pub span: Range<usize>,
    /// What it is made of.
    pub shape: Shape,
}

/// What a value is made of.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A word, number or text.
    Scalar,
    /// `Name(…)`, `(…)`, `[…]` or `{…}`. Most values are none, and are kept small.
    Group(Box<Group>),
    /// A bracketed value of which an outline keeps nothing but its place.
    Closed,
}

/// A bracketed value.
#[derive(Clone, Debug)]
pub struct Group {
    /// Which brackets, and whether its entries have names.
    pub kind: GroupKind,
    /// The word before the bracket; empty where there is none.
    pub name: Range<usize>,
    /// The byte after the opening bracket.
    pub open: usize,
    /// The byte of the closing bracket.
    pub close: usize,
    /// What stands between.
    pub entries: Vec<Entry>,
}

/// The four kinds of brackets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Round, with names.
    Struct,
    /// Round, without names (or empty).
    Tuple,
    /// Square.
    List,
    /// Curly.
    Map,
}

/// One entry of a bracketed value.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Comments and spaces before it, key, value, comma, and a comment behind it on the same line.
    pub chunk: Range<usize>,
    /// Its key or field name.
    pub key: Option<Range<usize>>,
    /// Its value.
    pub value: Node,
    /// Whether a comma follows.
    pub comma: bool,
}

/// Why a text cannot be taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The byte at which it happens.
    pub at: usize,
    /// What was expected there.
    pub expected: &'static str,
}

impl Node {
    /// The bracketed value, if it is one.
    pub fn group(&self) -> Option<&Group> {
        match &self.shape {
            Shape::Group(group) => Some(group),
            Shape::Scalar | Shape::Closed => None,
        }
    }

    /// The entries between its brackets; none for a scalar.
    pub fn entries(&self) -> &[Entry] {
        self.group().map_or(&[], |group| &group.entries)
    }

    /// The entry of that field name.
    pub fn field<'a>(&'a self, text: &str, name: &str) -> Option<&'a Entry> {
        self.entries().iter().find(|entry| entry.key.clone().is_some_and(|key| bare(&text[key]) == name))
    }
}

/// A field's name without the `r#` that RON allows before it.
pub fn bare(key: &str) -> &str {
    key.strip_prefix("r#").filter(|name| !name.starts_with(['"', '#'])).unwrap_or(key)
}

/// What a key says, whichever way its text is written.
pub fn said(key: &str) -> Cow<'_, str> {
    let plain = key.strip_prefix('"').and_then(|key| key.strip_suffix('"')).filter(|key| !key.contains('\\'));
    match plain {
        Some(plain) => Cow::Borrowed(plain),
        None if key.ends_with(['"', '#']) => ron::from_str(key).map_or(Cow::Borrowed(key), Cow::Owned),
        None => Cow::Borrowed(bare(key)),
    }
}

/// Takes a text apart.
///
/// # Errors
/// The first byte at which it is not RON, and what was expected there.
pub fn scan(text: &str) -> Result<Node, Broken> {
    scan_whole(text, false)
}

/// The fields of a tree whose entries an outline does not look into.
pub const MAPS: [&str; 3] = ["facts", "limits", "steps"];

/// Takes a tree's text apart down to its facts, limits and steps; what stands in those is only looked through.
///
/// # Errors
/// The first byte at which it is not RON, and what was expected there.
pub fn outline(text: &str) -> Result<Node, Broken> {
    scan_whole(text, true)
}

/// Takes the value that fills these bytes of a text apart.
///
/// # Errors
/// The first byte at which it is not one value of RON, and what was expected there.
pub fn value_at(text: &str, span: &Range<usize>) -> Result<Node, Broken> {
    let mut scan = Scan { text: &text.as_bytes()[..span.end], at: span.start, closes: false, is_closed: false };
    let node = scan.value(0)?;
    if node.span == *span { Ok(node) } else { Err(scan.broken("one value")) }
}

fn scan_whole(text: &str, closes: bool) -> Result<Node, Broken> {
    let at = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut scan = Scan { text: text.as_bytes(), at, closes, is_closed: false };
    scan.trivia()?;
    let node = scan.value(0)?;
    scan.trivia()?;
    if scan.at < scan.text.len() {
        return Err(scan.broken("nothing more after the last bracket"));
    }
    Ok(node)
}

struct Scan<'a> {
    text: &'a [u8],
    at: usize,
    /// Whether the entries of the maps of a tree are closed.
    closes: bool,
    /// Whether this is within one of those maps.
    is_closed: bool,
}

/// How deep the entries of a tree's maps stand.
const ENTRY: usize = 2;

impl Scan<'_> {
    fn broken(&self, expected: &'static str) -> Broken {
        Broken { at: self.at, expected }
    }

    fn peek(&self) -> u8 {
        self.ahead(0)
    }

    fn ahead(&self, by: usize) -> u8 {
        self.text.get(self.at + by).copied().unwrap_or(0)
    }

    fn is_over(&self) -> bool {
        self.at >= self.text.len()
    }

    fn skip_while(&mut self, keep: impl Fn(u8) -> bool) {
        while !self.is_over() && keep(self.peek()) {
            self.at += 1;
        }
    }

    /// How many bytes a space takes here, if one stands here; RON knows more of them than a keyboard.
    fn space(&self) -> Option<usize> {
        match (self.peek(), self.ahead(1), self.ahead(2)) {
            (b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c, ..) => Some(1),
            (0xc2, 0x85, _) => Some(2),
            (0xe2, 0x80, 0x8e | 0x8f | 0xa8 | 0xa9) => Some(3),
            _ => None,
        }
    }

    /// Spaces, comments and `#![…]` headers.
    fn trivia(&mut self) -> Result<(), Broken> {
        loop {
            if let Some(length) = self.space() {
                self.at += length;
                continue;
            }
            match (self.peek(), self.ahead(1)) {
                (b'/', b'/') => self.skip_while(|b| b != b'\n'),
                (b'/', b'*') => self.block_comment()?,
                (b'#', b'!') => {
                    self.skip_while(|b| b != b']');
                    self.at = (self.at + 1).min(self.text.len());
                }
                _ => return Ok(()),
            }
        }
    }

    fn block_comment(&mut self) -> Result<(), Broken> {
        let start = self.at;
        let mut depth = 0usize;
        loop {
            match (self.peek(), self.ahead(1)) {
                (b'/', b'*') => {
                    depth += 1;
                    self.at += 2;
                }
                (b'*', b'/') => {
                    depth -= 1;
                    self.at += 2;
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ if self.is_over() => {
                    self.at = start;
                    return Err(self.broken("the end of this comment, `*/`"));
                }
                _ => self.at += 1,
            }
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Broken> {
        if depth > DEPTH {
            return Err(self.broken("no more than 64 brackets inside one another"));
        }
        let start = self.at;
        match (self.peek(), self.ahead(1)) {
            (b'"', _) => self.quoted(b'"', "a closing quotation mark for this text")?,
            (b'\'', _) => self.quoted(b'\'', "a closing apostrophe")?,
            (b'r', b'"') => self.raw()?,
            (b'r', b'#') if matches!(self.ahead(2), b'"' | b'#') => self.raw()?,
            (b'b', b'"') => {
                self.at += 1;
                self.quoted(b'"', "a closing quotation mark for this text")?;
            }
            (b'[', _) => return self.group(start, GroupKind::List, start..start, depth),
            (b'{', _) => return self.group(start, GroupKind::Map, start..start, depth),
            (b'(', _) => return self.group(start, GroupKind::Tuple, start..start, depth),
            (b'+' | b'-' | b'.' | b'0'..=b'9', _) => {
                self.skip_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.' | b'_'));
            }
            _ => return self.word(depth),
        }
        Ok(Node { span: start..self.at, shape: Shape::Scalar })
    }

    /// A word, or a word before a round bracket.
    fn word(&mut self, depth: usize) -> Result<Node, Broken> {
        let start = self.at;
        if self.peek() == b'r' && self.ahead(1) == b'#' {
            self.at += 2;
        }
        while self.space().is_none() && (self.peek().is_ascii_alphanumeric() || self.peek() == b'_' || self.peek() >= 0x80) {
            self.at += 1;
        }
        let end = self.at;
        if end == start {
            return Err(self.broken("a value"));
        }
        self.trivia()?;
        if self.peek() == b'(' {
            return self.group(start, GroupKind::Tuple, start..end, depth);
        }
        self.at = end;
        Ok(Node { span: start..end, shape: Shape::Scalar })
    }

    fn quoted(&mut self, mark: u8, expected: &'static str) -> Result<(), Broken> {
        let open = self.at;
        self.at += 1;
        loop {
            match self.peek() {
                _ if self.is_over() => {
                    self.at = open;
                    return Err(self.broken(expected));
                }
                b if b == mark => {
                    self.at += 1;
                    return Ok(());
                }
                b'\\' => self.at = (self.at + 2).min(self.text.len()),
                _ => self.at += 1,
            }
        }
    }

    fn raw(&mut self) -> Result<(), Broken> {
        let open = self.at;
        self.at += 1;
        let mut hashes = 0;
        while self.peek() == b'#' {
            hashes += 1;
            self.at += 1;
        }
        if self.peek() != b'"' {
            self.at = open;
            return Err(self.broken("a value"));
        }
        self.at += 1;
        while !self.is_over() {
            if self.peek() == b'"' && (1..=hashes).all(|by| self.ahead(by) == b'#') {
                self.at += 1 + hashes;
                return Ok(());
            }
            self.at += 1;
        }
        self.at = open;
        Err(self.broken("the end of this raw text"))
    }

    fn group(&mut self, start: usize, kind: GroupKind, name: Range<usize>, depth: usize) -> Result<Node, Broken> {
        let end = match kind {
            GroupKind::List => b']',
            GroupKind::Map => b'}',
            GroupKind::Struct | GroupKind::Tuple => b')',
        };
        let opened = self.at;
        self.at += 1;
        let mut group = Group { kind, name, open: self.at, close: self.at, entries: Vec::new() };
        let mut chunk = self.at;
        loop {
            self.trivia()?;
            if self.peek() == end {
                break;
            }
            if self.is_over() {
                self.at = opened;
                return Err(self.broken("a closing bracket for this one"));
            }
            let entry = self.entry(chunk, &mut group.kind, depth)?;
            let comma = entry.comma;
            if !(self.is_closed && depth >= ENTRY) {
                group.entries.push(entry);
            }
            chunk = self.at;
            if !comma {
                self.trivia()?;
                if self.peek() != end {
                    return Err(self.broken("a comma or a closing bracket"));
                }
            }
        }
        group.close = self.at;
        self.at += 1;
        let shape = if self.is_closed && depth >= ENTRY { Shape::Closed } else { Shape::Group(Box::new(group)) };
        Ok(Node { span: start..self.at, shape })
    }

    fn entry(&mut self, chunk: usize, kind: &mut GroupKind, depth: usize) -> Result<Entry, Broken> {
        let first = self.value(depth + 1)?;
        let before = self.at;
        self.trivia()?;
        let (key, value) = if self.peek() == b':' && *kind != GroupKind::List {
            if *kind == GroupKind::Tuple {
                *kind = GroupKind::Struct;
            }
            self.at += 1;
            self.trivia()?;
            let is_map = self.closes && depth == 0 && MAPS.iter().any(|map| self.text[first.span.clone()] == *map.as_bytes());
            self.is_closed |= is_map;
            let value = self.value(depth + 1)?;
            self.is_closed &= !is_map;
            (Some(first.span), value)
        } else if *kind == GroupKind::Map {
            return Err(self.broken("`:` and a value"));
        } else {
            self.at = before;
            (None, first)
        };
        let before = self.at;
        self.trivia()?;
        let comma = self.peek() == b',';
        self.at = if comma { self.at + 1 } else { before };
        self.comment_on_this_line();
        Ok(Entry { chunk: chunk..self.at, key, value, comma })
    }

    /// A comment on the same line belongs to the entry before it.
    fn comment_on_this_line(&mut self) {
        let mut at = self.at;
        while matches!(self.text.get(at), Some(b' ' | b'\t')) {
            at += 1;
        }
        if self.text[at..].starts_with(b"//") {
            self.at = at;
            self.skip_while(|b| b != b'\n');
            if self.text[..self.at].ends_with(b"\r") {
                self.at -= 1;
            }
        }
    }
}
