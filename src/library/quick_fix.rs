//! Words changed in a Live tree and published alone, and the last publication taken back.

use super::{
    Revision,
    drafts::draft,
    journal::DraftThen,
    publish::{Change, Desk, PublishError, Taken},
    read_tree,
    rebase::with_standing,
    revisions::{Cause, last_entry},
};
use crate::{
    call::hash,
    check::{Finding, Level, voice::is_wording},
    edit::Conflict,
    tree::{Document, Status, Tree, read},
};
use jiff::Timestamp;
use std::path::Path;

/// A change of words that is live.
#[derive(Clone, Debug)]
pub struct QuickFixed {
    /// The new revision.
    pub revision: Revision,
    /// A draft was waiting and took the same change.
    pub draft_merged: bool,
    /// What that draft had changed too: its own words stand there.
    pub conflicts: Vec<Conflict>,
    /// Findings that were there before.
    pub older: Vec<Finding>,
}

/// Who changes what is live, when and why.
#[derive(Clone, Debug, Default)]
pub struct Because<'a> {
    /// Who.
    pub who: &'a str,
    /// When.
    pub when: Timestamp,
    /// Why, in a few words.
    pub reason: &'a str,
    /// What it answers: a flagged line, a finding.
    pub answers: Option<String>,
}

/// Changes the words of a Live tree and publishes that change alone. A waiting draft stays a draft and takes the same
/// change. `passed` says that errors which were there before, and new ones of wording, were seen and are passed.
///
/// # Errors
/// When the change itself is refused or brings an error, when older errors were not passed yet, or as for
/// [`super::publish`].
pub fn quick_fix(
    folder: &Path,
    id: &str,
    change: &dyn Fn(&Tree) -> Result<Tree, String>,
    because: &Because,
    passed: bool,
) -> Result<QuickFixed, PublishError> {
    let desk = Desk::open(folder, id)?;
    let live = desk.standing()?;
    if live.tree().status != Status::Live {
        return Err(PublishError::Refused(format!("\"{id}\" is not live; publish its draft instead")));
    }
    let changed = change(live.tree()).map_err(PublishError::Refused)?;
    if changed == **live.tree() {
        return Err(PublishError::Same);
    }
    let refused = |_| PublishError::Refused("the change cannot be written down as a tree; nothing was changed".to_owned());
    let document = live.with_tree(&changed).map_err(refused)?;
    let older = desk.refuse_new_errors(&document)?;
    if !passed && older.iter().any(|finding| finding.level == Level::Error && !is_wording(finding)) {
        return Err(PublishError::Older(older));
    }
    let wording = desk.passed(&document, passed.then_some(because.reason))?;
    let change = Change {
        document: &document,
        status: Status::Live,
        who: because.who,
        when: because.when,
        reason: because.reason,
        answers: because.answers.clone(),
        cause: Cause::QuickFix,
        wording,
    };
    let made = desk.make_live(&change, |text| desk.draft_takes(text, because.who))?;
    let draft_merged = matches!(made.draft.then, DraftThen::Becomes { .. });
    Ok(QuickFixed { revision: made.revision, draft_merged, conflicts: made.draft.conflicts, older })
}

/// Undoes the last publication: what was live before is live again, as a new revision. Where a draft had become live
/// it is a draft again; any other draft gives back what it took.
///
/// # Errors
/// When nothing was published here, or as for [`super::publish`].
pub fn take_back(folder: &Path, id: &str, who: &str, when: Timestamp) -> Result<Revision, PublishError> {
    let desk = Desk::open(folder, id)?;
    let live = desk.standing()?;
    let last = last_entry(desk.kept).filter(|entry| entry.number == live.tree().revision && entry.cause != Cause::Found);
    let Some(last) = last else {
        let words = format!("\"{id}\" was not published here, so there is nothing to take back");
        return Err(PublishError::Refused(words));
    };
    let (document, status) = match last.before {
        Some(number) => {
            let earlier = read_tree(&desk.kept.revision(number))?;
            let status = earlier.tree().status;
            (earlier, status)
        }
        // It was new: it is a draft once more, and nobody is offered it.
        None => (live.clone(), Status::Draft),
    };
    let reason = format!("Revision {} taken back", last.number);
    let cause = Cause::TakeBack;
    let change = Change { document: &document, status, who, when, reason: &reason, answers: None, cause, wording: None };
    let made = desk.make_live(&change, |text| match last.cause {
        Cause::Draft => Ok(draft_again(&desk, &live, text, who)?),
        _ => desk.draft_takes(text, who),
    })?;
    Ok(made.revision)
}

/// The work that had become live is in hand again, with what was done to it since.
fn draft_again(desk: &Desk, published: &Document, live: &str, who: &str) -> Result<Taken, super::FileError> {
    let waiting = draft(desk.folder, desk.id)?;
    let was = waiting.as_ref().map(|draft| hash(&draft.text));
    let own = waiting.as_ref().map_or_else(|| Some(published.clone()), |draft| read(&draft.text).ok());
    let text = own.zip(read(live).ok()).and_then(|(own, live)| {
        let own = with_standing(&own, live.tree().revision, live.tree().status)?;
        Some(own.text().to_string())
    });
    let by = waiting.map_or_else(|| who.to_owned(), |draft| draft.by);
    Ok(text.map_or(DraftThen::Stays, |text| DraftThen::Becomes { was, text, by }).into())
}
