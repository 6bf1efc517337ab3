//! A tree as text for Graphviz.

use super::arrows::{Arrow, Tip, arrows, wrapped};
use crate::{
    call::Trees,
    tree::{Kind, Step, Tree},
};

/// Letters on a line of a step.
const STEP_WIDTH: usize = 26;

/// Letters on a line beside an arrow.
const ARROW_WIDTH: usize = 24;

/// The tree as Graphviz draws it: left to right, a shape for each kind, ways back dashed and without a say in the order.
pub(in crate::exchange) fn dot(tree: &Tree, among: &Trees) -> String {
    let drawn = arrows(tree, among);
    let title = quoted(std::slice::from_ref(&tree.title));
    let mut out = format!(
        "digraph {title} {{\n    graph [rankdir=LR, label={title}, labelloc=t, fontname=\"Helvetica\", fontsize=18, nodesep=0.35, \
         ranksep=0.7];\n    node [fontname=\"Helvetica\", fontsize=11, margin=\"0.16,0.08\", style=filled, fillcolor=white, \
         color=\"#857E70\"];\n    edge [fontname=\"Helvetica\", fontsize=9, color=\"#4A5866\", fontcolor=\"#4A5866\"];\n"
    );
    for (id, step) in &tree.steps {
        let mut lines = vec![format!("{} · {}", step.kind.word(), step.stage.in_words())];
        lines.extend(wrapped(&step.title, STEP_WIDTH));
        let start = if *id == tree.start { ", penwidth=2.5" } else { "" };
        out.push_str(&format!("    \"{id}\" [label={}, {}{start}];\n", quoted(&lines), shape(step)));
    }
    for (number, words) in drawn.beside.iter().enumerate() {
        let label = quoted(&wrapped(words, STEP_WIDTH));
        out.push_str(&format!("    \"beside {}\" [label={label}, shape=note, style=dashed];\n", number + 1));
    }
    for arrow in &drawn.arrows {
        out.push_str(&format!("    {} -> {} [{}];\n", tip(tree, arrow.from), tip(tree, arrow.to), look(arrow)));
    }
    out.push_str("}\n");
    out
}

/// Names of steps hold no spaces, so a name with one is nobody's.
fn tip(tree: &Tree, tip: Tip) -> String {
    match tip {
        Tip::Step(number) => tree.steps.get_index(number).map_or_else(String::new, |(id, _)| format!("\"{id}\"")),
        Tip::Beside(number) => format!("\"beside {}\"", number + 1),
    }
}

fn look(arrow: &Arrow) -> String {
    let label = format!("label={}", quoted(&wrapped(&arrow.words, ARROW_WIDTH)));
    if arrow.is_back {
        format!("{label}, style=dashed, constraint=false")
    } else if arrow.is_by_itself {
        format!("{label}, style=dotted")
    } else {
        label
    }
}

fn shape(step: &Step) -> &'static str {
    match step.kind {
        Kind::Say => "shape=box",
        Kind::Ask => "shape=hexagon",
        Kind::Do => "shape=box, peripheries=2",
        Kind::Check => "shape=diamond, margin=\"0.02,0.02\"",
        Kind::Escalate { .. } => "shape=house, fillcolor=\"#FBE3E1\", color=\"#B3261E\"",
        Kind::End(_) => "shape=box, style=\"filled,rounded\", fillcolor=\"#EAE7E0\"",
    }
}

/// A text as Graphviz reads it back: no quotation mark ends it, no backslash or ampersand means more than itself.
fn quoted(lines: &[String]) -> String {
    let plain = |line: &String| {
        line.chars().filter(|letter| !letter.is_control()).fold(String::new(), |mut plain, letter| {
            match letter {
                '"' => plain.push_str("\\\""),
                '\\' => plain.push_str("\\\\"),
                '&' => plain.push_str("&amp;"),
                other => plain.push(other),
            }
            plain
        })
    };
    format!("\"{}\"", lines.iter().map(plain).collect::<Vec<_>>().join("\\n"))
}
