//! The debrief: the turn where the heat moved most, the better line, and one goal for the next time.

use super::{
    act::Act,
    card::{Debrief, HeatCurve, Section},
    model::{Model, MoveRule},
    rehearsal::{Drill, Setting},
    score::{heated, is_spoken},
    slips::slip,
    temper::BROKEN_PROMISE,
    turn::{LineFrom, Said, Turn},
};
use crate::tree::{TechniqueId, TreeId};

/// The tree of calls that follow others.
const FOLLOW_UP: &str = "follow-up-call";

impl Drill {
    /// The heat of the call: start, peak, end.
    #[must_use]
    pub fn heat_curve(&self) -> HeatCurve {
        let (start, peak) = self.play.temper.start_and_peak();
        HeatCurve { start, peak, end: self.heat() }
    }

    /// What is talked over: the turn where the heat moved most.
    #[must_use]
    pub fn debrief(&self) -> Debrief {
        let heat = self.heat_curve();
        let persona = &self.setting().persona;
        let missed = persona.hidden.iter().zip(&self.play.memory.hidden);
        let missed = missed.filter(|(hidden, told)| !**told && !self.was_spoken(&hidden.spoken));
        let missed = missed.map(|(hidden, _)| hidden.what.clone()).collect();
        let mut debrief = Debrief {
            title: "Nothing was said yet".to_owned(),
            turn: None,
            customer: String::new(),
            said: String::new(),
            did: Vec::new(),
            heat_before: heat.start,
            heat_after: heat.end,
            better: None,
            better_heat: None,
            why: String::new(),
            technique: None,
            heat,
            recovery: heat.recovery(),
            missed,
            goal: self.goal(),
        };
        let Some(turn) = self.turning_point() else { return debrief };
        let change = turn.heat_after - turn.heat_before;
        let first = turn.moves.iter().find(|made| made.counted);
        let name = first.map_or_else(|| turn.step_title.clone(), |made| made.name.clone());
        debrief.title = if change > 0.0 {
            format!("Where it heated: {}", small(&name))
        } else if change < 0.0 {
            format!("Where it turned: {}", small(&name))
        } else if first.is_some_and(|made| made.heat > 0.0) {
            format!("Where it could get no hotter: {}", small(&name))
        } else {
            format!("Where it stood still: {}", small(&turn.step_title))
        };
        debrief.turn = Some(turn.number);
        debrief.customer.clone_from(&turn.customer.words);
        turn.said.text().clone_into(&mut debrief.said);
        debrief.did.clone_from(&turn.reasons);
        (debrief.heat_before, debrief.heat_after) = (turn.heat_before, turn.heat_after);
        let rule = first.and_then(|made| Model::shipped().get(made.id.as_str()));
        debrief.technique = rule.and_then(|rule| rule.technique.clone()).or_else(|| self.first_technique(turn));
        debrief.why = match &turn.said {
            Said::Chosen { from: LineFrom::Slip(id), .. } if change >= 0.0 => {
                slip(id).map_or_else(String::new, |slip| slip.why.clone())
            }
            _ => first.map_or_else(|| "Nothing in it warmed or cooled.".to_owned(), |made| made.reason.clone()),
        };
        if !turn.said.is_own_line() {
            let own = turn.choices.iter().position(|choice| choice.from.is_own());
            if let Some(at) = own {
                debrief.better = self.own_line_of(turn);
                let better = debrief.better.clone().unwrap_or_default();
                debrief.technique = self.technique_in(turn, &better, debrief.technique.take());
                debrief.better_heat = self.heat_with(turn, at + 1);
            }
        }
        debrief
    }

    /// The turn where the heat moved most; where it rose, before where it fell.
    #[must_use]
    pub fn turning_point(&self) -> Option<&Turn> {
        let spoken = || self.turns().iter().filter(|turn| is_spoken(turn) || !turn.moves.is_empty());
        let rise = spoken().filter(|turn| heated(turn) >= 0.5);
        let rise = rise.reduce(|most, next| if heated(next) > heated(most) { next } else { most });
        let moved = |turn: &Turn| (turn.heat_after - turn.heat_before).abs();
        rise.or_else(|| spoken().reduce(|most, next| if moved(next) > moved(most) { next } else { most }))
    }

    /// The heat that another line would have given in that turn.
    #[must_use]
    pub fn heat_with(&self, turn: &Turn, number: usize) -> Option<f32> {
        let mut other = self.before_turn(turn.number);
        let at = self.events().get(turn.began_at).map_or_else(|| self.events()[0].at.clone(), |event| event.at.clone());
        if turn.interrupted {
            other.take(Act::Interrupt, &at).ok()?;
        }
        // The facts captured within the turn were known when the line was chosen.
        for event in &self.events()[turn.began_at..] {
            match &event.what {
                super::act::Happened::Did(act @ (Act::Fact { .. } | Act::ClearFact(_))) => {
                    other.take(act.clone(), &event.at).ok()?;
                }
                super::act::Happened::Did(Act::Choose(_) | Act::Say(_) | Act::Wait) => break,
                _ => {}
            }
        }
        other.take(Act::Choose(number), &at).ok()?;
        Some(other.heat())
    }

    /// The tree's own line of that turn, with every fact in it that had been told or stood on the screen by then; nothing
    /// where the turn had none.
    #[must_use]
    pub fn own_line_of(&self, turn: &Turn) -> Option<String> {
        let own = turn.choices.iter().find(|choice| choice.from.is_own())?;
        let mut other = self.before_turn(turn.number);
        let at = self.events().get(turn.began_at).map_or_else(|| self.events()[0].at.clone(), |event| event.at.clone());
        let spoken = self.turns().iter().take_while(|before| before.number <= turn.number).map(|before| &before.customer);
        let facts: Vec<_> = spoken.flat_map(|spoken| spoken.told.iter().chain(&spoken.finds)).cloned().collect();
        for fact in facts {
            if other.call().read(&at).known(&fact.name).is_none() {
                // A fact that the call does not take leaves its gap.
                let _ = other.take(Act::Fact { name: fact.name, value: fact.value }, &at);
            }
        }
        let filled = other.choices().iter().find(|choice| choice.from == own.from).map(|choice| choice.text.clone());
        Some(filled.unwrap_or_else(|| own.text.clone()))
    }

    /// Whether the customer said one of these words in this call.
    fn was_spoken(&self, words: &[String]) -> bool {
        let turns = self.turns().iter().map(|turn| &turn.customer);
        turns.chain([self.customer()]).any(|spoken| {
            let said = spoken.words.to_lowercase();
            words.iter().any(|word| said.contains(word.as_str()))
        })
    }

    /// The first technique of the turn's step.
    fn first_technique(&self, turn: &Turn) -> Option<TechniqueId> {
        self.call().trees().step(&turn.spot).and_then(|step| step.techniques.first().cloned())
    }

    /// The technique that the better line shows: the one that was missed, where it does, or else one of its step; none otherwise.
    fn technique_in(&self, turn: &Turn, better: &str, missed: Option<TechniqueId>) -> Option<TechniqueId> {
        let step = self.call().trees().step(&turn.spot)?.clone();
        // As anybody's words: what its author meant by it is not yet in it.
        let heard = self.before_turn(turn.number).play.hear_words(better, false, &step);
        let taught = |rule: &&MoveRule, technique: &TechniqueId| rule.technique.as_ref() == Some(technique) && rule.heat <= 0.0;
        let shows = |technique: &TechniqueId| {
            Model::shipped().moves().iter().any(|rule| taught(&rule, technique) && heard.made(rule.id.as_str()))
        };
        let contradicts = |technique: &TechniqueId| match technique.as_str() {
            "clarifying-question" | "open-question" | "paraphrase-as-question" | "ask-what-they-want" => !better.contains('?'),
            "exact-time" | "two-options" | "follow-up" => !shows(technique),
            _ => false,
        };
        missed
            .filter(|technique| !contradicts(technique))
            .or_else(|| step.techniques.iter().find(|technique| shows(technique) && !contradicts(technique)).cloned())
    }

    /// One goal for the next time: what the most points were lost on.
    fn goal(&self) -> String {
        let failed = self.gates().into_iter().find(super::card::Gate::is_failed);
        if let Some(gate) = failed {
            return format!("Next time: {}.", small(&gate.name));
        }
        let score = self.score();
        let lost = |part: &super::card::Part| part.of as f32 - part.points;
        let parts = score.parts.iter().filter(|part| part.section != Section::Help);
        let most = parts.reduce(|most, next| if lost(next) > lost(most) { next } else { most });
        match most.filter(|part| lost(part) > 0.5).map(|part| part.id.as_str()) {
            Some("no_interruption") => "Next time: wait one breath after their last word before you speak.",
            Some("open_question") => "Next time: one open question before you look anything up.",
            Some("paraphrase") => "Next time: say it back as a question, and wait for the yes before you offer anything.",
            Some("one_question") => "Next time: one question, then silence.",
            Some("specific_empathy") => "Next time: name the thing and what it does to them, in their own word, once.",
            Some("no_escalation") => "Next time: before each line, ask yourself how it sounds to somebody who has waited.",
            Some("stage_warmth") => "Next time: warm in the first minute and in the last.",
            Some("right_path") => "Next time: listen to the last words of each answer; they say which way it goes.",
            Some("right_outcome") => "Next time: stay with the call until it has come to its end.",
            Some("authority") => "Next time: look at your limit before you name a sum.",
            Some("goal") => "Next time: leave nothing open without a day and a name.",
            Some("exact_time") => "Next time: a day and an hour in the place of “soon”.",
            Some("no_over_promise") => "Next time: promise your own call, never what is in other hands.",
            Some("plain_words") => "Next time: short words, short lines, and your own name on what you do.",
            Some("facts" | "card") => "Next time: write down what is told while it is told.",
            Some("recap") => "Next time: read it back at the end: what, by when, under which reference.",
            Some("goal_check") => "Next time: ask whether the part that mattered most is settled.",
            Some("follow_up") => "Next time: one follow-up with a day and your name.",
            Some("noticed" | "asked" | "stayed" | "brought_in" | "no_business") => {
                "Next time: stop the business at the first such word; ask, stay, and bring somebody in."
            }
            _ => "Next time: the same again with another customer.",
        }
        .to_owned()
    }

    /// The scene that follows, where this one left a cost: a promise nobody could keep, and it broke.
    #[must_use]
    pub fn follow_up(&self) -> Option<Setting> {
        self.play.memory.over_promised?;
        let own = self.setting();
        let tree = TreeId::new(FOLLOW_UP).ok().filter(|tree| self.call().trees().tree(tree.as_str()).is_some());
        Some(Setting {
            tree: tree.unwrap_or_else(|| own.tree.clone()),
            start_heat: Some((own.persona.heat + BROKEN_PROMISE).min(super::temper::MOST_HEAT)),
            seed: own.seed.wrapping_add(1),
            ..own.clone()
        })
    }
}

fn small(text: &str) -> String {
    crate::site::in_a_sentence(text)
}
