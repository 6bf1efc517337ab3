//! What a person means by a MOVE: an answer by its number or words, a fact, an always-key.

use crate::{
    call::{AnswerView, Call, Move, Refusal, Spot},
    tree::{AlwaysKey, Mood, StepId, TreeId},
};
use jiff::Zoned;

/// Why a MOVE is not made; `answers` are those on screen when it was tried.
#[derive(Debug)]
pub(super) struct NoMove {
    pub message: String,
    pub answers: Vec<String>,
}

/// Makes moves as they are written on a command line.
#[derive(Debug, Default)]
pub(super) struct Mover {
    /// Safety was pressed: the next number is one of its rows.
    choosing_safety: bool,
    /// The greyed answer pressed last.
    pressed: Option<usize>,
    /// Which wording of the line is on screen.
    pub wording: usize,
}

impl Mover {
    /// Makes one MOVE.
    pub fn make(&mut self, call: &mut Call, text: &str, now: &Zoned) -> Result<(), NoMove> {
        let text = text.trim();
        let answers =
            || -> Vec<String> { call.read(now).answers().iter().map(written).chain(["0 None of these".to_owned()]).collect() };
        let before = answers();
        let wanted = match self.understand(call, text, now) {
            Ok(Some(wanted)) => wanted,
            Ok(None) => return Ok(()),
            Err(message) => {
                return Err(NoMove { message, answers: before });
            }
        };
        let insisted = matches!(wanted, Move::Answer { insist: true, .. });
        match call.take(wanted.clone(), now) {
            Ok(_) => {
                self.pressed = None;
                if !matches!(wanted, Move::SetFact { .. } | Move::Note { .. }) {
                    self.wording = 0;
                }
                Ok(())
            }
            Err(refusal) => {
                if let (Refusal::Greyed { .. }, Move::Answer { number, .. }, false) = (&refusal, &wanted, insisted) {
                    self.pressed = Some(*number);
                }
                Err(NoMove { message: refusal.to_string(), answers: before })
            }
        }
    }

    fn understand(&mut self, call: &Call, text: &str, now: &Zoned) -> Result<Option<Move>, String> {
        if let Some(fact) = text.strip_prefix('+') {
            let (name, value) = fact.split_once('=').ok_or_else(|| format!("write +name=value, not {text}"))?;
            return Ok(Some(Move::SetFact { name: name.trim().to_owned(), value: value.to_owned(), not_a_card: false }));
        }
        if let Some(key) = text.strip_prefix('@') {
            return self.key(call, key);
        }
        if let Ok(number) = text.parse::<usize>() {
            return self.number(number).map(Some);
        }
        let reading = call.read(now);
        let answers = reading.answers();
        let plain = plain(text);
        if plain == "none of these" {
            return Ok(Some(Move::NoneOfThese));
        }
        let exact: Vec<&AnswerView> = answers.iter().filter(|answer| self::plain(&answer.when) == plain).collect();
        let begin: Vec<&AnswerView> = answers.iter().filter(|answer| self::plain(&answer.when).starts_with(&plain)).collect();
        match (exact.as_slice(), begin.as_slice()) {
            ([one], _) | ([], [one]) => Ok(Some(self.answer(one.number))),
            ([], []) => Err(format!("no answer begins with “{text}”")),
            _ => Err(format!("more than one answer begins with “{text}”")),
        }
    }

    /// Whether the next number is a row of Safety.
    pub fn is_choosing_safety(&self) -> bool {
        self.choosing_safety
    }

    fn number(&mut self, number: usize) -> Result<Move, String> {
        if std::mem::take(&mut self.choosing_safety) {
            let row = number.checked_sub(1).and_then(|row| AlwaysKey::SAFETY.get(row));
            return row.map(|key| Move::Always(*key)).ok_or_else(|| "Safety has the rows 1 to 4".to_owned());
        }
        if number == 0 {
            return Ok(Move::NoneOfThese);
        }
        Ok(self.answer(number))
    }

    fn answer(&mut self, number: usize) -> Move {
        self.choosing_safety = false;
        Move::Answer { number, wording: self.wording, insist: self.pressed == Some(number) }
    }

    fn key(&mut self, call: &Call, key: &str) -> Result<Option<Move>, String> {
        if let Some(step) = key.strip_prefix("jump=") {
            return jump(call, step).map(|to| Some(Move::Jump(to)));
        }
        Ok(Some(match key {
            "abuse" => Move::Always(AlwaysKey::Abuse),
            "supervisor" => Move::Always(AlwaysKey::Supervisor),
            "hold" => Move::Always(AlwaysKey::Hold),
            "cutoff" | "cut-off" => Move::Always(AlwaysKey::CutOff),
            "return" => Move::Return,
            "heated" => Move::SetMood(Mood::Heated),
            "calm" => Move::SetMood(Mood::Calm),
            "back" => Move::Back,
            "pass" => Move::Pass,
            "safety" => {
                self.choosing_safety = true;
                return Ok(None);
            }
            other => return Err(format!("there is no key @{other}")),
        }))
    }
}

fn jump(call: &Call, to: &str) -> Result<Spot, String> {
    let (tree, step) = match to.split_once('/') {
        Some((tree, step)) => (TreeId::new(tree)?, step),
        None => (call.spot().tree.clone(), to),
    };
    let wanted = Spot { step: StepId::new(step)?, tree };
    let found = call.trees().tree(wanted.tree.as_str()).and_then(|tree| tree.find(step));
    found
        .map(|(step, _)| Spot { step: step.clone(), tree: wanted.tree.clone() })
        .ok_or_else(|| format!("there is no step {wanted}"))
}

/// An answer as it is listed.
pub(super) fn written(answer: &AnswerView) -> String {
    match answer.why() {
        Some(why) => format!("{} {} ({why})", answer.number, answer.when),
        None => format!("{} {}", answer.number, answer.when),
    }
}

fn plain(text: &str) -> String {
    let text: String = text.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    text.replace('’', "'").trim().to_lowercase()
}
