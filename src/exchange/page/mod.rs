//! A tree as a page to print: everything on it stands in one file, and nothing in it runs or is fetched.

mod escape;
mod step;
mod tables;

use super::{order::reading_order, words};
use crate::{
    call::Trees,
    tree::{Line, Piece, Stage, StepId, Target, Tree},
};
use escape::escaped;

/// How the page looks on screen and on paper.
const STYLE: &str = include_str!("style.css");

/// The page of a tree.
pub(super) fn page(tree: &Tree, among: &Trees) -> String {
    let sheet = Sheet::new(tree, among);
    let is_language = |words: &str| !words.is_empty() && words.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let language = Some(tree.language.trim()).filter(|words| is_language(words)).unwrap_or("en");
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n{}{}<main>\n{}</main>\n{}</body>\n</html>\n",
        language,
        escaped(sheet.title()),
        sheet.head(),
        sheet.contents(),
        sheet.steps(),
        tables::tables(&sheet),
    )
}

/// What is written for each of some things, one after the other.
fn each<T>(things: impl IntoIterator<Item = T>, write: impl Fn(T) -> String) -> String {
    things.into_iter().map(write).collect()
}

/// A tree with the reference numbers of its steps.
struct Sheet<'a> {
    tree: &'a Tree,
    among: &'a Trees,
    /// Steps by their place, in reading order.
    order: Vec<usize>,
    /// For each step its reference number, from 1.
    numbers: Vec<usize>,
}

impl<'a> Sheet<'a> {
    fn new(tree: &'a Tree, among: &'a Trees) -> Self {
        let order = reading_order(tree);
        let mut numbers = vec![0; tree.steps.len()];
        for (place, step) in order.iter().enumerate() {
            numbers[*step] = place + 1;
        }
        Self { tree, among, order, numbers }
    }

    fn title(&self) -> &str {
        if self.tree.title.trim().is_empty() { self.tree.id.as_str() } else { &self.tree.title }
    }

    fn head(&self) -> String {
        let tree = self.tree;
        let or_none = |words: &str| if words.trim().is_empty() { "not said".to_owned() } else { escaped(words) };
        let rows = [
            ("Owner", or_none(&tree.owner)),
            ("Status", words::status(tree.status).to_owned()),
            ("Revision", tree.revision.to_string()),
            ("Review by", or_none(&tree.review_by)),
            ("Begins", words::mood(tree.mood).to_owned()),
            ("First step", self.here(&tree.start)),
            ("Name", format!("<code>{}</code>", tree.id)),
        ];
        let rows = each(&rows, |(name, value)| format!("<div><dt>{name}</dt><dd>{value}</dd></div>\n"));
        let summary = if tree.summary.trim().is_empty() {
            String::new()
        } else {
            format!("<p class=\"summary\">{}</p>\n", escaped(&tree.summary))
        };
        format!("<header>\n<h1>{}</h1>\n{summary}<dl class=\"about\">\n{rows}</dl>\n</header>\n", escaped(self.title()))
    }

    /// The steps in reading order, a group for each run of one stage.
    fn groups(&self) -> Vec<(Stage, Vec<usize>)> {
        let mut groups: Vec<(Stage, Vec<usize>)> = Vec::new();
        for &step in &self.order {
            let stage = self.tree.steps[step].stage;
            match groups.last_mut() {
                Some((last, steps)) if *last == stage => steps.push(step),
                _ => groups.push((stage, vec![step])),
            }
        }
        groups
    }

    fn contents(&self) -> String {
        let mut out =
            "<nav aria-labelledby=\"contents\">\n<h2 id=\"contents\">Contents</h2>\n<div class=\"columns\">\n".to_owned();
        for (stage, steps) in self.groups() {
            out.push_str(&format!("<section>\n<h3>{}</h3>\n<ul>\n", stage.in_words()));
            for step in steps {
                let step = self.tree.steps.get_index(step).map_or_else(String::new, |(id, _)| self.here(id));
                out.push_str(&format!("<li>{step}</li>\n"));
            }
            out.push_str("</ul>\n</section>\n");
        }
        out.push_str("<section>\n<h3>Tables</h3>\n<ul>\n");
        for (id, title) in tables::titles(self) {
            out.push_str(&format!("<li><a href=\"#{id}\">{title}</a></li>\n"));
        }
        out.push_str("</ul>\n</section>\n</div>\n</nav>\n");
        out
    }

    fn steps(&self) -> String {
        let mut out = String::new();
        for (number, (stage, steps)) in self.groups().into_iter().enumerate() {
            let id = format!("stage-{}", number + 1);
            out.push_str(&format!("<section aria-labelledby=\"{id}\">\n<h2 id=\"{id}\">{}</h2>\n", stage.in_words()));
            for step in steps {
                if let Some((id, step)) = self.tree.steps.get_index(step) {
                    out.push_str(&step::step(self, id, step));
                }
            }
            out.push_str("</section>\n");
        }
        out
    }

    /// A step of this tree by its reference number and title, as a link.
    fn here(&self, id: &StepId) -> String {
        match self.tree.find(id.as_str()).and_then(|(id, step)| Some((id, step, self.tree.steps.get_index_of(id)?))) {
            Some((id, step, at)) => {
                format!("<a class=\"step\" href=\"#step-{id}\">§{} {}</a>", self.numbers[at], escaped(&step.title))
            }
            None => format!("<em>no step “{id}”</em>"),
        }
    }

    /// Where an address leads.
    fn leads(&self, target: &Target) -> String {
        match target {
            Target::Here(id) => self.here(id),
            Target::There { .. } => {
                format!("{} <span class=\"note\">(another tree)</span>", escaped(&words::elsewhere(self.among, target)))
            }
        }
    }

    /// A line with its facts by their labels.
    fn line(&self, line: &str) -> String {
        let piece = |piece: &Piece| match piece {
            Piece::Words(words) => escaped(words),
            Piece::Fact(name) => self.fact(name),
        };
        Line::new(line).pieces.iter().map(piece).collect()
    }

    /// A fact by its label; a private one is marked.
    fn fact(&self, name: &str) -> String {
        let is_private = self.tree.facts.get(name).is_some_and(|fact| fact.private);
        let mark = if is_private { " <small class=\"private\">private</small>" } else { "" };
        format!("<span class=\"fact\">{}{mark}</span>", escaped(words::label(self.tree, name)))
    }
}
