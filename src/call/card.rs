//! The hand-over card: situation, background, assessment, recommendation, at most 75 words, read in half a minute.

use super::{mask::initials, reading::Reading, state::State};
use crate::tree::{How, Kind, Mood, Stage};

/// The four parts of the card.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Card {
    /// Who calls, about what, how they sound, what they want.
    pub situation: String,
    /// What was known, said and promised.
    pub background: String,
    /// Whose fault, what was tried, warnings.
    pub assessment: String,
    /// What is asked of the receiver.
    pub recommendation: String,
}

/// Most words of each part; together, with the names of the parts, 75.
const WORDS: [usize; 4] = [19, 24, 14, 14];

impl Card {
    /// The parts with their letters and names.
    #[must_use]
    pub fn parts(&self) -> [(&'static str, &'static str, &str); 4] {
        [
            ("S", "Situation", &self.situation),
            ("B", "Background", &self.background),
            ("A", "Assessment", &self.assessment),
            ("R", "Recommendation", &self.recommendation),
        ]
    }

    /// Its words.
    #[must_use]
    pub fn words(&self) -> usize {
        self.parts().iter().map(|(_, _, text)| count(text)).sum()
    }

    /// The card as text to paste.
    #[must_use]
    pub fn text(&self) -> String {
        self.parts().map(|(_, name, text)| format!("{name}: {text}")).join("\n")
    }
}

fn count(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Whole sentences while they fit; the first is cut at a word if it alone is too long.
fn within(most: usize, sentences: impl IntoIterator<Item = String>) -> String {
    let mut kept: Vec<String> = Vec::new();
    let mut used = 0;
    for sentence in sentences {
        let words = count(&sentence);
        if words == 0 || used + words > most {
            if used == 0 && words > 0 {
                let cut: Vec<&str> = sentence.split_whitespace().take(most).collect();
                kept.push(format!("{}…", cut.join(" ").trim_end_matches(['.', ','])));
                used = most;
            }
            continue;
        }
        used += words;
        kept.push(sentence);
    }
    kept.join(" ")
}

impl Reading<'_> {
    /// The hand-over card as the call stands.
    #[must_use]
    pub fn card(&self) -> Card {
        Card {
            situation: within(WORDS[0], self.situation()),
            background: within(WORDS[1], self.background()),
            assessment: within(WORDS[2], self.assessment()),
            recommendation: within(WORDS[3], self.recommendation()),
        }
    }

    fn situation(&self) -> Vec<String> {
        let name = self.shown("customer_name").unwrap_or_else(|| "Customer".to_owned());
        let about = match self.shown("issue") {
            Some(issue) => format!("{name}: {issue}."),
            None => format!("{name}. {}.", self.tree().map_or("", |tree| tree.title.as_str())),
        };
        let mood = match (self.state.mood, self.state.was_heated) {
            (Mood::Heated, _) => "Heated now.",
            (Mood::Calm, true) => "Calm now, heated before.",
            (Mood::Calm, false) => "Calm.",
        };
        let goal = self.shown("goal").map(|goal| format!("Wants {goal}."));
        [Some(about), Some(mood.to_owned()), goal].into_iter().flatten().collect()
    }

    fn background(&self) -> Vec<String> {
        const TOLD_ELSEWHERE: [&str; 10] = [
            "customer_name",
            "issue",
            "goal",
            "fault",
            "feeling",
            "supervisor_name",
            "hold_reason",
            "hold_minutes",
            "phone",
            "contacts",
        ];
        let contacts = self.shown("contacts").map(|count| format!("Called before: {count}."));
        let promises = self.state.open_promises().map(|(_, promise)| format!("Promised: {}.", promise.what));
        let facts = self.state.facts.iter().filter(|(name, known)| !known.private && !TOLD_ELSEWHERE.contains(&name.as_str()));
        let facts = facts.map(|(name, known)| format!("{}: {}.", self.label(name), self.in_words(&known.value, &known.kind)));
        let confirmed = self.is_confirmed().then(|| "Summary confirmed.".to_owned());
        contacts.into_iter().chain(promises).chain(confirmed).chain(facts).collect()
    }

    fn assessment(&self) -> Vec<String> {
        let fault = self.shown("fault").map(|fault| match fault.as_str() {
            "ours" => "Our error.".to_owned(),
            "not ours" => "Not our error.".to_owned(),
            other => format!("Fault: {other}."),
        });
        let warnings = match self.state.warnings.len() {
            0 => "No warnings.".to_owned(),
            1 => "One warning.".to_owned(),
            count => format!("{count} warnings."),
        };
        let offered = self.passed(Stage::Offer).then(|| "Options were offered.".to_owned());
        let feeling = self.shown("feeling").map(|feeling| format!("Says they are {feeling}."));
        [fault, Some(warnings), offered, feeling].into_iter().flatten().collect()
    }

    fn recommendation(&self) -> Vec<String> {
        let why = self.here().and_then(|(_, step)| match &step.kind {
            Kind::Escalate { why, .. } if !why.is_empty() => Some(format!("{}.", self.fill(why).trim_end_matches('.'))),
            _ => None,
        });
        let decision = self.shown("decision").map(|decision| format!("Please {decision}."));
        let goal = self.shown("goal").map(|goal| format!("Please decide on {goal}."));
        let ended = self.here().is_some_and(|(_, step)| matches!(step.kind, Kind::Escalate { how: How::Disconnect, .. }));
        let none = || if ended { "Please ring them back as promised." } else { "Please take this call on." }.to_owned();
        let ask = decision.or(goal).unwrap_or_else(none);
        why.into_iter().chain([ask]).collect()
    }

    /// Whether the customer has confirmed a paraphrase: a Confirm step was spoken and left by its first answer.
    #[must_use]
    pub fn is_confirmed(&self) -> bool {
        self.state.path.iter().any(|entry| {
            let step = self.trees.step(&entry.spot);
            step.is_some_and(|step| {
                let first = step.answers.first().map(|answer| &answer.when);
                let spoken = self.state.said.iter().any(|said| said.at == entry.spot);
                spoken && step.stage == Stage::Confirm && entry.left_by.is_some() && entry.left_by.as_ref() == first
            })
        })
    }

    pub(super) fn passed(&self, stage: Stage) -> bool {
        let left = |state: &State, spot: &super::Spot| state.spot.as_ref() != Some(spot);
        self.state
            .path
            .iter()
            .any(|entry| left(self.state, &entry.spot) && self.trees.step(&entry.spot).is_some_and(|step| step.stage == stage))
    }

    /// The customer as lists show them.
    #[must_use]
    pub fn customer_in_lists(&self) -> Option<String> {
        let known = self.state.facts.get("customer_name")?;
        Some(initials(&known.value.plain(&known.kind)))
    }
}
