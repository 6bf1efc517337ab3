//! Waves under the words that are meant by what is said of them, as a spell checker draws them.

use super::canvas::mark_look;
use crate::{check::Level, ui::theme::Palette};
use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, emath::GuiRounding as _, pos2};
use std::ops::Range;

/// A wave is this far from crest to trough.
const HEIGHT: f32 = 3.0;
/// It goes up or down once in so many points.
const STEP: f32 = 4.0;
/// What is too short for a wave is marked at least so wide.
const NARROWEST: f32 = 8.0;

/// Letters of a text of which something is said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The letters, counted from 0.
    pub letters: Range<usize>,
    /// How much it matters.
    pub level: Level,
    /// What is said of them.
    pub words: String,
}

/// Draws a wave from left to right; `bottom` is where its row ends.
pub(super) fn wave(painter: &Painter, left: f32, right: f32, bottom: f32, colour: Color32) {
    let right = right.max(left + NARROWEST);
    let middle = (bottom - HEIGHT / 2.0 - 0.5).round_ui();
    let steps = ((right - left) / STEP).ceil() as usize;
    let points = (0..=steps).map(|step| {
        let up = if step % 2 == 0 { HEIGHT / 2.0 } else { -HEIGHT / 2.0 };
        pos2((left + STEP * step as f32).min(right), middle + up)
    });
    painter.add(Shape::line(points.collect(), Stroke::new(1.25, colour)));
}

/// Draws a wave under each of these letters of a text that stands at `at`; what matters most lies on top.
pub(super) fn underline(painter: &Painter, look: &Palette, galley: &Galley, at: Pos2, said: &[Said]) {
    let mut said: Vec<&Said> = said.iter().collect();
    said.sort_by_key(|said| std::cmp::Reverse(said.level));
    for said in said {
        let (_, colour) = mark_look(look, said.level);
        for rect in rects(galley, &said.letters) {
            let rect = rect.translate(at.to_vec2());
            wave(painter, rect.left(), rect.right(), rect.bottom(), colour);
        }
    }
}

/// What is said of the letters under a point, in a text that stands at `at`.
pub(super) fn said_under(galley: &Galley, at: Pos2, said: &[Said], point: Pos2) -> Option<String> {
    let is_meant = |said: &&Said| rects(galley, &said.letters).any(|rect| rect.translate(at.to_vec2()).contains(point));
    let words: Vec<&str> = said.iter().filter(is_meant).map(|said| said.words.as_str()).collect();
    (!words.is_empty()).then(|| words.join("\n\n"))
}

/// Where some letters stand, a piece for each row they stand in.
fn rects<'a>(galley: &'a Galley, letters: &'a Range<usize>) -> impl Iterator<Item = Rect> + 'a {
    let mut next = 0;
    galley.rows.iter().filter_map(move |row| {
        let first = next;
        next += row.char_count_including_newline().0;
        let (start, end) = (letters.start.max(first), letters.end.min(first + row.char_count_excluding_newline().0));
        let x = |letter: usize| row.pos.x + row.x_offset((letter - first).into());
        (start < end).then(|| Rect::from_x_y_ranges(x(start)..=x(end), row.rect().y_range()))
    })
}

/// Where letters of a text stand in a newer one: nothing for those in which the two differ.
pub(super) fn carried(letters: &Range<usize>, old: &str, new: &str) -> Option<Range<usize>> {
    let (old_count, new_count) = (old.chars().count(), new.chars().count());
    let before = old.chars().zip(new.chars()).take_while(|(one, other)| one == other).count();
    if letters.end <= before {
        return Some(letters.clone());
    }
    let most = old_count.min(new_count) - before;
    let behind = old.chars().rev().zip(new.chars().rev()).take(most).take_while(|(one, other)| one == other).count();
    let moved = |letter: usize| letter + new_count - old_count;
    (letters.start >= old_count - behind).then(|| moved(letters.start)..moved(letters.end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_keep_their_words_while_others_are_typed() {
        assert_eq!(carried(&(3..6), "So {x} went", "So {x} went out"), Some(3..6));
        assert_eq!(carried(&(3..6), "So {x} went", "And so {x} went"), Some(7..10));
        assert_eq!(carried(&(7..10), "And so {x} went", "So {x} went"), Some(3..6));
        assert_eq!(carried(&(3..6), "So {x} went", "So {xy} went"), None);
        assert_eq!(carried(&(0..2), "So", ""), None);
    }
}
