//! The pages of a session: what it holds, one question at a time, what came of it.

use super::{
    command::TrainCommand,
    hall::due_in_words,
    sitting::{At, Sitting},
    stage::{heading, row},
};
use crate::{
    drill::{Exercise, Tried},
    library::technique,
    ui::{
        author::places,
        command::Command,
        guide::Shape,
        theme::{font, icons},
        view::View,
        widgets::{ButtonLook, action_button, card, centred, elided, frame, hairline, key_button, label, section, strong},
    },
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui};

/// The widest a page grows.
const WIDEST: f32 = 688.0;

pub(super) fn sitting_view(ui: &mut Ui, view: &View, sitting: &Sitting) {
    let look = view.look;
    let strip = ui.max_rect().width() <= view.sizes.strip_at_most;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("sitting head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            places(ui, view);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                elided(ui, &progress(sitting), font(view.sizes.meta), look.ink2);
            });
        });
    });
    Panel::bottom("sitting foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| foot(ui, view, sitting));
    let margin = Margin::symmetric(if strip { 12 } else { 32 }, if strip { 12 } else { 24 });
    CentralPanel::default().frame(Frame::new().fill(look.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            centred(ui, WIDEST, |ui| {
                ui.spacing_mut().item_spacing.y = 10.0;
                match (sitting.at, sitting.exercise()) {
                    (At::Exercise(_), Some(exercise)) => question(ui, view, sitting, exercise, strip),
                    (At::Beginning, _) => beginning(ui, view, sitting),
                    _ => end(ui, view, sitting),
                }
            });
        });
    });
}

fn progress(sitting: &Sitting) -> String {
    match sitting.at {
        At::Exercise(at) => format!("Five minutes · {} of {}", at + 1, sitting.exercises.len()),
        At::Beginning | At::End => "Five minutes".to_owned(),
    }
}

fn foot(ui: &mut Ui, view: &View, sitting: &Sitting) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let words = match sitting.at {
            At::Beginning if sitting.exercises.is_empty() => "On",
            At::Beginning => "Begin",
            At::Exercise(_) => "On",
            At::End if sitting.session.scene.is_some() => "Play the drill",
            At::End => "Back to Train",
        };
        ui.add_enabled_ui(sitting.can_go_on(), |ui| {
            if action_button(ui, view, words, "Enter", ButtonLook::Primary, 36.0, false).clicked() {
                view.send(TrainCommand::GoOn.into());
            }
        });
        if matches!(sitting.at, At::Exercise(_)) {
            key_button(ui, view, &TrainCommand::Script.into(), "Show the script", ButtonLook::Plain, 36.0);
        }
        if action_button(ui, view, "Back to Train", "Esc", ButtonLook::Plain, 36.0, true).clicked() {
            view.send(TrainCommand::Hall.into());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 36.0);
        });
    });
}

fn beginning(ui: &mut Ui, view: &View, sitting: &Sitting) {
    let look = view.look;
    heading(ui, view, "Five minutes");
    if let Some(goal) = &sitting.session.goal {
        section(ui, view, "Your goal from last time");
        label(ui, goal, view.sizes.answer, look.ink);
    }
    if let Some(turned) = &sitting.session.turned {
        frame(view, look.panel, look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 6.0;
            section(ui, view, "Where the last drill turned");
            let words =
                format!("Turn {} with {}. Play it again from there, and say something else.", turned.turn, turned.customer);
            label(ui, &words, view.sizes.body, look.ink);
            key_button(ui, view, &TrainCommand::ReplayFromHere.into(), "Replay from there", ButtonLook::Framed, 32.0);
        });
    }
    let due = sitting.exercises.len();
    section(ui, view, if due == 0 { "Nothing is due today" } else { "Due today, the riskiest first" });
    for one in &sitting.session.due {
        let (words, beside) = due_in_words(view, one);
        ui.horizontal(|ui| {
            elided(ui, &words, font(view.sizes.body), look.ink);
            label(ui, &beside, view.sizes.meta, look.ink2);
        });
    }
    next_drill(ui, view, sitting);
}

fn question(ui: &mut Ui, view: &View, sitting: &Sitting, exercise: &Exercise, strip: bool) {
    let look = view.look;
    heading(ui, view, &exercise.title);
    label(ui, &format!("{} · {}", exercise.tree, exercise.stage.in_words()), view.sizes.meta, look.ink2);
    card(ui, view, look.tide, Margin { left: 25, right: 20, top: 16, bottom: 16 }, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        match (&exercise.technique, exercise.heard.is_empty()) {
            (Some(id), _) => {
                let known = technique(id.as_str());
                section(ui, view, "A line that does this");
                label(ui, known.map_or(id.as_str(), |one| &one.name), view.sizes.heading, look.ink);
                if let Some(known) = known {
                    label(ui, &known.what, view.sizes.meta, look.ink2);
                }
            }
            (None, true) => {
                section(ui, view, "The call begins");
                label(ui, "What do you say first?", view.sizes.heading, look.ink);
            }
            (None, false) => {
                section(ui, view, "The customer");
                label(ui, &exercise.heard, view.sizes.heading, look.ink);
            }
        }
    });
    if let Some(changed) = &exercise.changed {
        frame(view, look.ember_soft, look.ember, Margin::symmetric(12, 8)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            strong(ui, "This line has changed", view.sizes.meta, look.ember);
            label(ui, &format!("Was: {}", changed.old.lines().next().unwrap_or_default()), view.sizes.meta, look.ink);
            label(ui, &format!("Now: {}", changed.new.lines().next().unwrap_or_default()), view.sizes.meta, look.ink);
        });
    }
    section(ui, view, "What do you say?");
    let shape = if strip { Shape::Strip } else { Shape::Three };
    for (choice, number) in exercise.lines.iter().zip(1..) {
        let was_tried = exercise.tries().contains(&number);
        let tag = match (was_tried, choice.from.is_own() && (exercise.is_over() || sitting.shown == Some(number))) {
            (_, true) => "Tree’s line",
            (true, false) => "Tried",
            (false, false) => "",
        };
        if row(ui, view, shape, number, choice, tag, false) && !exercise.is_over() {
            view.send(Command::Answer(number));
        }
    }
    match &sitting.tried {
        Some(Tried::Right) => {
            let words =
                if exercise.tries().len() == 1 { "Right at the first try." } else { "That is the one. It comes back tomorrow." };
            strong(ui, &format!("{} {words}", icons::TICK), view.sizes.body, look.leaf);
        }
        Some(Tried::Wrong(why)) => {
            strong(ui, "Not that one. Try again.", view.sizes.body, look.ember);
            if !why.is_empty() {
                label(ui, why, view.sizes.body, look.ink);
            }
        }
        None => {}
    }
}

fn end(ui: &mut Ui, view: &View, sitting: &Sitting) {
    let look = view.look;
    let (right, all) = (sitting.right(), sitting.exercises.len());
    heading(ui, view, if all == 0 { "Nothing was due" } else { "Done" });
    if all > 0 {
        let words = format!("{right} of {all} right at the first try. What was missed comes back tomorrow.");
        label(ui, &words, view.sizes.body, look.ink);
    }
    if let Some(known) = sitting.session.new_goal.as_ref().and_then(|id| technique(id.as_str())) {
        section(ui, view, "One new goal");
        strong(ui, &known.name, view.sizes.answer, look.ink);
        label(ui, &known.how, view.sizes.body, look.ink2);
    }
    next_drill(ui, view, sitting);
}

fn next_drill(ui: &mut Ui, view: &View, sitting: &Sitting) {
    let Some(scene) = &sitting.session.scene else { return };
    hairline(ui, view);
    section(ui, view, "Then one drill, with another customer");
    let tree = view.state.trees().tree(scene.tree.as_str()).map_or_else(|| scene.tree.to_string(), |tree| tree.title.clone());
    let words = format!("{tree} with {}, {}", scene.persona.name, scene.level.in_words().to_lowercase());
    label(ui, &words, view.sizes.body, view.look.ink);
}
