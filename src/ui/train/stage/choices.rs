//! What can be said, in shuffled order; saying it aloud first; and the answers, to recognise the one that was heard.

use super::{By, Shown, own_words};
use crate::{
    drill::{Choice, Level},
    ui::{
        command::Command,
        guide::{self, Shape},
        theme::{font, semibold},
        train::{command::TrainCommand, state::Aloud},
        view::View,
        widgets::{ButtonLook, action_button, galley, key_button, label, ring, section},
    },
};
use egui::{Align, CornerRadius, Layout, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

/// The lines to choose from, or saying one's own first.
pub(super) fn choices(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    if let By::Playing(playing) = shown.by
        && !playing.shows_lines()
    {
        aloud(ui, view, shown, shape);
        return own_words::own_words(ui, view, playing, shape);
    }
    let was_said = matches!(shown.by, By::Playing(playing) if playing.setting().level != Level::Shown);
    let title = if was_said { "Which is nearest to what you said?" } else { "What do you say?" };
    if was_said && shown.level() == Level::Faded && !shown.shows_script() {
        let script: Command = TrainCommand::Script.into();
        ui.horizontal(|ui| {
            section(ui, view, title);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                key_button(ui, view, &script, "Show the script; it costs points", ButtonLook::Plain, 24.0);
            });
        });
    } else {
        heading(ui, view, title, "Order is shuffled", shape);
    }
    let has_recorded = was_said && view.state.training.voice.has_recorded();
    if has_recorded && action_button(ui, view, "Hear yourself", "", ButtonLook::Framed, 30.0, false).clicked() {
        view.send(TrainCommand::PlayBack.into());
    }
    ui.spacing_mut().item_spacing.y = 8.0;
    let next = match shown.by {
        By::Watching(watching) => watching.next_line(),
        By::Playing(_) | By::WarmUp(_) => None,
    };
    for (choice, number) in shown.drill.choices().iter().zip(1..) {
        let tag = match (next == Some(number), choice.from.is_own() && shown.shows_script(), shown.by) {
            (true, _, _) => "Says this",
            (false, true, By::Watching(_) | By::Playing(_)) => "Tree’s line",
            _ => "",
        };
        if row(ui, view, shape, number, choice, tag, next == Some(number)) && next.is_none() {
            view.send(Command::Answer(number));
        }
    }
    if let By::Playing(playing) = shown.by {
        own_words::own_words(ui, view, playing, shape);
    }
}

/// In a warm-up, once a line was said: what it was, and the tree's own where that is another.
pub(super) fn after_an_opening(ui: &mut Ui, view: &View, shown: &Shown) {
    let Some(turn) = shown.drill.turns().first() else { return };
    let own = turn.choices.iter().find(|choice| choice.from.is_own()).filter(|_| !turn.said.is_own_line());
    let own = own.map(|choice| ("The tree’s line", choice.text.clone()));
    for (title, words) in [("You said", turn.said.text().to_owned())].into_iter().chain(own) {
        let is_own = title != "You said" || turn.said.is_own_line();
        let (fill, border) = if is_own { (view.look.tide_soft, view.look.tide_soft) } else { (view.look.panel, view.look.line) };
        crate::ui::widgets::frame(view, fill, border, egui::Margin::symmetric(16, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 2.0;
            let title = if turn.said.is_own_line() { "You said, and so does the tree" } else { title };
            label(ui, title, view.sizes.meta, view.look.ink2);
            label(ui, &words, view.sizes.answer, view.look.ink);
        });
    }
}

/// A heading over rows, with a word at its right.
fn heading(ui: &mut Ui, view: &View, words: &str, beside: &str, shape: Shape) {
    super::slim(ui, |ui| {
        section(ui, view, words);
        if shape != Shape::Strip {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| label(ui, beside, view.sizes.meta, view.look.ink2));
        }
    });
}

pub(in crate::ui::train) fn row(
    ui: &mut Ui,
    view: &View,
    shape: Shape,
    number: usize,
    choice: &Choice,
    tag: &str,
    is_next: bool,
) -> bool {
    let look = view.look;
    let strip = shape == Shape::Strip;
    let size = if strip { view.sizes.answer_strip } else { view.sizes.answer };
    let width = ui.available_width();
    let left = if strip { 46.0 } else { 49.0 };
    let mark = ui.painter().layout_no_wrap(tag.to_owned(), semibold(view.sizes.meta), look.tide);
    let mark_width = if tag.is_empty() { 0.0 } else { mark.size().x + 28.0 };
    let text = galley(ui, &choice.text, font(size), size.1, look.ink, width - left - 14.0 - mark_width);
    let height = (text.size().y + 16.0).max(if strip { 40.0 } else { 44.0 });
    let (rect, response) = ui.allocate_exact_size(vec2(width, height), Sense::click());
    let border = if is_next || response.hovered() { look.tide } else { look.line };
    let fill = if is_next { look.tide_soft } else { look.panel };
    ui.painter().rect(rect, CornerRadius::same(view.sizes.row_radius), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    cap(ui, view, rect, &number.to_string());
    ui.painter().galley(pos2(rect.left() + left, rect.center().y - text.size().y / 2.0), text, look.ink);
    if !tag.is_empty() {
        let chip = Rect::from_min_size(
            pos2(rect.right() - 14.0 - mark.size().x - 14.0, rect.center().y - 11.0),
            vec2(mark.size().x + 14.0, 22.0),
        );
        ui.painter().rect_filled(chip, CornerRadius::same(5), if is_next { look.panel } else { look.tide_soft });
        ui.painter().galley(chip.center() - mark.size() / 2.0, mark, look.tide);
    }
    let name = if tag.is_empty() { format!("{number} {}", choice.text) } else { format!("{number} {}, {tag}", choice.text) };
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, name.replace('’', "'")));
    ring(ui, view, &response, view.sizes.row_radius);
    response.clicked()
}

/// A key cap at the left of a row.
pub(super) fn cap(ui: &Ui, view: &View, rect: Rect, key: &str) {
    let look = view.look;
    let cap = Rect::from_center_size(pos2(rect.left() + 25.0, rect.center().y), vec2(22.0, 22.0));
    ui.painter().rect(cap, CornerRadius::same(4), look.panel, Stroke::new(1.0, look.edge), StrokeKind::Inside);
    let text = ui.painter().layout_no_wrap(key.to_owned(), semibold(view.sizes.key), look.ink2);
    ui.painter().galley(cap.center() - text.size() / 2.0, text, look.ink2);
}

/// From Faded on: hear, say it aloud, and only then the lines.
fn aloud(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    let By::Playing(playing) = shown.by else { return };
    let look = view.look;
    let training = &view.state.training;
    let is_quiet = playing.setting().quiet;
    let (title, words, button) = match playing.aloud {
        _ if is_quiet => (
            "Have your line ready",
            "It is quiet here: say it to yourself. The lines to choose from come after.",
            "Show the lines",
        ),
        Aloud::NotYet => {
            ("Say your line aloud", "Space starts and stops. The lines to choose from come after your own.", "Start speaking")
        }
        Aloud::Speaking(_) if training.records => {
            ("Speaking, and recorded in memory", "Space when you have said it.", "I have said it")
        }
        Aloud::Speaking(_) | Aloud::Said => ("Speaking, nothing is recorded", "Space when you have said it.", "I have said it"),
    };
    let speaks = matches!(playing.aloud, Aloud::Speaking(_));
    heading(ui, view, "What do you say?", "Your own words first", shape);
    let (fill, border) = if speaks { (look.tide_soft, look.tide) } else { (look.panel, look.line) };
    let margin = egui::Margin::symmetric(if shape == Shape::Strip { 14 } else { 24 }, 18);
    crate::ui::widgets::frame(view, fill, border, margin).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 6.0;
        let heading = crate::ui::widgets::strong(ui, title, view.sizes.answer, look.ink);
        ui.ctx().accesskit_node_builder(heading.id, |node| node.set_live(egui::accesskit::Live::Polite));
        label(ui, words, view.sizes.body, look.ink2);
        ui.add_space(6.0);
        ui.horizontal_wrapped(|ui| {
            let command: Command = TrainCommand::Aloud.into();
            let key = view.key(&command);
            if action_button(ui, view, button, &key, ButtonLook::Primary, 40.0, false).clicked() {
                view.send(command);
            }
            let script: Command = TrainCommand::Script.into();
            if shown.level() == Level::Faded && !shown.shows_script() {
                let words = if shape == Shape::Strip { "Script (costs points)" } else { "Show the script; it costs points" };
                key_button(ui, view, &script, words, ButtonLook::Framed, 40.0);
            }
            if training.voice.can_record() && !is_quiet && !speaks {
                let (words, to) = if training.records { ("Recording is on", false) } else { ("Recording is off", true) };
                if action_button(ui, view, words, "", ButtonLook::Plain, 40.0, false).clicked() {
                    view.send(TrainCommand::SetRecording(to).into());
                }
            }
        });
    });
}

/// The guide's answers, to recognise the one that was given.
pub(super) fn answers(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    let silent = shown.drill.customer().is_silent;
    let title = if silent { "What is it?" } else { "Which answer was that?" };
    heading(ui, view, title, if silent { "As it stands on your screen" } else { "As on a call" }, shape);
    if let By::Watching(watching) = shown.by
        && let Some(next) = watching.next_answer()
    {
        let heard = view.reading().and_then(|reading| reading.answers().into_iter().find(|answer| answer.number == next));
        let words = heard.map_or("None of these".to_owned(), |answer| answer.when);
        label(ui, &format!("Recognises: {next} {words}"), view.sizes.body, view.look.tide);
    }
    guide::answers(ui, view, shape);
}
