//! What the pointer does on the canvas: wheel and pinch, clicks, and drags of steps, links and boxes.

use super::{
    super::{
        command::AuthorCommand,
        state::{Authoring, Selection},
    },
    Grip,
    paint::{Detail, Ports},
    send,
    sight::Sight,
    step_id,
};
use crate::{
    layout::Card,
    tree::{Step, StepId},
};
use egui::{CursorIcon, EventFilter, Id, Pos2, Rect, Response, Role, Sense, Stroke, Vec2, WidgetInfo, vec2};

impl Sight<'_> {
    /// Wheel, pinch and drags on the empty canvas.
    pub(super) fn pointer(&self, ground: &Response) {
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
        if let Some(at) = self.drag_began(ground) {
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
    pub(super) fn carry(&self, response: &Response) {
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

    pub(super) fn choose(&self, step: StepId, answer: Option<usize>) {
        let adds = self.ui.input(|input| input.modifiers.shift || input.modifiers.command);
        if adds {
            send(self.view, AuthorCommand::AddToSelection(step));
        } else {
            send(self.view, AuthorCommand::Select(Selection { answer, ..Selection::step(step) }));
        }
    }

    pub(super) fn touch_step(&self, id: &StepId, step: &Step, rect: Rect) -> Response {
        let response = self.ui.interact(rect, step_id(id), Sense::click_and_drag());
        let is_chosen = self.author.selection.has(id);
        response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_chosen, spoken(self.author, id, step)));
        if response.has_focus() {
            // Tab and the arrows walk along answers; egui would look for the nearest widget.
            let ours = EventFilter { tab: true, horizontal_arrows: true, vertical_arrows: true, escape: false };
            self.ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, ours));
        }
        let plane = |at: Pos2| self.author.camera.to_plane(self.rect, at);
        if let (true, Some(at)) = (response.clicked(), response.interact_pointer_pos()) {
            let answer = self.scene.answer_at(id, plane(at)).filter(|_| Detail::of(self.author.camera.zoom) == Detail::Whole);
            self.choose(id.clone(), answer);
        }
        if response.double_clicked() {
            send(self.view, AuthorCommand::EditStep);
        }
        if let Some(at) = self.drag_began(&response) {
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

    /// Where the pointer was pressed, when a drag begins: it began there, and not where it was first told from a click.
    pub(super) fn drag_began(&self, response: &Response) -> Option<Pos2> {
        let pressed = || self.ui.input(|input| input.pointer.press_origin());
        response.drag_started().then(|| pressed().or_else(|| response.interact_pointer_pos())).flatten()
    }

    /// The ports of a step's answers: from here a link is dragged.
    pub(super) fn touch_ports(&self, id: &StepId, step: &Step, card: &Card, ports: Ports) {
        let zoom = self.author.camera.zoom;
        for row in &card.rows {
            let Some(answer) = step.answers.get(row.answer) else { continue };
            let Some(port) = ports(row.answer) else { continue };
            let at = port + vec2(3.0 * zoom, 0.0);
            let spot = Rect::from_center_size(at, vec2(16.0, 16.0) * zoom.max(0.7));
            let response = self.ui.interact(spot, Id::unique(("port", id.as_str(), row.answer)), Sense::CLICK | Sense::DRAG);
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Lead “{}” to a step", answer.when)));
            if response.hovered() {
                self.ui.set_cursor_icon(CursorIcon::Crosshair);
                self.ui.painter().circle_stroke(port, 7.0 * zoom, Stroke::new(2.0, self.view.look.tide));
            }
            if response.clicked() {
                send(self.view, AuthorCommand::ChooseAnswer(id.clone(), row.answer));
            }
            if let Some(from) = self.drag_began(&response) {
                send(self.view, AuthorCommand::ChooseAnswer(id.clone(), row.answer));
                let from = self.author.camera.to_plane(self.rect, from);
                send(self.view, AuthorCommand::Grip(Grip::Answer(id.clone(), row.answer), from));
            }
            self.carry(&response);
        }
    }
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
    if author.played() == Some(id) {
        words.push_str(", being tried");
    }
    match author.marks.get(id.as_str()) {
        Some(crate::check::Level::Error) => words.push_str(", has an error"),
        Some(_) => words.push_str(", has a warning"),
        None => {}
    }
    if let Some(change) = author.compared.as_ref().and_then(|compared| compared.change_of(id)) {
        words.push_str(super::changes::spoken(change));
    }
    words
}
