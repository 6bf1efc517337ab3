//! The answers of a step as the agent meets them: digit, words, where each leads, and on which condition.

use super::{
    super::{
        super::{
            theme::{font, icons, semibold},
            widgets::{Choice, hairline, label, ring, wrapped},
        },
        command::AuthorCommand,
    },
    answer_field, answer_more, condition,
    field::{Field, focus, prose_with, took_focus},
    findings::{findings, findings_of_all},
    hand::Hand,
    lines::alt_arrow,
    marks::said,
    parts::{heading_with, link, more, plus},
    targets,
};
use crate::{
    edit::StepChange,
    exchange::condition_in_words,
    tree::{Answer, Part, Step, StepId},
};
use egui::{CornerRadius, Frame, Id, Margin, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// What can be done with an answer besides wording it.
#[derive(Clone, Copy)]
enum Act {
    Up,
    Down,
    LeadTo,
    AddCondition,
    Remove,
}

pub(super) fn answers(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let look = hand.view.look;
    if step.kind.is_end() && step.answers.is_empty() {
        return;
    }
    heading_with(ui, hand, "Answers", |ui| {
        if plus(ui, hand, "Answer", "Add an answer") {
            hand.send(AuthorCommand::AddAnswer);
        }
    });
    findings_of_all(ui, hand, id, &[Part::Name("answers")]);
    if step.answers.is_empty() {
        label(ui, "No way on yet.", hand.view.sizes.meta, look.ink2);
        return;
    }
    let frame = Frame::new().stroke(Stroke::new(1.0, look.line)).corner_radius(hand.view.sizes.row_radius);
    frame.inner_margin(Margin::symmetric(0, 1)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        for (at, answer) in step.answers.iter().enumerate() {
            if at > 0 {
                hairline(ui, hand.view);
            }
            one(ui, hand, (id, step), at, answer);
        }
    });
}

fn one(ui: &mut Ui, hand: &Hand, (id, step): (&StepId, &Step), at: usize, answer: &Answer) {
    let look = hand.view.look;
    let is_chosen = hand.author.selection.answer == Some(at);
    let fill = if is_chosen { look.ground } else { look.panel };
    let mut act = alt_arrow(ui, answer_field(at)).map(|up| if up { Act::Up } else { Act::Down });
    let shown = Frame::new().fill(fill).inner_margin(Margin { left: 8, right: 4, top: 6, bottom: 6 }).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal_top(|ui| {
            cap(ui, hand, id, at, &answer.when);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                act = act.or(words(ui, hand, step, at, answer));
                leads(ui, hand, id, at, answer);
                if is_chosen {
                    answer_more::answer_more(ui, hand, (id, step), at, answer);
                } else if let Some(needs) = &answer.needs {
                    let words = format!("{} {}", icons::DIAMOND, condition_in_words(hand.tree(), needs));
                    label(ui, &words, hand.view.sizes.meta, look.violet);
                }
                findings(ui, hand, Some(id), &[Part::Name("answers"), Part::At(at)]);
            });
        });
    });
    if is_chosen {
        let rect = shown.response.rect;
        if newly_chosen(ui, id, at) {
            ui.scroll_to_rect(rect, None);
        }
        let mark = Rect::from_min_max(rect.left_top(), pos2(rect.left() + 3.0, rect.bottom()));
        ui.painter().rect_filled(mark, 1, look.tide);
    }
    if took_focus(ui, answer_field(at)) && !is_chosen {
        hand.send(AuthorCommand::ChooseAnswer(id.clone(), at));
    }
    match act {
        Some(Act::Up) if at > 0 => moves(ui, hand, id, at, at - 1),
        Some(Act::Down) if at + 1 < step.answers.len() => moves(ui, hand, id, at, at + 1),
        Some(Act::LeadTo) => {
            hand.send(AuthorCommand::ChooseAnswer(id.clone(), at));
            hand.send(AuthorCommand::LeadTo);
        }
        Some(Act::AddCondition) => {
            hand.send(AuthorCommand::ChooseAnswer(id.clone(), at));
            condition::add(hand, id, at, answer);
        }
        Some(Act::Remove) => hand.step(id, StepChange::RemoveAnswer(at)),
        _ => {}
    }
}

/// Whether another answer was chosen in the last frame, so that this one is to come into view.
fn newly_chosen(ui: &Ui, id: &StepId, at: usize) -> bool {
    let memory = Id::unique("the chosen answer in view");
    let now = (id.clone(), at);
    let before = ui.data(|data| data.get_temp::<(StepId, usize)>(memory));
    ui.data_mut(|data| data.insert_temp(memory, now.clone()));
    before != Some(now)
}

fn moves(ui: &Ui, hand: &Hand, id: &StepId, from: usize, to: usize) {
    hand.step(id, StepChange::MoveAnswer { from, to });
    hand.send(AuthorCommand::ChooseAnswer(id.clone(), to));
    focus(ui, answer_field(to));
}

/// The digit an agent presses; pressed here, it chooses the answer.
fn cap(ui: &mut Ui, hand: &Hand, id: &StepId, at: usize, when: &str) {
    let look = hand.view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
    let border = if response.hovered() { look.tide } else { look.edge };
    ui.painter().rect(rect, CornerRadius::same(4), look.panel, Stroke::new(1.0, border), StrokeKind::Inside);
    let digit = wrapped(ui, &(at + 1).to_string(), semibold(hand.view.sizes.key), look.ink2, 22.0);
    ui.painter().galley(rect.center() - digit.size() / 2.0, digit, look.ink2);
    let is_chosen = hand.author.selection.answer == Some(at);
    let name = format!("Answer {}: {when}", at + 1);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, &name));
    ring(ui, hand.view, &response, 4);
    if response.on_hover_text("Shows all of this answer").clicked() {
        hand.send(AuthorCommand::ChooseAnswer(id.clone(), at));
    }
}

fn words(ui: &mut Ui, hand: &Hand, step: &Step, at: usize, answer: &Answer) -> Option<Act> {
    ui.horizontal_top(|ui| {
        let id = hand.author.chosen().map(|(id, _)| id);
        ui.vertical(|ui| {
            ui.set_width(ui.available_width() - if hand.writes { 34.0 } else { 0.0 });
            let name = format!("Words of answer {}", at + 1);
            let field = Field { id: answer_field(at), name: &name, text: &answer.when, hint: "What they say or do" };
            let Some(id) = id else { return };
            let way = [Part::Name("answers"), Part::At(at), Part::Name("when")];
            let said = said(ui, hand, field.id, field.text, id, &way);
            if let Some(when) = prose_with(ui, hand, field, &said, true, false) {
                hand.step(id, StepChange::Answer(at, crate::edit::AnswerChange::When(when)));
            }
        });
        let acts = || acts(step, at, answer);
        more(ui, hand, answer_field(at).with("more"), &format!("More for answer {}", at + 1), acts)
    })
    .inner
}

fn acts(step: &Step, at: usize, answer: &Answer) -> Vec<Choice<Act>> {
    let mut acts = vec![Choice::new(Act::LeadTo, "Lead to…")];
    if answer.needs.is_none() {
        acts.push(Choice::new(Act::AddCondition, "Only if…").beside("a condition"));
    }
    if at > 0 {
        acts.push(Choice::new(Act::Up, "Move up").beside("Alt+Up"));
    }
    if at + 1 < step.answers.len() {
        acts.push(Choice::new(Act::Down, "Move down").beside("Alt+Down"));
    }
    acts.push(Choice::new(Act::Remove, "Take the answer out"));
    acts
}

/// Where it leads, and the way there.
fn leads(ui: &mut Ui, hand: &Hand, id: &StepId, at: usize, answer: &Answer) {
    let look = hand.view.look;
    match &answer.to {
        Some(target) => {
            let words = targets::in_words(hand, target);
            let ink = if hand.titles(target).is_some() { look.ink2 } else { look.alarm };
            let name = format!("Answer {} leads to {words}", at + 1);
            if link(ui, hand, &words, &name, ink).clicked() {
                hand.go(target);
            }
        }
        None if answer.back => {
            let words = "Back to the step an always-key left";
            label(ui, &format!("{} {words}", icons::UNDO), hand.view.sizes.meta, look.ink2);
        }
        None => {
            let name = format!("Answer {} leads nowhere: choose a step", at + 1);
            if link(ui, hand, "Leads nowhere: choose a step", &name, look.alarm).clicked() && hand.writes {
                hand.send(AuthorCommand::ChooseAnswer(id.clone(), at));
                hand.send(AuthorCommand::LeadTo);
            }
        }
    }
    if let Some(then) = &answer.then {
        let title = hand.tree().steps.get(then).map_or(then.as_str(), |step| step.title.as_str());
        let words = wrapped(ui, &format!("then {title}"), font(hand.view.sizes.meta), look.ink2, ui.available_width() - 22.0);
        let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        ui.painter().galley(pos2(rect.left() + 22.0, rect.top()), words, look.ink2);
    }
}
