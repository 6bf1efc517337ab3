//! What was changed outside while a draft was in hand: what comes with it, and which of both where both changed the same.

use super::{
    Publishing, Sheet, SheetCommand,
    difference::{in_words, rewording},
};
use crate::{
    edit::{Conflict, diff, merge_choosing},
    library::ChangedOutside,
    tree::{Tree, read},
    ui::{
        command::Command,
        theme::icons,
        view::View,
        widgets::{frame, label, section, strong, toggle},
    },
};
use egui::{Margin, Role, Ui, WidgetInfo};
use std::sync::Arc;

/// Three texts that have to become one.
#[derive(Clone, Debug, PartialEq)]
pub struct Meanwhile {
    /// What is said of it.
    pub words: String,
    /// The tree the draft began from.
    pub base: Arc<Tree>,
    /// The tree that stands in the library now.
    pub theirs: Arc<Tree>,
    /// Its text; nothing where the file is gone.
    pub live: Option<Arc<str>>,
    /// What was changed outside, in words.
    pub brought: Vec<String>,
    /// What both changed.
    pub conflicts: Vec<Conflict>,
    /// Those of them in which theirs is taken.
    pub chosen: Vec<Conflict>,
}

impl Meanwhile {
    /// What has to be merged into a tree in hand.
    #[must_use]
    pub fn of(changed: &ChangedOutside, ours: &Arc<Tree>) -> Box<Self> {
        let tree = |text: Option<&Arc<str>>| text.and_then(|text| read(text).ok()).map(|document| Arc::clone(document.tree()));
        let (base, theirs) = (tree(changed.base.as_ref()), tree(changed.live.as_ref()));
        let (words, base, theirs) = match (base, theirs) {
            (Some(base), Some(theirs)) => ("These changes were made outside and come with yours:", base, theirs),
            // Without the text it began from nobody can tell who changed what: ours stands in the place of theirs.
            (None, Some(theirs)) => (
                "The text your draft began from is lost. Publishing puts yours in the place of what stands there now; below \
                 is what differs.",
                Arc::clone(&theirs),
                theirs,
            ),
            (base, None) => {
                let words = if changed.live.is_some() {
                    "The file cannot be read as a tree any more. Publishing puts yours in its place; the broken text is kept \
                     among the earlier ones."
                } else {
                    "The file is gone from the library. Publishing puts it back, with your changes."
                };
                let base = base.unwrap_or_else(|| Arc::clone(ours));
                (words, Arc::clone(&base), base)
            }
        };
        let conflicts = merged(&base, ours, &theirs, &[]);
        let brought = brought(&base, &theirs);
        let live = changed.live.clone();
        Box::new(Self { words: words.to_owned(), base, theirs, live, brought, conflicts, chosen: Vec::new() })
    }
}

/// What both changed; revision and status are the library's to give.
fn merged(base: &Tree, ours: &Tree, theirs: &Tree, chosen: &[Conflict]) -> Vec<Conflict> {
    let [base, theirs] = [base, theirs].map(|tree| {
        let mut tree = tree.clone();
        (tree.revision, tree.status) = (ours.revision, ours.status);
        tree
    });
    merge_choosing(&base, ours, &theirs, chosen).conflicts
}

/// What they changed, a line each.
fn brought(base: &Tree, theirs: &Tree) -> Vec<String> {
    let mut base = base.clone();
    (base.revision, base.status) = (theirs.revision, theirs.status);
    let difference = diff(&base, theirs);
    let title = |id: &crate::tree::StepId| {
        theirs.steps.get(id).or_else(|| base.steps.get(id)).map_or_else(|| id.to_string(), |step| step.title.clone())
    };
    let change = |change| match change {
        crate::edit::Change::Added => "new",
        crate::edit::Change::Removed => "taken out",
        crate::edit::Change::Changed => "changed",
        crate::edit::Change::Renamed => "renamed",
    };
    let steps = difference.steps.iter().map(|step| {
        let fields: Vec<String> = step.fields.iter().map(|field| in_words(&field.name).to_lowercase()).take(4).collect();
        let fields = if fields.is_empty() { String::new() } else { format!(" ({})", fields.join(", ")) };
        format!("“{}” {}{fields}", title(&step.id), change(step.change))
    });
    let facts = difference.facts.iter().map(|fact| format!("the fact {} {}", fact.id, change(fact.change)));
    let limits = difference.limits.iter().map(|limit| format!("the limit {} {}", limit.id, change(limit.change)));
    let own = difference.tree.iter().map(|field| format!("the tree's {}", field.name));
    steps.chain(facts).chain(limits).chain(own).collect()
}

pub(super) fn outside(ui: &mut Ui, view: &View, sheet: &Publishing, outside: &Meanwhile) {
    let look = view.look;
    frame(view, look.ember_soft, look.ember, Margin::symmetric(12, 8)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        label(ui, &format!("{} {}", icons::WARNING, outside.words), view.sizes.meta, look.ink);
        for words in outside.brought.iter().take(12) {
            label(ui, &format!("· {words}"), view.sizes.meta, look.ink);
        }
        if outside.brought.len() > 12 {
            label(ui, &format!("· and {} more", outside.brought.len() - 12), view.sizes.meta, look.ink2);
        }
    });
    if outside.conflicts.is_empty() {
        return;
    }
    ui.add_space(6.0);
    section(ui, view, "Both changed this; choose which stays");
    for (place, conflict) in outside.conflicts.iter().enumerate() {
        choice(ui, view, sheet, outside, place, conflict);
    }
}

fn choice(ui: &mut Ui, view: &View, sheet: &Publishing, outside: &Meanwhile, place: usize, conflict: &Conflict) {
    let look = view.look;
    let title = conflict.step.as_ref().and_then(|id| {
        let step = outside.theirs.steps.get(id).or_else(|| outside.base.steps.get(id))?;
        Some(format!("“{}”", step.title))
    });
    let part = conflict.part.iter().filter_map(|part| match part {
        crate::tree::OwnedPart::Name(name) => Some(name.as_str()),
        crate::tree::OwnedPart::At(_) => None,
    });
    let title = title.unwrap_or_else(|| part.collect::<Vec<_>>().join(" "));
    let name = if conflict.field.is_empty() { title } else { format!("{title}, {}", conflict.field) };
    strong(ui, &name, view.sizes.meta, look.ink);
    for (whose, words) in [("Yours", &conflict.ours), ("Theirs", &conflict.theirs)] {
        label(ui, whose, view.sizes.meta, look.ink2);
        rewording(ui, view, &format!("{name}: {}", whose.to_lowercase()), conflict.base.as_deref(), words.as_deref());
    }
    let takes_theirs = outside.chosen.contains(conflict);
    ui.push_id(("conflict", place), |ui| {
        ui.horizontal(|ui| {
            for (words, theirs) in [("Keep yours", false), ("Take theirs", true)] {
                if theirs && !conflict.can_take_theirs() {
                    continue;
                }
                let is_on = takes_theirs == theirs;
                let button = toggle(ui, view, words, "", is_on, 28.0);
                button.widget_info(|| WidgetInfo::selected(Role::Button, true, is_on, format!("{words}: {name}")));
                if button.clicked() && !is_on {
                    choose(view, sheet, outside, conflict, theirs);
                }
            }
        });
    });
}

fn choose(view: &View, sheet: &Publishing, outside: &Meanwhile, conflict: &Conflict, theirs: bool) {
    let mut outside = outside.clone();
    outside.chosen.retain(|chosen| chosen != conflict);
    if theirs {
        outside.chosen.push(conflict.clone());
    }
    let sheet = Publishing { outside: Some(Box::new(outside)), ..sheet.clone() };
    view.send(Command::Sheet(SheetCommand::Typed(Box::new(Sheet::Publish(Box::new(sheet))))));
}
