//! What a customer says: openings, lines by heat, last words, and how they give answers of each kind.

use super::{
    command::CastCommand,
    form::{Form, then},
    manners::MANNERS,
};
use crate::{
    drill::{ByHeat, Persona},
    ui::widgets::{Choice, Select, SelectLook},
};
use egui::Ui;

/// The bands of heat, in words.
const BANDS: [&str; 3] = ["Hot, from 8 on", "Warm, from 4 on", "Cool, below 4"];

pub(super) fn says(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    form.heading(ui, "Openings", "Three at least, so that two drills do not begin alike. What stands in brackets is not spoken.");
    form.lines(ui, &["opens"], "Openings", &mut persona.opens);
    if persona.notice.is_some() || !persona.strong.is_empty() {
        form.heading(ui, "Stronger openings", "Used only where strong language was chosen.");
        form.lines(ui, &["strong"], "Stronger openings", &mut persona.strong);
    }
    form.heading(
        ui,
        "Lines by heat",
        "Beside an answer’s own words, or instead of them. Short pieces; nobody speaks in paragraphs.",
    );
    by_heat(ui, form, &["says"], &mut persona.says);
    form.heading(
        ui,
        "Heard beside their words",
        "Beside about one line in three: a sigh, a dog, traffic. Without any, what all customers have.",
    );
    by_heat(ui, form, &["asides"], &mut persona.asides);
    form.heading(ui, "Last words", "What they say when they leave.");
    form.lines(ui, &["leaving"], "Last words", &mut persona.leaving);
}

fn by_heat(ui: &mut Ui, form: &Form, path: &[&str], lines: &mut ByHeat) {
    let ByHeat { hot, warm, cool } = lines;
    for (title, (band, lines)) in BANDS.into_iter().zip([("hot", hot), ("warm", warm), ("cool", cool)]) {
        form.lines(ui, &then(path, band), title, lines);
        ui.add_space(4.0);
    }
}

pub(super) fn replies(ui: &mut Ui, form: &Form, persona: &mut Persona) {
    let manner = form.casting.manner;
    let name = "How they answer";
    form.heading(
        ui,
        name,
        "For each kind of answer lines of their own. Where there are none, the stock words of all customers are said.",
    );
    let count = |manner| persona.replies.get(&manner).map_or(0, |lines| lines.all().count());
    let shown = MANNERS.iter().find(|(one, _)| *one == manner).map_or("", |(_, words)| words);
    let look = SelectLook::Field(ui.available_width());
    let select =
        Select { id: super::form::at(&["manner"]), name: "Kind of answer", shown, icon: None, look, is_open_to_change: true };
    let chosen = select.show(ui, form.view, |_| {
        let choice = |(manner, words): &(_, &str)| {
            let beside = match count(*manner) {
                0 => "stock words".to_owned(),
                1 => "1 line".to_owned(),
                count => format!("{count} lines"),
            };
            Choice::new(*manner, *words).beside(beside)
        };
        MANNERS.iter().map(choice).collect()
    });
    if let Some(manner) = chosen {
        form.view.send(CastCommand::ShowManner(manner).into());
    }
    ui.add_space(8.0);
    let mut lines = persona.replies.get(&manner).cloned().unwrap_or_default();
    by_heat(ui, form, &["replies", &format!("{manner:?}")], &mut lines);
    if lines == ByHeat::default() {
        persona.replies.remove(&manner);
    } else {
        persona.replies.insert(manner, lines);
    }
}
