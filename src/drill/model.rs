//! The model of moves, from `assets/drill/moves.ron`: what each is worth, and what it is read from.

use super::names::MoveId;
use crate::{
    check::words::{Credit, Lexicon},
    tree::{Stage, TechniqueId, nearest, options},
};
use serde::Deserialize;
use std::sync::LazyLock;

/// What is known of a move.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveRule {
    /// Its name.
    pub id: MoveId,
    /// How much it changes the heat of a customer who has no other view of it.
    pub heat: f32,
    /// Its name for the trainee.
    pub name: String,
    /// What the customer heard; `{name}` is what they are called.
    pub heard: String,
    /// The technique that makes it, or makes it better.
    #[serde(default)]
    pub technique: Option<TechniqueId>,
    /// What it is read from; any of these.
    #[serde(default)]
    pub read: Vec<Reads>,
    /// The gate that it breaks.
    #[serde(default)]
    pub gate: Option<String>,
    /// Lines in which it is heard, for the examples of this file.
    #[serde(default)]
    pub good: Vec<String>,
}

/// One way of reading a move: everything that is given must hold.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Reads {
    /// A remark of the linter by one of these rules.
    pub rules: Vec<String>,
    /// One of these credits of the linter, or signs of this file.
    pub signs: Vec<String>,
    /// All of these, too.
    pub and: Vec<String>,
    /// None of these.
    pub not: Vec<String>,
    /// The tree's own line, on a step with one of these techniques.
    pub techniques: Vec<TechniqueId>,
    /// On a step of one of these stages.
    pub stages: Vec<Stage>,
    /// The order of things.
    pub when: Vec<When>,
}

/// Where a call stands, as far as the meaning of a line depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum When {
    /// Nothing that weighs on the customer was acknowledged yet.
    NotAcknowledged,
    /// It was.
    Acknowledged,
    /// No summary was confirmed yet.
    NotConfirmed,
    /// One was.
    Confirmed,
    /// Nothing was offered or done yet.
    BeforeFix,
    /// Something was.
    AfterFix,
    /// Nobody apologised yet.
    NoApologyYet,
    /// Somebody did.
    ApologyBefore,
    /// Empathy was shown before.
    EmpathyBefore,
    /// It names something that the customer spoke of.
    Specific,
    /// It does not.
    NotSpecific,
    /// A fact that the line needs is missing.
    Gap,
    /// None is.
    NoGap,
    /// The customer has just wanted somebody above the agent.
    ManagerWanted,
    /// The customer has just been abusive.
    AbuseHeard,
    /// The customer has just spoken of ending their life, or sounds in despair.
    DespairHeard,
    /// The customer has just complained, or wants to.
    ComplaintHeard,
    /// The customer is known by nobody's check yet, and the tree asks for one.
    NotIdentified,
    /// The same words were said before.
    SameWords,
    /// The step's own line.
    OwnLine,
    /// The step is a warning.
    Warning,
    /// The step promises something.
    Promise,
    /// A repair is wanted: the last line made it hotter.
    AfterSlip,
    /// The heat is 4 at least.
    Warm,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    moves: Vec<MoveRule>,
    signs: Vec<Credit>,
}

/// Moves and the signs they are read from.
#[derive(Debug)]
pub struct Model {
    moves: Vec<MoveRule>,
    signs: Lexicon,
}

const MOVES: &str = include_str!("../../assets/drill/moves.ron");

static SHIPPED: LazyLock<Model> =
    LazyLock::new(|| Model::try_shipped().expect("the model is part of the program, which a test reads"));

impl Model {
    /// The model that is part of the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads it, for a test that wants to see what is wrong with it.
    ///
    /// # Errors
    /// In words: where, and what was expected.
    pub fn try_shipped() -> Result<Self, String> {
        let file: File = options().from_str(MOVES).map_err(|error| {
            let at = error.span.start;
            format!("moves.ron, line {}, column {}: {}", at.line, at.col, error.code)
        })?;
        Ok(Self { moves: file.moves, signs: Lexicon::of_credits(file.signs).map_err(|error| format!("moves.ron, {error}"))? })
    }

    /// Every move, in the order of the file.
    #[must_use]
    pub fn moves(&self) -> &[MoveRule] {
        &self.moves
    }

    /// The signs of this model.
    #[must_use]
    pub fn signs(&self) -> &Lexicon {
        &self.signs
    }

    /// The move of that name.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&MoveRule> {
        self.moves.iter().find(|rule| rule.id == id)
    }

    /// The move of the name nearest to this one.
    #[must_use]
    pub fn nearest(&self, id: &str) -> Option<&str> {
        nearest(id, self.moves.iter().map(|rule| rule.id.as_str()))
    }
}
