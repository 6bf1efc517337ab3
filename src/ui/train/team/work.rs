//! Work that is asked for: by whom, by when, and who has done it.

use super::{command::TeamCommand, list::name_of};
use crate::{
    drill::{Assignment, tracks},
    ui::{
        theme::icons,
        train::{
            hall::{short_day, tree_title},
            stage::heading,
        },
        view::View,
        widgets::{ButtonLook, hairline, key_button, label, section},
    },
};
use egui::{Align, Layout, Ui};

pub(super) fn work(ui: &mut Ui, view: &View, work: &Assignment) {
    let look = view.look;
    let team = &view.state.training.hall.team;
    heading(ui, view, &tree_title(view, work.tree.as_str()));
    let persona = work.persona.as_deref();
    let customer = persona.map_or("any customer", |id| view.state.training.persona(id).map_or(id, |one| one.name.as_str()));
    let track =
        tracks().iter().find(|track| track.id == work.track).map(|track| format!(" · {}", track.name)).unwrap_or_default();
    label(ui, &format!("{customer} · {}{track}", work.level.in_words()), view.sizes.body, look.ink);
    let words = format!("By {} · asked for by {} on {}", short_day(work.by), work.set_by, short_day(work.set_on));
    label(ui, &words, view.sizes.meta, look.ink2);
    if !work.words.is_empty() {
        label(ui, &format!("“{}”", work.words), view.sizes.body, look.ink);
    }
    ui.add_space(8.0);
    section(ui, view, if work.trainee.is_empty() { "Everybody" } else { "Asked of" });
    let who = team.who(work);
    if who.is_empty() {
        let words =
            "Nobody’s name is known in this folder yet. Names come with work that is done and exams that are handed over.";
        label(ui, words, view.sizes.meta, look.ink2);
    }
    for (name, day) in who {
        hairline(ui, view);
        ui.horizontal(|ui| {
            ui.set_min_height(30.0);
            label(ui, name_of(name), view.sizes.body, look.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| match day {
                Some(day) => label(ui, &format!("{} Done on {}", icons::TICK, short_day(day)), view.sizes.body, look.leaf),
                None if work.by < view.now.date() => label(ui, "Not done", view.sizes.body, look.ember),
                None => label(ui, "Not done yet", view.sizes.body, look.ink2),
            });
        });
    }
    hairline(ui, view);
    let is_exam = work.is_exam();
    let words = if is_exam {
        "An exam: you see its result once the trainee has sent the sheet."
    } else {
        "Practice: you see that it is done, and nothing of how it went."
    };
    label(ui, words, view.sizes.meta, look.ink2);
    ui.add_space(12.0);
    let is_asked = team.asked.as_ref() == Some(&work.id);
    let (words, face) = if is_asked { ("Take it back for good", ButtonLook::Alarm) } else { ("Take back", ButtonLook::Framed) };
    key_button(ui, view, &TeamCommand::TakeBack.into(), words, face, 34.0);
    if is_asked {
        label(
            ui,
            "Press again. It goes from everybody’s plan, with what says that it is done. Esc leaves it.",
            view.sizes.meta,
            look.ink2,
        );
    }
}
