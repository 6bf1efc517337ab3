//! Work that is being written: for whom, what, by when.

use super::{
    WHO,
    command::TeamCommand,
    state::{NewWork, Team},
};
use crate::{
    drill::{Level, tracks},
    ui::{
        theme::icons,
        train::{
            hall::{near_day, tree_title},
            stage::heading,
        },
        view::View,
        widgets::{ButtonLook, Choice, Select, SelectLook, action_button, field, key_button, label, long_field, section, toggle},
    },
};
use egui::{Id, Ui};

pub(super) fn writing(ui: &mut Ui, view: &View, now: &NewWork) {
    let look = view.look;
    let mut work = now.clone();
    heading(ui, view, if now.of.is_some() { "Change assigned work" } else { "Assign work" });
    who(ui, view, &mut work);
    what(ui, view, &mut work);
    by_day(ui, view, &mut work);
    section(ui, view, "A word to the trainee");
    let width = ui.available_width();
    if let (_, Some(text)) = long_field(ui, view, Id::unique("work words"), "A word to the trainee", &work.words, 2, width) {
        work.words = text;
    }
    if let Some(trouble) = &now.trouble {
        let said = label(ui, &format!("{} {trouble}", icons::WARNING), view.sizes.body, look.ember);
        ui.ctx().accesskit_node_builder(said.id, |node| node.set_live(egui::accesskit::Live::Polite));
    }
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        let words = if now.of.is_some() { "Save" } else { "Assign" };
        key_button(ui, view, &TeamCommand::Save.into(), words, ButtonLook::Primary, 36.0);
        if action_button(ui, view, "Leave it", "Esc", ButtonLook::Plain, 36.0, false).clicked() {
            view.send(TeamCommand::Cancel.into());
        }
    });
    if work != *now {
        work.trouble = None;
        view.send(TeamCommand::EditWork(Box::new(work)).into());
    }
}

/// The field for the day.
pub(super) fn day_field() -> Id {
    Id::unique("work by")
}

/// The day by which; of a track, also how far its drills lie apart.
fn by_day(ui: &mut Ui, view: &View, work: &mut NewWork) {
    let look = view.look;
    let today = view.now.date();
    let width = ui.available_width().min(220.0);
    let of_track = work.track.as_ref().and_then(|id| tracks().iter().find(|track| track.id == *id));
    let title = if of_track.is_some() { "By which day, the first" } else { "By which day" };
    section(ui, view, title);
    ui.horizontal_wrapped(|ui| {
        if let (_, Some(text)) = field(ui, view, day_field(), "By which day", &work.by, "fri, +7, 27 Nov", width) {
            work.by = text;
        }
        match work.day(today) {
            Ok(day) => label(ui, &near_day(day, today), view.sizes.body, look.ink2),
            Err(words) => label(ui, &words, view.sizes.meta, look.ember),
        };
    });
    let Some(track) = of_track else { return };
    section(ui, view, "Days from one drill to the next; empty for all by the same day");
    ui.horizontal_wrapped(|ui| {
        let name = "Days from one drill to the next";
        if let (_, Some(text)) = field(ui, view, Id::unique("work apart"), name, &work.apart, "none", width) {
            work.apart = text;
        }
        match (work.days_apart(), work.day(today)) {
            (Err(words), _) => drop(label(ui, &words, view.sizes.meta, look.ember)),
            (Ok(apart), Ok(first)) if apart > 0 => {
                let last = work.days(first, track.scenarios.len()).pop().unwrap_or(first);
                label(ui, &format!("the last by {}", near_day(last, today)), view.sizes.body, look.ink2);
            }
            _ => {}
        }
    });
}

fn who(ui: &mut Ui, view: &View, work: &mut NewWork) {
    section(ui, view, "For whom");
    let width = ui.available_width().min(320.0);
    let name = "Trainee’s name; empty for everybody";
    if let (_, Some(text)) = field(ui, view, Id::unique(WHO), name, &work.trainee, "everybody", width) {
        work.trainee = text;
    }
    let team: &Team = &view.state.training.hall.team;
    let known = team.trainees();
    if known.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(6.0, 6.0);
        if toggle(ui, view, "Everybody", "", work.trainee.is_empty(), 28.0).clicked() {
            work.trainee.clear();
        }
        for name in known {
            if toggle(ui, view, name, "", super::state::same(&work.trainee, name), 28.0).clicked() {
                name.clone_into(&mut work.trainee);
            }
        }
    });
}

fn what(ui: &mut Ui, view: &View, work: &mut NewWork) {
    let look = view.look;
    if work.of.is_some() {
        return one_drill(ui, view, work);
    }
    section(ui, view, "What");
    let one = "One drill";
    let track = work.track.as_ref().and_then(|id| tracks().iter().find(|track| track.id == *id));
    let shown = track.map_or(one, |track| track.name.as_str());
    let chosen = select(ui, view, "What", shown, |_| {
        let all = tracks().iter().map(|track| {
            let beside = format!("track, {} drills", track.scenarios.len());
            Choice::new(Some(track.id.clone()), track.name.clone()).beside(beside)
        });
        std::iter::once(Choice::new(None, one)).chain(all).collect()
    });
    if let Some(track) = chosen {
        work.track = track;
    }
    if let Some(track) = track {
        label(ui, &track.aim, view.sizes.meta, look.ink2);
        for scenario in &track.scenarios {
            let persona = view.state.training.persona(&scenario.persona).map_or(scenario.persona.as_str(), |one| &one.called);
            let (tree, level) = (tree_title(view, scenario.tree.as_str()), scenario.level.in_words().to_lowercase());
            label(ui, &format!("{tree}, {persona}, {level}"), view.sizes.meta, look.ink);
        }
        return;
    }
    one_drill(ui, view, work);
}

fn one_drill(ui: &mut Ui, view: &View, work: &mut NewWork) {
    let look = view.look;
    section(ui, view, "Tree");
    if let Some(tree) = select(ui, view, "Tree", &tree_title(view, &work.tree), |_| trees(view)) {
        work.tree = tree;
    }
    section(ui, view, "Customer");
    let any = "Any customer";
    let personas = &view.state.training.personas;
    let shown = work.persona.as_ref().map_or(any, |id| view.state.training.persona(id).map_or(id, |one| one.name.as_str()));
    let tree = work.tree.clone();
    let chosen = select(ui, view, "Customer", shown, |_| {
        let mut all: Vec<_> = personas.iter().filter(|persona| !persona.is_by_choice()).collect();
        all.sort_by_key(|persona| !persona.trees.contains(&tree));
        let each = all.into_iter().map(|persona| {
            let beside = if persona.trees.contains(&tree) { "at home here" } else { "guest" };
            Choice::new(Some(persona.id.clone()), persona.name.clone()).beside(beside)
        });
        std::iter::once(Choice::new(None, any).staying()).chain(each).collect()
    });
    if let Some(persona) = chosen {
        work.persona = persona;
    }
    section(ui, view, "Level");
    ui.horizontal(|ui| {
        for level in Level::ALL {
            if toggle(ui, view, level.in_words(), "", work.level == level, 30.0).clicked() {
                work.level = level;
            }
        }
    });
    let words = match work.level {
        Level::Exam => "An exam: its result comes here once the trainee has sent the sheet.",
        Level::Shown | Level::Faded => "Practice: you will see that it is done, not how it went.",
    };
    label(ui, words, view.sizes.meta, look.ink2);
}

fn trees(view: &View) -> Vec<Choice<String>> {
    let library = view.state.library.as_ref();
    let entries = library.map(|library| library.entries.as_slice()).unwrap_or_default();
    let there = entries.iter().filter(|entry| entry.document.is_some());
    there.map(|entry| Choice::new(entry.id.clone(), tree_title(view, &entry.id))).collect()
}

fn select<T>(ui: &mut Ui, view: &View, name: &str, shown: &str, all: impl FnOnce(&str) -> Vec<Choice<T>>) -> Option<T> {
    let look = SelectLook::Field(ui.available_width().min(420.0));
    Select { id: Id::unique(("work", name)), name, shown, icon: None, look, is_open_to_change: true }.show(ui, view, all)
}
