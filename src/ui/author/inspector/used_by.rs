//! Where something is used, each place a way to go there.
//!
//! The places are worked out once for each state of the tree, and only for what is chosen.

use super::{
    super::{super::widgets::label, command::AuthorCommand},
    hand::Hand,
    parts::{heading, link, small},
};
use crate::edit::Use;
use egui::{Id, Ui};
use std::sync::Arc;

/// So many places are named before the rest is asked for.
const NAMED: usize = 6;

/// Something worked out of the tree as it stands, kept until the tree changes.
pub(super) fn kept<T: Send + Sync + 'static>(ui: &Ui, hand: &Hand, of: &str, make: impl FnOnce() -> T) -> Arc<T> {
    let id = Id::unique(("kept for the inspector", of.split(' ').next()));
    let key = (hand.author.id.clone(), of.to_owned(), hand.author.history.version());
    let known = ui.data(|data| data.get_temp::<((String, String, u64), Arc<T>)>(id));
    if let Some((_, made)) = known.filter(|(of, _)| *of == key) {
        return made;
    }
    let made = Arc::new(make());
    ui.data_mut(|data| data.insert_temp(id, (key, Arc::clone(&made))));
    made
}

/// Shows the places; `of` tells one thing from another.
pub(super) fn used_by(ui: &mut Ui, hand: &Hand, of: &str, nowhere: &str, find: impl FnOnce() -> Vec<Use>) {
    let uses = kept(ui, hand, of, find);
    let places = if uses.len() == 1 { "1 place".to_owned() } else { format!("{} places", uses.len()) };
    heading(ui, hand, &format!("Used in {places}"));
    if uses.is_empty() {
        label(ui, nowhere, hand.view.sizes.meta, hand.view.look.ink2);
        return;
    }
    let all = Id::unique(("all uses", of));
    let shows_all = ui.data(|data| data.get_temp::<bool>(all)).unwrap_or(false);
    let most = if shows_all { usize::MAX } else { NAMED };
    ui.spacing_mut().item_spacing.y = 2.0;
    for one in uses.iter().take(most) {
        match &one.step {
            Some(step) => {
                if link(ui, hand, &one.words, &one.words, hand.view.look.tide).clicked() {
                    hand.send(AuthorCommand::GoToStep(step.clone()));
                }
            }
            None => {
                ui.horizontal_top(|ui| {
                    ui.add_space(13.0);
                    label(ui, &one.words, hand.view.sizes.meta, hand.view.look.ink2);
                });
            }
        }
    }
    if uses.len() > most && small(ui, hand, &format!("Show all {}", uses.len())) {
        ui.data_mut(|data| data.insert_temp(all, true));
    }
    ui.spacing_mut().item_spacing.y = 6.0;
}
