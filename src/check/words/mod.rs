//! A linter of spoken lines: rules that are data, constructions over words, and credit for what calms.

mod filling;
mod judge;
mod lexicon;
mod marks;
mod matching;
mod pattern;
mod rule;
mod site;
mod spelling;
mod token;

pub use filling::{ByName, Filling, Samples};
pub use judge::{Judged, Moment, Remark};
pub use lexicon::Lexicon;
pub use rule::{Channel, Credit, Family, Measure, Need, Scope, Unless, WordRule};
