//! How long the lines are, as bars with the mark of one breath; and how hard they are to read.

use super::{heading, jump, place_of, spot_of};
use crate::{
    check::voice::{BAR, BARS, ONE_BREATH, Voice},
    ui::{
        author::{command::AuthorCommand, state::Authoring},
        theme::font,
        view::View,
        widgets::{label, wrapped},
    },
};
use egui::{CornerRadius, Rect, Role, Sense, Shape, Stroke, Ui, WidgetInfo, pos2, vec2};

/// How high the longest bar is.
const HIGH: f32 = 56.0;

pub(super) fn lengths(ui: &mut Ui, view: &View, author: &Authoring) {
    let voice = &author.voice;
    heading(ui, view, "Words in a line");
    bars(ui, view, voice);
    let too_long = voice.too_long();
    let words = match too_long {
        0 => format!("Every line is taken in at one breath: {ONE_BREATH} words at most."),
        1 => format!("One line has more than {ONE_BREATH} words."),
        many => format!("{many} lines have more than {ONE_BREATH} words."),
    };
    label(ui, &words, view.sizes.meta, if too_long == 0 { view.look.ink2 } else { view.look.ember });
    if let Some(longest) = voice.longest() {
        let words = format!("Longest: {} words, {} s, {}", longest.words, longest.seconds, place_of(author, longest));
        jump(ui, view, &words, &words, AuthorCommand::GoToWords(spot_of(longest, None)));
    }
}

fn bars(ui: &mut Ui, view: &View, voice: &Voice) {
    let look = view.look;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HIGH + 36.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, in_words(voice)));
    let most = voice.lengths.iter().copied().max().unwrap_or_default().max(1) as f32;
    let (base, wide) = (rect.bottom() - 18.0, rect.width() / BARS as f32);
    let small = (12.0, 16.0);
    for (bar, count) in voice.lengths.iter().enumerate() {
        let left = rect.left() + wide * bar as f32;
        let is_long = bar * BAR >= ONE_BREATH;
        let high = HIGH * *count as f32 / most;
        let high = if *count > 0 { high.max(2.0) } else { 0.0 };
        let column = Rect::from_min_max(pos2(left + 3.0, base - high), pos2(left + wide - 3.0, base));
        ui.painter().rect_filled(
            column,
            CornerRadius { nw: 2, ne: 2, sw: 0, se: 0 },
            if is_long { look.ember } else { look.tide },
        );
        if *count > 0 {
            let words = wrapped(ui, &count.to_string(), font(small), look.ink2, wide);
            let at = pos2(column.center().x - words.size().x / 2.0, column.top() - 17.0);
            ui.painter().galley(at, words, look.ink2);
        }
        let words =
            if bar + 1 == BARS { format!("{}+", bar * BAR + 1) } else { format!("{}–{}", bar * BAR + 1, (bar + 1) * BAR) };
        let words = wrapped(ui, &words, font(small), look.ink3, wide + 4.0);
        ui.painter().galley(pos2(column.center().x - words.size().x / 2.0, base + 2.0), words, look.ink3);
    }
    ui.painter().hline(rect.x_range(), base, Stroke::new(1.0, look.line));
    let mark = rect.left() + wide * (ONE_BREATH / BAR) as f32;
    let ends = [pos2(mark, rect.top()), pos2(mark, base)];
    ui.painter().extend(Shape::dashed_line(&ends, Stroke::new(1.0, look.ink3), 4.0, 3.0));
    let words = wrapped(ui, &format!("one breath, {ONE_BREATH} words"), font(small), look.ink3, rect.right() - mark);
    ui.painter().galley(pos2(mark + 4.0, rect.top() - 1.0), words, look.ink3);
}

/// The bars for who hears them.
fn in_words(voice: &Voice) -> String {
    let bar = |(bar, count): (usize, &usize)| {
        let to = if bar + 1 == BARS { " or more".to_owned() } else { format!(" to {}", (bar + 1) * BAR) };
        format!("{count} of {}{to}", bar * BAR + 1)
    };
    let bars: Vec<String> = voice.lengths.iter().enumerate().filter(|(_, count)| **count > 0).map(bar).collect();
    format!("Lines by their words: {}", bars.join(", "))
}

pub(super) fn reading(ui: &mut Ui, view: &View, author: &Authoring) {
    heading(ui, view, "Reading");
    let look = view.look;
    let Some(reading) = author.voice.reading else {
        label(ui, "Too few words to tell how hard they are to read.", view.sizes.meta, look.ink2);
        return;
    };
    let grade = reading.grade();
    let ink = if grade > 8.0 { look.ember } else { look.ink };
    let shown = if grade < 1.0 { "below 1".to_owned() } else { format!("{grade:.1}") };
    let said = label(ui, &format!("Grade {shown}: {}", reading.in_words()), view.sizes.meta, ink);
    said.on_hover_text(format!(
        "Flesch–Kincaid grade level of all lines together, facts counted as one short word: {} words, {} sentences, {} syllables.\nUp to 6 is plain to everybody. Kincaid and others, 1975.",
        reading.words, reading.sentences, reading.syllables
    ));
}
