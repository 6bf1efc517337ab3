//! A session: five minutes after any gap, and two minutes before a shift.

use super::{Cards, Due, Finished, Level, NoticeKind, Persona, chance::Chance, due, passes, techniques};
use crate::{
    call::Trees,
    tree::{Status, TechniqueId, TreeId},
};
use jiff::civil::Date;
use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

/// No session has more due items than this.
pub const MOST_DUE: usize = 8;
/// Openings in a warm-up.
const OPENINGS: usize = 3;
/// The openings are drawn from so many of the hottest.
const HOTTEST: usize = 6;

/// A session: what there is to do in five minutes, however long ago the last one was.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// The goal that was set last time.
    pub goal: Option<String>,
    /// Where the last drill turned.
    pub turned: Option<Turned>,
    /// What is due, the riskiest first, eight at most.
    pub due: Vec<Due>,
    /// The drill to play: the tree that most of it belongs to, with another customer than last time.
    pub scene: Option<Scene>,
    /// The technique for the one new goal: the weakest that is not the last goal's.
    pub new_goal: Option<TechniqueId>,
}

/// A turn to play again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Turned {
    /// The drill.
    pub drill: String,
    /// The turn.
    pub turn: usize,
    /// The tree it was played on.
    pub tree: TreeId,
    /// The customer's name.
    pub customer: String,
}

/// A drill to play.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// The tree.
    pub tree: TreeId,
    /// The customer.
    pub persona: Arc<Persona>,
    /// How much is shown.
    pub level: Level,
    /// The seed.
    pub seed: u64,
}

/// Plans a session. `drills` are those played to their end, in order; `mark` is the pass mark; `seed` chooses among
/// customers that fit equally well.
#[must_use]
pub fn session(
    cards: &Cards,
    drills: &[Finished],
    trees: &Trees,
    personas: &[Arc<Persona>],
    mark: u8,
    today: Date,
    seed: u64,
) -> Session {
    let last = drills.last();
    let mut due = due(cards, trees, today);
    due.truncate(MOST_DUE);
    let goal = last.map(|last| last.goal.clone()).filter(|goal| !goal.is_empty());
    let turned = last.and_then(|last| {
        let (drill, tree, customer) = (last.id.clone(), last.tree.clone(), last.customer.clone());
        Some(Turned { drill, turn: last.turned?, tree, customer })
    });
    let scene = tree_for(&due, last, trees).and_then(|tree| {
        let persona = other_persona(&tree, drills, personas, seed)?;
        let level = next_level(drills, &tree, mark);
        Some(Scene { tree, persona, level, seed })
    });
    let of_last = last.and_then(|last| last.technique.clone());
    let mut weakest = techniques(drills).into_iter().filter(|standing| standing.right < standing.of);
    let new_goal = weakest.find(|standing| Some(&standing.id) != of_last.as_ref()).map(|standing| standing.id);
    Session { goal, turned, due, scene, new_goal }
}

/// The tree that most of what is due belongs to; else the last one; else the first that agents are offered.
fn tree_for(due: &[Due], last: Option<&Finished>, trees: &Trees) -> Option<TreeId> {
    let mut counts: BTreeMap<&TreeId, usize> = BTreeMap::new();
    for one in due {
        *counts.entry(&one.at.tree).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(id, count)| (*count, Reverse((*id).clone()))).map(|(id, _)| id.clone());
    let is_there = |id: &TreeId| trees.tree(id.as_str()).is_some_and(|tree| tree.status != Status::Retired);
    let of_last = || last.map(|last| last.tree.clone()).filter(is_there);
    let first = || trees.all().find(|pinned| pinned.tree.status == Status::Live).map(|pinned| pinned.tree.id.clone());
    most.or_else(of_last).or_else(first)
}

/// Another customer than last time: one at home in the tree before others, and one met seldom before one met often.
/// Those who are met only by choice are never drawn.
fn other_persona(tree: &TreeId, drills: &[Finished], personas: &[Arc<Persona>], seed: u64) -> Option<Arc<Persona>> {
    let last = drills.last().map(|last| last.persona.as_str());
    let met =
        |persona: &Persona| drills.iter().filter(|finished| finished.tree == *tree && finished.persona == persona.id).count();
    let mut fitting: Vec<&Arc<Persona>> = personas.iter().filter(|persona| !persona.is_by_choice()).collect();
    if fitting.iter().any(|persona| Some(persona.id.as_str()) != last) {
        fitting.retain(|persona| Some(persona.id.as_str()) != last);
    }
    Chance::new(seed, 0, "customer of a session").shuffle(&mut fitting);
    let is_home = |persona: &Persona| persona.trees.iter().any(|home| tree == home.as_str());
    fitting.into_iter().min_by_key(|persona| (!is_home(persona), met(persona))).cloned()
}

/// As much is shown as last time with this tree; less after a pass, and more after a broken gate.
fn next_level(drills: &[Finished], tree: &TreeId, mark: u8) -> Level {
    let Some(last) = drills.iter().rfind(|finished| finished.tree == *tree) else {
        return Level::Shown;
    };
    match last.level {
        Level::Shown if passes(last, mark) => Level::Faded,
        Level::Faded if last.has_failed_gate() => Level::Shown,
        // An exam is never begun without being asked for.
        Level::Exam => Level::Faded,
        level => level,
    }
}

/// A warm-up: three hard openings, each of another customer, drawn by the seed from the hottest. Nobody is drawn whom
/// a trainee must choose to meet, or who threatens.
#[must_use]
pub fn warm_up(trees: &Trees, personas: &[Arc<Persona>], seed: u64) -> Vec<Scene> {
    let threatens = |persona: &Persona| persona.notice.as_ref().is_some_and(|notice| notice.kind == NoticeKind::Threat);
    let is_live = |id: &str| trees.tree(id).is_some_and(|tree| tree.status == Status::Live);
    let home = |persona: &Persona| persona.trees.iter().find(|id| is_live(id)).and_then(|id| TreeId::new(id).ok());
    let fitting = personas.iter().filter(|persona| !persona.is_by_choice() && !threatens(persona));
    let mut hot: Vec<(&Arc<Persona>, TreeId)> = fitting.filter_map(|persona| Some((persona, home(persona)?))).collect();
    hot.sort_by(|(one, _), (other, _)| other.heat.total_cmp(&one.heat).then(one.id.cmp(&other.id)));
    hot.truncate(HOTTEST);
    let mut chance = Chance::new(seed, 0, "warm-up");
    chance.shuffle(&mut hot);
    let scene = |(persona, tree): (&Arc<Persona>, TreeId)| Scene {
        tree,
        persona: Arc::clone(persona),
        level: Level::Faded,
        seed: chance.next(),
    };
    hot.into_iter().take(OPENINGS).map(scene).collect()
}
