//! The inspector: everything that what is chosen holds, to be changed.

mod always;
mod answer_more;
mod answers;
mod chips;
mod condition;
mod details;
mod fact;
mod fact_kind;
mod field;
mod findings;
mod hand;
mod handing;
mod lines;
mod lists;
mod marks;
mod on_canvas;
mod parts;
mod promise;
mod rename;
mod several;
mod step;
mod targets;
mod tree;
mod used_by;
mod value;
mod ways;
mod wording;

pub(super) use lines::line_field;

use super::{
    super::view::View,
    state::{Access, Authoring, Thing},
};
use egui::{Id, ScrollArea, Ui};
use hand::Hand;

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
    let hand = Hand { view, author, writes: author.is_writable() };
    field::begin(ui);
    // What is chosen has its own place to scroll to.
    let chosen = author.selection.primary().map_or_else(|| format!("{:?}", author.selection.thing), ToString::to_string);
    ScrollArea::vertical().auto_shrink(false).id_salt(("inspector", &author.id, chosen)).show(ui, |ui| {
        ui.spacing_mut().item_spacing = egui::vec2(8.0, 6.0);
        // Rows are as high as what is in them.
        ui.spacing_mut().interact_size.y = 22.0;
        standing(ui, &hand);
        match (&author.selection.thing, author.selection.steps.len()) {
            (Some(Thing::Fact(id)), _) => fact::fact(ui, &hand, id),
            (Some(Thing::Limit(id)), _) => fact::limit(ui, &hand, id),
            (Some(Thing::Note(place)), _) => on_canvas::note(ui, &hand, *place),
            (Some(Thing::Frame(place)), _) => on_canvas::frame(ui, &hand, *place),
            (None, 0) => tree::tree(ui, &hand),
            (None, 1) => step::step(ui, &hand),
            (None, _) => several::several(ui, &hand),
        }
        ui.add_space(16.0);
    });
    field::end(ui);
}

/// Says at the top that the tree is only being read, and why.
fn standing(ui: &mut Ui, hand: &Hand) {
    let words = match &hand.author.access {
        Access::Mine(_) => return,
        Access::Held(holder) => format!("Only to be read: {} edits it", holder.by),
        Access::ReadOnly(why) => format!("Only to be read: {why}"),
    };
    parts::told(ui, hand, super::super::theme::icons::LOCK, &words);
}
