//! How wide the letters of the interface's face are, so that text can be measured where there are no fonts.

/// The weights in which text stands on a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Running text.
    Regular,
    /// Titles.
    Semibold,
}

/// What a letter measures that is in neither table, per mille of the size.
const OTHER: u16 = 560;

/// From the space to the tilde, per mille of the size.
#[rustfmt::skip]
const REGULAR: [u16; 95] = [
    280, 286, 301, 651, 592, 919, 731, 160, 299, 299, 485, 606, 210, 362, 210, 387, 648, 407, 548,
    576, 614, 588, 598, 510, 615, 595, 210, 210, 553, 628, 553, 480, 778, 626, 613, 645, 669, 569,
    552, 694, 694, 392, 512, 631, 541, 824, 693, 714, 592, 724, 614, 592, 558, 690, 593, 856, 623,
    575, 607, 317, 387, 344, 552, 372, 243, 525, 566, 485, 564, 538, 314, 558, 550, 252, 245, 492,
    262, 845, 550, 548, 566, 574, 349, 471, 326, 540, 461, 684, 481, 449, 460, 344, 237, 344, 555,
];

/// From the space to the tilde, per mille of the size.
#[rustfmt::skip]
const SEMIBOLD: [u16; 95] = [
    303, 298, 362, 730, 604, 953, 727, 195, 324, 324, 485, 598, 252, 369, 253, 424, 656, 430, 569,
    592, 621, 602, 617, 529, 621, 578, 253, 253, 564, 617, 564, 526, 780, 662, 634, 654, 683, 589,
    562, 711, 699, 415, 546, 654, 548, 848, 710, 737, 617, 747, 639, 604, 592, 687, 628, 877, 666,
    627, 615, 333, 424, 344, 573, 391, 274, 544, 587, 502, 586, 555, 349, 582, 565, 285, 255, 536,
    301, 870, 565, 567, 587, 591, 368, 497, 360, 559, 509, 723, 522, 499, 492, 370, 249, 370, 543,
];

/// Signs beyond them: regular, semibold.
const FURTHER: [(char, u16, u16); 10] = [
    ('“', 399, 455),
    ('”', 399, 455),
    ('‘', 236, 259),
    ('’', 236, 259),
    ('–', 504, 502),
    ('—', 824, 830),
    ('…', 670, 747),
    ('£', 610, 627),
    ('€', 664, 674),
    ('é', 538, 555),
];

/// How wide a text is at a size, in points.
#[must_use]
pub fn width_of(text: &str, weight: Weight, size: f32) -> f32 {
    let mille: u32 = text.chars().map(|letter| u32::from(advance(letter, weight))).sum();
    mille as f32 * size / 1000.0
}

fn advance(letter: char, weight: Weight) -> u16 {
    let table = match weight {
        Weight::Regular => &REGULAR,
        Weight::Semibold => &SEMIBOLD,
    };
    let place = (letter as usize).checked_sub(32);
    place.and_then(|place| table.get(place).copied()).unwrap_or_else(|| {
        let further = FURTHER.iter().find(|(known, ..)| *known == letter);
        further.map_or(OTHER, |(_, regular, semibold)| if weight == Weight::Regular { *regular } else { *semibold })
    })
}

/// Breaks a text at its words into lines of at most this width; what goes beyond `most` lines is cut with an ellipsis.
#[must_use]
pub fn broken(text: &str, weight: Weight, size: f32, width: f32, most: usize) -> Vec<String> {
    let fits = |line: &str| width_of(line, weight, size) <= width;
    let mut lines: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in text.split_whitespace() {
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if fits(&longer) {
            line = longer;
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        if lines.len() > most {
            break;
        }
        for letter in word.chars() {
            line.push(letter);
            if !fits(&line) && line.chars().nth(1).is_some() {
                line.pop();
                lines.push(std::mem::replace(&mut line, letter.to_string()));
            }
        }
    }
    if !line.is_empty() {
        lines.push(line);
    }
    if lines.len() > most {
        lines.truncate(most);
        if let Some(last) = lines.last_mut() {
            while !last.is_empty() && !fits(&format!("{last}…")) {
                last.pop();
            }
            last.truncate(last.trim_end().len());
            last.push('…');
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_whole_and_what_is_too_long_ends_with_an_ellipsis() {
        let lines = broken("one two three four five six seven", Weight::Regular, 10.0, 60.0, 2);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width_of(line, Weight::Regular, 10.0) <= 60.0), "{lines:?}");
    }

    #[test]
    fn a_word_wider_than_the_line_is_broken_within() {
        let lines = broken("incomprehensibilities", Weight::Semibold, 10.0, 50.0, 9);
        assert_eq!(lines.concat(), "incomprehensibilities");
        assert!(lines.iter().all(|line| width_of(line, Weight::Semibold, 10.0) <= 50.0), "{lines:?}");
    }

    #[test]
    fn no_text_takes_no_line() {
        assert!(broken("  ", Weight::Regular, 10.0, 50.0, 2).is_empty());
    }
}
