//! The rules, read once: their constructions ready to be looked for, found again by the words they need.

use super::{
    matching::Construction,
    pattern::{Pattern, PatternReader},
    rule::{Credit, Family, Unless, WordRule},
    spelling::Spelling,
    token::WordId,
};
use crate::tree::nearest;
use serde::Deserialize;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{LazyLock, OnceLock},
};

/// The words' file: spellings and named sets of constructions.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    spelling: Spelling,
    /// Words that may stand anywhere within a construction without changing it.
    light: Vec<String>,
    /// Words so common that a construction is better found by another.
    common: Vec<String>,
    /// Set by set, each using only those above it.
    sets: Vec<(String, Vec<String>)>,
    /// Constructions of questions that only ask for a yes to what was said.
    tags: Vec<String>,
}

/// Rules and credits, ready to judge lines.
#[derive(Debug, Default)]
pub struct Lexicon {
    pub(super) rules: Vec<WordRule>,
    pub(super) credits: Vec<Credit>,
    /// What a line does that is neither good nor bad in itself.
    pub(super) signs: Vec<Credit>,
    pub(super) ready: Vec<Ready>,
    pub(super) excepted: Vec<Vec<Construction>>,
    pub(super) tags: Vec<Construction>,
    pub(super) light: BTreeSet<String>,
    /// Rules that do not hold here.
    pub(super) off: BTreeSet<usize>,
    common: Vec<String>,
    pub(super) reader: PatternReader,
    /// Every construction looked for: its family and its place there.
    pub(super) all: Vec<(usize, usize)>,
    /// By the numbers of words, the constructions of `all` that need one of several, this one among them.
    pub(super) by_word: Vec<Vec<usize>>,
    /// Those of `all` that need no certain word.
    pub(super) by_none: Vec<usize>,
}

/// Whose family it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Owner {
    Rule(usize),
    Credit(usize),
    Sign(usize),
}

/// A family ready to be looked for.
#[derive(Debug)]
pub(super) struct Ready {
    pub owner: Owner,
    pub family: usize,
    pub find: Vec<Construction>,
    pub except: Vec<Construction>,
    pub in_sentence: Vec<Construction>,
    pub nearby: Vec<Construction>,
    pub in_line: Vec<Construction>,
    pub needs: Vec<Vec<Construction>>,
}

/// A common word stands in so many lines that this many rare ones are looked up instead.
const COMMON: usize = 400;

const WORDS: &str = include_str!("../../../assets/rules/words.ron");
const CREDITS: &str = include_str!("../../../assets/rules/credits.ron");
const SIGNS: &str = include_str!("../../../assets/rules/signs.ron");
const RULES: [(&str, &str); 6] = [
    ("refusals", include_str!("../../../assets/rules/refusals.ron")),
    ("feelings", include_str!("../../../assets/rules/feelings.ron")),
    ("blame", include_str!("../../../assets/rules/blame.ron")),
    ("promises", include_str!("../../../assets/rules/promises.ron")),
    ("forms", include_str!("../../../assets/rules/forms.ron")),
    ("style", include_str!("../../../assets/rules/style.ron")),
];

/// What a site put in the shipped rules' place.
static IN_FORCE: OnceLock<Lexicon> = OnceLock::new();

static SHIPPED: LazyLock<Lexicon> =
    LazyLock::new(|| Lexicon::try_shipped().expect("the shipped rules can be read, which a test rules out otherwise"));

impl Lexicon {
    /// The rules that are part of the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// The rules that hold in this program: the shipped ones, unless a site's were put in force.
    #[must_use]
    pub fn in_force() -> &'static Self {
        IN_FORCE.get().unwrap_or_else(|| Self::shipped())
    }

    /// Puts these rules in force for the life of the program. Rules that are in force already stay, and these come back.
    ///
    /// # Errors
    /// These rules, when others are in force.
    pub fn put_in_force(self) -> Result<(), Box<Self>> {
        IN_FORCE.set(self).map_err(Box::new)
    }

    /// Reads the shipped rules, for tests that want to see what is wrong with them.
    ///
    /// # Errors
    /// In words: file, place, and what was expected.
    pub fn try_shipped() -> Result<Self, String> {
        let mut lexicon = Self::shipped_with(&BTreeMap::new())?;
        lexicon.index();
        Ok(lexicon)
    }

    /// Constructions of another floor, read with the shipped words and their sets: a line that is judged by these has no
    /// remarks, and the names of those it deserves as its credits.
    ///
    /// # Errors
    /// In words: which construction cannot be read, and why.
    pub fn of_credits(credits: Vec<Credit>) -> Result<Self, String> {
        let mut lexicon = Self::words_alone(&BTreeMap::new())?;
        for credit in credits {
            lexicon.add_credit(credit)?;
        }
        lexicon.index();
        Ok(lexicon)
    }

    /// The shipped rules, some sets of words enlarged; they are still to be indexed.
    pub(super) fn shipped_with(more: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let mut lexicon = Self::words_alone(more)?;
        for (file, text) in RULES {
            for rule in from_text::<Vec<WordRule>>(file, text)? {
                lexicon.add(rule).map_err(|error| format!("{file}.ron: {error}"))?;
            }
        }
        for credit in from_text::<Vec<Credit>>("credits", CREDITS)? {
            lexicon.add_credit(credit).map_err(|error| format!("credits.ron, {error}"))?;
        }
        for sign in from_text::<Vec<Credit>>("signs", SIGNS)? {
            let owner = Owner::Sign(lexicon.signs.len());
            lexicon.make_ready(owner, &sign.families).map_err(|error| format!("signs.ron, {}: {error}", sign.id))?;
            lexicon.signs.push(sign);
        }
        Ok(lexicon)
    }

    /// The shipped words and their sets, some of them enlarged; no rules yet.
    fn words_alone(more: &BTreeMap<String, Vec<String>>) -> Result<Self, String> {
        let words: Words = from_text("words", WORDS)?;
        let mut lexicon =
            Self { reader: PatternReader { spelling: words.spelling, ..PatternReader::default() }, ..Self::default() };
        lexicon.light = words.light.into_iter().collect();
        lexicon.common = words.common;
        if let Some(name) = more.keys().find(|name| !words.sets.iter().any(|(set, _)| set == *name)) {
            let near = nearest(name, words.sets.iter().map(|(set, _)| set.as_str()));
            let near = near.map_or_else(String::new, |near| format!("; did you mean \"{near}\"?"));
            return Err(format!("\"{name}\" is no set of words{near}"));
        }
        for (name, patterns) in words.sets {
            let patterns: Vec<String> = patterns.into_iter().chain(more.get(&name).into_iter().flatten().cloned()).collect();
            let set = lexicon.nodes(&patterns)?;
            lexicon.reader.sets.insert(name, set);
        }
        lexicon.tags = lexicon.patterns(&words.tags)?;
        Ok(lexicon)
    }

    fn add_credit(&mut self, credit: Credit) -> Result<(), String> {
        let owner = Owner::Credit(self.credits.len());
        self.make_ready(owner, &credit.families).map_err(|error| format!("{}: {error}", credit.id))?;
        self.credits.push(credit);
        Ok(())
    }

    pub(super) fn add(&mut self, rule: WordRule) -> Result<(), String> {
        if self.rule(&rule.id).is_some() {
            return Err(format!("\"{}\" is there already; give the rule another name", rule.id));
        }
        self.make_ready(Owner::Rule(self.rules.len()), &rule.families).map_err(|error| format!("{error} (rule {})", rule.id))?;
        let except = self.patterns(&rule.except).map_err(|error| format!("{error} (rule {})", rule.id))?;
        self.excepted.push(except);
        self.rules.push(rule);
        Ok(())
    }

    /// The rules, in the order of their files.
    #[must_use]
    pub fn rules(&self) -> &[WordRule] {
        &self.rules
    }

    /// The credits.
    #[must_use]
    pub fn credits(&self) -> &[Credit] {
        &self.credits
    }

    /// The signs: what a line does that is neither good nor bad in itself.
    #[must_use]
    pub fn signs(&self) -> &[Credit] {
        &self.signs
    }

    /// The rule of that name.
    #[must_use]
    pub fn rule(&self, id: &str) -> Option<&WordRule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    fn nodes(&mut self, texts: &[String]) -> Result<Vec<Pattern>, String> {
        texts.iter().map(|text| self.reader.read(text)).collect()
    }

    fn patterns(&mut self, texts: &[String]) -> Result<Vec<Construction>, String> {
        Ok(self.nodes(texts)?.into_iter().map(Construction::new).collect())
    }

    fn make_ready(&mut self, owner: Owner, families: &[Family]) -> Result<(), String> {
        for (number, family) in families.iter().enumerate() {
            let Unless { sentence, nearby, line } = &family.unless;
            let ready = Ready {
                owner,
                family: number,
                find: self.patterns(&family.find)?,
                except: self.patterns(&family.except)?,
                in_sentence: self.patterns(sentence)?,
                nearby: self.patterns(nearby)?,
                in_line: self.patterns(line)?,
                needs: family.needs.iter().map(|need| self.patterns(&need.any)).collect::<Result<_, _>>()?,
            };
            self.ready.push(ready);
        }
        Ok(())
    }

    /// Sorts the constructions by the rarest words they need.
    pub(super) fn index(&mut self) {
        let common: BTreeSet<WordId> = self.common.iter().filter_map(|word| self.reader.vocabulary.get(word).copied()).collect();
        let weight =
            |words: &BTreeSet<WordId>| words.iter().map(|word| if common.contains(word) { COMMON } else { 1 }).sum::<usize>();
        self.by_word = vec![Vec::new(); self.reader.vocabulary.len()];
        for (family, ready) in self.ready.iter().enumerate() {
            for (number, pattern) in ready.find.iter().enumerate() {
                let construction = self.all.len();
                self.all.push((family, number));
                match pattern.required(&weight) {
                    Some(words) => words.into_iter().for_each(|word| self.by_word[word as usize].push(construction)),
                    None => self.by_none.push(construction),
                }
            }
        }
    }

    /// How many constructions the rules hold, and how many of them can be found without a certain word.
    #[must_use]
    pub fn size(&self) -> (usize, usize) {
        (self.all.len(), self.by_none.len())
    }
}

fn from_text<T: serde::de::DeserializeOwned>(file: &str, text: &str) -> Result<T, String> {
    crate::tree::options().from_str(text).map_err(|error| {
        let at = error.span.start;
        format!("{file}.ron, line {}, column {}: {}", at.line, at.col, error.code)
    })
}
