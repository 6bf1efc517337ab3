//! A tree leaves the program: as a page to print, as a picture, or as text that draws a picture.

use super::{drawing, page};
use crate::{
    call::Trees,
    layout::{Picture, Wish, svg},
    tree::Tree,
};

/// What a tree is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// One page of HTML that prints well; nothing in it is fetched, and nothing in it runs.
    Html,
    /// A picture as the canvas draws it, in the light colours.
    Svg,
    /// Text for Graphviz.
    Dot,
    /// Text for Mermaid.
    Mermaid,
}

impl ExportKind {
    /// The ending of a file of this kind.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Svg => "svg",
            Self::Dot => "dot",
            Self::Mermaid => "mmd",
        }
    }
}

/// Writes a tree. `among` are the trees its answers may lead into: their titles stand in the text. The same tree gives
/// the same text.
#[must_use]
pub fn export(tree: &Tree, among: &Trees, kind: ExportKind) -> String {
    match kind {
        ExportKind::Html => page::page(tree, among),
        ExportKind::Svg => svg(&Picture::of(tree, &Wish::default(), None), tree),
        ExportKind::Dot => drawing::dot(tree, among),
        ExportKind::Mermaid => drawing::mermaid(tree, among),
    }
}
