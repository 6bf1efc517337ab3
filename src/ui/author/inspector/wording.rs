//! Words beside the lines: better wordings for what slips out, and findings that were silenced with a reason.

use super::{
    super::super::widgets::{label, strong},
    field::{Field, focus, prose},
    findings::findings,
    hand::Hand,
    parts::{boxed, heading, heading_with, plus},
};
use crate::{
    check::rule,
    edit::StepChange,
    tree::{Part, Step, StepId, Swap},
    ui::{theme::icons, widgets::icon_button},
};
use egui::{Id, Ui};

fn not_field(at: usize) -> Id {
    Id::unique(("swap not", at))
}

pub(super) fn swaps(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    if step.avoid.is_empty() {
        return;
    }
    heading_with(ui, hand, "Better wording", |ui| {
        if plus(ui, hand, "Wording", "Add another better wording") {
            add(ui, hand, id, step);
        }
    });
    let mut changed = None;
    for (at, swap) in step.avoid.iter().enumerate() {
        let takes_out = |ui: &mut Ui| {
            let name = format!("Take out better wording {}", at + 1);
            hand.writes && icon_button(ui, hand.view, icons::CROSS, &name, hand.view.look.ink2).clicked()
        };
        boxed(ui, hand, hand.view.look.ground, |ui| {
            let (not, but) = (format!("Not, {}", at + 1), format!("But, {}", at + 1));
            let field = Field { id: not_field(at), name: &not, text: &swap.not, hint: "What slips out" };
            let (not, is_out) = named(ui, hand, true, field, takes_out);
            if is_out {
                changed = Some((at, None));
            }
            if let Some(not) = not {
                changed = Some((at, Some(Swap { not, but: swap.but.clone() })));
            }
            let field = Field { id: not_field(at).with("but"), name: &but, text: &swap.but, hint: "What to say" };
            if let (Some(but), _) = named(ui, hand, false, field, |_| false) {
                changed = Some((at, Some(Swap { not: swap.not.clone(), but })));
            }
            findings(ui, hand, Some(id), &[Part::Name("avoid"), Part::At(at)]);
        });
    }
    if let Some((at, swap)) = changed {
        let mut swaps = step.avoid.clone();
        match swap {
            Some(swap) => swaps[at] = swap,
            None => drop(swaps.remove(at)),
        }
        hand.step(id, StepChange::Swaps(swaps));
    }
}

/// A field with its word before it, and with what stands behind it.
fn named(
    ui: &mut Ui,
    hand: &Hand,
    is_left_unsaid: bool,
    field: Field,
    behind: impl FnOnce(&mut Ui) -> bool,
) -> (Option<String>, bool) {
    let look = hand.view.look;
    let (icon, word, ink) = if is_left_unsaid { (icons::CROSS, "Not", look.alarm) } else { (icons::TICK, "But", look.tide) };
    ui.horizontal_top(|ui| {
        ui.vertical(|ui| {
            ui.set_width(48.0);
            strong(ui, &format!("{icon} {word}"), hand.view.sizes.meta, ink);
        });
        let changed = ui.vertical(|ui| {
            ui.set_width(ui.available_width() - 32.0);
            prose(ui, hand, field, true, false)
        });
        (changed.inner, behind(ui))
    })
    .inner
}

pub(super) fn add(ui: &Ui, hand: &Hand, id: &StepId, step: &Step) {
    let new = Swap { not: String::new(), but: String::new() };
    hand.step(id, StepChange::Swaps(step.avoid.iter().cloned().chain([new]).collect()));
    focus(ui, not_field(step.avoid.len()));
}

pub(super) fn silenced(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    if step.allow.is_empty() {
        return;
    }
    heading(ui, hand, "Silenced findings");
    let mut changed = None;
    for (at, allow) in step.allow.iter().enumerate() {
        boxed(ui, hand, hand.view.look.ground, |ui| {
            let title = rule(&allow.rule).map_or(allow.rule.as_str(), |rule| rule.title);
            strong(ui, title, hand.view.sizes.meta, hand.view.look.ink2).on_hover_text(&allow.rule);
            label(ui, &format!("“{}”", allow.line), hand.view.sizes.meta, hand.view.look.ink);
            let name = format!("Why finding {} may stand", at + 1);
            let id = Id::unique(("silenced", at));
            let field = Field { id, name: &name, text: &allow.why, hint: "Why it may stand" };
            if let Some(why) = prose(ui, hand, field, false, false) {
                changed = Some((at, Some(why)));
            }
            if plus(ui, hand, "Report it again", &format!("Report finding {} again", at + 1)) {
                changed = Some((at, None));
            }
        });
    }
    findings(ui, hand, Some(id), &[Part::Name("allow")]);
    if let Some((at, why)) = changed {
        let mut allow = step.allow.clone();
        match why {
            Some(why) => allow[at].why = why,
            None => drop(allow.remove(at)),
        }
        hand.step(id, StepChange::Allow(allow));
    }
}
