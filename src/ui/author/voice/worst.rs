//! The worst lines first, each with its words, the reason, what to say instead and the way there; and what is said twice.

use super::{AT_FIRST, heading, is_whole, jump, place_of, spot_of, turn};
use crate::{
    check::{
        Level,
        voice::{Better, SpokenLine},
    },
    ui::{
        author::{
            canvas::{mark_look, send},
            command::AuthorCommand,
            problems::sentence,
            state::Authoring,
            waves::{Said, underline},
        },
        theme::{font, icons},
        view::View,
        widgets::{ButtonLook, action_button, galley, label, strong},
    },
};
use egui::{Align, Frame, Layout, Margin, Role, Sense, Stroke, Ui, WidgetInfo};

pub(super) fn worst(ui: &mut Ui, view: &View, author: &Authoring) {
    let voice = &author.voice;
    if voice.worst.is_empty() {
        ui.horizontal(|ui| {
            label(ui, icons::DONE, view.sizes.body, view.look.leaf);
            label(ui, "Nothing to say about this tree's words.", view.sizes.meta, view.look.ink2);
        });
        return;
    }
    heading(ui, view, &format!("Worst lines first {}", voice.worst.len()));
    let most = if is_whole(ui, author, "worst lines") { usize::MAX } else { AT_FIRST };
    for (row, line) in voice.worst.iter().enumerate().take(most) {
        card(ui, view, author, *line, row == 0);
    }
    if voice.worst.len() > AT_FIRST {
        let words = if most == usize::MAX { "Fewer".to_owned() } else { format!("All {} lines", voice.worst.len()) };
        turn(ui, view, author, "worst lines", &words);
    }
}

fn card(ui: &mut Ui, view: &View, author: &Authoring, place: usize, is_next: bool) {
    let look = view.look;
    let line = &author.voice.lines[place];
    let Some(worst) = line.worst() else { return };
    let (remark, better) = (&line.remarks[worst], &line.better[worst]);
    let frame = Frame::new().fill(look.ground).stroke(Stroke::new(1.0, look.line)).corner_radius(view.sizes.row_radius);
    frame.inner_margin(Margin::symmetric(10, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        words(ui, view, line);
        let (icon, colour) = mark_look(look, remark.level);
        let ink = if remark.level == Level::Hint { look.ink2 } else { colour };
        ui.horizontal_top(|ui| {
            label(ui, icon, view.sizes.body, ink);
            let said = strong(ui, &sentence(&remark.message), view.sizes.meta, ink);
            let why = crate::check::words::Lexicon::in_force().rule(remark.rule).map_or("", |rule| &rule.why);
            let name = format!("{}: {}", level_word(remark.level), remark.message);
            said.widget_info(|| WidgetInfo::labeled(Role::Label, true, &name));
            said.on_hover_text(format!("{why}\n\n{}", remark.rule));
        });
        match better {
            Better::Say(words) => label(ui, &format!("Better: “{words}”"), view.sizes.meta, look.ink),
            Better::Advice(advice) => label(ui, &format!("Better: {advice}"), view.sizes.meta, look.ink2),
        };
        for (_, other) in line.remarks.iter().enumerate().filter(|(other, _)| *other != worst).take(2) {
            label(ui, &format!("Also: {}", other.message), view.sizes.meta, look.ink2);
        }
        let here = place_of(author, line);
        let way = |ui: &mut Ui| {
            jump(ui, view, &here, &format!("Go to {here}"), AuthorCommand::GoToWords(spot_of(line, Some(worst))));
        };
        if !author.is_writable() {
            return way(ui);
        }
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let key = if is_next { view.key(&AuthorCommand::Fix.into()) } else { String::new() };
                let (words, help) = match better {
                    Better::Say(_) => ("Use", "These words take the line's place; undo brings them back"),
                    Better::Advice(_) => ("Reword", "Goes to the words meant, to be said in another way"),
                };
                let button = action_button(ui, view, words, &key, ButtonLook::Framed, 26.0, false);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("{words}: {here}")));
                if button.on_hover_text(help).clicked() {
                    send(view, AuthorCommand::Reword(place, worst));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), way);
            });
        });
    });
}

/// The line itself, with waves under the words meant.
fn words(ui: &mut Ui, view: &View, line: &SpokenLine) {
    let text = galley(ui, &line.text, font(view.sizes.body), view.sizes.body.1, view.look.ink, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(text.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &line.text));
    let said = |remark: &crate::check::words::Remark| Said {
        letters: remark.place.clone(),
        level: remark.level,
        words: remark.message.clone(),
    };
    let said: Vec<Said> = line.remarks.iter().map(said).collect();
    ui.painter().galley(rect.min, text.clone(), view.look.ink);
    underline(ui.painter(), view.look, &text, rect.min, &said);
}

fn level_word(level: Level) -> &'static str {
    match level {
        Level::Error => "Error",
        Level::Warning => "Warning",
        Level::Hint => "Hint",
    }
}

pub(super) fn repeated(ui: &mut Ui, view: &View, author: &Authoring) {
    let voice = &author.voice;
    if voice.repeated.is_empty() {
        return;
    }
    heading(ui, view, &format!("Said on more than one step {}", voice.repeated.len()));
    let most = if is_whole(ui, author, "repeated lines") { usize::MAX } else { AT_FIRST };
    for group in voice.repeated.iter().take(most) {
        label(ui, &format!("“{}”", voice.lines[group[0]].text), view.sizes.meta, view.look.ink);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::vec2(4.0, 0.0);
            for place in group {
                let line = &voice.lines[*place];
                let here = place_of(author, line);
                jump(ui, view, &here, &format!("Said here too: {here}"), AuthorCommand::GoToWords(spot_of(line, None)));
            }
        });
    }
    if voice.repeated.len() > AT_FIRST {
        let words = if most == usize::MAX { "Fewer".to_owned() } else { format!("All {}", voice.repeated.len()) };
        turn(ui, view, author, "repeated lines", &words);
    }
}
