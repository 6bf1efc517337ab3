//! The tree in hand, written for people who have no Evenkeel: what as, and where to.

use super::{super::super::view::View, Sheet, SheetCommand};
use crate::{
    call::{Pinned, Trees},
    exchange::{ExportKind, export},
    layout::svg,
    library::write_atomically,
    ui::{
        command::Command,
        overlays::{focus_once, head},
        state::{Effect, Overlay, State},
        theme::icons,
        widgets::{ButtonLook, action_button, chosen_row, field, label, section},
    },
};
use egui::{Id, Key, Modifiers, Ui};
use std::{path::Path, sync::Arc};

/// A tree about to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Export {
    /// What it is written as, from 0.
    pub kind: usize,
    /// The file it is written to, where that was typed.
    pub path: Option<String>,
    /// A file that is there already and may be written over.
    pub replaces: Option<String>,
    /// What came of it: done, or why not.
    pub said: Option<Result<String, String>>,
}

/// Each kind with its name and what it is good for.
const KINDS: [(ExportKind, &str, &str); 4] = [
    (ExportKind::Html, "A page", "HTML that prints well"),
    (ExportKind::Svg, "A picture", "SVG of the tree, at any size"),
    (ExportKind::Dot, "Graphviz", "text that Graphviz draws"),
    (ExportKind::Mermaid, "Mermaid", "text that wikis and Markdown pages draw"),
];

impl Export {
    fn kind(&self) -> ExportKind {
        KINDS.get(self.kind).map_or(ExportKind::Html, |(kind, ..)| *kind)
    }

    /// Whether it is text that is put into another document.
    fn is_text(&self) -> bool {
        matches!(self.kind(), ExportKind::Dot | ExportKind::Mermaid)
    }
}

pub(super) fn export_sheet(ui: &mut Ui, view: &View, wanted: &Export) {
    let title = view.state.authoring.as_ref().map(|author| author.tree().title.clone()).unwrap_or_default();
    head(ui, view, "Export", &format!("“{title}” as it stands here"));
    ui.spacing_mut().item_spacing.y = 2.0;
    for (place, (_, words, what)) in KINDS.iter().enumerate() {
        if chosen_row(ui, view, words, what, place == wanted.kind).on_hover_text(*what).clicked() {
            typed(view, Export { kind: place, said: None, ..wanted.clone() });
        }
    }
    ui.add_space(8.0);
    ui.spacing_mut().item_spacing.y = 4.0;
    section(ui, view, "Written to");
    let id = Id::unique("export path");
    focus_once(ui, id);
    let path = view.state.export_path(wanted);
    let (_, changed) = field(ui, view, id, "Written to", &path, "a path", ui.available_width());
    if let Some(path) = changed {
        typed(view, Export { path: Some(path).filter(|path| !path.is_empty()), said: None, ..wanted.clone() });
    }
    if let Some(said) = &wanted.said {
        let (words, colour) = match said {
            Ok(words) => (format!("{} {words}", icons::DONE), view.look.ink),
            Err(words) => (format!("{} {words}", icons::ERROR), view.look.alarm),
        };
        let said = label(ui, &words, view.sizes.meta, colour);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if action_button(ui, view, "Write the file", "Enter", ButtonLook::Primary, 36.0, false).clicked() {
            view.send(Command::Sheet(SheetCommand::Do));
        }
        if wanted.is_text() && action_button(ui, view, "Copy the text", "Ctrl Enter", ButtonLook::Framed, 36.0, false).clicked() {
            view.send(Command::Sheet(SheetCommand::CopyExport));
        }
    });
}

fn typed(view: &View, wanted: Export) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::Export(wanted)))));
}

/// What a key means on the sheet.
pub(super) fn key_on(wanted: &Export, key: Key, modifiers: Modifiers) -> Option<SheetCommand> {
    let to = |kind: usize| {
        let wanted = Export { kind: kind.min(KINDS.len() - 1), said: None, ..wanted.clone() };
        Some(SheetCommand::Typed(Box::new(Sheet::Export(wanted))))
    };
    match key {
        Key::Enter if modifiers.is_none() => Some(SheetCommand::Do),
        Key::Enter if modifiers.command && wanted.is_text() => Some(SheetCommand::CopyExport),
        Key::ArrowDown if modifiers.is_none() => to(wanted.kind + 1),
        Key::ArrowUp if modifiers.is_none() => to(wanted.kind.saturating_sub(1)),
        _ => None,
    }
}

impl State {
    /// Opens the sheet.
    pub(in crate::ui::author) fn ask_for_export(&mut self) {
        self.open_sheet(Sheet::Export(Export { kind: 0, path: None, replaces: None, said: None }));
    }

    /// The path as it was typed, or the place in the data folder.
    fn export_path(&self, wanted: &Export) -> String {
        if let Some(path) = &wanted.path {
            return path.clone();
        }
        let id = self.authoring.as_ref().map_or("tree", |author| author.id.as_str());
        self.setup.folders.exports().join(format!("{id}.{}", wanted.kind().ending())).display().to_string()
    }

    pub(super) fn write_export(&mut self, wanted: Export) {
        let path = self.export_path(&wanted);
        let path = path.trim().to_owned();
        // In the data folder exports replace one another; elsewhere the file may be anything.
        if wanted.path.is_some() && wanted.replaces.as_ref() != Some(&path) && Path::new(&path).exists() {
            let words = "There is a file of that name already. Enter writes over it.".to_owned();
            return self.say_of_export(Export { replaces: Some(path), said: Some(Err(words)), ..wanted });
        }
        let Some(text) = self.exported(&wanted) else { return };
        let said = write_atomically(Path::new(&path), text.as_bytes());
        let said = said.map(|()| format!("Written to {path}")).map_err(|error| format!("It was not written. {error}"));
        self.say_of_export(Export { replaces: Some(path), said: Some(said), ..wanted });
    }

    pub(super) fn copy_export(&mut self) {
        let Some(Overlay::Author(sheet)) = &self.overlay else { return };
        let Sheet::Export(wanted) = sheet.as_ref().clone() else { return };
        let Some(text) = self.exported(&wanted) else { return };
        self.effects.push(Effect::Copy(text));
        self.say_of_export(Export { said: Some(Ok("The text is on the clipboard.".to_owned())), ..wanted });
    }

    fn say_of_export(&mut self, wanted: Export) {
        self.overlay = Some(Overlay::Author(Box::new(Sheet::Export(wanted))));
    }

    /// The tree in hand, written.
    fn exported(&self, wanted: &Export) -> Option<String> {
        let author = self.authoring.as_ref()?;
        let kind = wanted.kind();
        // The canvas has the picture already.
        if let (ExportKind::Svg, Some(scene), true) = (kind, &author.scene, author.pictured == author.history.version()) {
            return Some(svg(&scene.picture, author.tree()));
        }
        let documents = self.library.iter().flat_map(|library| &library.entries).filter_map(|entry| entry.document.as_ref());
        let among = Trees::new(documents.map(|document| Arc::new(Pinned::new(document))));
        Some(export(author.tree(), &among, kind))
    }
}
