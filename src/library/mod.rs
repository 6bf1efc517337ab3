//! The folders: trees on disk, what a path means, and files that must survive what happens while they are written.

mod files;

pub use files::{FileError, ron_files, read_text, read_tree, write_atomically};
