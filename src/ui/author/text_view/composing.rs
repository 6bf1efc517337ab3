//! Letters that an input method is still composing: seen at the caret as if they were typed, and in no text before they are.

use super::{Stroke, Typed, buffer::Buffer};
use std::ops::Range;

/// Letters being composed, and the page as it would be with them.
#[derive(Clone, Debug)]
pub struct Composing {
    letters: String,
    active: Option<Range<usize>>,
    /// The text with them in place of what is selected.
    pub buffer: Buffer,
    /// The bytes they take in it.
    pub range: Range<usize>,
    /// The bytes of the real text in whose place they stand.
    instead: Range<usize>,
}

impl Composing {
    fn new(typed: &Buffer, letters: String, active: Option<Range<usize>>) -> Self {
        let instead = typed.selected();
        let mut buffer = typed.clone();
        buffer.press(&Stroke::Write(letters.clone()));
        let range = instead.start..instead.start + letters.len();
        if let Some(active) = &active {
            buffer.put(range.start + byte(&letters, active.end));
        }
        Self { letters, active, buffer, range, instead }
    }

    /// The bytes that are being chosen for just now.
    pub fn active(&self) -> Option<Range<usize>> {
        let active = self.active.as_ref().filter(|active| active.start < active.end)?;
        let at = |letter: usize| self.range.start + byte(&self.letters, letter);
        Some(at(active.start)..at(active.end))
    }

    /// Where a byte of the real text stands on the page; nothing for what is covered.
    fn shown(&self, byte: usize) -> Option<usize> {
        match byte {
            byte if byte <= self.instead.start => Some(byte),
            byte if byte >= self.instead.end => Some(byte - self.instead.end + self.range.end),
            _ => None,
        }
    }

    /// The byte of the real text at one of the page.
    fn real(&self, byte: usize) -> usize {
        match byte {
            byte if byte <= self.range.start => byte,
            byte if byte >= self.range.end => byte - self.range.end + self.instead.end,
            _ => self.instead.end,
        }
    }
}

fn byte(text: &str, letter: usize) -> usize {
    text.char_indices().nth(letter).map_or(text.len(), |(at, _)| at)
}

impl Typed {
    /// Letters stand at the caret that are not typed yet; no letters end it.
    pub fn compose(&mut self, letters: String, active: Option<Range<usize>>) {
        self.composing = (!letters.is_empty()).then(|| Composing::new(&self.buffer, letters, active));
    }

    /// The text under what is composed is another one, or as wide as another page.
    pub fn compose_again(&mut self) {
        if let Some(Composing { letters, active, .. }) = self.composing.take() {
            self.compose(letters, active);
        }
    }

    /// The text as it is seen.
    #[must_use]
    pub fn page(&self) -> &Buffer {
        self.composing.as_ref().map_or(&self.buffer, |composing| &composing.buffer)
    }

    /// Where some bytes of the text are seen; nothing where what is composed stands among them.
    #[must_use]
    pub fn on_page(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let Some(composing) = &self.composing else { return Some(range.clone()) };
        let (start, end) = (composing.shown(range.start)?, composing.shown(range.end)?);
        let is_apart = end <= composing.range.start || start >= composing.range.end;
        is_apart.then_some(start..end)
    }

    /// The byte of the text at one of the page.
    #[must_use]
    pub fn off_page(&self, byte: usize) -> usize {
        self.composing.as_ref().map_or(byte, |composing| composing.real(byte))
    }
}
