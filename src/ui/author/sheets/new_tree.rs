//! A new tree: its title, name and owner, and what it begins from.

use super::{
    super::super::view::View,
    Sheet, SheetCommand,
    import::{Script, script_part},
};
use crate::{
    exchange::tree_name,
    library::{NewError, NewTree as New, is_writable, new_from_copy, new_from_document, new_from_template, templates},
    tree::{TreeId, read},
    ui::{
        author::AuthorCommand,
        command::Command,
        overlays::{focus_once, head},
        state::{Effect, Finder, Overlay, State},
        theme::{font, icons, semibold},
        widgets::{ButtonLook, action_button, chosen_row, field, label, ring, section, toggle, wrapped},
    },
};
use egui::{Id, Key, Modifiers, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// How many trees to copy are shown at most.
const MOST: usize = 6;

/// What a new tree begins from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Way {
    /// A template.
    #[default]
    Template,
    /// A copy of a tree of the library.
    Copy,
    /// A script that exists already.
    Script,
}

impl Way {
    const ALL: [(Self, &str, &str); 3] =
        [(Self::Template, "A template", "Ctrl 1"), (Self::Copy, "A copy", "Ctrl 2"), (Self::Script, "A script", "Ctrl 3")];
}

/// The part of the sheet that something is wrong with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The title.
    Title,
    /// The name.
    Name,
    /// What it begins from.
    From,
}

/// A tree that is about to begin, as far as it is told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NewTree {
    /// Its title.
    pub title: String,
    /// Its name, where it was typed and is not made from the title.
    pub name: Option<String>,
    /// Its owner.
    pub owner: String,
    /// What it begins from.
    pub way: Way,
    /// The template, from 0.
    pub template: usize,
    /// The tree to copy.
    pub copied: Finder,
    /// The script.
    pub script: Script,
    /// What is wrong, and where.
    pub trouble: Option<(At, String)>,
}

fn title_id() -> Id {
    Id::unique("new tree title")
}

fn name_id() -> Id {
    Id::unique("new tree name")
}

fn copied_id() -> Id {
    Id::unique("new tree copied")
}

pub(super) fn new_tree(ui: &mut Ui, view: &View, new: &NewTree) {
    head(ui, view, "New tree", "Agents see nothing of it until you publish it");
    ui.spacing_mut().item_spacing.y = 4.0;
    let whole = ui.available_width();
    let id = title_id();
    focus_once(ui, id);
    section(ui, view, "Title");
    let (_, title) = field(ui, view, id, "Title", &new.title, "Refund for fuel", whole);
    trouble(ui, view, new, At::Title);
    ui.add_space(4.0);
    let proposed = view.state.name_for(new);
    let half = (whole - 16.0) / 2.0;
    let (mut name, mut owner) = (None, None);
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = 16.0;
        ui.vertical(|ui| {
            ui.set_width(half);
            section(ui, view, "Name, also of its file");
            (_, name) = field(ui, view, name_id(), "Name, also of its file", &proposed, "refund-for-fuel", half);
        });
        ui.vertical(|ui| {
            ui.set_width(half);
            section(ui, view, "Owner");
            (_, owner) = field(ui, view, Id::unique("new tree owner"), "Owner", &new.owner, "the team that answers for it", half);
        });
    });
    trouble(ui, view, new, At::Name);
    if title.is_some() || name.is_some() || owner.is_some() {
        let was = new.clone();
        // A name that was emptied is made from the title again.
        let name = name.map_or(was.name, |name| Some(name).filter(|name| !name.is_empty()));
        let (title, owner) = (title.unwrap_or(was.title), owner.unwrap_or(was.owner));
        typed(view, NewTree { title, name, owner, trouble: None, ..new.clone() });
    }
    ui.add_space(8.0);
    ui.horizontal_wrapped(|ui| {
        section(ui, view, "Begin from");
        for (way, words, key) in Way::ALL {
            if toggle(ui, view, words, key, new.way == way, 32.0).clicked() {
                typed(view, NewTree { way, trouble: None, ..new.clone() });
            }
        }
    });
    ui.add_space(4.0);
    match new.way {
        Way::Template => template_rows(ui, view, new),
        Way::Copy => copied_rows(ui, view, new),
        Way::Script => script_part(ui, view, new),
    }
    trouble(ui, view, new, At::From);
    ui.add_space(8.0);
    let waits = new.way == Way::Script && new.script.waits();
    let words = if waits { "Read the script" } else { "Create the tree" };
    if action_button(ui, view, words, "Enter", ButtonLook::Primary, 36.0, false).clicked() {
        view.send(Command::Sheet(SheetCommand::Do));
    }
}

pub(super) fn typed(view: &View, new: NewTree) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::New(Box::new(new))))));
}

/// What is wrong with a part of the sheet, under it.
fn trouble(ui: &mut Ui, view: &View, new: &NewTree, at: At) {
    if let Some((_, words)) = new.trouble.as_ref().filter(|(part, _)| *part == at) {
        let said = label(ui, &format!("{} {words}", icons::ERROR), view.sizes.meta, view.look.alarm);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Assertive));
    }
}

fn template_rows(ui: &mut Ui, view: &View, new: &NewTree) {
    ui.spacing_mut().item_spacing.y = 2.0;
    for (place, template) in templates().iter().enumerate() {
        let is_chosen = place == new.template;
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 48.0), Sense::click());
        if is_chosen || response.hovered() {
            let fill = if is_chosen { view.look.tide_soft } else { view.look.sunken };
            ui.painter().rect_filled(rect, view.sizes.row_radius, fill);
        }
        let lines = [
            (&template.title, semibold(view.sizes.body), view.look.ink, 15.0),
            (&template.summary, font(view.sizes.meta), view.look.ink2, 34.0),
        ];
        for (words, face, colour, middle) in lines {
            let text = wrapped(ui, words, face, colour, rect.width() - 24.0);
            ui.painter().galley(pos2(rect.left() + 12.0, rect.top() + middle - text.size().y / 2.0), text, colour);
        }
        let name = format!("{}: {}", template.title, template.summary);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
        ring(ui, view, &response, 8);
        if response.on_hover_text(&template.summary).clicked() {
            typed(view, NewTree { template: place, trouble: None, ..new.clone() });
        }
    }
}

fn copied_rows(ui: &mut Ui, view: &View, new: &NewTree) {
    let hint = "A tree of this library, by its title";
    let (_, changed) = field(ui, view, copied_id(), hint, &new.copied.text, hint, ui.available_width());
    if let Some(text) = changed {
        typed(view, NewTree { copied: Finder { text, chosen: 0 }, trouble: None, ..new.clone() });
    }
    ui.add_space(4.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let trees = view.state.trees_to_copy(&new.copied.text);
    for (place, (id, title)) in trees.iter().enumerate() {
        let is_chosen = place == new.copied.chosen.min(trees.len() - 1);
        if chosen_row(ui, view, title, id, is_chosen).clicked() {
            typed(view, NewTree { copied: Finder { chosen: place, ..new.copied.clone() }, trouble: None, ..new.clone() });
        }
    }
    if trees.is_empty() {
        label(ui, "No tree of this library has these words.", view.sizes.meta, view.look.ink2);
    }
}

/// What a key means on the sheet.
pub(super) fn key_on(new: &NewTree, key: Key, modifiers: Modifiers) -> Option<SheetCommand> {
    let to = |new: NewTree| Some(SheetCommand::Typed(Box::new(Sheet::New(Box::new(NewTree { trouble: None, ..new })))));
    let moved = |by: isize| {
        let mut new = new.clone();
        match new.way {
            Way::Template => new.template = new.template.saturating_add_signed(by).min(templates().len().saturating_sub(1)),
            Way::Copy => new.copied.chosen = new.copied.chosen.saturating_add_signed(by).min(MOST - 1),
            Way::Script => return None,
        }
        to(new)
    };
    match key {
        Key::Enter if modifiers.is_none() => Some(SheetCommand::Do),
        Key::ArrowDown if modifiers.is_none() => moved(1),
        Key::ArrowUp if modifiers.is_none() => moved(-1),
        _ if modifiers.command && !modifiers.shift && !modifiers.alt => {
            let number = crate::ui::keys::digit(key, None)?;
            let (way, ..) = Way::ALL.get(number.checked_sub(1)?)?;
            to(NewTree { way: *way, ..new.clone() })
        }
        _ => None,
    }
}

impl State {
    /// Opens the sheet; the tree in hand, or the one chosen in the list, is the first to be copied.
    pub(in crate::ui::author) fn ask_for_new_tree(&mut self) {
        let mut new = NewTree::default();
        if let Err(why) = is_writable(&self.setup.folders.trees, "new") {
            new.trouble = Some((At::From, why));
        }
        self.open_sheet(Sheet::New(Box::new(new)));
    }

    /// Puts the cursor into the field of another way to begin.
    pub(super) fn follow_way(&mut self, sheet: &Sheet) {
        let (Sheet::New(new), Some(Overlay::Author(old))) = (sheet, &self.overlay) else { return };
        if matches!(old.as_ref(), Sheet::New(old) if old.way != new.way) {
            let field = match new.way {
                Way::Template => title_id(),
                Way::Copy => copied_id(),
                Way::Script => super::import::path_id(),
            };
            self.effects.push(Effect::FocusId(field));
        }
    }

    /// The name as it was typed, or one made from the title that is free.
    fn name_for(&self, new: &NewTree) -> String {
        if let Some(name) = &new.name {
            return name.clone();
        }
        let Some(name) = tree_name(&new.title) else { return String::new() };
        let is_taken = |name: &str| self.library.as_ref().is_some_and(|library| library.entry(name).is_some());
        let numbered = (2..1000).map(|number| format!("{name}-{number}"));
        std::iter::once(name.to_string()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
    }

    /// The trees whose words fit, by name and title.
    fn trees_to_copy(&self, text: &str) -> Vec<(String, String)> {
        let Some(library) = &self.library else { return Vec::new() };
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        let first = match &self.authoring {
            Some(author) => Some(author.id.as_str()),
            None => library.entries.get(self.shelf_row).map(|entry| entry.id.as_str()),
        };
        let fits = |words_of: &str| words.iter().all(|word| words_of.contains(word.as_str()));
        let mut trees: Vec<(String, String)> = library
            .entries
            .iter()
            .filter(|entry| entry.document.is_some() && fits(&format!("{} {}", entry.title().to_lowercase(), entry.id)))
            .map(|entry| (entry.id.clone(), entry.title().to_owned()))
            .collect();
        trees.sort_by_key(|(id, _)| Some(id.as_str()) != first);
        trees.truncate(MOST);
        trees
    }

    /// Begins the tree that the sheet tells of, and opens it.
    pub(super) fn begin_tree(&mut self, mut new: NewTree) {
        if new.way == Way::Script && new.script.waits() {
            return self.read_script(new);
        }
        match self.begun(&new) {
            Ok((id, said)) => {
                self.overlay = None;
                self.wants_library = true;
                self.apply_to_author(AuthorCommand::Open(id));
                if let Some(author) = &mut self.authoring {
                    author.message = Some(said);
                }
            }
            Err((at, words)) => {
                new.trouble = Some((at, words));
                let field = match at {
                    At::Title => title_id(),
                    At::Name => name_id(),
                    At::From if new.way == Way::Script => super::import::path_id(),
                    At::From => title_id(),
                };
                self.overlay = Some(Overlay::Author(Box::new(Sheet::New(Box::new(new)))));
                self.effects.push(Effect::FocusId(field));
            }
        }
    }

    /// The new tree's name, and what is to be said of it.
    fn begun(&self, new: &NewTree) -> Result<(String, String), (At, String)> {
        let title = new.title.trim();
        if title.is_empty() {
            return Err((At::Title, "Give it a title: agents choose by it.".to_owned()));
        }
        let name = self.name_for(new);
        if name.is_empty() {
            return Err((At::Name, "No name can be made from this title; type one in small letters and hyphens.".to_owned()));
        }
        let name = TreeId::new(name.trim()).map_err(|error| (At::Name, error))?.to_string();
        let folder = &self.setup.folders.trees;
        let by = self.who().name;
        let told = New { id: &name, title, owner: new.owner.trim(), by: &by, now: self.now().timestamp() };
        let nothing = |words: &str| (At::From, words.to_owned());
        let begun = match new.way {
            Way::Template => {
                let template = templates().get(new.template).ok_or_else(|| nothing("Choose a template."))?;
                new_from_template(folder, template, &told)
            }
            Way::Copy => {
                let trees = self.trees_to_copy(&new.copied.text);
                let place = new.copied.chosen.min(trees.len().saturating_sub(1));
                let (id, _) = trees.get(place).ok_or_else(|| nothing("Choose the tree to copy."))?;
                new_from_copy(folder, id, &told)
            }
            Way::Script => {
                let text = new.script.tree_text().ok_or_else(|| nothing("No tree can be made of this script yet."))?;
                let document = read(text).map_err(|_| nothing("No tree can be made of this script."))?;
                new_from_document(folder, &document, &told)
            }
        };
        begun.map_err(|error| match error {
            NewError::Name(_) | NewError::Taken(_) => (At::Name, error.to_string()),
            NewError::Unreadable(_) | NewError::File(_) => (At::From, error.to_string()),
        })?;
        Ok((name, format!("“{title}” is begun, as a draft. Agents are offered it once you publish it.")))
    }
}
