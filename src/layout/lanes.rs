//! Gives every strand within a gap a lane of its own to change height in, so that none cross that need not.

use super::web::{End, Strand};

/// The lanes of one gap.
#[derive(Clone, Debug, Default)]
pub(super) struct Lanes {
    /// Each strand's lane, from the left; nothing where a strand runs straight across.
    pub of: Vec<Option<usize>>,
    /// How many lanes there are.
    pub count: usize,
}

/// What shares a lane: strands that arrive at one entry from the same side, or a single strand.
struct Bus {
    strands: Vec<usize>,
    top: f32,
    bottom: f32,
    /// What the order follows.
    key: f32,
    lane: usize,
}

impl Lanes {
    /// Chooses the lanes; `height` tells where an end lies.
    pub fn of(strands: &[Strand], height: impl Fn(End) -> f32) -> Self {
        let mut lanes = Self { of: vec![None; strands.len()], count: 0 };
        let ends: Vec<(f32, f32)> = strands.iter().map(|strand| (height(strand.from), height(strand.to))).collect();
        let turns = |left: bool| strands.iter().enumerate().filter(move |(_, one)| !one.is_through() && one.from.left == left);
        // Turns on the left keep nearest to their column, the shortest first, so that an outer one goes round an inner one.
        let mut left: Vec<Bus> = turns(true).map(|(number, _)| single(number, ends[number])).collect();
        left.sort_by(|a, b| (a.bottom - a.top).total_cmp(&(b.bottom - b.top)));
        let mut right: Vec<Bus> = turns(false).map(|(number, _)| single(number, ends[number])).collect();
        right.sort_by(|a, b| (b.bottom - b.top).total_cmp(&(a.bottom - a.top)));
        lanes.pack(left);
        lanes.pack_through(strands, &ends);
        lanes.pack(right);
        lanes
    }

    /// Lanes for turns, in this order from the left.
    fn pack(&mut self, mut buses: Vec<Bus>) {
        let first = self.count;
        for number in 0..buses.len() {
            let (before, rest) = buses.split_at_mut(number);
            let bus = &mut rest[0];
            bus.lane = before.iter().filter(|other| overlap(other, bus)).map(|other| other.lane + 1).max().unwrap_or(first);
            self.take(bus);
        }
    }

    /// Strands that cross the gap: those that go down take lanes from the lowest up, those that go up from the highest
    /// down; then two of them cross only if one begins above and ends below the other.
    fn pack_through(&mut self, strands: &[Strand], ends: &[(f32, f32)]) {
        let first = self.count;
        let mut down: Vec<Bus> = Vec::new();
        let mut up: Vec<Bus> = Vec::new();
        let mut through: Vec<usize> = (0..strands.len()).filter(|number| strands[*number].is_through()).collect();
        let (from, to) =
            (|number: usize| across(strands[number], ends[number]).0, |number: usize| across(strands[number], ends[number]).1);
        through.sort_by(|a, b| to(*a).total_cmp(&to(*b)).then(from(*a).total_cmp(&from(*b))));
        for number in through {
            let (start, end) = (from(number), to(number));
            if start == end {
                continue;
            }
            let buses = if start < end { &mut down } else { &mut up };
            match buses.last_mut().filter(|bus| bus.key == end) {
                Some(bus) => {
                    bus.strands.push(number);
                    bus.top = bus.top.min(start);
                    bus.bottom = bus.bottom.max(start);
                }
                None => buses.push(single(number, (start, end))),
            }
        }
        down.reverse();
        let mut placed: Vec<Bus> = Vec::new();
        for mut buses in [down, up] {
            let ours = placed.len();
            for mut bus in buses.drain(..) {
                let lowest =
                    placed[ours..].iter().filter(|other| overlap(other, &bus)).map(|other| other.lane + 1).max().unwrap_or(first);
                let mut taken: Vec<usize> =
                    placed[..ours].iter().filter(|other| overlap(other, &bus)).map(|other| other.lane).collect();
                taken.sort_unstable();
                bus.lane = lowest;
                for lane in taken {
                    if lane == bus.lane {
                        bus.lane += 1;
                    }
                }
                self.take(&bus);
                placed.push(bus);
            }
        }
    }

    fn take(&mut self, bus: &Bus) {
        for strand in &bus.strands {
            self.of[*strand] = Some(bus.lane);
        }
        self.count = self.count.max(bus.lane + 1);
    }
}

/// Where a strand touches the gap's left side, and where its right side.
fn across(strand: Strand, (from, to): (f32, f32)) -> (f32, f32) {
    if strand.from.left { (from, to) } else { (to, from) }
}

fn single(strand: usize, (from, to): (f32, f32)) -> Bus {
    Bus { strands: vec![strand], top: from.min(to), bottom: from.max(to), key: to, lane: 0 }
}

/// Whether two would touch in one lane.
fn overlap(one: &Bus, other: &Bus) -> bool {
    one.top <= other.bottom && other.top <= one.bottom
}
