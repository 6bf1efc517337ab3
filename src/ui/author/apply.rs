//! The one place that changes what an author has in hand: what each command does.

use super::{
    camera::Camera,
    canvas::{Drag, Grip, step_id},
    command::{AuthorCommand, Walk},
    opening::look_there,
    state::{Access, Authoring, Pane, Selection, Thing},
    walk::walk,
};
use crate::{
    edit::Edit,
    layout::{Direction, Order},
    tree::StepId,
    ui::{
        command::Command,
        state::{Effect, Overlay, State},
    },
};
use egui::Pos2;
use std::sync::Arc;

/// How much a key zooms.
const ZOOM: f32 = 1.25;
/// Steps stand on multiples of this, in points of the plane.
pub(super) const GRID: f32 = 8.0;

impl State {
    /// Does what a command of the author says.
    pub(in crate::ui) fn apply_to_author(&mut self, command: AuthorCommand) {
        match command {
            AuthorCommand::Open(id) => return self.open_tree(&id, None),
            AuthorCommand::OpenAt(id, step) => return self.open_tree(&id, Some(&step)),
            AuthorCommand::CloseTree => {
                self.put_tree_aside();
                self.overlay = None;
                return;
            }
            AuthorCommand::TakeOver => return self.take_over_tree(),
            AuthorCommand::NewTree => return self.ask_for_new_tree(),
            AuthorCommand::CompareOutside => return self.compare_outside(),
            AuthorCommand::KeepMine => return self.keep_mine(),
            AuthorCommand::MergeOutside => return self.merge_outside(),
            AuthorCommand::Replace => return self.open_replace(),
            AuthorCommand::TakeBack => return self.take_back_last(),
            _ => {}
        }
        let Some(author) = &mut self.authoring else { return };
        if !command.only_looks()
            && let Some(why) = why_read_only(author)
        {
            author.message = Some(why);
            return;
        }
        let before = author.history.version();
        if !matches!(
            command,
            AuthorCommand::Canvas(_) | AuthorCommand::TextColumns(_) | AuthorCommand::Pan(_) | AuthorCommand::Zoom { .. }
        ) {
            author.message = None;
        }
        match command {
            AuthorCommand::Undo => self.step_in_history(true),
            AuthorCommand::Redo => self.step_in_history(false),
            AuthorCommand::KeepPoint => self.keep_point(),
            // What is live needs no draft.
            AuthorCommand::DiscardFound => return self.discard_found(),
            AuthorCommand::Edit(edit) => self.make_edit(&edit),
            AuthorCommand::Stroke(_)
            | AuthorCommand::TextColumns(_)
            | AuthorCommand::GoToTrouble(_)
            | AuthorCommand::UseCanvas => self.apply_to_text(command),
            AuthorCommand::Try(attempt) => self.attempt(attempt),
            looks if looks.only_looks() => self.look(looks),
            builds => self.build(builds),
        }
        let changed = self.authoring.as_ref().is_some_and(|author| author.history.version() != before);
        if changed {
            self.after_edit();
        }
        if let Some(author) = &mut self.authoring {
            author.text_follows();
        }
    }

    /// Makes an edit; one that makes no sense is said in words.
    pub(super) fn make_edit(&mut self, edit: &Edit) {
        let now = self.clock_seconds;
        let Some(author) = &mut self.authoring else { return };
        if let Err(refused) = author.history.make(edit, now) {
            author.message = Some(refused.to_string());
        }
    }

    pub(super) fn after_edit(&mut self) {
        if let Some(author) = &mut self.authoring {
            author.selection = author.selection.within(author.history.tree());
            (author.finding, author.differs) = (None, true);
        }
        self.draw_and_write(true);
        self.compare_again();
        self.retry();
    }

    fn step_in_history(&mut self, back: bool) {
        self.settle_typed();
        let in_text = self.step_in_text(back);
        let Some(author) = &mut self.authoring else { return };
        if in_text.is_some() {
            author.message = in_text;
            return;
        }
        let done = if back { author.history.undo() } else { author.history.redo() };
        author.message = match (done, back) {
            (Some(name), true) => Some(format!("Undone: {name}")),
            (Some(name), false) => Some(format!("Done again: {name}")),
            (None, true) => Some("There is nothing to undo.".to_owned()),
            (None, false) => Some("There is nothing to do again.".to_owned()),
        };
    }

    /// What only looks: choosing, walking, the camera, panes.
    fn look(&mut self, command: AuthorCommand) {
        match command {
            AuthorCommand::TryFromHere => return self.try_from_here(),
            AuthorCommand::TextView => return self.turn_text_view(),
            AuthorCommand::Export => return self.ask_for_export(),
            AuthorCommand::History => return self.open_earlier(),
            AuthorCommand::QuickFix => return self.quick_fix_chosen(),
            AuthorCommand::Voice => return self.show_voice(),
            AuthorCommand::GoToWords(place) => return self.go_to_words(&place),
            AuthorCommand::KeepFound => return self.keep_found(),
            AuthorCommand::CompareFound => return self.compare_with_live(),
            AuthorCommand::EditStep => return self.focus_on_chosen(),
            AuthorCommand::Copy => return self.copy_steps(),
            AuthorCommand::NextProblem => return self.walk_problems(true),
            AuthorCommand::PreviousProblem => return self.walk_problems(false),
            AuthorCommand::Walk(how) => return self.walk(how),
            AuthorCommand::Arrange | AuthorCommand::FewestCrossings | AuthorCommand::TurnRound => {
                if let Some(author) = &mut self.authoring {
                    let (direction, order) = author.arrangement;
                    author.arrangement = match command {
                        AuthorCommand::Arrange => (direction, Order::AsWritten),
                        AuthorCommand::FewestCrossings => (direction, Order::Fewest),
                        _ if direction == Direction::Right => (Direction::Down, order),
                        _ => (Direction::Right, order),
                    };
                    (author.scene, author.arranged, author.wants_fit) = (None, true, true);
                }
                return self.draw_and_write(false);
            }
            _ => {}
        }
        let Some(author) = &mut self.authoring else { return };
        match command {
            AuthorCommand::Select(selection) => author.select(selection),
            AuthorCommand::SelectAll => {
                let steps = author.tree().steps.keys().cloned().collect();
                author.select(Selection { steps, ..Selection::default() });
            }
            AuthorCommand::AddToSelection(step) => {
                let mut selection = author.selection.clone();
                (selection.answer, selection.thing) = (None, None);
                match selection.steps.iter().position(|id| *id == step) {
                    Some(place) => drop(selection.steps.remove(place)),
                    None => selection.steps.push(step),
                }
                author.select(selection);
            }
            AuthorCommand::ChooseAnswer(step, answer) => author.select(Selection::answer(step, answer)),
            AuthorCommand::ChooseFact(fact) => author.select(Selection::thing(Thing::Fact(fact))),
            AuthorCommand::ChooseLimit(limit) => author.select(Selection::thing(Thing::Limit(limit))),
            AuthorCommand::GoToStep(step) => {
                author.select(Selection::step(step.clone()));
                author.show_step(&step);
            }
            AuthorCommand::GoToFinding(place) => author.go_to_finding(place),
            AuthorCommand::Canvas(rect) => {
                let first = author.canvas.width() < 1.0;
                if !first {
                    // What is on the screen stays where it is; what is chosen stays in view.
                    author.camera.centre += (rect.center() - author.canvas.center()) / author.camera.zoom;
                    let played = author.played().filter(|_| author.pane == Pane::Try).cloned();
                    author.wants_look = author.wants_look.take().or(played).or_else(|| author.selection.primary().cloned());
                }
                author.canvas = rect;
                look_there(author);
            }
            AuthorCommand::Pan(by) => author.camera = author.camera.panned(by),
            AuthorCommand::Zoom { at, factor } => author.camera = author.camera.zoomed_about(author.canvas, at, factor),
            AuthorCommand::LookAt(centre) => author.camera.centre = centre,
            AuthorCommand::ZoomIn => author.zoom(ZOOM),
            AuthorCommand::ZoomOut => author.zoom(1.0 / ZOOM),
            AuthorCommand::LifeSize => author.zoom(1.0 / author.camera.zoom),
            AuthorCommand::Fit => {
                if let Some(scene) = &author.scene {
                    author.camera = Camera::fitting(author.canvas, scene.bounds);
                }
            }
            AuthorCommand::ToStart => {
                let start = author.tree().start.clone();
                let home = author.scene.as_ref().and_then(|scene| Some((scene.rect_of(&start)?, scene.bounds)));
                if let Some((rect, bounds)) = home {
                    author.camera = Camera::home(author.canvas, rect, bounds);
                }
                author.select(Selection::step(start));
            }
            AuthorCommand::Grip(grip, at) => author.drag = Some(Drag { grip, from: at, to: at }),
            AuthorCommand::Drag(at) => {
                if let Some(drag) = &mut author.drag {
                    drag.to = at;
                }
            }
            AuthorCommand::Drop(at) => self.dropped(at),
            AuthorCommand::LetDragGo => author.drag = None,
            AuthorCommand::Show(pane) => author.pane = pane,
            AuthorCommand::OutlineText(text) => author.looked_for = text,
            AuthorCommand::Refresh => self.draw_and_write(false),
            AuthorCommand::CloseConflicts => author.conflicts.clear(),
            _ => {}
        }
    }

    fn dropped(&mut self, at: Pos2) {
        let Some(drag) = self.authoring.as_mut().and_then(|author| author.drag.take()) else { return };
        let drag = Drag { to: at, ..drag };
        match &drag.grip {
            Grip::Corner => {
                let Some(author) = &mut self.authoring else { return };
                let area = egui::Rect::from_two_pos(drag.from, drag.to);
                let steps = author.scene.as_ref().map(|scene| scene.steps_in(area)).unwrap_or_default();
                author.select(Selection { steps, ..Selection::default() });
            }
            _ => self.build_from_drag(&drag),
        }
    }

    fn walk(&mut self, how: Walk) {
        let Some(author) = &mut self.authoring else { return };
        let picture = author.scene.as_ref().map(|scene| Arc::clone(&scene.picture));
        let next = walk(author.tree(), picture.as_deref(), &author.order, &author.selection, how);
        let Some(next) = next else { return };
        let step = next.primary().cloned();
        author.select(next);
        if let Some(step) = step {
            author.show_step(&step);
            self.effects.push(Effect::FocusId(step_id(&step)));
        }
    }

    /// Puts the cursor into the first field of what is chosen.
    fn focus_on_chosen(&mut self) {
        let is_narrow = self.has_no_room_beside();
        let Some(author) = &mut self.authoring else { return };
        (author.pane, author.is_over_canvas) = (Pane::Inspector, is_narrow);
        let field = match (&author.selection, author.selection.primary()) {
            (Selection { answer: Some(answer), .. }, Some(_)) => super::inspector::answer_field(*answer),
            (_, Some(_)) => super::inspector::title_field(),
            (Selection { thing: Some(_), .. }, None) => super::inspector::thing_field(),
            _ => super::inspector::tree_field(),
        };
        self.effects.push(Effect::FocusId(field));
    }

    /// Whether the window is too narrow for anything beside the canvas.
    pub(super) fn has_no_room_beside(&self) -> bool {
        self.window_width < crate::ui::theme::measures().strip_at_most
    }

    /// Opens a sheet over the author.
    pub(super) fn open_sheet(&mut self, sheet: super::sheets::Sheet) {
        self.overlay = Some(Overlay::Author(Box::new(sheet)));
        self.effects.push(Effect::Unfocus);
    }

    /// Why a command of the author does nothing now.
    pub(in crate::ui) fn why_not_author(&self, command: &AuthorCommand) -> Option<&'static str> {
        if *command == AuthorCommand::TakeBack {
            return if self.to_take_back().is_some() { None } else { Some("nothing was published here") };
        }
        if self.place != super::super::state::Place::Author {
            return Some("only in Author");
        }
        if matches!(command, AuthorCommand::NewTree | AuthorCommand::Replace) {
            return None;
        }
        let Some(author) = &self.authoring else {
            return Some("no tree is open");
        };
        if !command.only_looks() && !author.is_writable() {
            return Some("this tree is only being read");
        }
        let steps = author.selection.steps.len();
        let only = |holds: bool, why: &'static str| if holds { None } else { Some(why) };
        match command {
            AuthorCommand::Undo => only(author.can_undo(), "nothing to undo"),
            AuthorCommand::Redo => only(author.can_redo(), "nothing to do again"),
            AuthorCommand::QuickFix => only(author.can_quick_fix(), "choose a step that is live"),
            AuthorCommand::AddAnswer | AuthorCommand::RenameStep => only(steps == 1, "choose one step"),
            AuthorCommand::LeadTo => only(steps == 1, "choose a step or an answer"),
            AuthorCommand::Copy | AuthorCommand::Cut | AuthorCommand::Duplicate | AuthorCommand::FrameSteps => {
                only(steps > 0, "choose steps first")
            }
            AuthorCommand::Delete => only(steps > 0 || author.selection.thing.is_some(), "choose something first"),
            AuthorCommand::AlignLeft | AuthorCommand::AlignTop => only(steps > 1, "choose two steps or more"),
            AuthorCommand::SpreadAcross | AuthorCommand::SpreadDown => only(steps > 2, "choose three steps or more"),
            AuthorCommand::NextProblem | AuthorCommand::PreviousProblem => {
                only(!author.findings.is_empty(), "there is no problem")
            }
            AuthorCommand::Publish => only(!author.text_is_broken(), "the text is not a tree yet"),
            AuthorCommand::Fix => only(author.can_fix(), "no problem with one obvious fix"),
            _ => None,
        }
    }

    /// The sheets and the home of the author, closed by Esc; gives back whether there was something to close.
    pub(in crate::ui) fn close_in_author(&mut self) {
        self.effects.push(Effect::Unfocus);
        let Some(author) = &mut self.authoring else { return };
        if author.drag.take().is_some() {
            return;
        }
        if author.message.take().is_some() {
            return;
        }
        if std::mem::take(&mut author.is_over_canvas) {
            (author.pane, author.trying) = (Pane::Inspector, None);
            return;
        }
        if author.pane != Pane::Inspector {
            (author.pane, author.trying) = (Pane::Inspector, None);
        } else if author.selection.answer.is_some() {
            author.selection.answer = None;
        } else if let Some(step) = author.selection.primary().cloned() {
            // Out of the inspector first, back to the canvas.
            if self.types_in_author {
                self.effects.push(Effect::FocusId(step_id(&step)));
            } else {
                author.selection = Selection::default();
            }
        } else {
            author.selection = Selection::default();
        }
    }
}

/// Why a tree can only be read, in words.
fn why_read_only(author: &Authoring) -> Option<String> {
    match &author.access {
        Access::Mine(_) => None,
        Access::Held(holder) => Some(format!("{} edits this tree on {}; you can read it, or take over.", holder.by, holder.host)),
        Access::ReadOnly(why) => Some(format!("This tree is only being read: {why}")),
    }
}

impl Authoring {
    /// Chooses something; a problem in view is one no longer.
    #[expect(clippy::needless_pass_by_value, reason = "what is chosen is made for this")]
    pub fn select(&mut self, selection: Selection) {
        self.selection = selection.within(self.history.tree());
    }

    /// Brings a step into view, now or when it is drawn.
    pub fn show_step(&mut self, step: &StepId) {
        self.wants_look = Some(step.clone());
        look_there(self);
    }

    fn zoom(&mut self, factor: f32) {
        // The chosen step keeps its place, where it is in view.
        let chosen = self.selection.primary().and_then(|id| self.scene.as_ref()?.rect_of(id));
        let about = chosen.map(|rect| self.camera.to_screen(self.canvas, rect.center()));
        let about = about.filter(|at| self.canvas.contains(*at)).unwrap_or(self.canvas.center());
        self.camera = self.camera.zoomed_about(self.canvas, about, factor);
    }
}

impl From<AuthorCommand> for Command {
    fn from(command: AuthorCommand) -> Self {
        Self::Author(command)
    }
}
