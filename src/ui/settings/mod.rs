//! Settings: who the agent is, how it looks, what may be granted, whom to call, words and keys of this site.

mod keys;

use super::{
    command::Command,
    theme::icons,
    view::View,
    widgets::{ButtonLook, action_button, field, frame, key_button, label, section, strong, toggle},
};
use crate::{
    site::{Settings, Theme, Word},
    tree::Value,
};
use egui::{Align, CentralPanel, Frame, Id, Layout, Margin, Panel, ScrollArea, Ui};
use std::collections::BTreeMap;

/// The settings.
pub(super) fn settings_view(ui: &mut Ui, view: &View) {
    let palette = view.look;
    let bar = Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("settings head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            label(ui, icons::BOAT, (18.0, 22.0), palette.tide);
            strong(ui, "Settings", view.sizes.body, palette.ink);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if action_button(ui, view, "Done", "Esc", ButtonLook::Primary, 32.0, false).clicked() {
                    view.send(Command::Settings);
                }
                key_button(ui, view, &Command::About, "About Evenkeel", ButtonLook::Plain, 28.0);
            });
        });
    });
    let narrow = ui.max_rect().width() <= view.sizes.strip_at_most;
    let margin = if narrow { Margin::symmetric(12, 12) } else { Margin::symmetric(32, 20) };
    CentralPanel::default().frame(Frame::new().fill(palette.ground).inner_margin(margin)).show(ui, |ui| {
        ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            if ui.available_width() > 900.0 {
                ui.horizontal_top(|ui| {
                    let half = (ui.available_width() - 24.0) / 2.0;
                    ui.vertical(|ui| {
                        ui.set_width(half);
                        first_half(ui, view);
                    });
                    ui.add_space(16.0);
                    ui.vertical(|ui| {
                        ui.set_width(half);
                        keys::keys(ui, view);
                    });
                });
            } else {
                first_half(ui, view);
                keys::keys(ui, view);
            }
        });
    });
}

fn first_half(ui: &mut Ui, view: &View) {
    you(ui, view);
    look(ui, view);
    limits(ui, view);
    numbers(ui, view);
    words(ui, view);
    private(ui, view);
}

fn change(view: &View, how: impl FnOnce(&mut Settings)) {
    let mut settings = (*view.state.site).clone();
    how(&mut settings);
    view.send(Command::ChangeSettings(Box::new(settings)));
}

fn block(ui: &mut Ui, view: &View, title: &str, add: impl FnOnce(&mut Ui)) {
    section(ui, view, title);
    frame(view, view.look.panel, view.look.line, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 8.0;
        add(ui);
    });
    ui.add_space(6.0);
}

/// A named row: the name on the left, the rest on the right, or under it where there is no room.
pub(super) fn row(ui: &mut Ui, view: &View, name: &str, add: impl FnOnce(&mut Ui, f32)) {
    if ui.available_width() < 420.0 {
        label(ui, name, view.sizes.meta, view.look.ink2);
        let width = ui.available_width();
        ui.horizontal_wrapped(|ui| add(ui, width));
        return;
    }
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::vec2(190.0, 32.0), egui::Sense::hover());
        let text = super::widgets::galley(ui, name, super::theme::font(view.sizes.body), view.sizes.body.1, view.look.ink, 186.0);
        ui.painter().galley(egui::pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, view.look.ink);
        let width = ui.available_width();
        add(ui, width);
    });
}

fn text_row(ui: &mut Ui, view: &View, name: &str, text: &str, hint: &str, set: impl FnOnce(&mut Settings, String)) {
    row(ui, view, name, |ui, width| {
        let (_, changed) = field(ui, view, Id::unique(("setting", name)), name, text, hint, width);
        if let Some(text) = changed {
            change(view, |site| set(site, text));
        }
    });
}

fn you(ui: &mut Ui, view: &View) {
    let site = &view.state.site;
    block(ui, view, "You and this site", |ui| {
        text_row(ui, view, "Your name, as customers hear it", &site.agent_name, "Beth", |site, text| site.agent_name = text);
        row(ui, view, "I look after a team", |ui, _| {
            for (looks_after, words) in [(true, "Yes"), (false, "No")] {
                let toggled = toggle(ui, view, words, "", site.looks_after_team == looks_after, 32.0);
                if toggled.on_hover_text("In Train, the tab Team shows the whole desk").clicked() {
                    change(view, |site| site.looks_after_team = looks_after);
                }
            }
        });
        text_row(ui, view, "Who helps is called", &site.help_called, "supervisor", |site, text| site.help_called = text);
        row(ui, view, "Warnings before a call may end", |ui, _| {
            for count in 0..=3u8 {
                if toggle(ui, view, &count.to_string(), "", site.warnings == count, 32.0).clicked() {
                    change(view, |site| site.warnings = count);
                }
            }
        });
        text_row(ui, view, "Your employer's word then", &site.employer_word, "", |site, text| site.employer_word = text);
    });
}

fn look(ui: &mut Ui, view: &View) {
    let site = &view.state.site;
    block(ui, view, "Look", |ui| {
        row(ui, view, "Theme", |ui, _| {
            for (theme, words) in [(Theme::System, "System"), (Theme::Light, "Light"), (Theme::Dark, "Dark")] {
                if toggle(ui, view, words, "", site.theme == theme, 32.0).clicked() {
                    change(view, |site| site.theme = theme);
                }
            }
        });
        row(ui, view, "Size of the line to say", |ui, _| {
            if action_button(ui, view, "Smaller", &view.key(&Command::SmallerText), ButtonLook::Framed, 32.0, false).clicked() {
                view.send(Command::SmallerText);
            }
            label(ui, &format!("{}", site.text_size), view.sizes.answer, view.look.ink);
            if action_button(ui, view, "Larger", &view.key(&Command::LargerText), ButtonLook::Framed, 32.0, false).clicked() {
                view.send(Command::LargerText);
            }
        });
        row(ui, view, "Cue, better wording, why, map", |ui, _| {
            for (explain, words) in [(true, "Shown"), (false, "Hidden")] {
                if toggle(ui, view, words, "", site.explain == explain, 32.0).clicked() {
                    change(view, |site| site.explain = explain);
                }
            }
        });
        row(ui, view, "Wheel on the canvas", |ui, _| {
            for (zooms, words) in [(false, "Scrolls"), (true, "Zooms")] {
                if toggle(ui, view, words, "", site.wheel_zooms == zooms, 32.0).clicked() {
                    change(view, |site| site.wheel_zooms = zooms);
                }
            }
        });
    });
}

fn limits(ui: &mut Ui, view: &View) {
    let site = &view.state.site;
    let mut known: BTreeMap<String, (String, crate::tree::FactKind, String)> = BTreeMap::new();
    let trees = view.state.library.iter().flat_map(|library| &library.entries).filter_map(|entry| entry.document.as_ref());
    for document in trees {
        for (id, limit) in &document.tree().limits {
            known.entry(id.to_string()).or_insert_with(|| (limit.label.clone(), limit.kind.clone(), limit.at_most.clone()));
        }
    }
    block(ui, view, "What you may grant", |ui| {
        if known.is_empty() {
            label(ui, "The trees of this library set no limits.", view.sizes.meta, view.look.ink2);
        }
        for (id, (name, kind, usual)) in &known {
            row(ui, view, name, |ui, width| {
                let own = site.limits.get(id).cloned().unwrap_or_default();
                let hint = format!("{usual}, as the tree has it");
                let (_, changed) = field(ui, view, Id::unique(("limit", id)), name, &own, &hint, width.min(220.0));
                if let Some(text) = changed {
                    change(view, |site| {
                        if text.trim().is_empty() {
                            site.limits.remove(id)
                        } else {
                            site.limits.insert(id.clone(), text)
                        };
                    });
                }
                if !own.is_empty()
                    && let Err(error) = Value::read(kind, &own)
                {
                    label(ui, &format!("{error}; {usual} holds"), view.sizes.meta, view.look.alarm);
                }
            });
        }
    });
}

fn numbers(ui: &mut Ui, view: &View) {
    let numbers = &view.state.site.numbers;
    block(ui, view, "Numbers that lines name", |ui| {
        text_row(ui, view, "Emergency services", &numbers.emergency_number, "999", |site, text| {
            site.numbers.emergency_number = text;
        });
        text_row(ui, view, "Crisis line", &numbers.crisis_line, "for people who think of ending their life", |site, text| {
            site.numbers.crisis_line = text;
        });
        text_row(ui, view, "Whoever is on duty", &numbers.duty_number, "", |site, text| site.numbers.duty_number = text);
    });
}

fn words(ui: &mut Ui, view: &View) {
    let words = &view.state.site.words;
    block(ui, view, "Words said differently here", |ui| {
        for (index, word) in words.iter().chain(std::iter::once(&Word::default())).enumerate() {
            ui.horizontal_wrapped(|ui| {
                let set = |which: usize, text: String| {
                    change(view, |site| {
                        if index == site.words.len() {
                            site.words.push(Word::default());
                        }
                        let word = &mut site.words[index];
                        *(if which == 0 { &mut word.not } else { &mut word.but }) = text;
                        site.words.retain(|word| !(word.not.is_empty() && word.but.is_empty()));
                    });
                };
                let (_, not) = field(
                    ui,
                    view,
                    Id::unique(("word", index, 0)),
                    "Word in the trees",
                    &word.not,
                    "in the trees: parcel",
                    190.0,
                );
                label(ui, icons::RIGHT, view.sizes.meta, view.look.ink2);
                let (_, but) =
                    field(ui, view, Id::unique(("word", index, 1)), "Word said here", &word.but, "said here: delivery", 190.0);
                if let Some(text) = not {
                    set(0, text);
                }
                if let Some(text) = but {
                    set(1, text);
                }
            });
        }
    });
}

fn private(ui: &mut Ui, view: &View) {
    block(ui, view, "For you alone", |ui| {
        let count = view.state.private_count;
        let words = match count {
            0 => "Nothing is kept.".to_owned(),
            1 => "One note is kept on this computer; nobody else sees it.".to_owned(),
            count => format!("{count} notes are kept on this computer; nobody else sees them."),
        };
        label(ui, &words, view.sizes.body, view.look.ink);
        if count > 0 && action_button(ui, view, "Delete them", "", ButtonLook::Framed, 32.0, false).clicked() {
            view.send(Command::DeletePrivate);
        }
    });
}
