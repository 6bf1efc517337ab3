//! What only lies on the canvas: frames with a name, a colour and steps, and notes to other authors.

use super::{
    super::{canvas::frame_colours, command::AuthorCommand},
    field::{Field, prose},
    hand::Hand,
    parts::{ChipPressed, chip, choose, heading, remove},
    targets, thing_field,
};
use crate::{
    edit::Edit,
    tree::{Frame, Note},
    ui::{
        theme::icons,
        widgets::{Choice, Select, SelectLook, strong},
    },
};
use egui::{Id, Ui};

/// The colours a frame may have, by name and in words.
const COLOURS: [(&str, &str); 6] =
    [("tide", "Green"), ("blue", "Blue"), ("violet", "Violet"), ("leaf", "Leaf"), ("ember", "Ember"), ("alarm", "Red")];

pub(super) fn frame(ui: &mut Ui, hand: &Hand, place: usize) {
    let tree = hand.tree();
    let Some(frame) = tree.layout.frames.get(place) else { return };
    let change = |frame: Frame| {
        let mut frames = tree.layout.frames.clone();
        frames[place] = frame;
        hand.edit(Edit::Frames(frames));
    };
    strong(ui, "Frame", hand.view.sizes.body, hand.view.look.ink);
    heading(ui, hand, "Name");
    let field = Field { id: thing_field(), name: "Name of the frame", text: &frame.title, hint: "Hear them out" };
    if let Some(title) = prose(ui, hand, field, false, false) {
        change(Frame { title, ..frame.clone() });
    }
    heading(ui, hand, "Colour");
    let shown = COLOURS.iter().find(|(name, _)| *name == frame.colour).map_or(frame.colour.as_str(), |(_, words)| words);
    let rows = |_: &str| COLOURS.map(|(name, words)| Choice::new(name, words)).into();
    if let Some(colour) = choose(ui, hand, Id::unique("frame colour"), "Colour", shown, rows) {
        change(Frame { colour: colour.to_owned(), ..frame.clone() });
    }
    heading(ui, hand, "Steps in it");
    let colours = frame_colours(hand.view.look, &frame.colour);
    ui.horizontal_wrapped(|ui| {
        for (at, id) in frame.steps.iter().enumerate() {
            let title = tree.steps.get(id).map_or(id.as_str(), |step| step.title.as_str());
            match chip(ui, hand, title, colours) {
                ChipPressed::Itself => hand.send(AuthorCommand::GoToStep(id.clone())),
                ChipPressed::Cross => {
                    let mut steps = frame.steps.clone();
                    steps.remove(at);
                    change(Frame { steps, ..frame.clone() });
                }
                ChipPressed::Nothing => {}
            }
        }
    });
    if hand.writes {
        let select = Select {
            id: Id::unique("step into the frame"),
            name: "Add a step to the frame",
            shown: "Step",
            icon: Some((icons::PLUS, hand.view.look.tide)),
            look: SelectLook::Plain,
            is_open_to_change: true,
        };
        let rows = |_: &str| targets::own(hand).into_iter().filter(|row| !frame.steps.contains(&row.value)).collect();
        if let Some(step) = select.show(ui, hand.view, rows) {
            change(Frame { steps: frame.steps.iter().cloned().chain([step]).collect(), ..frame.clone() });
        }
    }
    if remove(ui, hand, "Take the frame away") {
        hand.send(AuthorCommand::Delete);
    }
}

pub(super) fn note(ui: &mut Ui, hand: &Hand, place: usize) {
    let tree = hand.tree();
    let Some(note) = tree.layout.notes.get(place) else { return };
    strong(ui, "Note", hand.view.sizes.body, hand.view.look.ink);
    heading(ui, hand, "For other authors; agents never see it");
    let field = Field { id: thing_field(), name: "Words of the note", text: &note.text, hint: "What others should know" };
    if let Some(text) = prose(ui, hand, field, false, true) {
        let mut notes = tree.layout.notes.clone();
        notes[place] = Note { text, ..note.clone() };
        hand.edit(Edit::Notes(notes));
    }
    if remove(ui, hand, "Take the note away") {
        hand.send(AuthorCommand::Delete);
    }
}
