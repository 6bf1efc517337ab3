//! Collects the findings of one tree and looks up their places.

use super::{Finding, Fix, Level, Source, rules, within::within, words::Remark};
use crate::tree::{OwnedPart, Part, Place};
use std::collections::BTreeMap;

/// How often one rule is reported in one tree: who has read it a hundred times knows.
const ENOUGH: usize = 100;

pub(super) struct Report<'a> {
    source: &'a Source,
    pub findings: Vec<Finding>,
    reported: BTreeMap<&'static str, usize>,
}

impl<'a> Report<'a> {
    pub fn new(source: &'a Source) -> Self {
        Self { source, findings: Vec::new(), reported: BTreeMap::new() }
    }

    /// Whether another finding of this rule would still be shown; asked before it is costly to word one.
    pub fn has_room(&self, rule: &str) -> bool {
        self.reported.get(rule).is_none_or(|count| *count < ENOUGH)
    }

    /// Reports something about the tree as a whole.
    pub fn tree(&mut self, rule: &'static str, way: &[Part], message: String, help: impl Into<String>) -> Added<'_> {
        self.add(rule, None, way, message, help.into())
    }

    /// Reports something about a step; `way` leads on from the step.
    pub fn step(&mut self, rule: &'static str, step: &str, way: &[Part], message: String, help: impl Into<String>) -> Added<'_> {
        let whole: Vec<Part> = [Part::Name("steps"), Part::Name(step)].iter().chain(way).copied().collect();
        self.add(rule, Some(step), &whole, message, help.into())
    }

    /// Reports something about the tree as a whole, at another level than its rule's.
    pub fn level(&mut self, rule: &'static str, level: Level, way: &[Part], message: String, help: &str) {
        if let Added(Some(finding)) = self.add(rule, None, way, message, help.to_owned()) {
            finding.level = level;
        }
    }

    /// Reports what is wrong with some words of the line at the end of `way`.
    pub fn words(&mut self, remark: &Remark<'static>, step: Option<&str>, way: &[Part]) {
        let text = self.source.document.text().clone();
        let Added(Some(finding)) = self.add(remark.rule, step, way, remark.message.clone(), remark.help.clone()) else {
            return;
        };
        let Place { line, column, span } = Place::new(&text, within(&text, &finding.span, &remark.place));
        (finding.level, finding.line, finding.column, finding.span) = (remark.level, line, column, span);
    }

    fn add(&mut self, rule: &'static str, step: Option<&str>, way: &[Part], message: String, help: String) -> Added<'_> {
        if !self.has_room(rule) {
            return Added(None);
        }
        *self.reported.entry(rule).or_default() += 1;
        let place = self.source.document.place(way);
        self.findings.push(Finding {
            rule,
            level: rules::rule(rule).map_or(Level::Error, |rule| rule.level),
            tree: self.source.document.tree().id.to_string(),
            step: step.map(str::to_owned),
            file: self.source.file.clone(),
            line: place.line,
            column: place.column,
            message,
            help,
            span: place.span,
            part: way.iter().map(|part| OwnedPart::from(*part)).collect(),
            fix: None,
        });
        Added(self.findings.last_mut())
    }
}

/// A finding that was just reported; none where the rule was reported often enough.
pub(super) struct Added<'a>(Option<&'a mut Finding>);

impl Added<'_> {
    /// Gives it its obvious fix.
    pub fn fix(self, fix: impl FnOnce() -> Option<Fix>) {
        if let Some(finding) = self.0 {
            finding.fix = fix();
        }
    }
}
