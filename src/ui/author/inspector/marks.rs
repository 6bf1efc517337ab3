//! The words of a field that findings speak of: where they stand in it now, and whether the cursor is among them.

use super::{super::problems::sentence, hand::Hand};
use crate::{
    check::Finding,
    tree::{OwnedPart, Part, StepId},
    ui::author::waves::{Said, carried},
};
use egui::{Id, TextEdit, Ui};
use std::ops::Range;

/// Whether a finding speaks of the words of exactly that part of a step.
fn is_of(finding: &Finding, step: &StepId, way: &[Part]) -> bool {
    finding.step.as_deref() == Some(step.as_str())
        && finding.part.len() == way.len() + 2
        && finding.part[2..].iter().map(OwnedPart::as_part).eq(way.iter().copied())
}

/// What is said of the words of a part of a step, which stand in that field.
pub(super) fn said(ui: &Ui, hand: &Hand, field: Id, text: &str, step: &StepId, way: &[Part]) -> Vec<Said> {
    let of_part = hand.author.findings.iter().filter(|finding| is_of(finding, step, way));
    let of_part: Vec<&Finding> = of_part.collect();
    if of_part.is_empty() {
        return Vec::new();
    }
    let checked = text_checked(ui, hand, field.with(step), text);
    of_part
        .into_iter()
        .filter_map(|finding| {
            let letters = carried(&letters(finding, &checked), &checked, text)?;
            Some(Said { letters, level: finding.level, words: in_words(finding) })
        })
        .collect()
}

/// The finding's own words, and what to do.
fn in_words(finding: &Finding) -> String {
    if finding.help.is_empty() || super::findings::speaks_of_the_file(&finding.help) {
        sentence(&finding.message)
    } else {
        format!("{}\n{}", sentence(&finding.message), sentence(&finding.help))
    }
}

/// The letters a finding means of a text; all of them where it means it whole.
fn letters(finding: &Finding, text: &str) -> Range<usize> {
    finding.letters.clone().unwrap_or_else(|| {
        let blank = text.chars().take_while(|letter| letter.is_whitespace()).count();
        blank..text.trim_end().chars().count().max(blank)
    })
}

/// The text of a field as the findings in hand know it: while something is typed they are a little behind.
fn text_checked(ui: &Ui, hand: &Hand, field: Id, text: &str) -> String {
    let memory = field.with("as checked");
    let is_fresh = hand.author.checked == hand.author.history.version();
    ui.data_mut(|data| {
        let known = data.get_temp::<(String, String)>(memory).filter(|(tree, _)| *tree == hand.author.id);
        match known {
            Some((_, known)) if !is_fresh || known == text => known,
            _ => {
                data.insert_temp(memory, (hand.author.id.clone(), text.to_owned()));
                text.to_owned()
            }
        }
    })
}

/// Whether the cursor stands among the letters that a finding speaks of.
pub(super) fn has_cursor(ui: &Ui, field: Id, text: &str, finding: &Finding) -> bool {
    if !ui.memory(|memory| memory.has_focus(field)) {
        return false;
    }
    let cursor = TextEdit::load_state(ui.ctx(), field).and_then(|state| state.cursor.char_range());
    let meant = letters(finding, text);
    cursor.is_some_and(|cursor| (meant.start..=meant.end).contains(&cursor.primary.index.0))
}
