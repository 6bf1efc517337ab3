//! What is kept of a drill that was played to its end.

use super::{Drill, Gate, Grade, HeatCurve, Item, Level, NoticeKind, Over, Persona, Phase, Practised, ScoreCard};
use crate::tree::{TechniqueId, TreeId};
use jiff::{Timestamp, Zoned, civil::Date};
use serde::{Deserialize, Serialize};

/// A drill that was played to its end.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finished {
    /// Its name.
    pub id: String,
    /// When it began.
    pub began: Timestamp,
    /// When it ended.
    pub ended: Timestamp,
    /// The day on which it ended, where the trainee is.
    pub day: Date,
    /// The tree.
    pub tree: TreeId,
    /// The tree's revision.
    pub revision: u32,
    /// The customer.
    pub persona: String,
    /// The customer's name.
    pub customer: String,
    /// The customer goes for the agent.
    pub is_abusive: bool,
    /// The customer needs care: old, ill, frightened, in despair.
    pub needs_care: bool,
    /// How much was shown.
    pub level: Level,
    /// The seed.
    pub seed: u64,
    /// How the call came out.
    pub over: Over,
    /// The score, rule by rule.
    pub score: ScoreCard,
    /// The gates.
    pub gates: Vec<Gate>,
    /// The heat: as it was at the start, and after each turn.
    pub curve: Vec<f32>,
    /// The turn where the heat moved most.
    pub turned: Option<usize>,
    /// The goal for the next time.
    pub goal: String,
    /// The technique that the goal is about.
    pub technique: Option<TechniqueId>,
    /// How each technique went.
    pub techniques: Vec<TechniqueMet>,
}

impl Finished {
    /// Whether it is the very call of that setting: the same tree, customer and seed.
    #[must_use]
    pub fn is_same_call(&self, setting: &super::Setting) -> bool {
        self.seed == setting.seed && self.tree == setting.tree && self.persona == setting.persona.id
    }

    /// Whether the call was played through: the trainee did not ring off in the middle of it.
    #[must_use]
    pub fn was_played(&self) -> bool {
        self.over != Over::EndedByTrainee(crate::tree::Outcome::EndedEarly)
    }
}

/// How a technique went in a drill.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TechniqueMet {
    /// The technique.
    pub id: TechniqueId,
    /// How it went at its worst.
    pub grade: Grade,
}

impl TechniqueMet {
    /// Every technique of a drill, by name.
    #[must_use]
    pub fn all(practised: &[Practised]) -> Vec<Self> {
        let met = practised.iter().filter_map(|one| match &one.item {
            Item::Technique(id) => Some(Self { id: id.clone(), grade: one.grade }),
            Item::Answer { .. } => None,
        });
        let mut met: Vec<Self> = met.collect();
        met.sort_by(|one, other| (&one.id, one.grade).cmp(&(&other.id, other.grade)));
        met.dedup_by(|later, first| later.id == first.id);
        met
    }
}

impl Finished {
    /// The result of a drill under that name; nothing while it is played, or when it was stopped.
    #[must_use]
    pub fn of(id: &str, drill: &Drill, now: &Zoned) -> Option<Self> {
        let Phase::Over(over) = drill.phase() else {
            return None;
        };
        if !drill.is_finished() {
            return None;
        }
        let setting = drill.setting();
        let began = drill.events().first()?.at.timestamp();
        let revision = drill.call().trees().tree(setting.tree.as_str()).map_or(0, |tree| tree.revision);
        let turns = drill.turns();
        let start = turns.first().map_or_else(|| drill.heat(), |turn| turn.heat_before);
        let debrief = drill.debrief();
        Some(Self {
            id: id.to_owned(),
            began,
            ended: now.timestamp(),
            day: now.date(),
            tree: setting.tree.clone(),
            revision,
            persona: setting.persona.id.clone(),
            customer: setting.persona.name.clone(),
            is_abusive: setting.persona.is_abusive(),
            needs_care: setting.persona.needs_care,
            level: setting.level,
            seed: setting.seed,
            over,
            score: drill.score(),
            gates: drill.gates(),
            curve: std::iter::once(start).chain(turns.iter().map(|turn| turn.heat_after)).collect(),
            turned: debrief.turn,
            goal: debrief.goal,
            technique: debrief.technique,
            techniques: TechniqueMet::all(&drill.practised()),
        })
    }

    /// Whether a gate was broken.
    #[must_use]
    pub fn has_failed_gate(&self) -> bool {
        self.gates.iter().any(Gate::is_failed)
    }

    /// Start, highest and end of the heat.
    #[must_use]
    pub fn heat(&self) -> HeatCurve {
        let start = self.curve.first().copied().unwrap_or_default();
        let end = self.curve.last().copied().unwrap_or_default();
        HeatCurve { start, peak: self.curve.iter().copied().fold(start, f32::max), end }
    }
}

impl Persona {
    /// Whether the customer goes for the agent.
    #[must_use]
    pub fn is_abusive(&self) -> bool {
        self.notice.as_ref().is_some_and(|notice| notice.kind == NoticeKind::Abuse)
    }
}
