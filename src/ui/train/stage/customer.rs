//! What the customer says, in a card: the words, what is heard beside them, what they told, what stands on screen.

use super::{By, Shown, head::is_hot};
use crate::{
    drill::{Phase, Spoken, Told},
    tree::AlwaysKey,
    ui::{
        command::Command,
        guide::Shape,
        theme::{font, icons, medium},
        train::command::TrainCommand,
        view::View,
        widgets::{ButtonLook, action_button, card, elided, key_button, label, strong},
    },
};
use egui::{Align, CornerRadius, Layout, Margin, Rect, Role, Sense, TextFormat, Ui, WidgetInfo, pos2, text::LayoutJob, vec2};

/// The customer's words are never smaller.
const SMALLEST: f32 = 18.0;

pub(super) fn customer(ui: &mut Ui, view: &View, shown: &Shown, shape: Shape) {
    let look = view.look;
    let spoken = shown.drill.customer();
    let persona = &shown.drill.setting().persona;
    let strip = shape == Shape::Strip;
    let stripe = match (shown.shows_heat() && is_hot(shown.drill), spoken.cue) {
        (_, Some(_)) if waits(shown) && shown.shows_reasons() => look.alarm,
        (true, _) => look.ember,
        (false, _) => look.tide,
    };
    let margin = if strip {
        Margin { left: 20, right: 14, top: 10, bottom: 10 }
    } else {
        Margin { left: 29, right: 24, top: 14, bottom: 14 }
    };
    card(ui, view, stripe, margin, |ui| {
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.horizontal(|ui| {
            ui.set_min_height(24.0);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                hear(ui, view, shown);
                if !spoken.aside.is_empty() && !spoken.is_silent && !spoken.words.is_empty() {
                    label(ui, &spoken.aside, view.sizes.meta, look.ink2);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    strong(ui, &persona.name, view.sizes.body, look.ink);
                    if !strip {
                        elided(ui, in_a_line(&persona.summary), font(view.sizes.body), look.ink2);
                    }
                });
            });
        });
        words(ui, view, shown, spoken, shape);
        under(ui, view, shown, spoken);
    });
}

/// Who it is, in a few words: the summary up to where it fits a line.
fn in_a_line(summary: &str) -> &str {
    let first = summary.split_once(". ").map_or(summary, |(first, _)| first).trim_end_matches('.');
    if first.chars().count() <= 64 { first } else { first.split_once(", ").map_or(first, |(part, _)| part) }
}

/// The button that speaks it, where this computer can.
fn hear(ui: &mut Ui, view: &View, shown: &Shown) {
    let training = &view.state.training;
    if matches!(shown.by, By::WarmUp(_)) || !training.voice.can_speak() {
        return;
    }
    let command: Command = TrainCommand::Hear.into();
    key_button(ui, view, &command, "Hear it", ButtonLook::Plain, 24.0);
    let (words, to) = if training.speaks { ("Speaks as it comes", false) } else { ("Muted", true) };
    if action_button(ui, view, words, "", ButtonLook::Plain, 24.0, false).clicked() {
        view.send(TrainCommand::SetVoice(to).into());
    }
}

fn words(ui: &mut Ui, view: &View, shown: &Shown, spoken: &Spoken, shape: Shape) {
    let look = view.look;
    let strip = shape == Shape::Strip;
    if spoken.is_silent || spoken.words.is_empty() {
        let words = if spoken.aside.is_empty() {
            "Nobody speaks. See what you find.".to_owned()
        } else if !spoken.is_silent {
            // They are there and say nothing: what is heard of them.
            format!("({})", spoken.aside)
        } else {
            format!("On your screen: {}", spoken.aside)
        };
        label(ui, &words, if strip { view.sizes.answer_strip } else { (20.0, 28.0) }, look.ink);
        return;
    }
    let in_strip = (f32::from(view.state.site.text_size) - 7.0).max(SMALLEST);
    quote(ui, view, spoken, if strip { in_strip } else { fitting(ui, view, shown, spoken) });
}

/// The largest type in which the words leave what is below in sight: the lines to say, or the answers.
fn fitting(ui: &Ui, view: &View, shown: &Shown, spoken: &Spoken) -> f32 {
    let below = match shown.drill.phase() {
        Phase::ToHear => view.reading().map_or(0.0, |reading| 46.0 * (reading.answers().len() as f32 + 1.0)),
        Phase::ToSay => {
            let row = |choice: &crate::drill::Choice| {
                let tag = if choice.from.is_own() && shown.shows_script() { 100.0 } else { 0.0 };
                let width = ui.available_width() - 20.0 - tag;
                let text = ui.painter().layout(choice.text.clone(), font(view.sizes.answer), view.look.ink, width);
                view.sizes.answer.1.mul_add(text.rows.len() as f32, 16.0).max(44.0) + 8.0
            };
            shown.drill.choices().iter().map(row).sum::<f32>() + 48.0
        }
        Phase::Over(_) => 160.0,
    };
    // The line under the words, the card's own margin, the heading over the rows.
    let room = ui.clip_rect().bottom() - ui.cursor().top() - below - 88.0;
    // Larger text was asked for: it stays larger, and what is below is scrolled to.
    let wanted = f32::from(view.state.site.text_size);
    let height = |size: f32| {
        let text = ui.painter().layout(spoken.words.clone(), medium(size), view.look.ink, ui.available_width());
        text.rows.len() as f32 * (size * view.sizes.line_ratio).round()
    };
    let smaller = [0.0, 2.0, 4.0, 6.0, 7.0, 8.0].map(|less| wanted - less);
    smaller.into_iter().find(|size| height(*size) <= room).unwrap_or(wanted - 9.0).max(SMALLEST)
}

/// The words in quotation marks; what was told in them stands on calm chips, each of which can be taken down.
fn quote(ui: &mut Ui, view: &View, spoken: &Spoken, size: f32) {
    let look = view.look;
    let height = (size * view.sizes.line_ratio).round();
    let text = format!("“{}”", spoken.words);
    let marks = marks(&text, &spoken.told);
    let mut job = LayoutJob { wrap: egui::text::TextWrapping::wrap_at_width(ui.available_width()), ..LayoutJob::default() };
    let mut at = 0;
    for (range, _) in &marks {
        append(&mut job, &text[at..range.start], size, height, look.ink);
        append(&mut job, &text[range.clone()], size, height, look.tide);
        at = range.end;
    }
    append(&mut job, &text[at..], size, height, look.ink);
    let galley = ui.painter().layout_job(job);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    let said = if spoken.aside.is_empty() { text.clone() } else { format!("{text} ({})", spoken.aside) };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &said));
    ui.ctx().accesskit_node_builder(response.id, |node| node.set_live(egui::accesskit::Live::Polite));
    for (range, told) in &marks {
        let letters = text[..range.start].chars().count()..text[..range.end].chars().count();
        for (index, cell) in cells(&galley, &letters).into_iter().enumerate() {
            let chip = cell.translate(rect.min.to_vec2()).expand2(vec2(3.0, -((height - size * 1.28) / 2.0).max(0.0)));
            ui.painter().rect_filled(chip, CornerRadius::same(5), look.tide_soft);
            let id = ui.scope_id().with(("told", &told.name, index));
            let response = ui.interact(chip, id, Sense::click()).on_hover_text(format!("{}: {}", told.label, told.shown));
            response.widget_info(|| WidgetInfo::labeled(Role::Button, true, format!("Take down: {}", told.label)));
            crate::ui::widgets::ring(ui, view, &response, 5);
            if response.clicked() {
                view.send(Command::SetFact(told.name.clone(), told.value.clone()));
            }
        }
    }
    ui.painter().galley(rect.min, galley, look.ink);
}

fn append(job: &mut LayoutJob, words: &str, size: f32, height: f32, colour: egui::Color32) {
    let format = TextFormat {
        font_id: medium(size),
        color: colour,
        line_height: Some(height),
        valign: Align::Center,
        ..TextFormat::default()
    };
    if !words.is_empty() {
        job.append(words, 0.0, format);
    }
}

/// Where the facts stand in the words, in order; each once.
fn marks<'a>(text: &str, told: &'a [Told]) -> Vec<(std::ops::Range<usize>, &'a Told)> {
    let mut marks: Vec<(std::ops::Range<usize>, &Told)> = Vec::new();
    for fact in told {
        let found =
            [fact.shown.as_str(), fact.value.as_str()].into_iter().chain(fact.shown.split(' ').filter(|word| word.len() > 3));
        let place = found.filter(|words| !words.is_empty()).find_map(|words| whole_word(text, words));
        if let Some(place) = place
            && marks.iter().all(|(other, _)| place.end <= other.start || other.end <= place.start)
        {
            marks.push((place, fact));
        }
    }
    marks.sort_by_key(|(range, _)| range.start);
    marks
}

/// Where these words stand, as whole words.
fn whole_word(text: &str, words: &str) -> Option<std::ops::Range<usize>> {
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(words)
        .map(|(at, _)| at..at + words.len())
        .find(|place| !is_letter(text[..place.start].chars().next_back()) && !is_letter(text[place.end..].chars().next()))
}

/// The rectangles of some letters, one a row.
fn cells(galley: &egui::Galley, letters: &std::ops::Range<usize>) -> Vec<Rect> {
    let mut cells: Vec<Rect> = Vec::new();
    let mut at = 0;
    for row in &galley.rows {
        let mut cell: Option<Rect> = None;
        for (place, glyph) in row.glyphs.iter().enumerate() {
            // A space at the end of a row is no part of a chip.
            if letters.contains(&at) && !(glyph.chr == ' ' && place + 1 == row.glyphs.len()) {
                let left = row.pos.x + glyph.pos.x;
                let own = Rect::from_min_max(pos2(left, row.pos.y), pos2(left + glyph.advance_width, row.pos.y + row.size.y));
                cell = Some(cell.map_or(own, |cell| cell.union(own)));
            }
            at += 1;
        }
        at += usize::from(row.ends_with_newline);
        cells.extend(cell);
    }
    cells
}

/// Under the words: what is heard beside them, what was recognised, what must be met at once.
fn under(ui: &mut Ui, view: &View, shown: &Shown, spoken: &Spoken) {
    let look = view.look;
    if let Some(cue) = spoken.cue.filter(|_| waits(shown) && shown.shows_script()) {
        let call = shown.drill.call();
        let leads = |key: &&AlwaysKey| call.trees().behind(**key, &call.spot().tree).is_some();
        // At the step that is there for it no key is pressed any more: what is said there meets it.
        let open: &[AlwaysKey] = if shown.drill.cue_is_open() { cue.keys() } else { &[] };
        let keys: Vec<String> = open.iter().filter(leads).map(|key| key_of(view, *key)).collect();
        let mut once: Vec<String> = Vec::new();
        for key in keys {
            if !once.contains(&key) {
                once.push(key);
            }
        }
        let meets = if once.is_empty() { "what you say next".to_owned() } else { once.join(" or ") };
        let words = format!("{} You heard {}; {meets} meets it.", icons::WARNING, cue.in_words());
        label(ui, &words, view.sizes.meta, look.alarm);
    }
    let heard = shown.drill.turns().last().and_then(|turn| turn.heard.as_ref());
    if let (Some(heard), false) = (heard, shown.drill.phase() == Phase::ToHear)
        && let Some(first_try) = heard.first_try
    {
        let (icon, colour, words) = if first_try {
            (icons::TICK, look.leaf, format!("Answer heard: {}", heard.when))
        } else {
            (icons::CROSS, look.ember, format!("It was: {}", heard.when))
        };
        ui.horizontal(|ui| {
            label(ui, icon, view.sizes.meta, colour);
            label(ui, &words, view.sizes.meta, look.ink2);
        });
    }
}

/// Whether something that was said waits to be met, by a key or by the next line.
fn waits(shown: &Shown) -> bool {
    shown.drill.cue_is_open() || shown.drill.cue_waits_for_a_line()
}

/// The key that stands for an always-key.
fn key_of(view: &View, key: AlwaysKey) -> String {
    let command = match key {
        AlwaysKey::Abuse => Command::Abuse,
        AlwaysKey::Supervisor => Command::Supervisor,
        AlwaysKey::Hold => Command::Hold,
        AlwaysKey::CutOff => Command::CutOff,
        _ => Command::Safety,
    };
    view.key(&command)
}
