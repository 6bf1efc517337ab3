//! What every part of the inspector is given: the tree, whether it may be changed, and the ways to change it.

use super::super::{
    super::{command::Command, view::View},
    command::AuthorCommand,
    state::Authoring,
};
use crate::{
    edit::{Edit, StepChange},
    exchange::fact_label,
    site::shown,
    tree::{FactKind, StepId, Target, Tree, Value, built_in_fact},
};
use std::sync::Arc;

/// The tree in the author's hand, as the inspector sees it.
pub(super) struct Hand<'a> {
    pub view: &'a View<'a>,
    pub author: &'a Authoring,
    /// Whether the tree may be changed here.
    pub writes: bool,
}

impl<'a> Hand<'a> {
    pub fn tree(&self) -> &'a Arc<Tree> {
        self.author.tree()
    }

    pub fn send(&self, command: AuthorCommand) {
        self.view.send(Command::Author(command));
    }

    pub fn edit(&self, edit: Edit) {
        self.send(AuthorCommand::Edit(Box::new(edit)));
    }

    pub fn step(&self, id: &StepId, change: StepChange) {
        self.edit(Edit::Step(id.clone(), change));
    }

    /// The key of a command as it stands on its cap.
    pub fn key(&self, command: AuthorCommand) -> String {
        self.view.key(&Command::Author(command))
    }

    /// A fact's name on screen.
    pub fn label<'b>(&'b self, fact: &'b str) -> &'b str {
        fact_label(self.tree(), fact)
    }

    /// What a fact may hold, whether the tree or the program declares it.
    pub fn kind(&self, fact: &str) -> Option<FactKind> {
        self.tree().facts.get(fact).map(|fact| fact.kind.clone()).or_else(|| built_in_fact(fact))
    }

    pub fn knows(&self, fact: &str) -> bool {
        self.tree().facts.contains_key(fact) || built_in_fact(fact).is_some()
    }

    /// A value as it is said to a customer, or why it is none.
    pub fn said(&self, kind: &FactKind, plain: &str) -> Result<String, String> {
        Value::read(kind, plain).map(|value| shown(&value, kind, &self.tree().language, self.view.now.date()))
    }

    /// What a line says where a fact stands: its sample, or its label.
    pub fn sample(&self, name: &str) -> String {
        let site = &self.view.state.site;
        let own = match name {
            "agent_name" => site.agent_name.clone(),
            "tree_title" => self.tree().title.clone(),
            "crisis_line" => site.numbers.crisis_line.clone(),
            "emergency_number" => site.numbers.emergency_number.clone(),
            "duty_number" => site.numbers.duty_number.clone(),
            _ => String::new(),
        };
        if !own.is_empty() {
            return own;
        }
        let fact = self.tree().facts.get(name);
        let sample = fact.and_then(|fact| fact.sample.as_ref().map(|plain| (fact, plain)));
        sample.map_or_else(
            || self.label(name).to_owned(),
            |(fact, plain)| self.said(&fact.kind, plain).unwrap_or_else(|_| plain.clone()),
        )
    }

    /// Where an address leads, by the titles: the step, and the tree where it is another. Nothing where no such step is.
    pub fn titles(&self, target: &Target) -> Option<(String, Option<String>)> {
        let other = target.tree().filter(|tree| **tree != self.tree().id);
        let Some(other) = other else {
            return self.tree().find(target.step().as_str()).map(|(_, step)| (step.title.clone(), None));
        };
        let entry = self.view.state.library.as_ref()?.entry(other.as_str())?;
        let tree = entry.document.as_ref()?.tree();
        tree.find(target.step().as_str()).map(|(_, step)| (step.title.clone(), Some(tree.title.clone())))
    }

    /// Goes where an address leads.
    pub fn go(&self, target: &Target) {
        if let Some(tree) = target.tree().filter(|tree| **tree != self.tree().id) {
            self.send(AuthorCommand::OpenAt(tree.to_string(), target.step().to_string()));
        } else if let Some((step, _)) = self.tree().find(target.step().as_str()) {
            self.send(AuthorCommand::GoToStep(step.clone()));
        }
    }
}
