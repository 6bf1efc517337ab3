//! What every tree may use without declaring it: facts, a limit, and the steps behind the always-keys.

use super::{Always, FactKind, Target};

/// Facts that the program itself fills.
pub const BUILT_IN_FACTS: [(&str, &str); 10] = [
    ("agent_name", "Agent's name"),
    ("tree_title", "Tree"),
    ("today", "Today"),
    ("now", "Time now"),
    ("call_reference", "Call reference"),
    ("warnings_given", "Warnings given"),
    ("visits", "Visits to this step"),
    ("crisis_line", "Crisis line"),
    ("emergency_number", "Emergency number"),
    ("duty_number", "Duty number"),
];

/// The limit every tree knows: how many warnings come before a call may be ended.
pub const WARNINGS: &str = "warnings";

/// The kind of a built-in fact.
#[must_use]
pub fn built_in_fact(name: &str) -> Option<FactKind> {
    match name {
        "agent_name" | "tree_title" | "call_reference" => Some(FactKind::Text),
        "crisis_line" | "emergency_number" | "duty_number" => Some(FactKind::Phone),
        "today" => Some(FactKind::Date),
        "now" => Some(FactKind::Time),
        "warnings_given" | "visits" => Some(FactKind::Number),
        _ => None,
    }
}

/// A move that leads to a step from every other step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub enum AlwaysKey {
    /// Insults, slurs, swearing at the agent.
    Abuse,
    /// The customer asks for somebody above the agent.
    Supervisor,
    /// Ask to put the customer on hold.
    Hold,
    /// The line was lost.
    CutOff,
    /// Safety: in danger now.
    Danger,
    /// Safety: talks of ending their life.
    Life,
    /// Safety: threatens somebody.
    Threat,
    /// Safety: health depends on it.
    Health,
}

impl AlwaysKey {
    /// Every key, Safety as its four rows.
    pub const ALL: [Self; 8] =
        [Self::Abuse, Self::Supervisor, Self::Hold, Self::CutOff, Self::Danger, Self::Life, Self::Threat, Self::Health];

    /// The four rows of Safety, in the order in which they are shown.
    pub const SAFETY: [Self; 4] = [Self::Danger, Self::Life, Self::Threat, Self::Health];

    /// The field of [`Always`] that names its step; the rows of Safety stand one level deeper.
    #[must_use]
    pub fn field(self) -> &'static str {
        match self {
            Self::Abuse => "abuse",
            Self::Supervisor => "supervisor",
            Self::Hold => "hold",
            Self::CutOff => "cut_off",
            Self::Danger => "danger",
            Self::Life => "life",
            Self::Threat => "threat",
            Self::Health => "health",
        }
    }

    /// The key in words.
    #[must_use]
    pub fn in_words(self) -> &'static str {
        match self {
            Self::Abuse => "Abuse",
            Self::Supervisor => "Supervisor",
            Self::Hold => "Hold",
            Self::CutOff => "Cut off",
            Self::Danger => "In danger now",
            Self::Life => "Talks of ending their life",
            Self::Threat => "Threatens somebody",
            Self::Health => "Health depends on it",
        }
    }

    /// The step of the tree behind the key, if the tree names one.
    #[must_use]
    pub fn own(self, always: &Always) -> Option<&Target> {
        match self {
            Self::Abuse => always.abuse.as_ref(),
            Self::Supervisor => always.supervisor.as_ref(),
            Self::Hold => always.hold.as_ref(),
            Self::CutOff => always.cut_off.as_ref(),
            Self::Danger => always.safety.danger.as_ref(),
            Self::Life => always.safety.life.as_ref(),
            Self::Threat => always.safety.threat.as_ref(),
            Self::Health => always.safety.health.as_ref(),
        }
    }

    /// The same, to be changed.
    pub fn own_mut(self, always: &mut Always) -> &mut Option<Target> {
        match self {
            Self::Abuse => &mut always.abuse,
            Self::Supervisor => &mut always.supervisor,
            Self::Hold => &mut always.hold,
            Self::CutOff => &mut always.cut_off,
            Self::Danger => &mut always.safety.danger,
            Self::Life => &mut always.safety.life,
            Self::Threat => &mut always.safety.threat,
            Self::Health => &mut always.safety.health,
        }
    }

    /// The shared step behind the key, used where a tree names none of its own: tree and step.
    #[must_use]
    pub fn shared(self) -> (&'static str, &'static str) {
        match self {
            Self::Abuse => ("aggressive-customer", "first-warning"),
            Self::Supervisor => ("aggressive-customer", "supervisor-asked"),
            Self::Hold => ("opening", "hold"),
            Self::CutOff => ("opening", "cut-off"),
            Self::Danger => ("aggressive-customer", "danger-now"),
            Self::Life => ("aggressive-customer", "ending-life"),
            Self::Threat => ("aggressive-customer", "threat"),
            Self::Health => ("aggressive-customer", "health-need"),
        }
    }
}
