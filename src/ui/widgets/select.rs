//! A choice from a list: a button that shows what is chosen, and a list under it, walked by key and searched by typing.
//!
//! The focus stays on the button while the list is open. What is open, typed and marked is the widget's own memory.

use super::{
    super::{
        theme::{font, icons, semibold},
        view::View,
    },
    buttons::ring,
    text::{label, wrapped},
};
use egui::{
    Color32, Context, CornerRadius, Event, EventFilter, Id, Key, Popup, RectAlign, Response, Role, ScrollArea, Sense, Stroke,
    StrokeKind, Ui, WidgetInfo, pos2, vec2,
};

/// The height of a row of the list.
const ROW: f32 = 30.0;
/// How high a list grows before it scrolls.
const HIGHEST: f32 = 300.0;
/// A list with more rows than this says that typing finds.
const MANY: usize = 8;
/// How many rows a page of the keyboard is.
const PAGE: isize = 8;

/// One row of a list.
pub struct Choice<T> {
    /// What is chosen with it.
    pub value: T,
    /// Its words.
    pub words: String,
    /// What stands at its right.
    pub beside: String,
    /// It stays whatever is typed.
    pub stays: bool,
}

impl<T> Choice<T> {
    /// A row with its words.
    pub fn new(value: T, words: impl Into<String>) -> Self {
        Self { value, words: words.into(), beside: String::new(), stays: false }
    }

    /// With more at its right.
    pub fn beside(mut self, words: impl Into<String>) -> Self {
        self.beside = words.into();
        self
    }

    /// It stays whatever is typed.
    pub fn staying(mut self) -> Self {
        self.stays = true;
        self
    }
}

/// How the button looks.
#[derive(Clone, Copy, Debug)]
pub enum SelectLook {
    /// A field with a frame, this wide.
    Field(f32),
    /// A chip as wide as its words, in ink on a fill.
    Chip(Color32, Color32),
    /// Words or an icon without a frame.
    Plain,
}

/// A button with a list.
pub struct Select<'a> {
    /// Its id: the focus stays on it.
    pub id: Id,
    /// What it is about; its name for screen readers.
    pub name: &'a str,
    /// What is chosen now.
    pub shown: &'a str,
    /// An icon before it, with its colour.
    pub icon: Option<(&'a str, Color32)>,
    /// How it looks.
    pub look: SelectLook,
    /// Whether it can be opened.
    pub is_open_to_change: bool,
}

/// What the widget remembers while its list is open.
#[derive(Clone, Debug, Default)]
struct Open {
    typed: String,
    at: Option<usize>,
    is_new: bool,
}

/// Says that a list is open, so that plain keys are its own.
pub fn mark_list_open(ctx: &Context) {
    let now = ctx.cumulative_frame_nr();
    ctx.data_mut(|data| data.insert_temp(Id::unique("list open"), now));
}

/// Whether a list was open in the last frame.
pub fn list_is_open(ctx: &Context) -> bool {
    let marked = ctx.data(|data| data.get_temp::<u64>(Id::unique("list open")));
    marked.is_some_and(|marked| marked + 1 >= ctx.cumulative_frame_nr())
}

impl Select<'_> {
    /// Shows it; gives back what was chosen. `choices` is asked only while the list is open, with what is typed.
    pub fn show<T>(self, ui: &mut Ui, view: &View, choices: impl FnOnce(&str) -> Vec<Choice<T>>) -> Option<T> {
        let memory = self.id.with("list");
        let mut open = ui.data(|data| data.get_temp::<Open>(memory));
        let mut pressed = Pressed::default();
        if let Some(open) = &mut open {
            pressed = Pressed::take(ui, &mut open.typed);
        }
        let response = self.button(ui, view, open.is_some());
        let wants = response.clicked() || (response.has_focus() && open.is_none() && opens_by_arrow(ui));
        let was_open = open.is_some();
        if wants {
            open = if was_open { None } else { Some(Open { is_new: true, ..Open::default() }) };
        }
        let filter = EventFilter { tab: open.is_some(), escape: open.is_some(), vertical_arrows: true, horizontal_arrows: false };
        ui.memory_mut(|memory| memory.set_focus_lock_filter(self.id, filter));
        let mut chosen = None;
        if let Some(mut now) = open.take().filter(|_| !pressed.leaves) {
            ui.memory_mut(|memory| {
                if memory.focused() != Some(self.id) {
                    memory.request_focus(self.id);
                }
            });
            mark_list_open(ui.ctx());
            let mut rows = fitting(choices(&now.typed), &now.typed);
            let list = List { response: &response, id: memory, shown: self.shown, name: self.name };
            let (taken, beside) = list.show(ui, view, &rows, &mut now, &pressed);
            match taken {
                Some(place) if place < rows.len() => chosen = Some(rows.swap_remove(place).value),
                _ if beside && !now.is_new => {}
                _ => open = Some(Open { is_new: false, ..now }),
            }
        }
        ui.data_mut(|data| match open {
            Some(open) => {
                data.insert_temp(memory, open);
            }
            None if was_open => data.remove::<Open>(memory),
            None => {}
        });
        chosen
    }

    fn button(&self, ui: &mut Ui, view: &View, is_open: bool) -> Response {
        let look = view.look;
        let (height, padding, face) = match self.look {
            SelectLook::Field(_) => (30.0, 8.0, font(view.sizes.body)),
            SelectLook::Chip(..) => (24.0, 8.0, semibold(view.sizes.meta)),
            SelectLook::Plain => (24.0, 4.0, semibold(view.sizes.meta)),
        };
        let icon_room = match (self.icon, self.look) {
            (None, _) => 0.0,
            (Some(_), SelectLook::Plain) => 17.0,
            (Some(_), _) => 22.0,
        };
        let arrow_room = if matches!(self.look, SelectLook::Field(_)) { 20.0 } else { 0.0 };
        let others = 2.0 * padding + icon_room + arrow_room;
        let available = ui.max_rect().width();
        let ink = match self.look {
            SelectLook::Field(_) => look.ink,
            SelectLook::Chip(ink, _) => ink,
            SelectLook::Plain => look.tide,
        };
        let most = if let SelectLook::Field(width) = self.look { width } else { available };
        let text = wrapped(ui, self.shown, face, ink, (most - others).max(8.0));
        let is_cut = text.elided;
        let width = if let SelectLook::Field(width) = self.look { width } else { text.size().x + others };
        let (rect, _) = ui.allocate_exact_size(vec2(width, height), Sense::hover());
        let sense = if self.is_open_to_change { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, self.id, sense);
        let radius = CornerRadius::same(view.sizes.field_radius);
        let lit = self.is_open_to_change && (response.hovered() || is_open);
        let (fill, border) = match self.look {
            SelectLook::Field(_) => (if lit { look.sunken } else { look.panel }, look.edge),
            SelectLook::Chip(ink, fill) => (fill, if lit { ink } else { Color32::TRANSPARENT }),
            SelectLook::Plain => (if lit { look.sunken } else { Color32::TRANSPARENT }, Color32::TRANSPARENT),
        };
        ui.painter().rect(rect, radius, fill, Stroke::new(1.0, border), StrokeKind::Inside);
        let mut x = rect.left() + padding;
        if let Some((icon, colour)) = self.icon {
            let size = if matches!(self.look, SelectLook::Plain) { view.sizes.meta } else { (15.0, 18.0) };
            let icon = wrapped(ui, icon, font(size), colour, 22.0);
            ui.painter().galley(pos2(x, rect.center().y - icon.size().y / 2.0), icon, colour);
            x += icon_room;
        }
        ui.painter().galley(pos2(x, rect.center().y - text.size().y / 2.0), text, ink);
        if arrow_room > 0.0 && self.is_open_to_change {
            let arrow = wrapped(ui, icons::MORE, font((14.0, 18.0)), look.ink2, 20.0);
            let at = pos2(rect.right() - 6.0 - arrow.size().x, rect.center().y - arrow.size().y / 2.0);
            ui.painter().galley(at, arrow, look.ink2);
        }
        ring(ui, view, &response, view.sizes.field_radius);
        response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, self.is_open_to_change, self.name));
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_value(self.shown);
            node.set_expanded(is_open);
        });
        let hover = match self.look {
            _ if is_cut => format!("{}: {}", self.name, self.shown),
            _ => self.name.to_owned(),
        };
        if is_open { response } else { response.on_hover_text(hover) }
    }
}

fn opens_by_arrow(ui: &Ui) -> bool {
    ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, Key::ArrowDown))
}

/// What the keyboard said while the list was open.
#[derive(Default)]
struct Pressed {
    by: isize,
    to_end: Option<bool>,
    takes: bool,
    leaves: bool,
    typed: bool,
}

impl Pressed {
    /// Takes the keys of the list from the input, so that nobody else acts on them.
    fn take(ui: &Ui, typed: &mut String) -> Self {
        let mut all = Self::default();
        ui.input_mut(|input| {
            input.events.retain(|event| {
                match event {
                    Event::Text(text) => {
                        typed.push_str(text);
                        all.typed = true;
                    }
                    Event::Key { key, pressed: true, modifiers, .. } if !modifiers.command && !modifiers.alt => match key {
                        Key::ArrowDown => all.by += 1,
                        Key::ArrowUp => all.by -= 1,
                        Key::PageDown => all.by += PAGE,
                        Key::PageUp => all.by -= PAGE,
                        Key::Home => all.to_end = Some(false),
                        Key::End => all.to_end = Some(true),
                        Key::Enter | Key::Tab => all.takes = true,
                        Key::Escape => all.leaves = true,
                        Key::Backspace => {
                            typed.pop();
                            all.typed = true;
                        }
                        Key::Space => {}
                        _ => return true,
                    },
                    _ => return true,
                }
                false
            });
        });
        all
    }
}

/// The rows whose words hold all that is typed.
fn fitting<T>(rows: Vec<Choice<T>>, typed: &str) -> Vec<Choice<T>> {
    let wanted: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |row: &Choice<T>| {
        let (words, beside) = (row.words.to_lowercase(), row.beside.to_lowercase());
        row.stays || wanted.iter().all(|word| words.contains(word.as_str()) || beside.contains(word.as_str()))
    };
    if wanted.is_empty() { rows } else { rows.into_iter().filter(fits).collect() }
}

struct List<'a> {
    response: &'a Response,
    id: Id,
    shown: &'a str,
    name: &'a str,
}

impl List<'_> {
    /// Shows the rows; gives back the row taken, and whether the pointer was pressed beside the list.
    fn show<T>(&self, ui: &Ui, view: &View, rows: &[Choice<T>], now: &mut Open, keys: &Pressed) -> (Option<usize>, bool) {
        let last = rows.len().saturating_sub(1);
        let first = || rows.iter().position(|row| row.words == self.shown).unwrap_or(0);
        // What is looked for comes before what is always there.
        let found = || rows.iter().position(|row| !row.stays).unwrap_or(0);
        let mut at =
            now.at.filter(|_| !keys.typed).unwrap_or_else(|| if now.typed.is_empty() { first() } else { found() }).min(last);
        let moved = now.is_new || keys.typed || keys.by != 0 || keys.to_end.is_some();
        at = match keys.to_end {
            Some(true) => last,
            Some(false) => 0,
            None => at.saturating_add_signed(keys.by).min(last),
        };
        let mut taken = (keys.takes && !rows.is_empty()).then_some(at);
        let width = self.response.rect.width().max(264.0);
        let popup = Popup::from_response(self.response)
            .id(self.id.with("popup"))
            .open(true)
            .align(RectAlign::BOTTOM_END)
            .align_alternatives(&[RectAlign::TOP_END, RectAlign::BOTTOM_START, RectAlign::TOP_START])
            .accessible_name(self.name)
            .width(width)
            .show(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 0.0;
                if rows.len() > MANY || !now.typed.is_empty() {
                    let (words, ink) =
                        if now.typed.is_empty() { ("Type to find", view.look.ink3) } else { (now.typed.as_str(), view.look.ink) };
                    label(ui, &format!("{} {words}", icons::SEARCH), view.sizes.meta, ink);
                    ui.add_space(4.0);
                }
                if rows.is_empty() {
                    label(ui, "Nothing has these words.", view.sizes.meta, view.look.ink2);
                }
                let mut area = ScrollArea::vertical().max_height(HIGHEST).id_salt(self.id);
                if moved && rows.len() as f32 * ROW > HIGHEST {
                    area = area.vertical_scroll_offset((at as f32 * ROW - HIGHEST / 2.0).max(0.0));
                }
                area.show_rows(ui, ROW, rows.len(), |ui, range| {
                    for place in range {
                        let response = row(ui, view, &rows[place], place == at);
                        if response.hovered() && ui.input(|input| input.pointer.is_moving()) {
                            at = place;
                        }
                        if response.clicked() {
                            taken = Some(place);
                        }
                    }
                });
            });
        now.at = Some(at);
        let over = popup.is_some_and(|popup| {
            let at = ui.input(|input| input.pointer.interact_pos());
            at.is_some_and(|at| popup.response.rect.expand(4.0).contains(at) || self.response.rect.contains(at))
        });
        (taken, ui.input(|input| input.pointer.any_pressed()) && !over)
    }
}

fn row<T>(ui: &mut Ui, view: &View, row: &Choice<T>, is_marked: bool) -> Response {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if is_marked {
        ui.painter().rect_filled(rect, view.sizes.field_radius, look.tide_soft);
    }
    let beside = wrapped(ui, &row.beside, font(view.sizes.meta), look.ink2, rect.width() * 0.45);
    let room = rect.width() - beside.size().x - if row.beside.is_empty() { 16.0 } else { 28.0 };
    let text = wrapped(ui, &row.words, font(view.sizes.body), look.ink, room);
    let is_cut = text.elided || beside.elided;
    ui.painter().galley(pos2(rect.left() + 8.0, rect.center().y - text.size().y / 2.0), text, look.ink);
    let x = rect.right() - 8.0 - beside.size().x;
    ui.painter().galley(pos2(x, rect.center().y - beside.size().y / 2.0), beside, look.ink2);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_marked, &row.words));
    if is_cut { response.on_hover_text(format!("{}\n{}", row.words, row.beside)) } else { response }
}
