//! A tree held against another text of it: what differs, in words and for the canvas.

use super::{canvas::Scene, state::Authoring};
use crate::{
    edit::{Change, Difference, diff},
    tree::{Step, StepId, Tree},
    ui::state::{Overlay, State},
};
use std::{collections::HashMap, sync::Arc};

/// The tree in hand beside another text of it.
pub struct Compared {
    /// What it is held against, in words: “revision 7, which is live”.
    pub against: String,
    /// That text's tree.
    pub before: Arc<Tree>,
    /// What differs. Revision and status are the library's to give, and count for nothing.
    pub difference: Difference,
    changes: HashMap<StepId, Change>,
    drawn: Arc<Tree>,
    /// The picture without what is gone, and the state it was drawn of.
    picture: Option<(u64, Arc<Scene>)>,
}

impl Compared {
    fn of(against: String, before: Arc<Tree>, after: &Arc<Tree>, picture: Option<(u64, Arc<Scene>)>) -> Self {
        let mut earlier = (*before).clone();
        (earlier.revision, earlier.status) = (after.revision, after.status);
        let difference = diff(&earlier, after);
        let changes = difference.steps.iter().map(|step| (step.id.clone(), step.change)).collect();
        let drawn = with_what_is_gone(&before, after, &difference);
        Self { against, before, difference, changes, drawn, picture }
    }

    /// What happened to a step.
    #[must_use]
    pub fn change_of(&self, step: &StepId) -> Option<Change> {
        self.changes.get(step).copied()
    }

    /// A step that is gone from the tree in hand.
    #[must_use]
    pub fn gone(&self, step: &StepId) -> Option<&Arc<Step>> {
        self.before.steps.get(step).filter(|_| self.change_of(step) == Some(Change::Removed))
    }

    /// How many steps were added, changed (renamed ones too) and removed.
    #[must_use]
    pub fn counts(&self) -> [(Change, usize); 3] {
        let of = |wanted: &[Change]| self.difference.steps.iter().filter(|step| wanted.contains(&step.change)).count();
        [
            (Change::Added, of(&[Change::Added])),
            (Change::Changed, of(&[Change::Changed, Change::Renamed])),
            (Change::Removed, of(&[Change::Removed])),
        ]
    }
}

/// The tree in hand with the steps that are gone, each behind the step it stood behind.
fn with_what_is_gone(before: &Tree, after: &Arc<Tree>, difference: &Difference) -> Arc<Tree> {
    let mut tree = (**after).clone();
    let mut any = false;
    for gone in difference.steps.iter().filter(|step| step.change == Change::Removed) {
        let Some(at) = before.steps.get_index_of(&gone.id) else { continue };
        let Some((id, step)) = before.steps.get_index(at) else { continue };
        let above = at.checked_sub(1).and_then(|above| before.steps.get_index(above));
        let above = above.and_then(|(id, _)| tree.steps.get_index_of(id));
        tree.steps.shift_insert(above.map_or(0, |above| above + 1), id.clone(), Arc::clone(step));
        any = true;
    }
    if any { Arc::new(tree) } else { Arc::clone(after) }
}

/// Whether two trees are the same but for revision and status, which are the library's to give.
pub(super) fn says_the_same(one: &Arc<Tree>, other: &Arc<Tree>) -> bool {
    if (one.revision, one.status) == (other.revision, other.status) {
        return one == other;
    }
    let mut own = (**one).clone();
    (own.revision, own.status) = (other.revision, other.status);
    own == **other
}

/// A tree with nothing in it, for one that was never in the library.
fn nothing_of(tree: &Tree) -> Tree {
    let mut nothing = tree.clone();
    (nothing.steps, nothing.facts, nothing.limits, nothing.tests) = Default::default();
    nothing.layout = crate::tree::Layout::default();
    nothing
}

impl Authoring {
    /// The tree that the canvas shows: while it is compared, also what is gone.
    #[must_use]
    pub fn drawn_tree(&self) -> Arc<Tree> {
        self.compared.as_ref().map_or_else(|| Arc::clone(self.tree()), |compared| Arc::clone(&compared.drawn))
    }

    /// What agents are offered and how to say so; of a new tree, nothing.
    #[must_use]
    pub(super) fn live_side(&self) -> (String, Arc<Tree>) {
        match self.live.as_ref().map(crate::tree::Document::tree) {
            Some(tree) => (format!("revision {}, {}", tree.revision, standing(tree.status)), Arc::clone(tree)),
            None => ("nothing yet: it is new".to_owned(), Arc::new(nothing_of(self.tree()))),
        }
    }
}

/// How a tree stands in the library.
fn standing(status: crate::tree::Status) -> &'static str {
    match status {
        crate::tree::Status::Live => "which is live",
        crate::tree::Status::Draft => "which is not offered",
        crate::tree::Status::Retired => "which is retired",
    }
}

impl State {
    /// Holds the tree in hand against another text of it.
    pub(super) fn compare_with(&mut self, against: String, before: Arc<Tree>) {
        let Some(author) = &mut self.authoring else { return };
        let own = author.scene.clone().map(|scene| (author.pictured, scene));
        let was = author.compared.take();
        let was_none = was.is_none();
        let redraws = was.as_ref().is_some_and(|was| !Arc::ptr_eq(&was.drawn, author.tree()));
        let picture = was.map_or(own, |was| was.picture.clone());
        let compared = Compared::of(against, before, author.tree(), picture);
        if was_none {
            // The first thing that differs is brought into sight once the canvas has its room.
            let first = compared.difference.steps.iter().find(|step| step.change != Change::Removed);
            author.wants_look = first.map(|step| step.id.clone());
        }
        let redraws = redraws || !Arc::ptr_eq(&compared.drawn, author.tree());
        author.compared = Some(Arc::new(compared));
        if redraws {
            self.draw_and_write(false);
        }
    }

    /// The same after an edit.
    pub(super) fn compare_again(&mut self) {
        let Some(compared) = self.authoring.as_ref().and_then(|author| author.compared.clone()) else { return };
        self.compare_with(compared.against.clone(), Arc::clone(&compared.before));
    }

    /// Ends a comparison whose sheet is closed.
    pub(in crate::ui) fn end_comparison(&mut self) {
        let compares = matches!(&self.overlay, Some(Overlay::Author(sheet)) if sheet.is_at_side());
        let Some(author) = self.authoring.as_mut().filter(|_| !compares) else { return };
        let Some(compared) = author.compared.take() else { return };
        if Arc::ptr_eq(&compared.drawn, author.tree()) {
            return;
        }
        if let Some((version, scene)) = &compared.picture
            && *version == author.history.version()
        {
            author.scene = Some(Arc::clone(scene));
        }
        self.draw_and_write(false);
    }
}
