//! The folders: trees on disk, which library opens, settings, and files that survive what happens while they are written.

mod backups;
mod claims;
mod drafts;
mod files;
mod folders;
mod journal;
mod kept;
mod last_good;
mod open;
mod own_writes;
mod persona_drafts;
mod personas;
mod places;
mod publish;
mod quick_fix;
mod rebase;
mod revisions;
mod settings_file;
mod shipped;
mod techniques;
mod templates;
mod training;
mod watch;
mod weigh;
mod writable;

pub use backups::{Backup, BackupKind, backups, keep_point, put_aside, restore_backup};
pub use claims::{Claim, ClaimGuard, Holder, Who, claim, holder, still_mine, take_over};
pub use drafts::{Draft, DraftAbout, discard_draft, draft, drafts, is_own_draft, keep_draft};
pub use files::{FileError, read_file, read_text, read_tree, ron_files, troubles_in_words, write_atomically};
pub use folders::Folders;
pub use journal::finish_publications;
pub use last_good::LastGood;
pub use open::{Entry, Hit, HitLine, Library, Wanted};
pub use persona_drafts::{PersonaDraft, drop_persona_draft, keep_persona_draft, persona_draft, persona_drafts};
pub use personas::{
    PersonaEntry, cast, delete_persona, personas, read_persona_named, save_persona, save_persona_text, why_no_persona,
};
pub use places::{drawn_as_remembered, remember_places};
pub use publish::{ChangedOutside, Publication, PublishError, make_live, publish, retire, roll_back};
pub use quick_fix::{Because, QuickFixed, quick_fix, take_back};
pub use revisions::{PassedWords, Revision, revisions};
pub use settings_file::{load_rules, load_settings, save_settings};
pub use shipped::{SHIPPED, fill_library, shipped_trees};
pub use techniques::{Technique, technique, techniques};
pub use templates::{NewError, NewTree, Template, new_from_copy, new_from_document, new_from_template, templates};
pub use training::{
    Shared, WorkDone, all_scores, assignments, exam_sheets, own_scores, remove_assignment, save_assignment, save_own_score,
    send_exam, sheet_in_words, tell_done, withdraw_exam, work_done,
};
pub use watch::Watch;
pub use writable::is_writable;
