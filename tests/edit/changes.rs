//! Any row of edits, for properties: what it is made of is chosen anew on the tree it is made on.

use evenkeel::{
    edit::{AnswerChange, Edit, Fragment, LineList, Pattern, Replacement, StepChange, TreeChange, fresh_step_id},
    tree::{Answer, Condition, Fact, FactId, FactKind, Frame, Kind, Note, Outcome, Stage, StepId, Target, Tree},
};
use proptest::{prelude::*, sample::Index};

/// One choice with everything an edit may need.
#[derive(Clone, Debug)]
pub struct Choice {
    what: usize,
    step: Index,
    other: Index,
    place: Index,
    words: String,
}

/// A row of choices.
pub fn choices(most: usize) -> impl Strategy<Value = Vec<Choice>> {
    let words = prop_oneof![4 => "[a-z '\"\\\\é“”/*,:(){}\\[\\]#]{0,16}", 1 => "[\\s\\S]{0,6}"];
    let one = (0..KINDS, any::<Index>(), any::<Index>(), any::<Index>(), words);
    let choice = one.prop_map(|(what, step, other, place, words)| Choice { what, step, other, place, words });
    proptest::collection::vec(choice, 1..most)
}

const KINDS: usize = 30;

fn step_of(tree: &Tree, index: Index) -> StepId {
    tree.steps.get_index(index.index(tree.steps.len())).expect("in range").0.clone()
}

impl Choice {
    fn corner(&self) -> i32 {
        i32::try_from(self.place.index(900)).unwrap_or_default()
    }

    /// The edit that this choice means on a tree.
    pub fn edit(&self, tree: &Tree) -> Edit {
        let (id, other, words) = (step_of(tree, self.step), step_of(tree, self.other), self.words.clone());
        let step = &tree.steps[&id];
        let at = self.place.index(4);
        let list = if at.is_multiple_of(2) { LineList::Say } else { LineList::SayHeated };
        let on = |change| Edit::Step(id.clone(), change);
        let answer = |change| Edit::Step(id.clone(), StepChange::Answer(at, change));
        let fact = FactId::new(&format!("fact_{at}")).expect("a name");
        match self.what {
            0 => Edit::Tree(TreeChange::Title(words)),
            1 => Edit::Tree(TreeChange::Start(other)),
            2 => Edit::AddStep {
                id: fresh_step_id(tree, &words),
                step: Box::new((**step).clone()),
                after: Some(other.clone()),
                from: Some((other, at)),
                at: Some((self.corner(), -3)),
            },
            3 => Edit::RemoveSteps(vec![id, other]),
            4 => Edit::RenameStep { from: id, to: fresh_step_id(tree, &words) },
            5 => on(StepChange::Title(words)),
            6 => on(StepChange::Line { list, at, text: words }),
            7 => on(StepChange::AddLine { list, at, text: words }),
            8 => on(StepChange::RemoveLine { list, at }),
            9 => on(StepChange::MoveLine { list, from: at, to: 0 }),
            10 => on(StepChange::ChangeMoodOfLine { list, at }),
            11 => on(StepChange::Cue((!words.is_empty()).then_some(words))),
            12 => on(StepChange::Kind(Kind::End(Outcome::CutOff))),
            13 => on(StepChange::Stage(Stage::ALL[self.other.index(12)])),
            14 => on(StepChange::AddAnswer { at, answer: plain_answer(&words, other) }),
            15 => on(StepChange::RemoveAnswer(at)),
            16 => on(StepChange::MoveAnswer { from: at, to: 0 }),
            17 => answer(AnswerChange::When(words)),
            18 => answer(AnswerChange::To(Some(Target::Here(other)))),
            19 => answer(AnswerChange::Needs(Some(Condition::Not(Box::new(Condition::Is(fact, words)))))),
            20 => answer(AnswerChange::Back(at == 0)),
            21 => Edit::AddFact { id: fact, fact: plain_fact(&words), after: None },
            22 => Edit::Fact(fact, plain_fact(&words)),
            23 => Edit::RemoveUsedFact(fact),
            24 => Edit::RenameFact { from: fact, to: FactId::new("another_name").expect("a name") },
            25 => Edit::Place(vec![(id, (self.corner(), 7)), (other, (0, 0))]),
            26 => Edit::Unplace(if at == 0 { Vec::new() } else { vec![id] }),
            27 => Edit::Frames(vec![Frame { title: words, colour: "tide".to_owned(), steps: vec![id, other] }]),
            28 => Edit::Notes(vec![Note { at: (1, 2), text: words }]),
            _ if at == 0 => {
                let pattern = Pattern { text: "the".to_owned(), ..Pattern::default() };
                Edit::Replace(Replacement { pattern, with: words, only: None })
            }
            _ => Edit::Paste { fragment: Fragment::of(tree, &[id, other]), at: (at == 1).then_some((40, 40)) },
        }
    }
}

pub fn plain_answer(when: &str, to: StepId) -> Answer {
    let to = Some(Target::Here(to));
    Answer { when: when.to_owned(), to, needs: None, then: None, back: false, unsaid: false, told: false }
}

pub fn plain_fact(label: &str) -> Fact {
    Fact { label: label.to_owned(), kind: FactKind::Text, private: false, ask: None, latest: None, sample: None }
}

pub fn step_id(name: &str) -> StepId {
    StepId::new(name).expect("a name")
}

pub fn fact_id(name: &str) -> FactId {
    FactId::new(name).expect("a name")
}
