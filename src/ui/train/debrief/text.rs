//! A debrief as text, to be copied.

use super::{Debriefing, said, technique_words};
use crate::{
    drill::{GateState, Section},
    ui::train::keeping::title_of,
};
use jiff::Zoned;

impl Debriefing {
    /// The whole debrief in plain text.
    #[must_use]
    pub fn as_text(&self, now: &Zoned) -> String {
        let setting = self.drill.setting();
        let mut lines = vec![
            format!("{} with {}, {}", title_of(&self.drill), setting.persona.name, crate::site::shown_short_day(now.date())),
            said::outcome(&self.drill),
            format!("Score {} of 100", self.score.total),
        ];
        for section in Section::ALL.into_iter().chain([Section::Protocol, Section::Help]) {
            let parts: Vec<_> = self.score.parts.iter().filter(|part| part.section == section).collect();
            if parts.is_empty() {
                continue;
            }
            let (points, of) = self.score.section(section);
            lines.push(format!("{}: {points:.0} of {of}", section.in_words()));
            for part in parts {
                let why = if part.why.is_empty() { String::new() } else { format!(" ({})", part.why) };
                lines.push(format!("  {}: {:.0} of {}{why}", part.name, part.points, part.of));
            }
        }
        for gate in &self.gates {
            let state = match &gate.state {
                GateState::Passed => "passed".to_owned(),
                GateState::Failed { turn, why } => format!("failed in turn {turn}: {why}"),
                GateState::DidNotComeUp => continue,
            };
            lines.push(format!("Gate: {}: {state}", gate.name));
        }
        if self.shows_heat() {
            let heat = self.debrief.heat;
            lines.push(format!("Heat: start {:.1}, peak {:.1}, end {:.1}", heat.start, heat.peak, heat.end));
        }
        if let Some(turn) = self.drill.turns().iter().find(|turn| turn.number == self.turn) {
            lines.push(format!("Turn {}: {}", turn.number, said::said(turn)));
            lines.extend(turn.reasons.iter().cloned());
        }
        if let Some(better) = &self.better {
            lines.push(format!("Better: “{}”", better.words));
            lines.extend(technique_words(better.technique.as_ref()).map(|(name, why)| format!("{name}: {why}")));
        }
        if !self.debrief.goal.is_empty() {
            lines.push(format!("One goal: {}", self.debrief.goal));
        }
        for (part, words) in &self.disputes {
            let name = self.score.parts.iter().find(|one| one.id == *part).map_or(part.as_str(), |part| &part.name);
            lines.push(format!("Disputed: {name}: {words}"));
        }
        lines.join("\n")
    }
}
