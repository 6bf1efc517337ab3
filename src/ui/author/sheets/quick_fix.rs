//! Quick fix: one line of a Live tree in other words, before and after, why, and it is live.

use super::{
    Sheet, SheetCommand,
    difference::rewording,
    publish::{at_work, finding_row, reason},
};
use crate::{
    check::Finding,
    ui::{
        author::{AuthorCommand, WordsAt, WordsPlace},
        command::Command,
        overlays::{focus_once, head},
        view::View,
        widgets::{ButtonLook, action_button, label, long_field, strong, toggle},
    },
};
use egui::{Id, Key, ScrollArea, Ui};

/// Words that are being changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixing {
    /// Where they stand.
    pub place: WordsPlace,
    /// As they are.
    pub was: String,
    /// As they are to be.
    pub words: String,
    /// Why, in a few words.
    pub reason: String,
    /// What it answers.
    pub answers: Option<String>,
    /// Errors that were there before were seen.
    pub passed: bool,
    /// What the last try found.
    pub findings: Vec<Finding>,
    /// What the last try said.
    pub message: Option<String>,
}

impl Fixing {
    /// Nothing typed yet.
    #[must_use]
    pub fn at(place: WordsPlace) -> Self {
        Self {
            place,
            was: String::new(),
            words: String::new(),
            reason: String::new(),
            answers: None,
            passed: false,
            findings: Vec::new(),
            message: None,
        }
    }
}

/// The field in which the words are changed.
pub(in crate::ui) fn words_field() -> Id {
    Id::unique("words of a quick fix")
}

pub(super) fn quick_fix(ui: &mut Ui, view: &View, fixing: &Fixing) {
    let Some(step) = fixing.place.step_in(view.state) else { return };
    let title =
        view.state.library.as_ref().and_then(|library| library.entry(&fixing.place.tree)).map(crate::library::Entry::title);
    let beside = if ui.available_width() > 480.0 { "of what agents say now; nothing else is published" } else { "" };
    head(ui, view, "Quick fix", beside);
    ui.spacing_mut().item_spacing.y = 6.0;
    let place = format!("{} · {}", title.unwrap_or_default(), step.title);
    strong(ui, &place, view.sizes.body, view.look.ink);
    which(ui, view, fixing, &WordsAt::all(step));
    focus_once(ui, words_field());
    let (words, changed) = long_field(ui, view, words_field(), "The words", &fixing.words, 2, ui.available_width());
    if let Some(words) = changed {
        typed(view, Fixing { words, ..fixing.clone() });
    }
    if words.has_focus() && ui.input(|input| input.key_pressed(Key::Enter) && input.modifiers.is_none()) {
        view.send(Command::Sheet(SheetCommand::AskWhy));
    }
    label(ui, "Before and after", view.sizes.meta, view.look.ink2);
    rewording(ui, view, &fixing.place.at.in_words(), Some(&fixing.was), Some(fixing.words.trim()));
    ui.add_space(4.0);
    strong(ui, "Why?", view.sizes.meta, view.look.ink2);
    if let Some(reason) = reason(ui, view, "Why is it changed?", &fixing.reason, SheetCommand::Do) {
        typed(view, Fixing { reason, ..fixing.clone() });
    }
    if let Some(answers) = &fixing.answers {
        label(ui, &format!("It answers {answers}."), view.sizes.meta, view.look.ink2);
    }
    if let Some(message) = &fixing.message {
        let said = label(ui, message, view.sizes.meta, view.look.alarm);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Assertive));
    }
    ScrollArea::vertical().max_height(140.0).show(ui, |ui| {
        for finding in &fixing.findings {
            let there = AuthorCommand::OpenAt(finding.tree.clone(), finding.step.clone().unwrap_or_default());
            finding_row(ui, view, finding, "", there);
        }
    });
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if at_work(ui, view, &fixing.place.tree) {
            return;
        }
        let words = if fixing.passed { "Publish all the same" } else { "Publish this change" };
        if action_button(ui, view, words, "Ctrl Enter", ButtonLook::Primary, 36.0, false).clicked() {
            view.send(Command::Sheet(SheetCommand::Do));
        }
        let open = AuthorCommand::OpenAt(fixing.place.tree.clone(), fixing.place.step.to_string());
        if view.state.session.is_none() && action_button(ui, view, "Open in Author", "", ButtonLook::Plain, 36.0, false).clicked()
        {
            view.send(open.into());
        }
    });
}

/// The words of the step, one of which is changed.
fn which(ui: &mut Ui, view: &View, fixing: &Fixing, all: &[WordsAt]) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for at in all {
            let is_on = *at == fixing.place.at;
            if toggle(ui, view, &at.in_words(), "", is_on, 26.0).clicked() && !is_on {
                view.send(Command::Sheet(SheetCommand::FixAt(*at)));
            }
        }
        if all.len() > 1 && ui.available_width() > 120.0 {
            label(ui, "Alt Down: the next", view.sizes.meta, view.look.ink2);
        }
    });
}

fn typed(view: &View, fixing: Fixing) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::QuickFix(Box::new(fixing))))));
}
