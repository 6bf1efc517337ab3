//! The page before a drill that may hurt, or that others will see: what comes, how strong, whom to call, a way out.

use super::{command::TrainCommand, stage, state::Before};
use crate::{
    drill::{Level, NoticeKind, Strength},
    record::BEFORE_AN_EXAM,
    ui::{
        author::places,
        command::Command,
        view::View,
        widgets::{ButtonLook, action_button, frame, key_button, label, section, toggle},
    },
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, ScrollArea, Ui};

pub(super) fn before_view(ui: &mut Ui, view: &View, before: &Before) {
    let look = view.look;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("before head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| places(ui, view));
    });
    Panel::bottom("before foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            if action_button(ui, view, "Begin", "Enter", ButtonLook::Primary, 36.0, false).clicked() {
                view.send(TrainCommand::GoOn.into());
            }
            if action_button(ui, view, "Not now", "Esc", ButtonLook::Plain, 36.0, true).clicked() {
                view.send(TrainCommand::Hall.into());
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &Command::Keys, "Keys", ButtonLook::Plain, 36.0);
            });
        });
    });
    let narrow = ui.max_rect().width() <= view.sizes.strip_at_most;
    let margin = Margin::symmetric(if narrow { 12 } else { 32 }, if narrow { 16 } else { 40 });
    CentralPanel::default().frame(Frame::new().fill(look.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            let width = ui.available_width().min(640.0);
            let side = (ui.available_width() - width) / 2.0;
            ui.horizontal_top(|ui| {
                ui.add_space(side);
                ui.vertical(|ui| {
                    ui.set_width(width);
                    page(ui, view, before);
                });
            });
        });
    });
}

fn page(ui: &mut Ui, view: &View, before: &Before) {
    let look = view.look;
    let persona = &before.persona;
    ui.spacing_mut().item_spacing.y = 8.0;
    let is_exam = before.wanted.level == Level::Exam;
    let title = match persona.notice.as_ref().map(|notice| notice.kind) {
        Some(NoticeKind::Abuse) => "This customer is abusive",
        Some(NoticeKind::Threat) => "This customer threatens somebody",
        Some(NoticeKind::SelfHarm) => "This customer speaks of ending their life",
        None => "An exam",
    };
    stage::heading(ui, view, title);
    let tree = view.state.library.as_ref().and_then(|library| library.entry(&before.wanted.tree));
    let tree = tree
        .and_then(|entry| entry.document.as_ref())
        .map_or(before.wanted.tree.clone(), |document| document.tree().title.clone());
    label(ui, &format!("{tree}, with {}", persona.name), view.sizes.body, look.ink2);
    ui.add_space(4.0);
    if let Some(notice) = &persona.notice {
        label(ui, &notice.words, view.sizes.answer, look.ink);
        label(ui, "You can stop at any moment, with X: no score, and nothing is kept.", view.sizes.body, look.ink2);
        ui.add_space(8.0);
        if notice.kind == NoticeKind::Abuse || !persona.strong.is_empty() || !notice.strong.is_empty() {
            language(ui, view, before);
        }
        numbers(ui, view, notice.kind);
    }
    level(ui, view, before);
    if is_exam {
        ui.add_space(8.0);
        frame(view, look.tide_soft, look.tide_soft, Margin::symmetric(16, 12)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            label(ui, BEFORE_AN_EXAM, view.sizes.body, look.ink);
        });
    }
}

fn language(ui: &mut Ui, view: &View, before: &Before) {
    section(ui, view, "How strong is the language?");
    let all = [
        (Strength::Mild, "Mild", "Rude, without the words that hurt."),
        (Strength::Strong, "Strong", "As it is heard on a bad day."),
    ];
    ui.horizontal(|ui| {
        for (strength, words, _) in all {
            if toggle(
                ui,
                view,
                words,
                if strength == Strength::Mild { "1" } else { "2" },
                before.wanted.language == strength,
                36.0,
            )
            .clicked()
            {
                view.send(TrainCommand::SetLanguage(strength).into());
            }
        }
    });
    if let Some((_, _, help)) = all.iter().find(|(strength, ..)| *strength == before.wanted.language) {
        label(ui, help, view.sizes.meta, view.look.ink2);
    }
    ui.add_space(8.0);
}

fn numbers(ui: &mut Ui, view: &View, kind: NoticeKind) {
    let look = view.look;
    section(ui, view, "If the call stays with you");
    frame(view, look.panel, look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        for (name, number) in stage::help_numbers(view, kind) {
            ui.horizontal(|ui| {
                label(ui, name, view.sizes.body, look.ink2);
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    stage::number_words(ui, view, &number, view.sizes.body);
                });
            });
        }
    });
    label(ui, "They stay on the screen of the drill.", view.sizes.meta, look.ink2);
    ui.add_space(8.0);
}

fn level(ui: &mut Ui, view: &View, before: &Before) {
    let command: Command = TrainCommand::ChangeLevel.into();
    ui.horizontal(|ui| {
        section(ui, view, "Level");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            crate::ui::widgets::key_cap(ui, view, &view.key(&command));
        });
    });
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 32.0), egui::Sense::click());
    stage::switch(ui, view, rect, before.wanted.level);
    let name = format!("Level: {}", before.wanted.level.in_words());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    crate::ui::widgets::ring(ui, view, &response, 6);
    if response.clicked() {
        view.send(command);
    }
}
