//! The note line under the answers: a fact, a day, a sum or a few words; what they mean is shown before they count.

use super::{
    super::{
        command::Command,
        meaning::{Meaning, meaning},
        theme::font,
        view::View,
        widgets::{ButtonLook, action_button, frame, key_cap, label, notice_card, wrapped},
    },
    NOTE, Shape,
};
use egui::{Align, Id, Layout, Margin, RichText, TextEdit, Ui};

/// What must be said above everything: trouble with the disk, things from the start.
pub(in crate::ui) fn banners(ui: &mut Ui, view: &View) {
    if let Some(trouble) = view.state.recorder.standing().trouble {
        let words = format!("Not on disk: {trouble}. Go on with the call; everything is written as soon as the disk is back.");
        notice_card(ui, view, &words, false);
    }
    if let Some(words) = view.state.training.trouble_in_words().filter(|_| view.state.place == crate::ui::state::Place::Train) {
        notice_card(ui, view, &words, false);
    }
    for (index, notice) in view.state.notices.iter().enumerate() {
        if notice_card(ui, view, notice, true) {
            view.send(Command::Dismiss(index));
        }
    }
}

pub(in crate::ui) fn note(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(session) = view.session() else {
        return;
    };
    ui.spacing_mut().item_spacing.y = 6.0;
    message(ui, view);
    promise(ui, view);
    let palette = view.look;
    let focused = ui.memory(|memory| memory.has_focus(Id::unique(NOTE)));
    let border = if focused { palette.tide } else { palette.edge };
    frame(view, palette.panel, border, Margin::symmetric(12, 0)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_height(40.0);
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            label(ui, "Note", view.sizes.body, palette.ink2);
            let meaning = meaning(session, &view.now);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                echo(ui, view, &meaning, shape);
                field(ui, view, shape);
            });
        });
    });
}

fn field(ui: &mut Ui, view: &View, shape: Shape) {
    let Some(session) = view.session() else {
        return;
    };
    let mut text = session.note.clone();
    let hint = if shape == Shape::Strip { "a fact, a day or a few words" } else { "a fact, a day, a sum or a few words" };
    let edit = TextEdit::singleline(&mut text)
        .id(Id::unique(NOTE))
        .frame(egui::Frame::NONE)
        .font(font(view.sizes.body))
        .text_color(view.look.ink)
        .hint_text(RichText::new(hint).color(view.look.ink3))
        .margin(Margin::ZERO)
        .align(egui::Align2::LEFT_CENTER)
        .desired_width(ui.available_width())
        .min_size(egui::vec2(0.0, 38.0))
        .return_key(None);
    let response = ui.add(edit);
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("Note"));
    if response.changed() && text != session.note {
        view.send(Command::TypeNote(text));
    }
}

/// What Enter will do, said in full before it is done.
fn echo(ui: &mut Ui, view: &View, meaning: &Meaning, shape: Shape) {
    let palette = view.look;
    let (words, colour) = match meaning {
        Meaning::Nothing => return,
        Meaning::Fact { label, shown, .. } => (format!("{label}: {shown}"), palette.tide),
        Meaning::Note { masked: true } => ("a note, the card masked".to_owned(), palette.ember),
        Meaning::Note { masked: false } => ("a note".to_owned(), palette.ink2),
        Meaning::Misfit(help) => (help.clone(), palette.ember),
    };
    if !matches!(meaning, Meaning::Misfit(_)) {
        key_cap(ui, view, "Enter");
    }
    let room = ui.available_width() * if shape == Shape::Strip { 0.62 } else { 0.7 };
    // What is understood is shown whole; its label gives way first.
    let width = |words: &str| ui.painter().layout_no_wrap(words.to_owned(), font(view.sizes.meta), colour).size().x;
    let words = match meaning {
        Meaning::Fact { shown, .. } if width(&words) > room => shown.clone(),
        _ => words,
    };
    let text = wrapped(ui, &words, font(view.sizes.meta), colour, room);
    let (rect, response) = ui.allocate_exact_size(text.size(), egui::Sense::hover());
    ui.painter().galley(rect.min, text, colour);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, &words));
    response.on_hover_text(format!("{words}. Shift Enter keeps it as a note."));
}

/// What the last move said, with its way on.
fn message(ui: &mut Ui, view: &View) {
    let Some(message) = view.session().and_then(|session| session.message.as_ref()) else {
        return;
    };
    let palette = view.look;
    frame(view, palette.ember_soft, palette.ember, Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let response = label(ui, &message.text, view.sizes.meta, palette.ink);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Assertive));
        if let Some((words, command)) = &message.offer {
            let key = if matches!(**command, Command::GoUpward(_)) { "Enter" } else { "" };
            if action_button(ui, view, words, key, ButtonLook::Framed, 30.0, false).clicked() {
                view.send((**command).clone());
            }
        }
    });
}

/// A promise without a day is asked for once, when its step is left.
fn promise(ui: &mut Ui, view: &View) {
    let (Some(session), Some(reading)) = (view.session(), view.reading()) else {
        return;
    };
    let (Some(number), Some(asked)) = (session.asked, reading.promise_asked()) else {
        return;
    };
    let palette = view.look;
    frame(view, palette.ember_soft, palette.ember, Margin::symmetric(12, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        let proposed = asked.proposed_shown.as_ref().map(|day| format!("Enter: {day}. ")).unwrap_or_default();
        let words = format!(
            "Promised: {}, by {}. By which day? {proposed}Or type a day. {number} again leaves it open.",
            asked.what, asked.owner
        );
        let response = label(ui, &words, view.sizes.meta, palette.ink);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Assertive));
        ui.horizontal(|ui| {
            if let Some(day) = &asked.proposed_shown
                && action_button(ui, view, day, "Enter", ButtonLook::Framed, 28.0, false).clicked()
            {
                view.send(Command::KeepNote { as_note: false });
            }
            if action_button(ui, view, "Leave it open", &number.to_string(), ButtonLook::Framed, 28.0, false).clicked() {
                view.send(Command::Answer(number));
            }
        });
    });
}
