//! What constructions look for in a word beside the word itself: its beginning, its end, its class. Each is numbered as
//! words are, so that both are looked up in the same way.

use super::token::{Class, WordId};
use std::collections::HashMap;

/// The marks that a word may bear.
#[derive(Debug, Default)]
pub(super) struct Marks {
    /// Beginnings, by their first letter.
    begins: HashMap<char, Vec<(String, WordId)>>,
    /// Ends, by their last letter.
    finishes: HashMap<char, Vec<(String, WordId)>>,
    classes: Vec<(Class, WordId)>,
}

impl Marks {
    /// Words that begin so bear this mark.
    pub fn begins(&mut self, start: &str, mark: WordId) {
        add(self.begins.entry(start.chars().next().unwrap_or_default()).or_default(), (start.to_owned(), mark));
    }

    /// Longer words that end so bear this mark.
    pub fn finishes(&mut self, end: &str, mark: WordId) {
        add(self.finishes.entry(end.chars().next_back().unwrap_or_default()).or_default(), (end.to_owned(), mark));
    }

    /// Words of this class bear this mark.
    pub fn is(&mut self, class: Class, mark: WordId) {
        add(&mut self.classes, (class, mark));
    }

    /// The marks of a word.
    pub fn of(&self, word: &str, classes: &[Class]) -> Vec<WordId> {
        let among = |table: &HashMap<char, Vec<(String, WordId)>>, letter: Option<char>, fits: &dyn Fn(&str) -> bool| {
            let all = letter.and_then(|letter| table.get(&letter)).into_iter().flatten();
            all.filter(|(part, _)| fits(part)).map(|(_, mark)| *mark).collect::<Vec<_>>()
        };
        let mut marks = among(&self.begins, word.chars().next(), &|start| word.starts_with(start));
        marks.extend(among(&self.finishes, word.chars().next_back(), &|end| word.ends_with(end) && word.len() > end.len()));
        marks.extend(self.classes.iter().filter(|(class, _)| classes.contains(class)).map(|(_, mark)| *mark));
        marks
    }
}

fn add<T: PartialEq>(list: &mut Vec<T>, one: T) {
    if !list.contains(&one) {
        list.push(one);
    }
}
