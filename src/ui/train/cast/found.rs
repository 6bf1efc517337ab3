//! What is wrong with a customer, with the place on the screen where it is put right.

use super::{
    form::at,
    state::{Mistyped, OnTree, Page},
};
use crate::{
    check::Level,
    drill::{AnswerName, Manner, PersonaFinding},
    tree::StepId,
};
use egui::Id;

/// A finding and where on the screen it belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What leads to it within the customer: the field first.
    pub path: Vec<String>,
    /// What is wrong.
    pub finding: PersonaFinding,
}

impl From<PersonaFinding> for Found {
    fn from(finding: PersonaFinding) -> Self {
        Self { path: finding.path.clone(), finding }
    }
}

impl Found {
    /// A figure that cannot be read, as it is typed.
    #[must_use]
    pub fn mistyped(mistyped: &Mistyped) -> Self {
        let message = if mistyped.text.trim().is_empty() {
            format!("nothing stands in “{}”", mistyped.name)
        } else {
            format!("“{}” in “{}” cannot be read", mistyped.text, mistyped.name)
        };
        let finding = PersonaFinding {
            rule: "figure",
            level: Level::Error,
            file: String::new(),
            line: 1,
            column: 1,
            message,
            help: mistyped.help.clone(),
            path: mistyped.path.clone(),
        };
        Self { path: mistyped.path.clone(), finding }
    }

    /// A name that another customer has.
    #[must_use]
    pub fn same_name(name: &str) -> Self {
        let finding = PersonaFinding {
            rule: "same-name",
            level: Level::Warning,
            file: String::new(),
            line: 1,
            column: 1,
            message: format!("there is a customer called {name} already"),
            help: "another name tells them apart in every list".to_owned(),
            path: vec!["name".to_owned()],
        };
        Self { path: finding.path.clone(), finding }
    }

    /// The field of the customer; empty for the whole.
    #[must_use]
    pub fn field(&self) -> &str {
        self.path.first().map_or("", String::as_str)
    }

    fn part(&self, at: usize) -> &str {
        self.path.get(at).map_or("", String::as_str)
    }

    /// The page its field is on.
    #[must_use]
    pub fn page(&self) -> Page {
        match self.field() {
            "opens" | "strong" | "says" | "asides" | "leaving" => Page::Says,
            "replies" => Page::Replies,
            "answers" | "ways" | "opens_elsewhere" => Page::OnTree,
            "facts" | "tells" | "finds" | "hidden" => Page::Facts,
            "reacts" | "floor" => Page::Moves,
            _ => Page::Who,
        }
    }

    /// The widget that has it, or the one with which it is put right.
    #[must_use]
    pub fn widget(&self) -> Id {
        match self.field() {
            // What has no field of its own is put right at the name.
            "" | "id" | "format" => at(&["name"]),
            _ => at(&self.path),
        }
    }

    /// The kind of answer that has to be shown for it.
    #[must_use]
    pub fn manner(&self) -> Option<Manner> {
        let is_it = |manner: &Manner| self.field() == "replies" && format!("{manner:?}") == self.part(1);
        super::manners::MANNERS.iter().map(|(manner, _)| *manner).find(is_it)
    }

    /// The tree and step that have to be shown for it.
    #[must_use]
    pub fn on_tree(&self) -> Option<OnTree> {
        match self.field() {
            "ways" | "answers" => {
                let name = AnswerName::read(self.part(1))?;
                Some(OnTree { tree: name.tree.to_owned(), step: StepId::new(name.step).ok() })
            }
            "opens_elsewhere" => Some(OnTree { tree: self.part(1).to_owned(), step: None }),
            _ => None,
        }
    }

    /// The name of the step or answer that is not there, where it is about one.
    #[must_use]
    pub fn gone(&self) -> Option<&str> {
        matches!(self.finding.rule, "no-such-step" | "no-such-answer" | "way").then(|| self.part(1))
    }

    /// The field in words.
    #[must_use]
    pub fn field_in_words(&self) -> &'static str {
        match self.field() {
            "name" | "id" => "Name",
            "called" => "Called on screen",
            "heat" => "Heat at the start",
            "patience" => "Patience",
            "leaves" => "How they leave",
            "leaving" => "Last words",
            "wants" => "What they want",
            "trains" => "What they train",
            "trees" => "At home in",
            "notice" => "Said before they are met",
            "protocol" => "Protocol",
            "opens" => "Openings",
            "strong" => "Stronger openings",
            "says" => "Lines by heat",
            "replies" => "How they answer",
            "answers" => "Answers on a tree",
            "opens_elsewhere" => "Openings on a tree",
            "asides" => "Heard beside their words",
            "facts" => "What they know and tell",
            "tells" => "In their own words",
            "finds" => "On the agent’s screen",
            "hidden" => "Hidden facts",
            "ways" => "Their case",
            "reacts" => "Moves and heat",
            "floor" => "Floor of heat",
            _ => "Customer",
        }
    }
}
