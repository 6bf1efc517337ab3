//! Today: what is due, how the scores run, which techniques hold, and how far the plan is.

use super::{Tab, column, graph, plan, scored, short_day, standing};
use crate::{
    drill::{Due, Grade, Item},
    library::technique,
    ui::{
        theme::{font, icons, semibold},
        train::{command::TrainCommand, stage::heading},
        view::View,
        widgets::{ButtonLook, action_button, elided, frame, hairline, key_button, label, notice_card, section, strong, wrapped},
    },
};
use egui::{Align, Layout, Margin, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// How wide the column of what is due is.
const DUE: f32 = 344.0;

pub(super) fn today(ui: &mut Ui, view: &View) {
    let full = ui.max_rect();
    let look = view.look;
    let (left, right) = match full.width() {
        width if width >= view.sizes.three_columns => (DUE, view.sizes.facts_rail),
        width if width >= view.sizes.two_columns => (DUE, 0.0),
        _ => (0.0, 0.0),
    };
    let centre = Rect::from_min_max(pos2(full.left() + left, full.top()), pos2(full.right() - right, full.bottom()));
    if left > 0.0 {
        column(ui, "due", full.with_max_x(centre.left()), look.panel, |ui| due(ui, view));
    }
    column(ui, "how it goes", centre, look.ground, |ui| {
        let side = if centre.width() > 520.0 { 16 } else { 0 };
        egui::Frame::new().inner_margin(Margin::symmetric(side, 4)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 12.0;
            notices(ui, view);
            scored::scored(ui, view);
            unfinished(ui, view);
            cards(ui, view);
            if left == 0.0 {
                due(ui, view);
            }
            graph::scores(ui, view, ui.available_width());
            standing::techniques(ui, view);
            if right == 0.0 {
                plan::in_short(ui, view);
            }
        });
    });
    if right > 0.0 {
        column(ui, "plan", full.with_min_x(centre.right()), look.panel, |ui| plan::in_short(ui, view));
    }
    let rule = egui::Stroke::new(1.0, look.line);
    for (is_there, x) in [(left > 0.0, centre.left() - 0.5), (right > 0.0, centre.right() + 0.5)] {
        if is_there {
            ui.painter().vline(x, full.y_range(), rule);
        }
    }
}

/// What was said last, and what could not be read.
pub(super) fn notices(ui: &mut Ui, view: &View) {
    let training = &view.state.training;
    for words in &training.hall.book.troubles {
        notice_card(ui, view, words, false);
    }
}

/// Drills that were left, to be taken up again.
fn unfinished(ui: &mut Ui, view: &View) {
    for (at, drill) in view.state.training.unfinished.iter().enumerate() {
        let is_asked = view.state.training.hall.asked_to_drop.as_ref() == Some(&drill.id);
        frame(view, view.look.panel, view.look.line, Margin::symmetric(16, 10)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                ui.vertical(|ui| {
                    ui.set_width((ui.available_width() - 210.0).max(120.0));
                    ui.spacing_mut().item_spacing.y = 2.0;
                    strong(ui, "Unfinished drill", view.sizes.meta, view.look.ember);
                    let turns = if drill.turns == 1 { "1 turn".to_owned() } else { format!("{} turns", drill.turns) };
                    elided(
                        ui,
                        &format!("{} with {}, {turns}", drill.title, drill.customer),
                        font(view.sizes.body),
                        view.look.ink,
                    );
                });
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let key = if at == 0 { view.key(&TrainCommand::TakeUp.into()) } else { String::new() };
                    if action_button(ui, view, "Take it up", &key, ButtonLook::Framed, 32.0, false).clicked() {
                        view.send(TrainCommand::ResumeDrill(drill.id.clone()).into());
                    }
                    let (words, face) =
                        if is_asked { ("Let go for good", ButtonLook::Alarm) } else { ("Let go", ButtonLook::Plain) };
                    if action_button(ui, view, words, "", face, 32.0, false).clicked() {
                        view.send(TrainCommand::DropDrill(drill.id.clone()).into());
                    }
                });
            });
        });
    }
}

/// The two ways to begin without a plan.
fn cards(ui: &mut Ui, view: &View) {
    let last = view.state.training.hall.book.drills.last();
    let of_last = last.map_or_else(
        || "Choose a tree, a customer and a level.".to_owned(),
        |last| format!("Choose a tree, a customer and a level. Last: {}.", last.customer),
    );
    let all = [
        ("Warm-up", "Three hard openings before your shift. Two minutes, nothing to set up.".to_owned(), TrainCommand::WarmUp),
        ("New drill", of_last, TrainCommand::NewDrill),
    ];
    let gap = 16.0;
    let width = (ui.available_width() - gap) / 2.0;
    ui.horizontal_top(|ui| {
        ui.spacing_mut().item_spacing.x = gap;
        for (words, help, command) in all {
            way_in(ui, view, words, &help, command, width);
        }
    });
}

fn way_in(ui: &mut Ui, view: &View, words: &str, help: &str, command: TrainCommand, width: f32) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(width, if width < 240.0 { 128.0 } else { 96.0 }), Sense::click());
    let border = if response.hovered() { look.tide } else { look.line };
    let corner = egui::CornerRadius::same(view.sizes.card_radius);
    ui.painter().rect(rect, corner, look.panel, egui::Stroke::new(1.0, border), egui::StrokeKind::Inside);
    let inner = rect.shrink2(vec2(16.0, 12.0));
    let layout = Layout::top_down(Align::Min);
    let mut inside = ui.new_child(egui::UiBuilder::new().id_salt(words).max_rect(inner).layout(layout));
    inside.spacing_mut().item_spacing.y = 4.0;
    inside.horizontal(|ui| {
        let name = wrapped(ui, words, semibold(view.sizes.body), look.ink, inner.width() - 40.0);
        let (place, _) = ui.allocate_exact_size(name.size(), Sense::hover());
        ui.painter().galley(place.min, name, look.ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            crate::ui::widgets::key_cap(ui, view, &view.key(&command.clone().into()));
        });
    });
    label(&mut inside, help, view.sizes.meta, look.ink2);
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, words));
    crate::ui::widgets::ring(ui, view, &response, view.sizes.card_radius);
    if response.clicked() {
        view.send(command.into());
    }
}

/// What is due, the riskiest first.
fn due(ui: &mut Ui, view: &View) {
    let look = view.look;
    let book = &view.state.training.hall.book;
    let session = &book.session;
    ui.spacing_mut().item_spacing.y = 8.0;
    ui.horizontal(|ui| {
        heading(ui, view, "Due today");
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if !session.due.is_empty() {
                label(ui, &format!("{}, riskiest first", session.due.len()), view.sizes.meta, look.ink2);
            }
        });
    });
    key_button(ui, view, &TrainCommand::StartSession.into(), "Start the five-minute session", ButtonLook::Primary, 40.0);
    for (words, said) in [("Goal from last time", session.goal.clone()), ("One new goal", new_goal(view))] {
        if let Some(said) = said {
            section(ui, view, words);
            label(ui, &said, view.sizes.body, look.ink);
        }
    }
    if session.due.is_empty() {
        let words = match book.next {
            Some(day) => format!("Nothing is due. The next thing comes back on {}.", super::day_in_words(day)),
            None => "Nothing is due. What you miss in a drill comes back here, on a day that suits your memory.".to_owned(),
        };
        label(ui, &words, view.sizes.meta, look.ink2);
        return;
    }
    ui.add_space(6.0);
    section(ui, view, "Lines and techniques");
    for (row, due) in session.due.iter().enumerate() {
        due_row(ui, view, row, due);
    }
    let rest = book.due.saturating_sub(session.due.len());
    if rest > 0 {
        label(ui, "There is more another day; these come first.", view.sizes.meta, look.ink2);
    }
}

fn new_goal(view: &View) -> Option<String> {
    let id = view.state.training.hall.book.session.new_goal.as_ref()?;
    let technique = technique(id.as_str())?;
    Some(format!("{}. {}", technique.name, technique.how))
}

fn due_row(ui: &mut Ui, view: &View, row: usize, due: &Due) {
    let look = view.look;
    let (words, beside) = in_words(view, due);
    let is_chosen = view.state.training.hall.tab == Tab::Today && view.state.training.hall.row == row;
    let changed = due.changed.as_ref();
    let height = if changed.is_some() && is_chosen { 128.0 } else { 46.0 };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), view.sizes.row_radius, fill);
    }
    let name = wrapped(ui, &words, font(view.sizes.body), look.ink, rect.width() - 8.0);
    ui.painter().galley(rect.min + vec2(0.0, 3.0), name, look.ink);
    let help = wrapped(ui, &beside, font(view.sizes.meta), look.ink2, rect.width() - 8.0);
    ui.painter().galley(rect.min + vec2(0.0, 25.0), help, look.ink2);
    if let Some(changed) = changed.filter(|_| is_chosen) {
        for (at, (word, text)) in [("Was", &changed.old), ("Now", &changed.new)].into_iter().enumerate() {
            let line = format!("{word}: {}", text.lines().next().unwrap_or_default());
            let galley = ui.painter().layout(line, font(view.sizes.meta), look.ink, rect.width() - 8.0);
            ui.painter().galley(rect.min + vec2(0.0, 48.0 + 38.0 * at as f32), galley, look.ink);
        }
    }
    if is_chosen {
        response.scroll_to_me(None);
    }
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, format!("{words}, {beside}")));
    if response.clicked() {
        view.send(TrainCommand::ChooseRow(row).into());
    }
}

/// What is due, and where it stands: "Billing error · missed twice".
pub(in crate::ui::train) fn in_words(view: &View, due: &Due) -> (String, String) {
    let tree = |id: &str| {
        let library = view.state.library.as_ref();
        let entry = library.and_then(|library| library.entries.iter().find(|entry| entry.id == id));
        entry.and_then(|entry| entry.document.as_ref()).map_or_else(|| id.to_owned(), |document| document.tree().title.clone())
    };
    let card = &due.card;
    let state = match (due.changed.is_some(), card.misses, card.grade) {
        (true, _, _) => "the line has changed".to_owned(),
        (_, misses, _) if misses > 1 => format!("missed {misses} times"),
        (_, _, Grade::Again) => format!("missed on {}", short_day(card.last)),
        (_, _, Grade::Hard) => "with help last time".to_owned(),
        (_, _, Grade::Good | Grade::Easy) => format!("right on {}", short_day(card.last)),
    };
    match &card.item {
        Item::Answer { tree: id, answer, .. } => {
            let words = if answer.is_empty() { "The opening of the call" } else { answer };
            (words.to_owned(), format!("{} · {state}", tree(id.as_str())))
        }
        Item::Technique(id) => {
            let name = technique(id.as_str()).map_or_else(|| id.to_string(), |technique| technique.name.clone());
            (name, format!("any tree · {state}"))
        }
    }
}

/// A check mark with words, in green.
pub(super) fn done(ui: &mut Ui, view: &View, words: &str) {
    strong(ui, &format!("{} {words}", icons::TICK), view.sizes.meta, view.look.leaf);
}

/// A hairline with room around it.
pub(super) fn rule(ui: &mut Ui, view: &View) {
    hairline(ui, view);
}
