//! What changes in the editor of customers; the disk is asked here alone.

use super::{
    command::CastCommand,
    form::at,
    state::{Asking, Casting, Next, Page},
};
use crate::{
    drill::Level,
    library::{delete_persona, personas, read_text, save_persona, save_persona_text},
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
            CastCommand::Mistype(mistyped) => casting.mistype(*mistyped),
            CastCommand::ReadAgain(path) => casting.read_again(&path),
            CastCommand::ShowPage(page) => self.show_page(page),
            CastCommand::EarlierPage => self.turn_page(-1),
            CastCommand::LaterPage => self.turn_page(1),
            CastCommand::AsItWas => {
                casting.as_it_was();
                self.drop_customer_draft();
            }
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
            CastCommand::Later => self.leave_it_for_later(),
            CastCommand::Other => self.answered_otherwise(),
            CastCommand::New | CastCommand::Open(_) => {}
        }
    }

    /// The focus stays on the page: at its name, so that the next Tab is its first field.
    fn show_page(&mut self, page: Page) {
        if let Some(casting) = &mut self.training.cast {
            casting.page = page;
            self.effects.push(Effect::FocusId(super::form::tab(page)));
        }
    }

    fn turn_page(&mut self, by: isize) {
        if let Some(page) = self.training.cast.as_ref().map(|casting| casting.page.further(by)) {
            self.show_page(page);
        }
    }

    /// Reads the customers again, and which of the files cannot be read.
    pub(in crate::ui::train) fn read_customers(&mut self) {
        let all = personas(&self.setup.folders);
        self.training.unread = all.iter().filter_map(|entry| Some((entry.id.clone(), entry.trouble.clone()?))).collect();
        self.training.personas = all.into_iter().filter_map(|entry| entry.persona).collect();
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
        self.training.message = None;
        let all = personas(&self.setup.folders);
        let before = self.training.cast.take();
        let page = before.as_ref().map_or(Page::default(), |casting| casting.page);
        let is_new = matches!(next, Next::New | Next::Duplicate);
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
        self.effects.push(Effect::Unfocus);
        if let Some(mut casting) = self.training.cast.take() {
            casting.hold_against(self.library.as_ref().map(|library| library.trees()));
            self.take_up_draft(&mut casting);
            self.training.opened += 1;
            casting.number = self.training.opened;
            casting.page = if is_new { Page::Who } else { page };
            if is_new {
                let (field, letters) = (at(&["name"]), casting.persona.name.chars().count());
                // The template's name gives way to the first letter; one that was written stays.
                let end = Effect::FocusAtEnd(field, letters);
                self.effects.push(if casting.is_taken_up { end } else { Effect::FocusOn(field, 0..letters) });
            }
            if casting.broken.is_some() {
                self.effects.push(Effect::FocusId(at(&["text of the file"])));
            }
            self.training.cast = Some(casting);
            self.training.scene = Scene::Hall;
        }
        self.read_customers();
    }

    /// The draft waits, and the customer stays as they were.
    fn leave_it_for_later(&mut self) {
        self.keep_customer_now();
        let asked = self.training.cast.as_mut().and_then(|casting| casting.asked.take());
        if let Some(Asking::Leave(next)) = asked {
            self.go_from_cast(next);
        }
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
        casting.manner = found.manner().unwrap_or(casting.manner);
        if let Some(place) = found.on_tree() {
            casting.on_tree = Some(place);
        }
        self.effects.push(Effect::FocusId(found.widget()));
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
                Err(format!(
                    "{them} in the way of a drill with {}; the list of problems leads there. What you wrote is kept as a draft.",
                    casting.persona.called
                ))
            }
            None => save_persona(&folders, &casting.persona).map_err(|error| error.to_string()),
        };
        match saved {
            Ok(path) => {
                let was_broken = casting.broken.is_some();
                let all = personas(&folders);
                if was_broken && let Some(again) = Casting::open(all.clone(), &id) {
                    let (number, drafts) = (casting.number, std::mem::take(&mut casting.drafts));
                    **casting = again;
                    (casting.number, casting.drafts) = (number, drafts);
                }
                casting.disk = read_text(&path).ok();
                casting.kept = casting.persona.clone();
                self.drop_customer_draft();
                let Some(casting) = &mut self.training.cast else { return true };
                (casting.all, casting.is_new, casting.asked) = (all, false, None);
                casting.draft.clone_from(&id);
                casting.said = Some(Told::done("Saved. Everybody who opens this library of trees can meet them now."));
                casting.hold_against(self.library.as_ref().map(|library| library.trees()));
                self.read_customers();
                true
            }
            Err(error) => {
                casting.said = Some(Told::trouble(format!("Not saved. {error}")));
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
            Asking::Leave(next) => {
                self.drop_customer_draft();
                self.go_from_cast(next);
            }
            Asking::Outside => {
                self.save_cast(true);
            }
            Asking::Delete | Asking::Shipped => match delete_persona(&self.setup.folders, &id) {
                Ok(()) => {
                    let is_back = casting.is_shipped;
                    self.drop_customer_draft();
                    self.go_from_cast(if is_back { Next::Open(id) } else { Next::Hall });
                    let said = if is_back { "The shipped customer is back." } else { "The customer is deleted." };
                    match &mut self.training.cast {
                        Some(casting) => casting.said = Some(Told::done(said)),
                        None => self.training.message = Some(Told::done(said)),
                    }
                }
                Err(error) => casting.said = Some(Told::trouble(format!("Nothing was deleted: {error}"))),
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
            Some(Asking::Outside) => {
                self.drop_customer_draft();
                self.go_from_cast(Next::Open(id));
            }
            other => casting.asked = other,
        }
    }

    /// A drill with the customer as they are now, saved or not.
    fn try_cast(&mut self) {
        let Some(casting) = &mut self.training.cast else { return };
        if casting.errors() > 0 {
            casting.said = Some(Told::trouble("Put the problems right first; then they can be played with."));
            return;
        }
        let trees = self.library.as_ref().map(|library| library.trees());
        let is_there = |id: &&String| trees.as_ref().is_some_and(|trees| trees.tree(id).is_some());
        let Some(tree) = casting.persona.trees.iter().find(is_there).cloned() else {
            casting.said = Some(Told::trouble("Choose a tree where they are at home, to be tried on."));
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
        let is_own = casting.all.iter().any(|entry| entry.id == casting.persona.id && entry.path.is_some()) && !casting.is_new;
        match command {
            CastCommand::Undo => only(casting.can_undo(), "nothing to undo"),
            CastCommand::Redo => only(casting.can_redo(), "nothing to do again"),
            CastCommand::Save => only(casting.is_unsaved(), "nothing was changed"),
            CastCommand::Try | CastCommand::Duplicate => only(casting.broken.is_none(), "the file cannot be read"),
            CastCommand::NextFound => only(!casting.found.is_empty(), "nothing is wrong"),
            CastCommand::Delete => only(is_own && !casting.is_shipped, "only a customer of the site’s own can be deleted"),
            CastCommand::Shipped => only(is_own && casting.is_shipped, "it is the shipped one"),
            _ => None,
        }
    }
}
