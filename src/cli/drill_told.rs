//! A drill told: turn by turn for people, whole as JSON.

use crate::{
    drill::{Drill, GateState, Level, Over, Phase, Said, Section, Spoken, Turn},
    site::spoken,
};
use anyhow::Context as _;
use jiff::Zoned;
use serde::Serialize;

/// Words in a line of text.
const WIDTH: usize = 96;

#[derive(Serialize)]
struct Played<'a> {
    tree: &'a str,
    revision: u32,
    persona: &'a str,
    seed: u64,
    turns: Vec<TurnPlayed<'a>>,
    heat: Heat,
    score: Score<'a>,
    gates: Vec<Gate<'a>>,
    outcome: Option<String>,
    finished: bool,
    level: &'static str,
    debrief: crate::drill::Debrief,
}

#[derive(Serialize)]
struct TurnPlayed<'a> {
    customer: String,
    choices: Vec<&'a str>,
    said: &'a str,
    moves: Vec<&'a str>,
    heat: f64,
    reasons: &'a [String],
    number: usize,
    step: String,
    stage: crate::tree::Stage,
    own_line: bool,
    key: Option<&'static str>,
    answer: Option<&'a str>,
    recognised: Option<bool>,
    gates: Vec<&'a str>,
}

#[derive(Serialize)]
struct Heat {
    start: f64,
    peak: f64,
    end: f64,
}

#[derive(Serialize)]
struct Score<'a> {
    total: u32,
    parts: Vec<Part<'a>>,
}

#[derive(Serialize)]
struct Part<'a> {
    name: &'a str,
    points: f64,
    of: u32,
    why: &'a str,
    id: &'a str,
    section: &'static str,
    turn: Option<usize>,
}

#[derive(Serialize)]
struct Gate<'a> {
    id: &'a str,
    passed: bool,
    turn: Option<usize>,
    name: &'a str,
    came_up: bool,
    why: Option<&'a str>,
}

/// Tenths without the tail of a short number.
fn tenths(heat: f32) -> f64 {
    (f64::from(heat) * 10.0).round() / 10.0
}

fn outcome(drill: &Drill) -> Option<String> {
    let Phase::Over(over) = drill.phase() else { return None };
    Some(match over {
        Over::Ended(outcome) | Over::EndedByTrainee(outcome) => format!("{outcome:?}"),
        other => format!("{other:?}"),
    })
}

/// What the customer said, with what is heard beside it.
fn heard(spoken: &Spoken) -> String {
    match (spoken.words.is_empty(), spoken.aside.is_empty()) {
        (true, _) => format!("({})", spoken.aside),
        (false, true) => spoken.words.clone(),
        (false, false) => format!("{} ({})", spoken.words, spoken.aside),
    }
}

fn turn_played(turn: &Turn) -> TurnPlayed<'_> {
    TurnPlayed {
        customer: if turn.customer.words.is_empty() { heard(&turn.customer) } else { turn.customer.words.clone() },
        choices: turn.choices.iter().map(|choice| choice.text.as_str()).collect(),
        said: turn.said.text(),
        moves: turn.moves.iter().map(|made| made.id.as_str()).collect(),
        heat: tenths(turn.heat_after),
        reasons: &turn.reasons,
        number: turn.number,
        step: turn.spot.to_string(),
        stage: turn.stage,
        own_line: turn.said.is_own_line(),
        key: if let Said::Key(key) = turn.said { Some(key.in_words()) } else { None },
        answer: turn.heard.as_ref().map(|heard| heard.when.as_str()),
        recognised: turn.heard.as_ref().and_then(|heard| heard.first_try),
        gates: turn.gates.iter().map(|gate| gate.id.as_str()).collect(),
    }
}

/// The whole as JSON.
pub(super) fn as_json(drill: &Drill) -> anyhow::Result<String> {
    let (setting, curve, score, gates) = (drill.setting(), drill.heat_curve(), drill.score(), drill.gates());
    let told = Played {
        tree: setting.tree.as_str(),
        revision: drill.call().trees().tree(setting.tree.as_str()).map_or(0, |tree| tree.revision),
        persona: &setting.persona.id,
        seed: setting.seed,
        turns: drill.turns().iter().map(turn_played).collect(),
        heat: Heat { start: tenths(curve.start), peak: tenths(curve.peak), end: tenths(curve.end) },
        score: Score {
            total: score.total,
            parts: score
                .parts
                .iter()
                .map(|part| Part {
                    name: &part.name,
                    points: tenths(part.points),
                    of: part.of,
                    why: &part.why,
                    id: &part.id,
                    section: part.section.in_words(),
                    turn: part.turn,
                })
                .collect(),
        },
        gates: gates
            .iter()
            .map(|gate| {
                let (turn, why) = match &gate.state {
                    GateState::Failed { turn, why } => (Some(*turn), Some(why.as_str())),
                    GateState::Passed | GateState::DidNotComeUp => (None, None),
                };
                let came_up = gate.state != GateState::DidNotComeUp;
                Gate { id: &gate.id, passed: !gate.is_failed(), turn, name: &gate.name, came_up, why }
            })
            .collect(),
        outcome: outcome(drill),
        finished: drill.is_finished(),
        level: setting.level.in_words(),
        debrief: drill.debrief(),
    };
    Ok(serde_json::to_string_pretty(&told).context("the drill as JSON")? + "\n")
}

/// Words laid into lines, each behind a margin.
fn laid(text: &str, first: &str, rest: &str) -> String {
    let mut out = String::new();
    let mut line = first.to_owned();
    let mut is_empty = true;
    for word in text.split_whitespace() {
        if !is_empty && line.chars().count() + word.chars().count() + 1 > WIDTH {
            out += line.trim_end();
            out.push('\n');
            rest.clone_into(&mut line);
        } else if !is_empty {
            line.push(' ');
        }
        line += word;
        is_empty = false;
    }
    out += line.trim_end();
    out.push('\n');
    out
}

/// A bar of ten places.
fn bar(heat: f32) -> String {
    let full = (heat.round() as usize).min(10);
    format!("{}{}", "█".repeat(full), "░".repeat(10 - full))
}

fn shows_heat(drill: &Drill) -> bool {
    drill.setting().level != Level::Exam && drill.setting().persona.protocol.is_none()
}

/// What the customer says, and the lines to choose from.
pub(super) fn what_to_do(drill: &Drill, now: &Zoned) -> String {
    if matches!(drill.phase(), Phase::Over(_)) {
        return String::new();
    }
    let persona = &drill.setting().persona;
    let mut out = String::from("\n");
    out += &customer_in_words(&persona.called, drill.customer());
    for found in &drill.customer().finds {
        out += &format!("    on your screen: {} – {}\n", found.label, found.shown);
    }
    let reading = drill.call().read(now);
    if let Some((spot, step)) = reading.here() {
        out += &format!("\n  {} · {}\n", step.stage.in_words(), reading.title(spot));
    }
    for (place, choice) in drill.choices().iter().enumerate() {
        out += &laid(&choice.text, &format!("  {} ", place + 1), "    ");
    }
    out
}

fn customer_in_words(called: &str, spoken: &Spoken) -> String {
    if spoken.words.is_empty() {
        return if spoken.aside.is_empty() { String::new() } else { laid(&format!("({})", spoken.aside), "    ", "    ") };
    }
    let aside = if spoken.aside.is_empty() { String::new() } else { format!(" ({})", spoken.aside) };
    laid(&format!("“{}”", spoken.words), &format!("{called}{aside}: "), "    ")
}

/// What a turn did.
pub(super) fn turn_in_words(drill: &Drill, turn: &Turn) -> String {
    let mut out = String::new();
    match &turn.said {
        Said::Chosen { text, .. } | Said::Typed { text, .. } => {
            let seconds = spoken(text).seconds;
            out += &laid(&format!("“{text}” ({seconds} s)"), "You: ", "    ");
        }
        Said::Silence => out += "You: (nothing)\n",
        Said::Key(key) => out += &format!("You: [{}]\n", key.in_words()),
        Said::Nothing => {}
    }
    if shows_heat(drill) && turn.said != Said::Nothing {
        let change = turn.heat_after - turn.heat_before;
        let change = if change.abs() < 0.05 { "  ±0".to_owned() } else { format!("{change:+.1}") };
        out += &format!("    heat {} {:.1} {change}\n", bar(turn.heat_after), turn.heat_after);
        for reason in &turn.reasons {
            out += &laid(reason, "    · ", "      ");
        }
    }
    for gate in &turn.gates {
        out += &laid(&format!("gate broken: {}", gate.why), "    ✗ ", "      ");
    }
    if let Some(heard) = &turn.heard
        && heard.first_try == Some(false)
    {
        out += &laid(&format!("it was: {}", heard.when), "    ✗ ", "      ");
    }
    out
}

/// The whole for people: the call, where it was not told already, and what it was worth.
pub(super) fn as_text(drill: &Drill, now: &Zoned, with_turns: bool) -> String {
    let setting = drill.setting();
    let persona = &setting.persona;
    let mut out = String::new();
    if with_turns {
        let title = drill.call().trees().tree(setting.tree.as_str()).map_or("", |tree| tree.title.as_str());
        out += &format!("{title} with {}, seed {}\n", persona.name, setting.seed);
        for turn in drill.turns().iter().filter(|turn| turn.said != Said::Nothing) {
            out.push('\n');
            out += &customer_in_words(&persona.called, &turn.customer);
            out += &turn_in_words(drill, turn);
        }
        if matches!(drill.phase(), Phase::Over(_)) {
            out.push('\n');
            out += &customer_in_words(&persona.called, drill.customer());
        } else {
            out += &what_to_do(drill, now);
        }
    }
    out.push('\n');
    match drill.phase() {
        Phase::Over(Over::Stopped) => return out + "Stopped; there is no score.\n",
        Phase::Over(over) => out += &format!("The call is over: {}.\n", over.in_words().to_lowercase()),
        Phase::ToSay | Phase::ToHear => out += "The call is not finished.\n",
    }
    out + &measured(drill)
}

fn measured(drill: &Drill) -> String {
    let (score, curve, debrief) = (drill.score(), drill.heat_curve(), drill.debrief());
    let mut out = format!("\nScore {} of 100\n", score.total);
    let sections: Vec<Section> = score.parts.iter().map(|part| part.section).collect();
    let mut last = None;
    for (part, section) in score.parts.iter().zip(sections) {
        if last != Some(section) {
            let (points, of) = score.section(section);
            let of = if of == 0 { String::new() } else { format!("/{of}") };
            out += &format!("  {} {points:.0}{of}\n", section.in_words());
            last = Some(section);
        }
        let points = if part.points.fract() == 0.0 { format!("{:.0}", part.points) } else { format!("{:.1}", part.points) };
        out +=
            &laid(&format!("{}: {}", part.name, part.why), &format!("    {:>5} ", format!("{points}/{}", part.of)), "          ");
    }
    out += "\nGates\n";
    for gate in drill.gates() {
        match &gate.state {
            GateState::Failed { turn, why } => out += &laid(&format!("{}: turn {turn}. {why}", gate.name), "  ✗ ", "    "),
            GateState::Passed => out += &format!("  ✓ {}\n", gate.name),
            GateState::DidNotComeUp => {}
        }
    }
    if drill.setting().persona.protocol.is_none() {
        out += &format!(
            "\nHeat {:.1} at the start, {:.1} at its highest, {:.1} at the end; recovered {:.1}\n",
            curve.start,
            curve.peak,
            curve.end,
            curve.recovery()
        );
    }
    if let Some(turn) = debrief.turn {
        out += &format!("\n{} (turn {turn})\n", debrief.title);
        if !debrief.customer.is_empty() {
            out += &laid(&format!("“{}”", debrief.customer), "  they said  ", "             ");
        }
        if !debrief.said.is_empty() {
            out += &laid(&format!("“{}”", debrief.said), "  you said   ", "             ");
        }
        out += &laid(&debrief.why, "  why        ", "             ");
        if let Some(better) = &debrief.better {
            let heat = debrief.better_heat.map(|heat| format!(" (heat {heat:.1} in place of {:.1})", debrief.heat_after));
            out += &laid(&format!("“{better}”{}", heat.unwrap_or_default()), "  better     ", "             ");
        }
    }
    for missed in &debrief.missed {
        out += &laid(missed, "  never came out: ", "    ");
    }
    out + &format!("\n{}\n", debrief.goal)
}
