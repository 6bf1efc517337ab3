//! The small map in the corner of the canvas: the whole tree, what is seen of it, and the zoom.

use super::{
    super::{super::view::View, command::AuthorCommand, state::Authoring},
    paint::kind_look,
    scene::Scene,
    send,
};
use crate::{
    layout::Node,
    ui::{
        theme::{font, icons},
        widgets::icon_button,
    },
};
use egui::{Align2, Id, Mesh, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

const SIZE: egui::Vec2 = vec2(170.0, 124.0);
const HEAD: f32 = 30.0;

/// Where it lies on a canvas; nowhere on a small one.
pub(in crate::ui::author) fn map_plate(canvas: Rect) -> Option<Rect> {
    let has_room = canvas.width() >= 420.0 && canvas.height() >= 320.0;
    has_room.then(|| Rect::from_min_size(canvas.max - SIZE - vec2(12.0, 12.0), SIZE))
}

pub(super) fn small_map(ui: &mut Ui, view: &View, author: &Authoring, scene: &Scene, canvas: Rect) {
    let Some(plate) = map_plate(canvas) else { return };
    let look = view.look;
    // Nothing under the map is touched through it.
    ui.interact(plate, Id::unique("small map plate"), Sense::click_and_drag());
    ui.painter().rect(plate, view.sizes.row_radius, look.panel, Stroke::new(1.0, look.line), StrokeKind::Inside);
    head(ui, view, author, plate);
    let area = Rect::from_min_max(pos2(plate.left() + 8.0, plate.top() + HEAD + 4.0), plate.max - vec2(8.0, 8.0));
    let response = ui.interact(area, Id::unique("small map"), Sense::click_and_drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Image, true, "Small map of the tree"));
    let bounds = scene.bounds;
    let scale = (area.width() / bounds.width().max(1.0)).min(area.height() / bounds.height().max(1.0)).min(0.2);
    let corner = area.center() - bounds.size() * scale / 2.0;
    let to_map = |at: Pos2| corner + (at - bounds.min) * scale;
    if let Some(at) = response.interact_pointer_pos() {
        let at = bounds.min + (at - corner) / scale;
        send(view, AuthorCommand::LookAt(at));
    }
    let mut mesh = Mesh::default();
    let colour_of = |place: usize| match &scene.picture.nodes[place].node {
        Node::Step(id) if author.selection.has(id) => Some(look.tide),
        Node::Step(id) => author.tree().steps.get(id).map(|step| match &step.kind {
            crate::tree::Kind::Escalate { .. } | crate::tree::Kind::End(_) => kind_look(look, &step.kind).1,
            _ => look.edge,
        }),
        Node::Hub(_) | Node::Elsewhere(_) => None,
    };
    if scene.map.is_empty() {
        for (place, rect) in scene.rects.iter().enumerate() {
            if let Some(colour) = colour_of(place) {
                let rect = Rect::from_min_max(to_map(rect.min), to_map(rect.max));
                mesh.add_colored_rect(Rect::from_center_size(rect.center(), rect.size().max(vec2(2.0, 2.0))), colour);
            }
        }
    } else {
        for (x, y, place) in &scene.map {
            if let Some(colour) = colour_of(*place as usize) {
                let at = bounds.min + vec2((f32::from(*x) + 0.5) / 146.0, (f32::from(*y) + 0.5) / 84.0) * bounds.size();
                mesh.add_colored_rect(Rect::from_center_size(to_map(at), vec2(1.5, 1.5)), colour);
            }
        }
    }
    ui.painter().add(egui::Shape::mesh(mesh));
    let seen = author.camera.seen(canvas);
    let seen = Rect::from_min_max(to_map(seen.min), to_map(seen.max)).intersect(area.expand(3.0));
    if seen.is_positive() {
        ui.painter().rect(seen, 2, look.tide.gamma_multiply(0.08), Stroke::new(1.5, look.tide), StrokeKind::Inside);
    }
}

fn head(ui: &mut Ui, view: &View, author: &Authoring, plate: Rect) {
    let look = view.look;
    let head = plate.with_max_y(plate.top() + HEAD);
    ui.painter().hline(plate.x_range(), head.bottom(), Stroke::new(1.0, look.line));
    let builder = UiBuilder::new().id_salt("small map head").max_rect(head.shrink2(vec2(6.0, 3.0)));
    ui.scope_builder(builder.layout(egui::Layout::left_to_right(egui::Align::Center)), |ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        for (icon, command) in [(icons::MINUS, AuthorCommand::ZoomOut), (icons::PLUS, AuthorCommand::ZoomIn)] {
            let name = named(view, &command);
            if command == AuthorCommand::ZoomIn {
                let (rect, response) = ui.allocate_exact_size(vec2(56.0, 24.0), Sense::click());
                let words = format!("{}%", (author.camera.zoom * 100.0).round());
                ui.painter().text(rect.center(), Align2::CENTER_CENTER, &words, font((13.0, 18.0)), look.ink2);
                response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Zoom {words}; life size")));
                if response.on_hover_text(named(view, &AuthorCommand::LifeSize)).clicked() {
                    send(view, AuthorCommand::LifeSize);
                }
            }
            if icon_button(ui, view, icon, &name, look.ink2).clicked() {
                send(view, command);
            }
        }
        if icon_button(ui, view, icons::FIT, &named(view, &AuthorCommand::Fit), look.ink2).clicked() {
            send(view, AuthorCommand::Fit);
        }
    });
}

/// A command's words and its key.
fn named(view: &View, command: &AuthorCommand) -> String {
    let command = crate::ui::Command::Author(command.clone());
    format!("{} ({})", command.text(), view.key(&command))
}
