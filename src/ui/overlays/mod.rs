//! What lies over a place: keys, palette, Safety, the breather, a promise, hand-over files, about.

mod breathe;
mod finder;
mod key_sheet;
mod safety;
mod small;

use super::{command::Command, state::Overlay, view::View};
use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Sense, Stroke, Ui, vec2};

/// Shows what lies over the place.
pub(super) fn overlay_view(ctx: &Context, view: &View) {
    let Some(overlay) = &view.state.overlay else {
        return;
    };
    match overlay {
        Overlay::Keys(looked_for) => sheet(ctx, view, "Keys", 944.0, |ui| key_sheet::key_sheet(ui, view, looked_for)),
        Overlay::Find(finder) => {
            let of_train = view.state.place == super::state::Place::Train;
            let hint = if of_train { "A customer, a step, a tree or an action" } else { "A step, a tree or an action" };
            sheet(ctx, view, "Find anything", 720.0, |ui| finder::finder(ui, view, finder, hint));
        }
        Overlay::GoTo(finder) => {
            sheet(ctx, view, "Go to step", 720.0, |ui| finder::finder(ui, view, finder, "A step of any tree, by its words"));
        }
        Overlay::Safety => sheet(ctx, view, "Safety", 720.0, |ui| safety::safety(ui, view)),
        Overlay::Breathe => sheet(ctx, view, "Breathe", 360.0, |ui| breathe::breathe(ui, view)),
        Overlay::Promise(what, when) => sheet(ctx, view, "Add a promise", 520.0, |ui| small::promise(ui, view, what, when)),
        Overlay::OpenFile(path) => sheet(ctx, view, "Open a hand-over file", 640.0, |ui| small::open_file(ui, view, path)),
        Overlay::Author(of_author) if of_author.is_at_side() => {
            side_sheet(ctx, view, of_author.title(), of_author.width(), |ui| super::author::sheet_view(ui, view, of_author));
        }
        Overlay::Author(of_author) => {
            sheet(ctx, view, of_author.title(), of_author.width(), |ui| super::author::sheet_view(ui, view, of_author));
        }
        Overlay::About => sheet(ctx, view, "About Evenkeel", 560.0, |ui| small::about(ui, view)),
    }
}

/// A sheet over a dimmed window; a click beside it closes it.
fn sheet(ctx: &Context, view: &View, name: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    let palette = view.look;
    let screen = ctx.content_rect();
    let scrim = Area::new(Id::unique("scrim")).order(Order::Middle).fixed_pos(screen.min).interactable(true);
    scrim.show(ctx, |ui| {
        let (rect, response) = ui.allocate_exact_size(screen.size(), Sense::click());
        ui.painter().rect_filled(rect, 0, palette.scrim.gamma_multiply(0.5));
        if response.clicked() {
            view.send(Command::Close);
        }
    });
    let strip = screen.width() <= view.sizes.strip_at_most;
    let width = width.min(screen.width() - if strip { 16.0 } else { 64.0 });
    let area = Area::new(Id::unique(("sheet", name))).order(Order::Foreground).anchor(Align2::CENTER_CENTER, vec2(0.0, 0.0));
    let shown = area.show(ctx, |ui| {
        let margin = if strip { 14 } else { 24 };
        let frame = Frame::new()
            .fill(palette.panel)
            .stroke(Stroke::new(1.0, palette.line))
            .corner_radius(view.sizes.card_radius)
            .inner_margin(Margin::symmetric(margin, 16));
        frame.show(ui, |ui| {
            ui.set_width(width - 2.0 * f32::from(margin));
            ui.set_max_height(screen.height() - 80.0);
            add(ui);
        });
    });
    ctx.accesskit_node_builder(shown.response.id, |node| {
        node.set_role(egui::Role::Dialog);
        node.set_label(name);
    });
}

/// A sheet at the right of Author, under its bars: what lies beside it stays in sight and within reach.
fn side_sheet(ctx: &Context, view: &View, name: &str, width: f32, add: impl FnOnce(&mut Ui)) {
    let palette = view.look;
    let screen = ctx.content_rect();
    let strip = screen.width() < view.sizes.strip_at_most;
    let left = if strip { screen.left() } else { screen.right() - width };
    let rect = screen.with_min_x(left).with_min_y(screen.top() + 2.0 * view.sizes.bar);
    let area = Area::new(Id::unique(("sheet", name))).order(Order::Middle).fixed_pos(rect.min);
    let shown = area.show(ctx, |ui| {
        let margin = if strip { 12.0 } else { 16.0 };
        Frame::new().fill(palette.panel).inner_margin(Margin::symmetric(margin as i8, 12)).show(ui, |ui| {
            ui.set_width(rect.width() - 2.0 * margin);
            ui.set_height(rect.height() - 24.0);
            add(ui);
        });
        ui.painter().vline(rect.left() + 0.5, rect.y_range(), Stroke::new(1.0, palette.line));
    });
    ctx.accesskit_node_builder(shown.response.id, |node| {
        node.set_role(egui::Role::Dialog);
        node.set_label(name);
    });
}

/// Room for the button that closes a sheet.
const WAY_OUT: f32 = 96.0;

/// The head of a sheet: its title and the way out.
pub(super) fn head(ui: &mut Ui, view: &View, title: &str, beside: &str) {
    use super::{
        theme::font,
        widgets::{ButtonLook, action_button, strong},
    };
    ui.horizontal(|ui| {
        strong(ui, title, view.sizes.heading, view.look.ink);
        // The way out is never cut.
        ui.scope(|ui| {
            ui.set_max_width((ui.available_width() - WAY_OUT).max(0.0));
            let words = egui::RichText::new(beside).font(font(view.sizes.meta)).line_height(Some(view.sizes.meta.1));
            ui.add(egui::Label::new(words.color(view.look.ink2)).truncate());
        });
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if action_button(ui, view, "Close", "Esc", ButtonLook::Plain, 28.0, false).clicked() {
                view.send(Command::Close);
            }
        });
    });
    ui.add_space(4.0);
}

/// Puts the focus into a field when its sheet opens.
pub(super) fn focus_once(ui: &Ui, id: Id) {
    let nothing = ui.memory(|memory| memory.focused().is_none());
    if nothing {
        ui.memory_mut(|memory| memory.request_focus(id));
    }
}
