//! Words looked for in every tree, on a thread beside the frame: of several questions the newest is answered.

use super::{InTree, Replacing, Sheet};
use crate::{
    edit::{Pattern, find},
    library::{Entry, Library, draft},
    tree::{Tree, read},
    ui::state::{Overlay, State},
};
use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, Sender, channel},
    },
};

/// So many places are shown, and replaced at once.
pub(super) const MOST: usize = 10_000;

/// The search, from the window's side. Its thread ends when this is dropped.
pub(in crate::ui::author) struct Looking {
    to: Sender<Question>,
    from: Receiver<Answer>,
    /// The number of the newest question; older ones are given up.
    newest: Arc<AtomicU64>,
    /// The question that is not answered yet: when it was asked.
    asked: Option<f64>,
}

/// A tree that is looked through.
#[derive(Clone)]
struct Looked {
    id: String,
    tree: Arc<Tree>,
}

struct Question {
    number: u64,
    pattern: Pattern,
    own: Option<Looked>,
    every: bool,
}

struct Answer {
    number: u64,
    found: Found,
}

/// What was found.
#[derive(Default)]
struct Found {
    trees: Vec<InTree>,
    /// There is more than is shown.
    is_more: bool,
}

impl Looking {
    /// When the question was asked that has no answer yet.
    pub fn since(&self) -> Option<f64> {
        self.asked
    }
}

impl Drop for Looking {
    fn drop(&mut self) {
        // What is being looked for is not wanted any more.
        self.newest.fetch_add(1, Ordering::Relaxed);
    }
}

/// The other trees, as an author would find them: the work in hand where there is any, else what is live.
struct Others {
    own: Option<String>,
    library: Option<Arc<Library>>,
    in_hand: BTreeMap<String, Arc<Tree>>,
    folder: PathBuf,
}

impl Others {
    fn read(&self) -> Vec<Looked> {
        let entries = self.library.iter().flat_map(|library| &library.entries);
        let others = entries.filter(|entry| Some(&entry.id) != self.own.as_ref() && entry.stands_in.is_none());
        others.filter_map(|entry| Some(Looked { id: entry.id.clone(), tree: self.tree(entry)? })).collect()
    }

    fn tree(&self, entry: &Entry) -> Option<Arc<Tree>> {
        if let Some(tree) = self.in_hand.get(&entry.id) {
            return Some(Arc::clone(tree));
        }
        if entry.draft.is_some() {
            let kept = draft(&self.folder, &entry.id).ok().flatten()?;
            return Some(Arc::clone(read(&kept.text).ok()?.tree()));
        }
        Some(Arc::clone(entry.document.as_ref()?.tree()))
    }
}

/// The thread: answers the newest of the questions that have come.
fn answer(others: &Others, questions: &Receiver<Question>, newest: &AtomicU64, say: impl Fn(Answer)) {
    let mut known: Option<Vec<Looked>> = None;
    while let Ok(first) = questions.recv() {
        let question = questions.try_iter().last().unwrap_or(first);
        let others = if question.every { known.get_or_insert_with(|| others.read()).as_slice() } else { &[] };
        let is_old = || newest.load(Ordering::Relaxed) != question.number;
        if let Some(found) = look(&question, others, is_old) {
            say(Answer { number: question.number, found });
        }
    }
}

/// What was found; nothing where the question has grown old meanwhile.
fn look(question: &Question, others: &[Looked], is_old: impl Fn() -> bool) -> Option<Found> {
    let mut found = Found::default();
    let mut room = MOST;
    for Looked { id, tree } in question.own.iter().chain(others) {
        if is_old() {
            return None;
        }
        let title = |found: &crate::edit::Found| {
            let step = found.step.as_ref().and_then(|step| tree.steps.get(step));
            step.map_or_else(|| "The tree itself".to_owned(), |step| step.title.clone())
        };
        let places = find(tree, &question.pattern);
        found.is_more |= places.len() > room;
        let places: Vec<_> = places.into_iter().take(room).map(|found| (title(&found), found)).collect();
        room -= places.len();
        if !places.is_empty() {
            let is_own = question.own.as_ref().is_some_and(|own| own.id == *id);
            found.trees.push(InTree { id: id.clone(), title: tree.title.clone(), is_own, found: places });
        }
        if found.is_more {
            break;
        }
    }
    Some(found)
}

impl State {
    /// Begins to look for what the sheet asks for; an answer to anything else that is still looked for is dropped.
    pub(super) fn look_for(&mut self, wanted: &Replacing) {
        let own = self.authoring.as_ref().map(|author| Looked { id: author.id.clone(), tree: Arc::clone(author.tree()) });
        let since = self.clock_seconds;
        if self.beside.looking.is_none() {
            self.beside.looking = Some(self.searcher());
        }
        let Some(looking) = &mut self.beside.looking else { return };
        let number = looking.newest.fetch_add(1, Ordering::Relaxed) + 1;
        let question = Question { number, pattern: wanted.pattern.clone(), own, every: wanted.every };
        looking.asked = (!question.pattern.text.is_empty() && looking.to.send(question).is_ok()).then_some(since);
    }

    fn searcher(&self) -> Looking {
        let (to, questions) = channel();
        let (answers, from) = channel();
        let newest = Arc::new(AtomicU64::new(0));
        let in_hand = self.authored.iter().map(|(id, author)| (id.clone(), Arc::clone(author.tree()))).collect();
        let others = Others {
            own: self.authoring.as_ref().map(|author| author.id.clone()),
            library: self.library.clone(),
            in_hand,
            folder: self.setup.folders.trees.clone(),
        };
        let (is_newest, wake) = (Arc::clone(&newest), Arc::clone(&self.wake));
        std::thread::spawn(move || {
            answer(&others, &questions, &is_newest, |found| {
                // The sheet may have been closed meanwhile.
                let _ = answers.send(found);
                wake();
            });
        });
        Looking { to, from, newest, asked: None }
    }

    /// Takes in what was found, if it is what was asked for last.
    pub(in crate::ui::author) fn hear_what_was_found(&mut self) {
        let Some(looking) = &mut self.beside.looking else { return };
        let newest = looking.newest.load(Ordering::Relaxed);
        let Some(answer) = looking.from.try_iter().find(|answer| answer.number == newest) else { return };
        looking.asked = None;
        if let Some(Overlay::Author(sheet)) = &mut self.overlay
            && let Sheet::Replace(replacing) = &mut **sheet
        {
            replacing.take_found(answer.found.trees, answer.found.is_more);
        }
    }

    /// Whether what the sheet shows is not yet what it asks for.
    pub(super) fn is_looking(&self) -> bool {
        self.beside.looking.as_ref().is_some_and(|looking| looking.asked.is_some())
    }

    /// Whether that has taken long enough to be said.
    pub(super) fn looks_long(&self) -> bool {
        self.beside.looking.as_ref().and_then(Looking::since).is_some_and(|since| self.is_long(since))
    }

    /// Nothing is looked for any more once the sheet is closed.
    pub(in crate::ui) fn end_looking(&mut self) {
        if !matches!(&self.overlay, Some(Overlay::Author(sheet)) if matches!(**sheet, Sheet::Replace(_))) {
            self.beside.looking = None;
        }
    }
}
