//! The editor of customers: all of them at the left, one at a time to be written, what is wrong beside them.

mod apply;
mod asking;
mod broken;
mod command;
mod drafting;
mod facts;
mod form;
mod found;
mod list;
mod manners;
mod moves;
mod on_tree;
mod page;
mod pieces;
mod says;
mod side;
mod state;
mod who;

pub use command::CastCommand;
pub use drafting::DraftFolder;
pub use found::Found;
pub use state::{Asking, Broken, Casting, Mistyped, Next, OnTree, Page};

use super::{hall::column, stage::heading};
use crate::ui::{
    author::places,
    command::Command,
    theme::{font, icons, semibold},
    view::View,
    widgets::{ButtonLook, action_button, centred, elided, key_button, key_buttons_at_right, ring},
};
use egui::{Align, CentralPanel, Frame, Layout, Margin, Panel, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use form::Form;

/// Width of the list.
const LIST: f32 = 248.0;
/// Width of what is beside.
const SIDE: f32 = 272.0;
/// The widest the customer grows.
const WIDEST: f32 = 1080.0;

pub(super) fn cast_view(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    let is_strip = ui.max_rect().width() <= view.sizes.strip_at_most;
    let bar = Frame::new().fill(look.panel).inner_margin(Margin::symmetric(16, 0));
    Panel::top("cast head").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| {
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            places(ui, view);
            if !is_strip {
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    key_button(ui, view, &Command::FindAnything, "Find anything", ButtonLook::Plain, 28.0);
                    elided(ui, &view.state.site.agent_name, font(view.sizes.meta), look.ink2);
                });
            }
        });
    });
    Panel::top("cast bar").frame(bar).exact_size(view.sizes.bar).show(ui, |ui| doing(ui, view, casting, is_strip));
    Panel::bottom("cast foot").frame(bar).exact_size(view.sizes.foot).show(ui, |ui| foot(ui, view, is_strip));
    // What is asked and what came of it stands still while the page under it scrolls.
    if asking::is_something_said(view, casting) {
        let band = Frame::new().fill(look.ground).inner_margin(Margin { left: 16, right: 16, top: 10, bottom: 6 });
        Panel::top("cast asked").frame(band).show_separator_line(false).show(ui, |ui| {
            centred(ui, WIDEST, |ui| asking::asking(ui, view, casting));
        });
    }
    CentralPanel::default().frame(Frame::new().fill(look.ground)).show(ui, |ui| body(ui, view, casting));
}

/// What can be done now, and whether everything is saved.
fn doing(ui: &mut Ui, view: &View, casting: &Casting, is_strip: bool) {
    let look = view.look;
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        if action_button(ui, view, &format!("{} Train", icons::LEFT), "", ButtonLook::Plain, 30.0, false).clicked() {
            view.send(CastCommand::Leave.into());
        }
        let (words, ink) = if casting.broken.is_some() && !casting.is_changed() {
            ("cannot be read", look.alarm)
        } else if casting.is_changed() {
            ("not saved", look.ember)
        } else if casting.is_new {
            ("new", look.ink2)
        } else if casting.disk.is_none() {
            ("as shipped", look.ink2)
        } else {
            ("saved", look.ink2)
        };
        if !is_strip {
            elided(ui, &casting.persona.name, semibold(view.sizes.body), look.ink);
        }
        elided(ui, words, font(view.sizes.meta), ink);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            key_button(ui, view, &CastCommand::Try.into(), "Try", ButtonLook::Primary, 32.0);
            key_button(ui, view, &CastCommand::Save.into(), "Save", ButtonLook::Framed, 32.0);
            if !is_strip {
                key_button(ui, view, &CastCommand::Redo.into(), "Redo", ButtonLook::Plain, 32.0);
                key_button(ui, view, &CastCommand::Undo.into(), "Undo", ButtonLook::Plain, 32.0);
            }
        });
    });
}

fn foot(ui: &mut Ui, view: &View, is_strip: bool) {
    ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
        if action_button(ui, view, "Back", "Esc", ButtonLook::Plain, 36.0, true).clicked() {
            view.send(CastCommand::Leave.into());
        }
        if !is_strip {
            key_button(ui, view, &CastCommand::EarlierCustomer.into(), "Before", ButtonLook::Plain, 36.0);
            key_button(ui, view, &CastCommand::LaterCustomer.into(), "After", ButtonLook::Plain, 36.0);
        }
        key_buttons_at_right(ui, view, &[(Command::Keys, "Keys")], 36.0);
    });
}

fn body(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    let full = ui.max_rect();
    let left = if full.width() >= view.sizes.two_columns { LIST } else { 0.0 };
    let right = if full.width() >= view.sizes.three_columns { SIDE } else { 0.0 };
    let centre = Rect::from_min_max(pos2(full.left() + left, full.top()), pos2(full.right() - right, full.bottom()));
    if left > 0.0 {
        column(ui, "cast list", full.with_max_x(centre.left()), look.panel, |ui| list::list(ui, view, casting));
        ui.painter().vline(centre.left() - 0.5, full.y_range(), Stroke::new(1.0, look.line));
    }
    // A name of its own for each customer and page: each opens at its top.
    let name = format!("customer {} {}", casting.number, casting.page.in_words());
    column(ui, &name, centre, look.ground, |ui| {
        let room = ui.available_width();
        let width = room.min(WIDEST);
        let inset = ((room - width) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.add_space(inset);
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.spacing_mut().item_spacing.y = 5.0;
                if right == 0.0 && !casting.found.is_empty() {
                    side::problems(ui, view, casting);
                    ui.add_space(16.0);
                }
                customer(ui, view, casting);
                if right == 0.0 {
                    ui.add_space(24.0);
                    side::about(ui, view, casting);
                }
                if left == 0.0 {
                    ui.add_space(24.0);
                    list::list(ui, view, casting);
                }
                ui.add_space(24.0);
            });
        });
    });
    if right > 0.0 {
        let rail = full.with_min_x(centre.right());
        column(ui, "cast side", rail, look.panel, |ui| {
            side::problems(ui, view, casting);
            ui.add_space(16.0);
            side::about(ui, view, casting);
        });
        ui.painter().vline(centre.right() + 0.5, full.y_range(), Stroke::new(1.0, look.line));
    }
}

fn customer(ui: &mut Ui, view: &View, casting: &Casting) {
    if let Some(broken) = &casting.broken {
        return broken::broken(ui, view, casting, broken);
    }
    heading(ui, view, &casting.persona.name);
    pages(ui, view, casting);
    ui.add_space(6.0);
    let form = Form::new(view, casting);
    let mut persona = casting.persona.clone();
    match casting.page {
        Page::Who => who::who(ui, &form, &mut persona),
        Page::Says => says::says(ui, &form, &mut persona),
        Page::Replies => says::replies(ui, &form, &mut persona),
        Page::OnTree => on_tree::on_tree(ui, &form, &mut persona),
        Page::Facts => facts::facts(ui, &form, &mut persona),
        Page::Moves => moves::moves(ui, &form, &mut persona),
    }
    form.send(persona);
}

/// The pages, each with how many problems it has.
fn pages(ui: &mut Ui, view: &View, casting: &Casting) {
    let look = view.look;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for page in Page::ALL {
            let is_here = casting.page == page;
            let wrong =
                casting.found.iter().filter(|found| found.page() == page && found.finding.level != crate::check::Level::Hint);
            let count = wrong.count();
            let name = page.in_words();
            let words = if count > 0 { format!("{name} {} {count}", icons::WARNING) } else { name.to_owned() };
            let face = if is_here { semibold(view.sizes.meta) } else { font(view.sizes.meta) };
            let ink = if is_here { look.ink } else { look.ink2 };
            let text = ui.painter().layout_no_wrap(words, face, ink);
            let (_, rect) = ui.allocate_space(vec2(text.size().x + 20.0, 32.0));
            let response = ui.interact(rect, form::tab(page), Sense::click());
            if is_here || response.hovered() {
                let fill = if is_here { look.tide_soft } else { look.sunken };
                ui.painter().rect_filled(rect, view.sizes.row_radius, fill);
            }
            ui.painter().galley(rect.center() - text.size() / 2.0, text, ink);
            ring(ui, view, &response, view.sizes.row_radius);
            response.widget_info(|| WidgetInfo::selected(Role::Tab, true, is_here, name));
            if response.clicked() {
                view.send(CastCommand::ShowPage(page).into());
            }
        }
    });
}
