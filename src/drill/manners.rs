//! What kind of answer an answer is, read from its words by `assets/drill/manners.ron`.

use super::{names::Manner, persona::Band};
use crate::{
    check::words::{ByName, Credit, Family, Lexicon, Moment},
    tree::options,
};
use serde::Deserialize;
use std::sync::LazyLock;

/// How well the line before was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quality {
    /// It did what the step is for, and heated nothing.
    Good,
    /// It did nothing, or not what the step is for.
    Weak,
    /// It heated.
    Bad,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Likes {
    good: (i32, i32, i32),
    weak: (i32, i32, i32),
    bad: (i32, i32, i32),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sort {
    manner: Manner,
    likes: Likes,
    find: Vec<String>,
}

/// The kinds of answers, ready to be recognised.
#[derive(Debug)]
pub struct Manners {
    sorts: Vec<(Manner, Likes)>,
    signs: Lexicon,
}

static SHIPPED: LazyLock<Manners> =
    LazyLock::new(|| Manners::try_shipped().expect("the manners are part of the program, which a test reads"));

impl Manners {
    /// Those that are part of the program.
    #[must_use]
    pub fn shipped() -> &'static Self {
        &SHIPPED
    }

    /// Reads them, for a test that wants to see what is wrong.
    ///
    /// # Errors
    /// In words: where, and what was expected.
    pub fn try_shipped() -> Result<Self, String> {
        let text = include_str!("../../assets/drill/manners.ron");
        let sorts: Vec<Sort> = options().from_str(text).map_err(|error| {
            let at = error.span.start;
            format!("manners.ron, line {}, column {}: {}", at.line, at.col, error.code)
        })?;
        let likes = sorts.iter().map(|sort| (sort.manner, sort.likes)).collect();
        let credit = |(place, sort): (usize, Sort)| Credit {
            // Numbered, so that the first that fits is the first in order.
            id: format!("{place:02}"),
            title: String::new(),
            families: vec![Family { find: sort.find, ..Family::default() }],
            good: Vec::new(),
            bad: Vec::new(),
        };
        let credits = sorts.into_iter().enumerate().map(credit).collect();
        let signs = Lexicon::of_credits(credits).map_err(|error| format!("manners.ron, {error}"))?;
        Ok(Self { sorts: likes, signs })
    }

    /// The kind of an answer, by its words.
    #[must_use]
    pub fn of(&self, when: &str) -> Manner {
        self.sort(when).map_or(Manner::Other, |(manner, _)| *manner)
    }

    /// The first kind that fits the words.
    fn sort(&self, when: &str) -> Option<&(Manner, Likes)> {
        // What stands in quotation marks is what the customer says.
        let words: String = when.chars().filter(|c| !matches!(c, '“' | '”' | '"')).collect();
        let judged = self.signs.judge(&words, Moment::default(), &ByName);
        let first = judged.credits.first().and_then(|place| place.parse::<usize>().ok());
        first.and_then(|place| self.sorts.get(place))
    }

    /// How readily a customer of that heat gives that answer, after a line of that quality.
    #[must_use]
    pub fn liking(&self, when: &str, quality: Quality, heat: f32) -> i32 {
        let likes = self.sort(when).map(|(_, likes)| likes);
        let (cool, warm, hot) = match (likes, quality) {
            (Some(likes), Quality::Good) => likes.good,
            (Some(likes), Quality::Weak) => likes.weak,
            (Some(likes), Quality::Bad) => likes.bad,
            (None, _) => (3, 3, 3),
        };
        match Band::of(heat) {
            Band::Cool => cool,
            Band::Warm => warm,
            Band::Hot => hot,
        }
    }
}
