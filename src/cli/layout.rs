//! `evenkeel layout`.

use super::{Ending, Global, print};
use crate::{
    layout::{Direction, Node, Order, Picture, PictureNode, Point, Wish, svg},
    library::{Library, drawn_as_remembered, remember_places},
    tree::{StepId, Way},
};
use anyhow::{Context as _, anyhow};
use serde::{Deserialize, Serialize};
use std::{
    fs,
    path::{Path, PathBuf},
    time::Instant,
};

/// Lays a tree out and prints where its steps stand and how their links run.
#[derive(Debug, clap::Args)]
pub struct Layout {
    /// A name in the library, or a path
    #[arg(value_name = "TREE")]
    tree: String,
    /// As few crossings as can be found, instead of the author's order
    #[arg(long)]
    fewest: bool,
    /// The way a call runs
    #[arg(long, value_enum, default_value_t)]
    direction: DirectionWord,
    /// From so many incoming links on, show a step as named jumps where it is used
    #[arg(long, value_name = "N")]
    hubs: Option<usize>,
    /// What this command printed before, as JSON: steps that stand there keep their places
    #[arg(long, value_name = "FILE")]
    before: Option<PathBuf>,
    /// From nothing: what the library remembers of earlier pictures is left aside
    #[arg(long, conflicts_with = "before")]
    anew: bool,
    /// Numbers, or a picture
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
enum DirectionWord {
    #[default]
    Right,
    Down,
}

impl From<DirectionWord> for Direction {
    fn from(word: DirectionWord) -> Self {
        match word {
            DirectionWord::Right => Self::Right,
            DirectionWord::Down => Self::Down,
        }
    }
}

#[derive(Clone, Copy, Debug, Default, clap::ValueEnum)]
enum Format {
    #[default]
    Json,
    Svg,
}

/// What is read of an earlier print.
#[derive(Deserialize)]
struct Earlier {
    direction: DirectionWord,
    steps: Vec<Step>,
}

impl Earlier {
    fn read(file: &Path) -> anyhow::Result<Self> {
        let text = fs::read_to_string(file).with_context(|| format!("cannot read {}", file.display()))?;
        serde_json::from_str(&text)
            .with_context(|| format!("not a layout; write one with evenkeel layout TREE > FILE: {}", file.display()))
    }

    /// The steps where they stood.
    fn picture(self) -> Picture {
        let direction = self.direction.into();
        let node = |step: Step| {
            let at = Point::new(step.x, step.y);
            let node = Node::Step(StepId::new(&step.id).ok()?);
            Some(PictureNode { node, at, width: step.width, height: step.height, card: None })
        };
        Picture { direction, nodes: self.steps.into_iter().filter_map(node).collect(), ..Picture::default() }
    }
}

/// What is printed.
#[derive(Serialize)]
struct Printed {
    direction: DirectionWord,
    width: f32,
    height: f32,
    steps: Vec<Step>,
    edges: Vec<Edge>,
    millis: f64,
}

#[derive(Serialize, Deserialize)]
struct Step {
    id: String,
    x: f32,
    y: f32,
    width: f32,
    height: f32,
}

/// A link. One that leads into another tree, or on from there, names that tree's step as `tree/step`.
#[derive(Serialize)]
struct Edge {
    from: String,
    to: String,
    answer: Option<usize>,
    back: bool,
    points: Vec<[f32; 2]>,
}

impl Layout {
    pub(super) fn run(self, global: &Global) -> anyhow::Result<Ending> {
        let wanted = Library::find(&self.tree, &global.folders().trees).map_err(|error| anyhow!(error))?;
        let tree = wanted.trees.tree(wanted.id.as_str()).context("the tree is in what was found")?;
        let wish = Wish {
            direction: self.direction.into(),
            order: if self.fewest { Order::Fewest } else { Order::AsWritten },
            hubs: self.hubs,
            ..Wish::default()
        };
        let before = self.before.as_deref().map(Earlier::read).transpose()?.map(Earlier::picture);
        let began = Instant::now();
        let picture = match (&before, &wanted.folder) {
            (None, Some(folder)) if !self.anew => drawn_as_remembered(folder, tree, &wish),
            _ => Picture::of(tree, &wish, before.as_ref()),
        };
        let millis = began.elapsed().as_secs_f64() * 1000.0;
        if let Some(folder) = &wanted.folder {
            // A folder that cannot be written remembers nothing.
            let _ = remember_places(folder, tree.id.as_str(), &wish, &picture);
        }
        match self.format {
            Format::Svg => print(&svg(&picture, tree))?,
            Format::Json => {
                let printed = self.printed(&picture, millis);
                print(&format!("{}\n", serde_json::to_string_pretty(&printed).context("the layout as JSON")?))?;
            }
        }
        Ok(Ending::Fine)
    }

    fn printed(&self, picture: &Picture, millis: f64) -> Printed {
        let name = |at: usize| match &picture.nodes[at].node {
            Node::Step(id) | Node::Hub(id) => id.to_string(),
            Node::Elsewhere(target) => target.to_string(),
        };
        let steps = picture.nodes.iter().filter_map(|one| match &one.node {
            Node::Step(id) => Some(Step { id: id.to_string(), x: one.at.x, y: one.at.y, width: one.width, height: one.height }),
            Node::Hub(_) | Node::Elsewhere(_) => None,
        });
        let edges = picture.links.iter().map(|link| Edge {
            from: name(link.from),
            to: name(link.to),
            answer: match link.way {
                Way::Answer(place) => Some(place + 1),
                Way::Then(_) | Way::Cap | Way::NobodyFree => None,
            },
            back: link.back,
            points: link.points.iter().map(|point| [point.x, point.y]).collect(),
        });
        Printed {
            direction: self.direction,
            width: picture.width,
            height: picture.height,
            steps: steps.collect(),
            edges: edges.collect(),
            millis,
        }
    }
}
