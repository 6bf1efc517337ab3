//! A small generator of numbers from a seed: the same seed and the same question give the same answer, always.

/// Numbers drawn from a seed. Nothing is kept between draws, so a call played again from its middle draws the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chance(u64);

impl Chance {
    /// The numbers of a seed for one turn and one purpose.
    pub fn new(seed: u64, turn: usize, purpose: &str) -> Self {
        let mut mixed = mix(seed ^ 0x9e37_79b9_7f4a_7c15);
        mixed = mix(mixed ^ turn as u64);
        for byte in purpose.bytes() {
            mixed = mix(mixed ^ u64::from(byte));
        }
        Self(mixed)
    }

    /// The next number.
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number below `count`; nought where there is nothing to choose from.
    pub fn below(&mut self, count: usize) -> usize {
        if count == 0 { 0 } else { (self.next() % count as u64) as usize }
    }

    /// One of these.
    pub fn one_of<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }

    /// Puts things in an order of its own.
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for last in (1..things.len()).rev() {
            things.swap(last, self.below(last + 1));
        }
    }
}

/// The finishing step of splitmix64 (Steele, Lea and Flood 2014).
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_the_same_answer_and_another_has_another() {
        let draw = |seed, turn, purpose| Chance::new(seed, turn, purpose).next();
        assert_eq!(draw(7, 3, "order"), draw(7, 3, "order"));
        assert_ne!(draw(7, 3, "order"), draw(8, 3, "order"));
        assert_ne!(draw(7, 3, "order"), draw(7, 4, "order"));
        assert_ne!(draw(7, 3, "order"), draw(7, 3, "words"));
    }

    #[test]
    fn every_place_is_come_to_in_a_shuffle() {
        let mut firsts = [0; 4];
        for seed in 0..400 {
            let mut things = [0, 1, 2, 3];
            Chance::new(seed, 1, "order").shuffle(&mut things);
            firsts[things[0]] += 1;
        }
        assert!(firsts.iter().all(|count| *count > 60), "{firsts:?}");
    }
}
