//! The trainee's stores read beside the frame: what is due, how it goes, which drills were left, what comes next. The
//! window waits a moment for it, since it is mostly there at once, and otherwise shows it as soon as it comes.

use super::{
    debrief::WhatsNext,
    hall::{Logbook, Tab, kept},
    keeping::{Unfinished, title_of},
    state::Scene,
};
use crate::{
    call::Trees,
    drill::{Drill, Persona, ready},
    library::Folders,
    record::{ExamStore, KeptDrill, PracticeStore, Waiter},
    site::Settings,
    ui::state::State,
};
use jiff::Zoned;
use std::{
    sync::{
        Arc,
        mpsc::{Receiver, RecvTimeoutError, channel},
    },
    time::Duration,
};

/// How long what was given to the keepers is waited for before the stores are read.
const KEEPING: Duration = Duration::from_millis(500);

/// What is needed to read.
pub(super) struct Job {
    pub folders: Folders,
    pub site: Arc<Settings>,
    pub trees: Trees,
    pub personas: Vec<Arc<Persona>>,
    pub now: Zoned,
    /// The debrief that asks what comes next: its drill's name, and the drill.
    about: Option<(String, Box<Drill>)>,
    waiters: Vec<Waiter>,
}

/// What was read.
pub struct Read {
    book: Logbook,
    unfinished: Vec<Unfinished>,
    next: Option<(String, WhatsNext)>,
}

impl State {
    /// Reads the stores again; with a drill, what comes next after it.
    pub(super) fn read_stores(&mut self, about: Option<(String, Drill)>) {
        let keepers = self.training.keepers.as_ref();
        let job = Job {
            folders: self.setup.folders.clone(),
            site: Arc::clone(&self.site),
            trees: self.trees(),
            personas: self.training.personas.clone(),
            now: self.now(),
            about: about.map(|(id, drill)| (id, Box::new(drill))),
            waiters: keepers.map(|keepers| vec![keepers.practice.waiter(), keepers.exams.waiter()]).unwrap_or_default(),
        };
        let (send, receive) = channel();
        let wake = Arc::clone(&self.wake);
        std::thread::spawn(move || {
            // Whoever asked may have asked for something newer since.
            let _ = send.send(job.read());
            wake();
        });
        self.training.reading = Some(receive);
        self.take_stores(self.setup.patience);
    }

    /// Takes in what was read, waiting for it so long at most.
    pub(in crate::ui) fn take_stores(&mut self, most: Duration) {
        let Some(reading) = &self.training.reading else { return };
        match reading.recv_timeout(most) {
            Ok(read) => {
                self.training.reading = None;
                self.training.unfinished = read.unfinished;
                self.training.hall.book = Arc::new(read.book);
                self.training.hall.row = self.training.hall.row.min(self.rows_of_hall().saturating_sub(1));
                if let (Scene::Debrief(debriefing), Some((id, next))) = (&mut self.training.scene, read.next)
                    && debriefing.id == id
                {
                    debriefing.next = next;
                }
            }
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => self.training.reading = None,
        }
    }

    /// What the keepers have to say: a damaged store that was put aside, a disk that refuses.
    pub(in crate::ui) fn hear_from_keepers(&mut self) {
        let Some(keepers) = &self.training.keepers else { return };
        self.notices.extend(keepers.practice.take_notice().into_iter().chain(keepers.exams.take_notice()));
        self.training.trouble = keepers.practice.trouble().or_else(|| keepers.exams.trouble());
    }

    /// Reads which drills are not over, and everything else the hall shows.
    pub(super) fn read_practice(&mut self) {
        // A supervisor may have saved another customer meanwhile.
        self.read_customers();
        self.read_stores(None);
        if self.training.hall.tab == Tab::Team {
            self.read_team();
        }
    }

    /// Reads what the hall shows.
    pub(super) fn read_logbook(&mut self) {
        self.read_stores(None);
    }
}

/// What is on its way.
pub type Reading = Receiver<Read>;

impl Job {
    fn read(&self) -> Read {
        for waiter in &self.waiters {
            // A disk that refuses does not keep the hall shut.
            let _ = waiter.wait(KEEPING);
        }
        let kept = kept(&self.folders);
        let next = self.about.as_ref().map(|(id, drill)| {
            let today = self.now.date();
            let days = drill.practised().into_iter().filter_map(|one| kept.cards.get(&one.item.key()).cloned());
            let days: Vec<i32> = days.map(|card| (card.due - today).get_days()).collect();
            let due_in = days.iter().min().copied();
            let next = WhatsNext {
                due_in,
                items: days.iter().filter(|day| Some(**day) == due_in).count(),
                ready: Some(ready(&kept.drills, &drill.setting().tree, self.site.pass_mark)),
                follows: drill.follow_up().is_some(),
            };
            (id.clone(), next)
        });
        Read { unfinished: self.unfinished(), next, book: Logbook::of(self, kept) }
    }

    /// Drills that were left, each played up to where it was left.
    fn unfinished(&self) -> Vec<Unfinished> {
        let (practice, exams) = (self.folders.practice(), self.folders.exams());
        let mut kept: Vec<KeptDrill> = Vec::new();
        if practice.exists() {
            kept.extend(PracticeStore::open(&practice).and_then(|store| store.in_hand()).unwrap_or_default());
        }
        if exams.exists() {
            kept.extend(ExamStore::open(&exams).and_then(|store| store.in_hand()).unwrap_or_default());
        }
        let unfinished = kept.iter().filter_map(|kept| {
            let drill = Drill::from_events(&kept.trees, Arc::clone(&self.site), &kept.events).ok()?;
            Some(Unfinished {
                id: kept.id.clone(),
                title: title_of(&drill),
                customer: drill.setting().persona.name.clone(),
                turns: drill.turns().len(),
                level: drill.setting().level,
            })
        });
        unfinished.collect()
    }
}
