//! The canvas: the tree as a picture that can be walked, dragged, linked and looked at from near and far.

mod links;
mod map;
mod paint;
mod scene;

pub(in crate::ui) use paint::{frame_colours, kind_look, mark_look};
pub use scene::Scene;

use super::{
    super::{command::Command, state::State, view::View, widgets::label},
    command::AuthorCommand,
    state::{Authoring, Selection, Thing},
};
use crate::{
    layout::{Node, PictureNode},
    tree::{Step, StepId, Way},
};
use egui::{CursorIcon, Id, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, vec2};
use links::{Look, hairlines, paint_link, paint_way, plain_way};
use paint::{Detail, Paint, Standing, blocks, frame_rect, note_size};

/// What the pointer took hold of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The chosen steps.
    Steps,
    /// The end of an answer's link.
    Answer(StepId, usize),
    /// A corner of a box that chooses.
    Corner,
    /// A note.
    Note(usize),
}

/// A drag: what was taken, where from and where it is, on the plane.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// What was taken.
    pub grip: Grip,
    /// Where it was taken.
    pub from: Pos2,
    /// Where the pointer is.
    pub to: Pos2,
}

impl Drag {
    /// How far it went.
    #[must_use]
    pub fn by(&self) -> Vec2 {
        self.to - self.from
    }
}

/// The id of a step's place on the canvas, for the focus.
pub(in crate::ui) fn step_id(step: &StepId) -> Id {
    Id::unique(("step on the canvas", step.as_str()))
}

/// The canvas of a tree in hand.
pub(super) fn canvas(ui: &mut Ui, view: &View, author: &Authoring) {
    let rect = ui.available_rect_before_wrap();
    ui.painter().rect_filled(rect, 0, view.look.sunken);
    if (rect.size() - author.canvas.size()).length() > 0.5 || (rect.min - author.canvas.min).length() > 0.5 {
        send(view, AuthorCommand::Canvas(rect));
    }
    let ground = ui.interact(rect, Id::unique("canvas"), Sense::click_and_drag());
    ground.widget_info(|| WidgetInfo::labeled(Role::Pane, true, "Canvas"));
    let Some(scene) = author.scene.clone() else {
        label(ui, "Drawing the tree…", view.sizes.body, view.look.ink2);
        return;
    };
    ui.set_clip_rect(rect.intersect(ui.clip_rect()));
    let sight = Sight { ui, view, author, scene: &scene, rect };
    sight.pointer(&ground);
    sight.show();
    map::small_map(ui, view, author, &scene, rect);
}

pub(super) fn send(view: &View, command: AuthorCommand) {
    view.send(Command::Author(command));
}

/// One frame of the canvas.
struct Sight<'a> {
    ui: &'a Ui,
    view: &'a View<'a>,
    author: &'a Authoring,
    scene: &'a Scene,
    rect: Rect,
}

impl Sight<'_> {
    /// Wheel, pinch and drags on the empty canvas.
    fn pointer(&self, ground: &Response) {
        let camera = self.author.camera;
        let (scroll, pinch, at, middle, space) = self.ui.input(|input| {
            let middle = input.pointer.button_down(egui::PointerButton::Middle)
                || input.pointer.button_down(egui::PointerButton::Secondary);
            let at = input.pointer.hover_pos();
            (input.smooth_scroll_delta(), input.zoom_delta(), at, middle, input.key_down(egui::Key::Space))
        });
        if let Some(at) = at.filter(|at| self.rect.contains(*at) && self.ui.rect_contains_pointer(self.rect)) {
            if (pinch - 1.0).abs() > 1e-3 {
                send(self.view, AuthorCommand::Zoom { at, factor: pinch });
            } else if scroll != Vec2::ZERO {
                if self.view.state.site.wheel_zooms && scroll.x.abs() < scroll.y.abs() {
                    send(self.view, AuthorCommand::Zoom { at, factor: (scroll.y / 240.0).exp() });
                } else {
                    send(self.view, AuthorCommand::Pan(scroll));
                }
            }
        }
        let plane = |at: Pos2| camera.to_plane(self.rect, at);
        if ground.dragged() && (middle || space) {
            self.ui.set_cursor_icon(CursorIcon::Grabbing);
            send(self.view, AuthorCommand::Pan(ground.drag_delta()));
            return;
        }
        if ground.drag_started()
            && let Some(at) = ground.interact_pointer_pos()
        {
            send(self.view, AuthorCommand::Grip(Grip::Corner, plane(at)));
        }
        self.carry(ground);
        if ground.clicked()
            && let Some(at) = ground.interact_pointer_pos()
        {
            // From far away steps are no widgets of their own.
            match self.scene.step_at(plane(at)) {
                Some(step) if Detail::of(camera.zoom) == Detail::Block => self.choose(step.clone(), None),
                _ => send(self.view, AuthorCommand::Select(Selection::default())),
            }
        }
        if ground.double_clicked() {
            send(self.view, AuthorCommand::Fit);
        }
    }

    /// Follows a drag that began on this response.
    fn carry(&self, response: &Response) {
        let at = response.interact_pointer_pos().map(|at| self.author.camera.to_plane(self.rect, at));
        if response.dragged()
            && let Some(at) = at
        {
            send(self.view, AuthorCommand::Drag(at));
        }
        if response.drag_stopped() {
            let at = at.or(self.author.drag.as_ref().map(|drag| drag.to)).unwrap_or_default();
            send(self.view, AuthorCommand::Drop(at));
        }
    }

    fn choose(&self, step: StepId, answer: Option<usize>) {
        let adds = self.ui.input(|input| input.modifiers.shift || input.modifiers.command);
        if adds {
            send(self.view, AuthorCommand::AddToSelection(step));
        } else {
            send(self.view, AuthorCommand::Select(Selection { answer, ..Selection::step(step) }));
        }
    }

    /// How far a node is drawn from where it stands, while it is dragged.
    fn offset(&self, node: usize) -> Vec2 {
        let Some(drag) = self.author.drag.as_ref().filter(|drag| drag.grip == Grip::Steps) else {
            return Vec2::ZERO;
        };
        match &self.scene.picture.nodes[node].node {
            Node::Step(id) if self.author.selection.has(id) => drag.by(),
            _ => Vec2::ZERO,
        }
    }

    fn show(&self) {
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
    }

    fn frames(&self, paint: &Paint, seen: Rect) {
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

    fn notes(&self, paint: &Paint, seen: Rect) {
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
            if response.drag_started()
                && let Some(at) = response.interact_pointer_pos()
            {
                send(self.view, AuthorCommand::Grip(Grip::Note(place), self.author.camera.to_plane(self.rect, at)));
            }
            self.carry(&response);
        }
    }

    fn links(&self, paint: &Paint, seen: Rect) {
        let look = self.view.look;
        let zoom = self.author.camera.zoom;
        let is_far = Detail::of(zoom) == Detail::Block && self.author.drag.is_none();
        if is_far {
            let all = self.scene.picture.links.iter().zip(&self.scene.link_rects);
            let seen_links = all.filter(|(_, rect)| rect.intersects(seen)).map(|(link, _)| link);
            let pixel = 1.0 / self.ui.pixels_per_point();
            let colour = look.edge.gamma_multiply(0.6);
            let mesh = hairlines(self.author.camera, self.rect, pixel, colour, seen_links);
            paint.painter.add(egui::Shape::mesh(mesh));
        }
        let thin = (1.25 * zoom).clamp(0.6, 1.25);
        let primary = self.author.selection.primary().and_then(|id| self.scene.node_of(id));
        let mut bright: Vec<(usize, Look)> = Vec::new();
        let of_primary = primary.map(|node| self.scene.links_of(node)).unwrap_or_default();
        let near = if is_far { 0..0 } else { 0..self.scene.picture.links.len() };
        for place in of_primary.iter().map(|link| *link as usize).filter(|_| is_far).chain(near) {
            let link = &self.scene.picture.links[place];
            if !self.scene.link_rects[place].intersects(seen) {
                continue;
            }
            let dashed = link.back || link.way == Way::Cap;
            let mut style =
                Look { width: if dashed { thin * 1.2 } else { thin }, colour: look.edge, dashed: dashed && zoom > 0.2 };
            if primary == Some(link.from) {
                let is_chosen = self.author.selection.answer.is_none_or(|answer| self.scene.is_of(place, answer));
                if is_chosen {
                    style = Look { width: 2.0, colour: look.tide, ..style };
                    bright.push((place, style));
                    continue;
                }
            } else if primary == Some(link.to) {
                style.colour = look.ink2;
            }
            self.link(paint, place, style);
        }
        // What belongs to the chosen step lies on top.
        for (place, style) in bright {
            self.link(paint, place, style);
        }
    }

    fn link(&self, paint: &Paint, place: usize, style: Look) {
        let link = &self.scene.picture.links[place];
        let (from, to) = (self.offset(link.from), self.offset(link.to));
        let camera = self.author.camera;
        if from == Vec2::ZERO && to == Vec2::ZERO {
            paint_link(paint.painter, camera, self.rect, link, style);
        } else if let (Some(first), Some(last)) = (link.points.first(), link.points.last()) {
            let (first, last) = (scene::at(*first) + from, scene::at(*last) + to);
            let way = plain_way(camera.to_screen(self.rect, first), camera.to_screen(self.rect, last));
            paint_way(paint.painter, &way, camera.zoom, style);
        }
        if let (Way::Cap, true) = (link.way, camera.zoom > 0.45) {
            self.cap_word(paint, link.from, place);
        }
    }

    /// The words on a link past a cap: after how many visits it is taken.
    fn cap_word(&self, paint: &Paint, from: usize, link: usize) {
        let Node::Step(id) = &self.scene.picture.nodes[from].node else { return };
        let Some(cap) = self.author.tree().steps.get(id).and_then(|step| step.cap.as_ref()) else { return };
        let points = &self.scene.picture.links[link].points;
        let Some(longest) = points.windows(2).max_by(|a, b| length(a).total_cmp(&length(b))) else { return };
        let middle = scene::at(longest[0]).lerp(scene::at(longest[1]), 0.5);
        let at = self.author.camera.to_screen(self.rect, middle);
        let words = format!("past {} visits", cap.visits);
        let zoom = self.author.camera.zoom;
        let font = super::super::theme::font(((11.0 * zoom * 4.0).round() / 4.0, 0.0));
        let galley = paint.painter.layout_no_wrap(words, font, self.view.look.ink2);
        let plate = Rect::from_center_size(at, galley.size() + vec2(14.0, 4.0) * zoom);
        let round = (plate.height() / 2.0) as u8;
        paint.painter.rect(plate, round, self.view.look.ground, Stroke::new(1.0, self.view.look.edge), StrokeKind::Inside);
        paint.painter.galley(plate.center() - galley.size() / 2.0, galley, self.view.look.ink2);
    }

    fn node(&self, paint: &Paint, place: usize, node: &PictureNode, rect: Rect) {
        let tree = self.author.tree();
        match &node.node {
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
                    };
                    paint.step(rect, card, step, standing);
                    if Detail::of(self.author.camera.zoom) == Detail::Whole && self.author.is_writable() {
                        self.touch_ports(id, step, card, rect);
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

    fn touch_step(&self, id: &StepId, step: &Step, rect: Rect) -> Response {
        let response = self.ui.interact(rect, step_id(id), Sense::click_and_drag());
        let is_chosen = self.author.selection.has(id);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, spoken(self.author, id, step)));
        let plane = |at: Pos2| self.author.camera.to_plane(self.rect, at);
        if let (true, Some(at)) = (response.clicked(), response.interact_pointer_pos()) {
            let answer = self.scene.answer_at(id, plane(at)).filter(|_| Detail::of(self.author.camera.zoom) == Detail::Whole);
            self.choose(id.clone(), answer);
        }
        if response.double_clicked() {
            send(self.view, AuthorCommand::EditStep);
        }
        if let (true, Some(at)) = (response.drag_started(), response.interact_pointer_pos()) {
            if !is_chosen {
                self.choose(id.clone(), None);
            }
            if self.author.is_writable() {
                send(self.view, AuthorCommand::Grip(Grip::Steps, plane(at)));
            }
        }
        self.carry(&response);
        response
    }

    /// The ports of a step's answers: from here a link is dragged.
    fn touch_ports(&self, id: &StepId, step: &Step, card: &crate::layout::Card, rect: Rect) {
        let zoom = self.author.camera.zoom;
        for row in &card.rows {
            let Some(answer) = step.answers.get(row.answer) else { continue };
            let at = Pos2::new(rect.right() + 3.0 * zoom, rect.top() + row.port() * zoom);
            let spot = Rect::from_center_size(at, vec2(16.0, 16.0) * zoom.max(0.7));
            let response = self.ui.interact(spot, Id::unique(("port", id.as_str(), row.answer)), Sense::click_and_drag());
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Lead “{}” to a step", answer.when)));
            if response.hovered() {
                self.ui.set_cursor_icon(CursorIcon::Crosshair);
                self.ui.painter().circle_stroke(at - vec2(3.0 * zoom, 0.0), 7.0 * zoom, Stroke::new(2.0, self.view.look.tide));
            }
            if response.clicked() {
                send(self.view, AuthorCommand::ChooseAnswer(id.clone(), row.answer));
            }
            if let (true, Some(from)) = (response.drag_started(), response.interact_pointer_pos()) {
                send(self.view, AuthorCommand::ChooseAnswer(id.clone(), row.answer));
                let from = self.author.camera.to_plane(self.rect, from);
                send(self.view, AuthorCommand::Grip(Grip::Answer(id.clone(), row.answer), from));
            }
            self.carry(&response);
        }
    }

    /// The step under the end of a link that is being dragged.
    fn goal(&self) -> Option<usize> {
        let drag = self.author.drag.as_ref().filter(|drag| matches!(drag.grip, Grip::Answer(..)))?;
        self.scene.step_at(drag.to).and_then(|id| self.scene.node_of(id))
    }

    fn dragging(&self, paint: &Paint) {
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
                    let font = super::super::theme::font(self.view.sizes.meta);
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

fn length(ends: &[crate::layout::Point]) -> f32 {
    (scene::at(ends[0]) - scene::at(ends[1])).length()
}

/// The title of a tree of the library.
fn title_of(state: &State, tree: &str) -> String {
    state
        .library
        .as_ref()
        .and_then(|library| library.entry(tree))
        .map_or_else(|| tree.to_owned(), |entry| entry.title().to_owned())
}

/// A step as a screen reader says it.
fn spoken(author: &Authoring, id: &StepId, step: &Step) -> String {
    let answers = match step.answers.len() {
        0 => "no answers".to_owned(),
        1 => "1 answer".to_owned(),
        count => format!("{count} answers"),
    };
    let mut words = format!("{}, {}, {}, {answers}", step.title, step.kind.word(), step.stage.in_words());
    if author.tree().start == *id {
        words.push_str(", start");
    }
    match author.marks.get(id.as_str()) {
        Some(crate::check::Level::Error) => words.push_str(", has an error"),
        Some(_) => words.push_str(", has a warning"),
        None => {}
    }
    words
}
