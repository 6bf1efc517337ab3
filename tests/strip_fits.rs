//! The strip is where most calls are spent: every shipped step, with its facts filled in and without, calm and heated,
//! stands whole on 420 by 800 points, and on a window of 1280 by 800, without scrolling.

#[path = "common/window.rs"]
#[allow(dead_code, reason = "each test file uses its own part")]
mod window;

use egui_kittest::{
    Harness,
    kittest::{NodeT as _, Queryable as _},
};
use evenkeel::{
    call::Spot,
    library::SHIPPED,
    tree::{Mood, read},
    ui::{App, Command},
};
use window::Desk;

fn every_step() -> Vec<Spot> {
    let trees = SHIPPED.iter().map(|(_, text)| read(text).unwrap());
    trees
        .flat_map(|document| {
            let tree = document.tree().clone();
            let spots: Vec<Spot> = tree.steps.keys().map(|step| Spot { tree: tree.id.clone(), step: step.clone() }).collect();
            spots
        })
        .collect()
}

/// The steps on which "None of these" does not stand whole above the note line.
fn too_tall(window: &mut Harness<'static, App>, what: &str) -> Vec<String> {
    let mut found = Vec::new();
    for spot in every_step() {
        window.state_mut().apply(Command::JumpTo(spot.clone()));
        window.run();
        let last = window.get_by_label("0 None of these").accesskit_node().bounding_box();
        let note = window.get_by_role_and_label(egui::Role::TextInput, "Note").accesskit_node().bounding_box();
        let (Some(last), Some(note)) = (last, note) else {
            found.push(format!("{spot} {what}: out of sight"));
            continue;
        };
        if last.y1 > note.y0 {
            found.push(format!("{spot} {what}: {:.0} too tall", last.y1 - note.y0));
        }
    }
    found
}

fn fill_in(window: &mut Harness<'static, App>) {
    for (_, text) in SHIPPED {
        let document = read(text).unwrap();
        for (id, fact) in &document.tree().facts {
            let sample = fact.sample.clone().unwrap_or_default();
            window.state_mut().apply(Command::SetFact(id.to_string(), sample));
        }
    }
}

fn fits(width: f32, height: f32) {
    let desk = Desk::new();
    let mut window = desk.call_in("opening", "greet", width, height);
    let mut found = too_tall(&mut window, "calm, nothing known");
    window.state_mut().apply(Command::SetMood(Mood::Heated));
    found.extend(too_tall(&mut window, "heated, nothing known"));
    fill_in(&mut window);
    found.extend(too_tall(&mut window, "heated, all known"));
    window.state_mut().apply(Command::SetMood(Mood::Calm));
    found.extend(too_tall(&mut window, "calm, all known"));
    assert!(found.is_empty(), "{} of them:\n{}", found.len(), found.join("\n"));
}

#[test]
fn every_shipped_step_stands_whole_in_the_strip() {
    fits(420.0, 800.0);
}

#[test]
fn every_shipped_step_stands_whole_in_the_wide_window() {
    fits(1280.0, 800.0);
}
