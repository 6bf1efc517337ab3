//! What is wrong with a part of the tree, said in its own place, with the fix where there is one.

use super::{
    super::{
        super::widgets::{ButtonLook, action_button, label, strong},
        canvas::mark_look,
        command::AuthorCommand,
        problems::{explained, sentence},
    },
    hand::Hand,
    marks::has_cursor,
};
use crate::{
    check::{Finding, Level, voice::Better},
    tree::{Part, StepId},
};
use egui::{Frame, Id, Margin, Stroke, Ui};

/// Whether a finding speaks of that part of a step, or of the tree where no step is named.
fn is_of(finding: &Finding, step: Option<&StepId>, way: &[Part]) -> bool {
    let within = match (step, finding.step.as_deref()) {
        (Some(step), Some(of)) if step == of => finding.part.get(2..).unwrap_or_default(),
        (None, None) => finding.part.as_slice(),
        _ => return false,
    };
    within.len() >= way.len() && way.iter().zip(within).all(|(wanted, part)| part.as_part() == *wanted)
}

/// Shows what is wrong with a part of a step, or of the tree.
pub(super) fn findings(ui: &mut Ui, hand: &Hand, step: Option<&StepId>, way: &[Part]) {
    for (place, finding) in hand.author.findings.iter().enumerate() {
        if is_of(finding, step, way) {
            strip(ui, hand, place, finding);
        }
    }
}

/// The same for words that stand in a field; the one whose words the cursor is among has a border.
pub(super) fn findings_of_words(ui: &mut Ui, hand: &Hand, step: &StepId, way: &[Part], field: Id, text: &str) {
    for (place, finding) in hand.author.findings.iter().enumerate() {
        if is_of(finding, Some(step), way) {
            let is_here = finding.part.len() == way.len() + 2 && has_cursor(ui, field, text, finding);
            strip_with(ui, hand, place, finding, is_here);
        }
    }
}

/// The same for that part alone, without what lies in it.
pub(super) fn findings_of_all(ui: &mut Ui, hand: &Hand, step: &StepId, way: &[Part]) {
    for (place, finding) in hand.author.findings.iter().enumerate() {
        if is_of(finding, Some(step), way) && finding.part.len() == way.len() + 2 {
            strip(ui, hand, place, finding);
        }
    }
}

/// Shows what is wrong with a step as a whole, or with parts of it that have no place of their own here.
pub(super) fn others(ui: &mut Ui, hand: &Hand, step: &StepId, shown: &[&str]) {
    for (place, finding) in hand.author.findings.iter().enumerate() {
        let first = finding.part.get(2).map(crate::tree::OwnedPart::as_part);
        let is_shown = matches!(first, Some(Part::Name(name)) if shown.contains(&name));
        if finding.step.as_deref() == Some(step.as_str()) && !is_shown {
            strip(ui, hand, place, finding);
        }
    }
}

fn strip(ui: &mut Ui, hand: &Hand, place: usize, finding: &Finding) {
    strip_with(ui, hand, place, finding, false);
}

fn strip_with(ui: &mut Ui, hand: &Hand, place: usize, finding: &Finding, is_here: bool) {
    let look = hand.view.look;
    let (icon, colour) = mark_look(look, finding.level);
    let (fill, colour) = match finding.level {
        Level::Error => (look.alarm_soft, colour),
        Level::Warning => (look.ember_soft, colour),
        Level::Hint => (look.sunken, look.ink2),
    };
    let border = Stroke::new(1.0, if is_here { colour } else { fill });
    let frame = Frame::new().fill(fill).stroke(border).corner_radius(hand.view.sizes.field_radius);
    frame.inner_margin(Margin::symmetric(7, 5)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal_top(|ui| {
            label(ui, icon, hand.view.sizes.body, colour);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                let words = sentence(&finding.message);
                strong(ui, &words, hand.view.sizes.meta, colour).on_hover_text(explained(finding));
                if !finding.help.is_empty() && !speaks_of_the_file(&finding.help) {
                    label(ui, &sentence(&finding.help), hand.view.sizes.meta, look.ink2);
                }
                let is_next = hand.author.fixable() == Some(place);
                let key = if is_next { hand.key(AuthorCommand::Fix) } else { String::new() };
                reword(ui, hand, finding, place, &key);
                if let Some(fix) = finding.fix.as_ref().filter(|_| hand.writes)
                    && action_button(ui, hand.view, &fix.title, &key, ButtonLook::Framed, 28.0, false).clicked()
                {
                    hand.send(AuthorCommand::FixFinding(place));
                }
            });
        });
    });
}

/// What to say instead of the words that a finding is about, and a button that takes it or goes to them.
fn reword(ui: &mut Ui, hand: &Hand, finding: &Finding, place: usize, key: &str) {
    let Some((line, remark)) = hand.author.worded(finding).filter(|_| hand.writes) else { return };
    let Some(better) = hand.author.voice.lines[line].better.get(remark) else { return };
    let words = match better {
        Better::Say(words) => {
            label(ui, &format!("Better: “{words}”"), hand.view.sizes.meta, hand.view.look.ink);
            "Use"
        }
        Better::Advice(_) => "Reword",
    };
    if action_button(ui, hand.view, words, key, ButtonLook::Framed, 28.0, false).clicked() {
        hand.send(AuthorCommand::FixFinding(place));
    }
}

/// Whether an advice is for the text of the file; whoever looks at the inspector does it here instead.
pub(super) fn speaks_of_the_file(help: &str) -> bool {
    help.contains(['`', '('])
}
