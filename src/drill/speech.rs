//! The words in which a customer gives an answer: their own, the answer's, or stock.

use super::{
    answering::Given,
    chance::Chance,
    names::Manner,
    persona::{Band, ByHeat, Persona},
    stock::Stock,
    turn::Told,
};
use crate::tree::Line;

/// Words that somebody says again who was not understood, at most.
const MOST_AGAIN: usize = 17;

/// Chooses words for one turn.
pub(super) struct Speech<'a> {
    pub persona: &'a Persona,
    pub seed: u64,
    pub turn: usize,
    pub heat: f32,
    /// The case is their own.
    pub has_a_case: bool,
    /// What was said in this call before.
    pub before: Vec<&'a str>,
}

impl Speech<'_> {
    fn one<'a>(&self, purpose: &str, of: &'a [String]) -> Option<&'a String> {
        let is_new = |line: &&String| {
            let words = directed(line, String::new()).0;
            words.split(' ').count() < 3 || !self.before.iter().any(|said| said.contains(&words))
        };
        let fresh: Vec<&String> = of.iter().filter(is_new).collect();
        let mut chance = Chance::new(self.seed, self.turn, purpose);
        match chance.one_of(&fresh) {
            Some(line) => Some(*line),
            // Words for one answer, and what is said besides, are rather left out than said again.
            None if matches!(purpose, "answer" | "says") => None,
            None => chance.one_of(of),
        }
    }

    /// The words and what is heard beside them. `others` are the kinds of the other answers of the step.
    pub fn reply(&self, at: &str, given: &Given, others: &[Manner]) -> (String, String) {
        let hidden = given.hidden.and_then(|at| self.persona.hidden.get(at)).map(|hidden| hidden.tells.clone());
        let quote = inner_quote(&given.when);
        let own = self.own(at, given).and_then(|words| self.one("answer", words));
        let stock = Stock::shipped().answers.get(&given.when).and_then(|words| self.one("answer", words));
        let is_alone = !others.contains(&given.manner);
        let manner = self.persona.replies.get(&given.manner).filter(|_| is_alone);
        let manner = manner.and_then(|lines| self.one("reply", lines.at(self.heat)));
        let by_stock = Stock::shipped().manners.get(&given.manner).filter(|_| is_alone);
        let by_stock = by_stock.and_then(|lines| self.one("reply", lines.at(self.heat)));
        let certain = hidden.or_else(|| own.cloned()).or(quote).or_else(|| stock.cloned());
        if let Some(words) = certain {
            return (words, self.aside());
        }
        if is_agents(given.manner) {
            return (String::new(), lower(&given.when));
        }
        if let Some(words) = said_by_themselves(&given.when) {
            return (words, self.aside());
        }
        match manner.or(by_stock) {
            Some(words) => (words.clone(), self.aside()),
            None => match self.again(at, given) {
                Some(words) => (words.clone(), self.aside()),
                // Nobody has words for it: what happens is told.
                None => (String::new(), lower(&given.when)),
            },
        }
    }

    /// Words for that one answer which were spoken in this call before: better said again than told.
    fn again(&self, at: &str, given: &Given) -> Option<&String> {
        let own = self.own(at, given).or_else(|| Stock::shipped().answers.get(&given.when))?;
        Chance::new(self.seed, self.turn, "again").one_of(own)
    }

    /// The persona's own words for that answer of that step, or else for it anywhere.
    fn own(&self, at: &str, given: &Given) -> Option<&Vec<String>> {
        let here = |key: &str| {
            key.strip_prefix(at).and_then(|rest| rest.strip_prefix(": ")).is_some_and(|begins| given.when.starts_with(begins))
        };
        let own = self.persona.answers.iter().find(|(key, _)| here(key));
        let own = own.or_else(|| self.persona.answers.iter().find(|(begins, _)| given.when.starts_with(begins.as_str())));
        own.map(|(_, words)| words)
    }

    /// What a persona says when the heat has come into another band.
    pub fn turn_of_heat(&self, before: Option<Band>, is_fixing: bool) -> Option<&String> {
        let band = Band::of(self.heat);
        let is_new = before.is_some_and(|before| before != band && !(before == Band::Cool && band == Band::Warm));
        let fits = band != Band::Cool || is_fixing;
        if is_new && fits { self.one("says", self.persona.says.exactly(band)) } else { None }
    }

    /// What is heard beside the words.
    pub fn aside(&self) -> String {
        // Not beside every word: about one line in three.
        if Chance::new(self.seed, self.turn, "aside at all").below(3) > 0 {
            return String::new();
        }
        let band = Band::of(self.heat);
        let own = self.persona.asides.exactly(band);
        let lines = if self.persona.asides == ByHeat::default() { Stock::shipped().asides.exactly(band) } else { own };
        self.one("aside", lines).cloned().unwrap_or_default()
    }

    /// How a fact is told.
    pub fn tells(&self, told: &Told) -> String {
        let own = self.persona.tells.get(told.name.as_str()).filter(|_| self.has_a_case || Persona::is_personal(&told.name));
        let stock = &Stock::shipped().tells;
        let lines = own.or_else(|| stock.get(&told.name)).or_else(|| stock.get("other"));
        let line = lines.and_then(|lines| self.one(&told.name, lines)).cloned().unwrap_or_else(|| "{value}.".to_owned());
        let said = Line::new(&line).filled(|name| match name {
            "value" => Some(told.shown.clone()),
            "times" => Some(times(&told.shown)),
            "label" => Some(told.label.clone()),
            _ => None,
        });
        capital(&said)
    }

    /// One of these; the first choice where the seed says nothing else.
    pub fn pick(&self, purpose: &str, own: &[String], stock: &[String]) -> String {
        let lines = if own.is_empty() { stock } else { own };
        self.one(purpose, lines).cloned().unwrap_or_default()
    }
}

/// Takes directions such as "(sighs)" out of words; the first stands beside them, in the place of what stood there.
pub(super) fn directed(words: &str, aside: String) -> (String, String) {
    let (mut spoken, mut directions, mut rest) = (String::new(), Vec::new(), words);
    while let Some(open) = rest.find('(') {
        let Some(close) = rest[open..].find(')').map(|at| open + at) else { break };
        spoken.push_str(&rest[..open]);
        directions.push(rest[open + 1..close].to_owned());
        rest = &rest[close + 1..];
    }
    spoken.push_str(rest);
    let spoken = capitals(&spoken.split_whitespace().collect::<Vec<_>>().join(" "));
    if directions.is_empty() { (spoken, aside) } else { (spoken, in_a_row(&directions)) }
}

/// What somebody says again who was not understood: the last of it that is short enough to be said in one breath.
pub(super) fn gist(words: &str) -> &str {
    let ends = words.char_indices().filter(|(at, letter)| matches!(letter, '.' | '?' | '!') && words[*at..].contains(' '));
    let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
    let rests: Vec<&str> = starts.map(|at| words[at..].trim()).filter(|rest| !rest.is_empty()).collect();
    rests.iter().find(|rest| rest.split_whitespace().count() <= MOST_AGAIN).or(rests.last()).copied().unwrap_or(words)
}

/// Directions in a row: what follows another begins small.
fn in_a_row(directions: &[String]) -> String {
    let rest = directions.iter().skip(1).map(|direction| lower(direction));
    directions.iter().take(1).cloned().chain(rest).collect::<Vec<_>>().join("; ")
}

/// How often, as it is said: once, twice, three times.
fn times(count: &str) -> String {
    const COUNTS: [&str; 7] = ["three", "four", "five", "six", "seven", "eight", "nine"];
    match count.parse::<usize>() {
        Ok(0) => "not once".to_owned(),
        Ok(1) => "once".to_owned(),
        Ok(2) => "twice".to_owned(),
        Ok(many) => format!("{} times", COUNTS.get(many - 3).copied().unwrap_or(count)),
        Err(_) => format!("{count} times"),
    }
}

/// A capital at the beginning of every sentence.
fn capitals(words: &str) -> String {
    let mut is_first = true;
    let mut last = ' ';
    let mut capital = |letter: char| {
        let starts = is_first && letter.is_alphabetic();
        if letter.is_alphanumeric() || starts {
            is_first = false;
        }
        if letter == ' ' && matches!(last, '.' | '?' | '!') {
            is_first = true;
        }
        last = letter;
        if starts { letter.to_uppercase().collect::<String>() } else { letter.to_string() }
    };
    words.chars().map(&mut capital).collect::<String>().replace("...", "…")
}

/// Whether the answer is the agent's own finding, or somebody else's act, so that the customer says nothing.
pub(super) fn is_agents(manner: Manner) -> bool {
    matches!(manner, Manner::Found | Manner::TakenOn | Manner::TurnedDown)
}

/// Whether an answer quotes the customer.
pub(super) fn is_spoken_by_them(when: &str) -> bool {
    when.contains('“')
}

/// What stands between quotation marks.
fn inner_quote(when: &str) -> Option<String> {
    let open = when.find('“')?;
    let rest = &when[open + '“'.len_utf8()..];
    let words = &rest[..rest.find('”')?];
    let words = capital(words);
    let ends = words.ends_with(['.', '?', '!', '…']);
    let words = if ends { words } else { format!("{words}.") };
    Some(words)
}

/// An answer that is itself what is said: a thing that is named, "The new one".
fn said_by_themselves(when: &str) -> Option<String> {
    const BEGINNINGS: [&str; 14] =
        ["The ", "A ", "An ", "My ", "All ", "Off ", "Back ", "Pay ", "Send ", "Take ", "Ring ", "Stop ", "Money ", "Something "];
    let is_named = BEGINNINGS.iter().any(|start| when.starts_with(start)) && !when.contains(" says ") && !when.contains(" has ");
    let swapped = [("Wants ", "I want "), ("Would ", "I would ")].iter().find_map(|(verb, own)| {
        let rest = when.strip_prefix(verb)?;
        Some(format!("{own}{rest}."))
    });
    swapped.or_else(|| is_named.then(|| format!("{when}.")))
}

pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn lower(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
