//! The graph of a tree as text that other programs draw.

mod arrows;
mod dot;
mod mermaid;

pub(super) use dot::dot;
pub(super) use mermaid::mermaid;
