//! What a call shows at a moment: facts in words, the line with its gaps, what is still missing.

use super::{
    Call, Trees,
    event::Spot,
    state::{Known, State},
};
use crate::{
    site::{Settings, gap, latest_day, shown},
    tree::{Fact, FactKind, Facts, Kind, Line, Piece, Promise, Step, Tree, Value, built_in_fact},
};
use jiff::Zoned;
use std::sync::Arc;

/// A call, or a draft of it, at a moment.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    pub(super) trees: &'a Trees,
    pub(super) site: &'a Settings,
    pub(super) state: &'a State,
    pub(super) now: &'a Zoned,
}

/// One part of the line on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SaidPiece {
    /// Plain words.
    Words(String),
    /// A fact that is known, as it is said.
    Known(String),
    /// A fact that is missing: its name and the question that stands in its place.
    Gap {
        /// Its name.
        name: String,
        /// What stands in its place.
        ask: String,
    },
}

/// The line on screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// Its parts, in order.
    pub pieces: Vec<SaidPiece>,
    /// Which wording it is, from 0.
    pub wording: usize,
    /// How many wordings there are.
    pub wordings: usize,
}

impl Said {
    /// The line as text; what is missing stands in square brackets.
    #[must_use]
    pub fn text(&self) -> String {
        let part = |piece: &SaidPiece| match piece {
            SaidPiece::Words(words) | SaidPiece::Known(words) => words.clone(),
            SaidPiece::Gap { ask, .. } => format!("[{ask}]"),
        };
        self.pieces.iter().map(part).collect()
    }

    /// The line as text; what is missing stands as `{name}`.
    #[must_use]
    pub fn with_names(&self) -> String {
        let part = |piece: &SaidPiece| match piece {
            SaidPiece::Words(words) | SaidPiece::Known(words) => words.clone(),
            SaidPiece::Gap { name, .. } => format!("{{{name}}}"),
        };
        self.pieces.iter().map(part).collect()
    }
}

/// A fact that the line or the step still needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Its name.
    pub name: String,
    /// Its label.
    pub label: String,
    /// Its type.
    pub kind: FactKind,
    /// The question that asks for it.
    pub ask: Option<String>,
    /// It stands in the line on screen.
    pub in_line: bool,
}

/// A promise that wants an owner and a day before the step is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PromiseAsked {
    /// What is promised, facts filled in.
    pub what: String,
    /// Who will own it.
    pub owner: String,
    /// The fact that holds the day.
    pub by: String,
    /// What is proposed for it, in plain form.
    pub proposed: Option<String>,
    /// The proposal as it is said.
    pub proposed_shown: Option<String>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(call: &'a Call, now: &'a Zoned) -> Self {
        Self { trees: &call.trees, site: &call.site, state: &call.state, now }
    }

    /// The step on screen and where it is.
    #[must_use]
    pub fn here(&self) -> Option<(&'a Spot, &'a Arc<Step>)> {
        let spot = self.state.spot.as_ref()?;
        Some((spot, self.trees.step(spot)?))
    }

    /// The tree on screen.
    #[must_use]
    pub fn tree(&self) -> Option<&'a Arc<Tree>> {
        self.trees.tree(self.state.spot.as_ref()?.tree.as_str())
    }

    /// The step at a spot.
    #[must_use]
    pub fn step_at(&self, spot: &Spot) -> Option<&'a Arc<Step>> {
        self.trees.step(spot)
    }

    /// The step's kind, stage and title at a spot.
    #[must_use]
    pub fn title(&self, spot: &Spot) -> String {
        self.trees.step(spot).map_or_else(|| spot.step.to_string(), |step| self.site.in_site_words(&step.title))
    }

    /// What the tree on screen says of a fact.
    #[must_use]
    pub fn fact(&self, name: &str) -> Option<&'a Arc<Fact>> {
        self.tree()?.facts.get(name)
    }

    /// The kind of a fact in the tree on screen, built-in ones included.
    #[must_use]
    pub fn kind(&self, name: &str) -> Option<FactKind> {
        built_in_fact(name).or_else(|| self.fact(name).map(|fact| fact.kind.clone()))
    }

    /// The label of a fact.
    #[must_use]
    pub fn label(&self, name: &str) -> String {
        let own = self.fact(name).or_else(|| self.trees.all().find_map(|pinned| pinned.tree.facts.get(name)));
        own.map_or_else(|| name.replace('_', " "), |fact| self.site.in_site_words(&fact.label))
    }

    /// What is known under that name, if the tree on screen means the same type by it.
    #[must_use]
    pub fn known(&self, name: &str) -> Option<Known> {
        if let Some(value) = self.built_in(name) {
            let kind = built_in_fact(name)?;
            return Some(Known { kind, value, private: false });
        }
        let known = self.state.facts.get(name)?;
        (self.fact(name).is_none_or(|fact| fact.kind == known.kind)).then(|| known.clone())
    }

    /// A known fact as it is said.
    #[must_use]
    pub fn shown(&self, name: &str) -> Option<String> {
        let known = self.known(name)?;
        Some(self.in_words(&known.value, &known.kind))
    }

    /// A value as it is said.
    #[must_use]
    pub fn in_words(&self, value: &Value, kind: &FactKind) -> String {
        let language = self.tree().map_or("en-GB", |tree| &tree.language);
        shown(value, kind, language, self.now.date())
    }

    fn built_in(&self, name: &str) -> Option<Value> {
        let text = |text: &str| (!text.trim().is_empty()).then(|| Value::Text(text.to_owned()));
        let phone = |text: &str| (!text.trim().is_empty()).then(|| Value::Phone(text.to_owned()));
        let count = |count: usize| Some(Value::Number(i64::try_from(count).unwrap_or(i64::MAX / 1_000_000) * 1_000_000));
        match name {
            "agent_name" => text(if self.state.agent.is_empty() { &self.site.agent_name } else { &self.state.agent }),
            "tree_title" => text(&self.tree()?.title),
            "call_reference" => text(&self.state.reference),
            "today" => Some(Value::Date(self.now.date())),
            "now" => Some(Value::Time(self.now.time().with().second(0).subsec_nanosecond(0).build().ok()?)),
            "warnings_given" => count(self.state.warnings.len()),
            "visits" => count(self.state.visits_to(self.state.spot.as_ref()?) as usize),
            "crisis_line" => phone(&self.site.numbers.crisis_line),
            "emergency_number" => phone(&self.site.numbers.emergency_number),
            "duty_number" => phone(&self.site.numbers.duty_number),
            _ => None,
        }
    }

    /// The line on screen; nothing on a step without one. `wording` counts on past the last to the first.
    #[must_use]
    pub fn line(&self, wording: usize) -> Option<Said> {
        let (_, step) = self.here()?;
        self.line_of(step, wording)
    }

    /// The line of any step, as the call would say it now.
    #[must_use]
    pub fn line_of(&self, step: &Step, wording: usize) -> Option<Said> {
        let lines: Vec<&String> = step.lines(self.state.mood).collect();
        let wordings = lines.len();
        let wording = wording.checked_rem(wordings)?;
        let text = self.site.in_site_words(lines[wording]);
        let pieces = Line::new(&text).pieces;
        let pieces = pieces.iter().map(|piece| self.piece(piece)).collect();
        Some(Said { pieces, wording, wordings })
    }

    fn piece(&self, piece: &Piece) -> SaidPiece {
        match piece {
            Piece::Words(words) => SaidPiece::Words((*words).to_owned()),
            Piece::Fact(name) => {
                if let Some(shown) = self.shown(name) {
                    SaidPiece::Known(shown)
                } else {
                    let kind = self.kind(name).unwrap_or(FactKind::Text);
                    SaidPiece::Gap { name: (*name).to_owned(), ask: gap(&kind, &self.label(name)) }
                }
            }
        }
    }

    /// A text of the tree (a task, a promise) with its facts as they are said; a missing one stands in square brackets.
    #[must_use]
    pub fn fill(&self, text: &str) -> String {
        let text = self.site.in_site_words(text);
        let pieces = Line::new(&text).pieces;
        Said { pieces: pieces.iter().map(|piece| self.piece(piece)).collect(), wording: 0, wordings: 1 }.text()
    }

    /// What the line and the step still need, the line's own first; each once.
    #[must_use]
    pub fn gaps(&self, wording: usize) -> Vec<Gap> {
        let Some((_, step)) = self.here() else {
            return Vec::new();
        };
        let line = self.line(wording);
        let in_line = line.iter().flat_map(|said| &said.pieces).filter_map(|piece| match piece {
            SaidPiece::Gap { name, .. } => Some((name.as_str(), true)),
            SaidPiece::Words(_) | SaidPiece::Known(_) => None,
        });
        let captures = step.captures.iter().map(|id| (id.as_str(), false));
        let mut gaps: Vec<Gap> = Vec::new();
        for (name, in_line) in in_line.chain(captures) {
            if self.known(name).is_some() || gaps.iter().any(|gap| gap.name == name) {
                continue;
            }
            let kind = self.kind(name).unwrap_or(FactKind::Text);
            let ask = self.fact(name).and_then(|fact| fact.ask.clone());
            gaps.push(Gap { name: name.to_owned(), label: self.label(name), kind, ask, in_line });
        }
        gaps
    }

    /// Whether everything the step captures is known already.
    #[must_use]
    pub fn is_known_already(&self) -> bool {
        let Some((_, step)) = self.here() else {
            return false;
        };
        self.is_known(step)
    }

    pub(super) fn is_known(&self, step: &Step) -> bool {
        let finds_out = matches!(step.kind, Kind::Say | Kind::Ask | Kind::Check | Kind::Do) && step.promise.is_none();
        finds_out && !step.captures.is_empty() && step.captures.iter().all(|id| self.known(id.as_str()).is_some())
    }

    /// The promise of the step on screen, if its day is not known yet.
    #[must_use]
    pub fn promise_asked(&self) -> Option<PromiseAsked> {
        let (_, step) = self.here()?;
        let promise = step.promise.as_ref()?;
        let by = promise.by.as_ref()?;
        if self.known(by.as_str()).is_some() {
            return None;
        }
        let fact = self.fact(by.as_str())?;
        let day = fact.latest.map(|span| Value::Date(latest_day(span, self.now.date())));
        let day = day.filter(|_| fact.kind == FactKind::Date);
        Some(PromiseAsked {
            what: self.fill(&promise.what),
            owner: self.owner(promise),
            by: by.to_string(),
            proposed: day.as_ref().map(|day| day.plain(&fact.kind)),
            proposed_shown: day.map(|day| self.in_words(&day, &fact.kind)),
        })
    }

    /// Who owns a promise: another person only once they have accepted, else the agent.
    #[must_use]
    pub fn owner(&self, promise: &Promise) -> String {
        let other = promise.owner.as_ref().filter(|owner| *owner != "agent_name");
        let accepted = promise.accepted.as_ref().and_then(|fact| self.known(fact.as_str()));
        let has_accepted = accepted.is_some_and(|known| known.value == Value::YesNo(true));
        let named = other.filter(|_| has_accepted).and_then(|owner| self.shown(owner.as_str()));
        named.or_else(|| self.shown("agent_name")).unwrap_or_else(|| "the agent".to_owned())
    }
}

impl Facts for Reading<'_> {
    fn value(&self, fact: &str) -> Option<(Value, FactKind)> {
        self.known(fact).map(|known| (known.value, known.kind))
    }

    fn limit(&self, limit: &str) -> Option<Value> {
        self.site.limit(limit, self.tree()?.limits.get(limit).map(|limit| &**limit))
    }
}
