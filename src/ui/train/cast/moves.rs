//! How moves change a customer's heat: the model's figure, and their own beside it.

use super::form::{Form, at, pair};
use crate::{
    drill::{Model, MoveId, OwnFloor, Persona},
    ui::{
        theme::{font, semibold},
        train::figure::{Wants, signed},
        widgets::{Choice, Select, SelectLook, hairline, wrapped},
    },
};
use egui::{Align2, Sense, Ui, UiBuilder, pos2, vec2};

/// Height of a row of the table.
const ROW: f32 = 38.0;
/// Width of each of the columns of figures.
const FIGURE: f32 = 84.0;

pub(super) fn moves(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    floor(ui, form, persona);
    let help = "Below nought it cools. An empty field follows the model; five moves of their own make a person.";
    form.heading(ui, &format!("Moves: {} of their own", persona.reacts.len()), help);
    ui.add_space(4.0);
    head(ui, form);
    ui.spacing_mut().item_spacing.y = 0.0;
    for rule in Model::shipped().moves() {
        hairline(ui, form.view);
        let mut own = persona.reacts.get(&rule.id).copied();
        row(ui, form, &rule.id, &rule.name, rule.heat, &mut own);
        match own {
            Some(own) => persona.reacts.insert(rule.id.clone(), own),
            None => persona.reacts.remove(&rule.id),
        };
        form.findings(ui, &["reacts", rule.id.as_str()]);
    }
    let unknown: Vec<MoveId> = persona.reacts.keys().filter(|id| Model::shipped().get(id.as_str()).is_none()).cloned().collect();
    for id in unknown {
        let mut own = persona.reacts.get(&id).copied();
        row(ui, form, &id, "not a move", 0.0, &mut own);
        if own.is_none() {
            persona.reacts.remove(&id);
        }
        form.findings(ui, &["reacts", id.as_str()]);
    }
}

fn head(ui: &mut Ui, form: &Form) {
    let view = form.view;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
    let face = || semibold(view.sizes.meta);
    let ink = view.look.ink2;
    let y = rect.center().y;
    ui.painter().text(pos2(rect.left(), y), Align2::LEFT_CENTER, "Move", face(), ink);
    ui.painter().text(pos2(rect.right() - FIGURE - 12.0, y), Align2::RIGHT_CENTER, "Model", face(), ink);
    ui.painter().text(pos2(rect.right() - FIGURE + 8.0, y), Align2::LEFT_CENTER, "Own", face(), ink);
}

fn row(ui: &mut Ui, form: &Form, id: &MoveId, name: &str, model: f32, own: &mut Option<f32>) {
    let view = form.view;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    let face = if own.is_some() { semibold(view.sizes.body) } else { font(view.sizes.body) };
    let text = wrapped(ui, name, face, view.look.ink, rect.width() - 2.0 * FIGURE - 24.0);
    ui.painter().galley(pos2(rect.left(), rect.center().y - text.size().y / 2.0), text, view.look.ink);
    let at = pos2(rect.right() - FIGURE - 12.0, rect.center().y);
    let ink = if own.is_some() { view.look.ink3 } else { view.look.ink2 };
    ui.painter().text(at, Align2::RIGHT_CENTER, signed(model), font(view.sizes.meta), ink);
    let spot = rect.with_min_x(rect.right() - FIGURE).shrink2(vec2(0.0, 4.0));
    ui.scope_builder(UiBuilder::new().id_salt(id.as_str()).max_rect(spot), |ui| {
        let title = format!("{name}, own; the model has {}", signed(model));
        form.figure(ui, &["reacts", id.as_str()], &title, ("", FIGURE), Wants::Any, own);
    });
    if let Some(rule) = Model::shipped().get(id.as_str()) {
        response.on_hover_text(rule.heard.replace("{name}", &form.casting.persona.called));
    }
}

/// A heat they do not fall below until a certain move was made.
fn floor(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    form.heading(ui, "A floor of heat", "A heat they do not fall below until a certain move was made.");
    let is_on = persona.floor.is_some();
    if form.tick_at(ui, at(&["floor"]), "They have a floor", is_on) {
        let first = Model::shipped().moves().first().map(|rule| rule.id.clone());
        persona.floor = first.filter(|_| !is_on).map(|until| OwnFloor { heat: 4.0, until, why: String::new() });
        form.touch(at(&["floor"]));
    }
    let Some(floor) = &mut persona.floor else { return };
    let OwnFloor { heat, until, why } = floor;
    pair(
        ui,
        |ui| {
            form.title(ui, "Floor, 0 to 10");
            form.must_figure(ui, &["floor", "heat"], "Floor of heat", Wants::Any, heat);
        },
        |ui| {
            form.title(ui, "Until this move was made");
            if let Some(id) = choose_move(ui, form, &["floor", "until"], "Until this move was made", until) {
                *until = id;
            }
        },
    );
    form.line(ui, &["floor", "why"], "In words", "until a boundary is set", why);
    form.findings(ui, &["floor"]);
}

/// A choice of a move by its name.
fn choose_move(ui: &mut Ui, form: &Form, path: &[&str], title: &str, shown: &MoveId) -> Option<MoveId> {
    let id = at(path);
    let words = move_name(shown);
    let look = SelectLook::Field(ui.available_width());
    let select = Select { id, name: title, shown: &words, icon: None, look, is_open_to_change: true };
    let chosen = select.show(ui, form.view, |_| move_choices());
    if chosen.is_some() {
        form.touch(id);
    }
    form.findings(ui, path);
    chosen
}

/// The name of a move for people.
pub(super) fn move_name(id: &MoveId) -> String {
    Model::shipped().get(id.as_str()).map_or_else(|| id.to_string(), |rule| rule.name.clone())
}

/// Every move to choose from.
pub(super) fn move_choices() -> Vec<Choice<MoveId>> {
    let rules = Model::shipped().moves().iter();
    rules.map(|rule| Choice::new(rule.id.clone(), rule.name.clone()).beside(signed(rule.heat))).collect()
}
