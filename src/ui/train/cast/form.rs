//! Fields of the editor of customers: each has a name, the words under it that say what is wrong, and a place to undo to.

use super::{command::CastCommand, found::Found, state::Casting};
use crate::{
    check::Level,
    drill::Persona,
    site::spoken,
    ui::{
        theme::{font, icons, semibold},
        train::figure::Figure,
        view::View,
        widgets::{self, ButtonLook, Choice, Select, SelectLook, action_button, frame, icon_button, label, section, strong},
    },
};
use egui::{
    Align, Align2, CornerRadius, Id, Key, Layout, Margin, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder,
    WidgetInfo, pos2, vec2,
};
use std::cell::Cell;

/// The most words in one breath.
const BREATH: usize = 25;

/// The id of the field of that name.
pub(super) fn field(name: &str) -> Id {
    Id::unique(("customer", name))
}

/// The id of one line of a list.
pub(super) fn line_field(list: &str, at: usize) -> Id {
    Id::unique(("customer", list, at))
}

/// What the fields of a page share.
pub(super) struct Form<'a> {
    pub view: &'a View<'a>,
    pub casting: &'a Casting,
    touched: Cell<Option<Id>>,
}

impl<'a> Form<'a> {
    pub fn new(view: &'a View<'a>, casting: &'a Casting) -> Self {
        Self { view, casting, touched: Cell::new(None) }
    }

    /// Sends what was changed, once for all fields.
    pub fn send(&self, persona: Persona) {
        if let Some(field) = self.touched.get()
            && persona != self.casting.persona
        {
            self.view.send(CastCommand::Edit(field, Box::new(persona)).into());
        }
    }

    pub fn touch(&self, field: Id) {
        self.touched.set(Some(field));
    }

    /// A heading of a part of the page.
    pub fn heading(&self, ui: &mut Ui, words: &str, help: &str) {
        ui.add_space(10.0);
        let title = strong(ui, words, self.view.sizes.body, self.view.look.ink);
        title.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
        ui.ctx().accesskit_node_builder(title.id, |node| node.set_role(Role::Heading));
        if !help.is_empty() {
            label(ui, help, self.view.sizes.meta, self.view.look.ink2);
        }
    }

    /// What is wrong with a field as a whole.
    pub fn findings(&self, ui: &mut Ui, name: &str) {
        let of = |found: &&Found| found.field == name && found.words.is_none();
        for found in self.casting.found.iter().filter(of) {
            self.finding(ui, found);
        }
    }

    /// What is wrong with one line or name.
    pub fn findings_of(&self, ui: &mut Ui, words: &str) {
        for found in self.casting.found.iter().filter(|found| found.words.as_deref() == Some(words)) {
            self.finding(ui, found);
        }
    }

    fn finding(&self, ui: &mut Ui, found: &Found) {
        let (icon, ink) = mark(self.view, found.finding.level);
        label(ui, &format!("{icon} {}: {}", capital(&found.finding.message), found.finding.help), self.view.sizes.meta, ink);
    }

    /// The title of a field, with air above it.
    pub fn title(&self, ui: &mut Ui, words: &str) {
        ui.add_space(4.0);
        section(ui, self.view, words);
    }

    /// A field of one line.
    pub fn line(&self, ui: &mut Ui, name: &str, title: &str, hint: &str, text: &mut String) {
        self.title(ui, title);
        self.bare(ui, field(name), title, hint, text);
        self.findings(ui, name);
    }

    /// The same without its title above it.
    pub fn bare(&self, ui: &mut Ui, id: Id, title: &str, hint: &str, text: &mut String) {
        let (_, changed) = widgets::field(ui, self.view, id, title, text, hint, ui.available_width());
        if let Some(changed) = changed {
            *text = changed;
            self.touch(id);
        }
    }

    /// A field of some rows.
    pub fn prose(&self, ui: &mut Ui, name: &str, title: &str, rows: usize, text: &mut String) {
        self.title(ui, title);
        let id = field(name);
        if let (_, Some(changed)) = widgets::long_field(ui, self.view, id, title, text, rows, ui.available_width()) {
            *text = changed;
            self.touch(id);
        }
        self.findings(ui, name);
    }

    /// A field for a figure; empty where there may be none.
    pub fn figure(&self, ui: &mut Ui, id: Id, name: &str, hint: &str, width: f32, value: &mut Option<f32>) {
        if (Figure { id, name, hint, width }).show(ui, self.view, value) {
            self.touch(id);
        }
    }

    /// A choice of one among several.
    pub fn choice<T: PartialEq + Clone>(&self, ui: &mut Ui, name: &str, title: &str, all: &[(T, &str)], value: &mut T) {
        self.title(ui, title);
        let shown = all.iter().find(|(one, _)| one == value).map_or("", |(_, words)| words);
        let look = SelectLook::Field(ui.available_width());
        let select = Select { id: field(name), name: title, shown, icon: None, look, is_open_to_change: true };
        let chosen = select.show(ui, self.view, |_| all.iter().map(|(one, words)| Choice::new(one.clone(), *words)).collect());
        if let Some(chosen) = chosen {
            *value = chosen;
            self.touch(field(name));
        }
        self.findings(ui, name);
    }

    /// Things with a cross each, and a list to add one from. `of` gives the words of a thing.
    pub fn chips<T: Clone>(
        &self,
        ui: &mut Ui,
        id: Id,
        add: &str,
        things: &mut Vec<T>,
        of: impl Fn(&T) -> String,
        offered: impl FnOnce() -> Vec<Choice<T>>,
    ) {
        let mut gone = None;
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for (at, thing) in things.iter().enumerate() {
                if chip(ui, self.view, &of(thing)) {
                    gone = Some(at);
                }
            }
            let look = SelectLook::Plain;
            let shown = format!("{} {add}", icons::PLUS);
            let select = Select { id, name: add, shown: &shown, icon: None, look, is_open_to_change: true };
            if let Some(thing) = select.show(ui, self.view, |_| offered()) {
                things.push(thing);
                self.touch(id);
            }
        });
        if let Some(at) = gone {
            things.remove(at);
            self.touch(id);
        }
    }

    /// Lines that can be said: each with its words counted; Enter goes on to the next, behind the last to a new one.
    pub fn lines(&self, ui: &mut Ui, list: &str, title: &str, lines: &mut Vec<String>) {
        // A list that has its page's heading needs no title of its own.
        if !matches!(list, "opens" | "strong" | "leaving") && !list.starts_with("answer ") {
            self.title(ui, title);
        }
        let (mut gone, mut new) = (None, None);
        let count = lines.len();
        for (at, line) in lines.iter_mut().enumerate() {
            let id = line_field(list, at);
            let name = format!("{title}, line {}", at + 1);
            let had = ui.memory(|memory| memory.has_focus(id));
            ui.horizontal(|ui| {
                let width = ui.available_width() - 68.0;
                let (_, changed) = widgets::long_field(ui, self.view, id, &name, line, 1, width);
                if let Some(changed) = changed {
                    *line = changed;
                    self.touch(id);
                }
                let words = spoken(line).words;
                let ink = if words > BREATH { self.view.look.ember } else { self.view.look.ink2 };
                let (rect, count) = ui.allocate_exact_size(vec2(20.0, 24.0), Sense::hover());
                let face = font(self.view.sizes.meta);
                ui.painter().text(rect.right_center(), Align2::RIGHT_CENTER, words.to_string(), face, ink);
                count.on_hover_text("Words; 25 are a breath");
                if icon_button(ui, self.view, icons::CROSS, &format!("Take out {name}"), self.view.look.ink2).clicked() {
                    gone = Some(at);
                }
            });
            self.findings_of(ui, line);
            if had && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                new = Some(at + 1);
            }
        }
        let another = format!("Another line: {title}");
        let button = action_button(ui, self.view, &format!("{} Line", icons::PLUS), "", ButtonLook::Plain, 26.0, false);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &another));
        if button.on_hover_text(&another).clicked() {
            new = Some(count);
        }
        if let Some(at) = gone {
            lines.remove(at);
            self.touch(field(list));
        } else if let Some(at) = new {
            if at == lines.len() && lines.last().is_none_or(|line| !line.trim().is_empty()) {
                lines.push(String::new());
                self.touch(field(list));
            }
            ui.memory_mut(|memory| memory.request_focus(line_field(list, at.min(lines.len().saturating_sub(1)))));
        }
    }

    /// Something that is so or is not; gives whether it was pressed.
    pub fn tick(&self, ui: &mut Ui, words: &str, is_on: bool) -> bool {
        self.tick_named(ui, words, words, is_on)
    }

    /// The same under a name of its own, where the words alone do not tell it from others.
    pub fn tick_named(&self, ui: &mut Ui, words: &str, name: &str, is_on: bool) -> bool {
        let look = self.view.look;
        let text = widgets::wrapped(ui, words, font(self.view.sizes.body), look.ink, ui.available_width() - 28.0);
        let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 28.0, 28.0), Sense::click());
        let square = Rect::from_min_size(pos2(rect.left() + 1.0, rect.center().y - 8.0), vec2(16.0, 16.0));
        let (fill, border) = if is_on { (look.tide, look.tide) } else { (look.panel, look.edge) };
        ui.painter().rect(square, CornerRadius::same(4), fill, Stroke::new(1.0, border), StrokeKind::Inside);
        if is_on {
            ui.painter().text(square.center(), Align2::CENTER_CENTER, icons::TICK, font((13.0, 16.0)), look.on_fill);
        }
        ui.painter().galley(pos2(rect.left() + 26.0, rect.center().y - text.size().y / 2.0), text, look.ink);
        response.widget_info(|| WidgetInfo::selected(Role::CheckBox, true, is_on, name));
        widgets::ring(ui, self.view, &response, 4);
        response.clicked()
    }

    /// A box round something that belongs together.
    pub fn group(&self, ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) {
        self.framed(ui, |ui| {
            strong(ui, name, self.view.sizes.body, self.view.look.ink);
            add(ui);
        });
    }

    /// A box round something that belongs together; gives whether it was to go.
    pub fn boxed(&self, ui: &mut Ui, name: &str, add: impl FnOnce(&mut Ui)) -> bool {
        let mut goes = false;
        self.framed(ui, |ui| {
            ui.horizontal(|ui| {
                strong(ui, name, self.view.sizes.meta, self.view.look.ink);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    goes = icon_button(ui, self.view, icons::CROSS, &format!("Take out {name}"), self.view.look.ink2).clicked();
                });
            });
            add(ui);
        });
        goes
    }

    fn framed(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui)) {
        frame(self.view, self.view.look.panel, self.view.look.line, Margin::symmetric(14, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            add(ui);
        });
    }
}

/// Two parts beside one another where there is room.
pub(super) fn pair(ui: &mut Ui, left: impl FnOnce(&mut Ui), right: impl FnOnce(&mut Ui)) {
    if ui.available_width() < 440.0 {
        left(ui);
        right(ui);
        return;
    }
    let half = (ui.available_width() - 16.0) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.vertical(|ui| {
            ui.set_width(half);
            left(ui);
        });
        ui.vertical(|ui| {
            ui.set_width(half);
            right(ui);
        });
    });
}

/// Words on a calm ground with a cross, in one piece; gives whether they were taken out.
fn chip(ui: &mut Ui, view: &View, words: &str) -> bool {
    let look = view.look;
    let text = widgets::wrapped(ui, words, semibold(view.sizes.meta), look.tide, ui.max_rect().width() - 48.0);
    let (whole, own) = ui.allocate_exact_size(vec2(text.size().x + 40.0, 24.0), Sense::hover());
    ui.painter().rect_filled(whole, view.sizes.field_radius, look.tide_soft);
    ui.painter().galley(pos2(whole.left() + 8.0, whole.center().y - text.size().y / 2.0), text, look.tide);
    own.widget_info(|| WidgetInfo::labeled(Role::Label, true, words));
    let spot = UiBuilder::new().id_salt(own.id).max_rect(whole.with_min_x(whole.right() - 24.0));
    let name = format!("Take out {words}");
    ui.scope_builder(spot, |ui| icon_button(ui, view, icons::CROSS, &name, look.ink2)).inner.clicked()
}

/// The mark of a problem and its colour: never the colour alone.
pub(super) fn mark(view: &View, level: Level) -> (&'static str, egui::Color32) {
    match level {
        Level::Error => (icons::ERROR, view.look.alarm),
        Level::Warning => (icons::WARNING, view.look.ember),
        Level::Hint => (icons::INFO, view.look.ink2),
    }
}

/// A sentence with a capital at its head.
pub(super) fn capital(words: &str) -> String {
    let mut signs = words.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}
