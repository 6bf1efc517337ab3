//! The lines of a step: words, mood, how long they take to say, and what is wrong with them.

use super::{
    super::super::{
        theme::{font, semibold},
        widgets::{Choice, ring, wrapped},
    },
    field::{Field, focus, prose_with},
    findings::{findings_of_all, findings_of_words},
    hand::Hand,
    marks::said,
    parts::{boxed, heading_with, more, plus},
};
use crate::{
    edit::{LineList, StepChange},
    site::{LONG_LINE, TOO_LONG_LINE, spoken},
    tree::{Line, Part, Step, StepId},
};
use egui::{Align, Color32, CornerRadius, Id, Key, Layout, Modifiers, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

/// What can be done with a line besides wording it.
#[derive(Clone, Copy)]
enum Act {
    Up,
    Down,
    OtherMood,
    Remove,
}

/// The field of a line.
pub(in crate::ui::author) fn line_field(list: LineList, at: usize) -> Id {
    Id::unique(("line", list.field(), at))
}

fn mood_button(list: LineList, at: usize) -> Id {
    line_field(list, at).with("mood")
}

pub(super) fn lines(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    heading_with(ui, hand, "Lines", |ui| {
        if plus(ui, hand, "Line", "Add a line") {
            let at = step.say.len();
            hand.step(id, StepChange::AddLine { list: LineList::Say, at, text: String::new() });
            focus(ui, line_field(LineList::Say, at));
        }
    });
    for list in [LineList::Say, LineList::SayHeated] {
        findings_of_all(ui, hand, id, &[Part::Name(list.field())]);
        for at in 0..list.of(step).len() {
            one(ui, hand, id, step, list, at);
        }
    }
}

fn one(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step, list: LineList, at: usize) {
    let text = &list.of(step)[at];
    let name = if list == LineList::Say { format!("Line {}", at + 1) } else { format!("Heated line {}", at + 1) };
    let mut act = moved_by_key(ui, line_field(list, at));
    boxed(ui, hand, hand.view.look.ground, |ui| {
        let field = Field { id: line_field(list, at), name: &name, text, hint: "What the agent says; { brings the facts" };
        let way = [Part::Name(list.field()), Part::At(at)];
        let said = said(ui, hand, field.id, text, id, &way);
        if let Some(text) = prose_with(ui, hand, field, &said, true, false) {
            hand.step(id, StepChange::Line { list, at, text });
        }
        ui.horizontal(|ui| {
            act = act.or(mood(ui, hand, list, at, &name));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let acts = || acts(list, at, list.of(step).len());
                act = act.or(more(ui, hand, line_field(list, at).with("more"), &format!("More for {name}"), acts));
                length(ui, hand, text);
            });
        });
        findings_of_words(ui, hand, id, &way, line_field(list, at), text);
    });
    match act {
        Some(Act::Up) if at > 0 => moves(ui, hand, id, list, at, at - 1),
        Some(Act::Down) if at + 1 < list.of(step).len() => moves(ui, hand, id, list, at, at + 1),
        Some(Act::OtherMood) => {
            hand.step(id, StepChange::ChangeMoodOfLine { list, at });
            focus(ui, mood_button(list.other(), list.other().of(step).len()));
        }
        Some(Act::Remove) => hand.step(id, StepChange::RemoveLine { list, at }),
        _ => {}
    }
}

fn moves(ui: &Ui, hand: &Hand, id: &StepId, list: LineList, from: usize, to: usize) {
    hand.step(id, StepChange::MoveLine { list, from, to });
    focus(ui, line_field(list, to));
}

/// Alt with an arrow moves what the cursor is in.
fn moved_by_key(ui: &Ui, field: Id) -> Option<Act> {
    alt_arrow(ui, field).map(|up| if up { Act::Up } else { Act::Down })
}

/// Whether Alt was pressed with the arrow up, or with that down, while a field has the focus.
pub(super) fn alt_arrow(ui: &Ui, field: Id) -> Option<bool> {
    if !ui.memory(|memory| memory.has_focus(field)) {
        return None;
    }
    ui.input_mut(|input| {
        if input.consume_key(Modifiers::ALT, Key::ArrowUp) {
            Some(true)
        } else {
            input.consume_key(Modifiers::ALT, Key::ArrowDown).then_some(false)
        }
    })
}

fn acts(list: LineList, at: usize, count: usize) -> Vec<Choice<Act>> {
    let mut acts = Vec::new();
    if at > 0 {
        acts.push(Choice::new(Act::Up, "Move up").beside("Alt+Up"));
    }
    if at + 1 < count {
        acts.push(Choice::new(Act::Down, "Move down").beside("Alt+Down"));
    }
    let other = if list == LineList::Say { "Offer it first when heated" } else { "For any mood" };
    acts.push(Choice::new(Act::OtherMood, other));
    acts.push(Choice::new(Act::Remove, "Take the line out"));
    acts
}

/// The mood a line is for: pressed, it goes to the other list.
fn mood(ui: &mut Ui, hand: &Hand, list: LineList, at: usize, name: &str) -> Option<Act> {
    let look = hand.view.look;
    let (words, ink, fill) = match list {
        LineList::Say => ("Any mood", look.ink2, look.sunken),
        LineList::SayHeated => ("Heated", look.ember, look.ember_soft),
    };
    let text = wrapped(ui, words, semibold(hand.view.sizes.meta), ink, 100.0);
    let (rect, _) = ui.allocate_exact_size(vec2(text.size().x + 16.0, 22.0), Sense::hover());
    let sense = if hand.writes { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, mood_button(list, at), sense);
    let border = if response.hovered() && hand.writes { ink } else { Color32::TRANSPARENT };
    ui.painter().rect(rect, CornerRadius::same(11), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, hand.writes, format!("{words}, mood of {name}")));
    ring(ui, hand.view, &response, 11);
    response.on_hover_text("Changes the mood this line is for").clicked().then_some(Act::OtherMood)
}

/// How many words a line has and how long they take, with its facts filled in.
fn length(ui: &mut Ui, hand: &Hand, text: &str) {
    let filled = Line::new(text).filled(|fact| Some(hand.sample(fact)));
    let said = spoken(&filled);
    let look = hand.view.look;
    let ink = match said.words {
        words if words > TOO_LONG_LINE => look.alarm,
        words if words > LONG_LINE => look.ember,
        _ => look.ink2,
    };
    let words = format!("{} word{}   {} s", said.words, if said.words == 1 { "" } else { "s" }, said.seconds);
    let galley = wrapped(ui, &words, font(hand.view.sizes.meta), ink, 140.0);
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::hover());
    ui.painter().galley(rect.min, galley, ink);
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &words));
    response.on_hover_text(format!("“{filled}”\nUp to {LONG_LINE} words are taken in at once; {TOO_LONG_LINE} are too many."));
}
