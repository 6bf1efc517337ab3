//! The folders: trees on disk, which library opens, settings, and files that survive what happens while they are written.

mod files;
mod folders;
mod open;
mod settings_file;
mod shipped;
mod techniques;

pub use files::{FileError, read_text, read_tree, ron_files, write_atomically};
pub use folders::Folders;
pub use open::{Entry, Hit, Library, Wanted};
pub use settings_file::{load_settings, save_settings};
pub use shipped::{SHIPPED, fill_library, shipped_trees};
pub use techniques::{Technique, technique, techniques};
