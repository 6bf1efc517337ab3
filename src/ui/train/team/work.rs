//! Work that is asked for: by whom, by when, and who has done it.

use super::{
    command::TeamCommand,
    list::{customer, name_of},
    state::Back,
};
use crate::{
    drill::{Assignment, tracks},
    ui::{
        theme::icons,
        train::{
            hall::{near_day, tree_title},
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
    let today = view.now.date();
    let track =
        tracks().iter().find(|track| track.id == work.track).map(|track| format!(" · {}", track.name)).unwrap_or_default();
    label(ui, &format!("{} · {}{track}", customer(view, work), work.level.in_words()), view.sizes.body, look.ink);
    let words = format!("By {} · asked for by {} on {}", near_day(work.by, today), work.set_by, near_day(work.set_on, today));
    label(ui, &words, view.sizes.meta, look.ink2);
    if !work.words.is_empty() {
        label(ui, &format!("“{}”", work.words), view.sizes.body, look.ink);
    }
    ui.add_space(8.0);
    section(
        ui,
        view,
        match (view.state.site.looks_after_team, work.trainee.is_empty()) {
            (false, _) => "Asked of you",
            (true, true) => "Everybody",
            (true, false) => "Asked of",
        },
    );
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
                Some(day) => label(ui, &format!("{} Done on {}", icons::TICK, near_day(day, today)), view.sizes.body, look.leaf),
                None if work.by < view.now.date() => label(ui, "Not done", view.sizes.body, look.ember),
                None => label(ui, "Not done yet", view.sizes.body, look.ink2),
            });
        });
    }
    hairline(ui, view);
    let words = match (view.state.site.looks_after_team, work.is_exam()) {
        (true, true) => "An exam: you see its result once the trainee has sent the sheet.",
        (true, false) => "Practice: you see that it is done, and nothing of how it went.",
        (false, true) => "An exam: its result is seen once you have sent its sheet, from the debrief. It is begun in Plan.",
        (false, false) => "Practice: it is seen that it is done, and nothing of how it went. It is begun in Plan.",
    };
    label(ui, words, view.sizes.meta, look.ink2);
    ui.add_space(12.0);
    if view.state.site.looks_after_team {
        buttons(ui, view, work);
    }
}

fn buttons(ui: &mut Ui, view: &View, work: &Assignment) {
    let look = view.look;
    let team = &view.state.training.hall.team;
    let together = team.together_with(work).len();
    let asks_one = team.asked == Some(Back::Work(work.id.clone()));
    let asks_all = team.asked == Some(Back::Track(work.id.clone()));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        key_button(ui, view, &TeamCommand::ChangeWork.into(), "Change", ButtonLook::Framed, 34.0);
        let (words, face) =
            if asks_one { ("Take it back for good", ButtonLook::Alarm) } else { ("Take back", ButtonLook::Framed) };
        key_button(ui, view, &TeamCommand::TakeBack.into(), words, face, 34.0);
        if together > 1 {
            let face = if asks_all { ButtonLook::Alarm } else { ButtonLook::Framed };
            let words = if asks_all {
                format!("Take all {together} back for good")
            } else {
                format!("Take all {together} of the track back")
            };
            key_button(ui, view, &TeamCommand::TakeBackTrack.into(), &words, face, 34.0);
        }
    });
    if asks_one || asks_all {
        let words = "Press again. It goes from everybody’s plan, with what says that it is done. Esc leaves it.";
        label(ui, words, view.sizes.meta, look.ink2);
    }
}
