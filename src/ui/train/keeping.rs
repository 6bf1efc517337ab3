//! What of practice comes to the disk, and back from it: after each act, at the end, after a crash.

use super::{
    cast::DraftFolder,
    state::{Playing, Scene},
};
use crate::{
    drill::{Drill, Finished, Level, Practised},
    record::{ExamStore, Keeper, PracticeStore},
    ui::{state::State, train::debrief::Debriefing},
};
use std::{sync::Arc, time::Duration};

/// The threads that keep practice and exams, each in its own store.
pub struct Keepers {
    /// Practice; nobody but the trainee sees it.
    pub practice: Keeper<PracticeStore>,
    /// Exams.
    pub exams: Keeper<ExamStore>,
    /// What is being written of customers.
    pub drafts: Keeper<DraftFolder>,
}

/// A drill that waits to be taken up again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Its name in the store.
    pub id: String,
    /// The tree's title.
    pub title: String,
    /// The customer.
    pub customer: String,
    /// How many turns were played.
    pub turns: usize,
    /// How much it shows.
    pub level: Level,
}

impl State {
    /// Opens what Train needs, the first time it is shown.
    pub(super) fn begin_practice(&mut self) {
        if self.training.keepers.is_none() {
            let wake = || {
                let wake = Arc::clone(&self.wake);
                Box::new(move || wake()) as Box<dyn Fn() + Send>
            };
            let practice = Keeper::start(&self.setup.folders.practice(), wake());
            let exams = Keeper::start(&self.setup.folders.exams(), wake());
            let drafts = Keeper::start(&self.setup.folders.trees, wake());
            self.training.keepers = Some(Keepers { practice, exams, drafts });
            self.training.voice = super::voice::Voice::new(self.setup.speaker.clone(), self.setup.recorder.clone());
        }
        self.read_practice();
    }

    /// A drill or an exam of that name.
    pub(super) fn kept_drill(&self, id: &str) -> Result<Drill, String> {
        self.wait_for_keepers();
        let folders = &self.setup.folders;
        let in_practice = PracticeStore::open(&folders.practice()).and_then(|store| store.drill(id));
        let kept = match in_practice {
            Ok(kept) => kept,
            Err(error) if folders.exams().exists() => {
                ExamStore::open(&folders.exams()).and_then(|store| store.drill(id)).map_err(|_| error.to_string())?
            }
            Err(error) => return Err(error.to_string()),
        };
        Drill::from_events(&kept.trees, self.site.clone(), &kept.events)
    }

    /// Gives the drill in hand to its keeper, as it stands.
    pub(super) fn keep_drill(&mut self) {
        let (Some(keepers), Some(playing)) = (&self.training.keepers, self.training.playing()) else { return };
        let (id, drill) = (playing.id.clone(), playing.stage.drill.clone());
        match drill.setting().level {
            Level::Exam => keepers.exams.give(move |store| store.keep(&id, &drill)),
            Level::Shown | Level::Faded => keepers.practice.give(move |store| store.keep(&id, &drill)),
        }
    }

    /// Lets the drill in hand go: nothing of it is kept.
    pub(super) fn let_drill_go(&mut self) {
        let (Some(keepers), Some(playing)) = (&self.training.keepers, self.training.playing()) else { return };
        let id = playing.id.clone();
        match playing.setting().level {
            Level::Exam => keepers.exams.give(move |store| store.stop(&id)),
            Level::Shown | Level::Faded => keepers.practice.give(move |store| store.stop(&id)),
        }
    }

    /// The call is over: its result is kept, and talked over.
    pub(super) fn finish_drill(&mut self) {
        let now = self.now();
        let Scene::Drill(playing) = std::mem::take(&mut self.training.scene) else { return };
        let Playing { id, stage, assignment, .. } = *playing;
        let drill = stage.drill;
        self.training.voice.forget();
        if let (Some(finished), Some(keepers)) = (Finished::of(&id, &drill, &now), &self.training.keepers) {
            let practised = drill.practised();
            let kept = drill.clone();
            let told = finished.clone();
            if drill.setting().level == Level::Exam {
                let (trainee, of) = (self.site.agent_name.clone(), assignment.clone());
                keepers.exams.give(move |store| store.finish(&kept, &finished, &trainee, of.as_deref()));
                // What was missed comes back; the exam itself stays with the exams.
                self.learn(practised);
            } else {
                keepers.practice.give(move |store| store.finish(&kept, &finished, &practised));
            }
            self.tell_work_done(&told, assignment.as_deref());
        }
        self.talk_over(id, drill);
    }

    /// What was practised without a drill that is kept among practice comes back on its day.
    pub(super) fn learn(&self, practised: Vec<Practised>) {
        if let (Some(keepers), false) = (&self.training.keepers, practised.is_empty()) {
            let day = self.now().date();
            keepers.practice.give(move |store| store.learn(&practised, day));
        }
    }

    /// A drill that is over is talked over.
    pub(super) fn talk_over(&mut self, id: String, drill: Drill) {
        let mut debriefing = Debriefing::new(id.clone(), drill.clone(), &self.now());
        self.look_at_scores(&mut debriefing);
        self.training.scene = Scene::Debrief(Box::new(debriefing));
        self.effects.push(crate::ui::state::Effect::Unfocus);
        // When it comes back, and how far it is to live calls.
        self.read_stores(Some((id, drill)));
    }

    /// Waits for what was given to be on the disk; not for long.
    pub(super) fn wait_for_keepers(&self) {
        if let Some(keepers) = &self.training.keepers {
            let most = Duration::from_millis(500);
            let _ = keepers.practice.wait(most) && keepers.exams.wait(most) && keepers.drafts.wait(most);
        }
    }
}

/// The title of a drill's tree.
pub(super) fn title_of(drill: &Drill) -> String {
    let tree = drill.setting().tree.as_str();
    drill.call().trees().tree(tree).map_or_else(|| tree.to_owned(), |tree| tree.title.clone())
}
