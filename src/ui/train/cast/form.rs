//! Fields of the editor of customers: each has a name, the words under it that say what is wrong, and a place to undo to.

pub(super) use super::pieces::{add_button, capital, cross, mark, pair};

use super::{
    command::CastCommand,
    found::Found,
    pieces::chip,
    state::{Casting, Mistyped, Page},
};
use crate::{
    drill::Persona,
    site::spoken,
    ui::{
        theme::{font, icons},
        train::figure::{Figure, Typed, Wants},
        view::View,
        widgets::{self, Choice, Select, SelectLook, frame, label, section, strong},
    },
};
use egui::{
    Align, Align2, CornerRadius, Id, Key, Layout, Margin, Modifiers, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2,
    vec2,
};
use std::cell::Cell;

/// The most words in one breath.
const BREATH: usize = 25;

/// The id of what stands at the end of a path: names of fields, keys, numbers. What was found has the same path.
pub(super) fn at<S: AsRef<str>>(path: &[S]) -> Id {
    let path: Vec<&str> = path.iter().map(AsRef::as_ref).collect();
    Id::unique(("customer", path))
}

/// The id of the name of a page.
pub(super) fn tab(page: Page) -> Id {
    Id::unique(("page of customer", page.in_words()))
}

/// A path with one more part.
pub(super) fn then<'a>(path: &[&'a str], part: &'a str) -> Vec<&'a str> {
    path.iter().copied().chain([part]).collect()
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

    /// What is wrong with what stands there.
    pub fn findings(&self, ui: &mut Ui, path: &[&str]) {
        for found in self.casting.found.iter().filter(|found| found.path == path) {
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
    pub fn line(&self, ui: &mut Ui, path: &[&str], title: &str, hint: &str, text: &mut String) {
        self.title(ui, title);
        let id = at(path);
        let (_, changed) = widgets::field(ui, self.view, id, title, text, hint, ui.available_width());
        if let Some(changed) = changed {
            *text = changed;
            self.touch(id);
        }
        self.findings(ui, path);
    }

    /// A field of some rows.
    pub fn prose(&self, ui: &mut Ui, path: &[&str], title: &str, rows: usize, text: &mut String) {
        self.title(ui, title);
        let id = at(path);
        if let (_, Some(changed)) = widgets::long_field(ui, self.view, id, title, text, rows, ui.available_width()) {
            *text = changed;
            self.touch(id);
        }
        self.findings(ui, path);
    }

    /// A field for a figure that may be left out.
    pub fn figure(&self, ui: &mut Ui, path: &[&str], name: &str, look: (&str, f32), wants: Wants, value: &mut Option<f32>) {
        self.typed(ui, path, name, look, wants, true, value);
    }

    /// A field for a figure that must stand there.
    pub fn must_figure(&self, ui: &mut Ui, path: &[&str], name: &str, wants: Wants, value: &mut f32) {
        let mut now = Some(*value);
        self.typed(ui, path, name, ("", ui.available_width()), wants, false, &mut now);
        *value = now.unwrap_or(*value);
        self.findings(ui, path);
    }

    #[expect(clippy::too_many_arguments, reason = "two kinds of fields share it, and each part differs")]
    fn typed(
        &self,
        ui: &mut Ui,
        path: &[&str],
        name: &str,
        (hint, width): (&str, f32),
        wants: Wants,
        may_be_empty: bool,
        value: &mut Option<f32>,
    ) {
        let id = at(path);
        let mistyped = self.casting.mistyped.iter().find(|mistyped| mistyped.path == path);
        let wrong = mistyped.map(|mistyped| mistyped.text.as_str());
        let path: Vec<String> = path.iter().map(|part| (*part).to_owned()).collect();
        match (Figure { id, name, hint, width, wants, may_be_empty, wrong }).show(ui, self.view, *value) {
            Typed::Nothing => {}
            Typed::Figure(read) => {
                if wrong.is_some() {
                    self.view.send(CastCommand::ReadAgain(path).into());
                }
                self.touch(id);
                *value = read;
            }
            Typed::Wrong(text) => {
                let mistyped = Mistyped { path, name: name.to_owned(), text, help: wants.in_words() };
                self.view.send(CastCommand::Mistype(Box::new(mistyped)).into());
            }
        }
    }

    /// A choice of one among several.
    pub fn choice<T: PartialEq + Clone>(&self, ui: &mut Ui, path: &[&str], title: &str, all: &[(T, &str)], value: &mut T) {
        self.title(ui, title);
        let shown = all.iter().find(|(one, _)| one == value).map_or("", |(_, words)| words);
        let look = SelectLook::Field(ui.available_width());
        let select = Select { id: at(path), name: title, shown, icon: None, look, is_open_to_change: true };
        let chosen = select.show(ui, self.view, |_| all.iter().map(|(one, words)| Choice::new(one.clone(), *words)).collect());
        if let Some(chosen) = chosen {
            *value = chosen;
            self.touch(at(path));
        }
        self.findings(ui, path);
    }

    /// Things with a cross each, and a list to add one from. `of` gives the words of a thing.
    pub fn chips<T: Clone>(
        &self,
        ui: &mut Ui,
        path: &[&str],
        add: &str,
        things: &mut Vec<T>,
        of: impl Fn(&T) -> String,
        offered: impl FnOnce() -> Vec<Choice<T>>,
    ) {
        let mut gone = None;
        let id = at(path);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
            for (number, thing) in things.iter().enumerate() {
                if chip(ui, self.view, at(&then(path, &number.to_string())), &of(thing)) {
                    gone = Some(number);
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
        for number in 0..things.len() {
            self.findings(ui, &then(path, &number.to_string()));
        }
        self.findings(ui, path);
        if let Some(number) = gone {
            things.remove(number);
            self.touch(id);
            // The focus stays among the things: at the next, or where one is added.
            let next = if number < things.len() { at(&then(path, &number.to_string())) } else { id };
            ui.memory_mut(|memory| memory.request_focus(next));
        }
    }

    /// Lines that can be said: each with its words counted; Enter goes on to the next, behind the last to a new one.
    pub fn lines(&self, ui: &mut Ui, path: &[&str], title: &str, lines: &mut Vec<String>) {
        // A list that has its page's heading needs no title of its own.
        if !matches!(path, ["opens" | "strong" | "leaving"] | ["answers" | "opens_elsewhere", ..]) {
            self.title(ui, title);
        }
        let (mut gone, mut new) = (None, None);
        let count = lines.len();
        for (number, line) in lines.iter_mut().enumerate() {
            let part = number.to_string();
            let path = then(path, &part);
            let id = at(&path);
            let name = format!("{title}, line {}", number + 1);
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
                if cross(ui, self.view, id.with("out"), &format!("Take out {name}")) {
                    gone = Some(number);
                }
            });
            self.findings(ui, &path);
            if had && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter)) {
                new = Some(number + 1);
            }
        }
        let another = format!("Another line: {title}");
        if add_button(ui, self.view, at(path), "Line", &another) {
            new = Some(count);
        }
        self.findings(ui, path);
        let mut focus = None;
        if let Some(number) = gone {
            lines.remove(number);
            self.touch(at(path));
            focus = Some(number.min(lines.len().saturating_sub(1)));
        } else if let Some(number) = new {
            if number == lines.len() && lines.last().is_none_or(|line| !line.trim().is_empty()) {
                lines.push(String::new());
                self.touch(at(path));
            }
            focus = Some(number.min(lines.len().saturating_sub(1)));
        }
        if let Some(number) = focus {
            let next = if lines.is_empty() { at(path) } else { at(&then(path, &number.to_string())) };
            ui.memory_mut(|memory| memory.request_focus(next));
        }
    }

    /// Something that is so or is not; gives whether it was pressed.
    pub fn tick(&self, ui: &mut Ui, words: &str, is_on: bool) -> bool {
        let id = ui.next_auto_id();
        self.tick_named(ui, id, words, words, is_on)
    }

    /// The same with an id, where something that was found leads to it.
    pub fn tick_at(&self, ui: &mut Ui, id: Id, words: &str, is_on: bool) -> bool {
        self.tick_named(ui, id, words, words, is_on)
    }

    /// The same under a name of its own, where the words alone do not tell it from others.
    pub fn tick_named(&self, ui: &mut Ui, id: Id, words: &str, name: &str, is_on: bool) -> bool {
        let look = self.view.look;
        let text = widgets::wrapped(ui, words, font(self.view.sizes.body), look.ink, ui.available_width() - 28.0);
        let (_, rect) = ui.allocate_space(vec2(text.size().x + 28.0, 28.0));
        let response = ui.interact(rect, id, Sense::click());
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

    /// A box round something that belongs together; gives whether it was to go. `id` is its cross.
    pub fn boxed(&self, ui: &mut Ui, id: Id, name: &str, add: impl FnOnce(&mut Ui)) -> bool {
        let mut goes = false;
        self.framed(ui, |ui| {
            ui.horizontal(|ui| {
                strong(ui, name, self.view.sizes.meta, self.view.look.ink);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    goes = cross(ui, self.view, id, &format!("Take out {name}"));
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
