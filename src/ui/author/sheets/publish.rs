//! Publish: why, what is wrong, what changes for agents; then it is live.

use super::{
    super::super::view::View,
    Sheet, SheetCommand,
    compare::AT_FIRST,
    difference::difference,
    publish_outside::{Meanwhile, outside},
    publish_words,
};
use crate::{
    check::{
        Finding, Level,
        voice::{BadWords, is_wording},
    },
    tree::{Document, Status},
    ui::{
        author::{
            AuthorCommand,
            canvas::mark_look,
            problems::{sentence, where_in_words},
            state::Authoring,
        },
        command::Command,
        overlays::{focus_once, head},
        theme::icons,
        widgets::{ButtonLook, action_button, field, icon_button, label, section, strong},
    },
};
use egui::{Id, Key, ScrollArea, Ui};

/// What is typed into the sheet, and what the last try said.
#[derive(Clone, Debug, PartialEq)]
pub struct Publishing {
    /// Why, in a few words.
    pub reason: String,
    /// What it answers.
    pub answers: String,
    /// Why new errors of wording may go out.
    pub wording: String,
    /// Those for which it was refused.
    pub bad_words: Vec<BadWords>,
    /// What the last try said.
    pub message: Option<String>,
    /// The errors for which it was refused.
    pub refused: Vec<Finding>,
    /// What was changed outside meanwhile.
    pub outside: Option<Box<Meanwhile>>,
    /// How many steps are told.
    pub shown: usize,
}

impl Default for Publishing {
    fn default() -> Self {
        Self {
            reason: String::new(),
            answers: String::new(),
            wording: String::new(),
            bad_words: Vec::new(),
            message: None,
            refused: Vec::new(),
            outside: None,
            shown: AT_FIRST,
        }
    }
}

/// The field in which a reason is typed.
pub(in crate::ui) fn reason_field() -> Id {
    Id::unique("why it is published")
}

/// The field of a reason; Enter in it does what the sheet is for.
pub(super) fn reason(ui: &mut Ui, view: &View, name: &str, text: &str, does: SheetCommand) -> Option<String> {
    let (response, changed) =
        field(ui, view, reason_field(), name, text, "A few words for the list of revisions", ui.available_width());
    if response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter)) {
        view.send(Command::Sheet(does));
    }
    changed
}

pub(super) fn publish(ui: &mut Ui, view: &View, sheet: &Publishing) {
    let Some(author) = &view.state.authoring else { return };
    head(ui, view, "Publish", "");
    focus_once(ui, reason_field());
    ui.spacing_mut().item_spacing.y = 4.0;
    strong(ui, "Why?", view.sizes.meta, view.look.ink2);
    if let Some(reason) = reason(ui, view, "Why is it published?", &sheet.reason, SheetCommand::Do) {
        typed(view, Publishing { reason, ..sheet.clone() });
    }
    label(ui, "What does it answer? You may leave this empty", view.sizes.meta, view.look.ink2);
    let id = Id::unique("what it answers");
    let hint = "A line that was flagged, a finding, a request";
    let (_, changed) = field(ui, view, id, "What does it answer?", &sheet.answers, hint, ui.available_width());
    if let Some(answers) = changed {
        typed(view, Publishing { answers, ..sheet.clone() });
    }
    ui.add_space(4.0);
    let foot = 44.0 + if sheet.message.is_some() { 44.0 } else { 0.0 };
    let room = ui.available_height() - foot;
    ScrollArea::vertical().max_height(room).auto_shrink(false).show(ui, |ui| {
        if let Some(changed) = &sheet.outside {
            outside(ui, view, sheet, changed);
        }
        problems(ui, view, author, sheet);
        publish_words::bad_words(ui, view, author, sheet);
        if let Some(compared) = &author.compared {
            ui.add_space(8.0);
            section(ui, view, &format!("What changes for agents, against {}", compared.against));
            if difference(ui, view, compared, sheet.shown) {
                typed(view, Publishing { shown: usize::MAX, ..sheet.clone() });
            }
        }
        warnings(ui, view, author);
    });
    if let Some(message) = &sheet.message {
        let said = label(ui, message, view.sizes.meta, view.look.alarm);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Assertive));
    }
    foot_row(ui, view, author, sheet);
}

pub(super) fn typed(view: &View, sheet: Publishing) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::Publish(Box::new(sheet))))));
}

fn foot_row(ui: &mut Ui, view: &View, author: &Authoring, sheet: &Publishing) {
    ui.add_space(4.0);
    ui.horizontal(|ui| {
        if at_work(ui, view, &author.id) {
            return;
        }
        let words = if sheet.outside.is_some() { "Merge and publish" } else { "Publish" };
        let waits = publish_words::waits_for_a_reason(author, sheet);
        let look = if waits || author.in_the_way() > 0 { ButtonLook::Framed } else { ButtonLook::Primary };
        let button = ui.add_enabled_ui(!waits, |ui| action_button(ui, view, words, "Ctrl Enter", look, 36.0, false)).inner;
        if button.on_disabled_hover_text("Say first why the new errors of wording may go out").clicked() {
            view.send(Command::Sheet(SheetCommand::Do));
        }
        let status = author.live.as_ref().map(Document::tree).map(|tree| tree.status);
        let other = match status {
            Some(Status::Live) => Some(("Retire it", SheetCommand::SetLive(false), "Agents are not offered it any more")),
            Some(Status::Retired) => {
                Some(("Make it live again", SheetCommand::SetLive(true), "As it stands in the library, without this draft"))
            }
            Some(Status::Draft) | None => None,
        };
        if let Some((words, command, help)) = other
            && action_button(ui, view, words, "", ButtonLook::Framed, 36.0, false).on_hover_text(help).clicked()
        {
            view.send(Command::Sheet(command));
        }
    });
}

/// Says in the place of the buttons that what the sheet is for is being done, where that takes longer than a moment.
pub(super) fn at_work(ui: &mut Ui, view: &View, tree: &str) -> bool {
    let Some(words) = view.state.done_to(tree) else { return false };
    ui.set_height(36.0);
    let said = label(ui, words, view.sizes.body, view.look.ink2);
    ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    true
}

/// Errors stand in the way.
fn problems(ui: &mut Ui, view: &View, author: &Authoring, sheet: &Publishing) {
    let look = view.look;
    if author.checked != author.history.version() {
        label(ui, "Checking…", view.sizes.meta, look.ink2);
        return;
    }
    let errors = author.in_the_way();
    let elsewhere: Vec<&Finding> = sheet.refused.iter().filter(|finding| finding.tree != author.id).collect();
    if errors + elsewhere.len() == 0 {
        if publish_words::waits_for_a_reason(author, sheet) {
            return;
        }
        ui.horizontal(|ui| {
            label(ui, icons::DONE, view.sizes.body, look.leaf);
            label(ui, "Nothing stands in the way.", view.sizes.meta, look.ink2);
        });
        return;
    }
    if errors > 0 {
        let words = if errors == 1 {
            "This error has to be mended first".to_owned()
        } else {
            format!("These {errors} errors have to be mended first")
        };
        section(ui, view, &words);
    }
    rows(ui, view, author, Level::Error);
    if !elsewhere.is_empty() {
        section(ui, view, "Errors it would bring in other trees");
        for finding in elsewhere {
            let there = AuthorCommand::OpenAt(finding.tree.clone(), finding.step.clone().unwrap_or_default());
            let tree = view.state.library.as_ref().and_then(|library| library.entry(&finding.tree));
            finding_row(ui, view, finding, tree.map_or(&finding.tree, |entry| entry.title()), there);
        }
    }
}

/// Warnings are told, under what changes.
fn warnings(ui: &mut Ui, view: &View, author: &Authoring) {
    let count = author.count(Level::Warning);
    if count > 0 && author.checked == author.history.version() {
        ui.add_space(8.0);
        section(ui, view, &format!("{count} warning{}, which may stay", if count == 1 { "" } else { "s" }));
        rows(ui, view, author, Level::Warning);
    }
}

/// The findings of a level, as many as somebody reads.
fn rows(ui: &mut Ui, view: &View, author: &Authoring, level: Level) {
    const MOST: usize = 40;
    // Errors of wording do not stand in the way: new ones have a part of their own.
    let is_shown = |finding: &Finding| finding.level == level && !(level == Level::Error && is_wording(finding));
    let of_level = author.findings.iter().enumerate().filter(|(_, finding)| is_shown(finding));
    for (place, finding) in of_level.take(MOST) {
        finding_row(ui, view, finding, &where_in_words(author, finding), AuthorCommand::GoToFinding(place));
    }
}

/// A finding and its place; the arrow goes there.
pub(super) fn finding_row(ui: &mut Ui, view: &View, finding: &Finding, place: &str, goes: AuthorCommand) {
    let (icon, colour) = mark_look(view.look, finding.level);
    ui.horizontal_top(|ui| {
        label(ui, icon, view.sizes.body, colour);
        let name = format!("Go to: {}", finding.message);
        if icon_button(ui, view, icons::RIGHT, &name, view.look.tide).clicked() {
            view.send(goes.into());
        }
        let words = if place.is_empty() { sentence(&finding.message) } else { format!("{place}: {}", finding.message) };
        label(ui, &words, view.sizes.meta, view.look.ink);
    });
}
