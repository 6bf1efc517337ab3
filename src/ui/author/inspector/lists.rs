//! The lists of a tree: its facts, its limits, its author's tests.

use super::{
    super::{
        super::widgets::{elided, icon_button, label, ring, strong, wrapped},
        command::AuthorCommand,
    },
    field::focus,
    findings::findings,
    hand::Hand,
    parts::{boxed, heading_with, link, plus},
    thing_field,
    used_by::kept,
};
use crate::{
    edit::{Edit, count_uses, fresh_fact_id, fresh_limit_id},
    tree::{Fact, FactKind, Limit, Part, Target, Test},
    ui::theme::{font, icons, semibold},
};
use egui::{Align, Layout, Role, Sense, Ui, WidgetInfo, pos2, vec2};

/// What something new is called until it has a name.
const NEW_FACT: &str = "New fact";
const NEW_LIMIT: &str = "New limit";

pub(super) fn facts(ui: &mut Ui, hand: &Hand) {
    let tree = hand.tree();
    heading_with(ui, hand, &format!("Facts {}", tree.facts.len()), |ui| {
        if plus(ui, hand, "Fact", "Add a fact") {
            let id = fresh_fact_id(tree, NEW_FACT);
            let label = NEW_FACT.to_owned();
            let fact = Fact { label, kind: FactKind::Text, private: false, ask: None, latest: None, sample: None };
            hand.edit(Edit::AddFact { id: id.clone(), fact, after: None });
            hand.send(AuthorCommand::ChooseFact(id));
            focus(ui, thing_field());
        }
    });
    let counts = kept(ui, hand, "uses of all", || count_uses(tree));
    ui.spacing_mut().item_spacing.y = 0.0;
    for (id, fact) in &tree.facts {
        let used = counts.facts.get(id).copied().unwrap_or_default();
        if row(ui, hand, &fact.label, &fact.kind, used) {
            hand.send(AuthorCommand::ChooseFact(id.clone()));
        }
        findings(ui, hand, None, &[Part::Name("facts"), Part::Name(id.as_str())]);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}

pub(super) fn limits(ui: &mut Ui, hand: &Hand) {
    let tree = hand.tree();
    heading_with(ui, hand, &format!("Limits {}", tree.limits.len()), |ui| {
        if plus(ui, hand, "Limit", "Add a limit") {
            let id = fresh_limit_id(tree, NEW_LIMIT);
            let money = tree.facts.values().find_map(|fact| matches!(fact.kind, FactKind::Money(_)).then(|| fact.kind.clone()));
            let kind = money.unwrap_or(FactKind::Money("GBP".to_owned()));
            let limit = Limit { label: NEW_LIMIT.to_owned(), kind, at_most: "50.00".to_owned() };
            hand.edit(Edit::AddLimit { id: id.clone(), limit, after: None });
            hand.send(AuthorCommand::ChooseLimit(id));
            focus(ui, thing_field());
        }
    });
    let counts = kept(ui, hand, "uses of all", || count_uses(tree));
    ui.spacing_mut().item_spacing.y = 0.0;
    for (id, limit) in &tree.limits {
        let used = counts.limits.get(id).copied().unwrap_or_default();
        if row(ui, hand, &limit.label, &limit.kind, used) {
            hand.send(AuthorCommand::ChooseLimit(id.clone()));
        }
        findings(ui, hand, None, &[Part::Name("limits"), Part::Name(id.as_str())]);
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}

/// A row of a list: label, kind, how often it is used. Gives whether it was chosen.
fn row(ui: &mut Ui, hand: &Hand, words: &str, kind: &FactKind, used: usize) -> bool {
    let look = hand.view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    if response.hovered() {
        ui.painter().rect_filled(rect, hand.view.sizes.field_radius, look.sunken);
    }
    let times = match used {
        0 => "unused".to_owned(),
        1 => "1 use".to_owned(),
        more => format!("{more} uses"),
    };
    let ink = if used == 0 { look.ember } else { look.ink2 };
    let right = wrapped(ui, &times, font(hand.view.sizes.meta), ink, 110.0);
    let kind = kind_word(kind);
    let beside = wrapped(ui, kind, font(hand.view.sizes.meta), look.ink2, 70.0);
    let room = rect.width() - right.size().x - beside.size().x - 28.0;
    let text = wrapped(ui, words, semibold(hand.view.sizes.meta), look.ink, room);
    let is_cut = text.elided;
    let mut x = rect.left() + 4.0;
    let middle = rect.center().y;
    let width = text.size().x;
    ui.painter().galley(pos2(x, middle - text.size().y / 2.0), text, look.ink);
    x += width + 8.0;
    ui.painter().galley(pos2(x, middle - beside.size().y / 2.0), beside, look.ink2);
    let x = rect.right() - 4.0 - right.size().x;
    ui.painter().galley(pos2(x, middle - right.size().y / 2.0), right, ink);
    let name = format!("{words}, {kind}, {times}");
    response.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
    ring(ui, hand.view, &response, 6);
    if is_cut { response.on_hover_text(words) } else { response }.clicked()
}

/// A kind in a word or two.
pub(super) fn kind_word(kind: &FactKind) -> &'static str {
    match kind {
        FactKind::Text => "text",
        FactKind::Number => "number",
        FactKind::Money(_) => "amount",
        FactKind::Date => "day",
        FactKind::Time => "time",
        FactKind::Phone => "phone",
        FactKind::YesNo => "yes or no",
        FactKind::Choice(_) => "choice",
    }
}

pub(super) fn tests(ui: &mut Ui, hand: &Hand) {
    let tree = hand.tree();
    heading_with(ui, hand, &format!("Tests {}", tree.tests.len()), |_| {});
    if tree.tests.is_empty() {
        label(ui, "A path you tried can be kept as a test.", hand.view.sizes.meta, hand.view.look.ink2);
    }
    let mut rest: Option<Vec<Test>> = None;
    for (at, test) in tree.tests.iter().enumerate() {
        boxed(ui, hand, hand.view.look.ground, |ui| {
            ui.horizontal_top(|ui| {
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width() - if hand.writes { 32.0 } else { 0.0 });
                    strong(ui, &test.name, hand.view.sizes.meta, hand.view.look.ink);
                });
                ui.with_layout(Layout::right_to_left(Align::TOP), |ui| {
                    let name = format!("Take out the test {}", test.name);
                    if hand.writes && icon_button(ui, hand.view, icons::CROSS, &name, hand.view.look.ink2).clicked() {
                        rest = Some(
                            tree.tests
                                .iter()
                                .enumerate()
                                .filter(|(place, _)| *place != at)
                                .map(|(_, test)| test.clone())
                                .collect(),
                        );
                    }
                });
            });
            let from = Target::Here(test.from.clone());
            for (word, target) in [("from", &from), ("comes to", &test.comes_to)] {
                let words = super::targets::in_words(hand, target);
                ui.horizontal(|ui| {
                    elided(ui, word, font(hand.view.sizes.meta), hand.view.look.ink2);
                    if link(ui, hand, &words, &format!("Go to {words}"), hand.view.look.tide).clicked() {
                        hand.go(target);
                    }
                });
            }
            findings(ui, hand, None, &[Part::Name("tests"), Part::At(at)]);
            super::ways::ways(ui, hand, at, &test.name);
        });
    }
    if let Some(tests) = rest {
        hand.edit(Edit::Tests(tests));
    }
}
