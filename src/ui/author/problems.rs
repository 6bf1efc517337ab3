//! The problems under the canvas: what is wrong, the worst first, with the place and the fix.

use super::{
    super::{
        theme::{font, icons, semibold},
        view::View,
        widgets::{ButtonLook, action_button, label, wrapped},
    },
    canvas::{mark_look, send},
    command::AuthorCommand,
    state::{Authoring, Selection, Thing},
};
use crate::{
    check::Finding,
    tree::{FactId, LimitId, OwnedPart},
};
use egui::{Align, Layout, Role, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

/// The height of a row.
const ROW: f32 = 28.0;

/// How high the strip is: two rows when there are problems, one when there are none.
pub(super) fn height(author: &Authoring) -> f32 {
    if author.findings.is_empty() { 40.0 } else { 2.0 * ROW + 14.0 }
}

pub(super) fn problems(ui: &mut Ui, view: &View, author: &Authoring) {
    let look = view.look;
    let area = ui.max_rect();
    let head = area.with_max_x(area.left() + 108.0);
    ui.scope_builder(UiBuilder::new().id_salt("problems head").max_rect(head), |ui| {
        ui.spacing_mut().item_spacing.y = 4.0;
        let count = author.findings.len();
        let words = if count == 0 { "Problems".to_owned() } else { format!("Problems {count}") };
        super::super::widgets::strong(ui, &words, view.sizes.meta, look.ink2);
        if count > 0 {
            super::super::widgets::key_button(ui, view, &AuthorCommand::NextProblem.into(), "Next", ButtonLook::Plain, 24.0);
        }
    });
    let list = area.with_min_x(head.right() + 8.0);
    ui.scope_builder(UiBuilder::new().id_salt("problems list").max_rect(list), |ui| {
        if author.findings.is_empty() {
            let words = if author.checked == u64::MAX { "Checking…" } else { "Nothing to report: every call finds its way." };
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                if author.checked != u64::MAX {
                    label(ui, icons::DONE, view.sizes.body, look.leaf);
                }
                label(ui, words, view.sizes.meta, look.ink2);
            });
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().auto_shrink(false).show_rows(ui, ROW, author.findings.len(), |ui, rows| {
            for place in rows {
                row(ui, view, author, place);
            }
        });
    });
}

fn row(ui: &mut Ui, view: &View, author: &Authoring, place: usize) {
    let look = view.look;
    let finding = &author.findings[place];
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    let is_here = author.finding == Some(place);
    if is_here || response.hovered() {
        let fill = if is_here { look.tide_soft } else { look.sunken };
        ui.painter().rect_filled(rect.shrink2(vec2(0.0, 1.0)), view.sizes.field_radius, fill);
    }
    if is_here {
        response.scroll_to_me(None);
    }
    let (icon, colour) = mark_look(look, finding.level);
    let mut x = rect.left() + 6.0;
    let mut paint = |words: &str, face: egui::FontId, colour, width: f32| {
        let text = wrapped(ui, words, face, colour, width);
        let size = text.size();
        ui.painter().galley(pos2(x, rect.center().y - size.y / 2.0), text, colour);
        x += size.x + 8.0;
    };
    paint(icon, font(view.sizes.body), colour, 24.0);
    let where_ = where_in_words(author, finding);
    let where_width = (rect.width() * 0.3).min(240.0);
    let fix_width = if finding.fix.is_some() { 110.0 } else { 0.0 };
    let room = (rect.width() - where_width - fix_width - 60.0).max(60.0);
    paint(&sentence(&finding.message), font(view.sizes.meta), look.ink, room);
    let right = wrapped(ui, &where_, semibold(view.sizes.meta), look.tide, where_width);
    let at = pos2(rect.right() - 8.0 - right.size().x, rect.center().y - right.size().y / 2.0);
    ui.painter().galley(at, right, look.tide);
    let name = format!("{}: {}. {}", level_word(finding), finding.message, where_);
    response.widget_info(|| WidgetInfo::selected(Role::ListBoxOption, true, is_here, &name));
    if response.on_hover_text(explained(finding)).clicked() {
        send(view, AuthorCommand::GoToFinding(place));
    }
    if let Some(fix) = &finding.fix {
        let spot =
            egui::Rect::from_min_size(pos2(rect.right() - where_width - fix_width - 8.0, rect.top() + 2.0), vec2(100.0, 24.0));
        ui.scope_builder(UiBuilder::new().id_salt(("fix", place)).max_rect(spot), |ui| {
            let key = if author.fixable() == Some(place) { view.key(&AuthorCommand::Fix.into()) } else { String::new() };
            let button = action_button(ui, view, "Fix", &key, ButtonLook::Plain, 24.0, false);
            if button.on_hover_text(&fix.title).clicked() {
                send(view, AuthorCommand::FixFinding(place));
            }
        });
    }
}

fn level_word(finding: &Finding) -> &'static str {
    match finding.level {
        crate::check::Level::Error => "Error",
        crate::check::Level::Warning => "Warning",
        crate::check::Level::Hint => "Hint",
    }
}

/// What is wrong, what to do, and which rule says so.
pub(super) fn explained(finding: &Finding) -> String {
    let title = crate::check::rule(finding.rule).map_or("", |rule| rule.title);
    let help = if finding.help.is_empty() { String::new() } else { format!("\n{}", sentence(&finding.help)) };
    format!("{}{help}\n\n{} ({})", sentence(&finding.message), title, finding.rule)
}

/// With a capital at its beginning.
pub(super) fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Where a finding is, as an author says it: “Own it, answer 2”.
pub(super) fn where_in_words(author: &Authoring, finding: &Finding) -> String {
    let title = finding.step.as_deref().and_then(|step| author.tree().find(step)).map(|(_, step)| step.title.clone());
    let within = within_step(finding);
    let part = match within {
        [OwnedPart::Name(field), OwnedPart::At(place), ..] => match field.as_str() {
            "answers" => format!("answer {}", place + 1),
            "say" => format!("line {}", place + 1),
            "say_heated" => format!("heated line {}", place + 1),
            "tests" => format!("test {}", place + 1),
            other => format!("{} {}", other.replace('_', " "), place + 1),
        },
        [OwnedPart::Name(field), ..] => field.replace('_', " "),
        _ => String::new(),
    };
    match (title, part.is_empty()) {
        (Some(title), true) => title,
        (Some(title), false) => format!("{title}, {part}"),
        (None, true) => "the tree".to_owned(),
        (None, false) => part,
    }
}

/// The way to a finding, on from its step.
fn within_step(finding: &Finding) -> &[OwnedPart] {
    if finding.step.is_some() { finding.part.get(2..).unwrap_or_default() } else { &finding.part }
}

/// The answer a finding speaks of, from 0.
pub(super) fn answer_of(finding: &Finding) -> Option<usize> {
    match within_step(finding) {
        [OwnedPart::Name(field), OwnedPart::At(place), ..] if field == "answers" => Some(*place),
        _ => None,
    }
}

/// What a finding that is about no step speaks of.
pub(super) fn thing_of(finding: &Finding) -> Selection {
    let thing = match finding.part.as_slice() {
        [OwnedPart::Name(map), OwnedPart::Name(name), ..] if map == "facts" => FactId::new(name).ok().map(Thing::Fact),
        [OwnedPart::Name(map), OwnedPart::Name(name), ..] if map == "limits" => LimitId::new(name).ok().map(Thing::Limit),
        _ => None,
    };
    thing.map(Selection::thing).unwrap_or_default()
}
