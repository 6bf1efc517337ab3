//! Columns in which links are as short as they can be together: the network simplex of Gansner, Koutsofios, North and Vo,
//! "A Technique for Drawing Directed Graphs" (1993), section 2.

/// What must stand to the right of what; `pull` tells how many links want it near.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tie {
    pub left: usize,
    pub right: usize,
    pub pull: i32,
    /// How many columns lie between them at least, the right one's own included.
    pub least: i32,
}

/// Shortens the ties of columns that keep to them, in so many steps at most; all that stands must hang together.
pub(super) fn shorten(columns: &mut [i32], ties: &[Tie], steps: usize) {
    let mut simplex = Simplex { columns, ties, ..Simplex::default() };
    if !simplex.span() {
        return;
    }
    for _ in 0..steps {
        simplex.measure();
        if !simplex.exchange() {
            break;
        }
    }
}

/// A tree of tight ties that spans all, and what is known of it.
#[derive(Default)]
struct Simplex<'a> {
    columns: &'a mut [i32],
    ties: &'a [Tie],
    /// The ties of the tree at each place.
    near: Vec<Vec<usize>>,
    /// The tie by which each place was come to from the first, and the places in the order met.
    above: Vec<usize>,
    met: Vec<usize>,
    /// When each place was met, and when the last one below it was.
    first: Vec<usize>,
    last: Vec<usize>,
    /// The ties that pull to the right, less those that pull to the left, of each place and all below it.
    pull: Vec<i32>,
}

/// No tie.
const NONE: usize = usize::MAX;

impl Simplex<'_> {
    fn slack(&self, tie: &Tie) -> i32 {
        self.columns[tie.right] - self.columns[tie.left] - tie.least
    }

    /// Makes a tree of tight ties, moving what is reached towards what is not. Tells whether one spans all.
    fn span(&mut self) -> bool {
        let count = self.columns.len();
        self.near = vec![Vec::new(); count];
        let mut at: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (number, tie) in self.ties.iter().enumerate() {
            at[tie.left].push(number);
            at[tie.right].push(number);
        }
        let mut reached = vec![false; count];
        let mut inside = Vec::with_capacity(count);
        let mut open = vec![0];
        if count > 0 {
            reached[0] = true;
        }
        loop {
            while let Some(one) = open.pop() {
                inside.push(one);
                for number in &at[one] {
                    let tie = &self.ties[*number];
                    let other = tie.left + tie.right - one;
                    if !reached[other] && self.slack(tie) == 0 {
                        reached[other] = true;
                        open.push(other);
                        self.near[tie.left].push(*number);
                        self.near[tie.right].push(*number);
                    }
                }
            }
            if inside.len() >= count {
                return true;
            }
            let leaving = self.ties.iter().filter(|tie| reached[tie.left] != reached[tie.right]);
            let Some(tie) = leaving.min_by_key(|tie| self.slack(tie)) else {
                return false;
            };
            let slack = self.slack(tie);
            let (by, next) = if reached[tie.left] { (slack, tie.left) } else { (-slack, tie.right) };
            for one in &inside {
                self.columns[*one] += by;
            }
            // Its neighbour is tight now; what else became so is met when its own turn comes.
            open.extend(inside.drain(..).filter(|one| *one != next));
            open.push(next);
        }
    }

    /// Walks the tree from the first place and adds up what pulls below each tie.
    fn measure(&mut self) {
        let count = self.columns.len();
        self.above.clear();
        self.above.resize(count, NONE);
        self.first.clear();
        self.first.resize(count, 0);
        self.met.clear();
        let mut open = vec![0];
        while let Some(one) = open.pop() {
            self.first[one] = self.met.len();
            self.met.push(one);
            for number in &self.near[one] {
                if *number != self.above[one] {
                    let other = self.ties[*number].left + self.ties[*number].right - one;
                    self.above[other] = *number;
                    open.push(other);
                }
            }
        }
        self.pull.clear();
        self.pull.resize(count, 0);
        for tie in self.ties {
            self.pull[tie.left] += tie.pull;
            self.pull[tie.right] -= tie.pull;
        }
        self.last.clone_from(&self.first);
        for one in self.met.iter().skip(1).rev() {
            let tie = &self.ties[self.above[*one]];
            let parent = tie.left + tie.right - one;
            self.pull[parent] += self.pull[*one];
            self.last[parent] = self.last[parent].max(self.last[*one]);
        }
    }

    /// Lets the part below the tie that saves most move, until another tie is tight. Tells whether any saves.
    fn exchange(&mut self) -> bool {
        // Below a tie that leads away from the first place all would move to the right, and the reverse.
        let saves = |one: usize| {
            let is_right = self.ties[self.above[one]].right == one;
            if is_right { self.pull[one] } else { -self.pull[one] }
        };
        let Some(one) = self.met.iter().skip(1).copied().max_by_key(|one| (saves(*one), std::cmp::Reverse(*one))) else {
            return false;
        };
        if saves(one) <= 0 {
            return false;
        }
        let leaving = self.above[one];
        let moves_right = self.ties[leaving].right == one;
        let below = |place: usize| self.first[one] <= self.first[place] && self.first[place] <= self.last[one];
        let stops = |tie: &Tie| {
            let (left, right) = (below(tie.left), below(tie.right));
            if moves_right { left && !right } else { right && !left }
        };
        let stopping = self.ties.iter().enumerate().filter(|(_, tie)| stops(tie));
        let Some((entering, tie)) = stopping.min_by_key(|(number, tie)| (self.slack(tie), *number)) else {
            return false;
        };
        let by = if moves_right { self.slack(tie) } else { -self.slack(tie) };
        for place in &self.met[self.first[one]..=self.last[one]] {
            self.columns[*place] += by;
        }
        for (number, is_in) in [(leaving, false), (entering, true)] {
            for place in [self.ties[number].left, self.ties[number].right] {
                if is_in { self.near[place].push(number) } else { self.near[place].retain(|near| *near != number) }
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_as_short_as_can_be_together() {
        // Two boxes can stand anywhere on their way; each belongs where more of its links are short.
        let tie = |left, right| Tie { left, right, pull: 1, least: 1 };
        let ties = [tie(0, 1), tie(1, 2), tie(2, 3), tie(3, 4), tie(0, 5), tie(5, 4), tie(5, 6), tie(6, 4), tie(5, 3)];
        let mut columns = [0, 1, 2, 3, 4, 1, 2];
        shorten(&mut columns, &ties, 100);
        assert_eq!(columns, [0, 1, 2, 3, 4, 2, 3]);
    }

    #[test]
    fn what_does_not_hang_together_stays_as_it_is() {
        let mut columns = [0, 1, 5];
        shorten(&mut columns, &[Tie { left: 0, right: 1, pull: 1, least: 1 }], 100);
        assert_eq!(columns, [0, 1, 5]);
    }
}
