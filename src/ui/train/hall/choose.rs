//! Trees and the customers who are at home there: choose one, a level, or watch how it goes well and badly.

use super::{column, plan::tree_title, today::notices};
use crate::{
    drill::{Level, NoticeKind, Persona},
    library::technique,
    ui::{
        theme::{font, icons, semibold},
        train::{
            cast::CastCommand,
            command::{TrainCommand, Wanted},
            stage::heading,
        },
        view::View,
        widgets::{
            ButtonLook, Choice, Select, SelectLook, action_button, frame, key_button, label, pill, section, strong, wrapped,
        },
    },
};
use egui::{Align, Id, Layout, Margin, Rect, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// How wide the list of trees is.
const TREES: f32 = 264.0;

pub(super) fn choose(ui: &mut Ui, view: &View) {
    let full = ui.max_rect();
    let look = view.look;
    if view.state.library.is_none() {
        label(ui, "The library is still being read.", view.sizes.body, look.ink2);
        return;
    }
    let trees = view.state.trees_offered();
    let Some(chosen) = view.state.tree_shown() else {
        label(ui, "There are no trees here to rehearse on.", view.sizes.body, look.ink2);
        return;
    };
    let is_wide = full.width() >= view.sizes.two_columns;
    let left = if is_wide { TREES } else { 0.0 };
    let centre = Rect::from_min_max(pos2(full.left() + left, full.top()), full.max);
    if is_wide {
        column(ui, "trees", full.with_max_x(centre.left()), look.panel, |ui| list(ui, view, &trees, chosen));
        ui.painter().vline(centre.left() - 0.5, full.y_range(), egui::Stroke::new(1.0, look.line));
    }
    column(ui, "customers", centre, look.ground, |ui| {
        let side = if is_wide { 16 } else { 0 };
        egui::Frame::new().inner_margin(Margin::symmetric(side, 4)).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 10.0;
            notices(ui, view);
            unread(ui, view);
            if !is_wide {
                tree_select(ui, view, &trees, chosen);
            }
            ui.horizontal(|ui| {
                heading(ui, view, &tree_title(view, chosen));
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    key_button(ui, view, &TrainCommand::Cast(CastCommand::New).into(), "New customer", ButtonLook::Framed, 32.0);
                    let level = format!("Level: {}", view.state.training.level.in_words().to_lowercase());
                    key_button(ui, view, &TrainCommand::NextLevel.into(), &level, ButtonLook::Plain, 32.0);
                });
            });
            customers(ui, view, chosen);
        });
    });
}

/// Customers whose file cannot be read: where, and the way to put it right.
fn unread(ui: &mut Ui, view: &View) {
    let look = view.look;
    for (id, trouble) in &view.state.training.unread {
        frame(view, look.ember_soft, look.ember_soft, Margin::symmetric(12, 6)).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                let words = format!("{} A customer’s file cannot be read. {trouble}", icons::WARNING);
                label(ui, &words, view.sizes.meta, look.ink);
                if action_button(ui, view, "Put it right", "", ButtonLook::Framed, 28.0, false).clicked() {
                    view.send(TrainCommand::Cast(CastCommand::Open(id.clone())).into());
                }
            });
        });
    }
}

fn list(ui: &mut Ui, view: &View, trees: &[&str], chosen: &str) {
    ui.spacing_mut().item_spacing.y = 2.0;
    section(ui, view, "Trees");
    ui.add_space(4.0);
    for tree in trees {
        tree_row(ui, view, tree, &at_home_in_words(view, tree), *tree == chosen);
    }
}

/// The trees in one row, where there is no room for their list.
fn tree_select(ui: &mut Ui, view: &View, trees: &[&str], chosen: &str) {
    let shown = tree_title(view, chosen);
    let look = SelectLook::Field(ui.available_width());
    let select =
        Select { id: Id::unique("tree to rehearse on"), name: "Tree", shown: &shown, icon: None, look, is_open_to_change: true };
    let tree = select.show(ui, view, |_| {
        trees
            .iter()
            .map(|tree| Choice::new((*tree).to_owned(), tree_title(view, tree)).beside(at_home_in_words(view, tree)))
            .collect()
    });
    if let Some(tree) = tree {
        view.send(TrainCommand::ShowTree(tree).into());
    }
}

/// How many customers are at home in a tree.
fn at_home_in_words(view: &View, tree: &str) -> String {
    match view.state.at_home(tree).len() {
        0 => "guests only".to_owned(),
        1 => "1 customer".to_owned(),
        count => format!("{count} customers"),
    }
}

fn tree_row(ui: &mut Ui, view: &View, tree: &str, beside: &str, is_chosen: bool) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::click());
    if is_chosen || response.hovered() {
        let fill = if is_chosen { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.expand2(vec2(8.0, 0.0)), view.sizes.row_radius, fill);
    }
    let title = tree_title(view, tree);
    let face = if is_chosen { semibold(view.sizes.body) } else { font(view.sizes.body) };
    let name = wrapped(ui, &title, face, look.ink, rect.width());
    ui.painter().galley(rect.min + vec2(0.0, 3.0), name, look.ink);
    let help = wrapped(ui, beside, font(view.sizes.meta), look.ink2, rect.width());
    ui.painter().galley(rect.min + vec2(0.0, 25.0), help, look.ink2);
    crate::ui::widgets::ring(ui, view, &response, view.sizes.row_radius);
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, format!("{title}, {beside}")));
    if response.clicked() {
        view.send(TrainCommand::ShowTree(tree.to_owned()).into());
    }
}

fn customers(ui: &mut Ui, view: &View, tree: &str) {
    let home = view.state.at_home(tree).len();
    let all = view.state.customers_of(tree);
    let chosen = view.state.training.hall.row.min(all.len().saturating_sub(1));
    for (row, persona) in all.iter().enumerate() {
        if row == home {
            ui.add_space(8.0);
            section(ui, view, "Guests: at home in another tree, and they call about this");
        }
        customer(ui, view, tree, persona, row < home, row == chosen);
    }
}

fn customer(ui: &mut Ui, view: &View, tree: &str, persona: &Persona, is_home: bool, is_chosen: bool) {
    let look = view.look;
    let border = if is_chosen { look.tide } else { look.line };
    let card = frame(view, look.panel, border, Margin::symmetric(16, 12)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        ui.horizontal_wrapped(|ui| {
            strong(ui, &persona.name, view.sizes.body, look.ink);
            if let Some(notice) = &persona.notice {
                let words = match notice.kind {
                    NoticeKind::Abuse => "insults",
                    NoticeKind::Threat => "threat",
                    NoticeKind::SelfHarm => "talks of dying",
                };
                pill(ui, view, icons::WARNING, words, look.alarm, look.alarm_soft);
            }
            if persona.protocol.is_none() {
                label(ui, &format!("heat {:.0} at the start", persona.heat), view.sizes.meta, look.ink2);
            }
        });
        label(ui, &persona.summary, view.sizes.meta, look.ink2);
        if is_home {
            let trains: Vec<&str> =
                persona.trains.iter().filter_map(|id| technique(id.as_str())).map(|one| one.name.as_str()).collect();
            if !trains.is_empty() {
                label(ui, &format!("Trains: {}", trains.join(", ")), view.sizes.meta, look.ink2);
            }
        }
        ui.add_space(2.0);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 8.0;
            for level in Level::ALL {
                let is_next = is_chosen && level == view.state.training.level;
                let (face, key) = if is_next { (ButtonLook::Primary, "Enter") } else { (ButtonLook::Framed, "") };
                let button = action_button(ui, view, level.in_words(), key, face, 30.0, false).on_hover_text(help(level));
                if button.clicked() {
                    let wanted = Wanted { tree: tree.to_owned(), persona: persona.id.clone(), level, ..Wanted::default() };
                    view.send(TrainCommand::BeginDrill(Box::new(wanted)).into());
                }
            }
            // Whom one must choose to meet is not watched either.
            if !persona.is_by_choice() {
                for (words, good) in [("Watch it go wrong", false), ("Watch it done well", true)] {
                    if action_button(ui, view, words, "", ButtonLook::Plain, 30.0, false).clicked() {
                        let (tree, persona) = (tree.to_owned(), persona.id.clone());
                        view.send(TrainCommand::Watch { tree, persona, good }.into());
                    }
                }
            }
            if action_button(ui, view, "Edit", "", ButtonLook::Plain, 30.0, false).clicked() {
                view.send(TrainCommand::Cast(CastCommand::Open(persona.id.clone())).into());
            }
        });
    });
    let name = format!("{}, {}", persona.name, if is_home { "at home here" } else { "a guest" });
    card.response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, &name));
    if is_chosen {
        card.response.scroll_to_me(None);
    }
}

/// What a level shows.
fn help(level: Level) -> &'static str {
    match level {
        Level::Shown => "The script in view, heat and reasons after each turn",
        Level::Faded => "The script on request, which costs points",
        Level::Exam => "No script, no heat; your supervisor sees the result once you send it",
    }
}
