//! What of practice comes to the disk, and back from it: after each act, at the end, after a crash.

use super::{
    cast::DraftFolder,
    state::{Playing, Scene},
};
use crate::{
    drill::{Drill, Finished, Level, Practised, ready},
    record::{ExamStore, Keeper, KeptDrill, PracticeStore},
    ui::{
        state::State,
        train::debrief::{Debriefing, WhatsNext},
    },
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

    /// Reads which drills are not over.
    pub(super) fn read_practice(&mut self) {
        self.wait_for_keepers();
        // A supervisor may have saved another customer meanwhile.
        self.read_customers();
        let (practice, exams) = (self.setup.folders.practice(), self.setup.folders.exams());
        let mut kept: Vec<KeptDrill> = Vec::new();
        if practice.exists() {
            kept.extend(PracticeStore::open(&practice).and_then(|store| store.in_hand()).unwrap_or_default());
        }
        if exams.exists() {
            kept.extend(ExamStore::open(&exams).and_then(|store| store.in_hand()).unwrap_or_default());
        }
        let unfinished = kept.iter().filter_map(|kept| {
            let drill = Drill::from_events(&kept.trees, self.site.clone(), &kept.events).ok()?;
            Some(Unfinished {
                id: kept.id.clone(),
                title: title_of(&drill),
                customer: drill.setting().persona.name.clone(),
                turns: drill.turns().len(),
                level: drill.setting().level,
            })
        });
        self.training.unfinished = unfinished.collect();
        self.read_logbook();
        if self.training.hall.tab == super::hall::Tab::Team {
            self.read_team();
        }
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
        let mut debriefing = Debriefing::new(id, drill, &self.now());
        debriefing.next = self.whats_next(&debriefing.drill);
        self.look_at_scores(&mut debriefing);
        self.training.scene = Scene::Debrief(Box::new(debriefing));
        self.effects.push(crate::ui::state::Effect::Unfocus);
    }

    /// When it comes back, and how far it is to live calls.
    fn whats_next(&self, drill: &Drill) -> WhatsNext {
        self.wait_for_keepers();
        let mut next = WhatsNext { follows: drill.follow_up().is_some(), ..WhatsNext::default() };
        let Ok(store) = PracticeStore::open(&self.setup.folders.practice()) else { return next };
        let today = self.now().date();
        let cards = store.cards().unwrap_or_default();
        let practised = drill.practised();
        let days = practised.iter().filter_map(|one| cards.get(&one.item.key())).map(|card| (card.due - today).get_days());
        let days: Vec<i32> = days.collect();
        next.due_in = days.iter().min().copied();
        next.items = days.iter().filter(|day| Some(**day) == next.due_in).count();
        let mut finished = store.finished().unwrap_or_default();
        let exams = self.setup.folders.exams();
        if exams.exists() {
            finished.extend(ExamStore::open(&exams).and_then(|store| store.finished()).unwrap_or_default());
            finished.sort_by_key(|one| one.ended);
        }
        next.ready = Some(ready(&finished, &drill.setting().tree, self.site.pass_mark));
        next
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
