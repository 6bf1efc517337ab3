//! The field in which a fact is typed, on a call and while a tree is tried.

use super::field;
use crate::{tree::FactKind, ui::view::View};
use egui::{Id, Ui};

/// A field of a fact as it is shown: what was typed into it, once it is left or Enter is pressed.
pub fn fact_field(ui: &mut Ui, view: &View, id: Id, title: &str, kind: Option<&FactKind>, shown: &str) -> Option<String> {
    // While it is being typed the field's own text counts.
    let draft: Option<String> = ui.data(|data| data.get_temp(id));
    let text = draft.clone().unwrap_or_else(|| shown.to_owned());
    let hint = match kind {
        Some(FactKind::Date) => "fri, +5, 5wd",
        Some(FactKind::Time) => "4pm",
        Some(FactKind::Choice(words)) => &words.join(", "),
        Some(FactKind::YesNo) => "yes or no",
        _ => "",
    };
    let (response, changed) = field(ui, view, id, title, &text, hint, ui.available_width());
    if let Some(text) = changed {
        ui.data_mut(|data| data.insert_temp(id, text));
    }
    if !response.lost_focus() {
        return None;
    }
    ui.data_mut(|data| data.remove::<String>(id));
    draft.filter(|text| text != shown)
}
