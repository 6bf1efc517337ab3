//! Everything the author's screens can ask for; the listed ones have words, help and a key like every command.

use super::super::command::{About, Group};
use super::{
    canvas::Grip,
    state::{Pane, Selection},
    text_view::Stroke,
    trying::Attempt,
    voicing::Spot,
};
use crate::{
    edit::Edit,
    tree::{FactId, LimitId, StepId},
};
use egui::{Pos2, Rect, Vec2};

/// One thing an author's screen asks for.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "`about` says what each listed one does")]
pub enum AuthorCommand {
    // The tree.
    Undo,
    Redo,
    KeepPoint,
    Publish,
    TryFromHere,
    TextView,
    Voice,
    Replace,
    History,
    CloseTree,
    NewTree,
    Export,
    TakeBack,
    QuickFix,
    // The steps.
    AddStep,
    AddAnswer,
    EditStep,
    RenameStep,
    Delete,
    Duplicate,
    Copy,
    Cut,
    SelectAll,
    LeadTo,
    // Where they stand.
    Arrange,
    FewestCrossings,
    TurnRound,
    LetGo,
    FrameSteps,
    AddNote,
    AlignLeft,
    AlignTop,
    SpreadAcross,
    SpreadDown,
    // The canvas.
    Fit,
    ToStart,
    ZoomIn,
    ZoomOut,
    LifeSize,
    NextProblem,
    PreviousProblem,
    Fix,
    // Walking.
    Walk(Walk),
    Nudge(i32, i32),
    // With something in hand: never listed.
    Open(String),
    OpenAt(String, String),
    Edit(Box<Edit>),
    Select(Selection),
    AddToSelection(StepId),
    ChooseAnswer(StepId, usize),
    ChooseFact(FactId),
    ChooseLimit(LimitId),
    GoToStep(StepId),
    GoToFinding(usize),
    FixFinding(usize),
    GoToWords(Spot),
    Reword(usize, usize),
    Pan(Vec2),
    Zoom { at: Pos2, factor: f32 },
    LookAt(Pos2),
    Grip(Grip, Pos2),
    Canvas(Rect),
    Drag(Pos2),
    Drop(Pos2),
    LetDragGo,
    Paste(String),
    Show(Pane),
    OutlineText(String),
    Stroke(Stroke),
    TextColumns(usize),
    GoToTrouble(usize),
    UseCanvas,
    Try(Attempt),
    TakeOver,
    MergeOutside,
    KeepMine,
    CompareOutside,
    CloseConflicts,
    KeepFound,
    CompareFound,
    DiscardFound,
    Refresh,
}

/// A step of the keyboard over the canvas.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Walk {
    /// To the next step in the order of a call.
    Next,
    /// To the step before it.
    Previous,
    /// Along the chosen answer.
    Along,
    /// Back to a step that leads here.
    Back,
    /// To the answer above, or the step above.
    Up,
    /// To the answer below, or the step below.
    Down,
}

impl AuthorCommand {
    /// Whether it acts in every place of the window.
    #[must_use]
    pub fn is_everywhere(&self) -> bool {
        *self == Self::TakeBack
    }

    /// Every command that has a key, in the order of the palette.
    pub const LISTED: &[Self] = &[
        Self::Undo,
        Self::Redo,
        Self::KeepPoint,
        Self::Publish,
        Self::TryFromHere,
        Self::TextView,
        Self::Voice,
        Self::Replace,
        Self::History,
        Self::CloseTree,
        Self::NewTree,
        Self::Export,
        Self::TakeBack,
        Self::QuickFix,
        Self::AddStep,
        Self::AddAnswer,
        Self::EditStep,
        Self::RenameStep,
        Self::Delete,
        Self::Duplicate,
        Self::Copy,
        Self::Cut,
        Self::SelectAll,
        Self::LeadTo,
        Self::Arrange,
        Self::FewestCrossings,
        Self::TurnRound,
        Self::LetGo,
        Self::FrameSteps,
        Self::AddNote,
        Self::AlignLeft,
        Self::AlignTop,
        Self::SpreadAcross,
        Self::SpreadDown,
        Self::Fit,
        Self::ToStart,
        Self::ZoomIn,
        Self::ZoomOut,
        Self::LifeSize,
        Self::NextProblem,
        Self::PreviousProblem,
        Self::Fix,
    ];

    pub(in crate::ui) fn about(&self) -> Option<About> {
        use Group::{Canvas, Steps, Tree};
        let about = |name, group, text, help, key| Some(About { name, group, text, help, key });
        match self {
            Self::Undo => about("Undo", Tree, "Undo", "Takes back the last edit; kept across saving", "Ctrl+Z"),
            Self::Redo => about("Redo", Tree, "Redo", "Makes it again", "Ctrl+Shift+Z"),
            Self::KeepPoint => about("KeepPoint", Tree, "Save", "Keeps a dated point to come back to", "Ctrl+S"),
            Self::Publish => about("Publish", Tree, "Publish…", "Agents are offered what you see here", "Ctrl+Enter"),
            Self::TryFromHere => about("TryFromHere", Tree, "Try from here", "Plays the tree from the chosen step", "T"),
            Self::TextView => about("TextView", Tree, "Text", "The file itself, beside the canvas", "E"),
            Self::Voice => about("Voice", Tree, "Voice", "What the lines sound like together, the worst first", "V"),
            Self::Replace => about("Replace", Tree, "Find and replace…", "In every tree of the library", "Ctrl+F"),
            Self::History => about("History", Tree, "Earlier texts…", "Revisions and dated points, with a preview", "Ctrl+H"),
            Self::CloseTree => about("CloseTree", Tree, "Close the tree", "Back to the list; the draft is kept", "Ctrl+W"),
            Self::NewTree => about("NewTree", Tree, "New tree…", "From a template, a copy, or a script", "Ctrl+N"),
            Self::Export => {
                about("Export", Tree, "Export…", "A page to print, a picture, or text that draws one", "Ctrl+Shift+E")
            }
            Self::TakeBack => {
                about("TakeBack", Tree, "Take back", "Agents have what was live before the last publication", "Ctrl+Shift+T")
            }
            Self::QuickFix => about("QuickFix", Tree, "Quick fix…", "Words of a live step, published alone", "F4"),
            Self::AddStep => about("AddStep", Steps, "Add a step", "Led to by the chosen answer", "N"),
            Self::AddAnswer => about("AddAnswer", Steps, "Add an answer", "To the chosen step", "A"),
            Self::EditStep => about("EditStep", Steps, "Edit", "Puts the cursor into what is chosen", "Enter"),
            Self::RenameStep => about("RenameStep", Steps, "Rename", "The step's name, everywhere it is used", "F2"),
            Self::Delete => about("Delete", Steps, "Delete", "Answers that led here then lead nowhere", "Delete"),
            Self::Duplicate => about("Duplicate", Steps, "Duplicate", "The chosen steps with their answers", "Ctrl+D"),
            Self::Copy => about("CopySteps", Steps, "Copy steps", "As text, for this tree or another", "Ctrl+C"),
            Self::Cut => about("CutSteps", Steps, "Cut steps", "As text, for this tree or another", "Ctrl+X"),
            Self::SelectAll => about("SelectAll", Steps, "Choose all", "Every step of the tree", "Ctrl+A"),
            Self::LeadTo => about("LeadTo", Steps, "Lead to…", "Chooses where the chosen answer leads", "C"),
            Self::Arrange => about("Arrange", Canvas, "Arrange as written", "Answers run in your order", "L"),
            Self::FewestCrossings => {
                about("FewestCrossings", Canvas, "Fewest crossings", "Lets answers change places on the canvas", "Shift+L")
            }
            Self::TurnRound => about("TurnRound", Canvas, "Turn round", "From left to right, or from top to bottom", "D"),
            Self::LetGo => about("LetGo", Canvas, "Let go of places", "Chosen steps go where the layout puts them", "U"),
            Self::FrameSteps => about("FrameSteps", Canvas, "Frame", "A named frame round the chosen steps", "G"),
            Self::AddNote => about("AddNote", Canvas, "Note", "A note on the canvas for other authors", "M"),
            Self::AlignLeft => about("AlignLeft", Canvas, "Align left", "Chosen steps under one another", "Alt+Shift+Left"),
            Self::AlignTop => about("AlignTop", Canvas, "Align tops", "Chosen steps beside one another", "Alt+Shift+Up"),
            Self::SpreadAcross => {
                about("SpreadAcross", Canvas, "Spread across", "Even gaps from left to right", "Alt+Shift+Right")
            }
            Self::SpreadDown => about("SpreadDown", Canvas, "Spread down", "Even gaps from top to bottom", "Alt+Shift+Down"),
            Self::Fit => about("Fit", Canvas, "Fit", "The whole tree in view", "F"),
            Self::ToStart => about("ToStart", Canvas, "To the start", "Life size, at the first step", "Home"),
            Self::ZoomIn => about("ZoomIn", Canvas, "Zoom in", "About the middle", "Plus"),
            Self::ZoomOut => about("ZoomOut", Canvas, "Zoom out", "About the middle", "Minus"),
            Self::LifeSize => about("LifeSize", Canvas, "Life size", "100%", "0"),
            Self::NextProblem => about("NextProblem", Tree, "Next problem", "Goes where it is", "P"),
            Self::PreviousProblem => about("PreviousProblem", Tree, "Previous problem", "Goes where it is", "Shift+P"),
            Self::Fix => about("Fix", Tree, "Fix", "Mends the problem in view, or offers better words", "Ctrl+."),
            _ => None,
        }
    }
}
