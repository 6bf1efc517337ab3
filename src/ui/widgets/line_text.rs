//! The line to say: known facts on calm chips, missing ones as gaps that can be typed on the spot.

use super::super::{command::Command, theme::medium, view::View};
use crate::call::{LineShown, SaidPiece};
use egui::{CornerRadius, Rect, Role, Sense, Shape, Stroke, TextFormat, Ui, WidgetInfo, pos2, text::LayoutJob, vec2};

/// Shows a line in the size of the settings.
pub fn line_text(ui: &mut Ui, view: &View, line: &LineShown, size: f32) {
    let palette = view.look;
    let height = (size * view.sizes.line_ratio).round();
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    // For each character the piece it belongs to.
    let mut piece_of: Vec<usize> = Vec::new();
    for (index, piece) in line.pieces.iter().enumerate() {
        let (words, colour, lead): (_, _, f32) = match piece {
            SaidPiece::Words(words) => (words, palette.ink, 0.0),
            SaidPiece::Known(words) => (words, palette.tide, 6.0),
            SaidPiece::Gap { ask, .. } => (ask, palette.ember, 6.0),
        };
        let after_chip = index > 0 && !matches!(line.pieces[index - 1], SaidPiece::Words(_));
        let lead = if index == 0 { lead } else { lead.max(if after_chip { 6.0 } else { 0.0 }) };
        let format = TextFormat {
            font_id: medium(size),
            color: colour,
            line_height: Some(height),
            valign: egui::Align::Center,
            ..TextFormat::default()
        };
        job.append(words, lead, format);
        piece_of.extend(words.chars().map(|_| index));
    }
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    let text = line.text();
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &text));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    let mut chips: Vec<(usize, Rect)> = Vec::new();
    let mut at = 0;
    for row in &galley.rows {
        let top = rect.top() + row.pos.y;
        for (place, glyph) in row.glyphs.iter().enumerate() {
            let Some(piece) = piece_of.get(at).copied() else {
                break;
            };
            at += 1;
            // A space at the end of a row is no part of a chip.
            if glyph.chr == ' ' && place + 1 == row.glyphs.len() {
                continue;
            }
            let left = rect.left() + row.pos.x + glyph.pos.x;
            let cell = Rect::from_min_max(pos2(left, top), pos2(left + glyph.advance_width, top + row.size.y));
            match chips.last_mut() {
                Some((last, chip)) if *last == piece && (chip.top() - top).abs() < 1.0 => *chip = chip.union(cell),
                _ => chips.push((piece, cell)),
            }
        }
        at += usize::from(row.ends_with_newline);
    }
    for (piece, cell) in &chips {
        let pad = ((height - size * 1.28) / 2.0).max(0.0);
        let chip = Rect::from_min_max(cell.min + vec2(-5.0, pad), cell.max + vec2(5.0, -pad));
        match &line.pieces[*piece] {
            SaidPiece::Words(_) => {}
            SaidPiece::Known(_) => {
                ui.painter().rect_filled(chip, CornerRadius::same(5), palette.tide_soft);
            }
            SaidPiece::Gap { name, .. } => {
                ui.painter().rect_filled(chip, CornerRadius::same(5), palette.ember_soft);
                let under = [pos2(chip.left() + 3.0, chip.bottom() - 1.0), pos2(chip.right() - 3.0, chip.bottom() - 1.0)];
                ui.painter().extend(Shape::dashed_line(&under, Stroke::new(2.0, palette.ember), 5.0, 4.0));
                let is_aimed = view.session().is_some_and(|session| session.aimed.as_ref() == Some(name));
                if is_aimed {
                    let ring = Stroke::new(2.0, palette.ember);
                    ui.painter().rect_stroke(chip, CornerRadius::same(5), ring, egui::StrokeKind::Outside);
                }
            }
        }
    }
    ui.painter().galley(rect.min, galley, palette.ink);
    gaps(ui, view, line, &chips);
}

/// Each gap is a button: it aims the note line at that fact.
fn gaps(ui: &mut Ui, view: &View, line: &LineShown, chips: &[(usize, Rect)]) {
    let mut done: Vec<usize> = Vec::new();
    for (piece, rect) in chips {
        let SaidPiece::Gap { name, .. } = &line.pieces[*piece] else {
            continue;
        };
        let id = ui.scope_id().with(("gap", piece, done.iter().filter(|seen| *seen == piece).count()));
        done.push(*piece);
        let response = ui.interact(*rect, id, Sense::click());
        let label = view.reading().map(|reading| reading.label(name)).unwrap_or_default();
        response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Fill in: {label}")));
        super::buttons::ring(ui, view, &response, 5);
        if response.on_hover_text(format!("Fill in: {label}")).clicked() {
            view.send(Command::AimAt(name.clone()));
        }
    }
}
