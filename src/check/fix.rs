//! The one obvious way to put a finding right.

use crate::{
    edit::{AnswerChange, Edit, LineList, StepChange},
    tree::{Cap, Condition, Fact, FactId, FactKind, Kind, LimitId, Part, Step, StepId, Target, Tree, Way},
};

/// An edit that puts a finding right, and what it is called on its button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, in a few words.
    pub title: String,
    /// The edit.
    pub edit: Edit,
}

impl Fix {
    pub(super) fn new(title: impl Into<String>, edit: Edit) -> Self {
        Self { title: title.into(), edit }
    }
}

/// The edit of a step, by the name it has in its tree.
pub(super) fn on(tree: &Tree, step: &str, change: StepChange) -> Option<Edit> {
    tree.steps.get_key_value(step).map(|(id, _)| Edit::Step(id.clone(), change))
}

/// Leads a way to the step whose name was meant.
pub(super) fn lead(tree: &Tree, id: &StepId, way: Way, near: Option<Target>) -> Option<Fix> {
    let (near, step) = (near?, tree.steps.get(id)?);
    let title = format!("Lead to {near}");
    let change = match way {
        Way::Answer(at) => StepChange::Answer(at, AnswerChange::To(Some(near))),
        Way::Then(_) => return None,
        Way::Cap => StepChange::Cap(Some(Cap { visits: step.cap.as_ref()?.visits, then: near })),
        Way::NobodyFree => {
            let mut kind = step.kind.clone();
            if let Kind::Escalate { nobody_free, .. } = &mut kind {
                *nobody_free = Some(near);
            }
            StepChange::Kind(kind)
        }
    };
    Some(Fix::new(title, Edit::Step(id.clone(), change)))
}

/// Names the fact that was meant, or declares the one that is missing.
pub(super) fn fact(tree: &Tree, step: &str, way: &[Part], found: &str, near: Option<&str>) -> Option<Fix> {
    let Some(near) = near else {
        let id = FactId::new(found).ok()?;
        let label = label_of(found);
        let fact = Fact { label, kind: FactKind::Text, private: false, ask: None, latest: None, sample: None };
        return Some(Fix::new(format!("Declare {found} as text"), Edit::AddFact { id, fact, after: None }));
    };
    let change = with_fact(tree.steps.get(step)?, way, found, &FactId::new(near).ok()?)?;
    Some(Fix::new(format!("Make it {near}"), on(tree, step, change)?))
}

/// `refund_date` is shown as “Refund date”.
fn label_of(name: &str) -> String {
    let words = name.replace('_', " ");
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The change that puts one fact in the place of another where `way` leads.
fn with_fact(step: &Step, way: &[Part], from: &str, to: &FactId) -> Option<StepChange> {
    let line = |line: &str| line.replace(&format!("{{{from}}}"), &format!("{{{to}}}"));
    let of = |list: LineList, at: usize| Some(StepChange::Line { list, at, text: line(list.of(step).get(at)?) });
    match way {
        [Part::Name("say"), Part::At(at)] => of(LineList::Say, *at),
        [Part::Name("say_heated"), Part::At(at)] => of(LineList::SayHeated, *at),
        [Part::Name("task")] => Some(StepChange::Task(step.task.as_deref().map(line))),
        [Part::Name("captures"), Part::At(at)] => {
            let mut captures = step.captures.clone();
            *captures.get_mut(*at)? = to.clone();
            Some(StepChange::Captures(captures))
        }
        [Part::Name("promise"), Part::Name(field)] => {
            let mut promise = step.promise.clone()?;
            let place = match *field {
                "what" => {
                    promise.what = line(&promise.what);
                    return Some(StepChange::Promise(Some(promise)));
                }
                "owner" => &mut promise.owner,
                "by" => &mut promise.by,
                "at" => &mut promise.at,
                "accepted" => &mut promise.accepted,
                _ => return None,
            };
            *place = Some(to.clone());
            Some(StepChange::Promise(Some(promise)))
        }
        [Part::Name("answers"), Part::At(at), ..] => {
            let needs = step.answers.get(*at)?.needs.as_ref()?;
            let needs = with_leaves(needs, &|leaf| in_leaf(leaf, from, to));
            Some(StepChange::Answer(*at, AnswerChange::Needs(Some(needs))))
        }
        _ => None,
    }
}

fn in_leaf(leaf: &Condition, from: &str, to: &FactId) -> Condition {
    if leaf.fact().is_none_or(|fact| fact != from) {
        return leaf.clone();
    }
    let to = to.clone();
    match leaf.clone() {
        Condition::Known(_) => Condition::Known(to),
        Condition::Is(_, value) => Condition::Is(to, value),
        Condition::AtMost(_, value) => Condition::AtMost(to, value),
        Condition::AtLeast(_, value) => Condition::AtLeast(to, value),
        Condition::Within(_, limit) => Condition::Within(to, limit),
        Condition::Over(_, limit) => Condition::Over(to, limit),
        whole => whole,
    }
}

/// Names the limit that was meant in the condition of an answer.
pub(super) fn limit(tree: &Tree, step: &str, way: &[Part], found: &LimitId, near: Option<&str>) -> Option<Fix> {
    let near = LimitId::new(near?).ok()?;
    let [Part::Name("answers"), Part::At(at), ..] = way else {
        return None;
    };
    let needs = tree.steps.get(step)?.answers.get(*at)?.needs.as_ref()?;
    let needs = with_leaves(needs, &|leaf| match leaf {
        Condition::Within(fact, limit) if limit == found => Condition::Within(fact.clone(), near.clone()),
        Condition::Over(fact, limit) if limit == found => Condition::Over(fact.clone(), near.clone()),
        other => other.clone(),
    });
    let change = StepChange::Answer(*at, AnswerChange::Needs(Some(needs)));
    Some(Fix::new(format!("Make it {near}"), on(tree, step, change)?))
}

/// The condition with other leaves.
fn with_leaves(condition: &Condition, change: &impl Fn(&Condition) -> Condition) -> Condition {
    let all = |parts: &[Condition]| parts.iter().map(|part| with_leaves(part, change)).collect();
    match condition {
        Condition::All(parts) => Condition::All(all(parts)),
        Condition::Any(parts) => Condition::Any(all(parts)),
        Condition::Not(part) => Condition::Not(Box::new(with_leaves(part, change))),
        leaf => change(leaf),
    }
}
