//! The tree as a whole: what it is called and for, who answers for it, where it starts, and its lists.

use super::{
    always,
    field::{Field, half_typed, line, prose},
    findings::findings,
    hand::Hand,
    lists,
    parts::{choose, heading, pair},
    targets, tree_field,
};
use crate::{
    edit::{Edit, TreeChange},
    site::{shown_day, typed},
    tree::{FactKind, Mood, Part, Status, Value},
    ui::widgets::{Choice, label, strong},
};
use egui::{Id, Ui};

const MOODS: [(Mood, &str); 2] = [(Mood::Calm, "Calm"), (Mood::Heated, "Heated")];

pub(super) fn tree(ui: &mut Ui, hand: &Hand) {
    let tree = hand.tree();
    let look = hand.view.look;
    let change = |change: TreeChange| hand.edit(Edit::Tree(change));
    strong(ui, "The tree", hand.view.sizes.body, look.ink);
    heading(ui, hand, "Title");
    let hint = "What agents find it by";
    if let Some(title) = prose(ui, hand, Field { id: tree_field(), name: "Title", text: &tree.title, hint }, false, false) {
        change(TreeChange::Title(title));
    }
    heading(ui, hand, "When to use it");
    let field = Field {
        id: Id::unique("tree summary"),
        name: "When to use it",
        text: &tree.summary,
        hint: "One sentence, as a colleague would say it",
    };
    if let Some(summary) = prose(ui, hand, field, false, false) {
        change(TreeChange::Summary(summary));
    }
    heading(ui, hand, "Calls start at");
    let shown = tree.steps.get(&tree.start).map_or(tree.start.as_str(), |step| step.title.as_str());
    let start = choose(ui, hand, Id::unique("tree start"), "Calls start at", shown, |_| targets::own(hand));
    if let Some(step) = start.filter(|step| *step != tree.start) {
        change(TreeChange::Start(step));
    }
    findings(ui, hand, None, &[Part::Name("start")]);
    pair(ui, |ui| mood(ui, hand), |ui| language(ui, hand));
    pair(ui, |ui| owner(ui, hand), |ui| review_by(ui, hand));
    lists::facts(ui, hand);
    lists::limits(ui, hand);
    always::always(ui, hand);
    lists::tests(ui, hand);
    heading(ui, hand, "Published");
    let status = match tree.status {
        Status::Draft => "Draft: not offered to agents yet".to_owned(),
        Status::Live => format!("Live, revision {}", tree.revision),
        Status::Retired => format!("Retired at revision {}", tree.revision),
    };
    label(ui, &status, hand.view.sizes.meta, look.ink);
    label(ui, &format!("File: {}.ron", hand.author.id), hand.view.sizes.meta, look.ink2);
    for part in ["steps", "id", "status", "revision", "format"] {
        findings(ui, hand, None, &[Part::Name(part)]);
    }
}

fn mood(ui: &mut Ui, hand: &Hand) {
    heading(ui, hand, "Mood at the start");
    let now = hand.tree().mood;
    let shown = MOODS.iter().find(|(mood, _)| *mood == now).map_or("", |(_, words)| words);
    let rows = |_: &str| MOODS.map(|(mood, words)| Choice::new(mood, words)).into();
    let chosen = choose(ui, hand, Id::unique("tree mood"), "Mood at the start", shown, rows);
    if let Some(mood) = chosen.filter(|mood| *mood != now) {
        hand.edit(Edit::Tree(TreeChange::Mood(mood)));
    }
}

fn language(ui: &mut Ui, hand: &Hand) {
    heading(ui, hand, "Language");
    let field = Field { id: Id::unique("tree language"), name: "Language", text: &hand.tree().language, hint: "en-GB" };
    let width = ui.available_width();
    if let Some(language) = line(ui, hand, field, width) {
        hand.edit(Edit::Tree(TreeChange::Language(language.trim().to_owned())));
    }
}

fn owner(ui: &mut Ui, hand: &Hand) {
    heading(ui, hand, "Owner");
    let field = Field { id: Id::unique("tree owner"), name: "Owner", text: &hand.tree().owner, hint: "Billing team" };
    let width = ui.available_width();
    if let Some(owner) = line(ui, hand, field, width) {
        hand.edit(Edit::Tree(TreeChange::Owner(owner)));
    }
}

/// The day of review, typed as days are typed on a call; what it means stands under it.
fn review_by(ui: &mut Ui, hand: &Hand) {
    heading(ui, hand, "Review by");
    let tree = hand.tree();
    let today = hand.view.now.date();
    let field = Field { id: Id::unique("tree review"), name: "Review by", text: &tree.review_by, hint: "2027-05-01" };
    let width = ui.available_width();
    let (_, changed) = half_typed(ui, hand, field, width, |text| {
        let text = text.trim();
        if Value::read(&FactKind::Date, text).is_ok() {
            return Some(text.to_owned());
        }
        let day = typed(&FactKind::Date, text, &tree.language, today);
        Some(day.map_or_else(|_| text.to_owned(), |day| day.plain(&FactKind::Date)))
    });
    if let Some(day) = &changed {
        hand.edit(Edit::Tree(TreeChange::ReviewBy(day.clone())));
    }
    let look = hand.view.look;
    match Value::read(&FactKind::Date, changed.as_deref().unwrap_or(&tree.review_by)) {
        Ok(Value::Date(day)) => {
            let ink = if day < today { look.ember } else { look.ink2 };
            label(ui, &shown_day(day, &tree.language, today), hand.view.sizes.meta, ink);
        }
        Err(_) if !tree.review_by.is_empty() => {
            label(ui, "Write a day like 2027-05-01", hand.view.sizes.meta, look.alarm);
        }
        _ => {}
    }
}
