//! Everything the screens can ask for. Menus, keys, the palette and the key sheet all read this one list.

use super::{
    author::{AuthorCommand, sheets::SheetCommand},
    train::TrainCommand,
};
use crate::{
    call::{Spot, Who},
    record::Feeling,
    tree::{AlwaysKey, Mood, Outcome},
};

/// One thing a screen asks for; only [`super::state::State::apply`] does it.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "`text` and `help` say what each does")]
pub enum Command {
    // On every step.
    Abuse,
    Safety,
    Supervisor,
    Hold,
    Breathe,
    CutOff,
    // This step.
    NoneOfThese,
    AnotherWording,
    Copy,
    LineFailed,
    PassKnown,
    // The call.
    Mood,
    AddPromise,
    CopySummary,
    SaveHandOver,
    EndCall,
    PauseCall,
    // Move about.
    Back,
    Return,
    GoToStep,
    Map,
    // Window.
    Keys,
    FindAnything,
    Explain,
    Strip,
    OnTop,
    LargerText,
    SmallerText,
    Settings,
    About,
    // Home and wrap-up.
    Home,
    TakeCall,
    ResumeCall,
    OpenHandOver,
    Finish,
    // Author.
    AuthorPlace,
    Author(AuthorCommand),
    // Train.
    TrainPlace,
    Train(TrainCommand),
    // With something in hand: never listed.
    Answer(usize),
    SafetyRow(AlwaysKey),
    SetMood(Mood),
    GoUpward(Spot),
    JumpTo(Spot),
    TypeNote(String),
    KeepNote { as_note: bool },
    NotACard,
    AimAt(String),
    SetFact(String, String),
    Close,
    Dismiss(usize),
    TypeSearch(String),
    Choose(usize),
    TakeChosen,
    StartTree(String),
    Resume(String),
    WrapUp(String),
    SetOutcome(Outcome),
    SetWho(Who),
    FlagLine { said: u64, failed: bool },
    TypeFlag { said: u64, why: String },
    KeepFlag(u64),
    TypePromise { index: usize, text: String },
    KeepPromise { index: usize },
    WithdrawPromise { index: usize },
    TypeNewPromise { what: String, when: String },
    KeepNewPromise,
    BackToCall,
    Feel(Feeling),
    BreatheDone,
    DeletePrivate,
    ChangeSettings(Box<crate::site::Settings>),
    TypeKey(String, String),
    CopyText(String),
    OpenFile(std::path::PathBuf),
    ChooseOnShelf(usize),
    Sheet(SheetCommand),
    FixFound,
    FixSaid(u64),
    Quit,
}

/// Where a command stands on the key sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "`Group::title` names them")]
pub enum Group {
    EveryStep,
    ThisStep,
    TheCall,
    MoveAbout,
    Window,
    BeforeAndAfter,
    Tree,
    Steps,
    Canvas,
    Hall,
    Drill,
    Debrief,
    Cast,
    Team,
}

impl Group {
    /// The groups in the order of the sheet.
    pub const ALL: [Self; 14] = [
        Self::EveryStep,
        Self::TheCall,
        Self::ThisStep,
        Self::MoveAbout,
        Self::Window,
        Self::BeforeAndAfter,
        Self::Tree,
        Self::Steps,
        Self::Canvas,
        Self::Hall,
        Self::Drill,
        Self::Debrief,
        Self::Cast,
        Self::Team,
    ];

    /// Whether its commands act in Author alone.
    #[must_use]
    pub fn is_of_author(self) -> bool {
        matches!(self, Self::Tree | Self::Steps | Self::Canvas)
    }

    /// Whether its commands act in Train alone.
    #[must_use]
    pub fn is_of_train(self) -> bool {
        matches!(self, Self::Hall | Self::Drill | Self::Debrief | Self::Cast | Self::Team)
    }

    /// Its heading.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::EveryStep => "On every step",
            Self::ThisStep => "This step",
            Self::TheCall => "The call",
            Self::MoveAbout => "Move about",
            Self::Window => "Window",
            Self::BeforeAndAfter => "Before and after",
            Self::Tree => "The tree",
            Self::Steps => "Steps and answers",
            Self::Canvas => "The canvas",
            Self::Hall => "In Train",
            Self::Drill => "The drill",
            Self::Debrief => "The debrief",
            Self::Cast => "Customers",
            Self::Team => "The supervisor’s desk",
        }
    }
}

/// What is said of a listed command.
pub(super) struct About {
    pub name: &'static str,
    pub group: Group,
    pub text: &'static str,
    pub help: &'static str,
    pub key: &'static str,
}

impl Command {
    /// Those of calls, in the order of the palette.
    const OWN: [Self; 37] = [
        Self::Abuse,
        Self::Safety,
        Self::Supervisor,
        Self::Hold,
        Self::Breathe,
        Self::CutOff,
        Self::Mood,
        Self::AddPromise,
        Self::CopySummary,
        Self::SaveHandOver,
        Self::EndCall,
        Self::PauseCall,
        Self::NoneOfThese,
        Self::AnotherWording,
        Self::Copy,
        Self::LineFailed,
        Self::PassKnown,
        Self::Back,
        Self::Return,
        Self::GoToStep,
        Self::Map,
        Self::Keys,
        Self::FindAnything,
        Self::Explain,
        Self::Strip,
        Self::OnTop,
        Self::LargerText,
        Self::SmallerText,
        Self::Settings,
        Self::About,
        Self::Home,
        Self::TakeCall,
        Self::ResumeCall,
        Self::OpenHandOver,
        Self::Finish,
        Self::AuthorPlace,
        Self::TrainPlace,
    ];

    /// Every command that has a key, in the order of the palette.
    #[must_use]
    pub fn listed() -> &'static [Self] {
        static ALL: std::sync::OnceLock<Vec<Command>> = std::sync::OnceLock::new();
        ALL.get_or_init(|| {
            let of_author = AuthorCommand::LISTED.iter().cloned().map(Self::Author);
            let of_train = TrainCommand::LISTED.iter().cloned().map(Self::Train);
            Self::OWN.into_iter().chain(of_author).chain(of_train).collect()
        })
    }

    fn about(&self) -> Option<About> {
        use Group::{BeforeAndAfter, EveryStep, MoveAbout, TheCall, ThisStep, Window};
        let about = |name, group, text, help, key| Some(About { name, group, text, help, key });
        match self {
            Self::Abuse => about("Abuse", EveryStep, "Abuse", "The next warning, then back to this step", "F2"),
            Self::Safety => {
                about("Safety", EveryStep, "Safety", "Danger, a life, a threat, health: the first line at once", "F3")
            }
            Self::Supervisor => about("Supervisor", EveryStep, "Supervisor", "They ask for somebody above you", "F4"),
            Self::Hold => about("Hold", EveryStep, "Hold", "Ask to put them on hold, with a reason and a time", "F6"),
            Self::Breathe => about("Breathe", EveryStep, "Breathe", "One slow breath; seen and kept by nobody", "F8"),
            Self::CutOff => about("CutOff", EveryStep, "Cut off", "The line was lost", "Ctrl+D"),
            Self::NoneOfThese => {
                about("NoneOfThese", ThisStep, "None of these", "The call stays, and the author hears of it", "0")
            }
            Self::AnotherWording => about("AnotherWording", ThisStep, "Another wording", "The same thing in other words", "F7"),
            Self::Copy => {
                about("Copy", ThisStep, "Copy", "The line, the hand-over card, or after the call the summary", "Ctrl+C")
            }
            Self::LineFailed => {
                about("LineFailed", ThisStep, "This line didn't work", "Marks the last line said, for the author", "F12")
            }
            Self::PassKnown => {
                about("PassKnown", ThisStep, "Pass: already known", "Everything this step asks is known", "Ctrl+Enter")
            }
            Self::Mood => about("Mood", TheCall, "Calm or Heated", "How the customer sounds; quiet or crying is calm", "F9"),
            Self::AddPromise => about("AddPromise", TheCall, "Add a promise…", "What you promised beyond this step", "Ctrl+P"),
            Self::CopySummary => {
                about("CopySummary", TheCall, "Copy the summary", "As the call stands, to paste elsewhere", "Ctrl+Shift+C")
            }
            Self::SaveHandOver => {
                about("SaveHandOver", TheCall, "Save a hand-over file", "Opens at this step on another machine", "Ctrl+S")
            }
            Self::EndCall => about("EndCall", TheCall, "End, then wrap up", "The call is over", "Ctrl+E"),
            Self::PauseCall => about("PauseCall", TheCall, "Pause", "Park the call on Home and take it up later", "Ctrl+H"),
            Self::Back => about("Back", MoveAbout, "Back", "Within five seconds it counts for nothing", "Alt+Left"),
            Self::Return => about("Return", MoveAbout, "Return", "To the step you left", "Alt+Up"),
            Self::GoToStep => about("GoToStep", MoveAbout, "Go to step…", "Any step of any tree", "Ctrl+G"),
            Self::Map => about("Map", MoveAbout, "Where the call stands", "Shows or hides the small map", "F5"),
            Self::Keys => about("Keys", Window, "Keys", "This sheet", "F1"),
            Self::FindAnything => {
                about("FindAnything", Window, "Find anything…", "A step, a tree or an action by its words", "Ctrl+K")
            }
            Self::Explain => about("Explain", Window, "Explain", "Shows or hides what a beginner needs", "F10"),
            Self::Strip => {
                about("Strip", Window, "Strip or full window", "The same call, narrow beside your other program", "F11")
            }
            Self::OnTop => about("OnTop", Window, "Stay on top", "Above other windows, where the system allows it", "Ctrl+T"),
            Self::LargerText => about("LargerText", Window, "Larger text", "The line to say, up to 36 points", "Ctrl+Plus"),
            Self::SmallerText => about("SmallerText", Window, "Smaller text", "The line to say, down to 20 points", "Ctrl+Minus"),
            Self::Settings => {
                about("Settings", Window, "Settings", "Your name, text, theme, limits, numbers, keys", "Ctrl+Comma")
            }
            Self::About => about("About", Window, "About Evenkeel", "Version, renderer, licences, where files lie", "Ctrl+I"),
            Self::Home => about("Home", BeforeAndAfter, "Home", "The library and unfinished calls", "Alt+Home"),
            Self::TakeCall => {
                about("TakeCall", BeforeAndAfter, "Take a call", "Greeting first; what it is about comes later", "Ctrl+N")
            }
            Self::ResumeCall => about("ResumeCall", BeforeAndAfter, "Resume", "The unfinished call, at the same step", "Ctrl+R"),
            Self::OpenHandOver => about(
                "OpenHandOver",
                BeforeAndAfter,
                "Open a hand-over file…",
                "A call handed over from another machine",
                "Ctrl+O",
            ),
            Self::AuthorPlace => about("Author", BeforeAndAfter, "Author", "Trees to draw, change and publish", "Alt+A"),
            Self::TrainPlace => about("Train", BeforeAndAfter, "Train", "Rehearse a call against a customer who reacts", "Alt+T"),
            Self::Author(command) => command.about(),
            Self::Train(command) => command.about(),
            Self::Finish => about("Finish", BeforeAndAfter, "Save and finish", "The wrap-up is done", "Ctrl+Enter"),
            _ => None,
        }
    }

    /// Its name in the settings; nothing for a command without a key.
    #[must_use]
    pub fn name(&self) -> Option<&'static str> {
        self.about().map(|about| about.name)
    }

    /// Its words.
    #[must_use]
    pub fn text(&self) -> &'static str {
        self.about().map_or("", |about| about.text)
    }

    /// What it does, in a sentence.
    #[must_use]
    pub fn help(&self) -> &'static str {
        self.about().map_or("", |about| about.help)
    }

    /// Where it stands on the key sheet.
    #[must_use]
    pub fn group(&self) -> Option<Group> {
        self.about().map(|about| about.group)
    }

    /// The key it has unless the settings say otherwise.
    #[must_use]
    pub fn usual_key(&self) -> &'static str {
        self.about().map_or("", |about| about.key)
    }
}
