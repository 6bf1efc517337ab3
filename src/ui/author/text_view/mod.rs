//! The text view: the RON itself beside the canvas, where only the rows in view are laid out.

mod buffer;
mod colours;
mod composing;
mod following;
mod hearing;
mod lines;
mod page;
mod rows;
mod strip;
mod typed;
mod walking;

pub use buffer::Stroke;
pub use typed::Typed;
pub use walking::Way;

use super::{
    super::{theme::mono, view::View},
    canvas::send,
    command::AuthorCommand,
    state::Authoring,
};
use crate::check::Finding;
use egui::{
    EventFilter, Id, Rect, Response, Role, ScrollArea, Sense, Stroke as Line, StrokeKind, TextEdit, Ui, UiBuilder, WidgetInfo,
    vec2,
};
use page::{Mark, Page};
use std::ops::Range;

/// Room round the letters.
const MARGIN: f32 = 8.0;
/// Room for the marks of problems, left of the line numbers.
const MARKS: f32 = 20.0;

/// The field that the text is typed in.
pub(in crate::ui) fn text_field() -> Id {
    Id::unique("the tree as text")
}

pub(super) fn text_view(ui: &mut Ui, view: &View, author: &Authoring) {
    let Some(typed) = &author.typed else { return };
    let whole = ui.max_rect();
    let strip = whole.with_min_y(whole.bottom() - strip::height(author, typed));
    let area = whole.with_max_y(strip.top());
    ui.scope_builder(UiBuilder::new().id_salt("text page").max_rect(area), |ui| page_in(ui, view, author, typed, area));
    ui.scope_builder(UiBuilder::new().id_salt("text strip").max_rect(strip), |ui| strip::strip(ui, view, author, typed));
}

/// The page with its numbers and marks, scrolled to where the caret is wanted.
fn page_in(ui: &mut Ui, view: &View, author: &Authoring, typed: &Typed, area: Rect) {
    let face = mono(view.sizes.meta);
    let letter = ui.fonts_mut(|fonts| fonts.glyph_width(&face, '0'));
    let height = view.sizes.meta.1;
    let digits = typed.buffer.lines().count().to_string().len().max(2);
    let gutter = MARKS + letter * digits as f32 + 2.0 * MARGIN;
    let columns = ((area.width() - gutter - 2.0 * MARGIN) / letter).max(1.0) as usize;
    if columns.max(12) != typed.buffer.columns() {
        send(view, AuthorCommand::TextColumns(columns));
    }
    let id = text_field();
    let response = ui.interact(area, id, Sense::click_and_drag());
    // What asks whether somebody types finds a field here.
    if TextEdit::load_state(ui, id).is_none() {
        TextEdit::store_state(ui, id, egui::text_edit::TextEditState::default());
    }
    let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));

    let remembered = id.with(&author.id);
    let reveals = ui.data(|data| data.get_temp::<u64>(remembered)).unwrap_or_default();
    let scroll = ScrollArea::vertical().id_salt(("text", &author.id)).auto_shrink(false).animated(false);
    scroll.show_viewport(ui, |ui, seen| {
        ui.set_height(typed.page().row_count() as f32 * height + 2.0 * MARGIN);
        ui.set_width(ui.available_width());
        if reveals != typed.reveals {
            let top = MARGIN + typed.page().row_at(typed.page().caret().head) as f32 * height;
            let is_far = top + height < seen.top() || top > seen.bottom();
            // From afar the caret comes to stand where there is something to read above and below it.
            let wanted = if is_far { top - seen.height() / 4.0..=top + seen.height() * 0.7 } else { top..=top + 2.0 * height };
            let from = ui.max_rect().min;
            let rect = Rect::from_x_y_ranges(from.x..=from.x + 1.0, from.y + wanted.start()..=from.y + wanted.end());
            ui.scroll_to_rect(rect, None);
            ui.request_repaint();
        }
        let origin = ui.max_rect().min + vec2(gutter, MARGIN);
        let first = ((seen.top() - MARGIN) / height).max(0.0) as usize;
        let rows = first..(((seen.bottom() - MARGIN) / height).ceil().max(0.0) as usize + 1).min(typed.page().row_count());
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let page = Page::new(ui, view, typed.page(), rows, origin, height);
        let marks = marks(author, typed, &page.bytes());
        page.paint(ui, view, area, gutter, &marks, has_focus);
        if let Some(composing) = &typed.composing {
            page.paint_composing(ui, view, composing);
        }
        page.tell(ui, id, has_focus);
        hearing::pointer(ui, view, typed, &response, &page);
        if let Some(words) = ui.input(|input| input.pointer.hover_pos()).and_then(|at| page.said_at(at, area, gutter, &marks)) {
            response.clone().on_hover_text_at_pointer(words);
        }
    });
    ui.data_mut(|data| data.insert_temp(remembered, typed.reveals));
    if response.has_focus() {
        let rows = (area.height() / height).max(2.0) as usize - 1;
        hearing::keys(ui, view, typed, rows);
    } else if typed.composing.is_some() {
        send(view, AuthorCommand::Stroke(Stroke::Compose(String::new(), None)));
    }
    response.widget_info(|| WidgetInfo::labeled(Role::MultilineTextInput, author.is_writable(), "The tree as text"));
    let (line, column) = typed.buffer.place();
    let about = format!("Line {line}, column {column} of {} lines", typed.buffer.lines().count());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_label("The tree as text");
        node.set_description(about);
    });
    ring_in(ui, view, &response, area.shrink(1.0));
}

/// The ring of what has the focus; it stands in no list that would have to be scrolled.
fn ring_in(ui: &Ui, view: &View, response: &Response, rect: Rect) {
    if response.has_focus() {
        ui.painter().rect_stroke(rect, 4, Line::new(2.0, view.look.tide), StrokeKind::Inside);
    }
}

/// What is to be marked among the rows in view: what keeps it from being a tree, or what the check found in it.
fn marks(author: &Authoring, typed: &Typed, seen: &Range<usize>) -> Vec<Mark> {
    let is_seen = |range: &Range<usize>| range.start <= seen.end && range.end >= seen.start;
    let on_page = |range: &Range<usize>| typed.on_page(range).filter(is_seen);
    if typed.is_broken() {
        let mark = |trouble: &crate::tree::Trouble| {
            let range = on_page(&trouble.place.span)?;
            Some(Mark { range, level: crate::check::Level::Error, words: in_words(&trouble.message, &trouble.help) })
        };
        return typed.troubles.iter().filter_map(mark).collect();
    }
    if typed.waits || author.checked != typed.version {
        return Vec::new();
    }
    let mark = |finding: &Finding| {
        let range = on_page(&finding.span)?;
        Some(Mark { range, level: finding.level, words: in_words(&finding.message, &finding.help) })
    };
    author.findings.iter().filter_map(mark).collect()
}

/// What is wrong, and what to do about it.
fn in_words(message: &str, help: &str) -> String {
    let capital = |words: &str| {
        let mut letters = words.chars();
        letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect::<String>())
    };
    if help.is_empty() { capital(message) } else { format!("{}\n{}", capital(message), capital(help)) }
}
