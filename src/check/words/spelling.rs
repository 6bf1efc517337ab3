//! One spelling for what is said alike: contractions in full, British and American ways, small letters.

use serde::Deserialize;
use std::collections::HashMap;

/// The ways of writing that are read as one; a part of the words' file.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Spelling {
    /// Words that stand for several, such as "gonna".
    whole: HashMap<String, String>,
    /// Other ways of writing one word.
    same: HashMap<String, String>,
    /// Words whose -ize is their own.
    keeps_z: Vec<String>,
    /// Words after which 's is short for "is".
    short_is: Vec<String>,
}

impl Spelling {
    /// The words that a written word stands for, in small letters and one spelling.
    pub fn plain(&self, written: &str) -> Vec<String> {
        let small: String = written.chars().flat_map(char::to_lowercase).map(|c| if c == '’' { '\'' } else { c }).collect();
        if let Some(words) = self.whole.get(&small) {
            return words.split(' ').map(str::to_owned).collect();
        }
        if let Some(base) = small.strip_suffix("n't") {
            let base = match base {
                "ca" => "can",
                "wo" => "will",
                "sha" => "shall",
                "ai" => "is",
                other => other,
            };
            return vec![base.to_owned(), "not".to_owned()];
        }
        let Some((base, end)) = small.rsplit_once('\'') else {
            return vec![self.one(small)];
        };
        if base.is_empty() {
            return vec![small];
        }
        let full = match end {
            "m" => "am",
            "re" => "are",
            "ve" => "have",
            "ll" => "will",
            "d" => "would",
            "s" if self.short_is.iter().any(|word| word == base) => "is",
            // Whose it is, or "is" after a name.
            "s" => "'s",
            _ => return vec![self.one(small.replace('\'', ""))],
        };
        let mut words = self.plain(base);
        words.push(full.to_owned());
        words
    }

    fn one(&self, small: String) -> String {
        if let Some(word) = self.same.get(&small) {
            return word.clone();
        }
        for (american, british) in
            [("ize", "ise"), ("ized", "ised"), ("izes", "ises"), ("izing", "ising"), ("ization", "isation")]
        {
            if let Some(base) = small.strip_suffix(american)
                && base.len() > 2
                && !self.keeps_z.contains(&small)
            {
                return format!("{base}{british}");
            }
        }
        small
    }
}

/// A verb and its regular forms, as they may be written.
pub(super) fn forms(word: &str) -> Vec<String> {
    let mut forms = vec![word.to_owned(), format!("{word}s"), format!("{word}es"), format!("{word}ed"), format!("{word}ing")];
    if let Some(base) = word.strip_suffix('e') {
        forms.extend([format!("{word}d"), format!("{base}ing")]);
    }
    if let Some(base) = word.strip_suffix('y') {
        forms.extend([format!("{base}ies"), format!("{base}ied")]);
    }
    if let Some(last) = word.chars().next_back().filter(|last| !"aeiouwxy".contains(*last)) {
        forms.extend([format!("{word}{last}ed"), format!("{word}{last}ing")]);
    }
    forms
}
