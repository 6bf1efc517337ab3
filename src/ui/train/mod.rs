//! Train: calls rehearsed against a customer who reacts, and talked over; examples to watch, and a warm-up.

mod apply;
mod apply_drill;
mod apply_hall;
mod before;
mod cast;
mod command;
mod curve;
mod debrief;
mod figure;
mod hall;
mod keeping;
mod keys;
mod reading;
mod sitting;
mod sitting_view;
mod speaking;
mod stage;
mod state;
mod team;
mod voice;
mod warm_up;
mod warm_up_done;
mod watching;

pub use cast::{Asking, Broken, CastCommand, Casting, DraftFolder, Found, Mistyped, Next, OnTree, Page};
pub use command::{TrainCommand, Wanted};
pub use debrief::{BetterLine, Debriefing, Scored, WhatsNext};
pub use hall::{Hall, Logbook, ScoredExam, Tab, Yours};
pub use keeping::{Keepers, Unfinished};
pub use reading::Reading;
pub use sitting::{At, Sitting};
pub use state::{Aloud, Asked, Before, Playing, Scene, Stage, Training};
pub use team::{Back, Handing, NewWork, Row, Team, TeamCommand};
pub use voice::Voice;
pub use warm_up::WarmUp;
pub use watching::Watching;

pub(super) use keys::{is_call, letter, letters, meant};

use super::view::View;
use egui::Ui;
use stage::Shown;

/// The place where calls are rehearsed.
pub(super) fn train_view(ui: &mut Ui, view: &View) {
    let scene = &view.state.training.scene;
    match scene {
        Scene::Hall => match &view.state.training.cast {
            Some(casting) => cast::cast_view(ui, view, casting),
            None => hall::hall_view(ui, view),
        },
        Scene::Before(before) => before::before_view(ui, view, before),
        Scene::Debrief(debriefing) => match &view.state.training.handing {
            Some(handing) => team::handing_view(ui, view, handing),
            None => debrief::debrief_view(ui, view, debriefing),
        },
        Scene::Sitting(sitting) => sitting_view::sitting_view(ui, view, sitting),
        Scene::WarmUp(warm_up) if warm_up.stage.is_none() => warm_up_done::warm_up_done(ui, view, warm_up),
        Scene::Drill(_) | Scene::Watch(_) | Scene::WarmUp(_) => {
            if let Some(shown) = Shown::of(scene) {
                stage::stage_view(ui, view, &shown);
            }
        }
    }
}
