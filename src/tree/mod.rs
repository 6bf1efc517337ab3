//! A decision graph and the text it is kept in: types, reading with places, writing that touches only what changed.
//!
//! Pure: no clock, no disk, no screen. A [`Document`] is a [`Tree`] together with the author's own text.

mod address;
mod arrange;
mod built_in;
mod condition;
mod document;
mod entries;
mod graph;
mod id;
mod kind;
mod letters;
mod line;
mod model;
mod parts;
mod read;
mod rewrite;
mod scan;
mod splice;
mod trouble;
mod value;
mod within;
mod written;

pub use address::Target;
pub use arrange::arrange;
pub use built_in::{AlwaysKey, BUILT_IN_FACTS, WARNINGS, built_in_fact};
pub use condition::{Condition, Facts, Truth};
pub use document::{Document, OwnedPart, Part, Place};
pub use entries::{Block, Entries};
pub(crate) use graph::ways;
pub use graph::{Graph, Way};
pub use id::{FactId, LimitId, StepId, TechniqueId, TreeId};
pub use kind::{FactKind, How, Kind, Mood, Outcome, Span, Stage, Status};
pub use line::{Line, Piece};
pub use model::{Always, Answer, Fact, Limit, Safety, Step, Tree};
pub use parts::{Allow, Cap, Frame, Layout, Note, Promise, Swap, Test};
pub use read::{FORMAT, read, read_bytes};
pub use rewrite::{plainly, rewrite};
pub use trouble::{Trouble, nearest};
pub use value::Value;
pub(crate) use within::Within;

use ron::{Options, extensions::Extensions};

/// How every text of Evenkeel is read: a value may stand where an optional one is expected.
#[must_use]
pub fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// One line without decoration: the writing in which two values are compared.
///
/// # Panics
/// Never for the types of this module: every one of them can be written.
#[must_use]
pub fn canonical<T: serde::Serialize>(value: &T) -> String {
    let style = ron::ser::PrettyConfig::new()
        .struct_names(true)
        .new_line("")
        .indentor("")
        .separator("")
        .depth_limit(0)
        .escape_strings(true);
    options().to_string_pretty(value, style).unwrap_or_default()
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
