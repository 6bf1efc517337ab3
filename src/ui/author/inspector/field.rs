//! Fields of the inspector: one line, or words that wrap with their facts marked and completed while `{` is typed.
//!
//! Enter goes to the next field. What a field remembers (the focus it had, what is half typed) is egui's own memory.

use super::{
    super::super::{
        theme::font,
        widgets::{self, mark_list_open},
    },
    hand::Hand,
};
use crate::{
    tree::{BUILT_IN_FACTS, Line, Piece},
    ui::author::waves::{Said, said_under, underline},
};
use egui::{
    Align, CompletionPopup, CompletionQuery, CornerRadius, Frame, Galley, Id, Key, Margin, Modifiers, Pos2, RectAlign, Response,
    RichText, Stroke, StrokeKind, Suggestion, TextEdit, TextFormat, Ui,
    text::{CCursor, CCursorRange, LayoutJob},
    text_edit::TextEditOutput,
    vec2,
};

/// Words that stand in a new thing until it has its own: the first key takes their place.
const FRESH: [&str; 8] = ["New step", "New answer", "Goes on", "New fact", "New limit", "Note", "new choice", "New frame"];
/// How many facts are offered at once.
const OFFERED: usize = 8;
/// How many letters there is room for in a row of what is offered.
const WIDE: usize = 28;

fn goes_on() -> Id {
    Id::unique("inspector goes on")
}

fn had_focus() -> Id {
    Id::unique("inspector had focus")
}

fn has_focus() -> Id {
    Id::unique("inspector has focus")
}

/// Before the first field of a frame.
pub(super) fn begin(ui: &Ui) {
    ui.data_mut(|data| data.remove::<bool>(goes_on()));
}

/// After the last field of a frame.
pub(super) fn end(ui: &Ui) {
    ui.data_mut(|data| {
        let now = data.remove_temp::<Option<Id>>(has_focus()).flatten();
        data.insert_temp(had_focus(), now);
    });
}

/// Whether a field has the focus that did not have it, or was not there, in the last frame.
pub(super) fn took_focus(ui: &Ui, id: Id) -> bool {
    let before = ui.data(|data| data.get_temp::<Option<Id>>(had_focus())).flatten();
    before != Some(id) && ui.memory(|memory| memory.has_focus(id))
}

/// Gives the focus to a field, also to one that comes with the next frame.
pub(super) fn focus(ui: &Ui, id: Id) {
    ui.memory_mut(|memory| memory.request_focus(id));
}

/// What a field is about.
#[derive(Clone, Copy)]
pub(super) struct Field<'a> {
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'a str,
    pub text: &'a str,
    pub hint: &'a str,
}

/// A field of one line; gives the text back when it changed.
pub(super) fn line(ui: &mut Ui, hand: &Hand, field: Field, width: f32) -> Option<String> {
    take_turn(ui, field.id);
    if !hand.writes {
        read_only(ui, hand, field, width, true);
        return None;
    }
    let had = ui.memory(|memory| memory.has_focus(field.id));
    let (response, changed) = widgets::field(ui, hand.view, field.id, field.name, field.text, field.hint, width);
    if had && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        ui.data_mut(|data| data.insert_temp(goes_on(), true));
    }
    settle(ui, &response, field);
    changed
}

/// A field whose words wrap; `bare` leaves the frame to what is round it. Line breaks are kept only where `breaks` says so.
pub(super) fn prose(ui: &mut Ui, hand: &Hand, field: Field, bare: bool, breaks: bool) -> Option<String> {
    prose_with(ui, hand, field, &[], bare, breaks)
}

/// The same, with a wave under each of the words of which something is said: the reason stands under the pointer, and
/// with the name of the field for who hears it read.
pub(super) fn prose_with(ui: &mut Ui, hand: &Hand, field: Field, said: &[Said], bare: bool, breaks: bool) -> Option<String> {
    take_turn(ui, field.id);
    let width = ui.available_width();
    if !hand.writes {
        let shown = read_only(ui, hand, field, width, bare);
        waves(ui, hand, &shown.response.response, &shown.galley, shown.galley_pos, said);
        return None;
    }
    let mut buffer = field.text.to_owned();
    let look = hand.view.look;
    let size = hand.view.sizes.body;
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, wrap: f32| {
        let job = marked(hand, text.as_str(), wrap);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut edit = TextEdit::multiline(&mut buffer)
        .font(font(size))
        .text_color(look.ink)
        .hint_text(RichText::new(field.hint).color(look.ink3))
        .desired_width(width)
        .desired_rows(1)
        .layouter(&mut layouter);
    edit = if bare { edit.frame(Frame::NONE) } else { edit.margin(Margin::symmetric(8, 5)) };
    if !breaks {
        edit = edit.return_key(None);
    }
    let completion =
        CompletionPopup::new(field.id)
            .word_boundary(|sign| sign == '}')
            .align(RectAlign::BOTTOM_START)
            .show(ui, edit, |query| offered(hand, query));
    if completion.is_open {
        mark_list_open(ui.ctx());
    }
    let has = completion.text_edit.response.response.has_focus();
    let takes_enter = has && !breaks && !completion.is_open && completion.accepted.is_none();
    if takes_enter && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
        ui.data_mut(|data| data.insert_temp(goes_on(), true));
    }
    let response = completion.text_edit.response.response;
    name(ui, &response, field);
    if buffer == field.text {
        waves(ui, hand, &response, &completion.text_edit.galley, completion.text_edit.galley_pos, said);
    }
    settle(ui, &response, field);
    if bare {
        around(ui, hand, &response);
    }
    if !breaks {
        buffer = buffer.replace(['\n', '\r', '\t'], " ");
    }
    (buffer != field.text).then_some(buffer)
}

/// What is said of the words of a field, under them and to who hears the field read.
fn waves(ui: &Ui, hand: &Hand, response: &Response, galley: &Galley, at: Pos2, said: &[Said]) {
    if said.is_empty() {
        return;
    }
    underline(ui.painter(), hand.view.look, galley, at, said);
    let reasons: Vec<&str> = said.iter().map(|said| said.words.as_str()).collect();
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(reasons.join("\n")));
    if let Some(words) = response.hover_pos().and_then(|point| said_under(galley, at, said, point)) {
        response.clone().on_hover_text_at_pointer(words);
    }
}

/// The ring of a field without a frame.
fn around(ui: &Ui, hand: &Hand, response: &Response) {
    if response.has_focus() {
        let stroke = Stroke::new(2.0, hand.view.look.tide);
        ui.painter().rect_stroke(response.rect.expand2(vec2(5.0, 2.0)), CornerRadius::same(6), stroke, StrokeKind::Outside);
    }
}

fn name(ui: &Ui, response: &Response, field: Field) {
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(field.name));
}

/// Words to be read and copied, not changed.
fn read_only(ui: &mut Ui, hand: &Hand, field: Field, width: f32, bare: bool) -> TextEditOutput {
    let mut text = field.text;
    let mut layouter = |ui: &Ui, text: &dyn egui::TextBuffer, wrap: f32| {
        let job = marked(hand, text.as_str(), wrap);
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let mut edit = TextEdit::multiline(&mut text).id(field.id).desired_width(width).desired_rows(1).layouter(&mut layouter);
    edit = if bare { edit.frame(Frame::NONE) } else { edit.margin(Margin::symmetric(8, 5)) };
    let shown = edit.show(ui);
    name(ui, &shown.response.response, field);
    ui.ctx().accesskit_node_builder(shown.response.response.id, egui::accesskit::Node::set_read_only);
    shown
}

/// The field after the one in which Enter was pressed takes the focus.
fn take_turn(ui: &Ui, id: Id) {
    if ui.data_mut(|data| data.remove_temp::<bool>(goes_on())).is_some() {
        focus(ui, id);
    }
}

/// A field that took the focus comes into view; words that only keep its place are chosen, so that typing replaces them.
fn settle(ui: &Ui, response: &Response, field: Field) {
    if response.has_focus() {
        ui.data_mut(|data| data.insert_temp(has_focus(), Some(field.id)));
    }
    if !took_focus(ui, field.id) {
        return;
    }
    response.scroll_to_me(None);
    if FRESH.contains(&field.text)
        && let Some(mut state) = TextEdit::load_state(ui.ctx(), field.id)
    {
        let end = CCursor::new(field.text.chars().count());
        state.cursor.set_char_range(Some(CCursorRange::two(CCursor::default(), end)));
        TextEdit::store_state(ui.ctx(), field.id, state);
    }
}

/// A text with its facts on calm ground, and those nobody declared in ember.
fn marked(hand: &Hand, text: &str, wrap: f32) -> LayoutJob {
    let look = hand.view.look;
    let size = hand.view.sizes.body;
    let plain = TextFormat {
        font_id: font(size),
        color: look.ink,
        line_height: Some(size.1),
        valign: Align::Center,
        ..TextFormat::default()
    };
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(wrap), ..LayoutJob::default() };
    job.keep_trailing_whitespace = true;
    for piece in Line::new(text).pieces {
        match piece {
            Piece::Words(words) => job.append(words, 0.0, plain.clone()),
            Piece::Fact(fact) => {
                let (ink, soft) = if hand.knows(fact) { (look.tide, look.tide_soft) } else { (look.ember, look.ember_soft) };
                job.append(&format!("{{{fact}}}"), 0.0, TextFormat { color: ink, background: soft, ..plain.clone() });
            }
        }
    }
    if job.sections.is_empty() {
        job.append("", 0.0, plain);
    }
    job
}

/// The facts that fit what is typed behind an open brace.
fn offered(hand: &Hand, query: &CompletionQuery) -> Vec<Suggestion> {
    let Some(open) = query.word.rfind('{') else { return Vec::new() };
    let (before, typed) = (&query.word[..open], query.word[open + 1..].to_lowercase());
    let is_closed = query.text.chars().nth(query.word_range.end.0) == Some('}');
    let own = hand.tree().facts.iter().map(|(id, fact)| (id.as_str(), fact.label.as_str()));
    let all = own.chain(BUILT_IN_FACTS);
    let mut fitting: Vec<(bool, &str, &str)> = all
        .filter(|(name, label)| name.contains(&typed) || label.to_lowercase().contains(&typed))
        .map(|(name, label)| (!(name.starts_with(&typed) || label.to_lowercase().starts_with(&typed)), name, label))
        .collect();
    fitting.sort_by_key(|(later, ..)| *later);
    let close = if is_closed { "" } else { "}" };
    let suggestion = |(_, name, label): (bool, &str, &str)| {
        let insert = format!("{before}{{{name}{close}");
        let room = WIDE.saturating_sub(label.chars().count());
        let suggestion = Suggestion::new(insert).content(cut(label));
        if name.len() <= room { suggestion.description(name) } else { suggestion }
    };
    fitting.into_iter().take(OFFERED).map(suggestion).collect()
}

/// A label that fits in a row.
fn cut(label: &str) -> String {
    if label.chars().count() <= WIDE {
        return label.to_owned();
    }
    let cut: String = label.chars().take(WIDE - 1).collect();
    format!("{}…", cut.trim_end())
}

/// A field that holds something half typed until it means something: `read` gives what is kept of it.
pub(super) fn half_typed(
    ui: &mut Ui,
    hand: &Hand,
    field: Field,
    width: f32,
    read: impl FnOnce(&str) -> Option<String>,
) -> (String, Option<String>) {
    let memory = field.id.with("half typed");
    let kept = ui.data(|data| data.get_temp::<(String, String)>(memory));
    let typed = kept.filter(|(_, base)| base == field.text).map(|(typed, _)| typed);
    let shown = typed.unwrap_or_else(|| field.text.to_owned());
    let changed = line(ui, hand, Field { text: &shown, ..field }, width);
    let has_focus = ui.memory(|memory| memory.has_focus(field.id));
    let Some(now) = changed else {
        if !has_focus {
            ui.data_mut(|data| data.remove::<(String, String)>(memory));
        }
        return (shown, None);
    };
    let meant = read(&now);
    let base = meant.clone().unwrap_or_else(|| field.text.to_owned());
    ui.data_mut(|data| data.insert_temp(memory, (now.clone(), base)));
    (now, meant.filter(|meant| meant != field.text))
}
