//! Promises and follow-up, each with its day.

use super::super::{
    command::Command,
    theme::icons,
    view::View,
    widgets::{ButtonLook, action_button, field, frame, hairline, icon_button, label, section, strong},
};
use egui::{Align, Id, Layout, Margin, Ui};

pub(super) fn promises(ui: &mut Ui, view: &View) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let palette = view.look;
    section(ui, view, "Promises and follow-up");
    frame(view, palette.panel, palette.line, Margin::symmetric(16, 10)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let state = session.call.state();
        if state.promises.is_empty() {
            label(ui, "Nothing was promised.", view.sizes.meta, palette.ink2);
        }
        for (index, promise) in state.promises.iter().enumerate() {
            ui.horizontal(|ui| {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let (icon, name) = if promise.withdrawn {
                        (icons::TICK, "It was promised after all")
                    } else {
                        (icons::CROSS, "It was no promise")
                    };
                    if icon_button(ui, view, icon, &format!("{name}: {}", promise.what), palette.ink3).clicked() {
                        view.send(Command::WithdrawPromise { index });
                    }
                    if !promise.withdrawn {
                        day(ui, view, index);
                    }
                    ui.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing.y = 0.0;
                        let ink = if promise.withdrawn { palette.ink3 } else { palette.ink };
                        strong(ui, &promise.what, view.sizes.body, ink);
                        let when = reading.promise_when(promise);
                        let no_day = promise.by.is_none() && !promise.withdrawn;
                        let words = match (promise.withdrawn, no_day) {
                            (true, _) => "no promise".to_owned(),
                            (_, true) => format!("{} promised without a day · owner {}", icons::WARNING, promise.owner),
                            _ => format!("{when} · owner {}", promise.owner),
                        };
                        label(ui, &words, view.sizes.meta, if no_day { palette.ember } else { palette.ink2 });
                    });
                });
            });
            ui.add_space(4.0);
            hairline(ui, view);
        }
        add(ui, view);
        if let Some(error) = &session.wrap.error {
            label(ui, error, view.sizes.meta, palette.alarm);
        }
    });
}

fn day(ui: &mut Ui, view: &View, index: usize) {
    let (Some(reading), Some(session)) = (view.reading(), view.session()) else {
        return;
    };
    let promise = &session.call.state().promises[index];
    let draft = session.wrap.days.get(&index);
    let shown =
        if promise.by.is_some() { reading.promise_when(promise).trim_start_matches("by ").to_owned() } else { String::new() };
    let text = draft.cloned().unwrap_or(shown);
    let id = Id::unique(("promise day", index));
    let (response, changed) = field(ui, view, id, &format!("Day of: {}", promise.what), &text, "fri, fri 4pm, 5wd", 190.0);
    if let Some(text) = changed {
        view.send(Command::TypePromise { index, text });
    }
    if response.lost_focus() && draft.is_some() {
        view.send(Command::KeepPromise { index });
    }
}

fn add(ui: &mut Ui, view: &View) {
    let Some(session) = view.session() else {
        return;
    };
    let (what, when) = session.wrap.new_promise.clone();
    ui.horizontal_wrapped(|ui| {
        let width = (ui.available_width() - 220.0).max(140.0);
        let (_, changed) =
            field(ui, view, Id::unique("new promise"), "Another promise", &what, "Another promise or follow-up", width);
        if let Some(what) = changed {
            view.send(Command::TypeNewPromise { what, when: when.clone() });
        }
        let (_, changed) = field(ui, view, Id::unique("new promise day"), "By when", &when, "by when", 110.0);
        if let Some(when) = changed {
            view.send(Command::TypeNewPromise { what: what.clone(), when });
        }
        if action_button(ui, view, "Add", "", ButtonLook::Framed, 32.0, false).clicked() {
            view.send(Command::KeepNewPromise);
        }
    });
}
