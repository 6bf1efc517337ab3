//! The inspector: everything that what is chosen holds, to be changed.

use super::{super::view::View, state::Authoring};
use crate::ui::widgets::strong;
use egui::{Id, Ui};

/// The field of a step's title.
pub(super) fn title_field() -> Id {
    Id::unique("step title")
}

/// The field of an answer's words.
pub(super) fn answer_field(answer: usize) -> Id {
    Id::unique(("answer when", answer))
}

/// The first field of something that is no step.
pub(super) fn thing_field() -> Id {
    Id::unique("thing")
}

/// The first field of the tree's own.
pub(super) fn tree_field() -> Id {
    Id::unique("tree title")
}

pub(super) fn inspector(ui: &mut Ui, view: &View, author: &Authoring) {
    if let Some((_, step)) = author.chosen() {
        strong(ui, &step.title, view.sizes.heading, view.look.ink);
    }
}
