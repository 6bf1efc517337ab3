//! Work that is being written or changed: what is typed, and what is asked for with it.

use super::state::same;
use crate::{
    drill::{Assignment, Level, tracks},
    site::typed,
    tree::{FactKind, TreeId, Value},
};
use jiff::{ToSpan as _, civil::Date};

/// A day further off than this, typed without its year, has gone by this year.
const HALF_A_YEAR: i64 = 183;

/// Work that is being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWork {
    /// Who it is for; empty for everybody.
    pub trainee: String,
    /// A whole track; one drill otherwise.
    pub track: Option<String>,
    /// The tree.
    pub tree: String,
    /// The customer; any where it is left out.
    pub persona: Option<String>,
    /// How much is shown.
    pub level: Level,
    /// The day by which, as it is typed.
    pub by: String,
    /// Days from one drill of a track to the next, as they are typed; empty where all have the same day.
    pub apart: String,
    /// A word to the trainee.
    pub words: String,
    /// What stood in the way of the last try.
    pub trouble: Option<String>,
    /// The work that is changed.
    pub of: Option<Box<Assignment>>,
}

impl NewWork {
    /// One drill on a tree, for everybody, in a week.
    #[must_use]
    pub fn on(tree: String) -> Self {
        let (trainee, words, by, apart) = (String::new(), String::new(), "+7".to_owned(), String::new());
        Self { trainee, track: None, tree, persona: None, level: Level::Faded, by, apart, words, trouble: None, of: None }
    }

    /// Work as it was asked for, to be changed.
    #[must_use]
    pub fn change(work: &Assignment) -> Self {
        Self {
            trainee: work.trainee.clone(),
            persona: work.persona.clone(),
            level: work.level,
            by: work.by.strftime("%-d %b %Y").to_string(),
            words: work.words.clone(),
            of: Some(Box::new(work.clone())),
            ..Self::on(work.tree.to_string())
        }
    }

    /// The day that is typed.
    ///
    /// # Errors
    /// In words: what is understood, or that it has gone by.
    pub fn day(&self, today: Date) -> Result<Date, String> {
        let Value::Date(day) = typed(&FactKind::Date, &self.by, "en-GB", today)? else {
            return Err("Write a day, such as fri, +7 or 27 Nov.".to_owned());
        };
        let has_year = self.by.split(|c: char| !c.is_ascii_digit()).any(|part| part.len() == 4);
        let is_far = today.checked_add(HALF_A_YEAR.days()).is_ok_and(|far| day > far);
        if is_far && !has_year {
            let (short, long) = (day.strftime("%-d %b"), day.strftime("%-d %b %Y"));
            return Err(format!("{short} has gone by this year. Write {long} if that is meant."));
        }
        // Work that is changed may keep a day that has gone by.
        let keeps = self.of.as_ref().is_some_and(|work| work.by == day);
        if day >= today || keeps { Ok(day) } else { Err("That day has gone by. Write today, or a later one.".to_owned()) }
    }

    /// The days between two drills of a track.
    ///
    /// # Errors
    /// In words: what is understood.
    pub fn days_apart(&self) -> Result<i64, String> {
        match self.apart.trim() {
            "" => Ok(0),
            text => {
                let days = text.parse::<u8>().ok().filter(|days| *days <= 60);
                days.map(i64::from).ok_or_else(|| format!("“{text}” is not a number of days. Write 0 to 60."))
            }
        }
    }

    /// The day of each drill: that of the first, and so many days on.
    #[must_use]
    pub fn days(&self, first: Date, count: usize) -> Vec<Date> {
        let apart = self.days_apart().unwrap_or_default();
        (0..count).map(|at| first.saturating_add((apart * i64::try_from(at).unwrap_or_default()).days())).collect()
    }

    /// The trainee as the team knows the name; one that is new has capitals where all was typed small.
    #[must_use]
    pub fn named(&self, known: &[&str]) -> String {
        let typed = self.trainee.trim();
        if let Some(name) = known.iter().find(|name| same(name, typed)) {
            return (*name).to_owned();
        }
        if typed.chars().any(char::is_uppercase) {
            return typed.to_owned();
        }
        let capital = |word: &str| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        };
        typed.split_whitespace().map(capital).collect::<Vec<String>>().join(" ")
    }

    /// The work that is asked for: one assignment, or one for each scenario of the track.
    ///
    /// # Errors
    /// In words: what is missing.
    pub fn asks(
        &self,
        set_by: &str,
        today: Date,
        known: &[&str],
        mut new_id: impl FnMut() -> String,
    ) -> Result<Vec<Assignment>, String> {
        let by = self.day(today)?;
        self.days_apart()?;
        if set_by.trim().is_empty() {
            return Err("Write your own name in Settings first, so that they know who asks.".to_owned());
        }
        let mut one = |tree: TreeId, persona: Option<String>, level: Level, track: &str, by: Date| Assignment {
            id: new_id(),
            trainee: self.named(known),
            track: track.to_owned(),
            tree,
            persona,
            level,
            by,
            words: self.words.trim().to_owned(),
            set_by: set_by.trim().to_owned(),
            set_on: today,
        };
        let Some(id) = &self.track else {
            let tree = TreeId::new(&self.tree).map_err(|_| "Choose a tree.".to_owned())?;
            let new = one(tree, self.persona.clone(), self.level, "", by);
            // What is changed stays the same work, asked for when and by whom it was.
            return Ok(vec![match &self.of {
                Some(of) => {
                    let Assignment { id, track, set_by, set_on, .. } = (**of).clone();
                    Assignment { id, track, set_by, set_on, ..new }
                }
                None => new,
            }]);
        };
        let track = tracks().iter().find(|track| track.id == *id).ok_or("That track is not here any more.")?;
        let scenarios = track.scenarios.iter().zip(self.days(by, track.scenarios.len()));
        Ok(scenarios.map(|(one_of, by)| one(one_of.tree.clone(), Some(one_of.persona.clone()), one_of.level, id, by)).collect())
    }
}
