//! What comes next: when it is due again, one goal, how far it is to live calls.

use super::Debriefing;
use crate::{
    drill::Ready,
    ui::{
        train::command::TrainCommand,
        view::View,
        widgets::{ButtonLook, action_button, hairline, label, section, strong},
    },
};
use egui::Ui;

/// What the store says of what comes next.
#[derive(Clone, Debug, Default)]
pub struct WhatsNext {
    /// In how many days something of this drill is due again.
    pub due_in: Option<i32>,
    /// How many items of it come back.
    pub items: usize,
    /// How far it is to live calls.
    pub ready: Option<Ready>,
    /// The scene that follows, where this one left a cost.
    pub follows: bool,
}

pub(super) fn next(ui: &mut Ui, view: &View, debriefing: &Debriefing) {
    let look = view.look;
    ui.spacing_mut().item_spacing.y = 4.0;
    section(ui, view, "What comes next");
    let next = &debriefing.next;
    let mut blocks: Vec<(String, String)> = Vec::new();
    if let Some(days) = next.due_in {
        let title = match days {
            days if days <= 0 => "Due again today".to_owned(),
            1 => "Due again tomorrow".to_owned(),
            days => format!("Due again in {days} days"),
        };
        let items = if next.items == 1 {
            "1 line or technique comes back".to_owned()
        } else {
            format!("{} lines and techniques come back", next.items)
        };
        blocks.push((title, format!("{items}, with another customer.")));
    }
    if !debriefing.debrief.goal.is_empty() {
        blocks.push(("One goal".to_owned(), debriefing.debrief.goal.clone()));
    }
    if !debriefing.debrief.missed.is_empty() {
        blocks.push(("Never brought out".to_owned(), {
            let missed = debriefing.debrief.missed.iter().map(|what| what.trim_end_matches('.'));
            format!("{}.", missed.collect::<Vec<_>>().join(". "))
        }));
    }
    if next.follows {
        blocks.push((
            "It has a sequel".to_owned(),
            "What was promised beyond your reach comes back as a call of its own.".to_owned(),
        ));
    }
    if let Some(ready) = &next.ready {
        let title = format!("Ready for live: {} of {}", ready.passed_with.len().min(ready.needed), ready.needed);
        let words = if debriefing.has_failed_gate() {
            "A failed gate starts the count again.".to_owned()
        } else if ready.is_ready() {
            "Passed in a row with different customers. You are ready.".to_owned()
        } else {
            format!("{}.", ready.missing().join("; "))
        };
        blocks.push((title, words));
    }
    for (title, words) in &blocks {
        ui.add_space(4.0);
        hairline(ui, view);
        ui.add_space(4.0);
        strong(ui, title, view.sizes.body, look.ink);
        label(ui, words, view.sizes.meta, look.ink2);
    }
    if next.follows {
        ui.add_space(4.0);
        hairline(ui, view);
        ui.add_space(4.0);
        strong(ui, "It has a sequel", view.sizes.body, look.ink);
        label(ui, "What was promised beyond your reach comes back as a call of its own.", view.sizes.meta, look.ink2);
        if action_button(ui, view, "Play the sequel", "", ButtonLook::Framed, 32.0, false).clicked() {
            view.send(TrainCommand::Sequel.into());
        }
    }
}
