//! A field for a figure. What cannot be read as one stays in it as it is typed, and is told.

use crate::ui::{view::View, widgets};
use egui::{Id, Ui};

/// Which figures can be read in a field.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Wants {
    /// Any; what it may be is said elsewhere.
    Any,
    /// A whole one between these.
    Whole(u8, u8),
    /// One from nought to this, parts of a point included.
    UpTo(f32),
}

impl Wants {
    fn takes(self, number: f32) -> bool {
        match self {
            Self::Any => true,
            Self::Whole(least, most) => number.fract() == 0.0 && (f32::from(least)..=f32::from(most)).contains(&number),
            Self::UpTo(most) => (0.0..=most).contains(&number),
        }
    }

    /// What can be read, in words.
    pub fn in_words(self) -> String {
        match self {
            Self::Any => "write a figure, such as 5 or 6.5".to_owned(),
            Self::Whole(least, most) => format!("write a whole figure from {least} to {most}"),
            Self::UpTo(most) => format!("write a figure from 0 to {}", figure(most)),
        }
    }
}

/// What came of typing.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Typed {
    /// Nothing was typed.
    Nothing,
    /// A figure, or none.
    Figure(Option<f32>),
    /// What cannot be read.
    Wrong(String),
}

/// A field for a figure.
pub(super) struct Figure<'a> {
    /// The field.
    pub id: Id,
    /// Its name for screen readers.
    pub name: &'a str,
    /// What stands in it while it is empty.
    pub hint: &'a str,
    /// Its width.
    pub width: f32,
    /// What can be read.
    pub wants: Wants,
    /// It may be left empty.
    pub may_be_empty: bool,
    /// What stands in it and cannot be read.
    pub wrong: Option<&'a str>,
}

impl Figure<'_> {
    /// Shows it with its value.
    pub fn show(self, ui: &mut Ui, view: &View, value: Option<f32>) -> Typed {
        let memory = self.id.with("typed");
        let typed: Option<String> = ui.data(|data| data.get_temp(memory));
        // What is typed gives way where the value became another one: undone, or taken over.
        let typed = typed.filter(|typed| read(typed) == value);
        let text = self.wrong.map(str::to_owned).or(typed).unwrap_or_else(|| value.map(figure).unwrap_or_default());
        let (response, changed) = widgets::field(ui, view, self.id, self.name, &text, self.hint, self.width);
        let Some(changed) = changed else {
            if !response.has_focus() {
                ui.data_mut(|data| data.remove::<String>(memory));
            }
            return Typed::Nothing;
        };
        let number = read(&changed).filter(|number| self.wants.takes(*number));
        let is_empty = changed.trim().is_empty() && self.may_be_empty;
        if number.is_none() && !is_empty {
            return Typed::Wrong(changed);
        }
        ui.data_mut(|data| data.insert_temp(memory, changed));
        Typed::Figure(number)
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
