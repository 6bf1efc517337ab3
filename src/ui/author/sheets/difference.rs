//! A difference in words: each step with what became of it, lines with the words that went and those that came.

use super::super::{
    super::{
        theme::{font, semibold},
        view::View,
        widgets::{ButtonLook, action_button, label, pill, ring, strong, wrapped},
    },
    canvas::{change_look, send},
    command::AuthorCommand,
    comparing::Compared,
    state::Authoring,
};
use crate::{
    edit::{Change, FieldChange, Wording, reworded},
    tree::Tree,
};
use egui::{Color32, FontId, Label, Role, Sense, Stroke, TextFormat, Ui, WidgetInfo, pos2, text::LayoutJob, vec2};

/// Everything that differs; of steps the first `most`. True where the rest is asked for.
pub(super) fn difference(ui: &mut Ui, view: &View, compared: &Compared, most: usize) -> bool {
    let difference = &compared.difference;
    ui.spacing_mut().item_spacing.y = 4.0;
    if difference.is_empty() {
        label(ui, "Nothing differs.", view.sizes.meta, view.look.ink2);
        return false;
    }
    counts(ui, view, compared);
    of_the_tree(ui, view, compared);
    for step in difference.steps.iter().take(most) {
        let tree = view.state.authoring.as_ref().map(Authoring::tree);
        let now = tree.and_then(|tree| tree.steps.get(&step.id)).filter(|_| step.change != Change::Removed);
        let shown = now.or_else(|| compared.before.steps.get(&step.id));
        let title = shown.map_or_else(|| step.id.to_string(), |step| step.title.clone());
        let goes = now.map(|_| AuthorCommand::GoToStep(step.id.clone()));
        head(ui, view, step.change, &title, goes);
        if let Some(was) = step.was.as_ref().filter(|was| **was != step.id) {
            label(ui, &format!("Its name was {was}, and is {}", step.id), view.sizes.meta, view.look.ink2);
        }
        let whole = matches!(step.change, Change::Added | Change::Removed);
        for field in step.fields.iter().filter(|field| !whole || is_told_of_a_whole_step(&field.name)) {
            field_row(ui, view, compared, field);
        }
    }
    let more = difference.steps.len().saturating_sub(most);
    let words = format!("Show {more} more step{}", if more == 1 { "" } else { "s" });
    more > 0 && action_button(ui, view, &words, "", ButtonLook::Framed, 28.0, false).clicked()
}

/// How many steps were added, changed and removed, in one row.
fn counts(ui: &mut Ui, view: &View, compared: &Compared) {
    ui.horizontal_wrapped(|ui| {
        for (change, count) in compared.counts() {
            if count > 0 {
                let (icon, word, ink, fill) = change_look(view.look, change);
                let steps = if count == 1 { "step" } else { "steps" };
                pill(ui, view, icon, &format!("{count} {steps} {}", word.to_lowercase()), ink, fill);
            }
        }
    });
}

/// Fields of the tree itself, facts and limits.
fn of_the_tree(ui: &mut Ui, view: &View, compared: &Compared) {
    let difference = &compared.difference;
    if !difference.tree.is_empty() {
        head(ui, view, Change::Changed, "The tree", None);
        fields(ui, view, compared, &difference.tree);
    }
    for fact in &difference.facts {
        head(ui, view, fact.change, &format!("Fact {}", fact.id), None);
        fields(ui, view, compared, &fact.fields);
    }
    for limit in &difference.limits {
        head(ui, view, limit.change, &format!("Limit {}", limit.id), None);
        fields(ui, view, compared, &limit.fields);
    }
}

fn fields(ui: &mut Ui, view: &View, compared: &Compared, fields: &[FieldChange]) {
    for field in fields {
        field_row(ui, view, compared, field);
    }
}

/// A step's title with what became of it; a click goes there.
fn head(ui: &mut Ui, view: &View, change: Change, title: &str, goes: Option<AuthorCommand>) {
    let look = view.look;
    let (icon, word, ink, _) = change_look(look, change);
    ui.add_space(6.0);
    let sense = if goes.is_some() { Sense::click() } else { Sense::hover() };
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), sense);
    if goes.is_some() && response.hovered() {
        ui.painter().rect_filled(rect, view.sizes.row_radius, look.sunken);
    }
    let kind = wrapped(ui, &format!("{icon} {word}"), semibold(view.sizes.meta), ink, 110.0);
    let middle = rect.center().y;
    ui.painter().galley(pos2(rect.left(), middle - kind.size().y / 2.0), kind, ink);
    let words = wrapped(ui, title, semibold(view.sizes.body), look.ink, rect.width() - 96.0);
    ui.painter().galley(pos2(rect.left() + 92.0, middle - words.size().y / 2.0), words, look.ink);
    let role = if goes.is_some() { Role::Button } else { Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, format!("{word}: {title}")));
    ring(ui, view, &response, 8);
    let response = if goes.is_some() { response.on_hover_text("Shows it on the canvas") } else { response };
    if response.clicked()
        && let Some(goes) = goes
    {
        send(view, goes);
    }
}

/// A new or lost step is told by its title and its words.
fn is_told_of_a_whole_step(name: &str) -> bool {
    !matches!(name, "kind" | "stage" | "title" | "techniques" | "captures" | "earlier names")
}

fn field_row(ui: &mut Ui, view: &View, compared: &Compared, field: &FieldChange) {
    let name = in_words(&field.name);
    let now = view.state.authoring.as_ref().map_or(&compared.before, Authoring::tree);
    let before = field.before.as_deref().map(|words| with_titles(&field.name, words, &compared.before));
    let after = field.after.as_deref().map(|words| with_titles(&field.name, words, now));
    ui.horizontal_top(|ui| {
        ui.add_space(12.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            strong(ui, &name, view.sizes.meta, view.look.ink2);
            rewording(ui, view, &name, before.as_deref(), after.as_deref());
        });
    });
}

/// Words before and after: what went is struck through, what came is underlined.
pub(super) fn rewording(ui: &mut Ui, view: &View, name: &str, before: Option<&str>, after: Option<&str>) {
    let look = view.look;
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    let format = |face: FontId, colour: Color32| TextFormat {
        font_id: face,
        color: colour,
        line_height: Some(view.sizes.body.1),
        valign: egui::Align::Center,
        ..TextFormat::default()
    };
    let same = format(font(view.sizes.body), look.ink);
    let gone = TextFormat { strikethrough: Stroke::new(1.0, look.ember), ..format(font(view.sizes.body), look.ember) };
    let came = TextFormat { underline: Stroke::new(1.0, look.tide), ..format(semibold(view.sizes.body), look.tide) };
    match (before, after) {
        (Some(before), Some(after)) => {
            let mut gap = false;
            for wording in reworded(before, after) {
                let (words, format) = match &wording {
                    Wording::Same(words) => (words, &same),
                    Wording::Out(words) => (words, &gone),
                    Wording::In(words) => (words, &came),
                };
                // What went and what came never touch.
                let lead = if gap && matches!(wording, Wording::In(_)) { 4.0 } else { 0.0 };
                gap = !words.ends_with(' ');
                // A line through or under words ends with them.
                let own = words.trim_end();
                job.append(own, lead, format.clone());
                job.append(&words[own.len()..], 0.0, same.clone());
            }
        }
        (Some(before), None) => job.append(before, 0.0, gone),
        (None, Some(after)) => job.append(after, 0.0, came),
        (None, None) => return,
    }
    let response = ui.add(Label::new(job).wrap());
    let spoken = match (before, after) {
        (Some(before), Some(after)) => format!("{name}, before: {before} After: {after}"),
        (Some(before), None) => format!("{name}, taken out: {before}"),
        (None, after) => format!("{name}, new: {}", after.unwrap_or_default()),
    };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &spoken));
}

/// A field's name as the screen says it.
pub(super) fn in_words(name: &str) -> String {
    let name = name.replace("say heated", "heated line").replace("say", "line");
    let name = name.replace("avoid", "better wording").replace("allow", "silenced finding");
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// An answer's words with the titles of the steps it leads to in the place of their names.
fn with_titles(field: &str, words: &str, tree: &Tree) -> String {
    if !field.starts_with("answer") {
        return words.to_owned();
    }
    let mut told = words.to_owned();
    for leads in [" to ", ", then "] {
        // What the answer says stands in front, in quotation marks, and may hold the same words.
        let from = told.rfind('”').unwrap_or(0);
        let Some(at) = told[from..].find(leads).map(|at| from + at + leads.len()) else { continue };
        let end = told[at..].find([' ', ',']).map_or(told.len(), |end| at + end);
        if let Some(step) = tree.steps.get(&told[at..end]) {
            told = format!("{}“{}”{}", &told[..at], step.title, &told[end..]);
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_leads_to_a_title() {
        let text = r#"Tree(format: 1, id: "t", title: "T", start: "a", steps: {
            "a": Step(kind: Say, stage: Open, title: "First", answers: [Answer(when: "x", to: "b")]),
            "b": Step(kind: End(Resolved), stage: Close, title: "Last"),
        })"#;
        let document = crate::tree::read(text).unwrap();
        let told = |words: &str| with_titles("answer 1", words, document.tree());
        assert_eq!(told("“Wants to b” to b, if x is known"), "“Wants to b” to “Last”, if x is known");
        assert_eq!(told("“x” to other/step and back, then a"), "“x” to other/step and back, then “First”");
        assert_eq!(told("“x” leads nowhere"), "“x” leads nowhere");
        assert_eq!(with_titles("say 1", "Go to b", document.tree()), "Go to b");
    }
}
