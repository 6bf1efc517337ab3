//! Which fields there are to be merged: of a tree, a step, an answer, a fact, a limit.

use super::{describe, merging::Merging};
use crate::tree::{AlwaysKey, Answer, Entries, Fact, Frame, Limit, Note, OwnedPart, Step, StepId, Test, Tree};
use std::sync::Arc;

impl Merging {
    pub fn tree(&mut self, base: &Tree, ours: &Tree, theirs: &Tree) -> Tree {
        let text = |text: &String| (!text.is_empty()).then(|| text.clone());
        let of = [base, ours, theirs];
        let mut tree = ours.clone();
        tree.title = self.top("title", of.map(|tree| &tree.title), text);
        tree.summary = self.top("summary", of.map(|tree| &tree.summary), text);
        tree.language = self.top("language", of.map(|tree| &tree.language), text);
        tree.revision = self.top("revision", of.map(|tree| &tree.revision), |revision| Some(revision.to_string()));
        tree.status = self.top("status", of.map(|tree| &tree.status), |status| Some(describe::status(*status).to_owned()));
        tree.owner = self.top("owner", of.map(|tree| &tree.owner), text);
        tree.review_by = self.top("review_by", of.map(|tree| &tree.review_by), text);
        tree.mood = self.top("mood", of.map(|tree| &tree.mood), |mood| Some(describe::mood(*mood).to_owned()));
        tree.start = self.top("start", of.map(|tree| &tree.start), |start| Some(start.to_string()));
        tree.id = self.top("id", of.map(|tree| &tree.id), |id| Some(id.to_string()));
        for key in AlwaysKey::ALL {
            self.part = vec![OwnedPart::Name("always".to_owned())];
            let versions = of.map(|tree| key.own(&tree.always).cloned());
            let words = |target: &Option<_>| target.as_ref().map(ToString::to_string);
            *key.own_mut(&mut tree.always) = self.one(key.in_words(), versions.each_ref(), words);
        }
        tree.facts = self.map("facts", of.map(|tree| &tree.facts), describe::fact, Self::fact);
        tree.limits = self.map("limits", of.map(|tree| &tree.limits), describe::limit, Self::limit);
        tree.steps = self.map("steps", of.map(|tree| &tree.steps), describe::step, Self::step);
        self.step = None;
        self.part = vec![OwnedPart::Name("tests".to_owned())];
        let name = |test: &Test| test.name.clone();
        tree.tests = self.plain("test", of.map(|tree| &tree.tests[..]), name, describe::test);
        self.layout(of, &mut tree);
        tree
    }

    fn layout(&mut self, of: [&Tree; 3], tree: &mut Tree) {
        self.part = vec![OwnedPart::Name("layout".to_owned())];
        let title = |frame: &Frame| frame.title.clone();
        let frames = of.map(|tree| &tree.layout.frames[..]);
        tree.layout.frames = self.list("frame", frames, title, describe::frame, |merging, field, entry| {
            let [base, ours, theirs] = entry;
            let text = |text: &String| Some(text.clone());
            let id = |id: &StepId| id.to_string();
            Frame {
                title: merging.one(field, [&base.title, &ours.title, &theirs.title], text),
                colour: merging.one(&format!("colour of {field}"), [&base.colour, &ours.colour, &theirs.colour], text),
                steps: merging.plain("step in the frame", [&base.steps[..], &ours.steps, &theirs.steps], id, id),
            }
        });
        let text = |note: &Note| note.text.clone();
        tree.layout.notes = self.plain("note", of.map(|tree| &tree.layout.notes[..]), text, describe::note);
        // Both may have moved a step: where it stands changes nothing on a call.
        let conflicts = self.conflicts.len();
        let places =
            of.map(|tree| tree.layout.placed.iter().map(|(id, at)| (id.clone(), Arc::new(*at))).collect::<Entries<_, _>>());
        let placed = self.map("placed", places.each_ref(), |_| Vec::new(), |merging, at| merging.one("", at, |_| None));
        tree.layout.placed = placed.iter().map(|(id, at)| (id.clone(), **at)).collect();
        self.conflicts.truncate(conflicts);
    }

    fn fact(&mut self, of: [&Fact; 3]) -> Fact {
        let text = |text: &String| Some(text.clone());
        let told = |value: &Option<String>| value.clone();
        Fact {
            label: self.one("label", of.map(|fact| &fact.label), text),
            kind: self.one("kind", of.map(|fact| &fact.kind), |kind| Some(describe::fact_kind(kind))),
            private: self.one("private", of.map(|fact| &fact.private), |yes| Some(yes.to_string())),
            ask: self.one("ask", of.map(|fact| &fact.ask), told),
            latest: self.one("latest", of.map(|fact| &fact.latest), |span| span.map(describe::span)),
            sample: self.one("sample", of.map(|fact| &fact.sample), told),
        }
    }

    fn limit(&mut self, of: [&Limit; 3]) -> Limit {
        let text = |text: &String| Some(text.clone());
        Limit {
            label: self.one("label", of.map(|limit| &limit.label), text),
            kind: self.one("kind", of.map(|limit| &limit.kind), |kind| Some(describe::fact_kind(kind))),
            at_most: self.one("at most", of.map(|limit| &limit.at_most), text),
        }
    }

    fn step(&mut self, of: [&Step; 3]) -> Step {
        let text = |text: &String| Some(text.clone());
        let told = |value: &Option<String>| value.clone();
        let own = String::clone;
        Step {
            kind: self.one("kind", of.map(|step| &step.kind), |kind| Some(describe::kind(kind))),
            stage: self.one("stage", of.map(|step| &step.stage), |stage| Some(stage.in_words().to_owned())),
            title: self.one("title", of.map(|step| &step.title), text),
            say: self.plain("line", of.map(|step| &step.say[..]), own, own),
            say_heated: self.plain("heated line", of.map(|step| &step.say_heated[..]), own, own),
            task: self.one("task", of.map(|step| &step.task), told),
            cue: self.one("cue", of.map(|step| &step.cue), told),
            avoid: self.plain("better wording", of.map(|step| &step.avoid[..]), |swap| swap.not.clone(), describe::swap),
            techniques: self.plain("technique", of.map(|step| &step.techniques[..]), ToString::to_string, ToString::to_string),
            captures: self.plain("captured fact", of.map(|step| &step.captures[..]), ToString::to_string, ToString::to_string),
            promise: self.one("promise", of.map(|step| &step.promise), |promise| promise.as_ref().map(describe::promise)),
            cap: self.one("cap", of.map(|step| &step.cap), |cap| cap.as_ref().map(describe::cap)),
            warning: self.one("warning", of.map(|step| &step.warning), |yes| Some(yes.to_string())),
            was: self.plain("earlier name", of.map(|step| &step.was[..]), ToString::to_string, ToString::to_string),
            allow: self.plain(
                "silenced finding",
                of.map(|step| &step.allow[..]),
                |allow| format!("{} {}", allow.rule, allow.line),
                describe::allow,
            ),
            answers: self.list(
                "answer",
                of.map(|step| &step.answers[..]),
                |answer| answer.when.clone(),
                describe::answer,
                Self::answer,
            ),
        }
    }

    fn answer(&mut self, field: &str, of: [&Answer; 3]) -> Answer {
        let target = |target: &Option<_>| Some(describe::target(target.as_ref()));
        let yes = |yes: &bool| Some(yes.to_string());
        let name = |what: &str| format!("{field} {what}");
        Answer {
            when: self.one(field, of.map(|answer| &answer.when), |when| Some(when.clone())),
            to: self.one(&name("to"), of.map(|answer| &answer.to), target),
            needs: self.one(&name("needs"), of.map(|answer| &answer.needs), |needs| needs.as_ref().map(describe::condition)),
            then: self.one(&name("then"), of.map(|answer| &answer.then), |then| then.as_ref().map(ToString::to_string)),
            back: self.one(&name("back"), of.map(|answer| &answer.back), yes),
            unsaid: self.one(&name("unsaid"), of.map(|answer| &answer.unsaid), yes),
            told: self.one(&name("told"), of.map(|answer| &answer.told), yes),
        }
    }
}
