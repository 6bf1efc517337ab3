//! The one place that changes the state: what each command does outside a call.

use super::{
    command::Command,
    search::find,
    state::{Effect, Finder, Overlay, Parked, Place, Session, State},
};
use crate::{
    call::{Call, Move, Opening, Trees, reference},
    cli::Asked,
    exchange::read_hand_over,
    library::{save_settings, shipped_trees},
    record::{CallLock, PrivateStore, is_open_elsewhere},
    tree::TreeId,
};
use std::{path::Path, sync::Arc};

/// The tree a call begins with when nobody knows yet what it is about.
const FIRST: &str = "opening";

/// Whether a file is a call handed over, by its name.
fn is_hand_over(path: &Path) -> bool {
    path.to_string_lossy().ends_with(".handover.ron")
}

impl State {
    /// Does what a command says.
    pub fn apply(&mut self, command: Command) {
        if let Some(attempt) = self.attempt_of(&command) {
            self.overlay = None;
            return self.attempt(attempt);
        }
        match command {
            Command::Keys => self.toggle(Overlay::Keys(String::new())),
            Command::FindAnything => self.toggle(Overlay::Find(Finder::default())),
            Command::GoToStep => self.toggle(Overlay::GoTo(Finder::default())),
            Command::Safety => self.toggle(Overlay::Safety),
            Command::AddPromise => {
                if let Some(session) = &mut self.session {
                    session.wrap.error = None;
                }
                self.toggle(Overlay::Promise(String::new(), String::new()));
            }
            Command::About => self.toggle(Overlay::About),
            Command::OpenHandOver => self.toggle(Overlay::OpenFile(String::new())),
            Command::Breathe => {
                self.toggle(Overlay::Breathe);
                self.breath_began = None;
            }
            Command::Close => self.close(),
            Command::Dismiss(index) => {
                if index < self.notices.len() {
                    let gone = self.notices.remove(index);
                    self.forget_way_back(&gone);
                }
            }
            Command::Explain => self.change(|site| site.explain = !site.explain),
            Command::LargerText => self.change(|site| site.text_size = (site.text_size + 1).min(36)),
            Command::SmallerText => self.change(|site| site.text_size = (site.text_size - 1).max(20)),
            Command::ChangeSettings(settings) => self.change(|site| *site = settings.in_bounds()),
            Command::TypeKey(name, text) => self.type_key(name, &text),
            Command::Strip => self.turn_into_strip(!self.is_strip),
            Command::OnTop => self.stay_on_top(!self.is_on_top),
            Command::Settings => {
                if self.place == Place::Settings {
                    self.place = self.came_from;
                } else {
                    self.came_from = self.place;
                    self.place = Place::Settings;
                    self.count_private();
                }
                self.overlay = None;
            }
            Command::AuthorPlace => {
                self.place = Place::Author;
                self.overlay = None;
                self.effects.push(Effect::Unfocus);
            }
            Command::TrainPlace => self.enter_training(),
            Command::Train(command) => self.apply_to_train(command),
            Command::Author(command) => self.apply_to_author(command),
            Command::Sheet(command) => self.apply_to_sheet(command),
            Command::FixFound => self.fix_found(),
            Command::FixSaid(said) => self.quick_fix_said(said),
            Command::ChooseOnShelf(row) => self.shelf_row = row,
            Command::Home => {
                self.place = Place::Home;
                self.overlay = None;
            }
            Command::TakeCall => self.start(FIRST, None),
            Command::StartTree(id) => self.start(&id, None),
            Command::ResumeCall => {
                if let Some(id) = self.parked.iter().find(|parked| !parked.is_elsewhere).map(|parked| parked.id.clone()) {
                    self.resume(&id, Place::Guide);
                }
            }
            Command::Resume(id) => self.resume(&id, Place::Guide),
            Command::WrapUp(id) => self.resume(&id, Place::WrapUp),
            Command::TypeSearch(text) => self.type_search(text),
            Command::Choose(row) => self.choose(row),
            Command::TakeChosen => self.take_chosen(),
            Command::CopyText(text) => self.effects.push(Effect::Copy(text)),
            Command::OpenFile(path) if self.place == Place::Author && !is_hand_over(&path) => self.drop_script(&path),
            Command::OpenFile(path) => self.open_file(&path),
            Command::BreatheDone => self.breathed(),
            Command::Feel(feeling) => self.feel(feeling),
            Command::DeletePrivate => self.delete_private(),
            Command::Quit => self.effects.push(Effect::Window(egui::ViewportCommand::Close)),
            of_a_drill if self.place == Place::Train => self.apply_to_drill(of_a_drill),
            of_a_call => self.apply_to_call(of_a_call),
        }
        self.end_comparison();
        self.end_looking();
    }

    fn toggle(&mut self, overlay: Overlay) {
        let same = self.overlay.as_ref().is_some_and(|open| std::mem::discriminant(open) == std::mem::discriminant(&overlay));
        self.overlay = if same { None } else { Some(overlay) };
        self.effects.push(Effect::Unfocus);
    }

    fn close(&mut self) {
        if self.overlay.take().is_some() {
            if self.place == Place::Guide {
                self.effects.push(Effect::FocusNote);
            }
            return;
        }
        match self.place {
            Place::Settings => self.place = self.came_from,
            Place::Home => self.search = Finder::default(),
            Place::Guide => {
                if let Some(session) = &mut self.session {
                    // The text stays; what waited on it does not.
                    (session.message, session.asked, session.aimed) = (None, None, None);
                }
                self.effects.push(Effect::Unfocus);
            }
            Place::WrapUp => self.effects.push(Effect::Unfocus),
            Place::Author => self.close_in_author(),
            Place::Train => self.close_in_train(),
        }
    }

    /// Changes the settings, keeps them, and lets the call in hand know.
    fn change(&mut self, how: impl FnOnce(&mut crate::site::Settings)) {
        let mut settings = (*self.site).clone();
        how(&mut settings);
        self.site = Arc::new(settings);
        if let Some(session) = &mut self.session {
            session.call.set_site(Arc::clone(&self.site));
        }
        if let Err(error) = save_settings(&self.setup.folders, &self.site) {
            self.say(format!("The settings could not be kept: {error}"));
        }
        self.effects.push(Effect::Restyle);
    }

    fn type_key(&mut self, name: String, text: &str) {
        let command = Command::listed().iter().find(|command| command.name() == Some(name.as_str()));
        let usual = command.map(Command::usual_key);
        let read = command.map_or_else(|| super::keys::Chord::read(text), |command| super::keys::Chord::read_for(command, text));
        self.typed_keys.insert(name.clone(), text.to_owned());
        if text.trim().is_empty() || usual == Some(text.trim()) {
            self.change(|site| drop(site.keys.remove(&name)));
        } else if read.is_ok() {
            self.change(|site| drop(site.keys.insert(name, text.trim().to_owned())));
        }
    }

    /// Something to say until it is dismissed; the same thing is said once.
    pub(super) fn say(&mut self, notice: String) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn turn_into_strip(&mut self, strip: bool) {
        use egui::ViewportCommand as Window;
        let (width, height) = super::theme::measures().strip;
        self.is_strip = strip;
        let size = if strip { egui::vec2(width, height) } else { self.full_size };
        self.effects.push(Effect::Window(Window::InnerSize(size)));
        self.stay_on_top(strip && self.setup.can_stay_on_top);
    }

    fn stay_on_top(&mut self, on_top: bool) {
        if on_top && !self.setup.can_stay_on_top {
            self.say("This desktop does not let a window keep itself on top. Use the window's own menu for it.".to_owned());
            return;
        }
        self.is_on_top = on_top;
        let level = if on_top { egui::WindowLevel::AlwaysOnTop } else { egui::WindowLevel::Normal };
        self.effects.push(Effect::Window(egui::ViewportCommand::WindowLevel(level)));
    }

    // Starting, parking and taking up calls.

    /// The trees a call may run on.
    pub(super) fn trees(&self) -> Trees {
        self.library.as_ref().map_or_else(shipped_trees, |library| library.trees())
    }

    pub(super) fn start(&mut self, tree: &str, from: Option<String>) {
        if self.session.is_some() {
            return;
        }
        let Ok(tree) = TreeId::new(tree) else { return };
        let opening = Opening { tree, from, mood: None, reference: String::new(), outside: None };
        self.begin(Asked { trees: self.trees(), opening, facts: Vec::new() });
    }

    /// Begins a call; what does not fit is said, and the call begins all the same.
    pub fn begin(&mut self, mut asked: Asked) {
        let (id, now) = ((self.setup.new_id)(), self.now());
        asked.opening.reference = reference(&id);
        match Call::begin(&asked.trees, Arc::clone(&self.site), &asked.opening, &now) {
            Ok(mut call) => {
                for error in call.fill(asked.facts, &now) {
                    self.say(format!("A fact from outside was left out. {error}"));
                }
                let lock = CallLock::take(&self.setup.folders.home, &id);
                self.enter(Session::new(id, call, lock), Place::Guide);
            }
            Err(error) => self.say(error.to_string()),
        }
    }

    fn enter(&mut self, session: Session, place: Place) {
        self.handled.insert(session.id.clone());
        self.session = Some(session);
        (self.place, self.overlay) = (place, None);
        self.search = Finder::default();
        self.effects.push(Effect::FocusNote);
        self.keep();
    }

    /// Gives what is new in the call to the writer.
    pub(super) fn keep(&mut self) {
        if let Some(session) = &self.session {
            self.recorder.keep(&session.id, &session.call);
        }
    }

    fn resume(&mut self, id: &str, place: Place) {
        if self.session.is_some() {
            return;
        }
        let Some(index) = self.parked.iter().position(|parked| parked.id == id) else {
            return;
        };
        let Some(lock) = CallLock::take(&self.setup.folders.home, id) else {
            self.parked[index].is_elsewhere = true;
            self.say("This call is open in another window.".to_owned());
            return;
        };
        let Parked { id, mut call, .. } = self.parked.remove(index);
        call.know(&self.trees());
        call.set_site(Arc::clone(&self.site));
        self.recorder.resume(&id, &call);
        let now = self.now();
        let has_ended = call.state().ended.is_some();
        let _ = call.take(Move::Resume, &now);
        let mut session = Session::new(id, call, Some(lock));
        if place == Place::WrapUp && !has_ended {
            let end = session.call.proposed_end();
            let _ = session.call.take(end, &now);
        }
        self.enter(session, if has_ended { Place::WrapUp } else { place });
    }

    /// Parks the call in hand on Home; nothing of the customer stays on screen.
    pub(super) fn park(&mut self) {
        let now = self.now();
        let Some(mut session) = self.session.take() else {
            return;
        };
        let _ = session.call.take(Move::Pause, &now);
        self.recorder.keep(&session.id, &session.call);
        let is_elsewhere = is_open_elsewhere(&self.setup.folders.home, &session.id) && session.lock.is_none();
        self.parked.insert(0, Parked { id: session.id.clone(), call: session.call, is_elsewhere });
        (self.place, self.overlay) = (Place::Home, None);
    }

    fn open_file(&mut self, path: &Path) {
        let opened = read_hand_over(path).and_then(|hand_over| {
            let mut call = hand_over.take_up(Arc::clone(&self.site), &self.now())?;
            call.know(&self.trees());
            Ok((hand_over, call))
        });
        match opened {
            Ok((hand_over, call)) if self.session.is_none() => {
                let id = (self.setup.new_id)();
                let lock = CallLock::take(&self.setup.folders.home, &id);
                self.enter(Session::new(id, call, lock), Place::Guide);
                let from = if hand_over.agent.is_empty() { "another agent" } else { &hand_over.agent };
                self.say(format!("Handed over by {from}.\n{}", hand_over.card));
            }
            Ok(_) => self.say("Finish or pause the call in hand first; the hand-over file is untouched.".to_owned()),
            Err(error) => self.say(error),
        }
    }

    // Searching.

    fn finder(&mut self) -> &mut Finder {
        match &mut self.overlay {
            Some(Overlay::Find(finder) | Overlay::GoTo(finder)) => finder,
            _ => &mut self.search,
        }
    }

    fn type_search(&mut self, text: String) {
        match &mut self.overlay {
            Some(Overlay::Keys(looked_for)) => *looked_for = text,
            Some(Overlay::OpenFile(path)) => *path = text,
            _ => *self.finder() = Finder { text, chosen: 0 },
        }
    }

    fn choose(&mut self, row: usize) {
        self.finder().chosen = row;
    }

    fn take_chosen(&mut self) {
        if let Some(Overlay::OpenFile(path)) = &self.overlay {
            let path = path.trim().to_owned();
            self.overlay = None;
            return self.open_file(Path::new(&path));
        }
        let rows = find(self);
        let chosen = self.finder().chosen;
        let empty_home = self.overlay.is_none() && self.search.text.trim().is_empty() && self.search.chosen == 0;
        let Some(row) = rows.get(chosen) else {
            if empty_home && self.place == Place::Home {
                self.start(FIRST, None);
            }
            return;
        };
        self.overlay = None;
        let command = row.command.clone();
        self.apply(command);
    }

    /// Opens the quick fix of the words that were found.
    fn fix_found(&mut self) {
        let place = find(self).into_iter().nth(self.finder().chosen).and_then(|row| row.fix);
        if let Some(place) = place {
            self.overlay = None;
            self.open_quick_fix(place, String::new());
        }
    }

    /// Goes to a step of a tree: in the call in hand, or as a new call.
    pub(super) fn go_to(&mut self, spot: crate::call::Spot) {
        if self.session.is_some() {
            self.apply_to_call(Command::JumpTo(spot));
        } else {
            self.start(spot.tree.as_str(), Some(spot.step.to_string()));
        }
    }

    // What is the agent's alone.

    fn private(&self) -> Option<PrivateStore> {
        PrivateStore::open(&self.setup.folders.private()).ok()
    }

    fn breathed(&mut self) {
        self.breath_began = None;
        if self.place == Place::WrapUp {
            let now = self.now();
            if let Some(store) = self.private() {
                let _ = store.breathe(now.timestamp());
            }
            if let Some(session) = &mut self.session {
                session.wrap.breaths += 1;
            }
        }
        if self.overlay == Some(Overlay::Breathe) {
            self.overlay = None;
        }
    }

    fn feel(&mut self, feeling: crate::record::Feeling) {
        let now = self.now();
        let kept = self.private().is_some_and(|store| store.feel(now.timestamp(), feeling).is_ok());
        if let Some(session) = &mut self.session {
            session.wrap.feeling = Some(feeling);
        }
        if !kept {
            self.say("Your private note could not be kept.".to_owned());
        }
    }

    fn count_private(&mut self) {
        let path = self.setup.folders.private();
        self.private_count = if path.exists() { self.private().and_then(|store| store.count().ok()).unwrap_or(0) } else { 0 };
    }

    fn delete_private(&mut self) {
        match self.private().map(|store| store.delete_all()) {
            Some(Ok(())) => {
                self.private_count = 0;
                if let Some(session) = &mut self.session {
                    session.wrap.feeling = None;
                }
                self.say("Everything kept for you alone is deleted.".to_owned());
            }
            _ => self.say("Your private notes could not be deleted; the file is held by another program.".to_owned()),
        }
    }
}
