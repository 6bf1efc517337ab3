//! The canvas: the tree as a picture that can be walked, dragged, linked and looked at from near and far.

mod changes;
mod links;
mod map;
mod paint;
mod scene;
mod sight;
mod touch;
mod ways;

pub(in crate::ui) use changes::change_look;
pub(super) use map::map_plate;
pub(in crate::ui) use paint::{frame_colours, kind_look, mark_look};
pub use scene::Scene;

use super::{
    super::{command::Command, view::View, widgets::label},
    command::AuthorCommand,
    state::Authoring,
};
use crate::tree::StepId;
use egui::{Id, Pos2, Role, Sense, Ui, Vec2, WidgetInfo};
use sight::Sight;

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
