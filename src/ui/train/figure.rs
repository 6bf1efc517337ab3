//! A field for a figure, which may be left empty.

use crate::ui::{view::View, widgets};
use egui::{Id, Ui};

/// What a figure is kept in while it is changed.
pub(super) struct Figure<'a> {
    /// The field.
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// Its width.
    pub width: f32,
}

impl Figure<'_> {
    /// Shows it; gives whether the value changed. What cannot be read as a figure stays typed and counts for nothing.
    pub fn show(self, ui: &mut Ui, view: &View, value: &mut Option<f32>) -> bool {
        let memory = self.id.with("typed");
        let typed: Option<String> = ui.data(|data| data.get_temp(memory));
        // What is typed gives way where the value became another one: undone, or brought within bounds.
        let typed = typed.filter(|typed| read(typed).is_none_or(|number| Some(number) == *value));
        let text = typed.unwrap_or_else(|| value.map(figure).unwrap_or_default());
        let (response, changed) = widgets::field(ui, view, self.id, self.name, &text, self.hint, self.width);
        let Some(changed) = changed else {
            if !response.has_focus() {
                ui.data_mut(|data| data.remove::<String>(memory));
            }
            return false;
        };
        let (number, is_empty) = (read(&changed), changed.trim().is_empty());
        ui.data_mut(|data| data.insert_temp(memory, changed));
        if is_empty || number.is_some() {
            *value = number;
            return true;
        }
        false
    }
}

/// What is typed as a figure.
fn read(typed: &str) -> Option<f32> {
    let plain = typed.trim().replace(['−', '–'], "-").replace(',', ".");
    plain.parse::<f32>().ok().filter(|number| number.is_finite())
}

/// A figure as it is typed: "2", "-1.5".
pub(super) fn figure(value: f32) -> String {
    let rounded = (value * 100.0).round() / 100.0;
    format!("{rounded}")
}

/// A figure with its sign, so that colour need not speak: "+1", "-1.5", "0".
pub(super) fn signed(value: f32) -> String {
    if value > 0.0 { format!("+{}", figure(value)) } else { figure(value) }
}
