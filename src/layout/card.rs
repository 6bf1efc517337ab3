//! What stands on a step's card and how large that makes it.

use super::widths::{Weight, broken};
use crate::tree::{Kind, Line, Piece, Step};

/// A step's card at scale 1: its text, broken into lines, and where each part begins, in points from its top.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Card {
    /// The card's width.
    pub width: f32,
    /// The card's height.
    pub height: f32,
    /// The title's lines, from [`Card::TITLE_TOP`] down.
    pub title: Vec<String>,
    /// To whom an escalation point hands the call, under the title.
    pub receiver: Vec<String>,
    /// The first line to say, or the task.
    pub line: Vec<String>,
    /// Where `line` begins.
    pub line_top: f32,
    /// The answers.
    pub rows: Vec<Row>,
    /// Where links arrive.
    pub entry: f32,
}

/// An answer on its card. Its link leaves from the middle of the row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The answer's place in the step, from 0.
    pub answer: usize,
    /// Its words.
    pub lines: Vec<String>,
    /// Where it begins.
    pub top: f32,
    /// How high it is.
    pub height: f32,
}

impl Row {
    /// Where its link leaves.
    #[must_use]
    pub fn port(&self) -> f32 {
        self.top + self.height / 2.0
    }
}

impl Card {
    /// Every card is as wide.
    pub const WIDTH: f32 = 208.0;
    /// The stripe that tells the kind.
    pub const STRIPE: f32 = 4.0;
    /// Where text begins, from the left.
    pub const LEFT: f32 = 14.0;
    /// What is kept free on the right.
    pub const RIGHT: f32 = 12.0;
    /// The size of kind and stage, and the height of their row.
    pub const HEAD: (f32, f32) = (11.5, 15.0);
    /// Where kind and stage begin.
    pub const HEAD_TOP: f32 = 9.0;
    /// The size of the title, and the height of one of its lines.
    pub const TITLE: (f32, f32) = (14.5, 18.0);
    /// Where the title begins.
    pub const TITLE_TOP: f32 = Self::HEAD_TOP + Self::HEAD.1 + 1.0;
    /// The size of the receiver, and the height of one of its lines.
    pub const RECEIVER: (f32, f32) = (13.0, 16.0);
    /// The size of the line and of the answers, and the height of one of their lines.
    pub const TEXT: (f32, f32) = (12.5, 16.0);
    /// What is kept free between title, line and the hairline above the answers.
    pub const AIR: f32 = 6.0;
    /// What an answer's row has beyond its text.
    pub const ROW_AIR: f32 = 6.0;
    /// What is kept free under the last row.
    pub const FOOT: f32 = 6.0;
    /// No part has more lines.
    const MOST_LINES: usize = 2;

    /// The card of a step.
    #[must_use]
    pub fn of(step: &Step) -> Self {
        let width = Self::WIDTH - Self::LEFT - Self::RIGHT;
        let lines = |text: &str, weight, size| broken(text, weight, size, width, Self::MOST_LINES);
        let title = lines(&step.title, Weight::Semibold, Self::TITLE.0);
        let receiver = match &step.kind {
            Kind::Escalate { to, .. } => lines(&format!("to {to}"), Weight::Regular, Self::RECEIVER.0),
            _ => Vec::new(),
        };
        let line = said_first(step).map(|text| lines(&text, Weight::Regular, Self::TEXT.0)).unwrap_or_default();
        let receiver_top = Self::receiver_top(title.len());
        let line_top = receiver_top + Self::RECEIVER.1 * receiver.len() as f32 + 2.0;
        let mut top = line_top + Self::TEXT.1 * line.len() as f32 + Self::AIR;
        let mut rows = Vec::new();
        if !step.kind.is_end() {
            for (answer, written) in step.answers.iter().enumerate() {
                let lines = lines(&written.when, Weight::Regular, Self::TEXT.0);
                let height = Self::TEXT.1 * lines.len().max(1) as f32 + Self::ROW_AIR;
                rows.push(Row { answer, lines, top, height });
                top += height;
            }
        }
        let entry = Self::TITLE_TOP + Self::TITLE.1 / 2.0;
        Self { width: Self::WIDTH, height: top + Self::FOOT, title, receiver, line, line_top, rows, entry }
    }

    /// Where the receiver begins under so many lines of title.
    #[must_use]
    pub fn receiver_top(title_lines: usize) -> f32 {
        Self::TITLE_TOP + Self::TITLE.1 * title_lines.max(1) as f32
    }

    /// Where the hairline above the answers lies.
    #[must_use]
    pub fn hairline(&self) -> Option<f32> {
        self.rows.first().map(|row| row.top - Self::AIR / 2.0)
    }

    /// Brings the rows of these answers to the top, in this order; the others follow as they stand.
    pub(super) fn bring_up(&mut self, answers: &[usize]) {
        let Some(mut top) = self.rows.first().map(|row| row.top) else { return };
        let place = |row: &Row| answers.iter().position(|answer| *answer == row.answer).unwrap_or(usize::MAX);
        self.rows.sort_by_key(place);
        for row in &mut self.rows {
            row.top = top;
            top += row.height;
        }
    }

    /// Where the link leaves that is taken when nobody is free.
    #[must_use]
    pub fn receiver_port(&self) -> f32 {
        Self::receiver_top(self.title.len()) + Self::RECEIVER.1 / 2.0
    }

    /// Where the link leaves that is taken past the cap.
    #[must_use]
    pub fn foot_port(&self) -> f32 {
        self.height - Self::FOOT / 2.0
    }
}

/// The first thing a step says or does, its facts by name.
fn said_first(step: &Step) -> Option<String> {
    let text = step.say.first().or(step.say_heated.first()).or(step.task.as_ref())?;
    let shown = Line::new(text).pieces.into_iter().map(|piece| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Fact(name) => name.replace('_', " "),
    });
    Some(shown.collect())
}
