//! One frame of the canvas: what is seen of the tree, painted from the back to the front.

use super::{
    super::{
        super::{state::State, theme::font, view::View},
        command::AuthorCommand,
        state::{Authoring, Selection, Thing},
    },
    Grip, Scene,
    links::{Look, paint_way, plain_way},
    paint::{Detail, Paint, Standing, blocks, frame_rect, note_size},
    send,
};
use crate::{
    layout::{Node, PictureNode},
    tree::Way,
};
use egui::{Id, Pos2, Rect, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};

/// One frame of the canvas.
pub(super) struct Sight<'a> {
    pub(super) ui: &'a Ui,
    pub(super) view: &'a View<'a>,
    pub(super) author: &'a Authoring,
    pub(super) scene: &'a Scene,
    pub(super) rect: Rect,
}

impl Sight<'_> {
    /// How far a node is drawn from where it stands, while it is dragged.
    pub(super) fn offset(&self, node: usize) -> Vec2 {
        let Some(drag) = self.author.drag.as_ref().filter(|drag| drag.grip == Grip::Steps) else {
            return Vec2::ZERO;
        };
        match &self.scene.picture.nodes[node].node {
            Node::Step(id) if self.author.selection.has(id) => drag.by(),
            _ => Vec2::ZERO,
        }
    }

    pub(super) fn show(&self) {
        let camera = self.author.camera;
        let paint = Paint { painter: self.ui.painter(), camera, look: self.view.look };
        let seen = camera.seen(self.rect).expand(24.0 / camera.zoom);
        self.frames(&paint, seen);
        self.links(&paint, seen);
        if Detail::of(camera.zoom) == Detail::Block {
            let nodes = self.scene.picture.nodes.iter().zip(&self.scene.rects).enumerate();
            let seen_nodes = nodes.filter(|(_, (_, rect))| rect.intersects(seen));
            let placed = seen_nodes
                .map(|(place, (node, rect))| (node, camera.rect_to_screen(self.rect, rect.translate(self.offset(place)))));
            let marks = &self.author.marks;
            let mesh = blocks(self.author.tree(), self.view.look, placed, |id| marks.get(id).copied());
            paint.painter.add(egui::Shape::mesh(mesh));
            for id in &self.author.selection.steps {
                if let Some(rect) = self.scene.rect_of(id) {
                    let rect = camera.rect_to_screen(self.rect, rect).expand(2.0);
                    paint.painter.rect_stroke(rect, 2, Stroke::new(2.0, self.view.look.tide), StrokeKind::Outside);
                }
            }
        } else {
            for (place, node) in self.scene.picture.nodes.iter().enumerate() {
                let rect = self.scene.rects[place].translate(self.offset(place));
                if rect.intersects(seen) {
                    self.node(&paint, place, node, camera.rect_to_screen(self.rect, rect));
                }
            }
        }
        self.notes(&paint, seen);
        self.dragging(&paint);
        self.changes(seen);
    }

    pub(super) fn frames(&self, paint: &Paint, seen: Rect) {
        for (place, frame) in self.author.tree().layout.frames.iter().enumerate() {
            let Some(rect) = frame_rect(frame, |id| {
                let node = self.scene.node_of(id)?;
                Some(self.scene.rects[node].translate(self.offset(node)))
            }) else {
                continue;
            };
            if !rect.intersects(seen) {
                continue;
            }
            let on_screen = self.author.camera.rect_to_screen(self.rect, rect);
            let chosen = self.author.selection.thing == Some(Thing::Frame(place));
            paint.frame(on_screen, frame, chosen);
            let head = on_screen.with_max_y(on_screen.top() + 30.0 * self.author.camera.zoom);
            let response = self.ui.interact(head, Id::unique(("frame", place)), Sense::click());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Frame {}", frame.title)));
            if response.clicked() {
                send(self.view, AuthorCommand::Select(Selection::thing(Thing::Frame(place))));
            }
        }
    }

    pub(super) fn notes(&self, paint: &Paint, seen: Rect) {
        for (place, note) in self.author.tree().layout.notes.iter().enumerate() {
            let mut rect = Rect::from_min_size(Pos2::new(note.at.0 as f32, note.at.1 as f32), note_size(&note.text));
            if let Some(drag) = self.author.drag.as_ref().filter(|drag| drag.grip == Grip::Note(place)) {
                rect = rect.translate(drag.by());
            }
            if !rect.intersects(seen) {
                continue;
            }
            let on_screen = self.author.camera.rect_to_screen(self.rect, rect);
            let chosen = self.author.selection.thing == Some(Thing::Note(place));
            paint.note(on_screen, &note.text, chosen);
            let response = self.ui.interact(on_screen, Id::unique(("note on the canvas", place)), Sense::click_and_drag());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Note: {}", note.text)));
            if response.clicked() || response.drag_started() {
                send(self.view, AuthorCommand::Select(Selection::thing(Thing::Note(place))));
            }
            if let Some(at) = self.drag_began(&response) {
                send(self.view, AuthorCommand::Grip(Grip::Note(place), self.author.camera.to_plane(self.rect, at)));
            }
            self.carry(&response);
        }
    }

    pub(super) fn node(&self, paint: &Paint, place: usize, node: &PictureNode, rect: Rect) {
        let tree = self.author.tree();
        match &node.node {
            Node::Step(id) if self.gone(id).is_some() => self.show_gone(paint, place, id, node, rect),
            Node::Step(id) => {
                if let (Some(step), Some(card)) = (tree.steps.get(id), &node.card) {
                    let response = self.touch_step(id, step, rect);
                    let selection = &self.author.selection;
                    let is_primary = selection.primary() == Some(id);
                    let standing = Standing {
                        chosen: selection.has(id),
                        primary: is_primary,
                        answer: selection.answer.filter(|_| is_primary),
                        mark: self.author.marks.get(id.as_str()).copied(),
                        hovered: response.hovered(),
                        is_goal: self.goal() == Some(place),
                        is_played: self.author.played() == Some(id),
                    };
                    let ports = |answer: usize| {
                        let at = self.scene.port_of(place, answer)? + self.offset(place);
                        Some(self.author.camera.to_screen(self.rect, at))
                    };
                    paint.step(rect, card, step, standing, &ports);
                    if Detail::of(self.author.camera.zoom) == Detail::Whole && self.author.is_writable() {
                        self.touch_ports(id, step, card, &ports);
                    }
                }
            }
            Node::Hub(id) => {
                if let Some(step) = tree.steps.get(id) {
                    let response = self.ui.interact(rect, Id::unique(("jump", place)), Sense::click());
                    response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Jump to {}", step.title)));
                    paint.hub(rect, step, self.author.selection.has(id) || response.hovered());
                    if response.on_hover_text(format!("Go to “{}”", step.title)).clicked() {
                        send(self.view, AuthorCommand::GoToStep(id.clone()));
                    }
                }
            }
            Node::Elsewhere(target) => {
                let title = target.tree().map(|tree| title_of(self.view.state, tree.as_str())).unwrap_or_default();
                let comes_back = self
                    .scene
                    .links_of(place)
                    .iter()
                    .any(|link| matches!(self.scene.picture.links[*link as usize].way, Way::Then(_)));
                paint.elsewhere(rect, target, &title, comes_back);
                let response = self.ui.interact(rect, Id::unique(("tab", place)), Sense::click());
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, format!("Into the tree {title}")));
                let hint = format!("{target}. Double-click opens that tree.");
                if response.on_hover_text(hint).double_clicked()
                    && let Some(tree) = target.tree()
                {
                    send(self.view, AuthorCommand::OpenAt(tree.to_string(), target.step().to_string()));
                }
            }
        }
    }

    /// The step under the end of a link that is being dragged.
    pub(super) fn goal(&self) -> Option<usize> {
        let drag = self.author.drag.as_ref().filter(|drag| matches!(drag.grip, Grip::Answer(..)))?;
        self.scene.step_at(drag.to).and_then(|id| self.scene.node_of(id))
    }

    pub(super) fn dragging(&self, paint: &Paint) {
        let Some(drag) = &self.author.drag else { return };
        let camera = self.author.camera;
        let look = self.view.look;
        match &drag.grip {
            Grip::Corner => {
                let corner = Rect::from_two_pos(drag.from, drag.to);
                let rect = camera.rect_to_screen(self.rect, corner);
                paint.painter.rect(rect, 2, look.tide.gamma_multiply(0.08), Stroke::new(1.0, look.tide), StrokeKind::Inside);
            }
            Grip::Answer(step, answer) => {
                let Some(from) = self.scene.port(step, *answer) else { return };
                let (from, to) = (camera.to_screen(self.rect, from), camera.to_screen(self.rect, drag.to));
                let style = Look { width: 2.0, colour: look.tide, dashed: false };
                paint_way(paint.painter, &plain_way(from, to), camera.zoom, style);
                if self.goal().is_none() {
                    let words = "Let go to add a step";
                    let font = font(self.view.sizes.meta);
                    let galley = paint.painter.layout_no_wrap(words.to_owned(), font, look.ink);
                    let plate = Rect::from_min_size(to + vec2(12.0, -12.0), galley.size() + vec2(16.0, 8.0));
                    paint.painter.rect(plate, 6, look.panel, Stroke::new(1.0, look.edge), StrokeKind::Inside);
                    paint.painter.galley(plate.min + vec2(8.0, 4.0), galley, look.ink);
                }
            }
            Grip::Steps | Grip::Note(_) => {}
        }
    }
}

/// The title of a tree of the library.
fn title_of(state: &State, tree: &str) -> String {
    state
        .library
        .as_ref()
        .and_then(|library| library.entry(tree))
        .map_or_else(|| tree.to_owned(), |entry| entry.title().to_owned())
}
