//! Plays the tests that authors keep in a tree: each must come to the step it names.

use super::{Subject, report::Report};
use crate::{
    call::{AnswerState, Call, Move, Opening, Pinned, Spot, Trees},
    site::Settings,
    tree::{Kind, Part, Test, Tree},
};
use jiff::{Zoned, civil::date, tz::TimeZone};
use std::sync::Arc;

/// A way that a test went, and why it did not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TestWay {
    /// The steps it came to.
    pub stops: Vec<Stop>,
    /// What kept it from where it should have come to, in words; nothing where it came there.
    pub trouble: Option<String>,
}

/// A step that a test came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    /// The step.
    pub at: Spot,
    /// Its title.
    pub title: String,
    /// The answer taken there; nothing at the last.
    pub answer: Option<String>,
}

pub(super) fn check(subject: &Subject, report: &mut Report) {
    let tree = subject.tree();
    if tree.tests.is_empty() {
        return;
    }
    let trees = trees_of(subject.known.values().map(|source| source.document.tree()));
    for (at, way) in tree.tests.iter().map(|test| play_test(&trees, tree, test)).enumerate() {
        if let Some(trouble) = way.trouble {
            let message = format!("the test “{}” fails: {trouble}", tree.tests[at].name);
            let help = "mend what changed on its way, or change the test if the new way is meant";
            report.tree("TEST_FAILS", &[Part::Name("tests"), Part::At(at)], message, help);
        }
    }
}

/// Trees to play tests on.
pub fn trees_of<'a>(trees: impl IntoIterator<Item = &'a Arc<Tree>>) -> Trees {
    let pinned = |tree: &Arc<Tree>| Arc::new(Pinned { hash: String::new(), text: Arc::from(""), tree: Arc::clone(tree) });
    Trees::new(trees.into_iter().map(pinned))
}

/// Plays a test of a tree, always on the same day.
#[must_use]
pub fn play_test(trees: &Trees, tree: &Tree, test: &Test) -> TestWay {
    // A Monday at noon: days are counted from it, and no test depends on when it is played.
    let Ok(now) = date(2026, 3, 2).at(12, 0, 0, 0).to_zoned(TimeZone::UTC) else {
        return TestWay { stops: Vec::new(), trouble: Some("there is no such day".to_owned()) };
    };
    let reach = trees.within_reach(&tree.id);
    let near = Trees::new(reach.iter().filter_map(|id| trees.pinned(id.as_str())).cloned());
    let opening = Opening {
        tree: tree.id.clone(),
        from: Some(test.from.to_string()),
        mood: Some(test.mood),
        reference: "EK-TEST".to_owned(),
        outside: None,
    };
    let nowhere = |_| TestWay { stops: Vec::new(), trouble: Some(format!("\"{}\", where it begins, is gone", test.from)) };
    let call = match Call::begin(&near, Arc::new(Settings::default()), &opening, &now).map_err(nowhere) {
        Ok(call) => call,
        Err(way) => return way,
    };
    let mut play = Play { call, now, stops: Vec::new() };
    let trouble = play.whole(tree, test).err();
    play.stand(None);
    TestWay { stops: play.stops, trouble }
}

struct Play {
    call: Call,
    now: Zoned,
    stops: Vec<Stop>,
}

impl Play {
    fn whole(&mut self, tree: &Tree, test: &Test) -> Result<(), String> {
        let facts = test.facts.iter().map(|(id, value)| (id.to_string(), value.clone()));
        if let Some(trouble) = self.call.fill(facts, &self.now).into_iter().next() {
            return Err(trouble);
        }
        for answer in &test.answers {
            self.take(answer)?;
        }
        let goal = self.call.trees().spot(&tree.id, &test.comes_to);
        let mut most = tree.steps.len();
        while goal.as_ref() != Some(self.call.spot()) && most > 0 && self.pass()? {
            most -= 1;
        }
        if goal.as_ref() == Some(self.call.spot()) {
            return Ok(());
        }
        let here = self.call.read(&self.now).title(self.call.spot());
        let meant = goal.map_or_else(|| test.comes_to.to_string(), |goal| self.call.read(&self.now).title(&goal));
        Err(format!("it comes to “{here}”, not to “{meant}”"))
    }

    /// Takes the answer that is called so, or begins so; a Check that the facts decide is passed on the way there.
    fn take(&mut self, words: &str) -> Result<(), String> {
        let mut most = self.call.trees().all().map(|tree| tree.tree.steps.len()).sum::<usize>();
        loop {
            if let Some((number, when)) = self.answer(words) {
                return self.make(number, &when);
            }
            if most == 0 || !self.pass()? {
                let here = self.call.read(&self.now).title(self.call.spot());
                return Err(format!("“{here}” has no answer “{words}”"));
            }
            most -= 1;
        }
    }

    fn answer(&self, words: &str) -> Option<(usize, String)> {
        let answers = self.call.read(&self.now).answers();
        let step = self.call.trees().step(self.call.spot())?;
        let written = |number: usize| number.checked_sub(1).and_then(|at| step.answers.get(at)).map(|answer| answer.when.clone());
        let named: Vec<(usize, String)> =
            answers.iter().map(|view| (view.number, written(view.number).unwrap_or_else(|| view.when.clone()))).collect();
        let words = plain(words);
        let is = |(_, when): &&(usize, String)| plain(when) == words;
        let begins = |(_, when): &&(usize, String)| !words.is_empty() && plain(when).starts_with(&words);
        named.iter().find(is).or_else(|| named.iter().find(begins)).cloned()
    }

    /// Passes a Check at which just one way is open; false where the call stands.
    fn pass(&mut self) -> Result<bool, String> {
        let is_check = self.call.trees().step(self.call.spot()).is_some_and(|step| step.kind == Kind::Check);
        let answers = self.call.read(&self.now).answers();
        let mut open = answers.iter().filter(|view| view.state == AnswerState::Open);
        let (Some(only), None, true) = (open.next(), open.next(), is_check) else { return Ok(false) };
        self.make(only.number, &only.when).map(|()| true)
    }

    fn make(&mut self, number: usize, when: &str) -> Result<(), String> {
        self.stand(Some(when.to_owned()));
        let title = self.call.read(&self.now).title(self.call.spot());
        let taken = self.call.take(Move::Answer { number, wording: 0, insist: false }, &self.now);
        taken.map(|_| ()).map_err(|refusal| {
            let why = match refusal {
                crate::call::Refusal::Greyed { why } => why,
                other => other.to_string(),
            };
            format!("at “{title}” the answer “{when}” is not open: {why}")
        })
    }

    fn stand(&mut self, answer: Option<String>) {
        let at = self.call.spot().clone();
        let title = self.call.read(&self.now).title(&at);
        self.stops.push(Stop { at, title, answer });
    }
}

fn plain(words: &str) -> String {
    let words: String = words.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
    words.replace('’', "'").trim().to_lowercase()
}
