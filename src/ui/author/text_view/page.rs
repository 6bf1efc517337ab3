//! The rows in view, laid out as one piece: letters in their colours, numbers, marks, selection and caret.

use super::{
    MARGIN, MARKS,
    buffer::Buffer,
    colours::{Sign, signs},
    composing::Composing,
    rows::Row,
};
use crate::{
    check::Level,
    ui::{
        author::{canvas::mark_look, waves::wave},
        theme::{Palette, font, mono},
        view::View,
    },
};
use egui::{
    Align, Color32, Galley, Id, Pos2, Rect, Stroke, TextFormat, Ui,
    emath::TSTransform,
    pos2,
    text::{CCursor, LayoutJob, TextWrapping},
    text_selection::{CCursorRange, accesskit_text::update_accesskit_for_text_widget},
    vec2,
};
use std::{ops::Range, sync::Arc};

/// Something marked in the text.
#[derive(Clone, Debug)]
pub struct Mark {
    /// Its bytes.
    pub range: Range<usize>,
    /// How bad it is.
    pub level: Level,
    /// What is said of it.
    pub words: String,
}

/// A row in view, and the letter of the piece with which it begins.
struct Seen {
    row: Row,
    letter: usize,
}

/// The rows in view.
pub(super) struct Page<'a> {
    buffer: &'a Buffer,
    first: usize,
    rows: Vec<Seen>,
    galley: Arc<Galley>,
    at: Pos2,
    height: f32,
}

impl<'a> Page<'a> {
    /// Lays the rows out; `origin` is where the first row of the whole page would stand.
    pub fn new(ui: &Ui, view: &View, buffer: &'a Buffer, rows: Range<usize>, origin: Pos2, height: f32) -> Self {
        let mut job = LayoutJob { wrap: TextWrapping::no_max_width(), ..LayoutJob::default() };
        let format = |sign: Sign| TextFormat {
            font_id: mono(view.sizes.meta),
            line_height: Some(height),
            color: colour(view.look, sign),
            background: if sign == Sign::Fact { view.look.tide_soft } else { Color32::TRANSPARENT },
            valign: Align::Center,
            ..TextFormat::default()
        };
        let (mut seen, mut letter) = (Vec::new(), 0);
        let first = rows.start;
        for row in buffer.rows(rows) {
            if !seen.is_empty() {
                job.append("\n", 0.0, format(Sign::Mark));
                letter += 1;
            }
            let begins = letter;
            job.append(&" ".repeat(row.hang), 0.0, format(Sign::Mark));
            letter += row.hang;
            let line = buffer.lines().range(buffer.text(), row.line);
            signs(&buffer.text()[line.clone()], buffer.lines().inside(row.line), |range, sign| {
                let start = (line.start + range.start).max(row.range.start);
                let end = (line.start + range.end).min(row.range.end);
                if start < end {
                    let words = &buffer.text()[start..end];
                    job.append(words, 0.0, format(sign));
                    letter += words.chars().count();
                }
            });
            seen.push(Seen { row, letter: begins });
        }
        let galley = ui.painter().layout_job(job);
        Self { buffer, first, rows: seen, galley, at: origin + vec2(0.0, first as f32 * height), height }
    }

    /// The bytes in view.
    pub fn bytes(&self) -> Range<usize> {
        let first = self.rows.first().map_or(0, |seen| seen.row.range.start);
        first..self.rows.last().map_or(first, |seen| seen.row.range.end)
    }

    /// The byte at a point of the screen, or the one nearest to it.
    pub fn byte_at(&self, at: Pos2) -> usize {
        let down = ((at.y - self.at.y) / self.height).floor();
        let Some(place) = self.rows.len().checked_sub(1).map(|last| (down.max(0.0) as usize).min(last)) else { return 0 };
        let y = (place as f32 + 0.5) * self.height;
        let letter = self.galley.cursor_from_pos(vec2(at.x - self.at.x, y)).index;
        self.buffer.byte_at(self.first + place, letter.0.saturating_sub(self.rows[place].letter))
    }

    /// The letter of the piece at a byte, if it is in view.
    fn letter(&self, byte: usize) -> Option<usize> {
        let place = self.rows.iter().rposition(|seen| seen.row.range.start <= byte)?;
        let Seen { row, letter } = &self.rows[place];
        let is_in_row = byte < row.range.end || (byte == row.range.end && row.is_last);
        is_in_row.then(|| letter + row.hang + self.buffer.text()[row.range.start..byte].chars().count())
    }

    /// From where to where some bytes of a row stand.
    fn span(&self, place: usize, range: &Range<usize>) -> Option<(f32, f32)> {
        let Seen { row, letter } = &self.rows[place];
        let (start, end) = (range.start.max(row.range.start), range.end.min(row.range.end));
        if start > end || start > row.range.end {
            return None;
        }
        let text = self.buffer.text();
        let first = letter + row.hang + text[row.range.start..start].chars().count();
        let last = first + text[start..end].chars().count();
        let x = |letter: usize| self.at.x + self.galley.pos_from_cursor(CCursor::new(letter)).left();
        Some((x(first), x(last)))
    }

    fn y(&self, place: usize) -> f32 {
        self.at.y + place as f32 * self.height
    }

    /// Paints it all.
    pub fn paint(&self, ui: &Ui, view: &View, area: Rect, gutter: f32, marks: &[Mark], has_focus: bool) {
        let look = view.look;
        let painter = ui.painter();
        let caret = self.buffer.caret().head;
        let here = self.buffer.lines().at(caret);
        let selected = self.buffer.selected();
        for (place, seen) in self.rows.iter().enumerate() {
            let y = self.y(place);
            let band = Rect::from_min_max(pos2(area.left(), y), pos2(area.right(), y + self.height));
            if seen.row.line == here && has_focus && selected.is_empty() {
                painter.rect_filled(band, 0, look.sunken.gamma_multiply(0.6));
            }
            let touches = selected.start <= seen.row.range.end && selected.end > seen.row.range.start;
            if let (true, Some((left, right))) = (!selected.is_empty() && touches, self.span(place, &selected)) {
                // What goes on over the end of the line is seen to do so.
                let more = if selected.end > seen.row.range.end { 6.0 } else { 0.0 };
                let rect = Rect::from_min_max(pos2(left, y), pos2(right + more, y + self.height));
                painter.rect_filled(rect, 0, if has_focus { look.tide_soft } else { look.sunken });
            }
            if seen.row.hang == 0 {
                let ink = if seen.row.line == here { look.ink } else { look.ink3 };
                let number = painter.layout_no_wrap((seen.row.line + 1).to_string(), mono(view.sizes.meta), ink);
                let at = pos2(area.left() + gutter - MARGIN - number.size().x, y + (self.height - number.size().y) / 2.0);
                painter.galley(at, number, ink);
            }
        }
        painter.galley(self.at, Arc::clone(&self.galley), look.ink);
        for mark in marks {
            self.paint_mark(ui, view, area, mark);
        }
        if let (true, Some(letter)) = (has_focus, self.letter(caret)) {
            let spot = self.galley.pos_from_cursor(CCursor::new(letter)).translate(self.at.to_vec2());
            painter.vline(spot.left(), spot.y_range(), Stroke::new(2.0, look.tide));
            ui.output_mut(|output| {
                output.ime = Some(egui::output::IMEOutput {
                    purpose: egui::IMEPurpose::Normal,
                    rect: area,
                    cursor_rect: spot,
                    should_interrupt_composition: false,
                });
            });
        }
    }

    /// A line under the letters that are being composed, and a thicker one under those that are being chosen for.
    pub fn paint_composing(&self, ui: &Ui, view: &View, composing: &Composing) {
        let thin = (Some(composing.range.clone()), Stroke::new(1.0, view.look.ink2));
        let thick = (composing.active(), Stroke::new(2.0, view.look.tide));
        for (range, stroke) in [thin, thick] {
            let Some(range) = range else { continue };
            for place in 0..self.rows.len() {
                let row = &self.rows[place].row;
                if range.start < row.range.end
                    && range.end > row.range.start
                    && let Some((left, right)) = self.span(place, &range)
                {
                    ui.painter().hline(left..=right, self.y(place) + self.height - 2.0, stroke);
                }
            }
        }
    }

    /// A wave under what is meant, and its icon beside the number.
    fn paint_mark(&self, ui: &Ui, view: &View, area: Rect, mark: &Mark) {
        let Some(place) = self.place_of(mark) else { return };
        let (icon, colour) = mark_look(view.look, mark.level);
        let shown = ui.painter().layout_no_wrap(icon.to_owned(), font((14.0, 0.0)), colour);
        let at = pos2(area.left() + (MARKS - shown.size().x) / 2.0 + 2.0, self.y(place) + (self.height - shown.size().y) / 2.0);
        ui.painter().galley(at, shown, colour);
        if let Some((left, right)) = self.span(place, &mark.range) {
            wave(ui.painter(), left, right, self.y(place) + self.height, colour);
        }
    }

    /// The row in view in which a mark begins.
    fn place_of(&self, mark: &Mark) -> Option<usize> {
        let byte = mark.range.start;
        let place = self.rows.iter().rposition(|seen| seen.row.range.start <= byte)?;
        let seen = &self.rows[place];
        (byte <= seen.row.range.end || place + 1 < self.rows.len()).then_some(place)
    }

    /// What is said of the mark under the pointer, at its words or at its icon.
    pub fn said_at(&self, at: Pos2, area: Rect, gutter: f32, marks: &[Mark]) -> Option<String> {
        if !area.contains(at) {
            return None;
        }
        let is_meant = |mark: &&Mark| {
            self.place_of(mark).is_some_and(|place| {
                let in_row = (self.y(place)..self.y(place) + self.height).contains(&at.y);
                let in_words =
                    self.span(place, &mark.range).is_some_and(|(left, right)| (left..right.max(left + 8.0)).contains(&at.x));
                in_row && (in_words || at.x < area.left() + gutter)
            })
        };
        let said: Vec<&str> = marks.iter().filter(is_meant).map(|mark| mark.words.as_str()).collect();
        (!said.is_empty()).then(|| said.join("\n\n"))
    }

    /// The rows in view for screen readers, with the caret where it is among them.
    pub fn tell(&self, ui: &Ui, id: Id, has_focus: bool) {
        let caret = self.buffer.caret();
        let range = self.letter(caret.anchor).zip(self.letter(caret.head)).filter(|_| has_focus);
        let range = range.map(|(anchor, head)| CCursorRange::two(CCursor::new(anchor), CCursor::new(head)));
        update_accesskit_for_text_widget(ui.ctx(), id, range, TSTransform::from_translation(self.at.to_vec2()), &self.galley);
    }
}

fn colour(look: &Palette, sign: Sign) -> Color32 {
    match sign {
        Sign::Key => look.blue,
        Sign::Words => look.ink,
        Sign::Fact => look.tide,
        Sign::Comment => look.ink3,
        Sign::Number | Sign::Name => look.violet,
        Sign::Mark => look.ink2,
    }
}
