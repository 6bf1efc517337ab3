//! Text and fields.

use super::super::{
    theme::{Type, font, semibold},
    view::View,
};
use egui::{Color32, Context, FontId, Galley, Id, Label, Response, RichText, TextEdit, Ui, WidgetInfo, text::LayoutJob};
use std::sync::Arc;

fn rich(words: &str, font: FontId, size: Type, colour: Color32) -> RichText {
    RichText::new(words).font(font).line_height(Some(size.1)).color(colour)
}

/// Regular text, wrapped at the width there is.
pub fn label(ui: &mut Ui, words: &str, size: Type, colour: Color32) -> Response {
    ui.add(Label::new(rich(words, font(size), size, colour)).wrap())
}

/// Semibold text.
pub fn strong(ui: &mut Ui, words: &str, size: Type, colour: Color32) -> Response {
    ui.add(Label::new(rich(words, semibold(size), size, colour)).wrap())
}

/// A small heading over a part of a column.
pub fn section(ui: &mut Ui, view: &View, words: &str) -> Response {
    strong(ui, words, view.sizes.meta, view.look.ink2)
}

/// One line of text, cut with an ellipsis where it does not fit.
pub fn elided(ui: &mut Ui, words: &str, font: FontId, colour: Color32) -> Response {
    ui.add(Label::new(RichText::new(words).font(font).color(colour)).truncate())
}

/// Laid out text with a line height, for painting.
pub fn galley(ui: &Ui, words: &str, font: FontId, height: f32, colour: Color32, wrap: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple(words.to_owned(), font, colour, wrap);
    for section in &mut job.sections {
        section.format.line_height = Some(height);
        section.format.valign = egui::Align::Center;
    }
    ui.painter().layout_job(job)
}

/// The same, cut at one line with an ellipsis.
pub fn wrapped(ui: &Ui, words: &str, font: FontId, colour: Color32, width: f32) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(words.to_owned(), font, colour);
    job.wrap = egui::text::TextWrapping::truncate_at_width(width);
    ui.painter().layout_job(job)
}

/// A single-line field with a name; gives the text back when it changed.
pub fn field(ui: &mut Ui, view: &View, id: Id, name: &str, text: &str, hint: &str, width: f32) -> (Response, Option<String>) {
    let mut buffer = text.to_owned();
    let edit = TextEdit::singleline(&mut buffer)
        .id(id)
        .font(font(view.sizes.body))
        .text_color(view.look.ink)
        .hint_text(RichText::new(hint).color(view.look.ink3))
        .margin(egui::Margin::symmetric(8, 5))
        .desired_width(width);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::text_edit(true, text, buffer.as_str(), hint));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    keep_in_sight(&response);
    let changed = response.changed() && buffer != text;
    (response, changed.then_some(buffer))
}

/// A field of several rows that wraps and takes no line break; gives the text back when it changed.
pub fn long_field(
    ui: &mut Ui,
    view: &View,
    id: Id,
    name: &str,
    text: &str,
    rows: usize,
    width: f32,
) -> (Response, Option<String>) {
    let mut buffer = text.to_owned();
    let edit = TextEdit::multiline(&mut buffer)
        .id(id)
        .font(font(view.sizes.body))
        .text_color(view.look.ink)
        .margin(egui::Margin::symmetric(8, 6))
        .return_key(None)
        .desired_rows(rows)
        .desired_width(width);
    let response = ui.add(edit);
    response.widget_info(|| WidgetInfo::text_edit(true, text, buffer.as_str(), name));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
    keep_in_sight(&response);
    let buffer = if buffer.contains(['\n', '\r']) { buffer.replace(['\n', '\r'], " ") } else { buffer };
    let changed = response.changed() && buffer != text;
    (response, changed.then_some(buffer))
}

/// Where the id is kept of what is to be scrolled to.
fn wanted_in_sight() -> Id {
    Id::unique("wanted in sight")
}

/// What is given the focus between two frames is scrolled to when it is shown next.
pub fn want_in_sight(ctx: &Context, id: Id) {
    ctx.data_mut(|data| data.insert_temp(wanted_in_sight(), id));
}

/// Scrolls to what has just got the focus, by Tab or by a command.
pub fn keep_in_sight(response: &Response) {
    let is_wanted = response.ctx.data(|data| data.get_temp::<Id>(wanted_in_sight())) == Some(response.id);
    if is_wanted {
        response.ctx.data_mut(|data| data.remove::<Id>(wanted_in_sight()));
    }
    if is_wanted || response.gained_focus() {
        response.scroll_to_me(None);
    }
}
