//! Publishing: what is checked, what is written down, and how an earlier text or another status becomes live.

use super::{
    FileError,
    backups::{BackupKind, keep_backup},
    claims::Turn,
    drafts::draft,
    is_writable,
    journal::{Before, DraftThen, Journal, carry_out, finish_publications},
    kept::{Kept, publishing, sweep},
    read_text, read_tree,
    rebase::{rebase, with_standing},
    revisions::{Cause, Entry, PassedWords, Revision, highest, last_entry, revisions},
    weigh::Weigh,
};
use crate::{
    call::hash,
    check::{
        Finding, Level,
        voice::{BadWords, brought_words, is_wording},
    },
    edit::Conflict,
    tree::{Document, Status, Trouble, read},
};
use jiff::Timestamp;
use std::{fs, path::Path, sync::Arc};
use thiserror::Error;

/// A draft that is to become live.
#[derive(Clone, Debug)]
pub struct Publication<'a> {
    /// The tree.
    pub id: &'a str,
    /// The draft.
    pub document: &'a Document,
    /// Who publishes it.
    pub who: &'a str,
    /// When.
    pub when: Timestamp,
    /// Why, in a few words.
    pub reason: &'a str,
    /// What it answers: a flagged line, a finding.
    pub answers: Option<String>,
    /// Why new errors of wording may go out, where there are any.
    pub wording: Option<&'a str>,
}

/// What a draft has to be merged with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedOutside {
    /// The text the draft began from; nothing where there was none, or it is lost.
    pub base: Option<Arc<str>>,
    /// The text that stands in the library now; nothing where the file is gone.
    pub live: Option<Arc<str>>,
}

impl ChangedOutside {
    /// The draft with the change from outside in it, and what both changed; there the draft's own words stand. To be
    /// kept with [`keep_draft`](super::keep_draft) on the live text, and published then. Nothing where the text it
    /// began from is lost, the file is gone, or one of them does not read: then the author chooses one.
    #[must_use]
    pub fn merge(&self, draft: &Document) -> Option<(Document, Vec<Conflict>)> {
        rebase(self.base.as_deref()?, draft, self.live.as_deref()?)
    }
}

/// Why a publication did not happen. What was live stands, and so does the draft.
#[derive(Debug, Error)]
pub enum PublishError {
    /// No reason was given.
    #[error("say in a few words why; the list of revisions shows it")]
    NoReason,
    /// It would bring these errors.
    #[error("{}", in_words(.0, "these have to be mended first"))]
    Findings(Vec<Finding>),
    /// It would bring these errors of wording, and nobody said why they may go out.
    #[error("{}", words_in_words(.0))]
    Wording(Vec<BadWords>),
    /// These errors were there before; they can be passed.
    #[error("{}", in_words(.0, "these errors were there before the change; mend them, or publish all the same"))]
    Older(Vec<Finding>),
    /// The live file was changed outside since the draft began.
    #[error("the tree was changed in the library since this draft began; compare, and merge or keep yours")]
    ChangedOutside(Box<ChangedOutside>),
    /// The draft says what is live already.
    #[error("nothing differs from what is live")]
    Same,
    /// It cannot be done, in words.
    #[error("{0}")]
    Refused(String),
    /// A file stood in the way.
    #[error(transparent)]
    File(#[from] FileError),
}

fn in_words(findings: &[Finding], end: &str) -> String {
    let shown = findings.iter().take(5).map(|finding| format!("{}: {}", finding.rule, finding.message));
    let more = if findings.len() > 5 { format!(" and {} more", findings.len() - 5) } else { String::new() };
    format!("{}{more}; {end}", shown.collect::<Vec<_>>().join("; "))
}

fn words_in_words(words: &[BadWords]) -> String {
    let shown = words.iter().take(5).map(|words| format!("{} on \"{}\": {}", words.rule, words.step, words.message));
    let more = if words.len() > 5 { format!(" and {} more", words.len() - 5) } else { String::new() };
    format!("{}{more}; say it better, or say why it may go out", shown.collect::<Vec<_>>().join("; "))
}

/// Makes a draft live: checked, with a reason, the old text kept as a revision. A crash at any point leaves the whole
/// publication or none, once [`finish_publications`] has run.
///
/// # Errors
/// When an error finding, the disk, or a change made outside stands in the way; nothing has then changed.
pub fn publish(folder: &Path, publication: &Publication) -> Result<Revision, PublishError> {
    let Publication { id, document, .. } = publication;
    let desk = Desk::open(folder, id)?;
    if document.tree().id != **id {
        let named = &document.tree().id;
        return Err(PublishError::Refused(format!(
            "this draft is kept as \"{id}\" and calls itself \"{named}\"; give it its id"
        )));
    }
    let waiting = draft(folder, id)?;
    if let Some(draft) = &waiting
        && draft.base.as_deref() != desk.live.as_deref()
        && desk.live.as_deref() != Some(draft.text.as_str())
    {
        let live = desk.live.as_deref().map(Into::into);
        return Err(PublishError::ChangedOutside(Box::new(ChangedOutside { base: draft.base.clone(), live })));
    }
    if desk.live.as_deref() == Some(&**document.text()) && document.tree().status == Status::Live {
        return Err(PublishError::Same);
    }
    let weigh = Weigh::new(folder, id, &desk.kept.live());
    if let (None, Some(file)) = (&desk.live, weigh.elsewhere()) {
        let words = format!("the tree \"{id}\" stands in {file}; name that file {id}.ron first");
        return Err(PublishError::Refused(words));
    }
    let mut errors = weigh.own(document);
    errors.retain(stands_in_the_way);
    errors.extend(weigh.caused(desk.document().as_ref(), document));
    if !errors.is_empty() {
        return Err(PublishError::Findings(errors));
    }
    let wording = desk.passed(document, publication.wording)?;
    if let Some(draft) = waiting.as_ref().filter(|draft| draft.text != **document.text()) {
        keep_backup(folder, id, &draft.text, BackupKind::Discarded, publication.when)?;
    }
    let then = waiting.map_or(DraftThen::Stays, |draft| DraftThen::Goes(hash(&draft.text)));
    let change = Change {
        document,
        status: Status::Live,
        who: publication.who,
        when: publication.when,
        reason: publication.reason,
        answers: publication.answers.clone(),
        cause: Cause::Draft,
        wording,
    };
    desk.make_live(&change, |_| Ok(then.into())).map(|made| made.revision)
}

/// Publishes the text of an earlier revision as a new one. A waiting draft takes the same change.
///
/// # Errors
/// When there is no such revision, or as for [`publish`].
pub fn roll_back(
    folder: &Path,
    id: &str,
    number: u32,
    who: &str,
    when: Timestamp,
    reason: &str,
) -> Result<Revision, PublishError> {
    let desk = Desk::open(folder, id)?;
    let Some(revision) = revisions(folder, id).into_iter().find(|revision| revision.number == number) else {
        return Err(PublishError::Refused(format!("there is no revision {number} of \"{id}\" any more")));
    };
    if revision.path == desk.kept.live() {
        return Err(PublishError::Same);
    }
    let document = read_tree(&revision.path)?;
    desk.refuse_new_errors(&document)?;
    let (status, cause) = (Status::Live, Cause::RollBack);
    let change = Change { document: &document, status, who, when, reason, answers: None, cause, wording: None };
    desk.make_live(&change, |text| desk.draft_takes(text, who)).map(|made| made.revision)
}

/// Takes a tree out of what agents are offered.
///
/// # Errors
/// As for [`publish`]; findings do not stand in the way.
pub fn retire(folder: &Path, id: &str, who: &str, when: Timestamp, reason: &str) -> Result<Revision, PublishError> {
    with_status(folder, id, Status::Retired, who, when, reason)
}

/// Offers a tree to agents as it stands in the library.
///
/// # Errors
/// As for [`publish`].
pub fn make_live(folder: &Path, id: &str, who: &str, when: Timestamp, reason: &str) -> Result<Revision, PublishError> {
    with_status(folder, id, Status::Live, who, when, reason)
}

fn with_status(
    folder: &Path,
    id: &str,
    status: Status,
    who: &str,
    when: Timestamp,
    reason: &str,
) -> Result<Revision, PublishError> {
    let desk = Desk::open(folder, id)?;
    let document = desk.standing()?;
    if document.tree().status == status {
        return Err(PublishError::Same);
    }
    if status == Status::Live {
        let weigh = Weigh::new(folder, id, &desk.kept.live());
        let mut errors = weigh.own(&document);
        errors.retain(stands_in_the_way);
        if !errors.is_empty() {
            return Err(PublishError::Findings(errors));
        }
    }
    let cause = Cause::Status;
    let change = Change { document: &document, status, who, when, reason, answers: None, cause, wording: None };
    desk.make_live(&change, |text| desk.draft_takes(text, who)).map(|made| made.revision)
}

/// A change of what is live.
pub(super) struct Change<'a> {
    pub document: &'a Document,
    pub status: Status,
    pub who: &'a str,
    pub when: Timestamp,
    pub reason: &'a str,
    pub answers: Option<String>,
    pub cause: Cause,
    pub wording: Option<PassedWords>,
}

/// Whether a finding keeps a text from going out. Words may go out, with a reason.
fn stands_in_the_way(finding: &Finding) -> bool {
    finding.level == Level::Error && !is_wording(finding)
}

/// What was made live.
pub(super) struct Made {
    pub revision: Revision,
    pub draft: Taken,
}

/// What a waiting draft makes of a change.
#[derive(Clone, Debug)]
pub(super) struct Taken {
    pub then: DraftThen,
    /// Where it had changed the same.
    pub conflicts: Vec<Conflict>,
}

impl From<DraftThen> for Taken {
    fn from(then: DraftThen) -> Self {
        Self { then, conflicts: Vec::new() }
    }
}

/// One tree while it is being published: nobody else publishes meanwhile.
pub(super) struct Desk<'a> {
    pub folder: &'a Path,
    pub id: &'a str,
    pub kept: Kept<'a>,
    /// The text in the library; nothing for a new tree.
    pub live: Option<String>,
    _turn: Turn,
}

impl<'a> Desk<'a> {
    /// Waits for its turn, finishes what was cut off, and reads what is live.
    pub fn open(folder: &'a Path, id: &'a str) -> Result<Self, PublishError> {
        is_writable(folder, id).map_err(PublishError::Refused)?;
        let unfinished = finish_publications(folder);
        let kept = Kept::of(folder, id)?;
        if kept.publishing().exists() {
            return Err(PublishError::Refused(unfinished.join("; ")));
        }
        let busy = || PublishError::Refused("another window is publishing in this library; try again in a moment".to_owned());
        let turn = Turn::take(&publishing(folder)).ok_or_else(busy)?;
        sweep(folder, &format!("{id}."));
        sweep(&publishing(folder), &format!("{id}."));
        sweep(&kept.revisions(), "");
        let path = kept.live();
        let live = if path.exists() { Some(read_text(&path)?) } else { None };
        Ok(Self { folder, id, kept, live, _turn: turn })
    }

    /// What is live, as a tree.
    pub fn document(&self) -> Option<Document> {
        read(self.live.as_deref()?).ok()
    }

    /// What is live, which must be there and be a tree.
    pub fn standing(&self) -> Result<Document, PublishError> {
        match &self.live {
            Some(live) => read(live).map_err(|troubles| PublishError::File(self.unreadable(live, troubles))),
            None => Err(PublishError::Refused(format!("\"{}\" has not been published yet", self.id))),
        }
    }

    fn unreadable(&self, text: &str, troubles: Vec<Trouble>) -> FileError {
        FileError::Unreadable { path: self.kept.live(), text: text.to_owned(), troubles }
    }

    /// Refuses a text that brings errors which what is live has not.
    pub fn refuse_new_errors(&self, document: &Document) -> Result<Vec<Finding>, PublishError> {
        let weigh = Weigh::new(self.folder, self.id, &self.kept.live());
        let old = self.document();
        let before = old.as_ref().map(|old| weigh.own(old)).unwrap_or_default();
        let brought = super::weigh::Brought::between(&before, weigh.own(document));
        let mut errors: Vec<Finding> = brought.new.into_iter().filter(stands_in_the_way).collect();
        errors.extend(weigh.caused(old.as_ref(), document));
        if errors.is_empty() { Ok(brought.older) } else { Err(PublishError::Findings(errors)) }
    }

    /// The new errors of wording with the reason for which they may go out; nothing where there are none.
    pub fn passed(&self, document: &Document, why: Option<&str>) -> Result<Option<PassedWords>, PublishError> {
        let old = self.document();
        let words = brought_words(old.as_ref().map(|old| &**old.tree()), document.tree());
        match why.map(str::trim).filter(|why| !why.is_empty()) {
            _ if words.is_empty() => Ok(None),
            Some(why) => {
                let words = words.into_iter().map(|words| BadWords { place: None, ..words }).collect();
                Ok(Some(PassedWords { why: why.to_owned(), words }))
            }
            None => Err(PublishError::Wording(words)),
        }
    }

    /// What becomes of a waiting draft when `text` becomes live: it takes the same change and stays a draft.
    pub fn draft_takes(&self, text: &str, who: &str) -> Result<Taken, FileError> {
        let Some(draft) = draft(self.folder, self.id)? else {
            return Ok(DraftThen::Stays.into());
        };
        let base = draft.base.as_deref().or(self.live.as_deref());
        let rebased = base.and_then(|base| rebase(base, &read(&draft.text).ok()?, text));
        let Some((document, conflicts)) = rebased else {
            return Ok(DraftThen::Stays.into());
        };
        let by = if draft.by.is_empty() { who.to_owned() } else { draft.by.clone() };
        let then = DraftThen::Becomes { was: Some(hash(&draft.text)), text: document.text().to_string(), by };
        Ok(Taken { then, conflicts })
    }

    /// Gives a text its number and its status, writes the publication down and carries it out.
    pub fn make_live(&self, change: &Change, draft: impl FnOnce(&str) -> Result<Taken, FileError>) -> Result<Made, PublishError> {
        if change.reason.trim().is_empty() {
            return Err(PublishError::NoReason);
        }
        let old = self.document();
        let standing = old.as_ref().map_or(0, |old| old.tree().revision);
        let number = highest(self.kept).max(standing).max(change.document.tree().revision).saturating_add(1);
        let refused = || PublishError::Refused("the tree cannot be written down with its number; nothing was changed".to_owned());
        let text = with_standing(change.document, number, change.status).ok_or_else(refused)?;
        let text = text.text().to_string();
        let entry = Entry {
            number,
            when: change.when,
            who: change.who.to_owned(),
            reason: change.reason.trim().to_owned(),
            answers: change.answers.clone(),
            status: change.status,
            cause: change.cause,
            wording: change.wording.clone(),
            before: self.live.is_some().then_some(standing),
        };
        let before =
            self.live.as_ref().map(|live| Before { hash: hash(live), entry: self.standing_entry(old.as_ref(), change.when) });
        let draft = draft(&text)?;
        let journal = Journal { id: self.id.to_owned(), text, before, entry, draft: draft.then.clone() };
        carry_out(self.folder, &journal)?;
        let Entry { number, when, who, reason, answers, status, wording, .. } = journal.entry;
        let revision = Revision { number, when, who, reason, answers, wording, status, path: self.kept.live() };
        Ok(Made { revision, draft })
    }

    /// The log's line of what is live now: the one it has, or one for a text that was not published here.
    fn standing_entry(&self, old: Option<&Document>, now: Timestamp) -> Entry {
        let number = old.map_or(0, |old| old.tree().revision);
        if let Some(entry) = last_entry(self.kept).filter(|entry| entry.number == number) {
            return entry;
        }
        let changed = fs::metadata(self.kept.live()).and_then(|about| about.modified()).ok();
        Entry {
            number,
            when: changed.and_then(|changed| Timestamp::try_from(changed).ok()).unwrap_or(now),
            who: String::new(),
            reason: "It stood in the library".to_owned(),
            answers: None,
            status: old.map_or(Status::Draft, |old| old.tree().status),
            cause: Cause::Found,
            wording: None,
            before: None,
        }
    }
}
