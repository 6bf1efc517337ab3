//! A tree as text for Mermaid.

use super::arrows::{Arrow, Tip, arrows};
use crate::{
    call::Trees,
    tree::{Kind, Step, StepId, Tree},
};
use std::collections::HashSet;

/// What Mermaid is told of the looks, last.
const LOOKS: &str = "    classDef escalate fill:#FBE3E1,stroke:#B3261E,color:#16222E\n    \
                     classDef end_of_call fill:#EAE7E0,stroke:#857E70,color:#16222E\n    \
                     classDef beside fill:#FFFFFF,stroke:#857E70,color:#4A5866,stroke-dasharray:4 3\n";

/// The tree as Mermaid draws it: left to right, a shape for each kind, the author's frames as subgraphs.
pub(in crate::exchange) fn mermaid(tree: &Tree, among: &Trees) -> String {
    let drawn = arrows(tree, among);
    let mut out = "flowchart LR\n".to_owned();
    let mut placed: HashSet<&StepId> = HashSet::new();
    for (number, frame) in tree.layout.frames.iter().enumerate() {
        let inside = frame.steps.iter().filter_map(|id| tree.steps.get_key_value(id));
        // A step in two frames is drawn in the first: Mermaid would move it about.
        let inside: Vec<(&StepId, &Step)> = inside.filter(|(id, _)| placed.insert(id)).map(|(id, step)| (id, &**step)).collect();
        if inside.is_empty() {
            continue;
        }
        out.push_str(&format!("    subgraph frame_{}[{}]\n", number + 1, quoted(&frame.title)));
        for (id, step) in inside {
            out.push_str(&format!("        {}\n", node(id, step)));
        }
        out.push_str("    end\n");
    }
    for (id, step) in tree.steps.iter().filter(|(id, _)| !placed.contains(id)) {
        out.push_str(&format!("    {}\n", node(id, step)));
    }
    for (number, words) in drawn.beside.iter().enumerate() {
        out.push_str(&format!("    beside_{}[{}]:::beside\n", number + 1, quoted(words)));
    }
    for arrow in &drawn.arrows {
        let line = if is_dotted(arrow) { "-.->" } else { "-->" };
        out.push_str(&format!("    {} {line}|{}| {}\n", tip(tree, arrow.from), quoted(&arrow.words), tip(tree, arrow.to)));
    }
    out.push_str(LOOKS);
    out
}

fn is_dotted(arrow: &Arrow) -> bool {
    arrow.is_back || arrow.is_by_itself
}

/// A name of letters, digits and low lines; `step_` keeps it apart from Mermaid's own words, such as `end`.
fn name(id: &StepId) -> String {
    format!("step_{}", id.as_str().replace('-', "_"))
}

fn tip(tree: &Tree, tip: Tip) -> String {
    match tip {
        Tip::Step(number) => tree.steps.get_index(number).map_or_else(String::new, |(id, _)| name(id)),
        Tip::Beside(number) => format!("beside_{}", number + 1),
    }
}

fn node(id: &StepId, step: &Step) -> String {
    let (open, close, look) = match step.kind {
        Kind::Say => ("[", "]", ""),
        Kind::Ask => ("{{", "}}", ""),
        Kind::Do => ("[[", "]]", ""),
        Kind::Check => ("{", "}", ""),
        Kind::Escalate { .. } => ("[/", "\\]", ":::escalate"),
        Kind::End(_) => ("([", "])", ":::end_of_call"),
    };
    let words = format!("{}: {}", step.kind.word(), step.title);
    format!("{}{open}{}{close}{look}", name(id), quoted(&words))
}

/// A text between quotation marks in which no sign means anything to Mermaid.
fn quoted(words: &str) -> String {
    let mut plain = String::with_capacity(words.len() + 2);
    for letter in words.split_whitespace().collect::<Vec<_>>().join(" ").chars().filter(|letter| !letter.is_control()) {
        match letter {
            '"' => plain.push_str("#quot;"),
            '<' => plain.push_str("#lt;"),
            '>' => plain.push_str("#gt;"),
            '&' => plain.push_str("#amp;"),
            '#' | '[' | ']' | '{' | '}' | '(' | ')' | '|' | '`' | '\\' | '*' | '_' | '~' | ';' => {
                plain.push_str(&format!("#{};", u32::from(letter)));
            }
            other => plain.push(other),
        }
    }
    format!("\"{plain}\"")
}
