//! What changes the tree from the canvas: steps, answers, links, places, frames, notes, the clipboard.

use super::{
    apply::GRID,
    canvas::{Drag, Grip, Scene, step_id},
    command::AuthorCommand,
    sheets::Sheet,
    state::{Authoring, Selection, Thing},
};
use crate::{
    edit::{AnswerChange, Edit, Fragment, StepChange, fresh_step_id},
    tree::{Answer, Frame, Kind, Note, Stage, Step, StepId, Target},
    ui::state::{Effect, State},
};
use egui::{Pos2, Rect, Vec2};

/// What a new step is called until it has a title.
const NEW_STEP: &str = "New step";

impl State {
    /// Does what a command that changes the tree says.
    pub(super) fn build(&mut self, command: AuthorCommand) {
        match command {
            AuthorCommand::AddStep => self.add_step(None),
            AuthorCommand::AddAnswer => self.add_answer(),
            AuthorCommand::RenameStep => {
                let name = self.authoring.as_ref().and_then(|author| author.selection.primary().map(ToString::to_string));
                self.open_sheet(Sheet::Rename(name.unwrap_or_default()));
            }
            AuthorCommand::LeadTo => self.open_sheet(Sheet::lead_to()),
            AuthorCommand::Publish => self.open_publishing(),
            AuthorCommand::Delete => self.delete(),
            AuthorCommand::Duplicate => self.duplicate(),
            AuthorCommand::Cut => {
                self.copy_steps();
                self.delete();
            }
            AuthorCommand::Paste(text) => self.paste(&text, None),
            AuthorCommand::LetGo => self.let_go(),
            AuthorCommand::FrameSteps => self.frame_steps(),
            AuthorCommand::AddNote => self.add_note(),
            AuthorCommand::AlignLeft | AuthorCommand::AlignTop | AuthorCommand::SpreadAcross | AuthorCommand::SpreadDown => {
                self.line_up(&command);
            }
            AuthorCommand::Nudge(across, down) => {
                let by = Vec2::new(across as f32, down as f32) * GRID;
                self.move_steps(by, false);
            }
            AuthorCommand::Fix => self.fix_next(),
            AuthorCommand::FixFinding(place) => self.fix(place),
            AuthorCommand::Reword(line, remark) => self.reword(line, remark),
            _ => {}
        }
    }

    /// What comes of a drag that was let go.
    pub(super) fn build_from_drag(&mut self, drag: &Drag) {
        let far = drag.by().length() > 3.0;
        match &drag.grip {
            Grip::Steps if far => self.move_steps(drag.by(), true),
            Grip::Note(place) if far => {
                let Some(author) = &self.authoring else { return };
                let mut notes = author.tree().layout.notes.clone();
                let Some(note) = notes.get_mut(*place) else { return };
                note.at = on_grid(Pos2::new(note.at.0 as f32, note.at.1 as f32) + drag.by());
                self.edit(Edit::Notes(notes));
            }
            Grip::Answer(step, answer) if far => {
                let goal = self.scene().and_then(|scene| scene.step_at(drag.to).cloned());
                if let Some(goal) = goal {
                    return self.lead(step, *answer, Target::Here(goal));
                }
                self.choose_steps(Selection::answer(step.clone(), *answer));
                self.add_step(Some(drag.to));
            }
            _ => {}
        }
    }

    fn scene(&self) -> Option<&Scene> {
        self.authoring.as_ref().and_then(|author| author.scene.as_deref())
    }

    fn edit(&mut self, edit: Edit) {
        self.apply_to_author(AuthorCommand::Edit(Box::new(edit)));
    }

    fn choose_steps(&mut self, selection: Selection) {
        if let Some(author) = &mut self.authoring {
            author.select(selection);
        }
    }

    /// Leads an answer to a step.
    pub(super) fn lead(&mut self, step: &StepId, answer: usize, target: Target) {
        let change = StepChange::Answer(answer, AnswerChange::To(Some(target)));
        self.edit(Edit::Step(step.clone(), change));
        self.choose_steps(Selection::answer(step.clone(), answer));
    }

    /// A new step: the chosen answer leads to it, or a new answer of the chosen step.
    fn add_step(&mut self, at: Option<Pos2>) {
        let Some(author) = &self.authoring else { return };
        let tree = author.tree();
        let id = fresh_step_id(tree, NEW_STEP);
        let chosen = author.chosen().map(|(id, step)| (id.clone(), step.clone()));
        let stage = chosen.as_ref().map_or(Stage::Listen, |(_, step)| step.stage);
        let step = Step::new(Kind::Say, stage, NEW_STEP);
        let new = |from: Option<(StepId, usize)>| Edit::AddStep {
            id: id.clone(),
            step: Box::new(step.clone()),
            after: chosen.as_ref().map(|(id, _)| id.clone()),
            from,
            at: at.map(on_grid),
        };
        let edit = match (&chosen, author.selection.answer) {
            (Some((from, _)), Some(answer)) => new(Some((from.clone(), answer))),
            (Some((from, step)), None) if !step.kind.is_end() => {
                // An answer that leads nowhere yet is waiting for a step.
                let open = step.answers.iter().position(|answer| answer.to.is_none() && !answer.back);
                let place = open.unwrap_or(step.answers.len());
                let answer = StepChange::AddAnswer { at: place, answer: Answer::new("Goes on") };
                let mut edits = if open.is_none() { vec![Edit::Step(from.clone(), answer)] } else { Vec::new() };
                edits.push(new(Some((from.clone(), place))));
                Edit::Together("Add a step".to_owned(), edits)
            }
            _ => new(None),
        };
        self.edit(edit);
        self.choose_steps(Selection::step(id.clone()));
        if let Some(author) = &mut self.authoring {
            author.wants_look = Some(id);
        }
        self.effects.push(Effect::FocusId(super::inspector::title_field()));
    }

    fn add_answer(&mut self) {
        let Some((id, step)) = self.authoring.as_ref().and_then(Authoring::chosen) else { return };
        let (id, at) = (id.clone(), step.answers.len());
        self.edit(Edit::Step(id.clone(), StepChange::AddAnswer { at, answer: Answer::new("New answer") }));
        self.choose_steps(Selection::answer(id, at));
        self.effects.push(Effect::FocusId(super::inspector::answer_field(at)));
    }

    fn delete(&mut self) {
        let Some(author) = &self.authoring else { return };
        let selection = author.selection.clone();
        let layout = &author.tree().layout;
        match (&selection.thing, selection.answer, selection.primary()) {
            (Some(Thing::Fact(id)), ..) => self.edit(Edit::RemoveFact(id.clone())),
            (Some(Thing::Limit(id)), ..) => self.edit(Edit::RemoveLimit(id.clone())),
            (Some(Thing::Note(place)), ..) => {
                let mut notes = layout.notes.clone();
                if *place < notes.len() {
                    notes.remove(*place);
                }
                self.edit(Edit::Notes(notes));
            }
            (Some(Thing::Frame(place)), ..) => {
                let mut frames = layout.frames.clone();
                if *place < frames.len() {
                    frames.remove(*place);
                }
                self.edit(Edit::Frames(frames));
            }
            (None, Some(answer), Some(step)) => {
                self.edit(Edit::Step(step.clone(), StepChange::RemoveAnswer(answer)));
                self.choose_steps(Selection::step(step.clone()));
            }
            (None, _, Some(_)) => {
                let lead = author.tree().steps.iter().find(|(id, step)| {
                    let leads = |answer: &Answer| matches!(&answer.to, Some(Target::Here(to)) if selection.has(to));
                    !selection.has(id) && step.answers.iter().any(leads)
                });
                // The hand stays near: on the step that led here.
                let next = lead.map(|(id, _)| Selection::step(id.clone())).unwrap_or_default();
                self.edit(Edit::RemoveSteps(selection.steps.clone()));
                let gone = |author: &Authoring| selection.steps.iter().all(|id| !author.tree().steps.contains_key(id));
                if self.authoring.as_ref().is_some_and(gone) {
                    self.choose_steps(next);
                }
            }
            _ => {}
        }
    }

    /// Puts the chosen steps on the clipboard, as text.
    pub(super) fn copy_steps(&mut self) {
        if let Some(fragment) = self.fragment() {
            let count = fragment.steps.len();
            self.effects.push(Effect::Copy(fragment.to_text()));
            if let Some(author) = &mut self.authoring {
                let steps = if count == 1 { "step" } else { "steps" };
                author.message = Some(format!("{count} {steps} copied, as text."));
            }
        }
    }

    /// The chosen steps with where they stand.
    fn fragment(&self) -> Option<Fragment> {
        let author = self.authoring.as_ref()?;
        let steps = &author.selection.steps;
        if steps.is_empty() {
            return None;
        }
        let places = steps.iter().filter_map(|id| {
            let rect = author.scene.as_ref()?.rect_of(id)?;
            Some((id.clone(), (rect.left().round() as i32, rect.top().round() as i32)))
        });
        Some(Fragment::of(author.tree(), steps).with_places(places))
    }

    fn duplicate(&mut self) {
        let Some(fragment) = self.fragment() else { return };
        self.paste_fragment(fragment, None);
    }

    fn paste(&mut self, text: &str, at: Option<(i32, i32)>) {
        match Fragment::from_text(text) {
            Ok(fragment) => self.paste_fragment(fragment, at),
            Err(refused) => {
                if let Some(author) = &mut self.authoring {
                    author.message = Some(refused.to_string());
                }
            }
        }
    }

    fn paste_fragment(&mut self, fragment: Fragment, at: Option<(i32, i32)>) {
        let Some(author) = &self.authoring else { return };
        let pasted = fragment.paste_into(author.tree(), at);
        let steps = pasted.steps.clone();
        let notes = pasted.notes.join(" ");
        self.edit(Edit::Paste { fragment, at });
        if let Some(author) = &mut self.authoring {
            author.select(Selection { steps: steps.clone(), ..Selection::default() });
            author.wants_look = steps.first().cloned();
            if author.message.is_none() && !notes.is_empty() {
                author.message = Some(notes);
            }
        }
        if let Some(step) = steps.first() {
            self.effects.push(Effect::FocusId(step_id(step)));
        }
    }

    /// Moves the chosen steps by hand.
    fn move_steps(&mut self, by: Vec2, snaps: bool) {
        let Some(scene) = self.scene() else { return };
        let Some(author) = &self.authoring else { return };
        let place = |id: &StepId| {
            let at = scene.rect_of(id)?.min + by;
            Some((id.clone(), if snaps { on_grid(at) } else { (at.x.round() as i32, at.y.round() as i32) }))
        };
        let places: Vec<_> = author.selection.steps.iter().filter_map(place).collect();
        if !places.is_empty() {
            self.edit(Edit::Place(places));
        }
    }

    fn let_go(&mut self) {
        let Some(author) = &self.authoring else { return };
        let steps = author.selection.steps.clone();
        let count = if steps.is_empty() { author.tree().layout.placed.len() } else { steps.len() };
        self.edit(Edit::Unplace(steps));
        if let Some(author) = &mut self.authoring
            && author.message.is_none()
        {
            author.message = Some(format!("The layout places {count} of them again."));
        }
    }

    fn frame_steps(&mut self) {
        let Some(author) = &self.authoring else { return };
        let mut frames = author.tree().layout.frames.clone();
        let title = author.chosen().map_or_else(String::new, |(_, step)| step.stage.in_words().to_owned());
        frames.push(Frame { title, colour: "tide".to_owned(), steps: author.selection.steps.clone() });
        let place = frames.len() - 1;
        self.edit(Edit::Frames(frames));
        self.choose_steps(Selection::thing(Thing::Frame(place)));
        self.effects.push(Effect::FocusId(super::inspector::thing_field()));
    }

    fn add_note(&mut self) {
        let Some(author) = &self.authoring else { return };
        let mut notes = author.tree().layout.notes.clone();
        let beside = author.selection.primary().and_then(|id| author.scene.as_ref()?.rect_of(id));
        let at = beside.map_or(author.camera.centre, |rect| rect.left_top() - Vec2::new(0.0, 72.0));
        notes.push(Note { at: on_grid(at), text: "Note".to_owned() });
        let place = notes.len() - 1;
        self.edit(Edit::Notes(notes));
        self.choose_steps(Selection::thing(Thing::Note(place)));
        self.effects.push(Effect::FocusId(super::inspector::thing_field()));
    }

    /// Lines the chosen steps up, or spreads them with even gaps.
    fn line_up(&mut self, how: &AuthorCommand) {
        let Some(author) = &self.authoring else { return };
        let Some(scene) = self.scene() else { return };
        let steps = author.selection.steps.iter();
        let mut rects: Vec<(StepId, Rect)> = steps.filter_map(|id| Some((id.clone(), scene.rect_of(id)?))).collect();
        line_up(&mut rects, how);
        let places = rects.into_iter().map(|(id, rect)| (id, on_grid(rect.min))).collect();
        self.edit(Edit::Place(places));
    }

    pub(super) fn fix(&mut self, place: usize) {
        let Some(author) = &self.authoring else { return };
        // A finding of a text that is no longer there is not mended.
        if author.checked != author.history.version() {
            return;
        }
        let Some(finding) = author.findings.get(place) else { return };
        let Some(fix) = finding.fix.clone() else {
            if let Some((line, remark)) = author.worded(finding) {
                self.reword(line, remark);
            }
            return;
        };
        self.edit(fix.edit);
        if let Some(author) = &mut self.authoring
            && author.message.is_none()
        {
            author.message = Some(fix.title);
        }
    }
}

/// Lines rectangles up by their left or upper edges, or spreads them between the first and the last with even gaps.
fn line_up(rects: &mut [(StepId, Rect)], how: &AuthorCommand) {
    let least = |of: fn(&Rect) -> f32, rects: &[(StepId, Rect)]| rects.iter().map(|(_, r)| of(r)).fold(f32::MAX, f32::min);
    match how {
        AuthorCommand::AlignLeft => {
            let left = least(Rect::left, rects);
            for (_, rect) in rects {
                *rect = rect.translate(Vec2::new(left - rect.left(), 0.0));
            }
        }
        AuthorCommand::AlignTop => {
            let top = least(Rect::top, rects);
            for (_, rect) in rects {
                *rect = rect.translate(Vec2::new(0.0, top - rect.top()));
            }
        }
        _ => spread(rects, *how == AuthorCommand::SpreadAcross),
    }
}

fn spread(rects: &mut [(StepId, Rect)], across: bool) {
    let low = |rect: &Rect| if across { rect.left() } else { rect.top() };
    let size = |rect: &Rect| if across { rect.width() } else { rect.height() };
    rects.sort_by(|a, b| low(&a.1).total_cmp(&low(&b.1)));
    let [first, .., last] = &*rects else { return };
    let whole = low(&last.1) + size(&last.1) - low(&first.1);
    let filled: f32 = rects.iter().map(|(_, r)| size(r)).sum();
    let gap = ((whole - filled) / (rects.len() - 1) as f32).max(GRID);
    let mut at = low(&first.1);
    for (_, rect) in rects {
        let by = at - low(rect);
        *rect = rect.translate(if across { Vec2::new(by, 0.0) } else { Vec2::new(0.0, by) });
        at += size(rect) + gap;
    }
}

/// The nearest point of the grid.
fn on_grid(at: Pos2) -> (i32, i32) {
    let snap = |value: f32| ((value / GRID).round() * GRID) as i32;
    (snap(at.x), snap(at.y))
}

#[cfg(test)]
mod tests {
    use super::*;
    use egui::{pos2, vec2};

    fn rects() -> Vec<(StepId, Rect)> {
        let at = |name: &str, x: f32, y: f32| (StepId::new(name).unwrap(), Rect::from_min_size(pos2(x, y), vec2(200.0, 100.0)));
        vec![at("a", 0.0, 30.0), at("b", 250.0, 0.0), at("c", 900.0, 60.0)]
    }

    #[test]
    fn aligned_steps_share_an_edge() {
        let mut rects = rects();
        line_up(&mut rects, &AuthorCommand::AlignTop);
        assert!(rects.iter().all(|(_, rect)| rect.top() == 0.0));
    }

    #[test]
    fn spread_steps_have_even_gaps_and_the_outer_ones_stay() {
        let mut rects = rects();
        line_up(&mut rects, &AuthorCommand::SpreadAcross);
        let lefts: Vec<f32> = rects.iter().map(|(_, rect)| rect.left()).collect();
        assert_eq!(lefts, [0.0, 450.0, 900.0]);
    }
}
