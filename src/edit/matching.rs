//! Which entry of a list became which: the same one, or one whose words were changed.

use std::collections::{BTreeMap, VecDeque};

/// Two entries at least this alike are one, reworded.
const ALIKE: f64 = 0.6;
/// Longer words, in bytes, are not compared letter by letter.
const LONG: usize = 600;
/// In lists with more changed entries than this only neighbours are compared.
const MANY: usize = 60;

/// For each entry of `after` its partner in `before`, by the words each is known by: the same words first, then the
/// most alike, then what stands in the same gap.
pub(super) fn partners(before: &[&str], after: &[&str]) -> Vec<Option<usize>> {
    let mut places: BTreeMap<&str, VecDeque<usize>> = BTreeMap::new();
    for (index, words) in before.iter().enumerate() {
        places.entry(words).or_default().push_back(index);
    }
    let mut partner: Vec<Option<usize>> = after.iter().map(|words| places.get_mut(words).and_then(VecDeque::pop_front)).collect();
    let mut free: Vec<bool> = vec![true; before.len()];
    partner.iter().flatten().for_each(|index| free[*index] = false);
    pair_alike(before, after, &mut partner, &mut free);
    pair_gaps(before.len(), &mut partner, &mut free);
    partner
}

fn pair_alike(before: &[&str], after: &[&str], partner: &mut [Option<usize>], free: &mut [bool]) {
    let lost: Vec<usize> = (0..before.len()).filter(|index| free[*index]).collect();
    let new: Vec<usize> = (0..after.len()).filter(|index| partner[*index].is_none()).collect();
    if lost.len() > MANY || new.len() > MANY {
        return;
    }
    let mut pairs: Vec<(f64, usize, usize)> = Vec::new();
    for old in &lost {
        for place in &new {
            let alike = likeness(before[*old], after[*place]);
            if alike >= ALIKE {
                pairs.push((alike, *old, *place));
            }
        }
    }
    pairs.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.abs_diff(a.2).cmp(&b.1.abs_diff(b.2))).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, old, place) in pairs {
        if free[old] && partner[place].is_none() {
            free[old] = false;
            partner[place] = Some(old);
        }
    }
}

fn likeness(one: &str, other: &str) -> f64 {
    if one.len().max(other.len()) > LONG {
        return f64::from(one.get(..LONG) == other.get(..LONG));
    }
    strsim::normalized_levenshtein(one, other)
}

/// As many entries lost as found between the same two neighbours: each was written anew.
fn pair_gaps(before: usize, partner: &mut [Option<usize>], free: &mut [bool]) {
    let mut start = 0;
    while start < partner.len() {
        if partner[start].is_some() {
            start += 1;
            continue;
        }
        let end = (start..partner.len()).find(|index| partner[*index].is_some()).unwrap_or(partner.len());
        let first = start.checked_sub(1).map_or(Some(0), |above| partner[above].map(|index| index + 1));
        let last = partner.get(end).map_or(Some(before), |below| *below);
        if let (Some(first), Some(last)) = (first, last)
            && first + (end - start) == last
            && free[first..last].iter().all(|free| *free)
        {
            for (offset, place) in (start..end).enumerate() {
                partner[place] = Some(first + offset);
                free[first + offset] = false;
            }
        }
        start = end;
    }
}

/// The places whose entries did not move: a longest run of partners in rising order. The others moved.
pub(super) fn unmoved(partner: &[Option<usize>]) -> Vec<bool> {
    // The tails of the best runs so far, by length; each entry remembers what stood before it.
    let mut tails: Vec<usize> = Vec::new();
    let mut previous: Vec<Option<usize>> = vec![None; partner.len()];
    for (place, index) in partner.iter().enumerate().filter_map(|(place, index)| Some((place, (*index)?))) {
        let length = tails.partition_point(|tail| partner[*tail].is_some_and(|at| at < index));
        previous[place] = length.checked_sub(1).map(|length| tails[length]);
        if length == tails.len() {
            tails.push(place);
        } else {
            tails[length] = place;
        }
    }
    let mut stays = vec![false; partner.len()];
    let mut place = tails.last().copied();
    while let Some(at) = place {
        stays[at] = true;
        place = previous[at];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reworded_entry_keeps_its_partner_wherever_it_stands() {
        let before = ["Tell me what you see on the bill.", "What has happened?"];
        assert_eq!(partners(&before, &["What has happened?", "Tell me what you see on your bill."]), [Some(1), Some(0)]);
    }

    #[test]
    fn what_is_written_anew_between_the_same_neighbours_is_the_same_entry_and_anything_else_is_new() {
        assert_eq!(partners(&["a", "one", "z"], &["a", "quite different", "z"]), [Some(0), Some(1), Some(2)]);
        assert_eq!(partners(&["a", "z"], &["a", "quite different", "z"]), [Some(0), None, Some(1)]);
        assert_eq!(partners(&["a", "one", "z"], &["a", "quite", "different", "z"]), [Some(0), None, None, Some(2)]);
    }

    #[test]
    fn the_one_entry_that_moved_is_told_from_those_it_passed() {
        let partner = partners(&["a", "b", "c", "d"], &["d", "a", "b", "c"]);
        assert_eq!(unmoved(&partner), [false, true, true, true]);
    }
}
