//! What changes in the editor of customers; the disk is asked here alone.

use super::{
    command::CastCommand,
    found::Found,
    state::{Asking, Casting, Next, OnTree, Page},
};
use crate::{
    drill::{AnswerName, Level},
    library::{PersonaEntry, cast, delete_persona, personas, read_text, save_persona, save_persona_text},
    tree::StepId,
    ui::{
        Told,
        state::{Effect, Place, State},
        train::{
            command::Wanted,
            hall::Tab,
            state::{Before, Scene},
        },
    },
};
use egui::Id;
use std::sync::Arc;

impl State {
    /// Does what a command of the editor says.
    pub(in crate::ui::train) fn apply_to_cast(&mut self, command: CastCommand) {
        match command {
            CastCommand::New => return self.leave_for(Next::New),
            CastCommand::Open(id) => return self.leave_for(Next::Open(id)),
            _ => {}
        }
        let now = self.clock_seconds;
        let Some(casting) = &mut self.training.cast else { return };
        match command {
            CastCommand::Edit(field, persona) => casting.edit(field, *persona, now),
            CastCommand::EditText(text) => casting.edit_text(text),
            CastCommand::Undo => casting.undo(),
            CastCommand::Redo => casting.redo(),
            CastCommand::ShowPage(page) => casting.page = page,
            CastCommand::ShowManner(manner) => casting.manner = manner,
            CastCommand::ShowOnTree(place) => casting.on_tree = Some(place),
            CastCommand::Delete => self.ask_in_cast(Asking::Delete),
            CastCommand::Shipped => self.ask_in_cast(Asking::Shipped),
            CastCommand::NextFound => {
                let next = casting.found_at.map_or(0, |at| at + 1) % casting.found.len().max(1);
                self.show_found(next);
            }
            CastCommand::ShowFound(at) => self.show_found(at),
            CastCommand::EarlierCustomer => self.walk_cast(-1),
            CastCommand::LaterCustomer => self.walk_cast(1),
            CastCommand::Leave => self.leave_for(Next::Hall),
            CastCommand::Duplicate => self.leave_for(Next::Duplicate),
            CastCommand::Save => {
                self.save_cast(false);
            }
            CastCommand::Try => self.try_cast(),
            CastCommand::No => casting.asked = None,
            CastCommand::Yes => self.answered_yes(),
            CastCommand::Other => self.answered_otherwise(),
            CastCommand::New | CastCommand::Open(_) => {}
        }
    }

    fn ask_in_cast(&mut self, asking: Asking) {
        if let Some(casting) = &mut self.training.cast {
            casting.asked = Some(asking);
            self.effects.push(Effect::Unfocus);
        }
    }

    /// Goes somewhere else, at once where nothing would be lost.
    fn leave_for(&mut self, next: Next) {
        match &self.training.cast {
            Some(casting) if casting.is_changed() => self.ask_in_cast(Asking::Leave(next)),
            _ => self.go_from_cast(next),
        }
    }

    fn go_from_cast(&mut self, next: Next) {
        let all = personas(&self.setup.folders);
        let before = self.training.cast.take();
        let page = before.as_ref().map_or(Page::default(), |casting| casting.page);
        self.training.cast = match next {
            Next::Hall => None,
            Next::New => Some(Box::new(Casting::fresh(all))),
            Next::Duplicate => before.map(|casting| Box::new(Casting::duplicate(all, &casting.persona))),
            Next::Open(id) => {
                let opened = Casting::open(all, &id).map(Box::new);
                if opened.is_none() {
                    self.training.message = Some(Told::trouble(format!("There is no customer “{id}” here any more.")));
                }
                opened
            }
        };
        let trees = self.library.as_ref().map(|library| library.trees());
        if let Some(casting) = &mut self.training.cast {
            casting.hold_against(trees);
            casting.page = page;
            self.training.scene = Scene::Hall;
        }
        self.training.personas = cast(&self.setup.folders);
        self.effects.push(Effect::Unfocus);
    }

    /// Up and Down in the list.
    fn walk_cast(&mut self, by: isize) {
        let Some(casting) = &self.training.cast else { return };
        let at = casting.all.iter().position(|entry| entry.id == casting.persona.id && !casting.is_new);
        let next = match at {
            None => Some(0),
            Some(at) => at.checked_add_signed(by),
        };
        let id = next.and_then(|next| casting.all.get(next)).map(|entry| entry.id.clone());
        if let Some(id) = id {
            self.leave_for(Next::Open(id));
        }
    }

    fn show_found(&mut self, at: usize) {
        let Some(casting) = &mut self.training.cast else { return };
        let Some(found) = casting.found.get(at).cloned() else { return };
        (casting.page, casting.found_at) = (found.page(), Some(at));
        let (field, manner) = field_of(casting, &found);
        casting.manner = manner.unwrap_or(casting.manner);
        if let Some(name) = found.words.as_deref().and_then(AnswerName::read).filter(|_| casting.page == Page::OnTree) {
            casting.on_tree = Some(OnTree { tree: name.tree.to_owned(), step: StepId::new(name.step).ok() });
        }
        self.effects.push(Effect::FocusId(field));
    }

    /// Saves; gives whether it was. Nothing goes over what somebody else wrote meanwhile, unless that was asked.
    fn save_cast(&mut self, over: bool) -> bool {
        let folders = self.setup.folders.clone();
        let Some(casting) = &mut self.training.cast else { return false };
        casting.said = None;
        let id = casting.persona.id.clone();
        let path = folders.personas().join(format!("{id}.ron"));
        let there = path.exists().then(|| read_text(&path).unwrap_or_default());
        if !over && there != casting.disk {
            self.ask_in_cast(Asking::Outside);
            return false;
        }
        let errors = casting.errors();
        let saved = match &casting.broken {
            Some(broken) => save_persona_text(&folders, &id, &broken.text),
            None if errors > 0 => {
                let them = if errors == 1 { "One problem stands".to_owned() } else { format!("{errors} problems stand") };
                Err(format!("{them} in the way of a drill with {}. See Problems.", casting.persona.called))
            }
            None => save_persona(&folders, &casting.persona).map_err(|error| error.to_string()),
        };
        match saved {
            Ok(path) => {
                let was_broken = casting.broken.is_some();
                let all = personas(&folders);
                if was_broken && let Some(again) = Casting::open(all.clone(), &id) {
                    **casting = again;
                }
                casting.disk = read_text(&path).ok();
                casting.kept = casting.persona.clone();
                (casting.all, casting.is_new, casting.asked) = (all, false, None);
                casting.said = Some(format!("Saved in {}", path.display()));
                self.training.personas = cast(&folders);
                true
            }
            Err(error) => {
                casting.said = Some(format!("Not saved. {error}"));
                casting.asked = None;
                false
            }
        }
    }

    fn answered_yes(&mut self) {
        let Some(casting) = &mut self.training.cast else { return };
        let Some(asked) = casting.asked.take() else { return };
        let id = casting.persona.id.clone();
        match asked {
            Asking::Leave(next) => self.go_from_cast(next),
            Asking::Outside => {
                self.save_cast(true);
            }
            Asking::Delete | Asking::Shipped => match delete_persona(&self.setup.folders, &id) {
                Ok(()) => {
                    let is_back = casting.is_shipped;
                    self.go_from_cast(if is_back { Next::Open(id) } else { Next::Hall });
                    let said = if is_back { "The shipped customer is back." } else { "The customer is deleted." };
                    match &mut self.training.cast {
                        Some(casting) => casting.said = Some(said.to_owned()),
                        None => self.training.message = Some(Told::done(said)),
                    }
                }
                Err(error) => casting.said = Some(format!("Nothing was deleted: {error}")),
            },
        }
    }

    /// The gentler way: saves before leaving, or takes what somebody else wrote.
    fn answered_otherwise(&mut self) {
        let Some(casting) = &mut self.training.cast else { return };
        let id = casting.persona.id.clone();
        match casting.asked.take() {
            Some(Asking::Leave(next)) => {
                if self.save_cast(false) {
                    self.go_from_cast(next);
                }
            }
            Some(Asking::Outside) => self.go_from_cast(Next::Open(id)),
            other => casting.asked = other,
        }
    }

    /// A drill with the customer as they are now, saved or not.
    fn try_cast(&mut self) {
        let Some(casting) = &mut self.training.cast else { return };
        if casting.errors() > 0 {
            casting.said = Some("Put the problems right first; then they can be played with.".to_owned());
            return;
        }
        let trees = self.library.as_ref().map(|library| library.trees());
        let is_there = |id: &&String| trees.as_ref().is_some_and(|trees| trees.tree(id).is_some());
        let Some(tree) = casting.persona.trees.iter().find(is_there).cloned() else {
            casting.said = Some("Choose a tree where they are at home, to be tried on.".to_owned());
            return;
        };
        let persona = Arc::new(casting.persona.clone());
        casting.tried = Some(Arc::clone(&persona));
        let wanted = Wanted { tree, persona: persona.id.clone(), level: Level::Shown, ..Wanted::default() };
        if persona.notice.is_some() {
            self.training.scene = Scene::Before(Box::new(Before { wanted, persona }));
            self.effects.push(Effect::Unfocus);
        } else {
            self.start_drill(&wanted);
        }
    }

    /// Esc: out of a field, then of what is asked, then of the editor.
    pub(in crate::ui::train) fn close_in_cast(&mut self) {
        let types = self.types_in_author;
        let Some(casting) = &mut self.training.cast else { return };
        if casting.asked.take().is_none() && !types {
            self.leave_for(Next::Hall);
        }
    }

    /// Whether the window stays when it is to be closed: what is not saved is asked about, once.
    pub(in crate::ui) fn holds_the_window(&mut self) -> bool {
        let holds = self.training.cast.as_ref().is_some_and(|casting| casting.is_changed() && casting.asked.is_none());
        if holds {
            (self.place, self.overlay, self.training.scene) = (Place::Train, None, Scene::Hall);
            self.ask_in_cast(Asking::Leave(Next::Hall));
        }
        holds
    }

    /// Why a command of the editor does nothing now.
    pub(in crate::ui::train) fn why_not_cast(&self, command: &CastCommand) -> Option<&'static str> {
        let only = |holds: bool, why: &'static str| if holds { None } else { Some(why) };
        let in_hall = self.place == Place::Train && matches!(self.training.scene, Scene::Hall);
        let Some(casting) = self.training.cast.as_ref().filter(|_| in_hall) else {
            let hall = &self.training.hall;
            let opens = match command {
                CastCommand::Open(_) => in_hall,
                CastCommand::New => in_hall && hall.tab == Tab::Choose && !hall.shows_yours,
                _ => false,
            };
            return only(opens, "only while a customer is written");
        };
        if casting.asked.is_some() {
            return Some("something is asked first");
        }
        let is_own = |entry: &PersonaEntry| entry.id == casting.persona.id && entry.path.is_some();
        match command {
            CastCommand::Undo => only(casting.can_undo(), "nothing to undo"),
            CastCommand::Redo => only(casting.can_redo(), "nothing to do again"),
            CastCommand::Save => only(casting.is_changed(), "nothing was changed"),
            CastCommand::Try | CastCommand::Duplicate => only(casting.broken.is_none(), "the file cannot be read"),
            CastCommand::NextFound => only(!casting.found.is_empty(), "nothing is wrong"),
            CastCommand::Delete => {
                only(casting.all.iter().any(is_own) && !casting.is_shipped, "only a customer of the site’s own can be deleted")
            }
            CastCommand::Shipped => only(casting.all.iter().any(is_own) && casting.is_shipped, "it is the shipped one"),
            _ => None,
        }
    }
}

/// The field a finding is about, with the manner whose lines have to be shown for it.
fn field_of(casting: &Casting, found: &Found) -> (Id, Option<crate::drill::Manner>) {
    let own = (super::form::field(&found.field), None);
    let Some(words) = &found.words else { return own };
    let persona = &casting.persona;
    let at = |lines: &[String]| lines.iter().position(|line| line == words);
    let plain = [("opens", &persona.opens), ("strong", &persona.strong), ("leaving", &persona.leaving)];
    let says = [("says hot", &persona.says.hot), ("says warm", &persona.says.warm), ("says cool", &persona.says.cool)];
    for (list, lines) in plain.into_iter().chain(says) {
        if let Some(at) = at(lines) {
            return (super::form::line_field(list, at), None);
        }
    }
    for (manner, by_heat) in &persona.replies {
        for (band, lines) in [("hot", &by_heat.hot), ("warm", &by_heat.warm), ("cool", &by_heat.cool)] {
            if let Some(at) = at(lines) {
                return (super::form::line_field(&format!("{manner:?} {band}"), at), Some(*manner));
            }
        }
    }
    own
}
