//! Everything the screens of Train can ask for; the listed ones have words, help and a key like every command.

use super::{
    super::command::{About, Command, Group},
    cast::{CastCommand, Page},
    hall::{Tab, Yours},
    team::TeamCommand,
};
use crate::drill::{Level, Strength};

/// One thing a screen of Train asks for.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "`about` says what each listed one does")]
pub enum TrainCommand {
    // The drill.
    Hear,
    Aloud,
    SayItYourself,
    NotMeant,
    Script,
    NoteLine,
    SayNothing,
    CutIn,
    ChangeLevel,
    Pause,
    End,
    Stop,
    // The debrief.
    EarlierTurn,
    LaterTurn,
    ReplayFromHere,
    WatchGood,
    Dispute,
    Copy,
    NextDrill,
    // The hall.
    StartSession,
    WarmUp,
    NewDrill,
    WatchFirst,
    Quiet,
    Yours,
    EarlierRow,
    LaterRow,
    OpenRow,
    EarlierTree,
    LaterTree,
    NextLevel,
    TakeUp,
    // With something in hand: never listed.
    ShowTab(Tab),
    ShowTree(String),
    /// Shows that customer where a drill with them is chosen.
    ShowCustomer(String),
    ChooseRow(usize),
    Export,
    Erase(Yours),
    BeginDrill(Box<Wanted>),
    ResumeDrill(String),
    DropDrill(String),
    OpenDebrief(String),
    Watch {
        tree: String,
        persona: String,
        good: bool,
    },
    Hall,
    GoOn,
    SetLanguage(Strength),
    SetQuiet(bool),
    SetVoice(bool),
    SetRecording(bool),
    PlayBack,
    Sequel,
    TypeSay(String),
    SayIt,
    Meant(String),
    ShowTurn(usize),
    DisputePart(String),
    TypeDispute(String),
    KeepDispute,
    // The editor of customers.
    Cast(CastCommand),
    // The supervisor's desk.
    Team(TeamCommand),
}

/// A drill that is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wanted {
    /// The tree.
    pub tree: String,
    /// The customer, by id or code.
    pub persona: String,
    /// How much is shown.
    pub level: Level,
    /// How strong an abusive customer's language is; chosen on the page before.
    pub language: Strength,
    /// Chooses openings, wordings and order; drawn where it is left out.
    pub seed: Option<u64>,
    /// The heat to begin with: a scene that follows another.
    pub start_heat: Option<f32>,
    /// The assignment it is played for.
    pub assignment: Option<String>,
}

impl From<TrainCommand> for Command {
    fn from(command: TrainCommand) -> Self {
        Self::Train(command)
    }
}

impl TrainCommand {
    /// Every command that has a key, in the order of the palette.
    pub const LISTED: &[Self] = &[
        Self::StartSession,
        Self::WarmUp,
        Self::NewDrill,
        Self::WatchFirst,
        Self::Quiet,
        Self::Yours,
        Self::ShowTab(Tab::Today),
        Self::ShowTab(Tab::Choose),
        Self::ShowTab(Tab::Drills),
        Self::ShowTab(Tab::Plan),
        Self::ShowTab(Tab::Team),
        Self::EarlierRow,
        Self::LaterRow,
        Self::OpenRow,
        Self::EarlierTree,
        Self::LaterTree,
        Self::NextLevel,
        Self::TakeUp,
        Self::SayItYourself,
        Self::Aloud,
        Self::Script,
        Self::NotMeant,
        Self::Hear,
        Self::NoteLine,
        Self::SayNothing,
        Self::CutIn,
        Self::ChangeLevel,
        Self::Pause,
        Self::End,
        Self::Stop,
        Self::EarlierTurn,
        Self::LaterTurn,
        Self::ReplayFromHere,
        Self::WatchGood,
        Self::Dispute,
        Self::Copy,
        Self::NextDrill,
        Self::Cast(CastCommand::Save),
        Self::Cast(CastCommand::Undo),
        Self::Cast(CastCommand::Redo),
        Self::Cast(CastCommand::Try),
        Self::Cast(CastCommand::New),
        Self::Cast(CastCommand::Duplicate),
        Self::Cast(CastCommand::Delete),
        Self::Cast(CastCommand::NextFound),
        Self::Cast(CastCommand::EarlierCustomer),
        Self::Cast(CastCommand::LaterCustomer),
        Self::Cast(CastCommand::EarlierPage),
        Self::Cast(CastCommand::LaterPage),
        Self::Cast(CastCommand::ShowPage(Page::Who)),
        Self::Cast(CastCommand::ShowPage(Page::Says)),
        Self::Cast(CastCommand::ShowPage(Page::Replies)),
        Self::Cast(CastCommand::ShowPage(Page::OnTree)),
        Self::Cast(CastCommand::ShowPage(Page::Facts)),
        Self::Cast(CastCommand::ShowPage(Page::Moves)),
        Self::Team(TeamCommand::Assign),
        Self::Team(TeamCommand::Save),
        Self::Team(TeamCommand::ChangeWork),
        Self::Team(TeamCommand::TakeBack),
        Self::Team(TeamCommand::TakeBackTrack),
        Self::Team(TeamCommand::LookAfter),
        Self::Team(TeamCommand::SeeSheet),
        Self::Team(TeamCommand::Send),
        Self::Team(TeamCommand::Withdraw),
    ];

    pub(in crate::ui) fn about(&self) -> Option<About> {
        use Group::{Debrief, Drill, Hall};
        let about = |name, group, text, help, key| Some(About { name, group, text, help, key });
        match self {
            Self::StartSession => about("StartSession", Hall, "Five minutes", "The goal, the turn, what is due, one drill", "F5"),
            Self::WarmUp => about("WarmUp", Hall, "Warm up", "Three hard openings, two minutes", "W"),
            Self::NewDrill => about("NewDrill", Hall, "New drill", "Choose a tree, a customer and a level", "N"),
            Self::WatchFirst => about("WatchFirst", Hall, "Watch first", "A bad call, then a good one", "G"),
            Self::Quiet => about("QuietRoom", Hall, "Quiet room", "Nothing is said aloud; no points are lost", "Q"),
            Self::Yours => about("Yours", Hall, "Export or erase", "What is kept of you here", "X"),
            Self::ShowTab(Tab::Today) => about("TabToday", Hall, "Today", "What is due and how it goes", "1"),
            Self::ShowTab(Tab::Choose) => about("TabChoose", Hall, "Trees and customers", "Whom to rehearse with", "2"),
            Self::ShowTab(Tab::Drills) => about("TabDrills", Hall, "Drills", "What was played", "3"),
            Self::ShowTab(Tab::Plan) => about("TabPlan", Hall, "Plan", "Tracks and assigned work", "4"),
            Self::ShowTab(Tab::Team) => about("TabTeam", Hall, "Team", "For supervisors: assigned work, exams", "5"),
            Self::EarlierRow => about("EarlierRow", Hall, "The row before", "In the list that is shown", "Up"),
            Self::LaterRow => about("LaterRow", Hall, "The row after", "In the list that is shown", "Down"),
            Self::OpenRow => about("OpenRow", Hall, "Open", "Practise what is due; begin or talk over a drill", "Enter"),
            Self::EarlierTree => about("EarlierTree", Hall, "The tree before", "Where customers are chosen", "Left"),
            Self::LaterTree => about("LaterTree", Hall, "The tree after", "Where customers are chosen", "Right"),
            Self::NextLevel => about("NextLevel", Hall, "Level", "Shown, Faded or Exam, for the drill to come", "L"),
            Self::TakeUp => about("TakeUp", Hall, "Take it up", "The drill that was left last", "T"),
            Self::SayItYourself => about("SayItYourself", Drill, "Say it yourself", "In your own words, up to 25", "Y"),
            Self::Aloud => about("Aloud", Drill, "Say it aloud", "Starts and stops; the lines come after yours", "Space"),
            Self::Script => about("Script", Drill, "Show the script", "The tree's own line; it costs points", "S"),
            Self::NotMeant => about("NotMeant", Drill, "That’s not what I meant", "Name what you meant by it", "M"),
            Self::Hear => about("Hear", Drill, "Hear it", "The customer's words, spoken by this computer", "R"),
            Self::NoteLine => about("NoteLine", Drill, "To the note line", "A fact, a day, a sum or a few words", "N"),
            Self::SayNothing => about("SayNothing", Drill, "Say nothing", "Wait, and let the silence work", "W"),
            Self::CutIn => about("CutIn", Drill, "Cut in", "Speak before they have finished", "I"),
            Self::ChangeLevel => about("ChangeLevel", Drill, "Level", "Shown, Faded or Exam, before the first line", "L"),
            Self::Pause => about("PauseDrill", Drill, "Pause", "Leave it as it stands and come back later", "P"),
            Self::End => about("EndDrill", Drill, "End drill", "You end the call; the debrief comes", "E"),
            Self::Stop => about("StopDrill", Drill, "Stop", "At once, without a score; nothing is kept", "X"),
            Self::EarlierTurn => about("EarlierTurn", Debrief, "The turn before", "What was said, what it did", "Left"),
            Self::LaterTurn => about("LaterTurn", Debrief, "The turn after", "What was said, what it did", "Right"),
            Self::ReplayFromHere => about("ReplayFromHere", Debrief, "Replay from here", "The same turn, another choice", "R"),
            Self::WatchGood => about("WatchGood", Debrief, "Watch a good version", "The same customer, well handled", "W"),
            Self::Dispute => about("Dispute", Debrief, "Dispute a point", "Say why you see it otherwise", "D"),
            Self::Copy => about("CopyDebrief", Debrief, "Copy", "The debrief as text", "C"),
            Self::NextDrill => about("NextDrill", Debrief, "Next drill", "The same tree with another customer", "N"),
            Self::Cast(command) => command.about(),
            Self::Team(command) => command.about(),
            _ => None,
        }
    }

    /// Whether it acts while a field has the cursor: its key is no letter.
    pub(in crate::ui::train) fn acts_in_fields(&self) -> bool {
        match self {
            Self::Cast(command) => command.acts_in_fields(),
            Self::Team(command) => *command == TeamCommand::Save,
            _ => false,
        }
    }
}
