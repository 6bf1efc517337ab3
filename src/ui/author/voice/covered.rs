//! Which stages of a call and which techniques a tree uses, on which steps, what is missing, and what calms.

use super::{heading, is_whole, jump, jumps, spot_of, turn};
use crate::{
    library::{Technique, techniques as catalogue},
    tree::Stage,
    ui::{
        author::{canvas::send, command::AuthorCommand, state::Authoring},
        theme::{font, icons, semibold},
        view::View,
        widgets::{label, ring, strong, wrapped},
    },
};
use egui::{CornerRadius, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo, epaint::TextShape, pos2, vec2};

/// The stages as a row, each with the number of its steps.
pub(super) fn stages(ui: &mut Ui, view: &View, author: &Authoring) {
    heading(ui, view, "Stages of a call");
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 110.0), Sense::hover());
    let gap = 3.0;
    let wide = (rect.width() - gap * 11.0) / 12.0;
    for (place, stage) in Stage::ALL.into_iter().enumerate() {
        let left = rect.left() + (wide + gap) * place as f32;
        cell(ui, view, author, stage, Rect::from_min_size(pos2(left, rect.top()), vec2(wide, rect.height())));
    }
    let missing: Vec<&str> = author.voice.coverage.missing_stages().map(Stage::in_words).collect();
    if !missing.is_empty() {
        label(ui, &format!("No step yet: {}", missing.join(", ")), view.sizes.meta, view.look.ink2);
    }
}

fn cell(ui: &Ui, view: &View, author: &Authoring, stage: Stage, rect: Rect) {
    let look = view.look;
    let place = Stage::ALL.iter().position(|other| *other == stage).unwrap_or_default();
    let steps = &author.voice.coverage.stages[place];
    let is_used = !steps.is_empty();
    let response =
        ui.interact(rect, egui::Id::unique(("stage in the voice", place)), if is_used { Sense::click() } else { Sense::hover() });
    let square = rect.with_max_y(rect.top() + 26.0);
    let (fill, border, ink) = match (is_used, response.hovered()) {
        (true, false) => (look.tide_soft, look.tide_soft, look.tide),
        (true, true) => (look.tide_soft, look.tide, look.tide),
        (false, _) => (look.panel, look.line, look.ink3),
    };
    ui.painter().rect(square, CornerRadius::same(4), fill, Stroke::new(1.0, border), StrokeKind::Inside);
    let words = if is_used { steps.len().to_string() } else { "–".to_owned() };
    let count = wrapped(ui, &words, semibold(view.sizes.meta), ink, rect.width());
    ui.painter().galley(square.center() - count.size() / 2.0, count, ink);
    let ink = if is_used { look.ink } else { look.ink3 };
    let word = ui.painter().layout_no_wrap(stage.in_words().to_owned(), font(view.sizes.meta), ink);
    // Read from below, so that twelve words stand side by side.
    let at = pos2(rect.center().x - word.size().y / 2.0, square.bottom() + 6.0 + word.size().x);
    ui.painter().add(TextShape::new(at, word, ink).with_angle(-std::f32::consts::FRAC_PI_2));
    let counted = match steps.len() {
        0 => "no step".to_owned(),
        1 => "1 step".to_owned(),
        many => format!("{many} steps"),
    };
    let role = if is_used { Role::Link } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{}: {counted}", stage.in_words())));
    ring(ui, view, &response, 4);
    let titles: Vec<&str> = steps.iter().take(8).map(|step| super::title_of(author, step)).collect();
    let response = response.on_hover_text(format!("{}: {}", stage.in_words(), if is_used { titles.join(", ") } else { counted }));
    if response.clicked()
        && let Some(step) = next_of(author, steps)
    {
        send(view, AuthorCommand::GoToStep(step.clone()));
    }
}

/// The first step of several; where one of them is chosen, the one after it.
fn next_of<'a>(author: &Authoring, steps: &'a [crate::tree::StepId]) -> Option<&'a crate::tree::StepId> {
    let chosen = author.selection.primary().and_then(|chosen| steps.iter().position(|step| step == chosen));
    steps.get(chosen.map_or(0, |place| (place + 1) % steps.len()))
}

/// The last technique that is for lines and steps; what follows in the catalogue is for agents and teams.
const LAST: &str = "C66";

/// The techniques of the catalogue: those that steps name, then those that none does.
pub(super) fn techniques(ui: &mut Ui, view: &View, author: &Authoring) {
    let coverage = &author.voice.coverage;
    let (used, missing): (Vec<&Technique>, Vec<&Technique>) = catalogue()
        .iter()
        .filter(|technique| *technique.code <= *LAST)
        .partition(|technique| !coverage.steps_with(&technique.id).is_empty());
    heading(ui, view, &format!("Techniques: {} of {} used", used.len(), used.len() + missing.len()));
    let shows_used = is_whole(ui, author, "techniques used");
    if !used.is_empty() {
        turn(ui, view, author, "techniques used", if shows_used { "Hide those used" } else { "Those used, and where" });
    }
    for technique in used.into_iter().filter(|_| shows_used) {
        name(ui, view, technique, true);
        jumps(ui, view, author, &technique.name, coverage.steps_with(&technique.id));
    }
    let shows_missing = is_whole(ui, author, "techniques missing");
    if !missing.is_empty() {
        turn(ui, view, author, "techniques missing", if shows_missing { "Hide those missing" } else { "Those missing" });
    }
    for technique in missing.into_iter().filter(|_| shows_missing) {
        name(ui, view, technique, false);
    }
}

fn name(ui: &mut Ui, view: &View, technique: &Technique, is_used: bool) {
    let (icon, ink) = if is_used { (icons::TICK, view.look.tide) } else { (icons::MINUS, view.look.ink3) };
    ui.horizontal(|ui| {
        label(ui, icon, view.sizes.meta, ink);
        let words = format!("{} {}", technique.code, technique.name);
        let said = strong(ui, &words, view.sizes.meta, if is_used { view.look.ink } else { view.look.ink2 });
        said.on_hover_text(format!("{}\n\n{}", technique.what, technique.how));
    });
}

/// What calms in the lines, and how often.
pub(super) fn calms(ui: &mut Ui, view: &View, author: &Authoring) {
    let credits = &author.voice.credits;
    if credits.is_empty() {
        return;
    }
    heading(ui, view, "What calms in these lines");
    for (title, lines) in credits {
        let first = &author.voice.lines[lines[0]];
        let times = if lines.len() == 1 { "1 line".to_owned() } else { format!("{} lines", lines.len()) };
        let words = format!("{title}: {times}");
        jump(ui, view, &words, &words, AuthorCommand::GoToWords(spot_of(first, None)));
    }
}
