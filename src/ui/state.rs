//! Everything the window holds.

pub use super::session::{Message, Session, Wrap};

use super::{
    author::{Beside, sheets::Sheet, state::Authoring},
    command::Command,
    train::Training,
};
use crate::{
    call::Call,
    cli::Asked,
    library::{Folders, Library},
    record::Recorder,
    site::Settings,
};
use jiff::Zoned;
use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
    time::Duration,
};

/// What the window is given at its start.
#[derive(Clone)]
pub struct Setup {
    /// Where things lie.
    pub folders: Folders,
    /// The time now.
    pub clock: Arc<dyn Fn() -> Zoned + Send + Sync>,
    /// A new name for a call.
    pub new_id: Arc<dyn Fn() -> String + Send + Sync>,
    /// A call asked for on the command line.
    pub asked: Option<Asked>,
    /// What paints the window, in words.
    pub renderer: String,
    /// The window can be kept above others here.
    pub can_stay_on_top: bool,
    /// Close after the first frame, for measuring.
    pub exit_after_first_frame: bool,
    /// Something to say at the start, such as that the last run ended badly.
    pub notices: Vec<String>,
    /// Width and height of the window, in points.
    pub window: Option<[f32; 2]>,
    /// Where the window stood last.
    pub window_at: Option<[f32; 2]>,
    /// A renderer that is to fail, for seeing the fall-back work.
    pub refuse_renderer: Option<crate::cli::Renderer>,
    /// This machine's name, for whoever else opens the library.
    pub host: String,
    /// The system's command that speaks a text, where there is one.
    pub speaker: Option<PathBuf>,
    /// The system's command that records, where there is one.
    pub recorder: Option<PathBuf>,
    /// How long a frame waits for what is read beside it and is mostly there at once.
    pub patience: Duration,
}

impl Setup {
    /// What a window needs at least: folders, a clock and names for calls.
    #[must_use]
    pub fn new(
        folders: Folders,
        clock: Arc<dyn Fn() -> Zoned + Send + Sync>,
        new_id: Arc<dyn Fn() -> String + Send + Sync>,
    ) -> Self {
        Self {
            folders,
            clock,
            new_id,
            asked: None,
            renderer: String::new(),
            can_stay_on_top: true,
            exit_after_first_frame: false,
            notices: Vec::new(),
            window: None,
            window_at: None,
            refuse_renderer: None,
            host: "this computer".to_owned(),
            speaker: None,
            recorder: None,
            // Where nobody watches the clock, it is waited for.
            patience: Duration::from_secs(20),
        }
    }
}

/// Which of the places is shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Place {
    /// The library and unfinished calls.
    #[default]
    Home,
    /// A live call.
    Guide,
    /// After the call.
    WrapUp,
    /// Settings.
    Settings,
    /// Trees being written.
    Author,
    /// Calls being rehearsed.
    Train,
}

/// What lies over the place.
#[derive(Clone, Debug, PartialEq)]
pub enum Overlay {
    /// The key sheet, and what is looked for in it.
    Keys(String),
    /// Find anything.
    Find(Finder),
    /// Go to a step.
    GoTo(Finder),
    /// The four rows of Safety.
    Safety,
    /// One slow breath.
    Breathe,
    /// A promise of the agent's own: what, and by when.
    Promise(String, String),
    /// Hand-over files.
    OpenFile(String),
    /// About the program.
    About,
    /// A sheet of the author's.
    Author(Box<Sheet>),
}

/// A search in hand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Finder {
    /// What is looked for.
    pub text: String,
    /// The row chosen, from 0.
    pub chosen: usize,
}

/// An unfinished call on Home.
#[derive(Clone, Debug)]
pub struct Parked {
    /// Its name.
    pub id: String,
    /// The call.
    pub call: Call,
    /// Another window has it.
    pub is_elsewhere: bool,
}

/// What was read after the first frame.
#[derive(Debug)]
pub struct Loaded {
    /// The library.
    pub library: Library,
    /// What the search looks through.
    pub hits: super::search::Index,
    /// Unfinished calls, the latest first.
    pub parked: Vec<Parked>,
    /// When each tree was last used, as UTC text.
    pub last_used: BTreeMap<String, String>,
    /// Things to say.
    pub notices: Vec<String>,
}

/// What the window must do outside itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Put text on the clipboard.
    Copy(String),
    /// Something of the window itself.
    Window(egui::ViewportCommand),
    /// The theme or text size changed.
    Restyle,
    /// Put the focus into the note line.
    FocusNote,
    /// Put the focus into the field of that name.
    Focus(&'static str),
    /// Put the focus onto something by its id.
    FocusId(egui::Id),
    /// Put the focus into a field, with the cursor behind so many letters.
    FocusAtEnd(egui::Id, usize),
    /// Put the focus into a field, with these letters chosen.
    FocusOn(egui::Id, std::ops::Range<usize>),
    /// Let go of the focus.
    Unfocus,
}

/// Everything the window holds.
pub struct State {
    /// What it was given at its start.
    pub setup: Setup,
    /// Settings.
    pub site: Arc<Settings>,
    /// The place shown.
    pub place: Place,
    /// The place to go back to from Settings.
    pub came_from: Place,
    /// What lies over it.
    pub overlay: Option<Overlay>,
    /// The library; nothing while it is read.
    pub library: Option<Arc<Library>>,
    /// What the search looks through.
    pub hits: Arc<super::search::Index>,
    /// Unfinished calls.
    pub parked: Vec<Parked>,
    /// When each tree was last used.
    pub last_used: BTreeMap<String, String>,
    /// Calls that were in hand in this window.
    pub handled: BTreeSet<String>,
    /// The call in hand.
    pub session: Option<Session>,
    /// The writer.
    pub recorder: Recorder,
    /// Things said until they are dismissed.
    pub notices: Vec<String>,
    /// The search on Home.
    pub search: Finder,
    /// The window is wanted as a strip.
    pub is_strip: bool,
    /// The window is wanted above others.
    pub is_on_top: bool,
    /// The small map is shown.
    pub shows_map: bool,
    /// Keys being typed in the settings, by command.
    pub typed_keys: BTreeMap<String, String>,
    /// What the private store holds.
    pub private_count: u32,
    /// What the window must do outside itself.
    pub effects: Vec<Effect>,
    /// The size to go back to from the strip.
    pub full_size: egui::Vec2,
    /// When the breather began, in seconds of the window's clock.
    pub breath_began: Option<f64>,
    /// The tree being written.
    pub authoring: Option<Authoring>,
    /// Trees that were being written in this window, with all that was done to them.
    pub authored: BTreeMap<String, Authoring>,
    /// The tree that was published last in this window, whose publication one key takes back.
    pub published: Option<String>,
    /// What is being done beside the frame for an author.
    pub beside: Beside,
    /// The row chosen in the author's list, from 0.
    pub shelf_row: usize,
    /// The library is to be read again, away from the frame.
    pub wants_library: bool,
    /// The tree in hand is to be compared with what lies on the disk.
    pub wants_hand: bool,
    /// Counts the libraries that were read, so that a reading that took long does not replace a newer one.
    pub library_number: u64,
    /// What was looked for last, what was to take its place, and whether in every tree.
    pub last_search: (crate::edit::Pattern, String, bool),
    /// What is rehearsed.
    pub training: Training,
    /// The window's clock, in seconds.
    pub clock_seconds: f64,
    /// A field of Author has the focus.
    pub types_in_author: bool,
    /// A field lost the focus and nobody meant it to: letters are not commands until something is pressed on purpose.
    pub lost_field: bool,
    /// Frames left in which a field may go because something was done on purpose.
    pub acted: u8,
    /// The window's width, in points.
    pub window_width: f32,
    /// Wakes the window from another thread.
    pub wake: Arc<dyn Fn() + Send + Sync>,
}

impl State {
    /// The state at the start.
    #[must_use]
    pub fn new(setup: Setup, site: Settings, recorder: Recorder) -> Self {
        Self {
            site: Arc::new(site),
            place: Place::Home,
            came_from: Place::Home,
            overlay: None,
            library: None,
            hits: Arc::default(),
            parked: Vec::new(),
            last_used: BTreeMap::new(),
            handled: BTreeSet::new(),
            session: None,
            recorder,
            notices: setup.notices.clone(),
            search: Finder::default(),
            is_strip: false,
            is_on_top: false,
            shows_map: true,
            typed_keys: BTreeMap::new(),
            private_count: 0,
            effects: Vec::new(),
            full_size: egui::vec2(1280.0, 800.0),
            breath_began: None,
            authoring: None,
            authored: BTreeMap::new(),
            published: None,
            beside: Beside::default(),
            shelf_row: 0,
            wants_library: false,
            wants_hand: false,
            library_number: 0,
            last_search: Default::default(),
            training: Training::default(),
            clock_seconds: 0.0,
            types_in_author: false,
            lost_field: false,
            acted: 0,
            window_width: 1280.0,
            wake: Arc::new(|| {}),
            setup,
        }
    }

    /// The call that the guide's views show: in Train the one that is rehearsed, elsewhere the live one.
    #[must_use]
    pub fn in_hand(&self) -> Option<&Session> {
        if self.place == Place::Train { self.training.session() } else { self.session.as_ref() }
    }

    /// The time now.
    #[must_use]
    pub fn now(&self) -> Zoned {
        (self.setup.clock)()
    }

    /// The hand-over files that lie in the data folder, the latest first.
    #[must_use]
    pub fn hand_over_files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> = std::fs::read_dir(self.setup.folders.handovers())
            .into_iter()
            .flatten()
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.to_string_lossy().ends_with(".handover.ron"))
            .collect();
        files.sort();
        files.reverse();
        files
    }

    /// Takes in what was read after the first frame.
    pub fn take_loaded(&mut self, loaded: Loaded) {
        self.take_library_in(loaded.library, loaded.hits);
        // What happened in this window while the list was read counts, not what the list says of it.
        self.parked.extend(loaded.parked.into_iter().filter(|parked| !self.handled.contains(&parked.id)));
        self.last_used = loaded.last_used;
        self.notices.extend(loaded.notices);
        if let (Some(session), Some(library)) = (&mut self.session, &self.library) {
            session.call.know(&library.trees());
        }
    }

    /// Whether a command does anything now.
    #[must_use]
    pub fn can(&self, command: &Command) -> bool {
        self.why_not(command).is_none()
    }

    /// Why a command does nothing now; nothing when it can be used.
    #[must_use]
    pub fn why_not(&self, command: &Command) -> Option<&'static str> {
        if let Some(attempt) = self.attempt_of(command) {
            return self.why_not_tried(&attempt);
        }
        let in_call = self.place == Place::Guide && self.session.is_some();
        let after = self.place == Place::WrapUp && self.session.is_some();
        let only = |holds: bool, why: &'static str| if holds { None } else { Some(why) };
        match command {
            Command::Abuse | Command::Safety | Command::Supervisor | Command::Hold | Command::CutOff | Command::Mood => {
                let on_call = (self.session.is_some() && self.place != Place::WrapUp) || self.tried().is_some();
                let on_call =
                    on_call || (self.place == Place::Train && self.training.is_on_a_call() && *command != Command::Mood);
                only(on_call, "only on a live call")
            }
            Command::NoneOfThese | Command::AnotherWording | Command::EndCall | Command::GoToStep | Command::Map => {
                only(in_call, "only on a live call")
            }
            Command::Strip | Command::OnTop => None,
            Command::AddPromise if self.place == Place::Train => only(self.training.is_on_a_call(), "only with a call in hand"),
            Command::Return if self.place == Place::Train => {
                let session = self.training.session().filter(|_| self.training.is_on_a_call());
                only(session.is_some_and(|session| !session.call.state().returns.is_empty()), "no step was left")
            }
            Command::AddPromise | Command::CopySummary | Command::SaveHandOver | Command::LineFailed | Command::PauseCall => {
                only(in_call || after, "only with a call in hand")
            }
            Command::Copy => only(in_call || after, "nothing to copy here"),
            Command::PassKnown => {
                let known =
                    in_call && self.session.as_ref().is_some_and(|session| session.call.read(&self.now()).is_known_already());
                only(known, "this step still has something to find out")
            }
            Command::Back => {
                let can = in_call && self.session.as_ref().is_some_and(|session| session.call.state().can_go_back());
                only(can || after, "nothing to go back to")
            }
            Command::Return => {
                let can = in_call && self.session.as_ref().is_some_and(|session| !session.call.state().returns.is_empty());
                only(can, "no step was left")
            }
            Command::Finish => only(after, "only in the wrap-up"),
            Command::TakeCall | Command::OpenHandOver => {
                only(self.session.is_none() && self.place != Place::Author, "a call is in hand, or a tree")
            }
            Command::ResumeCall => {
                let any = self.parked.iter().any(|parked| !parked.is_elsewhere);
                only(self.session.is_none() && any, "no unfinished call")
            }
            Command::Home => only(self.place != Place::Home && self.session.is_none(), "a call is in hand; Pause parks it"),
            Command::AuthorPlace => only(self.session.is_none(), "a call is in hand; Pause parks it"),
            Command::TrainPlace => only(self.session.is_none(), "a call is in hand; Pause parks it"),
            Command::Train(command) => self.why_not_train(command),
            Command::Author(command) => self.why_not_author(command),
            _ => None,
        }
    }
}
