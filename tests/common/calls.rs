//! Calls for tests: small trees as text, a call with a clock of its own, and the program as a child.
#![allow(dead_code, reason = "each test file uses its own part")]

use evenkeel::{
    call::{Call, Event, Move, Opening, Pinned, Refusal, Spot, Trees, What},
    site::Settings,
    tree::{AlwaysKey, Document, StepId, TreeId, read},
};
use jiff::{ToSpan as _, Zoned, civil::date};
use std::{fmt, path::Path, process::Command, sync::Arc};

/// A Monday: 23 November 2026, two in the afternoon.
pub fn monday() -> Zoned {
    date(2026, 11, 23).at(14, 0, 0, 0).in_tz("Europe/London").unwrap()
}

/// The text of a live tree that starts at "open": its name, what stands before its steps, and its steps.
pub fn tree(id: &str, head: &str, steps: &str) -> String {
    format!(
        "Tree(format: 1, id: \"{id}\", title: \"The tree {id}\", language: \"en-GB\", revision: 3, status: Live, \
         start: \"open\", {head} steps: {{ {steps} }})"
    )
}

/// The document in a text that must be one.
pub fn document(text: &str) -> Document {
    read(text).unwrap_or_else(|troubles| panic!("the test's own tree cannot be read: {troubles:?}\n{text}"))
}

/// Trees from their texts.
pub fn trees<T: AsRef<str>>(texts: &[T]) -> Trees {
    Trees::new(texts.iter().map(|text| Arc::new(Pinned::new(&document(text.as_ref())))))
}

/// A step by `tree/step`.
pub fn spot(address: &str) -> Spot {
    let (tree, step) = address.split_once('/').unwrap();
    Spot { tree: TreeId::new(tree).unwrap(), step: StepId::new(step).unwrap() }
}

/// A call and its clock. Every move is made ten seconds after the one before, so that Back is no slip by chance.
#[derive(Clone)]
pub struct Live {
    pub call: Call,
    pub now: Zoned,
}

impl fmt::Debug for Live {
    /// What happened, which is all there is to a call.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.call.events().iter().map(|event| &event.what)).finish()
    }
}

impl Live {
    /// A call at the start of the first tree.
    pub fn begin<T: AsRef<str>>(texts: &[T]) -> Self {
        Self::with(texts, Settings { agent_name: "Sam".to_owned(), ..Settings::default() })
    }

    /// The same, on a site of its own.
    pub fn with<T: AsRef<str>>(texts: &[T], site: Settings) -> Self {
        let opening = Opening {
            tree: document(texts[0].as_ref()).tree().id.clone(),
            from: None,
            mood: None,
            reference: String::new(),
            outside: None,
        };
        let call = Call::begin(&trees(texts), Arc::new(site), &opening, &monday()).unwrap();
        Self { call, now: monday() }
    }

    /// Makes a move after that many seconds.
    pub fn after(&mut self, seconds: i64, what: Move) -> Result<(), Refusal> {
        self.now = self.now.checked_add(seconds.seconds()).unwrap();
        self.call.take(what, &self.now).map(|_| ())
    }

    /// Makes a move.
    pub fn take(&mut self, what: Move) -> Result<(), Refusal> {
        self.after(10, what)
    }

    /// Presses the digit of an answer once.
    pub fn press(&mut self, number: usize) -> Result<(), Refusal> {
        self.take(Move::Answer { number, wording: 0, insist: false })
    }

    /// Presses the digit of a greyed answer a second time.
    pub fn insist(&mut self, number: usize) -> Result<(), Refusal> {
        self.take(Move::Answer { number, wording: 0, insist: true })
    }

    /// Takes answers that must be open, one after the other.
    pub fn answers(&mut self, numbers: &[usize]) -> &mut Self {
        for number in numbers {
            self.press(*number).unwrap_or_else(|no| panic!("answer {number} at {}: {no}", self.at()));
        }
        self
    }

    /// Types a fact.
    pub fn type_fact(&mut self, name: &str, value: &str) -> Result<(), Refusal> {
        self.take(Move::SetFact { name: name.to_owned(), value: value.to_owned(), not_a_card: false })
    }

    /// Types a fact that must fit.
    pub fn fact(&mut self, name: &str, value: &str) -> &mut Self {
        self.type_fact(name, value).unwrap_or_else(|no| panic!("{name}={value}: {no}"));
        self
    }

    /// Presses an always-key that must lead somewhere.
    pub fn key(&mut self, key: AlwaysKey) -> &mut Self {
        self.take(Move::Always(key)).unwrap_or_else(|no| panic!("{}: {no}", key.in_words()));
        self
    }

    /// Writes a note.
    pub fn note(&mut self, text: &str) -> &mut Self {
        self.take(Move::Note { text: text.to_owned(), not_a_card: false }).unwrap();
        self
    }

    /// Jumps to `tree/step`.
    pub fn jump(&mut self, address: &str) -> &mut Self {
        self.take(Move::Jump(spot(address))).unwrap();
        self
    }

    /// Where the call is: `tree/step`.
    pub fn at(&self) -> String {
        self.call.spot().to_string()
    }

    /// The line on screen.
    pub fn line(&self) -> String {
        self.call.read(&self.now).line(0).map(|line| line.text()).unwrap_or_default()
    }

    /// What a fact holds, in plain form.
    pub fn holds(&self, name: &str) -> Option<String> {
        let known = self.call.read(&self.now).known(name)?;
        Some(known.value.plain(&known.kind))
    }

    /// Why an answer cannot simply be taken.
    pub fn why(&self, number: usize) -> Option<String> {
        let answers = self.call.read(&self.now).answers();
        answers.iter().find(|answer| answer.number == number).and_then(|answer| answer.why().map(str::to_owned))
    }

    /// The numbers and words of the answers on screen.
    pub fn offered(&self) -> Vec<(usize, String)> {
        self.call.read(&self.now).answers().into_iter().map(|answer| (answer.number, answer.when)).collect()
    }

    /// What happened last.
    pub fn last(&self) -> &What {
        &self.call.events().last().unwrap().what
    }

    /// Whether something of that kind has happened.
    pub fn has_happened(&self, is: impl Fn(&What) -> bool) -> bool {
        self.call.events().iter().any(|event| is(&event.what))
    }

    /// How often a step counts as come to.
    pub fn visits(&self, address: &str) -> u32 {
        self.call.state().visits_to(&spot(address))
    }

    /// The events as a record gives them back.
    pub fn through_json(&self) -> Vec<Event> {
        let text = serde_json::to_string(self.call.events()).unwrap();
        serde_json::from_str(&text).unwrap()
    }
}

/// The program on a library and a home of the test's own; nothing of the machine's environment reaches it.
pub fn evenkeel(library: &Path, home: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_evenkeel"));
    command.env_remove("EVENKEEL_HOME").env_remove("EVENKEEL_TREES").current_dir(home);
    command.arg("--home").arg(home).arg("--trees").arg(library);
    command
}

/// Writes trees into a folder, each under its name.
pub fn write_trees<T: AsRef<str>>(folder: &Path, texts: &[T]) {
    std::fs::create_dir_all(folder).unwrap();
    for text in texts {
        let id = document(text.as_ref()).tree().id.clone();
        std::fs::write(folder.join(format!("{id}.ron")), text.as_ref()).unwrap();
    }
}
