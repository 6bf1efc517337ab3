//! What is said at the top of the canvas when somebody else wrote the tree in hand.

use super::{Outside, Written};
use crate::{
    edit::{Change, Conflict, Difference, diff},
    ui::{
        author::{bar::clock, canvas::send, command::AuthorCommand, state::Authoring},
        theme::icons,
        view::View,
        widgets::{ButtonLook, action_button, frame, label, strong},
    },
};
use egui::{Margin, ScrollArea, Ui};

/// How many steps are named.
const NAMED: usize = 4;

/// The file or the draft was written outside while the author has changes: what changed, and what can be done.
pub(in crate::ui::author) fn banner(ui: &mut Ui, view: &View, author: &Authoring) {
    let Some(outside) = &author.outside else { return };
    let look = view.look;
    let shown = frame(view, look.ember_soft, look.ember, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        strong(ui, &format!("{} {}", icons::WARNING, happened(view, author, outside)), view.sizes.meta, look.ink);
        for words in consequences(outside) {
            label(ui, &words, view.sizes.meta, look.ink);
        }
        if !author.is_writable() {
            return;
        }
        ui.horizontal_wrapped(|ui| {
            let can_merge = outside.base.is_some() && outside.document.is_some();
            if can_merge && action_button(ui, view, "Merge by step", "", ButtonLook::Primary, 28.0, false).clicked() {
                send(view, AuthorCommand::MergeOutside);
            }
            if outside.document.is_some() && action_button(ui, view, "Compare", "", ButtonLook::Framed, 28.0, false).clicked() {
                send(view, AuthorCommand::CompareOutside);
            }
            if action_button(ui, view, "Keep mine", "", ButtonLook::Framed, 28.0, false).clicked() {
                send(view, AuthorCommand::KeepMine);
            }
        });
    });
    ui.ctx().accesskit_node_builder(shown.response.id, |node| node.set_live(egui::accesskit::Live::Polite));
}

fn happened(view: &View, author: &Authoring, outside: &Outside) -> String {
    let at = outside.seen.map_or_else(|| "since this draft began".to_owned(), |seen| format!("outside at {}", clock(view, seen)));
    match (outside.part, &outside.text) {
        (Written::File, Some(_)) => format!("{}.ron was changed {at}", author.id),
        (Written::File, None) => format!("{}.ron was taken away {at}", author.id),
        (Written::Draft, _) if outside.by.is_empty() => format!("The draft was written {at}"),
        (Written::Draft, _) => format!("{} wrote the draft too, {at}", outside.by),
    }
}

/// What it comes to, in words.
fn consequences(outside: &Outside) -> Vec<String> {
    if let Some(trouble) = &outside.trouble {
        let at = format!("It cannot be read as a tree: line {}: {}.", trouble.place.line, trouble.message);
        let then = match outside.part {
            Written::File => "Agents keep its last good text. Yours stays a draft.",
            Written::Draft => "Keeping yours puts it among the earlier texts.",
        };
        return vec![at, then.to_owned()];
    }
    let Some(document) = &outside.document else {
        return vec!["Agents are not offered it any more. Yours stays a draft.".to_owned()];
    };
    match &outside.base {
        Some(base) => vec![in_words(&diff(base.tree(), document.tree()), document.tree())],
        None => vec!["It is published now, with another text than yours.".to_owned()],
    }
}

/// What differs, in a sentence.
fn in_words(difference: &Difference, tree: &crate::tree::Tree) -> String {
    let mut parts = Vec::new();
    for (change, what) in
        [(Change::Changed, "changed"), (Change::Added, "added"), (Change::Removed, "removed"), (Change::Renamed, "renamed")]
    {
        let steps: Vec<String> = difference
            .steps
            .iter()
            .filter(|step| step.change == change)
            .map(|step| tree.steps.get(&step.id).map_or_else(|| step.id.to_string(), |step| format!("“{}”", step.title)))
            .collect();
        if !steps.is_empty() {
            let more = steps.len().saturating_sub(NAMED);
            let rest = if more > 0 { format!(" and {more} more") } else { String::new() };
            parts.push(format!("{what} {}{rest}", steps[..steps.len().min(NAMED)].join(", ")));
        }
    }
    let others = difference.facts.len() + difference.limits.len() + difference.tree.len();
    if others > 0 {
        parts.push(if others == 1 {
            "1 thing of the tree itself".to_owned()
        } else {
            format!("{others} things of the tree itself")
        });
    }
    if parts.is_empty() { "Only comments or spaces differ.".to_owned() } else { format!("In it: {}.", parts.join("; ")) }
}

/// What both sides changed, each with the way to its step.
pub(in crate::ui::author) fn conflicts(ui: &mut Ui, view: &View, author: &Authoring) {
    if author.conflicts.is_empty() {
        return;
    }
    let look = view.look;
    frame(view, look.panel, look.ember, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        let count = author.conflicts.len();
        let things = if count == 1 { "1 thing was".to_owned() } else { format!("{count} things were") };
        strong(ui, &format!("{} {things} changed on both sides; yours is kept", icons::WARNING), view.sizes.meta, look.ink);
        ScrollArea::vertical().max_height(180.0).auto_shrink([false, true]).show(ui, |ui| {
            for conflict in &author.conflicts {
                one(ui, view, author, conflict);
            }
        });
        if action_button(ui, view, "Close the list", "", ButtonLook::Framed, 28.0, false).clicked() {
            send(view, AuthorCommand::CloseConflicts);
        }
    });
}

fn one(ui: &mut Ui, view: &View, author: &Authoring, conflict: &Conflict) {
    let step = author.step_of(conflict);
    let title = step.as_ref().and_then(|id| author.tree().steps.get(id)).map(|step| step.title.clone());
    ui.horizontal_wrapped(|ui| {
        if let (Some(step), Some(title)) = (step, title)
            && action_button(ui, view, &title, "", ButtonLook::Plain, 24.0, false).on_hover_text("Go to the step").clicked()
        {
            send(view, AuthorCommand::GoToStep(step));
        }
        let field = if conflict.field.is_empty() { place(conflict) } else { conflict.field.clone() };
        let theirs = conflict.theirs.as_deref().unwrap_or("taken out");
        label(ui, &format!("{field}, theirs: {theirs}"), view.sizes.meta, view.look.ink);
    });
}

/// What a conflict is about, where it has no field.
fn place(conflict: &Conflict) -> String {
    let names = conflict.part.iter().filter_map(|part| match part {
        crate::tree::OwnedPart::Name(name) => Some(name.as_str()),
        crate::tree::OwnedPart::At(_) => None,
    });
    names.collect::<Vec<_>>().join(" ")
}
