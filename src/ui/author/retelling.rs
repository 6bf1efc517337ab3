//! What the thread tells of a text beside its findings: its voice, the errors of wording it brings, the tests it breaks.

use crate::{
    check::{
        Source, TestWay, play_test, trees_of,
        voice::{BadWords, Voice, bad_words, new_words, spoken_lines},
        words::Lexicon,
    },
    tree::{Document, Test, Tree, read},
};
use std::{collections::BTreeMap, sync::Arc};

/// A test that fails.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenTest {
    /// Its name.
    pub name: String,
    /// The way it went while it did not fail; nothing where it never came there.
    pub before: Option<TestWay>,
    /// The way it goes now.
    pub now: TestWay,
}

/// What is told of a text.
pub struct Retold {
    /// What its lines sound like together.
    pub voice: Arc<Voice>,
    /// The errors of wording that are not in the text it began from.
    pub brought: Arc<Vec<BadWords>>,
    /// The tests that fail.
    pub broken: Arc<Vec<BrokenTest>>,
}

/// The text it began from.
struct Base {
    text: Arc<str>,
    /// As a tree, where it is one.
    tree: Option<Arc<Tree>>,
    /// The errors of wording in it.
    words: Vec<BadWords>,
}

/// What is remembered from one text to the next.
#[derive(Default)]
pub struct Retelling {
    base: Option<Base>,
    /// The ways of the tests that did not fail.
    ways: BTreeMap<String, TestWay>,
}

impl Retelling {
    /// Tells of a text; `base` is the one it began from.
    pub fn of(&mut self, document: &Document, base: Option<&Arc<str>>, neighbours: &[Source]) -> Retold {
        let voice = Arc::new(Voice::of(document.tree()));
        self.stand_on(base);
        let old: &[BadWords] = self.base.as_ref().map_or(&[], |base| &base.words);
        let brought = Arc::new(new_words(old, bad_words(document.tree(), &voice.lines)));
        Retold { voice, brought, broken: Arc::new(self.broken(document.tree(), neighbours)) }
    }

    fn stand_on(&mut self, base: Option<&Arc<str>>) {
        if self.base.as_ref().map(|base| &base.text) == base {
            return;
        }
        self.base = base.map(|text| {
            let tree = read(text).ok().map(|document| Arc::clone(document.tree()));
            let words = tree.as_ref().map(|tree| bad_words(tree, &spoken_lines(tree, Lexicon::in_force()))).unwrap_or_default();
            Base { text: Arc::clone(text), tree, words }
        });
    }

    fn broken(&mut self, tree: &Arc<Tree>, neighbours: &[Source]) -> Vec<BrokenTest> {
        if tree.tests.is_empty() {
            return Vec::new();
        }
        let around = || neighbours.iter().map(|source| source.document.tree()).filter(|other| other.id != tree.id);
        let trees = trees_of(around().chain([tree]));
        let mut broken = Vec::new();
        for test in &tree.tests {
            let now = play_test(&trees, tree, test);
            if now.trouble.is_none() {
                self.ways.insert(test.name.clone(), now);
                continue;
            }
            let before = self.ways.get(&test.name).cloned().or_else(|| {
                let base = self.base.as_ref().and_then(|base| base.tree.as_ref())?;
                before_in(base, test, &trees_of(around().chain([base])))
            });
            broken.push(BrokenTest { name: test.name.clone(), before, now });
        }
        broken
    }
}

/// The way a test went in the text it began from, where it came to the step it names.
fn before_in(base: &Arc<Tree>, test: &Test, trees: &crate::call::Trees) -> Option<TestWay> {
    let way = play_test(trees, base, test);
    way.trouble.is_none().then_some(way)
}
