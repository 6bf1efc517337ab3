//! Try from here: the tree played beside the canvas.

use super::{super::view::View, state::Authoring};
use crate::ui::state::State;
use egui::Ui;

/// A tree being tried.
pub struct Trying {}

pub(super) fn try_pane(_ui: &mut Ui, _view: &View, _author: &Authoring) {}

impl State {
    /// Plays the tree from the chosen step.
    pub(super) fn try_from_here(&mut self) {}

    /// Replays the path after an edit.
    pub(super) fn retry(&mut self) {}
}
