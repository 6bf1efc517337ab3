//! Names in an order and found by themselves; copies share all but the blocks in which something changed.

use indexmap::Equivalent;
use std::{
    hash::{BuildHasher, BuildHasherDefault, DefaultHasher, Hash},
    sync::Arc,
};

/// So many names make a block; one grows to twice as many before it is divided.
pub(super) const BLOCK: usize = 64;
/// So many names share a home before there are more homes.
const CROWD: usize = 64;

/// Where a name stands: its block, and its place there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub block: usize,
    pub at: usize,
}

/// Different names in their order.
pub(super) struct Names<K> {
    blocks: Vec<Arc<Block<K>>>,
    /// The place of each block's first name in the whole order, and behind them how many names there are.
    starts: Vec<usize>,
    /// Where the block of each mark stands.
    standing: Vec<usize>,
    /// The hash of every name with the mark of its block, spread over homes by the hash. Their number is a power of two.
    homes: Vec<Arc<Vec<(u64, usize)>>>,
}

#[derive(Clone)]
struct Block<K> {
    /// Stays the same when blocks before this one come and go.
    mark: usize,
    hashes: Vec<u64>,
    names: Vec<K>,
}

fn hash_of<Q: ?Sized + Hash>(name: &Q) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(name)
}

impl<K> Names<K> {
    pub fn len(&self) -> usize {
        self.starts.last().copied().unwrap_or_default()
    }

    pub fn blocks(&self) -> usize {
        self.blocks.len()
    }

    /// The spot of the name at that place of the order, which must be there.
    pub fn spot(&self, index: usize) -> Spot {
        // Most blocks are as full as they were made.
        let guess = (index / BLOCK).min(self.blocks.len().saturating_sub(1));
        let is_there = self.starts[guess] <= index && self.starts.get(guess + 1).is_some_and(|next| index < *next);
        let block = if is_there { guess } else { self.starts.partition_point(|start| *start <= index) - 1 };
        Spot { block, at: index - self.starts[block] }
    }

    pub fn index(&self, spot: Spot) -> usize {
        self.starts[spot.block] + spot.at
    }

    pub fn name(&self, spot: Spot) -> &K {
        &self.blocks[spot.block].names[spot.at]
    }

    fn iter(&self) -> impl Iterator<Item = &K> {
        self.blocks.iter().flat_map(|block| &block.names)
    }

    /// Where a name is to be put so that it comes last.
    pub fn end(&self) -> Spot {
        match self.blocks.last() {
            Some(last) if last.names.len() < BLOCK => Spot { block: self.blocks.len() - 1, at: last.names.len() },
            _ => Spot { block: self.blocks.len(), at: 0 },
        }
    }

    fn home(&self, hash: u64) -> usize {
        (hash >> 32) as usize & (self.homes.len() - 1)
    }

    /// Whether the blocks begin at the same places.
    pub fn is_divided_as<L>(&self, other: &Names<L>) -> bool {
        self.starts == other.starts
    }
}

impl<K: Hash + Eq> Names<K> {
    pub fn find<Q: ?Sized + Hash + Equivalent<K>>(&self, name: &Q) -> Option<Spot> {
        let hash = hash_of(name);
        let in_block = |mark: usize| {
            let block = self.standing[mark];
            let Block { hashes, names, .. } = &*self.blocks[block];
            let at = (0..names.len()).find(|at| hashes[*at] == hash && name.equivalent(&names[*at]))?;
            Some(Spot { block, at })
        };
        let home = &self.homes[self.home(hash)];
        home.iter().filter(|(known, _)| *known == hash).find_map(|(_, mark)| in_block(*mark))
    }
}

impl<K: Hash + Eq + Clone> Names<K> {
    /// Puts a new name at a spot. Gives the place at which its block was divided in two, if it was.
    pub fn insert(&mut self, spot: Spot, name: K) -> Option<usize> {
        if self.len() >= self.homes.len() * CROWD {
            self.build_homes();
        }
        let hash = hash_of(&name);
        if spot.block == self.blocks.len() {
            self.insert_block(spot.block, Block { mark: self.standing.len(), hashes: Vec::new(), names: Vec::new() });
        }
        let block = Arc::make_mut(&mut self.blocks[spot.block]);
        block.hashes.insert(spot.at, hash);
        block.names.insert(spot.at, name);
        let (mark, is_full) = (block.mark, block.names.len() > 2 * BLOCK);
        for start in &mut self.starts[spot.block + 1..] {
            *start += 1;
        }
        let home = self.home(hash);
        Arc::make_mut(&mut self.homes[home]).push((hash, mark));
        is_full.then(|| {
            self.divide(spot.block);
            BLOCK
        })
    }

    fn divide(&mut self, at: usize) {
        let mark = self.standing.len();
        let block = Arc::make_mut(&mut self.blocks[at]);
        let before = block.mark;
        let (hashes, names) = (block.hashes.split_off(BLOCK), block.names.split_off(BLOCK));
        for hash in &hashes {
            let home = self.home(*hash);
            let homes = Arc::make_mut(&mut self.homes[home]);
            if let Some((_, known)) = homes.iter_mut().find(|known| **known == (*hash, before)) {
                *known = mark;
            }
        }
        self.insert_block(at + 1, Block { mark, hashes, names });
    }

    /// Puts a block in, whose names may have been counted with the block before it.
    fn insert_block(&mut self, at: usize, block: Block<K>) {
        let start = self.starts.get(at).map_or(0, |next| next - block.names.len());
        if self.starts.is_empty() {
            self.starts.push(0);
        }
        self.starts.insert(at, start);
        self.standing.push(at);
        self.blocks.insert(at, Arc::new(block));
        self.stand_from(at);
    }

    fn stand_from(&mut self, first: usize) {
        for (block, at) in self.blocks[first..].iter().zip(first..) {
            self.standing[block.mark] = at;
        }
    }

    /// Takes a name out, and says whether its block went with it.
    pub fn remove(&mut self, spot: Spot) -> (K, bool) {
        let block = Arc::make_mut(&mut self.blocks[spot.block]);
        let (hash, name) = (block.hashes.remove(spot.at), block.names.remove(spot.at));
        let (mark, is_empty) = (block.mark, block.names.is_empty());
        self.leave_home(hash, mark);
        for start in &mut self.starts[spot.block + 1..] {
            *start -= 1;
        }
        if is_empty {
            self.blocks.remove(spot.block);
            self.starts.remove(spot.block);
            self.stand_from(spot.block);
        }
        (name, is_empty)
    }

    /// Another name at a spot, which no other has.
    pub fn replace(&mut self, spot: Spot, name: K) {
        let hash = hash_of(&name);
        let block = Arc::make_mut(&mut self.blocks[spot.block]);
        let mark = block.mark;
        let before = std::mem::replace(&mut block.hashes[spot.at], hash);
        block.names[spot.at] = name;
        self.leave_home(before, mark);
        let home = self.home(hash);
        Arc::make_mut(&mut self.homes[home]).push((hash, mark));
    }

    fn leave_home(&mut self, hash: u64, mark: usize) {
        let home = self.home(hash);
        let home = Arc::make_mut(&mut self.homes[home]);
        if let Some(at) = home.iter().position(|known| *known == (hash, mark)) {
            home.swap_remove(at);
        }
    }

    /// More homes, for as many names again.
    fn build_homes(&mut self) {
        let mut homes = vec![Vec::new(); self.homes.len() * 4];
        let all = homes.len() - 1;
        for block in &self.blocks {
            for hash in &block.hashes {
                homes[(hash >> 32) as usize & all].push((*hash, block.mark));
            }
        }
        self.homes = homes.into_iter().map(Arc::new).collect();
    }
}

impl<K> Clone for Names<K> {
    fn clone(&self) -> Self {
        let Self { blocks, starts, standing, homes } = self;
        Self { blocks: blocks.clone(), starts: starts.clone(), standing: standing.clone(), homes: homes.clone() }
    }
}

impl<K> Default for Names<K> {
    fn default() -> Self {
        Self { blocks: Vec::new(), starts: Vec::new(), standing: Vec::new(), homes: vec![Arc::default()] }
    }
}

/// Equal in names and order; what is shared is not looked at.
impl<K: PartialEq> PartialEq for Names<K> {
    fn eq(&self, other: &Self) -> bool {
        if self.is_divided_as(other) {
            let mut blocks = self.blocks.iter().zip(&other.blocks);
            return blocks.all(|(one, other)| Arc::ptr_eq(one, other) || one.names == other.names);
        }
        self.len() == other.len() && self.iter().eq(other.iter())
    }
}
