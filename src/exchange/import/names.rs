//! Names out of words: what a step is called in the file, and when two ways of writing mean the same step.

use crate::tree::Outcome;

/// A name in a file is cut about here.
const LONGEST_NAME: usize = 48;

/// A title is cut about here; a whole paragraph is a line to say and no title.
const LONGEST_TITLE: usize = 90;

/// Small letters, digits and one joining sign: "Is the error ours?" becomes `is-the-error-ours`.
pub(super) fn slug(words: &str, joint: char) -> String {
    let mut name = String::new();
    let mut is_gap = false;
    for letter in words.chars().filter(|letter| !is_apostrophe(*letter)).flat_map(char::to_lowercase) {
        match plain(letter) {
            "" if letter.is_ascii_lowercase() || letter.is_ascii_digit() => join(&mut name, &mut is_gap, joint, letter),
            "" => is_gap = true,
            letters => letters.chars().for_each(|letter| join(&mut name, &mut is_gap, joint, letter)),
        }
        if name.len() > LONGEST_NAME {
            let end = name.rfind(joint).filter(|end| *end > LONGEST_NAME / 2).unwrap_or(LONGEST_NAME);
            name.truncate(end);
            break;
        }
    }
    name
}

fn join(name: &mut String, is_gap: &mut bool, joint: char, letter: char) {
    if std::mem::take(is_gap) && !name.is_empty() {
        name.push(joint);
    }
    name.push(letter);
}

/// A letter with a mark, as the letters it is written with where there are no marks; empty for all others.
fn plain(letter: char) -> &'static str {
    match letter {
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è'..='ë' | 'ē' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' => "s",
        'ß' => "ss",
        'ť' | 'ţ' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ű' | 'ů' | 'ū' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        _ => "",
    }
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘')
}

/// The words without case, marks and doubled spaces: two names of one step are equal in this form.
pub(super) fn normal(words: &str) -> String {
    let mut normal = String::with_capacity(words.len());
    for letter in words.chars().filter(|letter| !is_apostrophe(*letter)) {
        if letter.is_alphanumeric() {
            normal.extend(letter.to_lowercase());
        } else if !normal.is_empty() && !normal.ends_with(' ') {
            normal.push(' ');
        }
    }
    normal.truncate(normal.trim_end().len());
    if normal.is_empty() { words.trim().to_owned() } else { normal }
}

/// The words on one line, without signs that nobody can see.
pub(super) fn clean(words: &str) -> String {
    let visible = |letter: char| if letter.is_control() || letter == '\u{feff}' { ' ' } else { letter };
    let visible: String = words.chars().map(visible).collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A title of a length that can be read at a glance.
pub(super) fn short(words: &str) -> String {
    let Some((end, _)) = words.char_indices().nth(LONGEST_TITLE) else {
        return words.to_owned();
    };
    let end = words[..end].rfind(' ').filter(|space| *space > LONGEST_TITLE / 2).unwrap_or(end);
    format!("{}…", words[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// A name as a title: `over-limit` is "Over limit"; words that are a title already stay.
pub(super) fn title(name: &str) -> String {
    let is_name = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'));
    if !is_name {
        return name.to_owned();
    }
    if name.bytes().all(|byte| byte.is_ascii_digit()) {
        return format!("Step {name}");
    }
    let words = name.replace(['-', '_'], " ");
    let mut letters = words.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// How the call ends, where the words of a target say that it does. The words are [`normal`].
pub(super) fn ending(words: &str) -> Option<Outcome> {
    match words {
        "end" | "ends" | "end call" | "end of call" | "end the call" | "the end" | "finish" | "finished" | "done" | "stop"
        | "exit" | "quit" | "close" | "close call" | "close the call" | "goodbye" | "solved" | "resolved" => {
            Some(Outcome::Resolved)
        }
        "follow up" | "end follow up" => Some(Outcome::FollowUp),
        "handed over" | "end handed over" => Some(Outcome::HandedOver),
        "hang up" | "hangs up" | "ended early" | "end ended early" => Some(Outcome::EndedEarly),
        "cut off" | "end cut off" => Some(Outcome::CutOff),
        _ => None,
    }
}

/// A number of things in words: "1 step", "3 steps".
pub(super) fn counted(number: usize, what: &str) -> String {
    format!("{number} {what}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_small_letters_digits_and_one_sign() {
        assert_eq!(slug("Is the error ours?", '-'), "is-the-error-ours");
        assert_eq!(slug("  It's “Größe 2” – naïve!  ", '-'), "its-grosse-2-naive");
        assert_eq!(slug("Refund date", '_'), "refund_date");
        assert_eq!(slug("Жалоба", '-'), "");
        let long = slug(&"very long title ".repeat(1000), '-');
        assert!(long.len() <= LONGEST_NAME && !long.ends_with('-'), "{long}");
    }

    #[test]
    fn a_step_is_the_same_however_its_name_is_written() {
        assert_eq!(normal("Over-Limit "), normal("over limit"));
        assert_eq!(normal("Can't say."), normal("can’t say"));
        assert_eq!(normal("???"), "???");
    }

    #[test]
    fn a_name_becomes_a_title_and_a_title_stays() {
        assert_eq!(title("over-limit"), "Over limit");
        assert_eq!(title("12"), "Step 12");
        assert_eq!(title("Is it ours?"), "Is it ours?");
    }
}
