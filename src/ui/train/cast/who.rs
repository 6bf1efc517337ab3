//! Who a customer is, how they come in and leave, what they train, and what is said before they are met.

use super::form::{Form, at, pair};
use crate::{
    drill::{Leaving, Notice, NoticeKind, Persona, Pronoun, Protocol},
    library::{technique, techniques},
    tree::TechniqueId,
    ui::{
        train::{
            figure::{Wants, figure},
            hall::tree_title,
        },
        widgets::{ButtonLook, Choice, action_button},
    },
};
use egui::Ui;

const PRONOUNS: [(Pronoun, &str); 3] = [(Pronoun::She, "she"), (Pronoun::He, "he"), (Pronoun::They, "they")];
const LEAVES: [(Leaving, &str); 4] = [
    (Leaving::HangsUp, "rings off"),
    (Leaving::AsksForManager, "wants somebody above the agent"),
    (Leaving::Complains, "makes it a complaint"),
    (Leaving::GoesQuiet, "goes quiet, and is lost"),
];
const NOTICES: [(Option<NoticeKind>, &str); 4] = [
    (None, "nothing needs to be said"),
    (Some(NoticeKind::Abuse), "insults"),
    (Some(NoticeKind::Threat), "a threat against somebody"),
    (Some(NoticeKind::SelfHarm), "talk of ending their life"),
];

pub(super) fn who(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let Persona { name, called, pronoun, summary, wants, trigger, .. } = &mut *persona;
    pair(
        ui,
        |ui| form.line(ui, &["name"], "Name", "Derek Hollis", name),
        |ui| form.line(ui, &["called"], "Called on screen", "Derek", called),
    );
    form.findings(ui, &["id"]);
    form.prose(ui, &["summary"], "Who they are, in one or two sentences", 2, summary);
    form.prose(ui, &["wants"], "What they want", 1, wants);
    pair(ui, |ui| triggers(ui, form, trigger), |ui| form.choice(ui, &["pronoun"], "Spoken of as", &PRONOUNS, pronoun));
    form.heading(ui, "How they come in, and how they leave", "");
    let Persona { heat, patience, leaves, .. } = &mut *persona;
    pair(
        ui,
        |ui| {
            form.title(ui, "Heat at the start, 0 to 10");
            form.must_figure(ui, &["heat"], "Heat at the start", Wants::Any, heat);
        },
        |ui| {
            form.title(ui, "Patience: hot moves in a row until they leave");
            let mut value = f32::from(*patience);
            form.must_figure(ui, &["patience"], "Patience", Wants::Whole(0, 99), &mut value);
            *patience = value as u8;
        },
    );
    form.choice(ui, &["leaves"], "How they leave when it is gone", &LEAVES, leaves);
    form.heading(ui, "At home in", "They can be played on any tree; here they know the case.");
    trees(ui, form, &mut persona.trees);
    form.heading(ui, "What they train", "Three or four techniques, not more.");
    form.chips(
        ui,
        &["trains"],
        "Technique",
        &mut persona.trains,
        |id| technique(id.as_str()).map_or_else(|| id.to_string(), |technique| technique.name.clone()),
        || {
            let named = techniques().iter().filter_map(|one| Some((TechniqueId::new(&one.id).ok()?, one)));
            named.map(|(id, one)| Choice::new(id, one.name.clone()).beside(one.code.clone())).collect()
        },
    );
    notice(ui, form, persona);
    ui.add_space(8.0);
    if form.tick(ui, "Needs care: old, ill, frightened, in despair", persona.needs_care) {
        persona.needs_care = !persona.needs_care;
        form.touch(at(&["needs_care"]));
    }
}

/// What set them off: a few words, one of those that are in use, or others.
fn triggers(ui: &mut Ui, form: &Form, trigger: &mut String) {
    form.line(ui, &["trigger"], "What set them off", "not heard", trigger);
    let all = form.casting.all.iter().filter_map(|entry| entry.persona.as_ref());
    let mut in_use: Vec<&str> = all.map(|persona| persona.trigger.as_str()).filter(|words| !words.is_empty()).collect();
    in_use.sort_unstable();
    in_use.dedup();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        for words in in_use {
            let look = if trigger == words { ButtonLook::Chosen } else { ButtonLook::Plain };
            if action_button(ui, form.view, words, "", look, 24.0, false).clicked() {
                words.clone_into(trigger);
                form.touch(at(&["trigger"]));
            }
        }
    });
}

fn trees(ui: &mut Ui, form: &Form, trees: &mut Vec<String>) {
    let had = trees.clone();
    form.chips(
        ui,
        &["trees"],
        "Tree",
        trees,
        |id| tree_title(form.view, id),
        || {
            let library = form.view.state.library.as_ref();
            let entries = library.map(|library| library.entries.as_slice()).unwrap_or_default();
            let others = entries.iter().filter(|entry| entry.document.is_some() && !had.contains(&entry.id));
            others.map(|entry| Choice::new(entry.id.clone(), tree_title(form.view, &entry.id))).collect()
        },
    );
}

fn notice(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    form.heading(ui, "Said before they are met", "The trainee chooses how strong the language is, and can stop at any moment.");
    let mut kind = persona.notice.as_ref().map(|notice| notice.kind);
    form.choice(ui, &["notice"], "What is to be met", &NOTICES, &mut kind);
    match (kind, &mut persona.notice) {
        (None, notice) => *notice = None,
        (Some(kind), Some(notice)) => notice.kind = kind,
        (Some(kind), notice) => {
            *notice = Some(Notice { kind, words: String::new(), cues: Vec::new(), strong: Vec::new(), by_turn: None });
        }
    }
    if let Some(notice) = &mut persona.notice {
        form.prose(ui, &["notice", "words"], "What the trainee is told, in one sentence", 2, &mut notice.words);
        form.lines(ui, &["notice", "cues"], "What they say that must be met", &mut notice.cues);
        form.lines(ui, &["notice", "strong"], "The same in stronger language", &mut notice.strong);
        form.title(ui, "Said by the end of turn");
        let mut turn = notice.by_turn.map(f32::from);
        let path = ["notice", "by_turn"];
        form.figure(ui, &path, "Said by the end of turn", ("any", 96.0), Wants::Whole(1, 99), &mut turn);
        form.findings(ui, &path);
        notice.by_turn = turn.map(|turn| turn as u8);
    }
    protocol(ui, form, persona);
}

/// A call about a life is scored on its protocol alone.
fn protocol(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let is_on = persona.protocol.is_some();
    if form.tick_at(ui, at(&["protocol"]), "Scored on its protocol alone; heat is not shown", is_on) {
        persona.protocol = if is_on { None } else { Some(Protocol::default()) };
        form.touch(at(&["protocol"]));
    }
    form.findings(ui, &["protocol"]);
    if let Some(protocol) = &mut persona.protocol {
        form.prose(ui, &["protocol", "asks"], "What the protocol asks for, in one sentence", 1, &mut protocol.asks);
    }
}

/// The heat in a list.
pub(super) fn heat_in_words(persona: &Persona) -> String {
    if persona.protocol.is_some() { "protocol".to_owned() } else { format!("heat {}", figure(persona.heat)) }
}
