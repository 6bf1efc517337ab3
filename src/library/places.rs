//! Where the steps of a tree stood when it was drawn last, so that tomorrow's picture is the one people know.

use super::{FileError, kept::Kept, own_writes, read_text};
use crate::{
    layout::{Node, Picture, PictureNode, Point, Wish},
    tree::{StepId, Tree, options},
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

/// A tree is laid out anew if it shares less than so much of its links with what is remembered: three of four.
const ALIKE: (usize, usize) = (3, 4);

/// What is remembered of a picture.
#[derive(Serialize, Deserialize)]
struct Places {
    /// How it was wished for; under another wish a tree is another picture.
    wish: String,
    /// Each step's top left corner.
    steps: BTreeMap<String, (f32, f32)>,
    /// Which node led to which, by name.
    links: BTreeSet<(String, String)>,
}

impl Places {
    fn of(wish: &Wish, picture: &Picture) -> Self {
        let name = |at: usize| match &picture.nodes[at].node {
            Node::Step(id) | Node::Hub(id) => id.to_string(),
            Node::Elsewhere(target) => target.to_string(),
        };
        let steps = picture.nodes.iter().filter_map(|node| match &node.node {
            Node::Step(id) => Some((id.to_string(), (node.at.x, node.at.y))),
            Node::Hub(_) | Node::Elsewhere(_) => None,
        });
        let links = picture.links.iter().map(|link| (name(link.from), name(link.to)));
        Self { wish: in_words(wish), steps: steps.collect(), links: links.collect() }
    }

    /// Whether most of it is still so.
    fn is_like(&self, now: &Self) -> bool {
        let same = self.links.intersection(&now.links).count();
        same * ALIKE.1 >= self.links.len().max(now.links.len()) * ALIKE.0
    }

    fn picture(self, wish: &Wish) -> Picture {
        let node = |(id, (x, y)): (String, (f32, f32))| {
            let node = Node::Step(StepId::new(&id).ok()?);
            Some(PictureNode { node, at: Point::new(x, y), width: 0.0, height: 0.0, card: None })
        };
        Picture { direction: wish.direction, nodes: self.steps.into_iter().filter_map(node).collect(), ..Picture::default() }
    }
}

fn in_words(wish: &Wish) -> String {
    format!("{:?} {:?} {:?}", wish.direction, wish.order, wish.hubs)
}

/// Draws a tree with its steps where they stood last, if that is remembered in `folder` and most links are still the
/// same; otherwise from nothing.
#[must_use]
pub fn drawn_as_remembered(folder: &Path, tree: &Tree, wish: &Wish) -> Picture {
    let anew = Picture::of(tree, wish, None);
    let text = Kept::of(folder, tree.id.as_str()).and_then(|kept| read_text(&kept.places()));
    let Some(before) = text.ok().and_then(|text| options().from_str::<Places>(&text).ok()) else {
        return anew;
    };
    let now = Places::of(wish, &anew);
    // What would come out the same is drawn from nothing, which leads links best.
    if before.wish != now.wish || before.steps == now.steps || !before.is_like(&now) {
        return anew;
    }
    Picture::of(tree, wish, Some(&before.picture(wish)))
}

/// Remembers where the steps of a tree stand now.
///
/// # Errors
/// When the disk refuses.
pub fn remember_places(folder: &Path, id: &str, wish: &Wish, picture: &Picture) -> Result<(), FileError> {
    let place = Kept::of(folder, id)?.places();
    let text = options().to_string(&Places::of(wish, picture)).unwrap_or_default();
    if read_text(&place).is_ok_and(|known| known == text) {
        return Ok(());
    }
    own_writes::write(&place, &text)
}
