//! An errand: work on the library that would hold the frame up, done on a thread of its own while the window goes on.
//!
//! First what is in hand of the tree comes to the disk, then the work is done, then the window takes in what came of it.
//! One errand is under way at a time. Closing the sheet that asked for it does not stop it: it is told all the same.

use crate::{tree::Tree, ui::state::State};
use std::sync::{
    Arc,
    mpsc::{Receiver, TryRecvError, channel},
};

/// Work under way.
pub(super) struct Errand {
    /// The tree.
    id: String,
    /// What is done, in words: “Publishing…”.
    words: &'static str,
    /// When it began, in seconds of the window's clock.
    since: f64,
    stage: Stage,
    /// The words were said, since no sheet shows them.
    is_said: bool,
}

enum Stage {
    /// What is in hand comes to the disk.
    Settling(Receiver<()>, Next),
    /// The work is done; what was in hand when it began.
    Working(Receiver<Finish>, Option<Hand>),
}

/// What was in hand of the tree when the work began.
pub(super) struct Hand {
    /// The state of its history.
    pub version: u64,
    /// The tree.
    pub tree: Arc<Tree>,
}

/// Says what the work is, once what is in hand is on the disk; it is told why, where it is not.
pub(super) type Next = Box<dyn FnOnce(&mut State, Result<(), String>) -> Step>;
/// What is done away from the frame.
pub(super) type Work = Box<dyn FnOnce() -> Finish + Send>;
/// Takes in what came of it.
pub(super) type Finish = Box<dyn FnOnce(&mut State, Option<Hand>) + Send>;

/// How an errand goes on.
pub(super) enum Step {
    /// It does not: why is said already.
    End,
    /// What is in hand was changed, and comes to the disk first.
    Settle(Next),
    /// The work is done now.
    Work(Work),
}

impl State {
    /// Begins an errand, unless one is under way: no second is begun before it is known what the first did.
    pub(super) fn begin_errand(&mut self, id: &str, words: &'static str, next: Next) {
        if let Some(errand) = &self.beside.errand {
            if errand.id != id {
                next(self, Err("Another tree is being published; try again in a moment.".to_owned()));
            }
            return;
        }
        let is_in_hand = self.authoring.as_ref().is_some_and(|author| author.id == id);
        let waits =
            is_in_hand && self.authoring.as_ref().and_then(|author| author.typed.as_ref()).is_some_and(|typed| typed.waits);
        // Letters that are being read are an edit only then, which has to come to the disk as well.
        let next = if waits { Box::new(|_: &mut Self, _| Step::Settle(next)) as Next } else { next };
        let stage = Stage::Settling(self.hand_is_kept(id), next);
        self.beside.errand = Some(Errand { id: id.to_owned(), words, since: self.clock_seconds, stage, is_said: false });
    }

    /// Hears when what is in hand of a tree is on the disk.
    fn hand_is_kept(&mut self, id: &str) -> Receiver<()> {
        let answer = self.with_hand(id, |_, author| author.worker.answer());
        // Nobody answers where nothing is in hand, and that is an answer too.
        answer.unwrap_or_else(|| channel().1)
    }

    /// Takes in what the tree's thread has said, and whether the draft is on the disk.
    fn hear_hand(&mut self, id: &str) -> Result<(), String> {
        if self.authoring.as_ref().is_some_and(|author| author.id == id) {
            self.hear_from_author();
        } else {
            self.with_hand(id, Self::hear_worker);
        }
        match self.with_hand(id, |_, author| author.trouble.clone()).flatten() {
            Some(trouble) => Err(format!("The draft is not on the disk: {trouble}.")),
            None => Ok(()),
        }
    }

    /// Goes on with the errand as far as it goes without waiting.
    pub(super) fn hear_errand(&mut self) {
        while let Some(errand) = self.beside.errand.take() {
            let Errand { id, words, since, stage, is_said } = errand;
            let (stage, waits) = match stage {
                Stage::Settling(kept, next) => match kept.try_recv() {
                    Err(TryRecvError::Empty) => (Stage::Settling(kept, next), true),
                    Ok(()) | Err(TryRecvError::Disconnected) => {
                        let heard = self.hear_hand(&id);
                        match next(self, heard) {
                            Step::End => return self.unsay_errand(words),
                            Step::Settle(next) => (Stage::Settling(self.hand_is_kept(&id), next), false),
                            Step::Work(work) => (self.work(&id, work), false),
                        }
                    }
                },
                Stage::Working(done, hand) => match done.try_recv() {
                    Err(TryRecvError::Empty) => (Stage::Working(done, hand), true),
                    Ok(finish) => {
                        self.unsay_errand(words);
                        return finish(self, hand);
                    }
                    Err(TryRecvError::Disconnected) => return self.tell(&id, "This could not be done; try again.".to_owned()),
                },
            };
            self.beside.errand = Some(Errand { id, words, since, stage, is_said });
            if waits {
                return self.say_errand();
            }
        }
    }

    /// Where no sheet tells of an errand that takes long, it is said as other things are.
    fn say_errand(&mut self) {
        let (is_long, has_sheet) = (self.errand_since().is_some_and(|since| self.is_long(since)), self.overlay.is_some());
        let Some(errand) = self.beside.errand.as_mut().filter(|errand| is_long && !has_sheet && !errand.is_said) else { return };
        errand.is_said = true;
        let (id, words) = (errand.id.clone(), errand.words.to_owned());
        self.tell(&id, words);
    }

    fn unsay_errand(&mut self, words: &str) {
        self.notices.retain(|notice| !notice.ends_with(words));
    }

    fn work(&mut self, id: &str, work: Work) -> Stage {
        let (done, from) = channel();
        let wake = Arc::clone(&self.wake);
        let hand = self.with_hand(id, |_, author| Hand { version: author.history.version(), tree: Arc::clone(author.tree()) });
        std::thread::spawn(move || {
            // The window may have been closed meanwhile; what was done is done.
            let _ = done.send(work());
            wake();
        });
        Stage::Working(from, hand)
    }

    /// What is being done to a tree, in words.
    pub(super) fn done_to(&self, id: &str) -> Option<&'static str> {
        let errand = self.beside.errand.as_ref().filter(|errand| errand.id == id)?;
        self.is_long(errand.since).then_some(errand.words)
    }

    /// When the errand began.
    pub(super) fn errand_since(&self) -> Option<f64> {
        self.beside.errand.as_ref().map(|errand| errand.since)
    }
}
