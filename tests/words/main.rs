//! The linter of spoken lines: every rule by its own examples, and all of them on lines they have not seen.

mod collected;
mod examples;
mod site;
