//! Where the chosen answer leads: a step of this tree or of another, by its words.

use super::{super::super::view::View, Sheet, SheetCommand};
use crate::{
    tree::{StepId, Target, TreeId},
    ui::{
        command::Command,
        overlays::{focus_once, head},
        state::{Finder, State},
        widgets::{chosen_row, field, label},
    },
};
use egui::{Id, Ui};

/// How many rows are shown at most.
const MOST: usize = 8;

/// A step to lead to.
struct Goal {
    target: Target,
    title: String,
    place: String,
}

pub(super) fn lead_to(ui: &mut Ui, view: &View, finder: &Finder) {
    let what = view.state.authoring.as_ref().and_then(|author| {
        let (_, step) = author.chosen()?;
        let answer = step.answers.get(author.selection.answer.unwrap_or(0));
        Some(answer.map_or_else(|| format!("a new answer of “{}”", step.title), |answer| format!("“{}”", answer.when)))
    });
    head(ui, view, "Lead to", &what.unwrap_or_default());
    let id = Id::unique("lead to");
    focus_once(ui, id);
    let hint = "A step of this tree or another, by its words";
    let (_, changed) = field(ui, view, id, hint, &finder.text, hint, ui.available_width());
    if let Some(text) = changed {
        typed(view, Finder { text, chosen: 0 });
    }
    ui.add_space(6.0);
    ui.spacing_mut().item_spacing.y = 2.0;
    let goals = goals(view.state, &finder.text);
    for (place, goal) in goals.iter().enumerate() {
        if chosen_row(ui, view, &goal.title, &goal.place, place == finder.chosen.min(goals.len() - 1)).clicked() {
            typed(view, Finder { chosen: place, ..finder.clone() });
            view.send(Command::Sheet(SheetCommand::Do));
        }
    }
    if goals.is_empty() {
        label(ui, "No step has these words. Drag from the answer into the empty to add one.", view.sizes.meta, view.look.ink2);
    }
}

fn typed(view: &View, finder: Finder) {
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::LeadTo(finder)))));
}

/// The steps whose words fit, those of this tree first.
fn goals(state: &State, text: &str) -> Vec<Goal> {
    let Some(author) = &state.authoring else { return Vec::new() };
    let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
    let fits = |title: &str, id: &str| {
        let title = title.to_lowercase();
        words.iter().all(|word| title.contains(word.as_str()) || id.contains(word.as_str()))
    };
    let tree = author.tree();
    let own = author.order.iter().filter_map(|id| {
        let step = tree.steps.get(id)?;
        let place = format!("{} · {}", step.kind.word(), step.stage.in_words());
        fits(&step.title, id.as_str()).then(|| Goal { target: Target::Here(id.clone()), title: step.title.clone(), place })
    });
    let entries = state.library.iter().flat_map(|library| &library.entries).filter(|entry| entry.id != author.id);
    let others = entries.filter_map(|entry| Some((TreeId::new(&entry.id).ok()?, entry.document.as_ref()?))).flat_map(
        |(tree, document)| {
            let title = document.tree().title.clone();
            let steps: Vec<(StepId, String)> =
                document.tree().steps.iter().map(|(id, step)| (id.clone(), step.title.clone())).collect();
            steps.into_iter().map(move |(step, words)| (tree.clone(), title.clone(), step, words))
        },
    );
    let others = others.filter(|(_, tree, step, title)| !words.is_empty() && fits(&format!("{title} {tree}"), step.as_str()));
    let others = others.map(|(tree, place, step, title)| Goal { target: Target::There { tree, step }, title, place });
    own.chain(others).take(MOST).collect()
}

impl State {
    /// Leads the chosen answer where the sheet says.
    pub(super) fn lead_chosen(&mut self, finder: &Finder) {
        let goals = goals(self, &finder.text);
        let Some(goal) = goals.into_iter().nth(finder.chosen).map(|goal| goal.target) else { return };
        self.overlay = None;
        let Some(author) = &self.authoring else { return };
        let Some((id, step)) = author.chosen().map(|(id, step)| (id.clone(), step.clone())) else { return };
        let answer = author.selection.answer.or((!step.answers.is_empty()).then_some(0));
        if answer.is_none() {
            self.apply_to_author(super::super::AuthorCommand::AddAnswer);
        }
        self.lead(&id, answer.unwrap_or(0), goal);
        self.effects.push(crate::ui::state::Effect::FocusId(super::super::canvas::step_id(&id)));
    }
}
