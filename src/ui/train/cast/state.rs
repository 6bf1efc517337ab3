//! The customer that is written: as they are, as they were, what is wrong with them, what is asked.

pub use super::page::Page;

use super::found::Found;
use crate::{
    call::Trees,
    drill::{Manner, Persona, check_case, check_persona, read_persona},
    edit::fresh_name,
    library::{PersonaDraft, PersonaEntry, read_persona_named},
    tree::{StepId, plainly},
    ui::told::Told,
};
use egui::Id;
use std::{collections::BTreeSet, sync::Arc};

/// Typing in one field within this time is one step to undo, in seconds.
const TOGETHER: f64 = 1.5;
/// So many steps can be undone.
const MOST_STEPS: usize = 200;
/// The name of the draft of what was never saved; no customer is called so.
pub(super) const NEW: &str = "_new";
/// What a new customer begins from: a call that can be played, and five moves that they see in their own way.
const TEMPLATE: &str = include_str!("../../../../assets/drill/new_customer.ron");

/// The tree and the step whose answers are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnTree {
    /// The tree's name.
    pub tree: String,
    /// The step; the first one with something of theirs where none was chosen.
    pub step: Option<StepId>,
}

/// Something that is asked before it is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// There are changes that were not saved; where to go afterwards.
    Leave(Next),
    /// The site's own customer is to be deleted.
    Delete,
    /// The shipped customer is to come back.
    Shipped,
    /// The file was changed by somebody else since it was read.
    Outside,
}

/// Where to go once a customer is left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Back to the hall.
    Hall,
    /// To another customer.
    Open(String),
    /// To a new one.
    New,
    /// To one like this.
    Duplicate,
}

/// A file that cannot be read, shown as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// The text as it is typed.
    pub text: String,
    /// What is wrong with it, with file, line and column; nothing once it can be read.
    pub trouble: Option<String>,
    /// The line it is about, from 1.
    pub line: usize,
}

/// A figure that cannot be read, as it stands in its field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistyped {
    /// What leads to it within the customer.
    pub path: Vec<String>,
    /// The field's name.
    pub name: String,
    /// What is typed.
    pub text: String,
    /// What can be read there.
    pub help: String,
}

/// The customer in hand, with the list of all.
pub struct Casting {
    /// All customers, by name.
    pub all: Vec<PersonaEntry>,
    /// The customer as they are now.
    pub persona: Persona,
    /// As they were when they were opened or saved last.
    pub kept: Persona,
    /// The site's own file as it was read; nothing where there is none.
    pub disk: Option<String>,
    /// Nobody of this name is there yet.
    pub is_new: bool,
    /// A customer of this name comes with the program.
    pub is_shipped: bool,
    /// The file cannot be read: its text is in hand instead.
    pub broken: Option<Broken>,
    /// The page that is shown.
    pub page: Page,
    /// The manner whose lines are shown.
    pub manner: Manner,
    /// The tree and step that are shown; nothing before one was chosen.
    pub on_tree: Option<OnTree>,
    /// What is wrong.
    pub found: Vec<Found>,
    /// The problem that was gone to last.
    pub found_at: Option<usize>,
    /// What is asked.
    pub asked: Option<Asking>,
    /// What the last thing said.
    pub said: Option<Told>,
    /// The customer who is being tried.
    pub tried: Option<Arc<Persona>>,
    /// Figures that cannot be read, as they are typed.
    pub mistyped: Vec<Mistyped>,
    /// The name of the draft that keeps what is not saved.
    pub draft: String,
    /// The names of all drafts that wait.
    pub drafts: BTreeSet<String>,
    /// What is in hand was taken up from a draft.
    pub is_taken_up: bool,
    /// Since when something is not in the draft, in seconds of the window's clock.
    pub unkept: Option<f64>,
    /// Counts the customers that were opened, so that each is shown from its top.
    pub number: u32,
    trees: Option<Trees>,
    past: Vec<Persona>,
    future: Vec<Persona>,
    last: Option<(Id, f64)>,
}

impl Casting {
    /// The customer of that name, out of the list.
    #[must_use]
    pub fn open(all: Vec<PersonaEntry>, id: &str) -> Option<Self> {
        let entry = all.iter().find(|entry| entry.id == id)?.clone();
        let disk = entry.path.is_some().then(|| entry.text.to_string());
        let broken = entry.trouble.clone().map(|trouble| Broken {
            line: read_persona(&entry.file(), &entry.text).err().map_or(1, |finding| finding.line),
            text: entry.text.to_string(),
            trouble: Some(trouble),
        });
        let persona = match &entry.persona {
            Some(persona) => (**persona).clone(),
            // Nobody stands in for it: it goes by the name of its file.
            None => Persona { id: id.to_owned(), name: id.to_owned(), called: id.to_owned(), ..template() },
        };
        let mut casting = Self::of(all, persona, id.to_owned());
        (casting.disk, casting.is_shipped, casting.broken, casting.is_new) = (disk, entry.is_shipped, broken, false);
        casting.check();
        Some(casting)
    }

    /// A new customer, from the template.
    #[must_use]
    pub fn fresh(all: Vec<PersonaEntry>) -> Self {
        let mut casting = Self::of(all, template(), NEW.to_owned());
        casting.rename();
        casting.kept = casting.persona.clone();
        casting.check();
        casting
    }

    /// A customer like this one, under another name; it is not saved yet.
    #[must_use]
    pub fn duplicate(all: Vec<PersonaEntry>, of: &Persona) -> Self {
        let draft = format!("{NEW}-like-{}", of.id);
        let mut casting = Self::of(all, Persona { code: String::new(), ..of.clone() }, draft);
        casting.rename();
        casting.kept = casting.persona.clone();
        casting.check();
        casting
    }

    fn of(all: Vec<PersonaEntry>, persona: Persona, draft: String) -> Self {
        Self {
            all,
            kept: persona.clone(),
            persona,
            disk: None,
            is_new: true,
            is_shipped: false,
            broken: None,
            page: Page::default(),
            manner: Manner::Settles,
            on_tree: None,
            found: Vec::new(),
            found_at: None,
            asked: None,
            said: None,
            tried: None,
            mistyped: Vec::new(),
            draft,
            drafts: BTreeSet::new(),
            is_taken_up: false,
            unkept: None,
            number: 0,
            trees: None,
            past: Vec::new(),
            future: Vec::new(),
            last: None,
        }
    }

    /// Takes up what was left: it stands as it stood when the program ended.
    pub fn take_up(&mut self, draft: &PersonaDraft) {
        match read_persona(&self.file(), &draft.text) {
            Ok(persona) if self.broken.is_none() => self.persona = persona,
            _ if self.broken.is_some() => self.edit_text(draft.text.clone()),
            _ => return,
        }
        self.is_taken_up = self.is_changed();
        if !self.is_new && self.is_taken_up {
            // What was saved by somebody else meanwhile is noticed when this is saved.
            self.disk.clone_from(&draft.base);
        }
        self.rename();
        self.check();
    }

    /// The text that a draft keeps.
    #[must_use]
    pub fn text(&self) -> String {
        self.broken.as_ref().map_or_else(|| plainly(&self.persona), |broken| broken.text.clone())
    }

    /// As it was before anything was changed; this can be undone.
    pub fn as_it_was(&mut self) {
        match &mut self.broken {
            Some(_) => self.edit_text(self.disk.clone().unwrap_or_default()),
            None => self.edit(Id::unique("as it was"), self.kept.clone(), f64::INFINITY),
        }
        self.mistyped.clear();
        self.is_taken_up = false;
        self.check();
    }

    /// A new customer's file is called after them until it is saved.
    fn rename(&mut self) {
        if self.is_new {
            let taken = |id: &str| self.all.iter().any(|entry| entry.id == id);
            self.persona.id = fresh_name(&self.persona.name, "customer", taken);
        }
    }

    /// The name of the file it has, or will have.
    #[must_use]
    pub fn file(&self) -> String {
        format!("{}.ron", self.persona.id)
    }

    /// Holds what they say of certain trees against these.
    pub fn hold_against(&mut self, trees: Option<Trees>) {
        self.trees = trees;
        self.check();
    }

    fn check(&mut self) {
        let (text, file) = (plainly(&self.persona), self.file());
        let mut findings = check_persona(&file, &text);
        if let Some(trees) = &self.trees {
            findings.extend(check_case(&file, &text, &self.persona, trees));
        }
        self.found = self.mistyped.iter().map(Found::mistyped).collect();
        let is_other = |entry: &&PersonaEntry| self.is_new || entry.id != self.persona.id;
        let others = self.all.iter().filter(is_other).filter_map(|entry| entry.persona.as_ref());
        let name = self.persona.name.trim().to_lowercase();
        let same = others.map(|other| other.name.trim()).find(|other| !name.is_empty() && other.to_lowercase() == name);
        self.found.extend(same.map(Found::same_name));
        self.found.extend(findings.into_iter().map(Found::from));
        self.found_at = None;
    }

    /// Whether something was changed that is not saved.
    #[must_use]
    pub fn is_changed(&self) -> bool {
        match &self.broken {
            Some(broken) => self.disk.as_ref() != Some(&broken.text),
            None => self.persona != self.kept || !self.mistyped.is_empty(),
        }
    }

    /// Whether there is something to save: a copy is worth saving as it stands.
    #[must_use]
    pub fn is_unsaved(&self) -> bool {
        self.is_changed() || (self.is_new && self.draft != NEW)
    }

    /// How many problems stand in the way of playing with them.
    #[must_use]
    pub fn errors(&self) -> usize {
        self.found.iter().filter(|found| found.finding.level == crate::check::Level::Error).count()
    }

    /// Takes a change; typing in one field counts once.
    pub fn edit(&mut self, field: Id, persona: Persona, now: f64) {
        let goes_on = self.last.is_some_and(|(last, at)| last == field && now - at < TOGETHER);
        let before = std::mem::replace(&mut self.persona, persona);
        self.unkept.get_or_insert(now);
        if !goes_on || self.past.is_empty() {
            self.past.push(before);
            let over = self.past.len().saturating_sub(MOST_STEPS);
            self.past.drain(..over);
        }
        self.last = Some((field, now));
        self.future.clear();
        self.said = None;
        self.rename();
        self.check();
    }

    /// Whether there is something to undo.
    #[must_use]
    pub fn can_undo(&self) -> bool {
        !self.past.is_empty() && self.broken.is_none()
    }

    /// Whether there is something to do again.
    #[must_use]
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty() && self.broken.is_none()
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some(before) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.persona, before));
            self.last = None;
            self.mistyped.clear();
            self.unkept.get_or_insert(0.0);
            self.check();
        }
    }

    /// Does again what was undone.
    pub fn redo(&mut self) {
        if let Some(after) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.persona, after));
            self.last = None;
            self.unkept.get_or_insert(0.0);
            self.check();
        }
    }

    /// What is typed into a field for a figure cannot be read as one.
    pub fn mistype(&mut self, mistyped: Mistyped) {
        self.mistyped.retain(|other| other.path != mistyped.path);
        self.mistyped.push(mistyped);
        self.check();
    }

    /// It can be again.
    pub fn read_again(&mut self, path: &[String]) {
        self.mistyped.retain(|other| other.path != path);
        self.check();
    }

    /// What is typed into the text of a file that cannot be read.
    pub fn edit_text(&mut self, text: String) {
        let file = self.file();
        let id = self.persona.id.clone();
        let Some(broken) = &mut self.broken else { return };
        broken.trouble = match read_persona_named(&file, &text, &id) {
            Ok(_) => None,
            Err(finding) => {
                broken.line = finding.line;
                Some(finding.in_words())
            }
        };
        broken.text = text;
        self.unkept.get_or_insert(0.0);
        self.said = None;
    }
}

/// What a new customer begins from.
fn template() -> Persona {
    read_persona("new_customer.ron", TEMPLATE).expect("the template is part of the program, and a test reads it")
}
