//! What a fact or a limit may hold: the kind, its currency, its choices.

use super::{
    field::{Field, focus, line},
    hand::Hand,
    lists::kind_word,
    parts::{choose, heading, plus},
};
use crate::{
    tree::FactKind,
    ui::{
        theme::icons,
        widgets::{Choice, icon_button},
    },
};
use egui::{Id, Ui};

/// Currencies that are offered; any other can be typed.
const CURRENCIES: [&str; 6] = ["GBP", "EUR", "USD", "CAD", "AUD", "JPY"];

/// Shows a kind and gives the one it becomes. `of` tells one thing from another; a limit measures, so it offers less.
pub(super) fn kind(ui: &mut Ui, hand: &Hand, of: &str, now: &FactKind, measures: bool) -> Option<FactKind> {
    heading(ui, hand, "Kind");
    let rows = |_: &str| {
        let kinds = kinds(hand, now).into_iter();
        let fits = |kind: &FactKind| !measures || matches!(kind, FactKind::Number | FactKind::Money(_));
        kinds.filter(fits).map(|kind| Choice::new(kind.clone(), kind_word(&kind)).beside(example(&kind))).collect()
    };
    let chosen = choose(ui, hand, Id::unique(("kind of", of)), "Kind", kind_word(now), rows);
    let mut next = chosen.filter(|kind| kind_word(kind) != kind_word(now));
    match now {
        FactKind::Money(currency) => {
            heading(ui, hand, "Currency");
            let rows = |typed: &str| {
                let typed = typed.trim().to_uppercase();
                let mut rows: Vec<Choice<String>> = CURRENCIES.map(|it| Choice::new(it.to_owned(), it)).into();
                if typed.len() == 3 && !CURRENCIES.contains(&typed.as_str()) {
                    rows.push(Choice::new(typed.clone(), typed).staying());
                }
                rows
            };
            let currency = choose(ui, hand, Id::unique(("currency of", of)), "Currency", currency, rows);
            next = next.or(currency.map(FactKind::Money));
        }
        FactKind::Choice(words) => next = next.or(choices(ui, hand, of, words).map(FactKind::Choice)),
        _ => {}
    }
    next
}

/// The kinds a fact may become; what it holds now stays where it can.
fn kinds(hand: &Hand, now: &FactKind) -> Vec<FactKind> {
    let currency = hand.tree().facts.values().find_map(|fact| match &fact.kind {
        FactKind::Money(currency) => Some(currency.clone()),
        _ => None,
    });
    let money = FactKind::Money(currency.unwrap_or_else(|| "GBP".to_owned()));
    let choice = FactKind::Choice(vec!["yes".to_owned(), "no".to_owned(), "unknown".to_owned()]);
    let all = [FactKind::Text, FactKind::Number, money, FactKind::Date, FactKind::Time, FactKind::Phone, FactKind::YesNo, choice];
    all.into_iter().map(|kind| if kind_word(&kind) == kind_word(now) { now.clone() } else { kind }).collect()
}

fn example(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Text => "any words",
        FactKind::Number => "2",
        FactKind::Money(_) => "42.10",
        FactKind::Date => "Friday 7 May",
        FactKind::Time => "4:30 pm",
        FactKind::Phone => "020 7946 0000",
        FactKind::YesNo => "yes",
        FactKind::Choice(_) => "one of a few words",
    }
}

/// The words of a choice.
fn choices(ui: &mut Ui, hand: &Hand, of: &str, words: &[String]) -> Option<Vec<String>> {
    heading(ui, hand, "Choices");
    let mut next: Option<Vec<String>> = None;
    let field_of = |at: usize| Id::unique(("choice of", of, at));
    for (at, word) in words.iter().enumerate() {
        ui.horizontal(|ui| {
            let width = ui.available_width() - if hand.writes { 32.0 } else { 0.0 };
            let name = format!("Choice {}", at + 1);
            let field = Field { id: field_of(at), name: &name, text: word, hint: "One choice" };
            if let Some(word) = line(ui, hand, field, width) {
                let mut words = words.to_vec();
                words[at] = word;
                next = Some(words);
            }
            if hand.writes && icon_button(ui, hand.view, icons::CROSS, &format!("Take out {word}"), hand.view.look.ink2).clicked()
            {
                let mut words = words.to_vec();
                words.remove(at);
                next = Some(words);
            }
        });
    }
    if plus(ui, hand, "Choice", "Add a choice") {
        next = Some(words.iter().cloned().chain(["new choice".to_owned()]).collect());
        focus(ui, field_of(words.len()));
    }
    next
}
