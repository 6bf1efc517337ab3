//! What of practice comes to the disk, and back from it: after each act, at the end, after a crash.

use super::state::{Playing, Scene};
use crate::{
    drill::{Drill, Finished, Level, Over, Phase, TechniqueMet},
    library::cast,
    record::{ExamStore, Keeper, KeptDrill, PracticeStore},
    ui::{state::State, train::debrief::Debriefing},
};
use std::sync::Arc;

/// The threads that keep practice and exams, each in its own store.
pub struct Keepers {
    /// Practice; nobody but the trainee sees it.
    pub practice: Keeper<PracticeStore>,
    /// Exams.
    pub exams: Keeper<ExamStore>,
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
            self.training.keepers = Some(Keepers { practice, exams });
            self.training.voice = super::voice::Voice::new(self.setup.speaker.clone(), self.setup.recorder.clone());
        }
        self.training.personas = cast(&self.setup.folders);
        self.read_practice();
    }

    /// Reads which drills are not over.
    pub(super) fn read_practice(&mut self) {
        let Some(keepers) = &self.training.keepers else { return };
        let most = std::time::Duration::from_millis(500);
        let _ = keepers.practice.wait(most) && keepers.exams.wait(most);
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
    }

    /// A drill or an exam of that name.
    pub(super) fn kept_drill(&self, id: &str) -> Result<Drill, String> {
        if let Some(keepers) = &self.training.keepers {
            let most = std::time::Duration::from_secs(1);
            let _ = keepers.practice.wait(most) && keepers.exams.wait(most);
        }
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
        if drill.is_finished()
            && let Some(keepers) = &self.training.keepers
        {
            let practised = drill.practised();
            let finished = finished(&id, &drill);
            let kept = drill.clone();
            if drill.setting().level == Level::Exam {
                let trainee = self.site.agent_name.clone();
                keepers.exams.give(move |store| store.finish(&kept, &finished, &trainee, assignment.as_deref()));
            } else {
                keepers.practice.give(move |store| store.finish(&kept, &finished, &practised));
                if let Some(assignment) = assignment {
                    let day = now.date();
                    keepers.exams.give(move |store| store.note_done(&assignment, day));
                }
            }
        }
        self.training.scene = Scene::Debrief(Box::new(Debriefing::new(id, drill, &now)));
        self.effects.push(crate::ui::state::Effect::Unfocus);
    }
}

/// The title of a drill's tree.
pub(super) fn title_of(drill: &Drill) -> String {
    let tree = drill.setting().tree.as_str();
    drill.call().trees().tree(tree).map_or_else(|| tree.to_owned(), |tree| tree.title.clone())
}

/// What is kept of a drill that is over.
pub(super) fn finished(id: &str, drill: &Drill) -> Finished {
    let setting = drill.setting();
    let persona = &setting.persona;
    let first = drill.events().first().map(|event| event.at.clone());
    let last = drill.events().last().map(|event| event.at.clone());
    let debrief = drill.debrief();
    let over = match drill.phase() {
        Phase::Over(over) => over,
        Phase::ToSay | Phase::ToHear => Over::WentRound,
    };
    let start = drill.turns().first().map_or_else(|| drill.heat(), |turn| turn.heat_before);
    Finished {
        id: id.to_owned(),
        began: first.as_ref().map(jiff::Zoned::timestamp).unwrap_or_default(),
        ended: last.as_ref().map(jiff::Zoned::timestamp).unwrap_or_default(),
        day: last.map(|at| at.date()).unwrap_or_default(),
        tree: setting.tree.clone(),
        revision: drill.call().trees().tree(setting.tree.as_str()).map_or(0, |tree| tree.revision),
        persona: persona.id.clone(),
        customer: persona.name.clone(),
        is_abusive: persona.is_abusive(),
        is_vulnerable: persona.protocol.is_some() || persona.trains.iter().any(|id| id.as_str().contains("vulnerable")),
        level: setting.level,
        seed: setting.seed,
        over,
        score: drill.score(),
        gates: drill.gates(),
        curve: std::iter::once(start).chain(drill.turns().iter().map(|turn| turn.heat_after)).collect(),
        turned: debrief.turn,
        goal: debrief.goal,
        technique: debrief.technique,
        techniques: TechniqueMet::all(&drill.practised()),
    }
}
