//! A value in plain form, entered as its kind asks for: chosen, or typed with what it means beside it.

use super::{
    super::super::widgets::{Choice, label},
    field::{Field, half_typed},
    hand::Hand,
    parts::choose,
};
use crate::{
    site::typed,
    tree::{FactKind, Value},
};
use egui::Ui;

/// Shows a value of that kind and gives the plain form when it changed. What means nothing is kept as it was typed, so
/// that nothing typed is lost and the check can say what is wrong with it.
pub(super) fn value(ui: &mut Ui, hand: &Hand, field: Field, kind: &FactKind) -> Option<String> {
    let choices = match kind {
        FactKind::Choice(words) => Some(words.clone()),
        FactKind::YesNo => Some(vec!["yes".to_owned(), "no".to_owned()]),
        _ => None,
    };
    if let Some(words) = choices {
        let rows = |_: &str| words.into_iter().map(|word| Choice::new(word.clone(), word)).collect();
        return choose(ui, hand, field.id, field.name, field.text, rows).filter(|chosen| chosen != field.text);
    }
    let width = match kind {
        FactKind::Text | FactKind::Phone => ui.available_width(),
        _ => ui.available_width().min(136.0),
    };
    let (language, today) = (&hand.tree().language, hand.view.now.date());
    let (shown, changed) = half_typed(ui, hand, Field { hint: hint(kind), ..field }, width, |text| {
        let text = text.trim();
        if Value::read(kind, text).is_ok() {
            return Some(text.to_owned());
        }
        Some(typed(kind, text, language, today).map_or_else(|_| text.to_owned(), |value| value.plain(kind)))
    });
    if !matches!(kind, FactKind::Text | FactKind::Phone) {
        let plain = changed.as_deref().unwrap_or(field.text);
        match hand.said(kind, plain) {
            Ok(said) if said != shown => {
                label(ui, &said, hand.view.sizes.meta, hand.view.look.ink2);
            }
            Ok(_) => {}
            Err(_) if plain.is_empty() => {}
            Err(why) => {
                label(ui, &why, hand.view.sizes.meta, hand.view.look.alarm);
            }
        }
    }
    changed
}

fn hint(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Money(_) => "42.10",
        FactKind::Date => "2027-05-01",
        FactKind::Time => "16:30",
        FactKind::Number => "2",
        FactKind::Phone => "020 7946 0000",
        FactKind::Text | FactKind::YesNo | FactKind::Choice(_) => "",
    }
}
