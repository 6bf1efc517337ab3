//! What a customer says and does on one tree: how they open there, the answer that is their case, their own words for it.

use super::{
    command::CastCommand,
    form::{Form, at},
    moves::{move_choices, move_name},
    state::OnTree,
};
use crate::{
    drill::{AnswerName, Persona, Way},
    tree::{Answer, Step, StepId, Tree},
    ui::{
        train::hall::tree_title,
        widgets::{Choice, Select, SelectLook, label},
    },
};
use egui::Ui;
use std::sync::Arc;

/// The name under which openings stand for every tree that has none of its own.
const ANY: &str = "*";

pub(super) fn on_tree(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let place = form.casting.on_tree.clone().unwrap_or_else(|| OnTree { tree: first_tree(form), step: None });
    choose_tree(ui, form, persona, &place);
    openings(ui, form, persona, &place.tree);
    if let Some(tree) = tree_of(form, &place.tree) {
        answers(ui, form, persona, tree, &place);
    }
    left_over(ui, form, persona);
}

fn tree_of<'a>(form: &Form<'a>, id: &str) -> Option<&'a Tree> {
    let library = form.view.state.library.as_ref()?;
    let entry = library.entries.iter().find(|entry| entry.id == id)?;
    Some(entry.document.as_ref()?.tree())
}

/// Where they are at home, or the first tree there is.
fn first_tree(form: &Form) -> String {
    let home = form.casting.persona.trees.iter().find(|id| tree_of(form, id).is_some());
    let library = form.view.state.library.as_ref();
    let any = || library.and_then(|library| library.entries.iter().find(|entry| entry.document.is_some()));
    home.cloned().or_else(|| any().map(|entry| entry.id.clone())).unwrap_or_else(|| ANY.to_owned())
}

/// How much of theirs stands on a tree.
fn count(persona: &Persona, tree: &str) -> usize {
    let is_there = |name: &str| AnswerName::read(name).is_some_and(|name| name.tree == tree);
    let openings = persona.opens_elsewhere.get(tree).map_or(0, Vec::len);
    openings + persona.answers.keys().chain(persona.ways.keys()).filter(|name| is_there(name)).count()
}

fn choose_tree(ui: &mut Ui, form: &Form, persona: &Persona, place: &OnTree) {
    form.heading(ui, "On one tree", "What they open with, answer and say there, because it is their case.");
    let any = "Any other tree";
    let title = if place.tree == ANY { any.to_owned() } else { tree_title(form.view, &place.tree) };
    let look = SelectLook::Field(ui.available_width());
    let select = Select { id: at(&["on tree"]), name: "Tree", shown: &title, icon: None, look, is_open_to_change: true };
    let chosen = select.show(ui, form.view, |_| {
        let entries = form.view.state.library.iter().flat_map(|library| &library.entries);
        let beside = |id: &str| match (persona.trees.iter().any(|home| home == id), count(persona, id)) {
            (true, 0) => "at home".to_owned(),
            (true, count) => format!("at home, {count}"),
            (false, 0) => String::new(),
            (false, count) => count.to_string(),
        };
        let tree = |id: &str| Choice::new(id.to_owned(), tree_title(form.view, id)).beside(beside(id));
        let mut all: Vec<_> = entries.filter(|entry| entry.document.is_some()).map(|entry| tree(&entry.id)).collect();
        all.push(Choice::new(ANY.to_owned(), any).beside(beside(ANY)));
        all
    });
    if let Some(tree) = chosen {
        form.view.send(CastCommand::ShowOnTree(OnTree { tree, step: None }).into());
    }
}

fn openings(ui: &mut Ui, form: &Form, persona: &mut Persona, tree: &str) {
    if persona.trees.is_empty() || persona.trees.iter().any(|home| home == tree) {
        label(ui, "They are at home here: their own openings are said.", form.view.sizes.meta, form.view.look.ink2);
        return;
    }
    let help = if tree == ANY {
        "Said on every tree where they are not at home and which has none of its own. Without any, their usual ones."
    } else {
        "They are not at home here. Without any, those for any other tree are said."
    };
    form.heading(ui, "Openings here", help);
    let mut lines = persona.opens_elsewhere.get(tree).cloned().unwrap_or_default();
    form.lines(ui, &["opens_elsewhere", tree], "Openings here", &mut lines);
    put(&mut persona.opens_elsewhere, tree, lines);
}

/// Lines under a name; no name without lines.
fn put(all: &mut indexmap::IndexMap<String, Vec<String>>, name: &str, lines: Vec<String>) {
    if lines.is_empty() {
        all.shift_remove(name);
    } else {
        all.insert(name.to_owned(), lines);
    }
}

fn answers(ui: &mut Ui, form: &Form, persona: &mut Persona, tree: &Tree, place: &OnTree) {
    form.heading(ui, "Answers", "Choose a step. Steps with something of theirs come first.");
    let of = |id: &StepId| format!("{}/{id}", tree.id);
    let own = |persona: &Persona, id: &StepId| {
        let words = persona.answers.keys().filter_map(|name| AnswerName::read(name));
        let words = words.filter(|name| name.tree == tree.id.as_str() && name.step == id.as_str()).count();
        words + usize::from(persona.ways.contains_key(&of(id)))
    };
    let can_answer = |step: &Step| !step.answers.is_empty();
    let steps = || tree.steps.iter().filter(|(_, step)| can_answer(step));
    let shown = place.step.as_ref().and_then(|id| tree.steps.get_key_value(id.as_str()));
    let shown = shown.or_else(|| steps().find(|(id, _)| own(persona, id) > 0)).or_else(|| steps().next());
    let Some((id, step)) = shown else { return };
    let title = format!("{}{}", step.title, beside_title(own(persona, id)));
    let look = SelectLook::Field(ui.available_width());
    let select = Select { id: at(&["on step"]), name: "Step", shown: &title, icon: None, look, is_open_to_change: true };
    let chosen = select.show(ui, form.view, |_| {
        let mut all: Vec<_> = steps().map(|(id, step)| (own(persona, id), id, step)).collect();
        all.sort_by_key(|(own, _, _)| *own == 0);
        let choice = |(own, id, step): (usize, &StepId, &Arc<Step>)| {
            let beside = if own > 0 { format!("{own} of theirs") } else { String::new() };
            Choice::new(id.clone(), step.title.clone()).beside(beside)
        };
        all.into_iter().map(choice).collect()
    });
    if let Some(step) = chosen {
        let tree = tree.id.to_string();
        form.view.send(CastCommand::ShowOnTree(OnTree { tree, step: Some(step) }).into());
    }
    if let Some(line) = step.say.first() {
        label(ui, &format!("The agent: “{line}”"), form.view.sizes.meta, form.view.look.ink2);
    }
    let key = of(id);
    form.findings(ui, &["ways", &key]);
    ui.add_space(4.0);
    for answer in &step.answers {
        form.group(ui, &answer.when, |ui| one_answer(ui, form, persona, &key, answer));
        ui.add_space(6.0);
    }
}

fn beside_title(own: usize) -> String {
    if own > 0 { format!("  ({own} of theirs)") } else { String::new() }
}

fn one_answer(ui: &mut Ui, form: &Form, persona: &mut Persona, step: &str, answer: &Answer) {
    let is_theirs = persona.ways.get(step).is_some_and(|way| answer.when.starts_with(&way.gives));
    let words = format!("{}’s case: this is the answer given", form.casting.persona.called);
    if form.tick_named(ui, at(&["ways", step, &answer.when]), &words, &format!("Their case: {}", answer.when), is_theirs) {
        if is_theirs {
            persona.ways.shift_remove(step);
        } else {
            persona.ways.insert(step.to_owned(), Way { gives: answer.when.clone(), until: Vec::new() });
        }
        form.touch(at(&["ways", step]));
    }
    if is_theirs && let Some(way) = persona.ways.get_mut(step) {
        form.title(ui, "Until the agent made one of these moves");
        form.chips(ui, &["ways", step, "until"], "Move", &mut way.until, move_name, move_choices);
    }
    let whole = format!("{step}: {}", answer.when);
    let begins = |name: &&String| {
        let rest = name.strip_prefix(step).and_then(|rest| rest.strip_prefix(": "));
        rest.is_some_and(|begins| answer.when.starts_with(begins))
    };
    let key = persona.answers.keys().find(begins).cloned().unwrap_or(whole);
    let mut lines = persona.answers.get(&key).cloned().unwrap_or_default();
    form.lines(ui, &["answers", &key], &answer.when, &mut lines);
    put(&mut persona.answers, &key, lines);
    let everywhere = |name: &&String| AnswerName::read(name).is_none() && answer.when.starts_with(name.as_str());
    if let Some(name) = persona.answers.keys().find(everywhere).filter(|_| !persona.answers.contains_key(&key)) {
        let lines = persona.answers.get(name).map(|lines| lines.join("  /  ")).unwrap_or_default();
        label(ui, &format!("Wherever it stands: {lines}"), form.view.sizes.meta, form.view.look.ink2);
    }
}

/// What holds for every step with such an answer, and what fits no tree any more.
fn left_over(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let everywhere: Vec<String> = persona.answers.keys().filter(|name| AnswerName::read(name).is_none()).cloned().collect();
    if !everywhere.is_empty() {
        form.heading(ui, "Wherever such an answer stands", "On every step with an answer that begins so.");
        for name in everywhere {
            let mut lines = persona.answers.get(&name).cloned().unwrap_or_default();
            let goes = form
                .boxed(ui, at(&["answers", &name, "all"]), &name, |ui| form.lines(ui, &["answers", &name], &name, &mut lines));
            put(&mut persona.answers, &name, lines);
            if goes {
                persona.answers.shift_remove(&name);
                form.touch(at(&["answers", &name]));
            }
            ui.add_space(6.0);
        }
    }
    let is_gone = |name: &&String| form.casting.found.iter().any(|found| found.gone() == Some(name));
    let gone: Vec<String> = persona.ways.keys().chain(persona.answers.keys()).filter(is_gone).cloned().collect();
    if gone.is_empty() {
        return;
    }
    form.heading(
        ui,
        "What fits no tree any more",
        "A step is gone, or an answer reads otherwise. Take it out, or write it anew.",
    );
    for name in gone {
        let paths = [["ways", name.as_str()], ["answers", name.as_str()]];
        let id = at(&paths[usize::from(!persona.ways.contains_key(&name))]);
        let goes = form.boxed(ui, id, &gone_in_words(form, &name), |ui| paths.iter().for_each(|path| form.findings(ui, path)));
        if goes {
            persona.ways.shift_remove(&name);
            persona.answers.shift_remove(&name);
            form.touch(at(&["answers", &name]));
        }
        ui.add_space(6.0);
    }
}

/// Tree, step and the beginning of an answer, in words.
fn gone_in_words(form: &Form, name: &str) -> String {
    let Some(read) = AnswerName::read(name) else { return name.to_owned() };
    let tree = tree_of(form, read.tree);
    let step =
        tree.and_then(|tree| tree.steps.iter().find(|(id, _)| id.as_str() == read.step)).map(|(_, step)| step.title.as_str());
    let at = format!("{}, {}", tree_title(form.view, read.tree), step.unwrap_or(read.step));
    if read.begins.is_empty() { at } else { format!("{at}: {}", read.begins) }
}
