//! The pane of a tree's voice: its worst lines, what is said twice, lengths, reading, and what of a call it covers.

mod covered;
mod lengths;
mod worst;

use super::{canvas::send, command::AuthorCommand, state::Authoring, voicing::Spot};
use crate::{
    check::{Level, voice::SpokenLine},
    edit::LineList,
    tree::StepId,
    ui::{
        theme::{font, icons},
        view::View,
        widgets::{ButtonLook, action_button, hairline, icon_button, key_cap, label, ring, section, strong, wrapped},
    },
};
use egui::{Align, Id, Layout, Response, Role, ScrollArea, Sense, Ui, WidgetInfo, pos2, vec2};

/// So many of what is alike are shown until more are asked for.
const AT_FIRST: usize = 8;

pub(super) fn voice_pane(ui: &mut Ui, view: &View, author: &Authoring) {
    head(ui, view);
    let voice = &author.voice;
    if author.heard == u64::MAX {
        label(ui, "Reading the lines…", view.sizes.meta, view.look.ink2);
        return;
    }
    ScrollArea::vertical().id_salt(("voice", &author.id)).auto_shrink(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing = vec2(8.0, 6.0);
        if voice.lines.is_empty() {
            label(ui, "This tree says nothing yet: its steps have no lines.", view.sizes.meta, view.look.ink2);
        } else {
            label(ui, &summary(author), view.sizes.meta, view.look.ink2);
            worst::worst(ui, view, author);
            worst::repeated(ui, view, author);
            hairline(ui, view);
            lengths::lengths(ui, view, author);
            lengths::reading(ui, view, author);
        }
        hairline(ui, view);
        covered::stages(ui, view, author);
        covered::techniques(ui, view, author);
        covered::calms(ui, view, author);
        ui.add_space(16.0);
    });
}

fn head(ui: &mut Ui, view: &View) {
    ui.horizontal(|ui| {
        label(ui, icons::SAY, view.sizes.body, view.look.tide);
        let heading = strong(ui, "Voice", view.sizes.body, view.look.ink);
        heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, "Voice"));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if icon_button(ui, view, icons::CROSS, "Close (Esc)", view.look.ink2).clicked() {
                send(view, AuthorCommand::Voice);
            }
            key_cap(ui, view, &view.key(&AuthorCommand::Voice.into()));
        });
    });
    ui.add_space(2.0);
}

/// How many lines there are, and how many have something against them.
fn summary(author: &Authoring) -> String {
    let voice = &author.voice;
    let seconds: usize = voice.lines.iter().map(|line| line.seconds).sum();
    let counted = |count: usize, what: &str| format!("{count} {what}{}", if count == 1 { "" } else { "s" });
    let lines = counted(voice.lines.len(), "line");
    let of = |level, words: &str| (voice.count(level), words.to_owned());
    let with = [of(Level::Error, "with an error"), of(Level::Warning, "with a warning"), of(Level::Hint, "with a hint")];
    let with: Vec<String> =
        with.iter().filter(|(count, _)| *count > 0).map(|(count, words)| format!("{count} {words}")).collect();
    let with = if with.is_empty() { String::new() } else { format!(": {}", with.join(", ")) };
    format!("{lines}, {} to say them all{with}", in_time(seconds))
}

fn in_time(seconds: usize) -> String {
    if seconds < 60 { format!("{seconds} seconds") } else { format!("{} min {:02} s", seconds / 60, seconds % 60) }
}

/// A line's place as an author says it: “Own it, line 2”.
fn place_of(author: &Authoring, line: &SpokenLine) -> String {
    let list = if line.list == LineList::Say { "line" } else { "heated line" };
    format!("{}, {list} {}", title_of(author, &line.step), line.at + 1)
}

fn title_of<'a>(author: &'a Authoring, step: &'a StepId) -> &'a str {
    author.tree().steps.get(step).map_or(step.as_str(), |step| &step.title)
}

/// The words of a line that one goes to: those of a remark, or all of them.
fn spot_of(line: &SpokenLine, remark: Option<usize>) -> Spot {
    let all = 0..line.text.chars().count();
    let letters = remark.and_then(|remark| line.remarks.get(remark)).map_or(all, |remark| remark.place.clone());
    Spot { step: line.step.clone(), list: line.list, at: line.at, letters }
}

/// Words that go somewhere, behind an arrow.
fn jump(ui: &mut Ui, view: &View, words: &str, name: &str, goes: AuthorCommand) -> Response {
    let room = (ui.available_width() - 8.0).max(40.0);
    let words = format!("{} {words}", icons::RIGHT);
    let text = wrapped(ui, &words, font(view.sizes.meta), view.look.tide, room);
    let is_cut = text.elided;
    let (rect, response) = ui.allocate_exact_size(vec2(text.size().x + 8.0, 24.0), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, view.sizes.field_radius, view.look.sunken);
    }
    ui.painter().galley(pos2(rect.left() + 2.0, rect.center().y - text.size().y / 2.0), text, view.look.tide);
    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
    ring(ui, view, &response, 6);
    let response = if is_cut { response.on_hover_text(name) } else { response };
    if response.clicked() {
        send(view, goes);
    }
    response
}

/// Ways to the steps on which something is, as many as there is patience for.
fn jumps(ui: &mut Ui, view: &View, author: &Authoring, what: &str, steps: &[StepId]) {
    const MOST: usize = 6;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 0.0);
        for step in steps.iter().take(MOST) {
            let title = title_of(author, step);
            jump(ui, view, title, &format!("{what}: go to {title}"), AuthorCommand::GoToStep(step.clone()));
        }
        if steps.len() > MOST {
            label(ui, &format!("and {} more", steps.len() - MOST), view.sizes.meta, view.look.ink2);
        }
    });
}

/// Whether all of a list is shown; beyond what is shown at first a button turns it.
fn is_whole(ui: &Ui, author: &Authoring, list: &'static str) -> bool {
    ui.data(|data| data.get_temp::<bool>(Id::unique((list, author.id.as_str())))).unwrap_or_default()
}

fn turn(ui: &mut Ui, view: &View, author: &Authoring, list: &'static str, words: &str) {
    let is_open = is_whole(ui, author, list);
    let icon = if is_open { icons::LESS } else { icons::MORE };
    let button = action_button(ui, view, &format!("{icon} {words}"), "", ButtonLook::Plain, 26.0, false);
    button.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    if button.clicked() {
        ui.data_mut(|data| data.insert_temp(Id::unique((list, author.id.as_str())), !is_open));
    }
}

fn heading(ui: &mut Ui, view: &View, words: &str) {
    ui.add_space(6.0);
    let response = section(ui, view, words);
    response.widget_info(|| WidgetInfo::labeled(Role::Heading, true, words));
}
