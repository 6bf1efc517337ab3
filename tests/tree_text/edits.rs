//! Any row of edits, on a text laid in any way, is read back exactly and keeps the author's text.

use super::common::{BILLING, tree};
use evenkeel::tree::{
    Answer, Condition, Document, Fact, FactId, FactKind, Kind, Mood, Outcome, Part, Step, StepId, Target, Tree, read,
};
use proptest::{prelude::*, sample::Index};
use std::sync::Arc;

/// One thing an author does to a tree.
#[derive(Clone, Copy, Debug)]
enum Edit {
    Title,
    AddLine,
    DropLine,
    SwapLines,
    AddAnswer,
    DropAnswer,
    SwapAnswers,
    Redirect,
    Needs,
    NeedNothing,
    Cue,
    Kind,
    AddStep,
    DropStep,
    MoveStep,
    RenameStep,
    AddFact,
    DropFact,
    Place,
    Unplace,
    Mood,
    DropTests,
}

const EDITS: [Edit; 22] = [
    Edit::Title,
    Edit::AddLine,
    Edit::DropLine,
    Edit::SwapLines,
    Edit::AddAnswer,
    Edit::DropAnswer,
    Edit::SwapAnswers,
    Edit::Redirect,
    Edit::Needs,
    Edit::NeedNothing,
    Edit::Cue,
    Edit::Kind,
    Edit::AddStep,
    Edit::DropStep,
    Edit::MoveStep,
    Edit::RenameStep,
    Edit::AddFact,
    Edit::DropFact,
    Edit::Place,
    Edit::Unplace,
    Edit::Mood,
    Edit::DropTests,
];

/// An edit with everything it may need.
#[derive(Clone, Debug)]
struct Change {
    edit: Edit,
    step: Index,
    other: Index,
    number: u16,
    words: String,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let words = prop_oneof![4 => "[a-z '\"\\\\\n\té“”/*,:(){}\\[\\]#]{0,16}", 1 => "[\\s\\S]{0,6}"];
    let one = (proptest::sample::select(&EDITS[..]), any::<Index>(), any::<Index>(), any::<u16>(), words);
    let change = one.prop_map(|(edit, step, other, number, words)| Change { edit, step, other, number, words });
    proptest::collection::vec(change, 1..8)
}

impl Change {
    fn apply(&self, tree: &mut Tree) {
        if tree.steps.is_empty() {
            return;
        }
        let at = self.step.index(tree.steps.len());
        let (id, words) = (tree.steps.get_index(at).expect("in range").0.clone(), self.words.clone());
        match self.edit {
            Edit::AddStep => {
                let copy = Arc::clone(&tree.steps[at]);
                tree.steps.shift_insert(at, step_id(self.number), copy);
            }
            Edit::DropStep => drop(tree.steps.shift_remove_index(at)),
            Edit::MoveStep => tree.steps.move_index(at, self.other.index(tree.steps.len())),
            Edit::RenameStep if !tree.steps.contains_key(&step_id(self.number)) => {
                let (_, step) = tree.steps.shift_remove_index(at).expect("in range");
                tree.steps.shift_insert(at, step_id(self.number), step);
            }
            Edit::AddFact => {
                let kind = FactKind::Choice(vec!["a".to_owned(), words.clone()]);
                let fact = Fact { label: words, kind, private: false, ask: None, latest: None, sample: None };
                tree.facts.insert(fact_id(self.number), Arc::new(fact));
            }
            Edit::DropFact if !tree.facts.is_empty() => {
                tree.facts.shift_remove_index(self.other.index(tree.facts.len()));
            }
            Edit::Place => drop(tree.layout.placed.insert(id, (i32::from(self.number) - 300, -7))),
            Edit::Unplace => drop(tree.layout.placed.shift_remove(&id)),
            Edit::Mood => tree.mood = if tree.mood == Mood::Calm { Mood::Heated } else { Mood::Calm },
            Edit::DropTests => tree.tests.clear(),
            _ => self.apply_to_step(Arc::make_mut(&mut tree.steps[at])),
        }
    }

    fn apply_to_step(&self, step: &mut Step) {
        let words = self.words.clone();
        let answers = step.answers.len();
        match self.edit {
            Edit::Title => step.title = words,
            Edit::AddLine => step.say.insert(self.other.index(step.say.len() + 1), words),
            Edit::DropLine if !step.say.is_empty() => drop(step.say.remove(self.other.index(step.say.len()))),
            Edit::SwapLines => step.say.reverse(),
            Edit::AddAnswer => {
                let to = Some(Target::Here(step_id(self.number)));
                let answer = Answer { when: words, to, needs: None, then: None, back: false, unsaid: true, told: false };
                step.answers.insert(self.other.index(answers + 1), answer);
            }
            Edit::DropAnswer if answers > 0 => drop(step.answers.remove(self.other.index(answers))),
            Edit::SwapAnswers => step.answers.reverse(),
            Edit::Redirect if answers > 0 => {
                step.answers[self.other.index(answers)].to = Target::new("other-tree/first").ok();
            }
            Edit::Needs if answers > 0 => {
                let is = Condition::Is(fact_id(self.number), words);
                step.answers[self.other.index(answers)].needs = Some(Condition::Not(Box::new(is)));
            }
            Edit::NeedNothing if answers > 0 => step.answers[self.other.index(answers)].needs = None,
            Edit::Cue => step.cue = step.cue.is_none().then_some(words),
            Edit::Kind => step.kind = Kind::End(Outcome::CutOff),
            _ => {}
        }
    }
}

fn step_id(number: u16) -> StepId {
    StepId::new(&format!("step-{number}")).expect("a good name")
}

fn fact_id(number: u16) -> FactId {
    FactId::new(&format!("fact_{number}")).expect("a good name")
}

/// The same tree in ways that authors lay it out. Each begins with the comment that a fresh writing would lose.
fn layouts() -> Vec<(&'static str, String)> {
    let crammed = BILLING.replace(",\n", ", ").replace("(\n", "( ").replace("[\n", "[ /* kept */ ");
    let no_last_commas = BILLING.replace(",\n    ]", " // last\n    ]").replace(",\n            ],", " // last\n            ],");
    let comments_beside = BILLING.replace("),\n", "), // beside\n").replace("\",\n", "\", // beside\n");
    let two_on_a_line =
        comments_beside.replace("// beside\n            stage", "/* beside */ stage").replace("            Answer(", " Answer(");
    let crlf = BILLING.replace('\n', "\r\n");
    let marked = format!("\u{feff}{BILLING}");
    let mut layouts = vec![("as written", BILLING.to_owned()), ("CRLF", crlf), ("with a byte order mark", marked)];
    layouts.push(("comments beside", comments_beside));
    layouts.push(("two on a line", two_on_a_line));
    layouts.push(("no last commas", no_last_commas));
    // Comments to the end of a line cannot stand in a line that goes on.
    let crammed = crammed.lines().map(|line| line.split("  //").next().unwrap_or(line)).collect::<Vec<_>>().join("\n");
    layouts.push(("crammed", crammed));
    layouts
}

const FIRST: &str = "// Billing error: a charge the customer did not expect";

fn after(document: &Document, changes: &[Change]) -> Result<(), TestCaseError> {
    let mut document = document.clone();
    for change in changes {
        let mut wanted = Tree::clone(document.tree());
        change.apply(&mut wanted);
        let before = document.text().to_string();
        document = document.with_tree(&wanted).map_err(|troubles| TestCaseError::fail(format!("{change:?}: {troubles:?}")))?;
        let text = document.text();
        let again = read(text).map_err(|troubles| TestCaseError::fail(format!("{troubles:?}")))?;
        prop_assert_eq!(&**again.tree(), &wanted, "{:?} reads back otherwise\n{}", change, text);
        for way in ways(&wanted) {
            prop_assert_eq!(document.place(&way), again.place(&way), "{:?} misplaces {:?}", change, way);
        }
        prop_assert!(text.contains(FIRST), "{change:?} threw the author's text away\n--- before\n{before}\n--- after\n{text}");
        let kept = document.with_tree(&wanted).expect("writes");
        prop_assert_eq!(kept.text(), text, "{:?}: writing it again changes it", change);
    }
    Ok(())
}

/// Ways to something of every part of a tree.
fn ways(tree: &Tree) -> Vec<Vec<Part<'_>>> {
    let name = Part::Name;
    let mut ways = vec![vec![], vec![name("start")], vec![name("tests"), Part::At(0)], vec![name("layout"), name("frames")]];
    ways.extend(tree.facts.keys().map(|id| vec![name("facts"), name(id.as_str()), name("kind")]));
    ways.extend(tree.limits.keys().map(|id| vec![name("limits"), name(id.as_str())]));
    for id in tree.steps.keys() {
        let step = [name("steps"), name(id.as_str())];
        ways.push(step.to_vec());
        ways.push([&step[..], &[name("answers"), Part::At(1), name("when")]].concat());
        ways.push([&step[..], &[name("say"), Part::At(0)]].concat());
    }
    ways
}

#[test]
fn every_layout_is_the_same_tree() {
    let plain = tree(BILLING);
    for (name, text) in layouts() {
        assert_eq!(tree(&text).tree(), plain.tree(), "{name}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_read_back_equal_and_the_text_is_kept(changes in changes(), layout in any::<Index>()) {
        let layouts = layouts();
        let (_, text) = &layouts[layout.index(layouts.len())];
        after(&tree(text), &changes)?;
    }
}
