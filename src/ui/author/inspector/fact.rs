//! A fact or a limit: its label and name, what it holds, and where it is used.

use super::{
    super::command::AuthorCommand,
    fact_kind,
    field::{Field, half_typed, prose},
    findings::findings,
    hand::Hand,
    parts::{choose, heading, pair, remove, small, tick, told},
    rename::rename,
    thing_field,
    used_by::{kept, used_by},
    value::value,
};
use crate::{
    edit::{Edit, uses_of_fact, uses_of_limit},
    tree::{Fact, FactId, FactKind, Limit, LimitId, Part, Span, WARNINGS, built_in_fact},
    ui::{
        theme::icons,
        widgets::{Choice, strong},
    },
};
use egui::{Id, Ui};

pub(super) fn fact(ui: &mut Ui, hand: &Hand, id: &FactId) {
    let tree = hand.tree();
    let Some(fact) = tree.facts.get(id) else { return };
    let change = |fact: Fact| hand.edit(Edit::Fact(id.clone(), fact));
    let now = || (**fact).clone();
    strong(ui, "Fact", hand.view.sizes.body, hand.view.look.ink);
    heading(ui, hand, "Label");
    let field = Field { id: thing_field(), name: "Label", text: &fact.label, hint: "What agents call it" };
    if let Some(label) = prose(ui, hand, field, false, false) {
        change(Fact { label, ..now() });
    }
    let read = |text: &str| {
        let to = FactId::new(text)?;
        let is_taken = tree.facts.contains_key(&to) || built_in_fact(text).is_some();
        if is_taken && to != *id { Err(format!("“{to}” is the name of another fact")) } else { Ok(to) }
    };
    if let Some(to) = rename(ui, hand, id.as_str(), "disputed_charge", read) {
        hand.edit(Edit::RenameFact { from: id.clone(), to: to.clone() });
        hand.send(AuthorCommand::ChooseFact(to));
    }
    findings(ui, hand, None, &[Part::Name("facts"), Part::Name(id.as_str())]);
    if let Some(kind) = fact_kind::kind(ui, hand, id.as_str(), &fact.kind, false) {
        let latest = fact.latest.filter(|_| kind == FactKind::Date);
        change(Fact { kind, latest, ..now() });
    }
    if tick(ui, hand, "Private: masked in logs, lists and exports", fact.private) {
        change(Fact { private: !fact.private, ..now() });
    }
    heading(ui, hand, "The question that asks for it");
    let ask = fact.ask.as_deref().unwrap_or_default();
    let field = Field { id: Id::unique(("fact ask", id)), name: "Question", text: ask, hint: "What amount do you see?" };
    if let Some(ask) = prose(ui, hand, field, false, false) {
        change(Fact { ask: (!ask.trim().is_empty()).then_some(ask), ..now() });
    }
    if fact.kind == FactKind::Date {
        latest(ui, hand, id, fact.latest, |latest| change(Fact { latest, ..now() }));
    }
    heading(ui, hand, "Sample, to try the lines with");
    let sample = fact.sample.as_deref().unwrap_or_default();
    let field = Field { id: Id::unique(("fact sample", id)), name: "Sample", text: sample, hint: "" };
    if let Some(sample) = value(ui, hand, field, &fact.kind) {
        change(Fact { sample: (!sample.trim().is_empty()).then_some(sample), ..now() });
    }
    let of = format!("fact {id}");
    used_by(ui, hand, &of, "Nothing uses it yet.", || uses_of_fact(tree, id));
    let uses = kept(ui, hand, &of, || uses_of_fact(tree, id)).len();
    if uses == 0 {
        if remove(ui, hand, "Take the fact out") {
            hand.edit(Edit::RemoveFact(id.clone()));
        }
    } else {
        refused(ui, hand, id.as_str(), uses, || hand.edit(Edit::RemoveUsedFact(id.clone())));
    }
}

/// Taking out what is used is refused first; asked again, it goes all the same.
fn refused(ui: &mut Ui, hand: &Hand, of: &str, uses: usize, all_the_same: impl FnOnce()) {
    let memory = Id::unique(("removing", of));
    let asked = ui.data(|data| data.get_temp::<bool>(memory)).unwrap_or(false);
    if !asked {
        if remove(ui, hand, "Take the fact out") {
            ui.data_mut(|data| data.insert_temp(memory, true));
        }
        return;
    }
    ui.add_space(8.0);
    let places = if uses == 1 { "1 place uses it".to_owned() } else { format!("{uses} places use it") };
    told(ui, hand, icons::WARNING, &format!("{places}: see above. They stay, and the problems will name them"));
    ui.horizontal(|ui| {
        if small(ui, hand, "Remove all the same") {
            ui.data_mut(|data| data.remove::<bool>(memory));
            all_the_same();
        }
        if small(ui, hand, "Keep it") {
            ui.data_mut(|data| data.remove::<bool>(memory));
        }
    });
}

/// The furthest day an agent may promise.
fn latest(ui: &mut Ui, hand: &Hand, id: &FactId, now: Option<Span>, change: impl Fn(Option<Span>)) {
    heading(ui, hand, "The furthest day that may be promised");
    let (days, shown) = match now {
        None => (5, "No limit"),
        Some(Span::Days(days)) => (days, "Days"),
        Some(Span::WorkingDays(days)) => (days, "Working days"),
    };
    let select = |ui: &mut Ui| {
        let rows = |_: &str| {
            let spans = [None, Some(Span::Days(days)), Some(Span::WorkingDays(days))];
            spans.into_iter().zip(["No limit", "Days", "Working days"]).map(|(span, words)| Choice::new(span, words)).collect()
        };
        if let Some(span) = choose(ui, hand, Id::unique(("latest", id)), "Counted in", shown, rows) {
            change(span);
        }
    };
    if now.is_none() {
        return select(ui);
    }
    pair(
        ui,
        |ui| {
            let text = days.to_string();
            let field = Field { id: Id::unique(("latest days", id)), name: "Days at most", text: &text, hint: "5" };
            let width = ui.available_width();
            let read = |text: &str| text.trim().parse::<u16>().ok().map(|days| days.to_string());
            let (_, changed) = half_typed(ui, hand, field, width, read);
            if let Some(days) = changed.and_then(|text| text.parse().ok()) {
                let counts_work = matches!(now, Some(Span::WorkingDays(_)));
                change(Some(if counts_work { Span::WorkingDays(days) } else { Span::Days(days) }));
            }
        },
        select,
    );
}

pub(super) fn limit(ui: &mut Ui, hand: &Hand, id: &LimitId) {
    let tree = hand.tree();
    let Some(limit) = tree.limits.get(id) else { return };
    let change = |limit: Limit| hand.edit(Edit::Limit(id.clone(), limit));
    let now = || (**limit).clone();
    strong(ui, "Limit", hand.view.sizes.body, hand.view.look.ink);
    heading(ui, hand, "Label");
    let field = Field { id: thing_field(), name: "Label", text: &limit.label, hint: "Credit an agent may give" };
    if let Some(label) = prose(ui, hand, field, false, false) {
        change(Limit { label, ..now() });
    }
    let read = |text: &str| {
        let to = LimitId::new(text)?;
        let is_taken = tree.limits.contains_key(&to) || text == WARNINGS;
        if is_taken && to != *id { Err(format!("“{to}” is the name of another limit")) } else { Ok(to) }
    };
    if let Some(to) = rename(ui, hand, id.as_str(), "agent_credit", read) {
        hand.edit(Edit::RenameLimit { from: id.clone(), to: to.clone() });
        hand.send(AuthorCommand::ChooseLimit(to));
    }
    if let Some(kind) = fact_kind::kind(ui, hand, id.as_str(), &limit.kind, true) {
        change(Limit { kind, ..now() });
    }
    heading(ui, hand, "At most");
    let field = Field { id: Id::unique(("limit most", id)), name: "At most", text: &limit.at_most, hint: "" };
    if let Some(at_most) = value(ui, hand, field, &limit.kind) {
        change(Limit { at_most, ..now() });
    }
    findings(ui, hand, None, &[Part::Name("limits"), Part::Name(id.as_str())]);
    let of = format!("limit {id}");
    used_by(ui, hand, &of, "No condition uses it yet.", || uses_of_limit(tree, id));
    if remove(ui, hand, "Take the limit out") {
        hand.edit(Edit::RemoveLimit(id.clone()));
    }
}
