//! What the supervisor's desk can be asked for, and what a trainee does with the sheet of an exam.

use super::state::NewWork;
use crate::ui::{
    command::{About, Command, Group},
    train::command::TrainCommand,
};

/// One thing the desk asks for.
#[derive(Clone, Debug, PartialEq)]
#[expect(missing_docs, reason = "`about` says what each listed one does")]
pub enum TeamCommand {
    Assign,
    Save,
    TakeBack,
    TakeBackTrack,
    ChangeWork,
    LookAfter,
    // The trainee's side, from the debrief of an exam.
    SeeSheet,
    Send,
    Withdraw,
    // With something in hand: never listed.
    /// Work as it is written.
    EditWork(Box<NewWork>),
    /// What is written is left.
    Cancel,
    /// The supervisor's own points for a part of an exam; nothing stands for the automatic ones.
    Score {
        exam: String,
        part: String,
        points: Option<f32>,
    },
    /// Points that cannot be read as they are typed.
    Mistype {
        exam: String,
        part: String,
        text: String,
    },
    /// What is said to a disputed point.
    AnswerDispute {
        exam: String,
        part: String,
        words: String,
    },
    /// A word to the trainee with the score.
    ScoreWords {
        exam: String,
        words: String,
    },
}

impl From<TeamCommand> for Command {
    fn from(command: TeamCommand) -> Self {
        Self::Train(TrainCommand::Team(command))
    }
}

impl TeamCommand {
    pub(in crate::ui::train) fn about(&self) -> Option<About> {
        use Group::{Debrief, Team};
        let about = |name, group, text, help, key| Some(About { name, group, text, help, key });
        match self {
            Self::Assign => about("AssignWork", Team, "Assign work", "A drill or a whole track, by a day", "A"),
            Self::Save => about("SaveTeam", Team, "Save", "The work as written, or your score of the exam", "Ctrl+S"),
            Self::TakeBack => about("TakeBackWork", Team, "Take back", "Assigned work; pressed twice", "Delete"),
            Self::TakeBackTrack => about(
                "TakeBackTrack",
                Team,
                "Take the track back",
                "All that was assigned with it; pressed twice",
                "Shift+Delete",
            ),
            Self::ChangeWork => about("ChangeWork", Team, "Change", "The assigned work that is chosen", "E"),
            Self::LookAfter => about(
                "LookAfterTeam",
                Team,
                "I look after a team",
                "Shows the whole desk, or only what is yours; also in Settings",
                "Ctrl+Shift+L",
            ),
            Self::SeeSheet => about("SeeSheet", Debrief, "Sheet for your supervisor", "To see, send, or take back", "S"),
            Self::Send => about("SendSheet", Debrief, "Send the sheet", "Once you have seen it", "Ctrl+Enter"),
            Self::Withdraw => {
                about("WithdrawSheet", Debrief, "Withdraw the sheet", "It is deleted from the team's folder", "Delete")
            }
            _ => None,
        }
    }
}
