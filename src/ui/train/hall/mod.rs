//! Train's home: what there is to do today, who can be rehearsed with, what was played, and the plan.

mod choose;
mod choosing;
mod drills;
mod graph;
mod logbook;
mod plan;
mod scored;
mod standing;
mod today;
mod yours;

pub use logbook::Logbook;
pub(super) use logbook::kept;
pub(super) use plan::tree_title;
pub use scored::ScoredExam;
pub(super) use today::in_words as due_in_words;

use crate::ui::{
    Told,
    author::places,
    command::Command,
    guide::area,
    theme::{font, semibold},
    train::{
        command::TrainCommand,
        team::{Team, team_view},
    },
    view::View,
    widgets::{ButtonLook, elided, key_button, key_buttons_at_right, notice_card, told_card},
};
use egui::{Align, CentralPanel, Frame, Key, Layout, Margin, Panel, Role, Sense, Ui, WidgetInfo, vec2};
use std::sync::Arc;

/// What the hall is opened at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What is due, how it goes, what is planned.
    #[default]
    Today,
    /// The trees and the customers who are at home there.
    Choose,
    /// What was played.
    Drills,
    /// Tracks and assigned work.
    Plan,
    /// For supervisors: work assigned to the team, exams that were handed over.
    Team,
}

impl Tab {
    /// All of them, from left to right.
    pub const ALL: [Self; 5] = [Self::Today, Self::Choose, Self::Drills, Self::Plan, Self::Team];

    /// Its name.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Today => "Today",
            Self::Choose => "Trees and customers",
            Self::Drills => "Drills",
            Self::Plan => "Plan",
            Self::Team => "Team",
        }
    }
}

/// What is kept of the trainee: practice, and exams apart from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Yours {
    /// Drills, cards and goals.
    Practice,
    /// Exams and their disputes.
    Exams,
}

/// What is in hand in the hall.
#[derive(Default)]
pub struct Hall {
    /// What is shown.
    pub tab: Tab,
    /// What the stores say.
    pub book: Arc<Logbook>,
    /// The row chosen, from 0: an item that is due, a customer, a drill, a scenario of the plan.
    pub row: usize,
    /// The tree whose customers are shown.
    pub tree: Option<String>,
    /// What a supervisor has on the desk.
    pub team: Team,
    /// The trainee's own data is shown, to be exported or erased.
    pub shows_yours: bool,
    /// The drill that was left and is to go for good, asked for once.
    pub asked_to_drop: Option<String>,
    /// Erasing was asked for once.
    pub asked_to_erase: Option<Yours>,
    /// What came of it.
    pub said: Option<Told>,
}

/// How far an arrow scrolls, in points.
const LINE: f32 = 56.0;
/// Further than any column is long.
const ALL: f32 = 1.0e6;

/// Train's home.
pub(super) fn hall_view(ui: &mut Ui, view: &View) {
    let look = view.look;
    let is_strip = ui.max_rect().width() <= view.sizes.strip_at_most;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("hall head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            places(ui, view);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !is_strip {
                    key_button(ui, view, &Command::FindAnything, "Find anything", ButtonLook::Plain, 28.0);
                    elided(ui, &view.state.site.agent_name, font(view.sizes.meta), look.ink2);
                }
            });
        });
    });
    Panel::top("hall tabs").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            for tab in Tab::ALL {
                tab_button(ui, view, tab, is_strip);
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if !is_strip {
                    elided(ui, &day_in_words(view.now.date()), font(view.sizes.meta), look.ink2);
                }
            });
        });
    });
    messages(ui, view);
    Panel::bottom("hall foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| foot(ui, view, is_strip));
    CentralPanel::default().frame(Frame::new().fill(look.ground)).show(ui, |ui| match view.state.training.hall.tab {
        _ if view.state.training.hall.shows_yours => yours::yours(ui, view),
        Tab::Today => today::today(ui, view),
        Tab::Choose => choose::choose(ui, view),
        Tab::Drills => drills::drills(ui, view),
        Tab::Plan => plan::plan(ui, view),
        Tab::Team => team_view(ui, view),
    });
}

/// What has to be said on every page: what keeps practice from the disk, notices, what the last thing said.
fn messages(ui: &mut Ui, view: &View) {
    let training = &view.state.training;
    let trouble = training.trouble_in_words();
    let message = training.message.as_ref().filter(|_| training.hall.tab != Tab::Team);
    if trouble.is_none() && message.is_none() && view.state.notices.is_empty() {
        return;
    }
    let band = Frame::new().fill(view.look.ground).inner_margin(Margin::symmetric(16, 8));
    Panel::top("hall messages").frame(band).show_separator_line(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        if let Some(words) = trouble {
            notice_card(ui, view, &words, false);
        }
        for (index, notice) in view.state.notices.iter().enumerate() {
            if notice_card(ui, view, notice, true) {
                view.send(Command::Dismiss(index));
            }
        }
        if let Some(told) = message {
            told_card(ui, view, told);
        }
    });
}

fn tab_button(ui: &mut Ui, view: &View, tab: Tab, is_strip: bool) {
    let look = view.look;
    let is_here = view.state.training.hall.tab == tab && !view.state.training.hall.shows_yours;
    let (face, colour) = if is_here { (semibold(view.sizes.meta), look.ink) } else { (font(view.sizes.meta), look.ink2) };
    let shown = if is_strip && tab == Tab::Choose { "Trees" } else { tab.in_words() };
    let galley = ui.painter().layout_no_wrap(shown.to_owned(), face, colour);
    let padding = if is_strip { 14.0 } else { 24.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(galley.size().x + padding, view.sizes.bar), Sense::click());
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, colour);
    if is_here {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(2.0, look.tide));
    } else if response.hovered() {
        ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(2.0, look.line));
    }
    crate::ui::widgets::ring(ui, view, &response, view.sizes.field_radius);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_here, tab.in_words()));
    if response.clicked() {
        view.send(TrainCommand::ShowTab(tab).into());
    }
}

fn foot(ui: &mut Ui, view: &View, is_strip: bool) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        let primary = view.state.training.hall.tab == Tab::Today;
        let first = if primary { ButtonLook::Primary } else { ButtonLook::Plain };
        key_button(ui, view, &TrainCommand::StartSession.into(), "Five minutes", first, 36.0);
        key_button(ui, view, &TrainCommand::WarmUp.into(), "Warm up", ButtonLook::Plain, 36.0);
        if !is_strip {
            key_button(ui, view, &TrainCommand::WatchFirst.into(), "Watch first", ButtonLook::Plain, 36.0);
            key_button(ui, view, &TrainCommand::Quiet.into(), quiet_words(view), ButtonLook::Plain, 36.0);
        }
        let yours: Command = TrainCommand::Yours.into();
        let all = [(yours, "Export or erase"), (Command::Keys, "Keys")];
        key_buttons_at_right(ui, view, if is_strip { &all[1..] } else { &all[..] }, 36.0);
    });
}

fn quiet_words(view: &View) -> &'static str {
    if view.state.training.is_quiet { "Quiet room: on" } else { "Quiet room: off" }
}

/// "Thursday 19 November".
pub(super) fn day_in_words(day: jiff::civil::Date) -> String {
    day.strftime("%A %-d %B").to_string()
}

/// "Mon 23 Nov".
pub(in crate::ui::train) fn short_day(day: jiff::civil::Date) -> String {
    day.strftime("%a %-d %b").to_string()
}

/// "Mon 23 Nov", with its year where that is another.
pub(in crate::ui::train) fn near_day(day: jiff::civil::Date, today: jiff::civil::Date) -> String {
    if day.year() == today.year() { short_day(day) } else { day.strftime("%a %-d %b %Y").to_string() }
}

/// A column with its own fill, which scrolls by itself.
pub(super) fn column(ui: &mut Ui, name: &str, rect: egui::Rect, fill: egui::Color32, add: impl FnOnce(&mut Ui)) {
    area(ui, name, rect, fill, Margin::ZERO, |ui| {
        egui::ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
            Frame::new().inner_margin(Margin::symmetric(16, 16)).show(ui, |ui| {
                ui.set_width(ui.available_width());
                add(ui);
            });
        });
    });
}

/// Within a column: it scrolls by keys while nothing has the focus that would take them.
pub(super) fn scroll_by_keys(ui: &mut Ui, view: &View) {
    if view.state.overlay.is_some() {
        return;
    }
    let page = ui.clip_rect().height() * 0.9;
    let is_free = ui.memory(|memory| memory.focused().is_none());
    let keys = [
        (Key::PageDown, -page, true),
        (Key::PageUp, page, true),
        (Key::ArrowDown, -LINE, is_free),
        (Key::ArrowUp, LINE, is_free),
        (Key::Home, ALL, is_free),
        (Key::End, -ALL, is_free),
    ];
    let by: f32 = ui.input(|input| {
        let pressed = keys.iter().filter(|(key, _, acts)| *acts && input.modifiers.is_none() && input.key_pressed(*key));
        pressed.map(|(_, by, _)| *by).sum()
    });
    if by != 0.0 {
        ui.scroll_with_delta(vec2(0.0, by));
    }
}
