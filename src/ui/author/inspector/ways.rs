//! A test that fails: the way it went before and the way it goes now, side by side.

use super::{
    super::super::{
        theme::{font, icons},
        widgets::{elided, label, strong},
    },
    hand::Hand,
    parts::pair,
};
use crate::{
    check::{Stop, TestWay},
    tree::OwnedPart,
};
use egui::{Id, Role, Ui, WidgetInfo};

/// The two ways of the test of that name, where it fails. One that was gone to comes into view.
pub(super) fn ways(ui: &mut Ui, hand: &Hand, at: usize, name: &str) {
    let Some(broken) = hand.author.broken.iter().find(|broken| broken.name == name) else { return };
    // Up to where both went the same way there is nothing to see but the last step.
    let same = broken.before.as_ref().map_or(0, |before| same_stops(&before.stops, &broken.now.stops));
    let shown = ui.scope(|ui| {
        pair(
            ui,
            |ui| {
                if let Some(before) = &broken.before {
                    column(ui, hand, "Before", before, same);
                } else {
                    strong(ui, "Before", hand.view.sizes.meta, hand.view.look.ink2);
                    label(ui, "It never came there.", hand.view.sizes.meta, hand.view.look.ink2);
                }
            },
            |ui| column(ui, hand, "Now", &broken.now, same),
        );
    });
    let is_here = hand.author.finding.and_then(|place| hand.author.findings.get(place)).is_some_and(|finding| {
        matches!(finding.part.as_slice(), [OwnedPart::Name(map), OwnedPart::At(place), ..] if map == "tests" && *place == at)
    });
    let memory = Id::unique(("the test last gone to", at));
    let was_here = ui.data_mut(|data| {
        let was = data.get_temp::<bool>(memory).unwrap_or_default();
        data.insert_temp(memory, is_here);
        was
    });
    if is_here && !was_here {
        shown.response.scroll_to_me(None);
    }
}

fn same_stops(before: &[Stop], now: &[Stop]) -> usize {
    before.iter().zip(now).take_while(|(before, now)| before == now).count()
}

fn column(ui: &mut Ui, hand: &Hand, word: &str, way: &TestWay, same: usize) {
    let (look, meta) = (hand.view.look, hand.view.sizes.meta);
    ui.spacing_mut().item_spacing.y = 2.0;
    let heading = strong(ui, word, meta, look.ink2);
    heading.widget_info(|| WidgetInfo::labeled(Role::Heading, true, word));
    let from = same.saturating_sub(1);
    if from > 0 {
        label(ui, "…", meta, look.ink2);
    }
    for (place, stop) in way.stops.iter().enumerate().skip(from) {
        let ink = if place >= same { look.ink } else { look.ink2 };
        let row = label(ui, &stop.title, meta, ink);
        let answer = stop.answer.as_ref().map(|answer| format!(", answer {answer}")).unwrap_or_default();
        row.widget_info(|| WidgetInfo::labeled(Role::Label, true, format!("{word}: {}{answer}", stop.title)));
        if let Some(answer) = &stop.answer {
            elided(ui, &format!("{} {answer}", icons::LEADS), font(meta), look.ink3).on_hover_text(answer);
        }
    }
}
