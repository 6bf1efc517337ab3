//! What the trainee's own stores say today: drills, what is due, how far each tree and track has come, assigned work.

use super::scored::ScoredExam;
use crate::{
    drill::{
        Assignment, Cards, Finished, Ready, Session, TechniqueStanding, Track, due, next_day, ready, session, techniques, tracks,
    },
    library::{Folders, assignments},
    record::{ExamStore, PracticeStore},
    ui::train::reading::Job,
};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// Everything the hall shows.
#[derive(Clone, Debug)]
pub struct Logbook {
    /// Drills and exams played to their end, in order.
    pub drills: Vec<Finished>,
    /// What the five minutes hold.
    pub session: Session,
    /// How many items are due; the session takes the riskiest.
    pub due: usize,
    /// The next day on which something comes back.
    pub next: Option<Date>,
    /// How each technique holds, the weakest first.
    pub techniques: Vec<TechniqueStanding>,
    /// How far each live tree is, by its title.
    pub ready: Vec<(String, Ready)>,
    /// The tracks, with what was played of each.
    pub tracks: Vec<(&'static Track, usize)>,
    /// Work that is asked for, with the day on which it was done.
    pub assigned: Vec<(Assignment, Option<Date>)>,
    /// Exams that were scored since the trainee looked at them.
    pub scored: Vec<ScoredExam>,
    /// What could not be read, each in a sentence.
    pub troubles: Vec<String>,
}

impl Default for Logbook {
    fn default() -> Self {
        let session = Session { goal: None, turned: None, due: Vec::new(), scene: None, new_goal: None };
        let tracks = tracks().iter().map(|track| (track, 0)).collect();
        let (drills, techniques, ready, assigned) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        let (scored, troubles) = (Vec::new(), Vec::new());
        Self { drills, session, due: 0, next: None, techniques, ready, tracks, assigned, scored, troubles }
    }
}

/// What is read from the disk.
#[derive(Default)]
pub(in crate::ui::train) struct Kept {
    pub drills: Vec<Finished>,
    pub cards: Cards,
    done: BTreeMap<String, Date>,
    troubles: Vec<String>,
}

/// Reads the stores.
pub(in crate::ui::train) fn kept(folders: &Folders) -> Kept {
    let mut kept = Kept::default();
    if folders.practice().exists() {
        match PracticeStore::open(&folders.practice()) {
            Ok(store) => {
                kept.drills = store.finished().unwrap_or_default();
                kept.cards = store.cards().unwrap_or_default();
            }
            Err(error) => kept.troubles.push(format!("Your practice cannot be read: {error}")),
        }
    }
    if folders.exams().exists() {
        match ExamStore::open(&folders.exams()) {
            Ok(store) => {
                kept.drills.extend(store.finished().unwrap_or_default());
                kept.done = store.done().unwrap_or_default();
            }
            Err(error) => kept.troubles.push(format!("Your exams cannot be read: {error}")),
        }
    }
    kept.drills.sort_by(|one, other| (one.ended, &one.id).cmp(&(other.ended, &other.id)));
    kept
}

impl Logbook {
    /// Works out what there is to do today.
    pub(in crate::ui::train) fn of(job: &Job, kept: Kept) -> Self {
        let Kept { drills, cards, done, mut troubles } = kept;
        let (trees, personas) = (&job.trees, job.personas.as_slice());
        let (today, mark) = (job.now.date(), job.site.pass_mark);
        // The day chooses among customers that fit equally well, so that the session stays the same all day.
        let seed = u64::try_from(today.day_of_year()).unwrap_or(0);
        let is_live = |id: &str| trees.tree(id).is_some_and(|tree| tree.status == crate::tree::Status::Live);
        let live = trees.all().filter(|pinned| is_live(pinned.tree.id.as_str()));
        let at_home = |id: &str| personas.iter().any(|persona| persona.trees.iter().any(|home| home == id));
        let ready = live
            .filter(|pinned| at_home(pinned.tree.id.as_str()))
            .map(|pinned| (pinned.tree.title.clone(), ready(&drills, &pinned.tree.id, mark)));
        let asked = assignments(&job.folders.trees);
        troubles.extend(asked.troubles);
        let assigned = asked.all.into_iter().filter(|one| one.is_for(&job.site.agent_name)).map(|one| {
            let day = done.get(&one.id).copied();
            (one, day)
        });
        Self {
            session: session(&cards, &drills, trees, personas, mark, today, seed),
            due: due(&cards, trees, today).len(),
            next: next_day(&cards, today),
            techniques: techniques(&drills),
            ready: ready.collect(),
            tracks: tracks().iter().map(|track| (track, track.played(&drills, mark).iter().flatten().count())).collect(),
            assigned: assigned.collect(),
            scored: ScoredExam::all(&job.folders, &drills),
            troubles,
            drills,
        }
    }
}
