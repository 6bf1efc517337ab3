//! The lines that were said; any can be marked for the author.

use super::super::{
    command::Command,
    theme::icons,
    view::View,
    widgets::{ButtonLook, action_button, field, frame, hairline, icon_button, label, section, strong},
};
use egui::{Align, CornerRadius, Frame, Id, Layout, Margin, Ui};

pub(super) fn lines(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let palette = view.look;
    section(ui, view, "Lines you said");
    let said = &session.call.state().said;
    if said.is_empty() {
        label(ui, "No line was said.", view.sizes.meta, palette.ink2);
        return;
    }
    frame(view, palette.panel, palette.line, Margin::ZERO).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 0.0;
        for (index, line) in said.iter().enumerate() {
            let failed = line.failed.is_some();
            let fill = if failed { palette.ember_soft } else { palette.panel };
            let (first, last) = (index == 0, index + 1 == said.len());
            let round = |is: bool| if is { view.sizes.card_radius } else { 0 };
            let corners = CornerRadius { nw: round(first), ne: round(first), sw: round(last), se: round(last) };
            Frame::new().fill(fill).corner_radius(corners).inner_margin(Margin::symmetric(12, 8)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.spacing_mut().item_spacing.y = 4.0;
                ui.horizontal(|ui| {
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        let name = format!("Didn't work: {}", reading.fill(&line.line));
                        let colour = if failed { palette.ember } else { palette.ink3 };
                        if icon_button(ui, view, icons::DID_NOT_WORK, &name, colour).clicked() {
                            view.send(Command::FlagLine { said: line.number, failed: !failed });
                            if !failed {
                                ui.memory_mut(|memory| memory.request_focus(Id::unique(("flag", line.number))));
                            }
                        }
                        if failed {
                            strong(ui, "Didn't work", view.sizes.meta, palette.ember);
                        }
                        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                            label(ui, &reading.title(&line.at), view.sizes.meta, palette.ink2);
                        });
                    });
                });
                label(ui, &reading.fill(&line.line), view.sizes.body, palette.ink);
                if failed {
                    let why = session.wrap.flags.get(&line.number).or(line.failed.as_ref()).cloned().unwrap_or_default();
                    let id = Id::unique(("flag", line.number));
                    let (response, changed) =
                        field(ui, view, id, "Why it didn't work", &why, "Why, for the author", ui.available_width());
                    if let Some(why) = changed {
                        view.send(Command::TypeFlag { said: line.number, why });
                    }
                    if response.lost_focus() {
                        view.send(Command::KeepFlag(line.number));
                    }
                    let help = "Changes this line in the tree that agents use, and nothing else";
                    let fix = action_button(ui, view, "Fix the words…", "", ButtonLook::Framed, 28.0, false);
                    fix.widget_info(|| {
                        egui::WidgetInfo::labeled(
                            egui::Role::Button,
                            true,
                            format!("Fix the words: {}", reading.fill(&line.line)),
                        )
                    });
                    if fix.on_hover_text(help).clicked() {
                        view.send(Command::FixSaid(line.number));
                    }
                }
            });
            if index + 1 < said.len() {
                hairline(ui, view);
            }
        }
    });
}
