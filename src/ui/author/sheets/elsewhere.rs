//! Words replaced in trees that are not in hand: one tree after the other, each in its draft, and the window goes on.

use super::InTree;
use crate::{
    edit::Edit,
    ui::{author::elsewhere::UnderWay, state::State},
};
use std::collections::VecDeque;

/// What is replaced in other trees.
#[derive(Default)]
pub(in crate::ui::author) struct Elsewhere {
    left: VecDeque<Wanted>,
    under_way: Option<(Wanted, UnderWay)>,
    done: Vec<(usize, String)>,
    failed: Vec<String>,
}

struct Wanted {
    id: String,
    title: String,
    count: usize,
    edit: Edit,
}

impl Elsewhere {
    /// A tree in which something is to be replaced.
    pub(super) fn add(&mut self, tree: &InTree, count: usize, edit: Edit) {
        self.left.push_back(Wanted { id: tree.id.clone(), title: tree.title.clone(), count, edit });
    }

    /// What became of a tree.
    pub(super) fn told(&mut self, title: &str, count: usize, is_own: bool, made: Result<(), String>) {
        match made {
            Ok(()) if is_own => self.done.push((count, "here".to_owned())),
            Ok(()) => self.done.push((count, format!("in “{title}”"))),
            Err(why) => self.failed.push(format!("“{title}” stays as it is: {why}.")),
        }
    }

    fn in_words(&self) -> String {
        let count: usize = self.done.iter().map(|(count, _)| count).sum();
        let elsewhere = self.done.iter().any(|(_, place)| place != "here");
        let mut words = match &*self.done {
            [] => "Nothing was replaced.".to_owned(),
            [(count, place)] => format!("{count} replaced {place}."),
            places if places.len() > NAMED => format!("{count} replaced in {} trees.", places.len()),
            places => {
                let each: Vec<String> = places.iter().map(|(count, place)| format!("{count} {place}")).collect();
                format!("{count} replaced: {}.", each.join(", "))
            }
        };
        if elsewhere {
            words.push_str(" Other trees have it in their drafts; nothing is published. Undo in each tree takes it back.");
        }
        for why in &self.failed {
            words.push(' ');
            words.push_str(why);
        }
        words
    }
}

/// So many trees are named.
const NAMED: usize = 12;
/// With these words the window says how far it is.
const SO_FAR: &str = "Replacing in other trees:";

impl State {
    pub(super) fn begin_elsewhere(&mut self, elsewhere: Elsewhere) {
        self.beside.elsewhere = Some(elsewhere);
        self.replace_elsewhere();
    }

    /// Goes on with what is replaced in other trees, by one tree at most.
    pub(in crate::ui::author) fn replace_elsewhere(&mut self) {
        let Some(mut elsewhere) = self.beside.elsewhere.take() else { return };
        if let Some((wanted, under_way)) = elsewhere.under_way.take() {
            let Some(made) = self.edited_elsewhere(&under_way) else {
                elsewhere.under_way = Some((wanted, under_way));
                self.beside.elsewhere = Some(elsewhere);
                return;
            };
            elsewhere.told(&wanted.title, wanted.count, false, made);
        }
        let Some(next) = elsewhere.left.pop_front() else {
            // The list tells of drafts.
            self.wants_library |= elsewhere.done.iter().any(|(_, place)| place != "here");
            return self.say_replaced(elsewhere.in_words());
        };
        let of = elsewhere.done.len() + elsewhere.failed.len();
        self.say_replaced(format!("{SO_FAR} {} of {} are done…", of, of + elsewhere.left.len() + 1));
        match self.edit_elsewhere(&next.id, &next.edit) {
            Ok(under_way) => elsewhere.under_way = Some((next, under_way)),
            Err(why) => {
                elsewhere.told(&next.title, next.count, false, Err(why));
                (self.wake)();
            }
        }
        self.beside.elsewhere = Some(elsewhere);
    }

    fn say_replaced(&mut self, words: String) {
        self.notices.retain(|notice| !notice.starts_with(SO_FAR));
        match &mut self.authoring {
            Some(author) => author.message = Some(words),
            None => self.say(words),
        }
    }
}
