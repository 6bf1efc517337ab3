//! A step: its kind, stage, title and name, and in reading order everything it holds.

use super::{
    super::{
        super::widgets::{Choice, Select, SelectLook, elided},
        canvas::kind_look,
        command::AuthorCommand,
    },
    answers, chips, details,
    field::{Field, prose_with},
    findings::{findings_of_words, others},
    hand::Hand,
    handing, lines,
    marks::said,
    parts::{heading, heading_with, pair, small},
    promise, title_field,
    used_by::used_by,
    wording,
};
use crate::{
    edit::{StepChange, uses_of_step},
    tree::{How, Kind, Outcome, Part, Stage, Step, StepId},
    ui::theme::mono,
};
use egui::{Id, Ui};

/// The parts of a step that say themselves what is wrong with them.
const SHOWN: [&str; 14] = [
    "say",
    "say_heated",
    "answers",
    "captures",
    "promise",
    "cap",
    "kind",
    "task",
    "cue",
    "avoid",
    "techniques",
    "title",
    "warning",
    "allow",
];

pub(super) fn step(ui: &mut Ui, hand: &Hand) {
    let Some((id, step)) = hand.author.chosen() else { return };
    head(ui, hand, id, step);
    others(ui, hand, id, &SHOWN);
    handing::handing(ui, hand, id, step);
    lines::lines(ui, hand, id, step);
    details::task_and_cue(ui, hand, id, step);
    chips::captures(ui, hand, id, step);
    promise::promise(ui, hand, id, step);
    answers::answers(ui, hand, id, step);
    wording::swaps(ui, hand, id, step);
    chips::techniques(ui, hand, id, step);
    details::cap(ui, hand, id, step);
    details::warning(ui, hand, id, step);
    wording::silenced(ui, hand, id, step);
    details::add(ui, hand, id, step);
    let of = format!("step {id}");
    used_by(ui, hand, &of, "Nothing leads here yet.", || uses_of_step(hand.tree(), id));
}

fn head(ui: &mut Ui, hand: &Hand, id: &StepId, step: &Step) {
    let look = hand.view.look;
    pair(
        ui,
        |ui| {
            heading(ui, hand, "Kind");
            let (icon, colour, _) = kind_look(look, &step.kind);
            let select = Select {
                id: Id::unique("step kind"),
                name: "Kind",
                shown: step.kind.word(),
                icon: Some((icon, colour)),
                look: SelectLook::Field(ui.available_width()),
                is_open_to_change: hand.writes,
            };
            let kinds = |_: &str| kinds(&step.kind).map(|kind| Choice::new(kind.clone(), kind.word())).into();
            if let Some(kind) = select.show(ui, hand.view, kinds).filter(|kind| kind.word() != step.kind.word()) {
                hand.step(id, StepChange::Kind(kind));
            }
        },
        |ui| {
            heading(ui, hand, "Stage");
            let rows = |_: &str| Stage::ALL.map(|stage| Choice::new(stage, stage.in_words())).into();
            let name = Id::unique("step stage");
            let chosen = super::parts::choose(ui, hand, name, "Stage", step.stage.in_words(), rows);
            if let Some(stage) = chosen.filter(|stage| *stage != step.stage) {
                hand.step(id, StepChange::Stage(stage));
            }
        },
    );
    heading(ui, hand, "Title");
    let field = Field { id: title_field(), name: "Title", text: &step.title, hint: "A few words an agent takes in at a glance" };
    let said = said(ui, hand, field.id, field.text, id, &[Part::Name("title")]);
    if let Some(title) = prose_with(ui, hand, field, &said, false, false) {
        hand.step(id, StepChange::Title(title));
    }
    findings_of_words(ui, hand, id, &[Part::Name("title")], title_field(), &step.title);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 6.0;
        let rename = 92.0;
        ui.scope(|ui| {
            ui.set_max_width(ui.available_width() - rename);
            elided(ui, id.as_str(), mono(hand.view.sizes.meta), look.ink2).on_hover_text("The step's name in the file");
        });
        if hand.writes {
            let key = hand.key(AuthorCommand::RenameStep);
            ui.scope(|ui| {
                if small(ui, hand, "Rename") {
                    hand.send(AuthorCommand::RenameStep);
                }
            })
            .response
            .on_hover_text(format!("Everywhere it is used ({key})"));
        }
        if hand.tree().start == *id {
            elided(ui, "Calls start here", crate::ui::theme::font(hand.view.sizes.meta), look.ink2);
        }
    });
}

/// The kinds a step may become; what it hands over stays as it is where it can.
fn kinds(now: &Kind) -> [Kind; 6] {
    let escalate = match now {
        Kind::Escalate { .. } => now.clone(),
        _ => Kind::Escalate { to: String::new(), how: How::default(), why: String::new(), nobody_free: None },
    };
    let end = match now {
        Kind::End(outcome) => Kind::End(*outcome),
        Kind::Escalate { .. } => Kind::End(Outcome::HandedOver),
        _ => Kind::End(Outcome::Resolved),
    };
    [Kind::Say, Kind::Ask, Kind::Do, Kind::Check, escalate, end]
}

/// A part of a step that is only there once it is asked for: its heading, and a way to take it out.
pub(super) fn part(ui: &mut Ui, hand: &Hand, words: &str, name: &str) -> bool {
    let mut removes = false;
    heading_with(ui, hand, words, |ui| {
        if hand.writes {
            let icon = crate::ui::theme::icons::CROSS;
            removes = crate::ui::widgets::icon_button(ui, hand.view, icon, name, hand.view.look.ink2).clicked();
        }
    });
    removes
}
