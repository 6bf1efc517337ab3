//! Collects the findings of one tree and looks up their places.

use super::{Finding, Fix, Level, Source, rules, words::Remark};
use crate::tree::{Document, OwnedPart, Part};
use std::{collections::BTreeMap, ops::Range};

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

    /// Reports what is wrong with some words of the line at the end of `way`.
    pub fn words(&mut self, remark: &Remark<'static>, step: Option<&str>, way: &[Part]) {
        let added = self.add(remark.rule, step, way, remark.message.clone(), remark.help.clone());
        added.within(remark.place.clone()).level(remark.level);
    }

    fn add(&mut self, rule: &'static str, step: Option<&str>, way: &[Part], message: String, help: String) -> Added<'_> {
        if !self.has_room(rule) {
            return Added { finding: None, document: &self.source.document };
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
            letters: None,
            fix: None,
        });
        Added { finding: self.findings.last_mut(), document: &self.source.document }
    }
}

/// A finding that was just reported; none where the rule was reported often enough.
pub(super) struct Added<'a> {
    finding: Option<&'a mut Finding>,
    document: &'a Document,
}

impl Added<'_> {
    /// Not the whole of the words there is meant, but these letters of what they say.
    pub fn within(mut self, letters: Range<usize>) -> Self {
        if let Some(finding) = &mut self.finding {
            let way: Vec<Part> = finding.part.iter().map(OwnedPart::as_part).collect();
            let place = self.document.place_of_letters(&way, &letters);
            (finding.line, finding.column, finding.span) = (place.line, place.column, place.span);
            finding.letters = Some(letters);
        }
        self
    }

    /// It matters otherwise than its rule says.
    pub fn level(self, level: Level) {
        if let Some(finding) = self.finding {
            finding.level = level;
        }
    }

    /// Gives it its obvious fix.
    pub fn fix(self, fix: impl FnOnce() -> Option<Fix>) {
        if let Some(finding) = self.finding {
            finding.fix = fix();
        }
    }
}
